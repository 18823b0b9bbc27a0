"""The history of the figures: a CSV file to which each run appends a row a figure."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from pipeline.bench.figure import Figure
from pipeline.bench.machine import Machine
from pipeline.problems import ExitCode, Place, Stop, stop

PLACE = Path("build", "bench-history.csv")


@dataclass(frozen=True)
class Row:
    """One figure of one run; ``time`` (ISO, with its zone) is that of the run, numbers are as measured, blank where none."""

    time: str
    commit: str
    cores: str
    cpu: str
    load: str
    others: str
    figure: str
    value: str
    unit: str
    target: str
    runs: str


COLUMNS = tuple(column.name for column in fields(Row))


def rows_of(figures: Sequence[Figure], machine: Machine, when: datetime) -> list[Row]:
    """The rows of a run; a figure that was not measured has none."""
    return [
        Row(
            when.isoformat(timespec="seconds"),
            machine.commit,
            str(machine.cores),
            machine.cpu,
            _text(figure.load),
            _text(figure.others),
            figure.name,
            _text(figure.value),
            figure.unit,
            _text(figure.target),
            str(len(figure.values)),
        )
        for figure in figures
        if figure.values
    ]


def append(path: Path, rows: Sequence[Row]) -> None:
    """Append rows to a history, which is made where there is none. Raises Stop (exit 3) where the file is another one."""
    known = path.is_file() and path.stat().st_size > 0
    if known:
        read(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if not known:
            writer.writerow(COLUMNS)
        writer.writerows(astuple(row) for row in rows)


def read(path: Path) -> list[Row]:
    """The rows of a history, in their order. Raises Stop (exit 3) where the file is not there or is no history."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *lines = list(csv.reader(stream)) or [[]]
    except FileNotFoundError as error:
        raise _no_history(path, "there is no such file") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise _no_history(path, f"it cannot be read as CSV: {error}") from error
    if tuple(header) != COLUMNS:
        raise _no_history(path, f"its columns are {', '.join(header) or '(none)'}")
    wrong = [number for number, line in enumerate(lines, start=2) if len(line) != len(COLUMNS)]
    if wrong:
        raise _no_history(path, f"line {wrong[0]} has not {len(COLUMNS)} fields")
    return [Row(*line) for line in lines]


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _no_history(path: Path, found: str) -> Stop:
    return stop(
        ExitCode.DATA,
        "bench-history-wrong",
        Place(str(path)),
        found,
        f"a CSV file with the columns {', '.join(COLUMNS)}",
        "name another file with --history, or move this one away",
    )
