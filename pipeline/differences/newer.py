"""A check beside its baseline: slips, which problems are new since then, and which follow from a slip that is told already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.differences.accepted import DEFAULT, LAST_COMMIT, accepted, changed_since
from pipeline.differences.notes import OF_VALUES
from pipeline.edition import Edition
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import acknowledged
from pipeline.sheets.acknowledged import kernel
from pipeline.sheets.rules import neighbours

if TYPE_CHECKING:
    from pipeline.differences.sides import Side

_SHOWN = 5  # workbooks in a line
# Told of the figures of a sheet by themselves; where a slip against the baseline is named there, they are its effects.
_OF_FIGURES = ("sheet-jump", "sheet-scale-slip", "sheet-scale-slip-year", "sheet-economy-vanished", *neighbours.CODES)
_MOVED = ("diff-economies-exchanged", "diff-column-reordered", "diff-column-sorted", "diff-block-shifted")
_OF_SHEETS = ("sheet-caption-code", "sheet-out-of-range")  # of sheets that are exchanged
_OF_GONE = ("sheet-indicators-gone", "sheet-term-without-indicator", "sheet-economy-vanished")
_UNIT = re.compile(r"^unit(?:_multiplier)? of (\S+) is")
_CAPTIONED = re.compile(r"above the figures of (\S+)$")
_SHEET = re.compile(r"^no sheet '([^']+)'")
_UNREAD = ("sheet-header-gone", "sheet-table-moved", "sheet-columns-exchanged", "sheet-transposed")
_OF_ROWS = ("sheet-duplicate-economy", "sheet-unknown-economy")
_OF_YEARS = ("sheet-year-after-cutoff", "sheet-duplicate-year", "sheet-header-not-year", "sheet-date-for-year")


@dataclass(frozen=True)
class Compared:
    """What a check tells: new problems, old ones (warnings and infos that the baseline has too), and what was compared, in lines.

    ``baseline`` is the state that was compared with, by its name and commit (blank: none was); ``confirmed`` are the changes
    since then that were confirmed.
    """

    new: tuple[Problem, ...]
    old: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    baseline: str = ""
    confirmed: tuple[Problem, ...] = ()


def beside_baseline(root: Path, edition: Edition, baseline: str, problems: Sequence[Problem]) -> Compared:
    """The problems of a check beside a baseline (``accepted.accepted``, ``baseline.state_of``); ``none``: beside nothing.

    Where nothing has changed since the last accepted state nothing is read. Where there is no git, the workbooks of the published
    edition that are gone are told, and that nothing else was compared. Raises Stop (exit 3) where there is no such baseline.
    """
    if baseline == "none":
        return Compared(tuple(problems))
    state = accepted(root, baseline)
    if state is None:
        return _without_git(root, edition.year, problems)
    said = (state.said,) if state.said else ()
    named = state.shown(root)
    if baseline in (DEFAULT, LAST_COMMIT) and not changed_since(root, state.revision):
        errors = tuple(one for one in problems if one.severity is Severity.ERROR)
        return Compared(errors, tuple(one for one in problems if one not in errors), said, named)
    from pipeline.checking import checked_state
    from pipeline.differences.baseline import state_of
    from pipeline.differences.sides import open_side

    base = open_side(root, state_of(root, state.revision))
    slips, confirmed, idle = _unconfirmed(root, base, open_side(root, str(root)), problems)
    told = [*slips, *idle]
    judged = base.files is not None and any(one.severity is not Severity.ERROR for one in problems)
    new, old = parted(told, checked_state(root, edition, base.files or {}) if judged else ())
    return Compared(tuple(new), tuple(old), said, named, tuple(confirmed))


def one_beside_baseline(root: Path, file: str, baseline: str, problems: Sequence[Problem]) -> Compared:
    """The same of one workbook of the project (``data/development/skills.xlsx``): its slips, and all that the check found of it.

    Nothing is compared where the baseline does not have it, or there is no git. Raises Stop (exit 3) as above.
    """
    state = accepted(root, baseline) if baseline != "none" else None
    if state is None:
        return Compared(tuple(problems))
    from pipeline.differences.baseline import ECONOMIES, state_of
    from pipeline.differences.sides import open_side

    before, after = open_side(root, state_of(root, state.revision)), open_side(root, str(root))
    if file not in before.books or file not in after.books:
        return Compared(tuple(problems))
    # The economies are those of today in both: their groups say which ones a slip has.
    groups = {ECONOMIES: after.books[ECONOMIES]} if ECONOMIES in after.books else {}
    base, now = (replace(side, books={**groups, file: side.books[file]}) for side in (before, after))
    told, confirmed, _ = _unconfirmed(root, base, now, problems)
    return Compared(tuple(told), (), (state.said,) if state.said else (), state.shown(root), tuple(confirmed))


def _unconfirmed(
    root: Path, base: Side, now: Side, problems: Sequence[Problem]
) -> tuple[list[Problem], list[Problem], list[Problem]]:
    """Slips that nobody confirmed with the problems of the check, slips that were confirmed, and rows that confirm none."""
    from pipeline.differences.baseline import slips_of

    found, moved = slips_of(base, now)
    before = acknowledged.parse((base.files or {}).get(acknowledged.FILE, b""))
    slips, confirmed, idle = acknowledged.confirmed(found, acknowledged.read(root), before)
    return joined(slips, problems, moved), confirmed, idle


def _without_git(root: Path, year: int, problems: Sequence[Problem]) -> Compared:
    from pipeline.differences.baseline import published

    lost, changed = published(root, year)
    said = (
        "Nothing was compared: git knows no earlier state of this folder, so that figures in the wrong place may pass."
    )
    if changed is not None:
        said += f" {len(changed)} workbook(s) are not those that output/{year} was made from" + (
            f": {', '.join(changed[:_SHOWN])}{' ...' if len(changed) > _SHOWN else ''}." if changed else "."
        )
    slips, confirmed, idle = acknowledged.confirmed(lost, acknowledged.read(root))
    return Compared((*joined(slips, problems), *idle), (), (said,), confirmed=tuple(confirmed))


def joined(
    slips: Sequence[Problem], problems: Sequence[Problem], moved: Set[tuple[str, str]] = frozenset()
) -> list[Problem]:
    """Slips, then problems without those that are effects of a slip, and slips that are effects of a problem: one cause, one message.

    ``moved`` are the indicators with a slip, as workbook and code: notes on them that have no value are effects too.
    """
    told = {_line(one) for one in problems if one.place.cell and one.code in (*_OF_ROWS, *_OF_YEARS)}
    unread = {(one.place.file, one.place.sheet) for one in problems if one.code in _UNREAD}
    wrong = {one.place for one in problems if one.severity is Severity.ERROR}
    slips = [
        one
        for one in slips
        if (one.place.file, one.place.sheet) not in unread
        and not told & set(_lines(one.place))
        and not (one.code == "diff-rule-changed" and one.place in wrong)
    ]
    slipped = {(one.place.file, one.place.sheet) for one in slips if one.severity is Severity.ERROR and one.place.sheet}
    noted = {one.place for one in slips if one.code in OF_VALUES}
    scaled = {line for one in slips for line in _scaled(one)}
    pasted = {one.place.file for one in slips if one.code == "diff-sheet-pasted"}
    exchanged = {one.place.file for one in slips if one.code == "diff-sheets-exchanged"}
    moved_rows = {(one.place.file, one.place.sheet) for one in slips if one.code in _MOVED}
    units = {code for one in slips if one.code == "diff-rule-changed" for code in _UNIT.findall(one.found)}
    tables = {(one.place.file, one.place.sheet.rpartition(" ")[2]) for one in slips if one.severity is Severity.ERROR}
    lost = {code for one in slips if one.code == "diff-series-gone" for code in _SHEET.findall(one.found)}
    whole = {one.place.file for one in (*slips, *problems) if one.severity is Severity.ERROR and not one.place.sheet}
    hidden = {*(f"{file} ›" for file in whole), *(f"{file} › {sheet}!" for file, sheet in slipped)}
    missing = {one.place.file for one in problems if one.code == "sheet-file-missing"}
    gone = [one for one in slips if one.code == "diff-workbook-gone" and one.place.file not in missing]
    kept = [
        one
        for one in problems
        if not (
            one.code in _OF_FIGURES
            and ((one.place.file, one.place.sheet) in slipped or (one.place.cell and told & set(_lines(one.place))))
        )
        and not (one.place.file in pasted and one.code in ("sheet-column-of-another", "sheet-series-of-another"))
        and not (one.place.file in exchanged and one.code in _OF_SHEETS)
        and not (one.code == "sheet-economy-mismatch" and (one.place.file, one.place.sheet) in moved_rows)
        and not (one.code == "sheet-years-order" and one.place.file in {file for file, _ in moved_rows})
        and not (one.code == "sheet-caption-unit" and units & set(_CAPTIONED.findall(one.found)))
        and not (one.code == "sheet-correction-fixed" and any(place in one.found for place in hidden))
        and not (
            one.code == "accounts-identity-broken" and (one.place.file, one.place.sheet.rpartition(" ")[2]) in tables
        )
        and not (gone and one.code in _OF_GONE)
        and not (one.code in _OF_GONE and _names(one.found) and _names(one.found) <= lost)
        and not (one.code == "sheet-note-without-value" and (one.place in noted or _is_of(one, moved)))
        and not (one.code == "sheet-out-of-range" and scaled & set(_lines(one.place)))
        and not (one.code == "acknowledged-gone" and any(f" at {place}" in one.found for place in hidden))
    ]
    return [*(one for one in slips if one.code != "diff-workbook-gone" or one in gone), *kept]


def _is_of(note: Problem, moved: Set[tuple[str, str]]) -> bool:
    """Whether a note without its value is one on an indicator with a slip, which moved or emptied the value."""
    return any(file == note.place.file and f" {code} " in note.found for file, code in moved)


def _names(found: str) -> set[str]:
    """The indicators that a message says no workbook has."""
    listed = found.removeprefix("no workbook has ").partition(";")[0] if found.startswith("no workbook has ") else ""
    return set(listed.split(", ")) if listed else set()


def _lines(place: Place) -> tuple[tuple[str, str, str], ...]:
    """The sheet, column and row of a cell; they stand for each cell in them."""
    column, row = place.cell.rstrip("0123456789"), place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return tuple((place.file, place.sheet, line) for line in ("", column, row))


def _line(one: Problem) -> tuple[str, str, str]:
    """The row or the column of a sheet that a problem of its key is about."""
    return _lines(one.place)[2 if one.code in _OF_ROWS else 1]


def _scaled(slip: Problem) -> Iterable[tuple[str, str, str]]:
    """The cells that are another unit by a slip."""
    kinds = ("diff-scaled-series", "diff-scaled-year", "diff-scaled-economy")
    return (_lines(slip.place)[kinds.index(slip.code)],) if slip.code in kinds else ()


def parted(problems: Iterable[Problem], baseline: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """New problems and old ones: warnings and infos that the baseline has too, in whatever cell. Errors are never old."""
    known = {_key(one) for one in baseline}
    new: list[Problem] = []
    old: list[Problem] = []
    for one in problems:
        (old if one.severity is not Severity.ERROR and _key(one) in known else new).append(one)
    return new, old


def _key(one: Problem) -> tuple[str, str, str, str]:
    return one.code, one.place.file, one.place.sheet, kernel(one)[2]
