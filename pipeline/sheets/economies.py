"""The economies that a file of figures may speak of, from data/reference/economies.xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.edition import KNOWN_LANGUAGES
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.nearest import plain
from pipeline.sheets.read import Workbook, read_workbook
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.tables import as_text

_FILE = "reference/economies.xlsx"


def load_areas(economies: Path) -> Areas:
    """Economies of data/reference/economies.xlsx: names by ISO3, ISO2 and M49 codes, names in all languages, groups.

    Raises Stop (exit 3) where the workbook does not exist, is refused at the gate or lacks a column.
    """
    if not economies.is_file():
        raise stop(
            ExitCode.DATA,
            "import-no-economies",
            Place(f"data/reference/{economies.name}"),
            "there is no such workbook beside the folder that is imported into",
            "a workbook in one of the folders of data/",
            "give --into a path such as data/development/connectivity.xlsx",
        )
    workbook = read_workbook(economies, f"data/reference/{economies.name}")
    problems = [*(found for found in workbook.problems if found.severity is Severity.ERROR)]
    records, groups = (_records(workbook, *one, problems) for one in layout.LONG_SHEETS[_FILE].items())
    if problems:
        raise Stop(ExitCode.DATA, problems)
    names = {str(r["iso3"]): str(r["name_en"]) for r in records}
    aliases = {str(r[column]): str(r["iso3"]) for r in records for column in ("iso2", "m49") if r[column]}
    languages = [column.header for column in layout.ECONOMY_COLUMNS if column.header.startswith("name_")]
    spoken: dict[str, set[str]] = {}
    for record in records:
        for name in filter(None, map(record.get, languages)):
            spoken.setdefault(plain(str(name)), set()).add(str(record["iso3"]))
    known = {text: next(iter(areas)) for text, areas in spoken.items() if len(areas) == 1}
    kinds = {str(row["code"]) for row in groups} | {
        plain(str(row[code])) for row in groups for code in KNOWN_LANGUAGES if row.get(code)
    }
    return Areas(names, aliases, known, frozenset(kinds))


def _records(
    workbook: Workbook, name: str, columns: Sequence[layout.Column], problems: list[Problem]
) -> list[dict[str, str]]:
    """The filled rows of a long sheet by header; what is missing is a problem."""
    sheet = workbook.sheets.get(name)
    if sheet is None:
        if not problems:
            problems.append(problem("sheet-missing", Place(workbook.file), f"no sheet {name!r}", sheet=name))
        return []
    rows = [[as_text(value) for value in row] for row in sheet.rows]
    header = rows[0] if rows else []
    for column in columns:
        if column.header not in header:
            found = f"no column {column.header!r}"
            problems.append(problem("sheet-missing-column", sheet.place(1, 1), found, header=column.header))
    return [dict(zip(header, row, strict=True)) for row in rows[1:] if row[0]]
