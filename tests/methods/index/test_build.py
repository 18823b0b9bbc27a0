"""The index as a whole: against the slow reference, on the tree of the IDI, with its properties, log and what is counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.index.build import build_index, imputed_share
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from tests.methods.index import reference
from tests.methods.index.samples import CHOICES, IDI, POSTS, design, leaves, made_up

P = {name: float(CHOICES["normalise", name]) for name in ("lower", "upper", "mean", "deviation")}  # type: ignore[arg-type]
FLAT = (("X", "", 2), ("a", "X", 1), ("b", "X", 1, "lower"), ("c", "X", 1))


def columns(frame: pd.DataFrame) -> dict[str, reference.Column]:
    return {c: {e: None if pd.isna(v) else float(v) for e, v in frame[c].items()} for c in frame}


def as_column(series: pd.Series) -> dict[str, float | None]:
    return {e: None if pd.isna(v) else v for e, v in series.items()}


def same(found: pd.Series, expected: reference.Column) -> None:
    assert [e for e, v in expected.items() if v is None] == list(found.index[found.isna()])
    for economy, value in expected.items():
        if value is not None:
            assert found[economy] == pytest.approx(value, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("how", ["min_max", "z_score", "percentile_rank", "goalposts"])
@pytest.mark.parametrize("mean", ["arithmetic", "geometric"])
@pytest.mark.parametrize("treatment", ["none", "winsorise"])
def test_the_index_is_that_of_the_slow_reference(how: str, mean: str, treatment: str) -> None:
    frame = made_up(leaves(IDI), economies=25, seed=11, gaps=0.15)
    frame.iloc[3, 0] = 900.0
    choices = {("normalise", "method"): how, ("aggregate", "method"): mean, ("treat", "method"): treatment}
    result = build_index(design(IDI, choices=choices, posts=POSTS), from_frame(frame, 2020))
    data = columns(frame)
    if treatment == "winsorise":
        data = {c: reference.winsorise(column, 2, 3.5, 2) for c, column in data.items()}
    directions = {row[0]: row[3] if len(row) > 3 else "higher" for row in IDI}
    normalised = {c: reference.normalise(data[c], how, directions[c], P, POSTS[c]) for c in data}
    scores = reference.score(IDI, normalised, reference.equal_weights(IDI), mean, 1.0, 0.5)
    for code, column in scores.items():
        same(result.scores[code], column)
    assert result.rank.dropna().to_dict() == {
        e: r for e, r in reference.ranks(as_column(result.score)).items() if r is not None
    }


def test_the_tree_of_the_idi() -> None:
    """ITU's ICT Development Index: capped goalposts, equal weights in each node, mean of two pillars; values made up."""
    values = {
        "users": 80, "households": 160, "mobile": 75, "g3": 100, "g4": 80, "traffic_mobile": 5, "traffic_fixed": 100,
        "basket_mobile": 1, "basket_fixed": 7, "phones": 60,
    }  # fmt: skip
    frame = pd.DataFrame(
        [values, {**values, "users": 20, "g4": 20, "phones": 10, "households": 50, "basket_fixed": 30}],
        index=["E0", "E1"],
    )
    frame = pd.concat([frame, frame.rename(index={"E0": "E2", "E1": "E3"}) * 0.5]).astype(float)
    result = build_index(
        design(IDI, choices={("normalise", "method"): "goalposts"}, posts=POSTS), from_frame(frame, 2020)
    )
    first = result.scores.loc["E0"]
    assert first["UC"] == pytest.approx((80 + 100 + 50) / 3)
    assert first["COVER"] == pytest.approx(90)
    assert first["MC"] == pytest.approx((90 + 25 + 25 + 100 + 50 + 60) / 6)
    assert first["IDI"] == pytest.approx((first["UC"] + first["MC"]) / 2)
    assert result.scores.loc["E1", "basket_fixed"] == 0  # capped
    effective = result.weights.set_index("code")["effective"]
    assert effective["g3"] == pytest.approx(1 / 2 / 6 / 2) and effective["users"] == pytest.approx(1 / 6)
    assert effective[leaves(IDI)].sum() == pytest.approx(1)


values = st.lists(st.lists(st.integers(1, 40).map(float), min_size=3, max_size=3), min_size=4, max_size=9)


def usable(rows: list[list[float]]) -> pd.DataFrame | None:
    frame = pd.DataFrame(rows, columns=["a", "b", "c"], index=[f"E{i}" for i in range(len(rows))])
    return frame if (frame.nunique() > 1).all() else None


@settings(max_examples=40)
@given(values, st.sampled_from(["min_max", "z_score", "percentile_rank"]), st.floats(0.01, 100), st.floats(-50, 50))
def test_the_unit_of_an_indicator_does_not_matter(rows: list, how: str, factor: float, shift: float) -> None:
    if (frame := usable(rows)) is None:
        return
    made = design(FLAT, choices={("normalise", "method"): how})
    score = build_index(made, from_frame(frame)).score
    moved = build_index(made, from_frame(frame.assign(a=frame["a"].round(6) * factor + shift))).score
    assert moved.to_numpy() == pytest.approx(score.to_numpy(), rel=1e-6)


@settings(max_examples=40)
@given(values, st.randoms())
def test_the_order_of_economies_and_indicators_does_not_matter(rows: list, random) -> None:  # type: ignore[no-untyped-def]
    if (frame := usable(rows)) is None:
        return
    score = build_index(design(FLAT), from_frame(frame)).score
    order, names = list(frame.index), list(FLAT[1:])
    random.shuffle(order)
    random.shuffle(names)
    other = build_index(design((FLAT[0], *names)), from_frame(frame.loc[order, [row[0] for row in names]])).score
    assert other[score.index].to_numpy() == pytest.approx(score.to_numpy())


