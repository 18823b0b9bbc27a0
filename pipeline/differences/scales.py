"""Figures that are those of before in another unit, or with fewer decimals: cell by cell, NaN where there is no figure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

# Slips of unit: per cent and share, thousands, millions.
POWERS = tuple(10.0**power for power in (-6, -3, -2, -1, 1, 2, 3, 6))
DECIMALS = (0, 1, 2)
_SURE = 10  # units of the last decimal: from there on a rounded figure is that of before by no chance


def times(old: np.ndarray, new: np.ndarray, power: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the new figures are those of before times ``power``, rounded or cut too; and where that is sure of a cell alone."""
    with np.errstate(divide="ignore", invalid="ignore"):
        exact = np.isclose(new / old, power, rtol=1e-6)
    fit, sure = exact, exact
    for decimals, shorter in _shorter(old * power):
        hit = _same(new, shorter)
        fit = fit | hit
        sure = sure | (hit & (np.abs(new) >= _SURE / 10**decimals))
    return fit & (old != 0), sure


def shortened(old: np.ndarray, new: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """For each number of decimals where the new figures are those of before rounded or cut to it."""
    for decimals in DECIMALS:
        hits = [_same(new, shorter) for places, shorter in _shorter(old) if places == decimals]
        yield decimals, np.logical_or.reduce(hits)


def _shorter(values: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    for decimals in DECIMALS:
        scale = 10.0**decimals
        yield decimals, np.round(values, decimals)
        yield decimals, np.floor(values * scale + 0.5) / scale  # half up, as spreadsheets round
        yield decimals, np.trunc(values * scale) / scale


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.isclose(one, other, rtol=1e-12, atol=1e-12)
