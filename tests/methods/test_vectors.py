"""Published and recomputed vectors of normalisation and aggregation, one a row of vectors.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from pipeline.methods import aggregate, normalise

ROWS = list(csv.DictReader((Path(__file__).parent / "vectors.csv").open(encoding="utf-8")))


def numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


@pytest.mark.parametrize("row", ROWS, ids=[f"{n + 2}-{row['method']}" for n, row in enumerate(ROWS)])
def test_vector(row: dict[str, str]) -> None:
    values, expected = np.array(numbers(row["values"])), numbers(row["expected"])
    if row["weights"]:
        result = getattr(aggregate, row["method"])(
            values, *numbers(row["arguments"]), weights=np.array(numbers(row["weights"]))
        )
    else:
        result = getattr(normalise, row["method"])(values, *numbers(row["arguments"]))
    assert np.atleast_1d(result) == pytest.approx(expected, rel=1e-13, abs=1e-13, nan_ok=True)
