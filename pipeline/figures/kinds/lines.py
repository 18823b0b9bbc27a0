"""Lines over time, named at their ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.labels import fit_column, repel
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, legible
from pipeline.figures.typeface import text_width

UNSEEN = 0.004  # of the scale: lines no farther apart are one line
GAP_WIDTH = 0.5  # of the line's width
GAP_DASH = (0, (3, 2.5))


@dataclass(frozen=True)
class Series:
    """One line: its code, its points in the order of x, which of them are breaks, whether it is in colour."""

    code: str
    x: np.ndarray
    y: np.ndarray
    broken: np.ndarray
    strong: bool

    @property
    def last(self) -> int:
        """Position of the last value, -1 where there is none."""
        known = np.flatnonzero(np.isfinite(self.y))
        return int(known[-1]) if len(known) else -1

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Positions of the values before and after each gap inside the line."""
        known = np.flatnonzero(np.isfinite(self.y))
        return [(int(a), int(b)) for a, b in pairwise(known) if b - a > 1]


def series_of(data: pd.DataFrame, order: list[str] | None = None) -> list[Series]:
    """The lines of a frame (series, x, y [, emphasis, status]) in ``order`` or as they come."""
    codes = list(dict.fromkeys(data["series"].astype(str)))
    if order:
        codes = [code for code in order if code in codes] + [code for code in codes if code not in order]
    chosen = "emphasis" in data.columns and bool(data["emphasis"].astype(bool).any())
    found = []
    for code in codes:
        rows = data[data["series"].astype(str) == code].sort_values("x", kind="stable")
        broken = (rows["status"] == "B").to_numpy() if "status" in rows.columns else np.zeros(len(rows), bool)
        strong = bool(rows["emphasis"].astype(bool).any()) if chosen else True
        found.append(Series(code, rows["x"].to_numpy(float), rows["y"].to_numpy(float), broken, strong))
    return found


def colours_of(series: list[Series], theme: Theme, accent: str) -> dict[str, str]:
    """A colour for each line: the emphasised take those of the groups (one alone the accent), the others the quiet grey.

    Of several others the line that ends highest and the one that ends lowest have colours of their own, the same in every
    figure; the emphasised one is then in that of its group or in ink.
    """
    strong = [one.code for one in series if one.strong]
    others = [one for one in series if not one.strong and one.last >= 0]
    if len(strong) != 1:
        return {one.code: theme.quiet for one in series} | theme.groups(strong)
    if len(others) < 2:
        return {one.code: accent if one.strong else theme.quiet for one in series}
    low, *_, high = sorted(others, key=lambda one: float(one.y[one.last]))
    ends = {low.code: theme.group.get(low.code, theme.lowest), high.code: theme.group.get(high.code, theme.highest)}
    return {one.code: theme.quiet for one in series} | ends | {strong[0]: theme.group.get(strong[0], theme.ink)}


def end_label(drawing: Drawing, names: str, one: Series, end: float) -> str:
    """Names and last value of a line, with the year of the value where the axis goes on."""
    text = f"{names} {drawing.number(one.y[one.last])}"
    year = float(one.x[one.last])
    return drawing.dated(text, year) if year < end and axes.is_years([year, end]) else text


def told_apart(
    drawing: Drawing, series: list[Series], same: Callable[[Series, Series], bool]
) -> list[tuple[Series, str]]:
    """Lines that the eye can tell apart, each with its name; those that are the ``same`` share one line and one label."""
    found: list[tuple[Series, list[str]]] = []
    for one in series:
        names = next((names for other, names in found if same(one, other)), None)
        if names is None:
            found.append((one, [drawing.label(one.code)]))
        else:
            names.append(drawing.label(one.code))
    return [(one, drawing.joined(names)) for one, names in found]


def coincide(one: Series, other: Series, reach: float) -> bool:
    """Whether two lines have the same points, none of them more than ``reach`` apart."""
    if len(one.x) != len(other.x) or (one.x != other.x).any():
        return False
    gap = np.isnan(one.y)
    if (gap != np.isnan(other.y)).any() or gap.all():
        return False
    return bool((np.abs(one.y - other.y)[~gap] <= reach).all())


def stroke(canvas: Canvas, one: Series, x: np.ndarray, y: np.ndarray, colour: str, width: float) -> None:
    """One line; a gap is a thin dashed connector, a value alone between gaps a dot, a break of the series an open mark."""
    level = 4.0 if one.strong else 3.0
    canvas.line(x, y, colour, width, level=level)
    for before, after in one.gaps:
        ends = [before, after]
        canvas.line(x[ends], y[ends], colour, width * GAP_WIDTH, GAP_DASH, level - 0.1)
    known = np.isfinite(y)
    alone = known & ~np.r_[False, known[:-1]] & ~np.r_[known[1:], False]
    canvas.dots(x[alone], y[alone], width * 1.9, colour, level=level + 0.2)
    broken = one.broken & known
    canvas.dots(x[broken], y[broken], 4.2, canvas.theme.paper, colour, 1.1, level=level + 0.5)


