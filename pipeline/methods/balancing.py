"""Balancing: a matrix brought to given row and column totals by RAS or GRAS, with the change of every cell logged.

RAS: Stone (1961); Miller and Blair, Input-Output Analysis (2009), section 7.4. GRAS: Junius and Oosterhaven, Economic
Systems Research 15 (2003), with the objective of Lenzen, Wood and Gallego, 19 (2007), and, for lines without positive
cells, Temurshoev, Miller and Bouwmeester, 25 (2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import pandas as pd

# A multiplier past this shows that the iteration runs away.
_BEYOND = 1e100


class Method(StrEnum):
    """RAS for matrices without negative cells, GRAS for any."""

    RAS = "RAS"
    GRAS = "GRAS"


METHODS: Mapping[Method, str] = MappingProxyType(
    {
        Method.RAS: "Rows and columns scaled in turn until both meet their totals; no cell below zero.",
        Method.GRAS: "RAS for any cells: negative ones are divided by the factors that positive ones are multiplied with.",
    }
)
"""Method → what it does."""


class Cause(StrEnum):
    """Why a matrix cannot be balanced; ``BalancingError.cause``."""

    NEGATIVE_CELL = "negative-cell"
    UNEQUAL_TOTALS = "unequal-totals"
    EMPTY_LINE = "empty-line"
    NO_SOLUTION = "no-solution"
    NO_CONVERGENCE = "no-convergence"
    UNKNOWN_CODE = "unknown-code"
    NOT_FINITE = "not-finite"


class BalancingError(ValueError):
    """A matrix that cannot be balanced: the cause, and the row and column codes it is about (blank: none)."""

    def __init__(self, cause: Cause, text: str, row: str = "", column: str = "") -> None:
        super().__init__(text)
        self.cause, self.row, self.column = cause, row, column


@dataclass(frozen=True)
class Balanced:
    """A balanced matrix.

    ``matrix`` has the codes of the start; ``changes`` has one row for every cell of it: row, column, before, after,
    change (after − before), ratio (after ÷ before, NaN where before is zero) and pinned. ``row_factors`` and
    ``column_factors`` are the multipliers r and s of positive cells (negative ones are divided by them; NaN for a line
    that is zero throughout or pinned). ``worst`` is the largest distance to a total and ``worst_line`` where it is.
    """

    matrix: pd.DataFrame
    method: Method
    iterations: int
    worst: float
    worst_line: str
    row_factors: pd.Series
    column_factors: pd.Series
    changes: pd.DataFrame = field(repr=False)


def ras(
    matrix: pd.DataFrame,
    row_totals: pd.Series,
    column_totals: pd.Series,
    pinned: Iterable[tuple[str, str]] = (),
    tolerance: float = 1e-12,
    iterations: int = 10_000,
) -> Balanced:
    """Scale rows and columns in turn until both meet their totals: X = diag(r) A diag(s).

    ``matrix`` (m, n) is not negative; totals (m,) and (n,) are indexed by its codes, in its unit; ``pinned`` cells
    (row, column) keep their value. Zeros stay zero. ``tolerance`` is relative to the largest total or cell. Raises
    BalancingError (a ValueError) for a negative cell, totals that do not add up to the same sum, codes that do not
    match, a line of zeros with a total, and where ``iterations`` rounds do not reach the tolerance.

    >>> start = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], index=["a", "b"], columns=["x", "y"])
    >>> ras(start, pd.Series({"a": 4.0, "b": 6.0}), pd.Series({"x": 5.0, "y": 5.0})).matrix.round(4).to_numpy().tolist()
    [[1.7577, 2.2423], [3.2423, 2.7577]]
    """
    return balance(matrix, row_totals, column_totals, Method.RAS, pinned, tolerance, iterations)


def gras(
    matrix: pd.DataFrame,
    row_totals: pd.Series,
    column_totals: pd.Series,
    pinned: Iterable[tuple[str, str]] = (),
    tolerance: float = 1e-12,
    iterations: int = 10_000,
) -> Balanced:
    """RAS for matrices with negative cells: X = diag(r) P diag(s) − diag(1/r) N diag(1/s), A = P − N.

    With p_i = Σ_j P_ij s_j and n_i = Σ_j N_ij / s_j: r_i = (u_i + √(u_i² + 4 p_i n_i)) / (2 p_i) if p_i > 0, else
    −n_i / u_i; symmetric for s. Signs and zeros stay; for a matrix without negative cells the result is that of RAS.
    Arguments and errors as for ``ras``; further an error where a line of one sign has a total of the other.

    >>> start = pd.DataFrame([[4.0, -1.0], [2.0, 3.0]], index=["a", "b"], columns=["x", "y"])
    >>> found = gras(start, pd.Series({"a": 2.0, "b": 6.0}), pd.Series({"x": 6.0, "y": 2.0})).matrix
    >>> found.sum(axis=1).round(9).tolist(), bool(found.loc["a", "y"] < 0)
    ([2.0, 6.0], True)
    """
    return balance(matrix, row_totals, column_totals, Method.GRAS, pinned, tolerance, iterations)


def balance(
    matrix: pd.DataFrame,
    row_totals: pd.Series,
    column_totals: pd.Series,
    method: Method,
    pinned: Iterable[tuple[str, str]] = (),
    tolerance: float = 1e-12,
    iterations: int = 10_000,
) -> Balanced:
    """Balance by ``method``; see ``ras`` and ``gras``.

    >>> start = pd.DataFrame([[1.0, 1.0], [1.0, 1.0]], index=["a", "b"], columns=["x", "y"])
    >>> totals = pd.Series({"a": 3.0, "b": 1.0}), pd.Series({"x": 2.0, "y": 2.0})
    >>> balance(start, *totals, Method.RAS, pinned=[("b", "x")]).matrix.to_numpy().tolist()
    [[1.0, 2.0], [1.0, 0.0]]
    """
    start, u, v, fixed = _prepared(matrix, row_totals, column_totals, method, pinned)
    rows, columns = [str(code) for code in matrix.index], [str(code) for code in matrix.columns]
    scale = max(float(np.abs(part).max()) for part in (u, v, start)) or 1.0
    held = np.where(fixed, start, 0.0)
    free = np.where(fixed, 0.0, start)
    left, top = u - held.sum(axis=1), v - held.sum(axis=0)
    # What is left of a total after its pinned cells may be a rounding error of zero.
    left[np.abs(left) <= 1e-12 * scale] = 0.0
    top[np.abs(top) <= 1e-12 * scale] = 0.0
    _require_same_sum(u, v, scale, tolerance)
    free, solved = _without_forced_zeros(free, left, top)
    _require_solvable(free, left, rows, "row", pins=bool(fixed.any()))
    _require_solvable(free.T, top, columns, "column", pins=bool(fixed.any()))
    if solved:
        result, r, s, rounds = free, np.full(len(rows), np.nan), np.full(len(columns), np.nan), 0
    else:
        result, r, s, rounds = _scale(free, left, top, tolerance * scale, iterations)
    result = result + held
    gaps = np.concatenate([result.sum(axis=1) - u, result.sum(axis=0) - v])
    place = int(np.abs(gaps).argmax())
    worst = float(abs(gaps[place]))
    line = f"row {rows[place]}" if place < len(rows) else f"column {columns[place - len(rows)]}"
    if not worst <= tolerance * scale:
        row, column = (rows[place], "") if place < len(rows) else ("", columns[place - len(rows)])
        raise BalancingError(
            Cause.NO_CONVERGENCE,
            f"after {rounds} iterations {line} is {worst:.6g} away from its total; the zeros (and pinned cells) "
            f"may leave no solution, or it needs more iterations",
            row,
            column,
        )
    after = pd.DataFrame(result, index=matrix.index, columns=matrix.columns)
    return Balanced(
        matrix=after,
        method=method,
        iterations=rounds,
        worst=worst,
        worst_line=line,
        row_factors=pd.Series(r, index=matrix.index, name="r"),
        column_factors=pd.Series(s, index=matrix.columns, name="s"),
        changes=changes(matrix, after, fixed),
    )


def changes(before: pd.DataFrame, after: pd.DataFrame, pinned: np.ndarray | None = None) -> pd.DataFrame:
    """Every cell before and after: row, column, before, after, change, ratio (NaN where before is zero), pinned.

    >>> one = pd.DataFrame([[2.0]], index=["a"], columns=["x"])
    >>> changes(one, one * 1.5).to_dict("records")
    [{'row': 'a', 'column': 'x', 'before': 2.0, 'after': 3.0, 'change': 1.0, 'ratio': 1.5, 'pinned': False}]
    """
    old, new = before.to_numpy(dtype=float).ravel(), after.to_numpy(dtype=float).ravel()
    m, n = before.shape
    return pd.DataFrame(
        {
            "row": np.repeat(np.asarray(before.index, dtype=object), n),
            "column": np.tile(np.asarray(before.columns, dtype=object), m),
            "before": old,
            "after": new,
            "change": new - old,
            "ratio": np.divide(new, old, out=np.full(len(old), np.nan), where=old != 0),
            "pinned": np.zeros(m * n, dtype=bool) if pinned is None else pinned.ravel(),
        }
    )


# ------------------------------------------------------------------------------------------------------- checks


def _prepared(
    matrix: pd.DataFrame,
    row_totals: pd.Series,
    column_totals: pd.Series,
    method: Method,
    pinned: Iterable[tuple[str, str]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The start, both totals in its order and the mask of pinned cells."""
    for axis, codes, totals in (("row", matrix.index, row_totals), ("column", matrix.columns, column_totals)):
        doubled = [str(code) for code in codes[codes.duplicated()]] + [
            str(c) for c in totals.index[totals.index.duplicated()]
        ]
        missing = [str(code) for code in codes if code not in totals.index]
        unknown = [str(code) for code in totals.index if code not in codes]
        for found, what in ((doubled, "twice"), (missing, "without a total"), (unknown, "not in the matrix")):
            if found:
                text = f"{axis} codes {what}: {', '.join(found)}"
                raise BalancingError(Cause.UNKNOWN_CODE, text, *((found[0], "") if axis == "row" else ("", found[0])))
    start = matrix.to_numpy(dtype=float)
    u = row_totals.reindex(matrix.index).to_numpy(dtype=float).copy()
    v = column_totals.reindex(matrix.columns).to_numpy(dtype=float).copy()
    if start.size == 0 or not (np.isfinite(start).all() and np.isfinite(u).all() and np.isfinite(v).all()):
        raise BalancingError(Cause.NOT_FINITE, "the matrix and its totals must be finite numbers without gaps")
    if method is Method.RAS and (start < 0).any():
        i, j = (int(part[0]) for part in np.nonzero(start < 0))
        row, column = str(matrix.index[i]), str(matrix.columns[j])
        raise BalancingError(
            Cause.NEGATIVE_CELL,
            f"{start[i, j]:g} in row {row}, column {column}: RAS takes no negative cell",
            row,
            column,
        )
    fixed = np.zeros(start.shape, dtype=bool)
    for row, column in pinned:
        if row not in matrix.index or column not in matrix.columns:
            raise BalancingError(Cause.UNKNOWN_CODE, f"pinned cell {row}, {column} is not in the matrix", row, column)
        fixed[matrix.index.get_loc(row), matrix.columns.get_loc(column)] = True
    return start, u, v, fixed


