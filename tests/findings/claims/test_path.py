"""Paths: the words follow the whole path at its printed digits, never its two ends."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims import Standing, standing, try_variations
from pipeline.findings.claims.path import OPPOSITES, Height, Shape, path, points, top

# name: values from 2001 on (None: no observation), what may be said, the year of the turn
ROWS: dict[str, tuple[list[float | None], Shape, int | None]] = {
    "a rise": ([10, 20, 30], Shape.ROSE, None),
    "a fall": ([30, 20, 10], Shape.FELL, None),
    "two years": ([10, 20], Shape.ROSE, None),
    "ends above its start, below its peak": ([7, 7.6, 8.3, 7.9, 7.5], Shape.PEAKED, 2003),
    "ends below its start, above its trough": ([11, 9, 7, 8, 10], Shape.RECOVERED, 2003),
    "back where it began, over a peak": ([10, 15, 10], Shape.PEAKED, 2002),
    "back where it began, over a trough": ([10, 5, 10], Shape.RECOVERED, 2002),
    "a setback too small to be a turn": ([0, 50, 46, 100], Shape.ROSE, None),
    "a setback in a rise from lowest to highest": ([0, 50, 30, 100], Shape.ROSE, None),
    "noise that ends at its highest": ([10, 10.3, 9.8, 10.2, 9.9, 10.3], Shape.SWUNG, None),
    "a rebound in a fall from highest to lowest": ([100, 50, 70, 0], Shape.FELL, None),
    "up and down": ([10, 20, 10, 20, 10], Shape.SWUNG, None),
    "up, down, half way up again": ([10, 40, 10, 25], Shape.SWUNG, None),
    "down to where it began, and up again": ([0, 100, 0, 100], Shape.SWUNG, None),
    "one peak, with small turns before it": ([20.3, 22.5, 20.1, 25.1, 21.0, 13.6], Shape.PEAKED, 2004),
    "one trough, with small turns after it": ([10, 2, 5, 4, 9, 8.5], Shape.RECOVERED, 2002),
    "a fall from a peak that ends in a rise": ([28, 24, 32, 32, 16, 7, 11], Shape.SWUNG, None),
    "a rise from a trough that ends in a fall": ([32, 36, 28, 28, 44, 53, 49], Shape.SWUNG, None),
    "a peak after a large turn": ([10, 15, 11, 20, 13], Shape.SWUNG, None),
    "a plateau with turns": ([10, 40, 57, 58, 55, 58, 56, 55, 58, 57], Shape.ROSE_THEN_LEVEL, 2003),
    "a low plateau with turns": ([60, 30, 13, 12, 15, 12, 14, 15, 12, 13], Shape.FELL_THEN_LEVEL, 2003),
    "a peak after a fall from about as high a start": ([21.5, 22.5, 20.1, 25.1, 21.0, 13.6], Shape.SWUNG, None),
    "a peak and a trough": ([80, 100, 0, 20], Shape.SWUNG, None),
    "noise": ([10, 10.4, 9.8, 10.3, 9.9, 10.2], Shape.SWUNG, None),
    "noise of the last digit": ([10, 10.1, 10, 10.1, 10], Shape.LEVEL, None),
    "one last digit more": ([10, 10, 10.1], Shape.ROSE, None),
    "below the printed digit": ([10.01, 10.02, 10.04], Shape.LEVEL, None),
    "all equal": ([5, 5, 5], Shape.LEVEL, None),
    "all zero": ([0, 0, 0], Shape.LEVEL, None),
    "reversed sign": ([-5, -2, 3], Shape.ROSE, None),
    "negative throughout": ([-2, -5, -9], Shape.FELL, None),
    "a plateau at the end": ([10, 20, 30, 40, 50, 60, 60.5, 61, 60.8, 61], Shape.ROSE_THEN_LEVEL, 2006),
    "a low plateau at the end": ([60, 50, 40, 30, 20, 10, 10.2, 10, 10.1, 10], Shape.FELL_THEN_LEVEL, 2006),
    "no plateau in few observations": ([10, 40, 60, 60, 60, 60], Shape.ROSE, None),
    "a gap in the middle": ([10, None, None, 20], Shape.ROSE, None),
    "a peak in the last year but one": ([10, 20, 30, 25], Shape.PEAKED, 2003),
    "a peak in the second year": ([10, 30, 25, 20], Shape.PEAKED, 2002),
}


def years(values: list[float | None]) -> pd.Series:
    return pd.Series(values, index=range(2001, 2001 + len(values)), dtype=float)


@pytest.mark.parametrize("name", ROWS)
def test_what_a_path_did(name: str) -> None:
    values, says, turn = ROWS[name]
    found = path(years(values), 1)
    assert (found.says, found.turn) == (says, turn)


def test_ends_steadiness_record_and_years_without_observation() -> None:
    found = path(years([10, None, 30, 29, 31]), 1)
    assert (found.first, found.last, found.start, found.end) == (2001, 2005, 10, 31)
    assert (found.steady, found.record, found.missing) == (False, True, (2002,))
    assert path(years([10, 20, 20]), 1).steady and not path(years([10, 20, 20]), 1).record


@pytest.mark.parametrize("values", [[], [5], [None, 5, None]])
def test_one_year_is_no_change(values: list[float | None]) -> None:
    with pytest.raises(ValueError, match="two years"):
        path(years(values), 1)


def test_large_numbers_are_read_in_the_digits_that_are_printed() -> None:
    """US$ 4.31, 4.29 and 4.34 trillion are all printed as 4.3."""
    assert path(years([4.31e12, 4.29e12, 4.34e12]), -11).says is Shape.LEVEL
    assert path(years([4.31e12, 4.29e12, 4.34e12]), 0).says is not Shape.LEVEL


def test_order_of_the_rows_does_not_matter() -> None:
    values = years([7, 7.6, 8.3, 7.9])
    assert path(values.sample(frac=1, random_state=3), 1) == path(values, 1)


tenths = st.lists(st.integers(-500, 500), min_size=2, max_size=15)
MIRROR = {
    Shape.ROSE: Shape.FELL, Shape.FELL: Shape.ROSE, Shape.PEAKED: Shape.RECOVERED, Shape.RECOVERED: Shape.PEAKED,
    Shape.ROSE_THEN_LEVEL: Shape.FELL_THEN_LEVEL, Shape.FELL_THEN_LEVEL: Shape.ROSE_THEN_LEVEL,
    Shape.SWUNG: Shape.SWUNG, Shape.LEVEL: Shape.LEVEL,
}  # fmt: skip


def of(digits: list[int]) -> pd.Series:
    return years([digit / 10 for digit in digits])


@given(tenths)
def test_upside_down_the_words_are_the_contrary(digits: list[int]) -> None:
    assert path(of([-one for one in digits]), 1).says is MIRROR[path(of(digits), 1).says]


@given(tenths, st.integers(-1000, 1000))
def test_a_constant_added_changes_nothing(digits: list[int], constant: int) -> None:
    one, other = path(of(digits), 1), path(of([digit + constant for digit in digits]), 1)
    assert (one.says, one.turn, one.steady, one.record) == (other.says, other.turn, other.steady, other.record)


@given(tenths)
def test_a_monotone_path_has_no_turn(digits: list[int]) -> None:
    found = path(of(sorted(digits)), 1)
    assert found.says in (Shape.ROSE, Shape.ROSE_THEN_LEVEL, Shape.LEVEL) and found.steady
    assert (found.says is Shape.LEVEL) == (min(digits) == max(digits))


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=7))
def test_time_reversed_a_rise_is_a_fall(digits: list[int]) -> None:
    """Of at most seven observations, of which no part is called a plateau."""
    swapped = {Shape.ROSE: Shape.FELL, Shape.FELL: Shape.ROSE}
    says = path(of(digits), 1).says
    assert path(of(digits[::-1]), 1).says is swapped.get(says, says)


@given(tenths)
def test_what_is_said_holds_of_the_printed_ends_and_the_turn(digits: list[int]) -> None:
    found = path(of(digits), 1)
    start, end = digits[0], digits[-1]
    if found.says in (Shape.ROSE, Shape.ROSE_THEN_LEVEL):
        assert end > start
    if found.says in (Shape.FELL, Shape.FELL_THEN_LEVEL):
        assert end < start
    if found.says is Shape.PEAKED:
        assert digits[found.turn - 2001] == max(digits) >= max(start, end) + 2
    if found.says is Shape.RECOVERED:
        assert digits[found.turn - 2001] == min(digits) <= min(start, end) - 2


@given(tenths)
def test_a_statement_is_never_its_own_contrary(digits: list[int]) -> None:
    says = path(of(digits), 1).says
    trials = try_variations(says, lambda values: path(values, 1).says, {"same": of(digits)}, OPPOSITES)
    assert standing(trials) is Standing.FIRM


POINTS_OF = {
    "two turns": ([47.1, 94.1, 54.8, 68.2], (2001, 2002, 2003, 2004)),
    "the largest of many turns": ([10, 40, 36, 60, 5, 9, 4, 50], (2001, 2004, 2007, 2008)),
    "turns that are all alike": ([10, 20, 10, 20, 10], (2001, 2002, 2005)),
    "no turn": ([10, 20], (2001, 2002)),
}


@pytest.mark.parametrize("name", POINTS_OF)
def test_the_years_that_tell_a_path_without_a_direction(name: str) -> None:
    values, told = POINTS_OF[name]
    assert points(years(values), 1) == told


TOPS = {
    "record": ([1.0, 3.0, 2.0, 3.1], Height.RECORD, (2021,), 3.1),
    "as high again": ([1.0, 3.0, 2.0, 3.04], Height.AGAIN, (2021,), 3.04),
    "below a peak": ([1.0, 3.0, 2.0], Height.BELOW, (2021,), 3.0),
    "below two that print alike": ([1.0, 3.0, 3.04, 2.0], Height.BELOW, (2021, 2022), 3.0),
    "never again": ([3.0, 1.0, 2.0], Height.NEVER, (2020,), 3.0),
    "first and another": ([3.0, 3.0, 2.0], Height.BELOW, (2020, 2021), 3.0),
    "all equal": ([3.0, 3.0, 3.0], Height.AGAIN, (2020, 2021), 3.0),
    "zeros": ([0.0, 0.0], Height.AGAIN, (2020,), 0.0),
    "below zero": ([-3.0, -1.0, -2.0], Height.BELOW, (2021,), -1.0),
}


@pytest.mark.parametrize("name", TOPS)
def test_how_the_end_stands_to_the_highest_before_it(name: str) -> None:
    values, says, years, highest = TOPS[name]
    found = top(pd.Series(values, index=range(2020, 2020 + len(values))), 1)
    assert (found.says, found.years, found.value) == (says, years, highest)


def test_years_without_a_value_are_not_the_highest_and_one_year_has_none_before() -> None:
    assert top(pd.Series({2020: 1.0, 2021: float("nan"), 2022: 2.0}), 1).years == (2020,)
    with pytest.raises(ValueError, match="two years"):
        top(pd.Series({2020: 1.0, 2021: float("nan")}), 1)
