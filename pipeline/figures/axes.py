"""Scales and quiet axes: round ticks, light lines, numbers in the language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.ticker import MaxNLocator

from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.typeface import text_width


@dataclass(frozen=True)
class Scale:
    """From data (``low``..``high``) to points (``start``..``end``), linear or logarithmic."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """One value in points."""
        return float(self.many([value])[0])

    def many(self, values: Iterable[float]) -> np.ndarray:
        """Values in points; what is not a number stays so."""
        data: np.ndarray = np.asarray(list(values), dtype=float)
        low, high = self.low, self.high
        if self.log:
            with np.errstate(divide="ignore", invalid="ignore"):
                data = np.log10(data)
            low, high = math.log10(low), math.log10(high)
        return np.asarray(self.start + (data - low) / (high - low) * (self.end - self.start))


def finite(values: Iterable[object]) -> np.ndarray:
    """The numbers among values, as floats."""
    data = np.array([np.nan if value is None else value for value in values], dtype=float)
    return data[np.isfinite(data)]


def round_ticks(low: float, high: float, count: int) -> list[float]:
    """About ``count`` round numbers that cover ``low``..``high``: the first is at or below it, the last at or above."""
    if low == high:
        low, high = (low - abs(low) * 0.1 - 0.5, high + abs(high) * 0.1 + 0.5) if low else (0.0, 1.0)
    ticks = MaxNLocator(nbins=max(count, 1), steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    step = float(ticks[1] - ticks[0])
    places = max(0, 12 - math.floor(math.log10(max(abs(float(ticks[0])), abs(float(ticks[-1])), step))))
    ticks = [round(float(tick), places) + 0.0 for tick in ticks]
    first = max((tick for tick in ticks if tick <= low + step * 1e-9), default=ticks[0])
    last = min((tick for tick in ticks if tick >= high - step * 1e-9), default=ticks[-1])
    return [tick for tick in ticks if first <= tick <= last]


def log_ticks(low: float, high: float) -> list[float]:
    """Powers of ten that cover ``low``..``high``, with twos and fives where there are at most two decades."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    last = max(last, first + 1)
    parts = (1, 2, 5) if last - first <= 2 else (1,)
    ticks = [part * 10.0**power for power in range(first, last + 1) for part in parts]
    first_kept = max(tick for tick in ticks if tick <= low * (1 + 1e-9))
    last_kept = min(tick for tick in ticks if tick >= high * (1 - 1e-9) and tick > first_kept)
    kept = [tick for tick in ticks if first_kept <= tick <= last_kept]
    step = 1 + (len(kept) - 1) // 8
    return [*kept[:-1:step], kept[-1]] if step > 1 else kept


def extent(
    values: Iterable[object], zero: bool, low: float | None = None, high: float | None = None
) -> tuple[float, float]:
    """Smallest and largest number; with zero where asked; an option given as ``low`` or ``high`` wins."""
    data = finite(values)
    smallest, largest = (float(data.min()), float(data.max())) if len(data) else (0.0, 1.0)
    if zero:
        smallest, largest = min(smallest, 0.0), max(largest, 0.0)
    smallest = smallest if low is None else low
    largest = largest if high is None else high
    return (smallest, largest) if smallest < largest or low is None else (smallest, smallest + 1)


def ranged(drawing: Drawing, values: Iterable[object], zero: bool, count: int) -> tuple[float, float, list[float]]:
    """Ends and ticks of a horizontal axis: round, except where option ``x_min`` or ``x_max`` sets an end.

    Raises Stop (exit 4) where a value lies outside the ends that the options set.
    """
    given = drawing.real("x_min"), drawing.real("x_max")
    data = finite(values)
    if len(data) and (
        (given[0] is not None and data.min() < given[0]) or (given[1] is not None and data.max() > given[1])
    ):
        raise drawing.wrong(
            "figure-option-invalid",
            f"values from {data.min():g} to {data.max():g} on an axis from x_min {given[0]} to x_max {given[1]}",
            "an axis that holds all values",
            "widen x_min and x_max, or leave them out",
        )
    low, high = extent(data, zero and given[0] is None, *given)
    ticks = round_ticks(low, high, count)
    low = ticks[0] if given[0] is None else given[0]
    high = ticks[-1] if given[1] is None else given[1]
    step = ticks[1] - ticks[0]
    inside = [tick for tick in ticks if low - 1e-9 <= tick <= high + 1e-9]
    if given[0] is not None and (not inside or inside[0] - low > step * 0.35):
        inside.insert(0, low)
    if given[1] is not None and high - inside[-1] > step * 0.35:
        inside.append(high)
    return low, high, inside


def near_zero(values: Iterable[object]) -> bool:
    """Whether an axis of dots or lines may as well begin at zero: all of one sign and reaching far towards it."""
    data = finite(values)
    if not len(data) or data.min() < 0:
        return False
    return bool(data.min() < 0.55 * data.max())


def tick_decimals(ticks: Sequence[float]) -> int:
    """The fewest decimals that tell the ticks apart and print each exactly, at most 6."""
    for places in range(7):
        if all(abs(round(tick, places) - tick) <= 1e-9 * max(1.0, abs(tick)) for tick in ticks):
            return places
    return 6


