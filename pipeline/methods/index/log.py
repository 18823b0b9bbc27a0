"""The log of an index: what each step did, with which parameters, to how many values; and what it left out, and why."""

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


@dataclass(frozen=True)
class Left:
    """Something that the index does not use: what it is (economy, indicator, values, score, weight, goalposts, choice ...),
    its code, what was found and why it is left out.
    """

    kind: str
    code: str
    what: str
    why: str


def left_frame(left: Iterable[Left]) -> pd.DataFrame:
    """What was left out as a table: kind, code, what, why.

    >>> left_frame([Left("economy", "TUV", "no value", "nothing to score")])["code"].tolist()
    ['TUV']
    """
    return pd.DataFrame([vars(one) for one in left], columns=["kind", "code", "what", "why"])


def counted(number: int, what: str) -> str:
    """A number with what it counts: ``1 value``, ``2 values``.

    >>> counted(1, "value"), counted(3, "value")
    ('1 value', '3 values')
    """
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


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
