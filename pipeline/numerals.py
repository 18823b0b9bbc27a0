"""Numbers as they are printed in the languages of the report, and the one form in which they are compared: ``-1234.50``.

Digits stay as they were printed (17.10 is not 17.1); signs between thousands go, the decimal mark is a point, and the
digits of Arabic script are those of ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

# Signs between thousands, and the decimal marks, by language; the first of each is the one that the report prints.
THOUSANDS = {"en": ",", "zh": ",", "fr": "\u202f\xa0", "es": ".", "ru": "\xa0\u202f", "ar": ",٬"}
DECIMAL = {"en": ".", "zh": ".", "fr": ",", "es": ",", "ru": ",", "ar": ".٫"}
MINUS = "−-\u2011"
SPACES = " \t\xa0\u202f\u2009"
DIRECTION = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")  # marks that turn the line, beside Arabic numbers


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """The numbers of a language in its texts; no part of a word, an address or a code."""
    between, mark = re.escape(THOUSANDS[language]), re.escape(DECIMAL[language])
    whole = rf"\d{{1,3}}(?:[{between}]\d{{3}})+(?!\d)|\d+"
    minus = rf"(?:(?<![A-Za-z\d_.,:/–-])[{re.escape(MINUS)}](?=\d))?"
    return re.compile(rf"{minus}(?<![A-Za-z\d_.])(?<!\d[.,])(?:{whole})(?:[{mark}]\d+)?(?![.,٫٬]?\d)(?!\w*[A-Za-z_])")


def found(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Every number of a text in the common form, and where it begins."""
    for match in _pattern(language).finditer(text):
        yield common(match.group(), language), match.start()


def common(shown: str, language: str) -> str:
    """A printed number in the common form."""
    plain = "".join(mark for mark in shown if mark not in THOUSANDS[language])
    digits = "".join(
        "." if mark in DECIMAL[language] else "-" if mark in MINUS else str(unicodedata.digit(mark)) for mark in plain
    )
    return "0" + digits if digits.startswith(".") else digits


def typed(text: str, languages: Iterable[str]) -> dict[str, list[str]]:
    """What a typed number can be, and in which of some languages; with or without a unit, a sign of per cent, quotes.

    A space between thousands may be any space. Empty where the text has no number in any of them, or several.
    """
    bare = DIRECTION.sub("", text).strip("\"'“”«» \t")
    bare = re.sub(rf"^(?:US\$|[$€£¥]|USD)[{SPACES}]*", "", bare)
    bare = re.sub(rf"(?<=\d)[{SPACES}]*(?:[%٪‰]|per cent|percent|pp)\.?$", "", bare)
    read: dict[str, list[str]] = {}
    for language in languages:
        tight = bare
        if set(THOUSANDS[language]) & set(SPACES):
            tight = re.sub(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))", THOUSANDS[language][0], bare)
        numbers = [one[0] for one in _pattern(language).finditer(tight)]
        if len(numbers) == 1:
            read.setdefault(common(numbers[0], language), []).append(language)
    return read


def decimals(number: str) -> int:
    """Decimals of a number in the common form."""
    return len(number.partition(".")[2])


def close(number: str, others: Iterable[str], most: int) -> list[str]:
    """The nearest of some numbers in the common form, nearest first, each once."""
    value = float(number)
    ordered = sorted(set(others), key=lambda one: (abs(float(one) - value), one))
    return ordered[:most]
