"""How numbers, units and names are put into words, per language: the pieces that every sentence is made of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.findings.facts import Fact
from pipeline.language import Language, round_half_up

MARKDOWN_SPECIAL = str.maketrans({mark: "\\" + mark for mark in "\\`*_{}[]<>#|$~^@!&\"'"})
# White space that breaks lines or could; no-break spaces, which French and Russian numbers hold, stay.
BREAKING_SPACE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
# At the start of a paragraph: list numbers and letters, and the marks of lists, divs, definitions and headings.
LIST_NUMBER = re.compile(r"^(\\#|[^\W_]{1,12})([.)])(?=\s|$)")
BLOCK_MARK = re.compile(r"^[-+=:%(]")
# Runs that smart typography would turn into dashes and an ellipsis.
SMART_RUN = re.compile(r"-{2,}|\.{3,}")


def escape(text: str) -> str:
    """Cell text as literal Markdown: nothing in it can start markup, a citation, a footnote, mathematics or HTML."""
    literal = BREAKING_SPACE.sub(" ", text).strip(" ").translate(MARKDOWN_SPECIAL).replace("://", ":\\//")
    literal = SMART_RUN.sub(lambda run: "".join(f"\\{mark}" for mark in run.group()), literal)
    return BLOCK_MARK.sub(r"\\\g<0>", LIST_NUMBER.sub(r"\1\\\2", literal))


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue without translating it here."""
    return message


# How a value is followed by its unit in running text; {n} is the number.
UNIT_FORMS = {
    "%": gettext_noop("{n} per cent"),
    "percentage points": gettext_noop("{n} percentage points"),
    "points": gettext_noop("{n} points"),
    "score": gettext_noop("{n} points"),
    "years": gettext_noop("{n} years"),
    "per 100 inhabitants": gettext_noop("{n} per 100 inhabitants"),
    "per million inhabitants": gettext_noop("{n} per million inhabitants"),
    "exabytes": gettext_noop("{n} exabytes"),
}
OTHER_UNIT = gettext_noop("{n} {unit}")
_HUNDRED_MILLION = gettext_noop("US$ {n} hundred million")


class _Scale(NamedTuple):
    """A word for large numbers: from what on it stands, what it counts in, with how many decimals, and its form."""

    start: float
    size: float
    decimals: int
    form: str


# Words for large numbers, largest first: each language counts in its own powers of ten.
_WESTERN_MONEY = (
    _Scale(1e12, 1e12, 1, gettext_noop("US$ {n} trillion")),
    _Scale(1e9, 1e9, 1, gettext_noop("US$ {n} billion")),
    _Scale(1e6, 1e6, 1, gettext_noop("US$ {n} million")),
)
_WESTERN_COUNT = (_Scale(1e9, 1e9, 1, gettext_noop("{n} billion")), _Scale(1e6, 1e6, 1, gettext_noop("{n} million")))
_CHINESE_MONEY = (
    _Scale(1e12, 1e12, 1, gettext_noop("US$ {n} trillion")),
    _Scale(1e8, 1e8, 1, _HUNDRED_MILLION),
    _Scale(1e7, 1e8, 2, _HUNDRED_MILLION),  # 0.12 hundred million and not 1,200 ten thousand
    _Scale(1e4, 1e4, 1, gettext_noop("US$ {n} ten thousand")),
)
_CHINESE_COUNT = (
    _Scale(1e8, 1e8, 1, gettext_noop("{n} hundred million")),
    _Scale(1e4, 1e4, 1, gettext_noop("{n} ten thousand")),
)
# The largest word for money beside a chart that draws billions of dollars, in languages that count them otherwise.
CHARTED_MONEY = {"zh": 1e8}
POINTS = gettext_noop("percentage points")
PLAIN_MONEY = gettext_noop("US$ {n}")
LARGE = 1e6  # from here on a number of any other unit that is no rate, share or score gets a word of scale too
NO_AMOUNT = re.compile(r"(per|index|score|rank|yes|years?|points?|percentage|1 =)\b|%|.* per ")
COUNTED = ("subscriptions", "persons", "articles", "applications")


def is_percent(unit: str) -> bool:
    """Whether a unit of the sheets is a percentage."""
    return unit.startswith("per cent") or unit == "%"


def is_amount(unit: str) -> bool:
    """Whether a unit of the sheets is of amounts, which add up: no share, rate, score or rank."""
    return bool(unit) and NO_AMOUNT.match(unit) is None


def number(fact: Fact, language: Language) -> str:
    """The bare number at its printed rounding; a year without separators."""
    if fact.unit == "year":
        return str(int(fact.value))
    return language.number(fact.value, fact.decimals)


def bare(value: float, unit: str, decimals: int, language: Language) -> str:
    """A number whose unit the sentence tells beside it; in Chinese a percentage keeps its sign ("19.9%至61.5%")."""
    if unit == "year":
        return str(int(value))
    return language.number(value, decimals) + ("%" if language.code == "zh" and is_percent(unit) else "")