def note_entries(drawing: Drawing, series: list[Series], theme: Theme) -> list[Entry]:
    """Legend of the marks that are no series: a break, and a gap where the words have a text for ``status_gap``."""
    entries = []
    if any(one.broken.any() for one in series):
        entries.append(Entry(drawing.key("status_B"), theme.muted, "ring"))
    if any(one.gaps for one in series) and drawing.has("status_gap"):
        entries.append(Entry(drawing.key("status_gap"), theme.muted, "dash"))
    return entries


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the lines. A label and the last value stand right of each line's end, moved apart where they would touch."""
    series = [one for one in series_of(drawing.data, drawing.strings("order")) if one.last >= 0]
    if not series:
        raise drawing.wrong("figure-data-empty", "no value in column 'y'", "a value at least", "leave the exhibit out")
    colours = colours_of(series, theme, theme.accent(drawing.options.get("framework")))
    y_low, y_high = axes.extent(
        drawing.data["y"], bool(drawing.options.get("y_from_zero", axes.near_zero(drawing.data["y"])))
    )
    x_low, x_high = axes.extent(drawing.data["x"], False)
    reach = UNSEEN * (y_high - y_low)
    told = told_apart(drawing, series, lambda one, other: coincide(one, other, reach))
    series = [one for one, _ in told]
    named = [one for one in series if one.strong or drawing.options.get("label_others", True)]
    room = theme.max_height - 75
    names = {one.code: name for one, name in told}
    texts = [end_label(drawing, names[one.code], one, x_high) for one in named]
    column = fit_column(texts, theme.width * 0.3, room, theme)
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    top = draw_legend(canvas, note_entries(drawing, series, theme), 0, top)
    top = max(top, theme.small * 0.7)
    height = max(drawing.real("height") or theme.height, sum(column.heights) + 4)
    ticks = axes.round_ticks(y_low, y_high, 5)
    labels = axes.tick_texts(drawing, ticks)
    left = max(text_width(text, theme.small) for text in labels) + 6
    right = theme.width - (column.width + 14 if named else 6)
    y = axes.Scale(ticks[0], ticks[-1], top + height, top)
    inset = 6.0
    x = axes.Scale(x_low, x_high if x_high > x_low else x_low + 1, left + inset, right - inset)
    axes.gridlines_y(canvas, y, ticks, labels, left, right)
    x_ticks = _x_ticks(drawing, x_low, x_high, right - left, theme)
    below = axes.gridlines_x(canvas, x, x_ticks, axes.tick_texts(drawing, x_ticks), top, top + height, lines=False)
    for one in sorted(series, key=lambda item: item.strong):
        own = colours[one.code] != theme.quiet
        stroke(canvas, one, x.many(one.x), y.many(one.y), colours[one.code], 1.9 if one.strong else 1.4 if own else 1.0)
    ends = [(x(one.x[one.last]), y(one.y[one.last])) for one in named]
    middles = repel([end[1] for end in ends], column.heights, top - 4, top + height + 4)
    for one, text, (end_x, end_y), middle in zip(named, column.texts, ends, middles, strict=True):
        colour = colours[one.code]
        canvas.dots([end_x], [end_y], 4.4 if one.strong else 3.0, colour)
        if abs(middle - end_y) > 2.5 or end_x < right - inset - 1:
            canvas.line([end_x + 3, right, right + 5], [end_y, end_y, middle], theme.quiet, 0.5, level=2.5)
        text_colour = theme.muted if colour == theme.quiet else legible(colour, theme)
        canvas.text(right + 8, middle, text, column.size, text_colour)
    return canvas.finish(axes.title_x(canvas, drawing, left, right, below) + 2)


def _x_ticks(drawing: Drawing, low: float, high: float, width: float, theme: Theme) -> list[float]:
    given = drawing.options.get("x_ticks")
    if given is not None:
        return [float(str(tick)) for tick in given]  # type: ignore[attr-defined]
    if axes.is_years(drawing.data["x"]):
        return axes.year_ticks(low, high, width, theme.small)
    return [tick for tick in axes.round_ticks(low, high, 6) if low - 1e-9 <= tick <= high + 1e-9] or [low]


KIND = Kind(
    draw,
    {"series": CODE, "x": NUMBER, "y": NUMBER},
    {"emphasis": FLAG, "status": CODE},
    frozenset({"order", "y_from_zero", "x_ticks", "height", "label_others"}),
)
