from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.figures import axes
from pipeline.figures.drawing import Drawing
from pipeline.problems import Stop

from .samples import words


def drawing(language: str = "en", **options: object) -> Drawing:
    return Drawing("made-up", "lines", pd.DataFrame(), words(language), language, options)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(2, 8))
def test_round_ticks_cover_the_data(one: float, other: float, count: int) -> None:
    low, high = min(one, other), max(one, other)
    assume(high - low > 1e-3)
    ticks = axes.round_ticks(low, high, count)
    step = ticks[1] - ticks[0]
    assert ticks[0] <= low + 1e-6 * step
    assert ticks[-1] >= high - 1e-6 * step
    assert len(ticks) <= count + 3


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 100, [0, 20, 40, 60, 80, 100]), (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0.1, 0.35, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35])],
)  # fmt: skip
def test_round_ticks(low: float, high: float, expected: list[float]) -> None:
    assert axes.round_ticks(low, high, 5) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (300, 90_000, [100, 1000, 10_000, 100_000]),
        (3, 40, [2, 5, 10, 20, 50]),
        (10, 10, [10, 20]),
        (100, 100, [100, 200]),
    ],
)
def test_log_ticks(low: float, high: float, expected: list[float]) -> None:
    assert axes.log_ticks(low, high) == pytest.approx(expected)


def test_a_log_scale_is_even_in_ratios() -> None:
    scale = axes.Scale(1, 10_000, 0, 400, log=True)
    assert [scale(value) for value in (1, 10, 100)] == pytest.approx([0, 100, 200])


def test_a_scale_keeps_gaps() -> None:
    assert math.isnan(axes.Scale(0, 1, 0, 10)(float("nan")))


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "1,234.5"), ("fr", "1 234,5"), ("zh", "1,234.5"), ("ru", "1 234,5")]
)
def test_ticks_in_the_language(language: str, expected: str) -> None:
    (text,) = axes.tick_texts(drawing(language), [1234.5])
    assert text.replace("\u202f", " ").replace("\xa0", " ") == expected


def test_years_have_no_separator_and_percentages_their_sign() -> None:
    assert axes.tick_texts(drawing(), [2005.0, 2020.0]) == ["2005", "2020"]
    assert axes.tick_texts(drawing(suffix="%"), [0.0, 50.0]) == ["0%", "50%"]
    assert axes.tick_texts(drawing(), [-1.0, 0.5]) == ["−1.0", "0.5"]


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("width", [40.0, 120.0, 400.0])
def test_year_ticks_begin_and_end_with_the_data(width: float) -> None:
    ticks = axes.year_ticks(2003, 2024, width, 7)
    assert ticks[0] == 2003
    assert ticks[-1] == 2024
    assert min(np.diff(ticks)) * width / 21 > 12


def test_a_range_of_options_is_kept() -> None:
    low, high, ticks = axes.ranged(drawing(x_min=1, x_max=18), [1, 17], False, 5)
    assert (low, high) == (1, 18)
    assert ticks[0] == 1
    assert all(1 <= tick <= 18 for tick in ticks)


def test_a_value_outside_the_range_of_options_stops() -> None:
    with pytest.raises(Stop, match="values from 1 to 30"):
        axes.ranged(drawing(x_max=18), [1, 30], False, 5)
