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
    result, part = np.zeros(values[0].shape), np.empty(values[0].shape)
    total, used, gone = np.zeros((len(result), 1)), np.zeros((len(result), 1)), np.zeros((1, 1))
    for value, weights in zip(values, mass, strict=True):
        weight = weights[:, None]
        if geometric:
            np.log(np.maximum(value, rule.floor, out=part), out=part)
        np.multiply(part if geometric else value, weight, out=part)
        counts = weight > 0
        used = used + counts
        missing = np.isnan(value)
        if missing.any():
            np.copyto(part, 0.0, where=missing)
            total = total + np.where(missing, 0.0, weight)
            gone = gone + (missing & counts)
        else:
            total = total + weight
        result += part
    with np.errstate(invalid="ignore", divide="ignore"):
        result = np.where((total > 0) & ((used - gone) / np.maximum(used, 1) >= rule.share), result / total, np.nan)
    return np.exp(result, out=result) if geometric else result
