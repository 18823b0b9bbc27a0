"""How numbers, units and names are put into words, per language: the pieces that every sentence is made of.

A word such as "rose" or "wider" is chosen here from the values, at their printed rounding, so that a sentence never
says more than the digits beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings.facts import Fact
from pipeline.language import Language, round_half_up

MARKDOWN_SPECIAL = str.maketrans({mark: "\\" + mark for mark in "\\`*_{}[]<>#|$~^@!\"'"})


def escape(text: str) -> str:
    """Cell text as literal Markdown: nothing in it can start markup, a citation, a footnote, mathematics or HTML."""
    return " ".join(text.split()).translate(MARKDOWN_SPECIAL).replace("://", ":\\//")


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue without translating it here."""
    return message


# How a value is followed by its unit in running text; {n} is the number.
UNIT_FORMS = {
    "%": gettext_noop("{n} per cent"),
    "points": gettext_noop("{n} percentage points"),
    "score": gettext_noop("{n} points"),
    "US$": gettext_noop("US$ {n}"),
    "US$ million": gettext_noop("US$ {n} million"),
    "US$ billion": gettext_noop("US$ {n} billion"),
    "US$ trillion": gettext_noop("US$ {n} trillion"),
    "thousand": gettext_noop("{n} thousand"),
    "million": gettext_noop("{n} million"),
    "billion": gettext_noop("{n} billion"),
    "years": gettext_noop("{n} years"),
}


def is_percent(unit: str) -> bool:
    """Whether a unit of the sheets is a percentage."""
    return unit.startswith("per cent") or unit == "%"


def number(fact: Fact, language: Language) -> str:
    """The bare number at its printed rounding; a year without separators."""
    if fact.unit == "year":
        return str(int(fact.value))
    return language.number(fact.value, fact.decimals)


def amount(fact: Fact, language: Language) -> str:
    """The number with its unit, as running text has it (``67.4 per cent``, ``US$ 4.3 trillion``)."""
    return quantity(fact.value, fact.unit, fact.decimals, language)


def quantity(value: float, unit: str, decimals: int, language: Language) -> str:
    """A value in a unit as running text has it; large money and counts get a scale word."""
    if unit in ("", "year"):
        return str(int(value)) if unit == "year" else language.number(value, decimals)
    if is_percent(unit):
        return language.text(UNIT_FORMS["%"], n=language.number(value, decimals))
    money = {"US dollars": 1.0, "million US dollars": 1e6}.get(unit)
    if money is not None:
        size = abs(value * money)
        for name, scale in (("US$ trillion", 1e12), ("US$ billion", 1e9), ("US$ million", 1e6), ("US$", 1.0)):
            if size >= scale:
                digits = 1 if scale > 1 else 0
                return language.text(UNIT_FORMS[name], n=language.number(value * money / scale, digits))
        return language.text(UNIT_FORMS["US$"], n=language.number(value * money, 0))
    if unit in ("subscriptions", "persons", "articles", "applications"):
        for name, scale in (("billion", 1e9), ("million", 1e6)):
            if abs(value) >= scale:
                return language.text(UNIT_FORMS[name], n=language.number(value / scale, 1 if scale > 1e6 else 0))
        return language.number(value, 0)
    if unit in UNIT_FORMS:
        return language.text(UNIT_FORMS[unit], n=language.number(value, decimals))
    if unit.startswith("score"):
        return language.text(UNIT_FORMS["score"], n=language.number(value, decimals))
    if unit.startswith(("index", "rank", "yes")):
        return language.number(value, decimals)
    return f"{language.number(value, decimals)} {language.name('unit', unit)}"


def difference_unit(unit: str) -> str:
    """Unit of a difference: percentage points for percentages, the unit itself otherwise."""
    return "points" if is_percent(unit) else unit


def direction(change: float, decimals: int) -> str:
    """``up``, ``down`` or ``flat`` at the printed rounding."""
    rounded = round_half_up(change, decimals)
    return "up" if rounded > 0 else "down" if rounded < 0 else "flat"


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


def sentences(parts: Iterable[str], language: Language) -> str:
    """Sentences joined as the language joins them (Chinese and Japanese put no space between sentences)."""
    kept = [part for part in parts if part]
    return ("" if language.code == "zh" else " ").join(kept)
