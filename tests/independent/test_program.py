"""The program that recomputes: it imports nothing of the package under test, and it sees a changed cell."""

from __future__ import annotations

import ast
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

from tests.independent.divide import gini, theil, years_behind
from tests.independent.economies import at_least, at_most, printed
from tests.independent.index import moments, ranked
from tests.independent.program import Compared, compared, opened
from tests.independent.tables import differing, labelled, of_pages

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ALLOWED = {"openpyxl", "numpy", "tests"}


def test_no_module_of_the_program_imports_the_pipeline() -> None:
    found = set()
    for path in HERE.glob("*.py"):
        if path.name.startswith("test_"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not (isinstance(node, ast.ImportFrom) and node.level), path.name
            found |= {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name.partition(".")[0] for name in found} <= ALLOWED
    assert {name for name in found if name.startswith("tests")} <= {
        f"tests.independent.{path.stem}" for path in HERE.glob("*.py")
    }


# -- A changed cell is seen ----------------------------------------------------------------------------------------


def row_of(sheet: Any, **wanted: str) -> int:
    """The first row of a list sheet with these texts."""
    heads = {cell.value: cell.column for cell in sheet[1]}
    return next(
        row for row in range(2, sheet.max_row + 1)
        if all(sheet.cell(row, heads[key]).value == text for key, text in wanted.items())
    )  # fmt: skip


def score_of_one_economy(book: Workbook) -> None:
    sheet = next(sheet for sheet in book if sheet["B3"].value == "GCI")
    row = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value == "FRA")
    year = next(cell.column for cell in sheet[4] if cell.value == 2024)
    sheet.cell(row, year).value = 1.0  # now of the lowest class


def law_of_one_economy(book: Workbook) -> None:
    sheet = book["States"]
    sheet.cell(row_of(sheet, area="indirect_taxation", state="legislation"), 3).value = "no_legislation"


def parties_of_one_economy(book: Workbook) -> None:
    sheet = book["Parties"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 2).value == "CHL":
            sheet.cell(row, 6).value = "no"  # not read at a source


def group_of_three_economies(book: Workbook) -> None:
    sheet = book["Economies"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for iso3 in ("SGP", "ISL", "FIN"):
        sheet.cell(row_of(sheet, iso3=iso3), heads["income_group"]).value = "LIC"


def limit_of_affordability(book: Workbook) -> None:
    sheet = book["Thresholds"]
    sheet.cell(row_of(sheet, method="affordability", parameter="entry_level"), 3).value = 1.9


def use_of_one_product(book: Workbook) -> None:
    for sheet in (book["use 2014"], book["use_basic 2014"]):
        row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "61")
        sheet.cell(row, 2).value = 1e6


