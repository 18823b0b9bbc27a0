"""The economies of the shipped data, by which the made-up files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.sheets.economies import load_areas
from pipeline.sheets.reading.areas import Areas

DATA = Path(__file__).parents[3] / "data"
CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def areas() -> Areas:
    return load_areas(DATA / "reference" / "economies.xlsx")
