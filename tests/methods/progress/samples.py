"""Rules with made-up bounds as the sheet holds them, shared by the tests of this folder."""

from __future__ import annotations

import pandas as pd

from pipeline.methods.progress import Rules, read_rules

ROWS = {
    "unsd": {"on_track": 0.95, "fair": 0.10, "fast_growth": 2, "slow_growth": 0.5, "near_limit": 1},
    "statistics_canada": {
        "on_track": 0.95,
        "accelerate": 0.6,
        "limited": 0,
        "growth_on_track": 1.5,
        "growth_accelerate": 0.5,
        "growth_limited": 0,
        "zero_replacement": 0.001,
    },
    "escap": {"maintain": 0.1, "accelerate": 1},
    "sdsn": {"on_track": 1, "moderately_improving": 0.5, "stagnating": 0},
    "probability": {"likely": 0.66, "possible": 0.33, "parity_tolerance": 0.03},
}


def thresholds() -> pd.DataFrame:
    rows = [(m, p, float(v), "a source" if m != "sdsn" else "") for m, part in ROWS.items() for p, v in part.items()]
    return pd.DataFrame(rows, columns=["method", "parameter", "value", "source"])


RULES: Rules = read_rules(thresholds())
