"""Columns of a list that moved against their rows, and rows exchanged; ordinary work on a register is no slip."""

from __future__ import annotations

import random

import pytest

from pipeline.differences.cells import keyed
from pipeline.differences.lists import list_slips
from pipeline.sheets.read import Value, sheets_of
from tests.differences.books import Rows, book

KEY = ("iso3", "area")
HEADER = [*KEY, "state", "adopted", "documents"]
STATES = ["law", "draft", "none"]


def register() -> Rows:
    rng = random.Random(4)
    rows: Rows = []
    for number in range(30):
        day = f"20{rng.randrange(10, 25)}-0{rng.randrange(1, 9)}-1{number % 10}"
        rows.append(
            [f"E{number // 2:02}", "privacy" if number % 2 else "crime", rng.choice(STATES), day, rng.randrange(40)]
        )
    return rows


def codes(rows: Rows) -> list[tuple[str, str]]:
    before, after = (
        keyed(sheets_of("a.xlsx", book({"Laws": [HEADER, *state]}))["Laws"], KEY) for state in (register(), rows)
    )
    return [(one.code, one.found) for one in list_slips(before, after, KEY)]


def column(at: int, change: object) -> Rows:
    rows = register()
    values = change([row[at] for row in rows])  # type: ignore[operator]
    return [[*row[:at], value, *row[at + 1 :]] for row, value in zip(rows, values, strict=True)]


def exchanged(one: int, other: int) -> Rows:
    rows = register()
    rows[one][2:], rows[other][2:] = rows[other][2:], rows[one][2:]
    return rows


def key(value: Value) -> tuple[bool, object]:
    return isinstance(value, str), value


SLIPS = [
    ("a day down", column(3, lambda v: [v[0], *v[:-1]]), "diff-block-shifted", "1 row(s) lower"),
    ("a state up two, the end blank", column(2, lambda v: [*v[:8], *v[10:], None, None]), "diff-block-shifted", "2 row(s) higher"),
    ("a stretch of days down", column(3, lambda v: [*v[:9], None, *v[9:14], *v[15:]]), "diff-block-shifted", "1 row(s) lower"),
    ("days sorted", column(3, sorted), "diff-column-sorted", "adopted is sorted"),
    ("numbers sorted down", column(4, lambda v: sorted(v, reverse=True)), "diff-column-sorted", "documents is sorted"),
    ("states sorted", column(2, sorted), "diff-column-sorted", "state is sorted"),
    ("days turned round", column(3, lambda v: v[::-1]), "diff-column-reordered", "in other rows"),
    ("rows of two economies", exchanged(2, 12), "diff-lines-exchanged", "E01 and E06"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "says"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_a_slip_has_its_name(rows: Rows, code: str, says: str) -> None:
    ((found, words),) = codes(rows)
    assert found == code and says in words


def test_ordinary_work_is_no_slip() -> None:
    rng = random.Random(5)
    revised = [[*row[:2], rng.choice(STATES), *row[3:]] for row in register()]
    renewed = column(3, lambda v: ["2026-11-01" for _ in v])
    more = [["E00", "other", "law", "2020-01-01", 3], *register(), ["ZZZ", "privacy", "none", "2021-02-02", 0]]
    again = sorted(register(), key=lambda row: str(row[3]))
    two = register()
    two[3][2], two[9][2] = two[9][2], two[3][2]
    for rows in (register(), revised, renewed, more, again, two):
        assert codes(rows) == []
