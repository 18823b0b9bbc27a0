"""The design of a composite index: its hierarchy and every choice behind it, as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.model.addresses import column_letter
from pipeline.problems import Place

HIERARCHY, CHOICES, GOALPOSTS = "Hierarchy", "Choices", "Goalposts"
ERRORS, UNCERTAINTY = "Measurement error", "Uncertainty"


@dataclass(frozen=True)
class IndexDesign:
    """Hierarchy, choices, goalposts, measurement error and uncertainty; columns as in ``sheets.layout``, and ROW.

    ``columns`` maps sheet and header to the 1-based column in the workbook, so that a problem can name its cell.
    """

    hierarchy: pd.DataFrame
    choices: pd.DataFrame
    goalposts: pd.DataFrame
    errors: pd.DataFrame
    uncertainty: pd.DataFrame
    columns: Mapping[str, Mapping[str, int]]
    workbook: str

    def place(self, sheet: str, row: int = 0, header: str = "") -> Place:
        """The place of a cell by its row and header; of the sheet where ``row`` is 0."""
        column = column_letter(self.columns.get(sheet, {}).get(header, 1))
        return Place(self.workbook, sheet, f"{column}{row}" if row else "")
