"""Figures as texts: the decimal sign of a column, and the number in a cell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

# Cell texts that mean "no figure" in every file; a reading may add others (-99, n/a).
NO_FIGURE = frozenset(("", "nan", ":", "..", "...", "…"))
_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?\d+,(\d+)(?:[eE][+-]?\d+)?")
# A figure with the letters that Eurostat puts behind it: "93.2 b", ": c".
_FLAGGED = re.compile(r"(\S*?)(?:\s+([a-z]+))?")


def is_missing(text: str, also: Iterable[str] = ()) -> bool:
    """Whether a cell text means that there is no figure."""
    return text.casefold() in NO_FIGURE or text in also


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign of a column: ``.`` or ``,``; blank where commas may as well divide thousands.

    A comma is one only where no value contradicts: none has a point, and not all commas stand before three digits.

    >>> decimal_sign(["84,2", "91"]), decimal_sign(["84,2", "9.1"]), decimal_sign(["1,234", "20"]), decimal_sign(["5"])
    (',', '.', '', '.')
    """
    decimals: set[int] = set()
    for text in texts:
        if "." in text and _POINT.fullmatch(text):
            return "."
        if "," in text:
            match = _COMMA.fullmatch(text)
            if not match:
                return "."
            decimals.add(len(match[1]))
    if not decimals:
        return "."
    return "" if decimals == {3} else ","


def number(text: str, decimal: str = ".") -> float | None:
    """The number that a text is; None where it is none or is too large.

    >>> number("84,2", ","), number("84,2"), number("1e2"), number("nan")
    (84.2, None, 100.0, None)
    """
    if decimal == "," and "." not in text:
        text = text.replace(",", ".")
    if not _POINT.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def flagged(text: str) -> tuple[str, str]:
    """A figure and the letters behind it.

    >>> flagged("93.2 b"), flagged(": c"), flagged("92.5"), flagged("a b c")
    (('93.2', 'b'), (':', 'c'), ('92.5', ''), ('a b c', ''))
    """
    match = _FLAGGED.fullmatch(text.strip())
    return (match[1], match[2] or "") if match else (text, "")
