"""Profile of an indicator, economy by economy: how much there is, how old, with which flags, how it was revised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.methods.availability import availability, revisions
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
    years = list(range(first, last + 1))
    wide = kept.pivot(index="REF_AREA", columns="TIME_PERIOD", values="OBS_VALUE").reindex(columns=years)
    frame = availability(wide, economies, last)
    frame["availability"] = frame["observations"] / len(years)
    flags = kept["OBS_STATUS"].groupby(kept["REF_AREA"])
    frame["share_normal"] = flags.agg(lambda column: (column == NORMAL).mean()).reindex(frame.index)
    frame["share_not_measured"] = flags.agg(lambda column: column.isin(NOT_MEASURED).mean()).reindex(frame.index)
    frame["breaks"] = flags.agg(lambda column: (column == "B").sum()).reindex(frame.index)
    frame["pairs"], frame["revised"], frame["revision"] = 0, np.nan, np.nan
    if earlier is not None:
        pairs = revisions(earlier, wide)
        size = pairs["revision"].abs().groupby(pairs["REF_AREA"])
        frame["pairs"] = size.size().reindex(frame.index).fillna(0).astype(int)
        frame["revised"] = size.agg(lambda column: (column > tolerance).mean()).reindex(frame.index)
        frame["revision"] = size.mean().reindex(frame.index)
    return frame
