"""Two states of the sheets compared by cell: what was added, revised, withdrawn, re-flagged; metadata; structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.problems import Place
from pipeline.sheets import layout, tabs
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, sheets_of
from pipeline.sheets.tables import alike, as_text
from pipeline.sheets.wording import today

Row = Mapping[str, Value]
_SAYS_ITSELF = (layout.ABOUT, layout.LISTS)  # sheets whose coming and going is all there is to say
NOTE_KEY = ("REF_AREA", "INDICATOR", "TIME_PERIOD")


class Kind(StrEnum):
    """What happened to a cell, a row, a column or a sheet."""

    ADDED = "added"  # a figure where there was none
    REVISED = "revised"  # another figure
    WITHDRAWN = "withdrawn"  # no figure any more
    REFLAGGED = "re-flagged"  # another OBS_STATUS
    METADATA = "metadata"  # what is said about an indicator or a figure
    ENTRY = "entry"  # a cell of a register, of parameters, of names
    STRUCTURE = "structure"  # a workbook, sheet, row or column that came or went
    LAYOUT = "layout"  # how the same content looks: captions, names of tabs, what the layout itself says


@dataclass(frozen=True)
class Change:
    """One change. ``row`` and ``column`` are the keys of the cell (KEN, 2021), ``cell`` its address in the later state,
    or in the earlier where it is gone; ``before`` and ``after`` are as a reader sees them, blank for nothing.
    """

    kind: Kind
    file: str
    sheet: str
    row: str
    column: str
    before: str
    after: str
    cell: str = ""

    @property
    def place(self) -> str:
        """``workbook › sheet!A1``."""
        return str(Place(self.file, self.sheet, self.cell))

    @property
    def key(self) -> str:
        """Row and column in words."""
        return " ".join(filter(None, (self.row, self.column)))


@dataclass(frozen=True)
class Keyed:
    """A sheet as rows by key: ``rows`` maps each key to its row number and its cells by header, ``columns`` header to number.

    ``figures`` says that its cells are figures by row and column: a data sheet, or a table of supply and use.
    """

    sheet: Sheet
    columns: Mapping[str, int]
    rows: Mapping[tuple[str, ...], tuple[int, Row]]
    figures: bool


def shown(value: Value) -> str:
    """A cell as a reader sees it: a whole number without decimals, a date in ISO form, a failed formula by its error."""
    if isinstance(value, (CellError, Uncalculated)):
        return value.text if isinstance(value, CellError) else f"={value.formula}"
    return as_text(value)


def compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """The changes from one set of workbooks (bytes by path) to another, in the order of the later state.

    Raises Stop (exit 3) with the problems of a workbook that the gate refuses.
    """
    found: list[Change] = []
    for file in [*after, *(one for one in before if one not in after)]:
        if file not in before or file not in after:
            found.append(_structure(file, "", "workbook", before=file in before))
            sides = [sheets_of(file, side[file]) if file in side else {} for side in (before, after)]
            found += (one for one in compare_sheets(file, *sides) if one.kind is not Kind.STRUCTURE or one.row)
        elif before[file] != after[file]:
            found += compare_sheets(file, sheets_of(file, before[file]), sheets_of(file, after[file]))
    return found


def compare_sheets(file: str, before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Iterator[Change]:
    """The changes of one workbook from one state of its sheets to another."""
    old, new = tabs.by_identity(before), tabs.by_identity(after)
    for name in [*new, *(one for one in old if one not in new)]:
        if name == layout.LISTS:  # what drop-downs offer; nothing reads it
            continue
        if name not in old or name not in new:
            side = new if name in new else old
            yield _structure(file, side[name].name, "sheet", before=name in old)
            if name not in _SAYS_ITSELF:
                yield from _compare(file, *(one.get(name) or _emptied(side[name]) for one in (old, new)))
        elif old[name].rows != new[name].rows or old[name].name != new[name].name:
            yield from _looks(file, old[name], new[name])
            yield from _compare(file, old[name], new[name])


def _emptied(sheet: Sheet) -> Sheet:
    """A sheet with nothing but its caption and its header: what one that came or went is compared with."""
    return replace(sheet, rows=sheet.rows[: sheet.head])


def _looks(file: str, before: Sheet, after: Sheet) -> Iterator[Change]:
    """Another name of the tab, another caption above the figures."""
    if before.name != after.name:
        yield Change(Kind.LAYOUT, file, after.name, "", "tab", before.name, after.name)
    old, new = (" · ".join(_caption(sheet)) for sheet in (before, after))
    if old != new:
        yield Change(Kind.LAYOUT, file, after.name, "", "caption", old, new, "A1")


def _caption(sheet: Sheet) -> Iterator[str]:
    """The texts above the header."""
    return (text for row in sheet.rows[: sheet.head - 1] for value in row if (text := shown(value)))


def _structure(
    file: str, sheet: str, what: str, before: bool, row: str = "", column: str = "", cell: str = ""
) -> Change:
    return Change(Kind.STRUCTURE, file, sheet, row, column, what if before else "", "" if before else what, cell)


def _compare(file: str, before: Sheet, after: Sheet) -> Iterator[Change]:
    """The changes of one sheet. Rows keep their identity by the shortest key that holds in both states."""
    key = key_of(before, after)
    old, new = keyed(before, key), keyed(after, key)
    if not new.figures:
        for header in (*new.columns, *old.columns):
            if (header in old.columns) != (header in new.columns) and header != layout.TAB:
                yield _structure(file, after.name, "column", header in old.columns, column=header)
    for row in [*new.rows, *(one for one in old.rows if one not in new.rows)]:
        was, now = old.rows.get(row), new.rows.get(row)
        number = (now or was or (0, {}))[0]
        where = new if now else old
        words = " ".join(row)
        if not where.figures and (was is None or now is None):
            old_flag, new_flag = (shown(one[1].get("OBS_STATUS", "")) if one else "A" for one in (was, now))
            if after.name == layout.NOTES and old_flag != new_flag:
                yield Change(
                    Kind.REFLAGGED,
                    file,
                    after.name,
                    words,
                    "OBS_STATUS",
                    old_flag,
                    new_flag,
                    _address(where, number, "OBS_STATUS"),
                )
            else:
                yield _structure(file, after.name, "row", was is not None, words, cell=f"A{number}")
            if after.name != layout.INDICATORS or was is not None:
                continue
        for header in dict.fromkeys((*new.columns, *old.columns)):
            if header in key or (header == layout.NAME_HEADER and where.figures) or _names_tab(where, header):
                continue
            first, last = (shown(one[1].get(header, "")) if one else "" for one in (was, now))
            same = was and now and alike(was[1].get(header, ""), now[1].get(header, ""))
            if first != last and not same:
                side = new if now and header in new.columns else old
                at = _address(side, side.rows[row][0], header)
                yield Change(_kind(where, header, first, last), file, after.name, words, header, first, last, at)


def _names_tab(table: Keyed, header: str) -> bool:
    """Whether a column only says how tabs are called, which is told at the tab itself."""
    return table.sheet.name == layout.INDICATORS and header == layout.TAB


def _kind(table: Keyed, header: str, before: str, after: str) -> Kind:
    if table.figures:
        return Kind.ADDED if not before else Kind.WITHDRAWN if not after else Kind.REVISED
    if table.sheet.name == layout.NOTES and header == "OBS_STATUS":
        return Kind.REFLAGGED
    if table.sheet.name == layout.ABOUT and today(before) == today(after):
        return Kind.LAYOUT
    return Kind.METADATA if table.sheet.name in (layout.ABOUT, layout.INDICATORS, layout.NOTES) else Kind.ENTRY


def _address(table: Keyed, row: int, header: str) -> str:
    return table.sheet.place(row, table.columns[header]).cell if header in table.columns else ""


def keyed(sheet: Sheet, key: tuple[str, ...]) -> Keyed:
    """The rows of a sheet by these headers; rows that are still alike are told apart by a count (``KEN``, ``KEN (2)``)."""
    header, head = [shown(value) for value in sheet.header], sheet.head
    columns: dict[str, int] = {}
    for number, name in enumerate(header, 1):
        columns[_free(name or f"column {number}", columns)] = number
    rows: dict[tuple[str, ...], tuple[int, Row]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for number, cells in enumerate(sheet.rows[head:], head + 1):
        row = dict(zip(columns, cells, strict=False))
        if any(shown(value) for value in cells):
            words = tuple(shown(row.get(name, "")) for name in key)
            seen[words] += 1
            rows[words if seen[words] == 1 else (*words[:-1], f"{words[-1]} ({seen[words]})")] = number, row
    figures = bool(header) and (header[:2] == [layout.AREA_HEADER, layout.NAME_HEADER] or _is_matrix(sheet))
    return Keyed(sheet, columns, rows, figures)


def _is_matrix(sheet: Sheet) -> bool:
    """A table of supply and use: codes across and down, numbers in between."""
    inner = [value for row in sheet.rows[1:] for value in row[1:] if value != ""]
    return shown(sheet.rows[0][0]) == "code" and bool(inner) and all(isinstance(value, float) for value in inner)


def _free(name: str, taken: Iterable[str]) -> str:
    known, number = set(taken), 2
    free = name
    while free in known:
        free, number = f"{name} ({number})", number + 1
    return free


def key_of(*sheets: Sheet) -> tuple[str, ...]:
    """The shortest run of first columns, alike in all states, that tells the rows of each apart; else the first alone.

    A data sheet has one row an economy, Notes one an observation.
    """
    heads = [[shown(value) for value in sheet.header] for sheet in sheets]
    if sheets[0].name == layout.NOTES and all(head[: len(NOTE_KEY)] == list(NOTE_KEY) for head in heads):
        return NOTE_KEY
    if all(head[:2] == [layout.AREA_HEADER, layout.NAME_HEADER] for head in heads):
        return (layout.AREA_HEADER,)
    shared = []
    for names in zip(*heads, strict=False):
        if len(set(names)) > 1 or not names[0]:
            break
        shared.append(names[0])
    for width in range(1, len(shared) + 1):
        if all(_tells_apart(sheet, width) for sheet in sheets):
            return tuple(shared[:width])
    return tuple(shared[:1]) or ("column 1",)


def _tells_apart(sheet: Sheet, width: int) -> bool:
    keys = [tuple(map(shown, row[:width])) for row in sheet.rows[sheet.head :] if any(shown(value) for value in row)]
    return len(set(keys)) == len(keys)
