"""What of an edition depends on a cell of its sheets: facts, statements, cells of tables, points of figures, sections."""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.addresses import column_letter, position
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish import tracing
from pipeline.publish.cellsets import holds, touches

CELL = re.compile(r"^(?P<book>.+?)\s*[›>]\s*(?P<sheet>.+?)\s*!\s*(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})$")
TITLES = {
    "fact": "Facts",
    "table": "Cells of tables",
    "figure": "Points of figures",
    "card": "Numbers of indicator cards",
}


@dataclass(frozen=True)
class Asked:
    """A cell of a sheet of the edition: the ids of the sheet, its place in words, row and column."""

    sheet: int
    place: str
    code: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """``T45``."""
        return f"{column_letter(self.column)}{self.row}"


def dependents(base: sqlite3.Connection, output: Path, text: str, most: int) -> Iterator[str]:
    """What depends on a cell, as lines. Raises Stop (exit 4) for a cell that is not there or blank: ``cell-unknown``."""
    asked = _asked(base, output, text)
    yield from _what(base, output, asked)
    exact, whole = _using(base, asked)
    closure = _closure(base, exact)
    if not closure and not whole:
        yield "Nothing that is printed depends on it."
        return
    yield from _statements(base, closure, most)
    by_kind: dict[str, tuple[list[str], list[str]]] = {}
    for reached, numbers in enumerate((exact, closure - exact)):
        for address, kind in _named(base, numbers):
            by_kind.setdefault(kind if kind in TITLES else "other", ([], []))[reached].append(address)
    for kind, title in (*TITLES.items(), ("other", "Other numbers")):
        if kind in by_kind:
            direct, through = by_kind[kind]
            also = f", {len(through)} of them through others" if through else ""
            yield f"{title} ({len(direct) + len(through)}{also}):"
            yield from _listed([*direct, *through], most)
    sections = _sections(base, closure)
    if sections:
        yield f"Sections ({len(sections)}):"
        yield from _listed(sections, most)
    rest = [address for address, _ in _named(base, _closure(base, whole) - closure)]
    if rest:
        blocks = list(dict.fromkeys(re.split(r"[:.]", address)[0] for address in rest))
        yield f"Besides, {len(rest)} numbers of {len(blocks)} figures, tables and cards are computed from the whole sheet:"
        yield from _listed(blocks, most)


def _listed(lines: list[str], most: int) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  ... and {len(lines) - most} more (--cells {len(lines)} lists all)"


def _asked(base: sqlite3.Connection, output: Path, text: str) -> Asked:
    """The cell that is meant: workbook with or without its folder and ending, sheet by its tab or its code."""
    match = CELL.match(text.strip().strip("'\""))
    if not match:
        raise _unknown(output, text, "it is no address of a cell", "workbook › sheet!A1 ('>' does for '›')")
    book, sheet = match["book"].strip("'\" ").replace("\\", "/"), match["sheet"].strip("'\" ")
    rows = base.execute("SELECT sheet, workbook, name, indicator FROM sheets").fetchall()
    books = [row for row in rows if _same_book(row[1], book)]
    if not books:
        near = difflib.get_close_matches(
            book.rpartition("/")[2], sorted({row[1].rpartition("/")[2] for row in rows}), 3, 0.4
        )
        raise _unknown(
            output,
            text,
            f"no workbook {book} stands behind the edition",
            f"one of its workbooks; the nearest are {', '.join(near) or 'none'}",
        )
    found = [row for row in books if sheet.casefold() in (row[2].casefold(), row[3].casefold())]
    if not found:
        names = [name for row in books for name in (row[2], row[3]) if name]
        near = difflib.get_close_matches(sheet, names, 3, 0.4) or sorted(dict.fromkeys(names))[:5]
        raise _unknown(
            output,
            text,
            f"{books[0][1]} has no sheet {sheet!r} that the edition reads",
            f"one of its sheets; the nearest are {', '.join(near)}",
        )
    at = position(match["cell"].replace("$", ""))
    assert at is not None
    return Asked(found[0][0], f"{found[0][1]} › {found[0][2]}", found[0][3], *at)


def _same_book(path: str, asked: str) -> bool:
    """Whether a path is meant: whole, without its folders, without its ending."""
    path, asked = path.casefold(), asked.casefold().removeprefix("./")
    return any(one == asked or one.endswith(f"/{asked}") for one in (path, path.removesuffix(".xlsx")))


def _unknown(output: Path, text: str, found: str, allowed: str) -> Stop:
    return stop(ExitCode.REPORT, "cell-unknown", Place(str(output / tracing.NAME)), f"{text}: {found}", allowed,
                "correct the address; 'gdgr trace' of a number lists its cells as they are written")  # fmt: skip


