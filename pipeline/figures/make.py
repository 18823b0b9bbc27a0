"""From an exhibit and its words to the files of a figure, drawn once and kept under the digest of all it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.figures.drawing import Drawing
from pipeline.figures.key import fonts_digest, picture_key
from pipeline.figures.kind import Kind
from pipeline.figures.kinds import KINDS
from pipeline.figures.marks import Sheet
from pipeline.figures.save import check_words, csv_bytes, svg_bytes, write
from pipeline.figures.theme import THEME, Theme
from pipeline.figures.typeface import font_files, typeface
from pipeline.findings.exhibit import Exhibit, Words


@dataclass(frozen=True)
class Drawn:
    """The files of one figure in one language; width and height in points; whether the picture was kept from before."""

    id: str
    language: str
    svg: Path
    csv: Path
    digest: str
    width: float
    height: float
    kept: bool


def draw_figure(
    exhibit: Exhibit, words: Words, language: str, fonts: Path | Sequence[Path], into: Path, cache: Path | None = None
) -> Drawn:
    """Draw one exhibit in one language into ``into/<id>.svg`` and ``into/<id>.csv``. See ``draw_files``."""
    return draw_files(Drawing.of(exhibit, words, language), fonts, into, cache)


def draw_files(drawing: Drawing, fonts: Path | Sequence[Path], into: Path, cache: Path | None = None) -> Drawn:
    """Draw, check and save: a function of plain values, so that processes can share the work.

    ``fonts`` is a folder or the static font files in order; ``cache`` a folder of pictures by digest (none: always draw).
    Raises Stop: exit 4 where data, options, labels or the finished picture break a rule, exit 6 where there is no font.
    """
    digest = picture_key(drawing, fonts_digest(font_files(fonts)))
    store = cache / f"{digest}.svg" if cache else None
    kept = store is not None and store.is_file()
    if store and kept:
        check_words(drawing)
        _kind(drawing).check(drawing)
        content = store.read_bytes()
    else:
        content = picture(drawing, fonts)
    if store and not kept:
        write(store, content)
    svg, csv = into / f"{drawing.id}.svg", into / f"{drawing.id}.csv"
    write(svg, content)
    write(csv, csv_bytes(drawing.data))
    width, height = size_of(content)
    return Drawn(drawing.id, drawing.language, svg, csv, digest, width, height, kept)


def picture(drawing: Drawing, fonts: Path | Sequence[Path]) -> bytes:
    """The SVG of a drawing: words and data checked, drawn, the finished picture checked; no file is written.

    ``fonts`` is a folder or the static font files in order. Raises Stop: exit 4 where data, options, labels or the
    finished picture break a rule, exit 6 where there is no font.
    """
    check_words(drawing)
    return svg_bytes(draw(drawing, fonts), drawing, typeface(fonts), THEME)


def draw(drawing: Drawing, fonts: Path | Sequence[Path], theme: Theme = THEME) -> Sheet:
    """The sheet of a drawing, after the check of its data."""
    kind = _kind(drawing)
    kind.check(drawing)
    with typeface(fonts).active():
        return kind.draw(drawing, theme)


def _kind(drawing: Drawing) -> Kind:
    if drawing.kind not in KINDS:
        raise drawing.wrong(
            "figure-kind-unknown", f"kind {drawing.kind!r}", f"one of {', '.join(KINDS)}", "write one of them"
        )
    return KINDS[drawing.kind]


def size_of(picture: bytes) -> tuple[float, float]:
    """Width and height in points from the head of an SVG. Raises ValueError where it has none."""
    match = re.search(rb'<svg[^>]*?width="([\d.]+)pt"[^>]*?height="([\d.]+)pt"', picture[:2000]) or re.search(
        rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture[:2000]
    )
    if not match:
        raise ValueError("no size in the head of the SVG")
    return float(match[1]), float(match[2])
