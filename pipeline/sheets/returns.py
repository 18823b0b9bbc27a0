"""Returned questionnaires, read and judged: what each adds, changes or withdraws, what is refused and why.

A return passes the gate like every workbook, whatever office saved it. A row says something where its value, status, source
or remark is filled. It is compared with the value that the respondent saw and with that of the sheets today (three states, as
in a merge): what changed in between is never overwritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from pipeline.model.statuses import EITHER, MISSING, NORMAL, OBS_STATUS
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.codes import Code
from pipeline.sheets.marks import told
from pipeline.sheets.questionnaire import ANSWERED
from pipeline.sheets.read import CellError, Sheet, Uncalculated, Value, read_workbook
from pipeline.sheets.tables import alike, as_text, shown
from pipeline.sheets.wide import Wide, explain
from pipeline.sheets.wording import ANSWERS

KEYS = ("REF_AREA", "INDICATOR", "TIME_PERIOD")
_OF_NOTES = (*KEYS, "OBS_STATUS", "note", "source_override")
_TIMES = 10  # a value that many times the one before it is told
_E, _W = Severity.ERROR, Severity.WARNING
_ALL = (
    Code("return-no-questionnaire", _E, "No questionnaire", "Nothing in the workbook can be read as answers.",
         "a sheet with the columns {columns}", "send back the questionnaire itself; another file is brought in by gdgr import",
         "a table of the ministry, `answers.xlsx`", "the questionnaire that was sent, filled in"),
    Code("return-unknown-economy", _E, "Unknown economy", "An answer belongs to an economy of the register.", "the economy that was asked", "restore the code in the grey cell{near}",
         "`KEX` in the grey cell", "`KEN`, as it was sent"),
    Code("return-unknown-indicator", _E, "Unknown indicator", "An answer belongs to an indicator of the sheets.", "the code that was asked", "restore the code in the grey cell",
         "`NET.UES` in the grey cell", "`NET.USE`, as it was sent"),
    Code("return-not-a-year", _E, "Not a year", "An answer is for one year.", "a year up to {year}", "restore the year in the grey cell",
         "`2025/26` in the grey cell", "`2025`, as it was sent"),
    Code("return-unknown-status", _E, "Unknown status", "A status has one of the SDMX codes.", "one of {choices}", "ask which one is meant",
         "`estimate`", "`E`"),
    Code("return-out-of-range", _E, "Outside the plausible range", "The value cannot be in the unit that was asked.", "{low} to {high}", "ask for the value in the unit of the questionnaire",
         "`4520` where the answer is in per cent", "`45.2`"),
    Code("return-without-source", _E, "Value without source", "Every printed value has a source.", "who publishes the value", "ask for the source",
         "`45.2`, and a blank cell for its source", "`45.2`, `Household survey 2025`"),
    Code("return-status-without-value", _E, "Status of a value that is not there", "The status says that there is a value, and the cell is blank.", "a value, or a status of a missing one ({missing})", "ask what is meant",
         "status `E` and no value", "status `E` and `45.2`"),
    Code("return-value-of-missing", _E, "Value with the status of a missing one", "Either there is a value or there is none.", "a value, or a blank cell with the status {status}", "ask what is meant",
         "status `M` (missing) beside `45.2`", "status `M` and a blank cell"),
    Code("return-nothing-to-withdraw", _E, "Nothing to withdraw", "The sheets hold no value of this year.", "a year with a value", "nothing needs to be done; ask whether another year is meant",
         "a status of a missing value for 2025, where the sheet is blank already", "the same for a year that has a value"),
    Code("return-stale", _E, "Changed in the meantime", "The sheets hold another value than the respondent saw.", "the value that was seen ({seen})", "look which one is newer, and enter it by hand or send the questionnaire again",
         "the respondent saw `45.2` and answers `46`; the sheet now holds `45.9`", "the sheet still holds `45.2`"),
    Code("return-conflict", _E, "Two answers to one question", "Two returns of one economy, or two rows of one, disagree.", "one answer", "ask which one is right; the other: {other}",
         "`45.2` in one file of `KEN`, `54.2` in another", "`45.2` in one file only"),
    Code("return-unsafe-text", _E, "Text that is not seen", "Marks in a text can change how what stands around it is printed.", "a text without control and direction marks", "ask for the text again",
         "a remark with an unseen sign that turns the text round (U+202E)", "the remark, typed anew"),
    Code("return-far", _W, "Far from the value before", "A value ten times the one before is often in another unit.", "a value near {before} ({year})", "ask whether the unit is that of the questionnaire",
         "`4.5` in 2024, `45000` in 2025", "`4.5` in 2024, `4.6` in 2025"),
)  # fmt: skip
CODES = {code.code: code for code in _ALL}


class Effect(StrEnum):
    """What an answer does to the sheets."""

    ADDS = "adds"
    CHANGES = "changes"
    WITHDRAWS = "withdraws"
    REFLAGS = "re-flags"


@dataclass(frozen=True)
class Answer:
    """One accepted row of a return: the cell that it is about, what is there, what it shall be, and what it says."""

    effect: Effect
    place: Place
    area: str
    indicator: str
    year: int
    before: float | None
    after: float | None
    status: str
    source: str
    note: str

    def line(self) -> str:
        """The answer in one line."""
        was, now = ("blank" if value is None else shown(value) for value in (self.before, self.after))
        flag = f" [{self.status}]" if self.status != NORMAL else ""
        remark = f"; {self.note}" if self.note else ""
        return f"{self.effect:9} {self.area} {self.indicator} {self.year}: {was} → {now}{flag}  ({self.source or 'no source'}{remark})"


@dataclass(frozen=True)
class Returned:
    """What the returns of a folder say: accepted answers, and every problem; ``files`` are those that were read."""

    files: tuple[str, ...]
    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    unchanged: int = 0


@dataclass(frozen=True)
class Known:
    """What the sheets hold: workbooks by code of their indicators, economies, and the newest year that may be told."""

    books: Mapping[str, IndicatorBook]
    economies: Mapping[str, str]
    until: int
    _notes: dict[str, dict[tuple[str, str, int], tuple[str, str, str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def row(self, code: str) -> Mapping[str, object]:
        """The row of Indicators of a code."""
        return next(one for one in self.books[code].indicators.records() if one["code"] == code)

    def value(self, code: str, area: str, year: int) -> float | None:
        """The value that the sheet holds; None where it holds none."""
        wide: Wide | None = self.books[code].wides.get(code)
        years = wide.years.tolist() if wide is not None else []
        if wide is None or area not in wide.areas or year not in years:
            return None
        value = float(wide.values[wide.areas.index(area), years.index(year)])
        return None if value != value else value  # noqa: PLR0124  NaN is a blank cell

    def status(self, code: str, area: str, year: int) -> tuple[str, str, str]:
        """OBS_STATUS, note and source of Notes."""
        book = self.books[code]
        if book.file not in self._notes:
            rows = book.notes.of(*_OF_NOTES) if book.notes is not None else ()
            told = {(row[1], row[2], row[3]): (row[4], row[5], row[6]) for row in reversed(list(rows))}
            self._notes[book.file] = told
        return self._notes[book.file].get((area, code, year), (NORMAL, "", ""))

    def before(self, code: str, area: str, year: int) -> tuple[int, float] | None:
        """The last year before with a value, and the value."""
        wide = self.books[code].wides.get(code)
        for one in sorted(wide.years.tolist() if wide is not None else (), reverse=True):
            value = self.value(code, area, one) if one < year else None
            if value is not None:
                return one, value
        return None


def read_returns(folder: Path, known: Known) -> Returned:
    """Read every workbook of a folder and judge its answers; nothing is raised and nothing written."""
    paths = [path for path in sorted(folder.glob("*.xls*")) if not path.name.startswith(("~$", "."))]
    problems: list[Problem] = []
    given: list[Answer] = []
    unchanged = 0
    for path in paths:
        read = read_workbook(path, path.name)
        problems += read.problems
        sheet = next((one for one in read.sheets.values() if set(KEYS + ANSWERED) <= _headers(one)), None)
        if sheet is None:
            if not any(problem.severity is _E for problem in read.problems):
                columns = ", ".join((*KEYS, *ANSWERED))
                found = "no sheet with the columns of a questionnaire"
                problems.append(CODES["return-no-questionnaire"].at(Place(path.name), found, columns=columns))
            continue
        for row in _rows(sheet):
            answer = _judge(row, known, problems)
            if answer is not None and answer is not _SAME:
                given.append(answer)
            unchanged += answer is _SAME
    answers = tuple(_agreed(given, problems))
    return Returned(tuple(path.name for path in paths), answers, tuple(problems), unchanged)


@dataclass(frozen=True)
class _Row:
    sheet: Sheet
    number: int
    cells: Mapping[str, Value]
    columns: Mapping[str, int]

    def said(self, header: str) -> str:
        return as_text(self.cells.get(header, ""))

    def place(self, header: str) -> Place:
        return self.sheet.place(self.number, self.columns.get(header, 1))


def _headers(sheet: Sheet) -> set[str]:
    return {as_text(value) for value in sheet.header}


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """The rows that say something."""
    columns = {
        as_text(value): number for number, value in enumerate(sheet.header, start=1) if as_text(value) in ANSWERS
    }
    for number, cells in enumerate(sheet.rows[sheet.head :], start=sheet.head + 1):
        row = _Row(sheet, number, {header: cells[column - 1] for header, column in columns.items()}, columns)
        if any(row.said(header) for header in ANSWERED):
            yield row


_SAME = Answer(Effect.ADDS, Place(""), "", "", 0, None, None, "", "", "")


def _judge(row: _Row, known: Known, problems: list[Problem]) -> Answer | None:
    """The answer of a row; ``_SAME`` where the sheets hold it already, None where it is refused (problems say why)."""

    def refuse(code: str, header: str, found: str, **values: object) -> None:
        problems.append(CODES[code].at(row.place(header), found, **values))

    area, code = row.said("REF_AREA"), row.said("INDICATOR")
    year, value = row.cells.get("TIME_PERIOD", ""), row.cells.get("OBS_VALUE", "")
    before = len(problems)
    if area not in known.economies:
        refuse("return-unknown-economy", "REF_AREA", repr(area), near="")
    if code not in known.books:
        refuse("return-unknown-indicator", "INDICATOR", repr(code))
    if not isinstance(year, float) or not year.is_integer() or not 1900 <= year <= known.until:
        refuse("return-not-a-year", "TIME_PERIOD", shown(year), year=known.until)
    for header in ("source_override", "note"):
        if hidden := told(row.said(header)):
            refuse("return-unsafe-text", header, hidden)
    status = row.said("OBS_STATUS") or NORMAL
    if status not in OBS_STATUS:
        refuse("return-unknown-status", "OBS_STATUS", repr(status), choices=", ".join(OBS_STATUS))
    at = int(year) if isinstance(year, float) and year.is_integer() else 0
    for header in ("OBS_STATUS", "source_override", "note"):
        cell = row.cells.get(header, "")
        if isinstance(cell, CellError | Uncalculated):
            problems.append(explain(cell, area, code, at, row.place(header)))
    if value != "" and not (isinstance(value, float) and abs(value) != float("inf")):
        problems.append(explain(value, area, code, at, row.place("OBS_VALUE")))
    if len(problems) > before:
        return None
    assert isinstance(year, float)
    return _compared(row, known, problems, area, code, int(year), value if isinstance(value, float) else None, status)


def _compared(
    row: _Row, known: Known, problems: list[Problem], area: str, code: str, year: int, value: float | None, status: str
) -> Answer | None:
    """An answer whose cells are well-formed, against what the sheets hold and what the respondent saw."""
    faults: list[Problem] = []

    def refuse(name: str, header: str, found: str, **values: object) -> None:
        faults.append(CODES[name].at(row.place(header), found, **values))

    today = known.value(code, area, year)
    flagged, noted, sourced = known.status(code, area, year)
    source, note = row.said("source_override"), row.said("note")
    if value is not None and alike(value, today) and not row.said("OBS_STATUS"):
        status = flagged
    seen = row.cells.get("known_value", "")
    saw = seen if isinstance(seen, float) else None
    if value is not None:
        low, high = (known.row(code)[name] for name in ("minimum", "maximum"))
        if (isinstance(low, float) and value < low) or (isinstance(high, float) and value > high):
            refuse("return-out-of-range", "OBS_VALUE", shown(value), low=_any(low), high=_any(high))
        if status in MISSING:
            refuse("return-value-of-missing", "OBS_STATUS", f"{status} beside {shown(value)}", status=status)
        if not source and not alike(value, today):
            refuse("return-without-source", "source_override", f"{shown(value)} without a source")
    elif status not in (*MISSING, *EITHER):
        found = f"{status} without a value" if row.said("OBS_STATUS") else "a source or a remark without a value"
        refuse("return-status-without-value", "OBS_VALUE", found, missing=", ".join((*MISSING, *EITHER)))
    elif today is None:
        refuse("return-nothing-to-withdraw", "OBS_VALUE", f"no value of {code} for {area} in {year}")
    if "known_value" in row.columns and not alike(saw, today) and not alike(value, today):
        found = f"the sheets hold {'none' if today is None else shown(today)}"
        refuse("return-stale", "known_value", found, seen="none" if saw is None else shown(saw))
    problems += faults
    if faults:
        return None
    earlier = known.before(code, area, year)
    if value is not None and earlier is not None and earlier[1] and not 1 / _TIMES < abs(value / earlier[1]) < _TIMES:
        found = f"{shown(value)} ({code} {area} {year})"
        problems.append(
            CODES["return-far"].at(row.place("OBS_VALUE"), found, before=shown(earlier[1]), year=earlier[0])
        )
    same = alike(value, today) and (status, note or noted, source or sourced) == (flagged, noted, sourced)
    if same:
        return _SAME
    if value is None:
        effect = Effect.WITHDRAWS
    elif today is None:
        effect = Effect.ADDS
    else:
        effect = Effect.REFLAGS if alike(value, today) else Effect.CHANGES
    return Answer(effect, row.place("OBS_VALUE"), area, code, year, today, value, status, source, note)


def _any(bound: object) -> str:
    return f"{bound:g}" if isinstance(bound, float) and bound == bound else "any"  # noqa: PLR0124


def _agreed(answers: Sequence[Answer], problems: list[Problem]) -> Iterator[Answer]:
    """The answers on which all returns agree, each once; those that disagree are problems."""
    by_cell: dict[tuple[str, str, int], list[Answer]] = defaultdict(list)
    for answer in answers:
        by_cell[answer.area, answer.indicator, answer.year].append(answer)
    for found in by_cell.values():
        first = found[0]
        others = [one for one in found[1:] if replace(one, place=first.place) != first]
        if not others:
            yield first
            continue
        for one in found:
            other = first if one is not first else others[0]
            code = CODES["return-conflict"]
            problems.append(code.at(one.place, one.line().strip(), other=f"{other.place}"))


def by_effect(answers: Iterable[Answer]) -> dict[Effect, int]:
    """How many answers there are of each effect."""
    found = dict.fromkeys(Effect, 0)
    for answer in answers:
        found[answer.effect] += 1
    return found
