"""Gaps: the signed distance of two series, what became of it over the whole path, and by whose movement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.findings.claims import path as paths
from pipeline.findings.claims.printed import unit_of, units
from pipeline.findings.claims.trials import Contrary


class Course(StrEnum):
    """What became of a distance."""

    CLOSED = "closed"
    MET = "met"  # there was one, and none is left
    OPENED = "opened"
    TURNED = "turned"  # was wider inside the period than at both ends
    REOPENED = "reopened"  # was narrower inside the period than at both ends
    CROSSED = "crossed"  # who was behind is ahead
    SWUNG = "swung"  # opened and closed more than once: no direction is claimed
    UNCHANGED = "unchanged"


class Mover(StrEnum):
    """By whose movement a distance changed."""

    CATCHING_UP = "catching-up"  # the one behind rose
    RETREAT = "retreat"  # the one ahead fell
    PULLING_AWAY = "pulling-away"  # the one ahead rose
    FALLING_BEHIND = "falling-behind"  # the one behind fell
    NONE = "none"


OPPOSITES = (
    (Course.CLOSED, Course.OPENED), (Course.MET, Course.OPENED), (Course.TURNED, Course.REOPENED),
)  # fmt: skip
SHAPES = {
    paths.Shape.ROSE: Course.OPENED, paths.Shape.ROSE_THEN_LEVEL: Course.OPENED, paths.Shape.FELL: Course.CLOSED,
    paths.Shape.FELL_THEN_LEVEL: Course.CLOSED, paths.Shape.PEAKED: Course.TURNED,
    paths.Shape.RECOVERED: Course.REOPENED, paths.Shape.SWUNG: Course.SWUNG, paths.Shape.LEVEL: Course.UNCHANGED,
}  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """A distance ``ahead − behind`` with its course.

    ``turn`` is the year in which it was widest (TURNED) or narrowest (REOPENED), ``extreme`` the distance then; both are
    None for any other course. ``start`` is below zero where the two have changed places (CROSSED).
    """

    says: Course
    mover: Mover
    first: int
    last: int
    start: float
    end: float
    turn: int | None
    extreme: float | None


def in_order(one: pd.Series, other: pd.Series, decimals: int) -> bool:
    """Whether the first of two series (value by year) is ahead in the last year that both have.

    Where the two print alike in that year, the one that was ahead in the first year counts as ahead. Raises ValueError
    where no year has both.
    """
    both = _both(one, other)
    if both.empty:
        raise ValueError("no year has both values")
    ends = [unit_of(row["ahead"] - row["behind"], decimals) for row in (both.iloc[-1], both.iloc[0])]
    return (ends[0] or ends[1]) >= 0


def gap(ahead: pd.Series, behind: pd.Series, decimals: int) -> Gap:
    """The course of ``ahead − behind`` over the years (index) in which both have a value, at the printed rounding.

    The words follow the sizes of the distance over the whole path (``path.shape``). ``ahead`` is the series that is ahead
    in the last year (see ``in_order``). Raises ValueError where fewer than two years can be compared, and Contrary (a
    ValueError) where it is the other way round.
    """
    both = _both(ahead, behind)
    if len(both) < 2:
        raise ValueError("a distance over time needs both values in two years")
    if not in_order(ahead, behind, decimals):
        raise Contrary("the first series is behind in the last year")
    distance = both["ahead"] - both["behind"]
    shown = units(distance, decimals)
    years = [int(year) for year in both.index]
    says, turn = _course(shown, years)
    rises = both.iloc[-1] - both.iloc[0]
    return Gap(
        says,
        _mover(says, float(rises["ahead"]), float(rises["behind"])),
        years[0],
        years[-1],
        float(distance.iloc[0]),
        float(distance.iloc[-1]),
        turn,
        None if turn is None else float(distance[turn]),
    )


def _both(ahead: pd.Series, behind: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"ahead": ahead, "behind": behind}).dropna().sort_index()


def _course(shown: np.ndarray, years: list[int]) -> tuple[Course, int | None]:
    """The course of printed distances, and the year of its turn."""
    if shown[0] < 0 < shown[-1]:
        return Course.CROSSED, None
    if (shown < 0).any():  # the two changed places in between, and back
        return Course.SWUNG, None
    if shown[-1] == 0 < shown[0]:
        return Course.MET, None
    says, turn = paths.shape(shown, years)
    course = SHAPES[says]
    return course, turn if course in (Course.TURNED, Course.REOPENED) else None


def _mover(says: Course, ahead: float, behind: float) -> Mover:
    """Whose movement was the larger in the direction that the distance took."""
    if says in (Course.CLOSED, Course.MET):
        return Mover.CATCHING_UP if behind > 0 and behind >= -ahead else Mover.RETREAT
    if says is Course.OPENED:
        return Mover.PULLING_AWAY if ahead > 0 and ahead >= -behind else Mover.FALLING_BEHIND
    return Mover.NONE
