"""A run of the benchmark: copy the project, measure what was asked for, print the table, append to the history, draw it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.bench import history
from pipeline.bench.figure import Figure
from pipeline.bench.machine import Load, this_machine
from pipeline.bench.measures import MEASURES, Bench
from pipeline.bench.scratch import scratch
from pipeline.bench.table import as_table, number

Tell = Callable[[str], None]


def run(
    root: Path, year: int, names: Sequence[str], commands: Sequence[str], kept: Path, tell: Tell, show: Tell
) -> None:
    """Measure by short names (of ``MEASURES``) and append to the history ``kept``; ``show`` gets the table.

    ``tell`` gets a line whenever something is known. Raises Stop where a command fails: what was measured before is shown
    and kept.
    """
    machine = this_machine(root)
    when = datetime.now().astimezone()
    figures: list[Figure] = []
    try:
        with tempfile.TemporaryDirectory(prefix="gdgr-bench-", ignore_cleanup_errors=True) as folder:
            tell("copying the project")
            bench = Bench(scratch(root, Path(folder, "project"), year), Path(folder), tell, commands)
            for name in names:
                load = Load()
                tell(f"{name} (load average {load.average:.1f} on {machine.cores} cores)")
                for figure in MEASURES[name](bench):
                    figures.append(replace(figure, load=load.average, others=load.others()))
                    value = f"{number(figure.value, figure.unit)} {figure.unit}" if figure.values else figure.note
                    tell(f"{name}: {figure.name}: {value}")
    finally:
        if figures:
            show(as_table(figures, machine))
            history.append(kept, history.rows_of(figures, machine, when))
