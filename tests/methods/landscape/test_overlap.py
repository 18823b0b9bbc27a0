"""Overlap: Jaccard by hand, a null model that keeps degrees, modularity of planted blocks, exact consensus."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.methods.landscape.overlap import consensus, curveball, fragmentation, instrument_overlap, jaccard

tables = arrays(bool, st.tuples(st.integers(2, 8), st.integers(1, 6)))


@given(tables)
def test_jaccard_of_sets(table: np.ndarray) -> None:
    found = jaccard(pd.DataFrame(table)).to_numpy()
    for i, j in combinations(range(len(table)), 2):
        one, other = set(np.flatnonzero(table[i])), set(np.flatnonzero(table[j]))
        expected = len(one & other) / len(one | other) if one | other else 0.0
        assert found[i, j] == pytest.approx(expected)


@given(tables, st.integers(0, 5))
def test_the_null_model_keeps_both_degrees(table: np.ndarray, seed: int) -> None:
    mixed = curveball(table, np.random.default_rng(seed))
    assert (mixed.sum(axis=0) == table.sum(axis=0)).all()
    assert (mixed.sum(axis=1) == table.sum(axis=1)).all()


def test_the_null_model_reaches_every_table() -> None:
    rng = np.random.default_rng(1)
    seen = {curveball(np.eye(3, dtype=bool), rng).tobytes() for _ in range(200)}
    assert len(seen) == 6


def blocks(groups: int) -> pd.DataFrame:
    table = np.kron(np.eye(groups), np.ones((5, 3))).astype(bool)
    return pd.DataFrame(table, index=[f"E{i:02}" for i in range(len(table))])


def test_planted_blocks_are_found_and_beat_the_null_model() -> None:
    found = fragmentation(blocks(3), draws=30)
    assert found.modularity == pytest.approx(1 - 1 / 3)  # equal blocks without links between: 1 - 1/k
    assert [len(group) for group in found.communities] == [5, 5, 5]
    assert found.communities[0] == ("E00", "E01", "E02", "E03", "E04")
    assert found.z > 3
    assert found.share_above == 0
    assert (found.members, found.instruments) == (15, 9)
    assert found.formula
    assert found.limits


def test_full_agreement_is_not_fragmented() -> None:
    found = fragmentation(pd.DataFrame(np.ones((6, 3), dtype=bool)), draws=5)
    assert found.modularity == pytest.approx(0, abs=1e-12)
    assert np.isnan(found.z)  # the only table with these degrees is itself


def test_the_seed_fixes_everything() -> None:
    table = pd.DataFrame(np.random.default_rng(2).random((20, 8)) < 0.3)
    assert fragmentation(table, 10, seed=3) == fragmentation(table, 10, seed=3)


@pytest.mark.parametrize(
    ("table", "text"),
    [(np.eye(2, dtype=bool), "allowed: at least 3"), (np.eye(4, dtype=bool), "no two members")],
)
def test_refusals(table: np.ndarray, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        fragmentation(pd.DataFrame(table))


@given(tables)
def test_consensus_is_exact(table: np.ndarray) -> None:
    if not table.any():
        return
    codes = list("abcdef")[: table.shape[1]]
    frame = pd.DataFrame(table, columns=codes)
    found = consensus(frame, economies=len(frame))
    for size, economies in found.curve[["size", "economies"]].itertuples(index=False):
        best = max(int(frame[list(chosen)].all(axis=1).sum()) for chosen in combinations(codes, size))
        assert economies == best
    area = max(
        size * int(frame[list(chosen)].all(axis=1).sum())
        for size in range(1, len(codes) + 1)
        for chosen in combinations(codes, size)
    )
    assert len(found.instruments) * len(found.members) == area
    assert found.share == pytest.approx(100 * len(found.members) / len(frame))


def test_consensus_of_nothing() -> None:
    with pytest.raises(ValueError, match="no commitment"):
        consensus(pd.DataFrame({"a": [False]}), 1)
    with pytest.raises(ValueError, match="more than 2 sets"):
        consensus(pd.DataFrame(~np.eye(4, dtype=bool)), 4, most=2)


def test_pairs_of_instruments() -> None:
    found = instrument_overlap(pd.DataFrame({"a": [1, 1, 0], "b": [1, 1, 1], "c": [0, 0, 1]}).astype(bool))
    assert found.to_numpy().tolist() == [["a", "b", 2, 2 / 3], ["b", "c", 1, 1 / 3], ["a", "c", 0, 0.0]]


def plain_curveball(table: np.ndarray, rng: np.random.Generator, trades: int) -> np.ndarray:
    """``curveball`` in the words of its source: two rows drawn, what only one of them has dealt out anew."""
    result = table.copy()
    for _ in range(trades):
        one, other = rng.choice(len(result), size=2, replace=False)
        differ = np.nonzero(result[one] != result[other])[0]
        of_one = int(result[one, differ].sum())
        given = rng.permutation(differ)[:of_one]
        result[one, differ], result[other, differ] = False, True
        result[one, given], result[other, given] = True, False
    return result


@given(tables, st.integers(0, 50), st.integers(0, 60))
def test_the_null_model_is_the_plain_one_draw_for_draw(table: np.ndarray, seed: int, trades: int) -> None:
    ours, plain = np.random.default_rng(seed), np.random.default_rng(seed)
    assert np.array_equal(curveball(table, ours, trades), plain_curveball(table, plain, trades))
    assert ours.bit_generator.state == plain.bit_generator.state


def test_fragmentation_is_that_of_networkx_to_the_last_digit() -> None:
    table = pd.DataFrame(np.random.default_rng(5).random((40, 9)) < 0.25)
    table = table.loc[table.any(axis=1), table.any(axis=0)]
    rng = np.random.default_rng(7)
    draws = [table.to_numpy(), *(plain_curveball(table.to_numpy(), rng, 5 * len(table)) for _ in range(6))]
    plain = []
    for draw in draws:
        weights = jaccard(pd.DataFrame(draw)).to_numpy(copy=True)
        np.fill_diagonal(weights, 0.0)
        graph = nx.from_numpy_array(weights)
        groups = nx.community.louvain_communities(graph, weight="weight", seed=7)
        plain.append(nx.community.modularity(graph, groups, weight="weight"))
    found = fragmentation(table, draws=6, seed=7)
    null = np.array(plain[1:])
    assert (found.modularity, found.null_mean, found.null_deviation) == (plain[0], null.mean(), null.std(ddof=1))
    assert found.z == (plain[0] - null.mean()) / null.std(ddof=1)
