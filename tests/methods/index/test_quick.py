"""The quick means are those of the aggregation itself, to the last bit; what they cannot do they leave to it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.index import score
from pipeline.methods.index.quick import quick_mean
from pipeline.methods.index.score import Rule
from pipeline.problems import Place


def rule(method: str, floor: float = 1.0, share: float = 0.5, **more: object) -> Rule:
    return Rule(method, np.nan, floor, share, Place("a.xlsx"), **more)  # type: ignore[arg-type]


@given(
    st.sampled_from(["arithmetic", "geometric"]),
    st.integers(1, 6),
    st.integers(1, 5),
    st.integers(1, 5),
    st.integers(0, 10_000),
    st.sampled_from([0.0, 0.1, 0.6]),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_the_same_to_the_last_bit(
    method: str, children: int, draws: int, n: int, seed: int, gaps: float, share: float
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.gamma(2, 20, (children, draws, n))
    values[rng.random(values.shape) < gaps] = np.nan
    mass = rng.random((children, draws)) * (rng.random((children, draws)) < 0.8)
    found = quick_mean(list(values), list(mass), rule(method, share=share))
    plain = score._node(values, mass, rule(method, share=share), "X")
    assert found is not None
    if draws > 1 and n > 1:
        assert np.array_equal(found, plain, equal_nan=True)
    else:  # one number may be added up in another order there, which is the same but for rounding
        assert np.allclose(found, plain, rtol=1e-14, atol=0, equal_nan=True)


@pytest.mark.parametrize(
    "other",
    [
        rule("median"),
        rule("harmonic"),
        rule("geometric", np.nan),
        rule("geometric", -1),
        rule("arithmetic", regions={"a": np.array([0, 0, 1])}),
    ],
)
def test_other_means_are_left_to_the_aggregation(other: Rule) -> None:
    assert quick_mean([np.ones((2, 3))], [np.ones(2)], other) is None
