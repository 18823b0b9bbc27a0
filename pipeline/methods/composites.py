"""Published composite indices recomputed from their components."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pipeline.methods.aggregate import arithmetic, geometric
from pipeline.methods.normalise import goalposts


def egdi(components: pd.DataFrame) -> pd.Series:
    """E-Government Development Index: mean of the online service, infrastructure and human capital indices (0-1).

    ``components`` has one column per normalised component; an economy without one of them has no index. Source: UN
    DESA, E-Government Survey 2024, technical appendix.
    """
    complete = components.dropna()
    return pd.Series(arithmetic(complete.to_numpy().T), index=complete.index, name="EGDI")


def hdi(
    life_expectancy: float,
    expected_schooling: float,
    mean_schooling: float,
    income: float,
    posts: dict[str, tuple[float, float]],
) -> float:
    """Human Development Index: geometric mean of health, education (mean of two) and log income.

    Units: years, years, years, 2017 PPP dollars a head. ``posts`` maps life_expectancy, expected_schooling,
    mean_schooling and income to their goalposts. Source: UNDP, Human Development Report 2020, technical notes.
    """
    low, high = posts["income"]
    health = goalposts(np.array([life_expectancy]), *posts["life_expectancy"])
    schooling = np.array(
        [
            goalposts(np.array([expected_schooling]), *posts["expected_schooling"]),
            goalposts(np.array([mean_schooling]), *posts["mean_schooling"]),
        ]
    )
    earnings = goalposts(np.array([math.log(income)]), math.log(low), math.log(high))
    return float(geometric(np.array([health, arithmetic(schooling), earnings]))[0])
