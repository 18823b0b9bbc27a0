"""Where figures go: what is learnt from set pages, plans for hostile layouts, and the plan of a set document."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render import trial
from pipeline.render.builtin import Builtin
from pipeline.render.fonts import font_files
from pipeline.render.placing import (
    FAR,
    FIRST,
    PAGE,
    ROUNDS,
    TEXT,
    TOP,
    Known,
    Placed,
    Stop,
    learn,
    placement,
    plan_chapter,
    predict,
    read_placed,
    read_stops,
)
from pipeline.render.prepare import prepare
from tests.render.sampling import CACHE, KEEP, THEME, sample


def fig(name: str, page: int, y: float, at: tuple[int, float] | None = None, kind: str = "fig") -> Placed:
    return Placed(name, kind, (page, y), at or (page, y))


@pytest.mark.parametrize(
    ("placed", "plan", "barred", "wanted"),
    [
        ([fig("a", 3, 300.0), fig("b", 4, 500.0)], {}, set(), set()),
        ([fig("a", 3, 300.0), fig("b", 4, 87.0)], {}, set(), {"b"}),
        ([fig("a", 3, 700.0, (4, 87.0)), fig("b", 3, 720.0)], {"a": TOP}, set(), {"b"}),
        ([fig("a", 3, 700.0, (4, 87.0)), fig("t", 3, 720.0, kind="tbl")], {"a": TOP}, {"a"}, set()),
        ([fig("a", 3, 400.0, (3, 87.0))], {"a": TOP}, {"a"}, set()),
        ([fig("a", 3, 400.0, (4 + FAR, 87.0))], {"a": TOP}, {"a"}, set()),
        ([fig("a", 3, 400.0, (4, 87.0))], {"a": TOP}, set(), set()),
        ([fig("a", 3, 700.0, (5, 87.0)), fig("b", 3, 720.0, (4, 87.0))], {"a": TOP, "b": TOP}, {"a"}, set()),
    ],
    ids=["well", "a gap", "overtakes a float", "a table overtakes", "above its text", "far", "next page", "queue"],
)
def test_what_is_learnt(placed: list[Placed], plan: dict[str, str], barred: set[str], wanted: set[str]) -> None:
    known = Known(set(), set())
    assert learn(placed, plan, known) == bool(barred or wanted)
    assert (known.barred, known.wanted) == (barred, wanted)


STOPS = st.lists(
    st.tuples(st.sampled_from(["fig", "fig", "tbl", "sec"]), st.floats(0, 900), st.floats(5, 680)), max_size=14
)


def stops_of(parts: list[tuple[str, float, float]]) -> list[Stop]:
    at, found = 0.0, []
    for number, (kind, text, height) in enumerate(parts):
        at += text
        found.append(Stop(f"{kind}-{number}", kind, at, at + (0 if kind == "sec" else height)))
        at = found[-1].end
    return found


@given(STOPS, st.randoms(use_true_random=False))
def test_any_pages_end_in_a_plan_that_was_seen_to_be_right(
    parts: list[tuple[str, float, float]], chance: object
) -> None:
    """``look`` answers anything at all: the loop ends, with a plan without fault or with all figures in the text."""
    stops = stops_of(parts)
    seen: list[tuple[dict[str, str], list[Placed]]] = []

    def look(plan: Mapping[str, str]) -> list[Placed]:
        spot = lambda: (chance.randint(1, 4), float(chance.choice([87, 300, 600])))  # type: ignore[attr-defined] # noqa: E731
        placed = [Placed(one.id, one.kind, spot(), spot()) for one in stops if one.kind != "sec"]
        seen.append((dict(plan), placed))
        return placed

    plan = plan_chapter(stops, look)
    figures = [one.id for one in stops if one.kind == "fig"]
    assert sorted(plan) == sorted(figures)
    assert len(seen) <= ROUNDS
    if figures and plan != dict.fromkeys(figures, TEXT):
        assert plan == seen[-1][0]
        assert not faults(*seen[-1])


def faults(plan: Mapping[str, str], placed: list[Placed]) -> list[str]:
    """The rules, said another way than in the code."""
    found = [f"{b.id} before {a.id}" for a, b in itertools.pairwise(placed) if b.at < a.at]
    found += [one.id for one in placed if plan.get(one.id) == TOP and not 0 < one.at[0] - one.anchor[0] <= FAR]
    return found


@given(STOPS)
def test_a_prediction_speaks_of_every_figure_and_keeps_to_what_is_known(parts: list[tuple[str, float, float]]) -> None:
    stops = stops_of(parts)
    figures = [one.id for one in stops if one.kind == "fig"]
    plan = predict(stops, Known(set(figures[::3]), set(figures[1::3])))
    assert list(plan) == figures
    assert {plan[id] for id in figures[::3]} <= {TEXT}
    assert {plan[id] for id in figures[1::3]} <= {TOP}


def test_a_figure_that_does_not_fit_is_moved_and_text_fills_the_page() -> None:
    stops = [Stop("a", "fig", 500, 800), Stop("b", "fig", 830, 900)]
    assert predict(stops, Known(set(), set())) == {"a": TOP, "b": TOP}
    assert predict(stops, Known({"a"}, set())) == {"a": TEXT, "b": TEXT}
    assert predict([Stop("a", "fig", PAGE - 300, PAGE)], Known(set(), set())) == {"a": TEXT}


LAYOUT = {
    "headings": [{"page": 2, "y": 82.2, "chapter": True}, {"page": 2, "y": 200.0, "chapter": False}],
    "spots": [
        {"kind": "fig", "order": 1, "page": 2, "y": 400.0},
        {"kind": "tbl", "order": 0, "page": 2, "y": 300.0},
    ],
    "captions": [{"kind": "tbl", "page": 2, "y": 305.0}, {"kind": "fig", "page": 2, "y": 405.0}],
    "ends": [{"kind": "tbl", "page": 2, "y": 350.0}, {"kind": "fig", "page": 2, "y": 600.0}],
}


def test_a_layout_is_read() -> None:
    ids = {"fig": ["fig-a"], "tbl": ["tbl-b"]}
    assert [(one.id, one.kind, round(one.start)) for one in read_stops(LAYOUT, ids)] == [
        ("", "sec", 118), ("tbl-b", "tbl", 218), ("fig-a", "fig", 318),
    ]  # fmt: skip
    assert [(one.id, one.anchor, one.at) for one in read_placed(LAYOUT, ids)] == [
        ("tbl-b", (2, 300.0), (2, 305.0)), ("fig-a", (2, 400.0), (2, 405.0)),
    ]  # fmt: skip
    wide = {**LAYOUT, "ends": [{"kind": "fig", "page": 3, "y": 600.0}]}
    assert [(one.id, one.start, one.end) for one in read_stops(wide, ids)] == [("tbl-b", 0, 0), ("fig-a", 0, 0)]


def test_the_plan_is_a_function_around_the_document() -> None:
    text = placement({"fig-x": TOP, "fig-y": TEXT})
    assert "show <fig-x>: set figure(placement: top)\n" in text
    assert "show <fig-y>: set figure(placement: none)\n" in text
    typst.compile((text + "#show: gdgr-placed\n#figure([a]) <fig-x>").encode())


FIGURE = '::: {#fig-NAME .exhibit}\n![](figures/fig-online.svg){fig-alt="Bars." width=100%}\n\nCaption\n:::\n\n'
LINES = "A made-up sentence that fills a line or two of the page with words. "


def chapter(pattern: str) -> str:
    """A chapter from marks: digits are sentences, F a figure, T a table, H a heading."""
    out = ["# A {#sec-a}\n\n"]
    for number, mark in enumerate(pattern):
        if mark == "F":
            out.append(FIGURE.replace("NAME", f"q{number}"))
        elif mark == "T":
            rows = "| a | b |\n" * 12
            out.append(
                f"::: {{#tbl-q{number} .exhibit}}\n::: {{.gdgr-table}}\n| a | b |\n|---|---|\n{rows}:::\n\nCaption\n:::\n\n"
            )
        elif mark == "H":
            out.append(f"## Heading {number}\n\n")
        else:
            out.append(LINES * (4 * int(mark)) + "\n\n")
    return "".join(out)


@pytest.mark.parametrize(
    "pattern",
    ["3F3F3F3F3F3F", "FFFFFFFF", "9F1T1F1T", "5HF1HF1HF1H9", "2FT2FT2FT", "9HFHFHFHTF9", "1F1F1F1F1F1F1F1F1F1F"],
)
def test_no_figure_stands_before_an_earlier_one_or_above_its_heading(
    tmp_path: Path, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = sample(
        tmp_path, "en", **{"90_annex": chapter(pattern), "01_key_findings": "# K {#sec-key}\n\n[About](#sec-a)\n"}
    )
    seen: list[tuple[dict[str, str], list[Placed]]] = []
    monkeypatch.setattr(trial, "plan_chapter", lambda stops, look: watched(stops, look, seen))
    prepared = prepare(project)
    plan, placed = seen[-1] if len(seen[-1][1]) > 2 else seen[0]
    assert not faults(plan, placed)
    assert all(one.at >= one.anchor for one in placed)
    assert {id: prepared.plan[id] for id in plan} == plan


def watched(stops: list[Stop], look: object, seen: list[tuple[dict[str, str], list[Placed]]]) -> dict[str, str]:
    """Plan as the engine does, and set the pages once more by the plan that came out."""
    plan = plan_chapter(stops, look)  # type: ignore[arg-type]
    seen.append((plan, list(look(plan))))  # type: ignore[operator]
    seen.sort(key=lambda pair: len(pair[1]))
    return plan


def test_text_fills_the_page_before_a_figure_that_does_not_fit(tmp_path: Path) -> None:
    project = sample(
        tmp_path, "en", **{"90_annex": chapter("3F" * 6), "01_key_findings": "# K {#sec-key}\n\n[A](#sec-a)\n"}
    )
    Builtin().render(project, tmp_path / "out", lambda line: None)
    source = (project.path / "typst/chapters/90-annex.typ").read_text(encoding="utf-8")
    assert re.search(r"placement: top\) <fig-q\d+>", source)
    assert "set figure(placement: top)" in (project.path / "placement.typ").read_text(encoding="utf-8")
    assert FIRST > 82.2


@pytest.fixture(scope="module")
def fonts() -> tuple[Path, ...]:
    """Folders of the static fonts."""
    return tuple(dict.fromkeys(path.parent for path in font_files("en", CACHE, KEEP)))


@pytest.mark.parametrize(("rows", "pages"), [(20, {2}), (60, {1, 2})])
def test_a_table_of_few_rows_stays_in_one_piece_and_a_long_one_breaks(
    rows: int, pages: set[int], fonts: tuple[Path, ...]
) -> None:
    cells = ", ".join(f"[#metadata({n})<row>{n}], [{n}]" for n in range(rows))
    source = (THEME / "typst-template.typ").read_text(encoding="utf-8") + (
        "#show: gdgr.with(cover: false, contents: false)\n#v(150mm)\n"
        f"#figure([#gdgr-table(columns: (1fr, 1fr), table.header([a], [b]), {cells})], caption: [c], "
        'kind: "quarto-float-tbl", supplement: "Table", numbering: "1")\n'
        "#context [#metadata(query(<row>).map(it => it.location().page()))<pages>]\n"
    )
    answer = typst.query(source.encode(), "<pages>", field="value", one=True, font_paths=[str(p) for p in fonts])
    found = json.loads(answer)
    assert set(found) == pages
    assert len(pages) == 1 or found.count(1) >= 3
