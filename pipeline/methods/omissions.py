"""What a method leaves out, as values: each thing with its kind, its code, what of it and why; and how such things are counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd


class Omission(NamedTuple):
    """One thing left out: its kind (economy, group, indicator, weight, cell ...), its code, what of it (or of what), and why."""

    kind: str
    code: str
    what: str
    why: str


def omission_frame(omissions: Iterable[Omission]) -> pd.DataFrame:
    """Omissions as a table: kind, code, what, why; each row once, in the order given.

    >>> omission_frame([Omission("economy", "TUV", "no value", "nothing to score")] * 2)["code"].tolist()
    ['TUV']
    """
    return pd.DataFrame(list(dict.fromkeys(omissions)), columns=list(Omission._fields))


def counted(number: int, what: str) -> str:
    """A number with what it counts.

    >>> counted(1, "value"), counted(3, "economy"), counted(2, "row with blank cells")
    ('1 value', '3 economies', '2 rows with blank cells')
    """
    return f"{number} {what if number == 1 else _plural(what)}"


def _plural(what: str) -> str:
    """An English plural: "row with blank cells" is "rows with blank cells"."""
    head, space, rest = what.partition(" with ")
    return f"{head[:-1]}ies{space}{rest}" if head.endswith("y") else f"{head}s{space}{rest}"
