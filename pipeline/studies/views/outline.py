"""The index of a study as pictures and pages see it, read from its tables: the tree, its weights, names that can be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipeline.studies.study import Study
from pipeline.studies.views.lettering import Lettering

ROWS = 200  # rows of one picture; more go to the next


@dataclass(frozen=True)
class Outline:
    """``order``: elements as the tree reads, the index first; ``nominal`` and ``effective`` weights among siblings (0-1).

    ``nominal`` is what the design says, ``effective`` the share of the siblings' squared correlations with the index, NaN
    where the study has no table of them.
    """

    study: Study
    root: str
    order: tuple[str, ...]
    parent: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    nominal: Mapping[str, float]
    effective: Mapping[str, float]
    _labels: Mapping[str, str] = field(repr=False)

    def label(self, code: object) -> str:
        """The name of an element or economy as it can be drawn; its code where it has none, or shares it with another."""
        return self._labels[str(code)]

    def labels(self, codes: Iterable[object]) -> list[str]:
        """The names of several."""
        return [self.label(code) for code in codes]

    def above(self, code: str) -> tuple[str, ...]:
        """The nodes above an element, from the index down."""
        path: list[str] = []
        while self.parent[code]:
            code = self.parent[code]
            path.insert(0, code)
        return tuple(path)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The indicators, as the tree reads."""
        return tuple(code for code in self.order if not self.children[code])

    @property
    def nodes(self) -> tuple[str, ...]:
        """The elements that have others below them."""
        return tuple(code for code in self.order if self.children[code])

    @property
    def ranking(self) -> pd.DataFrame:
        """The ranked economies, best first."""
        table = self.study.tables["Ranking"]
        return table[table["rank"].notna()].sort_values(["rank", "REF_AREA"]).reset_index(drop=True)


def outline(study: Study, lettering: Lettering) -> Outline:
    """The outline of a study of an index."""
    weights = study.tables["Weights"]
    parent = {str(code): str(up) if isinstance(up, str) else "" for code, up in weights[["code", "parent"]].to_numpy()}
    below: dict[str, list[str]] = {code: [] for code in parent}
    for code, up in parent.items():
        if up:
            below[up].append(code)
    root = next(code for code, up in parent.items() if not up)
    order: list[str] = []
    waiting = [root]
    while waiting:
        code = waiting.pop()
        order.append(code)
        waiting += reversed(below[code])
    found = study.tables.get("Effective weights")
    importance = {} if found is None else dict(zip(found["code"], found["importance"], strict=True))
    return Outline(
        study,
        root,
        tuple(order),
        parent,
        {code: tuple(children) for code, children in below.items()},
        dict(zip(weights["code"], weights["weight"].astype(float), strict=True)),
        {code: float(importance.get(code, np.nan)) for code in order},
        _labels(study, [*order, *study.tables["Ranking"]["REF_AREA"]], lettering),
    )


def chunks(items: Iterable[str], size: int = ROWS) -> list[list[str]]:
    """Items in as few parts of about equal length as hold at most ``size`` each.

    >>> chunks("abcde", 2)
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    given = list(items)
    count = max(-(-len(given) // size), 1)
    length = max(-(-len(given) // count), 1)
    return [given[i : i + length] for i in range(0, len(given), length)]


def numbered(name: str, part: int, parts: int) -> str:
    """The name of one of several pictures: ``tree``, or ``tree-2``."""
    return name if parts == 1 else f"{name}-{part + 1}"


def part_words(part: int, parts: int) -> str:
    """Which part a picture is; blank where it is the only one."""
    return "" if parts == 1 else f" Part {part + 1} of {parts}."


def _labels(study: Study, codes: Iterable[object], lettering: Lettering) -> dict[str, str]:
    wanted = list(dict.fromkeys(map(str, codes)))
    names = {code: lettering.clean(study.names.get(code, "")) for code in wanted}
    often = Counter(names.values())
    return {
        code: (f"{name} ({lettering.clean(code)})" if often[name] > 1 else name)
        if name
        else lettering.clean(code) or "□"
        for code, name in names.items()
    }
