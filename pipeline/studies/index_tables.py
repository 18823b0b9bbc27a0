"""The tables and notes of the study ``index``, from an index and its audit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.methods.index.audit import Audit, Inspection
from pipeline.methods.index.build import IndexResult, imputed_share
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.statistics import FINE


def tables(
    result: IndexResult, checked: Inspection | None, inputs: Inputs, left_out: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Every table of the study by its sheet name; those of the draws and of the inspection only where there are some."""
    nodes = [node for node in result.scores if node in result.availability]
    ranking = pd.DataFrame({"score": result.score, "rank": result.rank})
    if isinstance(checked, Audit):
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
    if isinstance(checked, Audit):
        tables |= {"Pairwise": checked.uncertainty.above.reset_index(), "Sensitivity": checked.sensitivity}
    if checked is None:
        return tables
    found = checked.coherence
    return tables | {
        "Nodes": found.nodes,
        "Correlations": found.correlations,
        "Components": found.components,
        "Loadings": found.loadings,
        "Effective weights": found.weights,
        "Remove one": checked.removed,
        "Remove one shifts": checked.shifts.reset_index(),
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


def notes(result: IndexResult, checked: Inspection | None, left_out: pd.DataFrame, drawn: bool) -> tuple[str, ...]:
    """What a reader of the tables must know; ``drawn``: whether the design has choices to draw."""
    without = int(result.rank.isna().sum())
    said = (
        [f"{int(result.rank.notna().sum())} economies are ranked; {without} have too little data for a score."]
        if without
        else []
    )
    said += [*_made(result), *_flagged(result), *_counted(left_out), *_coherent(checked)]
    if not isinstance(checked, Audit) and drawn:
        return (*said, "Fewer than two economies are ranked: there is nothing to draw ranks of.")
    if not isinstance(checked, Audit):
        return (*said, "No sheet Uncertainty: nothing is known about how firm the ranks are.")
    found = checked.uncertainty
    low, high = found.quantiles
    said.append(
        f"Rank intervals run from the {low:.0%} to the {high:.0%} quantile of {found.draws} draws (seed {found.seed})."
    )
    said.append(f"Score intervals use the {found.comparable} draws with the index's own normalisation and aggregation.")
    said.append("Pairwise holds the share of draws in which the economy of the row scores above that of the column.")
    noisy = int((checked.sensitivity["note"] != "").sum())
    if noisy:
        of = f"{noisy} of {len(checked.sensitivity)} rows"
        said.append(
            f"Sensitivity: {of} have an index that is no share of a variance or rests on none; see the column note."
        )
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


def _coherent(checked: Inspection | None) -> list[str]:
    """How many correlations are remarkable, and how many numbers of the coherence are blank."""
    if checked is None:
        return []
    found = checked.coherence
    counts = found.correlations.loc[found.correlations["flag"] != "", "flag"].value_counts()
    shown = ", ".join(f"{count} {flag}" for flag, count in sorted(counts.items()))
    said = (
        [f"Correlations of siblings and with nodes above (table Correlations, column flag): {shown}."] if shown else []
    )
    tables = {"Correlations": found.correlations, "Nodes": found.nodes, "Effective weights": found.weights}
    blank = {name: int((table["why"] != "").sum()) for name, table in tables.items()}
    listed = ", ".join(f"{count} of {len(tables[name])} in {name}" for name, count in blank.items() if count)
    return [*said, f"Blank for a reason that the column why tells: {listed}."] if listed else said


def _counted(left_out: pd.DataFrame) -> list[str]:
    """How much was left out, by kind."""
    counts = left_out.groupby("kind", sort=False).size()
    shown = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    return [f"Left out or not used, each with its reason in the table Left out: {shown}."] if len(counts) else []
