"""The probability of meeting a target: limits, monotonicity, reproducibility, year of arrival."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.progress import Desired, Draws, Progress, Verdict, probability
from pipeline.methods.progress.projections import project
from tests.methods.progress.samples import RULES

YEARS = np.array([2015.0, 2016, 2018, 2019, 2021, 2022])
SERIES = st.lists(st.floats(0, 80), min_size=6, max_size=6)


def run(values: object, target: float | None, desired: Desired = Desired.HIGHER, **more: object) -> Progress:
    found = np.asarray(values, dtype=float)
    return probability(YEARS, found, float(found[0]), target, 2030, desired, RULES.probability, **more)  # type: ignore[arg-type]


@given(SERIES, st.floats(81, 200), st.floats(81, 200))
def test_it_is_a_share_and_a_nearer_target_is_never_less_probable(values: list[float], a: float, b: float) -> None:
    near, far = (run(values, target).numbers["probability"] for target in sorted([a, b]))
    assert 0 <= far <= near <= 1


@given(SERIES)
def test_a_mirrored_series_has_the_same_probability(values: list[float]) -> None:
    up, down = run(values, 90), run([-v for v in values], -90, Desired.LOWER)
    assert up.numbers["probability"] == pytest.approx(down.numbers["probability"], abs=0.005)


@pytest.mark.parametrize(
    ("slope", "target", "verdict", "arrival"),
    [(5.0, 90, "likely", 2025), (1.0, 90, "unlikely", None), (-1.0, 90, "unlikely", None)],
)
def test_a_straight_line_is_certain(slope: float, target: float, verdict: str, arrival: int | None) -> None:
    result = run(40 + slope * (YEARS - 2015), target, horizon=20)
    assert result.verdict == verdict
    assert result.numbers["probability"] in (0.0, 1.0)
    assert result.numbers["expected"] == pytest.approx(40 + slope * 15)
    assert result.numbers.get("arrival") == (arrival if arrival else None)
    assert (result.level == 0) == (slope < 0)  # retreat and standstill are told apart


def test_the_year_of_arrival_has_an_interval_and_stays_open_beyond_the_horizon() -> None:
    result = run([40, 43, 50, 51, 58, 60], 90)
    low, middle, high = (result.numbers[key] for key in ("arrival_low", "arrival", "arrival_high"))
    assert 2023 <= low <= middle <= high <= 2052 and low < high
    short = run([40, 43, 50, 51, 58, 60], 90, horizon=8)
    assert short.numbers["arrival_share"] < 1 and "arrival_high" not in short.numbers


def test_seed_and_number_of_draws_decide_and_nothing_else() -> None:
    values = [40, 43, 50, 51, 58, 60]
    assert run(values, 80, draws=Draws(500, 1)).numbers == run(values, 80, draws=Draws(500, 1)).numbers
    assert run(values, 80, draws=Draws(500, 1)).numbers != run(values, 80, draws=Draws(500, 2)).numbers
    assert (
        abs(run(values, 80, draws=Draws(4000, 1)).numbers["probability"] - run(values, 80).numbers["probability"])
        < 0.06
    )


def test_the_spread_of_the_projections_is_that_of_the_model() -> None:
    """Yearly changes of variance s² and an estimated drift: s² (h + h²/n) after h years."""
    rng = np.random.default_rng(3)
    years = np.arange(1900.0, 2000)
    values = np.cumsum(rng.normal(1, 2, 100))
    paths = project(years, values, 10, Draws(4000, 5))
    variance = np.var(np.diff(values), ddof=1)
    assert paths[-1].var() == pytest.approx(variance * (10 + 100 / 99), rel=0.08)
    assert paths[-1].mean() == pytest.approx(values[-1] + 10 * np.diff(values).mean(), abs=0.4)


def test_too_few_points_no_target_and_parity() -> None:
    two = probability(YEARS[:2], np.array([1.0, 2]), 1, 9, 2030, Desired.HIGHER, RULES.probability)
    assert two.verdict is Verdict.NOT_ASSESSED and "three" in two.reason
    assert run([1, 2, 3, 4, 5, 6], None).verdict is Verdict.NOT_ASSESSED
    assert run([0.8, 0.85, 0.9, 0.93, 0.96, 0.98], 1.0, Desired.PARITY).verdict is Verdict.ACHIEVED
    assert run([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 1.0, Desired.PARITY).numbers["probability"] == 0
    with pytest.raises(ValueError, match=r"three or more"):
        project(YEARS[:2], np.array([1.0, 2]), 3, Draws())
    with pytest.raises(ValueError, match=r"1 or more"):
        Draws(0)
