"""Draws: each against the slow reference, the same in any block and on any workers; intervals, pairs, errors by status."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.bench import bench
from pipeline.methods.index.draws import errors, experiment, factors
from pipeline.methods.index.impute import impute
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.streams import Streams
from pipeline.methods.index.trials import Factor, left_out
from pipeline.methods.index.uncertainty import monte_carlo
from tests.methods.index import reference
from tests.methods.index.samples import IDI, OPTIONS, design, leaves, made_up
from tests.methods.index.test_build import P, columns

FRAME = made_up(leaves(IDI), economies=14, seed=8, gaps=0.12)
DESIGN = design(IDI, options=OPTIONS)
INPUTS = from_frame(FRAME, 2020)


def test_each_draw_is_that_of_the_slow_reference() -> None:
    ready = experiment(DESIGN, INPUTS, seed=5)
    points = np.random.default_rng(1).random((60, len(ready.factors)))
    scores = ready.evaluate(points)
    names = [factor.name for factor in ready.factors]
    data = columns(FRAME)
    for point, found in zip(points, scores, strict=True):
        chosen = {n: (ready.factors[j].options, float(point[j])) for j, n in enumerate(names)}
        slow = reference.draw(IDI, data, 2.0, P, chosen, 5, 1.0, 0.5, {"A": 0.02, "I": 0.5, "year": 0.03})
        expected = [np.nan if v is None else v for v in slow.values()]
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), chosen


def test_the_same_draws_in_any_order_and_on_any_workers() -> None:
    ready = experiment(DESIGN, INPUTS, seed=5)
    points = np.random.default_rng(2).random((150, len(ready.factors)))
    scores = ready.evaluate(points, workers=1)
    assert np.array_equal(scores, ready.evaluate(points, workers=2), equal_nan=True)
    assert np.array_equal(scores[::-1], ready.evaluate(points[::-1]), equal_nan=True)
    assert np.array_equal(scores[17:18], ready.evaluate(points[17:18]), equal_nan=True)
    assert not np.array_equal(scores, experiment(DESIGN, INPUTS, seed=6).evaluate(points), equal_nan=True)


def test_intervals_ranks_and_pairs_are_those_of_the_draws() -> None:
    ready = experiment(DESIGN, INPUTS, seed=5)
    found = monte_carlo(ready, 80, (0.05, 0.95))
    points = np.random.default_rng(5).random((80, len(ready.factors)))
    scores = ready.evaluate(points)
    ranks = np.array([[np.nan if np.isnan(s) else 1 + np.sum(row > s) for s in row] for row in scores])
    for half, part in enumerate((ranks[:40], ranks[40:])):
        for i, column in enumerate(part.T):
            plain = [np.isnan(column).sum(), *((column == rank).sum() for rank in range(1, len(FRAME) + 1))]
            assert found.ranks[half, i].tolist() == plain
    row = found.intervals.iloc[3]
    known = np.sort(ranks[:, 3][~np.isnan(ranks[:, 3])])
    assert row["median_rank"] == np.median(known) and row["draws"] == len(known)
    assert row["rank_low"] == known[int(np.floor(0.05 * (len(known) - 1)))]
    assert row["rank_high"] == known[int(np.ceil(0.95 * (len(known) - 1)))]
    both = ~np.isnan(scores[:, 0]) & ~np.isnan(scores[:, 1])
    assert found.above.iloc[0, 1] == pytest.approx((scores[both, 0] > scores[both, 1]).mean())
    options = pd.DataFrame(
        {f.name: np.array(f.options, dtype=object)[f.pick(points[:, j])] for j, f in enumerate(ready.factors)}
    )
    alike = (options["normalise"] == "min_max") & (options["aggregate"] == "arithmetic")
    assert found.comparable == alike.sum() > 0
    assert row["score_low"] == pytest.approx(np.nanquantile(scores[alike.to_numpy(), 3], 0.05))


def test_no_factor_that_matters_gives_the_index_itself() -> None:
    ready = experiment(design(IDI, options=[("normalise", "min_max"), ("weight_noise", "0")]), INPUTS, seed=1)
    found = monte_carlo(ready, 5, (0.05, 0.95)).intervals
    ranked = found["base_rank"].notna()
    assert (found.loc[ranked, "rank_low"] == found.loc[ranked, "base_rank"]).all()
    assert found.loc[ranked, "score_high"].to_numpy() == pytest.approx(found.loc[ranked, "base_score"].to_numpy())


def test_left_out_is_every_indicator_equally_often() -> None:
    factor = Factor("leave_out", ("none", "one indicator"), np.array([0.5, 1.0]))
    coordinates = (np.arange(10_000) + 0.5) / 10_000
    gone = left_out(factor, coordinates, factor.pick(coordinates), 7)
    assert np.bincount(gone + 1).tolist() == [5000, *[pytest.approx(5000 / 7, abs=1)] * 7]


def test_options_come_as_often_as_their_weights() -> None:
    made = design(
        IDI, options=[("normalise", "min_max", 3.0), ("normalise", "z_score", 1.0), ("normalise", "rank", 0.0)]
    )
    (factor,) = factors(made)
    assert factor.options == ("min_max", "z_score")
    assert np.bincount(factor.pick((np.arange(1000) + 0.5) / 1000)).tolist() == [750, 250]
    assert factor.pick(np.array([0.0, 0.75, 1.0])).tolist() == [0, 1, 1]


def test_the_error_follows_status_and_age() -> None:
    made = design(IDI, choices={("impute", "method"): "median"}, errors={"A": 0.02, "E": 0.1, "I": 0.5})
    inputs = from_frame(FRAME, 2019)
    inputs.status[0, ~np.isnan(inputs.values[0])] = "E"
    filled = impute(made, inputs, [])
    found = errors(made, filled)
    spread = filled.values.std(axis=1, ddof=1)
    k = next(k for k in range(1, FRAME.shape[1]) if FRAME.iloc[:, k].isna().any())
    gap, known = (int(np.flatnonzero(FRAME.iloc[:, k].isna() == missing)[0]) for missing in (True, False))
    assert found[k, known] == pytest.approx(spread[k] * (0.02 + 0.03 * 3))
    assert found[k, gap] == pytest.approx(spread[k] * (0.5 + 0.03 * 3))
    assert found[0, int(np.flatnonzero(FRAME.iloc[:, 0].notna())[0])] == pytest.approx(spread[0] * (0.1 + 0.03 * 3))


@pytest.mark.parametrize(
    ("inputs", "errors_table", "code"),
    [
        (from_frame(FRAME, 2020, "Q"), None, "index-error-share"),
        (from_frame(FRAME, 2030), None, "index-reference-year"),
    ],
)
def test_errors_that_cannot_be_told(inputs, errors_table, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IndexProblems) as caught:
        experiment(design(IDI, options=OPTIONS, errors=errors_table), inputs, seed=1)
    assert caught.value.problems[0].code == code


def test_a_design_without_options_has_no_draws() -> None:
    with pytest.raises(IndexProblems) as caught:
        experiment(design(IDI), INPUTS, seed=1)
    assert caught.value.problems[0].code == "index-no-factors"
    with pytest.raises(ValueError, match="1 draws"):
        monte_carlo(experiment(DESIGN, INPUTS, seed=1), 1, (0.05, 0.95))


def test_bench_runs() -> None:
    found = bench(draws=40, economies=20, indicators=12)
    assert found["seconds"] > 0 and found["peak_megabytes"] > 0


def test_points_are_those_of_one_generator_whatever_is_drawn_before() -> None:
    trials = experiment(DESIGN, INPUTS, seed=9).trials
    plain = np.random.default_rng(9).random((40, len(trials.factors)))
    assert np.array_equal(np.concatenate([trials.points(0, 13), trials.points(13, 14), trials.points(14, 40)]), plain)


def test_a_method_that_fails_in_a_draw_is_named() -> None:
    frame = FRAME.fillna(1.0)
    frame.iloc[0, 0] = -100.0  # alone at the end: in half of the draws it lies above the target
    target = -100 + 1e-6
    choices = {
        ("normalise", "method", "users"): "distance_to_target",
        ("normalise", "target"): target,
        ("normalise", "cap"): "no",
    }
    made = design(IDI, choices=choices, options=[("measurement_error", "by status and age")], errors={"A": 1.0})
    ready = experiment(made, from_frame(frame, 2020), seed=1)
    with pytest.raises(IndexProblems, match="users, in a draw: the target") as caught:
        ready.evaluate(np.random.default_rng(0).random((50, 1)))
    assert caught.value.problems[0].place.sheet == "Choices"


def test_draws_that_share_methods_and_errors_are_those_made_one_by_one() -> None:
    """A block normalises once what several draws share; so does none of one draw."""
    ready = experiment(DESIGN, INPUTS, seed=5)
    rng = np.random.default_rng(3)
    points = np.repeat(rng.random((12, len(ready.factors))), 6, axis=0)
    changed = rng.integers(len(ready.factors), size=len(points))
    points[np.arange(len(points)), changed] = rng.random(len(points))
    one_by_one = np.concatenate([ready.evaluate(points[d : d + 1], workers=1) for d in range(len(points))])
    for workers in (1, 2, 3):
        assert np.array_equal(ready.evaluate(points, workers), one_by_one, equal_nan=True)


def test_a_stream_is_a_philox_generator_of_its_key() -> None:
    streams = Streams(seed=9)
    for coordinate, factor, salt in (
        (0.25, "weight_noise", 1),
        (0.75, "measurement_error", 2),
        (0.25, "weight_noise", 1),
    ):
        key = np.array([int(coordinate * 2.0**53), 9 * 4 + salt], dtype=np.uint64)
        plain = np.random.Generator(np.random.Philox(key=key))
        ours = streams.at(coordinate, factor)
        assert ours.standard_normal(7).tolist() == plain.standard_normal(7).tolist()
        assert ours.uniform(-1, 1, 3).tolist() == plain.uniform(-1, 1, 3).tolist()
