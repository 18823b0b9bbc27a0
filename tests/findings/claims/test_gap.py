"""Gaps: signed distances, their course over the whole path, and by whose movement."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.findings.claims import Standing, standing, try_variations
from pipeline.findings.claims.gap import OPPOSITES, STRONGER, Course, Gap, Mover, gap, in_order
from pipeline.findings.claims.trials import Agreement, Contrary

# name: ahead, behind (from 2001 on), course, mover, year of the turn
ROWS: dict[str, tuple[list[float], list[float], Course, Mover, int | None]] = {
    "the one behind rose": ([60, 70], [10, 50], Course.CLOSED, Mover.CATCHING_UP, None),
    "the one ahead fell, the other hardly rose": ([47, 31], [1, 2], Course.CLOSED, Mover.RETREAT, None),
    "both fell, the one ahead more": ([50, 30], [20, 15], Course.CLOSED, Mover.RETREAT, None),
    "the one ahead rose": ([60, 90], [10, 12], Course.OPENED, Mover.PULLING_AWAY, None),
    "the one behind fell": ([60, 60], [40, 10], Course.OPENED, Mover.FALLING_BEHIND, None),
    "both fell, the one behind more": ([60, 55], [40, 10], Course.OPENED, Mover.FALLING_BEHIND, None),
    "from behind to ahead": ([50, 70], [62, 60], Course.CROSSED, Mover.NONE, None),
    "from below to above: SIDS did not widen": ([17, 66.3], [18.7, 65.3], Course.CROSSED, Mover.NONE, None),
    "widest inside": ([20, 60, 70], [10, 20, 60], Course.TURNED, Mover.NONE, 2002),
    "narrowest inside": ([60, 60, 90], [10, 50, 60], Course.REOPENED, Mover.NONE, 2002),
    "closes and opens again and again": ([20, 40, 20, 40, 30], [10, 10, 10, 10, 10], Course.SWUNG, Mover.NONE, None),
    "behind in between": ([20, 10, 30], [10, 30, 10], Course.SWAPPED, Mover.NONE, 2002),
    "behind in between by no more than rounding": ([20, 10, 30], [10, 10.1, 10], Course.SWUNG, Mover.NONE, None),
    "behind in between, and level in the end": ([20, 10, 30], [10, 30, 30], Course.SWUNG, Mover.NONE, None),
    "from behind to a lead that has shrunk": ([50, 70, 90, 80], [62, 60, 60, 60], Course.CROSSED, Mover.NONE, 2003),
    "opens by one and stays, while the other rises": (
        [10, 20, 40, 60, 60, 61, 60, 61, 60, 70], [0, 0, 0, 0, 0, 0, 0, 0, 0, 10], Course.OPENED_THEN_LEVEL,
        Mover.PULLING_AWAY, 2004,
    ),
    "opens, then goes up and down about its end": (
        [40.7, 49.0, 55.4, 57.1, 57.0, 58.2, 56.3, 55.5, 58.1, 56.8], [0] * 10, Course.OPENED_THEN_LEVEL,
        Mover.PULLING_AWAY, 2004,
    ),
    "closes as the one ahead falls, then stays while both rise": (
        [60, 50, 40, 20, 20, 20, 20, 25, 30, 60], [0, 0, 0, 0, 0, 0, 0, 5, 10, 40], Course.CLOSED_THEN_LEVEL,
        Mover.RETREAT, 2004,
    ),
    "widest inside, with small turns": (
        [20.3, 22.5, 20.1, 21.6, 20.6, 25.1, 23.5, 21.0, 16.1, 13.6], [0] * 10, Course.TURNED, Mover.NONE, 2006,
    ),
    "nothing is left": ([60, 60], [40, 60], Course.MET, Mover.CATCHING_UP, None),
    "nothing is left at the printed digit": ([60, 60], [40, 59.96], Course.MET, Mover.CATCHING_UP, None),
    "parallel": ([60, 70], [40, 50], Course.UNCHANGED, Mover.NONE, None),
    "parallel at the printed digit": ([60, 70], [40.04, 50.0], Course.UNCHANGED, Mover.NONE, None),
    "equal throughout": ([50, 60], [50, 60], Course.UNCHANGED, Mover.NONE, None),
    "equal at first": ([50, 60], [50, 40], Course.OPENED, Mover.PULLING_AWAY, None),
    "negative values": ([-10, -5], [-20, -40], Course.OPENED, Mover.FALLING_BEHIND, None),
}  # fmt: skip


def years(values: list[float], first: int = 2001) -> pd.Series:
    return pd.Series(values, index=range(first, first + len(values)), dtype=float)


@pytest.mark.parametrize("name", ROWS)
def test_what_became_of_a_distance(name: str) -> None:
    ahead, behind, says, mover, turn = ROWS[name]
    found = gap(years(ahead), years(behind), 1)
    assert (found.says, found.mover, found.turn) == (says, mover, turn)
    assert found.start == pytest.approx(ahead[0] - behind[0]) and found.end == pytest.approx(ahead[-1] - behind[-1])


def test_only_years_of_both_count() -> None:
    found = gap(years([1, 60, 70, 99], 2000), years([40, 60, 5], 2001), 1)
    assert (found.first, found.last, found.start, found.end) == (2001, 2003, 20, 94)


@pytest.mark.parametrize("behind", [years([]), years([5]), years([5, 6], 1990)])
def test_one_year_or_none_in_common_is_no_course(behind: pd.Series) -> None:
    with pytest.raises(ValueError, match="two years"):
        gap(years([60, 70]), behind, 1)


def test_the_one_behind_cannot_be_called_ahead() -> None:
    with pytest.raises(Contrary):
        gap(years([60, 40]), years([50, 70]), 1)


def test_a_variation_in_which_the_order_is_reversed_is_the_contrary_and_not_untested() -> None:
    views = {"reversed": years([30, 20]), "too short": years([30])}
    low = years([50, 40])
    trials = try_variations(Course.CLOSED, lambda ahead: gap(ahead, low, 1).says, views, OPPOSITES)
    assert [trial.agreement for trial in trials] == [Agreement.OPPOSITE, Agreement.UNTESTED]
    assert standing(trials) is Standing.WITHDRAWN
    assert standing(trials, ("reversed",)) is not Standing.FIRM


def test_since_when_and_when_not() -> None:
    """Above in 2002, below in 2003, above since 2005; the widest lead of another time is none of this one."""
    crossed = gap(years([0, 30, 0, 10, 15, 16]), years([10, 10, 10, 10, 10, 10]), 1)
    assert (crossed.says, crossed.since, crossed.turn, crossed.behind) == (Course.CROSSED, 2005, None, None)
    swapped = gap(years([20, 8, 20, 5, 4, 20]), years([10] * 6), 1)
    assert (swapped.says, swapped.since, swapped.turn, swapped.behind) == (Course.SWAPPED, 2006, 2005, (2004, 2005))
    assert swapped.extreme == pytest.approx(-6) and gap(years([60, 70]), years([10, 50]), 1).since is None


def test_a_distance_that_vanishes_says_more_than_one_that_shrinks() -> None:
    (found,) = try_variations(Course.CLOSED, lambda says: says, {"a": Course.MET}, OPPOSITES, STRONGER)
    (other,) = try_variations(Course.MET, lambda says: says, {"a": Course.CLOSED}, OPPOSITES, STRONGER)
    assert (found.agreement, other.agreement) == (Agreement.SAME, Agreement.WEAKER)


def test_order_of_two_that_end_alike_is_that_of_the_first_year() -> None:
    one, other = years([40, 60]), years([50, 60])
    assert not in_order(one, other, 1) and in_order(other, one, 1)
    assert gap(other, one, 1).says is Course.MET
    assert in_order(one, one, 1)
    with pytest.raises(ValueError, match="no year"):
        in_order(one, years([1], 1990), 1)


tenths = st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=2, max_size=12)


def course(first: list[int], second: list[int]) -> Gap | None:
    try:
        return gap(years([one / 10 for one in first]), years([one / 10 for one in second]), 1)
    except Contrary:
        return None


@given(tenths)
def test_a_distance_is_antisymmetric(pairs: list[tuple[int, int]]) -> None:
    """Of two series one alone is ahead, unless they begin and end alike."""
    one, other = ([pair[place] for pair in pairs] for place in (0, 1))
    here, there = course(one, other), course(other, one)
    alike = one[-1] == other[-1] and one[0] == other[0]
    assert (here is None) + (there is None) == (0 if alike else 1)


@given(tenths, st.integers(-500, 500))
def test_what_is_added_to_both_changes_nothing(pairs: list[tuple[int, int]], constant: int) -> None:
    one, other = ([pair[place] for pair in pairs] for place in (0, 1))
    here, moved = course(one, other), course([x + constant for x in one], [x + constant for x in other])
    assert (here and (here.says, here.mover)) == (moved and (moved.says, moved.mover))


@given(tenths)
def test_what_is_said_holds_of_the_printed_distances(pairs: list[tuple[int, int]]) -> None:
    one, other = ([pair[place] for pair in pairs] for place in (0, 1))
    found = course(one, other)
    assume(found is not None)
    apart = [x - y for x, y in zip(one, other, strict=True)]
    if found.says in (Course.CLOSED, Course.CLOSED_THEN_LEVEL):
        assert apart[0] > apart[-1] > 0 and min(apart) >= 0
    if found.says is Course.MET:
        assert apart[0] > apart[-1] == 0
    if found.says is Course.SWAPPED:
        assert apart[0] >= 0 < apart[-1] and apart[found.turn - 2001] == min(apart) < 0
        first, last = (year - 2001 for year in found.behind)
        assert max(apart[first : last + 1]) < 0 and first <= found.turn - 2001 <= last
    if found.since is not None:
        assert min(apart[found.since - 2001 :]) > 0 >= apart[found.since - 2002]
    if found.says in (Course.OPENED, Course.OPENED_THEN_LEVEL):
        assert 0 <= apart[0] < apart[-1] and min(apart) >= 0
    if found.says is Course.CROSSED:
        assert apart[0] < 0 < apart[-1]
    if found.says is Course.TURNED:
        assert apart[found.turn - 2001] == max(apart) > max(apart[0], apart[-1])
    if found.says is Course.REOPENED:
        assert apart[found.turn - 2001] == min(apart) < min(apart[0], apart[-1])
    if found.mover is Mover.RETREAT:
        assert one[-1] < one[0] or other[-1] <= other[0]
    if found.mover is Mover.CATCHING_UP:
        assert other[-1] > other[0]
