"""Horizontal bars with their values at the end."""

from __future__ import annotations

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.groups import group_colours
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.legend import draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, tint
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the bars as sorted; where column ``highlight`` is true the bar is in full colour and the others paler."""
    data = drawing.data
    canvas = Canvas(theme)
    rows = stack_rows(
        drawing, theme, data["label"].tolist(), data["block"].tolist() if "block" in data.columns else None, pitch=14.0
    )
    colours, entries = group_colours(drawing, theme)
    strong = data["highlight"].astype(bool).tolist() if "highlight" in data.columns else []
    if any(strong):
        colours = [colour if flag else tint(colour, 0.38) for colour, flag in zip(colours, strong, strict=True)]
    top = draw_legend(canvas, entries, 0, 0.0)
    values = data["value"].to_numpy(float)
    texts = [drawing.key("no_data") if np.isnan(value) else drawing.number(value) for value in values]
    low, high = axes.extent(values, True, drawing.real("x_min"), drawing.real("x_max"))
    if low == high:
        high = low + 1
    right_room = max(
        (text_width(text, theme.small) for text, value in zip(texts, values, strict=True) if not value < 0), default=0.0
    )
    left_room = max(
        (text_width(text, theme.small) for text, value in zip(texts, values, strict=True) if value < 0), default=0.0
    )
    left = rows.label_width + 8
    x = axes.Scale(low, high, left + (left_room + 5 if left_room else 0), theme.width - right_room - 6)
    zero = x(0)
    bottom = top + rows.height
    for index, (centre, height, value) in enumerate(zip(rows.centres, rows.heights, values, strict=True)):
        y = top + centre
        if np.isnan(value):
            canvas.text(zero + 4, y, texts[index], theme.small, theme.muted)
            continue
        thick = min(height * 0.68, 10.0)
        canvas.boxes([(min(zero, x(value)), y - thick / 2, abs(x(value) - zero), thick)], colours[index])
        sign = -1 if value < 0 else 1
        weight = "bold" if strong and strong[index] else "normal"
        canvas.text(
            x(value) + sign * 4, y, texts[index], theme.small, align="right" if value < 0 else "left", weight=weight
        )
    canvas.line([zero, zero], [top, bottom], theme.axis, 0.8, level=3.5)
    rows.draw_labels(canvas, top, left - 4)
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, bottom + 2) + 2)


KIND = Kind(
    draw,
    {"label": CODE, "value": NUMBER},
    {"group": CODE, "highlight": FLAG, "block": CODE},
    frozenset({"groups", "x_min", "x_max"}),
)
