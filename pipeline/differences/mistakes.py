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

from pipeline.differences.scales import POWERS, shortened, times
from pipeline.problems import first_of

FEW = 3  # figures that a pattern over a row must explain
SOME = 5  # figures that a pattern over a column must explain
MOST = 0.8  # share of the changed figures of a row or column that a pattern must explain
ROUNDED = 10  # figures that lost their decimals
OF_LOSS = 0.4  # how alike a group and those who lost figures are (common ones as a share of all)
YEAR = 4  # digits
FAR = 3  # rows or columns by which a block is looked for


@dataclass(frozen=True)
class Mistake:
    """One slip: its code, what was found, and the first cell that shows it by the labels of row and column (economy, year)."""

    code: str
    found: str
    row: str
    column: str


def mistakes(
    before: pd.DataFrame,
    after: pd.DataFrame,
    groups: Mapping[str, frozenset[str]] | None = None,
    beside: Mapping[str, Sequence[pd.DataFrame]] | None = None,
) -> list[Mistake]:
    """The slips between two states of a data sheet.

    Both are economies × years, or the rows × columns of a table, in the order of the sheet, NaN where there is no figure;
    ``groups`` maps the name of a group (a region) to its economies, ``beside`` the names of other sheets to their figures,
    of now and of before. The codes are those of data sheets.
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
        self.areas, self.years, self.groups = [str(row) for row in rows], [str(year) for year in years], groups
        self.columns = years
        self.old = before.reindex(index=rows, columns=years).to_numpy(float)
        self.new = after.reindex(index=rows, columns=years).to_numpy(float)
        self.left = ~same(self.old, self.new)
        self.rows, self.beside = rows, beside

    def found(self) -> Iterator[Mistake]:
        if not self.left.any():
            return
        for pattern in (
            self._scaled, self._rounded, self._years_exchanged, self._rows_exchanged, self._reordered, self._shifted_rows, self._shifted_years,
            self._sheet_pasted, self._zeros, self._row_pasted, self._year_pasted, self._emptied,
        ):  # fmt: skip
            yield from pattern()

    def _take(self, cells: np.ndarray) -> None:
        self.left &= ~cells

    def _mistake(self, code: str, found: str, row: int, column: int) -> Mistake:
        return Mistake(code, found, self.areas[row], self.years[column])

    def _names(self, rows: np.ndarray | list[int]) -> str:
        return first_of([self.areas[row] for row in rows], 3)

    def _span(self, columns: np.ndarray | list[int]) -> str:
        names = [self.years[column] for column in columns]
        if all(name.isdigit() and len(name) == YEAR for name in names):
            return f"{min(names)}–{max(names)}" if len(names) > 1 else names[0]
        return first_of(names, 3)

    # ---- units ----

    def _scaled(self) -> Iterator[Mistake]:
        """The whole series, one year or one economy in another unit, rounded or not."""
        for power in POWERS:
            fit, sure = times(self.old, self.new, power)
            fit, sure = self.left & fit, self.left & sure
            both = self.left & ~np.isnan(self.old) & ~np.isnan(self.new)
            many = sure.sum() >= SOME and sure.any(axis=1).sum() >= FEW and sure.any(axis=0).sum() > 1
            if many and fit.sum() >= MOST * max(both.sum(), _filled(self.new)):
                yield self._times("diff-scaled-series", "", power, fit)
                continue
            for column in map(int, np.flatnonzero(sure.sum(axis=0) >= SOME)):
                if fit[:, column].sum() >= MOST * both[:, column].sum():
                    yield self._times("diff-scaled-year", f" of {self.years[column]}", power, _only(fit, column=column))
            for row in map(int, np.flatnonzero((sure & self.left).sum(axis=1) >= 2)):
                if fit[row].sum() >= MOST * both[row].sum():
                    yield self._times("diff-scaled-economy", f" of {self.areas[row]}", power, _only(fit, row=row))

    def _times(self, code: str, of: str, power: float, cells: np.ndarray) -> Mistake:
        row, column = map(int, np.argwhere(cells)[0])
        self._take(cells)
        return self._mistake(
            code, f"{int(cells.sum())} figures{of} are {power:g} times as large as before", row, column
        )

    def _rounded(self) -> Iterator[Mistake]:
        """Years whose figures have fewer decimals."""
        for decimals, shorter in shortened(self.old, self.new):
            hit = shorter & self.left
            both = (self.left & ~np.isnan(self.old) & ~np.isnan(self.new)).sum(axis=0)
            columns = [int(one) for one in np.flatnonzero(hit.any(axis=0) & (hit.sum(axis=0) >= MOST * both))]
            cells = np.zeros_like(hit)
            cells[:, columns] = hit[:, columns]
            if cells.sum() >= ROUNDED:
                row, column = map(int, np.argwhere(cells)[0])
                yield self._mistake("diff-rounded", f"{int(cells.sum())} figures for {self._span(columns)} have {decimals} decimals, and had more", row, column)  # fmt: skip
                self._take(cells)

    # ---- rows and columns as wholes ----

    def _changed(self, axis: int, least: int) -> list[int]:
        return [int(one) for one in np.flatnonzero(self.left.sum(axis=axis) >= least)]

    def _years_exchanged(self) -> Iterator[Mistake]:
        """Two columns with each other's figures, in the rows that changed."""
        columns = self._changed(0, FEW)
        for one, other in ((a, b) for a in columns for b in columns if a < b):
            rows = self.left[:, one] | self.left[:, other]
            here, there = self.new[rows, one], self.new[rows, other]
            if self.left[:, one].any() and _kinds(self.new[rows][:, [one, other]]) >= FEW and _equal(here, self.old[rows, other]) and _equal(there, self.old[rows, one]):  # fmt: skip
                row = int(np.flatnonzero(rows)[0])
                found = f"the figures of {self.years[one]} and {self.years[other]} have changed places"
                if not (_filled(here) and _filled(there)):  # a header that was typed anew
                    now, was = (one, other) if _filled(here) else (other, one)
                    found = f"the figures of {self.years[was]} stand under {self.years[now]}"
                yield self._mistake("diff-years-exchanged", found, row, one)
                self._take(_only(self.left, column=one) | _only(self.left, column=other))

    def _rows_exchanged(self) -> Iterator[Mistake]:
        """Two rows with each other's figures, in the years that changed."""
        rows = self._changed(1, 1)
        alone = len(rows) == 2  # two figures that nothing else changed with may be each other's by a slip only
        found = []
        for one, other in ((a, b) for a in rows for b in rows if a < b):
            years = self.left[one] | self.left[other]
            if (
                self.left[one].any()
                and (alone or _kinds(self.old[[one, other]][:, years]) >= FEW)
                and _equal(self.new[one, years], self.old[other, years])
                and _equal(self.new[other, years], self.old[one, years])
            ):
                found.append((one, other, int(np.flatnonzero(years)[0])))
                self._take(_only(self.left, row=one) | _only(self.left, row=other))
        told = [(f"the figures of {self.areas[one]} and {self.areas[other]} have changed places", one, column) for one, other, column in found]  # fmt: skip
        if len(told) > FEW:  # the column of their codes, turned round
            told = [(f"{told[0][0]}, and so have {len(told) - 1} more pairs", *told[0][1:])]
        for text, row, column in told:
            yield self._mistake("diff-economies-exchanged", text, row, column)

    def _reordered(self) -> Iterator[Mistake]:
        """Columns whose figures are those of before in another order: sorted, or moved against their economies."""
        ways: dict[str, list[int]] = {"diff-column-sorted": [], "diff-column-reordered": []}
        for column in self._changed(0, SOME):
            old, new = self.old[:, column], self.new[:, column]
            if not np.array_equal(_ordered(old), _ordered(new)):
                continue
            known = new[~np.isnan(new)]
            steps = {bool(one <= other) for one, other in pairwise(known) if one != other}
            if len(steps) == 1:
                ways["diff-column-sorted"].append(column)
            elif not self._is_shift(column) and _kinds(new[self.left[:, column]]) >= SOME:
                ways["diff-column-reordered"].append(column)
        for code, columns in ways.items():
            if columns:
                row = int(np.flatnonzero(self.left[:, columns[0]])[0])
                number = int(self.left[:, columns].sum())
                how = "are sorted, and what stands beside them is not" if code == "diff-column-sorted" else f"stand in other rows than before ({number} of them)"  # fmt: skip
                yield self._mistake(code, f"the figures of {self._span(columns)} {how}", row, columns[0])
                for column in columns:
                    self._take(_only(self.left, column=column))

    def _is_shift(self, column: int) -> bool:
        return any(
            self._explains(self.left[:, column], self.new[:, column], self.old[:, column], by) for by in _steps()
        )

    def _explains(self, changed: np.ndarray, new: np.ndarray, old: np.ndarray, by: int) -> bool:
        """Whether most changed cells have the figure that stood ``by`` places before."""
        moved = _moved(old, by)
        hit = changed & same(new, moved) & ~np.isnan(moved)
        known = changed & ~np.isnan(new)
        return hit.sum() >= FEW and hit.sum() >= MOST * known.sum() and (_kinds(new[hit]) >= FEW or _all_moved(changed, new, moved))  # fmt: skip

    def _fits(self, column: int, by: int) -> bool:
        """Whether a column of few figures moved as those beside it did: each figure that came stood ``by`` places before."""
        known = self.left[:, column] & ~np.isnan(self.new[:, column])
        return bool((known <= same(self.new[:, column], _moved(self.old[:, column], by))).all())

    def _shifted_rows(self) -> Iterator[Mistake]:
        """A block that lies some rows lower or higher than before."""
        for by in _steps():
            columns = [
                column
                for column in self._changed(0, FEW + 1)
                if self._explains(self.left[:, column], self.new[:, column], self.old[:, column], by)
            ]
            if columns:
                columns += [one for one in self._changed(0, 1) if one not in columns and self._fits(one, by)]
                columns.sort()
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
            if known.any() and (known <= (same(self.new[row], moved) & from_changed)).all():
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
            for column in (one for one in columns if self.columns[one] in other.columns):
                changed = self.left[:, column] & ~np.isnan(self.new[:, column])
                figures = self.new[changed, column]
                tables = [table[self.columns[column]].to_numpy(float) for table in (aligned, block)]
                share = [_share(self.new[:, column] == table, changed) for table in tables]
                in_another_order = _ordered(other[self.columns[column]].to_numpy(float))
                share.append(float(np.array_equal(_ordered(self.new[:, column]), in_another_order)))
                if max(share) >= MOST and _kinds(figures) >= SOME:
                    found.append(column)
            if found:
                row = int(np.flatnonzero(self.left[:, found[0]])[0])
                yield self._mistake("diff-sheet-pasted", f"the figures for {self._span(found)} are those of {name}", row, found[0])  # fmt: skip
                for column in found:
                    self._take(_only(self.left, column=column))
                columns = self._changed(0, SOME)

    def _row_pasted(self) -> Iterator[Mistake]:
        """A row with the figures of another in the years that changed, or in all."""
        for row in self._changed(1, 1):
            for other in range(len(self.areas)):
                if other == row or self.left[other].any() or _equal(self.old[row], self.old[other]):
                    continue
                here, there = self.new[row], self.new[other]
                part = self.left[row] & ~np.isnan(here)
                whole = _equal(here, there) and _filled(here) >= FEW and _kinds(here) > 1
                if whole or (_share(same(here, there), part) >= MOST and _kinds(here[part]) >= FEW):
                    yield self._mistake("diff-economy-pasted", f"{self.areas[row]} has the figures of {self.areas[other]}", row, int(np.flatnonzero(self.left[row])[0]))  # fmt: skip
                    self._take(_only(self.left, row=row))
                    break

    def _year_pasted(self) -> Iterator[Mistake]:
        for column in self._changed(0, SOME):
            changed = self.left[:, column] & ~np.isnan(self.new[:, column])
            for other in range(len(self.years)):
                if other == column or self.left[:, other].any():
                    continue
                hit = changed & (self.new[:, column] == self.new[:, other])
                telling = _kinds(self.new[hit, column]) >= FEW or _equal(self.new[:, column], self.new[:, other])
                if hit.sum() >= SOME and hit.sum() >= MOST * changed.sum() and telling:
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
        """Groups that lost nearly all figures, the one that fits best first; then whatever else is gone."""
        gone = self.left & ~np.isnan(self.old) & np.isnan(self.new)
        while (best := self._best_group(gone)) is not None:
            name, lost = best
            column = int(np.flatnonzero(gone[lost].any(axis=0))[0])
            yield self._mistake("diff-region-emptied", f"{int(gone[lost].sum())} figures of {name} are gone ({self._names(lost)})", lost[0], column)  # fmt: skip
            for row in lost:
                self._take(_only(gone, row=row))
                gone[row] = False
        if gone.sum() >= SOME:
            row, column = np.argwhere(gone)[0]
            yield self._mistake("diff-figures-gone", f"{int(gone.sum())} figures are gone", int(row), int(column))
            self._take(gone)

    def _best_group(self, gone: np.ndarray) -> tuple[str, list[int]] | None:
        """The group whose economies are most like those that lost figures, where nearly all of it did: its name and rows."""
        losers = {int(row) for row in np.flatnonzero(gone.any(axis=1))}
        found: list[tuple[float, str, list[int]]] = []
        for name, members in self.groups.items():
            rows = [row for row, area in enumerate(self.areas) if area in members]
            lost = [row for row in rows if row in losers]
            years = gone[lost].any(axis=0)
            had = [row for row in rows if _filled(self.old[row, years])]
            if len(lost) >= FEW and len(lost) >= MOST * len(had):
                found.append((len(lost) / len(losers | set(had)), name, lost))
        alike, name, lost = max(found, default=(0.0, "", []), key=lambda one: one[0])
        return (name, lost) if alike >= OF_LOSS else None


