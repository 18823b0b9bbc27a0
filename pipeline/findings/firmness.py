"""How firm a value is: how far values of its level were revised, where two releases of a series are at hand.

Limits of agreement (1.96 standard deviations of all revisions) give every value the same width, set by a few outliers.
Here a value gets the 95th percentile of the absolute revisions among values of a similar level, a fifth of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.facts import Fact
from pipeline.findings.releases import held_releases
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import Workshop
from pipeline.methods.availability import revisions

FIFTHS = 5
FEWEST = 20  # revised or confirmed values that a level needs for a percentile of its own
COVERED = 0.95


@dataclass(frozen=True)
class Firmness:
    """Width of revision by level: ``halves[i]`` holds for values up to ``bounds[i]``, the last one above; ``release`` is the earlier one."""

    bounds: tuple[float, ...]
    halves: tuple[Fact, ...]
    release: str

    def margin(self, values: pd.Series) -> pd.Series:
        """Half-width of each value, in its unit."""
        sizes = np.array([fact.value for fact in self.halves])
        return pd.Series(sizes[np.searchsorted(self.bounds, values.to_numpy(), side="left")], index=values.index)


def firmness(workshop: Workshop, id: str, indicator: str) -> Firmness | None:
    """The firmness of an indicator by the oldest release that holds it in the unit of today (see ``findings.releases`` for
    why the oldest); None where fewer than 20 values stand in both."""
    labels = held_releases(workshop.data, indicator)
    if not labels:
        return None
    label = labels[0]
    pairs = revisions(workshop.data.vintages[label].wide(indicator), workshop.data.observations.wide(indicator))
    if len(pairs) < FEWEST:
        return None
    pairs = pairs.sort_values("earlier", kind="stable").reset_index(drop=True)
    parts = FIFTHS if len(pairs) >= FIFTHS * FEWEST else 1
    edges = np.unique(np.quantile(pairs["earlier"], np.arange(1, parts) / parts, method="inverted_cdf"))
    edges = edges[edges < pairs["earlier"].max()]
    level = np.searchsorted(edges, pairs["earlier"].to_numpy(), side="left")
    meta = workshop.indicator(indicator)
    halves = []
    for number in range(len(edges) + 1):
        own = pairs[level == number]
        halves.append(
            workshop.fact(
                f"{id}.firmness.{number + 1}", float(own["revision"].abs().quantile(COVERED)), difference_unit(meta.unit),
                meta.decimals, method="95th percentile of absolute revisions at this level", release=label,
                inputs=[(indicator, own["REF_AREA"].unique(), own["TIME_PERIOD"].unique())],
            )
        )  # fmt: skip
    return Firmness(tuple(float(edge) for edge in edges), tuple(halves), label)
