"""All sheets of ``data/``, read once and parsed: what checking judges and loading turns into a data set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd

from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet, Workbook, read_workbooks, workbooks_below
from pipeline.sheets.tables import Table, as_text, parse_table
from pipeline.sheets.wide import Wide, explain, parse_wide

# The columns that identify a row, by sheet.
KEYS: Mapping[str, tuple[str, ...]] = {
    "Indicators": (),  # a code twice is reported across workbooks
    "Notes": ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS"),
    "Economies": ("iso3",),
    "Groups": ("code",),
    "Terms": ("kind", "code"),
    "Codes": ("code", "role"),
    "Classes": ("scheme", "class"),
    "Thresholds": ("method", "parameter"),
    "Goalposts": ("index", "dimension"),
    "Targets": ("target", "indicator"),
    "Hierarchy": ("code",),
    "Choices": ("applies_to", "step", "parameter"),
    "Measurement error": ("kind", "code"),
    "Uncertainty": ("factor", "option"),
    "Platforms": ("id",),
    "Meetings": (),  # a platform may meet twice a year
    "Instruments": ("id",),
    "Parties": ("instrument_id", "iso3", "status"),
}
_RESERVED = (layout.ABOUT, layout.INDICATORS, layout.NOTES)
_MAX_SHEET_NAME = 31


@dataclass(frozen=True)
class IndicatorBook:
    """One indicator workbook: its metadata, its data sheets by code and its notes."""

    file: str
    indicators: Table
    notes: Table | None
    wides: Mapping[str, Wide]
    about: Mapping[str, str]


@dataclass(frozen=True)
class Matrix:
    """A supply or use sheet: codes of rows and columns, and the values (NaN where blank)."""

    sheet: str
    table: str
    year: int
    frame: pd.DataFrame


@dataclass(frozen=True)
class SupplyUseBook:
    """The workbook of supply and use tables."""

    file: str
    codes: Table
    matrices: tuple[Matrix, ...]
    about: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """Everything in ``data/`` as parsed, with what could not be: ``problems`` are those of reading and parsing.

    ``tables`` maps (path below data/, sheet) to a long sheet; ``books`` are today's indicator workbooks, ``vintages``
    those of earlier releases; ``files`` maps each file read to its SHA-256.
    """

    workbooks: Mapping[str, Workbook]
    books: tuple[IndicatorBook, ...]
    vintages: tuple[IndicatorBook, ...]
    tables: Mapping[tuple[str, str], Table]
    supply_use: SupplyUseBook | None
    outlines: dict
    files: Mapping[str, str]
    problems: tuple[Problem, ...]

    def economies(self) -> dict[str, str]:
        """ISO3 → English name of the economies listed; empty where the sheet could not be read."""
        table = self.tables.get(("reference/economies.xlsx", "Economies"))
        return dict(zip(table.frame["iso3"], table.frame["name_en"], strict=True)) if table else {}

    def aliases(self) -> dict[str, str]:
        """ISO2 and M49 codes → ISO3 of the economies listed."""
        table = self.tables.get(("reference/economies.xlsx", "Economies"))
        rows = table.frame[["iso3", "iso2", "m49"]].itertuples(index=False) if table else ()
        return {code: iso3 for iso3, *codes in rows for code in codes if code}


def read_content(root: Path, cutoff: str = "9999-12-31") -> Content:
    """Read and parse every sheet below ``root/data``; nothing is raised: what cannot be read is a problem.

    ``cutoff`` (ISO date) is the last day on which figures may have been taken.
    """
    problems: list[Problem] = []
    needed = [*layout.LONG_SHEETS, layout.SUPPLY_USE_WORKBOOK]
    paths = {f"data/{name}": root / "data" / name for name in needed} | workbooks_below(root)
    workbooks = read_workbooks(paths)
    files = {file: workbook.sha256 for file, workbook in workbooks.items() if workbook.sha256}
    tables: dict[tuple[str, str], Table] = {}
    books: list[IndicatorBook] = []
    vintages: list[IndicatorBook] = []
    supply_use: SupplyUseBook | None = None
    for file, workbook in workbooks.items():
        problems.extend(workbook.problems)
        if not workbook.sheets:
            continue
        name = file.removeprefix("data/")
        if name in layout.LONG_SHEETS or name == layout.INDEX_WORKBOOK:
            expected = layout.LONG_SHEETS.get(name, layout.INDEX_SHEETS)
            _unexpected(workbook, (layout.ABOUT, *expected), problems)
            for sheet, columns in expected.items():
                table = _table(workbook, sheet, columns, problems, cutoff)
                if table is not None:
                    tables[name, sheet] = table
        elif name == layout.SUPPLY_USE_WORKBOOK:
            supply_use = _supply_use(workbook, problems, cutoff)
        elif book := _indicator_book(workbook, problems, cutoff):
            (vintages if name.startswith("vintages/") else books).append(book)
    outlines = _outlines(root, files, problems)
    return Content(
        workbooks,
        tuple(books),
        tuple(vintages),
        tables,
        supply_use,
        outlines,
        dict(sorted(files.items())),
        tuple(problems),
    )


def _table(
    workbook: Workbook, name: str, columns: tuple[layout.Column, ...], problems: list[Problem], cutoff: str
) -> Table | None:
    sheet = workbook.sheets.get(name)
    if sheet is None:
        near = nearest.codes(name, workbook.sheets)
        found = f"no sheet {name!r}{near}"
        problems.append(problem("sheet-missing", Place(workbook.file), found, sheet=name))
        return None
    return parse_table(sheet, columns, KEYS[name], problems, cutoff)


def _unexpected(workbook: Workbook, expected: Iterable[str], problems: list[Problem]) -> None:
    for name in workbook.sheets:
        if name not in expected:
            place = Place(workbook.file, name)
            problems.append(problem("sheet-unexpected", place, f"a sheet {name!r}", allowed=", ".join(expected)))


def _indicator_book(workbook: Workbook, problems: list[Problem], cutoff: str) -> IndicatorBook | None:
    indicators = _table(workbook, layout.INDICATORS, layout.INDICATOR_COLUMNS, problems, cutoff)
    if indicators is None:
        return None
    notes = _table(workbook, layout.NOTES, layout.NOTE_COLUMNS, problems, cutoff)
    codes = list(indicators.frame["code"])
    wides: dict[str, Wide] = {}
    for row, code in zip(indicators.frame["ROW"], codes, strict=True):
        place = indicators.place(row, "code")
        if len(code) > _MAX_SHEET_NAME or any(letter in code for letter in "[]:*?/\\'"):
            problems.append(problem("sheet-name-too-long", place, f"{code!r} ({len(code)} characters)"))
        elif code and code not in workbook.sheets:
            problems.append(problem("sheet-code-without-sheet", place, f"no sheet {code!r}", code=code))
        elif code and code not in wides:
            wides[code] = parse_wide(workbook.sheets[code], problems)
    for name in workbook.sheets:
        if name not in codes and name not in _RESERVED:
            near = nearest.codes(name, [code for code in codes if code not in workbook.sheets])
            place = Place(workbook.file, name)
            problems.append(problem("sheet-without-code", place, f"no row {name!r} in Indicators", near=near))
    return IndicatorBook(workbook.file, indicators, notes, wides, about_facts(workbook))


def about_facts(workbook: Workbook) -> dict[str, str]:
    """The labels and texts of the About sheet, labels in lower case; empty where there is none."""
    sheet = workbook.sheets.get(layout.ABOUT)
    rows = [[as_text(value) for value in row[:2]] for row in sheet.rows] if sheet else []
    return {row[0].casefold(): row[1] for row in rows if len(row) == 2 and row[0] and row[1]}


def _supply_use(workbook: Workbook, problems: list[Problem], cutoff: str) -> SupplyUseBook | None:
    codes = _table(workbook, layout.SUPPLY_USE_CODES, layout.CODE_COLUMNS, problems, cutoff)
    if codes is None:
        return None
    known = set(codes.frame["code"])
    matrices: list[Matrix] = []
    for name, sheet in workbook.sheets.items():
        table, _, year = name.partition(" ")
        if table in layout.SUPPLY_USE_TABLES and year.isdigit():
            matrices.append(Matrix(name, table, int(year), _matrix(sheet, known, problems)))
        elif name not in (layout.ABOUT, layout.SUPPLY_USE_CODES):
            allowed = "About, Codes, 'supply 2012', 'use 2012' and so on"
            problems.append(
                problem("sheet-unexpected", Place(workbook.file, name), f"a sheet {name!r}", allowed=allowed)
            )
    years = {table: {matrix.year for matrix in matrices if matrix.table == table} for table in layout.SUPPLY_USE_TABLES}
    for table, other in (("supply", "use"), ("use", "supply")):
        for year_without in sorted(years[table] - years[other]):
            lacking = f"{other} {year_without}"
            place = Place(workbook.file, f"{table} {year_without}")
            problems.append(problem("sheet-half-a-table", place, f"no sheet {lacking!r}", sheet=lacking))
    return SupplyUseBook(workbook.file, codes, tuple(matrices), about_facts(workbook))


def _matrix(sheet: Sheet, known: set[str], problems: list[Problem]) -> pd.DataFrame:
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    columns = [position for position, code in enumerate(header) if position and code]
    body = [(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if as_text(row[0])]
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not as_text(row[0]) and any(value != "" for value in row):
            problems.append(
                problem("sheet-unknown-table-code", sheet.place(number, 1), "values in a row without a code", near="")
            )
    places = [((1, position + 1), header[position]) for position in columns]
    places += [((number, 1), as_text(row[0])) for number, row in body]
    for cell, code in places:
        if code not in known:
            near = nearest.codes(code, known)
            problems.append(problem("sheet-unknown-table-code", sheet.place(*cell), repr(code), near=near))
    for names in ([header[position] for position in columns], [as_text(row[0]) for _, row in body]):
        for code in sorted({code for code in names if names.count(code) > 1}):
            found = f"the code {code!r} {names.count(code)} times"
            problems.append(
                problem("sheet-duplicate-key", sheet.place(1, 1), found, key="row and column code", first=1)
            )
    values = np.full((len(body), len(columns)), np.nan)
    for i, (number, row) in enumerate(body):
        for j, position in enumerate(columns):
            value = row[position]
            if isinstance(value, float):
                values[i, j] = value
            elif value != "":
                area, column = as_text(row[0]), header[position]
                problems.append(explain(value, area, column, 0, sheet.place(number, position + 1)))
    return pd.DataFrame(values, index=[as_text(row[0]) for _, row in body], columns=[header[p] for p in columns])


def _outlines(root: Path, files: dict[str, str], problems: list[Problem]) -> dict:
    path = root / "data" / layout.OUTLINES
    file = str(PurePosixPath("data") / layout.OUTLINES)
    if not path.is_file():
        problems.append(problem("sheet-file-missing", Place(file), "there are no outlines for the maps"))
        return {}
    data = path.read_bytes()
    files[file] = hashlib.sha256(data).hexdigest()
    try:
        outlines = json.loads(data)
    except ValueError as error:
        problems.append(problem("sheet-unreadable", Place(file), f"not JSON: {error}"))
        return {}
    return dict(outlines)
