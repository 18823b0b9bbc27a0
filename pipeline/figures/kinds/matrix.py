"""Counts by row and column as numbered circles or filled cells."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds.heatmap import column_heads, pivot
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.rows import Rows, stack_rows
from pipeline.figures.theme import Theme, ink_on, interpolate
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Figure:
    """Draw the matrix. Zero is a small point, a gap is hatched.

    Option ``kind`` is bubble or fill. A circle's area goes with the value. Column ``verified`` false gives an open
    circle or a pale cell, explained by the labels ``verified`` and ``unverified``.
    """
    values = pivot(drawing, "value")
    checked = pivot(drawing, "verified") if "verified" in drawing.data.columns else None
    form = str(drawing.options.get("kind", "bubble"))
    if form not in ("bubble", "fill"):
        raise drawing.wrong("figure-option-invalid", f"option kind is {form!r}", "bubble or fill", "write one of them")
    accent = theme.accent(drawing.options.get("framework"))
    canvas = Canvas(theme)
    entries: list[Entry] = []
    if checked is not None and (checked == False).any(axis=None):  # noqa: E712 - gaps are neither
        entries = [Entry(drawing.key("verified"), accent), Entry(drawing.key("unverified"), accent, "ring")]
    if values.isna().any(axis=None) and drawing.has("no_data"):
        entries.append(Entry(drawing.key("no_data"), theme.missing, "missing"))
    top = draw_legend(canvas, entries, 0, 0.0)
    rows = stack_rows(drawing, theme, values.index.tolist(), reserve=120, pitch=20.0 if form == "bubble" else 15.0)
    left = rows.label_width + 8
    width = min((theme.width - left) / values.shape[1], 60.0)
    centres = [left + width * (index + 0.5) for index in range(values.shape[1])]
    names = [drawing.label(code) for code in values.columns]
    top = column_heads(canvas, names, centres, width, top, drawing.options.get("column_rotation"))
    rows.draw_labels(canvas, top, left - 6)
    edges = sorted({top + c - h / 2 for c, h in zip(rows.centres, rows.heights, strict=True)} | {top + rows.height})
    if form == "bubble":
        canvas.segments([((left, y), (left + width * len(centres), y)) for y in edges], theme.grid, 0.5)
    largest = float(np.nanmax(values.to_numpy(float))) if values.notna().any(axis=None) else 1.0
    for row, (centre, height) in enumerate(zip(rows.centres, rows.heights, strict=True)):
        for column, x in enumerate(centres):
            value = float(values.iat[row, column])
            box = (x - width / 2 + 0.5, top + centre - height / 2 + 0.5, width - 1, height - 1)
            firm = checked is None or pd.isna(checked.iat[row, column]) or bool(checked.iat[row, column])
            _cell(canvas, drawing, form, value, largest, box, accent, firm)
    return canvas.finish(top + rows.height + 3)


def _cell(
    canvas: Canvas,
    drawing: Drawing,
    form: str,
    value: float,
    largest: float,
    box: tuple[float, float, float, float],
    accent: str,
    firm: bool,
) -> None:
    theme = canvas.theme
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    if np.isnan(value):
        canvas.missing([box])
        return
    text = drawing.number(value, int(drawing.real("decimals") or 0))
    if form == "fill":
        ground = interpolate(("#FFFFFF", accent), 0.06 + 0.94 * value / (largest or 1.0)) if value else theme.paper
        if not firm:
            ground = interpolate((ground, theme.paper), 0.6)
        canvas.boxes([box], ground, theme.grid, 0.4)
        if text_width(text, theme.smallest) <= box[2] - 1:
            canvas.text(x, y, text if value else "·", theme.smallest, ink_on(ground, theme), "center")
        return
    if value <= 0:
        canvas.dots([x], [y], 1.8, theme.quiet)
        return
    reach = min(box[2], box[3] + 3, 24.0)
    size = max(reach * float(np.sqrt(value / (largest or 1.0))), 4.0)
    canvas.dots([x], [y], size, accent if firm else theme.paper, accent, 0.9)
    wide = text_width(text, theme.smallest)
    if wide + 2.5 <= size and theme.smallest + 0.5 <= size:
        canvas.text(x, y, text, theme.smallest, theme.paper if firm else theme.ink, "center")
    elif x + size / 2 + 2 + wide <= box[0] + box[2] + 1:
        canvas.text(x + size / 2 + 2, y, text, theme.smallest, theme.ink)


KIND = Kind(
    draw,
    {"row": CODE, "column": CODE, "value": NUMBER},
    {"verified": FLAG},
    frozenset({"kind", "column_rotation"}),
)
