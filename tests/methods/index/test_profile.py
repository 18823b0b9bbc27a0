"""The profile of a unit: its ranks, its peers, and marks that ranks, intervals and peers bear out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.audit import audit
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.inputs import Inputs, from_frame
from pipeline.methods.index.profile import STRENGTH, WEAKNESS, element_intervals, profile, with_ranked
from tests.methods.index.samples import IDI, OPTIONS, design, leaves, made_up

UNITS = [f"E{i:02d}" for i in range(11)]
FLAT = (("INDEX", "", 2), *((code, "INDEX", 1) for code in ("good", "bad", "same", "tied", "middle")))


def frame() -> pd.DataFrame:
    """E05 is in the middle of the index, first in ``good`` and last in ``bad``; in ``tied`` it shares the first rank with most."""
    table = pd.DataFrame({code: np.arange(10.0, -1, -1) for code in ("good", "bad", "same", "middle")}, index=UNITS)
    table["tied"] = [1.0] * 9 + [0.0] * 2
    table.loc["E05", ["good", "bad"]] = [20.0, -10.0]
    return table[["good", "bad", "same", "tied", "middle"]]


def built(table: pd.DataFrame) -> tuple[IndexResult, Inputs]:
    inputs = from_frame(table)
    return build_index(design(FLAT), inputs), inputs


def described(table: pd.DataFrame, unit: str = "E05", **given: object) -> pd.DataFrame:
    result, _ = built(table)
    return profile(result, unit, {}, table, **given).set_index("element")  # type: ignore[arg-type]


def test_ranks_values_and_years_by_hand() -> None:
    found = described(frame())
    assert found.index.tolist() == ["INDEX", "good", "bad", "same", "tied", "middle"]
    assert found.loc["good", ["rank", "of", "value", "score"]].tolist() == [1, 11, 20, 100]
    assert found.loc["bad", ["rank", "score"]].tolist() == [11, 1]
    assert found.loc["middle", "rank"] == 6 and found.loc["tied", "rank"] == 1
    assert found["rank_low"].isna().all() and (found["peers"] == 0).all()


def test_strengths_and_weaknesses_need_more_than_a_rank() -> None:
    found = described(frame())
    assert found["mark"].to_dict() == {
        "INDEX": "", "good": STRENGTH, "bad": WEAKNESS, "same": "", "tied": "", "middle": "",
    }  # fmt: skip
    assert found.loc["tied", "reason"] == "no strength: 9 share the rank"


def test_most_bounds_each_kind() -> None:
    assert described(frame(), most=0)["mark"].unique().tolist() == [""]


def test_peers_can_take_a_mark_away() -> None:
    table = frame()
    table.loc[["E00", "E01"], "good"] = [25.0, 24.0]
    found = described(table, peers=["E00", "E01", "E05", "ZZZ"])
    assert found.loc["good", ["peers", "peer_rank"]].tolist() == [2, 3]
    assert found.loc["good", "mark"] == "" and found.loc["good", "reason"] == "no strength: not better than its peers"


def test_an_imputed_value_is_neither(tmp_path: object) -> None:
    table = frame()
    result, _ = built(table)
    status = result.status.copy()
    status.loc["E05", "good"] = "I"
    found = profile(replace(result, status=status), "E05", {}, table).set_index("element")
    assert found.loc["good", ["mark", "reason", "imputed_share"]].tolist() == ["", "no strength: imputed", 1.0]
    assert found.loc["INDEX", "imputed_share"] == pytest.approx(0.2)


def test_intervals_can_take_a_mark_away() -> None:
    table = frame()
    result, _ = built(table)
    wide = pd.DataFrame({"rank_low": 1.0, "rank_high": 9.0, "ranked": 11.0}, index=UNITS)
    found = profile(result, "E05", {"good": wide}, table).set_index("element")
    assert found.loc["good", "mark"] == ""
    assert found.loc["good", "reason"] == "no strength: its interval of ranks meets that of the index"


def test_the_first_of_all_has_strengths_where_its_own_rank_is_not_firm() -> None:
    table = frame()
    result, _ = built(table)
    first = str(result.rank.idxmin())
    index = pd.DataFrame({"rank_low": 1.0, "rank_high": 4.0, "ranked": 11.0}, index=UNITS)
    found = profile(result, first, {"INDEX": index}, table).set_index("element")
    assert (found["mark"] == STRENGTH).any()


def test_a_unit_without_a_score_has_blanks_and_no_marks() -> None:
    table = frame()
    table.loc["E03", ["good", "bad", "same", "tied"]] = np.nan
    found = described(table, "E03")
    assert np.isnan(found.loc["INDEX", "rank"]) and found["mark"].unique().tolist() == [""]
    with pytest.raises(KeyError):
        described(table, "ZZZ")


def test_intervals_of_elements_are_those_of_the_element_as_an_index_of_its_own() -> None:
    data = from_frame(made_up(leaves(IDI), economies=14, seed=4), years=2020)
    made = design(IDI, options=OPTIONS)
    result = build_index(made, data)
    checked = audit(made, data, result, draws=60, seed=7, samples=8, workers=1)
    drawn, _ = element_intervals(result, data, made.tree.nodes, 60, 7, (0.05, 0.95))
    assert set(drawn) == set(made.tree.nodes)
    pd.testing.assert_frame_equal(drawn[result.root], with_ranked(checked.uncertainty.intervals))
    for code in made.tree.nodes:
        inside = drawn[code].loc[:, "rank_low"] <= drawn[code].loc[:, "rank_high"]
        assert inside.all() and drawn[code]["rank_high"].max() <= 14


def test_an_element_that_no_factor_moves_has_no_interval() -> None:
    data = from_frame(made_up(leaves(IDI), economies=12, seed=4), years=2020)
    made = design(IDI, options=(("weight_noise", "25"), ("aggregate", "geometric")))
    drawn, why = element_intervals(build_index(made, data), data, ["users", "UC"], 20, 7, (0.05, 0.95))
    assert set(drawn) == {"UC"} and why == {"users": "no factor moves it alone"}
