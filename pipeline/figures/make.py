"""From an exhibit and its words to the files of a figure, drawn once and kept under the digest of all it rests on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import babel
import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import Kind
from pipeline.figures.kinds import KINDS
from pipeline.figures.save import check_words, csv_bytes, svg_bytes, write
from pipeline.figures.theme import THEME, Theme
from pipeline.figures.typeface import Typeface, typeface
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
    check_words(drawing)
    _kind(drawing).check(drawing)
    face = typeface(fonts)
    digest = digest_of(drawing, face)
    store = cache / f"{digest}.svg" if cache else None
    kept = store is not None and store.is_file()
    picture = store.read_bytes() if store and kept else _picture(drawing, face)
    if store and not kept:
        write(store, picture)
    svg, csv = into / f"{drawing.id}.svg", into / f"{drawing.id}.csv"
    write(svg, picture)
    write(csv, csv_bytes(drawing.data))
    width, height = size_of(picture)
    return Drawn(drawing.id, drawing.language, svg, csv, digest, width, height, kept)


def draw(drawing: Drawing, fonts: Path | Sequence[Path], theme: Theme = THEME) -> Figure:
    """The matplotlib figure of a drawing, after the check of its data; for tests and for a look."""
    kind = _kind(drawing)
    kind.check(drawing)
    with typeface(fonts).active():
        return kind.draw(drawing, theme)


def _picture(drawing: Drawing, face: Typeface) -> bytes:
    with face.active():
        return svg_bytes(KINDS[drawing.kind].draw(drawing, THEME), drawing, THEME)


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


def digest_of(drawing: Drawing, face: Typeface) -> str:
    """SHA-256 over all that the picture rests on: data, labels, options, language, fonts, code, library versions."""
    parts = {
        "kind": drawing.kind,
        "data": _plain(drawing.data),
        "labels": _plain(drawing.words.labels),
        "options": _plain(drawing.options),
        "language": drawing.language,
        "fonts": [face.digest, *face.families],
        "code": code_digest(),
        "versions": [matplotlib.__version__, babel.__version__],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON knows it, frames as their CSV, so that equal values have equal digests."""
    if isinstance(value, pd.DataFrame):
        return csv_bytes(value).decode()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return repr(value)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """SHA-256 over the modules of this package and of the language, in the order of their names."""
    here = Path(__file__).parent
    sources = [*sorted(here.rglob("*.py")), here.parent / "language.py"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()
