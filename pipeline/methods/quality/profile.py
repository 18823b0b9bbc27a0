"""Profile of an indicator, economy by economy: how much there is, how old, with which flags, how it was revised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.methods.availability import availability_of, revisions
from pipeline.methods.quality.flags import NORMAL, NOT_MEASURED


def profile(
    rows: pd.DataFrame,
    economies: Sequence[str],
    window: tuple[int, int],
    earlier: pd.DataFrame | None = None,
    tolerance: float = 0.0,
) -> pd.DataFrame:
    """One row for each economy: index REF_AREA.

    ``rows`` are the observations of one indicator (REF_AREA, TIME_PERIOD, OBS_VALUE, OBS_STATUS); ``window`` the first
    and last year that count; ``earlier`` the series in an earlier release (economies × years, same unit). Columns:
    observations, first, latest, age (years before the end of the window), longest_gap, availability (share of the
    window's years, 0-1), share_normal (flag A), share_not_measured (estimated, imputed, forecast, provisional ...),
    breaks (number of flags B), pairs, revised (share of pairs that differ by more than ``tolerance``), revision (mean
    absolute). NaN where an economy has no observation, or no pair. Raises ValueError for a window that runs backwards.

    >>> rows = pd.DataFrame({"REF_AREA": "FRA", "TIME_PERIOD": [2018, 2020], "OBS_VALUE": [1.0, 2.0],
    ...                      "OBS_STATUS": ["A", "E"]})
    >>> profile(rows, ["FRA"], (2017, 2020)).loc["FRA", ["availability", "longest_gap", "share_normal"]].tolist()
    [0.5, 1.0, 0.5]
    """
    first, last = window
    if last < first:
        raise ValueError(f"the window {first}-{last} runs backwards")
    kept = rows[rows["TIME_PERIOD"].between(first, last)]
    years = pd.RangeIndex(first, last + 1)
    areas = pd.Index(list(economies), name="REF_AREA")
    line, column = areas.get_indexer(kept["REF_AREA"]), years.get_indexer(kept["TIME_PERIOD"])
    inside = line >= 0
    cell = line[inside], column[inside]
    values = np.full((len(areas), len(years)), np.nan)
    values[cell] = kept["OBS_VALUE"].to_numpy(dtype=float)[inside]
    columns = availability_of(~np.isnan(values), years.to_numpy(), last)
    columns["availability"] = columns["observations"] / len(years)
    counted = np.where(columns["observations"] > 0, columns["observations"], np.nan)
    flags = kept["OBS_STATUS"].to_numpy(dtype=object)[inside]
    for name, wanted in (("share_normal", (NORMAL,)), ("share_not_measured", NOT_MEASURED), ("breaks", ("B",))):
        found = np.bincount(cell[0], weights=np.isin(flags, wanted), minlength=len(areas))
        columns[name] = found / counted if name != "breaks" else np.where(np.isnan(counted), np.nan, found)
    frame = pd.DataFrame(columns, areas).assign(pairs=0, revised=np.nan, revision=np.nan)
    if earlier is not None:
        pairs = revisions(earlier, pd.DataFrame(values, areas, years))
        size, area = pairs["revision"].abs(), pairs["REF_AREA"]
        frame["pairs"] = size.groupby(area).size().reindex(frame.index).fillna(0).astype(int)
        frame["revised"] = (size > tolerance).groupby(area).mean().reindex(frame.index)
        frame["revision"] = size.groupby(area).mean().reindex(frame.index)
    return frame
