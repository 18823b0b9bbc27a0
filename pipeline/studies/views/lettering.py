"""The fonts of a study's pictures, for whatever writing its names are in; a character that none has stands as a box."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font

from pipeline.figures.typeface import BOLD, FALLBACK, REGULAR, Typeface
from pipeline.render.fonts import WHOLE, is_sans, package_file
from pipeline.studies.views.plain import one_line

BOX = "□"
WEIGHTS = (("Regular", REGULAR), ("Bold", BOLD))
_SOURCE = "fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"
_OWN = "–—…·•×→↑↓−±≤≥□% " + "".join(map(chr, range(0x20, 0x7F)))  # what pictures say themselves


class Lettering:
    """Regular and bold fonts for some texts: Noto Sans, Noto Sans SC where a character is wide, then DejaVu Sans.

    Noto Sans is cut from its variable font for the characters at hand, into ``folder``, which must last as long as the
    pictures are being made. Raises Stop (exit 6) where a font package is missing.
    """

    def __init__(self, texts: Iterable[str], folder: Path) -> None:
        characters = sorted(set(_OWN).union(*map(one_line, texts)))
        upright = package_file(*_SOURCE)
        wide = any(unicodedata.east_asian_width(one) in "WF" for one in characters)
        whole = [package_file(*one) for one in WHOLE["zh"] if is_sans(one[1])] if wide else []
        last = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        known: set[int] = set().union(
            *(FT2Font(str(file)).get_charmap() for file in (upright, *whole, last / FALLBACK[0]))
        )
        self._missing = {ord(one): BOX for one in characters if ord(one) not in known}
        files = []
        for (style, _), fallback in zip(WEIGHTS, FALLBACK, strict=True):
            cut = folder / f"NotoSans-{style}.ttf"
            files.append((str(cut), *map(str, whole), str(last / fallback)))
        for names, content in zip(files, _cut(upright, characters), strict=True):
            Path(names[0]).write_bytes(content)
        self.face = Typeface(("Noto Sans",), *files)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font has."""
        return tuple(map(chr, self._missing))

    def clean(self, text: str) -> str:
        """The text on one line, each character that no font has as a box."""
        return one_line(text).translate(self._missing)


def _cut(source: Path, characters: Iterable[str]) -> list[bytes]:
    """Static fonts of both weights from a variable font, for some characters only: all of them would take seconds."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source, recalcTimestamp=False, lazy=True)
    options = subset.Options(name_IDs=["*"], hinting=False, recalc_timestamp=False)
    options.drop_tables += ["BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(one) for one in characters])
    cutter.subset(font)
    small = io.BytesIO()
    font.save(small)
    made = []
    for style, weight in WEIGHTS:
        font = TTFont(io.BytesIO(small.getvalue()), recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True, static=True)
        for number, name in (
            (4, f"Noto Sans {style}"),
            (6, f"NotoSans-{style}"),
        ):  # glyphs of a picture are called by it
            font["name"].setName(name, number, 3, 1, 0x409)
        stream = io.BytesIO()
        font.save(stream)
        made.append(stream.getvalue())
    return made
