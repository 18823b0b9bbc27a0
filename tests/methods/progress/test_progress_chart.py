"""UNSD progress: one case a row of progress_chart.csv, and properties of the verdicts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.progress import Desired, Kind, ProgressRule, Verdict, unsd

RULE = ProgressRule(on_track=0.95, fair=0.10, fast_growth=2.0, slow_growth=0.5, near_limit=1.0)
ROWS = list(csv.DictReader((Path(__file__).parent / "progress_chart.csv").open(encoding="utf-8")))
ORDER = [Verdict.STAGNATION, Verdict.FAIR, Verdict.ON_TRACK, Verdict.ACHIEVED]


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_case(row: dict[str, str]) -> None:
    target = float(row["target"]) if row["target"] else None
    result = unsd(
        float(row["base"]), int(row["base_year"]), float(row["latest"]), int(row["latest_year"]),
        target, int(row["target_year"]), Desired(row["desired"]), RULE,
    )  # fmt: skip
    assert result.verdict == row["verdict"], result
    assert result.reason
    for name, key in (("growth", "annual_growth"), ("expected", "expected"), ("ratio", "ratio")):
        found = result.numbers.get(key)
        found = result.numbers.get(key)
        if row[name]:
            digits = len(row[name].partition(".")[2])
            assert found == pytest.approx(float(row[name]), abs=0.6 * 10**-digits), name
        else:
            assert name == "growth" or found is None, (name, found)


def test_the_published_example_on_all_its_digits() -> None:
    result = unsd(40, 2015, 60, 2022, 95, 2030, Desired.HIGHER, RULE)
    assert result.numbers["annual_growth"] == pytest.approx(5.9634022667, abs=5e-11)
    assert result.numbers["expected"] == pytest.approx(95.36706204, abs=5e-9)
    assert result.numbers["ratio"] == pytest.approx(1.006673855, abs=5e-10)


@pytest.mark.parametrize(
    ("ratio", "verdict"), [(0.95, "on_track"), (0.949, "fair"), (0.10, "fair"), (0.099, "stagnation")]
)
def test_bounds_belong_to_the_better_class(ratio: float, verdict: str) -> None:
    """A target chosen so that the projected change is this share of the required one."""
    expected = 60 * 1.5  # base 40, then 60, one period on: growth 50 per cent
    target = 40 + (expected - 40) / ratio
    result = unsd(40, 2020, 60, 2021, target - 1e-9, 2022, Desired.HIGHER, RULE)
    assert result.verdict == verdict


@given(st.floats(1, 90), st.floats(1, 90), st.floats(1, 90), st.floats(91, 99))
def test_a_higher_latest_value_never_gives_a_worse_verdict(base: float, one: float, two: float, target: float) -> None:
    low, high = sorted([one, two])
    verdicts = [unsd(base, 2015, latest, 2022, target, 2030, Desired.HIGHER, RULE).verdict for latest in (low, high)]
    assert ORDER.index(verdicts[0]) <= ORDER.index(verdicts[1])


@given(st.floats(1, 100), st.floats(1, 100), st.floats(1, 100), st.booleans())
def test_moving_away_from_the_target_is_never_on_track(
    base: float, latest: float, target: float, increase: bool
) -> None:
    result = unsd(base, 2015, latest, 2022, target, 2030, Desired.HIGHER if increase else Desired.LOWER, RULE)
    if (latest < base) if increase else (latest > base):
        assert result.verdict in (Verdict.ACHIEVED, Verdict.STAGNATION, Verdict.NOT_ASSESSED)
        if result.verdict is Verdict.ACHIEVED:
            assert abs(latest - target) <= RULE.near_limit or ((latest >= target) if increase else (latest <= target))


def test_a_growth_rate_is_not_assessed_and_says_so() -> None:
    result = unsd(2, 2015, 3, 2022, 7, 2030, Desired.HIGHER, RULE, Kind.GROWTH_RATE)
    assert (result.verdict, result.level) == (Verdict.NOT_ASSESSED, None)
    assert "growth rate of a growth rate" in result.reason


@pytest.mark.parametrize(
    ("base", "latest", "verdict"),
    [
        (0.8, 0.95, "on_track"),
        (1.2, 1.05, "on_track"),
        (0.8, 0.75, "stagnation"),
        (0.9, 1.1, "not_assessed"),
        (0.9, 1, "achieved"),
    ],
)
def test_parity_is_a_rise_or_fall_to_the_target(base: float, latest: float, verdict: str) -> None:
    result = unsd(base, 2015, latest, 2022, 1.0, 2030, Desired.PARITY, RULE)
    assert result.verdict == verdict
    assert bool(result.warnings) == (verdict not in ("not_assessed", "achieved"))


def test_zero_is_a_natural_bound_of_percentages_only() -> None:
    """An index of 0.8 that should fall to zero is not within one per cent of it."""
    assert unsd(0.9, 2015, 0.8, 2022, 0, 2030, Desired.LOWER, RULE).verdict is Verdict.ACHIEVED
    assert unsd(0.9, 2015, 0.8, 2022, 0, 2030, Desired.LOWER, RULE, percentage=False).verdict is Verdict.FAIR
