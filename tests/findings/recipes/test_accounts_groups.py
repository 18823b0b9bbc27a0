"""Groups of digital industries of several economies: what all agree on, and nothing where they do not."""

from __future__ import annotations

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import accounts_groups as grouped
from pipeline.findings.workshop import Workshop
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


def paths(**sizes: tuple[float, ...]) -> Workshop:
    """Tables from 2020 on with these weights of computers, by economy."""
    return accounts_shop(
        *(supply_use(2020 + n, size, economy=code) for code, row in sizes.items() for n, size in enumerate(row))
    )


def test_groups_have_a_bar_for_each_economy_and_year_that_there_is() -> None:
    shop = accounts_shop(
        *(supply_use(year, economy=code) for year in (2021, 2022) for code in ("USA", "FRA")),
        supply_use(2021, 120, economy="DEU"),
    )
    exhibit = grouped.groups(shop, "fig-a", ALL, [2021, 2022])
    assert list(dict.fromkeys(exhibit.data["bar"])) == ["USA 2021", "FRA 2021", "DEU 2021", "USA 2022", "FRA 2022"]
    total = exhibit.data[exhibit.data["bar"] == "DEU 2021"]["value"].sum()
    gross = {code: supply_use(2021, 120).use.cells.loc["gva", code] for code in ("11", "334", "511")}
    assert total == pytest.approx(100 * (gross["334"] + gross["511"]) / sum(gross.values()))
    words = read(shop, exhibit)
    assert words.labels["DEU 2021"] == "Germany, 2021"
    found = claim_of(exhibit, "largest")
    assert found.says == "ict_goods" and "Germany (2021)" in sentence_of(shop, found)
    assert {"gain", "loss"}.isdisjoint(keys(exhibit))  # nothing moved
    in_both(shop, exhibit)
    with pytest.raises(IndexError, match="no tables"):
        grouped.groups(shop, "fig-c", ALL, [1999])


def test_no_largest_group_where_economies_differ() -> None:
    shop = paths(USA=(200.0,), FRA=(40.0,))
    assert "largest" not in keys(grouped.groups(shop, "fig-a", ["USA", "FRA"], [2020]))


def test_a_group_that_gained_in_all_is_told_with_each_change() -> None:
    shop = paths(USA=(100, 120, 150), FRA=(100, 130, 140))
    exhibit = grouped.groups(shop, "fig-a", ["USA", "FRA"], [2020, 2022])
    gain, loss = claim_of(exhibit, "gain"), claim_of(exhibit, "loss")
    assert (gain.says, loss.says) == ("ict_goods", "publishing") and gain.standing is Standing.FIRM
    assert "Between 2020 and 2022 computers" in sentence_of(shop, gain) and "in France" in sentence_of(shop, gain)
    assert value(shop, "fig-a.FRA_2022_ict_goods") > value(shop, "fig-a.FRA_2020_ict_goods")
    in_both(shop, exhibit)
    assert shop.facts.rootless() == []


@pytest.mark.parametrize(
    "sizes",
    [
        {"USA": (100, 120, 150), "FRA": (150, 120, 100)},  # the one gained, the other lost
        {"USA": (100, 200, 120), "FRA": (100, 200, 120)},  # higher at the end, after a peak
    ],
)
def test_no_gain_where_economies_differ_or_the_path_has_a_peak(sizes: dict[str, tuple[float, ...]]) -> None:
    shop = paths(**sizes)
    assert {"gain", "loss"}.isdisjoint(keys(grouped.groups(shop, "fig-a", ["USA", "FRA"], [2020, 2022])))


def test_growth_is_over_the_same_years() -> None:
    shop = accounts_shop(
        *(supply_use(year, 100 + 20 * n) for n, year in enumerate((2020, 2021, 2022, 2023))),
        *(supply_use(year, 150 - 10 * n, economy="FRA", by_industry=False) for n, year in enumerate((2020, 2021, 2022, 2023))),
    )  # fmt: skip
    exhibit = grouped.growth(shop, "fig-a", ["USA", "FRA"], 2020, 2023)
    bars = exhibit.data.set_index("label")["value"]
    assert bars["USA:digital"] > 0 > bars["FRA:digital"]
    assert value(shop, "fig-a.FRA_digital") == bars["FRA:digital"]
    assert set(exhibit.data["label"]) <= set(read(shop, exhibit).labels)
    assert (claim_of(exhibit, "USA").says, claim_of(exhibit, "FRA").says) == ("faster", "slower")
    assert claim_of(exhibit, "USA").standing is Standing.FIRM
    assert "fastest" not in keys(exhibit)  # computers in the one, publishing in the other
    in_both(shop, exhibit)
    with pytest.raises(KeyError, match="2019"):
        grouped.growth(shop, "fig-b", ["FRA"], 2019, 2022)


def test_what_the_last_year_alone_makes_is_not_told_as_firm() -> None:
    shop = paths(USA=(100, 120, 140, 160, 80))
    found = claim_of(grouped.growth(shop, "fig-a", ["USA"], 2020, 2024), "USA")
    assert found.says == "slower" and found.standing is not Standing.FIRM


def test_a_comparison_that_turns_with_the_years_is_told_as_such() -> None:
    """Both rates are drawn: what the years decide is said, and not only what is firm of another economy."""
    shop = paths(USA=(130, 100, 130, 160, 125))
    exhibit = grouped.growth(shop, "fig-a", ["USA"], 2020, 2024)
    assert claim_of(exhibit, "USA").standing is Standing.WITHDRAWN
    found = claim_of(exhibit, "USA-depends")
    assert found.standing is Standing.FIRM and "which grew faster depends on the years" in sentence_of(shop, found)
    in_both(shop, exhibit)
    firm = grouped.growth(paths(USA=(100, 120, 140, 160, 180)), "fig-a", ["USA"], 2020, 2024)
    assert "USA-depends" not in keys(firm)


def test_growth_that_prints_alike_is_alike() -> None:
    shop = paths(USA=(100, 100, 100))
    exhibit = grouped.growth(shop, "fig-a", ["USA"], 2020, 2022)
    assert claim_of(exhibit, "USA").says == "alike"
    assert "as fast as the economy" in sentence_of(shop, claim_of(exhibit, "USA"))
    in_both(shop, exhibit)
