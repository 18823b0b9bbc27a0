"""Years as publishers write them."""

from __future__ import annotations

import re

FORMS = "a year: 2021, 2021-A1, 2021A, 2021-01-01/P1Y or YR2021"
_YEAR = r"((?:1[7-9]|20|21)\d\d)"
# SDMX 3.0, section 6, 4.2.3 to 4.2.7 (gregorian year, reporting year, time range), and the marks of others.
_PERIODS = re.compile(rf"(?:YR)?{_YEAR}(?:-?A1?|-01(?:-01(?:T00:00:00)?)?/P1Y|\.0+)?")
# Headers of columns that are years: 2021, 2021 [YR2021], YR2021, X2021.
_HEADER = re.compile(rf"(?:YR|X)?{_YEAR}(?: \[YR\1\])?")


def year_of(text: str) -> int | None:
    """The year that a period names; None where it is another period, or none.

    >>> [year_of(text) for text in ("2021", "2021-A1", "2021A", "2021-01-01/P1Y", "2021-Q1", "2021-03")]
    [2021, 2021, 2021, 2021, None, None]
    """
    match = _PERIODS.fullmatch(text.strip())
    return int(match[1]) if match else None


def header_year(text: str) -> int | None:
    """The year of a column of figures; None where the header is none.

    >>> header_year("2021 [YR2021]"), header_year("2021 "), header_year("Rank 2021")
    (2021, 2021, None)
    """
    match = _HEADER.fullmatch(text.strip())
    return int(match[1]) if match else None
