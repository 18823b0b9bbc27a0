"""A map of lines for supply and use tables whose workbook has none: proposed from names and codes, and told.

The tables come out as the model has them, so that every identity is checked as it is by a declared map. What is not known
is listed and stands in no sum; a table, line or cell that is lacking is never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.methods.omissions import Omission
from pipeline.model.supply_lines import INDUSTRY, PRODUCT, Axis, Blank, Line, LineMap, Mapped, Member, Price, TableKind
from pipeline.model.supply_use import SupplyUse, SupplyUseTable
from pipeline.problems import Place, Problem, first_of
from pipeline.sheets import layout
from pipeline.sheets.books import about_facts
from pipeline.sheets.read import Sheet, Workbook
from pipeline.sheets.tables import as_text
from pipeline.studies.balance.matrix import error
from pipeline.studies.balance.published.grid import Grid, above, kind_by_codes, known_in, read_grid, rounding_of, turned
from pipeline.studies.balance.published.lines import Shown, lacking, lines_of, total_of
from pipeline.studies.balance.published.members import same, sort
from pipeline.studies.balance.published.names import is_other, kind_of, price_of, year_of
from pipeline.studies.balance.published.standards import STANDARDS, Standard
from pipeline.studies.indicator_workbook import stop_on_errors
from pipeline.studies.vocabulary import METHODS_SHEET

_OWN = {layout.ABOUT, *layout.SUPPLY_USE_SHEETS, "Choices", "Matrix", "Margins", "Pinned", METHODS_SHEET}
_LISTED = 12  # cells and codes that a sentence names
_ROLE = {Axis.ROW: PRODUCT, Axis.COLUMN: INDUSTRY}


@dataclass(frozen=True)
class Proposal:
    """The tables by year, sentences on how they were read, the map and the cells without a figure as tables, and what is strange."""

    tables: Mapping[int, SupplyUse]
    notes: tuple[str, ...]
    lines: pd.DataFrame
    unknown: pd.DataFrame
    strange: tuple[Omission, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A sheet that is a table."""

    key: str
    sheet: Sheet
    kind: TableKind
    price: Price
    year: int


def has_tables(book: Workbook) -> bool:
    """Whether a workbook without a map has a sheet that is a supply or use table by its name or its codes."""
    return bool(_found(book, [])[0])


def propose(book: Workbook, blank: Blank, problems: list[Problem]) -> Proposal:
    """The tables of a workbook by the standard whose codes they have; none of them is one problem.

    ``blank`` is what a blank cell is. Raises Stop (exit 3) with every cell that cannot be read, and every code twice.
    """
    notes: list[str] = []
    found, standard = _found(book, notes)
    problems += [*_twice(found), *_turned(found, standard)]
    by_year = _grids(found, standard, notes, problems)
    stop_on_errors(problems)
    made = _made(book, by_year, standard, blank, notes)
    if not made:
        problems.append(no_map(book))
    grids = [grid for year in made for grid in by_year[year]]
    first = [f"No sheets Tables and Lines: read by the codes of {standard.title}."] if made else []
    last = "The table 'lines' is the map that was taken; as a sheet Lines beside Tables and Codes it can be kept and changed."
    told = [note for grid in grids for note in grid.told]
    cells = _about_cells(grids, made, blank)
    strange = [*_strange(grids, made), *_not_read(book, found)]
    sentences = tuple(dict.fromkeys([*first, *notes, *told, *cells, last]))
    return Proposal(made, sentences, _map_frame(made), _unknown_frame(grids), tuple(strange))


def _strange(grids: Iterable[Grid], made: Mapping[int, SupplyUse]) -> Iterator[Omission]:
    """The rows and columns that are no product, industry or line that is known."""
    for grid in grids:
        table = made[grid.year].tables[grid.name]
        for axis in Axis:
            for code in grid.codes(axis):
                if not table.has(axis, code):
                    yield Omission(axis.value, code, grid.label, "not known: no product, industry or line")


def _not_read(book: Workbook, found: Sequence[_Found]) -> Iterator[Omission]:
    """The sheets that are no supply or use table."""
    taken = {one.key for one in found}
    for key, sheet in book.sheets.items():
        if key not in _OWN and key not in taken:
            yield Omission("sheet", sheet.name, sheet.file, "no supply or use table by its name or codes")


def _twice(found: Sequence[_Found]) -> list[Problem]:
    """Tables of one kind and year."""
    problems = []
    tables: dict[tuple[TableKind, Price, int], _Found] = {}
    for one in found:
        other = tables.setdefault((one.kind, one.price, one.year), one)
        if other is not one:
            told = f"the {_called(one)} once more, as in {other.sheet.name!r}"
            remedy = "name the year of each table in its sheet, or leave one out"
            place = Place(one.sheet.file, one.sheet.name)
            problems.append(error("balance-sheet-twice", place, told, "each table once a year", remedy))
    return problems


