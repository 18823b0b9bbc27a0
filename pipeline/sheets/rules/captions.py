"""Captions of data sheets beside their rows of Indicators: another unit, or a text that is gone.

Nothing is made from a caption but what an editor reads there; ``gdgr tidy`` writes it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.units import UNIT, UNKNOWN, in_words
from pipeline.sheets.wide import Wide

_UNIT = "A2"
_ENGLISH = UNIT.format(unit="")


def check(content: Content) -> Iterator[Problem]:
    """Every rule of this module; a sheet without a caption, and one with lines of the editor's own, has none to judge."""
    for book in content.books:
        units = _units(book)
        for code, wide in book.wides.items():
            if wide.head > layout.CAPTION_ROWS and _is_ours(wide):
                yield from _blank(wide)
                if code in units:
                    yield from _unit(wide, *units[code])


def _is_ours(wide: Wide) -> bool:
    """Whether a caption is one that this layout writes, or was: with the code or the unit where it has them, or nothing at all."""
    if wide.captioned:
        return wide.captioned == wide.code
    return wide.measured.startswith(_ENGLISH) or not (wide.title or wide.measured)


def _units(book: IndicatorBook) -> dict[str, tuple[str, str]]:
    """The unit of each indicator, as Indicators has it and with its multiplier in words."""
    rows = book.indicators.of("code", "unit", "unit_multiplier")
    return {code: (unit, in_words(unit, power)) for _, code, unit, power in rows if unit}


def _blank(wide: Wide) -> Iterator[Problem]:
    parts = {"A1": ("title", wide.title), _UNIT: ("unit", wide.measured), "B3": ("code", wide.captioned)}
    lacking = {cell: name for cell, (name, text) in parts.items() if not text}
    if lacking:
        found = f"no {', '.join(lacking.values())} of {wide.code} in the caption"
        yield problem("sheet-caption-blank", Place(wide.file, wide.sheet, next(iter(lacking))), found)


def _unit(wide: Wide, unit: str, allowed: str) -> Iterator[Problem]:
    """A unit that is not the one of Indicators; in captions of other languages its words must be there, which stay English."""
    said = wide.measured
    same = said == _ENGLISH + allowed if said.startswith(_ENGLISH) else unit in said
    if said and not same and not said.endswith(UNKNOWN):
        found = f"{said!r} above the figures of {wide.code}"
        yield problem("sheet-caption-unit", Place(wide.file, wide.sheet, _UNIT), found, unit=allowed)
