"""What is compared with what: the economies observed in both years."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.workshop import POPULATION, Workshop


def matched_means(
    workshop: Workshop, code: str, group: str, first: int, last: int, how: str
) -> tuple[float, float, list[str]]:
    """Means of a group in two years over the economies with a value in both, and these economies."""
    wide = workshop.data.observations.wide(code)
    block = wide.reindex(index=list(workshop.data.groups[group].members), columns=[first, last]).dropna()
    if how == "population":
        people = workshop.data.observations.wide(POPULATION).reindex(block.index)
        weights = pd.DataFrame({year: people[workshop.population_year(year)] for year in (first, last)}).fillna(0.0)
        means = (block * weights).sum() / weights.sum()
    elif how == "sum":
        means = block.sum()
    else:
        means = block.median() if how == "median" else block.mean()
    return float(means[first]), float(means[last]), list(block.index)
