"""The workbook of supply and use tables: codes in row 1 and column A, numbers between them, a sheet a table and year.

The sheet Tables says what each table is, Codes lists products and industries, Lines is the map of all other rows and
columns (``model.supply_lines``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.edition import KNOWN_LANGUAGES
from pipeline.model.addresses import address
from pipeline.model.supply_lines import (
    INDUSTRY,
    PLACES,
    PRODUCT,
    Axis,
    Blank,
    DigitalGroup,
    Line,
    LineMap,
    Mapped,
    Member,
    Price,
    TableKind,
)
from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet, Value, Workbook
from pipeline.sheets.tables import Rows, as_text
from pipeline.sheets.wide import explain, numbers_of

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.model.supply_use import SupplyUse

ROLE_OF = {Axis.ROW: PRODUCT, Axis.COLUMN: INDUSTRY}


@dataclass(frozen=True)
class Matrix:
    """A sheet of a table: codes of rows and columns, and the values between them (NaN where blank).

    ``lines`` and ``places`` are the numbers of its rows and columns in the sheet, from 1.
    """

    sheet: str
    table: str
    year: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray
    lines: tuple[int, ...]
    places: tuple[int, ...]

    def cell(self, row: str, column: str) -> str:
        """The address of a cell by its codes; of its row or column alone where the table has no such other code."""
        line = self.lines[self.rows.index(row)] if row in self.rows else 1
        return address((line, self.places[self.columns.index(column)] if column in self.columns else 1))

    @property
    def frame(self) -> pd.DataFrame:
        """The values by the codes of rows and columns."""
        import pandas as pd

        return pd.DataFrame(self.values, index=list(self.rows), columns=list(self.columns))

    def codes(self, axis: Axis) -> tuple[str, ...]:
        """The codes along an axis."""
        return self.rows if axis is Axis.ROW else self.columns


@dataclass(frozen=True)
class SupplyUseBook:
    """The workbook of supply and use tables; ``sheets`` are those of ``layout.SUPPLY_USE_SHEETS`` that it has.

    ``sources`` are the source and the licence that its About sheet names (kind, text), with their cells.
    """

    file: str
    sheets: Mapping[str, Rows]
    matrices: tuple[Matrix, ...]
    about: Mapping[str, str]
    sources: tuple[tuple[str, str, Place], ...]

    @property
    def economy(self) -> str:
        """The economy whose tables they are; blank where About does not say."""
        return self.about.get("economy", "")

    def printed(self) -> Iterator[tuple[str, str, Place]]:
        """Kind, code and place of what is printed of it by name: its source and licence, and what is counted as digital."""
        yield from self.sources
        codes = self.sheets[layout.CODES]
        for row, code, role, digital in codes.of("code", "role", "digital"):
            if digital in tuple(DigitalGroup):
                yield role, f"{self.economy}:{code}", codes.place(row, "code")

    def names(self) -> dict[tuple[str, str], dict[str, str]]:
        """Printed names by (kind, code) and language, from its sheet Names; codes of members as ``USA:334``."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        table = self.sheets.get(layout.NAMES)
        for row in table.records() if table else ():
            own = row["kind"] in (PRODUCT, INDUSTRY)
            code = f"{self.economy}:{row['code']}" if own else row["code"]
            found[row["kind"], code] = {one: row[one] for one in KNOWN_LANGUAGES if row[one]}
        return found


def parse_supply_use(
    workbook: Workbook, sheets: Mapping[str, Rows], about: Mapping[str, str], problems: list[Problem]
) -> SupplyUseBook:
    """Parse the tables; ``sheets`` are the parsed ``layout.SUPPLY_USE_SHEETS``. Problems are appended."""
    names = [name for name in sheets[layout.TABLES]["table"] if name]
    known = {(table, axis): _known(sheets, table, axis) for table in names for axis in Axis}
    matrices: list[Matrix] = []
    for name, sheet in workbook.sheets.items():
        table, _, year = name.rpartition(" ")
        if table in names and year.isdecimal():
            codes = {axis: known[table, axis] for axis in Axis}
            matrices.append(Matrix(name, table, int(year), *_matrix(sheet, codes, problems)))
        elif name not in (layout.ABOUT, *layout.SUPPLY_USE_SHEETS):
            allowed = (
                f"About, {', '.join(layout.SUPPLY_USE_SHEETS)}, and a sheet a table and year such as 'supply 2012'"
            )
            problems.append(
                problem("sheet-unexpected", Place(workbook.file, name), f"a sheet {name!r}", allowed=allowed)
            )
    problems.extend(_halves(workbook.file, names, matrices))
    problems.extend(_kinds(sheets[layout.TABLES]))
    problems.extend(_map(sheets, matrices))
    if layout.SUPPRESSED in sheets:
        problems.extend(_suppressed(sheets[layout.SUPPRESSED], matrices))
    first = workbook.sheets.get(layout.ABOUT)
    sources = tuple(
        (as_text(row[0]).casefold(), as_text(row[1]), first.place(number, 2))
        for number, row in enumerate(first.rows if first else (), start=1)
        if first is not None and len(row) > 1 and as_text(row[0]).casefold() in ("source", "licence")
    )
    return SupplyUseBook(workbook.file, sheets, tuple(matrices), about, sources)


