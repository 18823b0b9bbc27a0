"""The design of a composite index: its hierarchy and every choice behind it, as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pipeline.model.addresses import column_letter
from pipeline.problems import Place

HIERARCHY, CHOICES, GOALPOSTS = "Hierarchy", "Choices", "Goalposts"
ERRORS, UNCERTAINTY, WEIGHT_SETS = "Measurement error", "Uncertainty", "Weight sets"


@dataclass(frozen=True)
class IndexDesign:
    """Hierarchy, choices, goalposts, measurement error, uncertainty and sets of weights; columns as in ``sheets.layout``,
    and ROW.

    ``columns`` maps sheet and header to the 1-based column in the workbook, so that a problem can name its cell.
    """

    hierarchy: pd.DataFrame
    choices: pd.DataFrame
    goalposts: pd.DataFrame
    errors: pd.DataFrame
    uncertainty: pd.DataFrame
    columns: Mapping[str, Mapping[str, int]]
    workbook: str
    weight_sets: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["set", "code", "weight", "ROW"]))

    def place(self, sheet: str, row: int = 0, header: str = "") -> Place:
        """The place of a cell by its row and header; of the sheet where ``row`` is 0."""
        column = column_letter(self.columns.get(sheet, {}).get(header, 1))
        return Place(self.workbook, sheet, f"{column}{row}" if row else "")
