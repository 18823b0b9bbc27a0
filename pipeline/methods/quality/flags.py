"""SDMX observation flags: which one wins, and how often each stands on a series."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipeline.model.statuses import HIERARCHY, NORMAL

# Where one flag must win: break first, then the kinds of missing.
PRECEDENCE = HIERARCHY[:4]
# Flags of values that were not measured, or not well.
NOT_MEASURED = ("E", "F", "I", "P", "U", "V", "G", "N")


def winning(flags: Iterable[str]) -> str:
    """The one flag for an observation that has several: B, then O, M, L; else the first that is not normal; else A.

    >>> winning(["A", "L", "B"]), winning(["E", "A"]), winning([])
    ('B', 'E', 'A')
    """
    found = list(flags)
    for flag in PRECEDENCE:
        if flag in found:
            return flag
    return next((flag for flag in found if flag != NORMAL), NORMAL)


def status_shares(rows: pd.DataFrame, by: str = "REF_AREA") -> pd.DataFrame:
    """Share (0-1) of each OBS_STATUS among the observations, by economy (or another column); codes in order.

    >>> rows = pd.DataFrame({"REF_AREA": ["FRA", "FRA"], "OBS_STATUS": ["A", "E"]})
    >>> status_shares(rows).loc["FRA"].to_dict()
    {'A': 0.5, 'E': 0.5}
    """
    counts = rows.groupby([by, "OBS_STATUS"]).size().unstack(fill_value=0)
    return counts.div(counts.sum(axis=1), axis=0).sort_index(axis="columns").rename_axis(columns=None)
