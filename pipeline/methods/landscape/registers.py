"""Governance landscape: who has joined what, and which themes the platforms and instruments cover.

Only rows read at a source (``verified``) are counted; lists known to be incomplete give lower bounds.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# Statuses that mean that the economy has taken the step which the instrument asks for.
JOINED = ("party", "ratified", "signed", "endorsed", "adherent")


def theme_counts(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Counts of verified rows by theme and ``by``: columns row (theme), column (value of ``by``), value."""
    rows = frame[frame["verified"]].explode("themes")
    return (
        rows.groupby(["themes", by], sort=True)
        .size()
        .rename("value")
        .reset_index()
        .set_axis(["row", "column", "value"], axis=1)
    )


def joined(parties: pd.DataFrame, instruments: Sequence[str], statuses: Sequence[str] = JOINED) -> pd.Series:
    """Number of these instruments that each economy has joined: index ISO3, verified rows only."""
    rows = parties[
        parties["verified"] & parties["instrument_id"].isin(list(instruments)) & parties["status"].isin(list(statuses))
    ]
    return rows.drop_duplicates(["instrument_id", "iso3"]).groupby("iso3").size().rename("instruments")
