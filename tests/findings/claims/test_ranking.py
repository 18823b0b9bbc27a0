"""Ranks: a lead is firm only beyond the uncertainty of both values; ties are ties at the printed digits."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.ranking import Lead, ranking


@pytest.mark.parametrize(
    ("values", "margin", "says", "first"),
    [
        ({"A": 9.0, "B": 5.0, "C": 1.0}, 0.0, Lead.FIRM, ("A",)),
        ({"A": 9.0, "B": 5.0, "C": 1.0}, 3.0, Lead.NARROW, ("A",)),  # 4 is less than 3 × √2
        ({"A": 9.04, "B": 9.0, "C": 1.0}, 0.0, Lead.TIED, ("A", "B")),
        ({"A": 9.0, "B": 9.0}, 0.0, Lead.ALL_EQUAL, ("A", "B")),
        ({"A": 9.0}, 0.0, Lead.ALONE, ("A",)),
    ],
)
def test_ranking(values: dict[str, float], margin: float, says: Lead, first: tuple[str, ...]) -> None:
    found = ranking(pd.Series(values), 1, margin)
    assert (found.says, found.first) == (says, first)


@pytest.mark.parametrize(("margins", "says"), [((0.5, 3.0), Lead.FIRM), ((3.0, 3.0), Lead.NARROW)])
def test_each_value_has_a_margin_of_its_own(margins: tuple[float, float], says: Lead) -> None:
    halves = pd.Series([*margins, 99.0], ["A", "B", "C"])
    assert ranking(pd.Series({"A": 9.0, "B": 5.0, "C": 1.0}), 1, halves).says is says


def test_nobody_is_ranked_without_a_value() -> None:
    with pytest.raises(ValueError, match="no value"):
        ranking(pd.Series(dtype=float), 1)
