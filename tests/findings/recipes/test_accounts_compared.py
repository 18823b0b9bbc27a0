"""Several economies side by side: the same years, the shared peak, the distance over the whole path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.claims import Claim, Standing
from pipeline.findings.recipes import accounts_compared as compared
from pipeline.findings.workshop import Workshop
from pipeline.model.supply_lines import Member
from pipeline.model.supply_use import SupplyUse
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
    return accounts_shop(*tables)


def test_shares_are_compared_in_common_years(shop: Workshop) -> None:
    exhibit = compared.shares(shop, "fig-a", ALL)
    lines = exhibit.data.set_index(["series", "x"])["y"]
    assert value(shop, "fig-a.USA_first") == pytest.approx(lines["USA", 2021])
    assert value(shop, "fig-a.FRA_last") == pytest.approx(lines["FRA", 2022])  # and not 2023, which only France has
    assert value(shop, "fig-a.DEU_shared") == pytest.approx(lines["DEU", 2021])
    assert lines["USA", 2021] == pytest.approx(100 * (145.3 + 88) / (438 + 145.3 + 88), abs=1.5)
    levels = claim_of(exhibit, "levels")
    assert levels.says == "FRA > DEU > USA"
    assert "In 2021, the one year that all have, the share" in sentence_of(shop, levels)
    note = read(shop, exhibit).note
    assert "For Germany the tables of 2021 alone could be read" in note and "in part" not in note
    in_both(shop, exhibit)
    assert shop.facts.rootless() == []


def test_what_is_partly_digital_is_told_and_makes_a_lead_narrow() -> None:
    """France's tables hold software with other things: its share is lower by definition, not by fact."""
    shop = accounts_shop(supply_use(2020), supply_use(2021), partly(supply_use(2021, economy="FRA")))
    exhibit = compared.shares(shop, "fig-a", ["USA", "FRA"])
    assert value(shop, "fig-a.FRA_shared") < value(shop, "fig-a.FRA_partly")
    assert value(shop, "fig-a.FRA_partly") == pytest.approx(value(shop, "fig-a.USA_shared"))
    levels = claim_of(exhibit, "levels")
    assert levels.standing is not Standing.FIRM  # with what is digital in part both are level
    assert "the lead of the United States is smaller than what industries that are digital in part would add" in sentence_of(shop, levels)  # fmt: skip
    note = read(shop, exhibit).note
    assert "Broadcasting is counted for the United States" in note and "not for France" in note
    assert "the shares of 2021 would be" in note
    in_both(shop, exhibit)


def test_equal_shares_have_no_leader() -> None:
    shop = accounts_shop(*(supply_use(2021, economy=economy) for economy in ALL))
    exhibit = compared.shares(shop, "fig-a", ALL)
    levels = claim_of(exhibit, "levels")
    assert levels.says == "DEU = FRA = USA" and "lead" not in sentence_of(shop, levels) and keys(exhibit) == {"levels"}
    in_both(shop, exhibit)


def test_one_economy_alone_is_compared_with_nobody() -> None:
    shop = accounts_shop(supply_use(2020), supply_use(2021, 150))
    exhibit = compared.shares(shop, "fig-a", ["USA"])
    assert keys(exhibit) == {"USA"}
    in_both(shop, exhibit)


def test_economies_without_a_common_year_are_not_compared() -> None:
    tables = [supply_use(year) for year in (2020, 2021)]
    tables += [supply_use(year, economy="FRA") for year in (2022, 2023)]
    with pytest.raises(IndexError, match="no year"):
        compared.shares(accounts_shop(*tables), "fig-a", ["USA", "FRA"])


def test_no_level_where_the_single_year_of_one_is_no_year_of_the_others() -> None:
    tables = [supply_use(year, economy=economy) for year in (2020, 2021) for economy in ("USA", "FRA")]
    shop = accounts_shop(*tables, supply_use(2023, economy="DEU"))
    exhibit = compared.shares(shop, "fig-a", ALL)
    assert "levels" not in keys(exhibit) and "distance" in keys(exhibit)
    in_both(shop, exhibit)


