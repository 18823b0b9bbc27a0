"""What if: designs side by side, and changes written as text."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.whatif import changed, compare
from tests.methods.index.samples import IDI, design, leaves, made_up

FRAME = made_up(leaves(IDI), economies=10, seed=4)


def test_shifts_are_base_less_other_and_gaps_have_none() -> None:
    frame = FRAME.copy()
    frame.iloc[0, :8] = np.nan
    made = design(IDI)
    base, other = build_index(made, from_frame(FRAME)), build_index(made, from_frame(frame))
    table = compare(base, other).set_index("REF_AREA")
    assert np.isnan(table.loc["E00", "shift"]) and np.isnan(table.loc["E00", "other_rank"])
    known = table.drop(index="E00")
    assert (known["shift"] == known["base_rank"] - known["other_rank"]).all()
    assert table["base_rank"].tolist() == sorted(table["base_rank"])
    assert compare(base, base)["shift"].tolist() == [0] * 10


def test_changes_as_text() -> None:
    made = changed(design(IDI), "aggregate.method=geometric; users:normalise.method=rank;level 3:threshold.share=1;")
    assert made.method("aggregate", "MC") == "geometric"
    assert (made.method("normalise", "users"), made.method("normalise", "g3")) == ("rank", "min_max")
    assert (made.number("threshold", "share", "MC"), made.number("threshold", "share", "COVER")) == (1, 0.5)


@pytest.mark.parametrize("text", ["geometric", "aggregate=geometric", "aggregate.method"])
def test_text_that_is_no_change(text: str) -> None:
    with pytest.raises(ValueError, match=r"allowed: step\.parameter=value"):
        changed(design(IDI), text)


def test_a_change_to_an_unknown_method() -> None:
    with pytest.raises(IndexProblems, match="aggregate by 'mean'"):
        changed(design(IDI), "aggregate.method=mean")
