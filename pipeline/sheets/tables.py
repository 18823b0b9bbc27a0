"""Long sheets: one table with a header row, parsed by the columns of ``layout``; every cell that does not fit is a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.model.addresses import address, position
from pipeline.problems import Place, Problem
from pipeline.sheets import nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.findings import Findings
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value

if TYPE_CHECKING:
    import pandas as pd  # a check of the sheets does without: its import takes longer than reading a workbook

FIRST_YEAR, LAST_YEAR = 1700, 2100
NO_CUTOFF = "9999-12-31"
_SCHEME = re.compile(r"(?:https?://|doi:|github:|npm:|pypi:)\S+", re.IGNORECASE)

# The code of a blank required cell, by sheet and header; other cells: sheet-required-blank.
_BLANK = {
    ("Indicators", "licence"): "sheet-licence-blank",
    ("Targets", "source"): "sheet-target-without-source",
    ("Classes", "source"): "sheet-parameter-without-source",
    ("Thresholds", "source"): "sheet-parameter-without-source",
    ("Goalposts", "source"): "sheet-parameter-without-source",
}
_NOT_A_CHOICE = {("Notes", "OBS_STATUS"): "sheet-unknown-status"}
_BLANK_CODES = frozenset({"sheet-missing-metadata", "sheet-required-blank", *_BLANK.values()})
_MANY_BLANK = 4  # of a row, which then is told once
# The type of a column in a frame; other kinds: str.
_IN_A_FRAME = {Kind.NUMBER: "float64", Kind.INTEGER: "Int64", Kind.YEAR: "Int64"}


class LongSheet:
    """A parsed long sheet, as plain columns (``values``: header → values) and as a ``frame``.

    Both have the columns of the layout and ROW (1-based). Text is ``""`` where blank, numbers are float (NaN where blank),
    integers and years int (None where blank; Int64 in the frame), dates ISO text. ``columns`` maps each header that the
    sheet has to its column in it.
    """

    file: str
    sheet: str
    columns: Mapping[str, int]
    values: Mapping[str, Sequence[Any]]
    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.values["ROW"])

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, header: str) -> Sequence[Any]:
        """The values of a column."""
        return self.values[header]

    def of(self, *headers: str) -> Iterator[tuple[Any, ...]]:
        """Row by row, its number in the sheet and the values of some columns."""
        return zip(self.values["ROW"], *(self.values[header] for header in headers), strict=True)

    def records(self) -> Iterator[dict[str, Any]]:
        """Row by row, the values of all columns by header."""
        headers = tuple(self.values)
        return (dict(zip(headers, row, strict=True)) for row in zip(*self.values.values(), strict=True))

    def place(self, row: int, header: str) -> Place:
        """The place of a cell by its row in the sheet and the header of its column."""
        return Place(self.file, self.sheet, address((int(row), self.columns.get(header, 1))))


@dataclass(frozen=True)
class Table(LongSheet):
    """A long sheet held as a frame."""

    file: str
    sheet: str
    frame: pd.DataFrame
    columns: Mapping[str, int]

    @cached_property
    def values(self) -> Mapping[str, Sequence[Any]]:  # type: ignore[override]
        """The values of each column, in the order of the rows."""
        missing = {header: self.frame[header].isna() for header in self.frame if self.frame[header].dtype == "Int64"}
        return {
            header: self.frame[header].astype(object).where(~missing[header], None).tolist()
            if header in missing
            else self.frame[header].tolist()
            for header in self.frame
        }


@dataclass(frozen=True)
class Rows(LongSheet):
    """A long sheet held as plain columns, quick to judge and to keep; ``kinds`` are their types in a frame."""

    file: str
    sheet: str
    values: Mapping[str, Sequence[Any]]
    kinds: Mapping[str, str]
    columns: Mapping[str, int]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The columns as a frame."""
        import pandas as pd

        return pd.DataFrame(
            {
                header: pd.Series(values, dtype="Int64").array
                if self.kinds[header] == "Int64"
                else pd.array(values, dtype=self.kinds[header])
                for header, values in self.values.items()
            }
        )

    def __reduce__(self) -> tuple[type[Rows], tuple[object, ...]]:
        """Travel without the frame."""
        return Rows, (self.file, self.sheet, self.values, self.kinds, self.columns)


