"""What if: one design against another, or one choice changed, with the shift of every rank."""

from __future__ import annotations

import pandas as pd

from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.design import Design
from pipeline.methods.index.factors import read_changes


def compare(base: IndexResult, other: IndexResult) -> pd.DataFrame:
    """Scores and ranks of two indices side by side, by base rank: REF_AREA, base_score, base_rank, other_score,
    other_rank, shift (base rank less other rank: positive = the economy gains). An economy without a rank on one side
    has NaN there and no shift.
    """
    table = pd.DataFrame(
        {"base_score": base.score, "base_rank": base.rank, "other_score": other.score, "other_rank": other.rank}
    )
    table["shift"] = table["base_rank"] - table["other_rank"]
    table.index.name = "REF_AREA"
    return table.sort_values(["base_rank", "other_rank"]).reset_index()


def changed(design: Design, text: str) -> Design:
    """The design with choices changed: ``aggregate.method=geometric; GCI:treat.method=none``.

    A part before a colon says what it applies to ('*' where there is none). Raises ValueError for text that is no
    change, IndexProblems for an unknown step, parameter, method or element, for numbers that are none or stand the wrong way round.
    """
    return design.with_checked(read_changes(text))
