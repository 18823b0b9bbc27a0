"""An indicator and its metadata row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

OF_PEOPLE = re.compile(
    r"per cent of ([\w-]+ )?(population|people|persons|individuals|youth|women|men|girls|boys|households)\b|inhabitants\b"
)


class Framework(StrEnum):
    """The four frameworks of the report, in its order."""

    DEVELOPMENT = "development"
    ACCOUNTING = "accounting"
    STATISTICAL = "statistical"
    MONITORING = "monitoring"


class Direction(StrEnum):
    """Which way is better, for goalposts, progress and wording; NONE where neither is."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


@dataclass(frozen=True)
class Indicator:
    """One row of a workbook's ``Indicators`` sheet.

    ``unit_multiplier`` is SDMX UNIT_MULT (exponent of ten) of the sheet's values; those of observations, ``decimals``,
    ``minimum`` and ``maximum`` are in the unit itself, the multiplier applied. The bounds of plausible values
    are None where no bound holds; ``source_code`` is the code in the source (SDMX, SDG or WDI); ``workbook`` is the
    path below the project and ``sheet`` its wide sheet.
    """

    code: str
    name: str
    unit: str
    unit_multiplier: int
    definition: str
    source: str
    citation: str
    url: str
    licence: str
    accessed: str
    direction: Direction
    decimals: int
    minimum: float | None
    maximum: float | None
    framework: Framework
    pillar: str
    theme: str
    source_code: str
    workbook: str
    sheet: str

    @property
    def of_people(self) -> bool:
        """Whether it is a share of people or households, or a rate for so many of them.

        Only the mean of such a figure weighted by population is a figure of the group. A share of GDP, of exports or of
        businesses has another denominator, and a score has none.
        """
        return OF_PEOPLE.search(self.unit) is not None
