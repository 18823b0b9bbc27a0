"""Where figures go: the rules of the plan on layouts made by hand, and the plan of a set document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import typst

from pipeline.render.builtin import Builtin
from pipeline.render.fonts import font_files
from pipeline.render.placing import (
    LAYOUT,
    MARK,
    PAGE_TOP,
    ROUNDS,
    Placed,
    find_plan,
    improve,
    read_layout,
    without_annexes,
    written,
)
from tests.render.sampling import CACHE, THEME, sample

HEAD = (3, 100.0)


@pytest.fixture(scope="module")
def fonts() -> tuple[Path, ...]:
    """Folders of the static fonts."""
    return tuple(dict.fromkeys(path.parent for path in font_files("en", CACHE)))


def placed(name: str, page: int, y: float, chapter: int = 1, heading: tuple[int, float] = HEAD) -> Placed:
    return Placed(name, (page, y), (page, y), chapter, heading)


@pytest.mark.parametrize(
    ("figures", "plan", "better"),
    [
        ([placed("a", 3, 300.0), placed("b", 4, 500.0)], {}, {}),
        ([placed("a", 3, 300.0), placed("b", 4, 87.0)], {}, {"b": "top"}),
        ([placed("a", 4, 87.0), placed("b", 3, 600.0)], {"a": "top"}, {"a": "top", "b": "top"}),
        ([placed("a", 3, 87.0)], {"a": "top"}, {"a": "none"}),
        ([placed("a", 4, 87.0)], {"a": "top"}, {"a": "top"}),
        ([placed("a", 4, 87.0), placed("b", 5, 87.0)], {}, {"a": "top"}),
        ([placed("a", 4, 87.0), placed("b", 9, 87.0, 2, (8, 1.0))], {}, {"a": "top", "b": "top"}),
    ],
)
def test_one_decision_a_chapter(figures: list[Placed], plan: dict[str, str], better: dict[str, str]) -> None:
    assert improve(figures, plan) == better


def test_a_layout_is_read() -> None:
    layout = {
        "headings": [{"page": 3, "y": 90.0, "chapter": True}, {"page": 3, "y": 200.0, "chapter": False}],
        "floats": [{"id": "fig-a", "page": 3, "y": 300.0}],
        "places": [{"number": 1, "page": 4, "y": 87.2}],
    }
    assert read_layout(json.dumps(layout)) == [Placed("fig-a", (3, 300.0), (4, 87.2), 1, (3, 200.0))]


def test_a_plan_that_never_settles_ends() -> None:
    seen: list[Mapping[str, str]] = []

    def look(plan: Mapping[str, str]) -> str:
        seen.append(dict(plan))
        number = len(seen)
        return json.dumps(
            {
                "headings": [{"page": 1, "y": 90.0, "chapter": True}],
                "floats": [{"id": f"fig-{number}", "page": 2, "y": 87.0}],
                "places": [{"number": 1, "page": 2, "y": 87.0}],
            }
        )

    assert len(find_plan(look)) == len(seen) == ROUNDS


def test_a_plan_is_written_at_its_mark() -> None:
    assert written(f"a\n{MARK}b\n", {"fig-x": "top"}) == f"a\n{MARK}#show <fig-x>: set figure(placement: top)\nb\n"


def test_text_fills_the_page_before_a_figure_that_does_not_fit(tmp_path: Path) -> None:
    figure = '::: {#fig-NAME .exhibit}\n![](figures/fig-online.svg){fig-alt="Bars." width=100%}\n\nCaption\n:::\n\n'
    text = "# A\n\n" + "".join(
        "A made-up sentence that fills a line or two of the page with words. " * 12
        + "\n\n"
        + figure.replace("NAME", f"q{number}")
        for number in range(6)
    )
    project = sample(tmp_path, "en", **{"90_annex": text, "01_key_findings": "# K {#sec-key}\n"})
    Builtin().render(project, tmp_path / "out", lambda line: None)
    source = (project.path / "report.typ").read_text(encoding="utf-8")
    assert re.search(r"#show <fig-q\d>: set figure\(placement: top\)", source)
    assert PAGE_TOP > 82.2


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


def test_the_pages_are_planned_without_the_annexes(tmp_path: Path) -> None:
    source = "See #ref(<sec-m>) and #ref(<fig-a>).\n<fig-a>\n#gdgr-annexes()\n= M <sec-m>\n" + LAYOUT + "\n end"
    assert without_annexes(source) == (
        "See #ref(<sec-m>) and #ref(<fig-a>).\n<fig-a>\n#metadata(none) <sec-m>\n" + LAYOUT + "\n end"
    )
    late = source.replace("= M", '= M "quarto-float-fig"')
    assert without_annexes(late) == late
    assert without_annexes("= A\n") == "= A\n"
