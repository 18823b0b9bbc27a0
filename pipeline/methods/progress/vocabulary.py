"""The methods of progress and what may be said of a target, each with a line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, str] = MappingProxyType(
    {
        "unsd": "SDG Progress Chart: growth since the base year against the growth needed, in five classes.",
        "statistics_canada": "Observed against required growth, in four classes, or growth alone without a target.",
        "eurostat": "Yearly growth against the growth needed, or its size alone without a target, in arrows.",
        "escap": "Anticipated progress by a weighted regression, as a share of the required change.",
        "sdsn": "Arrows of the SDG Index: linear rate of change against the rate needed.",
        "probability": "Probability to meet the target, from a random walk with drift.",
    }
)
"""Method → what it does; ``ORIGIN`` says whose it is."""
WEIGHTINGS: Mapping[str, str] = MappingProxyType(
    {
        "linear": "Years since the first observation plus one.",
        "exponential": "Halves with the age of an observation, at a fixed rate.",
        "equal": "Every observation the same.",
    }
)
"""Weights of ESCAP's regression → how they fall with age."""
DESIRED: Mapping[str, str] = MappingProxyType(
    {
        "higher": "The higher, the better.",
        "lower": "The lower, the better.",
        "parity": "The nearer to the target, the better, from either side.",
    }
)
"""Column direction of Targets → which way is better."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "level": "A level, of which growth can be computed.",
        "percentage": "A share in per cent, bounded by 0 and 100.",
        "parity": "A ratio whose target is to be met from either side.",
        "growth_rate": "A rate of growth by itself.",
        "binary": "1 is yes, 0 is no.",
    }
)
"""Column kind of Targets → what a value is."""
