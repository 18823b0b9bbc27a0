"""Facts of the registers of governance: a number of rows, and where they stand."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.facts import Fact
from pipeline.findings.workshop import Workshop

REGISTERS = "registers"  # source code of the registers of this report (pattern name-source-registers)


def register_cells(workshop: Workshop, sheet: str, rows: pd.DataFrame) -> list[str]:
    """Addresses of rows of a register, as ``workbook › sheet!A5`` (the id); the sheet where there is none."""
    book = workshop.data.governance.workbook
    if "ROW" not in rows.columns or rows.empty:
        return [f"{book} › {sheet}"]
    return [f"{book} › {sheet}!A{int(row)}" for row in rows["ROW"]]


def count_fact(workshop: Workshop, id: str, rows: pd.DataFrame, sheet: str) -> Fact:
    """The fact of a number of rows of a register."""
    cells = register_cells(workshop, sheet, rows)
    return workshop.fact(id, len(rows), "", 0, method="count", cells=cells, register=sheet.lower())
