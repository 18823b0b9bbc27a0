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
    CLOSED_THEN_LEVEL = "closed-then-level"
    OPENED_THEN_LEVEL = "opened-then-level"
    TURNED = "turned"  # was wider inside the period than at both ends
    REOPENED = "reopened"  # was narrower inside the period than at both ends
    CROSSED = "crossed"  # who was behind is ahead
    SWAPPED = "swapped"  # who was and is ahead was behind in between
    SWUNG = "swung"  # opened and closed more than once: no direction is claimed
    UNCHANGED = "unchanged"


class Mover(StrEnum):
    """By whose movement a distance changed."""

    CATCHING_UP = "catching-up"  # the one behind rose
    RETREAT = "retreat"  # the one ahead fell
    PULLING_AWAY = "pulling-away"  # the one ahead rose
    FALLING_BEHIND = "falling-behind"  # the one behind fell
    NONE = "none"


NARROWER = (Course.CLOSED, Course.CLOSED_THEN_LEVEL, Course.MET)
WIDER = (Course.OPENED, Course.OPENED_THEN_LEVEL)
OPPOSITES = (*((one, other) for one in NARROWER for other in WIDER), (Course.TURNED, Course.REOPENED))
# Outcomes that say what a statement says, and more.
STRONGER = (
    (Course.CLOSED, Course.MET), (Course.CLOSED, Course.CLOSED_THEN_LEVEL), (Course.OPENED, Course.OPENED_THEN_LEVEL),
)  # fmt: skip
SHAPES = {
    paths.Shape.ROSE: Course.OPENED, paths.Shape.ROSE_THEN_LEVEL: Course.OPENED_THEN_LEVEL, paths.Shape.FELL: Course.CLOSED,
    paths.Shape.FELL_THEN_LEVEL: Course.CLOSED_THEN_LEVEL, paths.Shape.PEAKED: Course.TURNED,
    paths.Shape.RECOVERED: Course.REOPENED, paths.Shape.SWUNG: Course.SWUNG, paths.Shape.LEVEL: Course.UNCHANGED,
}  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """A distance ``ahead − behind`` with its course.

    ``turn`` is the year in which it was widest (TURNED) or narrowest (REOPENED), from which it is level (…_THEN_LEVEL), in
    which the lead of who came from behind was widest, where it has shrunk since (CROSSED), or in which who is ahead was
    farthest behind (SWAPPED); ``extreme`` is the distance then; both are None for any other course. ``start`` is below zero
    where the two have changed places (CROSSED). ``since`` is the first year from which who is ahead has been so (CROSSED,
    SWAPPED), ``behind`` the first and the last year of the time in which it was farthest behind (SWAPPED).
    """

    says: Course
    mover: Mover
    first: int
    last: int
    start: float
    end: float
    turn: int | None
    extreme: float | None
    since: int | None = None
    behind: tuple[int, int] | None = None


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
    level = says in (Course.CLOSED_THEN_LEVEL, Course.OPENED_THEN_LEVEL)
    rises = (both.loc[turn] if level else both.iloc[-1]) - both.iloc[
        0
    ]  # who moved it, over the years in which it moved
    not_ahead = np.flatnonzero(shown <= 0) if says in (Course.CROSSED, Course.SWAPPED) else np.array([], dtype=int)
    return Gap(
        says,
        _mover(says, float(rises["ahead"]), float(rises["behind"])),
        years[0],
        years[-1],
        float(distance.iloc[0]),
        float(distance.iloc[-1]),
        turn,
        None if turn is None else float(distance[turn]),
        years[int(not_ahead[-1]) + 1] if len(not_ahead) else None,
        _behind(shown, years) if says is Course.SWAPPED else None,
    )


def _both(ahead: pd.Series, behind: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"ahead": ahead, "behind": behind}).dropna().sort_index()


def _course(shown: np.ndarray, years: list[int]) -> tuple[Course, int | None]:
    """The course of printed distances, and the year of its turn."""
    if shown[0] < 0 < shown[-1]:
        return Course.CROSSED, _shrunk(shown, years)
    if shown.min() <= -paths.DIGITS and shown[-1] > 0:
        return Course.SWAPPED, years[int(shown.argmin())]
    if (shown < 0).any():  # by no more than rounding, or level in the end
        return Course.SWUNG, None
    if shown[-1] == 0 < shown[0]:
        return Course.MET, None
    says, turn = paths.shape(shown, years)
    return SHAPES[says], turn


def _behind(shown: np.ndarray, years: list[int]) -> tuple[int, int]:
    """The first and the last of the years around that of the lowest distance in which it is below zero."""
    first = last = int(shown.argmin())
    while shown[first - 1] < 0:
        first -= 1
    while shown[last + 1] < 0:
        last += 1
    return years[first], years[last]


def _shrunk(shown: np.ndarray, years: list[int]) -> int | None:
    """The year in which the lead of who came from behind was widest, where it has shrunk by a turn since."""
    since = int(np.flatnonzero(shown <= 0)[-1]) + 1
    place = since + int(shown[since:].argmax())
    return years[place] if paths.turned_back(shown, place) else None


def _mover(says: Course, ahead: float, behind: float) -> Mover:
    """Whose movement was the larger in the direction that the distance took."""
    if says in NARROWER:
        return Mover.CATCHING_UP if behind > 0 and behind >= -ahead else Mover.RETREAT
    if says in WIDER:
        return Mover.PULLING_AWAY if ahead > 0 and ahead >= -behind else Mover.FALLING_BEHIND
    return Mover.NONE
