"""Charts of rows: a label left, marks right, as high as the labels need, with blocks and headings between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

# Size of the labels and widest label as a share of the canvas, tried in this order until the rows fit a page.
FEW, CLOSE = 14, 9.8  # rows that may lie apart, and how close more of them lie so that two figures share a page
TIGHTER = ((0.0, 0.0), (0.0, 0.11), (0.6, 0.11), (0.6, 0.14))


@dataclass(frozen=True)
class Rows:
    """Where each row of a chart lies.

    ``labels`` are wrapped at text ``size``, ``centres`` and ``heights`` in points from the top of the rows, ``headings``
    are (y of the middle, text), ``label_width`` is the room of the widest label, ``height`` that of all rows.
    """

    labels: tuple[str, ...]
    size: float
    centres: tuple[float, ...]
    heights: tuple[float, ...]
    headings: tuple[tuple[float, str], ...]
    label_width: float
    height: float

    def draw_labels(self, canvas: Canvas, top: float, right: float, colours: Sequence[str] | None = None) -> None:
        """Labels ending at ``right``, headings beginning at the left edge."""
        for index, (label, centre) in enumerate(zip(self.labels, self.centres, strict=True)):
            colour = colours[index] if colours else None
            canvas.text(right, top + centre, label, self.size, colour, align="right")
        for centre, heading in self.headings:
            canvas.text(0, top + centre, heading, canvas.theme.text, weight="bold", halo="solid")


def stack_rows(
    drawing: Drawing,
    theme: Theme,
    codes: Sequence[object],
    blocks: Sequence[object] | None = None,
    pitch: float = 11.5,
    widest: float = 0.36,
    reserve: float = 60.0,
    thickness: float = 0.0,
) -> Rows:
    """Rows for ``codes`` in their order, at ``pitch`` points or closer where many, never closer than their labels.

    ``blocks`` names the block of each row (a gap and a heading where it changes); labels are wrapped at ``widest``
    times the canvas, later and smaller where the rows would not fit a page otherwise; ``reserve`` is the height that the
    rest of the figure takes; ``thickness`` the least row height.
    """
    heads = {
        index: wrap(drawing.label(block), theme.width - 4, theme.text, "bold")
        for index, block in enumerate(blocks or [])
        if not index or block != (blocks or [])[index - 1]
    }
    extra = sum(text_height(text, theme.text, theme) + 8 for text in heads.values())
    room = theme.max_height - reserve - extra
    texts = [drawing.label(code) for code in codes]
    for smaller, wider in TIGHTER:
        size = max(theme.text - smaller, theme.smallest)
        names = [wrap(text, theme.width * (widest + wider), size) for text in texts]
        least = [max(text_height(name, size, theme) + 0.4 + 1.6 * ("\n" in name), thickness) for name in names]
        if sum(least) <= room:
            break
    step = _step(least, pitch if len(codes) <= FEW else min(pitch, CLOSE), room)
    heights = [max(step, need) for need in least]
    at = 0.0
    centres: list[float] = []
    headings: list[tuple[float, str]] = []
    for index, height in enumerate(heights):
        if index in heads:
            block_height = text_height(heads[index], theme.text, theme)
            at += 6.0 if index else 0.0
            headings.append((at + block_height / 2, heads[index]))
            at += block_height + 2
        centres.append(at + height / 2)
        at += height
    width = max((text_width(name, size) for name in names), default=0.0)
    return Rows(tuple(names), size, tuple(centres), tuple(heights), tuple(headings), width, at)


def _step(least: Sequence[float], pitch: float, room: float) -> float:
    """The largest row height up to ``pitch`` with which all rows fit ``room``; the smallest need where none does."""
    low, high = min(least, default=0.0), pitch
    if sum(max(high, need) for need in least) <= room:
        return high
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(max(middle, need) for need in least) <= room else (low, middle)
    return low