def tables_of(book: SupplyUseBook) -> dict[int, SupplyUse]:
    """The tables of each year of a workbook without errors, as the model has them."""
    from pipeline.model.supply_use import SupplyUse, SupplyUseTable

    members = tuple(Member(*row) for _, *row in book.sheets[layout.CODES].of("code", "role", "digital"))
    columns = ("table", "axis", "code", "line", "sign", "part_of")
    lines = LineMap(
        tuple(
            Mapped(table, axis, code, line, 1 if sign == layout.SIGNS[0] else -1, part_of)
            for _, table, axis, code, line, sign, part_of in book.sheets[layout.LINES].of(*columns)
        )
    )
    kinds = {row["table"]: row for row in book.sheets[layout.TABLES].records()}
    withheld: dict[tuple[str, int], set[tuple[str, str]]] = {}
    for _, table, year, row, column in _withheld(book.sheets):
        withheld.setdefault((table, year), set()).add((row, column))
    found: dict[int, SupplyUse] = {}
    for year in sorted({matrix.year for matrix in book.matrices}):
        tables = {
            matrix.table: SupplyUseTable(
                matrix.table,
                matrix.sheet,
                TableKind(kinds[matrix.table]["kind"]),
                Price(kinds[matrix.table]["price"]),
                Blank(kinds[matrix.table]["blank"]),
                kinds[matrix.table]["rounding"],
                matrix.frame,
                frozenset(withheld.get((matrix.table, year), ())),
            )
            for matrix in book.matrices
            if matrix.year == year
        }
        # Facts that About lacks are told by rules.keys.
        unit, source, *terms = (book.about.get(fact, "") for fact in ("unit", "source", "licence", "accessed", "url"))
        found[year] = SupplyUse(book.economy, year, unit, source, tables, members, lines, book.file, *terms)
    return found


def _withheld(sheets: Mapping[str, Rows]) -> Iterator[tuple[int, str, int, str, str]]:
    table = sheets.get(layout.SUPPRESSED)
    return table.of("table", "year", "row", "column") if table else iter(())


def _known(sheets: Mapping[str, Rows], table: str, axis: Axis) -> set[str]:
    """The codes that may stand along an axis of a table."""
    members = {code for _, code, role in sheets[layout.CODES].of("code", "role") if role == ROLE_OF[axis]}
    rows = sheets[layout.LINES].of("table", "axis", "code")
    return members | {code for _, of_table, of_axis, code in rows if (of_table, of_axis) == (table, axis)}


def _halves(file: str, names: list[str], matrices: list[Matrix]) -> Iterator[Problem]:
    there = {(matrix.table, matrix.year): matrix.sheet for matrix in matrices}
    if not there:
        yield problem(
            "sheet-half-a-table", Place(file), "no table of any year", sheet=f"{(names or ['supply'])[0]} 2022"
        )
    for year in sorted({year for _, year in there}):
        beside = next(sheet for (_, of_year), sheet in there.items() if of_year == year)
        for name in names:
            if (name, year) not in there:
                lacking = f"{name} {year}"
                yield problem("sheet-half-a-table", Place(file, beside), f"no sheet {lacking!r}", sheet=lacking)


def _kinds(tables: Rows) -> Iterator[Problem]:
    kinds = [(kind, price if kind == TableKind.USE else "") for _, kind, price in tables.of("kind", "price")]
    first = tables.place(1, "kind")
    for needed, called in (
        ((TableKind.SUPPLY.value, ""), "supply table"),
        ((TableKind.USE.value, Price.PURCHASERS.value), "use table at purchasers' prices"),
    ):
        if needed not in kinds:
            yield problem("sheet-table-kinds", first, f"no {called}")
    for position, (row, kind) in enumerate(zip(tables["ROW"], kinds, strict=True)):
        if kind in kinds[:position]:
            yield problem(
                "sheet-table-kinds", tables.place(row, "kind"), f"{' at '.join(filter(None, kind))} once more"
            )


