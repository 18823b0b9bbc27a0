"""Values, years and notes of the data sheets: plausible range, data cut-off, names beside codes, statuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

import numpy as np

from pipeline.model.statuses import EITHER, MISSING
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, nearest
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.tables import shown
from pipeline.sheets.wide import Wide

_MANY, _MOST = 10, 0.5  # figures out of range, and their share of a sheet, that have one cause: unit, range or sheet
_FEW = (
    3  # figures of one economy out of range, and economies beside another's name, that have a cause of their own each
)


def check(content: Content, cutoff_year: int) -> Iterator[Problem]:
    """Every rule of this module over today's workbooks and the vintages."""
    names = content.economies()
    wrong = {(found.place.file, found.place.sheet) for found in content.problems if found.severity is Severity.ERROR}
    for book in (*content.books, *content.vintages):
        yield from islice(_ranges(book), layout.MAX_PROBLEMS + 1)
        for wide in book.wides.values():
            yield from islice(
                _sheet(wide, names, cutoff_year, (wide.file, wide.sheet) in wrong), layout.MAX_PROBLEMS + 1
            )
        if book.notes is not None:
            yield from _notes(
                book, {code for code, wide in book.wides.items() if (wide.file, wide.sheet) in wrong}, names
            )
    yield from _vanished(content)


def _ranges(book: IndicatorBook) -> Iterator[Problem]:
    for row, code, low, high in book.indicators.of("code", "minimum", "maximum"):
        if low > high:
            place = book.indicators.place(row, "minimum")
            yield problem("sheet-range-reversed", place, f"minimum {low:g}, maximum {high:g}")
            continue
        wide = book.wides.get(code)
        if wide is None or wide.values.size == 0:
            continue
        outside = (wide.values < low) | (wide.values > high)  # a bound that is NaN compares False
        bounds = {"minimum": _bound(low), "maximum": _bound(high), "row": row}
        for i, j, found in _together(wide, outside):
            yield problem("sheet-out-of-range", wide.place(i, j), found, **bounds)


def _together(wide: Wide, outside: np.ndarray) -> Iterator[tuple[int, int, str]]:
    """What is out of range, with its position: most of a sheet, most of a year and all of an economy at once, else each figure."""
    known, left = np.isfinite(wide.values), outside.copy()
    whole = ((0, 0, np.s_[:, :], "", _MANY, _MOST),)
    years = ((0, j, np.s_[:, j : j + 1], f" of {wide.years[j]}", _MANY, _MOST) for j in range(left.shape[1]))
    areas = ((i, 0, np.s_[i : i + 1, :], f" of {wide.areas[i]}", _FEW, 1.0) for i in range(left.shape[0]))
    for i, j, cells, words, least, share in chain(whole, years, areas) if left.any() else ():
        count, of = int(left[cells].sum()), int(known[cells].sum())
        if count >= least and count >= share * of:
            down, right = map(int, np.argwhere(left[cells])[0])
            yield (
                i + down,
                j + right,
                f"{count} of the {of} figures{words}, the first {_told(wide, i + down, j + right)}",
            )
            left[cells] = False
    for i, j in np.argwhere(left):
        yield int(i), int(j), _told(wide, int(i), int(j))


def _told(wide: Wide, i: int, j: int) -> str:
    return f"{shown(float(wide.values[i, j]))} ({wide.areas[i]}, {wide.years[j]})"


def _bound(value: float) -> str:
    return "any" if np.isnan(value) else f"{value:g}"