def _require_same_sum(u: np.ndarray, v: np.ndarray, scale: float, tolerance: float) -> None:
    rows, columns = float(u.sum()), float(v.sum())
    if abs(rows - columns) > max(tolerance, 1e-12) * scale:
        raise BalancingError(
            Cause.UNEQUAL_TOTALS,
            f"the row totals add up to {rows!r}, the column totals to {columns!r} (difference {rows - columns:.6g})",
        )


def _without_forced_zeros(free: np.ndarray, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, bool]:
    """Lines of one sign whose total is zero can only be zero: set them so, until none is left. Second: all is zero."""
    free = free.copy()
    while True:
        rows, columns = _must_be_zero(free, u), _must_be_zero(free.T, v)
        if not (rows.any() or columns.any()):
            return free, not free.any()
        free[rows] = 0.0
        free[:, columns] = 0.0


def _must_be_zero(free: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Mask of rows with cells of one sign and a total of zero."""
    one_sign = (free >= 0).all(axis=1) | (free <= 0).all(axis=1)
    return np.asarray((totals == 0) & one_sign & (free != 0).any(axis=1))


def _require_solvable(free: np.ndarray, totals: np.ndarray, codes: list[str], axis: str, pins: bool) -> None:
    positive, negative = (np.asarray(signed.any(axis=1)) for signed in (free > 0, free < 0))
    beside = " that is left beside the pinned cells" if pins else ""
    for i in np.nonzero(((totals > 0) & ~positive) | ((totals < 0) & ~negative))[0]:
        where = (codes[i], "") if axis == "row" else ("", codes[i])
        if positive[i] or negative[i]:
            sign = "positive" if positive[i] else "negative"
            text = f"{axis} {codes[i]} has only {sign} cells but a total of {totals[i]:g}{beside}"
            raise BalancingError(Cause.NO_SOLUTION, text, *where)
        text = f"{axis} {codes[i]} has no cell to change but a total of {totals[i]:g}{beside}"
        raise BalancingError(Cause.EMPTY_LINE, text, *where)


# ----------------------------------------------------------------------------------------------------- iteration


def _scale(
    free: np.ndarray, u: np.ndarray, v: np.ndarray, tolerance: float, iterations: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Iterate r and s; lines without cells keep NaN factors. Returns the matrix, r, s and the rounds."""
    positive, negative = np.clip(free, 0.0, None), np.clip(-free, 0.0, None)
    signed = bool(negative.any())
    s = np.ones(len(v))
    r = np.ones(len(u))
    result, rounds, before = free, 0, np.inf
    while rounds < iterations:
        rounds += 1
        r = _factors(positive @ s, negative @ (1 / s) if signed else np.zeros(len(u)), u)
        s = _factors(positive.T @ r, negative.T @ (1 / r) if signed else np.zeros(len(v)), v)
        scale = np.outer(r, s)
        if max(scale.max(), 1 / scale.min()) > _BEYOND:  # no solution: some factors grow without end
            break
        result = positive * scale - negative / scale if signed else positive * scale
        gap = max(np.abs(result.sum(axis=1) - u).max(), np.abs(result.sum(axis=0) - v).max())
        # Within the tolerance it goes on as long as that still brings it closer: the last digits cost little.
        if gap == 0 or (gap <= tolerance and gap >= before / 2):
            break
        before = gap
    empty_rows, empty_columns = ~free.any(axis=1), ~free.any(axis=0)
    return result, np.where(empty_rows, np.nan, r), np.where(empty_columns, np.nan, s), rounds


def _factors(p: np.ndarray, n: np.ndarray, total: np.ndarray) -> np.ndarray:
    """r = (u + √(u² + 4pn)) / (2p), or −n/u where p = 0; 1 for a line without cells.

    For u < 0 the same root is 2n / (√(u² + 4pn) − u), which does not cancel; with p = 0 that is −n/u.
    """
    root = np.sqrt(total**2 + 4 * p * n)
    upper = np.divide(total + root, 2 * p, out=np.ones_like(p), where=p > 0)
    lower = np.divide(2 * n, root - total, out=np.ones_like(p), where=(total < 0) & (n > 0))
    return np.where((total < 0) & (n > 0), lower, upper)
