"""Codebooks: metadata of indicators as a table with the columns of the sheet Indicators."""

from __future__ import annotations

from pathlib import Path

from pipeline.problems import ExitCode, Problem, Severity, Stop, stop
from pipeline.sheets import layout, tabs
from pipeline.sheets.reading.faults import fault
from pipeline.sheets.reading.numbers import number
from pipeline.sheets.reading.table import Table, read_table

_LARGEST = 1_000_000_000  # whole number in a column of Indicators
KIND = layout.KIND_COLUMN.header  # a column for studies alone; no data sheet has it
HEADERS = tuple(column.header for column in layout.INDICATOR_COLUMNS)


def read_codebook(path: Path) -> tuple[dict[str, dict[str, object]], tuple[Problem, ...]]:
    """Rows of a codebook by the indicator code of the long file (source_code, or code where that is blank), and its notices.

    A codebook is read like any table: its encoding and separator are found out, and it may be a workbook.
    Raises Stop (exit 3) where it cannot be read, a column is not of the layout, a code is missing or no sheet name, or a
    number is none.
    """
    table = read_table(path)
    errors = [problem for problem in table.problems if problem.severity is Severity.ERROR]
    if errors:
        raise Stop(ExitCode.DATA, errors)
    unknown = [name for name in table.header if name not in (*HEADERS, KIND)]
    if unknown or "code" not in table.header:
        raise stop(
            ExitCode.DATA,
            "import-codebook-columns",
            table.place(table.first),
            f"columns {', '.join(unknown)}" if unknown else "no column 'code'",
            ", ".join((*HEADERS, KIND)),
            "name the columns as in the sheet Indicators",
        )
    rows: dict[str, dict[str, object]] = {}
    problems = list(table.problems)
    for line, cells in table.rows:
        raw = dict(zip(table.header, cells, strict=True))
        row: dict[str, object] = {}
        for column in layout.INDICATOR_COLUMNS:
            text = raw.get(column.header, "")
            try:
                row[column.header] = _typed(column, text, "," if table.delimiter == ";" else ".")
            except ValueError:
                raise _codebook_fault(table, line, f"{text!r} in {column.header}", column.kind.value) from None
        kind = raw.get(KIND, "").strip()
        if kind and kind not in layout.SERIES_KINDS:
            raise _codebook_fault(table, line, f"{kind!r} in {KIND}", ", ".join(layout.SERIES_KINDS))
        row[KIND] = kind
        code = str(row["code"] or "")
        if not tabs.legal(code):
            raise _codebook_fault(table, line, f"code {code!r}", "a code of 1 to 31 characters without []:*?/\\'")
        rows[str(row["source_code"] or code)] = row
    return rows, tuple(problems)


def _codebook_fault(table: Table, line: int, found: str, allowed: str) -> Stop:
    return Stop(ExitCode.DATA, [fault("import-codebook-value", table.place(line), found, allowed, "mend the codebook")])


def _typed(column: layout.Column, text: str, decimal: str) -> object:
    if not text:
        return None
    if column.kind is layout.Kind.INTEGER:
        whole = number(text, decimal)
        if whole is None or not whole.is_integer() or abs(whole) > _LARGEST:
            raise ValueError(text)
        return int(whole)
    if column.kind is layout.Kind.NUMBER:
        value = number(text, "." if "." in text else decimal)
        if value is None:
            raise ValueError(text)
        return value
    return text
