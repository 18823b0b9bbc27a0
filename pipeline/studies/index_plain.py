"""The plainest design of an index, for a file of figures that comes without one."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.problems import Problem
from pipeline.sheets.reading.declared import DIRECTIONS
from pipeline.sheets.tables import Table
from pipeline.studies.book import Book, no_direction

ROOT = "INDEX"
# One level, equal weights, min-max to 0-100, arithmetic mean; nothing imputed or treated.
CHOICES = (
    ("impute", "method", "none"),
    ("treat", "method", "none"),
    ("normalise", "method", "min_max"),
    ("normalise", "lower", "0"),
    ("normalise", "upper", "100"),
    ("weight", "method", "equal"),
    ("aggregate", "method", "arithmetic"),
)


def plainest(book: Book, problems: list[Problem]) -> Mapping[str, Table]:
    """The sheets Hierarchy and Choices that a book lacks. A series without a direction is a problem."""
    file = book.workbook.file
    found: dict[str, Table] = {}
    if "Hierarchy" not in book.workbook.sheets:
        ways = book.directions()
        silent = [code for code, way in ways.items() if way not in DIRECTIONS]  # an index has no middle that is best
        if silent:
            problems.append(no_direction(book, silent))
        rows = [(ROOT, "", 2, ""), *((code, ROOT, 1, way) for code, way in ways.items())]
        frame = pd.DataFrame(rows, columns=["code", "parent", "level", "direction"])
        frame["level"] = frame["level"].astype("Int64")
        found["Hierarchy"] = Table(file, "", frame.assign(ROW=0), {})
    if "Choices" not in book.workbook.sheets:
        frame = pd.DataFrame(
            [("*", *choice) for choice in CHOICES], columns=["applies_to", "step", "parameter", "value"]
        )
        found["Choices"] = Table(file, "", frame.assign(ROW=0), {})
    return found


def plain_words(plain: Mapping[str, Table], book: Book) -> tuple[str, ...]:
    """What was taken for want of a design, as sentences."""
    said = []
    if "Hierarchy" in plain:
        said.append(f"No sheet Hierarchy: all {len(book.wides)} indicators on one level, each of equal standing.")
    if "Choices" in plain:
        said.append(
            "No sheet Choices: min-max to 0-100, equal weights, arithmetic mean, nothing imputed or treated; "
            "--design FILE.xlsx with Hierarchy and Choices makes another index (gdgr index --template shows one)."
        )
    return tuple(said)
