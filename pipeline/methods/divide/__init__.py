"""Digital divides: gaps between groups and sexes, inequality between economies, convergence, years behind.

Everything rests on a ``Panel``: the same economies in every year (``matched_panel``).
"""

from pipeline.methods.divide.convergence import SCALES, Beta, Scale, beta, sigma
from pipeline.methods.divide.distance import TimeDistance, time_distance, time_distances
from pipeline.methods.divide.gaps import Gap, gap_change, group_gap, parity, parity_summary
from pipeline.methods.divide.inequality import (
    MEASURE_LINES,
    MEASURES,
    Decomposition,
    decompose,
    deviation,
    gini,
    mean,
    quantile,
    quantile_ratio,
    theil_l,
    theil_t,
    variation,
)
from pipeline.methods.divide.intervals import Change, Direction, Interval, Resampling, between_years, of_year
from pipeline.methods.divide.panel import Panel, matched_panel

__all__ = [
    "MEASURES",
    "MEASURE_LINES",
    "SCALES",
    "Beta",
    "Change",
    "Decomposition",
    "Direction",
    "Gap",
    "Interval",
    "Panel",
    "Resampling",
    "Scale",
    "TimeDistance",
    "beta",
    "between_years",
    "decompose",
    "deviation",
    "gap_change",
    "gini",
    "group_gap",
    "matched_panel",
    "mean",
    "of_year",
    "parity",
    "parity_summary",
    "quantile",
    "quantile_ratio",
    "sigma",
    "theil_l",
    "theil_t",
    "time_distance",
    "time_distances",
    "variation",
]