def _sheet(wide: Wide, names: Mapping[str, str], cutoff_year: int, wrong: bool) -> Iterator[Problem]:
    """Years and names of a data sheet; ``wrong``: it has errors already, which may be why it has no value."""
    if not wrong and not np.isfinite(wide.values).any():
        yield problem("sheet-empty", Place(wide.file, wide.sheet), "a sheet without a single value")
    for j in np.flatnonzero(wide.years > cutoff_year):
        yield problem("sheet-year-after-cutoff", wide.year_place(int(j)), str(wide.years[j]), cutoff=cutoff_year)
    mixed = _mixed(wide, names)
    if len(mixed) > _FEW:
        i = next(iter(mixed))
        found = f"{len(mixed)} codes stand beside the name of another economy, as {wide.areas[i]} beside {wide.names[i]!r}: a column was sorted or moved alone"  # fmt: skip
        yield problem(
            "sheet-economy-mismatch", wide.area_place(i, 2), found, code=wide.areas[i], name=names[wide.areas[i]]
        )
        return
    for i, (area, typed) in enumerate(zip(wide.areas, wide.names, strict=True)):
        if i in mixed:
            found = f"{area} beside {typed!r}, which is {mixed[i]}"
            yield problem("sheet-economy-mismatch", wide.area_place(i, 2), found, code=area, name=names[area])
        elif typed and area in names and typed != names[area]:
            yield problem("sheet-economy-name", wide.area_place(i, 2), repr(typed), name=names[area])


def _notes(book: IndicatorBook, wrong: set[str], names: Mapping[str, str]) -> Iterator[Problem]:
    """Notes against the values; not those on indicators whose sheets have errors (``wrong``), which may hold the value elsewhere."""
    assert book.notes is not None
    wrong = wrong | {code for code, wide in book.wides.items() if names and _misplaced(wide, names)}
    present: dict[str, dict[str, set[int]]] = {}
    for row, area, code, year, status in book.notes.of("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS"):
        if code in wrong or code not in book.wides or year is None or not area:
            continue
        if code not in present:
            present[code] = _years(book.wides[code])
        there = year in present[code].get(area, ())
        if not there and status not in (*MISSING, *EITHER):
            found = f"no value of {code} for {area} in {year}"
            yield problem("sheet-note-without-value", book.notes.place(row, "REF_AREA"), found)
        elif there and status in MISSING:
            found = f"OBS_STATUS {status}, and a value of {code} for {area} in {year}"
            yield problem("sheet-missing-value-status", book.notes.place(row, "OBS_STATUS"), found)


def _misplaced(wide: Wide, names: Mapping[str, str]) -> bool:
    """Whether figures of a sheet stand at codes that are unknown, or beside other economies' names."""
    return not names.keys() >= set(wide.areas) or len(_mixed(wide, names)) > _FEW


def _mixed(wide: Wide, names: Mapping[str, str]) -> dict[int, str]:
    """The rows whose name is that of another economy, with its code."""
    pairs = zip(wide.areas, wide.names, strict=True)
    others = [i for i, (area, typed) in enumerate(pairs) if typed and area in names and typed != names[area]]
    if not others:
        return {}
    by_plain = {nearest.plain(name): iso3 for iso3, name in reversed(list(names.items()))}
    found = {i: by_plain.get(nearest.plain(wide.names[i]), wide.areas[i]) for i in others}
    return {i: iso3 for i, iso3 in found.items() if iso3 != wide.areas[i]}


def _years(wide: Wide) -> dict[str, set[int]]:
    """The years with a value, by economy."""
    found: dict[str, set[int]] = {}
    years = wide.years
    for area, known in zip(wide.areas, np.isfinite(wide.values), strict=True):
        found.setdefault(area, set()).update(years[known].tolist())
    return found


def _with_values(wide: Wide) -> set[str]:
    """The economies with a value in any year."""
    known = np.isfinite(wide.values).any(axis=1)
    return {area for area, any_year in zip(wide.areas, known.tolist(), strict=True) if any_year}


def _vanished(content: Content) -> Iterator[Problem]:
    """Economies that the newest earlier release of an indicator had and today's sheet has not."""
    today = {code: wide for book in content.books for code, wide in book.wides.items()}
    newest = {
        code: wide for book in sorted(content.vintages, key=lambda b: b.file) for code, wide in book.wides.items()
    }
    for code, earlier in newest.items():
        if code not in today:
            continue
        gone = sorted(_with_values(earlier) - _with_values(today[code]))
        if gone:
            listed = ", ".join(gone[:12]) + (" ..." if len(gone) > 12 else "")
            release = earlier.file.rpartition("/")[2].removesuffix(".xlsx")
            place = Place(today[code].file, today[code].sheet)
            found = f"no value for {len(gone)} econom{'y' if len(gone) == 1 else 'ies'} that the release {release} had"
            yield problem("sheet-economy-vanished", place, found, vintage=release, economies=listed)
