"""The fonts of a figure: registered under names of our own, so that no font of the machine can take their place."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from pipeline.problems import ExitCode, Place, stop

MISSING_GLYPH = r"Glyph .* missing from font"
SUFFIXES = (".ttf", ".otf")
LARGE = 20_000  # characters: a font with more is one for Chinese, whose Latin letters are not wanted
FALLBACK = "DejaVu Sans"  # ships inside matplotlib: arrows, marks, Arabic where the given fonts have none


@dataclass(frozen=True)
class Typeface:
    """Families in the order of fallback, and a digest of the font files. A family without a bold file uses regular."""

    families: tuple[str, ...]
    digest: str

    @contextmanager
    def active(self) -> Iterator[None]:
        """Draw with these fonts: text as given (no mathematics in ``$``), as outlines, the same bytes each time.

        A character without a glyph is not warned of while text is measured; the one place that saves looks for it.
        """
        with (
            warnings.catch_warnings(),
            matplotlib.rc_context(
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
            ),
        ):
            warnings.filterwarnings("ignore", MISSING_GLYPH)
            yield


def font_files(fonts: Path | Sequence[Path]) -> tuple[Path, ...]:
    """The font files of a folder in the order of their names, or the given files as they are."""
    if isinstance(fonts, Path):
        return tuple(sorted(path for path in fonts.iterdir() if path.suffix.lower() in SUFFIXES))
    return tuple(fonts)


def typeface(fonts: Path | Sequence[Path]) -> Typeface:
    """Register static font files and put their families in order: Latin first, then the others by name.

    ``fonts`` is a folder or a sequence of TrueType or OpenType files; serif families among them are left out. Raises Stop (exit 6) where there is none.
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
    found = [(file, FT2Font(file)) for file in files]
    sans = [(file, font) for file, font in found if "Sans" in font.family_name]
    found = sans or found
    hashed = hashlib.sha256()
    for file, _ in found:
        hashed.update(hashlib.sha256(Path(file).read_bytes()).digest())
    digest = hashed.hexdigest()
    families: dict[str, tuple[bool, str]] = {}
    entries: dict[str, list[FontEntry]] = {}
    for _, font in found:
        entry = font_manager.ttfFontProperty(font)
        own = f"figure {digest[:8]} {entry.name}"
        characters = font.get_charmap().keys()
        latin = ord("A") in characters and len(characters) < LARGE
        families.setdefault(own, (not latin, entry.name))
        entries.setdefault(own, []).append(replace(entry, name=own))
    for faces in entries.values():
        if all(face.weight in ("normal", 400) for face in faces):
            faces.append(replace(faces[0], weight=700))
        font_manager.fontManager.ttflist.extend(faces)
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
