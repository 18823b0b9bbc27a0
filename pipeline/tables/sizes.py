"""In what a column of large numbers is printed: millions of a unit, or what a language counts in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pipeline.findings.wording import gettext_noop, is_amount
from pipeline.language import Language

# Sizes that large numbers are printed in.
_WESTERN_SIZES = (
    (1e9, gettext_noop("billion {unit}")),
    (1e6, gettext_noop("million {unit}")),
    (1e3, gettext_noop("thousand {unit}")),
)
_CHINESE_SIZES = ((1e8, gettext_noop("hundred million {unit}")), (1e4, gettext_noop("ten thousand {unit}")))
_LONGEST = 1e4  # from here on a number is printed in one of them
_COLUMN = {"zh": (1e8, 2)}  # size of a column of large numbers, and its decimals
_WESTERN_COLUMN = (1e6, 0)
_LARGE = 1e7  # middle of a column from which on it is one of large numbers


@dataclass(frozen=True)
class Size:
    """What a column's numbers are divided by, with how many decimals they are printed, and their unit."""

    divisor: float
    decimals: int
    unit: str

    def shown(self, value: float, language: Language) -> str:
        """A value of the column."""
        return language.number(value / self.divisor, self.decimals)


def shown_in(largest: float, unit: str, language: Language) -> tuple[float, str]:
    """The size in which numbers up to ``largest`` of a unit are printed, and the name of the unit in that size."""
    for size, pattern in _CHINESE_SIZES if language.code == "zh" else _WESTERN_SIZES:
        if largest >= max(size, _LONGEST):
            return size, language.text(pattern, unit=unit)
    return 1.0, unit


def size_of(values: Iterable[float], unit: str, decimals: int, language: Language) -> Size:
    """How a column of values in a unit of the sheets is printed: amounts from ten million on in millions, or as the language
    counts, so that small members of the column keep their digits; everything else as it is."""
    known = np.abs([value for value in values if not np.isnan(value)])
    name = language.name("unit", unit)
    if not is_amount(unit) or not len(known) or float(np.median(known)) < _LARGE:
        return Size(1.0, decimals, name)
    divisor, digits = _COLUMN.get(language.code, _WESTERN_COLUMN)
    return Size(divisor, digits, shown_in(max(divisor, _LONGEST), name, language)[1])
