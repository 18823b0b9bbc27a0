"""An indicator workbook as it stands: what it holds and where, read before an import changes it.

It passes the same gates and the same reader as a check does; what an import cannot tell for certain is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, tabs, write
from pipeline.sheets.findings import Findings, TooMany, too_many
from pipeline.sheets.gate import Admitted, admit_file, comments
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, Workbook, cells_of
from pipeline.sheets.tables import FIRST_YEAR, LAST_YEAR, as_text, is_filled, shown

_NUMBERS = (Kind.NUMBER, Kind.INTEGER, Kind.YEAR)


def plain_about(path: Path, today: date) -> write.About:
    """A first sheet that says no more than the file's name."""
    title = path.stem.replace("-", " ").capitalize()
    return write.About(title, "Imported figures.", write.EDIT_INDICATORS, today)


@dataclass(frozen=True)
class Grid:
    """Where a sheet holds what was read from it (a data sheet under its indicator, whatever its tab is called): ``rows`` by key (code; economy; indicator, economy and year), ``columns``
    by header or year."""

    sheet: Sheet
    rows: Mapping[object, Sequence[int]]
    columns: Mapping[object, int]

    @property
    def last(self) -> int:
        """The last row with anything in it, 1 where there is none."""
        return max((at for at, row in enumerate(self.sheet.rows, start=1) if any(map(is_filled, row))), default=1)

    @property
    def widest(self) -> int:
        """The last column with anything in it."""
        return max((at for row in self.sheet.rows for at, value in enumerate(row, 1) if is_filled(value)), default=0)


@dataclass(frozen=True)
class Standing:
    """A workbook as it stands: what it holds, where, and the file itself (None where it cannot be written back)."""

    book: write.IndicatorBook
    grids: Mapping[str, Grid] = field(default_factory=dict)
    admitted: Admitted | None = None


def read_standing(path: Path, problems: list[Problem]) -> Standing:
    """An indicator workbook as it stands; what cannot be told for certain is a problem at its cell."""
    nothing = Standing(write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {}))
    found = Findings()
    try:
        admitted, refused = admit_file(path, path.name)
        found.extend(refused)
        if admitted is None:
            return nothing
        workbook = cells_of(admitted)
        found.extend(workbook.problems)
        for name in (layout.ABOUT, layout.INDICATORS, layout.NOTES) if workbook.sheets else ():
            if name not in workbook.sheets:
                allowed = "the sheets About, Indicators and Notes"
                found.append(_invalid(Place(path.name, name), "there is no such sheet", allowed))
        if layout.INDICATORS not in workbook.sheets or layout.NOTES not in workbook.sheets:
            return nothing
        grids: dict[str, Grid] = {}
        indicators = _indicators(workbook.sheets[layout.INDICATORS], found, grids)
        series: dict[str, dict[tuple[str, int], float]] = {}
        said: dict[tuple[str, str, int], str] = {}
        tab_of = tabs.tabs_of(workbook.sheets)
        for code in (str(row["code"]) for row in indicators):
            series[code] = {}
            tab = tab_of.get(code, code)
            if tab not in workbook.sheets:
                if tab != code:  # a tab that was renamed or deleted; its figures must not be taken for none
                    row = grids[layout.INDICATORS].rows[code][0]
                    place = workbook.sheets[layout.INDICATORS].place(row, 1)
                    allowed = "for each row of Indicators the tab that its column sheet names"
                    found.append(_invalid(place, f"no sheet {shown(tab)} for {code}", allowed))
                continue
            on_cells = comments(admitted, tab)
            for cell, area, year, value in _figures(code, workbook.sheets[tab], found, grids):
                series[code][area, year] = value
                if cell in on_cells:
                    said[code, area, year] = on_cells[cell]
        notes = tuple(_notes(workbook.sheets[layout.NOTES], found, grids))
        about = _about(workbook) if layout.ABOUT in workbook.sheets else nothing.book.about
        if layout.ABOUT in workbook.sheets:
            grids[layout.ABOUT] = Grid(workbook.sheets[layout.ABOUT], {}, {})
        return Standing(write.IndicatorBook(about, indicators, series, notes, said), grids, admitted)
    except TooMany:
        found = Findings(found[:-1])
        found.append(too_many(path.name))
        return nothing
    finally:
        problems.extend(found)


