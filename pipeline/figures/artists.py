"""A sheet as a matplotlib figure: for PNG, for a look, and as the plain way that the SVG writer is tested against."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

import matplotlib
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from pipeline.figures.marks import MARGIN, Area, Dots, Line, Mark, Segments, Sheet
from pipeline.figures.theme import EDGE
from pipeline.figures.typeface import Typeface


def figure_of(sheet: Sheet) -> Figure:
    """The marks as artists on a figure of the size of the page. Draw it inside ``settings``."""
    size = (sheet.width + 2 * EDGE) / 72, (sheet.height + MARGIN) / 72
    figure = Figure(figsize=size, dpi=72, facecolor="none", edgecolor="none")
    FigureCanvasAgg(figure)
    inches = Affine2D().scale(1 / 72, -1 / 72).translate(EDGE / 72, sheet.height / 72)
    for mark in sheet.marks:
        figure.add_artist(_artist(mark, inches + figure.dpi_scale_trans))
    return figure


def _artist(mark: Mark, transform: Transform) -> Artist:
    artist: Artist
    match mark:
        case Line():
            artist = Line2D(*mark.points.T, color=mark.colour, linewidth=mark.width, linestyle=mark.style)
            artist.set_solid_capstyle("round" if mark.round_caps else "butt")
            artist.set_solid_joinstyle("round")
        case Segments():
            artist = LineCollection(
                list(mark.segments), colors=mark.colour, linewidths=mark.width, linestyles=mark.style
            )
        case Dots():
            artist = PathCollection(
                [mark.marker],
                sizes=mark.sizes**2,
                offsets=mark.centres,
                offset_transform=transform,
                facecolors=mark.face,
                edgecolors=mark.edge,
                linewidths=mark.width,
                alpha=mark.alpha,
            )
            transform = Affine2D()
        case Area():
            artist = PathPatch(
                mark.path,
                facecolor=mark.face,
                edgecolor=mark.edge,
                linewidth=mark.width,
                hatch=mark.hatch,
                alpha=mark.alpha,
            )
        case _:
            artist = Text(
                mark.x,
                mark.y,
                mark.text,
                color=mark.colour,
                fontsize=mark.size,
                fontweight=mark.weight,
                horizontalalignment=mark.align,
                verticalalignment="baseline",
                rotation=mark.rotation,
                rotation_mode="anchor",
            )
    artist.set_transform(transform)
    artist.set_zorder(mark.level)
    return artist


@contextmanager
def settings(face: Typeface) -> Iterator[None]:
    """Draw with these fonts: text as given (no mathematics in ``$``), as outlines, the same bytes each time."""
    with (
        warnings.catch_warnings(),
        matplotlib.rc_context(
            {
                "font.family": _registered(face),
                "text.parse_math": False,
                "text.usetex": False,
                "axes.unicode_minus": True,
                "svg.fonttype": "path",
                "svg.hashsalt": "figure",
                "svg.image_inline": True,
                "path.simplify": False,
                "hatch.linewidth": 0.5,
                "savefig.bbox": None,
                "figure.dpi": 72,
            }
        ),
    ):
        yield


@lru_cache(maxsize=8)
def _registered(face: Typeface) -> list[str]:
    """Names of our own for the families, so that no font of the machine can take their place."""
    mark = hashlib.sha256("\0".join(face.regular + face.bold).encode()).hexdigest()[:8]
    names = [f"figure {mark} {number}" for number in range(len(face.regular))]
    for files, weight in ((face.regular, 400), (face.bold, 700)):
        for name, file in zip(names, files, strict=True):
            entry = font_manager.ttfFontProperty(font_manager.get_font(file))
            font_manager.fontManager.ttflist.append(replace(entry, fname=file, name=name, weight=weight))
    font_manager.fontManager._findfont_cached.cache_clear()  # type: ignore[attr-defined]
    return names


def png_bytes(sheet: Sheet, face: Typeface, dpi: int = 150) -> bytes:
    """The sheet as PNG on white."""
    stream = io.BytesIO()
    with settings(face):
        figure_of(sheet).savefig(stream, format="png", dpi=dpi, facecolor="white", metadata={"Software": None})
    return stream.getvalue()
