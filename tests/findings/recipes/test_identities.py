"""Identities of the supply and use tables: what holds is said to hold, what does not is not, what lacks a line is neither."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import identities
from pipeline.findings.workshop import Workshop
from pipeline.tables import evidence
from tests.findings.world import accounts_of, read, series, spread, supply_use, tongue, value, workshop


def shop_with(fault: float) -> Workshop:
    tables = (supply_use(2022), supply_use(2023, fault=fault), supply_use(2023, economy="FRA", by_industry=False))
    return workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))


@pytest.mark.parametrize(("fault", "broken"), [(0.0, 0), (0.4, 0), (500.0, 1)])
def test_identities(fault: float, broken: int) -> None:
    """A wrong use breaks the sum of inputs of its industry; no other line of these tables rests on it."""
    shop = shop_with(fault)
    exhibit = identities.held(shop, "fig-a", ["USA", "FRA"])
    counts = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert counts.loc["USA", "broken"] + counts.loc["FRA", "broken"] == value(shop, "fig-a.broken") == broken
    assert value(shop, "fig-a.checked") == counts[["hold", "broken"]].to_numpy().sum()
    assert value(shop, "fig-a.not_assessed") == counts["not_assessed"].sum() > 0
    assert value(shop, "fig-a.USA_worst") == pytest.approx(max(fault, 1.0))  # 1: a total of inventories, blank
    words = read(shop, exhibit)
    assert words.title.startswith("All ") == (broken == 0)
    assert "Not assessed for France" in words.text and "Industries: output is the same in both tables" in words.text
    assert shop.facts.rootless() == []


def test_table_of_identities_says_what_is_missing() -> None:
    shop = shop_with(0.0)
    made = evidence.identity_summary(shop, "tbl-a", tongue(shop), "FRA")
    rows = {row[0]: row for row in made.rows}
    assert rows["Products: output adds up over industries"][1:5] == ("3", "0", "0", "3")
    assert "absent: industries" in made.note
    assert "2022–2023" in evidence.identity_summary(shop, "tbl-b", tongue(shop), "USA").caption


@pytest.mark.parametrize(("fault", "holds", "broken"), [(0.0, "1", "0"), (500.0, "0", "1")])
def test_margins_sum_to_zero(fault: float, holds: str, broken: str) -> None:
    tables = supply_use()
    tables.supply.cells.loc["334", "t"] += fault
    shop = workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(tables))
    rows = {row[0]: row for row in evidence.identity_summary(shop, "tbl-a", tongue(shop), "USA").rows}
    assert rows["Margins sum to zero over products"][1:6] == ("1", holds, broken, "0", f"{fault:.0f}")


def test_gross_domestic_product_is_blank_where_a_line_is_absent() -> None:
    shop = shop_with(0.0)
    rows = evidence.gdp_three_ways(shop, "tbl-a", tongue(shop), ["USA", "FRA"]).rows
    assert [row[1] for row in rows] == ["2022", "2023", "2023"]
    assert rows[0][2] == rows[0][4] == "675" and rows[0][6] in ("0", "−0", "-0")
    assert all(row[3] == row[5] == evidence.MISSING for row in rows)  # no line of compensation
