"""What an editor has still to fill in after an import, all of it at once: cells of Indicators, rows of the printed names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.read import open_workbook
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.tables import parse_rows

NAMES, TERMS = "names.xlsx", "Terms"
_REQUIRED = tuple(column.header for column in layout.INDICATOR_COLUMNS if column.required)


def known_names(path: Path) -> frozenset[tuple[str, str]] | None:
    """Kind and code of the printed names of data/reference/names.xlsx; None where there is no such workbook to be read."""
    data = read_file(path, path.name)
    if isinstance(data, Problem):
        return None
    workbook = open_workbook(data, path.name, only=(TERMS,))
    if TERMS not in workbook.sheets:
        return None
    rows = parse_rows(workbook.sheets[TERMS], layout.LONG_SHEETS[f"reference/{NAMES}"][TERMS], (), [])
    return frozenset(zip(rows["kind"], rows["code"], strict=True))


def to_fill(
    workbook: str, metadata: Iterable[Mapping[str, object]], names: frozenset[tuple[str, str]] | None
) -> Iterator[Problem]:
    """One warning for each indicator that lacks something, with everything that it lacks; a name is asked for once."""
    asked: set[tuple[str, str]] = set()
    for row in metadata:
        code = str(row["code"])
        blank = [header for header in _REQUIRED if row.get(header) in (None, "")]
        lacking = [
            f"{kind} {row[header]!r}"
            for kind, header, _ in layout.PRINTED_BY_TERM
            if _lacks(kind, row.get(header), names, asked)
        ]
        parts = [f"in Indicators: {', '.join(blank)}"] if blank else []
        parts += [f"in data/reference/{NAMES}, sheet {TERMS}, a row: {', '.join(lacking)}"] if lacking else []
        if parts:
            found = f"{code}: still to fill {'; '.join(parts)}"
            allowed, remedy = (
                "every required column of Indicators, and a name in each language of the edition for what is printed",
                "fill them in, or import again with a codebook; then run the check",
            )
            place = Place(workbook, layout.INDICATORS)
            yield fault("import-no-metadata", place, found, allowed, remedy, Severity.WARNING)


def _lacks(kind: str, code: object, names: frozenset[tuple[str, str]] | None, asked: set[tuple[str, str]]) -> bool:
    if names is None or code in (None, ""):
        return False
    key = (kind, str(code))
    lacks = key not in names and key not in asked
    asked.add(key)
    return lacks
