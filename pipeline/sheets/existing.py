"""An indicator workbook as it stands, read back whole before an import writes it again.

It passes the same gates and the same reader as a check does; what an import would lose or cannot tell is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.model.addresses import position
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, tabs, write
from pipeline.sheets.findings import Findings, TooMany, too_many
from pipeline.sheets.gate import admit_file, comments
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, Workbook, cells_of
from pipeline.sheets.tables import FIRST_YEAR, LAST_YEAR, as_text

_NUMBERS = (Kind.NUMBER, Kind.INTEGER, Kind.YEAR)


def plain_about(path: Path, today: date) -> write.About:
    """A first sheet that says no more than the file's name."""
    title = path.stem.replace("-", " ").capitalize()
    return write.About(title, "Imported figures.", write.EDIT_INDICATORS, today)


def read_book(path: Path, problems: list[Problem]) -> write.IndicatorBook:
    """An indicator workbook as it stands, editors' cell comments included; what an import would lose is a problem."""
    nothing = write.IndicatorBook(plain_about(path, date(1980, 1, 1)), (), {})
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
        indicators = _indicators(workbook.sheets[layout.INDICATORS], found)
        codes = [str(row["code"]) for row in indicators]
        tab_of = tabs.tabs_of(workbook.sheets)
        for name in workbook.sheets:
            if name not in (*layout.OWN_SHEETS, *tab_of.values()):
                place = Place(path.name, name)
                found.append(_invalid(place, "a sheet without a row in Indicators", "one sheet per indicator"))
        series: dict[str, dict[tuple[str, int], float]] = {code: {} for code in codes}
        said: dict[tuple[str, str, int], str] = {}
        on_cells = {name: _own(comments(admitted, name), sheet.head) for name, sheet in workbook.sheets.items()}
        for code in codes:
            tab = tab_of.get(code, code)
            for cell, area, year, value in _figures(workbook.sheets[tab], found) if tab in workbook.sheets else ():
                series[code][area, year] = value
                if cell in on_cells[tab]:
                    said[code, area, year] = on_cells[tab].pop(cell)
        for name, left in on_cells.items():
            found.extend(_lost(Place(path.name, name, cell), text) for cell, text in left.items())
        notes = tuple(_notes(workbook.sheets[layout.NOTES], found))
        about = _about(workbook) if layout.ABOUT in workbook.sheets else nothing.about
        return write.IndicatorBook(about, indicators, series, notes, said)
    except TooMany:
        found = Findings(found[:-1])
        found.append(too_many(path.name))
        return nothing
    finally:
        problems.extend(found)


def _invalid(
    place: Place,
    found: str,
    allowed: str,
    remedy: str = "run the check on the workbook and mend it before importing into it",
) -> Problem:
    return Problem("import-workbook-invalid", Severity.ERROR, place, found, allowed, remedy)


def _own(on_cells: Mapping[str, str], head: int) -> dict[str, str]:
    """Editors' comments: those below the headings (row ``head``), whose comments the layout writes."""
    rows = {cell: position(cell) for cell in on_cells}
    return {cell: text for cell, text in on_cells.items() if (at := rows[cell]) and at[0] > head}


def _lost(place: Place, text: str) -> Problem:
    found = f"the comment {text[:80]!r} on a cell without a figure"
    remedy = "copy it back after the import, or write it into Notes"
    return Problem("import-comment-lost", Severity.WARNING, place, found, "comments on figures", remedy)


def _figures(sheet: Sheet, problems: Findings) -> Iterator[tuple[str, str, int, float]]:
    """Cell, economy, year and figure of each filled cell of a data sheet."""
    header, head = sheet.header, sheet.head
    seen: dict[tuple[str, int], str] = {}
    for number, row in enumerate(sheet.rows[head:], start=head + 1):
        area = as_text(row[0])
        for column in range(layout.FIRST_YEAR_COLUMN, len(row) + 1):
            value, year = _content(sheet, number, column), _plain(header[column - 1])
            if value == "":
                continue
            place = sheet.place(number, column)
            if not isinstance(value, float) or not isinstance(year, int) or not area:
                found = f"{_plain(value)!r} for {area or None!r}, {year!r}"
                problems.append(_invalid(place, found, "a number for an economy and a year"))
            elif (area, year) in seen:
                found = f"{area} {year} once more, after {seen[area, year]}"
                problems.append(_invalid(place, found, "one row for an economy, one column for a year"))
            else:
                seen[area, year] = place.cell
                yield place.cell, area, year, value


