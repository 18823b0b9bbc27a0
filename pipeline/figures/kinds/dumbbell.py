"""Two values per row joined by a line: change between two years, or a gap between two groups."""

from __future__ import annotations

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Align, Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, tint
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the rows as sorted; the start is an open mark, the end a filled one, values stand outside the pair."""
    data = drawing.data
    accent = theme.accent(drawing.options.get("framework"))
    canvas = Canvas(theme)
    rows = stack_rows(
        drawing, theme, data["label"].tolist(), data["block"].tolist() if "block" in data.columns else None
    )
    keys = [str(drawing.options.get(name, name)) for name in ("start_key", "end_key")]
    top = draw_legend(
        canvas, [Entry(drawing.label(keys[0]), accent, "ring"), Entry(drawing.label(keys[1]), accent)], 0, 0.0
    )
    both = np.r_[data["start"].to_numpy(float), data["end"].to_numpy(float)]
    zero = bool(drawing.options.get("x_from_zero", axes.near_zero(both)))
    low, high, ticks = axes.ranged(drawing, both, zero, 6)
    widest = max((text_width(drawing.number(value), theme.small) for value in axes.finite(both)), default=0.0)
    left = rows.label_width + 8
    right = theme.width
    x = axes.Scale(low, high, left + widest + 9, right - widest - 9)
    bottom = top + rows.height + 2
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(drawing, ticks), top, bottom)
    rows.draw_labels(canvas, top, left - 4)
    for centre, start, end in zip(rows.centres, data["start"], data["end"], strict=True):
        _pair(canvas, drawing, x, top + centre, float(start), float(end), accent)
    return canvas.finish(axes.title_x(canvas, drawing, left, right, below) + 2)


def _pair(canvas: Canvas, drawing: Drawing, x: axes.Scale, y: float, start: float, end: float, accent: str) -> None:
    theme = canvas.theme
    known = [value for value in (start, end) if np.isfinite(value)]
    if not known:
        canvas.text((x.start + x.end) / 2, y, drawing.key("no_data"), theme.smallest, theme.muted, "center", halo=True)
        return
    if len(known) == 2:
        canvas.line([x(start), x(end)], [y, y], tint(accent, 0.42), 2.4)
        canvas.dots([x(start)], [y], 5.4, theme.paper, accent, 1.2)
        canvas.dots([x(end)], [y], 6.4, accent, level=4.5)
        sides = [(min(known), -1), (max(known), 1)]
    else:
        filled = np.isfinite(end)
        canvas.dots([x(known[0])], [y], 6.0, accent if filled else theme.paper, accent, 1.2)
        sides = [(known[0], 1 if filled else -1)]
    for value, side in sides:
        colour = theme.ink if value == end else theme.muted
        align: Align = "left" if side > 0 else "right"
        canvas.text(x(value) + side * 6.0, y, drawing.number(value), theme.small, colour, align, halo="solid")


KIND = Kind(
    draw,
    {"label": CODE, "start": NUMBER, "end": NUMBER},
    {"block": CODE},
    frozenset({"start_key", "end_key", "x_from_zero", "x_min", "x_max"}),
)
