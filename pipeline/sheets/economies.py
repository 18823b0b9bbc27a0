"""The economies that a file of figures may speak of, from data/reference/economies.xlsx."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook

from pipeline.edition import KNOWN_LANGUAGES
from pipeline.problems import ExitCode, Place, stop
from pipeline.sheets import layout
from pipeline.sheets.nearest import plain
from pipeline.sheets.reading.areas import Areas


def load_areas(economies: Path) -> Areas:
    """Economies of data/reference/economies.xlsx: names by ISO3, ISO2 and M49 codes, names in all languages, groups.

    Raises Stop (exit 3) where the workbook does not exist.
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
    workbook = load_workbook(economies, read_only=True, data_only=True)
    records, groups = (_records(workbook, name) for name in ("Economies", "Groups"))
    workbook.close()
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


def _records(workbook: Workbook, sheet: str) -> list[dict[str, object]]:
    """The filled rows of a long sheet by header; none where there is no such sheet."""
    if sheet not in workbook.sheetnames:
        return []
    rows = workbook[sheet].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    return [dict(zip(header, row, strict=False)) for row in rows if row and row[0]]