def tick_texts(drawing: Drawing, ticks: Sequence[float], log: bool = False) -> list[str]:
    """Printed ticks: years without separators, other numbers in the language; a percentage keeps its sign."""
    if is_years(ticks):
        return [str(int(tick)) for tick in ticks]
    percent = drawing.options.get("suffix") == "%"
    if log:
        return [drawing.number(tick, tick_decimals([tick]), suffix=percent) for tick in ticks]
    places = tick_decimals(ticks)
    return [drawing.number(tick, places, suffix=percent) for tick in ticks]


def is_years(values: Iterable[object]) -> bool:
    """Whether all numbers are whole and look like calendar years (1900-2150)."""
    data = finite(values)
    return bool(len(data)) and bool(((data >= 1900) & (data <= 2150) & (data == np.round(data))).all())


def steady(codes: list[object]) -> list[object]:
    """Years with those between them, so that equal distances are equal times; other codes as they are."""
    years = [int(str(code)) for code in codes if str(code).isdecimal() and len(str(code)) == 4]
    if len(years) != len(codes) or len(years) < 3 or years != sorted(years):
        return codes
    step = math.gcd(*(after - before for before, after in pairwise(years)))
    given = dict(zip(years, codes, strict=True))
    return [given.get(year, str(year)) for year in range(years[0], years[-1] + 1, step)]


def year_ticks(low: float, high: float, width: float, size: float) -> list[float]:
    """Years for an axis ``width`` points long: every 1, 2, 5, 10 ... and always the first and the last."""
    room = text_width("2000", size) * 1.7
    span = max(high - low, 1e-9)
    for step in (1, 2, 5, 10, 20, 50, 100):
        if span / step * room <= width or step == 100:
            break
    near = room / width * span * 0.9
    inner = [float(year) for year in range(math.ceil(low), math.floor(high) + 1) if year % step == 0]
    inner = [year for year in inner if year - low >= near and high - year >= near]
    return [low, *inner, high] if high > low else [low]


def gridlines_y(
    canvas: Canvas, scale: Scale, ticks: Sequence[float], texts: Sequence[str], left: float, right: float
) -> None:
    """Light horizontal lines with numbers left of them; the zero line a little stronger."""
    theme = canvas.theme
    spots = [scale(tick) for tick in ticks]
    canvas.segments([((left, y), (right, y)) for y in spots], theme.grid, 0.6)
    if not scale.log and any(abs(tick) < 1e-12 for tick in ticks):
        canvas.segments([((left, scale(0)), (right, scale(0)))], theme.axis, 0.7, level=1.5)
    for y, text in zip(spots, texts, strict=True):
        canvas.text(left - 4, y, text, theme.small, theme.muted, "right")


def gridlines_x(
    canvas: Canvas,
    scale: Scale,
    ticks: Sequence[float],
    texts: Sequence[str],
    top: float,
    bottom: float,
    lines: bool = True,
) -> float:
    """Light vertical lines with numbers under them, kept inside the canvas; returns the y below the numbers."""
    theme = canvas.theme
    spots = [scale(tick) for tick in ticks]
    if lines:
        canvas.segments([((x, top), (x, bottom)) for x in spots], theme.grid, 0.6)
        if not scale.log and any(abs(tick) < 1e-12 for tick in ticks):
            canvas.segments([((scale(0), top), (scale(0), bottom))], theme.axis, 0.7, level=1.5)
    else:
        canvas.segments([((x, bottom), (x, bottom + 3)) for x in spots], theme.axis, 0.6)
    edge = -math.inf
    for x, text in sorted(zip(spots, texts, strict=True)):
        width = text_width(text, theme.small)
        centre = min(max(x, width / 2 + 1), canvas.width - width / 2 - 1)
        if centre - width / 2 < edge + 3:
            continue
        edge = centre + width / 2
        canvas.text(centre, bottom + 4, text, theme.small, theme.muted, "center", valign="top")
    return bottom + 4 + theme.small * theme.line_height


def title_y(canvas: Canvas, drawing: Drawing, top: float) -> float:
    """The title of the vertical axis, level above it at the left edge; returns the y below it."""
    if not drawing.has("axis_y"):
        return top
    theme = canvas.theme
    text = wrap(drawing.label("axis_y"), canvas.width - 2, theme.small)
    canvas.text(0, top, text, theme.small, theme.muted, valign="top")
    return top + (text.count("\n") + 1) * theme.small * theme.line_height + 5


def title_x(canvas: Canvas, drawing: Drawing, left: float, right: float, top: float) -> float:
    """The title of the horizontal axis, centred under it inside the canvas; returns the y below it."""
    if not drawing.has("axis_x"):
        return top
    theme = canvas.theme
    text = wrap(drawing.label("axis_x"), canvas.width - 2, theme.small)
    width = text_width(text, theme.small)
    centre = min(max((left + right) / 2, width / 2 + 1), canvas.width - width / 2 - 1)
    canvas.text(centre, top + 2, text, theme.small, theme.muted, "center", valign="top")
    return top + 2 + (text.count("\n") + 1) * theme.small * theme.line_height
