"""What an import did or would do, as lines: every kind of change counted, with examples, or all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.problems import Problem, Severity
from pipeline.sheets import write
from pipeline.sheets.merging import Change, Described, Differences, Remarked, Withdrawn

_EXAMPLES = 5  # of cells that are filled
_LISTED = 40  # cells that are changed or cleared
_LENGTH = 60


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or with ``dry`` would do. ``written`` is False where it did not: the workbook is then as it was.

    ``cells`` counts the values taken from the files, ``added`` names indicators new to the workbook, ``changes`` are all cells
    that are filled, changed or cleared, ``accessed`` is the day of access that was noted (blank: none), ``left_out``
    counts rows passed over by reason, ``problems`` holds errors, warnings and notices, ``dropped`` counts by indicator
    the values of before that the files do not have, where series are replaced whole; ``withdrawn`` are values of before
    that the files blank with a reason.
    """

    workbook: Path
    written: bool
    added: tuple[str, ...]
    cells: int
    changes: Differences
    left_out: Mapping[str, int]
    problems: tuple[Problem, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)
    withdrawn: tuple[Withdrawn, ...] = ()
    accessed: str = ""
    dry: bool = False

    @property
    def replaced(self) -> tuple[Change, ...]:
        """Every value that another one took the place of."""
        return tuple(one for one in self.changes.figures if one.before is not None and one.after is not None)

    @property
    def refused(self) -> bool:
        """Whether an error stopped it."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def lines(self) -> list[str]:
        """What was done, as lines for a terminal: counts with examples; all of it where nothing is written yet."""
        name = self.workbook.name
        if self.refused:
            errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
            return [f"Nothing was written to {name}: {errors} rows, cells or files have errors."]
        lines = [f"  new indicator {code}" for code in self.added]
        lines += changes_told(self.changes, whole=self.dry)
        lines += [f"  {w.indicator} {w.area} {w.year}: {w.before!r} was withdrawn: {w.reason}" for w in self.withdrawn]
        lines += [f"  {code}: {count} values of before are not in the files" for code, count in self.dropped.items()]
        lines += [f"  day of access: {self.accessed} (--accessed DAY says another)"] if self.accessed else []
        left = [f"  left out, {reason}: {count} rows" for reason, count in self.left_out.items()]
        if not (self.written or self.dry):
            return [f"{name}: {self.cells} values from the files, all as they were; nothing was written.", *left]
        counts = Counter(
            "filled" if one.before is None else "cleared" if one.after is None else "changed"
            for one in self.changes.figures
        )
        summary = ", ".join(f"{counts[what]} cells {what}" for what in ("filled", "changed", "cleared"))
        same = self.cells - counts["filled"] - counts["changed"]
        first = f"{name}: {self.cells} values from the files: {summary}, {same} as they were."
        return [f"Nothing was written (--dry-run). {first}" if self.dry else first, *lines, *left]


def changes_told(changes: Differences, whole: bool) -> list[str]:
    """Lines about figures, then Indicators, then Notes; with ``whole`` none is left out."""
    return [*_figures(changes.figures, whole), *_metadata(changes.metadata, whole), *_notes(changes.notes, whole)]


def _figures(figures: Sequence[Change], whole: bool) -> Iterator[str]:
    filled: dict[str, list[str]] = {}
    others: list[str] = []
    for one in figures:
        at = f"{one.area} {one.year}"
        if one.before is None:
            filled.setdefault(one.indicator, []).append(f"{at} = {one.after!r}")
        elif one.after is None:
            others.append(f"  {one.indicator} {at}: {one.before!r} was cleared")
        else:
            others.append(f"  {one.indicator} {at}: {one.before!r} became {one.after!r}")
    for code, cells in filled.items():
        yield f"  {code}: {len(cells)} cells filled: {_some(cells, len(cells) if whole else _EXAMPLES, ', ')}"
    yield from _lines(others, whole, "cells of figures")


def _metadata(cells: Sequence[Described], whole: bool) -> Iterator[str]:
    filled: dict[str, list[str]] = {}
    others: list[str] = []
    for one in cells:
        if one.before in (None, ""):
            filled.setdefault(one.indicator, []).append(f"{one.header} = {_short(one.after)}" if whole else one.header)
        elif one.after in (None, ""):
            others.append(f"  Indicators, {one.indicator}, {one.header}: {_short(one.before)} was cleared")
        else:
            others.append(
                f"  Indicators, {one.indicator}, {one.header}: {_short(one.before)} became {_short(one.after)}"
            )
    for code, headers in filled.items():
        yield f"  Indicators, {code}: {len(headers)} cells filled: {', '.join(headers)}"
    yield from _lines(others, whole, "cells of Indicators")


def _notes(notes: Sequence[Remarked], whole: bool) -> Iterator[str]:
    added = [_note(one.after) for one in notes if one.before is None and one.after]
    if added:
        yield f"  Notes: {len(added)} rows added: {_some(added, len(added) if whole else _EXAMPLES, '; ')}"
    others = [
        f"  Notes: {_note(one.before)} {f'became {_note(one.after)}' if one.after else 'was taken out'}"
        for one in notes
        if one.before
    ]
    yield from _lines(others, whole, "rows of Notes")


def _lines(lines: Sequence[str], whole: bool, what: str) -> Iterator[str]:
    shown = len(lines) if whole else _LISTED
    yield from lines[:shown]
    if len(lines) > shown:
        yield f"  and {len(lines) - shown} more {what} (--dry-run lists all before anything is written)"


def _some(texts: Sequence[str], shown: int, between: str) -> str:
    more = f"{between}and {len(texts) - shown} more" if len(texts) > shown else ""
    return between.join(texts[:shown]) + more


def _note(note: write.Note | None) -> str:
    if note is None:
        return ""
    words = " ".join(filter(None, (note.status, note.note, note.source_override)))
    return f"{note.indicator} {note.area} {note.year} {_short(words)}"


def _short(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= _LENGTH else text[: _LENGTH - 3] + "...")
