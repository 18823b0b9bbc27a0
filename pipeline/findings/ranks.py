"""The rankings that the report prints, whole, each rank with its interval: no rank is told without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.findings.claims.ranking import rank_intervals
from pipeline.findings.economy_claims import Economies
from pipeline.findings.firmness import firmness
from pipeline.findings.moments import latest
from pipeline.findings.recipes.composite import composite
from pipeline.findings.recipes.levels import top_bottom
from pipeline.findings.workshop import Workshop

RANKED, INDEXED = "levels.top_bottom", "composite."  # recipes that print a ranking of economies


def rankings(workshop: Workshop, entries: Mapping[str, Mapping[str, Any]]) -> dict[str, pd.DataFrame]:
    """Rank of each economy with the interval it may stand in (rank, low, high by REF_AREA), by figure; ``index`` is the composite.

    A figure of the highest and the lowest ranks all economies among which it chooses; its intervals are those of revisions
    where two releases are at hand, else of values that print alike. Those of the composite are of its Monte Carlo draws.
    """
    found: dict[str, pd.DataFrame] = {}
    for id, entry in entries.items():
        if entry.get("recipe") == RANKED:
            found[id] = _of_indicator(workshop, id, entry)
    if any(str(entry.get("recipe", "")).startswith(INDEXED) for entry in entries.values()) and workshop.data.index:
        table = composite(workshop).audit.uncertainty.intervals.dropna(subset=["base_rank"])
        columns = {"base_rank": "rank", "rank_low": "low", "rank_high": "high"}
        found["index"] = table[list(columns)].rename(columns=columns)
    return found


def _of_indicator(workshop: Workshop, id: str, entry: Mapping[str, Any]) -> pd.DataFrame:
    """The ranking behind a figure of the highest and the lowest."""
    defaults = dict(zip(("count", "minimum_population"), top_bottom.__defaults__ or (), strict=True))
    figure = Economies(
        workshop,
        id,
        entry["indicator"],
        latest(workshop, entry.get("minimum_population", defaults["minimum_population"])),
    )
    values = figure.frame()["value"]
    firm = firmness(workshop, id, figure.code)
    return rank_intervals(values, figure.decimals, firm.margin(values) if firm else 0.0)
