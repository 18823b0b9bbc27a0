"""Warnings that were looked at: each stands once in ``data/acknowledged.csv``, with reason and source, and does not come back.

What an acknowledgement covers is this finding at this place: another value in the cell is another finding. A finding of a series
names its figures, so that it is the same one where its row or column has moved, and where other economies or years have changed
what is usual. An error cannot be acknowledged. A row that no longer fits a warning is told, so that the list stays short.

A slip against the baseline, an error too, is confirmed by a row that the baseline does not have yet: once both are accepted
together, the row is the record of what was confirmed, and confirms nothing more.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.model.addresses import address, position
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.codes import problem
from pipeline.sheets.findings import too_many
from pipeline.sheets.rules import series

FILE = "data/acknowledged.csv"
MAX_BYTES = 1_000_000
COLUMNS = ("code", "place", "found", "reason", "source", "date")
_CELL = re.compile(r"![A-Z]+\d+$")
OF_SLIPS = "diff-"  # how the codes of slips against the baseline begin
_USUAL = re.compile(r"; [\d.]+ times the usual change$")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Acknowledged:
    """Rows by code, place and finding, with their line; problems of the file itself; its bytes (empty: there is none)."""

    rows: dict[Key, int]
    problems: tuple[Problem, ...]
    data: bytes
    often: Mapping[Key, int] = field(default_factory=dict)  # how often each row stands there

    @property
    def slips(self) -> dict[Key, int]:
        """The rows that confirm a slip against the baseline."""
        return {key: line for key, line in self.rows.items() if key[0].startswith(OF_SLIPS)}

    @property
    def warnings(self) -> dict[Key, int]:
        """The rows of warnings that the sheets have by themselves."""
        return {key: line for key, line in self.rows.items() if not key[0].startswith(OF_SLIPS)}


def read(root: Path) -> Acknowledged:
    """The acknowledged warnings of a project; none where there is no file."""
    path = root / FILE
    if not os.path.lexists(path):
        return Acknowledged({}, (), b"")
    data = read_file(path, FILE, MAX_BYTES)
    if isinstance(data, Problem):
        return Acknowledged({}, (data,), b"")
    return parse(data)


def parse(data: bytes) -> Acknowledged:
    """The rows of the file's bytes; none of no bytes."""
    if not data:
        return Acknowledged({}, (), b"")
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        return Acknowledged({}, (problem("sheet-unreadable", Place(FILE), f"not CSV in UTF-8: {error}"),), data)
    if not lines or tuple(lines[0]) != COLUMNS:
        found = f"the first line is {','.join(lines[0]) if lines else 'missing'}"
        return Acknowledged(
            {}, (problem("acknowledged-row", Place(FILE, line=1), found, columns=",".join(COLUMNS)),), data
        )
    rows: dict[Key, int] = {}
    often: Counter[Key] = Counter()
    problems: list[Problem] = []
    for number, cells in enumerate(lines[1:], 2):
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            found = f"{len([cell for cell in cells if cell.strip()])} filled cells"
            if len(problems) >= layout.MAX_PROBLEMS:
                problems.append(too_many(FILE))
                break
            problems.append(problem("acknowledged-row", Place(FILE, line=number), found, columns=",".join(COLUMNS)))
        else:
            rows[cells[0], cells[1], cells[2]] = number
            often[cells[0], cells[1], cells[2]] += 1
    return Acknowledged(rows, tuple(problems), data, often)


def move(root: Path, file: str, moves: Mapping[str, tuple[str, int]]) -> int:
    """Have the acknowledgements of a workbook follow its sheets: old tab → new tab, and rows by which its cells went down.

    How many went along. Nothing is written where the file has problems of its own.
    """
    known = read(root)
    if known.problems or not known.rows:
        return 0
    lines = list(csv.reader(io.StringIO(known.data.decode("utf-8-sig")), strict=True))
    number = 0
    for cells in lines[1:]:
        where = _moved(cells[1], file, moves)
        number += where != cells[1]
        cells[1] = where
    if number:
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(lines)
        (root / FILE).write_text(stream.getvalue(), encoding="utf-8", newline="")
    return number


def _moved(place: str, file: str, moves: Mapping[str, tuple[str, int]]) -> str:
    for tab, (name, down) in moves.items():
        if place == str(Place(file, tab)):
            return str(Place(file, name))
        at = position(place.removeprefix(str(Place(file, tab)) + "!"))
        if at is not None:
            return str(Place(file, name, address((at[0] + down, at[1]))))
    return place


def key_of(one: Problem) -> Key:
    """What an acknowledgement names of a problem."""
    return one.code, str(one.place), one.found


def kernel(one: Problem | Key) -> Key:
    """What a finding is, wherever it stands: of a series its figures without what is usual for all, and its sheet; else the key."""
    code, place, found = key_of(one) if isinstance(one, Problem) else one
    if code not in series.CODES:
        return code, place, found
    return code, _CELL.sub("", place), _USUAL.sub("", found)


def without(problems: Iterable[Problem], known: Acknowledged) -> list[Problem]:
    """The problems that are not acknowledged, those of the file, and an info for each row that fits no warning."""
    problems = list(problems)
    exact = {key for one in problems if (key := key_of(one)) in known.rows}
    spare = {kernel(key): key for key in known.rows if key not in exact}  # findings that moved, each for one
    found, used = [], set()
    for one in problems:
        key = key_of(one)
        if one.severity is not Severity.ERROR and key not in known.rows:
            key = spare.pop(kernel(one), key)
        if one.severity is not Severity.ERROR and key in known.rows:
            used.add(key)
        else:
            found.append(one)
    idle = [_idle(key, line) for key, line in known.warnings.items() if key not in used]
    return [*found, *known.problems, *idle]


def confirmed(
    slips: Iterable[Problem], known: Acknowledged, before: Acknowledged | None = None
) -> tuple[list[Problem], list[Problem], list[Problem]]:
    """Slips that nobody confirmed, those that were, and an info for each row that confirms none. ``before`` are the rows of the baseline."""
    rows = {
        key: line for key, line in known.slips.items() if before is None or known.often[key] > before.often.get(key, 0)
    }
    slips = list(slips)
    meant = [one for one in slips if key_of(one) in rows]
    used = {key_of(one) for one in meant}
    idle = [_idle(key, line) for key, line in rows.items() if key not in used]
    return [one for one in slips if one not in meant], meant, idle


def _idle(key: Key, line: int) -> Problem:
    code, place, _ = key
    return problem("acknowledged-gone", Place(FILE, line=line), f"{code} at {place} is not found any more")


def may_be_entered(one: Problem) -> bool:
    """Whether a problem can be acknowledged: a warning or an info, or a slip against the baseline, which may be meant."""
    return one.severity is not Severity.ERROR or one.code.startswith(OF_SLIPS)


def add(root: Path, problems: Iterable[Problem], reason: str, source: str, day: str) -> int:
    """Enter problems that may be entered, with reason and source; how many are new. The file is made where there is none."""
    known = read(root)
    new = [
        one
        for one in problems
        if may_be_entered(one) and (one.code.startswith(OF_SLIPS) or key_of(one) not in known.rows)
    ]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    if not known.data:
        writer.writerow(COLUMNS)
    writer.writerows([*key_of(one), reason, source, day] for one in new)
    with (root / FILE).open("a", encoding="utf-8", newline="") as file:
        file.write(stream.getvalue())
    return len(new)
