"""One workbook, parsed: a pure function of its bytes, its place below ``data/`` and the data cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest, tabs
from pipeline.sheets.codes import problem
from pipeline.sheets.findings import Findings, TooMany, too_many
from pipeline.sheets.frames import condensed, long_fault, wide_fault
from pipeline.sheets.read import Sheet, Workbook, open_workbook
from pipeline.sheets.rules import structure
from pipeline.sheets.supply_use import SupplyUseBook, parse_supply_use
from pipeline.sheets.tables import NO_CUTOFF, LongSheet, Rows, as_text, parse_rows
from pipeline.sheets.wide import Wide, parse_wide

# The columns that identify a row, by sheet.
KEYS: Mapping[str, tuple[str, ...]] = {
    "Indicators": (),  # a code twice is reported across workbooks
    "Notes": ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS"),
    "Economies": ("iso3",),
    "Groups": ("code",),
    "Terms": ("kind", "code"),
    "Tables": ("table",),
    "Codes": ("code", "role"),
    "Lines": ("table", "axis", "code"),
    "Suppressed": ("table", "year", "row", "column"),
    "Names": ("kind", "code"),
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
    "Corrections": ("REF_AREA", "INDICATOR", "TIME_PERIOD"),
    "States": ("iso3", "area"),
    "Laws": ("id",),
    "Printed": ("indicator",),
}
_RESERVED = layout.OWN_SHEETS


@dataclass(frozen=True)
class IndicatorBook:
    """One indicator workbook: its metadata, its data sheets by code and its notes; ``unlisted`` are the codes of sheets
    without a row: those of their captions, else their names."""

    file: str
    indicators: LongSheet
    notes: LongSheet | None
    wides: Mapping[str, Wide]
    about: Mapping[str, str]
    unlisted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listed:
    """An indicator as its row lists it: the cell of its code, and the metadata that other sheets must fit (bounds NaN where none)."""

    place: Place
    unit: str
    unit_multiplier: int | None
    direction: str
    minimum: float
    maximum: float


def listed_of(indicators: LongSheet) -> dict[str, Listed]:
    """The indicators of a sheet by code, the first row of each."""
    found: dict[str, Listed] = {}
    for row, code, *values in indicators.of("code", "unit", "unit_multiplier", "direction", "minimum", "maximum"):
        if code:
            found.setdefault(code, Listed(indicators.place(row, "code"), *values))
    return found


@dataclass(frozen=True)
class Parsed:
    """What one workbook holds, as values that travel (pickle) and that nobody changes.

    ``tables`` are its long sheets by name where it is a reference workbook or a register; ``book`` and ``supply_use`` are
    there where it is one of these. ``problems`` are those of reading and parsing, ``structure`` those of what is hidden,
    merged or calculated in it.
    """

    file: str
    tables: Mapping[str, Rows] = field(default_factory=dict)
    book: IndicatorBook | None = None
    supply_use: SupplyUseBook | None = None
    problems: tuple[Problem, ...] = ()
    structure: tuple[Problem, ...] = ()


def parse_workbook(file: str, data: bytes, cutoff: str) -> Parsed:
    """Pass a workbook through the gate, read it and parse it by its place below ``data/``; nothing is raised.

    ``file`` is its path as printed (``data/development/skills.xlsx``), ``data`` its bytes, ``cutoff`` (ISO date) the last
    day on which figures may have been taken.
    """
    workbook = open_workbook(data, file)
    problems = Findings()
    hidden: tuple[Problem, ...] = ()
    try:
        problems.extend(workbook.problems)
        hidden = tuple(islice(structure.check(workbook), layout.MAX_PROBLEMS))
        return _parsed(workbook, problems, hidden, cutoff)
    except TooMany:
        return Parsed(file, problems=(*problems, too_many(file)), structure=hidden)


def _parsed(workbook: Workbook, problems: Findings, hidden: tuple[Problem, ...], cutoff: str) -> Parsed:
    file = workbook.file
    if not workbook.sheets:
        return Parsed(file, problems=tuple(problems))
    name = file.removeprefix("data/")
    tables: dict[str, Rows] = {}
    book: IndicatorBook | None = None
    supply_use: SupplyUseBook | None = None
    if name in layout.LONG_SHEETS or name in layout.OPTIONAL_SHEETS:
        expected = layout.LONG_SHEETS.get(name) or layout.OPTIONAL_SHEETS[name]
        _unexpected(workbook, (layout.ABOUT, *expected), problems)
        for sheet, columns in expected.items():
            table = _table(workbook, sheet, columns, problems, cutoff)
            if table is not None:
                tables[sheet] = table
    elif name.startswith(layout.SUPPLY_USE_BOOKS):
        supply_use = supply_use_book(workbook, problems, cutoff)
    else:
        book = _indicator_book(workbook, problems, cutoff)
    return Parsed(file, tables, book, supply_use, tuple(problems), hidden)


def parse_listed(file: str, data: bytes) -> dict[str, Listed]:
    """The indicators that a workbook lists, by code; none where it cannot be read. Quicker than all."""
    return listed_in(open_workbook(data, file, only=(layout.INDICATORS,)))


def listed_in(workbook: Workbook) -> dict[str, Listed]:
    """The indicators that the sheet Indicators of a workbook lists, by code; none where there is none."""
    indicators = indicators_in(workbook)
    return {} if indicators is None else listed_of(indicators)


def indicators_in(workbook: Workbook) -> LongSheet | None:
    """The sheet Indicators of a workbook; None where there is none."""
    columns = (*layout.INDICATOR_COLUMNS, layout.TAB_COLUMN)
    return _table(workbook, layout.INDICATORS, columns, [], NO_CUTOFF)


def supply_use_book(workbook: Workbook, problems: list[Problem], cutoff: str = NO_CUTOFF) -> SupplyUseBook | None:
    """The supply and use tables of a workbook; None where one of the sheets that describe them is missing."""
    sheets: dict[str, Rows] = {}
    for name, columns in layout.SUPPLY_USE_SHEETS.items():
        if name in workbook.sheets or name not in layout.SUPPLY_USE_OPTIONAL:
            table = _table(workbook, name, columns, problems, cutoff)
            if table is not None:
                sheets[name] = table
    if set(layout.SUPPLY_USE_SHEETS) - set(layout.SUPPLY_USE_OPTIONAL) - set(sheets):
        return None
    return parse_supply_use(workbook, sheets, about_facts(workbook), problems)


def about_facts(workbook: Workbook) -> dict[str, str]:
    """The labels and texts of the About sheet, labels in lower case; empty where there is none."""
    sheet = workbook.sheets.get(layout.ABOUT)
    rows = [[as_text(value) for value in row[:2]] for row in sheet.rows] if sheet else []
    return {row[0].casefold(): row[1] for row in rows if len(row) == 2 and row[0] and row[1]}


def _table(
    workbook: Workbook, name: str, columns: tuple[layout.Column, ...], problems: list[Problem], cutoff: str
) -> Rows | None:
    sheet = workbook.sheets.get(name)
    if sheet is None:
        near = nearest.codes(name, workbook.sheets)
        found = f"no sheet {name!r}{near}"
        problems.append(problem("sheet-missing", Place(workbook.file), found, sheet=name))
        return None
    fault = long_fault(sheet, columns)
    if fault is not None:
        problems.append(fault)
        return None
    return parse_rows(sheet, columns, KEYS[name], problems, cutoff)


def _unexpected(workbook: Workbook, expected: Iterable[str], problems: list[Problem]) -> None:
    for name in workbook.sheets:
        if name not in expected:
            place = Place(workbook.file, name)
            problems.append(problem("sheet-unexpected", place, f"a sheet {name!r}", allowed=", ".join(expected)))


def _indicator_book(workbook: Workbook, problems: list[Problem], cutoff: str) -> IndicatorBook | None:
    columns = (*layout.INDICATOR_COLUMNS, layout.TAB_COLUMN)
    indicators = _table(workbook, layout.INDICATORS, columns, problems, cutoff)
    if indicators is None:
        return None
    if "code" not in indicators.columns:
        return None  # told as a missing column: no sheet can be found by its code
    notes = _table(workbook, layout.NOTES, layout.NOTE_COLUMNS, problems, cutoff)
    wides: dict[str, Wide] = {}
    lacking: dict[str, Place] = {}
    rows_of: dict[str, int] = {}
    owners = _owners(workbook, indicators)
    twice: set[str] = set()
    for row, code, named in indicators.of("code", layout.TAB):
        place, tab = indicators.place(row, "code"), tabs.tab(code, named)
        if code and not tabs.legal(code):
            problems.append(problem("sheet-name-too-long", place, f"{code!r} ({len(code)} characters)"))
            continue
        if named and (not tabs.legal(named) or named in _RESERVED):
            problems.append(problem("sheet-tab-name", indicators.place(row, layout.TAB), repr(named)))
            continue
        owner, first = owners.get(tab, (code, row))
        if code and code not in wides and (code != owner or tab in rows_of):
            found = f"{tab!r} once more" + (f", and its caption names {owner}" if code != owner else "")
            place = indicators.place(row, layout.TAB)
            problems.append(problem("sheet-tab-twice", place, found, first=rows_of.get(tab, first)))
            twice.add(code)
            continue
        rows_of.setdefault(tab, row)
        if code and tab not in workbook.sheets:
            lacking.setdefault(tab, place)
        elif code and code not in wides:
            wide = _wide(workbook.sheets[tab], problems, code)
            if wide is not None:
                wides[code] = wide
    unlisted = _unpaired(workbook, set(rows_of), lacking, twice, problems)
    return IndicatorBook(workbook.file, indicators, notes, wides, about_facts(workbook), unlisted)


def _caption(sheet: Sheet) -> str:
    """The code in the caption of a data sheet, blank where there is none."""
    row, column = layout.CAPTION_CODE
    return as_text(sheet.rows[row - 1][column - 1]) if sheet.head > row and len(sheet.rows[row - 1]) >= column else ""


def _owners(workbook: Workbook, indicators: LongSheet) -> dict[str, tuple[str, int]]:
    """Tabs that rows of several indicators name: the code and row of the one that the caption of the tab names."""
    rows: dict[str, dict[str, int]] = {}
    for row, code, named in indicators.of("code", layout.TAB):
        rows.setdefault(tabs.tab(code, named), {}).setdefault(code, row)
    captions = {tab: _caption(workbook.sheets[tab]) for tab in rows if len(rows[tab]) > 1 and tab in workbook.sheets}
    return {tab: (code, rows[tab][code]) for tab, code in captions.items() if code in rows[tab]}


def _wide(sheet: Sheet, problems: list[Problem], code: str) -> Wide | None:
    """A data sheet; None where its table does not stand where it is looked for."""
    fault = wide_fault(sheet)
    if fault is not None:
        problems.append(fault)
        return None
    own = Findings()
    figures = 0
    try:
        wide = parse_wide(sheet, own, code)
        figures = int(np.isfinite(wide.values).sum()) if own else 0
        return wide
    finally:
        problems.extend(condensed(own, figures))


def _unpaired(
    workbook: Workbook, known_tabs: set[str], lacking: Mapping[str, Place], twice: set[str], problems: list[Problem]
) -> tuple[str, ...]:
    """The codes of the sheets without a row of Indicators. They and the rows without a sheet are told; one that was renamed
    once, and none whose row names the tab of another (``twice``)."""
    known = [name for name in (layout.INDICATORS, layout.NOTES) if name not in workbook.sheets]
    idle = [name for name in workbook.sheets if name not in known_tabs and name not in _RESERVED]
    idle = [name for name in idle if not nearest.codes(name, known)]  # a Notes sheet by another name is told as missing
    captions = {name: _caption(workbook.sheets[name]) for name in idle}
    idle = [name for name in idle if captions[name] not in twice]
    renamed = dict(zip(lacking, idle, strict=True)) if len(lacking) == len(idle) == 1 else {}
    for tab, place in lacking.items():
        near = nearest.codes(tab, idle)
        other = f", and the sheet {renamed[tab]!r} has no row: one of them was renamed" if tab in renamed else near
        problems.append(problem("sheet-code-without-sheet", place, f"no sheet {tab!r}{other}", tab=tab))
    for name in idle:
        if name not in renamed.values():
            near = nearest.codes(name, lacking)
            place = Place(workbook.file, name)
            caption = f"; its caption names {captions[name]}" if captions[name] else ""
            problems.append(problem("sheet-without-code", place, f"no row {name!r} in Indicators{caption}", near=near))
    return tuple(captions[name] or name for name in idle)
