"""What a study leaves out: each a row of the table ``Left out``, and all of them counted in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

LEFT_OUT = "Left out"


class Omission(NamedTuple):
    """One thing left out: its kind (economy, group, indicator, cell ...), its code, of what it is left out, and why."""

    kind: str
    code: str
    what: str
    why: str


def table(omissions: Iterable[Omission]) -> pd.DataFrame:
    """The table ``Left out``: kind, code, what, why; each row once."""
    return pd.DataFrame(list(dict.fromkeys(omissions)), columns=list(Omission._fields))


def told(omissions: Iterable[Omission]) -> str:
    """How many were left out, by kind and reason, the most frequent first; blank where nothing was.

    >>> told([Omission("economy", "KIR", "all measures of NET", "no population"), Omission("economy", "TUV", "Gini of NET", "no population")])
    'Left out (table Left out): 2 economies: no population.'
    """
    once = {(one.kind, one.code, one.why) for one in omissions}
    counts = Counter((kind, why) for kind, _, why in once)
    parts = [f"{count} {_plural(kind) if count > 1 else kind}: {why}" for (kind, why), count in counts.most_common()]
    # The order of what is equally frequent is that of the words, so that the same results read the same.
    parts = sorted(parts, key=lambda part: (-int(part.split(" ", 1)[0]), part))
    return f"Left out (table {LEFT_OUT}): {'; '.join(parts)}." if parts else ""


def _plural(kind: str) -> str:
    """An English plural of a kind: "row with blank cells" is "rows with blank cells"."""
    head, space, rest = kind.partition(" with ")
    if space:
        return f"{_plural(head)}{space}{rest}"
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
