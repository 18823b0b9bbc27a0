"""Tables of evidence: differences of large numbers stand in a size that a column holds."""

from __future__ import annotations

import pytest

from pipeline.tables.sizes import shown_in
from tests.findings.world import series, spread, tongue, workshop


@pytest.mark.parametrize(
    ("largest", "code", "expected"),
    [
        (9_999.0, "en", (1.0, "persons")),
        (90_795.0, "en", (1e3, "thousand persons")),
        (6_351_821.6, "en", (1e6, "million persons")),
        (49.8e9, "en", (1e9, "billion persons")),
        (49.8e9, "zh", (1e8, "亿中persons")),
        (90_795.0, "zh", (1e4, "万中persons")),
        (9_999.0, "zh", (1.0, "中persons")),
    ],
)
def test_size_of_differences(largest: float, code: str, expected: tuple[float, str]) -> None:
    shop = workshop(series("USE", spread({"FRA": 1.0})))
    assert shown_in(largest, "persons" if code == "en" else "中persons", tongue(shop, code)) == expected
