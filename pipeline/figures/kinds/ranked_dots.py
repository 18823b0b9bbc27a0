"""Ranked values as dots on a line, with intervals and reference lines where given."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.groups import group_colours
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.legend import draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.references import draw_references, references_of
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, tint
from pipeline.figures.typeface import text_width

SAME = 3  # rows with one value from which they are one row


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the rows as they are sorted in the data, in blocks where column ``block`` changes.

    Three rows or more that stand under one another with the same printed value share a row with all their names.
    """
    drawing = _together(drawing)
    data = drawing.data
    canvas = Canvas(theme)
    blocks = data["block"].tolist() if "block" in data.columns else None
    rows = stack_rows(drawing, theme, data["label"].tolist(), blocks)
    columns = [name for name in ("value", "low", "high") if name in data.columns]
    everything = np.concatenate([data[name].to_numpy(float) for name in columns])
    everything = np.r_[everything, [value for _, value in references_of(drawing)]]
    zero = bool(drawing.options.get("x_from_zero", axes.near_zero(everything)))
    low, high, ticks = axes.ranged(drawing, everything, zero, 6)
    missing = data["value"].isna()
    texts = [
        drawing.key("no_data") if gap else drawing.number(value)
        for gap, value in zip(missing, data["value"], strict=True)
    ]
    shown = bool(drawing.options.get("show_values", True))
    value_room = max(text_width(text, theme.small) for text in texts) + 10 if shown else 6
    left = rows.label_width + 10
    right = theme.width - value_room
    x = axes.Scale(low, high, left + 4, right - 4)
    colours, entries = group_colours(drawing, theme)
    top = draw_legend(canvas, entries, 0, 0.0)
    first = draw_references(canvas, drawing, x, top)
    bottom = first + rows.height + 2
    axes_bottom = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(drawing, ticks), first, bottom)
    draw_references(canvas, drawing, x, top, bottom)
    rows.draw_labels(canvas, first, left - 4)
    centres = first + np.array(rows.centres)
    canvas.segments([((left, y), (right, y)) for y in centres], theme.grid, 0.5)
    if {"low", "high"} <= set(data.columns):
        for y, one, other, colour in zip(centres, data["low"], data["high"], colours, strict=True):
            if np.isfinite(one) and np.isfinite(other):
                canvas.line([x(one), x(other)], [y, y], tint(colour, 0.42), 3.0)
    strong = data["highlight"].astype(bool).tolist() if "highlight" in data.columns else [False] * len(data)
    size = [7.2 if flag else 5.8 for flag in strong]
    canvas.dots(x.many(data["value"]), centres, size, colours, theme.paper, 0.5)
    if shown:
        for y, text, gap in zip(centres, texts, missing, strict=True):
            canvas.text(theme.width, y, text, theme.small, theme.muted if gap else theme.ink, "right")
    return canvas.finish(axes.title_x(canvas, drawing, left, right, axes_bottom) + 2)


def _together(drawing: Drawing) -> Drawing:
    """The drawing with runs of equal rows as one row each."""
    data = drawing.data
    if {"low", "high"} & set(data.columns) or len(data) < SAME:
        return drawing
    keys = [name for name in ("block", "group") if name in data.columns]
    printed = ["" if np.isnan(value) else drawing.number(value) for value in data["value"].to_numpy(float)]
    same = [text + "".join(f"|{data[key].iat[index]}" for key in keys) for index, text in enumerate(printed)]
    kept, labels, at = [], [], 0
    for _, run in groupby(same):
        size = len(list(run))
        members = range(at, at + size)
        names = [drawing.label(code) for code in data["label"].iloc[at : at + size]]
        if size >= SAME:
            kept.append(at)
            labels.append(drawing.joined(names))
        else:
            kept += members
            labels += names
        at += size
    return drawing if len(kept) == len(data) else replace(drawing, data=data.iloc[kept].assign(label=labels))


KIND = Kind(
    draw,
    {"label": CODE, "value": NUMBER},
    {"group": CODE, "low": NUMBER, "high": NUMBER, "block": CODE, "highlight": FLAG},
    frozenset({"references", "x_from_zero", "x_min", "x_max", "show_values", "groups"}),
)
