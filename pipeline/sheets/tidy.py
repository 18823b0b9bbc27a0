"""An indicator workbook brought to today's layout: captions, tab names, guards, links; its values stay as they are.

What an editor added (formats, comments, columns, validations) stays. Before anything is written the new workbook is read
again by the reader of the check and compared with the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from pipeline.problems import ExitCode, Place, Problem, Stop, stop
from pipeline.sheets import layout, packing, tabs, wording
from pipeline.sheets.archive import read_or_stop
from pipeline.sheets.changeable import build, lost_in
from pipeline.sheets.dress import dress
from pipeline.sheets.gate import admit
from pipeline.sheets.guards import Terms, put_text
from pipeline.sheets.read import Sheet, Value, cells_of, open_workbook, sheets_of
from pipeline.sheets.tables import as_text
from pipeline.sheets.wording import ENGLISH, Words


@dataclass(frozen=True)
class Tidied:
    """The workbook in today's layout, and what is different about it, in lines; none where nothing is.

    ``moves`` says where the cells of a sheet are now: old tab → new tab and the rows by which they went down.
    """

    data: bytes
    changes: tuple[str, ...]
    moves: Mapping[str, tuple[str, int]]


def is_indicator_book(data: bytes, file: str) -> bool:
    """Whether a workbook has the sheet of indicators that the layout is about."""
    return layout.INDICATORS in open_workbook(data, file, only=(layout.INDICATORS,)).sheets


def tidy(data: bytes, file: str, terms: Terms, speak: Callable[[str], Words] = lambda _: ENGLISH) -> Tidied:
    """A workbook in today's layout; ``speak`` gives the texts of a language, that which the first page names.

    Raises Stop (exit 3) where the gate refuses it, it has no sheet Indicators, or something in it would be lost.
    """
    workbook, before = opened(data, file)
    if layout.INDICATORS not in before:
        raise stop(
            ExitCode.DATA, "tidy-no-indicators", Place(file), "there is no sheet Indicators", "an indicator workbook",
            "registers and reference workbooks have a layout of their own and need no tidying",
        )  # fmt: skip
    words = speak(language_of(before))
    dress(workbook, terms, words)
    bring_about(workbook, words)
    made = _saved(workbook, data, file)
    after = sheets_of(file, made)
    return Tidied(made, tuple(_changes(before, after, file)), dict(_moves(before, after)))


def _moves(before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Iterator[tuple[str, tuple[str, int]]]:
    new = tabs.by_identity(after)
    for identity, sheet in tabs.by_identity(before).items():
        now = new[identity]
        if (sheet.name, sheet.head) != (now.name, now.head):
            yield sheet.name, (now.name, now.head - sheet.head)


def language_of(sheets: Mapping[str, Sheet]) -> str:
    """The language in which a workbook speaks to its editor, by its first page; English where it does not say."""
    about = sheets.get(layout.ABOUT)
    for row in about.rows if about is not None else ():
        if as_text(row[0]) == wording.LANGUAGE_FACT and len(row) > 1:
            return as_text(row[1])
    return ENGLISH.code


def opened(data: bytes, file: str) -> tuple[Workbook, Mapping[str, Sheet]]:
    """A workbook past the gate, to be changed, and its sheets as the check reads them.

    Raises Stop (exit 3) where the gate refuses it, it has parts that would be lost, or it cannot be built whole.
    """
    admitted, problems = admit(data, file)
    if admitted is None:
        raise Stop(ExitCode.DATA, problems)
    if lost := lost_in(admitted):
        raise would_lose(Place(file), lost)
    read = cells_of(admitted)
    if not read.sheets:
        raise Stop(ExitCode.DATA, read.problems)
    workbook = build(admitted)
    if isinstance(workbook, Problem):
        raise Stop(ExitCode.DATA, [workbook])
    return workbook, read.sheets


def would_lose(place: Place, lost: str) -> Stop:
    """The Stop for what is in a workbook and would not be there, or be another, after it was written anew."""
    return stop(
        ExitCode.DATA, "tidy-would-lose", place, lost, "a workbook of cells and comments, its formulas pasted as values",
        "take it out first (a formula: copy the cell and paste its value), or keep it in a workbook of its own",
    )  # fmt: skip


def _saved(workbook: Workbook, data: bytes, file: str) -> bytes:
    """The bytes of a workbook with the stamps that it had."""
    properties = workbook.properties
    created = properties.created
    stamp = created.date() if created else date(1980, 1, 1)
    return packing.packed(workbook, properties.title or Path(file).stem, stamp)


def bring_about(workbook: Workbook, words: Words) -> None:
    """What the first page says about editing, where it still says what an earlier layout was like."""
    if layout.ABOUT not in workbook.sheetnames:
        return
    for row in workbook[layout.ABOUT].iter_rows(min_col=2, max_col=2):
        text = row[0].value
        if isinstance(text, str) and wording.today(text) != text:
            told = words(wording.today(text))
            put_text(row[0], told)
            lines = -(-len(told) * 11 // 1100)
            workbook[layout.ABOUT].row_dimensions[row[0].row].height = 15.0 * max(lines, 1)


def _changes(before: Mapping[str, Sheet], after: Mapping[str, Sheet], file: str) -> Iterator[str]:
    """What is different, in lines. Raises Stop (exit 3) where a cell below a header is: nothing may be written then."""
    old, new = tabs.by_identity(before), tabs.by_identity(after)
    for identity, sheet in new.items():
        if identity == layout.LISTS:
            if identity not in old or old[identity].rows != sheet.rows:
                yield "Lists: what drop-downs offer"
            continue
        earlier = old[identity]
        if earlier.name != sheet.name:
            yield f"{earlier.name}: the tab is called {sheet.name!r}"
        if earlier.rows[: earlier.head - 1] != sheet.rows[: sheet.head - 1]:
            yield f"{sheet.name}: caption with title, unit and code"
        if identity == layout.ABOUT:
            if earlier.rows != sheet.rows:
                yield "About: how to edit"
            continue
        if (
            identity == layout.INDICATORS
            and layout.TAB not in map(as_text, earlier.header)
            and _table(earlier) != _table(sheet)
        ):
            yield "Indicators: a column sheet with the names of the tabs"
        if _table(earlier, layout.TAB) != _table(sheet, layout.TAB):
            raise would_lose(Place(file, sheet.name), "a value that is not read back as it was")
    if gone := sorted(set(old) - set(new)):
        raise would_lose(Place(file), f"the sheets {', '.join(gone)}")


def _table(sheet: Sheet, without: str = "") -> list[list[Value]]:
    """The cells from the header on, without blank rows and columns at the ends and without one column."""
    rows = [list(row) for row in sheet.rows[sheet.head - 1 :]]
    header = [as_text(value) for value in rows[0]] if rows else []
    if without in header:
        at = header.index(without)
        rows = [row[:at] + row[at + 1 :] for row in rows]
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def tidy_file(
    path: Path, file: str, terms: Terms, speak: Callable[[str], Words] = lambda _: ENGLISH, write: bool = True
) -> Tidied:
    """Bring a workbook to today's layout in its place, whole or not at all. Raises Stop as ``tidy`` does."""
    data = read_or_stop(path, file)
    tidied = tidy(data, file, terms, speak)
    if write and tidied.data != data:
        packing.swap_in(path, tidied.data)
    looks = ("locks, drop-downs and formats",) if tidied.data != data else ()
    return replace(tidied, changes=tidied.changes or looks)
