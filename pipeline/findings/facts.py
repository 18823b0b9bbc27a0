"""Facts: the only form in which a number reaches text, table or figure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.store import Watch
from pipeline.store.digest import digest_of

PARAMETER = "parameter"  # method of a fact that report/exhibits.toml or the code declares


@dataclass(frozen=True)
class Fact:
    """A value with what a reader needs to print it and a researcher needs to rebuild it.

    ``value`` is in ``unit`` (an English unit of data/reference/names.xlsx, "" for a plain number, "year" for a year) at
    full precision; ``decimals`` is its printed rounding; ``status`` the SDMX OBS_STATUS codes of its inputs; ``method``
    names the function; ``parameters`` echo its arguments; ``cells`` are the input cells (``workbook › sheet!A1``).
    A fact without cells is computed from other facts (``parameters["of"]``) or is a declared parameter of the figure.
    """

    id: str
    value: float
    unit: str
    decimals: int
    status: tuple[str, ...] = ()
    method: str = ""
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    cells: tuple[str, ...] = ()

    @property
    def of(self) -> tuple[str, ...]:
        """Ids of the facts that this one is computed from."""
        given = self.parameters.get("of", ())
        return tuple(given) if isinstance(given, (list, tuple)) else ()

    @property
    def declared(self) -> bool:
        """Whether the value is no result but an argument of the figure (a tolerance, a limit)."""
        return self.method == PARAMETER


class UnknownFact(LookupError):
    """A fact was asked for that nothing made; carries the nearest ids."""

    def __init__(self, id: str, nearest: list[str]) -> None:
        self.id = id
        self.nearest = nearest
        super().__init__(f"there is no fact {id!r}; nearest: {', '.join(nearest) or 'none'}")


class FactBook:
    """All facts of an edition by id. Only grows; an id has one value. ``watch`` notes which are asked for by id."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._facts: dict[str, Fact] = {}
        self._watch = watch
        if watch is not None:
            watch.source("fact", lambda id: digest_of(self._facts[id]))
        self._open: list[dict[str, Fact]] = []

    @contextmanager
    def recording(self) -> Iterator[dict[str, Fact]]:
        """The facts that are entered inside, again or for the first time, by id."""
        record: dict[str, Fact] = {}
        self._open.append(record)
        try:
            yield record
        finally:
            self._open.pop()

    def add(self, fact: Fact) -> Fact:
        """Enter a fact. Raises ValueError where the id holds another value, or the value is not a finite number."""
        if not abs(fact.value) < float("inf"):
            raise ValueError(f"fact {fact.id} is {fact.value}")
        known = self._facts.setdefault(fact.id, fact)
        if known.value != fact.value or known.unit != fact.unit:
            raise ValueError(f"fact {fact.id} has two values: {known.value} and {fact.value}")
        for record in self._open:
            record[fact.id] = known
        return known

    def get(self, id: str) -> Fact:
        """The fact of an id. Raises UnknownFact with the nearest ids."""
        if self._watch is not None:
            self._watch.read("fact", id)
        try:
            return self._facts[id]
        except KeyError:
            raise UnknownFact(id, difflib.get_close_matches(id, self._facts, n=3, cutoff=0.5)) from None

    def rootless(self) -> list[str]:
        """Ids of facts that no cell, no chain of facts and no declaration stands behind; a gap in the lineage."""
        return [fact.id for fact in self if not self._rooted(fact, frozenset())]

    def _rooted(self, fact: Fact, seen: frozenset[str]) -> bool:
        if fact.cells or fact.declared:
            return True
        chain = [id for id in fact.of if id in self._facts and id not in seen]
        return (
            bool(fact.of)
            and len(chain) == len(fact.of)
            and all(self._rooted(self._facts[id], seen | {fact.id}) for id in chain)
        )

    def __iter__(self) -> Iterator[Fact]:
        return iter(sorted(self._facts.values(), key=lambda fact: fact.id))

    def __len__(self) -> int:
        return len(self._facts)
