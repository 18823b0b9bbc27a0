"""What a study leaves out: each a row of the table ``Left out``, and all of them counted in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.methods.omissions import Omission, counted

LEFT_OUT = "Left out"


def told(omissions: Iterable[Omission], where: str = f"table {LEFT_OUT}") -> str:
    """How many were left out, by kind and reason, the most frequent first, and ``where`` it stands; blank where nothing was.

    >>> told([Omission("economy", "KIR", "all measures of NET", "no population"), Omission("economy", "TUV", "Gini of NET", "no population")])
    'Left out (table Left out): 2 economies: no population.'
    """
    once = {(one.kind, one.code, one.why) for one in omissions}
    counts = Counter((kind, why) for kind, _, why in once)
    # The order of what is equally frequent is that of the words, so that the same results read the same.
    listed = sorted((-count, f"{counted(count, kind)}: {why}") for (kind, why), count in counts.items())
    parts = [text for _, text in listed]
    return f"Left out ({where}): {'; '.join(parts)}." if parts else ""
