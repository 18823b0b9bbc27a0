"""Statistics Canada, ESCAP and SDSN: one case a row of cases.csv, and properties of the verdicts."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.methods.progress import (
    Desired,
    Kind,
    Method,
    Progress,
    Series,
    Target,
    Weighting,
    anticipate,
    assess,
    current_status,
    growth_ratio,
    mapping_table,
    verdicts_of,
)
from tests.methods.progress.samples import RULES

ROWS = list(csv.DictReader((Path(__file__).parent / "cases.csv").open(encoding="utf-8")))


def one(row: dict[str, str]) -> Progress:
    years, values = [int(row["base_year"])], [float(row["base"])]
    if row["latest_year"] != row["base_year"]:
        years.append(int(row["latest_year"]))
        values.append(float(row["latest"]))
    target = Target(
        float(row["target"]) if row["target"] else None,
        min(years[0], 2015),
        int(row["target_year"]),
        Desired(row["desired"]),
        Kind(row["kind"]),
    )
    return assess(Series(tuple(years), tuple(values)), target, RULES).results[Method(row["method"])]


@pytest.mark.parametrize("row", ROWS, ids=[f"{n + 2}-{row['method']}-{row['case']}" for n, row in enumerate(ROWS)])
def test_case(row: dict[str, str]) -> None:
    result = one(row)
    assert result.verdict == row["verdict"], result
    assert result.reason
    assert (result.level is None) == (row["verdict"] == "not_assessed")
    if row["number"]:
        digits = len(row["value"].partition(".")[2])
        assert result.numbers[row["number"]] == pytest.approx(float(row["value"]), abs=0.6 * 10**-digits)


@pytest.mark.parametrize(("base", "target", "desired"), [(0, 90, Desired.HIGHER), (50, 0, Desired.LOWER)])
def test_a_zero_is_replaced_with_a_warning_that_shows_how_the_result_moves(
    base: float, target: float, desired: Desired
) -> None:
    result = growth_ratio(base, 2015, 30, 2022, target, 2030, desired, RULES.statistics_canada)
    (warning,) = result.warnings
    assert "0.001" in warning and "tenth" in warning and f"{result.score:.4g}" in warning
    found = {float(word.rstrip(",;")) for word in warning.split() if word.rstrip(",;").replace(".", "").isdigit()}
    assert len(found) >= 3  # R as it is, with a tenth and with ten times of it


def test_the_regression_weights_move_the_line() -> None:
    years, values = np.array([2000.0, 2005, 2010, 2015, 2020]), np.array([10.0, 10, 10, 20, 40])
    ways = (Weighting.EQUAL, Weighting.LINEAR, Weighting.EXPONENTIAL)
    lines = [anticipate(years, values, 2030, how, half_life=5) for how in ways]
    assert lines == sorted(lines) and lines[0] < lines[2]
    slope, intercept = np.polyfit(years, values, 1)
    assert lines[0] == pytest.approx(intercept + 2030 * slope)
    weighted = np.polyfit(years, values, 1, w=np.sqrt(years - 2000 + 1))
    assert lines[1] == pytest.approx(np.polyval(weighted, 2030))
    with pytest.raises(ValueError, match="half-life"):
        anticipate(years, values, 2030, Weighting.EXPONENTIAL)


def test_every_verdict_of_the_cases_stands_in_the_mapping() -> None:
    for row in ROWS:
        if row["verdict"] != "not_assessed":
            assert row["verdict"] in verdicts_of(Method(row["method"]))
    assert set(mapping_table()["rank"]) == {0, 1, 2, 3, 4}


POINT = st.floats(1, 90)


@given(POINT, POINT, POINT, st.floats(91, 99))
def test_a_higher_latest_value_never_gives_a_worse_verdict(base: float, a: float, b: float, goal: float) -> None:
    target = Target(goal, 2015, 2030)
    low, high = (assess(Series((2015, 2022), (base, v)), target, RULES) for v in sorted([a, b]))
    for method, level in low.levels.items():
        assert level <= high.levels[method], method


@given(POINT, POINT, st.floats(91, 99), st.floats(0.01, 1000))
def test_the_unit_of_measure_does_not_matter(base: float, latest: float, goal: float, factor: float) -> None:
    """Scale invariance (the UNSD rule near 0 and 100 is out of reach of these targets)."""
    assume(abs(goal * factor - 100) > 1e-6)
    plain = assess(Series((2015, 2022), (base, latest)), Target(goal, 2015, 2030), RULES)
    scaled = assess(Series((2015, 2022), (base * factor, latest * factor)), Target(goal * factor, 2015, 2030), RULES)
    for method, result in plain.results.items():
        other = scaled.results[method]
        if result.score is not None:
            assert other.score == pytest.approx(result.score, rel=1e-6, abs=1e-9)


@given(POINT, POINT, st.floats(91, 99))
def test_linear_methods_are_mirrored_where_less_is_desired(base: float, latest: float, goal: float) -> None:
    up = assess(Series((2015, 2022), (base, latest)), Target(goal, 2015, 2030), RULES)
    down = assess(Series((2015, 2022), (-base, -latest)), Target(-goal, 2015, 2030, Desired.LOWER), RULES)
    for method in (Method.ESCAP, Method.SDSN):
        assert up.results[method].verdict == down.results[method].verdict
    assert current_status(base, latest, goal, Desired.HIGHER) == pytest.approx(
        current_status(-base, -latest, -goal, Desired.LOWER)
    )


@given(POINT, POINT, st.floats(91, 99))
def test_growth_methods_are_mirrored_in_the_reciprocal(base: float, latest: float, goal: float) -> None:
    """ln x → −ln x turns a rise into a fall with the same exponents; the sign of R is mirrored with it."""
    up = growth_ratio(base, 2015, latest, 2022, goal, 2030, Desired.HIGHER, RULES.statistics_canada)
    down = growth_ratio(1 / base, 2015, 1 / latest, 2022, 1 / goal, 2030, Desired.LOWER, RULES.statistics_canada)
    assert up.score is not None and down.score is not None
    assert np.sign(round(up.score, 9)) == np.sign(round(down.score, 9))
