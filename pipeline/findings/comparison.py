"""What is compared with what: the two groups and years of a distance, and the economies observed in both years."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.workshop import POPULATION, Workshop


def extremes(groups: pd.DataFrame) -> tuple[str, str, int, int]:
    """Highest and lowest group, first and last year of their comparison, from groups × years.

    The two that are farthest apart in the last year in which most groups have a value decide how far the comparison
    reaches: to the last year in which both have one. Highest and lowest are then chosen in that year, and compared
    with the first year in which these two have a value. Raises ValueError where no two years can be compared.
    """
    counts = groups.notna().sum()
    full = counts[counts == counts.max()].index
    if counts.max() < 1:
        raise ValueError("no group value")
    high, low = groups[full[-1]].idxmax(), groups[full[-1]].idxmin()
    last = groups.columns[groups.loc[[high, low]].notna().all()][-1]
    high, low = str(groups[last].idxmax()), str(groups[last].idxmin())
    both = groups.columns[groups.loc[[high, low]].notna().all()]
    if len(both) < 2:
        raise ValueError("values of the two groups in fewer than two years")
    return high, low, int(both[0]), int(last)


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