def test_a_peak_that_all_share_is_told_and_not_a_rise() -> None:
    shop = accounts_shop(*(supply_use(2019 + n, size, economy=economy) for economy in ("USA", "FRA") for n, size in enumerate((100, 120, 200, 150, 150))))  # fmt: skip
    exhibit = compared.shares(shop, "fig-a", ["USA", "FRA"])
    found = claim_of(exhibit, "peak")
    assert found.says == "2021" and found.standing is Standing.FIRM
    assert "In 2021 the share was highest of all years from 2019 to 2023" in sentence_of(shop, found)
    assert not any(word in read(shop, exhibit).title for word in ("rose", "fell"))
    in_both(shop, exhibit)


def test_every_year_with_the_highest_printed_share_is_told_where_they_share_a_peak() -> None:
    sizes = {"USA": (100, 120, 200, 200, 150), "FRA": (100, 120, 200, 150, 150)}
    shop = accounts_shop(*(supply_use(2019 + n, size, economy=economy) for economy, row in sizes.items() for n, size in enumerate(row)))  # fmt: skip
    exhibit = compared.shares(shop, "fig-a", ["USA", "FRA"])
    told = sentence_of(shop, claim_of(exhibit, "peak"))
    assert "in the United States (as in 2022) and" in told and told.count("as in") == 1
    assert "（2022年相同）" in sentence_of(shop, claim_of(exhibit, "peak"), "zh")
    in_both(shop, exhibit)


@pytest.mark.parametrize("other", [(100, 110, 120, 150, 200), (200, 180, 150, 120, 100), (100, 200, 150, 120, 110)])
def test_no_shared_peak_at_an_end_or_in_different_years(other: tuple[int, ...]) -> None:
    tables = [supply_use(2019 + n, size) for n, size in enumerate((100, 120, 200, 150, 150))]
    tables += [supply_use(2019 + n, size, economy="FRA") for n, size in enumerate(other)]
    shop = accounts_shop(*tables)
    exhibit = compared.shares(shop, "fig-a", ["USA", "FRA"])
    assert "peak" not in keys(exhibit) and {claim.id for claim in exhibit.claims} >= {"fig-a:USA", "fig-a:FRA"}
    in_both(shop, exhibit)


# shares of the one and of the other by year; the course of the distance, and words that it must and must not have
DISTANCES = {
    "opened": ([10, 11, 12], [9, 9, 9], "mainly as the higher share rose", "below"),
    "closed": ([12, 11, 10], [9, 9, 9], "as the higher share fell", "below"),
    "met": ([12, 11, 9], [9, 9, 9], "level with it in 2022", "below"),
    "turned": ([10, 13, 11], [9, 9, 9], "4.0 in 2021 and 2.0 in 2022", "below"),
    "reopened": ([12, 10, 12.5], [9, 9, 9], "1.0 in 2021 and 3.5 in 2022", "below"),
    "crossed": ([8, 9.5, 10], [9, 9, 9], "1.0 percentage points below France in 2020 and 1.0 percentage points above", ""),
    "unchanged": ([9, 9, 9], [9.02, 9.02, 9.02], "was level with", "0.0"),
    "swapped": ([9.5, 8, 10], [9, 9, 9], "1.0 percentage points above France in 2022, but 1.0 percentage points below it in 2021", "0.5"),
    "swung": ([9.5, 8.9, 10], [9, 9, 9], "0.5 percentage points above France in 2020 and 1.0 percentage points above in 2022, with ups and downs", "below"),
}  # fmt: skip


@pytest.mark.parametrize("says", DISTANCES)
def test_the_distance_is_signed_and_told_over_its_whole_path(says: str) -> None:
    usa, fra, words, lie = DISTANCES[says]
    shop = accounts_shop(
        *(supply_use(year, economy=economy) for economy in ("USA", "FRA") for year in (2020, 2021, 2022))
    )
    found = _distance(shop, {"USA": usa, "FRA": fra})
    assert found.says == says
    for code in ("en", "zh"):
        assert sentence_of(shop, found, code)
    text = sentence_of(shop, found)
    assert words in text and not (lie and lie in text), text


def _distance(shop: Workshop, rows: Mapping[str, list[float]]) -> Claim:
    values = {economy: pd.Series(of_years, index=range(2020, 2023), dtype=float) for economy, of_years in rows.items()}
    (found,) = compared._Shares(shop, "fig-a", values, values, values).distance()
    return found
