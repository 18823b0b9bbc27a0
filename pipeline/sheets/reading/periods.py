"""Years as publishers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.sheets.reading.numbers import western

FORMS = "a year: 2021, 2021-A1, 2021A, 2021-01-01/P1Y or YR2021"
_YEAR = r"((?:1[7-9]|20|21)\d\d)"
# SDMX 3.0, section 6, 4.2.3 to 4.2.7 (gregorian year, reporting year, time range), and the marks of others.
_PERIODS = re.compile(rf"(?:YR)?{_YEAR}(?:-?A1?|-01(?:-01(?:T00:00:00)?)?/P1Y|\.0+|年度?| ?г\.?| ?год)?")
# Headers of columns that are years: 2021, 2021 [YR2021], YR2021, X2021; with a mark of the publisher 2021p, 2021*, 2021 (e), 2021 [1].
_HEADER = re.compile(rf"(?:YR|X)?{_YEAR}(?:\.0)?(?: \[YR\1\]|年度?| ?г\.?| ?год)?")
_MARKED = re.compile(rf"{_YEAR}(?: ?([A-Za-z]|[*†‡#¹²³⁰⁴-⁹]+)| ?[(\[]([A-Za-z]{{1,2}}|\d{{1,2}}|\*+)[)\]])")

_DAY = re.compile(rf"{_YEAR}-(\d\d-\d\d)(?:T00:00:00| 00:00:00)?")
# Quarters, months, weeks, days, fiscal years and ranges.
_OTHER = re.compile(
    rf"(?:FY ?{_YEAR}(?:[/–-]\d\d(?:\d\d)?)?|{_YEAR}[/–-](?:\d\d){{1,2}}|{_YEAR}[-/]?[QSTMW]\d{{1,2}}|[Q]\d[- /]?{_YEAR}"
    rf"|{_YEAR}[-/]?(?:0[1-9]|1[0-2])|{_YEAR}[-/]\d\d[-/]\d\d.*)",
    re.IGNORECASE,
)


def year_of(text: str) -> int | None:
    """The year that a period names; None where it is another period, or none.

    >>> [year_of(text) for text in ("2021", "2021-A1", "2021A", "2021-01-01/P1Y", "2021-Q1", "2021-03")]
    [2021, 2021, 2021, 2021, None, None]
    """
    match = _PERIODS.fullmatch(western(text.strip()))
    return int(match[1]) if match else None


def years_of_days(texts: Iterable[str]) -> dict[str, int]:
    """The years of days, where all of them are the first or all the last days of several years: yearly figures; else none.

    >>> years_of_days(["iso3", "2019-12-31", "2020-12-31"]), years_of_days(["2020-12-31"]), years_of_days(["2020-01-01", "2020-02-01"])
    ({'2019-12-31': 2019, '2020-12-31': 2020}, {}, {})
    """
    days = {text: match for text in texts if (match := _DAY.fullmatch(text.strip()))}
    ends = {match[2] for match in days.values()}
    if len(ends) != 1 or not ends <= {"01-01", "12-31"} or len({match[1] for match in days.values()}) < 2:
        return {}
    return {text: int(match[1]) for text, match in days.items()}


def years_in(texts: Iterable[str]) -> dict[str, int]:
    """The year that each text of a column of periods names; texts that name another period, or none, are left out.

    >>> years_in(["2020", "2021-Q1", "2022A"]), years_in(["2020-12-31", "2021-12-31"])
    ({'2020': 2020, '2022A': 2022}, {'2020-12-31': 2020, '2021-12-31': 2021})
    """
    known = dict.fromkeys(texts)
    return years_of_days(known) | {text: year for text in known if (year := year_of(text)) is not None}


def header_year(text: str) -> int | None:
    """The year of a column of figures; None where the header is none.

    >>> header_year("2021 [YR2021]"), header_year("2021 "), header_year("2021*"), header_year("2019/20"), header_year("Rank 2021")
    (2021, 2021, 2021, None, None)
    """
    match = _HEADER.fullmatch(western(text.strip())) or _MARKED.fullmatch(text.strip())
    return int(match[1]) if match else None


def header_mark(text: str) -> str:
    """The mark behind the year of a column of figures; blank where there is none.

    >>> header_mark("2021p"), header_mark("2021 (1)"), header_mark("2021 [YR2021]"), header_mark("2021")
    ('p', '1', '', '')
    """
    match = None if _HEADER.fullmatch(western(text.strip())) else _MARKED.fullmatch(text.strip())
    return match[2] or match[3] if match else ""


def is_part(text: str) -> bool:
    """Whether a text names a period that is no calendar year: a quarter, a month, a day, a fiscal year.

    >>> [is_part(text) for text in ("2019/20", "FY2019", "2021-Q1", "2021M03", "2021-12-31", "2021")]
    [True, True, True, True, True, False]
    """
    return bool(_OTHER.fullmatch(text.strip()))
