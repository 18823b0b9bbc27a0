"""What an import changes, put into the file that stands.

A workbook that holds no more than the layout writes is written anew, in order. Into any other the changes are put cell by
cell (``patching``), new economies below, new years to the right, new indicators as new sheets (``grafting``): colours, comments, charts,
pictures, columns and sheets of an editor's own stay as they are. What cannot stay is a problem before anything is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.addresses import Cell, address, position
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, write
from pipeline.sheets.archive import WORKBOOK_PART
from pipeline.sheets.existing import Grid, Standing
from pipeline.sheets.gate import Admitted, admit
from pipeline.sheets.grafting import TYPES_PART, NoPlace, graft
from pipeline.sheets.guards import Terms
from pipeline.sheets.layout import Kind
from pipeline.sheets.merging import Differences, Remarked
from pipeline.sheets.packing import is_packed, pack
from pipeline.sheets.patching import Put, patch, reaching, relations, spliced, tags
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.tables import is_filled

_NUMBERS = (Kind.NUMBER, Kind.INTEGER, Kind.YEAR)
_SIGNATURES = "_xmlsignatures/"
_CHAIN = "xl/calcChain.xml"
_NOTE = tuple(column.header for column in layout.NOTE_COLUMNS)
_SHOWN = 3


@dataclass(frozen=True)
class Plan:
    """The cells to set, by sheet; ``new`` are the codes of new data sheets, ``problems`` what would be lost."""

    puts: Mapping[str, Sequence[Put]]
    new: tuple[str, ...]
    problems: tuple[Problem, ...]


def plan(
    standing: Standing, after: write.IndicatorBook, changes: Differences, names: Mapping[str, str], drop: bool
) -> Plan:
    """What to set in a workbook that stands. With ``drop`` what is lost by it is a warning, else an error."""
    puts: dict[str, list[Put]] = {name: [] for name in standing.grids}
    grids = standing.grids
    problems: list[Problem] = []
    lost = Severity.WARNING if drop else Severity.ERROR
    new = tuple(code for code, values in after.series.items() if code not in grids and values)
    problems += _taken(standing, new)
    if layout.INDICATORS in grids:
        puts[layout.INDICATORS] += _described(grids[layout.INDICATORS], changes)
    for code, grid in grids.items():
        if code in after.series:
            puts[code] += _figures(code, grid, changes, names)
    if layout.NOTES in grids:
        puts[layout.NOTES] += _remarked(grids[layout.NOTES], changes.notes, lost, problems)
    if layout.ABOUT in grids:
        puts[layout.ABOUT] += _about(grids[layout.ABOUT], standing.book.about, after.about)
    for name, wanted in puts.items():
        problems += _losses(grids[name], wanted, lost)
    if standing.admitted is not None and any(one.startswith(_SIGNATURES) for one in standing.admitted.archive.parts):
        place = Place(standing.admitted.archive.file)
        problems.append(_loss(place, "a digital signature, which a change breaks", "sign it again afterwards", lost))
    return Plan(puts, new, tuple(problems))


def rewritten(
    standing: Standing, after: write.IndicatorBook, planned: Plan, names: Mapping[str, str], terms: Terms
) -> bytes:
    """The bytes of the workbook after an import. Raises NoPlace where it has no list for a new sheet."""
    admitted = standing.admitted
    if admitted is None or _is_as_written(admitted, standing.book, names, terms):
        return write.indicators(after, names, terms)
    parts = dict(admitted.archive.parts)
    formulas = _formulas(admitted)
    replaced = False
    for name, puts in planned.puts.items():
        tab = standing.grids[name].sheet.name
        replaced = replaced or any((put.row, put.column) in formulas.get(tab, ()) for put in puts)
        if puts:
            part = admitted.parts[tab]
            parts[part] = patch(parts[part], puts)
            _reach(parts, part, max((put.row for put in puts if put.value is not None), default=0))
    if planned.new:
        made = [row for row in after.indicators if str(row["code"]) in planned.new]
        series = {code: after.series[code] for code in planned.new}
        # Each under its code; its drop-downs are those of the sheet Lists, where the workbook has one.
        offered = replace(terms, short={}) if layout.LISTS in admitted.parts else Terms()
        fresh, _ = admit(write.indicators(write.IndicatorBook(after.about, tuple(made), series), names, offered), "new")
        if fresh is None:
            raise NoPlace("the new sheets pass no gate")
        graft(parts, fresh, planned.new)
    if replaced:
        _without_chain(parts)
    if formulas:
        _calculated_when_opened(parts)
    return pack(parts)


def stale(standing: Standing) -> Iterator[Problem]:
    """A warning of formulas, whose values an import does not calculate again."""
    for name, formulas in _formulas(standing.admitted).items():
        found = f"{len(formulas)} formulas keep the values that were last calculated: {_listed(sorted(formulas))}"
        remedy = "open the workbook in Excel or LibreOffice, and save it"
        place = Place(standing.admitted.archive.file if standing.admitted else "", name, address(min(formulas)))
        yield fault("import-formula-not-calculated", place, found, "plain values", remedy, Severity.WARNING)


def _formulas(admitted: Admitted | None) -> dict[str, frozenset[Cell]]:
    """The cells with formulas of each sheet that has some."""
    scanned = admitted.scanned if admitted is not None else {}
    return {name: frozenset(one.evidence.formulas) for name, one in scanned.items() if one.evidence.formulas}


def _taken(standing: Standing, new: Sequence[str]) -> Iterator[Problem]:
    """New data sheets whose name another sheet has; programs do not mind capitals."""
    taken = {name.casefold(): name for name in (standing.admitted.parts if standing.admitted else ())}
    for code in new:
        if code.casefold() in taken and standing.admitted is not None:
            place = Place(standing.admitted.archive.file, taken[code.casefold()])
            found = f"a sheet of this name that is not the one of the indicator {code}"
            yield fault("import-workbook-invalid", place, found, "one sheet per indicator", "rename the sheet")


def _is_as_written(admitted: Admitted, book: write.IndicatorBook, names: Mapping[str, str], terms: Terms) -> bool:
    """Whether a workbook holds what the layout writes and nothing else, part by part."""
    if not is_packed(admitted.archive.data):
        return False
    again, _ = admit(write.indicators(book, names, terms), admitted.archive.file)
    return again is not None and again.archive.parts == admitted.archive.parts


def _described(grid: Grid, changes: Differences) -> Iterator[Put]:
    """The cells of Indicators; a new row looks like the last one."""
    kinds = {column.header: column.kind for column in layout.INDICATOR_COLUMNS}
    rows = {code: at[0] for code, at in grid.rows.items()}
    free = grid.last + 1
    for change in changes.metadata:
        if change.indicator not in rows:
            rows[change.indicator] = free
            free += 1
        if change.header not in grid.columns:
            continue
        row, column = rows[change.indicator], grid.columns[change.header]
        yield Put(row, column, _value(change.after, kinds.get(change.header, Kind.OWN)), (grid.last, column))


def _value(value: object, kind: Kind) -> float | str | None:
    if value in (None, ""):
        return None
    return float(str(value)) if kind in _NUMBERS or isinstance(value, int | float) else str(value)


def _figures(code: str, grid: Grid, changes: Differences, names: Mapping[str, str]) -> Iterator[Put]:
    """The cells of a data sheet: new economies below the last row, new years behind the last column."""
    rows = {area: at[0] for area, at in grid.rows.items()}
    columns = dict(grid.columns)
    mine = [change for change in changes.figures if change.indicator == code]
    head = grid.sheet.head
    old_row, old_column = max(grid.last, head), max(grid.widest, layout.FIRST_YEAR_COLUMN - 1)
    column, row = old_column, old_row
    for year in sorted({change.year for change in mine if change.after is not None} - set(columns)):
        column += 1
        columns[year] = column
        yield Put(head, column, year, (head, old_column))
    for area in sorted({change.area for change in mine if change.after is not None} - set(rows)):
        row += 1
        rows[area] = row
        yield Put(row, 1, area, (old_row, 1))
        yield Put(row, 2, names.get(area) or None, (old_row, 2))
    for change in mine:
        at = rows[change.area], columns[change.year]
        yield Put(*at, change.after, (min(at[0], old_row), min(at[1], old_column)))


def _remarked(grid: Grid, notes: Sequence[Remarked], lost: Severity, problems: list[Problem]) -> Iterator[Put]:
    """The cells of Notes: a row that goes is left blank, new ones stand below the last."""
    free = grid.last
    for change in notes:
        if change.before is not None:
            row = grid.rows[change.key][change.number]
        else:
            free += 1
            row = free
        note = change.after
        if note is None:
            yield from (Put(row, grid.columns[header], None) for header in _NOTE)
            yield from _own_cells(grid, row, lost, problems)
            continue
        values = (note.area, note.indicator, note.year, note.status, note.note or None, note.source_override or None)
        for header, value in zip(_NOTE, values, strict=True):
            column = grid.columns[header]
            if change.before is None or _differs(grid, row, column, value):
                yield Put(row, column, value, (grid.last, column))


def _differs(grid: Grid, row: int, column: int, value: float | str | None) -> bool:
    there = grid.sheet.rows[row - 1][column - 1]
    return (there if is_filled(there) else None) != value


def _own_cells(grid: Grid, row: int, lost: Severity, problems: list[Problem]) -> Iterator[Put]:
    """What an editor wrote into columns of their own beside a note that goes."""
    known = {grid.columns[header] for header in _NOTE}
    for column, value in enumerate(grid.sheet.rows[row - 1], start=1):
        if column not in known and is_filled(value):
            found = f"{str(value)[:60]!r} in a column of your own, beside a note that the files take out"
            problems.append(_loss(grid.sheet.place(row, column), found, "keep it elsewhere first", lost))
            yield Put(row, column, None)


def _about(grid: Grid, before: write.About, after: write.About) -> Iterator[Put]:
    """The files and the command of this import below all that the first sheet holds."""
    had, row = set(before.history()), grid.last
    for label, text in after.history():
        if (label, text) not in had:
            row += 1
            yield Put(row, 1, label, (2, 1))
            yield Put(row, 2, text, (2, 2))


def _losses(grid: Grid, puts: Sequence[Put], lost: Severity) -> Iterator[Problem]:
    """Formulas in the place of which a value comes, and cells below a merged range, which no program shows."""
    evidence = grid.sheet.evidence
    formulas = [(put.row, put.column) for put in puts if (put.row, put.column) in evidence.formulas]
    for at in formulas:
        found = f"the formula {evidence.formulas[at][:60]!r}, in the place of which the files put a value"
        remedy = "paste the cell as a value, or clear it"
        yield _loss(grid.sheet.place(*at), found, remedy, lost)
    for merged in evidence.merged:
        first, last = (position(one) for one in (*merged.split(":"), merged)[:2])
        covered = [
            (put.row, put.column)
            for put in puts
            if first and last and put.value is not None and (put.row, put.column) != first
            and first[0] <= put.row <= last[0] and first[1] <= put.column <= last[1]
        ]  # fmt: skip
        if covered:
            found = f"{_listed(covered)} below the merged range {merged}, where nobody would see a value"
            place = grid.sheet.place(*covered[0])
            remedy = "unmerge the cells"
            yield fault("import-workbook-invalid", place, found, "one value a cell", remedy)


def _loss(place: Place, found: str, remedy: str, severity: Severity) -> Problem:
    allowed = "nothing of an editor's own that an import would take away"
    return fault("import-would-lose", place, found, allowed, f"{remedy}; or import with --drop", severity)


def _listed(cells: Sequence[Cell]) -> str:
    return ", ".join(map(address, cells[:_SHOWN])) + (" ..." if len(cells) > _SHOWN else "")


def _reach(parts: dict[str, bytes], sheet: str, row: int) -> None:
    """Let the tables (ListObjects) of a sheet reach as far down as its rows."""
    folder, _, name = sheet.rpartition("/")
    listed = parts.get(f"{folder}/_rels/{name}.rels")
    for kind, target in relations(listed).values() if listed else ():
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}"
        if kind == "table" and part in parts:
            parts[part] = reaching(parts[part], row)


def _without_chain(parts: dict[str, bytes]) -> None:
    """Take out the order of calculation, which would name a cell that has no formula any more; Excel makes it anew."""
    if parts.pop(_CHAIN, None) is None:
        return
    for listed in (TYPES_PART, "xl/_rels/workbook.xml.rels"):
        part = parts[listed]
        at = [
            one for one in (*tags(part, "Override"), *tags(part, "Relationship")) if b"calcChain" in part[slice(*one)]
        ]
        closing = [(start, part.index(b">", end) + 1 if part[end - 2 : end] != b"/>" else end) for start, end in at]
        parts[listed] = spliced(part, [(*one, b"") for one in closing])


def _calculated_when_opened(parts: dict[str, bytes]) -> None:
    book = parts[WORKBOOK_PART]
    for start, end in tags(book, "calcPr"):
        if b"fullCalcOnLoad" not in book[start:end]:
            tag = re.sub(rb"\s*(/?>)$", rb' fullCalcOnLoad="1"\1', book[start:end])
            parts[WORKBOOK_PART] = spliced(book, [(start, end, tag)])


def with_history(about: write.About, files: Sequence[tuple[str, str]], command: str) -> write.About:
    """The first sheet with one more import: files (name, SHA-256) and a command, behind those of before."""
    new = tuple(one for one in files if one not in about.imported)
    commands = about.commands if command in about.commands else (*about.commands, command)
    return replace(about, imported=(*about.imported, *new), commands=commands)
