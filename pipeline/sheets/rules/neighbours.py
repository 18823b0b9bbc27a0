"""Numbers in the wrong place that show without a baseline: beside the other years, economies and sheets.

All warn, and are set so that none is raised by good data: real economies share a price, scores stay for years, a source may
publish every second year. A column is compared by its figures as a set, so that one pasted against other economies is seen.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.problems import Place, Problem
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.codes import problem
from pipeline.sheets.rules.series import median
from pipeline.sheets.wide import Wide

LEAST, LEAST_KINDS = 8, 8  # figures of a column, and different ones among them, that can be those of another
NEARLY = 0.95  # share of a year's figures that are those of the year before
SORTED = 12  # figures of a column that do not stand in their order by chance
ALIKE_YEARS, ALIKE_KINDS = 6, 6  # figures of two economies that are the same, and different ones among them
ZERO_ROWS, ZERO_SHARE, ZERO_KINDS, FAR_FROM_ZERO = 5, 0.10, 50, 0.4
LONE_HIGH, LONE_LOW, LONE_YEARS, LONE_AMONG = 1.2, 2.2, 4, 10  # decimal logarithms between an economy and its next one
CODES = (
    "sheet-year-repeated", "sheet-column-of-another", "sheet-series-of-another", "sheet-economies-alike", "sheet-column-sorted",
    "sheet-zeros-inside", "sheet-economy-scale", "sheet-unit-share",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One year of a sheet: its cell, and the digest of its figures in their order of size."""

    digest: str
    code: str
    year: int
    place: Place


@dataclass(frozen=True)
class Seen:
    """What one workbook shows alone, and its columns to be compared with those of others."""

    problems: tuple[Problem, ...]
    columns: tuple[Column, ...]


def look(book: IndicatorBook) -> Seen:
    """The problems inside each sheet of a workbook, and its columns."""
    units = dict(zip(book.indicators["code"], book.indicators["unit"], strict=True))
    found: list[Problem] = []
    columns: list[Column] = []
    for code, wide in book.wides.items():
        if np.isfinite(wide.values).sum() < LEAST:
            continue
        own = list(_columns(wide))
        found += [
            *_years(wide, own),
            *_economies(wide),
            *_sorted(wide),
            *_zeros(wide),
            *_lone(wide),
            *_unit(wide, units[code]),
        ]
        columns += own
    return Seen(tuple(found), tuple(columns))