def read_book(path: Path, problems: list[Problem]) -> write.IndicatorBook:
    """What an indicator workbook holds. See ``read_standing``."""
    return read_standing(path, problems).book


def _invalid(
    place: Place,
    found: str,
    allowed: str,
    remedy: str = "run the check on the workbook and mend it before importing into it",
) -> Problem:
    return Problem("import-workbook-invalid", Severity.ERROR, place, found, allowed, remedy)


def _figures(
    code: str, sheet: Sheet, problems: Findings, grids: dict[str, Grid]
) -> Iterator[tuple[str, str, int, float]]:
    """Cell, economy, year and figure of each filled cell of a data sheet.

    A formula counts as the value that was last calculated, as for a check.
    """
    header = sheet.header
    years = {column: _plain(header[column - 1]) for column in range(layout.FIRST_YEAR_COLUMN, len(header) + 1)}
    columns: dict[object, int] = {}
    rows: dict[object, list[int]] = {}
    for column, year in years.items():
        if isinstance(year, int) and year in columns:
            problems.append(_invalid(sheet.place(sheet.head, column), f"{year} once more", "one column for a year"))
        columns.setdefault(year, column)
    for number, row in enumerate(sheet.rows[sheet.head :], start=sheet.head + 1):
        area = as_text(row[0])
        if area and area in rows:
            found = f"{area} once more, after row {rows[area][0]}"
            problems.append(_invalid(sheet.place(number, 1), found, "one row for an economy"))
        if area:
            rows.setdefault(area, []).append(number)
        for column, year in years.items():
            value = row[column - 1]
            if value == "":
                continue
            place = sheet.place(number, column)
            if not isinstance(value, float) or not isinstance(year, int) or not area:
                found = f"{_plain(value)!r} for {area or None!r}, {year!r}"
                problems.append(_invalid(place, found, "a number for an economy and a year"))
            else:
                yield place.cell, area, year, value
    grids[code] = Grid(sheet, rows, columns)


def _plain(value: Value) -> object:
    """A value as Python shows it best: a whole number without decimals, a broken cell by its text."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, CellError):
        return value.text
    return value.formula if isinstance(value, Uncalculated) else value


def _records(
    sheet: Sheet, columns: Sequence[Column], key: Sequence[str], problems: Findings, own: bool = False
) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a long sheet with their numbers; a cell or column that cannot be told for certain is a problem.

    ``key`` are the headers without which a row says nothing. Columns that an editor has added stay where they are; with
    ``own`` those under a header of their own are read too, whatever they hold.
    """
    header = _header(sheet)
    known = {column.header: column for column in columns}
    for number, name in enumerate(header, start=1):
        if name in known and header.index(name) + 1 < number:
            found, allowed = f"a column {name!r} once more", f"the columns {', '.join(known)}"
            problems.append(_invalid(sheet.place(1, number), found, allowed))
    for name in known:
        if name not in header:
            problems.append(_invalid(sheet.place(1, 1), f"no column {name!r}", f"the columns {', '.join(known)}"))
    if not set(key) <= set(header):
        return
    if own:
        known |= {name: Column(name, Kind.OWN, False, "") for name in header if name and name not in known}
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not any(map(is_filled, row)):
            continue
        record: dict[str, object] = {}
        whole = True
        for at, name in enumerate(header, start=1):
            if name in known and name not in record:
                value = row[at - 1]
                record[name] = _cell(value, known[name])
                fault = "" if known[name].kind is Kind.OWN else _fault(record[name], value, known[name], name in key)
                if fault:
                    problems.append(_invalid(sheet.place(number, at), f"{fault} as {name}", known[name].comment))
                    record[name] = None
                    whole = whole and name not in key
        if whole:
            yield number, record


