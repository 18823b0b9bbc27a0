"""An indicator and its metadata row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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

    ``unit_multiplier`` is SDMX UNIT_MULT (exponent of ten); ``minimum`` and ``maximum`` bound plausible values and
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
