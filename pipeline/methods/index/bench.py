"""A bench of the Monte Carlo on made-up numbers of a stated size; measured, not tested."""

from __future__ import annotations

import resource
import time

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.inputs import Inputs, from_frame
from pipeline.methods.index.uncertainty import monte_carlo
from pipeline.model.index_design import IndexDesign


def bench(
    draws: int = 10_000, economies: int = 200, indicators: int = 60, seed: int = 1, workers: int = 2
) -> dict[str, float]:
    """Seconds of a Monte Carlo over all kinds of factors, and the largest memory of this process so far, in megabytes."""
    design, inputs = made_up(economies, indicators, seed)
    start = time.perf_counter()
    monte_carlo(experiment(design, inputs, seed), draws, (0.05, 0.95), workers)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def made_up(economies: int, indicators: int, seed: int = 1) -> tuple[Design, Inputs]:
    """A design with every kind of factor and skewed values without a gap, all made up."""
    rng = np.random.default_rng(seed)
    names = [f"I{k:03}" for k in range(indicators)]
    frame = pd.DataFrame(
        rng.gamma(3.0, 1.0, (economies, indicators)), columns=names, index=[f"E{i:03}" for i in range(economies)]
    )
    return read_design(sample_design(names)), from_frame(frame, 2020)


def sample_design(indicators: list[str], nodes: int = 6) -> IndexDesign:
    """A design of two levels over the indicators, with every kind of factor; numbers made up."""
    rows = [{"code": "INDEX", "parent": "", "level": 3, "direction": ""}]
    rows += [{"code": f"NODE{j}", "parent": "INDEX", "level": 2, "direction": ""} for j in range(nodes)]
    rows += [
        {"code": c, "parent": f"NODE{k % nodes}", "level": 1, "direction": "higher"} for k, c in enumerate(indicators)
    ]
    choices: dict[str, dict[str, object]] = {
        "period": {"since": 2020, "until": 2020, "reference_year": 2024},
        "screen": {"indicator_share": 0, "economy_share": 0},
        "impute": {"method": "none"},
        "treat": {"method": "winsorise", "skewness": 2, "kurtosis": 3.5, "most": 5, "fallback": "log_shift"},
        "normalise": {"method": "min_max", "lower": 1, "upper": 100, "mean": 50, "deviation": 15},
        "weight": {"method": "equal"},
        "aggregate": {"method": "arithmetic", "floor": 1},
        "threshold": {"share": 0.5},
    }
    options = [("impute", "none"), ("impute", "median"), ("normalise", "min_max"), ("normalise", "z_score")]
    options += [("normalise", "percentile_rank"), ("aggregate", "arithmetic"), ("aggregate", "geometric")]
    options += [("weight_noise", "25"), ("leave_out", "none"), ("leave_out", "one indicator")]
    options += [("measurement_error", "by status and age")]
    blank = {"weight": np.nan, "weights_sum": np.nan, "factor": np.nan, "denominator": ""}
    flat = [("*", step, name, str(value)) for step, named in choices.items() for name, value in named.items()]
    return IndexDesign(
        hierarchy=_numbered(pd.DataFrame([row | blank for row in rows])),
        choices=_numbered(pd.DataFrame(flat, columns=["applies_to", "step", "parameter", "value"])),
        goalposts=_numbered(pd.DataFrame(columns=["index", "dimension", "lower", "upper"])),
        errors=_numbered(
            pd.DataFrame(
                [("status", "A", 0.02), ("status", "I", 0.5), ("age", "year", 0.03)], columns=["kind", "code", "share"]
            )
        ),
        uncertainty=_numbered(pd.DataFrame([(*o, 1.0) for o in options], columns=["factor", "option", "weight"])),
        columns={},
        workbook="bench",
    )


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(ROW=range(2, len(frame) + 2))
