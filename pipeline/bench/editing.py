"""One cell edited: a number of the largest indicator workbook becomes another one, saved as an office does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import ExitCode, Place, stop
from pipeline.sheets import layout
from pipeline.sheets.read import open_workbook, workbooks_below
from pipeline.sheets.tabs import tabs_of

STEP = 0.005  # how much lower the number is after each edit, as a share of what it was


@dataclass
class Editor:
    """Edits the first number that is not zero in the sheet of a workbook's first indicator; each time it is another one."""

    workbook: Path
    sheet: str
    edits: int = 0

    def edit(self) -> None:
        """Save the workbook with the number changed, beside its place and renamed."""
        from openpyxl import load_workbook

        book = load_workbook(self.workbook)
        sheet = book[self.sheet]
        head = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == layout.AREA_HEADER)
        rows = sheet.iter_rows(min_row=head + 1, min_col=layout.FIRST_YEAR_COLUMN)
        cell = next(cell for row in rows for cell in row if isinstance(cell.value, int | float) and cell.value)
        cell.value = round(float(cell.value) * (1 - STEP), 6)
        beside = self.workbook.with_name(f"{self.workbook.name}.tmp")
        book.save(beside)
        beside.replace(self.workbook)
        self.edits += 1


def editor(root: Path) -> Editor:
    """An editor of the largest indicator workbook of today below ``root/data``. Raises Stop (exit 3) where there is none."""
    paths = workbooks_below(root, layout.FRAMEWORKS)
    for file, path in sorted(paths.items(), key=lambda pair: (-pair[1].stat().st_size, pair[0])):
        named = tabs_of(open_workbook(path.read_bytes(), file, only=(layout.INDICATORS,)).sheets)
        if named:
            return Editor(path, next(iter(named.values())))
    raise stop(
        ExitCode.DATA,
        "bench-no-indicators",
        Place("data"),
        "no workbook below data/ has a sheet Indicators with a row",
        "at least one indicator workbook",
        "run the benchmark in the project's folder",
    )
