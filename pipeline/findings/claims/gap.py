"""Gaps: the signed distance of two series, whether it opened or closed, and by whose movement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.findings.claims.path import TURN


class Course(StrEnum):
    """What became of a distance."""

    CLOSED = "closed"
    OPENED = "opened"
    TURNED = "turned"  # was wider inside the period than at both ends
    CROSSED = "crossed"  # who was ahead is behind
    UNCHANGED = "unchanged"


class Mover(StrEnum):
    """By whose movement a distance changed."""

    CATCHING_UP = "catching-up"  # the one behind rose
    RETREAT = "retreat"  # the one ahead fell
    PULLING_AWAY = "pulling-away"  # the one ahead rose
    FALLING_BEHIND = "falling-behind"  # the one behind fell
    NONE = "none"


OPPOSITES = ((Course.CLOSED, Course.OPENED),)


@dataclass(frozen=True)
class Gap:
    """A distance ``ahead − behind`` with its course; ``widest`` is the year of the widest distance (TURNED)."""

    says: Course
    mover: Mover
    first: int
    last: int
    start: float
    end: float
    widest: int | None
    peak: float | None


def gap(ahead: pd.Series, behind: pd.Series, decimals: int) -> Gap:
    """The course of ``ahead − behind`` over the years (index) in which both have a value, at the printed rounding.

    ``ahead`` is the series that is ahead, or equal, in the last year. Raises ValueError where fewer than two years can
    be compared, or ``ahead`` is behind in the last.
    """
    both = pd.DataFrame({"ahead": ahead, "behind": behind}).dropna().sort_index()
    if len(both) < 2:
        raise ValueError("a distance over time needs both values in two years")
    distance = both["ahead"] - both["behind"]
    if distance.iloc[-1] < 0:
        raise ValueError("the first series is behind in the last year")
    shown = np.round(distance.to_numpy(dtype=float), decimals)
    years = [int(year) for year in both.index]
    start, end = float(distance.iloc[0]), float(distance.iloc[-1])
    widest = int(np.argmax(shown))
    says = _course(shown, widest)
    rises = both.iloc[-1] - both.iloc[0]
    turned = says is Course.TURNED
    return Gap(
        says,
        _mover(says, float(rises["ahead"]), float(rises["behind"])),
        years[0],
        years[-1],
        start,
        end,
        years[widest] if turned else None,
        float(distance.iloc[widest]) if turned else None,
    )


def _course(shown: np.ndarray, widest: int) -> Course:
    """The course of printed distances."""
    if shown[0] < 0 < shown[-1]:
        return Course.CROSSED
    threshold = TURN * max(float(shown.max() - shown.min()), 0.0)
    wider = min(shown[widest] - shown[0], shown[widest] - shown[-1])
    if wider > 0 and wider >= threshold:
        return Course.TURNED
    if abs(shown[-1]) == abs(shown[0]):
        return Course.UNCHANGED
    return Course.CLOSED if abs(shown[-1]) < abs(shown[0]) else Course.OPENED


def _mover(says: Course, ahead: float, behind: float) -> Mover:
    """Whose movement was the larger in the direction that the distance took."""
    if says is Course.CLOSED:
        return Mover.CATCHING_UP if behind > 0 and behind >= -ahead else Mover.RETREAT
    if says is Course.OPENED:
        return Mover.PULLING_AWAY if ahead > 0 and ahead >= -behind else Mover.FALLING_BEHIND
    return Mover.NONE
