"""A workbook of data sheets as a file of figures: it says itself what is in it, and needs no reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.model.addresses import address
from pipeline.model.statuses import NORMAL
from pipeline.problems import Place, Problem
from pipeline.sheets import layout, write
from pipeline.sheets.archive import read_file
from pipeline.sheets.existing import Standing, read_standing
from pipeline.sheets.read import open_workbook
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.reading.observed import Blank, Observed, Read
from pipeline.sheets.reading.spreadsheets import ODS_MARK, ZIP_HEADER
from pipeline.sheets.reading.table import MAX_TEXT_BYTES
from pipeline.sheets.tables import as_text

SHAPE = "workbook of data sheets"
_SUPPLY_USE = (layout.ABOUT, layout.CODES)


def kind_of(path: Path) -> str:
    """``data sheets`` or ``supply and use`` for a workbook in a layout of this project; blank for any other file."""
    data = read_file(path, path.name, MAX_TEXT_BYTES)
    if isinstance(data, Problem) or not data.startswith(ZIP_HEADER) or ODS_MARK in data[:200]:
        return ""
    sheets = open_workbook(data, path.name, only={layout.INDICATORS, layout.NOTES, *_SUPPLY_USE}).sheets
    if layout.INDICATORS in sheets and {layout.NOTES, layout.ABOUT} & sheets.keys():
        rows = sheets[layout.INDICATORS].rows
        return "data sheets" if rows and "code" in map(as_text, rows[0]) else ""
    return "supply and use" if all(name in sheets for name in _SUPPLY_USE) else ""


def read_data_sheets(path: Path, areas: Areas, options: Options) -> Read:
    """The figures of a workbook of data sheets, each with the status and the remark that Notes has of it.

    What cannot be told for certain is a problem at its cell; so is an option that speaks of columns of a table.
    """
    problems: list[Problem] = []
    given = [name for name, value in (("--indicator", options.indicator), ("--where", options.where)) if value]
    if given:
        found = f"{', '.join(given)} for a workbook of data sheets, whose figures have no such columns"
        problems.append(
            fault("import-options-unused", Place(path.name), found, "--only-codebook, --skip-area", "leave them out")
        )
    standing = read_standing(path, problems)
    left_out: dict[str, int] = {}
    rows: list[Observed] = []
    notes = {(note.indicator, note.area, note.year): note for note in reversed(standing.book.notes)}
    unknown: dict[str, Place] = {}
    listed = {str(row["code"]): row for row in reversed(standing.book.indicators)}
    for code, values in standing.book.series.items():
        for (area, year), value in values.items():
            reason = _left_out(code, area, options)
            if reason:
                left_out[reason] = left_out.get(reason, 0) + 1
            elif areas.find(area) != area:
                unknown.setdefault(area, _place(standing, code, area, year, path.name))
            else:
                place = _place(standing, code, area, year, path.name)
                rows.append(_observed(code, area, year, value, notes.get((code, area, year)), listed[code], place))
    problems += [_no_economy(area, place) for area, place in unknown.items()]
    return Read(tuple(rows), tuple(problems), left_out, tuple(_blanks(standing, areas, options, path.name)))


def metadata_of(path: Path) -> dict[str, dict[str, object]]:
    """The rows of Indicators of a workbook of data sheets, by code."""
    return {str(row["code"]): dict(row) for row in read_standing(path, []).book.indicators}


def supply_use_refused(file: str) -> Problem:
    """The error of a workbook of supply and use tables, which hold no series."""
    found, allowed = (
        "a workbook of supply and use tables, which hold no series",
        "a file of figures by economy and year",
    )
    remedy = f"look at it with gdgr check or gdgr balance {file}; it lies as it is in data/accounting"
    return fault("import-supply-use", Place(file), found, allowed, remedy)


def _left_out(code: str, area: str, options: Options) -> str:
    if options.select is not None and code not in options.select:
        return "indicator not asked for"
    return f"area {area}" if area in options.skip_areas else ""


def _observed(
    code: str, area: str, year: int, value: float, note: write.Note | None, metadata: Mapping[str, object], place: Place
) -> Observed:
    said = note or write.Note(area, code, year)
    own = str(metadata.get("source") or "")
    power = metadata.get("unit_multiplier")
    return Observed(
        area,
        year,
        code,
        value,
        said.status,
        said.note,
        str(metadata.get("unit") or ""),
        said.source_override or own,
        "",
        str(metadata.get("licence") or ""),
        power if isinstance(power, int) else None,
        place,
        str(metadata.get("name") or ""),
    )


def _blanks(standing: Standing, areas: Areas, options: Options, file: str) -> Iterator[Blank]:
    """Cells without a figure of which Notes says why."""
    for note in standing.book.notes:
        there = standing.book.series.get(note.indicator)
        if there is None or (note.area, note.year) in there or areas.find(note.area) != note.area:
            continue
        if not _left_out(note.indicator, note.area, options) and (note.status != NORMAL or note.note):
            place = _place(standing, note.indicator, note.area, note.year, file)
            yield Blank(note.area, note.year, note.indicator, note.status, note.note, place)


def _place(standing: Standing, code: str, area: str, year: int, file: str) -> Place:
    """The cell of an observation; of its sheet where it has none."""
    grid = standing.grids.get(code)
    if grid is None:
        return Place(file, code)
    row, column = grid.rows.get(area, (0,))[0], grid.columns.get(year, 0)
    return Place(file, grid.sheet.name, address((row, column)) if row and column else "")


def _no_economy(area: str, place: Place) -> Problem:
    found, allowed = f"no economy {area!r}", "the ISO3 code of an economy in data/reference/economies.xlsx"
    return fault("import-unknown-economy", place, found, allowed, "mend the code, or leave it out (--skip-area)")