def _turned(found: Sequence[_Found], standard: Standard) -> list[Problem]:
    """Tables with industries down and products across: read as they stand they would be another table."""
    return [
        error(
            "balance-turned",
            Place(one.sheet.file, one.sheet.name),
            f"the lines of a {one.kind.value} table stand in its other direction",
            "products down (and value added below them), industries and totals across",
            "turn the table (copy, paste special, transpose)",
        )
        for one in found
        if known_in(turned(one.sheet), one.kind, standard) > known_in(one.sheet, one.kind, standard)
    ]


def _grids(
    found: Sequence[_Found], standard: Standard, notes: list[str], problems: list[Problem]
) -> dict[int, list[Grid]]:
    """Codes and figures of every table by year, with one spelling of products and industries a year."""
    by_year: dict[int, list[Grid]] = {}
    for one in found:
        name = "use_basic" if (one.kind, one.price) == (TableKind.USE, Price.BASIC) else one.kind.value
        grid = read_grid(one.sheet, name, one.kind, one.price, one.year, standard, problems)
        if grid is not None:
            by_year.setdefault(one.year, []).append(replace(grid, label=_label(one, found)))
    return {
        year: _without_headings(_one_spelling(grids, standard, notes), standard)
        for year, grids in sorted(by_year.items())
    }


def _made(
    book: Workbook, by_year: Mapping[int, Sequence[Grid]], standard: Standard, blank: Blank, notes: list[str]
) -> dict[int, SupplyUse]:
    """The tables of each year that has products and lines; years with one map are told once, by the last of them."""
    roles = _roles(book.sheets.get(layout.CODES))
    made: dict[int, SupplyUse] = {}
    maps: dict[tuple[object, ...], int] = {}
    for year in sorted(by_year, reverse=True):
        told: list[str] = []
        tables = _tables(book, year, by_year[year], standard, roles, blank, told)
        first = maps.setdefault((tables.members, tables.lines.rows), year)
        notes += told if first == year else [f"{year}: the same map as {first}."]
        made[year] = tables
    return {year: made[year] for year in by_year if made[year].members and made[year].lines.rows}


def _found(book: Workbook, notes: list[str]) -> tuple[list[_Found], Standard]:
    """The sheets that are tables, and the standard that knows most of their codes."""
    sheets = {key: sheet for key, sheet in book.sheets.items() if key not in _OWN}
    best = max(STANDARDS, key=lambda one: sum(max(known_in(sheet, kind, one) for kind in TableKind) for sheet in sheets.values()))  # fmt: skip
    found, others = [], []
    for key, sheet in sheets.items():
        kind = None if is_other(key) else kind_of(key) or kind_by_codes(sheet, best)
        if kind is None:
            others.append(sheet.name)
            continue
        titles = above(sheet, kind, best)
        price = price_of(kind, key, *(text for text in titles if kind_of(text) is kind))
        found.append(_Found(key, sheet, kind, price, year_of(sheet.name, key, *titles)))
    if others:
        notes.append(f"Not read, no supply or use table: {', '.join(map(repr, others))}.")
    return _with_years(found, about_facts(book).get("year", "")), best


def _with_years(found: Sequence[_Found], about: str) -> list[_Found]:
    """Tables of which none says its year are of that which About says, or the only one that others say."""
    years = {one.year for one in found if one.year}
    year = year_of(about) or (years.pop() if len(years) == 1 else 0)
    return [one if one.year else replace(one, year=year) for one in found]


def _label(one: _Found, found: Sequence[_Found]) -> str:
    """The name of a sheet, with its file where another has a sheet of this name."""
    alone = sum(other.sheet.name == one.sheet.name for other in found) == 1
    return one.sheet.name if alone else f"{one.sheet.file} › {one.sheet.name}"


def no_map(book: Workbook) -> Problem:
    """The one problem of a workbook that holds neither a matrix with margins nor tables that can be read."""
    names = ", ".join(repr(name) for name in book.sheets if name not in _OWN)
    found = f"no supply or use table by names and codes, and no matrix to balance, in {names or 'the sheets'}"
    allowed = (
        "sheets named as tables, such as 'supply 2020' and 'use 2020', with standard codes in a row and a column "
        "(CPA_A, A, P7, TS_BP, D1, B1G, TU ..., or those of the BEA); or the sheets Matrix and Margins"
    )
    remedy = (
        "name sheets and codes so, or add the sheets Tables, Codes and Lines, which say what each code is "
        "(gdgr balance --template example.xlsx shows them all)"
    )
    return error("balance-no-map", Place(book.file), found, allowed, remedy)


