"""Figures of files put into a workbook: what changes, what the source took back, what it no longer has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.statuses import EITHER, MISSING, NORMAL, OBS_STATUS
from pipeline.problems import Problem, Severity
from pipeline.sheets import write
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.observed import Blank, Observed

_MOST = 0.5  # share of the values of its years that files must have for the others to be told
_SHOWN = 12


@dataclass(frozen=True)
class Change:
    """A cell that held another value before the import."""

    indicator: str
    area: str
    year: int
    before: float
    after: float


@dataclass(frozen=True)
class Withdrawn:
    """A cell whose value the source took back, and what it says."""

    indicator: str
    area: str
    year: int
    before: float
    reason: str


def merge(
    book: write.IndicatorBook,
    metadata: Mapping[str, Mapping[str, object]],
    rows: Sequence[Observed],
    extra_notes: Sequence[write.Note],
    whole: bool,
) -> tuple[write.IndicatorBook, tuple[Change, ...], dict[str, int]]:
    """The workbook with the rows in it, every value that changed, and how many are gone by indicator.

    A note goes with the value that it was about; with ``whole`` all values and notes of the series of the rows go.
    """
    series = {code: dict(values) for code, values in book.series.items()}
    notes = {(n.indicator, n.area, n.year): n for n in book.notes}
    dropped: dict[str, int] = {}
    if whole:
        kept = {(row.indicator, row.area, row.year) for row in rows}
        for code in dict.fromkeys(row.indicator for row in rows):
            gone = [cell for cell in series.get(code, {}) if (code, *cell) not in kept]
            for cell in gone:
                del series[code][cell]
            if gone:
                dropped[code] = len(gone)
        notes = {at: note for at, note in notes.items() if at[0] not in {code for code, _, _ in kept}}
    replaced = []
    sources: dict[str, set[str]] = {}
    for row in rows:
        sources.setdefault(row.indicator, set()).add(row.source)
    for row in rows:
        key = (row.indicator, row.area, row.year)
        values = series.setdefault(row.indicator, {})
        before = values.get((row.area, row.year))
        changed = before is not None and before != row.value
        if before is not None and changed:
            replaced.append(Change(*key, before, row.value))
        values[row.area, row.year] = row.value
        note = _note_of(row, metadata[row.indicator], len(sources[row.indicator]) > 1)
        if note:
            notes[key] = note
        elif changed:
            notes.pop(key, None)
    notes.update({(n.indicator, n.area, n.year): n for n in extra_notes})
    merged = replace(book, indicators=tuple(metadata.values()), series=series, notes=tuple(notes.values()))
    return merged, tuple(replaced), dropped


def withdraw(
    book: write.IndicatorBook, rows: Sequence[Observed], blanks: Sequence[Blank], problems: list[Problem]
) -> tuple[write.IndicatorBook, tuple[Withdrawn, ...]]:
    """The workbook after the blank cells of the files, and the values that they take away.

    A value goes where the source says why, and its reason goes to Notes (OBS_STATUS O where it gives no code); one whose
    cell is blank without a word stays. Both are warnings. A reason for a cell that never had a value is kept too.
    """
    series = {code: dict(values) for code, values in book.series.items()}
    notes = {(n.indicator, n.area, n.year): n for n in book.notes}
    given = {(row.indicator, row.area, row.year) for row in rows}
    withdrawn: list[Withdrawn] = []
    for blank in blanks:
        key = (blank.indicator, blank.area, blank.year)
        if key in given or blank.indicator not in series:
            continue
        before = series[blank.indicator].get((blank.area, blank.year))
        status = blank.status if blank.status in (*MISSING, *EITHER) else "O"
        reason = blank.note or OBS_STATUS[status]
        if before is not None:
            done = (
                f"taken out, the reason goes to Notes: {reason}"
                if blank.says_why
                else "kept, for the file does not say why"
            )
            found = (
                f"{blank.indicator} {blank.area} {blank.year}: {before!r} is in the workbook, blank in the file; {done}"
            )
            allowed, remedy = (
                "the same cells filled as before",
                "look whether the source withdrew it; clear or restore the cell",
            )
            problems.append(fault("import-withdrawn", blank.place, found, allowed, remedy, Severity.WARNING))
        if blank.says_why:
            notes[key] = write.Note(blank.area, blank.indicator, blank.year, status, blank.note)
            if before is not None:
                del series[blank.indicator][blank.area, blank.year]
                withdrawn.append(Withdrawn(*key, before, reason))
    return replace(book, series=series, notes=tuple(notes.values())), tuple(withdrawn)


def absent(book: write.IndicatorBook, rows: Sequence[Observed], blanks: Sequence[Blank]) -> Iterator[Problem]:
    """A notice of the values that a workbook has, and files of the same series and years do not: they may be withdrawn.

    Only where the files have most of the values of those years: a file of a few economies says nothing of the others.
    """
    told = {(row.indicator, row.area, row.year) for row in rows}
    told |= {(blank.indicator, blank.area, blank.year) for blank in blanks}
    places = {row.indicator: row.place for row in rows}
    covered: dict[str, set[int]] = {}
    for row in rows:
        covered.setdefault(row.indicator, set()).add(row.year)
    for code, years in covered.items():
        there = {cell: value for cell, value in book.series.get(code, {}).items() if cell[1] in years}
        gone = {cell: value for cell, value in there.items() if (code, *cell) not in told}
        if not gone or len(gone) > _MOST * len(there):
            continue
        shown = ", ".join(f"{area} {year} ({value!r})" for (area, year), value in sorted(gone.items())[:_SHOWN])
        more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
        found = f"{code}: {len(gone)} values of the workbook are not in the file, and are kept: {shown}{more}"
        remedy = "look whether the source withdrew them; clear them, or import with --whole-series"
        yield notice("import-not-in-file", places[code], found, "the same cells as before", remedy)


def _note_of(row: Observed, metadata: Mapping[str, object], own_sources: bool) -> write.Note | None:
    """A Notes row where there is a status other than A, a remark, or a source that the indicator's metadata do not name.

    ``own_sources``: the rows of the indicator name several sources, so that each is told.
    """
    named = f"{metadata.get('citation') or ''} {metadata.get('url') or ''} {metadata.get('source') or ''}"
    bare = row.url.removeprefix("github:")
    other = bool(bare) and bool(metadata.get("citation")) and bare not in named
    own = own_sources and bool(row.source) and row.source not in named
    override = (f"{row.source} ({row.url})" if row.url else row.source) if other or own else ""
    if row.status == NORMAL and not row.note and not override:
        return None
    return write.Note(row.area, row.indicator, row.year, row.status, row.note, override)
