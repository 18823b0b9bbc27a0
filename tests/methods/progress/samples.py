"""Rules with made-up bounds as the sheet holds them, shared by the tests of this folder."""

from __future__ import annotations

import pandas as pd

from pipeline.methods.progress import Rules, read_rules

ROWS = {
    "unsd": {
        "on_track": 0.95,
        "fair": 0.10,
        "fast_growth": 2,
        "slow_growth": 0.5,
        "near_limit": 1,
        "default_base_year": 2015,
        "default_target_year": 2030,
    },
    "statistics_canada": {
        "on_track": 0.95,
        "accelerate": 0.6,
        "limited": 0,
        "growth_on_track": 1.5,
        "growth_accelerate": 0.5,
        "growth_limited": 0,
        "zero_replacement": 0.001,
        "limit_exponent": 4.44,
        "parity_low": 0.97,
        "parity_high": 1.03,
    },
    "eurostat": {
        "significant": 0.95,
        "moderate": 0.6,
        "insufficient": 0,
        "growth_significant": 1,
        "growth_moderate": 0,
        "growth_moderate_away": -1,
        "short_term": 5,
        "long_term": 15,
        "long_minimum_span": 10,
    },
    "escap": {"maintain": 0.1, "accelerate": 1, "half_life": 5},
    "sdsn": {"on_track": 1, "moderately_improving": 0.5, "stagnating": 0},
    "probability": {"likely": 0.66, "possible": 0.33, "parity_tolerance": 0.03},
}
POINTS = {"probability": 3}  # values that a method asks for; the others need two
for _method, _rows in ROWS.items():
    _rows |= {
        "minimum_points": POINTS.get(_method, 2),
        "minimum_span": 3 if _method == "eurostat" else 0,
        "maximum_age": 0,
    }


def thresholds() -> pd.DataFrame:
    rows = [(m, p, float(v), "a source" if m != "sdsn" else "") for m, part in ROWS.items() for p, v in part.items()]
    return pd.DataFrame(rows, columns=["method", "parameter", "value", "source"])


RULES: Rules = read_rules(thresholds())