def _roles(sheet: Sheet | None) -> dict[str, str]:
    """Code → role of a sheet Codes, whatever roles it has."""
    header = [as_text(value).casefold() for value in sheet.rows[0]] if sheet and sheet.rows else []
    if sheet is None or not {"code", "role"} <= set(header):
        return {}
    code, role = header.index("code"), header.index("role")
    return {as_text(row[code]): as_text(row[role]).casefold() for row in sheet.rows[1:] if as_text(row[code])}


def _tables(
    book: Workbook,
    year: int,
    grids: Sequence[Grid],
    standard: Standard,
    roles: Mapping[str, str],
    blank: Blank,
    notes: list[str],
) -> SupplyUse:
    """The tables of one year."""
    rows: list[Mapped] = []
    members: list[Member] = []
    for axis in Axis:
        mapped, found = _along(grids, axis, standard, roles, notes)
        rows += mapped
        members += [Member(code, _ROLE[axis]) for code in found]
    tables = {grid.name: _table(grid, blank, rows, members) for grid in grids}
    for kind, name, price in ((TableKind.SUPPLY, "supply", Price.BASIC), (TableKind.USE, "use", Price.PURCHASERS)):
        if name not in tables:
            tables[name] = SupplyUseTable(name, "", kind, price, Blank.ABSENT, 1.0, pd.DataFrame())
            at = "" if kind is TableKind.SUPPLY else " at purchasers' prices"
            notes.append(f"{f'{year}: ' if year else ''}no {kind.value} table{at}; what needs it is not assessed.")
    notes += [_told(grid, rows, members) for grid in grids]
    facts = about_facts(book)
    unit, source, *terms = (facts.get(fact, "") for fact in ("unit", "source", "licence", "accessed", "url"))
    lines = LineMap(tuple(rows))
    return SupplyUse(facts.get("economy", ""), year, unit, source, tables, tuple(members), lines, book.file, *terms)


def _along(
    grids: Sequence[Grid], axis: Axis, standard: Standard, roles: Mapping[str, str], notes: list[str]
) -> tuple[list[Mapped], tuple[str, ...]]:
    """The map of one axis of all tables, and its products or industries."""
    declared = frozenset(code for code, role in roles.items() if role in _ROLE.values())
    shown = {grid.name: Shown(grid, axis, standard, declared) for grid in grids}
    left = {
        name: [code for code in one.grid.codes(axis) if one.find(code) is None and _may_be(code, roles)]
        for name, one in shown.items()
    }
    found = sort(grids, axis, left, declared)
    rows: list[Mapped] = []
    for grid in grids:
        own = lines_of(shown[grid.name], notes)
        own += [total_of(shown[grid.name], code, own) for code in left[grid.name] if code in found.sums]
        own += [Mapped(grid.name, axis, code, Line.MEMO) for code in left[grid.name] if code in found.parts]
        rows += [*own, *lacking(shown[grid.name], own)]
        named = {row.code for row in own} | set(found.members)
        strange = [f"{grid.place(axis, code)} {code!r}" for code in grid.codes(axis) if code not in named]
        notes += [f"Not known, and in no sum: {first_of(strange, _LISTED)}."] if strange else []
    role = _ROLE[axis]
    for told, codes in (
        (f"No {role} of its own, but a sum of others", found.sums),
        (f"No {role} of its own, but a part of one", found.parts),
        (f"{role.title()} by its place in the tables", found.placed),
    ):
        notes += [f"{told}: {first_of([repr(code) for code in codes], _LISTED)}."] if codes else []
    return rows, found.members


def _may_be(code: str, roles: Mapping[str, str]) -> bool:
    """Whether a code may be a product or industry by the sheet Codes: one with the role of a line is none."""
    return roles.get(code, PRODUCT) in (PRODUCT, INDUSTRY)


def _one_spelling(grids: Sequence[Grid], standard: Standard, notes: list[str]) -> list[Grid]:
    """The tables with products, and industries, written as in the first of them: ``A`` and ``CPA_A`` are one product."""
    found = list(grids)
    for axis in Axis:
        spelled: dict[str, str] = {}
        for at, grid in enumerate(found):
            codes = grid.codes(axis)
            if len({same(code) for code in codes}) < len(codes):
                continue  # codes of this table differ by nothing else
            of_lines = [standard.find(grid.kind, axis, code) is not None for code in codes]
            new = tuple(code if line else spelled.setdefault(same(code), code) for code, line in zip(codes, of_lines, strict=True))  # fmt: skip
            other = [f"{a!r} is {b!r}" for a, b in zip(codes, new, strict=True) if a != b]
            if other:
                notes.append(f"{grid.label}: {', '.join(other[:3])}{' ...' if len(other) > 3 else ''}.")
            found[at] = grid.renamed(axis, dict(zip(codes, new, strict=True)))
    return found


