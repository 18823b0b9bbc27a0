"""Sobol' indices: the analytic values of the Ishigami function; outputs that never vary; the choices of an index."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.index.build import build_index
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.sensitivity import COLUMNS, MEAN_SHIFT, index_sensitivity, remark, sobol_indices
from pipeline.methods.normalise import descending_rank
from tests.methods.index.samples import IDI, OPTIONS, design, leaves, made_up

FRAME = made_up(leaves(IDI), economies=14, seed=8)


def ishigami(points: np.ndarray) -> dict[str, np.ndarray]:
    x, y, z = points.T
    return {"f": np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)}


def test_ishigami() -> None:
    """Analytic: V = 13.844587940719254; S = 0.3139, 0.4424, 0; S_T = 0.5576, 0.4424, 0.2437."""
    found = sobol_indices(ishigami, ["x", "y", "z"], [(-np.pi, np.pi)] * 3, 8192, seed=1)
    assert found["first"].tolist() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.005)
    assert found["total"].tolist() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.005)
    assert found["variance"].tolist() == pytest.approx([13.844587940719254] * 3, rel=0.005)
    assert (found["first_interval"] > 0).all()


def bumpy(points: np.ndarray) -> dict[str, np.ndarray]:
    """Outputs as those of an index: ranks with ties, one factor that hardly matters, one output that seldom varies."""
    ranks = np.round(10 * points[:, 0] + 3 * points[:, 1] ** 2)
    return {"ranks": ranks, "seldom": (points[:, 0] > 0.97).astype(float), "smooth": points.sum(axis=1) * 1e-9}


@pytest.mark.parametrize("samples", [2, 16, 256])
@pytest.mark.parametrize("seed", [1, 2, 77])
@pytest.mark.parametrize("bounds", [[(0.0, 1.0)] * 5, [(-1.0, 2.0), (0.1, 0.3)]])
def test_equal_to_salib_to_the_last_digit(samples: int, seed: int, bounds: list[tuple[float, float]]) -> None:
    from SALib.analyze import sobol as analysis  # with scipy.stats, which takes a second, and only here
    from SALib.sample import sobol as sampling

    names = [f"f{i}" for i in range(len(bounds))]
    problem = {"num_vars": len(names), "names": names, "bounds": [list(pair) for pair in bounds]}
    points = sampling.sample(problem, samples, calc_second_order=False, seed=seed)
    plain = []
    for output, values in bumpy(points).items():
        if np.var(values) == 0:
            plain += [(output, name, *[np.nan] * 4, 0.0) for name in names]
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SALib's, on resamples that do not vary
            found = analysis.analyze(problem, values, calc_second_order=False, seed=seed)
        columns = (found["S1"], found["S1_conf"], found["ST"], found["ST_conf"])
        plain += [(output, name, *map(float, row), np.var(values)) for name, *row in zip(names, *columns, strict=True)]
    ours = sobol_indices(bumpy, names, bounds, samples, seed)
    pd.testing.assert_frame_equal(ours, pd.DataFrame(plain, columns=list(COLUMNS)), check_exact=True)


def test_bounds_are_in_order() -> None:
    with pytest.raises(ValueError, match="below the upper"):
        sobol_indices(ishigami, ["x"], [(1.0, 1.0)], 8, seed=1)


def test_an_output_that_never_varies_has_no_indices() -> None:
    found = sobol_indices(lambda points: {"c": np.ones(len(points))}, ["x"], [(0, 1)], 8, seed=1)
    assert found["variance"].tolist() == [0.0] and found[["first", "total"]].isna().all(axis=None)


@pytest.mark.parametrize("samples", [0, 1, 100])
def test_samples_are_a_power_of_two(samples: int) -> None:
    with pytest.raises(ValueError, match=f"{samples} samples; a power of two"):
        sobol_indices(ishigami, ["x", "y", "z"], [(0, 1)] * 3, samples, seed=1)


def test_a_factor_that_does_nothing_has_no_share_and_the_one_that_works_has_all() -> None:
    made = design(IDI, options=[("normalise", "min_max"), ("normalise", "percentile_rank"), ("weight_noise", "0")])
    ready = experiment(made, from_frame(FRAME, 2020), seed=3)
    found = index_sensitivity(ready, 64).set_index("factor")
    assert found.loc["normalise", "total"] == pytest.approx(1, abs=0.1)
    assert found.loc["weight_noise", ["first", "total"]].tolist() == pytest.approx([0, 0], abs=1e-12)


def test_outputs_are_the_mean_shift_and_the_ranks_asked_for() -> None:
    ready = experiment(design(IDI, options=OPTIONS), from_frame(FRAME, 2020), seed=3)
    found = index_sensitivity(ready, 16, ["E02"])
    assert list(dict.fromkeys(found["output"])) == [MEAN_SHIFT, "E02"]
    assert found["factor"].tolist()[:6] == [factor.name for factor in ready.factors]
    with pytest.raises(ValueError, match="no rank for E99"):
        index_sensitivity(ready, 16, ["E99"])


def test_the_mean_shift_is_measured_from_the_index_itself() -> None:
    made = design(IDI, options=[("aggregate", "arithmetic"), ("aggregate", "geometric")])
    inputs = from_frame(FRAME, 2020)
    ready = experiment(made, inputs, seed=3)
    found = index_sensitivity(ready, 64)
    base = build_index(made, inputs).rank.to_numpy()
    other = descending_rank(ready.evaluate(np.array([[0.9]])))[0]
    shift = np.abs(other - base).mean()
    assert shift > 0
    # Half of the draws shift by it and half by nothing: the variance of a fair coin.
    assert found["variance"].iloc[0] == pytest.approx(shift**2 / 4, rel=0.05)


@pytest.mark.parametrize(
    ("first", "total", "said"),
    [
        (0.4, 0.5, ""),
        (0.0, 1.0, ""),
        (-0.01, 0.2, "first below 0 (-0.01 ± 0.1): noise of the estimate, read it as 0; more samples make it smaller"),
        (0.9, 1.06, "total above 1 (1.1 ± 0.2): noise of the estimate, read it as 1; more samples make it smaller"),
        (0.3, 0.2, "total below first (0.2 ± 0.2, 0.3 ± 0.1): noise of the estimates; more samples make it smaller"),
    ],
)
def test_an_estimate_that_is_no_share_says_what_it_means(first: float, total: float, said: str) -> None:
    assert remark(first, 0.1, total, 0.2, 3.0) == said


def test_both_estimates_and_an_output_without_variance() -> None:
    both = remark(1.2, 0.1, -0.3, 0.2, 3.0)
    assert "first above 1" in both and "total below 0" in both and both.count("more samples") == 1
    assert "no factor moves it" in remark(np.nan, np.nan, np.nan, np.nan, 0.0)


def test_every_noisy_estimate_of_an_index_is_remarked() -> None:
    ready = experiment(design(IDI, options=OPTIONS), from_frame(FRAME, 2020), seed=3)
    found = index_sensitivity(ready, 8, ["E02", "E05"])
    odd = (found["first"] < 0) | (found["first"] > 1) | (found["total"] > 1) | (found["total"] < found["first"])
    assert odd.any() and ((found["note"] != "") == (odd | (found["variance"] == 0))).all()
