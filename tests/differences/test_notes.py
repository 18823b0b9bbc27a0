"""Notes against the baseline: without their value, away from it, without one, changed or lost together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.differences.notes import note_slips
from pipeline.explaining.changes import SLIPS
from pipeline.sheets.read import sheets_of
from tests.differences.books import Rows, book

YEARS = [2019, 2020, 2021, 2022]
AREAS = ["AUT", "BEL", "CHE", "DEU", "ESP", "FRA"]


def state() -> dict[str, Rows]:
    figures: Rows = [["REF_AREA", "Economy", *YEARS]]
    figures += [[area, area, *(round(20 + 3.7 * n + year, 1) for year in range(4))] for n, area in enumerate(AREAS)]
    figures[1][5] = None
    notes: Rows = [["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note"]]
    notes += [[area, "USE", year, "E", f"survey of {area} in {year}"] for area in AREAS[:4] for year in YEARS[:3]]
    return {"Indicators": [["code", "name"], ["USE", "Use"]], "USE": figures, "Notes": notes}


def value_deleted(sheets: dict[str, Rows]) -> None:
    sheets["USE"][2][3] = None


def note_moved(sheets: dict[str, Rows]) -> None:
    sheets["Notes"][4][0] = "FRA"


def note_to_a_blank(sheets: dict[str, Rows]) -> None:
    sheets["Notes"].append(["AUT", "USE", 2022, "P", "provisional"])


def flags_changed(sheets: dict[str, Rows]) -> None:
    for row in sheets["Notes"][1:]:
        row[3] = "P"


def notes_deleted(sheets: dict[str, Rows]) -> None:
    del sheets["Notes"][2:]


ROWS: list[tuple[Callable[[dict[str, Rows]], None], str, str, str]] = [
    (value_deleted, "diff-note-left", "A6", "the value of BEL USE 2020 is gone"),
    (note_moved, "diff-note-moved", "A5", "the note of BEL USE 2019 stands at FRA USE 2019"),
    (note_to_a_blank, "diff-note-alone", "A14", "no value of AUT USE 2022"),
    (flags_changed, "diff-flags-changed", "D2", "12 figures of USE went from OBS_STATUS E to P"),
    (notes_deleted, "diff-notes-gone", "A1", "11 notes on figures of USE are gone"),
]


@pytest.mark.parametrize(("change", "code", "cell", "says"), ROWS, ids=[row[1] for row in ROWS])
def test_each_slip_at_its_note(change: Callable[[dict[str, Rows]], None], code: str, cell: str, says: str) -> None:
    after = state()
    change(after)
    found = list(note_slips(sheets_of("a.xlsx", book(state())), sheets_of("a.xlsx", book(after))))
    assert [(one.code, one.place.sheet, one.place.cell) for one in found] == [(code, "Notes", cell)]
    assert says in found[0].found and code in SLIPS


def value_and_note_deleted(sheets: dict[str, Rows]) -> None:
    value_deleted(sheets)
    del sheets["Notes"][5]


def missing_value_said(sheets: dict[str, Rows]) -> None:
    sheets["Notes"].append(["AUT", "USE", 2022, "M", "not collected"])


def some_notes_revised(sheets: dict[str, Rows]) -> None:
    for row in sheets["Notes"][1:8]:
        row[3] = "A"
    del sheets["Notes"][9:12]


@pytest.mark.parametrize(
    "change", [value_and_note_deleted, missing_value_said, some_notes_revised, lambda sheets: None]
)
def test_ordinary_work_is_no_slip(change: Callable[[dict[str, Rows]], None]) -> None:
    after = state()
    change(after)
    assert not list(note_slips(sheets_of("a.xlsx", book(state())), sheets_of("a.xlsx", book(after))))
