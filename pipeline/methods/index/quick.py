"""Arithmetic and geometric means of many draws at once, without an array of all children: the same to the last bit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.methods.index.score import Rule


def quick_mean(values: Sequence[np.ndarray], mass: Sequence[np.ndarray], rule: Rule) -> np.ndarray | None:
    """Weighted arithmetic or geometric mean (draws, n) of children, each (draws, n) with weights (draws,).

    What ``score.node_scores`` gives, missing values and the least share of children included; None where it must be
    asked: for other means, a geometric one without a floor, and where missing scores are taken from regions.

    >>> rule = Rule("arithmetic", float("nan"), float("nan"), 0.5, None)
    >>> quick_mean([np.array([[1.0, np.nan]]), np.array([[4.0, 4.0]])], [np.array([1.0]), np.array([2.0])], rule)
    array([[3., 4.]])
    """
    geometric = rule.method == "geometric"
    if rule.regions or (not (geometric and rule.floor > 0) and rule.method != "arithmetic"):
        return None
    total = np.zeros((len(values[0]), 1))
    for weights in mass:
        total = total + weights[:, None]
    used = (np.stack(mass) > 0).sum(axis=0)[:, None]
    result = _sum(values, mass, rule.floor if geometric else None)
    gone: np.ndarray | float = 0.0
    if np.isnan(result).any():
        result, total, gone = _sum_of_known(values, mass, rule.floor if geometric else None)
    with np.errstate(invalid="ignore", divide="ignore"):
        enough = (total > 0) & ((used - gone) / np.maximum(used, 1) >= rule.share)
        result = np.where(enough, result / total, np.nan)
    return np.exp(result, out=result) if geometric else result


def _sum(values: Sequence[np.ndarray], mass: Sequence[np.ndarray], floor: float | None) -> np.ndarray:
    """Weighted sum (draws, n) of children, of their logarithms where there is a floor."""
    result, part = np.zeros(values[0].shape), np.empty(values[0].shape)
    for value, weights in zip(values, mass, strict=True):
        result += _weighted(value, weights, floor, part)
    return result


def _sum_of_known(
    values: Sequence[np.ndarray], mass: Sequence[np.ndarray], floor: float | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sum of the children that are there, that of their weights, and how many with a weight are not."""
    result, part = np.zeros(values[0].shape), np.empty(values[0].shape)
    total, gone = np.zeros((len(result), 1)), np.zeros((1, 1))
    for value, weights in zip(values, mass, strict=True):
        weight = weights[:, None]
        _weighted(value, weights, floor, part)
        missing = np.isnan(value)
        if missing.any():
            np.copyto(part, 0.0, where=missing)
            total = total + np.where(missing, 0.0, weight)
            gone = gone + (missing & (weight > 0))
        else:
            total = total + weight
        result += part
    return result, total, gone


def _weighted(value: np.ndarray, weights: np.ndarray, floor: float | None, part: np.ndarray) -> np.ndarray:
    """A child, or its logarithm, times its weights, made in ``part``."""
    if floor is not None:
        value = np.log(np.maximum(value, floor, out=part), out=part)
    return np.multiply(value, weights[:, None], out=part)
