"""Identities: all hold on the shipped tables of three publishers; a wrong cell breaks those that use it, and only those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.accounts.identities import COLUMNS, gdp, identities, identities_by_year, not_assessed, summary
from pipeline.model.supply_lines import Axis, Blank, Line, LineMap
from pipeline.model.supply_use import SupplyUse
from tests.methods.accounts.conftest import changed, with_cells

Years = dict[int, SupplyUse]
NAMES = {
    "product output",
    "supply at basic prices",
    "supply at purchasers' prices",
    "margins sum to zero",
    "supply columns",
    "intermediate use",
    "total use",
    "supply equals use",
    "use columns",
    "industry output",
    "value added",
    "industries and the economy",
    "output in both tables",
    "output of the economy",
    "taxes on products in both tables",
    "sums shown by the source",
    "GDP",
}


def broken(checked: pd.DataFrame) -> set[tuple[str, str]]:
    rows = checked[(checked["holds"] == False).fillna(False)]  # noqa: E712
    return set(zip(rows["identity"], rows["code"], strict=True))


def test_all_hold_on_the_tables_of_the_united_states(usa: Years) -> None:
    assert sorted(usa) == list(range(2012, 2024))
    checked = identities_by_year(usa)
    assert broken(checked) == set()
    assert checked["holds"].notna().all()
    assert set(checked["identity"]) == NAMES
    assert len(checked) == 11_896
    # Rounding of millions adds up to far less than the worst case that the tolerance allows.
    assert checked["residual"].abs().max() <= 20


def test_supply_is_demand_for_every_product_of_the_united_kingdom(gbr: Years) -> None:
    """The published check of these tables: a difference of 0 for all 103 products of which there is any."""
    assert sorted(gbr) == list(range(2012, 2023))
    checked = identities(gbr[2022])
    rows = checked[checked["identity"] == "supply equals use"]
    assert (len(rows), rows["residual"].abs().max(), rows["holds"].all()) == (103, 0.0, True)
    assert broken(checked) == set()


def test_supply_is_use_for_every_product_of_finland(fin: SupplyUse) -> None:
    """The published check of these tables: the largest difference is 0.001, at both prices."""
    checked = identities(fin)
    for name in ("supply equals use", "supply equals use, basic prices"):
        rows = checked[checked["identity"] == name]
        assert rows["residual"].abs().max() == pytest.approx(0.001, abs=1e-6)
    assert broken(checked) == set()
    assert checked["holds"].notna().all()


def test_the_cells_of_finland_add_up_to_every_total(fin: SupplyUse) -> None:
    """Why its blanks are declared zeros: nothing is left for them."""
    for table in fin.tables.values():
        cells = table.cells
        total = cells.loc["Products"].fillna(0.0)
        assert (cells.loc[list(fin.products)].sum() - total).abs().max() < 0.007
        across = cells.loc[list(fin.products), list(fin.industries)].sum(axis=1)
        assert (across - cells.loc[list(fin.products), "0"].fillna(0.0)).abs().max() < 0.006
        assert not (cells == 0).any(axis=None)


def test_what_the_united_kingdom_does_not_publish_has_no_verdict(gbr: Years) -> None:
    checked = identities(gbr[2020])
    assert not_assessed(checked).to_numpy().tolist() == [
        ["product output", "industries", 104],
        ["supply at basic prices", "line supply_basic", 104],
        ["output in both tables", "industries", 104],
    ]
    assert summary(checked).set_index("identity").loc["product output", ["checked", "hold", "unjudged"]].tolist() == [
        104,
        0,
        104,
    ]


def test_gdp_three_ways_on_the_shipped_tables(usa: Years, gbr: Years, fin: SupplyUse) -> None:
    ways = gdp(usa[2022]).set_index("approach")["value"]
    assert ways.to_dict() == {"production": 26_006_889, "income": 26_006_890, "expenditure": 26_006_892}
    # The published total: value added at producers' prices of all industries.
    assert usa[2022].use.cells.loc["VAPRO", "T001"] == pytest.approx(ways["production"], abs=10)
    # Published: gross value added 2,266,082 and taxes less subsidies on products 260,346 million pounds.
    assert gdp(gbr[2022])["value"].tolist() == [2_526_428.0] * 3
    assert gbr[2022].use.cells.loc["Gross valued added at basic prices", "TOTAL_INT"] == 2_266_082
    # Published: gross value added 176,987 and taxes less subsidies on products 28,487 million euros.
    assert gdp(fin)["value"].tolist() == pytest.approx([205_474.0] * 3, abs=0.01)
    assert gdp(fin)["missing"].tolist() == ["", "", ""]


def test_signs_of_subsidies_on_the_shipped_tables(usa: Years) -> None:
    tables = usa[2020]
    assert (tables.supply.cells["SUB"].dropna() <= 0).all()
    assert (tables.use.cells.loc["T00SUB"].dropna() >= 0).all()
    assert (tables.use.cells.loc["T00OSUB"].dropna() >= 0).all()


def test_the_small_table_holds_exactly(small: SupplyUse) -> None:
    checked = identities(small, tolerance=0.0)
    assert broken(checked) == set()
    assert (checked["residual"] == 0).all()
    assert list(checked.columns) == list(COLUMNS)
    assert set(checked["identity"]) == NAMES
    assert gdp(small)["value"].tolist() == [105.0, 105.0, 105.0]


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "expected"),
    [
        ("supply", "A", "a", 91.0, {("product output", "A"), ("supply columns", "a")}),
        (
            "use",
            "A",
            "used",
            160.0,
            {("supply equals use", "A"), ("total use", "A"), ("use columns", "used")},
        ),
        (
            "supply",
            "A",
            "trade",
            25.0,
            {("margins sum to zero", "trade"), ("supply columns", "trade"), ("sums shown by the source", "margin: A")},
        ),
        ("use", "profit", "b", 23.0, {("value added", "b"), ("GDP", "production = income")}),
        (
            "use",
            "gva",
            "inter",
            90.0,
            {("industries and the economy", "gva"), ("sums shown by the source", "gvap: inter")},
        ),
        ("supply", "A", "tax", 14.0, {
            ("supply at purchasers' prices", "A"), ("supply columns", "tax"), ("taxes on products in both tables", "use"),
            ("sums shown by the source", "tax: A"), ("GDP", "production = expenditure"),
        }),
    ],
)  # fmt: skip
def test_a_wrong_cell_breaks_what_uses_it(
    small: SupplyUse, table: str, row: str, column: str, value: float, expected: set[tuple[str, str]]
) -> None:
    assert broken(identities(changed(small, table, row, column, value), tolerance=0.5)) == expected


def test_tolerance(small: SupplyUse) -> None:
    off = changed(small, "supply", "A", "made", 91.0)
    assert ("product output", "A") in broken(identities(off, tolerance=0.9))
    assert ("product output", "A") not in broken(identities(off, tolerance=1.0))
    # Three cells of half a unit each: total and two industries.
    row = identities(off).set_index(["identity", "code"]).loc[("product output", "A")]
    assert row["tolerance"] == 1.5
    finer = with_cells(off, "supply", off.supply.cells, rounding=0.1)
    assert ("product output", "A") in broken(identities(finer))


def test_a_blank_cell_is_zero_only_where_the_table_says_so(small: SupplyUse) -> None:
    holed = changed(small, "supply", "B", "a", np.nan)  # 10 in truth
    assert ("product output", "B") in broken(identities(holed, 0.5))
    absent = with_cells(holed, "supply", holed.supply.cells, blank=Blank.ABSENT)
    row = identities(absent, 0.5).set_index(["identity", "code"]).loc[("product output", "B")]
    assert row["holds"] is pd.NA
    assert row["missing"] == "a"
    assert np.isnan(row["right"])


def test_a_suppressed_cell_is_never_zero(small: SupplyUse) -> None:
    holed = changed(small, "use", "B", "a", np.nan)  # 10 in truth
    hidden = with_cells(holed, "use", holed.use.cells, suppressed=frozenset({("B", "a")}))
    checked = identities(hidden, 0.5)
    assert broken(checked) == set()
    unjudged = checked[checked["holds"].isna()]
    assert set(zip(unjudged["identity"], unjudged["code"], unjudged["missing"], strict=True)) == {
        ("intermediate use", "B", "a"),
        ("use columns", "a", "B"),
    }


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        ("imports", "supply at basic prices"),
        ("supply_purchasers", "supply at purchasers' prices"),
        ("margins", "margins sum to zero"),
        ("intermediate", "intermediate use"),
        ("value_added", "industry output"),
        ("operating_surplus", "value added"),
        ("products_total", "use columns"),
    ],
)
def test_without_a_line_there_is_no_verdict(small: SupplyUse, line: str, identity: str) -> None:
    """Neither where the map has no such line, nor where the sheet has not its row or column."""
    rows = small.lines.rows
    without = replace(small, lines=LineMap(tuple(row for row in rows if row.line != line)))
    checked = identities(without).query("identity == @identity")
    assert checked["holds"].isna().all()
    assert checked["missing"].str.contains(f"line {line}").all()
    table, axis = next((row.table, row.axis) for row in rows if row.line == line)
    code, _ = small.lines.codes(table, Axis(axis), Line(line))[0]
    if identity == "use columns":
        code, table = "inputs", "use"
    cells = small.tables[table].cells.drop(**{"index" if axis == "row" else "columns": code})
    checked = identities(with_cells(small, table, cells)).query("identity == @identity")
    if identity == "margins sum to zero":
        checked = checked[checked["code"] == code]
    assert checked["holds"].isna().all()
    assert checked["missing"].str.contains(code).all()


def test_gdp_of_an_approach_that_lacks_a_line_is_not_made_up(small: SupplyUse) -> None:
    without = replace(small, lines=LineMap(tuple(row for row in small.lines.rows if row.line != "compensation")))
    ways = gdp(without).set_index("approach")
    assert ways["value"].isna().tolist() == [False, True, False]
    assert ways.loc["income", "missing"] == "line compensation"


def test_rows_without_any_published_cell_have_nothing_to_check(small: SupplyUse) -> None:
    cells = small.use.cells.copy()
    cells.loc["B", ["a", "b", "inter"]] = np.nan
    rows = identities(with_cells(small, "use", cells)).query("identity == 'intermediate use'")
    assert rows["code"].tolist() == ["A"]


def test_a_total_that_is_not_shown_gives_no_verdict(small: SupplyUse) -> None:
    """Nor do parts that are not shown: a blank beside what is not zero is no zero."""
    rows = identities(changed(small, "supply", "all", "basic", np.nan)).set_index(["identity", "code"])
    row = rows.loc[("supply columns", "basic")]
    assert row["holds"] is pd.NA and row["missing"] == "all blank"
    cells = small.supply.cells.copy()
    cells.loc["A", ["trade", "haul"]] = np.nan
    rows = identities(with_cells(small, "supply", cells)).set_index(["identity", "code"])
    row = rows.loc[("sums shown by the source", "margin: A")]
    assert row["holds"] is pd.NA and row["missing"] == "all parts blank"


def test_summary(small: SupplyUse) -> None:
    found = summary(identities(changed(small, "supply", "A", "a", 95.0), tolerance=0.5)).set_index("identity")
    assert found.loc["product output", ["checked", "hold", "broken", "unjudged", "largest_residual", "where"]].tolist() == [
        2, 1, 1, 0, 5.0, "A",
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), [("exports", "line exports"), ("households", "line consumption")])
def test_no_verdict_rests_on_final_uses_of_which_a_line_is_absent(small: SupplyUse, line: str, told: str) -> None:
    """Both products have the use that is taken out: what is left is no total of final uses."""
    kept = LineMap(tuple(one for one in small.lines.rows if one.line != line))
    gone = {"exports": "sold", "households": "eaten"}[line]
    use = small.tables["use"].cells.drop(columns=gone)
    without = replace(with_cells(small, "use", use), lines=kept)
    table = identities(without)
    assert not broken(table) & {("total use", "A"), ("total use", "B"), ("GDP", "production = expenditure")}
    found = table.set_index(["identity", "code"])["missing"]
    assert told in found["GDP", "production = expenditure"] and told in found["total use", "A"]
    assert np.isnan(gdp(without).set_index("approach").loc["expenditure", "value"])
