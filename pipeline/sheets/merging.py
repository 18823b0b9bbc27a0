"""Figures of files put into a workbook: what changes, what the source took back, what it no longer has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.statuses import EITHER, MISSING, NORMAL, OBS_STATUS
from pipeline.problems import Problem, Severity, first_of
from pipeline.sheets import write
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.observed import Blank, Observed

_MOST = 0.5  # share of the values of its years that files must have for the others to be told
_SHOWN = 12


@dataclass(frozen=True)
class Change:
    """A cell of a data sheet that an import fills (``before`` is None), changes or clears (``after`` is None)."""

    indicator: str
    area: str
    year: int
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Described:
    """A cell of Indicators that an import fills, changes or clears."""

    indicator: str
    header: str
    before: object
    after: object


@dataclass(frozen=True)
class Remarked:
    """A row of Notes that an import adds (``before`` is None), changes or takes out (``after`` is None).

    ``number`` counts the rows of Notes about one observation, from 0: which of them it is.
    """

    before: write.Note | None
    after: write.Note | None
    number: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        """Indicator, economy and year."""
        note = self.after or self.before
        return (note.indicator, note.area, note.year) if note else ("", "", 0)


@dataclass(frozen=True)
class Withdrawn:
    """A cell whose value the source took back, and what it says."""

    indicator: str
    area: str
    year: int
    before: float
    reason: str


@dataclass(frozen=True)
class Differences:
    """All that an import would change in a workbook, sheet by sheet."""

    figures: tuple[Change, ...] = ()
    metadata: tuple[Described, ...] = ()
    notes: tuple[Remarked, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.metadata or self.notes)


def differences(before: write.IndicatorBook, after: write.IndicatorBook) -> Differences:
    """What is not the same in two states of a workbook, in the order of the second."""
    figures: list[Change] = []
    for code, values in after.series.items():
        old = before.series.get(code, {})
        for cell in sorted({*old, *values}):
            if old.get(cell) != values.get(cell):
                figures.append(Change(code, *cell, old.get(cell), values.get(cell)))
    rows = {str(row["code"]): row for row in before.indicators}
    metadata: list[Described] = []
    for row in after.indicators:
        code = str(row["code"])
        known = rows.get(code, {})
        for header, value in row.items():
            was = known.get(header)
            if not (_same(was, value)):
                metadata.append(Described(code, header, was, value))
    return Differences(tuple(figures), tuple(metadata), tuple(_remarks(before.notes, after.notes)))


def _same(one: object, other: object) -> bool:
    return one == other or (one in (None, "") and other in (None, ""))


def _remarks(before: Sequence[write.Note], after: Sequence[write.Note]) -> Iterator[Remarked]:
    old, new = _by_key(before), _by_key(after)
    for key in dict.fromkeys([*new, *old]):
        were, are = old.get(key, []), new.get(key, [])
        left = [(number, note) for number, note in enumerate(were) if note not in are]
        added = [note for note in are if note not in were]
        for number, note in enumerate(added):
            yield Remarked(left[number][1], note, left[number][0]) if number < len(left) else Remarked(None, note)
        for number, note in left[len(added) :]:
            yield Remarked(note, None, number)


def _by_key(notes: Iterable[write.Note]) -> dict[tuple[str, str, int], list[write.Note]]:
    found: dict[tuple[str, str, int], list[write.Note]] = {}
    for note in notes:
        found.setdefault((note.indicator, note.area, note.year), []).append(note)
    return found


def merge(
    book: write.IndicatorBook, metadata: Mapping[str, Mapping[str, object]], rows: Sequence[Observed], whole: bool
) -> tuple[write.IndicatorBook, dict[str, int]]:
    """The workbook with the rows in it, and how many values are gone by indicator.

    A note goes with the value that it was about, and one that says why there is none goes where there is one; the status or remark that a file gives of an observation takes the place
    of the notes about it. With ``whole`` all values and notes of the series of the rows go.
    """
    series = {code: dict(values) for code, values in book.series.items()}
    notes = _by_key(book.notes)
    dropped: dict[str, int] = {}
    if whole:
        kept = {(row.indicator, row.area, row.year) for row in rows}
        for code in dict.fromkeys(row.indicator for row in rows):
            gone = [cell for cell in series.get(code, {}) if (code, *cell) not in kept]
            for cell in gone:
                del series[code][cell]
            if gone:
                dropped[code] = len(gone)
        replaced = {code for code, _, _ in kept}
        notes = {at: found for at, found in notes.items() if at[0] not in replaced}
    sources: dict[str, set[str]] = {}
    for row in rows:
        sources.setdefault(row.indicator, set()).add(row.source)
    for row in rows:
        key = (row.indicator, row.area, row.year)
        values = series.setdefault(row.indicator, {})
        before = values.get((row.area, row.year))
        values[row.area, row.year] = row.value
        note = _note_of(row, metadata[row.indicator], len(sources[row.indicator]) > 1)
        if note:
            notes[key] = _instead(notes.get(key, []), note)
        elif before != row.value and key in notes:  # what was said of another figure, or of none
            notes[key] = [one for one in notes[key] if before is None and one.status not in MISSING]
    return replace(book, indicators=tuple(metadata.values()), series=series, notes=_flat(notes)), dropped


def _instead(notes: Sequence[write.Note], note: write.Note) -> list[write.Note]:
    """The notes about an observation after a file has given one: as they are where it is among them."""
    return list(notes) if note in notes else [note]


def _flat(notes: Mapping[tuple[str, str, int], Sequence[write.Note]]) -> tuple[write.Note, ...]:
    return tuple(note for found in notes.values() for note in found)


def withdraw(
    book: write.IndicatorBook, rows: Sequence[Observed], blanks: Sequence[Blank], problems: list[Problem]
) -> tuple[write.IndicatorBook, tuple[Withdrawn, ...]]:
    """The workbook after the blank cells of the files, and the values that they take away.

    A value goes where the source says why, and its reason goes to Notes (OBS_STATUS O where it gives no code); one whose
    cell is blank without a word stays. Both are warnings. A reason for a cell that never had a value is kept too.
    """
    series = {code: dict(values) for code, values in book.series.items()}
    notes = _by_key(book.notes)
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
            notes[key] = _instead(
                notes.get(key, []), write.Note(blank.area, blank.indicator, blank.year, status, blank.note)
            )
            if before is not None:
                del series[blank.indicator][blank.area, blank.year]
                withdrawn.append(Withdrawn(*key, before, reason))
    return replace(book, series=series, notes=_flat(notes)), tuple(withdrawn)


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
        shown = first_of([f"{area} {year} ({value!r})" for (area, year), value in sorted(gone.items())], _SHOWN)
        found = f"{code}: {len(gone)} values of the workbook are not in the file, and are kept: {shown}"
        remedy = "look whether the source withdrew them; clear them, or import with --whole-series"
        yield notice("import-not-in-file", places[code], found, "the same cells as before", remedy)


def unnamed_sources(rows: Sequence[Observed], metadata: Mapping[str, Mapping[str, object]]) -> Iterator[Problem]:
    """A notice for each indicator whose one source in the files is not the one that its metadata name."""
    by_code: dict[str, dict[tuple[str, str], Observed]] = {}
    for row in rows:
        by_code.setdefault(row.indicator, {}).setdefault((row.source, row.url), row)
    for code, sources in by_code.items():
        (source, url), first = next(iter(sources.items()))
        named = _named(metadata[code])
        if len(sources) > 1 or not named.strip() or not (source or url):
            continue
        if source not in named or not (url.removeprefix("github:") in named or repository_url(url) in named):
            found = f"{code}: the file names the source {' '.join(filter(None, (source, url)))!r}, which Indicators does not"
            allowed = "the source of the figures in source, citation and url of Indicators"
            remedy = "look at source, citation and url; nothing, if they mean the same"
            yield notice("import-source-not-named", first.place, found, allowed, remedy)


def _named(metadata: Mapping[str, object]) -> str:
    return f"{metadata.get('citation') or ''} {metadata.get('url') or ''} {metadata.get('source') or ''}"


def _note_of(row: Observed, metadata: Mapping[str, object], own_sources: bool) -> write.Note | None:
    """A Notes row where there is a status other than A or a remark.

    With ``own_sources`` the rows of the indicator name several sources, so that each is told that the metadata do not name.
    """
    named = _named(metadata)
    bare = row.url.removeprefix("github:")
    other = row.source not in named or (bool(metadata.get("citation")) and bare not in named)
    override = (f"{row.source} ({row.url})" if row.url else row.source) if own_sources and other else ""
    if row.status == NORMAL and not row.note and not override:
        return None
    return write.Note(row.area, row.indicator, row.year, row.status, row.note, override)


def repository_url(text: str) -> str:
    """The address of a place written as ``github:owner/name@commit``; any other text as it is."""
    match = re.fullmatch(r"github:([\w.-]+/[\w.-]+)(?:@\w+)?", text)
    return f"https://github.com/{match[1]}" if match else text