@settings(max_examples=60)
@given(
    values,
    st.integers(0, 2),
    st.integers(1, 30),
    st.sampled_from(["min_max", "percentile_rank"]),
    st.sampled_from(["arithmetic", "geometric", "median"]),
)
def test_a_better_value_never_costs_a_rank(rows: list, column: int, more: int, how: str, mean: str) -> None:
    if (frame := usable(rows)) is None:
        return
    choices = {("normalise", "method"): how, ("aggregate", "method"): mean}
    made = design(FLAT, choices=choices)
    better = frame.copy()
    code = frame.columns[column]
    better.loc["E0", code] += -more if code == "b" else more
    if (better.nunique() == 1).any():
        return
    before, after = (build_index(made, from_frame(f)) for f in (frame, better))
    ahead = (before.score["E0"] >= before.score - 1e-9) & ~(after.score["E0"] >= after.score - 1e-9)
    assert not ahead.any()


@settings(max_examples=40)
@given(values, st.sampled_from(["arithmetic", "geometric", "harmonic", "median", "generalised"]))
def test_scores_stay_on_the_scale(rows: list, mean: str) -> None:
    if (frame := usable(rows)) is None:
        return
    choices = {("aggregate", "method"): mean, ("aggregate", "power"): 3}
    score = build_index(design(FLAT, choices=choices), from_frame(frame)).score
    assert ((score >= 1 - 1e-9) & (score <= 100 + 1e-9)).all()


def test_every_step_is_logged_and_gaps_are_counted() -> None:
    frame = made_up(["a", "b", "c"], economies=10, seed=2)
    frame.iloc[0, 0], frame.iloc[1, :2] = np.nan, np.nan
    result = build_index(design(FLAT), from_frame(frame, 2020))
    assert set(result.log["step"]) == {"screen", "impute", "treat", "normalise", "weight", "aggregate"}
    last = result.log.iloc[-1]
    assert (last["element"], last["touched"]) == ("X", 9)
    assert last["note"].startswith("1 of fewer children") and "1 missing, below the threshold" in last["note"]
    assert result.availability["X"].tolist()[:3] == pytest.approx([2 / 3, 1 / 3, 1])
    assert np.isnan(result.score["E01"]) and np.isnan(result.rank["E01"])
    assert sorted(result.rank.dropna()) == list(range(1, 10))


def test_scores_raised_to_the_floor_are_counted() -> None:
    choices = {("normalise", "lower"): 0, ("aggregate", "method"): "geometric", ("aggregate", "floor"): 0.5}
    result = build_index(design(FLAT, choices=choices), from_frame(made_up(["a", "b", "c"])))
    floor = result.log[result.log["method"] == "floor"]
    assert floor["touched"].tolist() == [3]


def test_imputed_values_are_flagged_and_their_share_is_told() -> None:
    frame = made_up(["a", "b", "c"])
    frame.iloc[4, 1] = np.nan
    result = build_index(design(FLAT, choices={("impute", "method"): "median"}), from_frame(frame, 2020))
    assert result.status.loc["E04"].tolist() == ["A", "I", "A"]
    assert imputed_share(result)["E04"] == pytest.approx(1 / 3) and imputed_share(result).sum() == pytest.approx(1 / 3)


def test_ties_share_a_rank_and_ranks_use_full_precision() -> None:
    frame = pd.DataFrame({"a": [1.0, 2, 2, 3], "b": [4.0, 3, 3, 2], "c": [1.0, 2, 2, 3 + 1e-9]}, index=list("WXYZ"))
    assert build_index(design(FLAT), from_frame(frame)).rank.to_dict() == {"W": 4, "X": 2, "Y": 2, "Z": 1}


def test_weights_by_principal_components_settle_from_the_bottom_up() -> None:
    frame = made_up(leaves(IDI), economies=60, seed=5)
    result = build_index(design(IDI, choices={("weight", "method"): "pca"}), from_frame(frame))
    weights = result.weights.set_index("code")
    sums = result.weights[result.weights["parent"] != ""].groupby("parent")["weight"].sum()
    assert sums.to_numpy() == pytest.approx(1)
    correlation = np.corrcoef(result.scores[["g3", "g4"]].to_numpy().T)
    assert weights.loc[["g3", "g4"], "weight"].tolist() == pytest.approx(
        (np.linalg.eigh(correlation)[1][:, -1] ** 2).tolist()
    )
    children = ["users", "households", "mobile"]
    vectors = np.linalg.eigh(np.corrcoef(result.scores[children].to_numpy().T))[1]
    assert weights.loc[children, "weight"].tolist() == pytest.approx((vectors[:, -1] ** 2).tolist())


def test_principal_components_of_too_few_economies() -> None:
    frame = made_up(["a", "b", "c"], economies=5)
    frame.iloc[:3, 0] = np.nan
    with pytest.raises(IndexProblems, match="three economies") as caught:
        build_index(design(FLAT, choices={("weight", "method"): "pca"}), from_frame(frame))
    assert caught.value.problems[0].place.sheet == "Choices"


def test_a_constant_after_treatment_is_named() -> None:
    frame = made_up(["a", "b", "c"])
    frame["a"] = [5.0] * 11 + [6.0]
    made = design(FLAT, choices={("screen", "indicator_share"): 0.5})
    assert build_index(made, from_frame(frame)).score.notna().all()
    frame["a"] = 5.0
    with pytest.raises(IndexProblems, match="a: 12 values, 1 different"):
        build_index(made, from_frame(frame))
