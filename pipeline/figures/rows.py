"""Charts of rows: a label left, marks right, as high as the labels need, with blocks and headings between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width


@dataclass(frozen=True)
class Rows:
    """Where each row of a chart lies.

    ``labels`` are wrapped, ``centres`` and ``heights`` in points from the top of the rows, ``headings`` are
    (y of the middle, text), ``label_width`` is the room of the widest label, ``height`` that of all rows.
    """

    labels: tuple[str, ...]
    centres: tuple[float, ...]
    heights: tuple[float, ...]
    headings: tuple[tuple[float, str], ...]
    label_width: float
    height: float

    def draw_labels(self, canvas: Canvas, top: float, right: float, colours: Sequence[str] | None = None) -> None:
        """Labels ending at ``right``, headings beginning at the left edge."""
        for index, (label, centre) in enumerate(zip(self.labels, self.centres, strict=True)):
            canvas.text(right, top + centre, label, colour=colours[index] if colours else None, align="right")
        for centre, heading in self.headings:
            canvas.text(0, top + centre, heading, canvas.theme.text, canvas.theme.ink, weight="bold")


def stack_rows(
    drawing: Drawing,
    theme: Theme,
    codes: Sequence[object],
    blocks: Sequence[object] | None = None,
    pitch: float = 13.0,
    widest: float = 0.36,
    reserve: float = 60.0,
    thickness: float = 0.0,
) -> Rows:
    """Rows for ``codes`` in their order, at ``pitch`` points or closer where many, never closer than their labels.

    ``blocks`` names the block of each row (a gap and a heading where it changes); labels are wrapped at ``widest``
    times the canvas; ``reserve`` is the height that the rest of the figure takes; ``thickness`` the least row height.
    """
    names = [wrap(drawing.label(code), theme.width * widest, theme.text) for code in codes]
    changes = [index for index in range(len(codes)) if blocks is not None and (index == 0 or blocks[index] != blocks[index - 1])]
    heads = {index: wrap(drawing.label(blocks[index]), theme.width - 4, theme.text, "bold") for index in changes if blocks is not None}
    extra = sum(text_height(text, theme.text, theme) + 8 for text in heads.values())
    least = [max(text_height(name, theme.text, theme) + 1.0, thickness) for name in names]
    room = theme.max_height - reserve - extra
    step = max(min(pitch, room / max(len(codes), 1)), 10.0)
    heights = [max(step, need + (2.0 if "\n" in name else 0.0)) for need, name in zip(least, names, strict=True)]
    at = 0.0
    centres: list[float] = []
    headings: list[tuple[float, str]] = []
    for index, height in enumerate(heights):
        if index in heads:
            block = text_height(heads[index], theme.text, theme)
            at += 6.0 if index else 0.0
            headings.append((at + block / 2, heads[index]))
            at += block + 2
        centres.append(at + height / 2)
        at += height
    width = max((text_width(name, theme.text) for name in names), default=0.0)
    return Rows(tuple(names), tuple(centres), tuple(heights), tuple(headings), width, at)
