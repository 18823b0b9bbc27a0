"""Notes against the baseline: a note without its value, away from it, or come without one; flags changed or lost together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.differences.cells import Keyed, keyed, shown
from pipeline.model.statuses import EITHER, MISSING
from pipeline.problems import Place
from pipeline.sheets import layout
from pipeline.sheets.read import Sheet

OF_VALUES = ("diff-note-left", "diff-note-alone", "diff-note-moved")  # what a slip in the figures does to their notes
MANY = 10  # notes of one indicator that change or go together
Key = tuple[str, str, str]  # economy, indicator, year


@dataclass(frozen=True)
class NoteSlip:
    """One slip: a code of ``baseline``, its cell, what was found, what was there before, and the indicator of its figures."""

    code: str
    place: Place
    found: str
    before: str = ""
    series: str = ""


@dataclass(frozen=True)
class _Note:
    status: str
    text: str
    row: int


class _State:
    """The notes and the figures of one state of a workbook."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.sheets = sheets
        self.notes: dict[Key, list[_Note]] = defaultdict(list)
        table = (
            keyed(sheets[layout.NOTES], ("REF_AREA", "INDICATOR", "TIME_PERIOD")) if layout.NOTES in sheets else None
        )
        for number, row in table.rows.values() if table else ():
            key = tuple(shown(row.get(name, "")) for name in ("REF_AREA", "INDICATOR", "TIME_PERIOD"))
            note = _Note(shown(row.get("OBS_STATUS", "")), shown(row.get("note", "")), number)
            self.notes[key[0], key[1], key[2]].append(note)
        self._figures: dict[str, Keyed | None] = {}

    def value(self, key: Key) -> str | None:
        """The figure that a note is about: blank where there is none, None where there is no such sheet, or its headers are gone."""
        area, code, year = key
        if code not in self._figures:
            read = keyed(self.sheets[code], (layout.AREA_HEADER,)) if code in self.sheets else None
            self._figures[code] = read if read and read.figures and layout.AREA_HEADER in read.columns else None
        table = self._figures[code]
        if table is None:
            return None
        return shown(table.rows[area,][1].get(year, "")) if (area,) in table.rows else ""

    def has_row(self, key: Key) -> bool:
        """Whether the economy of a note has a row; a row that is gone, or has another code, is told by the rules of sheets."""
        table = self._figures.get(key[1])
        return table is not None and (key[0],) in table.rows

    def place(self, note: _Note, column: int = 1) -> Place:
        """The cell of a note."""
        return self.sheets[layout.NOTES].place(note.row, column)


def note_slips(before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Iterator[NoteSlip]:
    """The slips between two states of a workbook's sheets, by sheet and name."""
    if layout.NOTES not in before or layout.NOTES not in after:
        return
    old, new = _State(before), _State(after)
    came = {key: notes for key, notes in new.notes.items() if key not in old.notes}
    went = {key: notes for key, notes in old.notes.items() if key not in new.notes}
    moved: set[Key] = set()
    for key, (note, *_) in came.items():
        source = next((one for one, (was, *_) in went.items() if one[1] == key[1] and one not in moved and _said(was) == _said(note) and note.text and new.value(one)), None)  # fmt: skip
        if source is not None:
            moved |= {source, key}
            found = f"the note of {_words(source)} stands at {_words(key)}"
            yield NoteSlip("diff-note-moved", new.place(note), found, _words(source), key[1])
        elif new.value(key) == "" and note.status not in (*MISSING, *EITHER):
            found = f"no value of {_words(key)}, and no note before"
            yield NoteSlip("diff-note-alone", new.place(note), found, series=key[1])
    for key, (note, *_) in new.notes.items():
        if (
            key in old.notes
            and new.value(key) == ""
            and new.has_row(key)
            and old.value(key)
            and note.status not in (*MISSING, *EITHER)
        ):
            found = f"the value of {_words(key)} is gone, its note ({note.status}) stayed"
            yield NoteSlip("diff-note-left", new.place(note), found, old.value(key) or "", key[1])
    yield from _together(old, new, [key for key in went if key not in moved and new.value(key)])


def _together(old: _State, new: _State, gone: list[Key]) -> Iterator[NoteSlip]:
    """Many notes of one indicator that changed in the same way, or went while their figures stay."""
    changes: dict[tuple[str, str, str], list[_Note]] = defaultdict(list)
    for key, (note, *_) in new.notes.items():
        was = old.notes[key][0].status if key in old.notes else ""
        if was and was != note.status and new.value(key) == old.value(key):
            changes[key[1], was, note.status].append(note)
    for (code, was, now), notes in changes.items():
        if len(notes) >= MANY:
            found = f"{len(notes)} figures of {code} went from OBS_STATUS {was} to {now}, and are the same"
            yield NoteSlip("diff-flags-changed", new.place(notes[0], 4), found)
    for code, count in Counter(key[1] for key in gone).items():
        if count >= MANY:
            yield NoteSlip("diff-notes-gone", new.sheets[layout.NOTES].place(1, 1), f"{count} notes on figures of {code} are gone, the figures stay")  # fmt: skip


def _said(note: _Note) -> tuple[str, str]:
    return note.status, note.text


def _words(key: Key) -> str:
    area, code, year = key
    return f"{area} {code} {year}"
