"""A figure that stands alone: its picture with headline, subtitle, source and edition as PNG, for whoever takes it elsewhere.

The words are outlines as those of the picture are, so that Typst, which makes the pixels, needs no font. The same figure gives
the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.make import look_of
from pipeline.figures.marks import Sheet
from pipeline.figures.save import check_words, refuse
from pipeline.figures.svg import svg_of
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import Typeface, typeface

PIXELS = 1600  # width of a poster, at least
MARGIN = 12.0  # points around it
GAP = 6.0
HEADLINE = 9.6  # points
SIZE = re.compile(rb'<svg\b[^>]*?\bwidth="([\d.]+)pt"')


def poster(picture: bytes, drawing: Drawing, fonts: Path | Sequence[Path], edition: str) -> bytes:
    """The PNG of a picture (SVG) with the words of its drawing; ``edition`` names the publication in its last line.

    Raises Stop: exit 4 where words are missing or the fonts lack a character, exit 6 where there is no font.
    """
    import typst

    check_words(drawing)
    face, look = typeface(fonts), look_of(drawing)
    with face.active():
        head, foot = _head(drawing, look), _foot(drawing, look, edition)
    parts = [_svg(head, face, drawing), picture, _svg(foot, face, drawing)]
    width = max(_width(part) for part in parts) + 2 * MARGIN
    images = "\n".join(f"#image(bytes({_string(part)}), width: {_width(part):.4f}pt)" for part in parts)
    source = (
        f'#set page(width: {width:.4f}pt, height: auto, margin: {MARGIN}pt, fill: rgb("{look.paper}"))\n'
        f"#set block(spacing: {GAP}pt)\n{images}\n"
    )
    made = typst.compile(source.encode(), format="png", ppi=math.ceil(PIXELS / width * 72), ignore_system_fonts=True)
    return made


def _weight(drawing: Drawing) -> str:
    """Bold, but in Chinese, whose font has one weight: bold digits among other characters would stand out."""
    return "normal" if drawing.language == "zh" else "bold"


def _head(drawing: Drawing, look: Theme) -> Sheet:
    """Headline and subtitle."""
    canvas = Canvas(look)
    weight = _weight(drawing)
    title = wrap(drawing.words.title, look.width - 2, HEADLINE, weight)
    subtitle = wrap(drawing.words.subtitle, look.width - 2, look.text)
    canvas.text(0, 0, title, HEADLINE, weight=weight, valign="top")
    below = text_height(title, HEADLINE, look) + 3
    canvas.text(0, below, subtitle, look.text, look.muted, valign="top")
    return canvas.finish(below + text_height(subtitle, look.text, look) + 1)


def _foot(drawing: Drawing, look: Theme, edition: str) -> Sheet:
    """Source, and the edition that the figure is taken from."""
    canvas = Canvas(look)
    source = wrap(drawing.words.source, look.width - 2, look.small)
    named = wrap(edition, look.width - 2, look.small, _weight(drawing))
    canvas.segments([((0, 0.5), (look.width, 0.5))], look.grid, 0.6)
    canvas.text(0, 5, source, look.small, look.muted, valign="top")
    below = 5 + text_height(source, look.small, look) + 1
    canvas.text(0, below, named, look.small, look.base, weight=_weight(drawing), valign="top")
    return canvas.finish(below + text_height(named, look.small, look) + 1)


def _svg(sheet: Sheet, face: Typeface, drawing: Drawing) -> bytes:
    made, missing = svg_of(sheet, face)
    if missing:
        raise refuse(drawing, [("figure-glyph-missing", text) for text in missing])
    return made


def _width(picture: bytes) -> float:
    """Width in points that a picture gives itself."""
    found = SIZE.search(picture)
    if not found:
        raise ValueError("a picture without a width in points")
    return float(found.group(1))


def _string(picture: bytes) -> str:
    """A picture as a string of Typst."""
    return '"' + picture.decode().replace("\\", "\\\\").replace('"', '\\"') + '"'
