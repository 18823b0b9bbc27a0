"""More indicators, to measure with only: every indicator of the data sheets several times, under new codes.

The copies hold the same numbers as the first, so they say nothing about the world; they live in a scratch copy. It is done
on the parts of the zip files, because to write all cells anew takes minutes: sheets are copied as they are, with their
comments, and rows of ``Indicators``, ``Notes`` and of the printed names are appended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.bench.parts import Package, append_rows, put_text
from pipeline.model.addresses import address
from pipeline.sheets import layout
from pipeline.sheets.read import Sheet, open_workbook, workbooks_below
from pipeline.sheets.tables import as_text
from pipeline.sheets.tabs import tabs_of

MOST_LETTERS = 31  # of a sheet's name
NAMES = "data/reference/names.xlsx"
TERMS = "Terms"
PRINTED = f"data/{layout.PRINTED}"
NAMED_ANEW = ("indicator", "short")  # kinds of terms whose copies are told apart in print
OF_CODES = (*NAMED_ANEW, "definition")  # kinds of terms that belong to the code of an indicator


@dataclass
class Codes:
    """The codes that are given out: the same one to the same code in every workbook (vintages too), none of them twice."""

    taken: set[str]
    given: dict[tuple[str, int], str] = field(default_factory=dict)

    def copy(self, code: str, number: int) -> str:
        """The code of a copy, at most 31 characters; programs take sheet names apart by letters, not by their case."""
        if (code, number) not in self.given:
            attempt, made = 0, ""
            while not made or made.casefold() in self.taken:
                end = f".{number}" if not attempt else f".{number}.{attempt}"
                made, attempt = code[: MOST_LETTERS - len(end)] + end, attempt + 1
            self.taken.add(made.casefold())
            self.given[code, number] = made
        return self.given[code, number]


def multiply(root: Path, times: int) -> int:
    """Make the data sheets below ``root`` hold each indicator ``times`` times; how many indicators there are then.

    Raises ValueError where a workbook cannot be taken apart.
    """
    books = {}
    for file, path in workbooks_below(root).items():
        sheets = open_workbook(path.read_bytes(), file).sheets
        if layout.INDICATORS in sheets:
            books[file] = path, sheets
    of_today = {code for file, (_, sheets) in books.items() if "/vintages/" not in file for code in _codes(sheets)}
    codes = Codes({code.casefold() for _, sheets in books.values() for code in _codes(sheets)})
    for path, sheets in books.values():
        _multiply_book(path, sheets, times, codes)
    _multiply_names(root / NAMES, times, codes)
    if (root / PRINTED).is_file():
        _multiply_printed(root / PRINTED, times, codes)
    return times * len(of_today)


def _codes(sheets: Mapping[str, Sheet]) -> list[str]:
    """The codes of a workbook, in the order of its rows."""
    return list(tabs_of(sheets))


def _multiply_book(path: Path, sheets: Mapping[str, Sheet], times: int, codes: Codes) -> None:
    package = Package.open(path)
    own = tabs_of(sheets)
    for number in range(2, times + 1):
        for code, tab in own.items():
            copied = codes.copy(code, number)
            package.copy_sheet(tab, copied)
            if sheets[tab].head > layout.CAPTION_CODE[0]:
                package.change_sheet(copied, partial(put_text, cell=address(layout.CAPTION_CODE), text=copied))
    for name, header in ((layout.INDICATORS, "code"), (layout.NOTES, "INDICATOR")):
        if name not in sheets:
            continue
        rows = sheets[name].rows
        at = _column(rows[0], header)
        named = _column(rows[0], "name") if name == layout.INDICATORS else 0
        new: list[tuple[int, dict[int, str]]] = []
        for number in range(2, times + 1):
            for line, row in enumerate(rows[1:], start=2):
                code = as_text(row[at - 1])
                if code:
                    texts = {at: codes.copy(code, number)}
                    if named and layout.TAB in rows[0]:
                        texts[_column(rows[0], layout.TAB)] = ""  # the tab of a copy is called as its code
                    if named:
                        texts[named] = f"{as_text(row[named - 1])} ({number})"
                    new.append((line, texts))
        package.change_sheet(name, lambda xml, new=new: append_rows(xml, new))  # type: ignore[misc]
    package.save(path)


def _multiply_names(path: Path, times: int, codes: Codes) -> None:
    """Printed names of the copies: those of the first with their number, in every language."""
    package = Package.open(path)
    rows = open_workbook(path.read_bytes(), NAMES, only=(TERMS,)).sheets[TERMS].rows
    kind, code = _column(rows[0], "kind") - 1, _column(rows[0], "code") - 1
    copied = {code for code, _ in codes.given}
    new: list[tuple[int, dict[int, str]]] = []
    for number in range(2, times + 1):
        for line, row in enumerate(rows[1:], start=2):
            texts = [as_text(value) for value in row]
            if texts[kind] in OF_CODES and texts[code] in copied:
                changed = {code + 1: codes.copy(texts[code], number)}
                if texts[kind] in NAMED_ANEW:
                    others = (at for at, text in enumerate(texts) if text and at not in (kind, code))
                    changed |= {at + 1: f"{texts[at]} ({number})" for at in others}
                new.append((line, changed))
    package.change_sheet(TERMS, lambda xml: append_rows(xml, new))
    package.save(path)


def _multiply_printed(path: Path, times: int, codes: Codes) -> None:
    """Copies are printed where the first is."""
    package = Package.open(path)
    rows = open_workbook(path.read_bytes(), PRINTED, only=(layout.PRINTED_SHEET,)).sheets[layout.PRINTED_SHEET].rows
    at = _column(rows[0], "indicator")
    copied = {code for code, _ in codes.given}
    listed = [(line, as_text(row[at - 1])) for line, row in enumerate(rows[1:], start=2)]
    new = [
        (line, {at: codes.copy(code, number)})
        for number in range(2, times + 1)
        for line, code in listed
        if code in copied
    ]
    package.change_sheet(layout.PRINTED_SHEET, lambda xml: append_rows(xml, new))
    package.save(path)


def _column(header: tuple[object, ...], name: str) -> int:
    """The column (from 1) of a header. Raises ValueError where it is not there."""
    return [str(value) for value in header].index(name) + 1
