"""Values against their own series and against the other economies: jumps, and slips of unit or scale.

Both rules warn; neither says that a value is wrong. They are set so that real data of good quality raise few warnings.

Jump. Steps are differences, as a share of the indicator's range where it is bounded or takes negative values, of natural
logarithms otherwise, divided by the square root of the years between; the median step of the year over all economies is
taken off (a common shock is no jump). What is usual for the indicator is the 98th percentile of all such steps (the 90th
where there are fewer than ``MANY``, so that the jump itself does not decide); where that is zero nothing is usual. A step
is a jump where it is ``STEP_FACTOR`` times the usual one and ``OWN_FACTOR`` times the median absolute deviation (scaled
by 1.4826) of its own series, and more than ``LEAST_SHARE`` of the range, or ``LEAST_LOG`` in logarithms. A spike is a
value that stands out on both sides and lies that far (``SPIKE_FACTOR`` times the 98th percentile of such distances) from
the line between its neighbours. A note with OBS_STATUS B or D silences both.

Slip. A value that is a power of ten (100, 1000 or a million) off both neighbours, in a series that moves slowly
(``SLOW``: median step in decimal logarithms). A year is off where that holds for most economies at once.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Set
from dataclasses import dataclass

import numpy as np

from pipeline.problems import Problem
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.codes import problem
from pipeline.sheets.wide import Wide

STEP_FACTOR, SPIKE_FACTOR, OWN_FACTOR = 3.5, 4.0, 10.0
LEAST_SHARE, LEAST_LOG = 0.10, float(np.log(1.5))
LEAST_STEPS = 5
SHARE, SHARE_OF_FEW, MANY = 0.98, 0.90, 300
MAD = 1.4826
POWERS = np.array([2.0, 3.0, 6.0])
SLOW, NEAR_POWER, NEAR_NEIGHBOURS = 0.12, 0.15, 0.30
SLOW_AT_END, NEAR_AT_END = 0.06, 0.10
LEAST_ECONOMIES = 5
_BREAKS = ("B", "D")
CODES = ("sheet-scale-slip", "sheet-scale-slip-year", "sheet-jump")


def check(book: IndicatorBook) -> Iterator[Problem]:
    """Jumps and slips of every data sheet of one workbook."""
    breaks = _breaks(book)
    for code, wide in book.wides.items():
        if wide.values.shape[1] >= 3 and np.isfinite(wide.values).sum() > LEAST_STEPS:
            yield from _judge(_Series(wide), breaks.get(code, set()))


@dataclass(frozen=True)
class Neighbours:
    """For each cell of areas × years the columns of the observations before and after (-1 and n where none)."""

    before: np.ndarray
    after: np.ndarray


class _Series:
    """A data sheet in the order of its years."""

    def __init__(self, wide: Wide) -> None:
        order = np.argsort(wide.years, kind="stable")
        self.wide, self.order = wide, order
        self.years = wide.years[order]
        self.values = wide.values[:, order]
        self.neighbours = neighbours(self.values)

    def beside(self, table: np.ndarray) -> Neighbours:
        """The neighbours in a table made from the values, which may lack some of them."""
        same = np.array_equal(np.isnan(table), np.isnan(self.values))
        return self.neighbours if same else neighbours(table)

    def at(self, table: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """``table`` at another column for each cell; NaN where there is none."""
        rows, count = table.shape
        padded = np.full((rows, count + 1), np.nan)  # before the first column and after the last one there is nothing
        padded[:, :count] = table
        return padded[np.arange(rows)[:, None], columns]


def neighbours(values: np.ndarray) -> Neighbours:
    """The observations next to each cell in its row."""
    rows, count = values.shape
    blank = np.isnan(values)
    here = np.where(blank, -1, np.arange(count))
    before = np.full((rows, count), -1)
    before[:, 1:] = np.maximum.accumulate(here, axis=1)[:, :-1]
    there = np.where(blank, count, np.arange(count))[:, ::-1]
    after = np.full((rows, count), count)
    after[:, :-1] = np.minimum.accumulate(there, axis=1)[:, ::-1][:, 1:]
    return Neighbours(before, after)


def median(values: np.ndarray, axis: int) -> np.ndarray:
    """``numpy.nanmedian`` along an axis of a table, which takes ten times as long for many short rows."""
    ordered = np.sort(values, axis=axis)  # NaN last
    count = (~np.isnan(values)).sum(axis=axis, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=axis)
    high = np.take_along_axis(ordered, np.minimum(count // 2, values.shape[axis] - 1), axis=axis)
    return np.where(count > 0, (low + high) / 2, np.nan).squeeze(axis)


def _judge(series: _Series, breaks: Set[tuple[str, int]]) -> Iterator[Problem]:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # medians of economies without a single step
        slips, years = _slips(series)
        jumps = _jumps(series)
    for j, (power, economies) in years.items():
        found = f"{series.years[j]}: the values of {economies} economies are about {_power(power)} the years beside it"
        yield problem("sheet-scale-slip-year", series.wide.year_place(int(series.order[j])), found, economies=economies)
    slipped = {(i, j) for i, j, _ in slips}
    for i, j, power in slips:
        if j not in years and (series.wide.areas[i], int(series.years[j])) not in breaks:
            value, near = series.values[i, j], _near(series, i, j)
            found = f"{_shown(value)}, about {_power(power)} the values beside it"
            right = _shown(value / 10.0**power)
            place = series.wide.place(i, int(series.order[j]))
            yield problem("sheet-scale-slip", place, found, factor=_power(power), near=near, value=right)
    for i, j, times in jumps:
        area, year = series.wide.areas[i], int(series.years[j])
        covered = {(i, j + step) for step in (-1, 0, 1)}
        if j in years or j - 1 in years or covered & slipped or (area, year) in breaks:
            continue
        found = f"{_shown(series.values[i, j])} in {year}; beside it {_near(series, i, j)}; {times:.1f} times the usual change"
        place = series.wide.place(i, int(series.order[j]))
        values = {"limit": f"{STEP_FACTOR:g} times the usual one", "area": area, "year": year}
        yield problem("sheet-jump", place, found, indicator=series.wide.code, **values)


def _jumps(series: _Series) -> list[tuple[int, int, float]]:
    """Row, column and times the usual change, one for each jump or spike."""
    values, years = series.values, series.years.astype(float)
    known = values[np.isfinite(values)]
    bounded = known.min() < 0 or known.max() <= 100.0 + 1e-9
    span = known.max() - known.min()
    if span == 0:
        return []
    scaled = values / span if bounded else np.log(np.where(values > 0, values, np.nan))
    least = LEAST_SHARE if bounded else LEAST_LOG
    # Logarithms leave out zeros, so the neighbours are those of the scaled table.
    beside = series.beside(scaled)
    table = np.broadcast_to(years, scaled.shape)
    previous, following = series.at(scaled, beside.before), series.at(scaled, beside.after)
    gap_before = table - series.at(table, beside.before)
    gap_after = series.at(table, beside.after) - table
    steps = (scaled - previous) / np.sqrt(gap_before)
    steps = np.abs(steps - median(steps, axis=0))
    line = previous + (following - previous) * gap_before / (gap_before + gap_after)
    bends = np.abs(scaled - line)
    # A spike stands out on both sides; where it does on one side only, it is a step.
    bends = np.where(np.fmin(np.abs(scaled - previous), np.abs(scaled - following)) > bends / 2, bends, 0.0)
    found: dict[tuple[int, int], float] = {}
    for size, factor in ((bends, SPIKE_FACTOR), (steps, STEP_FACTOR)):
        measured = np.isfinite(size) & (size > 0 if size is bends else True)
        if not measured.any() or not (size > least).any():
            continue
        share = SHARE if measured.sum() >= MANY else SHARE_OF_FEW
        usual = float(np.quantile(size[measured], share))
        if usual == 0:
            continue  # a score of a few steps: there is no usual change
        far = size > max(factor * usual, least)
        if not far.any():
            continue
        own = np.fmax(MAD * median(size, axis=1), usual / OWN_FACTOR)
        enough = measured.sum(axis=1) >= LEAST_STEPS
        far &= (size > OWN_FACTOR * own[:, None]) & enough[:, None]
        for i, j in np.argwhere(far):
            beside_it = [(int(i), int(j) + step) for step in (-2, -1, 0, 1)]
            if size is bends and size[i, j] < np.nanmax(size[i, max(j - 1, 0) : j + 2]):
                continue  # the spike lies beside
            if size is steps and any(cell in found for cell in beside_it):
                continue  # said already
            found[int(i), int(j)] = float(size[i, j] / usual)
    return [(i, j, times) for (i, j), times in sorted(found.items())]


def _slips(series: _Series) -> tuple[list[tuple[int, int, float]], dict[int, tuple[float, int]]]:
    """Cells (row, column, power of ten) and whole years (column → power, economies) that are powers of ten off."""
    logs = np.log10(np.where(series.values != 0, np.abs(series.values), np.nan))
    beside = series.beside(logs)
    before = logs - series.at(logs, beside.before)
    after = logs - series.at(logs, beside.after)
    power = np.where(np.isfinite(before), before, after)
    large = np.abs(power) > POWERS[0] - NEAR_NEIGHBOURS
    if not large.any():
        return [], {}
    typical = median(np.abs(before), axis=1)[:, None]
    count = np.isfinite(logs).sum(axis=1)[:, None]
    years = _slipped_years(before, after)
    nearest = np.sign(power) * POWERS[np.abs(np.abs(power)[..., None] - POWERS).argmin(axis=-1)]
    off_before, off_after = np.abs(before - nearest), np.abs(after - nearest)
    inner = np.isfinite(before) & np.isfinite(after)
    same = np.abs(before - after) < NEAR_NEIGHBOURS
    slow = (typical < SLOW) & (count >= 4) & large
    inside = inner & slow & same & (off_before < NEAR_POWER * 2) & (off_after < NEAR_POWER * 2)
    # At the end only the newest value: a series that starts near zero and grows is no slip.
    last = np.isfinite(before) & ~np.isfinite(after) & large
    at_end = last & (typical < SLOW_AT_END) & (count >= 5) & (off_before < NEAR_AT_END)
    cells = [(int(i), int(j), float(nearest[i, j])) for i, j in np.argwhere(inside | at_end)]
    return cells, years


def _slipped_years(before: np.ndarray, after: np.ndarray) -> dict[int, tuple[float, int]]:
    found: dict[int, tuple[float, int]] = {}
    first = np.where(np.isfinite(before), before, after)
    largest = np.nanmax(np.abs(first), axis=0, initial=0.0)
    for j in np.flatnonzero(largest > POWERS[0] - NEAR_NEIGHBOURS).tolist():
        off, beyond = first[:, j], after[:, j]
        has_before = np.isfinite(before[:, j])
        one_side = ~has_before | ~np.isfinite(beyond)
        measured = int(np.isfinite(off).sum())
        old = has_before.sum() > measured / 2  # the first year has nothing before it
        if measured < LEAST_ECONOMIES or not old:
            continue
        for power in (*POWERS, *-POWERS):
            agree = np.abs(off - power) < NEAR_NEIGHBOURS
            agree &= one_side | (np.abs(beyond - power) < NEAR_NEIGHBOURS)
            if agree.sum() > measured / 2:
                found[j] = (float(power), int(agree.sum()))
    return found


def _near(series: _Series, i: int, j: int) -> str:
    columns = (int(series.neighbours.before[i, j]), int(series.neighbours.after[i, j]))
    inside = [column for column in columns if 0 <= column < len(series.years)]
    return ", ".join(f"{series.years[column]}: {_shown(series.values[i, column])}" for column in inside)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:.6g}"


def _power(power: float) -> str:
    return f"{10 ** round(power):,} times" if power > 0 else f"1/{10 ** round(-power):,} of"


def _breaks(book: IndicatorBook) -> dict[str, set[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    columns = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_STATUS")
    for _, code, area, year, status in book.notes.of(*columns) if book.notes else ():
        if status in _BREAKS and year is not None:
            found.setdefault(code, set()).add((area, year))
    return found
