"""Workbooks ready to fill: a new one of an indicator topic, or new indicators in one that is there.

Each new sheet has a row for every economy of the register and a column for every year asked; its row of Indicators holds
what the project already knows of the code (names, definition, metadata of an earlier release).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.sheets import layout, packing, tabs, wording, write
from pipeline.sheets.archive import read_file, read_or_stop
from pipeline.sheets.books import indicators_in, parse_listed
from pipeline.sheets.dress import dress, rows_of
from pipeline.sheets.guards import Terms, put_text
from pipeline.sheets.read import open_workbook, workbooks_below
from pipeline.sheets.tidy import bring_about, opened
from pipeline.sheets.wording import Words

_HEADERS = tuple(column.header for column in layout.INDICATOR_COLUMNS)


@dataclass(frozen=True)
class Asked:
    """What a new sheet is for: the codes of its indicators, what is said of all of them (by header of Indicators), and the
    years across."""

    codes: tuple[str, ...]
    said: Mapping[str, object]
    years: tuple[int, ...]


def make(root: Path, path: Path, asked: Asked, terms: Terms, words: Words, today: date) -> tuple[str, ...]:
    """Make the workbook ``path``, or add the indicators to it; what was done, in lines.

    Raises Stop (exit 3) where the register of economies is missing, a code is in use or no name of a sheet, or the
    workbook is refused at the gate.
    """
    problems = [*_known_already(root, asked), *_faults(path, asked, terms)]
    if problems:
        raise Stop(ExitCode.DATA, problems)
    earlier = known_rows(root)
    rows = [row_of(code, asked.said, terms, earlier.get(code, {})) for code in asked.codes]
    facts = ((wording.LANGUAGE_FACT, words.code),) if words.code != wording.ENGLISH.code else ()
    about = write.About(path.stem.replace("-", " ").capitalize(), "", write.EDIT_INDICATORS, today, facts)
    book = write.IndicatorBook(about, tuple(rows), {}, economies=tuple(terms.economies), years=asked.years)
    fresh = write.built(book, terms.economies, terms, words)
    if path.exists():
        data = read_or_stop(path, path.name)
        before, _ = opened(data, path.name)
        _join(before, fresh, path.name)
        dress(before, terms, words)
        bring_about(before, words)
        stamp = before.properties.created.date() if before.properties.created else today
        packing.save(before, path, before.properties.title or about.title, stamp)
    else:
        packing.save(fresh, path, about.title, today)
    return tuple(_done(row, path) for row in rows)


def _done(row: Mapping[str, object], path: Path) -> str:
    left = [header for header in _HEADERS if row.get(header) in (None, "") and header in _REQUIRED]
    known = len(_HEADERS) - len([header for header in _HEADERS if row.get(header) in (None, "")])
    still = f"; still to fill: {', '.join(left)}" if left else ""
    return f"{row[layout.CODE]}: a sheet in {path.name}, {known} of {len(_HEADERS)} columns of Indicators filled{still}"


_REQUIRED = frozenset(column.header for column in layout.INDICATOR_COLUMNS if column.required)


def row_of(code: str, said: Mapping[str, object], terms: Terms, earlier: Mapping[str, object]) -> dict[str, object]:
    """The row of Indicators of a new code: what was said first, then the register of names, then an earlier release.

    An earlier release does not say when and where today's figures were taken, so these stay blank.
    """
    known = {header: value for header, value in earlier.items() if header not in ("accessed", "citation", "url")}
    names = {"name": terms.names.get(code), "definition": terms.definitions.get(code)}
    given = {header: value for header, value in said.items() if value not in (None, "")}
    row: dict[str, object] = dict.fromkeys(_HEADERS) | known
    row |= {header: value for header, value in names.items() if value}
    return row | given | {layout.CODE: code, layout.TAB: None}


def known_rows(root: Path) -> dict[str, dict[str, object]]:
    """The rows of Indicators of earlier releases (``data/vintages``) by code, the newest of each."""
    found: dict[str, dict[str, object]] = {}
    for file, path in sorted(workbooks_below(root, ("vintages",)).items()):
        data = read_file(path, file)
        only = (layout.INDICATORS,)
        rows = None if isinstance(data, Problem) else indicators_in(open_workbook(data, file, only))
        for record in rows.records() if rows is not None else ():
            blank = (None, "")
            values = {header: record[header] for header in _HEADERS if record[header] not in blank}
            found[record[layout.CODE]] = {
                header: value
                for header, value in values.items()
                if not (isinstance(value, float) and math.isnan(value))
            }
    return found


def _known_already(root: Path, asked: Asked) -> list[Problem]:
    """The codes that a workbook of today has."""
    found: list[Problem] = []
    for file, path in workbooks_below(root, layout.FRAMEWORKS).items():
        data = read_file(path, file)
        if isinstance(data, Problem) or file.removeprefix("data/") in (*layout.LONG_SHEETS, *layout.OPTIONAL_SHEETS):
            continue
        codes = parse_listed(file, data)
        found += [
            _fault("template-code-in-use", codes[code].place, f"{code} is an indicator already", "a code that no workbook has", "choose another code, or edit that row")
            for code in asked.codes
            if code in codes
        ]  # fmt: skip
    return found


def _faults(path: Path, asked: Asked, terms: Terms) -> list[Problem]:
    found: list[Problem] = []
    place = Place(path.name)
    for code in asked.codes:
        if not tabs.legal(code):
            found.append(_fault("template-code", place, repr(code), "1 to 31 characters without []:*?/\\'", "choose a shorter code, without these characters"))  # fmt: skip
        if asked.codes.count(code) > 1:
            found.append(
                _fault("template-code-in-use", place, f"{code} is asked twice", "each code once", "name it once")
            )
    if not terms.economies:
        found.append(_fault("template-no-economies", Place("data/reference/economies.xlsx"), "no economies can be read", "the register of economies", "run the command in the project's folder"))  # fmt: skip
    return list(dict.fromkeys(found))


def _fault(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(code, Severity.ERROR, place, found, allowed, remedy)


def _join(before: Workbook, fresh: Workbook, file: str) -> None:
    """Bring the new sheets and rows into a workbook. Raises Stop (exit 3) where it has no sheet Indicators."""
    if layout.INDICATORS not in before.sheetnames:
        raise Stop(ExitCode.DATA, [_fault("template-no-indicators", Place(file), "a workbook without a sheet Indicators", "an indicator workbook, or a new name", "give the path of a new workbook")])  # fmt: skip
    indicators = before[layout.INDICATORS]
    header = [str(cell.value).strip() if cell.value is not None else "" for cell in indicators[1]]
    end = max((row[0].row for row in indicators.iter_rows(max_col=1) if row[0].value is not None), default=1)
    for number, row in enumerate(rows_of(fresh[layout.INDICATORS]), start=end + 1):
        code = str(row[layout.CODE])
        name = tabs.tab(code, row.get(layout.TAB))
        own = tabs.proposed(code, name, before.sheetnames)
        for column, title in enumerate(header, start=1):
            value = own if title == layout.TAB and own != code else row.get(title) if title != layout.TAB else None
            if value is not None:
                cell = indicators.cell(number, column)
                if isinstance(value, str):
                    put_text(cell, value)
                else:
                    cell.value = value
                if number > 2:
                    cell._style = copy(indicators.cell(number - 1, column)._style)
        at = before.sheetnames.index(layout.NOTES) if layout.NOTES in before.sheetnames else len(before.sheetnames)
        _copy(fresh[name], before.create_sheet(own if layout.TAB in header else code, at))
        end = number
    for table in indicators.tables.values():
        area = CellRange(table.ref)
        if area.max_row < end:
            area.expand(down=end - area.max_row)
            table.ref = area.coord
            if table.autoFilter is not None:
                table.autoFilter.ref = area.coord


def _copy(source: Worksheet, target: Worksheet) -> None:
    """A sheet that was made here, in another workbook; its guards are made there again."""
    for row in source.iter_rows():
        for cell in row:
            if cell.value is None and not cell.has_style:
                continue
            made = target.cell(cell.row, cell.column)
            if isinstance(cell.value, str):
                put_text(made, cell.value)
            else:
                made.value = cell.value
            made.font, made.fill, made.alignment = copy(cell.font), copy(cell.fill), copy(cell.alignment)
            made.number_format = cell.number_format
    for column in range(1, source.max_column + 1):
        letter = get_column_letter(column)
        target.column_dimensions[letter].width = source.column_dimensions[letter].width
    target.sheet_properties.tabColor = source.sheet_properties.tabColor
    target.sheet_properties.pageSetUpPr = source.sheet_properties.pageSetUpPr
    target.page_setup.orientation, target.page_setup.fitToHeight = "landscape", 0
