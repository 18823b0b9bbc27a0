"""Any file of figures as a plain table of texts: a header, rows below it, and the place of every cell.

What stands above the header (titles, "Data Source", "Last Updated Date") and below the last row (remarks of one cell) is
not part of the table; it is listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.model.addresses import Cell, address
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.archive import read_file
from pipeline.sheets.codes import problem
from pipeline.sheets.findings import too_many
from pipeline.sheets.layout import MAX_CELLS, MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS
from pipeline.sheets.reading.delivery import is_delivery, the_one_in
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.records import is_json, read_records
from pipeline.sheets.reading.sdmx import is_sdmx, read_message
from pipeline.sheets.reading.shapes import known_shape
from pipeline.sheets.reading.spreadsheets import is_workbook, percent_cells, read_sheets
from pipeline.sheets.reading.text import NAMES, Unreadable, read_text

MAX_TEXT_BYTES = 100_000_000
_SEARCHED = 50  # rows among which the header is
Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Table:
    """The texts of a file. ``rows`` are (line or row of the file, cells), each as wide as ``header``; blanks are ``""``.

    ``delimiter`` separates the cells of a text file (blank for a workbook, whose sheet is ``sheet``); ``first`` is the line
    of the header, ``percents`` the cells of an xlsx sheet that are shown as per cent. With an error among ``problems`` there are no rows.
    """

    file: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    delimiter: str = ""
    sheet: str = ""
    first: int = 1
    percents: frozenset[Cell] = frozenset()

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a row, or of the cell in a column (from 1) where the file is a workbook."""
        if self.sheet:
            return Place(self.file, self.sheet, address((line, column or 1)))
        return Place(self.file, line=line)

    def cell(self, line: int, column: str) -> Place:
        """The place of a row in the column of a name; of its first cell where there is none of that name."""
        if not self.sheet:
            return Place(self.file, line=line)
        return self.place(line, self.header.index(column) + 1 if column in self.header else 1)

    def is_percent(self, line: int, column: str) -> bool:
        """Whether a cell is shown as per cent."""
        return bool(self.percents) and (line, self.header.index(column) + 1) in self.percents

    def column(self, name: str) -> list[str]:
        """The texts of a column. Raises ValueError where there is none of that name."""
        at = self.header.index(name)
        return [cells[at] for _, cells in self.rows]


def read_table(path: Path, sheet: str = "", header: int = 0, encoding: str = "", beside: Collection[str] = ()) -> Table:
    """The table of a file (CSV, TSV, xlsx, ods, xls, SDMX-ML, records in JSON; one of them in a zip or gzip), whatever its name ends in. Never raises for bad content.

    ``sheet`` names the sheet of a workbook (blank: the first one in a known shape, else the first one with a table; none of
    those ``beside``), ``header`` the line of the header (0: found out),
    ``encoding`` that of a text (blank: found out).
    """
    file = path.name
    data = read_file(path, file, MAX_TEXT_BYTES)
    if isinstance(data, Problem):
        return Table(file, problems=(data,))
    if is_delivery(data):
        member, told = the_one_in(data, file)
        if isinstance(member, Problem):
            return Table(file, problems=(member,))
        table = _of_bytes(member, file, sheet, header, encoding, beside)
        return replace(table, problems=(*table.problems, *told))
    return _of_bytes(data, file, sheet, header, encoding, beside)


def _of_bytes(data: bytes, file: str, sheet: str, header: int, encoding: str, beside: Collection[str]) -> Table:
    if is_workbook(data):
        return _of_workbook(data, file, sheet, header, beside)
    if is_sdmx(data) or is_json(data):
        rows, told = read_message(data, file) if is_sdmx(data) else read_records(data, file)
        return Table(
            file,
            tuple(rows[0][1]) if rows else (),
            tuple((line, tuple(cells)) for line, cells in rows[1:]),
            tuple(told),
        )
    try:
        text = read_text(data, encoding)
    except Unreadable as error:
        place, remedy = (
            Place(file, line=error.line),
            "download or save the file as CSV UTF-8, or say its encoding in a reading",
        )
        allowed = "delimited text in UTF-8, UTF-16 or Windows-1252, with texts that hold the separator in quotes"
        return Table(file, problems=(fault("import-unreadable", place, error.found, allowed, remedy),))
    problems: list[Problem] = []
    if not encoding and not text.encoding.startswith("utf"):
        problems.append(_ansi(file, data, text.encoding))
    return _tabulate(
        file, _unfolded(text.rows) if text.delimiter == "\t" else text.rows, problems, text.delimiter, "", header
    )


def _ansi(file: str, data: bytes, encoding: str) -> Problem:
    line = next(part for part in data.splitlines() if not part.isascii())
    at = next(i for i, byte in enumerate(line) if byte > 127)
    around = line[max(0, at - 20) : at + 20].decode(encoding, "replace")
    return fault(
        "import-encoding",
        Place(file, line=data[: data.index(line)].count(b"\n") + 1),
        f"text that is not UTF-8, read as {NAMES[encoding]}: ...{around}...",
        "text in UTF-8, so that accents are certain",
        "look whether this text is right; if not, save the file as CSV UTF-8, or say its encoding in a reading",
        Severity.WARNING,
    )


def _unfolded(rows: Rows) -> Rows:
    r"""Rows of Eurostat's TSV, whose first cell holds several columns: ``freq,unit,geo\TIME_PERIOD`` in the header."""
    if not rows or "\\" not in rows[0][1][0] or "," not in rows[0][1][0]:
        return rows
    return [(line, [*(part.strip() for part in cells[0].split(",")), *cells[1:]]) for line, cells in rows if cells]


