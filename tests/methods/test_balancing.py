"""RAS and GRAS: a published example, a slow reference, properties, and every refusal."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.methods.balancing import Balanced, BalancingError, Cause, Method, balance, changes, gras, ras


def frame(values: list[list[float]] | np.ndarray) -> pd.DataFrame:
    table = np.asarray(values, dtype=float)
    return pd.DataFrame(
        table, index=[f"r{i}" for i in range(len(table))], columns=[f"c{j}" for j in range(table.shape[1])]
    )


def totals(rows: list[float] | np.ndarray, columns: list[float] | np.ndarray) -> tuple[pd.Series, pd.Series]:
    return (
        pd.Series(np.asarray(rows, dtype=float), index=[f"r{i}" for i in range(len(rows))]),
        pd.Series(np.asarray(columns, dtype=float), index=[f"c{j}" for j in range(len(columns))]),
    )


def test_miller_and_blair_section_7_4_2() -> None:
    coefficients = np.array([[0.120, 0.100, 0.049], [0.210, 0.247, 0.265], [0.026, 0.249, 0.145]])
    start = frame(coefficients * np.array([421, 284, 283]))
    found = ras(start, *totals([245, 136, 159], [251, 107, 182]))
    expected = [
        [165.2101482, 34.61360464, 45.17624716],
        [63.52861968, 18.78617795, 53.68520236],
        [22.26123212, 53.60021741, 83.13855048],
    ]
    assert found.matrix.to_numpy() == pytest.approx(np.array(expected), rel=5e-10)
    # Scaling columns beforehand changes nothing: coefficients and flows have the same solution.
    same = ras(frame(coefficients), *totals([245, 136, 159], [251, 107, 182]))
    assert same.matrix.to_numpy() == pytest.approx(found.matrix.to_numpy(), rel=1e-12)


def slow_gras(start: np.ndarray, u: np.ndarray, v: np.ndarray, rounds: int = 3000) -> np.ndarray:
    """The iteration as printed in the paper, cell by cell."""
    p, n = np.where(start > 0, start, 0.0), np.where(start < 0, -start, 0.0)
    r, s = [1.0] * len(u), [1.0] * len(v)
    for _ in range(rounds):
        for i in range(len(u)):
            pi = sum(p[i, j] * s[j] for j in range(len(v)))
            ni = sum(n[i, j] / s[j] for j in range(len(v)))
            r[i] = (u[i] + (u[i] ** 2 + 4 * pi * ni) ** 0.5) / (2 * pi) if pi > 0 else -ni / u[i]
        for j in range(len(v)):
            pj = sum(p[i, j] * r[i] for i in range(len(u)))
            nj = sum(n[i, j] / r[i] for i in range(len(u)))
            s[j] = (v[j] + (v[j] ** 2 + 4 * pj * nj) ** 0.5) / (2 * pj) if pj > 0 else -nj / v[j]
    return np.array([[p[i, j] * r[i] * s[j] - n[i, j] / (r[i] * s[j]) for j in range(len(v))] for i in range(len(u))])


def test_gras_follows_the_printed_iteration() -> None:
    start = np.array([[7.0, 3, 5, -3], [2, 9, 8, 1], [-2, 0, 2, 1]])
    u, v = np.array([15.0, 26, -1]), np.array([9.0, 16, 17, -2])
    found = gras(frame(start), *totals(u, v))
    assert found.matrix.to_numpy() == pytest.approx(slow_gras(start, u, v), abs=1e-9)
    assert found.worst < 1e-9


def test_gras_minimises_the_gain_of_information() -> None:
    """Any other matrix that meets the totals is farther from the start (Lenzen, Wood and Gallego 2007, objective)."""
    start = np.array([[7.0, 3, 5, -3], [2, 9, 8, 1], [-2, 4, 2, 1]])
    found = gras(frame(start), *totals([15, 26, 3], [12, 18, 16, -2])).matrix.to_numpy()

    def loss(x: np.ndarray) -> float:
        ratio = x / start
        return float((np.abs(start) * (ratio * np.log(ratio) - ratio)).sum())

    rng = np.random.default_rng(3)
    for _ in range(200):
        step = rng.normal(0, 0.05, start.shape)
        step -= step.mean(axis=0)
        step -= step.mean(axis=1, keepdims=True)  # keeps every row and column sum
        assert loss(found + step) > loss(found)


def test_a_row_of_negative_cells_with_a_negative_total() -> None:
    found = gras(frame([[-2, -1], [6, 5]]), *totals([-6, 12], [3, 3]))
    assert found.matrix.to_numpy().sum(axis=1) == pytest.approx([-6, 12], abs=1e-9)
    assert (found.matrix.loc["r0"] < 0).all()


cells = st.floats(0.1, 50)


@settings(max_examples=60)
@given(
    arrays(float, (4, 3), elements=cells),
    arrays(float, (4, 3), elements=st.floats(0.5, 2)),
    arrays(bool, (4, 3)),
    arrays(bool, (4, 3)),
)
def test_totals_are_met_and_signs_and_zeros_stay(
    size: np.ndarray, growth: np.ndarray, negative: np.ndarray, zero: np.ndarray
) -> None:
    start = np.where(zero, 0.0, np.where(negative, -size, size))
    goal = start * growth  # a matrix with these signs has these totals, so a solution exists
    found = gras(frame(start), *totals(goal.sum(axis=1), goal.sum(axis=0)))
    result = found.matrix.to_numpy()
    scale = max(1.0, np.abs(goal).sum())
    assert np.abs(result.sum(axis=1) - goal.sum(axis=1)).max() < 1e-9 * scale
    assert np.abs(result.sum(axis=0) - goal.sum(axis=0)).max() < 1e-9 * scale
    assert (result[start == 0] == 0).all()
    assert (np.sign(result) * np.sign(start) >= 0).all()


@settings(max_examples=40)
@given(arrays(float, (3, 4), elements=cells), arrays(float, (3, 4), elements=st.floats(0.5, 2)))
def test_without_negative_cells_gras_is_ras(start: np.ndarray, growth: np.ndarray) -> None:
    goal = start * growth
    margins = totals(goal.sum(axis=1), goal.sum(axis=0))
    one, other = ras(frame(start), *margins), gras(frame(start), *margins)
    assert one.matrix.to_numpy() == pytest.approx(other.matrix.to_numpy(), rel=1e-9)


def test_totals_that_are_already_met_change_nothing() -> None:
    start = frame([[1, 2], [3, 4]])
    found = ras(start, *totals([3, 7], [4, 6]))
    assert found.iterations == 1
    assert found.matrix.to_numpy() == pytest.approx(start.to_numpy(), rel=1e-12)


def test_pinned_cells_stay_and_the_rest_takes_the_change() -> None:
    start = frame([[5, 1, 2], [4, 6, 3], [1, 2, 8]])
    found = ras(start, *totals([10, 12, 14], [12, 10, 14]), pinned=[("r0", "c0"), ("r2", "c2")])
    assert found.matrix.loc["r0", "c0"] == 5
    assert found.matrix.loc["r2", "c2"] == 8
    assert found.matrix.sum(axis=1).tolist() == pytest.approx([10, 12, 14])
    assert found.changes.set_index(["row", "column"]).loc[("r0", "c0"), ["change", "pinned"]].tolist() == [0.0, True]


def test_every_cell_is_in_the_log() -> None:
    found = gras(frame([[2, 0], [-1, 3]]), *totals([4, 2], [3, 3]))
    log = found.changes
    assert len(log) == 4
    assert (log["before"] + log["change"]).to_numpy() == pytest.approx(log["after"].to_numpy())
    assert np.isnan(log.loc[(log["row"] == "r0") & (log["column"] == "c1"), "ratio"].item())
    assert log.loc[(log["row"] == "r0") & (log["column"] == "c0"), "ratio"].item() == pytest.approx(2.0)


def test_factors_rebuild_the_matrix() -> None:
    start = frame([[7, 3, -2], [2, 9, 4]])
    found = gras(start, *totals([10, 20], [12, 15, 3]))
    scale = np.outer(found.row_factors, found.column_factors)
    table = start.to_numpy()
    assert np.where(table > 0, table * scale, table / scale) == pytest.approx(found.matrix.to_numpy(), rel=1e-9)


def test_a_line_with_total_zero_becomes_zero() -> None:
    found = ras(frame([[1, 2], [3, 4]]), *totals([0, 7], [3, 4]))
    assert found.matrix.to_numpy().tolist() == [[0.0, 0.0], [3.0, 4.0]]
    everything = gras(frame([[1, 2], [3, 4]]), *totals([0, 0], [0, 0]))
    assert not everything.matrix.to_numpy().any()
    assert everything.iterations == 0


def test_large_matrices() -> None:
    rng = np.random.default_rng(0)
    start = rng.gamma(1, 1000, (100, 100)) * (rng.random((100, 100)) < 0.6)
    start[rng.random(start.shape) < 0.05] *= -1
    goal = start * np.exp(rng.normal(0, 0.3, start.shape))
    found = gras(frame(start), *totals(goal.sum(axis=1), goal.sum(axis=0)))
    assert found.worst < 1e-9
    assert found.iterations < 100


def refusal(*arguments: object, **options: object) -> BalancingError:
    with pytest.raises(BalancingError) as caught:
        balance(*arguments, **options)  # type: ignore[arg-type]
    return caught.value


def test_a_negative_cell_in_ras() -> None:
    error = refusal(frame([[1, 2], [3, -4]]), *totals([1, 1], [1, 1]), Method.RAS)
    assert (error.cause, error.row, error.column) == (Cause.NEGATIVE_CELL, "r1", "c1")


def test_unequal_totals_name_both_sums() -> None:
    error = refusal(frame([[1, 2], [3, 4]]), *totals([3, 8], [4, 6]), Method.GRAS)
    assert error.cause is Cause.UNEQUAL_TOTALS
    assert "11.0" in str(error)
    assert "10.0" in str(error)


@pytest.mark.parametrize(
    ("start", "rows", "columns", "method", "cause", "row", "column"),
    [
        ([[0, 0], [3, 4]], [2, 5], [3, 4], Method.RAS, Cause.EMPTY_LINE, "r0", ""),
        ([[1, 0], [3, 0]], [2, 5], [3, 4], Method.RAS, Cause.EMPTY_LINE, "", "c1"),
        ([[1, 2], [3, 4]], [-2, 9], [3, 4], Method.GRAS, Cause.NO_SOLUTION, "r0", ""),
        ([[-1, 2], [-3, 4]], [2, 5], [3, 4], Method.GRAS, Cause.NO_SOLUTION, "", "c0"),
        ([[1, np.nan], [3, 4]], [3, 7], [4, 6], Method.GRAS, Cause.NOT_FINITE, "", ""),
        # r0 can only draw on c0, whose total is smaller.
        ([[1, 0], [1, 1]], [5, 1], [3, 3], Method.RAS, Cause.NO_CONVERGENCE, None, None),
    ],
)
def test_what_has_no_solution(
    start: list[list[float]], rows: list[float], columns: list[float], method: Method, cause: Cause,
    row: str | None, column: str | None,
) -> None:  # fmt: skip
    error = refusal(frame(start), *totals(rows, columns), method, iterations=500)
    assert error.cause is cause
    if row is not None:
        assert (error.row, error.column) == (row, column)
    else:
        assert re.search(r"after [1-9]\d* iterations", str(error))
        assert error.row or error.column


def test_pins_that_leave_no_room() -> None:
    error = refusal(frame([[1, 2], [3, 4]]), *totals([4, 7], [5, 6]), Method.RAS, pinned=[("r0", "c0"), ("r0", "c1")])
    assert (error.cause, error.row) == (Cause.EMPTY_LINE, "r0")
    assert "pinned" in str(error)


@pytest.mark.parametrize(
    ("rows", "columns", "pinned", "text"),
    [
        ({"r0": 1.0}, {"c0": 0.5, "c1": 0.5}, [], "without a total: r1"),
        ({"r0": 1.0, "r1": 1.0, "rx": 1.0}, {"c0": 1.0, "c1": 2.0}, [], "not in the matrix: rx"),
        ({"r0": 3.0, "r1": 7.0}, {"c0": 4.0, "c1": 6.0}, [("r9", "c0")], "r9, c0"),
    ],
)
def test_codes_that_do_not_match(rows: dict, columns: dict, pinned: list, text: str) -> None:
    error = refusal(frame([[1, 2], [3, 4]]), pd.Series(rows), pd.Series(columns), Method.RAS, pinned=pinned)
    assert error.cause is Cause.UNKNOWN_CODE
    assert text in str(error)


def test_changes_of_a_frame() -> None:
    log = changes(frame([[0.0, 2.0]]), frame([[1.0, 1.0]]))
    assert log["change"].tolist() == [1.0, -1.0]
    assert isinstance(ras(frame([[1]]), *totals([2], [2])), Balanced)
