"""Means of complete values, of many draws at once, without an array of all of them: the same to the last bit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.methods.index.score import Rule


def quick_mean(values: Sequence[np.ndarray], mass: Sequence[np.ndarray], rule: Rule) -> np.ndarray | None:
    """Weighted arithmetic or geometric mean (draws, n) of children, each (draws, n) with weights (draws,).

    What ``score.node_scores`` gives; None where it must be asked: for other means, where a value is missing or a floor is needed
    and not set, and where a draw gives no weight to any child.

    >>> rule = Rule("arithmetic", float("nan"), float("nan"), 0.5, None)
    >>> quick_mean([np.array([[1.0]]), np.array([[4.0]])], [np.array([1.0]), np.array([2.0])], rule)
    array([[3.]])
    """
    geometric = rule.method == "geometric"
    if not (geometric and rule.floor > 0) and rule.method != "arithmetic":
        return None
    result = np.zeros(values[0].shape)
    total = np.zeros(len(mass[0]))
    part = np.empty_like(result)
    for value, weight in zip(values, mass, strict=True):
        if geometric:
            np.log(np.maximum(value, rule.floor, out=part), out=part)
        np.multiply(part if geometric else value, weight[:, None], out=part)
        result += part
        total += weight
    if np.isnan(result).any() or not (total > 0).all():
        return None
    result /= total[:, None]
    return np.exp(result, out=result) if geometric else result
