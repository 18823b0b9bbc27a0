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
            "group_mean": "Mean over the economies of the same group (group_kind); a group without data stays missing.",
            "group_median": "Median over the economies of the same group (group_kind).",
            "carry_last": "The economy's newest value before the period, at most max_age years older.",
            "linear": "The line between the economy's values before and after the year until.",
        },
        "treat": {
            "none": "Leave the values as they are.",
            "winsorise": "Pull in the extreme values, one by one, until skewness and kurtosis are within their limits.",
            "log": "Natural logarithm; positive values only.",
            "log_shift": "ln(x - min + 0.01 (max - min)), for any values.",
            "box_cox": "(x^lambda - 1) / lambda; positive values only.",
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
FALLBACKS = ("none", "log", "log_shift", "box_cox")
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
        },
        "impute": {
            "method": "One of the methods of this step; no default.",
            "group_kind": "Scheme of the groups for group_mean and group_median; no default.",
            "max_age": "For carry_last: most years before the period; no default.",
        },
        "treat": {
            "method": "One of the methods of this step; no default.",
            "skewness": "For winsorise: outliers where |skewness| is above this and kurtosis above its limit; no default.",
            "kurtosis": "For winsorise: limit of the excess kurtosis; no default.",
            "most": "For winsorise: how many values may be pulled in; no default.",
            "fallback": "For winsorise: what follows where outliers remain: none, log, log_shift or box_cox; no default.",
            "lambda": "For box_cox: the exponent, a number (0: the logarithm); no default.",
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
        },
        "weight": {
            "method": "One of the methods of this step; no default.",
        },
        "aggregate": {
            "method": "One of the methods of this step; no default.",
            "power": "For generalised: the exponent, a number (0: geometric); no default.",
            "floor": "For geometric, harmonic and generalised: lower scores are raised to it; default: none.",
        },
        "threshold": {
            "share": "Least share (0-1) of its elements that a node needs for a score; default: 0.5.",
        },
        "audit": {
            "draws": "Draws of the Monte Carlo, 2 or more; default: 1000.",
            "seed": "Seed of the draws, a whole number; default: 2030.",
            "sobol_samples": "Base sample of the Sobol' indices, a power of two; default: 256.",
            "lower_quantile": "Lower end of the intervals (0-1); default: 0.05.",
            "upper_quantile": "Upper end of the intervals (0-1); default: 0.95.",
            "support": "Share (0-1) of draws from which on one economy is said to rank above another; default: 0.95.",
        },
    }
)
"""Step → parameter → what it says, what is allowed, its default."""
