"""``gdgr reading``: how a file is or would be read, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.problems import Problem
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.datasheets import SHAPE, kind_of, read_data_sheets, supply_use_refused
from pipeline.sheets.reading.declared import Options, Reading, as_toml, beside, read_reading
from pipeline.sheets.reading.guess import propose
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.series import declared_for, read_as
from pipeline.sheets.reading.shapes import known_shape
from pipeline.sheets.reading.table import Table, read_table

SHOWN = 10
ASKED = 20  # codes that are no economy a terminal is asked for


@dataclass(frozen=True)
class Proposal:
    """The reading of a file, where it comes from, what is unsure about it, and what it gives."""

    file: Path
    origin: str
    reading: Reading | None
    questions: tuple[str, ...]
    read: Read

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every error and notice of the reading."""
        return self.read.problems

    def toml(self) -> str:
        """The reading as it is written beside the file; blank where there is none."""
        return as_toml(self.reading, self.file.name, self.questions) if self.reading else ""

    def lines(self) -> list[str]:
        """What is shown: the reading, its first rows, what is unsure."""
        lines = [f"{self.file.name}: {self.origin}", "", *self.toml().splitlines(), ""]
        rows = self.read.rows[:SHOWN]
        lines += (
            [f"The first {len(rows)} of {len(self.read.rows)} figures as they would be read:"]
            if rows
            else ["No figure would be read."]
        )
        for row in rows:
            note = f"  ({row.note})" if row.note else ""
            lines.append(
                f"  {row.area} {row.year} {row.indicator}  {row.value!r} {row.unit}  {row.status}{note}".rstrip()
            )
        lines += [f"  left out, {reason}: {count} rows" for reason, count in self.read.left_out.items()]
        return lines


Ask = Callable[[str, str], str]
"""Asks a question with a proposed answer (blank: none); gives the answer."""


def propose_reading(file: Path, areas: Areas, ask: Ask | None = None) -> Proposal:
    """The declared reading of a file, else that of its known shape, else a guess to be looked at.

    ``ask`` is asked what a reading that nobody declared lacks or guesses. Raises Stop (exit 3) where the reading beside the file is wrong; what is wrong with the file is among the problems.
    """
    place = declared_for(file)
    declared = read_reading(place) if place else None
    kind = "" if declared else kind_of(file)
    if kind == "data sheets":
        origin = f"a {SHAPE}: it needs no reading; gdgr import takes its indicators, gdgr check looks at it"
        return Proposal(file, origin, None, (), read_data_sheets(file, areas, Options()))
    if kind:
        return Proposal(file, "not read", None, (), Read((), (supply_use_refused(file.name),), {}))
    table = read_table(file, declared.sheet, declared.header, declared.encoding) if declared else read_table(file)
    if not table.header:
        return Proposal(file, "not read", None, (), Read((), table.problems, {}))
    questions: tuple[str, ...] = ()
    reading = declared or known_shape(Header(table.header), file.name)
    origin = (
        f"read as {beside(file).name} declares" if declared else f"a known shape: {reading.shape}" if reading else ""
    )
    if reading is None:
        reading, questions = propose(table, areas)
        origin = "no known shape; a proposal by what the columns hold"
    if ask and declared is None:
        reading, questions = (
            _named(_settled(reading, table.header, file.name.split(".")[0], ask), table, areas, ask),
            (),
        )
    return Proposal(file, origin, reading, questions, read_as(table, reading, areas, Options()))


def _named(reading: Reading, table: Table, areas: Areas, ask: Ask) -> Reading:
    """A reading after the answers to codes and names that are no economy: the nearest are a question, never an answer."""
    if not reading.economy or reading.economy not in table.header:
        return reading
    known: dict[str, str] = {}
    for text in dict.fromkeys(table.column(reading.economy)):
        if not text or text in reading.economies or areas.find(text) or areas.is_aggregate(text, reading.aggregates):
            continue
        if areas.is_unlisted(text):
            continue  # left out by name
        if len(known) == ASKED:
            break
        nearest = areas.nearest(text)
        hint = f"; nearest: {nearest}" if nearest else ""
        answer = ask(f"Which economy is {text!r}, by its ISO3 code (- leaves it out{hint})?", "")
        known |= {text: "" if answer == "-" else answer.upper()} if answer else {}
    return replace(reading, economies={**reading.economies, **known})


def _settled(reading: Reading, header: Sequence[str], stem: str, ask: Ask) -> Reading:
    """A reading after the answers to what it lacks or takes from names."""
    fixed = dict(reading.fixed)
    if not reading.economy and "economy" not in fixed:
        answer = ask("Which column holds the economies (or which economy is it, by its ISO3 code)?", "")
        reading, fixed = (
            (replace(reading, economy=answer), fixed) if answer in header else (reading, {**fixed, "economy": answer})
        )
    if not (reading.year or reading.years or "year" in fixed):
        answer = ask("Which column holds the years (or of which year are the figures)?", "")
        reading, fixed = (
            (replace(reading, year=answer), fixed) if answer in header else (reading, {**fixed, "year": answer})
        )
    if not (reading.indicator or reading.values or "indicator" in fixed):
        fixed["indicator"] = stem
    if "indicator" in fixed:
        fixed["indicator"] = ask("What is the code of the indicator?", fixed["indicator"])
    values = {}
    for column, code in reading.values.items():
        values[column] = (
            code if "*" in column else ask(f"What is the code of the indicator in {column} (- leaves it out)?", code)
        )
    left = tuple(column for column, code in values.items() if code == "-")
    kept = {column: code for column, code in values.items() if code != "-"}
    return replace(reading, fixed=fixed, values=kept, ignore=(*reading.ignore, *left))
