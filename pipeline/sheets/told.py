"""What an import changes, as lines: every kind counted, with examples, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.sheets import write
from pipeline.sheets.merging import Change, Described, Differences, Remarked

_EXAMPLES = 5  # of cells that are filled
_LISTED = 40  # cells that are changed or cleared
_LENGTH = 60


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
