"""Recompute the facts of headlines and the printed tables of an edition from the raw workbooks, and say where they differ.

    python -m tests.independent.program ROOT YEAR EDITION [RESULTS]

EDITION is the folder with claims.json, figures.json and lineage.json; its tables are read from its pages, or from tables.json if that is
there (rows of cells by id of the table). Prints a line for each fact or cell that differs or cannot be recomputed; exits with
1 where there is one. RESULTS is a file that takes every comparison as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.independent.raw import Raw
from tests.independent.recipes import Missing, Recomputed
from tests.independent.tables import differing, expected, labelled, of_pages

KINDS = (
    "statistics_of_groups", "economies", "totals", "divide", "governance", "quality", "progress", "accounts", "identities", "index",
    "draws",
)  # fmt: skip
RELATIVE = 1e-9  # what two orders of summing the same numbers may differ by


@dataclass(frozen=True)
class Compared:
    """A fact with the published and the own value, and the error that draws of its own give that.

    ``trouble`` says why there is no own value, blank where there is one.
    """

    id: str
    published: float
    own: float | None
    error: float = 0.0
    trouble: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the two are one number but for floating point, and for the error of draws."""
        if self.own is None:
            return False
        size = max(abs(self.published), abs(self.own), 1e-6)
        return abs(self.published - self.own) <= RELATIVE * size + self.error


def opened(root: Path, year: int, edition: Path) -> Recomputed:
    """The facts of an edition, to be recomputed from the workbooks below ``root``."""
    for kind in KINDS:
        importlib.import_module(f"tests.independent.{kind}")
    names = ("lineage.json", "figures.json", "claims.json")
    return Recomputed(Raw(root, year), *(json.loads((edition / name).read_text("utf-8")) for name in names))


def compared(own: Recomputed, ids: Iterable[str]) -> Iterator[Compared]:
    """Each fact beside its own value."""
    for id in ids:
        published = own.published(id)
        try:
            found = own.estimate(id)
            yield Compared(id, published, found.value, found.error)
        except Missing as missing:
            yield Compared(id, published, None, trouble=f"nothing recomputes {missing}")
        except (ArithmeticError, LookupError, ValueError, TypeError) as error:
            yield Compared(id, published, None, trouble=f"{type(error).__name__}: {error}")


def main(root: str, year: str, edition: str, results: str = "") -> int:
    own, folder = opened(Path(root), int(year), Path(edition)), Path(edition)
    facts = list(compared(own, own.headline_facts))
    given = folder / "tables.json"
    printed = ({id: labelled(id, lines) for id, lines in json.loads(given.read_text("utf-8")).items()}
               if given.exists() else of_pages(folder))  # fmt: skip
    made = expected(own)
    cells = list(differing(made, printed))
    for one in (fact for fact in facts if not fact.agrees):
        print(f"{one.id}: published {one.published!r}, recomputed {one.own!r} {one.trouble}".rstrip())
    for line in cells:
        print(line)
    good, total = sum(one.agrees for one in facts), sum(len(line) for rows in made.values() for line in rows.values())
    print(
        f"{good} of {len(facts)} facts of headlines agree; {total} cells of {len(made)} tables, {len(cells)} differences"
    )
    if results:
        told = {"facts": [asdict(one) for one in facts], "tables": {id: len(rows) for id, rows in made.items()}, "cells": cells,
                "modules": sorted({name.partition(".")[0] for name in sys.modules})}  # fmt: skip
        Path(results).write_text(json.dumps(told), encoding="utf-8")
    return int(bool(cells) or good < len(facts))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
