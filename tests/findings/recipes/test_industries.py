"""Digital industries: growth, multipliers, imports, from tables that balance."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import industries
from pipeline.findings.workshop import Workshop
from tests.findings.world import accounts_of, read, series, spread, supply_use, value, workshop


def shop_with(*digital: float) -> Workshop:
    """Tables of consecutive years with this weight of computers."""
    tables = [supply_use(2020 + n, size) for n, size in enumerate(digital)]
    return workshop(series("USE", spread({"FRA": 1.0})), supply_use=accounts_of(*tables))


@pytest.mark.parametrize(("sizes", "faster"), [((100, 150, 200), 2), ((200, 150, 100), 0), ((100, 150, 100), 1)])
def test_growth(sizes: tuple[float, ...], faster: int) -> None:
    shop = shop_with(*sizes)
    exhibit = industries.digital_growth(shop, "fig-a", "USA")
    assert (value(shop, "fig-a.faster"), value(shop, "fig-a.years")) == (faster, 2)
    assert f"in {faster} of 2 years" in read(shop, exhibit).title
    assert exhibit.data["series"].nunique() == 2


def test_multipliers() -> None:
    shop = shop_with(100)
    exhibit = industries.multiplier_bars(shop, "fig-a", "USA", 2020)
    parts = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert set(parts.index) == {"334", "511"}
    assert parts.sum(axis=1).tolist() == pytest.approx([100, 100], abs=0.5)  # a dollar ends somewhere
    assert (exhibit.data["output_multiplier"] > 1).all()
    assert value(shop, "fig-a.high") >= value(shop, "fig-a.low") > 1
    read(shop, exhibit)


def test_imports() -> None:
    shop = shop_with(100, 200)
    exhibit = industries.imported(shop, "fig-a", "USA", 2020, 2021)
    frame = exhibit.data.set_index("label")
    assert frame.loc["334", ["start", "end"]].tolist() == pytest.approx([100 * 40 / 240, 100 * 40 / 440])
    assert value(shop, "fig-a.first") > value(shop, "fig-a.last")
    assert read(shop, exhibit).labels["start"] == "2020"


def test_facts_rest_on_the_tables_of_their_years() -> None:
    shop = shop_with(100, 150, 200)
    industries.digital_growth(shop, "fig-a", "USA")
    industries.multiplier_bars(shop, "fig-b", "USA", 2020)
    industries.imported(shop, "fig-c", "USA", 2020, 2022)
    assert shop.facts.rootless() == []

    def years(id: str) -> set[int]:
        return {int(cell.rpartition("!")[0][-4:]) for cell in shop.facts.get(id).cells}

    assert years("fig-a.years") == {2020, 2021, 2022} and years("fig-a.digital_last") == {2021, 2022}
    assert years("fig-b.high") == {2020} and years("fig-c.last") == {2022}
