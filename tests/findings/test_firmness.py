"""Firmness: by level and not by a few outliers, and none without a release to compare."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.findings.firmness import firmness
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, observations, series, workshop

CODES = list(ECONOMIES)
YEARS = range(2010, 2021)


def revised(change: dict[tuple[str, int], float]) -> Workshop:
    """132 values from 0 to 131 in two releases; those named are changed in the second."""
    level = {(code, year): 11.0 * n + (year - 2010) for n, code in enumerate(CODES) for year in YEARS}
    now = {code: {year: level[code, year] + change.get((code, year), 0.0) for year in YEARS} for code in CODES}
    old = {code: {year: level[code, year] for year in YEARS} for code in CODES}
    return workshop(
        series("USE", now, maximum=None), vintages={"2020-10": observations(series("USE", old, maximum=None))}
    )


def test_a_few_outliers_at_one_level_do_not_set_the_width_of_all() -> None:
    shop = revised({("FRA", year): 30.0 for year in (2010, 2012, 2014, 2016)})
    firm = firmness(shop, "fig-a", "USE")
    assert firm is not None and firm.release == "2020-10"
    assert firm.margin(pd.Series([3.0, 60.0, 130.0])).tolist() == [pytest.approx(30), 0, 0]
    assert np.std([30.0] * 4 + [0.0] * 128) * 1.96 > 9  # what limits of agreement would print for every value


def test_the_width_is_the_percentile_of_its_level() -> None:
    shop = revised({(code, year): 0.1 * n for n, code in enumerate(CODES) for year in YEARS})
    firm = firmness(shop, "fig-a", "USE")
    assert firm is not None and len(firm.halves) == 5
    widths = [fact.value for fact in firm.halves]
    assert widths == sorted(widths) and widths[-1] == pytest.approx(1.1)
    assert shop.facts.get("fig-a.firmness.1").cells


def test_unrevised_values_are_firm() -> None:
    firm = firmness(revised({}), "fig-a", "USE")
    assert firm is not None and {fact.value for fact in firm.halves} == {0.0}


def test_no_firmness_without_enough_values_in_two_releases() -> None:
    cells = {"FRA": {2020: 1.0}}
    assert firmness(workshop(series("USE", cells)), "fig-a", "USE") is None
    shop = workshop(series("USE", cells), vintages={"2020-10": observations(series("USE", cells))})
    assert firmness(shop, "fig-a", "USE") is None


def test_equal_levels_share_one_width() -> None:
    cells = {code: dict.fromkeys(YEARS, 5.0) for code in CODES}
    shop = workshop(series("USE", cells), vintages={"2020-10": observations(series("USE", cells))})
    firm = firmness(shop, "fig-a", "USE")
    assert firm is not None and firm.margin(pd.Series([1.0, 5.0, 9.0])).tolist() == [0.0, 0.0, 0.0]


def test_the_oldest_release_in_the_unit_of_today_decides() -> None:
    now, old = ({code: dict.fromkeys(YEARS, value + n) for n, code in enumerate(CODES)} for value in (5.0, 3.0))
    books = {
        "2018-10": observations(series("USE", old, "persons", maximum=None)),
        "2020-10": observations(series("USE", old, maximum=None)),
        "2024-06": observations(series("USE", now, maximum=None)),
    }
    firm = firmness(workshop(series("USE", now, maximum=None), vintages=books), "fig-a", "USE")
    assert firm is not None and firm.release == "2020-10" and {fact.value for fact in firm.halves} == {2.0}
