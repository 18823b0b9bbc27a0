"""What the cells of figures say beside their numbers: marks, signs of per cent, texts that are no number; each told once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pipeline.model.statuses import EITHER, MISSING
from pipeline.problems import Problem, Severity
from pipeline.sheets.reading.declared import Reading
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.numbers import find_signs, flagged, is_missing, is_plain, number, percent, western
from pipeline.sheets.reading.observed import Observed
from pipeline.sheets.reading.table import Table

_PER_CENT = re.compile(
    r"%|\bper ?cent|\bpct?\b|\bpercent|^P[CT]_|\bpour ?cent|\bpor ciento|процент|百分|بالمئة|المائة", re.IGNORECASE
)
_SHOWN = 5  # places of one text that a message lists
HUNDRED = Decimal(100)
_FORM = str.maketrans("23456789", "11111111")


class Said(NamedTuple):
    """A cell taken apart: its figure, the marks behind it, whether it has a sign of per cent, whether it holds no figure."""

    figure: str
    marks: str = ""
    percent: bool = False
    absent: bool = False


class Cells:
    """The cells of one table as its reading takes them, and what must be told of them."""

    def __init__(self, table: Table, reading: Reading, missing: tuple[str, ...]) -> None:
        self._table, self._reading, self._missing = table, reading, missing
        self._texts: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._rows: dict[str, list[Observed]] = {}  # by indicator
        self._signed: set[int] = set()  # the identities of rows with a sign of per cent
        self._shown: set[int] = set()  # and of those whose cells are shown as per cent
        self.decimal, self.groups = ".", ""

    def find_signs(self, texts: list[str]) -> Iterator[Problem]:
        """Find out the signs of decimals and thousands; what is no point alone is told, what may be either is an error."""
        shapes: dict[str, str] = {}  # what a figure proves hangs on its form: one of each is enough
        for text in texts:
            if text not in self._missing:
                shapes.setdefault(text.translate(_FORM), text)
        figures = [self.take(text).figure for text in shapes.values()]
        signs = find_signs(figures, self._reading.decimal, self._table.delimiter == ";")
        place = self._table.place(self._table.first)
        if signs is None:
            marks = "commas" if any("," in text for text in figures) else "points"
            found = f"figures whose {marks} all stand before three digits: decimals or thousands"
            remedy = f"say decimal = ',' or '.' in a reading (gdgr reading {self._table.file} --write)"
            yield fault("import-decimal-unsure", place, found, "figures that can be read in one way", remedy)
            return
        self.decimal, self.groups = signs.decimal, signs.groups
        figures = [western(text) for text in figures]
        if signs.decimal == "," and any("," in text for text in figures):
            yield notice(
                "import-decimal-comma", place, "figures with decimal commas", "figures", "nothing, if they are"
            )
        for sign in signs.groups:
            example = next((text for text in figures if sign in text and self.number(text) is not None), "")
            if example:
                found = f"signs between thousands: {example!r} is read as {self.number(example)!r}"
                yield notice("import-thousands", place, found, "figures", "nothing, if they are")

    def take(self, text: str) -> Said:
        """Take a cell apart."""
        if is_plain(text) and text not in self._missing:
            return Said(text)
        figure, marks = flagged(text) if self._reading.flagged else (text, "")
        reason = self._reason(figure)
        if reason:
            return Said("", " ".join(filter(None, (reason, marks))), absent=True)
        if is_missing(figure, self._missing) or text in self._missing:
            return Said(figure, marks, absent=True)
        figure, signed = percent(figure)
        return Said(figure, marks, signed)

    def number(self, figure: str) -> float | None:
        """The number of a figure by the signs that were found."""
        return number(figure, self.decimal, self.groups)

    def _reason(self, text: str) -> str:
        """A mark in place of a figure that the reading says is a status of a missing value: ``c``, ``(D)``."""
        for mark in dict.fromkeys((text, text.strip("()[] "))):
            if self._reading.statuses.get(mark) in (*MISSING, *EITHER) and number(mark) is None:
                return mark
        return ""

    def no_number(self, text: str, indicator: str, line: int, column: str) -> None:
        """Note a cell that holds neither a number nor a mark that is known."""
        self._texts.setdefault((text, indicator), []).append((line, column))

    def add(self, row: Observed, signed: bool, shown: bool) -> None:
        """Note a figure with its sign of per cent, or shown as per cent by the format of its cell."""
        self._rows.setdefault(row.indicator, []).append(row)
        if signed:
            self._signed.add(id(row))
        if shown:
            self._shown.add(id(row))

    def _parted(self, chosen: set[int]) -> Iterator[tuple[str, list[Observed], list[Observed]]]:
        """Indicators with rows among the chosen: those rows, and the others."""
        for indicator, rows in self._rows.items() if chosen else ():
            some = [row for row in rows if id(row) in chosen]
            if some:
                yield indicator, some, [row for row in rows if id(row) not in chosen]

    def finished(self, rows: list[Observed]) -> list[Observed]:
        """The rows, those shown as per cent times hundred where the reading says so, with ``%`` as unit where they have no other."""
        shown = self._shown if self._reading.percents else set()
        signed = self._signed
        if not shown and not signed:
            return rows
        times = self._reading.percents == "shown"
        return [
            replace(
                row, value=_hundredfold(row.value) if times and id(row) in shown else row.value, unit=row.unit or "%"
            )
            if id(row) in signed or (times and id(row) in shown)
            else row
            for row in rows
        ]

    def problems(self) -> Iterator[Problem]:
        """Everything that the cells noted have to be told for."""
        for (text, indicator), at in self._texts.items():
            yield self._no_number(text, indicator, at)
        for indicator, some, rest in self._parted(self._signed):
            if rest:
                found = f"{indicator}: {len(some)} figures have a sign of per cent, {len(rest)} have none, first in {_where(rest[0])}"
                allowed, remedy = "one unit for an indicator", "write all figures with the sign, or none"
                yield fault("import-unit-varies", some[0].place, found, allowed, remedy)
            else:
                found = f"{indicator}: {len(some)} figures have a sign of per cent, and are read without it"
                yield notice(
                    "import-percent-signs", some[0].place, found, "figures", "nothing, if the unit is per cent"
                )
        if not self._reading.percents:
            yield from self._shown_as_per_cent()

    def _shown_as_per_cent(self) -> Iterator[Problem]:
        """Cells whose format shows 84 % where 0.84 is stored: an error against their unit, or beside cells of another format."""
        for indicator, some, rest in self._parted(self._shown):
            first = some[0]
            shown = f"{_hundredfold(first.value):g} % is {first.value!r}"
            found = f"{len(some)} figures are shown as per cent and stored as fractions: {shown}"
            remedy = (
                "say percents = 'shown' in a reading, which reads what is shown, or 'stored', which reads what is stored "
                f"(gdgr reading {self._table.file} --write)"
            )
            unit = first.unit or self._reading.fixed.get("unit", "")
            severity = Severity.WARNING
            if rest:
                found += f"; {len(rest)} figures of {indicator} are not, first in {_where(rest[0])}"
                severity = Severity.ERROR
            elif _PER_CENT.search(unit):
                yield against_unit(some, unit)
                continue
            else:
                remedy = f"read as stored: compare with the unit; {remedy}"
            yield fault(
                "import-percent-cells", first.place, found, "figures in the unit of the sheet", remedy, severity
            )

    def _no_number(self, text: str, indicator: str, at: list[tuple[int, str]]) -> Problem:
        line, column = at[0]
        lines = ", ".join(str(one) for one, _ in at[1:_SHOWN])
        more = f" (and {len(at) - 1} more cells: lines {lines}{' ...' if len(at) > _SHOWN else ''})" if at[1:] else ""
        marked = flagged(text)[1] if not self._reading.flagged else ""
        file = self._table.file
        if marked:
            remedy = f"say flagged = true in a reading (gdgr reading {file} --write), and under [statuses] what {marked!r} means"
        elif text.startswith("="):
            remedy = "it is a formula that no office has calculated: open the file, save it, and import again"
        elif not any(map(str.isdigit, text)):
            remedy = f"if it means 'no figure', name it (--missing {text!r}, or 'missing' in a reading); under [statuses] where it says why"
        else:
            remedy = (
                "take signs and remarks out of the cell, or name the text as one that means 'no figure' (--missing)"
            )
        return fault(
            "import-text-value",
            self._table.cell(line, column),
            f"{text!r} as a value of {indicator}{more}",
            f"a number with a decimal {'comma' if self.decimal == ',' else 'point'}, or nothing",
            remedy,
        )


def against_unit(rows: Sequence[Observed], unit: str) -> Problem:
    """The error of figures that are shown as per cent and stored as fractions, where the unit is per cent."""
    first = rows[0]
    return fault(
        "import-percent-cells",
        first.place,
        f"{len(rows)} figures are shown as per cent and stored as fractions: {_hundredfold(first.value):g} % is {first.value!r}; "
        f"the unit of {first.indicator} is {unit}",
        "figures in the unit of the sheet",
        "say percents = 'shown' in a reading, which reads what is shown, or 'stored', which reads what is stored "
        f"(gdgr reading {first.place.file} --write)",
    )


def is_per_cent(unit: str) -> bool:
    """Whether a unit is per cent, by its words or its code.

    >>> is_per_cent("per cent of people"), is_per_cent("PC_IND"), is_per_cent("percentage points"), is_per_cent("people")
    (True, True, True, False)
    """
    return bool(_PER_CENT.search(unit))


def _hundredfold(value: float) -> float:
    """A fraction as per cent, without the dust of binary multiplication.

    >>> _hundredfold(0.285)
    28.5
    """
    return float(Decimal(repr(value)) * HUNDRED)


def _where(row: Observed) -> str:
    return row.place.cell or f"line {row.place.line}"