def _content(sheet: Sheet, row: int, column: int) -> Value:
    """What an editor sees in the formula bar: an import would put a number in the place of a formula."""
    formula = sheet.evidence.formulas.get((row, column))
    return Uncalculated(formula) if formula else sheet.rows[row - 1][column - 1]


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
    """The rows of a long sheet with their numbers; a cell, column or row that an import would lose is a problem.

    ``key`` are the headers without which a row says nothing. With ``own`` a column that an editor has added under a header
    of its own is kept, whatever it holds.
    """
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    known = {column.header: column for column in columns}
    if own:
        known |= {name: Column(name, Kind.OWN, False, "") for name in header if name and name not in known}
    for number, name in enumerate(header, start=1):
        filled = any(row[number - 1] != "" for row in sheet.rows)
        if filled and (name not in known or header.index(name) + 1 < number):
            found = f"a column {name!r}" + (" once more" if name in known else ", which an import would lose")
            allowed, remedy = f"the columns {', '.join(known)}", "move the column to another workbook before importing"
            problems.append(_invalid(sheet.place(1, number), found, allowed, remedy))
    for name in key:
        if name not in header:
            problems.append(_invalid(sheet.place(1, 1), f"no column {name!r}", f"the columns {', '.join(known)}"))
    if not set(key) <= set(header):
        return
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not any(value != "" for value in row):
            continue
        record: dict[str, object] = {}
        whole = True
        for at, name in enumerate(header, start=1):
            if name in known and name not in record:
                value = _content(sheet, number, at)
                record[name] = _cell(value, known[name])
                fault = _fault(record[name], value, known[name], name in key)
                if fault:
                    problems.append(_invalid(sheet.place(number, at), f"{fault} as {name}", known[name].comment))
                    record[name] = None
                    whole = whole and name not in key
        if whole:
            yield number, record


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


def _indicators(sheet: Sheet, problems: Findings) -> tuple[dict[str, object], ...]:
    rows: dict[str, dict[str, object]] = {}
    for number, record in _records(sheet, layout.INDICATOR_COLUMNS, ("code",), problems, own=True):
        code = str(record["code"])
        if code in rows:
            problems.append(_invalid(sheet.place(number, 1), f"{code!r} once more", "one row for an indicator"))
        rows.setdefault(code, record)
    return tuple(rows.values())


def _notes(sheet: Sheet, problems: Findings) -> Iterator[write.Note]:
    needed = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS")
    for _, record in _records(sheet, layout.NOTE_COLUMNS, needed, problems):
        area, code, year, status = (str(record[name]) for name in needed)
        texts = (str(record.get(name) or "") for name in ("note", "source_override"))
        yield write.Note(area, code, int(year), status, *texts)


def _about(workbook: Workbook) -> write.About:
    """The About sheet read back by its labels; a label that repeats as blank continues the one above."""
    sections: dict[str, list[str]] = {}
    title, label = "", ""
    for number, row in enumerate(workbook.sheets[layout.ABOUT].rows, start=1):
        first, text = as_text(row[0]), as_text(row[1]) if len(row) > 1 else ""
        if number == 1:
            title = first
            continue
        if first == write.LEGEND_TITLE:
            break
        label = first or label
        if text:
            sections.setdefault(label, []).append(text)
    reviewed = next(iter(sections.pop("Last review", [])), "")
    own = ("What it is", "How to edit", "Contact", write.IMPORTED_FROM, "Import command")
    imported = tuple(
        (match[1], match[2])
        for text in sections.get(write.IMPORTED_FROM, [])
        if (match := re.fullmatch(r"(.*) \(SHA-256 ([0-9a-f]{64})\)", text))
    )
    return write.About(
        title=title,
        purpose=" ".join(sections.get("What it is", [])),
        editing=tuple(sections.get("How to edit", write.EDIT_INDICATORS)),
        reviewed=date.fromisoformat(reviewed) if re.fullmatch(r"\d{4}-\d\d-\d\d", reviewed) else date(1980, 1, 1),
        facts=tuple((name, text) for name, texts in sections.items() if name not in own for text in texts),
        imported=imported,
        command=" ".join(sections.get("Import command", [])),
    )
