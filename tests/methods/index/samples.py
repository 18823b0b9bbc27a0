"""Made-up designs for the tests of the index: plain rows in, the sheets of a design out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design, read_design
from pipeline.model.index_design import IndexDesign
from pipeline.sheets import layout

CHOICES: Mapping[tuple[str, str], object] = {
    ("period", "since"): 2020,
    ("period", "until"): 2020,
    ("period", "reference_year"): 2022,
    ("screen", "indicator_share"): 0,
    ("screen", "economy_share"): 0,
    ("impute", "method"): "none",
    ("treat", "method"): "none",
    ("treat", "skewness"): 2,
    ("treat", "kurtosis"): 3.5,
    ("treat", "most"): 2,
    ("treat", "fallback"): "log_shift",
    ("normalise", "method"): "min_max",
    ("normalise", "lower"): 1,
    ("normalise", "upper"): 100,
    ("normalise", "mean"): 50,
    ("normalise", "deviation"): 15,
    ("weight", "method"): "equal",
    ("aggregate", "method"): "arithmetic",
    ("aggregate", "floor"): 1,
    ("threshold", "share"): 0.5,
    ("audit", "draws"): 50,
    ("audit", "seed"): 7,
    ("audit", "sobol_samples"): 8,
    ("audit", "lower_quantile"): 0.05,
    ("audit", "upper_quantile"): 0.95,
    ("audit", "support"): 0.9,
}
# The shape of ITU's ICT Development Index: one pillar of indicators, one that holds a node among its indicators.
IDI = (
    ("IDI", "", 4),
    ("UC", "IDI", 3),
    ("users", "UC", 1),
    ("households", "UC", 1),
    ("mobile", "UC", 1),
    ("MC", "IDI", 3),
    ("COVER", "MC", 2),
    ("g3", "COVER", 1),
    ("g4", "COVER", 1),
    ("traffic_mobile", "MC", 1),
    ("traffic_fixed", "MC", 1),
    ("basket_mobile", "MC", 1, "lower"),
    ("basket_fixed", "MC", 1, "lower"),
    ("phones", "MC", 1),
)
POSTS = {
    "users": (0, 100),
    "households": (0, 100),
    "mobile": (0, 150),
    "g3": (0, 100),
    "g4": (0, 100),
    "traffic_mobile": (0, 20),
    "traffic_fixed": (0, 400),
    "basket_mobile": (10, 1),
    "basket_fixed": (12, 2),
    "phones": (0, 100),
}
OPTIONS = (
    ("impute", "none"),
    ("impute", "median"),
    ("normalise", "min_max"),
    ("normalise", "z_score"),
    ("normalise", "percentile_rank"),
    ("aggregate", "arithmetic"),
    ("aggregate", "geometric"),
    ("weight_noise", "25"),
    ("leave_out", "none"),
    ("leave_out", "one indicator"),
    ("measurement_error", "none"),
    ("measurement_error", "by status and age"),
)
Row = tuple  # code, parent, level, then direction (default higher), weight, weights_sum


def sheets(
    rows: Iterable[Row],
    choices: Mapping[tuple, object] | None = None,
    posts: Mapping[str, tuple[float, float]] | None = None,
    options: Iterable[tuple] = (),
    errors: Mapping[str, float] | None = None,
    without: Iterable[tuple[str, str]] = (),
) -> IndexDesign:
    """The sheets of a design. ``choices`` by (step, parameter) or (step, parameter, applies_to) over ``CHOICES``."""
    rows = list(rows)
    table = []
    for row in rows:
        code, parent, level, direction, weight, total = (*row, *(None,) * (6 - len(row)))
        direction = direction if direction is not None else ("higher" if level == 1 else "")
        numbers = {"weight": weight, "weights_sum": total, "factor": None}
        table.append(
            {"code": code, "parent": parent, "level": level, "direction": direction, "denominator": "", **numbers}
        )
    hierarchy = pd.DataFrame(table).astype({"weight": float, "weights_sum": float, "factor": float})
    made = {key: value for key, value in {**CHOICES, **(choices or {})}.items() if key not in set(without)}
    flat = [(key[2] if len(key) > 2 else "*", key[0], key[1], str(value)) for key, value in made.items()]
    errors = {"A": 0.02, "I": 0.5} if errors is None else errors
    shares = [("status", code, share) for code, share in errors.items()] + [("age", "year", 0.03)]
    post_rows = [(rows[0][0], code, float(low), float(high)) for code, (low, high) in (posts or {}).items()]
    return IndexDesign(
        hierarchy=numbered(hierarchy),
        choices=numbered(pd.DataFrame(flat, columns=["applies_to", "step", "parameter", "value"])),
        goalposts=numbered(pd.DataFrame(post_rows, columns=["index", "dimension", "lower", "upper"])),
        errors=numbered(pd.DataFrame(shares, columns=["kind", "code", "share"])),
        uncertainty=numbered(pd.DataFrame([(*o, 1.0)[:3] for o in options], columns=["factor", "option", "weight"])),
        columns={name: {c.header: i for i, c in enumerate(cs, start=1)} for name, cs in layout.INDEX_SHEETS.items()},
        workbook="made-up.xlsx",
    )


def design(rows: Iterable[Row], **arguments: object) -> Design:
    """A design, checked."""
    return read_design(sheets(rows, **arguments))  # type: ignore[arg-type]


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """With the rows of a sheet, from 2 on."""
    return frame.assign(ROW=range(2, len(frame) + 2))


def made_up(codes: Iterable[str], economies: int = 12, seed: int = 3, gaps: float = 0.0) -> pd.DataFrame:
    """Made-up positive values, skewed, with a share of gaps; economies × indicators."""
    rng = np.random.default_rng(seed)
    names = [f"E{i:02}" for i in range(economies)]
    frame = pd.DataFrame({code: rng.gamma(2.0, 3.0, economies).round(3) for code in codes}, index=names)
    return frame.mask(rng.random(frame.shape) < gaps)


def leaves(rows: Iterable[Row]) -> list[str]:
    """The indicators of rows."""
    return [row[0] for row in rows if row[2] == 1]
