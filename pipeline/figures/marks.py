"""What lies on a sheet: lines, segments, dots, shapes and lines of text, as values that any writer can turn into a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.path import Path as Shape

from pipeline.figures.theme import EDGE

MARGIN = 1.5  # points free at the top, where capitals would touch the edge

Points = Sequence[float] | np.ndarray
Style = Literal["-"] | tuple[float, Sequence[float]]
Align = Literal["left", "center", "right"]
Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line through (n, 2) ``points``; a point that is not a number is a gap. ``style``: solid, or offset and dashes."""

    points: np.ndarray
    colour: str
    width: float
    style: Style
    round_caps: bool
    level: float


@dataclass(frozen=True, slots=True)
class Segments:
    """Separate straight lines of one style, in one colour or one colour each."""

    segments: Sequence[Segment]
    colour: str | Sequence[str]
    width: float
    style: Style
    level: float


@dataclass(frozen=True, slots=True)
class Dots:
    """Marks of the shape ``marker``, ``sizes`` points across, on (n, 2) ``centres``; faces and edges one or one each."""

    centres: np.ndarray
    sizes: np.ndarray
    face: str | Sequence[str]
    edge: str | Sequence[str]
    width: float
    marker: Shape
    alpha: float | None
    level: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape; with ``hatch`` its edge colour draws the hatch."""

    path: Shape
    face: str
    edge: str
    width: float
    hatch: str | None
    alpha: float | None
    level: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text on its baseline at (x, y), turned anticlockwise by ``rotation`` degrees about that point."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    align: Align
    weight: str
    rotation: float
    level: float


Mark = Line | Segments | Dots | Area | TextLine


@dataclass(frozen=True)
class Sheet:
    """A finished drawing: ``marks`` in the order in which they cover one another, on a ground of ``width`` by ``height``.

    Points run right and down from the upper left corner of the ground; a free edge lies around it.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def page(self) -> tuple[float, float]:
        """Width and height in points of the picture with its free edge."""
        return (self.width + 2 * EDGE) / 72 * 72, (self.height + MARGIN) / 72 * 72

    @property
    def matrix(self) -> tuple[float, float, float, float]:
        """Scale and shift of x, scale and shift of y, from the sheet to the page, whose y runs up from below.

        By way of inches, as matplotlib does it: the last bits decide how a tie is rounded in the file.
        """
        return 72 * (1 / 72), 72 * (EDGE / 72), 72 * (-1 / 72), 72 * (self.height / 72)

    def texts(self) -> list[TextLine]:
        """The lines of text."""
        return [mark for mark in self.marks if isinstance(mark, TextLine)]