def _map(sheets: Mapping[str, Rows], matrices: list[Matrix]) -> Iterator[Problem]:
    """Every row of Lines and Codes that does not fit the tables, or the other rows."""
    lines, codes = sheets[layout.LINES], sheets[layout.CODES]
    kinds = {table: kind for _, table, kind in sheets[layout.TABLES].of("table", "kind")}
    members = {(code, role) for _, code, role in codes.of("code", "role")}
    there: dict[tuple[str, str], set[str]] = {}
    for matrix in matrices:
        for axis in Axis:
            there.setdefault((matrix.table, axis.value), set()).update(matrix.codes(axis))
    mapped = {(table, axis, code) for _, table, axis, code in lines.of("table", "axis", "code")}
    for row, table, axis, code, line, part_of in lines.of("table", "axis", "code", "line", "part_of"):
        if table not in kinds:
            near = nearest.codes(table, kinds)
            yield problem("sheet-unknown-table", lines.place(row, "table"), repr(table), near=near)
            continue
        if axis not in tuple(Axis) or line not in tuple(Line) or kinds[table] not in tuple(TableKind):
            continue  # told where the cell was read
        allowed = PLACES[Line(line)]
        if (TableKind(kinds[table]), Axis(axis)) not in allowed:
            told = " or ".join(f"a {place.value} of a {kind.value} table" for kind, place in allowed)
            found = f"{line} as a {axis} of a {kinds[table]} table"
            yield problem("sheet-line-misplaced", lines.place(row, "line"), found, allowed=told)
        role = ROLE_OF[Axis(axis)]
        if (code, role) in members:
            yield problem("sheet-code-in-two-roles", lines.place(row, "code"), f"{code!r} is a {role} too", role=role)
        elif code not in there.get((table, axis), ()) and matrices:
            near = nearest.codes(code, there.get((table, axis), ()))
            found = f"{code!r} is no {axis} of any sheet"
            yield problem("sheet-line-without-code", lines.place(row, "code"), found, table=table, near=near)
        if part_of and ((table, axis, part_of) not in mapped or part_of == code):
            others = [one for of_table, of_axis, one in mapped if (of_table, of_axis) == (table, axis)]
            near = nearest.codes(part_of, others)
            yield problem("sheet-unknown-part-of", lines.place(row, "part_of"), repr(part_of), near=near)
    for axis, role in ROLE_OF.items():
        codes_there = set().union(*(found for (_, of_axis), found in there.items() if of_axis == axis))
        for row, code, of_role in codes.of("code", "role"):
            if of_role == role and code not in codes_there and matrices:
                near = nearest.codes(code, codes_there)
                found = f"the {role} {code!r} is no {axis} of any sheet"
                yield problem("sheet-line-without-code", codes.place(row, "code"), found, table="any table", near=near)


def _suppressed(table: Rows, matrices: list[Matrix]) -> Iterator[Problem]:
    by_name = {(matrix.table, matrix.year): matrix for matrix in matrices}
    for number, name, year, row, column in table.of("table", "year", "row", "column"):
        matrix = by_name.get((name, year))
        if matrix is None or row not in matrix.rows or column not in matrix.columns:
            found = f"{name} {year} has no cell {row} / {column}"
        else:
            value = matrix.values[matrix.rows.index(row), matrix.columns.index(column)]
            if np.isnan(value):
                continue
            found = f"the cell {row} / {column} of {matrix.sheet} holds {value:g}"
        yield problem("sheet-suppressed-cell", table.place(number, "row"), found)


def _matrix(
    sheet: Sheet, known: Mapping[Axis, set[str]], problems: list[Problem]
) -> tuple[tuple[str, ...], tuple[str, ...], np.ndarray, tuple[int, ...], tuple[int, ...]]:
    header = [as_text(value) for value in sheet.rows[0]] if sheet.rows else []
    columns = [position for position, code in enumerate(header) if position and code]
    body = [(number, row) for number, row in enumerate(sheet.rows[1:], start=2) if as_text(row[0])]
    for number, row in enumerate(sheet.rows[1:], start=2):
        if not as_text(row[0]) and any(value != "" for value in row):
            problems.append(
                problem("sheet-unknown-table-code", sheet.place(number, 1), "values in a row without a code", near="")
            )
    places = [(Axis.COLUMN, (1, position + 1), header[position]) for position in columns]
    places += [(Axis.ROW, (number, 1), as_text(row[0])) for number, row in body]
    for axis, cell, code in places:
        if code not in known[axis]:
            near = nearest.codes(code, known[axis])
            problems.append(problem("sheet-unknown-table-code", sheet.place(*cell), repr(code), near=near))
    rows, codes = tuple(as_text(row[0]) for _, row in body), tuple(header[position] for position in columns)
    for names in (codes, rows):
        for code in sorted({code for code in names if names.count(code) > 1} if len(set(names)) < len(names) else ()):
            found = f"the code {code!r} {names.count(code)} times"
            problems.append(
                problem("sheet-duplicate-key", sheet.place(1, 1), found, key="row and column code", first=1)
            )

    def say(value: Value, i: int, j: int) -> None:
        found = explain(value, rows[i], codes[j], 0, sheet.place(body[i][0], columns[j] + 1))
        if found.code == "sheet-missing-symbol":  # a table has no row in Notes
            found = replace(found, remedy="clear the cell; a cell that the source withholds has its row in Suppressed")
        problems.append(found)

    lines, across = tuple(number for number, _ in body), tuple(at + 1 for at in columns)
    return rows, codes, numbers_of(sheet, lines, across, say), lines, across
