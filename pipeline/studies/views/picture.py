"""A picture of a study: a chart with its words, as SVG and PNG that stand alone, held to the rules of every figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pandas as pd
from matplotlib.path import Path as Shape

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.marks import Area, Dots, Line, Mark, Segments, Sheet, TextLine
from pipeline.figures.save import svg_bytes
from pipeline.figures.theme import THEME, Theme
from pipeline.findings.exhibit import Words
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.places import MARK

HEADLINE = 9.6  # points, as on posters
MARGIN = 12.0
PIXELS = 1600  # width of a PNG, at least
TALLEST = 24_000  # pixels that viewers still open


@dataclass(frozen=True)
class Picture:
    """``name`` is that of its files, ``sheet`` the chart; ``title`` and ``subtitle`` stand above it, ``source`` below, ``alt`` says what is seen."""

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    sheet: Sheet


def look(width: float) -> Theme:
    """The theme of figures for a picture of any width, as high as its rows need: no page cuts it."""
    return replace(THEME, width=width, max_height=math.inf)


def drawing(name: str, words: Words) -> Drawing:
    """An empty drawing: what charts of rows and the check of a picture ask for."""
    return Drawing(name, "study", pd.DataFrame(), words, "en")


def chart(picture: Picture, lettering: Lettering) -> bytes:
    """The chart alone as SVG, for a page that has its words as text. Raises Stop (exit 4) where it breaks a rule of figures."""
    return _svg(picture, picture.sheet, lettering)


def alone(picture: Picture, lettering: Lettering) -> bytes:
    """The chart with its words as SVG. Raises Stop as ``chart`` does."""
    with lettering.face.active():
        whole = _with_words(picture)
    ending = b"<defs>"  # the first: what stands before it says what the file is
    about = f"<title>{escape(picture.title)}</title><desc>{escape(picture.alt)}</desc><!-- {MARK} -->".encode()
    return _svg(picture, whole, lettering).replace(ending, about + b"\n " + ending, 1)


def png(svg: bytes, sheet: Sheet) -> bytes:
    """The pixels of an SVG whose chart is ``sheet``."""
    import typst

    width, height = sheet.page
    size = min(math.ceil(PIXELS / width * 72), math.floor(TALLEST / (height + 80) * 72))
    text = svg.decode().replace("\\", "\\\\").replace('"', '\\"')
    page = f'#set page(width: auto, height: auto, margin: {MARGIN}pt, fill: rgb("{THEME.paper}"))\n#image(bytes("{text}"))\n'
    return bytes(typst.compile(page.encode(), format="png", ppi=size, ignore_system_fonts=True))


def stacked(sheets: Sequence[Sheet], gap: float) -> Sheet:
    """Sheets below one another as one."""
    marks: list[Mark] = []
    top = 0.0
    for sheet in sheets:
        marks += [_moved(mark, top) for mark in sheet.marks]
        top += sheet.height + gap
    return Sheet(max(sheet.width for sheet in sheets), top - gap, tuple(sorted(marks, key=lambda mark: mark.level)))


def _svg(picture: Picture, sheet: Sheet, lettering: Lettering) -> bytes:
    words = Words(picture.title, picture.subtitle, picture.source, picture.alt, "")
    return svg_bytes(sheet, drawing(picture.name, words), lettering.face, look(sheet.width))


def _with_words(picture: Picture) -> Sheet:
    width, theme = picture.sheet.width, look(picture.sheet.width)
    head = Canvas(theme)
    title = wrap(picture.title, width - 2, HEADLINE, "bold")
    subtitle = wrap(picture.subtitle, width - 2, theme.text)
    head.text(0, 0, title, HEADLINE, weight="bold", valign="top")
    below = text_height(title, HEADLINE, theme) + 3
    head.text(0, below, subtitle, theme.text, theme.muted, valign="top")
    foot = Canvas(theme)
    source = wrap(picture.source, width - 2, theme.small)
    foot.segments([((0, 0.5), (width, 0.5))], theme.grid, 0.6)
    foot.text(0, 5, source, theme.small, theme.muted, valign="top")
    tops = head.finish(below + text_height(subtitle, theme.text, theme) + 2)
    return stacked([tops, picture.sheet, foot.finish(6 + text_height(source, theme.small, theme))], 5.0)


def _moved(mark: Mark, down: float) -> Mark:
    shift = np.array([0.0, down])
    match mark:
        case Line():
            return replace(mark, points=mark.points + shift)
        case Segments():
            ends = [((a[0], a[1] + down), (b[0], b[1] + down)) for a, b in mark.segments]
            return replace(mark, segments=ends)
        case Dots():
            return replace(mark, centres=mark.centres + shift)
        case Area():
            return replace(mark, path=Shape(mark.path.vertices + shift, mark.path.codes))
        case TextLine():
            return replace(mark, y=mark.y + down)
