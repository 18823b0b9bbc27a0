"""The fonts of a figure: the given files and no other, in the order of fallback, one sequence a weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontEntry, ttfFontProperty, weight_dict
from matplotlib.ft2font import FT2Font

from pipeline.figures.glyphs import UNITS, Fonts, shape
from pipeline.problems import ExitCode, Place, stop

SUFFIXES = (".ttf", ".otf")
LARGE = 20_000  # characters: a font with more is one for Chinese, whose Latin letters are not wanted
# Ship inside matplotlib: arrows, marks, Arabic where the given fonts have none.
FALLBACK = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
REGULAR, BOLD = 400, 700


@dataclass(frozen=True)
class Typeface:
    """Families in the order of fallback and the files of each weight. A family without a bold file uses regular."""

    families: tuple[str, ...]
    regular: Fonts
    bold: Fonts

    def files(self, weight: str) -> Fonts:
        """The files of a weight."""
        return self.bold if weight == "bold" else self.regular

    @contextmanager
    def active(self) -> Iterator[None]:
        """Measure with these fonts."""
        token = _active.set(self)
        try:
            yield
        finally:
            _active.reset(token)


_active: ContextVar[Typeface] = ContextVar("typeface")


def font_files(fonts: Path | Sequence[Path]) -> tuple[Path, ...]:
    """The font files of a folder in the order of their names, or the given files as they are."""
    if isinstance(fonts, Path):
        return tuple(sorted(path for path in fonts.iterdir() if path.suffix.lower() in SUFFIXES))
    return tuple(fonts)


def typeface(fonts: Path | Sequence[Path]) -> Typeface:
    """Put static font files in order by family: Latin first, then the others by name.

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
    return _read(tuple(str(path) for path in files))


@lru_cache(maxsize=8)
def _read(files: tuple[str, ...]) -> Typeface:
    found = [FT2Font(file) for file in files]
    found = [font for font in found if "Sans" in font.family_name] or found
    order: dict[str, tuple[bool, str]] = {}
    faces: dict[str, list[FontEntry]] = {}
    for font in found:
        entry = ttfFontProperty(font)
        if entry.name not in order:
            characters = font.get_charmap().keys()
            order[entry.name] = (not (ord("A") in characters and len(characters) < LARGE), entry.name)
        faces.setdefault(entry.name, []).append(entry)
    families = tuple(sorted(order, key=lambda name: order[name]))
    last = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    regular, bold = (
        (*(_nearest(faces[name], weight) for name in families), str(last / fallback))
        for weight, fallback in zip((REGULAR, BOLD), FALLBACK, strict=True)
    )
    return Typeface(families, regular, bold)


def _nearest(faces: Sequence[FontEntry], weight: int) -> str:
    """The file of the upright face whose weight is nearest; of a slanted one where there is no other."""
    upright = [face for face in faces if face.style == "normal"] or faces
    return str(min(upright, key=lambda face: abs(_number(face.weight) - weight)).fname)


def _number(weight: str | int) -> int:
    return weight_dict[weight] if isinstance(weight, str) else weight


def text_extent(text: str, size: float, weight: str = "normal") -> tuple[float, float, float]:
    """Width, height and descent in points of the ink of one line in the active typeface."""
    scale = size / UNITS
    line = shape(text, _active.get().files(weight))
    return line.width * scale, line.height * scale, line.descent * scale


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width in points of one or more lines in the active typeface, as the saved picture will have it."""
    fonts, scale = _active.get().files(weight), size / UNITS
    return max((shape(line, fonts).width * scale for line in text.split("\n") if line), default=0.0)
