"""A table as a value: a caption, printed cells, widths and alignment; Markdown and CSV are views of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.origins import Number, Origin, numbers_of
from pipeline.findings.wording import escape

MISSING = "…"


@dataclass(frozen=True)
class Column:
    """One column: printed head, share of the width (any unit), alignment (``l``, ``r`` or ``c``)."""

    head: str
    width: float
    align: str = "l"


@dataclass(frozen=True)
class Table:
    """A printed table in one language.

    ``rows`` hold printed text, already escaped for Markdown where it came from a sheet; every row has one cell a
    column; ``size`` is ``normal``, ``small`` or ``tiny``; ``note`` is a paragraph below (source, symbols). A cell with a
    number is a ``Shown``, which says what stands behind it (``tables.sourced`` makes them); ``behind`` says it of the words of
    a table whose cells have no numbers.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    size: str = "normal"
    note: str = ""
    behind: Origin | None = None

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.id}, row {number}: {len(row)} cells for {len(self.columns)} columns")

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers at their addresses."""
        whole = () if self.behind is None else (Number(self.id, None, "", "", self.behind),)
        return (*whole, *numbers_of(self.id, (text for row in self.rows for text in row)))


def markdown(table: Table) -> str:
    """The table in the report's dialect: a captioned div around a pipe table (see pipeline.render)."""
    rule = {"l": ":---", "r": "---:", "c": ":---:"}
    widths = ",".join(f"{column.width:g}" for column in table.columns)
    lines = [
        f"::: {{#{table.id} .exhibit}}",
        f'::: {{.gdgr-table widths="{widths}" size="{table.size}"}}',
        _line([column.head for column in table.columns]),
        _line([rule[column.align] for column in table.columns]),
        *(_line(row) for row in table.rows),
        ":::",
        "",
    ]
    if table.note:
        lines += ["::: {.exhibit-source}", table.note, ":::", ""]
    return "\n".join([*lines, table.caption, ":::", ""])


def _line(cells: Sequence[str]) -> str:
    """One line of a pipe table."""
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


def cell(value: str | float | None) -> str:
    """Text from a sheet as a cell; blank becomes the symbol for "not available"."""
    shown = "" if value is None or pd.isna(value) else str(value).strip()
    return escape(shown) if shown else MISSING
