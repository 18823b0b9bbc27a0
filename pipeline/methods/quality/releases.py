"""Two releases of one series compared figure by figure: kept, revised, re-flagged, added, withdrawn.

A figure is only withdrawn, or added to a year, where both releases cover that year at all: years that one release does not
reach say how far it was taken, and not that its source gave a figure up (the distinction of a revision and of an extension
in the OECD/Eurostat guidelines on revisions policy, 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

KEY = ["REF_AREA", "TIME_PERIOD"]
NORMAL = "A"


class Fate(StrEnum):
    """What became of a figure from the earlier release to the later."""

    SAME = "same"
    REFLAGGED = "re-flagged"  # the same figure with another OBS_STATUS
    REVISED = "revised"  # moved by more than the tolerance
    ADDED = "added"  # in a year that both releases cover
    EXTENDED = "extended"  # in a year that only the later release covers
    WITHDRAWN = "withdrawn"  # in a year that both releases cover
    OUTSIDE = "outside"  # in a year that only the earlier release covers


@dataclass(frozen=True)
class Compared:
    """``rows`` has REF_AREA, TIME_PERIOD, earlier, later (NaN where a release has no figure), revision, fate (Fate), sorted
    by the first two; ``tolerance`` is that of revisions; ``flags`` says whether the earlier release tells any OBS_STATUS, without which none has changed.
    ``appeared`` and ``vanished`` are economies that have figures in the later, or the earlier, release alone.
    """

    rows: pd.DataFrame
    tolerance: float
    flags: bool
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]

    def count(self, *fates: Fate) -> int:
        """How many figures had one of these fates."""
        return int(self.rows["fate"].isin(list(fates)).sum())

    def revised(self, times: float = 1.0) -> int:
        """How many figures moved by more than so many times the tolerance."""
        return int((self.rows["revision"].abs() > times * self.tolerance).sum())

    @property
    def pairs(self) -> pd.DataFrame:
        """The figures that stand in both releases."""
        return self.rows.dropna(subset=["earlier", "later"])

    def largest(self, decimals: int) -> pd.DataFrame:
        """The rows of the largest revision, several where they print alike; empty where nothing was revised."""
        moved = self.rows[self.rows["fate"] == Fate.REVISED]
        size = moved["revision"].abs().round(decimals)
        return moved[size == size.max()]


def compare_releases(earlier: pd.DataFrame, later: pd.DataFrame, tolerance: float) -> Compared:
    """Compare two releases of one series in one unit.

    Both hold REF_AREA, TIME_PERIOD, OBS_VALUE, OBS_STATUS, a row an observation. A figure is revised where it moved by more
    than ``tolerance``. Raises ValueError where a release has two figures of one economy and year.
    """
    columns = [*KEY, "OBS_VALUE", "OBS_STATUS"]
    both = pd.merge(
        earlier[columns], later[columns], on=KEY, how="outer", suffixes=("_earlier", "_later"), validate="one_to_one"
    ).sort_values(KEY, kind="stable", ignore_index=True)
    rows = both[KEY].assign(earlier=both["OBS_VALUE_earlier"], later=both["OBS_VALUE_later"])
    rows["revision"] = rows["later"] - rows["earlier"]
    flags = bool((earlier["OBS_STATUS"] != NORMAL).any())
    old, new = rows["earlier"].notna(), rows["later"].notna()
    covered = {
        name: rows["TIME_PERIOD"].isin(rows.loc[there, "TIME_PERIOD"]) for name, there in (("old", old), ("new", new))
    }
    fate = pd.Series(str(Fate.SAME), index=rows.index)
    if flags:
        fate[old & new & (both["OBS_STATUS_earlier"] != both["OBS_STATUS_later"])] = str(Fate.REFLAGGED)
    fate[rows["revision"].abs() > tolerance] = str(Fate.REVISED)
    fate[~old] = str(Fate.EXTENDED)
    fate[~old & covered["old"]] = str(Fate.ADDED)
    fate[~new] = str(Fate.OUTSIDE)
    fate[~new & covered["new"]] = str(Fate.WITHDRAWN)
    areas = {name: set(rows.loc[there, "REF_AREA"]) for name, there in (("old", old), ("new", new))}
    return Compared(
        rows.assign(fate=fate),
        tolerance,
        flags,
        tuple(sorted(areas["new"] - areas["old"])),
        tuple(sorted(areas["old"] - areas["new"])),
    )
