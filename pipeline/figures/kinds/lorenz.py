"""Lorenz curves: cumulative shares against the line of equality."""

from __future__ import annotations

from matplotlib.figure import Figure

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds.lines import colours_of, series_of
from pipeline.figures.labels import fit_column, repel
from pipeline.figures.theme import Theme, legible
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Figure:
    """Draw the curves in a square, with their names at the right, led to where the curve is farthest from equality.

    Both columns are shares 0-1 or percentages 0-100. The diagonal is named by the label ``equality``.
    """
    data = drawing.data
    series = [one for one in series_of(data, drawing.strings("order")) if one.last >= 0]
    colours = colours_of(series, theme, theme.accent(drawing.options.get("framework")))
    whole = 1.0 if float(data[["x", "y"]].max().max()) <= 1.0 + 1e-9 else 100.0
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    top = max(top, theme.small * 0.7)
    ticks = [whole * part / 5 for part in range(6)]
    texts = axes.tick_texts(drawing, ticks)
    left = max(text_width(text, theme.small) for text in texts) + 6
    side = drawing.real("height") or 215.0
    x = axes.Scale(0.0, whole, left, left + side)
    y = axes.Scale(0.0, whole, top + side, top)
    axes.gridlines_y(canvas, y, ticks, texts, left, left + side)
    below = axes.gridlines_x(canvas, x, ticks, texts, top, top + side)
    canvas.line([x(0), x(whole)], [y(0), y(whole)], theme.muted, 0.9, (0, (3, 2)), level=2.5)
    names: list[tuple[float, float, str, str]] = [
        (x(whole * 0.8), y(whole * 0.8), drawing.key("equality"), theme.muted)
    ]
    for one in series:
        canvas.line(
            x.many(one.x), y.many(one.y), colours[one.code], 1.8 if one.strong else 1.1, level=4 if one.strong else 3
        )
        gap = one.x - one.y
        at = int(gap.argmax())
        names.append((x(one.x[at]), y(one.y[at]), drawing.label(one.code), legible(colours[one.code], theme)))
    begin = left + side + 26
    column = fit_column(
        [text for _, _, text, _ in names], (theme.width - begin - 2) / 1.3, theme.max_height - 40, theme
    )
    height = max(side, sum(column.heights) + 4)
    middles = repel([spot[1] for spot in names], column.heights, top, top + height)
    for (at_x, at_y, _, colour), text, middle in zip(names, column.texts, middles, strict=True):
        canvas.line([at_x, begin - 12, begin - 3], [at_y, middle, middle], theme.quiet, 0.5, level=2.2)
        canvas.dots([at_x], [at_y], 3.6, colour)
        canvas.text(begin, middle, text, column.size, colour)
    return canvas.finish(max(axes.title_x(canvas, drawing, left, left + side, below), top + height) + 2)


KIND = Kind(draw, {"series": CODE, "x": NUMBER, "y": NUMBER}, {"emphasis": FLAG}, frozenset({"order", "height"}))
