"""From a drawing to its picture: checked, drawn, checked again. Whoever keeps pictures does so under ``key.picture_key``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import Kind
from pipeline.figures.kinds import KINDS
from pipeline.figures.layout import layout_of
from pipeline.figures.marks import Sheet
from pipeline.figures.save import check_words, svg_bytes
from pipeline.figures.theme import Theme, theme_of
from pipeline.figures.typeface import typeface


def picture(drawing: Drawing, fonts: Path | Sequence[Path]) -> bytes:
    """The SVG of a drawing: words and data checked, drawn, the finished picture checked; no file is written.

    ``fonts`` is a folder or the static font files in order. Raises Stop: exit 4 where data, options, labels or the
    finished picture break a rule, exit 6 where there is no font.
    """
    check_words(drawing)
    return svg_bytes(draw(drawing, fonts), drawing, typeface(fonts), look_of(drawing))


def look_of(drawing: Drawing) -> Theme:
    """Sizes and colours that a drawing has in its layout."""
    return theme_of(layout_of(drawing.kind, drawing.data, drawing.options))


def draw(drawing: Drawing, fonts: Path | Sequence[Path], theme: Theme | None = None) -> Sheet:
    """The sheet of a drawing, after the check of its data; in the look of its layout where no other is given."""
    kind = _kind(drawing)
    kind.check(drawing)
    with typeface(fonts).active():
        return kind.draw(drawing, theme or look_of(drawing))


def _kind(drawing: Drawing) -> Kind:
    if drawing.kind not in KINDS:
        raise drawing.wrong(
            "figure-kind-unknown", f"kind {drawing.kind!r}", f"one of {', '.join(KINDS)}", "write one of them"
        )
    return KINDS[drawing.kind]
