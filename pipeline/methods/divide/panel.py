"""A fixed set of economies observed in every year compared, so that who reports does not move the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Panel:
    """The same economies in every year.

    ``values`` and ``weights`` have shape (economies, years), without missing values; weights are population (persons)
    or ones. ``left_out`` are the economies with some value but not one in every year, or without a weight;
    ``covered`` is the share (0-1) of the weight of all economies with a weight that the panel holds, by year.
    """

    economies: tuple[str, ...]
    years: tuple[int, ...]
    values: np.ndarray
    weights: np.ndarray
    left_out: tuple[str, ...]
    covered: tuple[float, ...]

    def at(self, year: int) -> tuple[np.ndarray, np.ndarray]:
        """Values and weights (n,) of one year. Raises ValueError for a year outside the panel."""
        if year not in self.years:
            raise ValueError(f"year {year}; allowed: {', '.join(map(str, self.years))}")
        column = self.years.index(year)
        return self.values[:, column], self.weights[:, column]

    def only(self, members: Sequence[str]) -> Panel:
        """The panel of these economies only; those that are not in it are passed over.

        Raises ValueError where none is left.
        """
        kept = [i for i, code in enumerate(self.economies) if code in set(members)]
        if not kept:
            raise ValueError("no member is in the panel; allowed: at least one")
        names = tuple(self.economies[i] for i in kept)
        return Panel(names, self.years, self.values[kept], self.weights[kept], self.left_out, self.covered)


def matched_panel(
    wide: pd.DataFrame,
    years: Sequence[int],
    population: pd.DataFrame | None = None,
    members: Sequence[str] | None = None,
) -> Panel:
    """The economies with a value in every one of ``years`` and a weight in each.

    ``wide`` and ``population`` are economies × years; a year outside the population table uses its nearest year;
    without ``population`` every weight is one. ``members`` restricts the economies. Raises ValueError for a year that
    the table lacks, a weight that is zero or negative, and fewer than two economies left.

    >>> wide = pd.DataFrame({2015: [10.0, 20.0, None], 2020: [20.0, 30.0, 40.0]}, index=["AGO", "BEN", "CIV"])
    >>> panel = matched_panel(wide, [2015, 2020])
    >>> panel.economies, panel.left_out
    (('AGO', 'BEN'), ('CIV',))
    """
    lacking = [year for year in years if year not in wide.columns]
    if lacking:
        raise ValueError(f"year {lacking[0]} is not in the table; allowed: {min(wide.columns)} to {max(wide.columns)}")
    rows = wide if members is None else wide[wide.index.isin(list(members))]
    rows = rows[list(years)]
    if population is None:
        weights = pd.DataFrame(1.0, index=rows.index, columns=rows.columns)
        everyone = weights
    else:
        have = np.asarray(population.columns)
        nearest = [population.columns[int(np.abs(have - year).argmin())] for year in years]
        everyone = population if members is None else population[population.index.isin(list(members))]
        everyone = everyone[nearest]
        weights = everyone.reindex(rows.index)
    present = rows.notna().to_numpy().all(axis=1) & weights.notna().to_numpy().all(axis=1)
    some = rows.notna().to_numpy().any(axis=1)
    values, mass = rows.to_numpy(dtype=float)[present], weights.to_numpy(dtype=float)[present]
    if present.sum() < 2:
        raise ValueError(f"{present.sum()} economies have a value and a weight in every year; allowed: two or more")
    if (mass <= 0).any():
        code = rows.index[present][(mass <= 0).any(axis=1)][0]
        raise ValueError(f"the weight of {code} is zero or negative; allowed: weights above zero")
    total = everyone.to_numpy(dtype=float)
    covered = mass.sum(axis=0) / np.nansum(total, axis=0)
    return Panel(
        tuple(map(str, rows.index[present])),
        tuple(int(year) for year in years),
        values,
        mass,
        tuple(map(str, rows.index[some & ~present])),
        tuple(map(float, covered)),
    )
