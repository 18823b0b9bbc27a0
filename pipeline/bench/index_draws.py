"""More draws of the index: in the whole report by its sheet of choices, and of the Monte Carlo alone."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.bench.processes import fresh
from pipeline.bench.scratch import Scratch
from pipeline.sheets import layout

MONTE_CARLO = 2_000  # draws
ALONE = "import sys\nfrom pipeline.methods.index.bench import bench\nprint(bench(draws=int(sys.argv[1]))['seconds'])"


def more_draws(root: Path, times: int) -> int:
    """Multiply the draws of the index of the report; how many there are then, 0 where there is no index."""
    from openpyxl import load_workbook

    path = root / "data" / layout.INDEX_WORKBOOK
    if not path.is_file():
        return 0
    book = load_workbook(path)
    headers, *rows = book["Choices"].iter_rows()
    at = {str(cell.value): position for position, cell in enumerate(headers)}
    for row in rows:
        if (row[at["step"]].value, row[at["parameter"]].value) == ("audit", "draws"):
            draws = times * int(str(row[at["value"]].value))
            row[at["value"]].value = str(draws)
            book.save(path)
            return draws
    return 0


def monte_carlo(scratch: Scratch, draws: int) -> float:
    """Seconds of the Monte Carlo on made-up numbers in a fresh process; loading the libraries is not counted."""
    return float(fresh([sys.executable, "-c", ALONE, str(draws)], scratch.place).output.split()[-1])
