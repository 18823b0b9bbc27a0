"""What is counted of draws: pairs, ranks and quantiles against the plain computation over all draws."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pipeline.methods.index import tally as counting
from pipeline.methods.index import uncertainty
from pipeline.methods.index.draws import Experiment, experiment
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.tally import pairs, rank_quantile, tally
from pipeline.methods.index.uncertainty import monte_carlo
from pipeline.methods.normalise import descending_rank
from tests.methods.index.samples import IDI, OPTIONS, design, leaves, made_up

FRAME = made_up(leaves(IDI), economies=14, seed=8, gaps=0.12)


def ready() -> Experiment:
    return experiment(design(IDI, options=OPTIONS), from_frame(FRAME, 2020), seed=5)


def whole(scores: np.ndarray) -> np.ndarray:
    return np.nan_to_num(descending_rank(scores), nan=0.0).astype(np.int64)


scored = st.integers(1, 5).flatmap(
    lambda n: arrays.arrays(
        float,
        st.tuples(st.integers(1, 40), st.just(n)),
        elements=st.sampled_from([1.0, 1.5, 2.0, 3.0, np.nan]),
    )
)


@given(scored)
def test_pairs_are_counted_draw_by_draw(scores: np.ndarray) -> None:
    above, both = pairs(whole(scores))
    for i in range(scores.shape[1]):
        for j in range(scores.shape[1]):
            assert above[i, j] == (scores[:, i] > scores[:, j]).sum()
            assert both[i, j] == (~np.isnan(scores[:, i]) & ~np.isnan(scores[:, j])).sum()


@pytest.mark.parametrize("draws", [1, 254, 255, 256, 600])
@pytest.mark.parametrize("economies", [3, 253, 254, 255, 256, 300])
def test_more_draws_and_economies_than_a_byte_counts(draws: int, economies: int) -> None:
    scores = np.random.default_rng(draws).integers(0, 400, size=(draws, economies)).astype(float)
    scores[:, 1] = 1000.0
    scores[0, 2] = np.nan
    above, both = pairs(whole(scores))
    assert np.array_equal(above[:3], (scores[:, :3, None] > scores[:, None, :]).sum(axis=0))
    assert both[0, 0] == draws and both[0, 2] == draws - 1


@given(scored, st.sampled_from([0.0, 0.05, 0.25, 0.5, 0.9, 0.95, 1.0]), st.sampled_from(["linear", "lower", "higher"]))
def test_quantiles_of_ranks_are_those_of_each_column(scores: np.ndarray, share: float, how: str) -> None:
    ranks = descending_rank(scores)
    counts = tally(scores, np.ones(len(scores), bool), 0, 0, counting.wide(1, scores.shape[1])).ranks.sum(axis=0)
    plain = [
        np.quantile(known, share, method=how) if len(known := c[~np.isnan(c)]) else np.nan  # type: ignore[call-overload]
        for c in ranks.T
    ]
    assert np.array_equal(rank_quantile(counts, share, how), plain, equal_nan=True)


@given(scored, st.sampled_from([(0.05, 0.95), (0.25, 0.5), (0.0, 1.0)]), st.integers(1, 40), st.floats(0, 3))
@settings(max_examples=200)
def test_quantiles_of_scores_are_exact_or_known_not_to_be(
    scores: np.ndarray, quantiles: tuple[float, float], first: int, sure: float
) -> None:
    """Whatever the first draws say of where a quantile lies."""
    count = scores.shape[1]
    alike = np.ones(len(scores), dtype=bool)
    alike[::3] = False
    pilot = tally(scores[:first], alike[:first], 0, 7, counting.wide(2, count))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "SURE", sure)
        near = counting.brackets(pilot.kept[0], count, quantiles)
    found = pilot.narrowed(near)
    found.add(tally(scores[first:], alike[first:], first, 7, near))
    result, outside = counting.score_quantiles(found, quantiles)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = np.nanquantile(scores[alike], quantiles, axis=0) if alike.any() else np.full((2, count), np.nan)
    assert np.array_equal(np.where(outside, plain, result), plain, equal_nan=True)


def test_halves_are_those_of_the_numbers_of_the_draws() -> None:
    scores = np.array([[2.0, 1.0], [1.0, 2.0], [2.0, 1.0]])
    near, alike = counting.wide(1, 2), np.ones(3, bool)
    found = tally(scores, alike, first=10, half=12, brackets=near)
    assert found.ranks[:, 0].tolist() == [[0, 1, 1], [0, 1, 0]]


def same(one: uncertainty.Uncertainty, other: uncertainty.Uncertainty) -> bool:
    pd.testing.assert_frame_equal(one.intervals, other.intervals, check_exact=True)
    pd.testing.assert_frame_equal(one.above, other.above, check_exact=True)
    return np.array_equal(one.ranks, other.ranks) and one.comparable == other.comparable


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("sure", [5.0, 0.0])
def test_the_same_from_any_pieces_and_workers(monkeypatch: pytest.MonkeyPatch, workers: int, sure: float) -> None:
    """With fewer draws kept than there are, and brackets so narrow that draws are made again."""
    made = ready()
    expected = monte_carlo(made, 700, (0.05, 0.95), workers=1)
    monkeypatch.setattr(uncertainty, "FIRST", 200)
    monkeypatch.setattr(uncertainty, "_LEAST", 30)
    monkeypatch.setattr(counting, "SURE", sure)
    assert same(monte_carlo(made, 700, (0.05, 0.95), workers), expected)


def test_few_draws_near_a_quantile_are_kept() -> None:
    """What is held does not grow with the draws as they do."""
    rng = np.random.default_rng(0)
    scores, alike = rng.normal(size=(60_000, 3)), np.ones(60_000, dtype=bool)
    pilot = tally(scores[:20_000], alike[:20_000], 0, 0, counting.wide(2, 3))
    near = counting.brackets(pilot.kept[0], 3, (0.05, 0.95))
    found = tally(scores, alike, 0, 0, near)
    assert all(sum(len(part) for part, _ in parts) < 0.03 * scores.size for parts in found.kept)
    assert np.array_equal(counting.score_quantiles(found, (0.05, 0.95))[0], np.quantile(scores, (0.05, 0.95), axis=0))
