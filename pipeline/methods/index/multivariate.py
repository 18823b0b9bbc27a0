"""Imputation from the other indicators of the same economy: by row, and by the EM algorithm.

Arrays are (c, n): c indicators over n economies, NaN where missing; an economy without any value stays without.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

TOLERANCE = 1e-9
"""Largest change of a moment, in standard deviations, at which the EM algorithm has converged."""
MOST_ROUNDS = 1_000
_SINGULAR = 1e-10  # smallest share of the largest eigenvalue at which a covariance still has an inverse


def by_row(values: np.ndarray, centre: Callable[..., np.ndarray] = np.nanmean) -> np.ndarray:
    """Missing values become the mean (or ``centre``) of the economy's other values, all on the scale 0-1 of their
    indicator, set back to its unit (COINr ``Impute`` by row, with min-max before and its inverse after).

    Higher is better, or the same way throughout. An indicator without spread lends nothing and gets its one value.

    >>> by_row(np.array([[0.0, 10.0, np.nan], [2.0, 4.0, 3.0]]))[0]
    array([ 0., 10.,  5.])
    """
    low = np.fmin.reduce(values, axis=1, keepdims=True)
    spread = np.fmax.reduce(values, axis=1, keepdims=True) - low
    scaled = (values - low) / np.where(spread > 0, spread, np.nan)
    there = ~np.isnan(scaled).all(axis=0)
    middle = np.full(values.shape[1], np.nan)
    if there.any():
        middle[there] = centre(scaled[:, there], axis=0)
    return np.where(np.isnan(values), low + middle * spread, values)


def by_em(values: np.ndarray) -> np.ndarray:
    """Missing values become their expectation given the economy's other values, under a multivariate normal
    distribution whose mean and covariance are those of maximum likelihood (Dempster, Laird and Rubin 1977; Little and
    Rubin, Statistical Analysis with Missing Data, section 11.2).

    Nothing is drawn, so that the same data give the same values; Amelia, which COINr calls, adds a random residual.
    Raises ValueError where there are no more economies than indicators, or the algorithm does not converge.

    >>> by_em(np.array([[1.0, 2.0, 3.0, np.nan], [2.0, 4.0, 6.0, 8.0]]))[0].round(6)
    array([1., 2., 3., 4.])
    """
    there = ~np.isnan(values).all(axis=0)
    known = ~np.isnan(values).all(axis=1)  # an indicator without any value has no moments
    part = values[np.ix_(known, there)]
    missing = np.isnan(part)
    if not missing.any():
        return np.array(values, dtype=float)
    if part.shape[1] <= len(part):
        raise ValueError(f"{part.shape[1]} economies say nothing of how {len(part)} indicators go together")
    centre = np.nanmean(part, axis=1, keepdims=True)
    scale = np.nanstd(part, axis=1, keepdims=True)
    scale = np.where(scale > 0, scale, 1.0)
    filled = _converged((part - centre) / scale, missing)
    result = np.array(values, dtype=float)
    result[np.ix_(known, there)] = np.where(missing, filled * scale + centre, part)
    return result


def _converged(x: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """Standardised values (c, m) with the expectations of those missing."""
    count = x.shape[1]
    x = np.where(missing, 0.0, x)
    mean, covariance = x.mean(axis=1), np.cov(x, bias=True).reshape(len(x), len(x))
    size = missing.sum(axis=0)
    # Economies that lack as many values are computed together: which (economies, values that they lack).
    groups = [(at, np.argsort(~missing[:, at], axis=0, kind="stable")[:number].T) for number, at in _by_size(size)]
    for _ in range(MOST_ROUNDS):
        values, vectors = np.linalg.eigh(covariance)
        if values[0] > _SINGULAR * values[-1]:
            extra = _expected((vectors / values) @ vectors.T, mean, x, missing, groups)
        else:
            extra = _expected_singular(covariance, mean, x, missing)
        new_mean = x.mean(axis=1)
        centred = x - new_mean[:, None]
        new = (centred @ centred.T + extra) / count
        change = max(np.abs(new_mean - mean).max(), np.abs(new - covariance).max())
        mean, covariance = new_mean, new
        if change < TOLERANCE:
            return x
    raise ValueError(f"the EM algorithm has not converged in {MOST_ROUNDS} rounds")


def _by_size(size: np.ndarray) -> list[tuple[int, np.ndarray]]:
    return [(int(number), np.flatnonzero(size == number)) for number in np.unique(size) if number]


def _expected(
    precision: np.ndarray,
    mean: np.ndarray,
    x: np.ndarray,
    missing: np.ndarray,
    groups: list[tuple[np.ndarray, np.ndarray]],
) -> np.ndarray:
    """Put expectations into ``x``; gives the sum (c, c) of the covariances that remain, from the inverse covariance: of
    those missing m given the others o, the covariance is the inverse of K_mm, and the mean μ_m − K_mm⁻¹ K_mo (x_o − μ_o).
    """
    extra = np.zeros_like(precision)
    pull = precision @ np.where(missing, 0.0, x - mean[:, None])
    for at, which in groups:
        rows, columns = which[:, :, None], which[:, None, :]
        remaining = np.linalg.inv(precision[rows, columns])
        x[which, at[:, None]] = mean[which] - (remaining @ pull[which, at[:, None]][:, :, None])[:, :, 0]
        np.add.at(extra, (rows, columns), remaining)
    return extra


def _expected_singular(covariance: np.ndarray, mean: np.ndarray, x: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """The same where siblings are multiples of one another, by pseudo-inverses of what is there."""
    extra = np.zeros_like(covariance)
    for i in np.flatnonzero(missing.any(axis=0)):
        gone, here = missing[:, i], ~missing[:, i]
        slope = covariance[np.ix_(gone, here)] @ np.linalg.pinv(covariance[np.ix_(here, here)], hermitian=True)
        x[gone, i] = mean[gone] + slope @ (x[here, i] - mean[here])
        extra[np.ix_(gone, gone)] += covariance[np.ix_(gone, gone)] - slope @ covariance[np.ix_(here, gone)]
    return extra
