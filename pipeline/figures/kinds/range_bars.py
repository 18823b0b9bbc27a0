"""Intervals with their middle: projections, ranks under uncertainty."""

from __future__ import annotations

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.groups import group_colours
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.legend import draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.references import draw_references, references_of
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, tint
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the intervals as sorted; middle and bounds stand in a column at the right."""
    data = drawing.data
    canvas = Canvas(theme)
    rows = stack_rows(
        drawing, theme, data["label"].tolist(), data["block"].tolist() if "block" in data.columns else None
    )
    colours, entries = group_colours(drawing, theme)
    top = draw_legend(canvas, entries, 0, 0.0)
    values = data[["low", "mid", "high"]].to_numpy(float)
    texts = [_text(drawing, *row) for row in values]
    shown = bool(drawing.options.get("show_values", True))
    room = max(text_width(text, theme.small) for text in texts) + 8 if shown else 4.0
    left, right = rows.label_width + 8, theme.width - room
    everything = [*values.ravel(), *(value for _, value in references_of(drawing))]
    zero = bool(drawing.options.get("x_from_zero", False))
    low, high, ticks = axes.ranged(drawing, everything, zero, 6)
    x = axes.Scale(low, high, left + 4, right - 4)
    if drawing.options.get("reverse", False):
        x = axes.Scale(low, high, right - 4, left + 4)
    first = draw_references(canvas, drawing, x, top)
    bottom = first + rows.height + 2
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(drawing, ticks), first, bottom)
    draw_references(canvas, drawing, x, top, bottom)
    rows.draw_labels(canvas, first, left - 4)
    for centre, (start, middle, end), colour, text in zip(rows.centres, values, colours, texts, strict=True):
        y = first + centre
        if np.isfinite(start) and np.isfinite(end):
            canvas.line([x(start), x(end)], [y, y], tint(colour, 0.42), 4.0)
        if np.isfinite(middle):
            canvas.dots([x(middle)], [y], 5.8, colour, theme.paper, 0.5)
        if shown:
            canvas.text(theme.width, y, text, theme.small, align="right")
    return canvas.finish(axes.title_x(canvas, drawing, left, right, below) + 2)


def _text(drawing: Drawing, low: float, middle: float, high: float) -> str:
    if not np.isfinite(middle):
        return drawing.key("no_data")
    if not (np.isfinite(low) and np.isfinite(high)):
        return drawing.number(middle)
    start, end = drawing.number(low, suffix=False), drawing.number(high, suffix=False)
    return f"{drawing.number(middle)} ({start}–{end})"


KIND = Kind(
    draw,
    {"label": CODE, "low": NUMBER, "mid": NUMBER, "high": NUMBER},
    {"group": CODE, "block": CODE},
    frozenset({"references", "x_from_zero", "x_min", "x_max", "reverse", "show_values", "groups"}),
)
