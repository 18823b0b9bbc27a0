"""Observations: the long table that everything is computed from; each row keeps the cell it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from openpyxl.utils import get_column_letter

from pipeline.model.indicators import Indicator

COLUMNS = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "ROW", "COLUMN")


@dataclass(frozen=True)
class Observations:
    """All observations of a data set.

    ``frame`` has the columns INDICATOR (str), REF_AREA (ISO 3166-1 alpha-3), TIME_PERIOD (int year), OBS_VALUE
    (float, in the indicator's unit), OBS_STATUS (SDMX CL_OBS_STATUS), ROW and COLUMN (1-based cell in the wide sheet),
    sorted by the first three, without duplicates; ``indicators`` maps code to metadata.
    """

    frame: pd.DataFrame
    indicators: dict[str, Indicator]
    _wide: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)

    def of(self, code: str) -> pd.DataFrame:
        """The rows of one indicator. Raises KeyError with the code where it is not known."""
        if code not in self.indicators:
            raise KeyError(code)
        start = self.frame["INDICATOR"].searchsorted(code, side="left")
        stop = self.frame["INDICATOR"].searchsorted(code, side="right")
        return self.frame.iloc[start:stop]

    def wide(self, code: str, column: str = "OBS_VALUE") -> pd.DataFrame:
        """Economies × years of one indicator (index REF_AREA, columns ascending years, NaN where no observation)."""
        if (code, column) not in self._wide:
            rows = self.of(code)
            table = rows.pivot(index="REF_AREA", columns="TIME_PERIOD", values=column)
            self._wide[code, column] = table.sort_index().sort_index(axis="columns")
        return self._wide[code, column].copy()

    def latest(self, code: str, since: int | None = None, until: int | None = None) -> pd.DataFrame:
        """Newest observation of each economy: index REF_AREA, columns value, year, status; within [since, until]."""
        rows = self.of(code)
        if since is not None:
            rows = rows[rows["TIME_PERIOD"] >= since]
        if until is not None:
            rows = rows[rows["TIME_PERIOD"] <= until]
        last = rows.drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
        return last[["OBS_VALUE", "TIME_PERIOD", "OBS_STATUS"]].set_axis(["value", "year", "status"], axis="columns")

    def cells(self, code: str, areas: Iterable[str], years: Iterable[int]) -> tuple[str, ...]:
        """Addresses ``workbook › sheet!A1`` of an indicator's observations of these economies and years."""
        rows = self.of(code)
        rows = rows[rows["REF_AREA"].isin(list(areas)) & rows["TIME_PERIOD"].isin(list(years))]
        indicator = self.indicators[code]
        return tuple(
            f"{indicator.workbook} › {indicator.sheet}!{get_column_letter(column)}{row}"
            for row, column in zip(rows["ROW"], rows["COLUMN"], strict=True)
        )
