"""A kind of chart as a value: how it draws, which columns and options it takes, and the check of both."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.figures.drawing import Drawing
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop

CODE, NUMBER, FLAG, TIME = "code", "number", "yes or no", "year or date"
COMMON_OPTIONS = frozenset({"decimals", "suffix", "framework", "layout", "billions"})


@dataclass(frozen=True)
class Kind:
    """One chart kind.

    ``columns`` must be there, ``optional`` may be; both map a column to what it holds: a code (no gaps), a number (may
    be missing), a flag, a time. ``options`` are the option names besides those of every kind: decimals, suffix,
    framework, layout, billions (see `Drawing.of`).
    """

    draw: Callable[[Drawing, Theme], Sheet]
    columns: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    options: frozenset[str] = frozenset()

    def check(self, drawing: Drawing) -> None:
        """Raise Stop (exit 4) with every fault of data and options, each naming its column or option."""
        problems = [*self._frame(drawing), *self._options(drawing)]
        if problems:
            raise Stop(ExitCode.REPORT, problems)

    def _frame(self, drawing: Drawing) -> list[Problem]:
        data = drawing.data
        found: list[Problem] = []
        if data.empty:
            found.append(
                _problem(drawing, "figure-data-empty", "no row to draw", "at least one row", "leave the exhibit out")
            )
        for name, content in {**self.columns, **self.optional}.items():
            if name not in data.columns:
                if name in self.columns:
                    found.append(
                        _problem(
                            drawing,
                            "figure-column-missing",
                            f"no column {name!r}; there are {', '.join(map(str, data.columns)) or 'none'}",
                            f"the columns {', '.join(self.columns)}",
                            f"give the exhibit's data a column {name!r} ({content})",
                        )
                    )
                continue
            fault = _column_fault(data[name], content, name in self.columns)
            if fault:
                found.append(
                    _problem(
                        drawing,
                        "figure-column-invalid",
                        f"column {name!r} {fault}",
                        f"each cell of {name!r} is a {content}",
                        "mend the data that the exhibit is made with",
                    )
                )
        return found

    def _options(self, drawing: Drawing) -> list[Problem]:
        allowed = self.options | COMMON_OPTIONS
        found = []
        for name in drawing.options:
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, 1)
                found.append(
                    _problem(
                        drawing,
                        "figure-option-unknown",
                        f"option {name!r}",
                        f"one of {', '.join(sorted(allowed))}",
                        f"write {near[0]!r}" if near else "take the option out",
                    )
                )
        return found


def _column_fault(column: pd.Series, content: str, required: bool) -> str:
    if (
        content == NUMBER and isinstance(column.dtype, np.dtype) and column.dtype.kind in "fiu"
    ):  # nothing to read as text
        infinite = np.isinf(column.to_numpy())
        if infinite.any():
            return f"is infinite in row {column.index[infinite][0]}"
    elif content == NUMBER:
        numbers = pd.to_numeric(column, errors="coerce").astype(float)
        wrong = column[numbers.isna() & column.notna()]
        if len(wrong):
            return f"holds {wrong.iloc[0]!r} in row {wrong.index[0]}"
        if np.isinf(numbers).any():
            return f"is infinite in row {numbers[np.isinf(numbers)].index[0]}"
    if content == CODE and required and column.isna().any():
        return f"is empty in row {column[column.isna()].index[0]}"
    if content == FLAG and column.dtype != bool and not column.isin([True, False]).all():
        return f"holds {column[~column.isin([True, False])].iloc[0]!r}"
    return ""


def _problem(drawing: Drawing, code: str, found: str, allowed: str, remedy: str) -> Problem:
    return Problem(code, Severity.ERROR, Place(f"figure {drawing.id}", drawing.kind), found, allowed, remedy)
