"""Where the figures of the PDF stand: after the text that names them, moved to the next page's top where they would leave a gap.

Typst sets a figure either where it stands in the text, which leaves the foot of a page empty where a tall one does not
fit, or as a float, which may rise above its own heading. The plan is found by setting the pages a few times: a figure
that begins a page becomes a float of that page, so that text fills the page before it. Each chapter starts a page, so
the chapters are planned side by side; a round costs about as long as setting the pages once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

MARK: Final = "// gdgr-plan\n"
QUERY: Final = "<gdgr-layout>"
ANNEXES: Final = "#gdgr-annexes()"
LAYOUT: Final = "#context [#metadata((\n  headings:"
REFERENCE: Final = re.compile(r"#(?:ref|link)\(<([\w-]+)>")
LABEL: Final = re.compile(r"(?<!\()<([\w-]+)>")
ROUNDS: Final = 6
PAGE_TOP: Final = 82.2 + 14.0  # points: the top margin of the theme and the space of a caption in it
Spot = tuple[int, float]


@dataclass(frozen=True)
class Placed:
    """A figure of a set document: its id, where its text stands, where it is itself, its chapter and its last heading."""

    id: str
    anchor: Spot
    at: Spot
    chapter: int
    heading: Spot


def read_layout(answer: str) -> list[Placed]:
    """The figures in the order of the text, from what the query of builtin.typ answers (JSON)."""
    layout: Mapping[str, Any] = json.loads(answer)
    places = {int(one["number"]): (int(one["page"]), float(one["y"])) for one in layout["places"]}
    headings = [((int(one["page"]), float(one["y"])), bool(one["chapter"])) for one in layout["headings"]]
    found = []
    for number, one in enumerate(layout["floats"], 1):
        anchor = (int(one["page"]), float(one["y"]))
        before = [(spot, chapter) for spot, chapter in headings if spot <= anchor]
        chapter = sum(chapter for _, chapter in before)
        heading = before[-1][0] if before else (0, 0.0)
        found.append(Placed(str(one["id"]), anchor, places.get(number, anchor), chapter, heading))
    return found


def improve(figures: list[Placed], plan: Mapping[str, str]) -> dict[str, str]:
    """The plan with at most one more decision a chapter: the first figure, in order, that does not stand well.

    A figure in the text that begins a page, or that stands before an earlier figure, becomes a float to the top; a float
    that stands above its own heading goes back into the text for good. A plan that comes back unchanged is done.
    """
    changed = dict(plan)
    done: set[int] = set()
    latest: dict[int, Spot] = {}
    for figure in figures:
        earlier = latest.get(figure.chapter, (0, 0.0))
        latest[figure.chapter] = max(earlier, figure.at)
        if figure.chapter in done:
            continue
        now = plan.get(figure.id)
        if now is None and (figure.at[1] < PAGE_TOP or figure.at < earlier):
            changed[figure.id] = "top"
        elif now == "top" and figure.at < figure.heading:
            changed[figure.id] = "none"
        else:
            continue
        done.add(figure.chapter)
    return changed


def find_plan(look: Callable[[Mapping[str, str]], str]) -> dict[str, str]:
    """The placement of each figure that does not stand in the text; ``look`` sets the pages by a plan and answers QUERY."""
    plan: dict[str, str] = {}
    for _ in range(ROUNDS):
        better = improve(read_layout(look(plan)), plan)
        if better == plan:
            break
        plan = better
    return plan


def without_annexes(source: str) -> str:
    """The source up to the first annex, with stand-ins for what the text before refers to: long tables cost most of the time.

    Unchanged where there is no annex, or where figures follow it.
    """
    front, annex, back = source.partition(ANNEXES)
    body, query, end = back.rpartition(LAYOUT)
    if not annex or not query or '"quarto-float-fig"' in body:
        return source
    wanted = set(REFERENCE.findall(front)) - set(LABEL.findall(front))
    stand_ins = "".join(f"#metadata(none) <{name}>\n" for name in sorted(wanted))
    return front + stand_ins + query + end


def written(source: str, plan: Mapping[str, str]) -> str:
    """The Typst source with the lines of a plan at its mark."""
    lines = "".join(f"#show <{name}>: set figure(placement: {where})\n" for name, where in plan.items())
    return source.replace(MARK, MARK + lines, 1)
