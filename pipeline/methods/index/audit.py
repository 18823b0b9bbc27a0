"""The audit of an index in one value: coherence and the weight of each element, and, by draws, uncertainty and sensitivity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.crew import make_ready
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.coherence import Coherence, coherence
from pipeline.methods.index.design import Design
from pipeline.methods.index.draws import Gather, experiment
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.removing import remove_one
from pipeline.methods.index.sensitivity import index_sensitivity
from pipeline.methods.index.uncertainty import Uncertainty, monte_carlo


@dataclass(frozen=True)
class Inspection:
    """What an index says of itself without any draw: ``coherence``, and remove-one-element: ``removed`` (summary) and
    ``shifts`` (economies × elements).
    """

    coherence: Coherence
    removed: pd.DataFrame
    shifts: pd.DataFrame


@dataclass(frozen=True)
class Audit(Inspection):
    """Besides: ``uncertainty`` (intervals, pairs), ``sensitivity`` (Sobol' indices). ``support`` is the share of draws
    (0-1) from which on a text may say that one economy ranks above another.
    """

    uncertainty: Uncertainty
    sensitivity: pd.DataFrame
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


def inspect(result: IndexResult) -> Inspection:
    """Coherence and remove-one-element of an index. Raises IndexProblems for a bound of the audit that is none."""
    return Inspection(coherence(result), *remove_one(result))


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
    gather: Gather | None = None,
) -> Audit:
    """Audit an index. ``draws``, ``seed`` and ``samples`` (Sobol') are those of the design where not given.

    ``economies``: those whose rank is an output of the sensitivity too. ``gather`` gives the data of another design, for factors
    that vary the period or the groups. Deterministic for a seed, whatever ``workers``.
    Raises IndexProblems where a choice is missing or cannot be computed, ValueError for an economy without a rank.
    """
    seed = int(design.number("audit", "seed")) if seed is None else seed
    draws = int(design.number("audit", "draws")) if draws is None else draws
    samples = int(design.number("audit", "sobol_samples")) if samples is None else samples
    quantiles = design.number("audit", "lower_quantile"), design.number("audit", "upper_quantile")
    make_ready(_loaded, workers)
    result = build_index(design, inputs) if result is None else result
    inspected = inspect(result)
    ready = experiment(design, inputs, seed, gather)
    return Audit(
        inspected.coherence,
        inspected.removed,
        inspected.shifts,
        uncertainty=monte_carlo(ready, draws, quantiles, workers),
        sensitivity=index_sensitivity(ready, samples, economies, workers),
        support=design.number("audit", "support"),
    )


def _loaded() -> None:
    """A process that has this has loaded what draws need."""
