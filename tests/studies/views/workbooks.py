"""Made-up workbooks of an index for the tests of its views: any names, any number of units, in one write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.studies import index
from pipeline.studies.study import Study
from tests.studies.test_index import Rows, write

UNITS = ("AUT", "BEN", "CHL", "DNK", "EGY", "FIN", "GHA", "HUN", "IND", "JPN", "KEN", "LVA")
TREE = (
    ("IDX", None, 3),
    ("N1", "IDX", 2),
    ("N2", "IDX", 2),
    *((c, "N1", 1) for c in "ab"),
    *((c, "N2", 1) for c in "cde"),
)
HOSTILE = {
    "IDX": "<script>alert(1)</script>",
    "N1": "a & b $x$ \"q\" 's'",
    "N2": "A very long name that goes on and on until it has eighty letters of text or more of them",
    "a": "line one\nline two",
    "b": "{{ 7*7 }} {% raw %}",
    "c": "الوصول إلى الإنترنت",
    "d": "互联网使用者占人口比例" * 4,
    "e": "W" * 80,
    "AUT": "<img src=x onerror=alert(1)>",
    "BEN": "ไทย 한국어",
    "CHL": "-->",
    "DNK": "]]>",
    "EGY": "مصر",
    "FIN": "芬兰",
}


def rows(
    units: Sequence[str] = UNITS,
    tree: Sequence[tuple] = TREE,
    names: Mapping[str, str] | None = None,
    drawn: bool = True,
    seed: int = 1,
) -> Rows:
    """A workbook as plain rows; ``drawn``: with a sheet Uncertainty."""
    names, rng = names or {}, np.random.default_rng(seed)
    leaves = [row[0] for row in tree if row[2] == 1]
    sheets: Rows = {
        "About": [["Made-up index"]],
        "Indicators": [["code", "unit", "name"], *([code, "made up", names.get(code, "")] for code in leaves)],
        "Hierarchy": [
            ["code", "parent", "level", "direction", "en"],
            *([c, p, n, "higher" if n == 1 else None, names.get(c, "")] for c, p, n in tree),
        ],
        "Choices": [
            ["applies_to", "step", "parameter", "value"],
            *(["*", "impute", "method", "none"], ["*", "treat", "method", "winsorise"], ["*", "treat", "skewness", 2]),
            *(["*", "treat", "kurtosis", 3.5], ["*", "treat", "most", 5], ["*", "treat", "fallback", "none"]),
            *(
                ["*", "normalise", "method", "min_max"],
                ["*", "normalise", "lower", 0],
                ["*", "normalise", "upper", 100],
            ),
            *(["*", "normalise", "mean", 0], ["*", "normalise", "deviation", 1], ["*", "weight", "method", "equal"]),
            *(["*", "aggregate", "method", "arithmetic"], ["*", "aggregate", "floor", 1]),
        ],
        "Groups": [["economy", "group", "scheme"], *([u, f"g{i % 2}", "halves"] for i, u in enumerate(units))],
    }
    if drawn:
        options = (("normalise", "min_max"), ("normalise", "z_score"), ("weight_noise", 25))
        sheets["Uncertainty"] = [["factor", "option", "weight"], *([*option, 1] for option in options)]
    for k, code in enumerate(leaves):
        values = rng.normal(50, 15, len(units)) if k % 2 else np.exp(rng.normal(2, 1.2, len(units)))
        sheets[code] = [
            ["REF_AREA", "Economy", 2020],
            *([unit, names.get(unit, ""), float(value)] for unit, value in zip(units, values, strict=True)),
        ]
    return sheets


def study(folder: Path, sheets: Rows | None = None, **arguments: object) -> Study:
    """The study of a workbook of these rows."""
    given = {"draws": 30, "samples": 4, **arguments}
    return index.run(write(sheets or rows(), folder / "mine.xlsx"), index.Asked(**given))  # type: ignore[arg-type]