def across(columns: Iterable[Column]) -> Iterator[Problem]:
    """Columns and whole series that are those of another sheet; each pair of sheets is told once, at the later one."""
    by_digest: dict[str, list[Column]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for column in columns:
        by_digest[column.digest].append(column)
        total[column.code] += 1
    pairs: dict[tuple[str, str], list[tuple[Column, Column]]] = defaultdict(list)
    for same in by_digest.values():
        for other in same[1:]:
            if other.code != same[0].code:
                pairs[other.code, same[0].code].append((other, same[0]))
    for (code, first), cells in pairs.items():
        here, there = cells[0]
        if len(cells) > 1 and len(cells) * 2 > total[code]:
            found = f"{len(cells)} of {total[code]} years of {code} hold the figures of {first}"
            yield problem("sheet-series-of-another", here.place, found, other=there.place)
            continue
        for here, there in cells:
            found = f"{here.year} holds the figures of {first} in {there.year}"
            yield problem("sheet-column-of-another", here.place, found, other=there.place)


def _head(wide: Wide, column: int) -> Place:
    return wide.year_place(column)


def _columns(wide: Wide) -> Iterator[Column]:
    ordered = np.sort(wide.values, axis=0)  # NaN last
    count = np.isfinite(wide.values).sum(axis=0)
    kinds = (np.diff(ordered, axis=0) > 0).sum(axis=0) + 1
    for j in np.flatnonzero((count >= LEAST) & (kinds >= LEAST_KINDS)).tolist():
        digest = hashlib.sha256(ordered[: count[j], j].tobytes()).hexdigest()[:16]
        yield Column(digest, wide.code, int(wide.years[j]), _head(wide, j))


def _years(wide: Wide, columns: list[Column]) -> Iterator[Problem]:
    """A year that repeats the one before it, or has the figures of another; not where a source has every second year."""
    order = np.argsort(wide.years, kind="stable")
    values = wide.values[:, order]
    both = np.isfinite(values[:, 1:]) & np.isfinite(values[:, :-1])
    same = (values[:, 1:] == values[:, :-1]).sum(axis=0)
    known = {column.year for column in columns}
    years = wide.years[order]
    again = [j + 1 for j in np.flatnonzero((same >= LEAST) & (same >= NEARLY * both.sum(axis=0))).tolist()]
    again = [j for j in again if {int(years[j]), int(years[j - 1])} <= known]
    told: set[int] = set()
    if len(again) == 1:
        j = again[0]
        told = {int(years[j])}
        found = f"{int(same[j - 1])} of {int(both[:, j - 1].sum())} figures of {years[j]} are those of {years[j - 1]}"
        yield problem("sheet-year-repeated", _head(wide, int(order[j])), found)
    first: dict[str, Column] = {}
    for column in sorted(columns, key=lambda one: one.year):
        other = first.setdefault(column.digest, column)
        if column.year - other.year > 1 and column.year not in told and not again:
            found = f"the figures of {column.year} are those of {other.year}"
            yield problem("sheet-year-repeated", column.place, found)


def _economies(wide: Wide) -> Iterator[Problem]:
    """Two economies, and no more, with the same figures over many years."""
    rows: dict[bytes, list[int]] = defaultdict(list)
    for i in np.flatnonzero(np.isfinite(wide.values).sum(axis=1) >= ALIKE_YEARS).tolist():
        rows[wide.values[i].tobytes()].append(i)
    for alike in rows.values():
        if len(alike) != 2:
            continue
        figures = wide.values[alike[0]]
        figures = figures[np.isfinite(figures)]
        if len(set(figures.tolist())) >= ALIKE_KINDS:
            one, other = alike
            found = f"{wide.areas[other]} has the {len(figures)} figures of {wide.areas[one]}"
            yield problem("sheet-economies-alike", wide.area_place(other), found)


def _sorted(wide: Wide) -> Iterator[Problem]:
    """A column in the order of its figures, while the economies stand in the order of their codes."""
    if list(wide.areas) != sorted(wide.areas):
        return  # the sheet may be sorted as a whole
    for j in range(wide.values.shape[1]):
        figures = wide.values[:, j]
        steps = np.diff(figures[np.isfinite(figures)])
        if len(steps) + 1 < SORTED or (not (steps >= 0).all() and not (steps <= 0).all()):
            continue
        if np.count_nonzero(steps) + 1 >= LEAST_KINDS:
            found = f"{len(steps) + 1} figures of {wide.years[j]} stand in the order of their size"
            yield problem("sheet-column-sorted", _head(wide, j), found)


def _zeros(wide: Wide) -> Iterator[Problem]:
    """Zeros after figures that never come near zero, in many economies: blanks that were filled."""
    values = wide.values[:, np.argsort(wide.years, kind="stable")]
    zero = values == 0
    if zero.sum() < ZERO_ROWS:
        return
    figures = np.where(zero, np.nan, np.abs(values))
    known = np.isfinite(figures)
    enough = known.sum(axis=1) >= 3
    smallest = np.where(known, figures, np.inf).min(axis=1)
    wrong = np.flatnonzero(
        enough
        & (zero & np.maximum.accumulate(known, axis=1)).any(axis=1)
        & (smallest > FAR_FROM_ZERO * median(figures, axis=1))
    )
    if (
        len(wrong) >= ZERO_ROWS
        and len(wrong) >= ZERO_SHARE * enough.sum()
        and len(set(figures[known].tolist())) > ZERO_KINDS
    ):
        i = int(wrong[0])
        j = int(np.flatnonzero(wide.values[i] == 0)[0])
        found = f"{len(wrong)} economies have zeros beside figures far from zero, as {wide.areas[i]} in {wide.years[j]}"
        yield problem("sheet-zeros-inside", wide.place(i, j), found)


def _lone(wide: Wide) -> Iterator[Problem]:
    """One economy a power of ten or more above, or two below, all others."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log10(np.where(wide.values > 0, wide.values, np.nan))
    rows = np.flatnonzero(np.isfinite(logs).sum(axis=1) >= LONE_YEARS)
    if len(rows) < LONE_AMONG:
        return
    middle = median(logs[rows], axis=1)
    order = np.argsort(middle)
    for at, beside, least in ((order[-1], order[-2], LONE_HIGH), (order[0], order[1], LONE_LOW)):
        gap = abs(middle[at] - middle[beside])
        if gap > least:
            i, other = int(rows[at]), int(rows[beside])
            way = "above" if middle[at] > middle[beside] else "below"
            found = f"{wide.areas[i]} lies {10**gap:.0f} times {way} the next economy, {wide.areas[other]}"
            yield problem("sheet-economy-scale", wide.area_place(i), found)


def _unit(wide: Wide, unit: str) -> Iterator[Problem]:
    """Per cent that are all shares of one."""
    figures = wide.values[np.isfinite(wide.values)]
    if (
        unit.startswith("per cent")
        and figures.max() <= 1
        and figures.max() > 0
        and len(set(figures.tolist())) >= LEAST_KINDS
    ):
        i, j = (int(one[0]) for one in np.nonzero(np.isfinite(wide.values)))
        yield problem(
            "sheet-unit-share",
            wide.place(i, j),
            f"the largest of {len(figures)} figures is {figures.max():g}",
            unit=unit,
        )
