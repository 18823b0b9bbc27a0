"""The log of an index: what each step did, with which parameters, to how many values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

COLUMNS = ("step", "element", "method", "parameters", "touched", "note")


@dataclass(frozen=True)
class Entry:
    """One step on one element ('*' = all); ``touched`` counts the values that it made, changed or took away."""

    step: str
    element: str
    method: str
    parameters: str
    touched: int
    note: str = ""


def as_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """The log as a table with the columns of an entry.

    >>> as_frame([Entry("treat", "a", "winsorise", "most=5", 1)])["touched"].tolist()
    [1]
    """
    return pd.DataFrame([vars(entry) for entry in entries], columns=list(COLUMNS))


def parameters(**values: object) -> str:
    """Parameters as text: ``most=5, skewness=2``.

    >>> parameters(most=5.0, skewness=2)
    'most=5, skewness=2'
    """
    return ", ".join(
        f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}" for name, value in values.items()
    )
