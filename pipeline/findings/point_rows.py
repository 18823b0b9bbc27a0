"""What the rows of a figure's data name, and the numbers of its options: texts taken apart into codes and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

YEARS = range(1900, 2101)
NEAR = 1e-12  # relative: the same number, summed in another order
SEPARATORS = re.compile(r"[:\s]+")


@dataclass(frozen=True)
class Row:
    """What a row of a figure's data names; ``words`` are all parts of its texts."""

    words: tuple[str, ...]
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]


def same(one: float, other: float) -> bool:
    """Whether two numbers are the same but for the order in which they were summed."""
    return one == other or abs(one - other) <= NEAR * max(abs(one), abs(other))


def plain(value: Any) -> str:
    """A cell of the data as text; blank where there is none."""
    return "" if pd.isna(value) else str(value)


def parts_of(text: str) -> Iterator[str]:
    """A text of a row and its parts: ``USA:334`` is USA and 334, ``IT.NET.USER.ZS.2008`` an indicator and a year."""
    yield text
    for part in SEPARATORS.split(text):
        yield part
        before, mark, after = part.rpartition(".")
        if mark:
            yield from (before, after)


def are_years(column: pd.Series) -> bool:
    """Whether a column of numbers holds years."""
    known = column.dropna().to_numpy(dtype=float)
    return bool(len(known)) and bool(np.all((known % 1 == 0) & (known >= YEARS.start) & (known < YEARS.stop)))


def texts(value: object) -> tuple[str, ...]:
    """Every text in the arguments of an entry."""
    if isinstance(value, str):
        return (value,)
    parts: Iterable[object] = (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    )
    return tuple(text for part in parts for text in texts(part))


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every number in the options of a figure with the keys that lead to it."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from leaves(part, (*path, str(key)))
    elif isinstance(value, (list, tuple)):
        if len(value) == 2 and isinstance(value[0], str):
            yield from leaves(value[1], (*path, value[0]))
        else:
            for place, part in enumerate(value):
                yield from leaves(part, (*path, str(place + 1)))
    elif isinstance(value, (int, float, np.number)) and not isinstance(value, bool) and path:
        yield path, float(value)