def parse_table(
    sheet: Sheet, layout: tuple[Column, ...], key: tuple[str, ...], problems: list[Problem], cutoff: str = NO_CUTOFF
) -> Table:
    """Parse a long sheet into a frame. See ``parse_rows``."""
    rows = parse_rows(sheet, layout, key, problems, cutoff)
    return Table(rows.file, rows.sheet, rows.frame, rows.columns)


def parse_rows(
    sheet: Sheet, layout: tuple[Column, ...], key: tuple[str, ...], problems: list[Problem], cutoff: str = NO_CUTOFF
) -> Rows:
    """Parse a long sheet. ``key`` are the headers that identify a row (empty: rows may repeat).

    Problems are appended; a column that is missing stays out of ``columns`` and is blank in the values.
    """
    header = sheet.rows[0] if sheet.rows else ()
    columns = _columns(sheet, header, layout, problems)
    rows = [(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if any(map(is_filled, row))]
    numbers = [number for number, _ in rows]
    by_column = list(zip(*(row for _, row in rows), strict=True))
    blank = ("",) * len(rows)
    values: dict[str, Sequence[Any]] = {}
    own = Findings()
    try:
        for column in layout:
            at = columns.get(column.header)
            cells = by_column[at - 1] if at and rows else blank
            say = _Teller(sheet, column, at, own, cutoff)
            read = _READERS[column.kind]
            values[column.header] = [read(value, say, number) for number, value in zip(numbers, cells, strict=True)]
    finally:
        problems.extend(_by_row(own))
    values["ROW"] = numbers
    kinds = {column.header: _IN_A_FRAME.get(column.kind, "str") for column in layout} | {"ROW": "int64"}
    table = Rows(sheet.file, sheet.name, values, kinds, columns)
    if key and all(header in columns for header in key):
        _duplicates(table, key, problems)
    return table


def _by_row(found: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of a table, many blank cells of one row as one: the row is not filled yet."""
    blank: dict[int, list[Problem]] = {}
    for one in found:
        if one.code in _BLANK_CODES and (at := position(one.place.cell)):
            blank.setdefault(at[0], []).append(one)
    many = {row: cells for row, cells in blank.items() if len(cells) >= _MANY_BLANK}
    for one in found:
        cells = many.get((position(one.place.cell) or (0, 0))[0], ()) if one.code in _BLANK_CODES else ()
        if not cells:
            yield one
        elif one is cells[0]:
            names = ", ".join(f"{cell.found.rpartition(' ')[2]} ({cell.place.cell})" for cell in cells)
            yield problem("sheet-row-incomplete", one.place, f"{len(cells)} blank cells: {names}")


class _Teller:
    """Reports the problems of one column."""

    def __init__(
        self, sheet: Sheet, column: Column, position: int | None, problems: list[Problem], cutoff: str
    ) -> None:
        self.sheet, self.column, self.position, self.problems, self.cutoff = sheet, column, position, problems, cutoff

    def __call__(self, code: str, row: int, found: str, **values: object) -> None:
        self.problems.append(problem(code, self.sheet.place(row, self.position or 1), found, **values))

    def blank(self, row: int) -> None:
        if self.column.required and self.position:
            where = (self.sheet.name, self.column.header)
            usual = "sheet-missing-metadata" if self.sheet.name == "Indicators" else "sheet-required-blank"
            text = f"a blank cell in the column {self.column.header}"
            self(_BLANK.get(where, usual), row, text, comment=self.column.comment)

    def broken(self, value: Value, row: int) -> bool:
        if isinstance(value, CellError):
            self("sheet-error-value", row, f"the error {value.text}")
        elif isinstance(value, Uncalculated):
            self("sheet-formula-uncalculated", row, f"the formula {value.formula[:60]!r} without a value")
        else:
            return False
        return True


def shown(value: Value) -> str:
    """A cell's value as a message shows it, at most 60 characters."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (date, datetime)):
        return f"the date {value.isoformat()[:10]}"
    return repr(value if len(str(value)) <= 60 else str(value)[:57] + "...")


def alike(one: Value | None, other: Value | None) -> bool:
    """Whether two cells hold the same; numbers at the 15 digits that LibreOffice and Google Sheets keep when they save.

    >>> alike(0.1 + 0.2, 0.3), alike(0.3, 0.3000001), alike("a", "a"), alike(None, 0.0)
    (True, False, True, False)
    """
    if isinstance(one, float) and isinstance(other, float):
        return one == other or f"{one:.15g}" == f"{other:.15g}"
    return one == other


def as_text(value: Value) -> str:
    """A cell as text: a whole number without decimals, a date in ISO form, no blanks around."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def is_filled(value: Value) -> bool:
    """Whether a cell holds more than spaces."""
    return value != "" and not (isinstance(value, str) and not value.strip())


def _columns(
    sheet: Sheet, header: Iterable[Value], layout: tuple[Column, ...], problems: list[Problem]
) -> dict[str, int]:
    known = [column.header for column in layout]
    columns: dict[str, int] = {}
    for at, value in enumerate(header, start=1):
        text = as_text(value)
        if text in columns:
            first = sheet.place(1, columns[text]).cell.rstrip("1")
            problems.append(
                problem("sheet-duplicate-column", sheet.place(1, at), f"{shown(text)} once more", first=first)
            )
        elif text in known:
            columns[text] = at
        elif text or any(is_filled(row[at - 1]) for row in sheet.rows[1:]):
            near = nearest.codes(text, known)
            found = f"the header {shown(text)}" if text else "values below a blank header"
            place = sheet.place(1, at)
            problems.append(problem("sheet-unknown-column", place, found, allowed=", ".join(known), near=near))
    for column in layout:
        if column.header not in columns and not column.optional:
            found = f"no column {column.header!r}"
            problems.append(problem("sheet-missing-column", sheet.place(1, 1), found, header=column.header))
    return columns


def _text(value: Value, say: _Teller, row: int) -> str:
    if isinstance(value, str):
        text = value.strip()
        if not text:
            say.blank(row)
        return text
    return "" if say.broken(value, row) else as_text(value)


def _choice(value: Value, say: _Teller, row: int) -> str:
    text = _text(value, say, row)
    if text and text not in say.column.choices:
        code = _NOT_A_CHOICE.get((say.sheet.name, say.column.header), "sheet-not-a-choice")
        near = nearest.codes(text, say.column.choices)
        say(code, row, shown(text), choices=", ".join(say.column.choices), near=near)
    return text


def _date(value: Value, say: _Teller, row: int) -> str:
    text = _text(value, say, row)
    if not text:
        return ""
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        say("sheet-accessed-not-date", row, shown(value), cutoff=say.cutoff)
        return ""
    if day > say.cutoff:
        say("sheet-accessed-not-date", row, f"{day}, after the data cut-off", cutoff=say.cutoff)
    return day


def _day(value: Value, say: _Teller, row: int) -> str:
    text = _text(value, say, row)
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        say("sheet-not-a-date", row, shown(value))
        return ""


def _url(value: Value, say: _Teller, row: int) -> str:
    text = _text(value, say, row)
    if text and not _SCHEME.match(text):
        say("sheet-not-a-url", row, shown(text))
    return text


def _number(value: Value, say: _Teller, row: int) -> float:
    if not is_filled(value):
        say.blank(row)
    elif not say.broken(value, row):
        if isinstance(value, float) and abs(value) != float("inf"):
            return value
        say("sheet-not-a-number", row, shown(value))
    return float("nan")


def _integer(value: Value, say: _Teller, row: int) -> int | None:
    if not is_filled(value):
        say.blank(row)
    elif not say.broken(value, row):
        year = say.column.kind is Kind.YEAR
        if isinstance(value, float) and value.is_integer() and (not year or FIRST_YEAR <= value <= LAST_YEAR):
            return int(value)
        say("sheet-not-a-year" if year else "sheet-not-an-integer", row, shown(value))
    return None


_READERS: dict[Kind, Callable[[Value, _Teller, int], str | float | int | None]] = {
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
    Kind.YEAR: _integer,
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.DAY: _day,
    Kind.URL: _url,
}


def _duplicates(table: Rows, key: tuple[str, ...], problems: list[Problem]) -> None:
    if len(set(zip(*(table[header] for header in key), strict=True))) == len(table):
        return
    first: dict[tuple[object, ...], int] = {}
    for row, *parts in table.of(*key):
        identity = tuple(parts)
        if identity in first:
            found = " / ".join("<NA>" if part is None else str(part) for part in parts)
            place = table.place(row, key[0])
            problems.append(
                problem("sheet-duplicate-key", place, f"{found} once more", key=" + ".join(key), first=first[identity])
            )
        elif parts[0] not in ("", None):
            first[identity] = row
