"""Observations: the long table that everything is computed from; each row keeps the cell it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.model.addresses import column_letter
from pipeline.model.indicators import Indicator

COLUMNS = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "ROW", "COLUMN")


class Cells:
    """Where the observations of one indicator stand in its sheet, and with which OBS_STATUS.

    ``rows`` are the rows of the indicator (see ``Observations.frame``); what is found keeps their order. A value that a
    declared correction put in place of another has the cell of the correction too (``corrected``, see ``Observations``).
    """

    def __init__(
        self, rows: pd.DataFrame, indicator: Indicator, corrected: Mapping[tuple[str, str, int], str] | None = None
    ) -> None:
        self._area, areas = pd.factorize(rows["REF_AREA"])
        self._areas = {area: number for number, area in enumerate(areas.tolist())}
        self._year = rows["TIME_PERIOD"].to_numpy()
        self._status, self._statuses = pd.factorize(rows["OBS_STATUS"])
        self._row, self._column = rows["ROW"].to_numpy(), rows["COLUMN"].to_numpy()
        sheet = f"{indicator.workbook} › {indicator.sheet}!"
        self._prefix = {int(n): sheet + column_letter(int(n)) for n in np.unique(self._column)}
        self._corrections: list[tuple[int, str]] = []  # row of ``rows``, cell of its correction
        for (code, of_area, of_year), cell in (corrected or {}).items():
            if code == indicator.code and of_area in self._areas:
                at = np.flatnonzero((self._area == self._areas[of_area]) & (self._year == of_year))
                self._corrections += [(int(row), cell) for row in at]

    def of(self, areas: Iterable[str], years: Iterable[int]) -> Found:
        """Those of these economies and years; unknown ones have none."""
        area = np.zeros(len(self._areas), dtype=bool)
        area[[self._areas[one] for one in areas if one in self._areas]] = True
        return self._found(area[self._area] & np.isin(self._year, [int(year) for year in years]))

    def in_year(self, years: pd.Series) -> Found:
        """One of each economy: that of its year (by economy, NaN for none). Raises ValueError for two years of one."""
        if not years.index.is_unique:
            raise ValueError("an economy has two years; allowed: one")
        known = years.dropna().astype(int)
        wanted = np.full(len(self._areas), np.iinfo(np.int64).min)
        for area, year in zip(known.index.tolist(), known.tolist(), strict=True):
            if area in self._areas:
                wanted[self._areas[area]] = year
        return self._found(self._year == wanted[self._area])

    def _found(self, kept: np.ndarray) -> Found:
        cells = zip(self._column[kept].tolist(), self._row[kept].tolist(), strict=True)
        statuses = frozenset(self._statuses[np.unique(self._status[kept])].tolist())
        addresses = [f"{self._prefix[column]}{row}" for column, row in cells]
        addresses += [cell for row, cell in self._corrections if kept[row]]
        return Found(tuple(addresses), statuses)


@dataclass(frozen=True)
class Found:
    """Addresses ``workbook › sheet!A1`` of observations, and the OBS_STATUS that they have."""

    addresses: tuple[str, ...]
    statuses: frozenset[str]


@dataclass(frozen=True)
class Observations:
    """All observations of a data set.

    ``frame`` has the columns INDICATOR (str), REF_AREA (ISO 3166-1 alpha-3), TIME_PERIOD (int year), OBS_VALUE
    (float, in the indicator's unit, UNIT_MULT applied), OBS_STATUS (SDMX CL_OBS_STATUS), ROW and COLUMN (1-based cell in the wide sheet),
    sorted by the first three, without duplicates; ``indicators`` maps code to metadata; ``corrected`` maps (indicator,
    economy, year) of a value that stands in place of the sheet's to the cell of its declared correction.
    """

    frame: pd.DataFrame
    indicators: dict[str, Indicator]
    corrected: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    _wide: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, compare=False, repr=False)
    _ends: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, code: str) -> pd.DataFrame:
        """The rows of one indicator. Raises KeyError with the code where it is not known."""
        return self.frame.iloc[slice(*self.ends(code))]

    def ends(self, code: str) -> tuple[int, int]:
        """First row of an indicator and the row after its last. Raises KeyError with the code where it is not known."""
        if code not in self.indicators:
            raise KeyError(code)
        if not self._ends:
            names, starts = np.unique(self.frame["INDICATOR"].to_numpy(dtype=object), return_index=True)
            starts = starts.tolist()
            lasts = [*starts, len(self.frame)][1:]  # none of either where there are no observations
            self._ends.update(zip(names, zip(starts, lasts, strict=True), strict=True))
        return self._ends.get(code, (0, 0))

    def wide(self, code: str, column: str = "OBS_VALUE") -> pd.DataFrame:
        """Economies × years of one indicator (index REF_AREA, columns ascending years, NaN where no observation)."""
        if (code, column) not in self._wide:
            self._wide[code, column] = table_of(self.of(code), column)
        return self._wide[code, column].copy(deep=False)  # pandas copies it when it is written to

    def latest(self, code: str, since: int | None = None, until: int | None = None) -> pd.DataFrame:
        """Newest observation of each economy: index REF_AREA, columns value, year, status; within [since, until]."""
        rows = self.of(code)
        if since is not None:
            rows = rows[rows["TIME_PERIOD"] >= since]
        if until is not None:
            rows = rows[rows["TIME_PERIOD"] <= until]
        area = rows["REF_AREA"].to_numpy()
        newest = np.ones(len(area), dtype=bool)
        newest[:-1] = area[1:] != area[:-1]
        last = rows[newest].set_index("REF_AREA")
        return last[["OBS_VALUE", "TIME_PERIOD", "OBS_STATUS"]].set_axis(["value", "year", "status"], axis="columns")

    def cells(self, code: str, areas: Iterable[str], years: Iterable[int]) -> tuple[str, ...]:
        """Addresses ``workbook › sheet!A1`` of an indicator's observations of these economies and years."""
        return self.cells_of(code).of(areas, years).addresses

    def cells_of(self, code: str) -> Cells:
        """Where the observations of an indicator stand."""
        return Cells(self.of(code), self.indicators[code], self.corrected)


def table_of(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Economies × years of rows of one indicator, sorted by both and unique: what ``pivot`` gives, in a quarter of its time."""
    line, areas = pd.factorize(rows["REF_AREA"])
    years, place = np.unique(rows["TIME_PERIOD"].to_numpy(), return_inverse=True)
    values = rows[column].to_numpy()
    table = np.full((len(areas), len(years)), np.nan, dtype=object if values.dtype == object else float)
    table[line, place] = values
    if table.size == len(values):  # without a gap whole numbers stay whole
        table = table.astype(values.dtype, copy=False)
    index = pd.Index(areas, name="REF_AREA")
    # Not copied: the order in memory decides that of sums over it, and so their last digit.
    return pd.DataFrame(table, index, pd.Index(years, name="TIME_PERIOD"), copy=False)