def amount(fact: Fact, language: Language) -> str:
    """The number with its unit, as running text has it (``67.4 per cent``, ``US$ 4.3 trillion``)."""
    return quantity(fact.value, fact.unit, fact.decimals, language)


def quantity(value: float, unit: str, decimals: int, language: Language) -> str:
    """A value in a unit as running text has it; large money and counts get a scale word."""
    if unit == "year":
        return str(int(value))
    if unit == "" or unit.startswith(("index", "rank", "yes")):
        return language.number(value, decimals)
    chinese = language.code == "zh"
    money = {"US dollars": 1.0, "million US dollars": 1e6}.get(unit)
    if money is not None:
        scales = tuple(
            one for one in (_CHINESE_MONEY if chinese else _WESTERN_MONEY) if one.size <= language.largest_money
        )
        return _scaled(value * money, scales, PLAIN_MONEY, language)
    counts = _CHINESE_COUNT if chinese else _WESTERN_COUNT
    if unit in COUNTED:
        return _scaled(value, counts, "{n}", language)
    if _is_large(value, unit):
        shown = _scaled(value, counts, "{n}", language)
        return language.text(OTHER_UNIT, n=shown, unit=language.name("unit", unit))
    shown = language.number(value, decimals)
    form = UNIT_FORMS.get("%" if is_percent(unit) else "score" if unit.startswith("score") else unit)
    if form:
        return language.text(form, n=shown)
    return language.text(OTHER_UNIT, n=shown, unit=language.name("unit", unit))


def _is_large(value: float, unit: str) -> bool:
    """Whether a number of a unit that is no money and not among ``COUNTED`` is printed with a word of scale."""
    return abs(value) >= LARGE and unit not in UNIT_FORMS and is_amount(unit)


def _scaled(value: float, scales: tuple[_Scale, ...], plain: str, language: Language) -> str:
    """A large number with the scale word of its printed size.

    999,999,999 dollars are US$ 1.0 billion and not 1,000.0 million; 960 billion stay 960.0 billion.
    """
    _, size, decimals, form = _scale(value, scales, plain)
    if plain == "{n}" and value % size == 0:  # a limit of 20 million people is not one of 20.0 million
        decimals = 0  # never for money, where 4 and 4.0 trillion would look like different numbers
    shown = language.number(value / size, decimals)
    return language.text(form, n=shown) if form != "{n}" else shown


def _scale(value: float, scales: tuple[_Scale, ...], plain: str) -> _Scale:
    """The scale of a large number; ones and ``plain`` for a number without a word."""
    scale = _Scale(0.0, 1.0, 0, plain)
    for larger in reversed(scales):
        if round_half_up(abs(value) / scale.size, scale.decimals) * scale.size < larger.start:
            break
        scale = larger
    return scale


def digits(value: float, unit: str, decimals: int) -> int:
    """Decimals of the last digit that running text prints of a value in every language, below zero for large numbers.

    US$ 4.31 and 4.34 trillion print alike, so that no text may say that the one is more: 4.3e12 dollars have −11.
    """
    money = {"US dollars": 0, "million US dollars": 6}.get(unit)
    if money is None and unit not in COUNTED and not _is_large(value, unit):
        return decimals
    power = money or 0
    tables = (_WESTERN_COUNT, _CHINESE_COUNT) if money is None else (_WESTERN_MONEY, _CHINESE_MONEY)
    found = [_scale(value * 10.0**power, scales, "") for scales in tables]
    return power - max(round(math.log10(scale.size)) - scale.decimals for scale in found)


def difference_unit(unit: str) -> str:
    """Unit of a difference: percentage points for percentages, the unit itself otherwise."""
    return "percentage points" if is_percent(unit) else unit


def unit_name(unit: str, language: Language) -> str:
    """Printed name of a unit of the sheets, or of a difference."""
    return language.text(POINTS) if unit == "percentage points" else language.name("unit", unit)


def movement(before: Fact, after: Fact, language: Language) -> str:
    """``up``, ``down`` or ``flat`` between two facts as they are printed: flat where the digits are the same."""
    if amount(before, language) == amount(after, language):
        return "flat"
    return "up" if after.value > before.value else "down"


def economy(code: str, language: Language) -> str:
    """Printed name of an economy."""
    return language.name("economy", code)


def economies(codes: Iterable[str], language: Language) -> str:
    """Enumeration of economies."""
    return language.listing([economy(code, language) for code in codes])


def span(years: Iterable[int]) -> str:
    """``2022`` or ``2019–2022``."""
    ordered = sorted({int(year) for year in years})
    return str(ordered[0]) if len(ordered) == 1 else f"{ordered[0]}–{ordered[-1]}"


def clauses(parts: Iterable[str], language: Language) -> str:
    """Parts of one sentence joined by the language's semicolon."""
    return ("；" if language.code == "zh" else "; ").join(parts)


def sentences(parts: Iterable[str], language: Language) -> str:
    """Sentences joined as the language joins them (Chinese and Japanese put no space between sentences)."""
    kept = [part for part in parts if part]
    return ("" if language.code == "zh" else " ").join(kept)
