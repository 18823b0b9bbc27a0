"""A table and its reading become observations; every row that does not fit is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.model.addresses import position
from pipeline.model.statuses import MISSING, NORMAL, OBS_STATUS
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.findings import too_many
from pipeline.sheets.reading import columns
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.cells import Cells
from pipeline.sheets.reading.declared import Options, Reading
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.header import Header, short
from pipeline.sheets.reading.numbers import multiplier
from pipeline.sheets.reading.observed import Blank, Observed, Read
from pipeline.sheets.reading.periods import FORMS, header_mark, years_in
from pipeline.sheets.reading.statuses import Judged, judge, status_of
from pipeline.sheets.reading.table import Table

_MOST_NEAR = 50  # unknown codes for which the nearest are looked for
_MOST_INDICATORS = 5_000
_DELETED = "deleted by the source (ACTION D)"
_FLOW = re.compile(r"(?:[\w.]+[:=])+(\w+)(?:\([\d.]+\))?")


Key = tuple[str, str, int]
"""Indicator, economy and year of an observation."""
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A column of figures: the year (and a mark behind it) and the part of the indicator's name that its header says, its columns of notes."""

    column: str
    period: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()
    mark: str = ""


def apply(table: Table, reading: Reading, areas: Areas, options: Options) -> Read:
    """The observations of a table. Every column that the reading names must be there: see ``missing_columns``."""
    return _Rows(table, reading, areas, options).read()


def missing_columns(table: Table, reading: Reading) -> tuple[str, ...]:
    """Columns that a reading names and a table does not have."""
    return tuple(dict.fromkeys(name for name in reading.columns() if name not in table.header))


def figures_of(table: Table, reading: Reading) -> tuple[Figure, ...]:
    """The columns of figures, in the order of the table."""
    plain = tuple(name for name in reading.note if "*" not in name)
    if reading.years:
        years = Header(table.header).years()
        return tuple(Figure(name, str(year), "", plain, header_mark(name)) for name, year in years.items())
    found: list[Figure] = []
    for name in table.header:
        for pattern, code in reading.values.items():
            match = re.fullmatch(re.escape(pattern).replace(r"\*", "(.+)"), name, re.IGNORECASE)
            if match:
                stem = match[1] if match.groups() else name
                notes = [note.replace("*", stem) for note in reading.note]
                found.append(Figure(name, "", code.replace("*", stem), Header(table.header).all(*notes)))
                break
    if reading.value:
        found.append(Figure(reading.value, "", "", plain))
    return tuple(found)


