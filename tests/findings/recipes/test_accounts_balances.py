"""Digital products of several economies in one year: how they are used, what is imported, where demand ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.recipes import accounts_balances as balances
from pipeline.findings.workshop import Workshop
from pipeline.model.supply_lines import LineMap
from tests.findings.world import (
    accounts_shop,
    claim_of,
    in_both,
    keys,
    read,
    sentence_of,
    supply_use,
    value,
)

ALL = ["USA", "FRA", "DEU"]


@pytest.fixture
def shop() -> Workshop:
    """The same year of three economies; France by product only."""
    return accounts_shop(
        supply_use(2021, 101), supply_use(2021, 150, economy="FRA", by_industry=False), supply_use(2021, 120, economy="DEU")
    )  # fmt: skip


def test_uses_in_one_year(shop: Workshop) -> None:
    exhibit = balances.uses(shop, "fig-b", ALL, 2021)
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.sum(axis=1).tolist() == pytest.approx([100, 100, 100])
    assert table.loc["FRA", "exports"] == pytest.approx(100 * 76 / (355 + 175 - 5)) == value(shop, "fig-b.FRA_exports")
    assert set(read(shop, exhibit).labels) >= {"consumption", "FRA"}
    exports = table["exports"].round(0).sort_values(ascending=False)
    assert claim_of(exhibit, "exports").says.split(" > ")[0] == exports.index[0]
    in_both(shop, exhibit)


def test_uses_of_a_publisher_that_does_not_show_one_are_left_out_and_named() -> None:
    one = supply_use(2021, economy="FRA")
    lacks = replace(one, lines=LineMap(tuple(row for row in one.lines.rows if row.line != "exports")))
    shop = accounts_shop(supply_use(2021), lacks)
    exhibit = balances.uses(shop, "fig-a", ["USA", "FRA"], 2021)
    assert set(exhibit.data["bar"]) == {"USA"}
    assert "Not shown, as the tables lack a line: France" in read(shop, exhibit).note
    assert keys(exhibit) <= {"largest"}
    in_both(shop, exhibit)
    with pytest.raises(IndexError, match="do not show all uses"):
        balances.uses(accounts_shop(lacks), "fig-b", ["FRA"], 2021)


def test_economies_alike_are_in_no_order() -> None:
    shop = accounts_shop(*(supply_use(2021, economy=economy) for economy in ALL))
    exhibit = balances.uses(shop, "fig-a", ALL, 2021)
    found = claim_of(exhibit, "exports")
    assert found.says == "DEU = FRA = USA" and found.surprise == 0
    in_both(shop, exhibit)


def test_imports_in_one_year(shop: Workshop) -> None:
    exhibit = balances.imports(shop, "fig-a", ALL, 2021)
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc["ict_goods", "FRA"] == pytest.approx(100 * 40 / 340)
    assert table.loc["total", "FRA"] == pytest.approx(100 * 60 / (300 + 150 + 60)) == value(shop, "fig-a.FRA_total")
    assert set(table.columns) <= set(read(shop, exhibit).labels)
    assert claim_of(exhibit, "total").says == "USA > DEU > FRA"
    in_both(shop, exhibit)


@pytest.mark.parametrize(("size", "says"), [(10, "ict_goods mostly"), (60, "ict_goods most")])
def test_most_from_abroad_is_said_where_it_is_more_than_half(size: float, says: str) -> None:
    shop = accounts_shop(*(supply_use(2021, size, economy=economy) for economy in ("USA", "FRA")))
    found = claim_of(exhibit := balances.imports(shop, "fig-a", ["USA", "FRA"], 2021), "most")
    assert found.says == says and ("Most of the supply" in sentence_of(shop, found)) == says.endswith("mostly")
    assert "For every other group it was 12 per cent or less" in sentence_of(shop, found)
    in_both(shop, exhibit)


def test_no_most_imported_group_where_economies_differ() -> None:
    shop = accounts_shop(supply_use(2021, 60), supply_use(2021, 400, economy="FRA"))
    assert "most" not in keys(balances.imports(shop, "fig-a", ["USA", "FRA"], 2021))


def test_multipliers_only_where_supply_is_by_industry(shop: Workshop) -> None:
    exhibit = balances.multiplier_bars(shop, "fig-a", ALL, 2021)
    assert {bar[:3] for bar in exhibit.data["bar"]} == {"USA", "DEU"}
    assert "No multiplier can be computed for France: supply is published by product only" in read(shop, exhibit).note
    assert exhibit.data.groupby("bar")["value"].sum().tolist() == pytest.approx([100] * 4, abs=0.5)
    in_both(shop, exhibit)
    with pytest.raises(IndexError, match="no supply table"):
        balances.multiplier_bars(shop, "fig-b", ["FRA"], 2021)


def test_economies_are_apart_only_where_no_industry_of_the_one_reaches_the_other() -> None:
    tables = [supply_use(2021), supply_use(2021, economy="DEU")]
    tables[1].supply.cells.loc[["334", "511"], "m"] *= 4
    shop = accounts_shop(*tables)
    exhibit = balances.multiplier_bars(shop, "fig-a", ["USA", "DEU"], 2021)
    found = claim_of(exhibit, "apart")
    parts = exhibit.data[exhibit.data["segment"] == "imports"].set_index("bar")["value"]
    low, high = (parts[[bar for bar in parts.index if bar.startswith(code)]] for code in ("USA", "DEU"))
    assert found.says == "DEU > USA" and high.min() > low.max()
    assert "Every digital industry of Germany lets more demand flow abroad" in sentence_of(shop, found)
    in_both(shop, exhibit)
    alike = accounts_shop(*(supply_use(2021, economy=economy) for economy in ("USA", "DEU")))
    assert "apart" not in keys(balances.multiplier_bars(alike, "fig-b", ["USA", "DEU"], 2021))


@pytest.mark.parametrize(("year", "old"), [(2014, True), (2023, False)])
def test_a_figure_of_years_ago_says_so(year: int, old: bool) -> None:
    shop = accounts_shop(supply_use(year))
    for exhibit in (balances.uses(shop, "fig-a", ["USA"], year), balances.imports(shop, "fig-b", ["USA"], year)):
        assert (f"The newest values are of {year}" in read(shop, exhibit).note) is old


def test_what_holds_in_one_year_alone_is_said_with_its_condition() -> None:
    """In 2021 most of the electronics of both come from abroad; a year before most of those of the United States do not."""
    shop = accounts_shop(supply_use(2021, 10), supply_use(2020, 60), supply_use(2021, 10, economy="FRA"))
    found = claim_of(balances.imports(shop, "fig-a", ["USA", "FRA"], 2021), "most")
    assert (found.says, found.conditions) == ("ict_goods mostly", ("a-year-before",))
    assert {trial.variation for trial in found.trials} == {"a-year-before"}  # no tables of 2022
    other = accounts_shop(supply_use(2021), supply_use(2020), supply_use(2021, economy="FRA"))
    largest = claim_of(balances.uses(other, "fig-b", ["USA", "FRA"], 2021), "largest")
    assert {trial.variation for trial in largest.trials} == {"a-year-before"}
