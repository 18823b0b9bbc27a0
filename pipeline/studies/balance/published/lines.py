"""The lines of one axis of a published table, by a standard: what each code is, of which sum it is a part, and its sign.

A sum that is shown counts, with its parts where these are all there, or add up to it. Where a sum is not shown, its parts
stand for it; of some lines (``strict``) only all together: the net operating surplus alone is not the gross one. What
stands for no line is memo, and what needs the line has no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipeline.model.supply_lines import FINAL_LINES, Axis, Line, Mapped, TableKind
from pipeline.studies.balance.published.grid import Grid, adds_up, rounding_of
from pipeline.studies.balance.published.members import is_class
from pipeline.studies.balance.published.standards import Coded, Standard

# The line of a sum of all industries or products.
_TOTAL = {
    (TableKind.SUPPLY, Axis.ROW): Line.PRODUCTS_TOTAL,
    (TableKind.USE, Axis.ROW): Line.PRODUCTS_TOTAL,
    (TableKind.SUPPLY, Axis.COLUMN): Line.OUTPUT,
    (TableKind.USE, Axis.COLUMN): Line.INTERMEDIATE,
}
# Final uses, each by the lines of which one at least is shown.
_FINAL_USES = (
    (Line.CONSUMPTION, Line.HOUSEHOLDS, Line.NPISH, Line.GOVERNMENT),
    (Line.CAPITAL_FORMATION, Line.FIXED_CAPITAL, Line.INVENTORIES, Line.VALUABLES),
    (Line.EXPORTS,),
)


@dataclass(frozen=True)
class Shown:
    """The lines of a standard that an axis of a table shows: key → code; ``apart`` are codes that are none of them."""

    grid: Grid
    axis: Axis
    standard: Standard
    apart: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> dict[str, Coded]:
        """Every line that may stand there, by its key."""
        return {one.key: one for one in self.standard.of(self.grid.kind, self.axis)}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The first code of each line that stands there."""
        found: dict[str, str] = {}
        for code in self.grid.codes(self.axis):
            coded = self.find(code)
            if coded is not None:
                found.setdefault(coded.key, code)
        return found

    def find(self, code: str) -> Coded | None:
        """The line that a code is."""
        return None if code in self.apart else self.standard.find(self.grid.kind, self.axis, code)

    def above(self, key: str) -> Iterator[str]:
        """The sums that a line is in, the nearest first."""
        whole = self.known[key].whole
        while whole:
            yield whole
            whole = self.known[whole].whole

    def made_of(self, whole: str) -> frozenset[str]:
        """The lines shown that together make a sum; none where some are lacking."""
        for wanted in self.known[whole].sets:
            found = [frozenset({key}) if key in self.codes else self.made_of(key) for key in wanted]
            if all(found):
                return frozenset().union(*found)
        return self._added(whole) if whole in self.codes else frozenset()

    def _added(self, whole: str) -> frozenset[str]:
        """The parts shown of a sum that is shown, where their cells add up to its cells."""
        parts = [key for key in self.codes if next((one for one in self.above(key) if one in self.codes), "") == whole]
        if not parts:
            return frozenset()
        allowed = _allowed(self.grid, len(parts) + 1)
        made = adds_up(self.cells(whole), [self.cells(key) for key in parts], allowed, zeros=True)
        return frozenset(parts) if made else frozenset()

    def cells(self, key: str) -> np.ndarray:
        """The cells of a line with their sign."""
        return self.sign(key) * self.grid.cells(self.axis, self.codes[key])

    def sign(self, key: str) -> int:
        """Whether a line is added; a subsidy that is shown as a positive number, by the cells that are known, is subtracted."""
        shown = self.grid.cells(self.axis, self.codes[key])
        return -1 if self.known[key].less and np.nansum(shown) >= 0 else 1

    def counts(self, key: str) -> bool:
        """Whether a line that is shown stands for itself, and is not only a part of one that lacks other parts."""
        shown = next((one for one in self.above(key) if one in self.codes), "")
        if shown:
            return key in self.made_of(shown)
        strict = next((one for one in self.above(key) if self.known[one].strict), "")
        return not strict or key in self.made_of(strict) or self._closes(key)

    def _closes(self, key: str) -> bool:
        """Whether a part of the operating surplus fills value added with the rest of it, so that nothing is lacking."""
        by_line = {self.known[one].line: one for one in self.codes}
        needed = [by_line.get(line, "") for line in (Line.VALUE_ADDED, Line.COMPENSATION)]
        if self.known[key].line is not Line.OPERATING_SURPLUS or not all(needed):
            return False
        others = [one for one in self.codes if self.known[one].line is Line.PRODUCTION_TAXES]
        rest = np.sum([self.cells(one) for one in (needed[1], key, *others)], axis=0)
        off = np.abs(self.cells(needed[0]) - rest)
        known = ~np.isnan(off)
        return bool(known.any() and np.all(off[known] <= _allowed(self.grid, 3 + len(others))))

    def split(self, key: str) -> bool:
        """Whether the parts of a final use are lines of their own, which then count in its place."""
        line = self.known[key].line
        return line in FINAL_LINES and any(self.known[part].line is not line for part in self.made_of(key))


