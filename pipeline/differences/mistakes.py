"""Numbers in the wrong place: what an editing slip leaves behind when a data sheet is compared with its baseline.

A cell alone shows nothing: the number is a number and lies in its range. The pattern over many cells does: a block that moved
by a row, two rows exchanged, a column sorted without its economies. Each pattern takes the cells that it explains, so that one
slip has one name. What no pattern explains is an ordinary revision and is no business of this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

FEW = 3  # figures that a pattern over a row must explain
SOME = 5  # figures that a pattern over a column must explain
MOST = 0.8  # share of the changed figures of a row or column that a pattern must explain
POWERS = tuple(
    10.0**power for power in (-6, -3, -2, -1, 1, 2, 3, 6)
)  # slips of unit: per cent and share, thousands, millions
FAR = 3  # rows or columns by which a block is looked for


@dataclass(frozen=True)
class Mistake:
    """One slip: a code of ``sheets.codes``, what was found, and the first cell (economy, year) that shows it."""

    code: str
    found: str
    area: str
    year: int


def mistakes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    groups: Mapping[str, frozenset[str]] | None = None,
    beside: Mapping[str, Sequence[pd.DataFrame]] | None = None,
) -> list[Mistake]:
    """The slips between two states of a data sheet.

    Both are economies × years in the order of the sheet, NaN where there is no figure; ``groups`` maps the name of a group
    (a region) to its economies, ``beside`` the names of the other data sheets of the workbook to their figures, of now and
    of before.
    """
    search = _Search(before, after, groups or {}, beside or {})
    return [*search.found()]


class _Search:
    """One comparison; ``left`` are the changed cells that no pattern has explained yet."""

    def __init__(
        self,
        before: pd.DataFrame,
        after: pd.DataFrame,
        groups: Mapping[str, frozenset[str]],
        beside: Mapping[str, Sequence[pd.DataFrame]],
    ) -> None:
        rows = list(dict.fromkeys([*after.index, *before.index]))
        years = list(dict.fromkeys([*after.columns, *before.columns]))
        self.areas, self.years, self.groups = [str(row) for row in rows], [int(year) for year in years], groups
        self.old = before.reindex(index=rows, columns=years).to_numpy(float)
        self.new = after.reindex(index=rows, columns=years).to_numpy(float)
        self.left = ~_same(self.old, self.new)
        self.rows, self.beside = rows, beside

    def found(self) -> Iterator[Mistake]:
        if not self.left.any():
            return
        for pattern in (
            self._scaled, self._years_exchanged, self._rows_exchanged, self._reordered, self._shifted_rows, self._shifted_years,
            self._sheet_pasted, self._row_pasted, self._year_pasted, self._zeros, self._emptied,
        ):  # fmt: skip
            yield from pattern()

    def _take(self, cells: np.ndarray) -> None:
        self.left &= ~cells

    def _mistake(self, code: str, found: str, row: int, column: int) -> Mistake:
        return Mistake(code, found, self.areas[row], self.years[column])

    def _names(self, rows: np.ndarray | list[int]) -> str:
        names = [self.areas[row] for row in rows]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    def _span(self, columns: np.ndarray | list[int]) -> str:
        years = sorted(self.years[column] for column in columns)
        return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])

    # ---- units ----

    def _scaled(self) -> Iterator[Mistake]:
        """The whole series, one year or one economy in another unit."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = self.new / self.old
        for power in POWERS:
            hit = self.left & np.isclose(ratio, power, rtol=1e-6)
            both = self.left & ~np.isnan(self.old) & ~np.isnan(self.new)
            if (
                hit.sum() >= SOME
                and hit.sum() >= MOST * both.sum()
                and hit.any(axis=1).sum() >= FEW
                and hit.any(axis=0).sum() > 1
            ):
                row, column = map(int, np.argwhere(hit)[0])
                share = hit.sum() / max((~np.isnan(self.new)).sum(), 1)
                if share >= MOST:
                    yield self._mistake("diff-scaled-series", f"{int(hit.sum())} figures are {power:g} times as large as before", row, column)  # fmt: skip
                    self._take(hit)
                    continue
            for column in map(int, np.flatnonzero(hit.sum(axis=0) >= SOME)):
                if hit[:, column].sum() >= MOST * both[:, column].sum():
                    row = int(np.flatnonzero(hit[:, column])[0])
                    yield self._mistake("diff-scaled-year", f"{int(hit[:, column].sum())} figures of {self.years[column]} are {power:g} times as large as before", row, column)  # fmt: skip
                    self._take(_only(hit, column=column))
            for row in map(int, np.flatnonzero((hit & self.left).sum(axis=1) >= 2)):
                if hit[row].sum() >= MOST * both[row].sum():
                    column = int(np.flatnonzero(hit[row])[0])
                    yield self._mistake("diff-scaled-economy", f"{int(hit[row].sum())} figures of {self.areas[row]} are {power:g} times as large as before", row, column)  # fmt: skip
                    self._take(_only(hit, row=row))

    # ---- rows and columns as wholes ----

    def _changed(self, axis: int, least: int) -> list[int]:
        return [int(one) for one in np.flatnonzero(self.left.sum(axis=axis) >= least)]

    def _years_exchanged(self) -> Iterator[Mistake]:
        columns = self._changed(0, FEW)
        for one, other in ((a, b) for a in columns for b in columns if a < b):
            if self.left[:, one].any() and _equal(self.new[:, one], self.old[:, other]) and _equal(self.new[:, other], self.old[:, one]):  # fmt: skip
                row = int(np.flatnonzero(self.left[:, one])[0])
                found = f"the figures of {self.years[one]} and {self.years[other]} have changed places"
                if not (_filled(self.new[:, one]) and _filled(self.new[:, other])):  # a header that was typed anew
                    here, there = (one, other) if _filled(self.new[:, one]) else (other, one)
                    found = f"the figures of {self.years[there]} stand under {self.years[here]}"
                yield self._mistake("diff-years-exchanged", found, row, one)
                self._take(_only(self.left, column=one) | _only(self.left, column=other))

    def _rows_exchanged(self) -> Iterator[Mistake]:
        rows = self._changed(1, 1)
        alone = len(rows) == 2  # two figures that nothing else changed with may be each other's by a slip only
        for one, other in ((a, b) for a in rows for b in rows if a < b):
            if self.left[one].any() and (_filled(self.old[one]) >= 2 or alone) and _equal(self.new[one], self.old[other]) and _equal(self.new[other], self.old[one]):  # fmt: skip
                yield self._mistake("diff-economies-exchanged", f"the figures of {self.areas[one]} and {self.areas[other]} have changed places", one, int(np.flatnonzero(self.left[one])[0]))  # fmt: skip
                self._take(_only(self.left, row=one) | _only(self.left, row=other))

    def _reordered(self) -> Iterator[Mistake]:
        """A column whose figures are those of before in another order: sorted, or moved against its economies."""
        for column in self._changed(0, SOME):
            old, new = self.old[:, column], self.new[:, column]
            if not np.array_equal(np.sort(old[~np.isnan(old)]), np.sort(new[~np.isnan(new)])):
                continue
            known = new[~np.isnan(new)]
            steps = {bool(one <= other) for one, other in pairwise(known) if one != other}
            row = int(np.flatnonzero(self.left[:, column])[0])
            if len(steps) == 1:
                yield self._mistake("diff-column-sorted", f"the figures of {self.years[column]} are sorted, and their economies are not", row, column)  # fmt: skip
                self._take(_only(self.left, column=column))
            elif not self._is_shift(column):
                yield self._mistake("diff-column-reordered", f"{int(self.left[:, column].sum())} figures of {self.years[column]} stand with other economies than before", row, column)  # fmt: skip
                self._take(_only(self.left, column=column))

    def _is_shift(self, column: int) -> bool:
        return any(
            self._explains(self.left[:, column], self.new[:, column], self.old[:, column], by) for by in _steps()
        )

    def _explains(self, changed: np.ndarray, new: np.ndarray, old: np.ndarray, by: int) -> bool:
        """Whether most changed cells have the figure that stood ``by`` places before."""
        moved = _moved(old, by)
        hit = changed & _same(new, moved) & ~np.isnan(moved)
        known = changed & ~np.isnan(new)
        return hit.sum() >= FEW and hit.sum() >= MOST * known.sum()

    def _shifted_rows(self) -> Iterator[Mistake]:
        """A block that lies some rows lower or higher than before."""
        for by in _steps():
            columns = [
                column
                for column in self._changed(0, FEW + 1)
                if self._explains(self.left[:, column], self.new[:, column], self.old[:, column], by)
            ]
            if columns:
                rows = np.flatnonzero(self.left[:, columns].any(axis=1))
                way = "lower" if by > 0 else "higher"
                yield self._mistake("diff-block-shifted", f"the figures of {self._names(rows)} for {self._span(columns)} lie {abs(by)} row(s) {way} than before", int(rows[0]), columns[0])  # fmt: skip
                for column in columns:
                    self._take(_only(self.left, column=column))

    def _shifted_years(self) -> Iterator[Mistake]:
        """A block that lies some years later or earlier than before."""
        for by in _steps():
            rows = [
                row for row in self._changed(1, FEW) if self._explains(self.left[row], self.new[row], self.old[row], by)
            ] or self._short_rows(by)
            if rows:
                columns = np.flatnonzero(self.left[rows].any(axis=0))
                way = "to the right of" if by > 0 else "to the left of"
                yield self._mistake("diff-block-shifted", f"the figures of {self._names(rows)} lie {abs(by)} column(s) {way} where they were", rows[0], int(columns[0]))  # fmt: skip
                for row in rows:
                    self._take(_only(self.left, row=row))

    def _short_rows(self, by: int) -> list[int]:
        """Rows of a few years, each too short to show a shift, that show it together: what came stood ``by`` places before, and is gone from there."""
        changed = self._changed(1, 2)
        rows = []
        for row in changed:
            moved = _moved(self.old[row], by)
            known = self.left[row] & ~np.isnan(self.new[row])
            from_changed = _moved(self.left[row].astype(float), by) == 1
            if known.any() and (known <= (_same(self.new[row], moved) & from_changed)).all():
                rows.append(row)
        return rows if len(rows) >= SOME and len(rows) >= MOST * len(changed) else []

    def _sheet_pasted(self) -> Iterator[Mistake]:
        """Years that have the figures of another sheet in the same year: by economy, or row by row where they were pasted as a block."""
        columns = self._changed(0, SOME)
        pairs = ((name, other) for name, states in self.beside.items() for other in states)
        for name, other in pairs if columns else ():
            aligned = other.reindex(self.rows)
            block = pd.DataFrame(other.to_numpy(float)[: len(self.rows)], columns=other.columns).reindex(
                range(len(self.rows))
            )
            found = []
            for column in (one for one in columns if self.years[one] in other.columns):
                changed = self.left[:, column] & ~np.isnan(self.new[:, column])
                for table in (aligned, block):
                    hit = changed & (self.new[:, column] == table[self.years[column]].to_numpy(float))
                    kinds = len(np.unique(self.new[hit, column]))
                    if kinds >= SOME and hit.sum() >= MOST * changed.sum():
                        found.append(column)
                        break
            if found:
                row = int(np.flatnonzero(self.left[:, found[0]])[0])
                yield self._mistake("diff-sheet-pasted", f"the figures for {self._span(found)} are those of {name}", row, found[0])  # fmt: skip
                for column in found:
                    self._take(_only(self.left, column=column))
                columns = self._changed(0, SOME)

    def _row_pasted(self) -> Iterator[Mistake]:
        for row in self._changed(1, 1):
            twins = [
                other
                for other in range(len(self.areas))
                if other != row and _filled(self.new[other]) >= FEW and _equal(self.new[row], self.new[other])
            ]
            twins = [one for one in twins if not self.left[one].any() and not _equal(self.old[row], self.old[one])]
            if twins:
                yield self._mistake("diff-economy-pasted", f"{self.areas[row]} has the figures of {self.areas[twins[0]]}", row, int(np.flatnonzero(self.left[row])[0]))  # fmt: skip
                self._take(_only(self.left, row=row))

    def _year_pasted(self) -> Iterator[Mistake]:
        for column in self._changed(0, SOME):
            changed = self.left[:, column] & ~np.isnan(self.new[:, column])
            for other in range(len(self.years)):
                if other == column or self.left[:, other].any():
                    continue
                hit = changed & (self.new[:, column] == self.new[:, other])
                if hit.sum() >= SOME and hit.sum() >= MOST * changed.sum():
                    row = int(np.flatnonzero(hit)[0])
                    yield self._mistake("diff-year-pasted", f"{int(hit.sum())} figures of {self.years[column]} are those of {self.years[other]}", row, column)  # fmt: skip
                    self._take(_only(self.left, column=column))
                    break

    # ---- blanks ----

    def _zeros(self) -> Iterator[Mistake]:
        hit = self.left & np.isnan(self.old) & (self.new == 0)
        if hit.sum() >= FEW:
            row, column = np.argwhere(hit)[0]
            yield self._mistake("diff-blanks-to-zero", f"{int(hit.sum())} cells that were blank hold 0", int(row), int(column))  # fmt: skip
            self._take(hit)

    def _emptied(self) -> Iterator[Mistake]:
        gone = self.left & ~np.isnan(self.old) & np.isnan(self.new)
        for name, members in self.groups.items():
            rows = [row for row, area in enumerate(self.areas) if area in members]
            lost = [row for row in rows if gone[row].any()]
            years = gone[lost].any(axis=0)
            if len(lost) >= FEW and len(lost) >= MOST * sum(bool(_filled(self.old[row, years])) for row in rows):
                column = int(np.flatnonzero(years)[0])
                yield self._mistake("diff-region-emptied", f"{int(gone[lost].sum())} figures of {name} are gone ({self._names(lost)})", lost[0], column)  # fmt: skip
                for row in lost:
                    self._take(_only(gone, row=row))
                    gone[row] = False
        if gone.sum() >= SOME:
            row, column = np.argwhere(gone)[0]
            yield self._mistake("diff-figures-gone", f"{int(gone.sum())} figures are gone", int(row), int(column))
            self._take(gone)


def _steps() -> Iterator[int]:
    for by in range(1, FAR + 1):
        yield from (by, -by)


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Cell by cell, nothing equal to nothing; at the 15 digits that LibreOffice and Google Sheets keep when they save."""
    return np.isclose(one, other, rtol=5e-15, atol=0, equal_nan=True)


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(_same(one, other).all())


def _filled(values: np.ndarray) -> int:
    return int((~np.isnan(values)).sum())


def _moved(values: np.ndarray, by: int) -> np.ndarray:
    """The values ``by`` places later (earlier for a negative number); nothing where none comes from."""
    moved = np.full_like(values, np.nan)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _only(cells: np.ndarray, row: int | None = None, column: int | None = None) -> np.ndarray:
    """These cells in one row or one column alone."""
    kept = np.zeros_like(cells)
    if row is not None:
        kept[row] = cells[row]
    else:
        kept[:, column] = cells[:, column]
    return kept