CHANGES: list[tuple[str, Callable[[Workbook], None], tuple[str, ...], str]] = [
    ("monitoring/cybersecurity.xlsx", score_of_one_economy,
     ("fig-security-map.low_class", "fig-security-map.low_class_people"), "fig-security-pillars.spread"),
    ("monitoring/cyberlaw.xlsx", law_of_one_economy,
     ("fig-laws-areas.indirect_taxation.law", "fig-laws-areas.indirect_taxation.share"), "fig-laws-areas.indirect_taxation.answers"),
    ("monitoring/governance.xlsx", parties_of_one_economy,
     ("fig-ai-map.economies", "fig-commitments.share_economies"), "fig-platforms.since"),
    ("reference/economies.xlsx", group_of_three_economies,
     ("fig-govtech.median_low", "fig-ai-preparedness.floor"), "fig-security-map.low_class"),
    ("reference/parameters.xlsx", limit_of_affordability,
     ("fig-price-target.met", "fig-price-target.share"), "fig-price-target.economies"),
    ("accounting/supply-use-fin.xlsx", use_of_one_product,
     ("fig-accounts-uses.FIN_exports", "fig-accounts-multipliers.FIN_61_imports"), "fig-accounts-imports.FIN_total"),
]  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that tells what the program itself finds in the workbooks as they are, for the facts of the changes."""
    folder = tmp_path_factory.mktemp("told")
    ids = [id for _, _, changed, same in CHANGES for id in (*changed, same)]
    parameters = {"fig-commitments.share_economies": {"theme": "ai_governance"}}
    lineage = {id: {"value": 0.0, "method": "", "parameters": parameters.get(id, {}), "of": []} for id in ids}
    figures = tomllib.loads((ROOT / "report" / "exhibits.toml").read_text("utf-8"))
    claims = {
        "one": {"printed": "headline", "headline": {"en": "One"}, "facts": ids[:3]},
        "two": {"printed": "", "headline": {"en": "Two"}, "facts": ids[2:]},
        "three": {"printed": "story", "headline": {}, "facts": ["x"]},
    }
    (folder / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    (folder / "lineage.json").write_text(json.dumps(lineage), encoding="utf-8")
    own = opened(ROOT, 2026, folder)
    assert own.headline_facts == list(dict.fromkeys(ids))
    for id in ids:
        lineage[id]["value"] = own.value(id)
    (folder / "lineage.json").write_text(json.dumps(lineage), encoding="utf-8")
    return folder


NEEDED = (
    "development/affordability", "development/context", "monitoring/ai-governance", "monitoring/cybersecurity", "monitoring/govtech",
    "reference/corrections", "reference/economies", "reference/parameters",
)  # fmt: skip


def copied(root: Path, changed: str) -> Path:
    """A project with the workbooks that the changes need, one of them a copy that can be changed."""
    paths = {f"data/{name}.xlsx" for name in NEEDED} | {
        f"data/{changed}",
        "report/exhibits.toml",
        "report/editions/2026.toml",
    }
    for name in paths:
        to = root / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if name == f"data/{changed}":
            to.write_bytes((ROOT / name).read_bytes())
        else:
            to.symlink_to(ROOT / name)
    return root


@pytest.mark.parametrize(
    ("book", "change", "seen", "same"), CHANGES, ids=[change.__name__ for _, change, _, _ in CHANGES]
)
def test_a_changed_cell_is_seen(
    edition: Path, tmp_path: Path, book: str, change: Callable[[Workbook], None], seen: tuple[str, ...], same: str
) -> None:
    root = copied(tmp_path, book)
    path = root / "data" / book
    content = load_workbook(path)
    change(content)
    content.save(path)
    found = {one.id: one for one in compared(opened(root, 2026, edition), (*seen, same))}
    assert {id: one.agrees for id, one in found.items()} == {**dict.fromkeys(seen, False), same: True}


def test_a_fact_that_nothing_recomputes_is_told(edition: Path, tmp_path: Path) -> None:
    for name, content in (
        (
            "lineage.json",
            {"fig-households.x": {"value": 1.0, "method": "a method of tomorrow", "parameters": {}, "of": []}},
        ),
        ("figures.json", {"fig-households": {"recipe": "levels.top_bottom"}}),
        ("claims.json", {"new": {"printed": "headline", "headline": {"en": "New"}, "facts": ["fig-households.x"]}}),
    ):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    own = opened(ROOT, 2026, tmp_path)
    (one,) = compared(own, own.headline_facts)
    assert not one.agrees and "nothing recomputes fig-households.x (a method of tomorrow)" in one.trouble


# -- Its own arithmetic --------------------------------------------------------------------------------------------


def test_two_values_agree_only_where_they_are_one_number() -> None:
    assert Compared("a", 0.1 + 0.2, 0.3).agrees and not Compared("a", 0.3, 0.3 + 1e-8).agrees
    assert Compared("a", 10.0, 11.0, error=1.0).agrees and not Compared("a", 10.0, 11.1, error=1.0).agrees
    assert not Compared("a", 1.0, None).agrees


def test_values_are_rounded_as_they_are_printed() -> None:
    assert [str(printed(value, 1)) for value in (0.25, 2.35, -0.25)] == ["0.3", "2.4", "-0.3"]


def test_tenths_are_values_that_were_observed() -> None:
    known = [float(one) for one in range(1, 21)]
    assert at_most(known, 0.1) == 2.0 and at_least(known, 0.1) == 19.0 and at_least(known, 0.75) == 6.0


def test_inequality_of_two_economies() -> None:
    assert gini([(1.0, 1.0), (3.0, 1.0)]) == pytest.approx(0.25)
    assert theil([(1.0, 1.0), (3.0, 1.0)]) == pytest.approx(0.130812035941)
    assert years_behind({2020: 40.0}, {2005: 30.0, 2010: 50.0, 2020: 90.0}) == (40.0, 12.5)
    assert years_behind({2020: 95.0}, {2005: 30.0, 2020: 90.0}) is None


def test_moments_and_ranks_are_the_published_ones() -> None:
    """Skewness and kurtosis as COINr 1.1.14 prints them for 1 to 9, 100 and 200."""
    assert moments(np.array([*range(1, 10), 100.0, 200.0])) == pytest.approx((2.44001322877252, 5.66860331630136))
    assert ranked(np.array([3.0, np.nan, 5.0, 3.0])).tolist()[::2] == [2.0, 1.0]


def test_tables_are_read_from_pages_and_compared(tmp_path: Path) -> None:
    page = (
        '<div id="tbl-x" class="exhibit"><table><thead><tr><th>Economy</th></tr></thead><tbody>'
        "<tr><th>Kenya</th><td>7.0 <sup>E</sup></td><td>2019</td></tr></tbody></table></div>"
    )
    (tmp_path / "web" / "en").mkdir(parents=True)
    (tmp_path / "web" / "en" / "sec-one.html").write_text(page, encoding="utf-8")
    told = of_pages(tmp_path)
    assert told == {"tbl-x": {"Kenya": ["7.0 E", "2019"]}} == {"tbl-x": labelled("tbl-x", [("Kenya", "7.0 E", "2019")])}
    assert list(differing(told, told)) == []
    wrong = {"tbl-x": {"Kenya": ["7.1 E", None]}, "tbl-y": {}}
    assert list(differing(wrong, told)) == [
        "tbl-x, Kenya, column 1: printed '7.0 E', recomputed '7.1 E'", "tbl-y is not printed",
    ]  # fmt: skip
    assert "stand on one side only" in next(differing({"tbl-x": {"Chad": []}}, told))
