"""Ranks: ties, one alone, all equal, and leads inside the uncertainty."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.ranking import Lead, leaders_of, ranking


@pytest.mark.parametrize(
    ("values", "margin", "says", "first"),
    [
        ({"a": 3.0, "b": 1.0}, 0.0, Lead.FIRM, ("a",)),
        ({"a": 3.0, "b": 2.9}, 0.5, Lead.NARROW, ("a",)),
        ({"a": 3.02, "b": 3.04, "c": 1.0}, 0.0, Lead.TIED, ("b", "a")),
        ({"a": 0.0, "b": 0.0}, 0.0, Lead.ALL_EQUAL, ("a", "b")),
        ({"a": -1.0}, 0.0, Lead.ALONE, ("a",)),
        ({"a": float("nan"), "b": -2.0, "c": -3.0}, 0.0, Lead.FIRM, ("b",)),
    ],
)
def test_ranking(values: dict[str, float], margin: float, says: Lead, first: tuple[str, ...]) -> None:
    found = ranking(pd.Series(values), 1, margin)
    assert (found.says, found.first) == (says, first)


@pytest.mark.parametrize(
    ("values", "margin", "first"),
    [
        ({"a": 45.0, "b": 43.0, "c": 10.0}, 0.0, ("a",)),
        ({"a": 45.0, "b": 43.0, "c": 10.0}, 2.0, ("a", "b")),
        ({"a": 45.0, "b": 43.0, "c": 10.0}, 50.0, ("a", "b", "c")),
        ({"a": 45.04, "b": 45.0}, 0.0, ("a", "b")),  # the same printed digit
        ({"a": float("nan"), "b": -1.0}, 0.0, ("b",)),
    ],
)
def test_leaders_within_their_uncertainty(values: dict[str, float], margin: float, first: tuple[str, ...]) -> None:
    assert leaders_of(pd.Series(values), 1, margin) == first


def test_nothing_to_rank() -> None:
    for test in (lambda: ranking(pd.Series(dtype=float), 0), lambda: leaders_of(pd.Series([float("nan")]), 0, 0.0)):
        with pytest.raises(ValueError, match="no value to rank"):
            test()
