"""Lines of text as glyphs: shaped and measured once a process, whatever their size, and each glyph's outline kept.

Most texts and nearly all glyphs come again in the next figure of a language. The font library is asked at one size, and
sizes are a scale in the picture.
"""

from __future__ import annotations

import os
import unicodedata
import urllib.parse
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from matplotlib import _path, font_manager
from matplotlib.ft2font import FT2Font, GlyphIndexType, LoadFlags
from matplotlib.path import Path as Shape

UNITS = 100.0  # points at which text is shaped, as matplotlib does for outlines
FREETYPE = 64  # the font library counts in 64ths of a point
# Blocks in which each glyph follows the one before: from Latin to Cyrillic; punctuation and signs; Chinese and its forms.
IN_LINE = ((" ", "\u058f"), ("\u2010", "\u23ff"), ("\u3001", "\u9fff"), ("\uff01", "\uff60"))
LAST_RESORT = "Last Resort"  # the family that matplotlib puts last: boxes for characters that no font has
Fonts = tuple[str, ...]  # files of one weight in the order of fallback


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a font: its name in a picture, its outline as path data in 64ths of a point; box and step likewise."""

    name: str
    outline: str
    low: int
    high: int
    advance: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of text at size ``UNITS``: width, height and descent in points, glyphs with their places, characters missing."""

    width: float
    height: float
    descent: float
    glyphs: tuple[tuple[Glyph, float, float], ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=32768)
def shape(text: str, fonts: Fonts) -> Shaped:
    """One line of text in fonts of falling preference; a character that none has is a box and named in ``missing``.

    The measures are those of ``FT2Font.set_text``: from the first origin to the end of the last step, and the ink's height.
    """
    font = font_manager.get_font(fonts)
    font.set_size(UNITS, 72)
    # The public ways shape a line once to measure it and once to draw it, and load each of its glyphs each time.
    items = font._layout(text, LoadFlags.NO_HINTING)
    if not items:
        return Shaped(0.0, 0.0, 0.0, (), ())
    glyphs = tuple((_glyph(item.ft_object, item.glyph_index), item.x, item.y) for item in items)
    width, height, descent = _sum(glyphs) if _runs_on(text) else _measured(font, text)
    missing = [
        item.char for item in items if not item.glyph_index or item.ft_object.family_name.startswith(LAST_RESORT)
    ]
    told = tuple(f"no glyph for {_told(character)}" for character in dict.fromkeys(missing))
    return Shaped(width / FREETYPE, height / FREETYPE, descent / FREETYPE, glyphs, told)


@lru_cache(maxsize=4096)
def _plain(character: str) -> bool:
    """In such a block, no mark, and not to be set as a letter and its mark where a font has no ``ṃ``."""
    return (
        any(first <= character <= last for first, last in IN_LINE)
        and unicodedata.category(character)[0] in "LNPSZ"
        and unicodedata.is_normalized("NFD", character)
    )


def _runs_on(text: str) -> bool:
    """Whether every glyph follows the one before: no marks, which are moved, no writing from right to left or in clusters."""
    return all(_plain(character) for character in text)


def _sum(glyphs: Sequence[tuple[Glyph, float, float]]) -> tuple[int, int, int]:
    """Width, height and descent of glyphs of which each follows the one before."""
    low = min(round(y * FREETYPE) + glyph.low for glyph, _, y in glyphs)
    high = max(round(y * FREETYPE) + glyph.high for glyph, _, y in glyphs)
    last, x, _ = glyphs[-1]
    return round(x * FREETYPE) + last.advance, high - low, -low


def _measured(font: FT2Font, text: str) -> tuple[int, int, int]:
    """Width, height and descent by shaping the text once more: the plain way."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of missing characters, which are told otherwise
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return *font.get_width_height(), font.get_descent()


def _told(characters: str) -> str:
    return ", ".join(f"U+{ord(one):04X} ({unicodedata.name(one, 'without a name')})" for one in characters)


_glyphs: dict[tuple[int, int], Glyph] = {}
_fonts: dict[int, FT2Font] = {}  # keeps the fonts alive whose identities are keys above


def _glyph(font: FT2Font, index: GlyphIndexType) -> Glyph:
    found = _glyphs.get((id(font), index))
    if found is None:
        _fonts[id(font)] = font
        loaded = font.load_glyph(index, flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        name = urllib.parse.quote(f"{font.postscript_name}-{index:x}")
        _, low, _, high = loaded.bbox
        found = Glyph(name, path_data(Shape(vertices * FREETYPE, codes)), low, high, loaded.horiAdvance)
        _glyphs[id(font), index] = found
    return found


def path_data(path: Shape, matrix: np.ndarray | None = None, bounds: tuple[float, ...] | None = None) -> str:
    """A path as SVG path data with up to six decimals, after an affine ``matrix``; lines are cut far outside ``bounds``."""
    data: bytes = _path.convert_to_string(  # type: ignore[attr-defined]
        path, matrix, bounds, False, None, 6, [b"M", b"L", b"Q", b"C", b"z"], False
    )
    return data.decode("ascii")


def _forget() -> None:
    shape.cache_clear()
    _glyphs.clear()
    _fonts.clear()


# Fonts of the font library do not survive a fork; matplotlib drops its own in the same way.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
