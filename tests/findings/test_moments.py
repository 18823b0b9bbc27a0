"""Moments: which value of each economy counts, and the variations of that choice."""

from __future__ import annotations

import pytest

from pipeline.findings import moments
from tests.findings.world import ECONOMIES, ladder, observations, series, spread, workshop

CODES = list(ECONOMIES)


def test_the_latest_recent_value_of_economies_that_are_large_enough() -> None:
    cells = spread(ladder()) | {"KEN": {2012: 1.0}, "IND": {2018: 3.0, 2021: 4.0}}
    shop = workshop(series("USE", cells))
    frame = moments.values(shop, "USE", moments.latest(shop, 1e6))
    assert set(CODES) - set(frame.index) == {"KEN", "ISL", "VUT"}
    assert frame.loc["IND", ["value", "year"]].tolist() == [4.0, 2021] and frame["value"].is_monotonic_decreasing


def test_variations_that_change_nothing_are_not_declared() -> None:
    shop = workshop(series("USE", spread(ladder())))
    assert set(moments.moments(shop, "USE", moments.latest(shop, 1e6))) == {"all-sizes"}
    assert set(moments.moments(shop, "USE", moments.latest(shop))) == {"large-economies"}


def test_one_year_is_that_of_most_economies_and_recent_ones_end_five_years_back() -> None:
    cells = spread(ladder(), 2022) | {"FRA": {2025: 1.0}, "KEN": {2017: 2.0}}
    shop = workshop(series("USE", cells))
    found = moments.moments(shop, "USE", moments.latest(shop))
    assert set(moments.values(shop, "USE", found["one-year"])["year"]) == {2022}
    assert "KEN" not in moments.values(shop, "USE", found["recent-only"]).index
    assert len(moments.values(shop, "USE", found["recent-only"])) == 11


def test_an_earlier_release_counts_only_for_the_same_economies_and_years() -> None:
    old = {code: {2024: number + 1} for code, number in ladder(areas=CODES[:8]).items()} | {"VUT": {2020: 9.0}}
    shop = workshop(series("USE", spread(ladder())), vintages={"2026-03": observations(series("USE", old))})
    found = moments.moments(shop, "USE", moments.latest(shop))["earlier-release"]
    frame = moments.values(shop, "USE", found)
    assert set(frame.index) == set(CODES[:8]) and frame.loc["FRA", "value"] == 11


def test_a_release_of_few_of_the_values_and_an_empty_moment_are_refused() -> None:
    old = observations(series("USE", {"FRA": {2024: 1.0}}))
    shop = workshop(series("USE", spread(ladder())), vintages={"2026-03": old})
    now = moments.latest(shop)
    with pytest.raises(ValueError, match="holds 1 of 12"):
        moments.values(shop, "USE", moments.moments(shop, "USE", now)["earlier-release"])
    with pytest.raises(ValueError, match="no economy"):
        moments.values(shop, "USE", moments.latest(shop, until=2010))
