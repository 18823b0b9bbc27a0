"""The figures as a table for the terminal: value, target and whether it is met, runs, and what else the machine did."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.bench.figure import Figure
from pipeline.bench.machine import Machine

HEADERS = ("figure", "value", "target", "", "runs", "lowest", "highest", "others", "note")
COUNTED = "pages"
_LEFT = {0, 3, 8}  # columns of text
_MET = {True: "met", False: "MISSED", None: ""}


def as_table(figures: Sequence[Figure], machine: Machine) -> str:
    """A line each figure, in the order given; below, the machine and how many targets are met."""
    rows = [HEADERS, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADERS))]
    lines = []
    for row in rows:
        cells = [
            text.ljust(width) if column in _LEFT else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join([*lines, "", *_below(figures, machine)])


def number(value: float, unit: str = "") -> str:
    """Three significant digits or more, never an exponent: 0.234, 1.23, 12.3, 1,234; pages are whole."""
    size = abs(value) if unit != COUNTED else math.inf
    places = 3 if size < 1 else 2 if size < 10 else 1 if size < 100 else 0
    return f"{value:,.{places}f}"


def _row(figure: Figure) -> tuple[str, ...]:
    several = len(figure.values) > 1
    return (
        figure.name,
        f"{number(figure.value, figure.unit)} {figure.unit}" if figure.values else "-",
        "" if figure.target is None else f"<= {figure.target:g}",
        _MET[figure.met],
        str(len(figure.values)),
        number(min(figure.values), figure.unit) if several else "",
        number(max(figure.values), figure.unit) if several else "",
        "" if figure.others is None else f"{figure.others:.1f}",
        figure.note,
    )


def _below(figures: Sequence[Figure], machine: Machine) -> list[str]:
    judged = [figure for figure in figures if figure.met is not None]
    missed = [figure.name for figure in judged if not figure.met]
    absent = [figure.name for figure in figures if not figure.values]
    loads = [figure.load for figure in figures if figure.load is not None]
    busy = max((figure.others for figure in figures if figure.others is not None), default=0.0)
    lines = [
        f"{len(judged) - len(missed)} of {len(judged)} targets met"
        + (f"; missed: {'; '.join(missed)}" if missed else "")
        + (f"; not measured: {'; '.join(absent)}" if absent else ""),
        f"{machine.cores} cores, {machine.cpu}; commit {machine.commit or 'unknown'}"
        + (f"; load average {min(loads):.1f} to {max(loads):.1f}, this benchmark's own work included" if loads else ""),
        "value: median of the runs; others: cores that other programmes kept busy meanwhile",
    ]
    if busy > 0.1 * machine.cores:
        lines.append(
            "Others were at work on this machine: seconds are too long, ratios unsure. Run it where it is quiet."
        )
    return lines
