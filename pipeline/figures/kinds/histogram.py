"""Counts in classes of one measure, in one panel a group."""

from __future__ import annotations

import math

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.labels import wrap
from pipeline.figures.marks import Sheet
from pipeline.figures.references import draw_references, references_of
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

MOST = 0.8  # of all values, beyond which one class is no distribution


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw bars from ``left`` to ``right``, ``count`` high; groups lie under one another on common scales.

    Where nearly all values are in one class, three rows with their numbers say more than one bar.
    """
    data = drawing.data
    if "group" not in data.columns and data["count"].max() > MOST * data["count"].sum():
        return _rows(drawing, theme)
    accent = theme.accent(drawing.options.get("framework"))
    groups = list(dict.fromkeys(data["group"].astype(str))) if "group" in data.columns else [""]
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    low, high = axes.extent([*data["left"], *data["right"], *(value for _, value in references_of(drawing))], False)
    x_ticks = axes.round_ticks(low, high, 8)
    ticks = axes.round_ticks(0.0, max(float(data["count"].max()), 1.0), 4 if len(groups) == 1 else 2)
    ticks = [tick for tick in ticks if tick == int(tick)]
    texts = axes.tick_texts(drawing, ticks) if not axes.is_years(ticks) else [drawing.count(tick) for tick in ticks]
    left = max(text_width(text, theme.small) for text in texts) + 6
    x = axes.Scale(x_ticks[0], x_ticks[-1], left, theme.width - 8)
    titles = [wrap(drawing.label(group), theme.width - left, theme.text, "bold") if group else "" for group in groups]
    head = [text_height(title, theme.text, theme) + 3 if title else 0.0 for title in titles]
    room = (theme.max_height - top - sum(head) - 60) / len(groups) - 8
    height = min(drawing.real("height") or (theme.height - 25 if len(groups) == 1 else 58.0), max(room, 16.0))
    first = draw_references(canvas, drawing, x, top)
    at = max(first, top + 4)
    bottom = at
    for group, title, above in zip(groups, titles, head, strict=True):
        rows = data[data["group"].astype(str) == group] if group else data
        if title:
            canvas.text(left, at, title, theme.text, weight="bold", valign="top")
        at += above
        y = axes.Scale(ticks[0], ticks[-1], at + height, at)
        axes.gridlines_y(canvas, y, ticks, texts, left, theme.width)
        boxes = [
            (x(start), y(count), x(end) - x(start), y(0) - y(count))
            for start, end, count in rows[["left", "right", "count"]].to_numpy(float)
            if np.isfinite(count) and count > 0
        ]
        canvas.boxes(boxes, accent, theme.paper, 0.6)
        bottom = at + height
        at = bottom + 8
    below = axes.gridlines_x(canvas, x, x_ticks, axes.tick_texts(drawing, x_ticks), first, bottom, lines=False)
    draw_references(canvas, drawing, x, top, bottom, level=3.6)
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, below) + 2)


def _rows(drawing: Drawing, theme: Theme) -> Sheet:
    """The fullest class, what lies below it and what lies above it, as rows with their counts."""
    classes = drawing.data.sort_values("left", kind="stable").reset_index(drop=True)
    main = int(classes["count"].to_numpy(float).argmax())
    left, right = float(classes["left"][main]), float(classes["right"][main])
    places = min(axes.tick_decimals([left, right]), max(0, 1 - math.floor(math.log10(right - left))))
    start, end = (drawing.number(value, places) for value in (left, right))
    parts = [
        (f"< {start}", slice(0, main)),
        (drawing.between(start, end), slice(main, main + 1)),
        (f"> {end}", slice(main + 1, None)),
    ]
    counts = [float(classes["count"].iloc[part].sum()) for _, part in parts]
    names = [name for name, _ in parts]
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    rows = stack_rows(drawing, theme, names, pitch=17.0)
    texts = [drawing.count(count) for count in counts]
    begin = rows.label_width + 8
    x = axes.Scale(
        0.0, max(counts) or 1.0, begin, theme.width - max(text_width(text, theme.small) for text in texts) - 8
    )
    accent = theme.accent(drawing.options.get("framework"))
    for centre, count, text in zip(rows.centres, counts, texts, strict=True):
        y = top + centre
        canvas.boxes([(begin, y - 5, max(x(count) - begin, 0.6), 10)], accent)
        canvas.text(x(count) + 4, y, text, theme.small)
    canvas.line([begin, begin], [top, top + rows.height], theme.axis, 0.8, level=3.5)
    rows.draw_labels(canvas, top, begin - 4)
    return canvas.finish(axes.title_x(canvas, drawing, begin, theme.width, top + rows.height + 2) + 2)


KIND = Kind(
    draw,
    {"left": NUMBER, "right": NUMBER, "count": NUMBER},
    {"group": CODE},
    frozenset({"references", "height"}),
)
