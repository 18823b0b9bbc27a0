"""Figures as texts: the signs of a column (decimals, thousands), the number in a cell, and marks behind it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

# Cell texts that mean "no figure" in every file; a reading may add others (-99, x). A dash may mean nil, so it is not here.
NO_FIGURE = frozenset(("", "nan", ":", "..", "...", "…", "na", "n/a", "n.a.", "n.a", "#n/a", "null", "none"))
_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_BODY = re.compile(r"[+-]?([\d.,' ]*\d[\d.,' ]*?)(?:[eE][+-]?\d+)?")
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"),  # 1,234,567 and 12,34,567 as in India
    **{sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in ". '"},
}
_WORDS = {"unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_POWERS = _WORDS | {f"{word}s": power for word, power in _WORDS.items()}
# Digits and signs of other scripts, blanks that do not break, minus signs.
_WESTERN = str.maketrans(
    {
        **{chr(first + digit): str(digit) for first in (0x660, 0x6F0, 0xFF10) for digit in range(10)},
        **{"\u066b": ".", "\uff0e": ".", "\uff0c": ",", "\u066c": "'", "\u2019": "'", "\u02bc": "'"},
        **{"\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u066a": "%", "\uff05": "%"},
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u3000", " "),
    }
)
_DASH = re.compile(r"[\u2010\u2011\u2013\u2014](?=\d)")
# Marks behind a figure: letters and signs ("93.2 b", "84.1*", "7²"), or those and numbers in brackets ("91 (p)", "75 [1]").
_MARK = re.compile(r"\s*(?:[(\[]\s*(\w{1,3}|[*†‡#]+)\s*[)\]]|(?<=[\s\d:.…%])([A-Za-z]{1,4})|([*†‡#¹²³⁰⁴-⁹]+))\s*$")


@dataclass(frozen=True)
class Signs:
    """The decimal sign of a column (``.`` or ``,``), and the signs that stand between its thousands."""

    decimal: str = "."
    groups: str = ""


def western(text: str) -> str:
    """A text with the digits and signs of other scripts as ASCII has them.

    >>> western("−5,2"), western("1\u202f234"), western("٤٥٫٢"), western("–3"), western("–")
    ('-5,2', '1 234', '45.2', '-3', '–')
    """
    if text.isascii():
        return text
    text = text.translate(_WESTERN)
    return _DASH.sub("-", text, count=1) if _DASH.match(text) else text


def is_plain(text: str) -> bool:
    """Whether a text is a number with a decimal point or none, and nothing else."""
    return _POINT.fullmatch(text) is not None


def is_missing(text: str, also: Iterable[str] = ()) -> bool:
    """Whether a cell text means that there is no figure."""
    return text.casefold() in NO_FIGURE or text in also


def find_signs(texts: Iterable[str], decimal: str = "", semicolons: bool = False) -> Signs | None:
    """The signs of a column; None where a comma or a point may as well divide thousands.

    A sign is that of the decimals where some figure proves it; ``decimal`` is one that was declared. Where values
    contradict one another the point is it, and the others are no numbers. In a file with ``semicolons`` points before
    three digits prove nothing either, as its decimals are usually commas.

    >>> find_signs(["84,2", "91"]), find_signs(["84,2", "9.1"]), find_signs(["1,234", "20"]), find_signs(["5"])
    (Signs(decimal=',', groups=''), Signs(decimal='.', groups=''), None, Signs(decimal='.', groups=''))
    >>> find_signs(["1 234,5"]), find_signs(["1,234.5", "7"]), find_signs(["1.234", "1.000.000"]), find_signs(["1'000"])
    (Signs(decimal=',', groups=' '), Signs(decimal='.', groups=','), Signs(decimal=',', groups='.'), Signs(decimal='.', groups="'"))
    """
    proven: set[str] = set()
    unsure: set[str] = set()
    groups: set[str] = set()
    for text in texts:
        match = _BODY.fullmatch(western(text))
        if match:
            _prove(match[1], proven, unsure, groups)
    if decimal:
        groups |= unsure - {decimal}
        return Signs(decimal, "".join(sorted(groups - {decimal})))
    proven |= {"." if sign == "," else "," for sign in groups & {",", "."}}
    if not proven and groups and len(unsure) == 1:
        proven = unsure  # the thousands have another sign
    if not proven and (unsure - {"."} or (unsure and semicolons)):
        return None
    found = "," if proven == {","} else "."
    return Signs(found, "".join(sorted(groups - {found})))


def _prove(body: str, proven: set[str], unsure: set[str], groups: set[str]) -> None:
    """Note what one figure without its sign proves: decimal signs, signs between thousands, and what is either."""
    marks = [sign for sign in body if sign in ",."]
    last = marks[-1] if marks else ""
    whole, _, rest = body.rpartition(last) if last else (body, "", "")
    for sign in " '":
        if sign in body:
            if _GROUPED[sign].fullmatch(whole) and rest.isdigit() == bool(last):
                groups.add(sign)
                proven.update(last)
            return
    if len(set(marks)) == 2:
        first = marks[0]
        if marks.count(last) == 1 and _GROUPED[first].fullmatch(whole):
            groups.add(first)
            proven.add(last)
    elif len(marks) > 1:
        groups.update({last} if _GROUPED[last].fullmatch(body) else ())
    elif marks and len(rest) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        unsure.add(last)
    elif marks:
        proven.add(last)


def number(text: str, decimal: str = ".", groups: str = "") -> float | None:
    """The number that a text is; None where it is none or is too large. ``groups`` are signs between thousands.

    >>> number("84,2", ","), number("84,2"), number("1e2"), number("nan"), number("1 234,5", ",", " "), number("12 3", ".", " ")
    (84.2, None, 100.0, None, 1234.5, None)
    """
    text = western(text)
    for sign in groups:
        if sign in text:
            whole, mark, rest = text.partition(decimal)
            if not _GROUPED[sign].fullmatch(whole.lstrip("+-")):
                return None
            text = whole.replace(sign, "") + mark + rest
    if decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".")
    if not _POINT.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def multiplier(text: str) -> int | None:
    """The power of ten that a multiplier means, as a number or a word; None where it is none.

    >>> multiplier("6"), multiplier("Thousands"), multiplier("Units"), multiplier("a lot")
    (6, 3, 0, None)
    """
    if text.casefold() in _POWERS:
        return _POWERS[text.casefold()]
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None


def flagged(text: str) -> tuple[str, str]:
    """A figure, or a mark that there is none, and the marks behind it.

    >>> flagged("93.2 b"), flagged(": c"), flagged("92.5"), flagged("a b c"), flagged("91.3 (2) p"), flagged("7*")
    (('93.2', 'b'), (':', 'c'), ('92.5', ''), ('a b c', ''), ('91.3', '2 p'), ('7', '*'))
    """
    figure, marks = text.strip(), list[str]()
    while match := _MARK.search(figure):
        if not match.start():
            break
        figure = figure[: match.start()]
        marks.insert(0, next(filter(None, match.groups())))
    if not marks or not (is_missing(figure) or _BODY.fullmatch(western(figure).rstrip("% "))):
        return text, ""
    return figure, " ".join(marks)


def percent(text: str) -> tuple[str, bool]:
    """A figure without the sign of per cent behind it, and whether there was one.

    >>> percent("45.2 %"), percent("45.2"), percent("%")
    (('45.2', True), ('45.2', False), ('%', False))
    """
    plain = western(text)
    return (plain[:-1].rstrip(), True) if plain.endswith("%") and len(plain) > 1 else (text, False)
