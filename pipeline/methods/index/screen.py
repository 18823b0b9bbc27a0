"""Screening by share of available data: first indicators, then economies (Handbook, step 3; COINr ``Screen``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import refuse
from pipeline.model.index_design import HIERARCHY


@dataclass(frozen=True)
class Screened:
    """Design and inputs without what has too little data; ``excluded``: kind, code, share (of data, 0-1), minimum."""

    design: Design
    inputs: Inputs
    excluded: pd.DataFrame


def shares(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of values present by indicator (k,) and by economy (n,), of values (k, n).

    >>> shares(np.array([[1.0, np.nan], [2.0, 3.0]]))[1]
    array([1. , 0.5])
    """
    present = ~np.isnan(values)
    return present.mean(axis=1), present.mean(axis=0)


def screen(design: Design, inputs: Inputs, log: list[Entry]) -> Screened:
    """Leave out indicators, then economies, whose share of data lies below the minimum of the design.

    Raises IndexProblems where fewer than two economies or no indicator would be left.
    """
    rows: list[tuple[str, str, float, float]] = []
    least = design.number("screen", "indicator_share")
    by_indicator, _ = shares(inputs.values)
    kept = [code for code, share in zip(inputs.codes, by_indicator, strict=True) if share >= least]
    rows += [("indicator", c, float(s), least) for c, s in zip(inputs.codes, by_indicator, strict=True) if s < least]
    log.append(Entry("screen", "*", "indicator_share", parameters(least=least), len(inputs.codes) - len(kept)))
    if not kept:
        place = design.place("screen", "indicator_share")
        raise refuse(
            "nothing-left",
            place,
            f"no indicator has data for {least:g} of the economies",
            "a share that some reach",
            "lower it",
        )
    if len(kept) < len(inputs.codes):
        design = design.with_tree(design.tree.without(set(inputs.codes) - set(kept)))
        inputs = inputs.only(kept, inputs.economies)
    least = design.number("screen", "economy_share")
    _, by_economy = shares(inputs.values)
    economies = [e for e, share in zip(inputs.economies, by_economy, strict=True) if share >= least]
    rows += [("economy", e, float(s), least) for e, s in zip(inputs.economies, by_economy, strict=True) if s < least]
    log.append(Entry("screen", "*", "economy_share", parameters(least=least), len(inputs.economies) - len(economies)))
    if len(economies) < 2:
        place = design.place("screen", "economy_share")
        found = f"{len(economies)} economies have data for {least:g} of the indicators"
        raise refuse("nothing-left", place, found, "at least two economies", "lower the share")
    inputs = inputs.only(inputs.codes, economies)
    for code, row in zip(inputs.codes, inputs.values, strict=True):
        known = row[~np.isnan(row)]
        if len(np.unique(known)) < 2:
            found = (
                f"{code}: {len(known)} values, {len(np.unique(known))} different" if len(known) else f"{code}: no value"
            )
            place = inputs.place(code)
            place = place if place.file else design.sheets.place(HIERARCHY, design.tree.nodes[code].row, "code")
            raise refuse(
                "constant",
                place,
                found,
                "at least two different values among the economies of the index",
                "take the indicator out of the hierarchy, or correct its data",
            )
    return Screened(design, inputs, pd.DataFrame(rows, columns=["kind", "code", "share", "minimum"]))
