"""A legend as a line of swatches and labels above or below the picture, where direct labels are not possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.path import Path as Shape

from pipeline.figures.canvas import LEVEL_MARKS, Canvas, text_height
from pipeline.figures.labels import wrap
from pipeline.figures.typeface import text_width


@dataclass(frozen=True)
class Entry:
    """One swatch with its label. ``shape``: dot, ring, box, line, dash, missing, diamond, tick."""

    text: str
    colour: str
    shape: str = "dot"


SWATCH, GAP, BETWEEN = 9.0, 4.0, 14.0
DIAMOND = Shape([(-0.5, 0), (0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)], closed=True)


def draw_legend(canvas: Canvas, entries: Sequence[Entry], left: float, top: float, width: float | None = None) -> float:
    """Entries in lines of at most ``width`` points; returns the y below them (``top`` where there is none)."""
    if not entries:
        return top
    theme = canvas.theme
    room = canvas.width - left if width is None else width
    x, y, deepest = left, top, 0.0
    for entry in entries:
        text = wrap(entry.text, room - SWATCH - GAP, theme.small)
        long = SWATCH + GAP + text_width(text, theme.small)
        if x > left and x + long > left + room:
            x, y, deepest = left, y + deepest + 2, 0.0
        block = text_height(text, theme.small, theme)
        deepest = max(deepest, block)
        _swatch(canvas, entry, x, y + theme.small * theme.line_height / 2)
        canvas.text(x + SWATCH + GAP, y, text, theme.small, theme.ink, valign="top")
        x += long + BETWEEN
    return y + deepest + 5


def _swatch(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    theme = canvas.theme
    middle = x + SWATCH / 2
    match entry.shape:
        case "box":
            canvas.boxes([(x, y - 3.5, SWATCH, 7)], entry.colour)
        case "missing":
            canvas.missing([(x, y - 3.5, SWATCH, 7)])
        case "line":
            canvas.line([x, x + SWATCH], [y, y], entry.colour, 1.8)
        case "dash":
            canvas.line([x, x + SWATCH], [y, y], entry.colour, 1.0, (0, (3, 2)), LEVEL_MARKS)
        case "tick":
            canvas.line([middle, middle], [y - 4, y + 4], entry.colour, 1.6)
        case "diamond":
            canvas.dots([middle], [y], 7.0, entry.colour, marker=DIAMOND)
        case "ring":
            canvas.dots([middle], [y], 5.6, theme.paper, entry.colour, 1.2)
        case _:
            canvas.dots([middle], [y], 6.4, entry.colour)
