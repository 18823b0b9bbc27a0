"""Where the table of a sheet stands: one cause, one message, before every cell of a table that lies elsewhere is a problem.

An inserted column, a deleted header or a turned table makes each row wrong; what is told is the cause, and the sheet is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.problems import Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.read import Sheet
from pipeline.sheets.tables import as_text

ROWS, COLUMNS = 30, 20  # in which a header that has moved is looked for
_CODE = re.compile(r"[A-Z]{3}")
_YEAR = re.compile(r"(19|20)\d\d")
_FEW = 3  # headers of one kind that have a cause of their own each
_MANY = 12  # cells of one kind from which they have one cause
_TEXTS = ("sheet-decimal-comma", "sheet-number-as-text")
_HEADERS = ("sheet-header-not-year", "sheet-date-for-year", "sheet-duplicate-year")


def wide_fault(sheet: Sheet) -> Problem | None:
    """What keeps a data sheet from being read: its table moved, turned, without header or with exchanged columns; None: nothing."""
    wanted = [layout.AREA_HEADER, layout.NAME_HEADER]
    top = _top(sheet, wanted)
    first = [as_text(value) for value in sheet.rows[top - 1]] if sheet.rows else []
    below = as_text(sheet.rows[top][0]) if len(sheet.rows) > top and sheet.rows[top] else ""
    if first[:2] == wanted:
        return None
    if first[:2] == wanted[::-1]:
        return problem(
            "sheet-columns-exchanged", sheet.place(top, 1), f"{wanted[1]} in A{top} and {wanted[0]} in B{top}"
        )
    if first[:1] == wanted[:1] and below == wanted[1] and any(map(_CODE.fullmatch, first[1:])):
        found = f"economies along row {top} ({', '.join(first[1:4])}), years down column A"
        return problem("sheet-transposed", sheet.place(top, 1), found, down="economies", across="years")
    moved = _moved(sheet, wanted, 2)
    if moved is not None:
        return moved
    if first[:1] == wanted[1:]:
        return problem(
            "sheet-header", sheet.place(top, 1), f"no column {wanted[0]}: row {top} begins with {wanted[1]!r}"
        )
    if first[:1] == wanted[:1] and (len(first) < 2 or _YEAR.fullmatch(first[1])):
        return problem("sheet-header", sheet.place(top, 2), f"no column {wanted[1]}: beside {wanted[0]} stands {(first[1:2] or [''])[0]!r}")  # fmt: skip
    if first and _CODE.fullmatch(first[0]) and not any(map(_YEAR.fullmatch, first[2:])):
        found = f"row {top} is that of {first[0]}: there is no row of headers"
        return problem("sheet-header-gone", sheet.place(top, 1), found, headers=f"{', '.join(wanted)} and the years")
    return None  # told by the parser, which reads on


def _top(sheet: Sheet, wanted: Sequence[str]) -> int:
    """The row where the table of a data sheet begins, below a caption too: that of its headers, or of the first economy."""
    for number, row in enumerate(sheet.rows[: layout.MOST_CAPTION + 1], start=1):
        texts = [as_text(value) for value in row[:2]]
        figures = any(isinstance(value, float) for value in row[2:])
        if set(texts) & set(wanted) or (texts and _CODE.fullmatch(texts[0]) and figures):
            return number
    return 1


def long_fault(sheet: Sheet, columns: Sequence[layout.Column]) -> Problem | None:
    """What keeps a long sheet from being read: its header in another row, turned, or not there; None: nothing."""
    known = [column.header for column in columns]
    least = (len(known) + 1) // 2
    if not sheet.rows or _count(map(as_text, sheet.rows[0]), known) >= min(least, 3):
        return None
    moved = _moved(sheet, known, least)
    if moved is not None:
        return moved
    if _count((as_text(row[0]) for row in sheet.rows[: len(known) + 1]), known) >= least:
        found = "the headers stand below one another in column A"
        return problem("sheet-transposed", sheet.place(1, 1), found, down="rows", across="headers")
    text = ", ".join(repr(as_text(value)) for value in sheet.rows[0][:3])
    there = _count(map(as_text, sheet.rows[0]), known)
    found = f"row 1 holds {there} of the {len(known)} headers; it begins with {text}"
    return problem("sheet-header-gone", sheet.place(1, 1), found, headers=", ".join(known))


def _moved(sheet: Sheet, wanted: Sequence[str], least: int) -> Problem | None:
    """The problem of a header that stands in another row or column than the first."""
    for number, row in enumerate(sheet.rows[:ROWS], 1):
        texts = [as_text(value) for value in row[: COLUMNS + len(wanted)]]
        column = next((at for at, text in enumerate(texts, 1) if text == wanted[0]), 0)
        if column and (number, column) != (1, 1) and _count(texts, wanted) >= least:
            place = sheet.place(number, column)
            extra = [f"{number - 1} row(s) above"] * (number > 1) + [f"{column - 1} column(s) before it"] * (column > 1)
            found = f"{wanted[0]} stands in {place.cell}, with {' and '.join(extra)}"
            return problem("sheet-table-moved", place, found, header=wanted[0])
    return None


def _count(texts: Iterable[str], known: Iterable[str]) -> int:
    return len(set(texts) & set(known))


def condensed(found: Sequence[Problem], figures: int) -> list[Problem]:
    """The problems of one data sheet, those of one cause as one: a sheet stored as text, a symbol for every blank, years that
    are none. ``figures`` are the cells that hold a number."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for one in found:
        groups.setdefault(_cause(one), []).append(one)
    told = []
    for (cause, _), of_cause in groups.items():
        many = len(of_cause) > _FEW if cause in _HEADERS else len(of_cause) >= _MANY
        if cause == "" or not many or (cause == _TEXTS[0] and len(of_cause) <= figures):
            told += of_cause
            continue
        code = Counter(one.code for one in of_cause).most_common(1)[0][0]
        first = next(one for one in of_cause if one.code == code)
        what = "headers" if cause in _HEADERS else "cells"
        told.append(
            replace(first, found=f"{len(of_cause)} {what} like {first.found}; the last is {of_cause[-1].place.cell}")
        )
    return told


def _cause(one: Problem) -> tuple[str, str]:
    """What problems of one cause share; blank for those that have their own."""
    if one.code in _TEXTS:
        return _TEXTS[0], ""
    if one.code == "sheet-missing-symbol":
        return one.code, one.found
    return (one.code, "") if one.code in _HEADERS else ("", "")
