from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.kinds import KINDS
from pipeline.problems import Stop

from .samples import sample

KIND = Kind(
    lambda drawing, theme: None,  # type: ignore[arg-type, return-value]
    {"label": CODE, "value": NUMBER},
    {"highlight": FLAG},
    frozenset({"x_from_zero"}),
)
GOOD = pd.DataFrame({"label": ["a", "b"], "value": [1.0, np.nan]})


@pytest.mark.parametrize(
    ("data", "options", "found"),
    [
        (GOOD.drop(columns="value"), {}, "no column 'value'; there are label"),
        (GOOD.assign(value=["1", "x"]), {}, "column 'value' holds 'x' in row 1"),
        (GOOD.assign(value=[1.0, np.inf]), {}, "column 'value' is infinite in row 1"),
        (GOOD.assign(value=pd.Series([1.0, np.inf], dtype=object)), {}, "column 'value' is infinite in row 1"),
        (GOOD.assign(value=pd.Series([1.0, np.inf], dtype="Float64")), {}, "column 'value' is infinite in row 1"),
        (GOOD.assign(label=["a", None]), {}, "column 'label' is empty in row 1"),
        (GOOD.assign(highlight=[True, "yes"]), {}, "column 'highlight' holds 'yes'"),
        (GOOD.head(0), {}, "no row to draw"),
        (GOOD, {"x_from_null": True}, "option 'x_from_null'"),
    ],
)
def test_faults_are_named(data: pd.DataFrame, options: dict[str, object], found: str) -> None:
    drawing = dataclasses.replace(sample("bars", 1), data=data, options=options)
    with pytest.raises(Stop, match="figure bars-1") as caught:
        KIND.check(drawing)
    assert found in str(caught.value)


def test_all_faults_come_at_once_with_the_nearest_option() -> None:
    drawing = dataclasses.replace(sample("bars", 1), data=GOOD.head(0)[["label"]], options={"x_from_null": 1})
    with pytest.raises(Stop) as caught:
        KIND.check(drawing)
    assert [problem.code for problem in caught.value.problems] == [
        "figure-data-empty",
        "figure-column-missing",
        "figure-option-unknown",
    ]
    assert caught.value.problems[-1].remedy == "write 'x_from_zero'"


def test_gaps_and_extra_columns_are_fine() -> None:
    KIND.check(dataclasses.replace(sample("bars", 1), data=GOOD.assign(more=1), options={"decimals": 2}))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_a_missing_column(kind: str) -> None:
    drawing = sample(kind, 4)
    for column in KINDS[kind].columns:
        with pytest.raises(Stop, match=f"no column '{column}'"):
            KINDS[kind].check(dataclasses.replace(drawing, data=drawing.data.drop(columns=column)))
