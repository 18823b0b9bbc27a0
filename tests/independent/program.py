"""Recompute the headline facts of an edition from the raw workbooks, and say where they differ.

    python -m tests.independent.program ROOT YEAR EDITION     (EDITION: the folder with claims.json and lineage.json)

Prints a line for each fact that differs or cannot be recomputed; exits with 1 where there is one.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.independent.raw import Raw
from tests.independent.recipes import Missing, Recomputed

KINDS = ("statistics_of_groups", "economies", "totals", "divide", "governance", "quality", "progress", "accounts", "index")
RELATIVE = 1e-9  # what two orders of summing the same numbers may differ by


@dataclass(frozen=True)
class Compared:
    """A fact with the published and the own value; ``trouble`` says why there is no own value, blank where there is."""

    id: str
    published: float
    own: float | None
    error: float = 0.0
    trouble: str = ""

    @property
    def agrees(self) -> bool:
        return self.own is not None and close(self.published, self.own, self.error)


def close(published: float, own: float, error: float = 0.0) -> bool:
    """Whether two values are one number but for floating point, and for the error of draws."""
    return abs(published - own) <= RELATIVE * max(abs(published), abs(own), 1e-6) + error


def opened(root: Path, year: int, edition: Path) -> Recomputed:
    for kind in KINDS:
        importlib.import_module(f"tests.independent.{kind}")
    lineage, claims = (json.loads((edition / name).read_text("utf-8")) for name in ("lineage.json", "claims.json"))
    return Recomputed(Raw(root, year), lineage, claims)


def compared(own: Recomputed, ids: list[str]) -> Iterator[Compared]:
    for id in ids:
        published = own.published(id)
        try:
            found = own.estimate(id)
            yield Compared(id, published, found.value, found.error)
        except Missing as missing:
            yield Compared(id, published, None, trouble=f"nothing recomputes {missing}")
        except (ArithmeticError, LookupError, ValueError, AttributeError, TypeError) as error:
            yield Compared(id, published, None, trouble=f"{type(error).__name__}: {error}")


def main(root: str, year: str, edition: str) -> int:
    own = opened(Path(root), int(year), Path(edition))
    found = list(compared(own, own.headline_facts))
    off = [one for one in found if not one.agrees]
    for one in off:
        print(f"{one.id}: published {one.published!r}, recomputed {one.own!r} {one.trouble}")
    print(f"{len(found) - len(off)} of {len(found)} facts of headlines agree")
    return int(bool(off))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