def _what(base: sqlite3.Connection, output: Path, asked: Asked) -> Iterator[str]:
    """What the cell holds. Raises Stop where it holds nothing that the edition reads."""
    name = f"{asked.place}!{asked.cell}"
    series = base.execute(
        "SELECT indicator, unit, citation, licence, accessed FROM series WHERE sheet = ?", (asked.sheet,)
    ).fetchone()
    seen = list(tracing.observations(base, asked.sheet, asked.cell))
    if series and seen:
        one = seen[0]
        code, unit, citation, licence, accessed = series
        yield f"{name}"
        yield f"  value:      {one.value!r} {unit}"
        yield f"  about:      {code}, {one.area}, {one.year}, status {one.status}"
        yield f"  source:     {'; '.join(part for part in (citation, licence and f'licence {licence}', accessed and f'accessed {accessed}') if part)}"
        return
    if series:
        area = base.execute("SELECT area FROM areas WHERE sheet = ? AND row = ?", (asked.sheet, asked.row)).fetchone()
        year = base.execute(
            "SELECT year FROM years WHERE sheet = ? AND col = ?", (asked.sheet, asked.column)
        ).fetchone()
        if area and year:
            raise _unknown(
                output,
                name,
                f"it is blank: {series[0]} has no value of {area[0]} in {year[0]}, so nothing depends on it",
                "a cell with a value",
            )
        rows, columns = (
            base.execute(f"SELECT min({one}), max({one}) FROM {table} WHERE sheet = ?", (asked.sheet,)).fetchone()
            for one, table in (("row", "areas"), ("col", "years"))
        )
        raise _unknown(
            output, name, "it holds no figure that the edition reads",
            f"a cell with a value, in {column_letter(columns[0])}{rows[0]}:{column_letter(columns[1])}{rows[1]}",
        )  # fmt: skip
    content = tracing.row_of(base, asked.sheet, asked.row)
    used = base.execute("SELECT listed FROM sets WHERE sheet = ?", (asked.sheet,)).fetchall()
    if not content and not any(listed and holds(listed, (asked.row, asked.column)) for (listed,) in used):
        last = base.execute("SELECT max(row) FROM rows WHERE sheet = ?", (asked.sheet,)).fetchone()[0]
        reach = f"; its rows end at {last}" if last and asked.row > last else ""
        raise _unknown(
            output, name, f"it is blank, or no number of the edition rests on it{reach}", "a cell with a value"
        )
    yield name
    if content:
        yield f"  row:        {', '.join(f'{key}={value}' for key, value in content.items())}"


def _using(base: sqlite3.Connection, asked: Asked) -> tuple[set[int], set[int]]:
    """The numbers that name the cell among their inputs (of a row that is taken by one of its cells: the row), and those
    that have read its sheet whole."""
    sets = base.execute(
        "SELECT cells, listed FROM sets WHERE sheet = ? AND (listed = '' OR (first_row <= ? AND last_row >= ?))",
        (asked.sheet, asked.row, asked.row),
    ).fetchall()
    near = {cells for cells, listed in sets if listed and holds(listed, (asked.row, asked.column))}
    if not near and tracing.row_of(base, asked.sheet, asked.row):
        near = {cells for cells, listed in sets if listed and touches(listed, asked.row)}
    return _users(base, near), _users(base, {cells for cells, listed in sets if not listed})


def _users(base: sqlite3.Connection, sets: set[int]) -> set[int]:
    """The numbers with any of some sets of cells among their inputs."""
    rows = base.execute(
        "SELECT number FROM entries WHERE inputs IN (SELECT inputs FROM takes WHERE cells IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(sets)),),
    )
    return {row[0] for row in rows}


def _closure(base: sqlite3.Connection, numbers: set[int]) -> set[int]:
    """The numbers, and all that is made of them."""
    reached, ahead = set(numbers), list(numbers)
    while ahead:
        above = [row[0] for row in base.execute("SELECT number FROM parts WHERE part = ?", (ahead.pop(),))]
        fresh = [one for one in above if one not in reached]
        reached.update(fresh)
        ahead += fresh
    return reached


def _chunks(numbers: set[int]) -> Iterator[list[int]]:
    listed = sorted(numbers)
    yield from (listed[start : start + 900] for start in range(0, len(listed), 900))


def _named(base: sqlite3.Connection, numbers: set[int]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in _chunks(numbers):
        found += base.execute(
            f"SELECT address, kind FROM numbers WHERE number IN ({','.join('?' * len(part))}) ORDER BY number", part
        )
    return found


def _statements(base: sqlite3.Connection, numbers: set[int], most: int) -> Iterator[str]:
    told: dict[str, str] = {}
    for part in _chunks(numbers):
        told |= {
            claim: f"{claim} ({standing}): {text}" if text else f"{claim} ({standing}, not printed)"
            for claim, standing, text in base.execute(
                f"SELECT DISTINCT claim, standing, text FROM claims WHERE number IN ({','.join('?' * len(part))}) ORDER BY claim",
                part,
            )
        }
    if told:
        yield f"Statements ({len(told)}):"
        yield from _listed(list(told.values()), most)


def _sections(base: sqlite3.Connection, numbers: set[int]) -> list[str]:
    """The sections in which any of the numbers is printed, in reading order of the first language."""
    found: dict[int, str] = {}
    first = tracing.languages(base)[0]
    for part in _chunks(numbers):
        rows = base.execute(
            "SELECT DISTINCT l.place, l.volume, l.section, l.title, l.first_page, l.last_page FROM prints JOIN places l USING (place)"
            f" WHERE l.language = ? AND number IN ({','.join('?' * len(part))})",
            [first, *part],
        )
        found |= {
            place: tracing.place_words(volume, section, title, "", "", *pages)
            for place, volume, section, title, *pages in rows
        }
    return list(dict.fromkeys(found[place] for place in sorted(found)))
