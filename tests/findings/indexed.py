"""A made-up world with a small index of its own: six indicators in two nodes, few draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.findings.workshop import Workshop
from pipeline.methods.index.bench import sample_design
from tests.findings.world import ECONOMIES, series, spread, workshop

CODES = list(ECONOMIES)
INDICATORS = [f"I{n}" for n in range(6)]
AUDIT = {"draws": 60, "seed": 1, "sobol_samples": 16, "lower_quantile": 0.05, "upper_quantile": 0.95, "support": 0.95}


def indexed() -> Workshop:
    """Six indicators in two nodes; economies differ clearly, Iceland lacks one value."""
    rng = np.random.default_rng(1)
    cells = {name: {code: 20 + 5 * n + 6 * rng.random() for n, code in enumerate(CODES)} for name in INDICATORS}
    del cells["I0"]["ISL"]
    design = sample_design(INDICATORS, nodes=2)
    more = pd.DataFrame(
        [("*", "audit", name, str(number)) for name, number in AUDIT.items()],
        columns=["applies_to", "step", "parameter", "value"],
    )
    choices = pd.concat([design.choices, more.assign(ROW=range(100, 100 + len(AUDIT)))], ignore_index=True).assign(
        reason="A reason", source="A source"
    )
    given = [series(name, spread(row, 2020)) for name, row in cells.items()]
    return workshop(*given, index=replace(design, choices=choices))
