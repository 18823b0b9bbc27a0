"""The audit of an index: uncertainty, sensitivity, coherence and the weight of each element, in one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.coherence import Coherence, coherence, remove_one
from pipeline.methods.index.design import Design
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.sensitivity import index_sensitivity
from pipeline.methods.index.uncertainty import Uncertainty, monte_carlo


@dataclass(frozen=True)
class Audit:
    """``uncertainty`` (intervals, pairs), ``sensitivity`` (Sobol' indices), ``coherence``, and remove-one-element:
    ``removed`` (summary) and ``shifts`` (economies × elements). ``support`` is the share of draws (0-1) from which on
    a text may say that one economy ranks above another.
    """

    uncertainty: Uncertainty
    sensitivity: pd.DataFrame
    coherence: Coherence
    removed: pd.DataFrame
    shifts: pd.DataFrame
    support: float

    def ranks_above(self, economy: str, other: str) -> bool:
        """Whether the draws support that ``economy`` ranks above ``other``. Raises KeyError for an unknown economy."""
        return bool(self.uncertainty.above.at[economy, other] >= self.support)

    def supported_pairs(self) -> float:
        """Share (0-1) of the pairs of ranked economies of which the draws support that one ranks above the other."""
        ranked = self.uncertainty.intervals["base_rank"].notna().to_numpy()
        above = self.uncertainty.above.to_numpy()[np.ix_(ranked, ranked)]
        pairs = len(above) * (len(above) - 1) / 2
        return float((above >= self.support).sum() / pairs)


def audit(
    design: Design,
    inputs: Inputs,
    result: IndexResult | None = None,
    *,
    draws: int | None = None,
    seed: int | None = None,
    samples: int | None = None,
    economies: Sequence[str] = (),
    workers: int = 2,
) -> Audit:
    """Audit an index. ``draws``, ``seed`` and ``samples`` (Sobol') are those of the design where not given.

    ``economies``: those whose rank is an output of the sensitivity too. Deterministic for a seed, whatever ``workers``.
    Raises IndexProblems where a choice is missing or cannot be computed, ValueError for an economy without a rank.
    """
    seed = int(design.number("audit", "seed")) if seed is None else seed
    draws = int(design.number("audit", "draws")) if draws is None else draws
    samples = int(design.number("audit", "sobol_samples")) if samples is None else samples
    quantiles = design.number("audit", "lower_quantile"), design.number("audit", "upper_quantile")
    result = build_index(design, inputs) if result is None else result
    ready = experiment(design, inputs, seed)
    removed, shifts = remove_one(result)
    return Audit(
        uncertainty=monte_carlo(ready, draws, quantiles, workers),
        sensitivity=index_sensitivity(ready, samples, economies, workers),
        coherence=coherence(result),
        removed=removed,
        shifts=shifts,
        support=design.number("audit", "support"),
    )
