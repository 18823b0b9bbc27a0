"""The shipped supply-use tables, read once, and a small one by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.model.supply_use import SupplyUse
from pipeline.sheets.load import load_dataset

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def usa() -> dict[int, SupplyUse]:
    return load_dataset(ROOT).supply_use


@pytest.fixture
def small() -> SupplyUse:
    """Two products and industries, a trade margin from B to A, a tax, imports, two final uses; all identities hold."""
    supply = pd.DataFrame(
        {
            "A": [90, 10, 100],
            "B": [0, 60, 60],
            "T007": [90, 70, 160],
            "MCIF": [30, 0, 30],
            "MADJ": [0, 0, 0],
            "T013": [120, 70, 190],
            "Trade": [20, -20, 0],
            "Trans": [0, 0, 0],
            "T014": [20, -20, 0],
            "MDTY": [2, 0, 2],
            "TOP": [10, 0, 10],
            "SUB": [-2, 0, -2],
            "T015": [10, 0, 10],
            "T016": [150, 50, 200],
        },
        index=["A", "B", "T017"],
        dtype=float,
    )
    use = pd.DataFrame(
        {
            "A": [30, 10, 40, 30, 5, 1, 26, 60, 12, 2, 70, 100],
            "B": [20, 5, 25, 20, 2, 0, 13, 35, 0, 0, 35, 60],
            "T001": [50, 15, 65, 50, 7, 1, 39, 95, 12, 2, 105, 160],
            "F010": [70, 30, 100, *[None] * 9],
            "F040": [30, 5, 35, *[None] * 9],
            "T019": [150, 50, 200, *[None] * 9],
        },
        index=["A", "B", "T005", "V001", "T00OTOP", "T00OSUB", "V003", "VABAS", "T00TOP", "T00SUB", "VAPRO", "T018"],
        dtype=float,
    )
    roles = [("A", "product", "yes"), ("B", "product", "no"), ("F010", "final_use", "no"), ("F040", "final_use", "no")]
    codes = pd.DataFrame([(c, r, c, d) for c, r, d in roles], columns=["code", "role", "name", "digital"])
    return SupplyUse("XXX", 2020, "million", "made up", supply, use, codes, "")
