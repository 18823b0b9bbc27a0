"""A file to observations: by the reading that is declared for it, else by the known shape that its header has."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.problems import Problem, Severity
from pipeline.sheets.reading.apply import apply, figures_of, missing_columns
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.datasheets import kind_of, read_data_sheets, supply_use_refused
from pipeline.sheets.reading.declared import Options, Reading, beside, read_reading
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.reading.header import Header
from pipeline.sheets.reading.observed import Read
from pipeline.sheets.reading.shapes import SDMX_ALLOWED, TIDY_REQUIRED, known_shape
from pipeline.sheets.reading.table import Table, read_table


def declared_for(file: Path, given: Path | None = None) -> Path | None:
    """The reading of a file: the one that is given, else the one that lies beside it, else None."""
    return given or (beside(file) if beside(file).is_file() else None)


def read_series(file: Path, areas: Areas, options: Options | None = None, given: Path | None = None) -> Read:
    """Read a file of figures, or the figures of a workbook of data sheets. Never raises for bad content of it; Stop (exit 3) where its declared reading is wrong.

    ``given`` is a reading to take instead of the one beside the file; ``options`` are said over either.
    """
    with _uncollected():
        return _read(file, areas, options or Options(), given)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles, of which a reading makes none: it would look at all rows again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(file: Path, areas: Areas, options: Options, given: Path | None) -> Read:
    place = declared_for(file, given)
    declared = read_reading(place) if place else None
    kind = "" if declared else kind_of(file)
    if kind == "data sheets":
        return read_data_sheets(file, areas, options)
    if kind:
        return Read((), (supply_use_refused(file.name),), {})
    table = read_table(file, declared.sheet, declared.header, declared.encoding) if declared else read_table(file)
    if any(problem.severity is Severity.ERROR for problem in table.problems) and not table.rows:
        return Read((), table.problems, {})
    reading = declared or known_shape(Header(table.header), file.name)
    return read_as(table, reading, areas, options)


def read_as(table: Table, reading: Reading | None, areas: Areas, options: Options) -> Read:
    """Read a table by a reading (None: its shape is not known, which is an error) and what is said over it."""
    if reading is None:
        return Read((), (*table.problems, _unknown_shape(table)), {})
    reading, said = _over(table, reading, options)
    problem = said or _incomplete(table, reading)
    if problem:
        return Read((), (*table.problems, problem), {})
    return apply(table, reading, areas, options)


def _over(table: Table, reading: Reading, options: Options) -> tuple[Reading, Problem | None]:
    """The reading with what a command says over it; a problem where it names a column that is not there."""
    header = Header(table.header)
    where = options.where or {}
    absent = [name for name in (*options.indicator, *where) if not header.get(name)]
    if absent:
        return reading, _missing(table, absent, "the columns that the command names")
    indicator = tuple(map(header.get, options.indicator)) or reading.indicator
    filters = {**reading.where, **{header.get(name): text for name, text in where.items()}}
    taken = {*indicator, *filters}
    dimensions = tuple(name for name in (*reading.dimensions, *reading.indicator) if name not in taken)
    return replace(reading, indicator=indicator, where=filters, dimensions=dimensions), None


def _incomplete(table: Table, reading: Reading) -> Problem | None:
    absent = missing_columns(table, reading)
    if absent:
        return _missing(table, absent, "the columns that the reading names")
    fixed = reading.fixed
    if not reading.indicator and "indicator" not in fixed and not reading.values:
        others = ", ".join(reading.dimensions) or "none"
        return fault(
            "import-no-indicator-column",
            table.place(table.first),
            f"no column that names the indicator; columns that may: {others}",
            "one column that names the indicator, or the columns that name it together",
            "say which columns name the indicator (--indicator; their values are joined by '_'), and fix the others with a filter; "
            f"or write its code as indicator under [fixed] in a reading (gdgr reading {table.file} --write)",
        )
    lacks = [name for name in ("economy",) if not reading.economy and name not in fixed]
    lacks += ["year"] if not (reading.year or reading.years or "year" in fixed) else []
    lacks += ["value"] if not (reading.value or reading.years or reading.values) else []
    if lacks:
        return fault(
            "import-reading-incomplete",
            table.place(table.first),
            f"{reading.shape or 'the reading'}: no column of the {' and the '.join(lacks)}",
            "a column of economies, of years and of values, or one economy or year under [fixed]",
            f"gdgr reading {table.file} --write, then name the column, or the economy or year under [fixed]",
        )
    if not figures_of(table, reading):
        wanted = "is a year" if reading.years else f"is {' or '.join(reading.values)}"
        return fault(
            "import-missing-column",
            table.place(table.first),
            f"no column whose header {wanted}; there are {', '.join(filter(None, table.header))}",
            "columns of figures",
            "mend 'years' or [values] in the reading",
        )
    return None


def _missing(table: Table, absent: Sequence[str], allowed: str) -> Problem:
    found = f"no column {', '.join(absent)}; there are {', '.join(filter(None, table.header))}"
    return fault("import-missing-column", table.place(table.first), found, allowed, "name columns that exist")


def _unknown_shape(table: Table) -> Problem:
    missing = [name for name in TIDY_REQUIRED if name not in table.header]
    found = f"no column {', '.join(missing)}; there are {', '.join(filter(None, table.header)) or 'none'}"
    allowed = f"the columns {', '.join(TIDY_REQUIRED)}; SDMX-CSV ({SDMX_ALLOWED}); the layout of a known publisher; or a declared reading"
    remedy = f"gdgr reading {table.file} --write proposes a reading; look at it and import again"
    return fault("import-missing-column", table.place(table.first), found, allowed, remedy)
