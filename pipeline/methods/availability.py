"""Availability of data: who reports, how old the latest datum is, where series have holes, how they were revised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def availability(wide: pd.DataFrame, economies: Sequence[str], until: int) -> pd.DataFrame:
    """Per economy: observations, first and latest year, age of the latest datum (years before ``until``), longest gap.

    ``wide`` is economies × years; economies without any observation have observations 0 and NaN elsewhere. The longest
    gap counts missing years between the first and the latest observation.
    """
    table = wide.reindex(list(economies))
    return pd.DataFrame(availability_of(table.notna().to_numpy(), table.columns.to_numpy(), until), table.index)


def availability_of(present: np.ndarray, years: np.ndarray, until: int) -> dict[str, np.ndarray]:
    """The columns of ``availability`` for a table (economies × years, bool) of what is there; years ascending."""
    years = np.asarray(years, dtype=float)
    if not present.size:
        present, years = np.zeros((len(present), 1), dtype=bool), np.zeros(1)
    before = np.maximum.accumulate(np.where(present, years, -np.inf), axis=1)[:, :-1]
    gaps = np.where(present[:, 1:] & np.isfinite(before), years[1:] - before - 1, 0).max(axis=1, initial=0)
    first = np.where(present, years, np.inf).min(axis=1)
    latest = np.where(present, years, -np.inf).max(axis=1)
    there = present.any(axis=1)
    found = {"first": first, "latest": latest, "age": until - latest, "longest_gap": gaps}
    if there.all():
        found = {name: column.astype(int) for name, column in found.items()}
    else:
        found = {name: np.where(there, column, np.nan) for name, column in found.items()}
    return {"observations": present.sum(axis=1), **found}


def reporting_share(wide: pd.DataFrame, economies: Sequence[str]) -> pd.Series:
    """Share (0-1) of the economies with a value, by year."""
    return wide.reindex(list(economies)).notna().mean(axis=0)


def revisions(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Observations present in two releases: REF_AREA, TIME_PERIOD, earlier, later, revision (later − earlier).

    Both are economies × years in one unit. Rows are in order of economy and year.
    """
    pair = pd.DataFrame(
        {"earlier": earlier.stack(), "later": later.stack()},
    ).dropna()
    pair["revision"] = pair["later"] - pair["earlier"]
    pair.index = pair.index.set_names(["REF_AREA", "TIME_PERIOD"])
    return pair.reset_index()


def revision_summary(pairs: pd.DataFrame, tolerance: float) -> dict[str, float]:
    """Size of revisions: n, share revised by more than ``tolerance``, mean (bias) and mean absolute revision, largest.

    Mean and mean absolute revision as in the OECD/Eurostat guidelines on revisions policy (2012). Raises ValueError
    for an empty table.
    """
    if pairs.empty:
        raise ValueError("no observation stands in both releases")
    size = pairs["revision"].abs()
    return {
        "pairs": float(len(pairs)),
        "share_revised": float((size > tolerance).mean()),
        "mean": float(pairs["revision"].mean()),
        "mean_absolute": float(size.mean()),
        "largest": float(size.max()),
    }
