"""A unit with its multiplier in words, as it stands in the caption of a data sheet."""

from __future__ import annotations

UNIT = "Unit: {unit}"
UNKNOWN = "—"  # in a caption, until Indicators has a unit
ALONE = "{unit}"  # nothing to translate
IN_POWER = "{unit}, in 10^{power}"
IN_NAMED = {3: "thousand {unit}", 6: "million {unit}", 9: "billion {unit}"}
_NAMED = {3: "thousand", 6: "million", 9: "billion"}


def pattern(unit: str, multiplier: object) -> tuple[str, int]:
    """The text into which a unit is put by its multiplier (an exponent of ten), and the exponent; the unit alone where it names it.

    >>> pattern("US dollars", 6), pattern("million US dollars", 6)
    (('million {unit}', 6), ('{unit}', 6))
    """
    try:
        power = int(float(str(multiplier))) if multiplier not in (None, "") else 0
    except ValueError:
        power = 0  # a cell that the check names
    if not power or _NAMED.get(power, "") in unit.split():
        return ALONE, power
    return IN_NAMED.get(power, IN_POWER), power


def in_words(unit: str, multiplier: object) -> str:
    """The unit of a row of Indicators in English.

    >>> in_words("US dollars", 2)
    'US dollars, in 10^2'
    """
    text, power = pattern(unit, multiplier)
    return text.format(unit=unit, power=power)
