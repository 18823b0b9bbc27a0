"""Factors that vary any choice of a design: each draw is the index of the changed design; what is wrong is named by its cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.methods.index import draws
from pipeline.methods.index.build import build_index
from pipeline.methods.index.design import Design
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.factors import changes, is_alternative, read_changes, varied
from pipeline.methods.index.inputs import Inputs, from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.sensitivity import MEAN_SHIFT, index_sensitivity
from pipeline.methods.index.uncertainty import monte_carlo
from pipeline.methods.index.whatif import changed
from tests.methods.index.samples import IDI, design, leaves, made_up

FRAME = made_up(leaves(IDI), economies=25, seed=8, gaps=0.15)
FRAME.iloc[:4, 0] = [9000.0, 5000.0, 900.0, 90.0]  # outliers: two values pulled in are not enough
INPUTS = from_frame(FRAME, 2020)
WINSORISED = {("treat", "method"): "winsorise", ("aggregate", "power"): 0.5}


def options(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return list(rows)


def coordinates(ready: draws.Experiment, picks: Sequence[str]) -> np.ndarray:
    """A point that picks these options."""
    point = []
    for factor, option in zip(ready.factors, picks, strict=True):
        at = factor.options.index(option)
        point.append((factor.bounds[at] + (factor.bounds[at - 1] if at else 0.0)) / 2)
    return np.array([point])


@pytest.mark.parametrize(
    ("factor", "values"),
    [
        ("treat.most", ("1", "4")),
        ("treat.skewness", ("1", "9")),
        ("treat.fallback", ("none", "log_shift")),
        ("threshold.share", ("0.3", "0.9")),
        ("screen.economy_share", ("0", "0.85")),
        ("screen.indicator_share", ("0", "0.9")),
        ("normalise.lower", ("1", "20")),
        ("users:treat.method", ("none", "log_shift")),
        ("level 3:aggregate", ("arithmetic", "geometric")),
        ("UC:aggregate.method", ("geometric", "median")),
        ("order.steps", ("denominate;screen;impute;treat;normalise", "denominate;impute;screen;treat;normalise")),
        ("plain or not", ("none", "aggregate.method=geometric; treat.method=none")),
        ("weight", ("equal", "pca")),
    ],
)
def test_a_draw_is_the_index_of_the_changed_design(factor: str, values: tuple[str, str]) -> None:
    choices = WINSORISED | {("treat", "most"): 1}
    if factor == "order.steps":  # what is imputed first passes the screening
        choices |= {("impute", "method"): "median", ("screen", "economy_share"): 0.8}
    made = design(IDI, choices=choices, options=[(factor, value) for value in values])
    ready = experiment(made, INPUTS, seed=1)
    whole = []
    for value in values:
        other = made if value == "none" and is_alternative(factor) else made.with_changes(changes(factor, value))
        expected = build_index(other, INPUTS).score.reindex(list(ready.economies)).to_numpy()
        found = ready.evaluate(coordinates(ready, [value]), workers=1)[0]
        assert found == pytest.approx(expected, rel=1e-12, nan_ok=True)
        whole.append(found)
    assert not np.array_equal(whole[0], whole[1], equal_nan=True)


def test_combinations_of_factors_and_an_alternative_that_overrides() -> None:
    rows = [("treat.most", "1"), ("treat.most", "4"), ("aggregate", "arithmetic"), ("aggregate", "geometric")]
    rows += [("GII", "none"), ("GII", "aggregate.method=median; treat.most=2")]
    made = design(IDI, choices=WINSORISED, options=rows)
    ready = experiment(made, INPUTS, seed=1)
    assert len(ready.trials.variants) == 8
    for picks, text in (
        (("4", "geometric", "none"), "treat.most=4; aggregate.method=geometric"),
        (("4", "geometric", rows[-1][1]), rows[-1][1]),
        (("1", "arithmetic", "none"), "treat.most=1"),
    ):
        expected = build_index(changed(made, text), INPUTS).score.to_numpy()
        assert ready.evaluate(coordinates(ready, picks))[0] == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_what_is_alike_is_prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[Design] = []
    real = draws.prepare

    def counting(made: Design, *rest: object) -> object:
        prepared.append(made)
        return real(made, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(draws, "prepare", counting)
    rows = [("treat.most", "1"), ("treat.most", "4"), ("aggregate", "arithmetic"), ("aggregate", "geometric")]
    rows += [("normalise", "min_max"), ("normalise", "z_score"), ("aggregate.floor", "1"), ("aggregate.floor", "2")]
    ready = experiment(design(IDI, choices=WINSORISED, options=rows), INPUTS, seed=1)
    assert len(ready.trials.variants) == 16
    assert len(prepared) == 3  # the design itself (most = 2), most = 1, most = 4


def test_economies_that_only_some_draws_rank() -> None:
    made = design(
        IDI,
        choices={("screen", "economy_share"): 0.85},
        options=[("screen.economy_share", "0.85"), ("screen.economy_share", "0"), ("weight_noise", "10")],
    )
    few = build_index(made, INPUTS)
    ready = experiment(made, INPUTS, seed=1)
    assert len(few.rank) < len(ready.economies) == len(FRAME)
    found = monte_carlo(ready, 200, (0.05, 0.95)).intervals
    others = found.index.difference(few.rank.index)
    assert found.loc[others, "base_rank"].isna().all() and found.loc[others, "draws"].between(1, 199).all()
    assert (found.loc[few.rank.dropna().index, "draws"] == 200).all()
    table = index_sensitivity(ready, 16)
    assert table["output"].unique().tolist() == [MEAN_SHIFT] and table["total"].between(0, 1.5).all()


def test_noise_is_that_of_the_cell_whatever_is_screened_out() -> None:
    """A variant with fewer indicators has the same errors in those that it keeps."""
    rows = [
        ("screen.indicator_share", "0"),
        ("screen.indicator_share", "0.9"),
        ("measurement_error", "by status and age"),
    ]
    made = design(IDI, options=[*rows, ("weight_noise", "20"), ("leave_out", "one indicator")])
    ready = experiment(made, INPUTS, seed=4)
    small = next(v for v in ready.trials.variants.values() if len(v.codes) < len(ready.trials.codes))
    points = np.random.default_rng(0).random((30, len(ready.factors)))
    one_by_one = np.concatenate([ready.evaluate(points[d : d + 1], workers=1) for d in range(len(points))])
    assert np.array_equal(ready.evaluate(points), one_by_one, equal_nan=True)
    assert [ready.trials.codes[k] for k in small.rows] == list(small.codes)


def test_scores_are_compared_where_the_scale_is_that_of_the_index() -> None:
    rows = [
        ("level 3:aggregate", "arithmetic"),
        ("level 3:aggregate", "geometric"),
        ("treat.most", "1"),
        ("treat.most", "4"),
    ]
    ready = experiment(design(IDI, choices=WINSORISED, options=rows), INPUTS, seed=1)
    alike = {picks: variant.comparable for picks, variant in ready.trials.variants.items()}
    assert alike == {(0, 0): True, (0, 1): True, (1, 0): False, (1, 1): False}


def test_the_period_is_varied_with_the_data_at_hand() -> None:
    made = design(
        IDI, choices={("period", "since"): 2015}, options=[("period.until", "2020"), ("period.until", "2019")]
    )
    older = from_frame(FRAME * 2 + 1, 2019)

    def gather(other: Design) -> Inputs:
        return older if other.text("period", "until") == "2019" else INPUTS

    ready = experiment(made, INPUTS, 1, gather)
    expected = build_index(changed(made, "period.until=2019"), older).score.to_numpy()
    assert ready.evaluate(coordinates(ready, ["2019"]))[0] == pytest.approx(expected, rel=1e-12, nan_ok=True)
    with pytest.raises(IndexProblems) as caught:
        experiment(made, INPUTS, 1)
    (problem,) = caught.value.problems
    assert problem.code == "index-not-varied" and problem.place.cell == "B3" and "period.until" in problem.found


@pytest.mark.parametrize(
    ("rows", "code", "cell", "words"),
    [
        ([("normalize", "z_score")], "index-unknown-factor", "A2", "normalise"),
        ([("treat.mots", "2")], "index-unknown-parameter", "A2", "most"),
        ([("IDX:treat", "none")], "index-unknown-element", "A2", "Hierarchy"),
        ([("treat", "winsorize")], "index-unknown-method", "B2", "winsorise"),
        ([("audit.draws", "10")], "index-unknown-factor", "A2", "how the draws are made"),
        ([("treat", "none"), ("treat.method", "log")], "index-factor-twice", "A3", "each choice in one factor"),
        ([("other", "aggregate.method=geometrical")], "index-unknown-method", "B2", "geometric"),
        ([("other", "aggregate=geometric")], "index-unknown-method", "B2", "step.parameter=value"),
        ([("other", "agregate.method=geometric")], "index-unknown-step", "B2", "aggregate"),
        ([("screen.economy_share", "1.1")], "index-choice-value", "B2", "0 to 1"),
        ([("weight_noise", "100")], "index-unknown-method", "B2", "per cent"),
        ([("leave_out", "one")], "index-unknown-method", "B2", "one indicator"),
    ],
)
def test_what_is_wrong_is_named_by_its_cell(rows: list[tuple[str, str]], code: str, cell: str, words: str) -> None:
    with pytest.raises(IndexProblems) as caught:
        design(IDI, options=rows)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.sheet, problem.place.cell) == (code, "Uncertainty", cell)
    assert words in problem.allowed


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([("treat.most", "2"), ("treat.most", "two")], "index-not-a-number", "B3"),
        ([("users:normalise", "goalposts")], "index-goalposts", "B2"),
        ([("aggregate", "arithmetic"), ("other", "aggregate.method=geometric; normalise.lower=0; aggregate.floor=")], "index-not-positive", "B3"),
        ([("aggregate", "generalised")], "index-choice-missing", "B2"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_computed_is_named_by_its_cell(rows: list, code: str, cell: str) -> None:
    made = design(IDI, choices={("treat", "method"): "winsorise"}, options=rows)
    with pytest.raises(IndexProblems) as caught:
        experiment(made, INPUTS, seed=1)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.sheet, problem.place.cell) == (code, "Uncertainty", cell)
    assert rows[int(cell[1:]) - 2][1] in problem.found


def test_a_combination_that_cannot_be_computed_names_both_options() -> None:
    rows = [("aggregate", "arithmetic"), ("aggregate", "geometric"), ("aggregate.floor", "1"), ("aggregate.floor", "")]
    made = design(IDI, choices={("normalise", "lower"): 0, ("aggregate", "floor"): 1}, options=rows)
    with pytest.raises(IndexProblems) as caught:
        experiment(made, INPUTS, seed=1)
    (problem,) = caught.value.problems
    assert problem.code == "index-not-positive" and problem.place.cell == "B5"
    assert "aggregate by 'geometric' and aggregate.floor by ''" in problem.found


def test_too_many_combinations() -> None:
    rows = [("treat.most", str(n)) for n in range(40)] + [("normalise.lower", str(n)) for n in range(1, 31)]
    with pytest.raises(IndexProblems) as caught:
        experiment(design(IDI, choices=WINSORISED, options=rows), INPUTS, seed=1)
    (problem,) = caught.value.problems
    assert problem.code == "index-combinations" and problem.place.sheet == "Uncertainty"
    assert "1200 combinations" in problem.found and "40 (treat.most) × 30 (normalise.lower)" in problem.found
    with pytest.raises(IndexProblems, match="at most 3"):
        experiment(design(IDI, choices={("audit", "combinations"): 3}, options=OPTIONS_OF_FOUR), INPUTS, seed=1)


OPTIONS_OF_FOUR = [("normalise.lower", str(n)) for n in range(1, 5)]


def test_sobol_indices_of_any_choice() -> None:
    rows = [("treat.most", "1"), ("treat.most", "4"), ("plain", "none"), ("plain", "aggregate.method=geometric")]
    ready = experiment(design(IDI, choices=WINSORISED, options=[*rows, ("weight_noise", "0")]), INPUTS, seed=3)
    found = index_sensitivity(ready, 64, ["E02"]).set_index(["output", "factor"])
    assert found.loc[(MEAN_SHIFT, "plain"), "total"] > 0.1
    assert found.loc[(MEAN_SHIFT, "weight_noise"), "total"] == pytest.approx(0, abs=1e-9)


def test_names_are_read_as_they_are_written() -> None:
    assert varied("treat") == varied("*:treat.method") and varied("leave_out") is None
    assert varied("GCI: treat.most").choice == "GCI:treat.most"  # type: ignore[union-attr]
    assert is_alternative("mine") and not is_alternative("treat.anything") and changes("mine", "None") == ()
    assert [c.choice for c in read_changes("a.b:weight.set=X; aggregate.method=median")] == [
        "a.b:weight.set",
        "aggregate.method",
    ]
    with pytest.raises(ValueError, match="no change"):
        read_changes("geometric")
