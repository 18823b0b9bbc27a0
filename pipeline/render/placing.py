"""Where the figures of the PDF stand: where their text is, or on top of the next page so that text fills what they leave.

Typst sets a figure either in the text, which leaves the foot of a page empty where a tall one does not fit, or as a float,
which may rise above its own heading. The plan says which, by chapter, because each chapter starts a page. It is predicted from the
heights of a chapter set on one endless page, then the chapter is set by it and looked at. What does not stand well adds to
what is known of it: a figure that stood wrong as a float is barred from it, one that leaves a gap is wanted as one. Both
only grow, so the rounds end, and the plan they end in has been seen to be right; where they take too long, all figures of the
chapter stand in the text, which is always right.

Right is: no figure or table before an earlier one, no float on the page of its own text, hence none above its own heading.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

TOP, TEXT = "top", "none"
ROUNDS: Final = 16
PAGE: Final = 683.1  # points of a page between the margins of the theme
MARGIN: Final = 82.2  # points above the first line of a page
FIRST: Final = MARGIN + 14.0  # a caption that stands above this begins a page
SPACE: Final = 17.4  # points above and below a figure
CLEARANCE: Final = 19.4  # points below a float
PARAGRAPH: Final = 10.7  # points between paragraphs
LINE: Final = 15.0
FAR: Final = 2  # pages between a float and its text
HEADING: Final = 62.0  # room that a heading needs with the lines that stay with it
Spot = tuple[int, float]


@dataclass(frozen=True)
class Stop:
    """Something on the endless page: a ``fig``, a ``tbl`` or a heading (``sec``), where it begins and ends."""

    id: str
    kind: str
    start: float
    end: float


@dataclass(frozen=True)
class Placed:
    """A figure or table of set pages: where its text has it, where it begins."""

    id: str
    kind: str
    anchor: Spot
    at: Spot


@dataclass
class Known:
    """What was learnt of figures: which may not float, which should."""

    barred: set[str]
    wanted: set[str]


Look = Callable[[Mapping[str, str]], Sequence[Placed]]


def plan_chapter(stops: Sequence[Stop], look: Look) -> dict[str, str]:
    """The plan of a chapter, figure by figure: ``top`` or ``none``; ``look`` sets the chapter by a plan and says what stands where."""
    figures = [one.id for one in stops if one.kind == "fig"]
    known = Known(set(), set())
    for _ in range(ROUNDS if figures else 0):
        plan = predict(stops, known)
        if not learn(look(plan), plan, known):
            return plan
    return dict.fromkeys(figures, TEXT)


def learn(placed: Sequence[Placed], plan: Mapping[str, str], known: Known) -> bool:
    """Add the first thing that does not stand well to what is known; whether there was any.

    Each case adds a figure to a set that it was not in: a float was not barred, a figure in the text not wanted or barred.
    """
    latest: Placed | None = None
    for one in placed:
        floats = plan.get(one.id) == TOP
        if floats and one.at[0] <= one.anchor[0]:
            known.barred.add(one.id)
            return True
        if floats and one.at[0] - one.anchor[0] > FAR:
            known.barred.add(one.id)
            return True
        if latest is not None and one.at < latest.at:
            if one.kind == "fig" and not floats and one.id not in known.barred:
                known.wanted.add(one.id)
            else:
                known.barred.add(latest.id)
            return True
        if one.kind == "fig" and not floats and one.id not in known.barred and one.at[1] < FIRST:
            known.wanted.add(one.id)
            return True
        latest = one
    return False


def predict(stops: Sequence[Stop], known: Known) -> dict[str, str]:
    """A likely plan: the chapter poured into pages by the heights of its parts. What is wanted floats, what is barred does not.

    Where something in the text would overtake a float that waits, that float is tried in the text, and the chapter poured anew.
    """
    barred = set(known.barred)
    while True:
        plan: dict[str, str] = {}
        overtaken = _pour(stops, barred, known.wanted, plan)
        if overtaken is None:
            return plan
        barred.add(overtaken)


def _pour(stops: Sequence[Stop], barred: Collection[str], wanted: Collection[str], plan: dict[str, str]) -> str | None:
    """Fill ``plan``; the id of the first float that would be overtaken, where the pouring ends."""
    flow = _Flow()
    at = 0.0
    for stop in stops:
        flow.text(max(0.0, stop.start - at))
        at = max(at, stop.start)
        height = stop.end - stop.start
        free = [id for id, _ in flow.waiting if id not in wanted]
        if stop.kind == "sec":
            flow.need(HEADING)
        elif stop.kind == "tbl":
            if free and flow.fits(min(height, LINE * 4)):
                return free[-1]
            if height < PAGE * 0.75:
                flow.block(height)
                at = stop.end
        else:
            at = stop.end
            near = flow.turns(height) <= FAR
            moved = near and (bool(flow.waiting) or not flow.fits(height))
            floats = stop.id not in barred and (stop.id in wanted or moved)
            if not floats and free and flow.fits(height):
                return free[-1]
            plan[stop.id] = TOP if floats else TEXT
            if floats:
                flow.waiting.append((stop.id, height + CLEARANCE))
                at += 2 * SPACE - PARAGRAPH  # its space above and below closes up
            else:
                flow.block(height)
    return None


class _Flow:
    """A page that is filled from above; floats wait for the top of the next one."""

    def __init__(self) -> None:
        self.used = 0.0
        self.waiting: deque[tuple[str, float]] = deque()

    def fits(self, height: float) -> bool:
        return self.used + height <= PAGE

    def turns(self, height: float) -> int:
        """How many pages are turned until a float of this height has its place."""
        count, used = 1, 0.0
        for one in (*(one for _, one in self.waiting), height):
            if used and used + one > PAGE:
                count, used = count + 1, 0.0
            used += one
        return count

    def turn(self) -> None:
        """Begin a page with the floats that wait, as many as fit."""
        self.used = 0.0
        while self.waiting and self.used + self.waiting[0][1] <= PAGE:
            self.used += self.waiting.popleft()[1]

    def text(self, length: float) -> None:
        """Lines; the last of a page leaves less than a line empty."""
        while self.used + length > PAGE:
            length -= max(0.0, PAGE - self.used - LINE / 2)
            self.turn()
            if length <= SPACE + LINE / 2:  # no text is left, and space does not begin a page
                return
        self.used += max(0.0, length)

    def need(self, room: float) -> None:
        """Turn the page where there is less room."""
        if self.used + room > PAGE:
            self.turn()

    def block(self, height: float) -> None:
        """What stays in one piece."""
        while self.used > 0 and not self.fits(height):
            self.turn()
            if not self.waiting:
                break
        self.used += height


def read_stops(layout: Mapping[str, Any], ids: Mapping[str, Sequence[str]]) -> list[Stop]:
    """Figures, tables and headings in the order of the text, from the layout of one endless page; without
    heights where it is more than one page because the chapter changes its paper."""
    parts = [*layout["headings"], *layout["spots"], *layout["ends"]]
    if len({int(one["page"]) for one in parts}) != 1:
        orders = sorted(read_placed({**layout, "captions": layout["spots"]}, ids), key=lambda one: one.anchor)
        return [Stop(one.id, one.kind, 0.0, 0.0) for one in orders]
    found = [Stop("", "sec", float(one["y"]) - MARGIN, 0.0) for one in layout["headings"] if not one["chapter"]]
    for kind in ("fig", "tbl"):
        spots = [one for one in layout["spots"] if one["kind"] == kind]
        ends = [one for one in layout["ends"] if one["kind"] == kind]
        for id, spot, end in zip(ids[kind], spots, ends, strict=True):
            found.append(Stop(id, kind, float(spot["y"]) - MARGIN, float(end["y"]) - MARGIN))
    return sorted(found, key=lambda one: (one.start, one.kind))


def read_placed(layout: Mapping[str, Any], ids: Mapping[str, Sequence[str]]) -> list[Placed]:
    """Figures and tables in the order of the text, from the layout of set pages."""
    found = []
    for kind in ("fig", "tbl"):
        spots = [one for one in layout["spots"] if one["kind"] == kind]
        captions = [one for one in layout["captions"] if one["kind"] == kind]
        for id, spot, caption in zip(ids[kind], spots, captions, strict=True):
            found.append((int(spot["order"]), Placed(id, kind, _spot(spot), _spot(caption))))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _spot(one: Mapping[str, Any]) -> Spot:
    return int(one["page"]), float(one["y"])


def placement(plan: Mapping[str, str]) -> str:
    """Text of placement.typ: a function around the document with a rule for each figure."""
    lines = "".join(f"  show <{name}>: set figure(placement: {where})\n" for name, where in plan.items())
    return f"#let gdgr-placed(body) = {{\n{lines}  body\n}}\n"
