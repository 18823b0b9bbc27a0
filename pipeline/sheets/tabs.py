"""Tabs and indicators: which sheet of a workbook holds which indicator, and what names a tab may have.

The column ``sheet`` of Indicators names the tab; where it is blank, or not there, the tab is called as the code. Whatever
looks for the sheet of an indicator asks here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from pipeline.sheets import layout
from pipeline.sheets.read import Sheet
from pipeline.sheets.tables import as_text

LONGEST = 31  # characters of a tab's name, in Excel
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_RESERVED = frozenset(name.casefold() for name in (*layout.OWN_SHEETS, "History"))  # Excel keeps the last for itself


def tab(code: str, named: object = "") -> str:
    """The tab of an indicator: what its row names (the cell ``sheet``), else its code."""
    return str(named or "").strip() or code


def tabs_of(sheets: Mapping[str, Sheet]) -> dict[str, str]:
    """Indicator code → name of its tab, by the sheet Indicators of a workbook; empty where there is none."""
    listed = sheets.get(layout.INDICATORS)
    if listed is None or not listed.rows:
        return {}
    header = [as_text(value) for value in listed.rows[0]]
    if layout.CODE not in header:
        return {}
    code, named = header.index(layout.CODE), header.index(layout.TAB) if layout.TAB in header else None
    found: dict[str, str] = {}
    for row in listed.rows[1:]:
        text = as_text(row[code])
        if text:
            found.setdefault(text, tab(text, as_text(row[named]) if named is not None else ""))
    return found


def by_identity(sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """The sheets by what they are: a data sheet by its indicator's code, every other by its own name.

    So a sheet stays the same one when its tab gets another name.
    """
    codes = {name: code for code, name in tabs_of(sheets).items()}
    found: dict[str, Sheet] = {}
    for name, sheet in sheets.items():
        identity = codes.get(name, name)
        found[name if identity in found else identity] = sheet
    return found


def legal(name: str) -> bool:
    """Whether a text can name a sheet in Excel and LibreOffice."""
    return 0 < len(name) <= LONGEST and not _FORBIDDEN.search(name)


def proposed(code: str, name: str, taken: Collection[str]) -> str:
    """A tab name for an indicator from its short name: legal, and not one of ``taken`` (in any case); else its code.

    >>> proposed("SPI.2", "SPI 2.1: data / releases", ())
    'SPI 2.1 - data - releases'
    """
    text = re.sub(r"\s*[:]\s*", " - ", name)
    text = re.sub(r"[\[\]*?/\\']", "-", text)
    text = re.sub(r"\s+", " ", text).strip()[:LONGEST].strip()
    occupied = _RESERVED | {one.casefold() for one in taken}
    if text and text.casefold() not in occupied:
        return text
    for number in range(2, 100):
        again = f"{text[: LONGEST - 4]} ({number})"
        if text and again.casefold() not in occupied:
            return again
    return code