def _without_headings(grids: Sequence[Grid], standard: Standard) -> list[Grid]:
    """The tables without headings and remarks: rows and columns without a cell that no other table fills.

    One that is a line by its name is a heading where another of that line has cells.
    """
    found = []
    for grid in grids:
        empty: dict[Axis, set[str]] = {}
        for axis in Axis:
            filled = [code for code in grid.codes(axis) if code not in grid.empty(axis)]
            elsewhere = {code for other in grids for code in set(other.codes(axis)) - other.empty(axis)}
            lines = {standard.find(grid.kind, axis, code) for code in filled} - {None}
            empty[axis] = {
                code
                for code in grid.empty(axis)
                if (line := standard.find(grid.kind, axis, code)) in lines or (line is None and code not in elsewhere)
            }
        found.append(grid.without(empty[Axis.ROW], empty[Axis.COLUMN]))
    return found


def _table(grid: Grid, blank: Blank, rows: Iterable[Mapped], members: Iterable[Member]) -> SupplyUseTable:
    """The rows and columns of a table that are known."""
    known = {(row.axis, row.code) for row in rows if row.table == grid.name}
    known |= {(axis, one.code) for axis, role in _ROLE.items() for one in members if one.role == role}
    down, across = ([code for code in grid.codes(axis) if (axis, code) in known] for axis in Axis)
    cells = pd.DataFrame(grid.values, index=list(grid.rows), columns=list(grid.columns)).loc[down, across]
    withheld = frozenset((row, column) for row, column in grid.texts if row in down and column in across)
    return SupplyUseTable(grid.name, grid.sheet.name, grid.kind, grid.price, blank, rounding_of(grid.values), cells, withheld)  # fmt: skip


def _told(grid: Grid, rows: Iterable[Mapped], members: Iterable[Member]) -> str:
    """What a table was taken for, and each of its lines."""
    own = [
        row
        for row in rows
        if row.table == grid.name and row.line != Line.MEMO and row.code in grid.codes(Axis(row.axis))
    ]
    counts = {role: sum(one.role == role and one.code in grid.codes(axis) for one in members) for axis, role in _ROLE.items()}  # fmt: skip
    said = f"{grid.label}: the {_called(grid)}, {counts[PRODUCT]} products, {counts[INDUSTRY]} industries"
    for axis in (Axis.COLUMN, Axis.ROW):
        lines = [f"{row.code} {row.line}{' (subtracted)' if row.sign < 0 else ''}" for row in own if row.axis == axis]
        said += f"; {axis.value}s {', '.join(lines)}" if lines else ""
    return f"{said}."


def _called(one: Grid | _Found) -> str:
    at = "" if one.kind is TableKind.SUPPLY else f" at {one.price.value} prices".replace("purchasers", "purchasers'")
    return f"{one.kind.value} table{at}" + (f" of {one.year}" if one.year else "")


def _about_cells(grids: Sequence[Grid], made: Mapping[int, SupplyUse], blank: Blank) -> list[str]:
    """Sentences on the cells that hold no figure."""
    notes = []
    marks = [(grid.cell(*at), text) for grid in grids for at, text in grid.texts.items()]
    if marks:
        notes.append(f"Not known, and no zero: {first_of([f'{cell} {text!r}' for cell, text in marks], _LISTED)}.")
    empty = 0
    for grid in grids:
        products, industries = ({*found} for found in (made[grid.year].products, made[grid.year].industries))
        empty += sum(
            bool(np.isnan(grid.values[i, j])) and (row, column) not in grid.texts
            for i, row in enumerate(grid.rows)
            for j, column in enumerate(grid.columns)
            if row in products and column in industries
        )
    if empty and blank is Blank.ABSENT:
        notes.append(f"{empty} cells of products and industries are blank and not known; where the publisher leaves zeros out, say --blanks zero.")  # fmt: skip
    elif empty:
        notes.append(f"{empty} blank cells of products and industries are zeros (--blanks zero).")
    return notes


def _map_frame(made: Mapping[int, SupplyUse]) -> pd.DataFrame:
    """The map in the columns of a sheet Lines, each row once."""
    rows = dict.fromkeys(
        row for one in made.values() for row in one.lines.rows if one.tables[row.table].has(Axis(row.axis), row.code)
    )
    signs = {1: layout.SIGNS[0], -1: layout.SIGNS[1]}
    return pd.DataFrame(
        [
            (row.table, str(row.axis), row.code, row.code, str(row.line), signs[row.sign], row.part_of, "")
            for row in rows
        ],
        columns=["table", "axis", "code", "name", "line", "sign", "part_of", "note"],
    )


def _unknown_frame(grids: Sequence[Grid]) -> pd.DataFrame:
    rows = [(grid.cell(row, column), row, column, text) for grid in grids for (row, column), text in grid.texts.items()]
    return pd.DataFrame(rows, columns=["cell", "row", "column", "text"])
