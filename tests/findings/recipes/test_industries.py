"""Digital industries: growth beside the economy, multipliers, imports, from tables that balance."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import industries
from pipeline.findings.recipes.industries import _Growth
from pipeline.findings.workshop import Workshop
from pipeline.methods.accounts.industries import DIGITAL, ECONOMY
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


def shop_with(*digital: float) -> Workshop:
    """Tables of consecutive years with this weight of computers."""
    tables = [supply_use(2020 + n, size) for n, size in enumerate(digital)]
    return accounts_shop(*tables)


@pytest.mark.parametrize(
    ("sizes", "faster", "says"),
    [((100, 150, 200), 2, "all"), ((200, 150, 100), 0, "none"), ((100, 150, 100), 1, "even"), ((100, 100, 100), 0, "equal")],
)  # fmt: skip
def test_growth(sizes: tuple[float, ...], faster: int, says: str) -> None:
    shop = shop_with(*sizes)
    exhibit = industries.digital_growth(shop, "fig-a", "USA")
    assert (value(shop, "fig-a.faster"), value(shop, "fig-a.years")) == (faster, 2)
    assert claim_of(exhibit, "years").says == says
    assert exhibit.data["series"].nunique() == 2 and list(exhibit.data.columns) == ["series", "x", "y"]
    in_both(shop, exhibit)


# growth of the digital industries and of all, by year; what is said
YEARS = {
    "most": ([3, 3, 3, 3], [1, 1, 1, 5], "in 3 of the 4 years to 2024 and more slowly in 1; in the middle year they were 2.0"),
    "few": ([1, 1, 1, 5], [3, 3, 3, 3], "more slowly than the economy in 3 of the 4 years"),
    "even": ([3, 3, 1, 1], [1, 1, 3, 3], "Neither grew faster in more than half of the 4 years"),
    "equal": ([3, 3, 3], [3.02, 3.02, 3.02], "as fast as the economy in each of the 3 years"),
    "all": ([3.0], [1.0], "In the one year that can be compared, 2021, the digital industries grew faster than the economy, by 2.0"),
    "none": ([-3.0], [1.0], "In the one year that can be compared, 2021, the digital industries grew more slowly"),
    "two equal by print": ([3.0, 3.04, 5], [3.04, 3.0, 3], "Neither grew faster in more than half of the 3 years to 2023: the digital industries in 1, the economy in 0"),
}  # fmt: skip


@pytest.mark.parametrize("name", YEARS)
def test_years_are_counted_by_what_is_printed_and_told_with_the_size(name: str) -> None:
    digital, economy, words = YEARS[name]
    shop = shop_with(*[100] * (len(digital) + 1))
    rows = pd.DataFrame({DIGITAL: digital, ECONOMY: economy}, index=range(2021, 2021 + len(digital)), dtype=float)
    (found,) = _Growth(shop, "fig-a", "USA", rows).counted()
    assert words in sentence_of(shop, found), sentence_of(shop, found)
    assert sentence_of(shop, found, "zh")


FALLS = {
    "rose": ((2.0,), (-1.0,), "the only year from 2021 to 2021 in which the value added of all industries fell (−1.0 per cent), that of the digital industries rose by 2.0"),
    "stood": ((0.04, 1.0), (-1.0, 2.0), "did not move"),
    "fell-less": ((-0.5, -3.0), (-1.0, -0.2), "fell most (−1.0 per cent), that of the digital industries fell less"),
    "fell-alike": ((-1.0,), (-1.04,), "fell as much"),
    "fell-more": ((-4.0,), (-1.0,), "fell more (−4.0 per cent)"),
}  # fmt: skip


@pytest.mark.parametrize("says", FALLS)
def test_a_year_in_which_the_economy_fell(says: str) -> None:
    digital, economy, words = FALLS[says]
    shop = shop_with(*[100] * (len(digital) + 1))
    rows = pd.DataFrame({DIGITAL: digital, ECONOMY: economy}, index=range(2021, 2021 + len(digital)))
    (found,) = _Growth(shop, "fig-a", "USA", rows).in_a_fall()
    assert found.says == says and words in sentence_of(shop, found).replace("-", "−"), sentence_of(shop, found)
    assert sentence_of(shop, found, "zh")


@pytest.mark.parametrize("economy", [(1.0, 0.0), (-0.04, 2.0), (-1.0, -1.0)])
def test_no_fall_and_no_single_deepest_fall_are_not_told(economy: tuple[float, float]) -> None:
    shop = shop_with(100, 100, 100)
    rows = pd.DataFrame({DIGITAL: (1.0, 2.0), ECONOMY: economy}, index=[2021, 2022])
    assert list(_Growth(shop, "fig-a", "USA", rows).in_a_fall()) == []


@pytest.mark.parametrize(
    ("added", "there"), [((0.3, 0.5), True), ((0.5, 0.5), False), ((-0.3, -0.5), False), ((0.5,), False)]
)
def test_the_largest_contribution(added: tuple[float, ...], there: bool) -> None:
    years = range(2021, 2021 + len(added))
    shop = shop_with(*[100] * (len(added) + 1))
    rows = pd.DataFrame({DIGITAL: 1.0, ECONOMY: 2.0}, index=years)
    found = list(_Growth(shop, "fig-a", "USA", rows).added(pd.Series(added, index=years)))
    assert bool(found) is there
    assert not found or "in 2022: 0.5 percentage points of 2.0 per cent" in sentence_of(shop, found[0])


def test_one_year_has_no_growth() -> None:
    with pytest.raises(ValueError, match="two years"):
        industries.digital_growth(shop_with(100), "fig-a", "USA")


def test_multipliers() -> None:
    shop = shop_with(100, 100)
    exhibit = industries.multiplier_bars(shop, "fig-a", "USA", 2020)
    parts = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert set(parts.index) == {"334", "511"}
    assert parts.sum(axis=1).tolist() == pytest.approx([100, 100], abs=0.5)  # a dollar ends somewhere
    assert (exhibit.data["output_multiplier"] > 1).all()
    assert value(shop, "fig-a.high") >= value(shop, "fig-a.low") > 1
    assert value(shop, "fig-a.low_value_added") == pytest.approx(parts["value_added"].min())
    assert claim_of(exhibit, "imports").says == parts["imports"].idxmax()
    told = sentence_of(shop, claim_of(exhibit, "imports"))
    assert told.startswith("Of the digital industries, the part of demand that ends as imports is highest for ")
    assert "It follows only demand that producers at home meet" in read(shop, exhibit).note
    shown = exhibit.data.drop_duplicates("bar")["output_multiplier"].round(2)
    assert value(shop, "fig-a.below_mean") == (shown < round(value(shop, "fig-a.mean"), 2)).sum()
    in_both(shop, exhibit)


def test_no_multiplier_without_supply_by_industry() -> None:
    tables = supply_use(2020, by_industry=False)
    shop = accounts_shop(tables)
    with pytest.raises(ValueError, match="supply by product only"):
        industries.multiplier_bars(shop, "fig-a", "USA", 2020)


def test_imports() -> None:
    shop = shop_with(100, 200)
    exhibit = industries.imported(shop, "fig-a", "USA", 2020, 2021)
    frame = exhibit.data.set_index("label")
    assert frame.loc["334", ["start", "end"]].tolist() == pytest.approx([100 * 40 / 240, 100 * 40 / 440])
    assert value(shop, "fig-a.first") > value(shop, "fig-a.last")
    assert read(shop, exhibit).labels["start"] == "2020"
    assert claim_of(exhibit, "total").says == "fell"
    in_both(shop, exhibit)


def test_a_peak_of_imports_is_no_rise() -> None:
    shop = shop_with(200, 100, 150)
    found = claim_of(industries.imported(shop, "fig-a", "USA", 2020, 2022), "total")
    assert found.says == "peaked" and "has fallen since" in sentence_of(shop, found)


def test_a_total_that_falls_though_no_product_is_imported_less() -> None:
    """Publishing, which is imported less, grows in output and imports alike: no product's share moves, and the total falls."""
    tables = [supply_use(2020), supply_use(2021)]
    tables[1].supply.cells.loc["511", ["511", "m"]] *= 4
    shop = accounts_shop(*tables)
    exhibit = industries.imported(shop, "fig-a", "USA", 2020, 2021)
    found = claim_of(exhibit, "shift")
    assert found.says == "weights" and value(shop, "fig-a.within") == pytest.approx(0, abs=1e-9)
    text = sentence_of(shop, found)
    assert "imported less moved the total" in text and "did not move on average" in text
    assert found.headline is not None and found.standing is Standing.FIRM
    in_both(shop, exhibit)


def test_a_total_that_does_not_move_has_no_cause() -> None:
    shop = shop_with(100, 100)
    assert "shift" not in keys(industries.imported(shop, "fig-a", "USA", 2020, 2021))


def test_two_products_imported_alike_have_no_first() -> None:
    tables = [supply_use(2020), supply_use(2021)]
    for one in tables:
        one.supply.cells.loc["511", "m"] = one.supply.cells.loc["511", "511"] * 40 / 200
    shop = accounts_shop(*tables)
    exhibit = industries.imported(shop, "fig-a", "USA", 2020, 2021)
    assert keys(exhibit) == {"total"} and claim_of(exhibit, "total").says == "level"


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
