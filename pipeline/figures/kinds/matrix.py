"""Counts by row and column as numbered circles or filled cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds.heatmap import column_heads, pivot
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, ink_on, interpolate
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Sheet:
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
    rows = stack_rows(
        drawing,
        theme,
        values.index.tolist(),
        reserve=120,
        pitch=13.5 if form == "bubble" else 15.0,
    )
    left = rows.label_width + 8
    width = (theme.width - left) / values.shape[1]
    width = width if form == "bubble" else min(width, 110.0)
    centres = [left + width * (index + 0.5) for index in range(values.shape[1])]
    names = [drawing.label(code) for code in values.columns]
    top = column_heads(canvas, names, centres, width, top, drawing.options.get("column_rotation"))
    rows.draw_labels(canvas, top, left - 6)
    edges = sorted({top + c - h / 2 for c, h in zip(rows.centres, rows.heights, strict=True)} | {top + rows.height})
    if form == "bubble":
        canvas.segments([((left, y), (left + width * len(centres), y)) for y in edges], theme.grid, 0.5)
    largest = float(np.nanmax(values.to_numpy(float))) if values.notna().any(axis=None) else 1.0
    cells = [
        Cell(
            (x - width / 2 + 0.5, top + centre - height / 2 + 0.5, width - 1, height - 1),
            float(values.iat[row, column]),
            checked is None or pd.isna(checked.iat[row, column]) or bool(checked.iat[row, column]),
        )
        for row, (centre, height) in enumerate(zip(rows.centres, rows.heights, strict=True))
        for column, x in enumerate(centres)
    ]
    canvas.missing([cell.box for cell in cells if np.isnan(cell.value)])
    known = [cell for cell in cells if not np.isnan(cell.value)]
    (_bubbles if form == "bubble" else _fills)(canvas, drawing, known, largest or 1.0, accent)
    return canvas.finish(top + rows.height + 3)


@dataclass(frozen=True)
class Cell:
    """One cell: its box (x, y, width, height) in points, its value, whether it was verified."""

    box: tuple[float, float, float, float]
    value: float
    firm: bool

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.box[0] + self.box[2] / 2, self.box[1] + self.box[3] / 2


def _fills(canvas: Canvas, drawing: Drawing, cells: list[Cell], largest: float, accent: str) -> None:
    theme, decimals = canvas.theme, int(drawing.real("decimals") or 0)
    for cell in cells:
        ground = interpolate((theme.paper, accent), 0.06 + 0.94 * cell.value / largest) if cell.value else theme.paper
        ground = ground if cell.firm else interpolate((ground, theme.paper), 0.6)
        canvas.boxes([cell.box], ground, theme.grid, 0.4)
        text = drawing.number(cell.value, decimals) if cell.value else "·"
        if text_width(text, theme.smallest) <= cell.box[2] - 1:
            canvas.text(*cell.centre, text, theme.smallest, ink_on(ground, theme), "center")


def _bubbles(canvas: Canvas, drawing: Drawing, cells: list[Cell], largest: float, accent: str) -> None:
    theme, decimals = canvas.theme, int(drawing.real("decimals") or 0)
    zeros = [cell.centre for cell in cells if cell.value <= 0]
    canvas.dots([x for x, _ in zeros], [y for _, y in zeros], 1.8, theme.quiet)
    shown = [cell for cell in cells if cell.value > 0]
    sizes = [
        max(min(cell.box[2], cell.box[3] - 1.5, 24.0) * float(np.sqrt(cell.value / largest)), 4.0) for cell in shown
    ]
    for firm in (True, False):
        some = [(cell.centre, size) for cell, size in zip(shown, sizes, strict=True) if cell.firm == firm]
        places = [place for place, _ in some]
        face = accent if firm else theme.paper
        canvas.dots([x for x, _ in places], [y for _, y in places], [size for _, size in some], face, accent, 0.9)
    for cell, size in zip(shown, sizes, strict=True):
        x, y = cell.centre
        text = drawing.number(cell.value, decimals)
        wide = text_width(text, theme.smallest)
        if wide + 2.5 <= size and theme.smallest + 0.5 <= size:
            canvas.text(x, y, text, theme.smallest, theme.paper if cell.firm else theme.ink, "center")
        elif x + size / 2 + 2 + wide <= cell.box[0] + cell.box[2] + 1:
            canvas.text(x + size / 2 + 2, y, text, theme.smallest)


KIND = Kind(
    draw,
    {"row": CODE, "column": CODE, "value": NUMBER},
    {"verified": FLAG},
    frozenset({"kind", "column_rotation"}),
)
