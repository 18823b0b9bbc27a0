"""The Louvain method: equal to networkx to the last digit, on random networks of all densities, with ties and gaps."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.landscape.louvain import communities, modularity, network


def random_weights(nodes: int, density: float, decimals: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    upper = np.triu((rng.random((nodes, nodes)) + 0.1).round(decimals) * (rng.random((nodes, nodes)) < density), 1)
    return upper + upper.T


def assert_equal_to_networkx(weights: np.ndarray, seed: int) -> None:
    graph, links = nx.from_numpy_array(weights), network(weights)
    plain = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    found = communities(links, seed)
    assert [list(group) for group in found] == [list(group) for group in plain]  # also in the order of the sums
    if weights.any():
        assert modularity(links, found) == nx.community.modularity(graph, plain, weight="weight")


@settings(max_examples=150)
@given(st.integers(2, 60), st.floats(0, 1), st.integers(0, 4), st.integers(0, 10_000))
def test_equal_to_networkx(nodes: int, density: float, decimals: int, seed: int) -> None:
    assert_equal_to_networkx(random_weights(nodes, density, decimals, seed), seed)


@pytest.mark.parametrize("seed", range(5))
def test_equal_to_networkx_on_several_levels(seed: int) -> None:
    """Rings of cliques: communities merge in a second and third level."""
    clique, ring = np.ones((4, 4)) - np.eye(4), np.zeros((48, 48))
    for i in range(12):
        ring[4 * i, (4 * i + 5) % 48] = ring[(4 * i + 5) % 48, 4 * i] = 1.0
    assert_equal_to_networkx(np.kron(np.eye(12), clique) + ring, seed)
    assert_equal_to_networkx(np.kron(random_weights(15, 0.3, 3, seed), np.ones((3, 3))), seed)


@settings(max_examples=60)
@given(st.integers(2, 30), st.integers(1, 6), st.integers(0, 1000))
def test_modularity_of_any_partition_is_that_of_networkx(nodes: int, groups: int, seed: int) -> None:
    weights = random_weights(nodes, 0.5, 6, seed)
    weights[0, 1] = weights[1, 0] = 1.0
    at = np.random.default_rng(seed).integers(groups, size=nodes)
    partition = [set(np.flatnonzero(at == group).tolist()) for group in range(groups)]
    expected = nx.community.modularity(nx.from_numpy_array(weights), partition, weight="weight")
    assert modularity(network(weights), partition) == expected


def test_refusals() -> None:
    with pytest.raises(ValueError, match="not symmetric"):
        network(np.array([[0.0, 1.0], [0.5, 0.0]]))
    with pytest.raises(ZeroDivisionError):
        modularity(network(np.zeros((2, 2))), [{0, 1}])
