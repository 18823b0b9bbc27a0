"""The words of a design of an index: the methods of each step and its parameters, each with a line on what it does."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "impute": {
            "none": "Leave what is missing missing.",
            "mean": "Mean of the indicator over the economies that have it.",
            "median": "Median of the indicator over the economies that have it.",
            "constant": "The same number for all (value), in the unit of the indicator.",
            "group_mean": "Mean over the economies of the same group (group_kind); a group without data stays missing.",
            "group_median": "Median over the economies of the same group (group_kind).",
            "region_mean": "As group_mean, and the mean of all economies where the group has no value; for a node above the "
            "indicators: the mean score of its group, used for its parent only (SDSN).",
            "row_mean": "Mean of the economy's other indicators below the same node, on a scale of 0-1, set back to the unit.",
            "row_median": "Median of the economy's other indicators below the same node, on a scale of 0-1, set back.",
            "em": "Expectation given the economy's other indicators below the same node, by the EM algorithm (normal).",
            "carry_last": "The economy's newest value before the period, at most max_age years older.",
            "nearest": "The economy's value of the nearest year, at most max_age years away where given; of two the earlier.",
            "hold": "The economy's value before the year until; where there is none, the first after it.",
            "linear": "The line between the economy's values before and after the year until.",
            "linear_extend": "As linear; beyond the ends of the series the value at the end.",
        },
        "treat": {
            "none": "Leave the values as they are.",
            "winsorise": "Pull in the extreme values, one by one, until skewness and kurtosis are within their limits.",
            "log": "Natural logarithm; positive values only.",
            "log_shift": "ln(x - min + 0.01 (max - min)), for any values.",
            "log_CT": "The same by its name in COINr.",
            "log_CT_plus": "As log_CT where skewness is above zero; else -ln(max + 0.01 (max - min) - x), which keeps the order.",
            "log_CT_orig": "ln(x - min + 1), for any values.",
            "log_GII": "ln((f max - 1) (x - min) / (max - min) + 1) with f the parameter factor; f max above 1.",
            "box_cox": "(x^lambda - 1) / lambda; positive values only.",
            "box_cox_shift": "Box-Cox of x - min + 1, for any values.",
        },
        "normalise": {
            "min_max": "From lower (smallest value) to upper (largest value).",
            "goalposts": "0 at the lower goalpost, upper at the upper one (sheet Goalposts), capped at both.",
            "z_score": "Mean and standard deviation (n - 1) as stated.",
            "scaled": "As goalposts, not capped.",
            "distance_to_target": "1 less the distance to target, as a share of the distance from the smallest value.",
            "distance_to_reference": "The same with the value of the economy reference as the target.",
            "distance_to_max": "1 less the distance to the largest value, as a share of the range.",
            "fraction_of_max": "Share of the largest value; no negative values.",
            "percentile_rank": "Share of the other economies that are below, from lower to upper.",
            "rank": "Ascending rank; ties share the lowest.",
            "borda": "How many economies are below.",
        },
        "weight": {
            "equal": "The same weight for every element below a node.",
            "sheet": "The column weight of Hierarchy.",
            "pca": "Squared loadings of the first principal component of the elements below a node.",
            "optimised": "Weights with which the influence of the elements below a node has the wished shares (target).",
        },
        "aggregate": {
            "arithmetic": "Weighted arithmetic mean.",
            "geometric": "Weighted geometric mean; positive scores only.",
            "harmonic": "Weighted harmonic mean; positive scores only.",
            "generalised": "Weighted power mean with the exponent power.",
            "median": "Weighted median.",
            "copeland": "Economies outranked less economies that outrank it.",
        },
    }
)
"""Step → name as a sheet uses it → what it does."""
FALLBACKS = tuple(name for name in METHODS["treat"] if name != "winsorise")
"""Treatments that may follow a winsorisation which left outliers."""
PARAMETERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "period": {
            "since": "First year a value may be of; default: the oldest of the data.",
            "until": "Last year a value may be of; default: the newest of the data.",
            "reference_year": "Year that ages are counted back from; default: until.",
        },
        "screen": {
            "groups": "Groups whose members are ranked, separated by ';'; default: all economies of the data.",
            "indicator_share": "Least share (0-1) of the economies that an indicator has a value for; default: 0.",
            "economy_share": "Least share (0-1) of the indicators that an economy has a value of; default: 0.",
            "indicator_nonzero": "Least share (0-1) of an indicator's values that are not zero; default: 0.",
            "economy_nonzero": "Least share (0-1) of an economy's values that are not zero; default: 0.",
            "include": "Economies that stay whatever their data, codes separated by ';'; default: none.",
            "exclude": "Economies that are left out whatever their data, codes separated by ';'; default: none.",
        },
        "order": {
            "steps": "The steps in the order in which they are done, separated by ';'; "
            "default: denominate; screen; impute; treat; normalise.",
        },
        "impute": {
            "method": "One of the methods of this step; no default.",
            "group_kind": "Scheme of the groups for group_mean, group_median and region_mean; no default.",
            "max_age": "For carry_last and nearest: most years away, a whole number; no default for carry_last, none for nearest.",
            "value": "For constant: a number in the unit of the indicator; no default.",
            "within": "For em, row_mean and row_median: siblings (below the same node) or all; default: siblings.",
        },
        "treat": {
            "method": "One of the methods of this step; no default.",
            "skewness": "For winsorise: outliers where |skewness| is above this and kurtosis above its limit; no default.",
            "kurtosis": "For winsorise: limit of the excess kurtosis; no default.",
            "most": "For winsorise: how many values may be pulled in; no default.",
            "fallback": "For winsorise: what follows where outliers remain, one of the other methods of this step; no default.",
            "combine": "For winsorise: yes = the fallback is applied to the winsorised values, no = to the values as they were; "
            "default: no.",
            "force": "For winsorise: yes = pull in as many values as most says, with or without outliers; default: no.",
            "lambda": "For box_cox and box_cox_shift: the exponent, a number (0: the logarithm); no default.",
            "factor": "For log_GII: the factor f, above zero; default: 1.",
        },
        "normalise": {
            "method": "One of the methods of this step; no default.",
            "lower": "For min_max and percentile_rank: lowest score, a number; no default.",
            "upper": "For min_max, percentile_rank, goalposts and scaled: highest score, a number; no default.",
            "mean": "For z_score: the mean of the scores, a number; no default.",
            "deviation": "For z_score: the standard deviation of the scores, above zero; no default.",
            "target": "For distance_to_target: a number in the unit of the indicator; no default.",
            "cap": "For distance_to_target and distance_to_reference: yes (at most 1) or no; no default.",
            "reference": "For distance_to_reference: code of an economy; no default.",
            "ties": "For rank, borda and percentile_rank: min, average or max rank of those that are equal; default: min.",
        },
        "weight": {
            "method": "One of the methods of this step; no default.",
            "set": "For sheet, and optimised with target sheet: a set of the sheet Weight sets; default: the column of Hierarchy.",
            "target": "For optimised: the wished shares, equal or sheet; default: equal.",
            "influence": "For optimised: correlation (with the node) or squared_correlation; default: correlation.",
        },
        "aggregate": {
            "method": "One of the methods of this step; no default.",
            "power": "For generalised: the exponent, a number (0: geometric); no default.",
            "floor": "For geometric, harmonic and generalised: lower scores are raised to it; default: none.",
        },
        "threshold": {
            "share": "Least share (0-1) of its elements that a node needs for a score; default: 0.5.",
        },
        "statistics": {
            "available_share": "Flag an indicator with a lower share (0-1) of values; default: 0.65 (get_stats of COINr).",
            "nonzero_share": "Flag an indicator with a lower share (0-1) of values that are not zero; default: 0.5 (get_stats of COINr).",
            "unique_share": "Flag an indicator with a lower share (0-1) of different values; default: 0.5 (get_stats of COINr).",
            "same_share": "Flag an indicator of which more than this share (0-1) have one value; default: 0.5 (no source).",
            "skewness": "Flag an indicator with |skewness| above this and kurtosis above its limit; default: 2 (get_stats of COINr).",
            "kurtosis": "Limit of the excess kurtosis for that flag; default: 3.5 (get_stats of COINr).",
        },
        "audit": {
            "draws": "Draws of the Monte Carlo, 2 or more; default: 1000.",
            "seed": "Seed of the draws, a whole number; default: 2030.",
            "sobol_samples": "Base sample of the Sobol' indices, a power of two; default: 256.",
            "lower_quantile": "Lower end of the intervals (0-1); default: 0.05.",
            "upper_quantile": "Upper end of the intervals (0-1); default: 0.95.",
            "support": "Share (0-1) of draws from which on one economy is said to rank above another; default: 0.95 (chosen here).",
            "combinations": "Most combinations of options of the sheet Uncertainty, each prepared once; default: 1000.",
            "pairs": "Fewest economies that a correlation rests on; default: 10 (chosen here).",
            "correlation": "Which correlation is flagged: pearson, spearman or kendall; default: pearson.",
            "weak": "A correlation of siblings, or with the node above, below this is flagged weak; default: 0.3 (no source).",
            "collinear": "A correlation of siblings above this is flagged collinear; default: 0.92 (no source).",
        },
    }
)
"""Step → parameter → what it says, what is allowed, its default."""
STEPS = ("denominate", "screen", "impute", "treat", "normalise")
"""The steps whose order may be chosen, in the usual order."""
# Where a default has a source, its line in PARAMETERS names it.
DEFAULTS: Mapping[tuple[str, str], object] = MappingProxyType(
    {
        ("screen", "indicator_share"): 0,
        ("screen", "economy_share"): 0,
        ("screen", "indicator_nonzero"): 0,
        ("screen", "economy_nonzero"): 0,
        ("order", "steps"): "; ".join(STEPS),
        ("impute", "within"): "siblings",
        ("treat", "combine"): "no",
        ("treat", "force"): "no",
        ("treat", "factor"): 1,
        ("normalise", "ties"): "min",
        ("weight", "target"): "equal",
        ("weight", "influence"): "correlation",
        ("threshold", "share"): 0.5,
        ("statistics", "available_share"): 0.65,
        ("statistics", "nonzero_share"): 0.5,
        ("statistics", "unique_share"): 0.5,
        ("statistics", "same_share"): 0.5,
        ("statistics", "skewness"): 2,
        ("statistics", "kurtosis"): 3.5,
        ("audit", "draws"): 1000,
        ("audit", "seed"): 2030,
        ("audit", "sobol_samples"): 256,
        ("audit", "lower_quantile"): 0.05,
        ("audit", "upper_quantile"): 0.95,
        ("audit", "support"): 0.95,
        ("audit", "combinations"): 1000,
        ("audit", "pairs"): 10,
        ("audit", "correlation"): "pearson",
        ("audit", "weak"): 0.3,
        ("audit", "collinear"): 0.92,
    }
)
"""What a workbook may leave out."""
YES = ("yes", "true", "1")
_YES_NO = (*YES, "no", "false", "0")
TERMS: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("impute", "within"): ("siblings", "all"),
        ("treat", "fallback"): FALLBACKS,
        ("treat", "combine"): _YES_NO,
        ("treat", "force"): _YES_NO,
        ("normalise", "cap"): _YES_NO,
        ("normalise", "ties"): ("min", "average", "max"),
        ("weight", "target"): ("equal", "sheet"),
        ("audit", "correlation"): ("pearson", "spearman", "kendall"),
        ("weight", "influence"): ("correlation", "squared_correlation"),
    }
)
"""The values that a parameter may have, where these are words."""
_WINSORISE, _SHIFTED = ("winsorise",), ("box_cox", "box_cox_shift")
USED_BY: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("impute", "group_kind"): ("group_mean", "group_median", "region_mean"),
        ("impute", "max_age"): ("carry_last", "nearest"),
        ("impute", "value"): ("constant",),
        ("impute", "within"): ("em", "row_mean", "row_median"),
        **{("treat", name): _WINSORISE for name in ("skewness", "kurtosis", "most", "fallback", "combine", "force")},
        ("treat", "lambda"): _SHIFTED,
        ("treat", "factor"): ("log_GII",),
        ("normalise", "lower"): ("min_max", "percentile_rank"),
        ("normalise", "upper"): ("min_max", "percentile_rank", "goalposts", "scaled"),
        ("normalise", "mean"): ("z_score",),
        ("normalise", "deviation"): ("z_score",),
        ("normalise", "target"): ("distance_to_target",),
        ("normalise", "cap"): ("distance_to_target", "distance_to_reference"),
        ("normalise", "reference"): ("distance_to_reference",),
        ("normalise", "ties"): ("rank", "borda", "percentile_rank"),
        ("weight", "set"): ("sheet", "optimised"),
        ("weight", "target"): ("optimised",),
        ("weight", "influence"): ("optimised",),
        ("aggregate", "power"): ("generalised",),
        ("aggregate", "floor"): ("geometric", "harmonic", "generalised"),
    }
)
"""Which methods of its step read a parameter; one that is not here is read by all."""
WITHOUT: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("impute", "max_age"): ("nearest",),
        ("weight", "set"): ("sheet", "optimised"),
        ("aggregate", "floor"): ("geometric", "harmonic", "generalised"),
    }
)
"""Which of these methods do without a parameter that has no default."""


def canonical(step: str, parameter: str, value: str) -> str:
    """A method or word as it is spelt here, whatever its capitals; other values as they are.

    >>> canonical("treat", "method", "log_ct_plus")
    'log_CT_plus'
    """
    known = METHODS.get(step, {}) if parameter == "method" else TERMS.get((step, parameter), ())
    return next((name for name in known if name.casefold() == value.strip().casefold()), value)
