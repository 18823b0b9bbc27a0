"""Published composite indices recomputed from their components."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.aggregate import arithmetic, geometric
from pipeline.methods.normalise import goalposts, min_max, z_score


def egdi(components: pd.DataFrame) -> pd.Series:
    """E-Government Development Index: mean of the online service, infrastructure and human capital indices (0-1).

    ``components`` has one column per normalised component; an economy without one of them has no index. Source: UN
    DESA, E-Government Survey 2024, technical appendix.

    >>> egdi(pd.DataFrame({"OSI": [0.6084], "TII": [0.5586], "HCI": [0.7281]}, index=["GHA"])).round(4).tolist()
    [0.6317]
    """
    complete = components.dropna()
    return pd.Series(arithmetic(complete.to_numpy().T), index=complete.index, name="EGDI")


def egdi_component(indicators: pd.DataFrame) -> pd.Series:
    """One component of the EGDI (0-1): the mean of the z-scores of its indicators over all economies, set onto 0-1.

    ``indicators`` has one column per indicator, higher is better; an economy without one of them has no component.
    Raises ValueError for an indicator without spread. Source: as for ``egdi``.

    >>> egdi_component(pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [0.0, 5.0, 10.0]})).tolist()
    [0.0, 0.5, 1.0]
    """
    complete = indicators.dropna()
    scores = z_score(complete.to_numpy(dtype=float).T)
    return pd.Series(min_max(arithmetic(scores)), index=complete.index)


def sdg_index(
    values: pd.DataFrame,
    posts: Mapping[str, tuple[float, float]],
    goals: Mapping[str, Sequence[str]],
    missing: float,
) -> pd.DataFrame:
    """SDG Index (0-100): goalpost scores, goals as means of their indicators, the index as the mean of the goals.

    ``values``: economies × indicators; ``posts``: (lower bound, optimum) by indicator, the optimum may lie below;
    ``goals``: indicators by goal; ``missing``: largest share (0-1) of indicators that may be missing, above it an
    economy has no index (NaN). Returns one column a goal and ``index``. Raises ValueError for equal bounds. Source:
    SDSN, Sustainable Development Report, methodology.

    >>> data = pd.DataFrame({"a": [50.0, 100.0], "b": [10.0, 0.0]})
    >>> sdg_index(data, {"a": (0, 100), "b": (10, 0)}, {"g1": ["a"], "g2": ["b"]}, 0.2)["index"].tolist()
    [25.0, 100.0]
    """
    scores = pd.DataFrame(
        {
            code: goalposts(values[code].to_numpy(dtype=float), *posts[code], 100.0)
            for goal in goals.values()
            for code in goal
        },
        index=values.index,
    )
    table = pd.DataFrame(
        {goal: arithmetic(scores[list(codes)].to_numpy().T) for goal, codes in goals.items()}, index=values.index
    )
    enough = scores.isna().mean(axis=1) <= missing
    table["index"] = np.where(enough, arithmetic(table.to_numpy().T), np.nan)
    return table


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
