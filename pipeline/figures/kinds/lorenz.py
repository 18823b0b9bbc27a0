"""Lorenz curves: cumulative shares against the line of equality."""

from __future__ import annotations

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds.lines import Series, colours_of, series_of, told_apart
from pipeline.figures.labels import fit_column, repel
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, legible
from pipeline.figures.typeface import text_width

SEEN = 0.015  # share of the square between two curves from which they are seen as two


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the curves, with their names at the right, led to where the curve is farthest from equality.

    Both columns are shares 0-1 or percentages 0-100. The diagonal is named by the label ``equality``. The plot may be wider
    than high: the share of the triangle that a curve cuts off stays the Gini coefficient.
    """
    data = drawing.data
    series = [one for one in series_of(data, drawing.strings("order")) if one.last >= 0]
    colours = colours_of(series, theme, theme.accent(drawing.options.get("framework")))
    whole = 1.0 if float(data[["x", "y"]].max().max()) <= 1.0 + 1e-9 else 100.0
    canvas = Canvas(theme)
    top = max(axes.title_y(canvas, drawing, 0.0), theme.small * 0.7)
    ticks = [whole * part / 5 for part in range(6)]
    texts = axes.tick_texts(drawing, ticks)
    left = max(text_width(text, theme.small) for text in texts) + 6
    told = told_apart(drawing, series, lambda one, other: _same(one, other, SEEN * whole))
    series = [one for one, _ in told]
    names = [drawing.key("equality"), *(name for _, name in told)]
    column = fit_column(names, theme.width * 0.28, theme.max_height - 40, theme)
    side = max(drawing.real("height") or theme.height - 15, sum(column.heights) + 4)
    right = theme.width - column.width - 24
    right = min(right, left + max(side * 1.7, 300.0))
    x = axes.Scale(0.0, whole, left, right)
    y = axes.Scale(0.0, whole, top + side, top)
    axes.gridlines_y(canvas, y, ticks, texts, left, right)
    below = axes.gridlines_x(canvas, x, ticks, texts, top, top + side)
    canvas.line([x(0), x(whole)], [y(0), y(whole)], theme.muted, 0.9, (0, (3, 2)), level=2.5)
    spots = [(x(whole * 0.8), y(whole * 0.8))]
    for one in series:
        width, level = (1.8, 4) if one.strong else (1.1, 3)
        canvas.line(x.many(one.x), y.many(one.y), colours[one.code], width, level=level)
        farthest = int(np.nanargmax(np.abs(one.x - one.y)))
        spots.append((x(one.x[farthest]), y(one.y[farthest])))
    inks = [theme.muted, *(legible(colours[one.code], theme) for one in series)]
    middles = repel([spot[1] for spot in spots], column.heights, top - 4, top + side + 4)
    for (at_x, at_y), text, middle, ink in zip(spots, column.texts, middles, inks, strict=True):
        canvas.line([at_x, right + 10, right + 18], [at_y, middle, middle], theme.quiet, 0.5, level=2.2)
        canvas.dots([at_x], [at_y], 3.6, ink)
        canvas.text(right + 21, middle, text, column.size, ink)
    return canvas.finish(axes.title_x(canvas, drawing, left, right, below) + 2)


def _same(one: Series, other: Series, reach: float) -> bool:
    """Whether two curves enclose so little between them that they are seen as one."""
    grid = np.linspace(float(one.x.min()), float(one.x.max()), 201)
    apart = np.abs(np.interp(grid, one.x, one.y) - np.interp(grid, other.x, other.y))
    return float(apart.mean()) < reach


KIND = Kind(draw, {"series": CODE, "x": NUMBER, "y": NUMBER}, {"emphasis": FLAG}, frozenset({"order", "height"}))