def _of_workbook(data: bytes, file: str, wanted: str, header: int, beside: Collection[str]) -> Table:
    sheets, problems = read_sheets(data, file)
    if not sheets:
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        return Table(file, problems=problems if errors else (*problems, _nothing(file, "no visible sheet")))
    if wanted and wanted not in sheets:
        allowed = f"one of the visible sheets: {', '.join(sheets)}"
        found = fault(
            "import-no-sheet", Place(file), f"no sheet {wanted!r}", allowed, "name one of them in the reading"
        )
        return Table(file, problems=(found,))
    tables = {
        name: _tabulate(file, _numbered(rows), [], "", name, header)
        for name, rows in sheets.items()
        if any(map(any, rows)) and (name not in beside or name == wanted)
    }
    if not tables:
        return Table(file, problems=(_nothing(file, "no filled sheet"),))
    filled = [name for name, table in tables.items() if len(table.header) > 1 and table.rows]
    shaped = (name for name in filled if known_shape(Header(tables[name].header), file))
    name = wanted or next(shaped, "") or next(iter(filled), next(iter(tables)))
    table = tables[name]
    own = [problem for problem in problems if problem.place.sheet in ("", name)]
    table = replace(table, percents=percent_cells(data, file, name), problems=(*table.problems, *own))
    others = [other for other in tables if other != name]
    if not others or wanted:
        return table
    told = notice(
        "import-sheets-not-read",
        Place(file, name),
        f"the sheet {name} is read, and not: {', '.join(others)}",
        "one sheet of a workbook",
        "name another one as 'sheet' in the reading if that is meant",
    )
    return replace(table, problems=(*table.problems, told))


def _numbered(rows: Sequence[list[str]]) -> Rows:
    return list(enumerate(rows, start=1))


def _nothing(file: str, found: str) -> Problem:
    return fault("import-empty", Place(file), found, "a header and rows below it", "give another file")


def _tabulate(file: str, rows: Rows, problems: list[Problem], delimiter: str, sheet: str, header: int) -> Table:
    """The rows below the header, each as wide as it; what stands above and below is listed."""
    filled = [(line, cells) for line, cells in rows if any(cells)]
    if not filled:
        return Table(file, problems=(_nothing(file, "an empty file"),))
    at = _header(filled, header)
    if at is None:
        allowed = f"a filled line, 1 to {filled[-1][0]}"
        found = fault(
            "import-no-header",
            Place(file, line=header),
            "a blank line as the header",
            allowed,
            "mend 'header' in the reading",
        )
        return Table(file, problems=(found,))
    first, names = filled[at]
    names = _cut(names)
    table = Table(file, tuple(names), (), (), delimiter, sheet, first)
    body = filled[at + 1 :]
    end = len(body)
    while len(names) > 2 and end and not any(body[end - 1][1][1:]):
        end -= 1
    problems += _outside(table, filled[:at], body[end:])
    if len(names) > MAX_COLUMNS:
        limits = {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
        wide = problem("sheet-too-wide", table.place(first), f"{len(names):,} columns", **limits)
        return Table(file, problems=(wide,))
    twice = sorted(name for name, count in Counter(names).items() if name and count > 1)
    if twice:
        text, remedy = f"two columns {', '.join(twice)}", "rename or delete one of them"
        problems.append(fault("import-duplicate-column", table.place(first), text, "each column once", remedy))
        return replace(table, problems=tuple(problems))
    if not body[:end]:
        return replace(table, problems=(*problems, _nothing(file, "a header and no row below it")))
    whole: list[tuple[int, tuple[str, ...]]] = []
    for line, cells in body[:end]:
        fitted = _cut(cells) if len(cells) > len(names) or sheet else cells
        if len(fitted) > len(names) or (len(fitted) < len(names) and not sheet and len(fitted) == len(cells)):
            text, remedy = (
                f"{len(cells)} cells where the header has {len(names)}",
                "put texts with the separator in quotes",
            )
            problems.append(fault("import-ragged-row", table.place(line), text, "as many cells as columns", remedy))
            if len(problems) > MAX_PROBLEMS:
                return replace(table, problems=(*problems, too_many(file)))
            continue
        if len(fitted) == len(names):
            whole.append((line, tuple(fitted)))
        else:
            whole.append((line, (*fitted, *[""] * (len(names) - len(fitted)))))
    return replace(table, rows=tuple(whole), problems=tuple(problems))


def _outside(table: Table, above: Rows, below: Rows) -> list[Problem]:
    """The notice of the lines above the header and below the last row."""
    lines = [*above, *below]
    if not lines:
        return []
    where = " and ".join(what for what, there in (("above the header", above), ("below the rows", below)) if there)
    texts = "; ".join(" ".join(filter(None, cells)) for _, cells in lines)
    found = f"{len(lines)} lines {where} are not read: {texts[:200]}"
    place, remedy = table.place(lines[0][0]), "nothing, if they hold no figures"
    return [notice("import-lines-not-read", place, found, "a header and rows", remedy)]


def _cut(cells: Sequence[str]) -> Sequence[str]:
    """Cells without the blank ones at their end."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _header(filled: Rows, asked: int) -> int | None:
    """The position of the header: the line asked for, else the first row that is filled as far as most of the widest."""
    if asked:
        return next((at for at, (line, _) in enumerate(filled) if line == asked), None)
    widths = [sum(map(bool, cells)) for _, cells in filled[:_SEARCHED]]
    at = next(at for at, width in enumerate(widths) if width * 3 >= max(widths) * 2)
    corner = at > 0 and at == len(filled) - 1 and not filled[at - 1][1][0] and all(filled[at - 1][1][1:])
    return at - 1 if corner else at  # a matrix of one row below a blank corner
