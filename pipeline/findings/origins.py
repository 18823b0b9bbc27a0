"""Where a printed number comes from that is no fact by itself: a table cell, a point of a figure, a number of a card.

A fact has its cells in full. There are thirty times as many numbers in tables and figures, so an origin says which
observations were taken (an indicator, economies, years); ``publish.ledger`` looks their cells up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

CLOSED = "closed"  # the release of a closed edition


class Role(StrEnum):
    """What a cell is for a number: its value, a weight, a parameter (threshold, target, bound, weight of an index), a
    membership of a group, an earlier release, or one of a whole sheet that a computation has read."""

    VALUE = "value"
    WEIGHT = "weight"
    PARAMETER = "parameter"
    GROUP = "group"
    VINTAGE = "vintage"
    READ = "read"


@dataclass(frozen=True)
class Taken:
    """Observations of one indicator: of each of ``areas`` in each of ``years`` (none named: all that there are).

    With ``paired`` each economy has the year at its place. ``vintage`` is the label of an earlier release.
    """

    indicator: str
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    role: Role = Role.VALUE
    paired: bool = False
    vintage: str = ""


Cell = tuple[Role, str]
"""What a cell is for a number, and its address (``workbook › sheet!A1``, a range ``A2:F40``, or a whole sheet)."""


@dataclass(frozen=True)
class Origin:
    """Method, parameters and inputs of a number: observations, other cells, groups of economies by their codes, and ids
    of facts or addresses of numbers."""

    method: str
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    taken: tuple[Taken, ...] = ()
    cells: tuple[Cell, ...] = ()
    groups: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    @property
    def rooted(self) -> bool:
        """Whether anything stands behind the number."""
        return bool(self.taken or self.cells or self.of or self.groups)


@dataclass(frozen=True)
class Number:
    """A printed or published number at its address (``tbl-use:KEN:IT.NET.USER.ZS``, ``fig-use:KEN:2023``).

    ``value`` is at full precision (None where the text holds none, or several); ``printed`` is the text where it stands.
    """

    address: str
    value: float | None
    unit: str
    printed: str
    origin: Origin


class Shown(str):
    """Text of a table or card with what stands behind its number; ``key`` is its place in there (``KEN:IT.NET.USER.ZS``)."""

    __slots__ = ("key", "origin", "unit", "value")

    key: str
    value: float | None
    unit: str
    origin: Origin

    def __new__(
        cls, text: str, key: str = "", value: float | None = None, unit: str = "", origin: Origin | None = None
    ) -> Shown:
        """The text with its key, the value at full precision (NaN: none), its unit and what stands behind it."""
        made = super().__new__(cls, text)
        made.key, made.unit, made.origin = key, unit, origin or Origin("")
        made.value = None if value is None or math.isnan(value) else float(value)
        return made

    def __getnewargs__(self) -> tuple[str, str, float | None, str, Origin]:  # type: ignore[override]
        return str(self), self.key, self.value, self.unit, self.origin

    def __getstate__(self) -> None:
        """Nothing besides what makes it anew."""


def numbers_of(id: str, texts: Iterable[str]) -> tuple[Number, ...]:
    """The numbers of those texts that carry their origin, each at an address of its own."""
    found: dict[str, Number] = {}
    for text in texts:
        if isinstance(text, Shown):
            address = unused(f"{id}:{text.key}", found)
            found[address] = Number(address, text.value, text.unit, str(text), text.origin)
    return tuple(found.values())


def unused(address: str, known: Mapping[str, object]) -> str:
    """The address, with the number of its repetition where it is taken."""
    if address not in known:
        return address
    again = 2
    while f"{address}:{again}" in known:
        again += 1
    return f"{address}:{again}"
