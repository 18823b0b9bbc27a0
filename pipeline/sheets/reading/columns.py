"""What the columns of a table do beside the figures: dimensions and units that vary, filters, columns that nobody reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.problems import Problem, Severity, first_of
from pipeline.sheets.reading.declared import Reading
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.numbers import number
from pipeline.sheets.reading.shapes import FORMAT
from pipeline.sheets.reading.table import Table

_SHOWN = 8
_REMARK = re.compile(r"flag|status|note|comment|remark|symbol", re.IGNORECASE)
_FEW = 30  # a text column with at most so many values may tell series apart

Row = Mapping[str, str]
Kept = tuple[tuple[str, str, int], Sequence[str]]
"""Indicator, economy and year of a figure, and the texts of its row."""


class Varying:
    """Texts of dimensions, units and multipliers by indicator: the line in which each is first, and in how many it is."""

    def __init__(self, table: Table, reading: Reading) -> None:
        self._table, self._reading = table, reading
        self._watched = tuple(dict.fromkeys(filter(None, (*reading.dimensions, reading.unit, reading.multiplier))))
        self._seen: dict[tuple[str, str], dict[str, list[int]]] = {}
        self._bare: dict[str, list[int]] = {}  # of rows without a unit

    def add(self, indicator: str, line: int, raw: Row) -> None:
        """Note what the watched columns say in a row with a figure."""
        for column in self._watched:
            text = raw[column]
            if text or column not in (self._reading.unit, self._reading.multiplier):
                self._seen.setdefault((column, indicator), {}).setdefault(text, [line, 0])[1] += 1
            elif column == self._reading.unit:
                self._bare.setdefault(indicator, [line, 0])[1] += 1

    def inside(self, indicator: str) -> set[str]:
        """The watched columns that vary inside an indicator."""
        return {column for (column, code), texts in self._seen.items() if code == indicator and len(texts) > 1}

    def problems(self) -> Iterator[Problem]:
        """One error for each column that varies inside an indicator, with its values and their first lines; rows without the unit of others."""
        for indicator, (first, count) in self._bare.items():
            units = self._seen.get((self._reading.unit, indicator))
            if units:
                yield fault(
                    "import-unit-varies",
                    self._table.cell(first, self._reading.unit),
                    f"{self._reading.unit} is blank in {count} rows of {indicator}, first in {first}, and {next(iter(units))} in others",
                    "one unit for an indicator",
                    "look whether those rows have the same unit, and fill it in",
                    Severity.WARNING,
                )
        for column in self._watched:
            mixed = [(code, texts) for (name, code), texts in self._seen.items() if name == column and len(texts) > 1]
            if not mixed:
                continue
            code, texts = mixed[0]
            by_count = sorted(texts.items(), key=lambda item: (-item[1][1], item[1][0]))
            values = "; ".join(
                f"{text or '(blank)'} in {count} rows, first in {first}" for text, (first, count) in by_count[:_SHOWN]
            )
            more = f"; {len(by_count) - _SHOWN} more" if len(by_count) > _SHOWN else ""
            others = f" (and inside {len(mixed) - 1} more indicators)" if len(mixed) > 1 else ""
            unit = column == self._reading.unit
            usual = next(text for text, _ in by_count)
            yield fault(
                "import-unit-varies" if unit else "import-dimension-varies",
                self._table.place(by_count[-1][1][0], self._table.header.index(column) + 1),
                f"{column} varies inside {code}{others}: {values}{more}",
                "one unit for an indicator" if unit else "one value of each dimension for an indicator",
                f"take one of them (--where '{column}={usual}'), make it part of the indicator's name (--indicator), or, if it tells "
                f"nothing apart, name it as 'ignore' in a reading (gdgr reading {self._table.file} --write)",
            )


def filters(table: Table, reading: Reading, matched: Mapping[str, int], rows: int) -> Iterator[Problem]:
    """An error for each filter that no row matches, with what its column holds; one where they match no row together."""
    empty = [column for column in reading.where if not matched.get(column)]
    for column in empty:
        held = Counter(table.column(column)).most_common()
        values = first_of([f"{text or '(blank)'} ({count})" for text, count in held], _SHOWN)
        yield fault(
            "import-filter-empty",
            table.place(table.first, table.header.index(column) + 1),
            f"no row whose {column} is {reading.where[column] or '(blank)'}; it holds {values}",
            "a filter that some rows match",
            "mend the filter, or leave it out",
        )
    if reading.where and not empty and not rows:
        asked = ", ".join(f"{column}={text or '(blank)'}" for column, text in reading.where.items())
        yield fault(
            "import-filter-empty",
            table.place(table.first),
            f"no row matches {asked} together",
            "some rows",
            "leave out a filter",
        )


def not_read(table: Table, reading: Reading, used: Iterable[str], kept: Sequence[Kept]) -> Iterator[Problem]:
    """What becomes of columns that the reading does not name; ``kept`` are the rows with a figure.

    A column whose name speaks of flags or remarks, and one of few texts that economy, year and indicator do not settle, is a
    warning of its own; all others are one notice.
    """
    header = Header(table.header)
    unread = header.others((*used, *header.all(*FORMAT)))
    filled = [name for name in unread if any(table.column(name))]
    plain: list[str] = []
    for name in filled:
        if _REMARK.search(name):
            why = f"the column {name!r}, whose name speaks of flags or remarks, is not read"
            remedy = f"name it as 'status' or 'note' in a reading (gdgr reading {table.file} --write), or as 'ignore'"
        elif _tells_apart(table.header.index(name), kept):
            at = table.header.index(name)
            values = ", ".join(list(dict.fromkeys(cells[at] or "(blank)" for _, cells in kept))[:_SHOWN])
            why = f"the column {name!r} is not read and may tell series apart: {values}"
            remedy = f"filter it (--where), name it among 'dimensions' or 'ignore' in a reading (gdgr reading {table.file} --write)"
        else:
            plain.append(name)
            continue
        place = table.place(table.first, table.header.index(name) + 1)
        yield fault(
            "import-column-not-read", place, why, "every column read, or left out on purpose", remedy, Severity.WARNING
        )
    left = [name for name in reading.ignore if name in table.header and any(table.column(name))]
    unnamed = ["a column without a header"] if any(_unnamed(table)) else []
    if plain or left or unnamed:
        found = f"not read: {', '.join((*plain, *left, *unnamed))}"
        allowed, remedy = "every column read, or left out on purpose", "nothing, if the figures do not need them"
        yield notice("import-columns-not-read", table.place(table.first), found, allowed, remedy)


def repeated(table: Table, rows: Sequence[tuple[int, Row, Row]], ignored: Iterable[str]) -> Iterator[Problem]:
    """A warning where rows that give a figure once more differ in other columns: (line, its row, the first row)."""
    plain = set(ignored)
    differ = {
        name: [line for line, raw, first in rows if raw[name] != first[name]]
        for name in table.header
        if name and name not in plain
    }
    told = {name: lines for name, lines in differ.items() if lines}
    if told:
        line = min(lines[0] for lines in told.values())
        raw, first = next((raw, first) for at, raw, first in rows if at == line)
        texts = "; ".join(
            f"{name}: {first[name] or '(blank)'} and {raw[name] or '(blank)'}"
            for name in told
            if raw[name] != first[name]
        )
        yield fault(
            "import-repeated-rows",
            table.place(line),
            f"{len({line for lines in told.values() for line in lines})} rows give a figure once more and differ from the first in {', '.join(told)}; here {texts}",
            "one row for each indicator, economy and year",
            f"filter the column (--where), or name it among 'dimensions' or 'ignore' in a reading (gdgr reading {table.file} --write)",
            Severity.WARNING,
        )


def _unnamed(table: Table) -> Iterator[str]:
    """The texts below blank headers."""
    at = [column for column, name in enumerate(table.header) if not name]
    return (cells[column] for _, cells in table.rows for column in at)


def _tells_apart(column: int, kept: Sequence[Kept]) -> bool:
    """Whether a column of few texts varies so that neither indicator, nor economy, nor year settles it."""
    texts = {cells[column] for _, cells in kept}
    if not 1 < len(texts) <= _FEW or all(number(text) is not None for text in texts if text):
        return False
    for at in range(3):
        settled: dict[object, str] = {}
        if all(settled.setdefault(key[at], cells[column]) == cells[column] for key, cells in kept):
            return False
    return True
