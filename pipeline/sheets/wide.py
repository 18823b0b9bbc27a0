"""Wide sheets: economies down, years across, numbers only; every cell that is no number is explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from pipeline.model.addresses import address
from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value
from pipeline.sheets.tables import as_text, shown

FIRST_YEAR, LAST_YEAR = 1900, 2100
MISSING_SYMBOLS = frozenset(
    "na n/a n.a. n.a nd n.d. n/d #n/a null none nan missing unknown x c : . .. ... … - -- – — * / ?".split()  # noqa: SIM905
)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f',]\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?\s*%?")
_COMMA = re.compile(r"([+-]?\d{1,3}(?:[ .\u00a0\u202f]\d{3})*|[+-]?\d+),(\d+)\s*%?")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_FLAGGED = re.compile(
    r"([+-]?\d+(?:[.,]\d+)?)\s*[(\[]?\s*([A-Za-z*†‡]{1,3})\s*[)\]]?|([A-Za-z*†‡]{1,3})\s*([+-]?\d+(?:[.,]\d+)?)"
)


@dataclass(frozen=True)
class Wide:
    """The data sheet of one indicator: its ``code``, and ``named``, the name of its tab where that is another.

    ``values`` is areas × years (NaN where there is no value); ``rows`` and ``columns`` are the 1-based cells of the
    areas and years, ``head`` the row of the years; ``names`` is the Economy column as typed. ``title``, ``captioned``
    and ``measured`` are the title, the code and the line of the unit that stand above the years, blank where there is no caption.
    """

    file: str
    code: str
    areas: tuple[str, ...]
    names: tuple[str, ...]
    years: np.ndarray
    values: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    head: int = field(default=1, kw_only=True)
    named: str = field(default="", kw_only=True)
    title: str = field(default="", kw_only=True)
    captioned: str = field(default="", kw_only=True)
    measured: str = field(default="", kw_only=True)

    @property
    def sheet(self) -> str:
        """The name of its tab."""
        return self.named or self.code

    def place(self, area: int, year: int) -> Place:
        """The place of a value by its position in ``areas`` and ``years``."""
        return Place(self.file, self.sheet, address((int(self.rows[area]), int(self.columns[year]))))

    def area_place(self, area: int, column: int = 1) -> Place:
        """The place of the code (column 1) or the name (column 2) of an economy."""
        return Place(self.file, self.sheet, address((int(self.rows[area]), column)))

    def year_place(self, year: int) -> Place:
        """The place of a year in the header, by its position in ``years``."""
        return Place(self.file, self.sheet, address((self.head, int(self.columns[year]))))


def parse_wide(sheet: Sheet, problems: list[Problem], code: str = "") -> Wide:
    """Parse the data sheet of an indicator; without ``code`` it is the sheet's name. Problems are appended."""
    grid, head, header, code = sheet.rows, sheet.head, sheet.header, code or sheet.name
    if tuple(as_text(value) for value in header[:2]) != (layout.AREA_HEADER, layout.NAME_HEADER):
        found = " and ".join(repr(as_text(value)) for value in header[:2]) or "an empty sheet"
        problems.append(problem("sheet-header", sheet.place(head, 1), found))
    title, captioned, measured = _caption(sheet, problems)
    years, columns = _years(sheet, header, problems)
    numbers: list[int] = []
    areas: list[str] = []
    names: list[str] = []
    for number, row in enumerate(grid[head:], start=head + 1):
        area = as_text(row[0])
        if area:
            areas.append(area)
            names.append(as_text(row[1]) if len(row) > 1 else "")
            numbers.append(number)
        elif any(value != "" for value in row[1:]):
            found = "values in a row without a code"
            near = "type the ISO3 code in column A, or delete the row (titles and sources belong to Indicators)"
            problems.append(problem("sheet-unknown-economy", sheet.place(number, 1), found, near=near))

    def say(value: Value, i: int, j: int) -> None:
        problems.append(explain(value, areas[i], code, years[j], sheet.place(numbers[i], columns[j])))

    values = numbers_of(sheet, numbers, columns, say)
    for i, j in np.argwhere(np.isinf(values)):
        place = sheet.place(numbers[i], columns[j])
        problems.append(problem("sheet-text-in-number", place, "a number too large to be stored"))
        values[i, j] = np.nan
    return Wide(
        sheet.file,
        code,
        tuple(areas),
        tuple(names),
        np.array(years, dtype=np.int64),
        values,
        np.array(numbers, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        head=head,
        named=sheet.name,
        title=title,
        captioned=captioned,
        measured=measured,
    )


def _caption(sheet: Sheet, problems: list[Problem]) -> tuple[str, str, str]:
    """Title, code and line of the unit in what stands above the header; a figure there is read by nobody."""
    for number, row in enumerate(sheet.rows[: sheet.head - 1], start=1):
        for column, value in enumerate(row[layout.FIRST_YEAR_COLUMN - 1 :], start=layout.FIRST_YEAR_COLUMN):
            if value != "":
                problems.append(problem("sheet-above-header", sheet.place(number, column), shown(value)))
                break
    row_number, column = layout.CAPTION_CODE
    if sheet.head <= row_number:
        return "", "", ""
    code = sheet.rows[row_number - 1][column - 1 : column]
    title, measured = (as_text(row[0]) if row else "" for row in sheet.rows[:2])
    return title, as_text(code[0]) if code else "", measured


def numbers_of(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[int], say: Callable[[Value, int, int], None]
) -> np.ndarray:
    """The numbers in these rows and columns of a sheet (both from 1), NaN where a cell holds none.

    ``say`` is told each cell that is neither a number nor blank: its value, and its position in ``rows`` and ``columns``.
    """
    first, count = (columns[0] - 1, len(columns)) if columns else (0, 0)
    if list(columns) == list(range(first + 1, first + 1 + count)):
        cells = [value for row in rows for value in sheet.rows[row - 1][first : first + count]]
    else:
        cells = [sheet.rows[row - 1][column - 1] for row in rows for column in columns]
    others = [value for value in cells if value.__class__ is not float]
    if set(others) - {""}:
        for at, value in enumerate(cells):
            if value.__class__ is not float and value != "":
                say(value, *divmod(at, count))
    values = [value if value.__class__ is float else np.nan for value in cells] if others else cells
    return np.array(values, dtype=float).reshape(len(rows), count)


def explain(value: Value, area: str, indicator: str, year: int, place: Place) -> Problem:
    """The problem of a cell that should hold a number and does not."""
    if isinstance(value, CellError):
        return problem("sheet-error-value", place, f"the error {value.text}")
    if isinstance(value, Uncalculated):
        return problem("sheet-formula-uncalculated", place, f"the formula {value.formula[:60]!r} without a value")
    if isinstance(value, bool):
        return problem("sheet-boolean-in-number", place, str(value).upper())
    if isinstance(value, (date, datetime, time, timedelta)):
        return problem("sheet-date-in-number", place, shown(value))
    text = str(value).strip()
    found = shown(str(value))
    if not text:
        return problem("sheet-missing-symbol", place, "a cell that holds only spaces")
    if text.casefold() in MISSING_SYMBOLS:
        return problem("sheet-missing-symbol", place, found)
    if match := _COMMA.fullmatch(text):
        whole, fraction = re.sub(r"[ .\u00a0\u202f]", "", match[1]), match[2]
        meant = f"{whole}.{fraction}" + (f" or {whole}{fraction}" if len(fraction) == 3 else "")
        return problem("sheet-decimal-comma", place, found, value=meant)
    if any(letter.isdigit() for letter in text) and _NUMBER.fullmatch(text):
        return problem("sheet-number-as-text", place, found, value=re.sub(r"[ \u00a0\u202f',%]", "", text))
    if match := _FLAGGED.fullmatch(text):
        number, flag = (match[1], match[2]) if match[1] else (match[4], match[3])
        letter = flag.upper() if flag.upper() in layout.OBS_STATUS else "the OBS_STATUS that the flag stands for"
        number = number.replace(",", ".")
        return problem(
            "sheet-flag-in-cell", place, found, value=number, area=area, indicator=indicator, year=year, status=letter
        )
    return problem("sheet-text-in-number", place, found)


def _years(sheet: Sheet, header: tuple[Value, ...], problems: list[Problem]) -> tuple[list[int], list[int]]:
    years: list[int] = []
    columns: list[int] = []
    for column, value in enumerate(header[layout.FIRST_YEAR_COLUMN - 1 :], start=layout.FIRST_YEAR_COLUMN):
        place = sheet.place(sheet.head, column)
        year = 0
        if isinstance(value, float) and value.is_integer() and FIRST_YEAR <= value <= LAST_YEAR:
            year = int(value)
        elif isinstance(value, (date, datetime)):
            problems.append(problem("sheet-date-for-year", place, shown(value)))
            year = value.year
        elif value != "":
            problems.append(problem("sheet-header-not-year", place, shown(value)))
            year = int(match[0]) if isinstance(value, str) and (match := _YEAR.match(value.strip())) else 0
        elif any(row[column - 1] != "" for row in sheet.rows[sheet.head :]):
            problems.append(problem("sheet-header-not-year", place, "values below a blank header"))
        if year in years:
            first = sheet.place(sheet.head, columns[years.index(year)]).cell.rstrip("0123456789")
            problems.append(problem("sheet-duplicate-year", place, f"{year} once more", first=first))
        if year:  # also one that is told already, so that what rests on it is no second problem
            years.append(year)
            columns.append(column)
    return years, columns
