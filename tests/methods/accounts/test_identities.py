"""Identities: all hold on the shipped tables of twelve years; a wrong cell breaks those that use it, and only those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.accounts.balances import codes_of, digital_codes
from pipeline.methods.accounts.identities import COLUMNS, Rounding, gdp, identities, summary
from pipeline.model.supply_use import SupplyUse

NAMES = {
    "product output",
    "supply at basic prices",
    "margin total",
    "tax total",
    "supply at purchasers' prices",
    "supply equals use",
    "margins sum to zero",
    "supply columns",
    "intermediate use",
    "total use",
    "intermediate inputs",
    "industry output",
    "output in both tables",
    "value added",
    "value added at producers' prices",
    "digital and other industries",
    "GDP",
}


def broken(checked: pd.DataFrame) -> set[tuple[str, str]]:
    rows = checked[(checked["holds"] == False).fillna(False)]  # noqa: E712
    return set(zip(rows["identity"], rows["code"], strict=True))


def test_all_hold_on_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    assert sorted(usa) == list(range(2012, 2024))
    for year, tables in usa.items():
        checked = identities(tables)
        assert broken(checked) == set(), year
        assert checked["holds"].notna().all(), year
        assert set(checked["identity"]) == NAMES
        # Rounding of millions adds up to far less than the worst case that the tolerance allows.
        assert checked["residual"].abs().max() <= 20, year


def test_signs_of_subsidies_on_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    tables = usa[2020]
    assert (tables.supply["SUB"].dropna() <= 0).all()
    assert (tables.use.loc["T00SUB"].dropna() >= 0).all()
    assert (tables.use.loc["T00OSUB"].dropna() >= 0).all()


def test_a_line_that_a_year_does_not_have_is_listed(usa: dict[int, SupplyUse]) -> None:
    checked = identities(usa[2012])
    value_added = checked[checked["identity"] == "value added"]
    assert set(value_added["missing"]) == {"T00OSUB"}
    assert set(identities(usa[2021])["missing"]) == {""}


def test_gdp_three_ways_on_the_shipped_tables(usa: dict[int, SupplyUse]) -> None:
    ways = gdp(usa[2022]).set_index("approach")["value"]
    assert ways.to_dict() == {"production": 26_006_889, "income": 26_006_888, "expenditure": 26_006_892}
    # The published total: value added at producers' prices of all industries.
    assert usa[2022].use.loc["VAPRO", "T001"] == pytest.approx(ways["production"], abs=10)


def test_the_small_table_holds_exactly(small: SupplyUse) -> None:
    checked = identities(small, tolerance=0.0)
    assert broken(checked) == set()
    assert (checked["residual"] == 0).all()
    assert list(checked.columns) == list(COLUMNS)
    assert gdp(small)["value"].tolist() == [105.0, 105.0, 105.0]


def changed(tables: SupplyUse, table: str, row: str, column: str, value: float) -> SupplyUse:
    frame = getattr(tables, table).copy()
    frame.loc[row, column] = value
    return replace(tables, **{table: frame})


def test_a_wrong_cell_breaks_what_uses_it(small: SupplyUse) -> None:
    checked = identities(changed(small, "supply", "A", "A", 91.0), tolerance=0.5)
    assert broken(checked) == {("product output", "A"), ("supply columns", "A")}
    assert checked.set_index(["identity", "code"]).loc[("product output", "A"), "residual"] == -1.0

    checked = identities(changed(small, "use", "A", "T019", 160.0), tolerance=0.5)
    assert broken(checked) == {("supply equals use", "A"), ("total use", "A"), ("intermediate inputs", "T019")}

    checked = identities(changed(small, "supply", "A", "Trade", 25.0), tolerance=0.5)
    assert ("margins sum to zero", "Trade") in broken(checked)
    assert ("margin total", "A") in broken(checked)

    checked = identities(changed(small, "use", "V003", "B", 23.0), tolerance=0.5)
    assert broken(checked) == {("value added", "B"), ("GDP", "production = income")}

    checked = identities(changed(small, "use", "VABAS", "T001", 90.0), tolerance=0.5)
    assert ("digital and other industries", "VABAS") in broken(checked)


def test_tolerance(small: SupplyUse) -> None:
    off = changed(small, "supply", "A", "T007", 91.0)
    assert ("product output", "A") in broken(identities(off, tolerance=0.9))
    assert ("product output", "A") not in broken(identities(off, tolerance=1.0))
    # Three cells of half a unit each: total and two industries.
    row = identities(off, tolerance=Rounding(1.0)).set_index(["identity", "code"]).loc[("product output", "A")]
    assert row["tolerance"] == 1.5
    assert identities(off, Rounding(10.0)).iloc[0]["tolerance"] == 15.0


def test_blank_cells_are_zero_or_absent_as_the_publisher_means(small: SupplyUse) -> None:
    holed = changed(small, "supply", "B", "A", np.nan)  # 10 in truth
    assert ("product output", "B") in broken(identities(holed, 0.5, blank="zero"))
    row = identities(holed, 0.5, blank="absent").set_index(["identity", "code"]).loc[("product output", "B")]
    assert row["holds"] is pd.NA
    assert row["missing"] == "A"
    with pytest.raises(ValueError, match="allowed: zero, absent"):
        identities(small, blank="nought")


def test_a_total_that_is_not_there_is_not_made_up(small: SupplyUse) -> None:
    without = replace(small, supply=small.supply.drop(columns="T016"))
    rows = identities(without).query('identity == "supply at purchasers\' prices"')
    assert rows["holds"].isna().all()
    assert rows["missing"].eq("T016").all()
    assert rows["left"].isna().all()


def test_summary(small: SupplyUse) -> None:
    table = summary(identities(changed(small, "supply", "A", "A", 95.0), tolerance=0.5)).set_index("identity")
    assert table.loc["product output", ["checked", "hold", "broken", "unjudged", "largest_residual", "where"]].tolist() == [
        2, 1, 1, 0, 5.0, "A",
    ]  # fmt: skip


def test_codes_of_a_role_are_those_of_the_filtered_sheet(small: SupplyUse) -> None:
    codes = small.codes
    for role in ("product", "final_use", "value_added"):
        assert codes_of(small, role) == codes.loc[codes["role"] == role, "code"].tolist()
    assert digital_codes(small) == codes.loc[codes["digital"] == "yes", "code"].tolist() == ["A"]
