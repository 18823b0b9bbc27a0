"""Change over a whole path: a rise, a fall, a turn, a plateau - never only the two ends.

A movement is what is left at the printed rounding; a turn counts where it is a tenth of the range of the path, and
more than one last digit, which rounding alone can move.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pipeline.findings.claims.printed import units

TURN = 0.1  # share of the range of a path that a move against its direction must reach to be a turn
DIGITS = 2  # last printed digits that a turn must reach
PLATEAU = 3  # years at the end within the size of a turn that make a plateau
SPAN = 8  # observations that a path needs before a part of it is called a plateau
SMALL = 1 / 4  # part of the range of a path that a turn on the way to its one peak or trough, or from it, may reach
LONG = 1 / 3  # part of the years of a path that a plateau with turns in it must last
POINTS = 2  # turns inside a path without a direction that a sentence tells


class Shape(StrEnum):
    """What a path did between its first and its last observation."""

    ROSE = "rose"
    FELL = "fell"
    PEAKED = "peaked"  # rose and has fallen since by more than a turn
    RECOVERED = "recovered"  # fell and has risen since by more than a turn
    ROSE_THEN_LEVEL = "rose-then-level"
    FELL_THEN_LEVEL = "fell-then-level"
    SWUNG = "swung"  # more than one turn, and neither a rise, a fall nor one peak or trough: no direction is claimed
    LEVEL = "level"


# Outcomes of which one denies the other.
OPPOSITES = (
    (Shape.ROSE, Shape.FELL), (Shape.ROSE, Shape.FELL_THEN_LEVEL), (Shape.ROSE_THEN_LEVEL, Shape.FELL),
    (Shape.ROSE_THEN_LEVEL, Shape.FELL_THEN_LEVEL), (Shape.PEAKED, Shape.RECOVERED),
)  # fmt: skip


# Shapes with one direction, up (1) and down (-1).
DIRECTED = {1: (Shape.ROSE, Shape.ROSE_THEN_LEVEL), -1: (Shape.FELL, Shape.FELL_THEN_LEVEL)}


@dataclass(frozen=True)
class Path:
    """A path with the years and values that a sentence about it needs.

    ``turn`` is the year of the peak (PEAKED), of the trough (RECOVERED) or from which it is level (…_THEN_LEVEL); ``steady``
    says that no step went against the direction at the printed rounding; ``record`` that the last value is above all
    before it; ``missing`` lists the years inside the path without an observation.
    """

    says: Shape
    first: int
    last: int
    start: float
    end: float
    turn: int | None
    steady: bool
    record: bool
    missing: tuple[int, ...]


class Height(StrEnum):
    """How the last value of a path stands to the highest before it, at the printed rounding."""

    RECORD = "record"  # above all before it
    AGAIN = "again"  # as high as the highest before it
    BELOW = "below"  # below one inside the path, which was above the first
    NEVER = "never"  # the first value has not been reached again


@dataclass(frozen=True)
class Top:
    """The highest value of a path and the years that share it at the printed rounding, the last year not among them."""

    says: Height
    years: tuple[int, ...]
    value: float


def top(values: pd.Series, decimals: int) -> Top:
    """Where the last value of a series (value by year) stands to the highest before it.

    For RECORD and AGAIN ``value`` is the last one. Raises ValueError where fewer than two years have a value.
    """
    known = values.dropna().sort_index()
    if len(known) < 2:
        raise ValueError("a highest value needs values in two years")
    shown = units(known, decimals)
    highest = int(shown[:-1].max())
    years = tuple(int(year) for year in known.index[:-1][shown[:-1] == highest])
    if shown[-1] >= highest:
        return Top(Height.RECORD if shown[-1] > highest else Height.AGAIN, years, float(known.iloc[-1]))
    return Top(Height.NEVER if years == (int(known.index[0]),) else Height.BELOW, years, float(known[years[0]]))


def path(values: pd.Series, decimals: int) -> Path:
    """What a series (value by year) did, at the printed rounding of its values.

    Raises ValueError where fewer than two years have a value.
    """
    known = values.dropna().sort_index()
    if len(known) < 2:
        raise ValueError("a change needs values in two years")
    years = [int(year) for year in known.index]
    exact = known.to_numpy(dtype=float)
    shown = units(exact, decimals)
    says, turn = shape(shown, years)
    steps = np.diff(shown)
    steady = bool((steps >= 0).all() or (steps <= 0).all())
    record = bool(shown[-1] > shown[:-1].max())
    missing = tuple(sorted(set(range(years[0], years[-1] + 1)) - set(years)))
    return Path(says, years[0], years[-1], float(exact[0]), float(exact[-1]), turn, steady, record, missing)


def shape(shown: np.ndarray, years: list[int]) -> tuple[Shape, int | None]:
    """The shape of a path of printed values (see ``printed.units``), and the year of its turn."""
    threshold = _threshold(shown)
    turns = _turning_points(shown, threshold)
    if len(turns) > 1:
        return _throughout(shown, years, threshold)
    if turns:
        place = turns[0]
        return (Shape.PEAKED if shown[place] > shown[-1] else Shape.RECOVERED), years[place]
    if shown[-1] == shown[0]:
        return Shape.LEVEL, None
    rising = shown[-1] > shown[0]
    since = _level_since(shown, years, threshold)
    if since is not None:
        return (Shape.ROSE_THEN_LEVEL if rising else Shape.FELL_THEN_LEVEL), since
    return (Shape.ROSE if rising else Shape.FELL), None


def _threshold(shown: np.ndarray) -> float:
    """What a move against the direction of a path must reach to be a turn."""
    return float(max(round(TURN * float(shown.max() - shown.min()), 9), DIGITS))


def turned_back(shown: np.ndarray, place: int) -> bool:
    """Whether a path of printed values has fallen by a turn since one of its places."""
    return bool(shown[place] - shown[-1] >= _threshold(shown))


def points(values: pd.Series, decimals: int) -> tuple[int, ...]:
    """The years that tell a path without a direction: its ends and its largest turns, at most ``POINTS``.

    Where no turn is larger than others they are its highest and its lowest year.
    """
    known = values.dropna().sort_index()
    shown = units(known, decimals)
    limit = _threshold(shown)
    turns = _turning_points(shown, limit)
    while len(turns) > POINTS:
        limit *= 1.1
        turns = _turning_points(shown, limit)
    places = {0, len(shown) - 1, *(turns or (int(shown.argmax()), int(shown.argmin())))}
    return tuple(int(known.index[place]) for place in sorted(places))


def _throughout(shown: np.ndarray, years: list[int], threshold: float) -> tuple[Shape, int | None]:
    """The shape of a path with several turns, and the year of its own: a rise or a fall that ends in a plateau, a rise or
    fall in spite of them, one peak or trough between a rise and a fall in spite of them, or none."""
    place = _long_plateau(shown, years, threshold)
    if place is not None:
        before, rising = _directed(shown[: place + 1]), bool(shown[-1] > shown[0])
        if before is (Shape.ROSE if rising else Shape.FELL) and shown[-1] != shown[0]:
            return (Shape.ROSE_THEN_LEVEL if rising else Shape.FELL_THEN_LEVEL), years[place]
    says = _directed(shown)
    if says is not None:
        return says, None
    peak, trough = _peak(shown, threshold), _peak(-shown, threshold)
    if (peak is None) == (trough is None):
        return Shape.SWUNG, None
    return (Shape.PEAKED, years[peak]) if peak is not None else (Shape.RECOVERED, years[trough])  # type: ignore[index]


def _directed(shown: np.ndarray) -> Shape | None:
    """A rise or fall in spite of turns: from about the lowest value to about the highest, or the reverse, and no turn of
    more than half of the range. Noise is neither."""
    size = int(shown.max() - shown.min())
    low, high = shown.min() + TURN * size, shown.max() - TURN * size
    back = {Shape.ROSE: np.maximum.accumulate(shown) - shown, Shape.FELL: shown - np.minimum.accumulate(shown)}
    if shown[0] <= low and shown[-1] >= high and 2 * back[Shape.ROSE].max() <= size:
        return Shape.ROSE
    if shown[0] >= high and shown[-1] <= low and 2 * back[Shape.FELL].max() <= size:
        return Shape.FELL
    return None


def _peak(shown: np.ndarray, threshold: float) -> int | None:
    """The place of a peak that a path rose to and has fallen from since, in spite of smaller turns on either side.

    A path that ends in a turn back is not one that "has fallen since", nor one that begins with a turn one that "rose".
    """
    top = int(shown.max())
    first, last = (int(place) for place in np.flatnonzero(shown == top)[[0, -1]])
    if top - max(shown[0], shown[-1]) < threshold:
        return None
    rise, fall = shown[: first + 1], shown[last:]
    if max(shown[-1] - fall.min(), shown[0] - rise.min()) >= threshold:
        return None
    back = (np.maximum.accumulate(rise) - rise).max(), (fall - np.minimum.accumulate(fall)).max()
    return first if max(*back, top - int(shown[first : last + 1].min())) <= SMALL * (top - int(shown.min())) else None


def _long_plateau(shown: np.ndarray, years: list[int], threshold: float) -> int | None:
    """The place from which a path has stayed within a turn of its end for a long part of its years, though with turns of
    about that size; where it first came to about its end."""
    if len(shown) < SPAN:
        return None
    inside = np.abs(shown - shown[-1]) <= threshold
    since = 0 if inside.all() else len(shown) - int(np.argmax(~inside[::-1]))
    near = np.abs(shown - shown[-1]) <= threshold / 2
    place = since + int(np.argmax(near[since:]))
    return place if since > 0 and years[-1] - years[place] >= max(PLATEAU, LONG * (years[-1] - years[0])) else None


def _turning_points(shown: np.ndarray, threshold: float) -> list[int]:
    """Places at which a path turns: extremes from which it has moved back by the threshold, on both sides."""
    turns: list[int] = []
    highest = lowest = 0
    direction = 0
    for place in range(1, len(shown)):
        if direction >= 0 and shown[place] > shown[highest]:
            highest = place
        if direction <= 0 and shown[place] < shown[lowest]:
            lowest = place
        if direction == 0:
            if shown[place] - shown[lowest] >= threshold:
                direction, highest = 1, place
            elif shown[highest] - shown[place] >= threshold:
                direction, lowest = -1, place
        elif direction > 0 and shown[highest] - shown[place] >= threshold:
            turns.append(highest)
            direction, lowest = -1, place
        elif direction < 0 and shown[place] - shown[lowest] >= threshold:
            turns.append(lowest)
            direction, highest = 1, place
    return turns


def _level_since(shown: np.ndarray, years: list[int], threshold: float) -> int | None:
    """The year from which a path has stayed within half a turn of its end, where that is a plateau and it moved before."""
    if len(shown) < SPAN:
        return None
    inside = np.abs(shown - shown[-1]) <= threshold / 2
    place = len(shown) - 1 - int(np.argmax(~inside[::-1])) + 1 if not inside.all() else 0
    return years[place] if 0 < place < len(shown) - 1 and years[-1] - years[place] >= PLATEAU else None
