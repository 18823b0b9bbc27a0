"""Sobol' points: those of scipy to the last digit; evenly spread; refusals."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods.index.sobol import BITS, MOST, sobol_points


@pytest.mark.parametrize(("count", "dimensions"), [(1, 1), (2, 3), (64, 1), (256, 16), (1024, MOST), (4096, 7)])
@pytest.mark.parametrize("seed", [0, 1, 20260101])
def test_equal_to_scipy_to_the_last_digit(count: int, dimensions: int, seed: int) -> None:
    from scipy.stats import qmc  # which takes a second, and only here

    plain = qmc.Sobol(d=dimensions, scramble=True, seed=seed).random(count)
    assert np.array_equal(sobol_points(count, dimensions, seed), plain)


@pytest.mark.parametrize("seed", range(3))
def test_every_coordinate_has_a_point_in_each_of_its_cells(seed: int) -> None:
    cells = np.sort((sobol_points(256, 10, seed) * 256).astype(int), axis=0)
    assert (cells == np.arange(256)[:, None]).all()


@pytest.mark.parametrize(("count", "dimensions"), [(0, 1), (2**BITS + 1, 1), (4, 0), (4, MOST + 1)])
def test_refusals(count: int, dimensions: int) -> None:
    with pytest.raises(ValueError, match=f"allowed: up to .* in 1 to {MOST}"):
        sobol_points(count, dimensions, 1)
