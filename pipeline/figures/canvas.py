"""A sheet to draw on, in points from its upper left corner, whose height is settled last.

There are no axes of a plotting library: their ticks cost most of the time of a small chart, and a layout in points with
measured text knows where each label lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.path import Path as Shape

from pipeline.figures.marks import Align, Area, Dots, Line, Mark, Points, Segment, Segments, Sheet, Style, TextLine
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

CAP_HEIGHT = 0.714  # of Noto Sans, in ems: centres a line of text on a mark
LEVEL_MARKS, LEVEL_TEXT = 3.0, 6.0
UNIT_CIRCLE = Shape.circle((0, 0), 0.5)


class Canvas:
    """One figure being drawn. ``x`` runs right and ``y`` down, both in points; ``finish`` settles the height."""

    def __init__(self, theme: Theme, width: float | None = None) -> None:
        self.theme = theme
        self.width = theme.width if width is None else width
        self._marks: list[Mark] = []

    def finish(self, height: float) -> Sheet:
        """The sheet, ``height`` points high, its marks by level and on one level as they came."""
        return Sheet(self.width, height, tuple(sorted(self._marks, key=lambda mark: mark.level)))

    def line(
        self,
        x: Points,
        y: Points,
        colour: str,
        width: float = 1.0,
        style: Style = "-",
        level: float = LEVEL_MARKS,
    ) -> None:
        """One line through points; a point that is not a number is a gap."""
        points = np.column_stack([np.asarray(x, float), np.asarray(y, float)])
        self._marks.append(Line(points, colour, width, style, level >= LEVEL_MARKS, level))

    def segments(
        self,
        segments: Sequence[Segment],
        colour: str | Sequence[str],
        width: float = 0.6,
        style: Style = "-",
        level: float = 1.0,
    ) -> None:
        """Many separate straight lines of one style."""
        if segments:
            self._marks.append(Segments(list(segments), colour, width, style, level))

    def dots(
        self,
        x: Points,
        y: Points,
        size: float | Points,
        face: str | Sequence[str],
        edge: str | Sequence[str] = "none",
        width: float = 0.0,
        marker: Shape = UNIT_CIRCLE,
        level: float = LEVEL_MARKS + 1,
        alpha: float | None = None,
    ) -> None:
        """Marks of ``size`` points across, centred on points; points that are not numbers are left out."""
        centres = np.column_stack([np.asarray(x, float), np.asarray(y, float)])
        shown = np.isfinite(centres).all(axis=1)
        if not shown.any():
            return
        sizes = np.broadcast_to(np.asarray(size, float), len(centres))[shown]
        faces = face if isinstance(face, str) else [one for one, keep in zip(face, shown, strict=True) if keep]
        edges = edge if isinstance(edge, str) else [one for one, keep in zip(edge, shown, strict=True) if keep]
        self._marks.append(Dots(centres[shown], sizes, faces, edges, width, marker, alpha, level))

    def shape(
        self,
        path: Shape,
        face: str,
        edge: str = "none",
        width: float = 0.0,
        hatch: str | None = None,
        level: float = LEVEL_MARKS,
        alpha: float | None = None,
    ) -> None:
        """A filled shape; with ``hatch`` its edge colour draws the hatch alone when ``width`` is 0."""
        self._marks.append(Area(path, face, edge, width, hatch, alpha, level))

    def boxes(
        self,
        boxes: Sequence[tuple[float, float, float, float]],
        face: str,
        edge: str = "none",
        width: float = 0.0,
        level: float = LEVEL_MARKS,
    ) -> None:
        """Rectangles (x, y, width, height) of one colour as a single shape."""
        if boxes:
            self.shape(box_path(boxes), face, edge, width, level=level)

    def missing(self, boxes: Sequence[tuple[float, float, float, float]], level: float = LEVEL_MARKS) -> None:
        """Rectangles in the look of "no data": light grey with a hatch."""
        if boxes:
            self.hatched(box_path(boxes), level)

    def hatched(self, path: Shape, level: float = LEVEL_MARKS) -> None:
        """A shape in the look of "no data"."""
        self.shape(path, self.theme.missing, self.theme.missing_hatch, hatch="//////", level=level)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float | None = None,
        colour: str | None = None,
        align: Align = "left",
        weight: str = "normal",
        valign: Literal["top", "middle", "bottom"] = "middle",
        rotation: float = 0.0,
        halo: bool | Literal["solid"] = False,
    ) -> None:
        """Lines of text. ``y`` is the middle, ``top`` or ``bottom`` (``valign``) of the whole block of lines.

        Each line is one artist on its baseline, so that neighbours with and without descenders stay level. A rotated text
        (anticlockwise, degrees) has one line and turns about its left middle. A ``halo`` dims what lies behind the text; a
        solid one hides it.
        """
        size = self.theme.text if size is None else size
        lines = text.split("\n")
        pitch = size * self.theme.line_height
        block = text_height(text, size, self.theme)
        top = {"top": y, "middle": y - block / 2, "bottom": y - block}[valign]
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            baseline = top + number * pitch + (size * self.theme.line_height + CAP_HEIGHT * size) / 2
            spot = (x, baseline)
            if rotation:
                angle = np.deg2rad(rotation)
                drop = CAP_HEIGHT * size / 2
                spot = (x + drop * float(np.sin(angle)), y + drop * float(np.cos(angle)))
            if halo:
                width = text_width(line, size, weight)
                left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
                solid = halo == "solid"  # so wide that a line which ends at it is taken for no stroke of a digit
                pad, rise, high = (2.6, 0.94, 1.2) if solid else (1.0, 0.78, 1.0)
                box = (left - pad, baseline - size * rise, width + 2 * pad, size * high)
                self.shape(box_path([box]), self.theme.paper, level=LEVEL_TEXT - 1, alpha=1.0 if solid else 0.8)
            ink = self.theme.ink if colour is None else colour
            self._marks.append(TextLine(*spot, line, size, ink, align, weight, rotation, LEVEL_TEXT))


def text_height(text: str, size: float, theme: Theme) -> float:
    """Height in points of a block of lines."""
    return (text.count("\n") + 1) * size * theme.line_height


def box_path(boxes: Sequence[tuple[float, float, float, float]]) -> Shape:
    """Rectangles (x, y, width, height) as one compound shape."""
    corners = [[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)] for x, y, w, h in boxes]
    codes = [Shape.MOVETO, Shape.LINETO, Shape.LINETO, Shape.LINETO, Shape.CLOSEPOLY] * len(boxes)
    return Shape(np.array(corners, float).reshape(-1, 2), codes)
