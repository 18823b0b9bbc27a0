"""A file of figures of any publisher as the book of a study: read by its known shape or its declared reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.methods.omissions import Omission, counted
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file, read_or_stop
from pipeline.sheets.codebook import read_codebook
from pipeline.sheets.economies import load_areas
from pipeline.sheets.evidence import Evidence
from pipeline.sheets.read import Sheet, Value, Workbook, open_workbook
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.declared import Options, Reading, read_reading
from pipeline.sheets.reading.delivery import is_delivery
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.numbers import find_signs
from pipeline.sheets.reading.numbers import number as as_number
from pipeline.sheets.reading.observed import Observed, Read
from pipeline.sheets.reading.series import declared_for, read_as
from pipeline.sheets.reading.shapes import known_shape
from pipeline.sheets.reading.table import MAX_TEXT_BYTES, read_table
from pipeline.sheets.reference import ECONOMIES, project_of
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide
from pipeline.studies.book import Book
from pipeline.studies.extremes import of_wide

_LISTED = 12  # notices that are printed; all are in the table Messages
# Columns of a study's sheets that hold codes, which stay as they are written (01, 1.10).
_CODES = frozenset(
    [
        "code",
        "row",
        "column",
        "part_of",
        "table",
        "target",
        "indicator",
        "economy",
        "group",
        "scheme",
        "choice",
        "applies_to",
        "parent",
        "axis",
        "line",
        "role",
    ]
)
_METADATA = ("code", "name", "unit", "direction", "source", "kind")


@dataclass(frozen=True)
class Source:
    """What a command says of a file of figures.

    ``reading`` is one to take instead of the one beside the file, ``options`` go over it, ``codebook`` is a table of
    metadata, ``directions`` says which way is better by indicator (``*``: every other one), ``beside`` are files with the
    study's own sheets by the name of the sheet (blank: a workbook of several), ``population`` is a file of figures,
    ``root`` the folder worked in.
    """

    reading: Path | None = None
    options: Options = field(default_factory=Options)
    codebook: Path | None = None
    directions: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[tuple[str, Path], ...] = ()
    population: Path | None = None
    root: Path = Path()

    def said(self) -> list[str]:
        """The options that are said of a file of figures, and mean nothing for a workbook in the layout of the study."""
        how = self.options
        given = {
            "--reading": self.reading,
            "--codebook": self.codebook,
            "--only": how.select,
            "--indicator": how.indicator,
            "--where": how.where,
            "--missing": how.missing,
            "--skip-area": how.skip_areas,
        }
        return [name for name, value in given.items() if value]

    def plain(self) -> Source:
        """The same without what is said of the file of figures itself."""
        return Source(root=self.root)

    def areas(self) -> tuple[Areas, str]:
        """The economies that codes and names are compared with, and a sentence on where they are from."""
        project = project_of(self.root)
        said = "" if project == self.root else f"Economies and their codes: {project / ECONOMIES}."
        return load_areas(project / ECONOMIES), said


@dataclass(frozen=True)
class Series(Wide):
    """A series of a file of figures; its places are those of the file."""

    places: Mapping[tuple[str, int], Place]

    def place(self, area: int, year: int) -> Place:
        """The place of a figure by its position in ``areas`` and ``years``."""
        return self.places.get((self.areas[area], int(self.years[year])), Place(self.file))

    def area_place(self, area: int, column: int = 1) -> Place:
        """The place of the first figure of an economy."""
        return min(
            (place for (code, _), place in self.places.items() if code == self.areas[area]), default=Place(self.file)
        )


def figures_of(path: Path, others: Collection[str], source: Source, problems: list[Problem]) -> Book:
    """The book of a file of figures; ``others`` are sheets of the study, which hold none.

    Notices and warnings are appended to ``problems``. Raises Stop (exit 3) where the file cannot be read as figures.
    """
    areas, told = source.areas()
    read, how, reading = _read(path, others, areas, source)
    problems += read.problems
    codes: dict[str, dict[str, object]] = {}
    if source.codebook is not None:
        codes, _ = read_codebook(source.codebook)  # a study does without the rest of the metadata
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise Stop(ExitCode.DATA, problems)
    if not read.rows:
        found = "no figure is left: " + (
            "; ".join(f"{reason}: {count} rows" for reason, count in read.left_out.items()) or "no rows"
        )
        raise stop(ExitCode.DATA, "import-empty", Place(path.name), found, "figures", "mend the filter or the reading")
    by_code: dict[str, list[Observed]] = {}

    def called(indicator: str) -> str:
        return str(codes[indicator]["code"]) if indicator in codes else indicator

    for row in read.rows:
        by_code.setdefault(called(row.indicator), []).append(row)
    wides = {code: series_of(path.name, code, rows, areas) for code, rows in by_code.items()}
    odd = [problem for wide in wides.values() for problem in of_wide(wide)]
    if odd:
        raise Stop(ExitCode.DATA, [*problems, *odd])
    known = {str(row["code"]): row for row in codes.values()}
    directions = {**(reading.directions if reading else {}), **source.directions}
    indicators = pd.DataFrame(
        [_metadata(code, rows, known.get(code, {}), directions) for code, rows in by_code.items()]
    ).assign(ROW=range(1, len(by_code) + 1))
    statuses = [
        (row.area, code, row.year, row.status, row.note)
        for code, rows in by_code.items()
        for row in rows
        if row.status != "A"
    ]
    noted = pd.DataFrame(statuses, columns=["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note"])
    notes = [f"{path.name}: {how}; {len(read.rows)} figures of {len(by_code)} indicators."]
    notes += [f"Left out, {reason}: {counted(count, 'row')}." for reason, count in read.left_out.items()]
    notes += [told] if told else []
    notes += said(read.problems)
    return Book(
        Workbook(path.name, _own_sheets(path, others)),
        Table(path.name, "", indicators, {}),
        wides,
        Table(path.name, "", noted.assign(ROW=0), {}),
        tuple(notes),
        figures=True,
        omitted=tuple(
            Omission("file", path.name, counted(count, "row"), f"{counted(count, 'row')} left out, {reason}")
            for reason, count in read.left_out.items()
        ),
        blank=frozenset((called(one.indicator), one.area) for one in read.blanks),
    )


def said(problems: Sequence[Problem]) -> list[str]:
    """Notices of a reading as sentences: counted, the first of them in full."""
    if not problems:
        return []
    counts = {kind: sum(problem.severity is kind for problem in problems) for kind in (Severity.WARNING, Severity.INFO)}
    shown = [f"  {one.severity} {one.code}, {one.place}: {one.found}" for one in problems[:_LISTED]]
    more = [f"  ... and {len(problems) - _LISTED} more in the table Messages"] if len(problems) > _LISTED else []
    head = f"The reading tells {counts[Severity.WARNING]} warnings and {counts[Severity.INFO]} notices:"
    return ["\n".join([head, *shown, *more])]


def is_figures(path: Path, others: Collection[str], source: Source) -> bool:
    """Whether a file is one of figures, and not a workbook in the layout of the study (``others`` are its further sheets)."""
    data = read_file(path, path.name, MAX_TEXT_BYTES)
    if isinstance(data, Problem):
        return False
    if is_texts(data) or declared_for(path, source.reading) is not None:
        return layout.INDICATORS not in ([] if is_texts(data) else open_workbook(data, path.name).sheets)
    sheets = set(open_workbook(data, path.name).sheets)
    if not sheets or layout.INDICATORS in sheets:
        return False
    own = {layout.ABOUT, layout.NOTES, *others}
    table = read_table(path, beside=own)
    return known_shape(Header(table.header), path.name) is not None or not own & sheets


def _own_sheets(path: Path, others: Collection[str]) -> dict[str, Sheet]:
    """The sheets of the study that stand beside the figures in a workbook."""
    data = read_file(path, path.name, MAX_TEXT_BYTES)
    if isinstance(data, Problem) or is_texts(data):
        return {}
    return {name: sheet for name, sheet in open_workbook(data, path.name).sheets.items() if name in others}


def is_texts(data: bytes) -> bool:
    """Whether bytes are no xlsx workbook: a delimited text, an ods or xls file, a message, or one of them packed."""
    return not data.startswith(b"PK") or b"opendocument.spreadsheet" in data[:200] or is_delivery(data)


def _read(path: Path, others: Collection[str], areas: Areas, source: Source) -> tuple[Read, str, Reading | None]:
    """The figures of a file, how it was read in words, and its reading."""
    place = declared_for(path, source.reading)
    declared = read_reading(place) if place else None
    sheet, header, encoding = (declared.sheet, declared.header, declared.encoding) if declared else ("", 0, "")
    table = read_table(path, sheet, header, encoding, {layout.ABOUT, layout.NOTES, *others})
    if any(problem.severity is Severity.ERROR for problem in table.problems) and not table.rows:
        return Read((), table.problems, {}), "", None
    reading = declared or known_shape(Header(table.header), path.name)
    how = f"read as {place.name} declares" if place else f"read as {reading.shape}" if reading else ""
    return read_as(table, reading, areas, source.options), how, reading


def series_of(file: str, code: str, rows: Sequence[Observed], areas: Areas) -> Series:
    """The figures of one indicator, economies and years ascending."""
    names = sorted({row.area for row in rows})
    years = sorted({row.year for row in rows})
    values = np.full((len(names), len(years)), np.nan)
    for row in rows:
        values[names.index(row.area), years.index(row.year)] = row.value
    places = {(row.area, row.year): row.place for row in rows}
    lines = np.arange(2, len(names) + 2)
    columns = np.arange(layout.FIRST_YEAR_COLUMN, layout.FIRST_YEAR_COLUMN + len(years))
    shown = tuple(areas.names[name] for name in names)
    return Series(file, code, tuple(names), shown, np.array(years, dtype=np.int64), values, lines, columns, places)


def _metadata(
    code: str, rows: Sequence[Observed], known: Mapping[str, object], directions: Mapping[str, str]
) -> dict[str, str]:
    """What is known of an indicator: from the codebook, else from the file."""
    units = {row.unit for row in rows if row.unit}
    sources = {row.source for row in rows if row.source}
    own = {
        "code": code,
        "unit": units.pop() if len(units) == 1 else "",
        "source": sources.pop() if len(sources) == 1 else "",
    }
    own |= {name: str(known[name]) for name in _METADATA if known.get(name) not in (None, "")}
    direction = direction_of(code, own.get("direction", ""), directions)
    return {name: own.get(name, "") for name in _METADATA} | {"direction": direction}


def direction_of(code: str, own: str, said: Mapping[str, str]) -> str:
    """Which way is better: as is said of the indicator, else as its metadata have it, else as is said of every other one.

    >>> direction_of("A", "lower", {"*": "higher"}), direction_of("A", "none", {"*": "higher"}), direction_of("A", "lower", {"A": "higher"})
    ('lower', 'higher', 'higher')
    """
    return said.get(code) or (own if own not in ("", "none") else said.get("*", own))


def sheets_beside(
    files: Iterable[tuple[str, Path]], others: Collection[str], problems: list[Problem]
) -> dict[str, Sheet]:
    """The study's own sheets from further files: workbooks with sheets of these names, or tables that are one sheet each.

    Sheets of other names are told. Raises Stop (exit 3) where a file cannot be read.
    """
    found: dict[str, Sheet] = {}
    for name, path in files:
        data = read_or_stop(path, path.name, MAX_TEXT_BYTES)
        if not is_texts(data):
            book = open_workbook(data, path.name)
            if not book.sheets:
                raise Stop(ExitCode.DATA, book.problems)
            problems += book.problems
            own = {sheet: one for sheet, one in book.sheets.items() if sheet in others}
            if name and name not in own and len(book.sheets) == 1:
                own = {name: replace(next(iter(book.sheets.values())), name=name)}
            if not own:
                wanted = name or " or ".join(others)
                raise stop(
                    ExitCode.DATA,
                    "sheet-missing",
                    Place(path.name),
                    f"no sheet {wanted}",
                    f"the sheet {wanted}",
                    "name the sheet so",
                )
            rest = [sheet for sheet in book.sheets if sheet not in own and sheet != layout.ABOUT]
            if rest:
                text = f"not read: the sheets {', '.join(rest)}"
                problems.append(
                    Problem(
                        "import-sheets-not-read",
                        Severity.INFO,
                        Place(path.name),
                        text,
                        ", ".join(others),
                        "nothing, if they hold nothing of the study",
                    )
                )
            found |= own
        else:
            known = {other.casefold(): other for other in others}
            sheet = name or known.get(path.stem.casefold(), "")
            if not sheet:
                wanted = " or ".join(f"{other}.csv" for other in others)
                found_ = f"a table whose name says no sheet: {path.name}"
                raise stop(
                    ExitCode.DATA, "sheet-missing", Place(path.name), found_, wanted, "rename it, or give a workbook"
                )
            found[sheet] = table_sheet(path, sheet, problems)
    return found


def table_sheet(path: Path, name: str, problems: list[Problem], codes: Collection[str] = ()) -> Sheet:
    """A table of texts (CSV, TSV, ods, xls) as a sheet, its numbers as numbers but for those of columns of ``codes``.

    Raises Stop (exit 3) where it cannot be read."""
    table = read_table(path)
    if any(problem.severity is Severity.ERROR for problem in table.problems):
        raise Stop(ExitCode.DATA, table.problems)
    problems += table.problems
    signs = find_signs([text for _, cells in table.rows for text in cells], "", table.delimiter == ";")
    if signs is None:
        found = "figures whose separators all stand before three digits: decimals or thousands"
        remedy = "write one of them with other decimals, or give the table as a workbook"
        raise stop(
            ExitCode.DATA,
            "import-decimal-unsure",
            table.place(table.first),
            found,
            "figures that can be read in one way",
            remedy,
        )

    def value(text: str, header: str) -> Value:
        figure = None if header.casefold() in kept else as_number(text, signs.decimal, signs.groups)
        return text if figure is None else figure

    kept = _CODES | {code.casefold() for code in codes}
    width = len(table.header)
    rows: list[tuple[Value, ...]] = [table.header]
    for line, cells in table.rows:
        rows += [("",) * width] * (line - len(rows) - 1) if line < 10 * len(table.rows) + 100 else []
        rows.append((cells[0], *map(value, cells[1:], table.header[1:])))
    return Sheet(path.name, name, tuple(rows), Evidence())
