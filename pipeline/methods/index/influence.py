"""Weights with which the elements below a node have wished shares of influence on it (Becker, Saisana, Paruolo and
Vandecasteele, Weights and importance in composite indicators, Ecological Indicators 80, 2017; COINr ``get_opt_weights``).

Influence is the correlation of an element with its node, or the square of it, over the economies that have both; shares
of it add up to 1 among the elements. A weight is not an influence: elements that go together carry one another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipeline.methods.index.correlation import pearson

TOLERANCE = 1e-9
"""Largest distance between a share of influence and the wished one at which the weights are found."""
_MOST_ROUNDS = 200
_GAIN = 1e-4  # below this share of its square the distance no longer shrinks
_STEP = 1e-6  # of the differences, in logarithms of weights
_LEAST = 1e-6  # the smallest weight, so that its logarithm exists


@dataclass(frozen=True)
class Optimised:
    """Weights (c,) that add up to 1, the shares of influence (c,) reached with them, and whether these are the wished ones."""

    weights: np.ndarray
    shares: np.ndarray
    found: bool


def influence(values: np.ndarray, score: np.ndarray, squared: bool = False) -> np.ndarray:
    """Shares (c,) of the influence of elements (c, n) on the score (n,) made of them; NaN without spread.

    An element that goes against the score has a negative share, where it is not squared.

    >>> influence(np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]), np.array([1.0, 2.0, 3.0]))
    array([0.5, 0.5])
    """
    found, _ = pearson(values, score)
    if squared:
        found = found**2
    total = found.sum()
    return found / total if total > 0 else np.full(len(found), np.nan)


def optimised_weights(
    values: np.ndarray, score_of: Callable[[np.ndarray], np.ndarray], wished: np.ndarray, squared: bool = False
) -> Optimised:
    """Weights of elements (c, n) whose influence on the score has the shares ``wished`` (c,), above zero.

    ``score_of`` gives the score (n,) for weights (c,). Starts from the weights that are right for an arithmetic mean of
    complete data (they solve covariance × weights ∝ deviations × correlations wished), and goes on by Gauss-Newton
    steps on the logarithms of the weights, each halved until it comes nearer. Deterministic. Where no weights above
    zero have the wished shares, the nearest found come back, with ``found`` False. Raises ValueError where an element
    is constant or has fewer than three values.
    """
    wished = wished / wished.sum()
    weights = _start(values, np.sqrt(wished) if squared else wished)

    def off(logs: np.ndarray) -> np.ndarray:
        mass = np.exp(logs - logs.max())
        return influence(values, score_of(mass / mass.sum()), squared) - wished

    logs = np.log(weights)
    distance = off(logs)
    for _ in range(_MOST_ROUNDS):
        if np.abs(distance).max() <= TOLERANCE:
            break
        jacobian = np.stack([(off(logs + _STEP * unit) - distance) / _STEP for unit in np.eye(len(logs))], axis=1)
        step = -np.linalg.lstsq(jacobian, distance, rcond=1e-10)[0]
        step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-300))  # a weight changes by a factor of e² at most
        shorter = next(
            (
                (candidate, there)
                for share in 0.5 ** np.arange(30)
                if (there := off(candidate := np.maximum(logs + share * step, logs.max() + np.log(_LEAST)))) is not None
                and there @ there < distance @ distance
            ),
            None,
        )
        if shorter is None:
            break
        stuck = shorter[1] @ shorter[1] > (1 - _GAIN) * (distance @ distance)
        logs, distance = shorter
        if stuck:
            break
    mass = np.exp(logs - logs.max())
    return Optimised(mass / mass.sum(), distance + wished, bool(np.abs(distance).max() <= TOLERANCE))


def _start(values: np.ndarray, wished: np.ndarray) -> np.ndarray:
    known = [row[~np.isnan(row)] for row in values]
    if any(len(row) < 3 or row.min() == row.max() for row in known):
        raise ValueError("influence needs three values of each element, not all the same")
    complete = values[:, ~np.isnan(values).any(axis=0)]
    if complete.shape[1] > len(values) and not np.any(np.ptp(complete, axis=1) == 0):
        covariance = np.cov(complete)
        found = np.linalg.lstsq(covariance, np.sqrt(np.diag(covariance)) * wished, rcond=None)[0]
        if (found > 0).all():
            return np.maximum(found / found.sum(), _LEAST)
    return np.full(len(values), 1 / len(values))