def _header(sheet: Sheet) -> list[str]:
    return [as_text(value) for value in sheet.rows[0]] if sheet.rows else []


def _columns(sheet: Sheet) -> dict[object, int]:
    """The columns of a long sheet by header, the first where one stands twice."""
    header = _header(sheet)
    return {name: header.index(name) + 1 for name in header if name}


def _cell(value: Value, column: Column) -> object:
    """A cell as the writer takes it: None for a blank one, a number where the column holds numbers, else text."""
    if value == "":
        return None
    return _plain(value) if column.kind in (*_NUMBERS, Kind.OWN) else as_text(value) or None


def _fault(read: object, value: Value, column: Column, needed: bool) -> str:
    """What is wrong with a cell; blank where nothing is."""
    if read is None:
        return "a blank cell" if needed else ""
    if isinstance(value, CellError | Uncalculated):
        return repr(_plain(value))
    number = isinstance(value, float)
    whole = isinstance(read, int) and (column.kind is not Kind.YEAR or FIRST_YEAR <= read <= LAST_YEAR)
    if column.kind in _NUMBERS and not (number if column.kind is Kind.NUMBER else number and whole):
        return repr(_plain(value))
    return ""


def _indicators(sheet: Sheet, problems: Findings, grids: dict[str, Grid]) -> tuple[dict[str, object], ...]:
    rows: dict[str, dict[str, object]] = {}
    at: dict[object, list[int]] = {}
    for number, record in _records(sheet, layout.INDICATOR_COLUMNS, ("code",), problems, own=True):
        code = str(record["code"])
        if code in rows:
            problems.append(_invalid(sheet.place(number, 1), f"{code!r} once more", "one row for an indicator"))
        rows.setdefault(code, record)
        at.setdefault(code, []).append(number)
    grids[layout.INDICATORS] = Grid(sheet, at, _columns(sheet))
    return tuple(rows.values())


def _notes(sheet: Sheet, problems: Findings, grids: dict[str, Grid]) -> Iterator[write.Note]:
    needed = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS")
    at: dict[object, list[int]] = {}
    for number, record in _records(sheet, layout.NOTE_COLUMNS, needed, problems):
        area, code, year, status = (str(record[name]) for name in needed)
        texts = (str(record.get(name) or "") for name in ("note", "source_override"))
        at.setdefault((code, area, int(year)), []).append(number)
        yield write.Note(area, code, int(year), status, *texts)
    grids[layout.NOTES] = Grid(sheet, at, _columns(sheet))


def _about(workbook: Workbook) -> write.About:
    """The About sheet read back by its labels; a label that repeats as blank continues the one above."""
    sections: dict[str, list[str]] = {}
    title, label = "", ""
    for number, row in enumerate(workbook.sheets[layout.ABOUT].rows, start=1):
        first, text = as_text(row[0]), as_text(row[1]) if len(row) > 1 else ""
        if number == 1:
            title = first
            continue
        label = first or label
        if text:
            sections.setdefault(label, []).append(text)
    reviewed = next(iter(sections.pop("Last review", [])), "")
    own = ("What it is", "How to edit", "Contact", write.IMPORTED_FROM, write.IMPORT_COMMAND, write.LEGEND_TITLE)
    imported = tuple(
        (match[1], match[2])
        for text in sections.get(write.IMPORTED_FROM, [])
        if (match := re.fullmatch(r"(.*) \(SHA-256 ([0-9a-f]{64})\)", text))
    )
    return write.About(
        title=title,
        purpose=" ".join(sections.get("What it is", [])),
        editing=tuple(sections.get("How to edit", write.EDIT_INDICATORS)),
        reviewed=_day(reviewed),
        facts=tuple((name, text) for name, texts in sections.items() if name not in own for text in texts),
        imported=imported,
        commands=tuple(sections.get(write.IMPORT_COMMAND, [])),
    )


def _day(text: str) -> date:
    """A day in ISO form; 1 January 1980 where the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date(1980, 1, 1)
