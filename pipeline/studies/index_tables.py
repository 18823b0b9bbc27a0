"""The tables and notes of the study ``index``, from an index and its audit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.methods.index.audit import Audit
from pipeline.methods.index.build import IndexResult, imputed_share
from pipeline.methods.index.inputs import Inputs


def tables(result: IndexResult, checked: Audit | None, inputs: Inputs) -> dict[str, pd.DataFrame]:
    """Every table of the study by its sheet name; those of the audit only where there is one."""
    nodes = [node for node in result.scores if node in result.availability]
    ranking = pd.DataFrame({"score": result.score, "rank": result.rank})
    if checked is not None:
        ranking = ranking.join(checked.uncertainty.intervals.drop(columns=["base_score", "base_rank"]))
    ranking["imputed_share"] = imputed_share(result)
    tables = {
        "Ranking": ranking.sort_values("rank").reset_index(),
        "Scores": result.scores.reset_index(),
        "Ranks": result.ranks[nodes].reset_index(),
        "Data used": used(result, inputs),
        "Availability": result.availability.reset_index(),
        "Weights": result.weights,
        "Excluded": result.excluded,
        "Log": result.log,
    }
    if checked is not None:
        tables |= {
            "Pairwise": checked.uncertainty.above.reset_index(),
            "Sensitivity": checked.sensitivity,
            "Nodes": checked.coherence.nodes,
            "Correlations": checked.coherence.correlations,
            "Components": checked.coherence.components,
            "Effective weights": checked.coherence.weights,
            "Remove one": checked.removed,
            "Remove one shifts": checked.shifts.reset_index(),
        }
    return tables


def used(result: IndexResult, inputs: Inputs) -> pd.DataFrame:
    """One row a value: as divided, as treated, normalised, its year, status and cell."""
    kept = result.prepared.inputs
    raw = inputs.only(kept.codes, kept.economies)
    rows = []
    for k, code in enumerate(kept.codes):
        for i, economy in enumerate(kept.economies):
            if np.isnan(kept.values[k, i]):
                continue
            cell = inputs.cells.get((code, economy))
            score = result.scores.at[economy, code]
            rows.append(
                (
                    code,
                    economy,
                    kept.years[k, i],
                    kept.status[k, i],
                    raw.values[k, i],
                    kept.values[k, i],
                    score,
                    str(cell or ""),
                )
            )
    return pd.DataFrame(
        rows, columns=["INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_STATUS", "value", "treated", "normalised", "cell"]
    )


def notes(result: IndexResult, checked: Audit | None) -> tuple[str, ...]:
    """What a reader of the tables must know."""
    without = int(result.rank.isna().sum())
    said = (
        [f"{int(result.rank.notna().sum())} economies are ranked; {without} have too little data for a score."]
        if without
        else []
    )
    if checked is None:
        return (*said, "No sheet Uncertainty: nothing is known about how firm the ranks are.")
    found = checked.uncertainty
    low, high = found.quantiles
    said.append(
        f"Rank intervals run from the {low:.0%} to the {high:.0%} quantile of {found.draws} draws (seed {found.seed})."
    )
    said.append(f"Score intervals use the {found.comparable} draws with the index's own normalisation and aggregation.")
    said.append("Pairwise holds the share of draws in which the economy of the row scores above that of the column.")
    return tuple(said)
