"""The series that a study works on, from a workbook in the indicator layout or from a file of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.omissions import Omission
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.read import Workbook
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide


@dataclass(frozen=True)
class Book:
    """What was read: the workbook, the rows of Indicators, and one data sheet an indicator by code.

    ``noted`` are rows of Notes, ``told`` sentences on how it was read; ``figures`` says that it is a file of figures, or a workbook of
    data sheets alone, without sheets of the study: what it lacks is from beside it, or from the project; ``omitted`` is what
    the reading left out, ``blank`` are pairs of indicator and economy of which a file of figures has rows without a figure.
    """

    workbook: Workbook
    indicators: Table
    wides: Mapping[str, Wide]
    noted: Table | None = None
    told: tuple[str, ...] = ()
    figures: bool = False
    omitted: tuple[Omission, ...] = ()
    blank: frozenset[tuple[str, str]] = frozenset()

    def frame(self, code: str) -> pd.DataFrame:
        """Economies × years of one indicator, years ascending."""
        return frame(self.wides[code])

    def unit(self, code: str) -> str:
        """The unit of an indicator; blank where the sheet has none."""
        return self.said(code, "unit")

    def said(self, code: str, column: str) -> str:
        """What the rows of Indicators say of an indicator in a column; blank where they have no such column."""
        rows = self.indicators.frame
        return str(rows.loc[rows["code"] == code, column].iloc[0]) if column in rows else ""

    def directions(self) -> dict[str, str]:
        """Which way is better, by indicator; blank where nobody says it."""
        rows = self.indicators.frame
        ways = rows["direction"] if "direction" in rows else [""] * len(rows)
        return {str(code): str(way) for code, way in zip(rows["code"], ways, strict=True) if code in self.wides}

    def place(self, code: str, area: str, year: int | None = None) -> Place:
        """The cell of an observation, or of the economy's code."""
        wide = self.wides[code]
        row = wide.areas.index(area)
        if year is None:
            return wide.area_place(row)
        return wide.place(row, int(np.flatnonzero(wide.years == year)[0]))


def frame(wide: Wide) -> pd.DataFrame:
    """A data sheet as economies × years, years ascending."""
    years = [int(year) for year in wide.years]
    return pd.DataFrame(wide.values, index=list(wide.areas), columns=years).sort_index(axis=1)


def no_direction(book: Book, codes: list[str]) -> Problem:
    """The error of series of which nobody says whether higher or lower is better."""
    return Problem(
        "study-no-direction",
        Severity.ERROR,
        Place(book.workbook.file),
        f"nobody says which way is better: {', '.join(codes)}",
        "higher or lower, for every series",
        f"say --direction {codes[0]}=higher (or =lower; '*=higher' for all others), name it under [directions] in a reading, "
        "or in the column direction of Indicators or of a codebook (--codebook)",
    )
