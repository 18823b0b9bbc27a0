"""A published sheet as codes and figures: wherever its header stands, with every cell that holds no figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model.addresses import address
from pipeline.model.supply_lines import Axis, Price, TableKind
from pipeline.problems import Problem
from pipeline.sheets.read import Sheet, Value
from pipeline.sheets.tables import as_text
from pipeline.sheets.wide import MISSING_SYMBOLS, explain
from pipeline.studies.balance.matrix import error
from pipeline.studies.balance.published.standards import Standard

_HEADER_ROWS, _CODE_COLUMNS = 20, 4  # among which the codes are looked for
_LEAST_CODES = 3  # known codes by which a sheet is told to be a table where its name says nothing
_MOST_DECIMALS = 6  # figures with more are computed, not published
# A figure with the flag of its publisher behind it, which is read without it; a word of scale is no flag.
_FLAGGED = re.compile(
    r"([+-]?\d+(?:\.\d+)?)\s*(?!(?:k|mn?|mm|bn|tn|mio|mrd|mil|tsd|th)\b)[(\[]?[A-Za-z*†‡]{1,3}[)\]]?", re.IGNORECASE
)
# A letter, letters in brackets, or signs with a letter behind them: (D), c, ": c".
_SUPPRESSED = re.compile(r"[A-Za-z]|[(\[][A-Za-z*]{1,3}[)\]]|[:.…\-–—*]+\s*[A-Za-z]{0,2}")


@dataclass(frozen=True)
class Grid:
    """A table of one year as published.

    ``values`` are rows × columns (NaN where no figure stands); ``texts`` are the cells of a text instead of a figure, by
    (row, column) code; ``lines`` and ``places`` are the rows and columns of the sheet, from 1; ``label`` is its printed name.
    """

    sheet: Sheet
    name: str
    kind: TableKind
    price: Price
    year: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray
    texts: dict[tuple[str, str], str]
    lines: tuple[int, ...]
    places: tuple[int, ...]
    told: tuple[str, ...]
    label: str = ""

    def codes(self, axis: Axis) -> tuple[str, ...]:
        """The codes along an axis."""
        return self.rows if axis is Axis.ROW else self.columns

    def cells(self, axis: Axis, code: str) -> np.ndarray:
        """The cells of a row or column."""
        return self.values[self.rows.index(code)] if axis is Axis.ROW else self.values[:, self.columns.index(code)]

    def empty(self, axis: Axis) -> set[str]:
        """The codes along an axis that have no cell."""
        filled = ~np.isnan(self.values)
        with_text = {(row if axis is Axis.ROW else column) for row, column in self.texts}
        there = filled.any(axis=1 if axis is Axis.ROW else 0)
        return {code for code, full in zip(self.codes(axis), there, strict=True) if not full} - with_text

    def without(self, rows: Collection[str], columns: Collection[str]) -> Grid:
        """The same without some rows and columns."""
        down = [at for at, code in enumerate(self.rows) if code not in rows]
        across = [at for at, code in enumerate(self.columns) if code not in columns]
        return replace(
            self,
            rows=tuple(self.rows[at] for at in down),
            columns=tuple(self.columns[at] for at in across),
            values=self.values[np.ix_(down, across)],
            texts={cell: text for cell, text in self.texts.items() if cell[0] not in rows and cell[1] not in columns},
            lines=tuple(self.lines[at] for at in down),
            places=tuple(self.places[at] for at in across),
        )

    def renamed(self, axis: Axis, names: Mapping[str, str]) -> Grid:
        """The same with other codes along an axis."""
        if axis is Axis.ROW:
            texts = {(names[row], column): text for (row, column), text in self.texts.items()}
            return replace(self, rows=tuple(names[code] for code in self.rows), texts=texts)
        texts = {(row, names[column]): text for (row, column), text in self.texts.items()}
        return replace(self, columns=tuple(names[code] for code in self.columns), texts=texts)

    def place(self, axis: Axis, code: str) -> str:
        """Where a code stands: sheet and cell."""
        first_line, first_column = self.lines[0] - 1, self.places[0] - 1
        at = (self.lines[self.rows.index(code)], first_column) if axis is Axis.ROW else (first_line, self.places[self.columns.index(code)])  # fmt: skip
        return f"{self.label}!{address((max(at[0], 1), max(at[1], 1)))}"

    def cell(self, row: str, column: str) -> str:
        """The sheet and address of a cell."""
        at = (self.lines[self.rows.index(row)], self.places[self.columns.index(column)])
        return f"{self.label}!{address(at)}"


def known_in(sheet: Sheet, kind: TableKind, standard: Standard) -> int:
    """How many codes of a standard stand where they may in a kind of table."""
    return _corner(sheet, kind, standard)[2]


def turned(sheet: Sheet) -> Sheet:
    """A sheet with its columns as rows."""
    return replace(sheet, rows=tuple(zip(*sheet.rows, strict=True)))


def above(sheet: Sheet, kind: TableKind, standard: Standard) -> list[str]:
    """The texts above the header of a sheet: its titles, and a year that stands there."""
    head = _corner(sheet, kind, standard)[0]
    return [as_text(value) for row in sheet.rows[:head] for value in row if value != ""]


def kind_by_codes(sheet: Sheet, standard: Standard) -> TableKind | None:
    """The kind of table that the codes of a sheet say; None where they do not."""
    counts = {kind: known_in(sheet, kind, standard) for kind in TableKind}
    most = max(counts, key=lambda kind: counts[kind])
    return most if counts[most] >= _LEAST_CODES and list(counts.values()).count(counts[most]) == 1 else None


def read_grid(
    sheet: Sheet, name: str, kind: TableKind, price: Price, year: int, standard: Standard, problems: list[Problem]
) -> Grid | None:
    """The codes and figures of a sheet; None where it has none. A cell that is no figure and no mark is a problem."""
    head, first, _ = _corner(sheet, kind, standard)
    header = [as_text(value) for value in sheet.rows[head]] if sheet.rows else []
    below = [(number, row) for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2)]
    columns = [
        at
        for at in range(first + 1, len(header))
        if header[at] and not _words([row[at] for _, row in below if _is_code(row[first])])
    ]
    body = [(number, row) for number, row in below if as_text(row[first]) and not _words([row[at] for at in columns])]
    told = []
    for number, row in below:
        if not as_text(row[first]) and any(isinstance(row[at], float) for at in columns):
            told.append(f"Not read: {sheet.place(number, first + 1)} has figures and no code.")
    if not body or not columns:
        return None
    rows, codes = tuple(as_text(row[first]) for _, row in body), tuple(header[at] for at in columns)
    for names, places in (
        (codes, [(head + 1, at + 1) for at in columns]),
        (rows, [(number, first + 1) for number, _ in body]),
    ):
        for at, code in enumerate(names):
            if code in names[:at]:
                place = sheet.place(*places[at])
                remedy = f"delete or rename one; the first is {address(places[names.index(code)])}"
                problems.append(
                    error(
                        "balance-code-twice", place, f"the code {code!r} once more", "each code once on an axis", remedy
                    )
                )
    values, texts = np.full((len(rows), len(codes)), np.nan), {}
    flagged = 0
    for i, (number, row) in enumerate(body):
        for j, at in enumerate(columns):
            value = row[at]
            if isinstance(value, float):
                values[i, j] = value
            elif isinstance(value, str) and (match := _FLAGGED.fullmatch(value.strip())):
                values[i, j], flagged = float(match[1]), flagged + 1
            elif _is_mark(value):
                texts[rows[i], codes[j]] = str(value).strip()
            elif value != "":
                problems.append(explain(value, rows[i], codes[j], 0, sheet.place(number, at + 1)))
    if flagged:
        told.append(f"{sheet.name}: {flagged} figures are read without the flag behind them.")
    lines, across = tuple(number for number, _ in body), tuple(at + 1 for at in columns)
    return Grid(sheet, name, kind, price, year, rows, codes, values, texts, lines, across, tuple(told))


def rounding_of(values: np.ndarray) -> float:
    """The last digit that figures show, from the decimals of all of them: 1 for whole numbers.

    >>> rounding_of(np.array([1.0, 2.5, np.nan])), rounding_of(np.array([3.0]))
    (0.1, 1.0)
    """
    known = values[np.isfinite(values)]
    for decimals in range(_MOST_DECIMALS):
        if np.all(np.abs(known - np.round(known, decimals)) < 1e-9 * np.maximum(1, np.abs(known))):
            return float(10.0**-decimals)
    return float(10.0**-_MOST_DECIMALS)


def adds_up(total: np.ndarray, parts: Sequence[np.ndarray], allowed: float, zeros: bool = False) -> bool | None:
    """Whether cells are those of others added up, within a difference; None where nothing speaks for it or against it.

    Where a part is not known the cell speaks for it only if those that are known add up without it (zeros that the publisher
    leaves out), and never against it. With ``zeros`` a zero of zeros speaks for it too.

    >>> one, hole = np.array([1.0, 2.0]), np.array([np.nan, 3.0])
    >>> adds_up(np.array([9.0, 5.0]), [one, hole], 0.0), adds_up(np.array([9.0, 6.0]), [one, hole], 0.0)
    (True, False)
    >>> adds_up(np.array([9.0, np.nan]), [one, hole], 0.0) is None
    True
    """
    cells, known = np.array(parts), ~np.isnan(total)
    holes = np.isnan(cells).any(axis=0)
    off = np.abs(total - np.nansum(cells, axis=0))
    if np.any(off[known & ~holes] > allowed):
        return False
    speaks = known & (off <= allowed) & ((total != 0) | (zeros & ~holes))
    return True if speaks.any() else None


def _corner(sheet: Sheet, kind: TableKind, standard: Standard) -> tuple[int, int, int]:
    """Row of the header and column of the codes, both from 0, and how many codes of the standard stand there."""

    def known(values: Sequence[Value], axis: Axis) -> int:
        return sum(standard.find(kind, axis, as_text(value)) is not None for value in values if _is_code(value))

    if not sheet.rows:
        return 0, 0, 0
    across = [known(row[1:], Axis.COLUMN) for row in sheet.rows[:_HEADER_ROWS]]
    head = int(np.argmax(across))
    if not across[head]:  # no code of a column is known: the first row that is filled like a header
        filled = [sum(as_text(value) != "" for value in row) > 2 for row in sheet.rows[:_HEADER_ROWS]]
        head = filled.index(True) if True in filled else 0
    below = sheet.rows[head + 1 :]
    filled_columns = [at for at in range(len(sheet.rows[0])) if any(isinstance(row[at], float) for row in below) and as_text(sheet.rows[head][at])]  # fmt: skip
    down = [known([row[at] for row in below], Axis.ROW) for at in range(max(1, min(filled_columns, default=1)))]
    first = int(np.argmax(down[:_CODE_COLUMNS]))
    return head, first, across[head] + down[first]


def _is_code(value: Value) -> bool:
    return isinstance(value, (str, float)) and as_text(value) != ""


def _is_mark(value: Value) -> bool:
    """Whether a cell is a mark in the place of a figure, as publishers write them for what they do not show."""
    text = value.strip() if isinstance(value, str) else ""
    return bool(text) and (text.casefold() in MISSING_SYMBOLS or _SUPPRESSED.fullmatch(text) is not None)


def _words(values: Sequence[Value]) -> bool:
    """Whether cells hold labels and no figures: a column of names, a second header."""
    texts = [value.strip() for value in values if isinstance(value, str) and value.strip()]
    figures = any(isinstance(value, float) for value in values) or any(map(_FLAGGED.fullmatch, texts))
    return not figures and any(not _is_mark(text) for text in texts)
