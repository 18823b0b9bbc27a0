"""The fonts of a figure: registered under names of our own, so that no font of the machine can take their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from pipeline.problems import ExitCode, Place, stop

SUFFIXES = (".ttf", ".otf")
FALLBACK = "DejaVu Sans"  # ships inside matplotlib: arrows, marks, Arabic where the given fonts have none


@dataclass(frozen=True)
class Typeface:
    """Families in the order of fallback, and a digest of the font files. A family without a bold file uses regular."""

    families: tuple[str, ...]
    digest: str

    @contextmanager
    def active(self) -> Iterator[None]:
        """Draw with these fonts: text as given (no mathematics in ``$``), as outlines, the same bytes each time."""
        with matplotlib.rc_context(
            {
                "font.family": [*self.families, FALLBACK],
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
        ):
            yield


def font_files(fonts: Path | Sequence[Path]) -> tuple[Path, ...]:
    """The font files of a folder in the order of their names, or the given files as they are."""
    if isinstance(fonts, Path):
        return tuple(sorted(path for path in fonts.iterdir() if path.suffix.lower() in SUFFIXES))
    return tuple(fonts)


def typeface(fonts: Path | Sequence[Path]) -> Typeface:
    """Register static font files and put their families in order: Latin first, then the others by name.

    ``fonts`` is a folder or a sequence of TrueType or OpenType files. Raises Stop (exit 6) where there is none.
    """
    files = font_files(fonts)
    if not files:
        raise stop(
            ExitCode.ENVIRONMENT,
            "figure-fonts-missing",
            Place(str(fonts)),
            "no font file",
            "static .ttf or .otf files: Noto Sans Regular and Bold, Noto Sans SC Regular",
            "install the fonts that the lock file names and run again",
        )
    return _register(tuple(str(path) for path in files))


@lru_cache(maxsize=8)
def _register(files: tuple[str, ...]) -> Typeface:
    digests = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files]
    digest = hashlib.sha256("".join(digests).encode()).hexdigest()
    families: dict[str, tuple[bool, str]] = {}
    for file in files:
        font = FT2Font(file)
        entry = font_manager.ttfFontProperty(font)
        own = f"figure {digest[:8]} {entry.name}"
        if own not in families:
            latin = {ord("A"), ord("я")} <= font.get_charmap().keys()
            families[own] = (not latin or len(font.get_charmap()) > 20_000, entry.name)
        font_manager.fontManager.ttflist.append(replace(entry, name=own))
    for own in families:
        faces = [entry for entry in font_manager.fontManager.ttflist if entry.name == own]
        if all(entry.weight in ("normal", 400) for entry in faces):
            font_manager.fontManager.ttflist.append(replace(faces[0], weight=700))
    font_manager.fontManager._findfont_cached.cache_clear()  # type: ignore[attr-defined]
    return Typeface(tuple(sorted(families, key=lambda own: families[own])), digest)


@lru_cache(maxsize=65536)
def _extent(text: str, size: float, weight: str, families: tuple[str, ...]) -> tuple[float, float, float]:
    properties = FontProperties(family=list(families), size=size, weight=weight)
    width, height, descent = text_to_path.get_text_width_height_descent(text, properties, ismath=False)
    return float(width), float(height), float(descent)


def text_extent(text: str, size: float, weight: str = "normal") -> tuple[float, float, float]:
    """Width, height and descent in points of the ink of one line in the active typeface."""
    return _extent(text, size, weight, tuple(matplotlib.rcParams["font.family"]))


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width in points of one or more lines in the active typeface, as the saved picture will have it."""
    families = tuple(matplotlib.rcParams["font.family"])
    return max((_extent(line, size, weight, families)[0] for line in text.split("\n") if line), default=0.0)
