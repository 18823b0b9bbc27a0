"""Slopes: each series at two points of time, named at both ends."""

from __future__ import annotations

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds.lines import Series, colours_of, series_of
from pipeline.figures.labels import fit_column, repel
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, legible


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the slopes. Column x holds exactly two values; a series with one of them is a dot with its label."""
    moments = sorted(drawing.data["x"].dropna().unique())
    if len(moments) != 2:
        raise drawing.wrong(
            "figure-column-invalid",
            f"column 'x' has {len(moments)} different values",
            "two values, the start and the end",
            "keep two years or use the kind lines",
        )
    series = [one for one in series_of(drawing.data, drawing.strings("order")) if one.last >= 0]
    if not series:
        raise drawing.wrong("figure-data-empty", "no value in column 'y'", "a value at least", "leave the exhibit out")
    colours = colours_of(series, theme, theme.accent(drawing.options.get("framework")))
    room = theme.width * 0.31
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    sides = [_side(drawing, series, moment, right) for moment, right in zip(moments, (False, True), strict=True)]
    columns = [fit_column([text for _, _, text in side], room, theme.max_height - 40, theme) for side in sides]
    height = max(drawing.real("height") or theme.height + 10, *(sum(column.heights) + 6 for column in columns))
    first, last = columns[0].width + 16, theme.width - columns[1].width - 16
    head = top + theme.small * theme.line_height + 6
    low, high = axes.extent(drawing.data["y"], False)
    y = axes.Scale(low, high if high > low else low + 1, head + height - 6, head + 6)
    for at, text in zip((first, last), axes.tick_texts(drawing, [float(moment) for moment in moments]), strict=True):
        canvas.text(at, top, text, theme.small, theme.muted, "center", "bold", valign="top")
        canvas.segments([((at, head), (at, head + height))], theme.grid, 0.8)
    for one in sorted(series, key=lambda item: item.strong):
        ends = _ends(one, moments)
        canvas.line(
            [first, last], y.many(ends), colours[one.code], 1.8 if one.strong else 1.0, level=4 if one.strong else 3
        )
        canvas.dots([first, last], y.many(ends), 5.0 if one.strong else 4.0, colours[one.code], level=4.5)
    for side, column, at, sign in zip(sides, columns, (first, last), (-1, 1), strict=True):
        wished = [y(value) for _, value, _ in side]
        middles = repel(wished, column.heights, head, head + height)
        for (one, _, _), text, wish, middle in zip(side, column.texts, wished, middles, strict=True):
            if abs(wish - middle) > 2.5:
                canvas.line([at + sign * 4, at + sign * 11], [wish, middle], theme.quiet, 0.5, level=2)
            colour = colours[one.code]
            colour = theme.muted if colour == theme.quiet else legible(colour, theme)
            canvas.text(at + sign * 13, middle, text, column.size, colour, "left" if sign > 0 else "right")
    return canvas.finish(head + height + 2)


def _ends(one: Series, moments: list[float]) -> list[float]:
    values = dict(zip(one.x, one.y, strict=True))
    return [float(values.get(moment, np.nan)) for moment in moments]


def _side(drawing: Drawing, series: list[Series], moment: float, right: bool) -> list[tuple[Series, float, str]]:
    found = []
    for one in series:
        value = dict(zip(one.x, one.y, strict=True)).get(moment, np.nan)
        if np.isfinite(value):
            number, label = drawing.number(value), drawing.label(one.code)
            found.append((one, float(value), f"{number} {label}" if right else f"{label} {number}"))
    return found


KIND = Kind(draw, {"series": CODE, "x": NUMBER, "y": NUMBER}, {"emphasis": FLAG}, frozenset({"order", "height"}))
