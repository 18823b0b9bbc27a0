"""A stand-alone workbook in the indicator layout, read for a study: sheets, tables, problems with their cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets import layout, nearest, packing, tabs
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column
from pipeline.sheets.read import Workbook, read_workbook
from pipeline.sheets.tables import Table, as_text, parse_table
from pipeline.sheets.wide import Wide, parse_wide
from pipeline.sheets.write import IndicatorBook, built
from pipeline.studies import extremes
from pipeline.studies.book import Book
from pipeline.studies.figures import Source, direction_of, figures_of, is_figures, sheets_beside
from pipeline.studies.templates import dress
from pipeline.studies.vocabulary import METHODS_SHEET

_NEEDED = ("code",)


def read_book(path: Path, other_sheets: Collection[str], problems: list[Problem], source: Source | None = None) -> Book:
    """Read a workbook, or a file of figures; ``other_sheets`` are sheets of the study itself, which are no indicators.

    Only ``code`` is needed in Indicators: a study does without the metadata that a report must print. ``source`` says how
    a file of figures is read, and which files beside it hold sheets of the study. Problems are appended. Raises Stop (exit
    3) where the file cannot be read, or a workbook has no Indicators sheet.
    """
    source = source or Source()
    beside = sheets_beside(source.beside, other_sheets, problems)
    if is_figures(path, other_sheets, source):
        book = figures_of(path, other_sheets, source, problems)
        book = replace(book, told=(*book.told, *(f"Sheet {name}: {sheet.file}." for name, sheet in beside.items())))
        return replace(book, workbook=replace(book.workbook, sheets={**book.workbook.sheets, **beside}))
    workbook = read_workbook(path, path.name)
    problems.extend(workbook.problems)
    if not workbook.sheets:
        raise Stop(ExitCode.DATA, problems)
    if source.said():
        raise stop(
            ExitCode.USAGE,
            "study-options-unused",
            Place(path.name),
            f"{', '.join(source.said())} for a workbook in the layout of the data sheets",
            "options of a reading for a file of figures",
            "leave them out, and say it in the sheets of the workbook",
        )
    alone = not set(other_sheets) & set(workbook.sheets)
    workbook = replace(workbook, sheets={**workbook.sheets, **beside})
    columns = (*layout.INDICATOR_COLUMNS, layout.TAB_COLUMN, layout.KIND_COLUMN)
    indicators = read_table(workbook, layout.INDICATORS, columns, _NEEDED, ("code",), problems)
    if indicators is None:
        raise Stop(ExitCode.DATA, problems)
    indicators = _directed(indicators, source.directions)
    tab_of = tabs.tabs_of(workbook.sheets)
    wides: dict[str, Wide] = {}
    for row, code in zip(indicators.frame["ROW"], indicators.frame["code"], strict=True):
        tab = tab_of.get(code, code)
        if code and tab not in workbook.sheets:
            found = f"no sheet {tab!r}{nearest.codes(tab, workbook.sheets)}"
            problems.append(problem("sheet-code-without-sheet", indicators.place(row, "code"), found, tab=tab))
        elif code:
            wides[code] = read_wide(workbook, tab, problems, code)
    reserved = {*layout.OWN_SHEETS, METHODS_SHEET, *(wide.sheet for wide in wides.values()), *other_sheets}
    for name in workbook.sheets:
        if name not in reserved:
            place = Place(workbook.file, name)
            problems.append(problem("sheet-without-code", place, f"no row {name!r} in Indicators", near=""))
    return Book(workbook, indicators, wides, figures=alone)


def _directed(indicators: Table, said: Mapping[str, str]) -> Table:
    """The rows of Indicators with what the command says of directions."""
    frame = indicators.frame
    if not said or frame.empty:
        return indicators
    own = frame["direction"] if "direction" in frame else [""] * len(frame)
    ways = [direction_of(str(code), str(way), said) for code, way in zip(frame["code"], own, strict=True)]
    return replace(indicators, frame=frame.assign(direction=ways))


def read_wide(workbook: Workbook, name: str, problems: list[Problem], code: str = "") -> Wide:
    """One wide sheet by the name of its tab; an economy that stands in two rows is a problem."""
    wide = parse_wide(workbook.sheets[name], problems, code)
    for i, area in enumerate(wide.areas):
        first = wide.areas.index(area)
        if first != i:
            row = int(wide.rows[first])
            problems.append(problem("sheet-duplicate-economy", wide.area_place(i), f"{area} once more", first=row))
    problems += extremes.of_wide(wide)
    return wide


def read_table(
    workbook: Workbook,
    name: str,
    columns: Sequence[Column],
    needed: Iterable[str],
    key: tuple[str, ...],
    problems: list[Problem],
) -> Table | None:
    """A long sheet with those of ``columns`` that it has; ``needed`` headers must be there and filled.

    None, with a problem, where the sheet is missing.
    """
    sheet = workbook.sheets.get(name)
    if sheet is None:
        found = f"no sheet {name!r}{nearest.codes(name, workbook.sheets)}"
        problems.append(problem("sheet-missing", Place(workbook.file), found, sheet=name))
        return None
    header = {as_text(value) for value in sheet.rows[0]} if sheet.rows else set()
    kept = tuple(
        replace(column, required=column.header in set(needed))
        for column in columns
        if column.header in header or column.header in set(needed)
    )
    table = parse_table(sheet, kept, key, problems)
    problems += extremes.of_table(table)
    return table


def stop_on_errors(problems: Sequence[Problem]) -> None:
    """Raise Stop (exit 3) with all problems where one is an error."""
    if any(found.severity is Severity.ERROR for found in problems):
        raise Stop(ExitCode.DATA, problems)


def warning(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    """A problem that does not stop the study."""
    return Problem(code, Severity.WARNING, place, found, allowed, remedy)


def messages(problems: Iterable[Problem]) -> pd.DataFrame:
    """Problems as a table: severity, code, place, found, allowed, remedy."""
    rows = [(str(p.severity), p.code, str(p.place), p.found, p.allowed, p.remedy) for p in problems]
    return pd.DataFrame(rows, columns=["severity", "code", "place", "found", "allowed", "remedy"])


def write_template(
    target: Path,
    book: IndicatorBook,
    names: Mapping[str, str],
    extra: Mapping[str, Sequence[Sequence[object]]],
    study: str,
) -> None:
    """Write an example workbook: an indicator workbook, further sheets as plain rows (first row: headers), and the sheet Methods."""
    workbook = built(book, names)
    for name, rows in extra.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.freeze_panes = "B2"
    dress(workbook, study)
    packing.save(workbook, target, book.about.title, book.about.reviewed)


def cell_of(value: object) -> object:
    """A value that a cell can hold; None where it is missing."""
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value if isinstance(value, (int, float)) else str(value)