class _Rows:
    """One pass over the rows of a table."""

    def __init__(self, table: Table, reading: Reading, areas: Areas, options: Options) -> None:
        self.table, self.reading, self.areas, self.options = table, reading, areas, options
        self.figures = figures_of(table, reading)
        self.cells = Cells(table, reading, (*reading.missing, *options.missing))
        self.problems: list[Problem] = list(table.problems)
        self.left_out: dict[str, int] = {}
        self.unknown: dict[str, list[int]] = {}
        self.aggregates: dict[str, set[int]] = {}
        self.unlisted: dict[str, set[int]] = {}
        self.varying = columns.Varying(table, reading)
        self.action = Header(table.header).get("ACTION")
        self.problems += self.cells.find_signs([text for one in self.figures for text in table.column(one.column)])
        self.blanks: list[Blank] = []
        self.homeless: list[tuple[int, str]] = []  # line and column of figures without an economy
        self.seen: dict[Key, tuple[Observed, Texts]] = {}  # what is kept, and the texts of its row
        self.repeats: list[tuple[int, Mapping[str, str], Mapping[str, str]]] = []
        self.worded: set[Key] = set()  # observations that no column of statuses speaks of
        # Texts come again row by row: what each means is looked up once.
        self.stated: dict[Texts, tuple[str, str, bool]] = {}
        self.letters = {figure: self._letters(figure) for figure in self.figures}
        self.named: dict[Texts, str] = {}
        periods = table.column(reading.year) if reading.year else [reading.fixed.get("year", "")]
        self.years = years_in([*(figure.period for figure in self.figures), *periods])
        self.placed: dict[str, str | None] = {}

    def read(self) -> Read:
        rows = list(self._observed())
        rows = self._sources_speak(self.cells.finished(rows))  # in this order: cells know the rows that they were given
        self.problems += [*self.varying.problems(), *self.cells.problems(), *self._marked_years(), *self._lacking(rows)]
        for told, (code, at) in enumerate(islice(self.unknown.items(), layout.MAX_PROBLEMS)):
            nearest = self.areas.nearest(code) if told < _MOST_NEAR else ""
            self._add(
                "import-unknown-economy",
                at[0],
                self.reading.economy,
                f"no economy {code!r} ({len(at)} rows)" + (f"; nearest: {nearest}" if nearest else ""),
                "an ISO 3166-1 code (alpha-3, alpha-2), an M49 code or a name of an economy in data/reference/economies.xlsx",
                "mend the code, or leave the rows of an aggregate out by naming its code (--skip-area)",
            )
        if self.homeless:
            line, column = self.homeless[0]
            found = f"{len(self.homeless)} figures whose rows name no economy are left out, the first in line {line}"
            allowed = f"an economy in {self.reading.economy} of each row"
            remedy = "nothing, if they are of groups; merged cells: write the economy into each row"
            self.problems.append(
                fault("import-blank-economy", self._place(line, column), found, allowed, remedy, Severity.WARNING)
            )
        place = self.table.place(self.table.first)
        if self.aggregates:
            found = f"groups of economies left out, with their rows: {_counted(self.aggregates)}"
            self.problems.append(
                notice("import-aggregates", place, found, "economies", "nothing; groups are computed from economies")
            )
        if self.unlisted:
            found = (
                f"areas left out that the list of economies does not have, with their rows: {_counted(self.unlisted)}"
            )
            remedy = "nothing; an area that is to count needs a row in data/reference/economies.xlsx first"
            allowed = "an economy in data/reference/economies.xlsx"
            self.problems.append(fault("import-unlisted-area", place, found, allowed, remedy, Severity.WARNING))
        if self.repeats:
            plain = (
                *self.reading.ignore,
                self.reading.economy,
                self.reading.year,
                *(one.column for one in self.figures),
            )
            self.problems += columns.repeated(self.table, self.repeats, plain)
        used = [*self.reading.columns(), *(name for figure in self.figures for name in (figure.column, *figure.notes))]
        if not any(problem.severity is Severity.ERROR for problem in self.problems):
            kept = [(key, cells) for key, (_, cells) in self.seen.items()]
            self.problems += columns.not_read(self.table, self.reading, used, kept)
        ordered = sorted(self.problems, key=lambda problem: problem.place.line)
        return Read(tuple(rows), tuple(ordered), self.left_out, tuple(self.blanks))

    def _marked_years(self) -> Iterator[Problem]:
        """A warning for marks behind the years of columns that are no status."""
        strange = [one.column for one in self.figures if one.mark and not self._letters(one)]
        if strange:
            found = f"years with marks: {', '.join(strange)}; what the marks say is not read"
            remedy = "look what they mean; a column of other figures has to be left out or imported by itself"
            place = self._place(self.table.first, strange[0])
            yield fault("import-year-mark", place, found, "years as headers", remedy, Severity.WARNING)

    def _lacking(self, rows: list[Observed]) -> Iterator[Problem]:
        """A warning for each status that says of a figure that there is none."""
        for status in MISSING:
            some = [row for row in rows if row.status == status]
            if some:
                found = f"{len(some)} figures with the status {status} ({OBS_STATUS[status]}), the first in {_where(some[0])}"
                allowed, remedy = (
                    "a figure, or a status of a missing value",
                    "look what the source means; map its flag under [statuses] in a reading",
                )
                yield fault("import-status-of-none", some[0].place, found, allowed, remedy, Severity.WARNING)

    def _letters(self, figure: Figure) -> str:
        """The mark behind a year where it is a status: ``p``, ``e``."""
        known = figure.mark.upper() in layout.OBS_STATUS or figure.mark in self.reading.statuses
        return figure.mark if known else ""

    def _observed(self) -> Iterator[Observed]:
        matched: dict[str, int] = {}
        codes: set[str] = set()
        passed = 0
        duplicates: list[tuple[Observed, Mapping[str, str]]] = []
        for line, cells in self.table.rows:
            if len(self.problems) > layout.MAX_PROBLEMS or len(self.unknown) > layout.MAX_PROBLEMS:
                self.problems.append(too_many(self.table.file))
                break
            if len(codes) > _MOST_INDICATORS:
                many, wanted = f"more than {_MOST_INDICATORS:,} indicators", "fewer indicators in a file"
                self._add("import-too-many-indicators", line, "", many, wanted, "look at what names the indicator")
                break
            raw = dict(zip(self.table.header, cells, strict=True))
            if self.reading.where and not self._passes(raw, matched):
                continue
            passed += 1
            for figure in self.figures:
                row = self._row(line, raw, figure)
                if row is None:
                    continue
                key = _key(row)
                if key in self.seen:
                    duplicates.append((row, raw))
                    continue
                self.seen[key] = (row, cells)
                codes.add(row.indicator)
                yield row
        self.problems += columns.filters(self.table, self.reading, matched, passed)
        for row, its_raw in duplicates:
            first, texts = self.seen[_key(row)]
            self._duplicate(row, its_raw, first, dict(zip(self.table.header, texts, strict=True)))

    def _passes(self, raw: Mapping[str, str], matched: dict[str, int]) -> bool:
        """Whether a row is one of those that the filters let through; each filter that fits is counted."""
        where = self.reading.where
        fits = [column for column, text in where.items() if text in (raw[column], _code(raw[column]))]
        for column in fits:
            matched[column] = matched.get(column, 0) + 1
        if len(fits) < len(where):
            column = next(name for name in where if name not in fits)
            self._skip(f"{column} other than {where[column] or '(blank)'}")
        return len(fits) == len(where)

    def _row(self, line: int, raw: Mapping[str, str], figure: Figure) -> Observed | None:
        reading, fixed = self.reading, self.reading.fixed
        indicator = self._indicator(raw, figure)
        if self.options.select is not None and indicator not in self.options.select:
            self._skip("indicator not asked for")
            return None
        if not indicator:
            wanted = f"a code in {', '.join(reading.indicator)}"
            self._add("import-no-indicator", line, figure.column, "no indicator in the row", wanted, "fill it in")
            return None
        code = _code(raw[reading.economy]) if reading.economy else fixed["economy"]
        code = reading.economies.get(code, code)
        if not code or code in self.options.skip_areas:
            if not code and not self.cells.take(raw[figure.column]).absent:
                self.homeless.append((line, figure.column))
            self._skip(f"area {code or '(blank)'}")
            return None
        area = self._area(code)
        if area is None and self.areas.is_aggregate(code, reading.aggregates):
            self.aggregates.setdefault(code, set()).add(line)
            return None
        cell = self.cells.take(raw[figure.column])
        letters = self.letters[figure]
        letters = f"{cell.marks} {letters}".strip() if cell.marks else letters
        period = figure.period or (raw[reading.year] if reading.year else fixed["year"])
        year = self.years.get(period)
        deletes = bool(self.action) and _code(raw[self.action]) == "D"
        if area is None and self.areas.is_unlisted(code) and (deletes or not cell.absent):
            self.unlisted.setdefault(code, set()).add(line)
            return None
        if deletes:
            self._delete(area, year, indicator, line)
            return None
        if cell.absent:
            self._skip(f"no figure ({raw[figure.column] or 'blank'})")
            if area is not None and year is not None:
                self._blank(area, year, indicator, line, raw, figure, letters)
            return None
        if area is None:
            self.unknown.setdefault(code, []).append(line)
        if year is None:
            remedy = "give yearly figures; aggregate months first"
            self._add("import-bad-year", line, reading.year, f"{period!r} as a year", FORMS, remedy)
        value = self.cells.number(cell.figure)
        if value is None:
            self.cells.no_number(raw[figure.column], indicator, line, figure.column)
        if area is None or year is None or value is None:
            return None
        status, note, stated = self._status(line, raw, figure, letters)
        self.varying.add(indicator, line, raw)
        get = raw.get
        text = _code(get(reading.multiplier, "")) if reading.multiplier else ""
        power = multiplier(text) if text else None
        if text and power is None:
            wanted = "a power of ten (0, 3, 6) or its word (Units, Thousands, Millions)"
            self._add("import-bad-multiplier", line, reading.multiplier, f"{text!r} as a multiplier", wanted, "mend it")
        row = Observed(
            area,
            year,
            indicator,
            value,
            status,
            note,
            get(reading.unit) or fixed.get("unit", ""),
            get(reading.source, ""),
            get(reading.url, ""),
            get(reading.licence, ""),
            power,
            self._place(line, figure.column),
            get(reading.name, ""),
            not reading.percents and self.table.is_percent(line, figure.column),
        )
        if not stated:
            self.worded.add(_key(row))
        self.cells.add(row, cell.percent, self.table.is_percent(line, figure.column))
        return row

    def _area(self, code: str) -> str | None:
        if code not in self.placed:
            self.placed[code] = self.areas.find(code)
        return self.placed[code]

    def _indicator(self, raw: Mapping[str, str], figure: Figure) -> str:
        texts = (*(raw[name] for name in self.reading.indicator), figure.name)
        if texts not in self.named:
            parts = [
                _flow(text) if short(name).upper() == "DATAFLOW" else _code(text)
                for name, text in zip(self.reading.indicator, texts, strict=False)
            ]
            self.named[texts] = "_".join(filter(None, (*parts, figure.name))) or self.reading.fixed.get("indicator", "")
        return self.named[texts]

    def _status(self, line: int, raw: Mapping[str, str], figure: Figure, letters: str) -> tuple[str, str, bool]:
        """Status and note of a cell, and whether a column of statuses said it."""
        key = (letters, *[raw[name] for name in self.reading.status], *[raw[name] for name in figure.notes])
        known = self.stated.get(key)
        if known is not None:
            return known
        names = (*map(short, self.reading.status), "flag")
        said = (*(_code(raw[name]) for name in self.reading.status), letters)
        judged = judge(list(zip(names, said, strict=True)), self.reading.statuses)
        found = self._judged(judged, raw, figure)
        if not judged.unknown:
            self.stated[key] = found
        for letter in dict.fromkeys(judged.unknown):
            self._add(
                "import-unknown-status",
                line,
                next((name for name in self.reading.status if letter in raw[name]), figure.column),
                f"the status {letter!r}",
                "SDMX CL_OBS_STATUS: " + ", ".join(layout.OBS_STATUS),
                f"say what it means under [statuses] in a reading (gdgr reading {self.table.file} --write)",
            )
        return found

    def _judged(self, judged: Judged, raw: Mapping[str, str], figure: Figure) -> tuple[str, str, bool]:
        texts = [raw[name] for name in figure.notes if raw[name] and raw[name] not in self.options.ignore_notes]
        note = "; ".join(dict.fromkeys(texts))
        if judged.stated:
            return judged.status, "; ".join(filter(None, (note, judged.note))), True
        status, note = status_of(note)
        return status, note, status != NORMAL

    def _blank(
        self, area: str, year: int, indicator: str, line: int, raw: Mapping[str, str], figure: Figure, letters: str
    ) -> None:
        status, note, _ = self._status(line, raw, figure, letters)
        self.blanks.append(Blank(area, year, indicator, status, note, self._place(line, figure.column)))

    def _delete(self, area: str | None, year: int | None, indicator: str, line: int) -> None:
        """Note that the source takes an observation back; what deletes more than one, or one of this file, is an error."""
        if area is None or year is None or (indicator, area, year) in self.seen:
            found = "a row that deletes (ACTION D) a value of this file, or more than one observation"
            allowed = "rows that give values, or delete one that an earlier file gave"
            self._add("import-delete-row", line, self.action, found, allowed, "delete the cells by hand")
            return
        self.blanks.append(Blank(area, year, indicator, NORMAL, _DELETED, self._place(line, self.action)))
        self._skip(f"rows that take a value back: {_DELETED}")

    def _sources_speak(self, rows: list[Observed]) -> list[Observed]:
        """Where the rows of an indicator name several sources, or sources are remarks, the words of a source are a status too.

        A remark that is the only source of an indicator is none: it says how that figure was made, and goes to its note.
        """
        sources: dict[str, Counter[str]] = {}
        for row in rows:
            sources.setdefault(row.indicator, Counter())[row.source] += 1
        remarks = self.reading.remark_in_source
        alone = {code for code, texts in sources.items() if len(texts) == 1 and (remarks or texts.total() == 1)}
        speaking = alone | {code for code, texts in sources.items() if remarks or len(texts) > 1}
        return [self._spoken(row, row.indicator in alone) if row.indicator in speaking else row for row in rows]

    def _spoken(self, row: Observed, alone: bool) -> Observed:
        said = status_of(row.source)[0]
        if said == NORMAL:
            return row
        status = said if _key(row) in self.worded else row.status
        if not alone:
            return replace(row, status=status)
        return replace(row, status=status, note="; ".join(filter(None, (row.note, row.source))), source="")

    def _duplicate(self, row: Observed, raw: Mapping[str, str], first: Observed, first_raw: Mapping[str, str]) -> None:
        if row.value == first.value:
            self._skip("repeats an earlier row")
            self.repeats.append((row.place.line or (position(row.place.cell) or (1, 1))[0], raw, first_raw))
            return
        named = {*self.reading.dimensions, self.reading.unit}
        differs = [name for name in self.table.header if raw[name] != first_raw[name] and name in named]
        if set(differs) & self.varying.inside(row.indicator):
            return  # told once, by the column that varies
        self.problems.append(
            fault(
                "import-duplicate",
                row.place,
                f"{row.indicator} {row.area} {row.year} is {row.value!r} here and {first.value!r} in {_where(first)}",
                "one value for each indicator, economy and year",
                "delete the wrong row, or filter the column in which the rows differ",
            )
        )

    def _add(self, code: str, line: int, column: str, found: str, allowed: str, remedy: str) -> None:
        self.problems.append(fault(code, self._place(line, column), found, allowed, remedy))

    def _place(self, line: int, column: str) -> Place:
        return self.table.cell(line, column)

    def _skip(self, reason: str) -> None:
        self.left_out[reason] = self.left_out.get(reason, 0) + 1


def _counted(lines: Mapping[str, Collection[int]]) -> str:
    """Codes with the number of their rows, for a message."""
    return ", ".join(f"{code} ({len(of_code)})" for code, of_code in lines.items())


def _key(row: Observed) -> Key:
    return row.indicator, row.area, row.year


def _where(row: Observed) -> str:
    return row.place.cell or f"line {row.place.line}"


def _code(text: str) -> str:
    """The code of a cell that may hold its label too (``FRA: France``)."""
    return text.split(":", 1)[0].strip() if ":" in text else text


def _flow(text: str) -> str:
    """The name of a data flow without its agency and version.

    >>> _flow("ESTAT:ISOC_CI_IFP_IU(1.0)")
    'ISOC_CI_IFP_IU'
    """
    match = _FLOW.fullmatch(text)
    return match[1] if match else text
