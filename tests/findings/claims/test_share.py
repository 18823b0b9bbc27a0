"""Concentration: how few hold half of a total."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.share import Concentration, holders

# name: values, what may be said, how many hold half, their share, whether the next is level
ROWS = {
    "one holds half": ([50, 30, 20], Concentration.ONE, 1, 50, False),
    "few of many": ([40, 30] + [2.0] * 28, Concentration.FEW, 2, 100 * 70 / 126, False),
    "spread": ([30, 25, 25, 20], Concentration.SPREAD, 2, 55, True),
    "all the same": ([5, 5, 5, 5], Concentration.EQUAL, 2, 50, True),
    "exactly half, in binary fractions": ([0.1] * 10, Concentration.EQUAL, 5, 50, True),
    "only one reports": ([7], Concentration.ALONE, 1, 100, False),
    "one and zeros": ([7, 0, 0], Concentration.ONE, 1, 100, False),
    "two of three level": ([40, 40, 20], Concentration.SPREAD, 2, 80, False),
}


@pytest.mark.parametrize("name", ROWS)
def test_who_holds_half(name: str) -> None:
    values, says, count, share, tied = ROWS[name]
    found = holders(pd.Series(values, index=[f"E{n}" for n in range(len(values))], dtype=float))
    assert (found.says, len(found.few), found.tied, found.reporting) == (says, count, tied, len(values))
    assert found.share == pytest.approx(share)


@pytest.mark.parametrize(("values", "words"), [([3, -1], "negative"), ([0, 0], "zero"), ([float("nan")], "zero")])
def test_what_has_no_shares(values: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        holders(pd.Series(values))


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30), st.integers(1, 1000))
def test_scale_and_order_do_not_matter_and_one_fewer_is_too_few(values: list[int], factor: int) -> None:
    series = pd.Series(values, index=[f"E{n}" for n in range(len(values))], dtype=float)
    found, scaled = holders(series), holders(series[::-1] * factor)
    assert (found.says, len(found.few)) == (scaled.says, len(scaled.few))
    held = series[list(found.few)]
    assert 2 * held.sum() >= series.sum() > 2 * (held.sum() - held.min())
