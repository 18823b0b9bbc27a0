"""A workbook of an index to start from, made of a researcher's own figures: they, the plainest design, and what may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from pipeline.methods.omissions import Omission
from pipeline.problems import ExitCode, Place, Problem, stop
from pipeline.sheets import layout
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook, Note
from pipeline.studies.book import Book
from pipeline.studies.figures import Source
from pipeline.studies.index_plain import CHOICES, plainest
from pipeline.studies.indicator_workbook import read_book, stop_on_errors, write_template

_WHY = "The plainest choice; write your own reason."
# What the draws vary: the usual alternatives to the plainest choices, each as often as the other.
_UNCERTAINTY = (
    ("normalise", "min_max", "The choice above."),
    ("normalise", "percentile_rank", "Keeps the order only; not moved by outliers."),
    ("aggregate", "arithmetic", "The choice above: full compensation."),
    ("aggregate", "geometric", "Partial compensation."),
    ("weight_noise", "25", "Each weight up to 25 per cent more or less."),
    ("leave_out", "none", "The choice above."),
    ("leave_out", "one indicator", "Any one indicator, all equally often."),
)
_MORE = (("aggregate", "floor", "1", "A geometric mean needs scores above zero: lower ones are raised to it."),)
_MOST_DECIMALS = 6


def start(workbook: Path, target: Path, source: Source) -> tuple[Omission, ...]:
    """Write a workbook of an index from a file of figures; what the reading left out is returned.

    Raises Stop: exit 3 where the file cannot be read, exit 2 where it is a workbook in the layout of a study already.
    """
    problems: list[Problem] = []
    book = read_book(workbook, tuple(layout.INDEX_SHEETS), problems, source)
    if not book.figures:
        raise stop(
            ExitCode.USAGE,
            "study-option",
            Place("--template"),
            f"{workbook.name}, which is a workbook of a study already",
            "a file of figures, or none",
            "change the workbook itself",
        )
    plain = plainest(book, problems)
    stop_on_errors(problems)
    hierarchy = plain["Hierarchy"].frame
    names = {area: name for wide in book.wides.values() for area, name in zip(wide.areas, wide.names, strict=True)}
    extra: dict[str, Sequence[Sequence[object]]] = {
        "Hierarchy": _rows(layout.HIERARCHY_COLUMNS, [
            {"code": row["code"], "parent": row["parent"] or None, "level": int(row["level"]), "direction": row["direction"] or None, "reason": _WHY}
            for row in hierarchy.to_dict("records")
        ]),
        "Choices": _rows(layout.CHOICE_COLUMNS, [
            {"applies_to": "*", "step": step, "parameter": parameter, "value": value, "reason": reason}
            for step, parameter, value, reason in (*((*choice, _WHY) for choice in CHOICES), *_MORE)
        ]),
        "Uncertainty": _rows(layout.UNCERTAINTY_COLUMNS, [
            {"factor": factor, "option": option, "weight": 1, "reason": reason} for factor, option, reason in _UNCERTAINTY
        ]),
    }  # fmt: skip
    about = About(
        f"Composite index of {workbook.name}",
        "Your figures and the plainest design: one level, equal weights. Group the indicators in Hierarchy, choose the methods in "
        "Choices (the sheet Methods lists them), and run gdgr index on this workbook.",
        EDIT_INDICATORS,
        date(max(int(wide.years.max()) for wide in book.wides.values()), 12, 31),
    )
    write_template(target, _indicators(book, about), names, extra, "index")
    return book.omitted


def _indicators(book: Book, about: About) -> IndicatorBook:
    """The figures of a book as sheets."""
    headers = [column.header for column in layout.INDICATOR_COLUMNS]
    rows = book.indicators.frame
    ways = book.directions()
    described = []
    for code in book.wides:
        row = rows[rows["code"] == code].iloc[0]
        known = {header: str(row[header]) for header in headers if header in rows and str(row[header])}
        known |= {"code": code, "direction": ways[code], "name": known.get("name", code)}
        known |= {"decimals": _decimals(book.wides[code].values), "unit_multiplier": "0"}
        described.append(known)
    series = {
        code: {
            (area, int(year)): float(wide.values[i, j])
            for i, area in enumerate(wide.areas)
            for j, year in enumerate(wide.years)
            if not np.isnan(wide.values[i, j])
        }
        for code, wide in book.wides.items()
    }
    columns = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS", "note")
    noted = [] if book.noted is None else book.noted.frame[list(columns)].itertuples(index=False, name=None)
    notes = tuple(
        Note(str(a), str(c), int(y), str(s), str(t)) for a, c, y, s, t in noted if (a, int(y)) in series.get(str(c), {})
    )
    return IndicatorBook(about, tuple(described), series, notes)


def _decimals(values: np.ndarray) -> str:
    """How many decimals the figures show, at most a few."""
    known = values[~np.isnan(values)]
    return str(next((n for n in range(_MOST_DECIMALS) if np.array_equal(np.round(known, n), known)), _MOST_DECIMALS))


def _rows(columns: Sequence[layout.Column], rows: Sequence[dict[str, object]]) -> list[list[object]]:
    """Rows in the columns of a sheet, with its headings."""
    headers = [column.header for column in columns]
    return [list(headers), *([row.get(header) for header in headers] for row in rows)]