def lines_of(shown: Shown, told: list[str]) -> list[Mapped]:
    """The map of the codes of an axis that the standard has."""
    grid, axis, rows = shown.grid, shown.axis, []
    for code in grid.codes(axis):
        coded = shown.find(code)
        if coded is None:
            continue
        key, line, part_of = coded.key, coded.line, ""
        if shown.codes[key] != code:
            line = Line.MEMO
            told.append(f"Part of no sum: {grid.place(axis, code)} {code!r}, the same line as {shown.codes[key]!r}.")
        elif not shown.counts(key):
            line = Line.MEMO
            told.append(f"Part of no sum: {grid.place(axis, code)} {code!r}, as other parts of its line are not shown.")
        else:
            whole = next((one for one in shown.above(key) if one in shown.codes), "")
            part_of = shown.codes.get(whole, "")
            line = Line.MEMO if shown.split(key) else line
        rows.append(Mapped(grid.name, axis, code, line, shown.sign(key), part_of))
    return _one_total(rows)


def lacking(shown: Shown, rows: Sequence[Mapped]) -> list[Mapped]:
    """Rows for final uses of which a use table shows nothing: a total of final uses is not known without them.

    Their code is that of the standard, which the table does not have.
    """
    if (shown.grid.kind, shown.axis) != (TableKind.USE, Axis.COLUMN):
        return []
    there = {row.line for row in rows}
    asked = [lines[0] for lines in _FINAL_USES if not there & set(lines)]
    keys = {one.line: key for key, one in reversed(shown.known.items()) if key not in shown.codes}
    return [Mapped(shown.grid.name, shown.axis, keys.get(line, line), line) for line in asked]


def total_of(shown: Shown, code: str, rows: Sequence[Mapped]) -> Mapped:
    """The row of the map for a code that is the sum of all products or industries; memo where another is that line."""
    line = _TOTAL[shown.grid.kind, shown.axis]
    taken = any(row.line == line for row in rows) or is_class(code)  # a section is no total of all
    return Mapped(shown.grid.name, shown.axis, code, Line.MEMO if taken else line)


def _one_total(rows: list[Mapped]) -> list[Mapped]:
    """A total of columns is that of the products where nothing but products stands above it."""
    lines = {row.line for row in rows}
    if lines & {Line.PRODUCTS_TOTAL, Line.ADJUSTMENT, Line.PRODUCT_TAXES}:
        return rows
    return [row._replace(line=Line.PRODUCTS_TOTAL) if row.line == Line.COLUMN_TOTAL else row for row in rows]


def _allowed(grid: Grid, cells: int) -> float:
    return rounding_of(grid.values) / 2 * cells + 1e-9
