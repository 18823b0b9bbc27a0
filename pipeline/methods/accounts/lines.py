"""Lines of supply and use tables read by the map of their workbook: sums of cells, with what they lack.

A line that the map does not have, or whose row or column the sheet does not have, is absent; a cell that is withheld or
blank where blanks are not zero is not known. Neither is ever read as zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.model.supply_lines import INCOME_LINES, Axis, Codes, Line, Price, TableKind, plus
from pipeline.model.supply_use import SupplyUse, SupplyUseTable


@dataclass(frozen=True)
class Side:
    """Codes of one table to be added up: ``axis`` is where they stand, ``absent`` names what the table lacks."""

    table: SupplyUseTable
    axis: Axis
    codes: Codes
    absent: tuple[str, ...] = ()

    def minus(self) -> Side:
        """The same, to be subtracted."""
        return Side(self.table, self.axis, tuple((code, -sign) for code, sign in self.codes), self.absent)


@dataclass(frozen=True)
class Sums:
    """Sums of one or several sides for each code of the other axis.

    ``values`` are NaN where a cell is not known or a line absent, which ``missing`` names for each code; ``cells`` counts
    the published cells and ``doubt`` is half of their last digits: the most by which rounding can put a sum off.
    """

    values: np.ndarray
    missing: list[tuple[str, ...]]
    cells: np.ndarray
    doubt: np.ndarray

    def total(self) -> Sums:
        """One sum over all codes."""
        lacking = dict.fromkeys(one for codes in self.missing for one in codes)
        return Sums(
            np.array([self.values.sum()]), [tuple(lacking)], np.array([self.cells.sum()]), np.array([self.doubt.sum()])
        )


def line(tables: SupplyUse, table: SupplyUseTable, axis: Axis, *lines: Line) -> Side:
    """Some lines of a table as the map has them; all must be there."""
    if not table.cells.size:
        return Side(table, axis, (), (f"{table.kind} table",))
    codes = tables.lines.codes(table.name, axis, *lines)
    absent = [f"line {one.value}" for one in lines if not tables.lines.codes(table.name, axis, one)]
    absent += [code for code, _ in codes if not table.has(axis, code)]
    return Side(table, axis, codes, tuple(absent))


def some_of(tables: SupplyUse, table: SupplyUseTable, axis: Axis, *lines: Line) -> Side:
    """Those of some lines that the map has; absent only where it has none of them.

    For sums of which publishers show different parts, as final uses (valuables are not shown everywhere).
    """
    if not table.cells.size:
        return line(tables, table, axis, *lines)
    there = [one for one in lines if tables.lines.codes(table.name, axis, one)]
    if there:
        return line(tables, table, axis, *there)
    named = ", ".join(one.value for one in lines)
    return Side(table, axis, (), (f"line{'s' if len(lines) > 1 else ''} {named}",))


def finals(tables: SupplyUse, use: SupplyUseTable) -> Side:
    """Final uses: consumption, capital formation and exports, the first two by their parts where a publisher shows these.

    A line may be absent where the others make final uses of the products without it, of all but one at most (that one is an
    error to be found; a line that is lacking is lacking in several): then there is none. Non-profit institutions and
    valuables may be absent anyway, since many publishers have them with households and fixed capital.
    """
    lines = final_lines(tables, use)
    there = some_of(tables, use, Axis.COLUMN, *lines)
    needed = [one for one in lines if one not in (Line.NPISH, Line.VALUABLES)]
    lacking = tuple(f"line {one.value}" for one in needed if not tables.lines.codes(use.name, Axis.COLUMN, one))
    if not there.codes or not lacking:
        return there
    left = add([*_final_total(tables, use), there.minus()], list(tables.products))
    known = ~np.isnan(left.values)
    fits = np.abs(left.values[known]) <= left.doubt[known] + 1e-9
    if fits.any() and np.count_nonzero(~fits) <= 1:
        return there
    return Side(use, Axis.COLUMN, there.codes, (*there.absent, *lacking))


def _final_total(tables: SupplyUse, use: SupplyUseTable) -> list[Side]:
    """Final uses as the publisher shows their total, or total less intermediate use."""
    if tables.lines.codes(use.name, Axis.COLUMN, Line.FINAL_USES):
        return [line(tables, use, Axis.COLUMN, Line.FINAL_USES)]
    industries = line(tables, use, Axis.COLUMN, Line.INTERMEDIATE)
    if industries.absent:
        industries = members(tables, use, Axis.COLUMN)
    return [line(tables, use, Axis.COLUMN, Line.TOTAL_USE), industries.minus()]


def final_lines(tables: SupplyUse, use: SupplyUseTable) -> tuple[Line, ...]:
    """The lines that ``finals`` adds up."""

    def shown(parts: tuple[Line, ...], whole: Line) -> tuple[Line, ...]:
        return parts if tables.lines.codes(use.name, Axis.COLUMN, *parts) else (whole,)

    consumed = shown((Line.HOUSEHOLDS, Line.NPISH, Line.GOVERNMENT), Line.CONSUMPTION)
    formed = shown((Line.FIXED_CAPITAL, Line.INVENTORIES, Line.VALUABLES), Line.CAPITAL_FORMATION)
    return (*consumed, *formed, Line.EXPORTS)


def income(tables: SupplyUse, use: SupplyUseTable) -> Side:
    """The lines of income that make value added.

    Other taxes less subsidies on production may be absent where the others make value added of every industry without
    them: then there are none.
    """
    whole = line(tables, use, Axis.ROW, *INCOME_LINES)
    if whole.absent != (f"line {Line.PRODUCTION_TAXES.value}",):
        return whole
    rest = line(tables, use, Axis.ROW, Line.COMPENSATION, Line.OPERATING_SURPLUS)
    made = line(tables, use, Axis.ROW, Line.VALUE_ADDED)
    left = add([made, rest.minus()], list(tables.industries))
    return rest if np.all(np.abs(left.values) <= left.doubt + 1e-9) else whole


def members(tables: SupplyUse, table: SupplyUseTable, axis: Axis) -> Side:
    """The products of a table (rows) or its industries (columns)."""
    codes = tables.products if axis is Axis.ROW else tables.industries
    if not table.cells.size:
        return Side(table, axis, (), (f"{table.kind} table",))
    lacking = [code for code in codes if not table.has(axis, code)]
    if len(lacking) == len(codes):
        lacking = ["products" if axis is Axis.ROW else "industries"]
    return Side(table, axis, plus(codes), tuple(lacking))


def inputs(tables: SupplyUse, use: SupplyUseTable) -> Side:
    """Intermediate consumption of industries at purchasers' prices: the total of a column of a use table.

    Where no total is shown it is the sum of the products, if nothing else stands below them.
    """
    if tables.lines.codes(use.name, Axis.ROW, Line.COLUMN_TOTAL) or use.price is Price.BASIC:
        return line(tables, use, Axis.ROW, Line.COLUMN_TOTAL)
    total = line(tables, use, Axis.ROW, Line.PRODUCTS_TOTAL)
    beside = tables.lines.codes(use.name, Axis.ROW, Line.ADJUSTMENT)
    return total if total.codes or beside else members(tables, use, Axis.ROW)


def output(tables: SupplyUse) -> Side:
    """Output of products: the published line, or the sum over industries where there is none."""
    published = line(tables, tables.supply, Axis.COLUMN, Line.OUTPUT)
    return members(tables, tables.supply, Axis.COLUMN) if published.absent else published


def add(sides: Sequence[Side], along: Sequence[str]) -> Sums:
    """Add up sides for each code of the other axis."""
    values, cells, doubt = np.zeros(len(along)), np.zeros(len(along), dtype=int), np.zeros(len(along))
    missing: list[dict[str, None]] = [{} for _ in along]
    for side in sides:
        codes = [code for code, _ in side.codes]
        signs = np.array([sign for _, sign in side.codes], dtype=float)
        if side.absent:
            values += np.nan
            for found in missing:
                found.update(dict.fromkeys(side.absent))
        if not codes:
            continue
        known, there = _across(side, side.table.known, codes, along), _across(side, side.table.cells, codes, along)
        published = (~np.isnan(there)).sum(axis=1)
        holes = np.isnan(known)
        values = values + (np.where(holes, np.nan, known) * signs).sum(axis=1)
        cells, doubt = cells + published, doubt + published * side.table.rounding / 2
        if not side.absent:
            for i in np.flatnonzero(holes.any(axis=1)):
                missing[i].update(dict.fromkeys(codes[j] for j in np.flatnonzero(holes[i])))
    return Sums(values, [tuple(found) for found in missing], cells, doubt)


def series(sides: Sequence[Side], along: Sequence[str]) -> pd.Series:
    """``add`` as a series by code; NaN where a sum is not known."""
    return pd.Series(add(sides, along).values, index=list(along), dtype=float)


def use_tables(tables: SupplyUse) -> tuple[SupplyUseTable, ...]:
    """The use table at purchasers' prices, then the one at basic prices where there is one."""
    basic = tables.table(TableKind.USE, Price.BASIC)
    return (tables.use,) if basic is None else (tables.use, basic)


def _across(side: Side, frame: pd.DataFrame, codes: list[str], along: Sequence[str]) -> np.ndarray:
    """Cells of codes (columns) for each code of the other axis (rows)."""
    down, across = (along, codes) if side.axis is Axis.COLUMN else (codes, along)
    rows, columns = side.table.places(Axis.ROW, down), side.table.places(Axis.COLUMN, across)
    found = frame.to_numpy(dtype=float)[np.ix_(rows, columns)]  # a tenth of the time of reindex
    found[rows == -1], found[:, columns == -1] = np.nan, np.nan
    return found if side.axis is Axis.COLUMN else found.T
