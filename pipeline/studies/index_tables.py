"""The tables and notes of the study ``index``, from an index and its audit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.methods.index.audit import Audit
from pipeline.methods.index.build import IndexResult, imputed_share
from pipeline.methods.index.coherence import coherence, remove_one
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.statistics import FINE


def tables(
    result: IndexResult, checked: Audit | None, inputs: Inputs, left_out: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Every table of the study by its sheet name; those of the draws only where there are some."""
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
        "Statistics": result.statistics,
        "Treatment": result.treatment,
        "Left out": left_out,
        "Excluded": result.excluded,
        "Log": result.log,
    }
    if len(result.influence):
        tables["Influence"] = result.influence
    if checked is not None:
        tables |= {"Pairwise": checked.uncertainty.above.reset_index(), "Sensitivity": checked.sensitivity}
    found = checked.coherence if checked is not None else coherence(result)
    removed, shifts = (checked.removed, checked.shifts) if checked is not None else remove_one(result)
    return tables | {
        "Nodes": found.nodes,
        "Correlations": found.correlations,
        "Components": found.components,
        "Effective weights": found.weights,
        "Remove one": removed,
        "Remove one shifts": shifts.reset_index(),
    }


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


def notes(result: IndexResult, checked: Audit | None, left_out: pd.DataFrame, drawn: bool) -> tuple[str, ...]:
    """What a reader of the tables must know; ``drawn``: whether the design has choices to draw."""
    without = int(result.rank.isna().sum())
    said = (
        [f"{int(result.rank.notna().sum())} economies are ranked; {without} have too little data for a score."]
        if without
        else []
    )
    said += [*_made(result), *_flagged(result), *_counted(left_out)]
    if checked is None and drawn:
        return (*said, "Fewer than two economies are ranked: there is nothing to draw ranks of.")
    if checked is None:
        return (*said, "No sheet Uncertainty: nothing is known about how firm the ranks are.")
    found = checked.uncertainty
    low, high = found.quantiles
    said.append(
        f"Rank intervals run from the {low:.0%} to the {high:.0%} quantile of {len(found.ranks)} draws (seed {found.seed})."
    )
    said.append(f"Score intervals use the {found.comparable} draws with the index's own normalisation and aggregation.")
    said.append("Pairwise holds the share of draws in which the economy of the row scores above that of the column.")
    return tuple(said)


def _made(result: IndexResult) -> list[str]:
    """How many values were imputed, by method."""
    steps = result.log[(result.log["step"] == "impute") & (result.log["touched"] > 0)]
    counts = steps.groupby("method", sort=False)["touched"].sum()
    return [f"Imputed, each flagged I: {', '.join(f'{n} by {m}' for m, n in counts.items())}."] if len(counts) else []


def _flagged(result: IndexResult) -> list[str]:
    """Which indicators the statistics warn of."""
    table = result.statistics
    found = {
        name.removeprefix("flag_"): list(table.loc[table[name] != FINE, "INDICATOR"])
        for name in table
        if name.startswith("flag_")
    }
    shown = [f"{name}: {', '.join(codes)}" for name, codes in found.items() if codes]
    return [f"Flags (table Statistics): {'; '.join(shown)}."] if shown else []


def _counted(left_out: pd.DataFrame) -> list[str]:
    """How much was left out, by kind."""
    counts = left_out.groupby("kind", sort=False).size()
    shown = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    return [f"Left out or not used, each with its reason in the table Left out: {shown}."] if len(counts) else []
