"""Several economies side by side: the same years, the same groups, and nothing for what a publisher does not show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.recipes import accounts_compared as compared
from pipeline.findings.workshop import Workshop
from pipeline.model.supply_lines import Member
from pipeline.model.supply_use import SupplyUse
from tests.findings.world import accounts_of, read, series, spread, supply_use, value, workshop

ALL = ["USA", "FRA", "DEU"]


def partly(tables: SupplyUse) -> SupplyUse:
    """The same, with software as a part of what is digital that is not shown apart."""
    members = [Member(one.code, one.role, "partly" if one.code == "511" else one.digital) for one in tables.members]
    return replace(tables, members=tuple(members))


@pytest.fixture
def shop() -> Workshop:
    """The United States 2020 to 2022, France 2021 to 2023 by product only, Germany 2021 alone."""
    tables = [supply_use(year, 100 + year - 2020) for year in (2020, 2021, 2022)]
    tables += [
        supply_use(year, 150 - 10 * (year - 2021), economy="FRA", by_industry=False) for year in (2021, 2022, 2023)
    ]
    tables.append(supply_use(2021, 120, economy="DEU"))
    return workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))


def test_shares_are_compared_in_common_years(shop: Workshop) -> None:
    exhibit = compared.shares(shop, "fig-a", ALL)
    lines = exhibit.data.set_index(["series", "x"])["y"]
    assert value(shop, "fig-a.USA_first") == pytest.approx(lines["USA", 2021])
    assert value(shop, "fig-a.FRA_last") == pytest.approx(lines["FRA", 2022])  # and not 2023, which only France has
    assert value(shop, "fig-a.DEU_last") == pytest.approx(lines["DEU", 2021])
    assert lines["USA", 2021] == pytest.approx(100 * (145.3 + 88) / (438 + 145.3 + 88), abs=1.5)
    words = read(shop, exhibit)
    assert "In 2021, the last year that all have" in words.text and "(2021)" in words.title
    assert "among others" not in words.text
    assert shop.facts.rootless() == []


def test_shares_with_what_is_partly_digital() -> None:
    tables = [supply_use(year) for year in (2020, 2021)] + [partly(supply_use(2021, economy="FRA"))]
    shop = workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))
    exhibit = compared.shares(shop, "fig-a", ["USA", "FRA"])
    assert value(shop, "fig-a.FRA_last") < value(shop, "fig-a.FRA_partly")
    assert value(shop, "fig-a.FRA_partly") == pytest.approx(value(shop, "fig-a.USA_last"))
    assert "among others: France" in read(shop, exhibit).text


def test_economies_without_a_common_year_are_not_compared() -> None:
    tables = [supply_use(year) for year in (2020, 2021)]
    tables += [supply_use(year, economy="FRA") for year in (2022, 2023)]
    shop = workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))
    with pytest.raises(IndexError, match="no year"):
        compared.shares(shop, "fig-a", ["USA", "FRA"])


def test_groups_have_a_bar_for_each_economy_and_year_that_there_is(shop: Workshop) -> None:
    exhibit = compared.groups(shop, "fig-a", ALL, [2021, 2022])
    assert list(dict.fromkeys(exhibit.data["bar"])) == ["USA 2021", "FRA 2021", "DEU 2021", "USA 2022", "FRA 2022"]
    compared.shares(shop, "fig-b", ALL)
    total = exhibit.data[exhibit.data["bar"] == "DEU 2021"]["value"].sum()
    assert total == pytest.approx(value(shop, "fig-b.DEU_last"))
    words = read(shop, exhibit)
    assert "2022" in words.title and "Germany" not in words.title and "Germany, 2021" in words.text
    with pytest.raises(IndexError, match="no tables"):
        compared.groups(shop, "fig-c", ALL, [1999])


def test_growth_is_over_the_same_years(shop: Workshop) -> None:
    exhibit = compared.growth(shop, "fig-a", ["USA", "FRA"], 2021, 2022)
    bars = exhibit.data.set_index("label")["value"]
    assert bars["USA:digital"] > 0 > bars["FRA:digital"]
    assert bars[["USA:economy", "FRA:economy"]].tolist() == pytest.approx([0, 0], abs=1e-9)  # made so
    assert value(shop, "fig-a.FRA_digital") == bars["FRA:digital"]
    assert set(exhibit.data["label"]) <= set(read(shop, exhibit).labels)
    with pytest.raises(KeyError, match="2020"):
        compared.growth(shop, "fig-b", ["FRA"], 2020, 2022)


def test_imports_and_uses_in_one_year(shop: Workshop) -> None:
    exhibit = compared.imports(shop, "fig-a", ALL, 2021)
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc["ict_goods", "FRA"] == pytest.approx(100 * 40 / 340)
    assert table.loc["total", "FRA"] == pytest.approx(100 * 60 / (300 + 150 + 60)) == value(shop, "fig-a.FRA_total")
    assert set(table.columns) <= set(read(shop, exhibit).labels)
    exhibit = compared.uses(shop, "fig-b", ALL, 2021)
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.sum(axis=1).tolist() == pytest.approx([100, 100, 100])
    assert table.loc["FRA", "exports"] == pytest.approx(100 * 76 / (355 + 175 - 5))
    assert set(read(shop, exhibit).labels) >= {"consumption", "FRA"}


def test_multipliers_only_where_supply_is_by_industry(shop: Workshop) -> None:
    exhibit = compared.multiplier_bars(shop, "fig-a", ALL, 2021)
    assert {bar[:3] for bar in exhibit.data["bar"]} == {"USA", "DEU"}
    words = read(shop, exhibit)
    assert "No multiplier for France: supply is published by product only." in words.text
    assert exhibit.data.groupby("bar")["value"].sum().tolist() == pytest.approx([100] * 4, abs=0.5)
    with pytest.raises(IndexError, match="no supply table"):
        compared.multiplier_bars(shop, "fig-b", ["FRA"], 2021)
