"""Levels, changes, ranks and gaps: the plain comparisons that most sentences rest on."""

from __future__ import annotations

import numpy as np
import pandas as pd


def matched_change(wide: pd.DataFrame, first: int, last: int, slack: int = 0) -> pd.DataFrame:
    """Change of each economy between two years, for economies observed at both ends.

    ``wide`` is economies × years. With ``slack`` the nearest observation up to that many years inside the interval
    counts. Returns start, end, start_year, end_year, change (same unit) and per_year; economies without both ends are
    left out. Raises ValueError where ``last`` is not after ``first`` or the ends could meet.
    """
    if last - slack <= first + slack:
        raise ValueError(f"the interval {first}-{last} is too short for a slack of {slack}")
    heads = [year for year in range(first, first + slack + 1) if year in wide.columns]
    tails = [year for year in range(last, last - slack - 1, -1) if year in wide.columns]
    start, start_year = _first_present(wide, heads)
    end, end_year = _first_present(wide, tails)
    table = pd.DataFrame({"start": start, "end": end, "start_year": start_year, "end_year": end_year}).dropna()
    table["change"] = table["end"] - table["start"]
    table["per_year"] = table["change"] / (table["end_year"] - table["start_year"])
    return table.astype({"start_year": int, "end_year": int})


def _first_present(wide: pd.DataFrame, years: list[int]) -> tuple[pd.Series, pd.Series]:
    """First observed value of each economy over ``years`` in order, and its year (NaN where there is none)."""
    block = wide[years].to_numpy(dtype=float) if years else np.full((len(wide), 1), np.nan)
    present = ~np.isnan(block)
    position = present.argmax(axis=1)
    found = present.any(axis=1)
    values = np.where(found, block[np.arange(len(block)), position], np.nan)
    labels = np.where(found, np.asarray(years or [0], dtype=float)[position], np.nan)
    return pd.Series(values, index=wide.index), pd.Series(labels, index=wide.index)


def competition_rank(values: pd.Series, higher_is_better: bool = True) -> pd.Series:
    """Standard competition ranks (1224) on full precision; missing values keep no rank (NaN)."""
    return values.rank(method="min", ascending=not higher_is_better, na_option="keep")


def growth_rate(start: float, end: float, years: float) -> float:
    """Compound annual growth rate, per cent a year. Raises ValueError unless start > 0, end >= 0 and years > 0."""
    if not (start > 0 and end >= 0 and years > 0):
        raise ValueError(f"no growth rate from {start} to {end} over {years} years: needs a positive start and period")
    return 100 * ((end / start) ** (1 / years) - 1)


def gap(reference: pd.Series, other: pd.Series) -> pd.DataFrame:
    """Difference (reference − other, same unit) and ratio (other ÷ reference) where both are observed.

    With reference = male and other = female the ratio is the gender parity index (UIS glossary). The ratio is NaN
    where the reference is zero.
    """
    table = pd.DataFrame({"reference": reference, "other": other}).dropna()
    table["difference"] = table["reference"] - table["other"]
    table["ratio"] = table["other"] / table["reference"].where(table["reference"] != 0)
    return table


def concentration(values: pd.Series, shares: tuple[float, ...] = (0.5, 0.8, 0.9)) -> dict[float, int]:
    """How many of the largest members make up each share of the total.

    Raises ValueError for a negative value, and for a total of zero, which has no shares.
    """
    ordered = values.dropna().sort_values(ascending=False)
    if (ordered < 0).any():
        raise ValueError("a concentration of negative values has no meaning")
    if ordered.sum() == 0:
        raise ValueError("a total of zero has no shares")
    cumulated = ordered.cumsum() / ordered.sum()
    return {share: int((cumulated < share).sum()) + 1 for share in shares}


def spearman(x: pd.Series, y: pd.Series) -> tuple[float, int]:
    """Spearman rank correlation of the economies observed in both, and their number. NaN below ten pairs."""
    pairs = pd.DataFrame({"x": x, "y": y}).dropna()
    if len(pairs) < 10:
        return float("nan"), len(pairs)
    ranks = pairs.rank()
    return float(np.corrcoef(ranks["x"], ranks["y"])[0, 1]), len(pairs)