def _steps() -> Iterator[int]:
    for by in range(1, FAR + 1):
        yield from (by, -by)


def same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Cell by cell, nothing equal to nothing; at the 15 digits that LibreOffice and Google Sheets keep when they save."""
    return np.isclose(one, other, rtol=5e-15, atol=0, equal_nan=True)


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(same(one, other).all())


def _filled(values: np.ndarray) -> int:
    return int((~np.isnan(values)).sum())


def _kinds(values: np.ndarray) -> int:
    """How many different figures there are."""
    return len(np.unique(values[~np.isnan(values)]))


def _share(hit: np.ndarray, of: np.ndarray) -> float:
    """The share of some cells for which something holds; none of no cells."""
    return float((hit & of).sum() / of.sum()) if of.any() else 0.0


def _ordered(values: np.ndarray) -> np.ndarray:
    return np.sort(values[~np.isnan(values)])


def _moved(values: np.ndarray, by: int) -> np.ndarray:
    """The values ``by`` places later (earlier for a negative number); nothing where none comes from."""
    moved = np.full_like(values, np.nan)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _all_moved(changed: np.ndarray, new: np.ndarray, moved: np.ndarray) -> bool:
    """Whether all from the first to the last changed cell but its ends moved, for figures that are few different ones."""
    at = np.flatnonzero(changed)
    stretch = slice(int(at[0]) + FAR, int(at[-1]) - FAR + 1)
    return bool(len(new[stretch]) >= ROUNDED and _equal(new[stretch], moved[stretch]))


def _only(cells: np.ndarray, row: int | None = None, column: int | None = None) -> np.ndarray:
    """These cells in one row or one column alone."""
    kept = np.zeros_like(cells)
    if row is not None:
        kept[row] = cells[row]
    else:
        kept[:, column] = cells[:, column]
    return kept
