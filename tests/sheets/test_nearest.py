"""What an editor most likely meant."""

from __future__ import annotations

import pytest

from pipeline.sheets import nearest

NAMES = {
    "DEU": "Germany",
    "GEO": "Georgia",
    "GRC": "Greece",
    "FRA": "France",
    "CIV": "Côte d'Ivoire",
    "ROU": "Romania",
    "NAM": "Namibia",
    "GBR": "United Kingdom of Great Britain and Northern Ireland",
}
ALIASES = {"DE": "DEU", "NA": "NAM", "004": "FRA"}


@pytest.mark.parametrize(
    ("code", "name", "first"),
    [
        ("GER", "", "DEU"),
        ("GER", "Georgia", "GEO"),
        ("fra", "", "FRA"),
        ("FRX", "", "FRA"),
        ("XYZ", "Cote d'Ivoire", "CIV"),
        ("Roumania", "", "ROU"),
        ("NMB", "Namibia", "NAM"),
        ("GER", "Greece", "GRC"),
        ("DE", "", "DEU"),
        ("4", "", "FRA"),
    ],
)
def test_nearest_economy_comes_first(code: str, name: str, first: str) -> None:
    assert f"nearest: {first} ({NAMES[first]})" in nearest.economies(code, name, NAMES, ALIASES)


def test_nothing_near_says_what_belongs_there() -> None:
    assert "totals do not belong" in nearest.economies("12345678", "", NAMES, ALIASES)


def test_codes() -> None:
    assert nearest.codes("highr", ("higher", "lower", "none")) == " (near: higher)"
    assert nearest.codes("qqq", ("higher", "lower")) == ""
