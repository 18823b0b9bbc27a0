"""Timelines of instruments, meetings and platforms: how many a year, and how many so far."""

from __future__ import annotations

import pandas as pd

from pipeline.model.registers import Governance

# Register, and the column of the year that is counted.
KINDS = {
    "adopted": ("instruments", "adopted_year"),
    "in_force": ("instruments", "in_force_year"),
    "meetings": ("meetings", "year"),
    "platforms": ("platforms", "first_year"),
}


def timeline(register: Governance, kind: str, theme: str | None = None) -> pd.DataFrame:
    """Verified rows by year: year, count, cumulative; every year from the first to the last; rows without a year left out.

    ``kind``: adopted or in_force (instruments), meetings, platforms (first edition); ``theme`` limits the rows to one
    theme. Raises ValueError for another kind. An empty register gives an empty table.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}; allowed: {', '.join(KINDS)}")
    name, column = KINDS[kind]
    frame = getattr(register, name)
    rows = frame[frame["verified"] & frame[column].notna()]
    if theme is not None:
        rows = rows[[theme in themes for themes in rows["themes"]]]
    years = rows[column].astype(int)
    if years.empty:
        return pd.DataFrame({"year": [], "count": [], "cumulative": []}, dtype=int)
    counts = years.value_counts().reindex(range(years.min(), years.max() + 1), fill_value=0)
    return pd.DataFrame({"year": counts.index, "count": counts.to_numpy(), "cumulative": counts.cumsum().to_numpy()})
