"""Messages: what is to be said, free of language - the id of a pattern and the values that fill it.

The patterns stand in ``report/i18n/<language>/*.ftl`` (Project Fluent). A value is a fact, a name, names, a span of years,
a month, a plain quantity, another message or several; or a whole number (a year, a count), or a text, which is the code of
a selector and never printed words. findings.wording puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pipeline.findings.facts import Fact


@dataclass(frozen=True)
class Name:
    """The name of a code, as speech has it (``the Russian Federation``, ``high-income economies``).

    ``kind`` is that of data/reference/names.xlsx: economy, group, indicator, short, unit, code ...
    """

    kind: str
    code: str


@dataclass(frozen=True)
class Label:
    """The name of a code as a chart has it (``Russian Federation``): no article, and one short form in every chart."""

    kind: str
    code: str


@dataclass(frozen=True)
class Names:
    """An enumeration of names, in this order."""

    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """An enumeration of messages, in this order; joined by "and", by "or", or as clauses that a language may part by commas."""

    messages: tuple[Message, ...]
    style: Literal["standard", "or", "clauses"] = "standard"


@dataclass(frozen=True)
class Span:
    """A span of years, ``2019–2022``, or one year."""

    first: int
    last: int

    @classmethod
    def of(cls, years: Iterable[int]) -> Span:
        """From the earliest to the latest of some years. Raises ValueError where there is none."""
        ordered = sorted({int(year) for year in years})
        if not ordered:
            raise ValueError("no year")
        return cls(ordered[0], ordered[-1])


@dataclass(frozen=True)
class Month:
    """A month, the label of a vintage (``2020-10``)."""

    label: str


@dataclass(frozen=True)
class Quantity:
    """A plain number that is an argument of the picture and not a finding (a limit, a count of draws)."""

    value: float
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Message:
    """A pattern of the catalogues and its values."""

    id: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that the sentence prints, those of inner messages too."""
        found: dict[str, Fact] = {}
        for value in self.values.values():
            inner = value.messages if isinstance(value, Listed) else [value] if isinstance(value, Message) else []
            for fact in [value] if isinstance(value, Fact) else [fact for one in inner for fact in one.facts]:
                found[fact.id] = fact
        return tuple(found.values())


def say(id: str, /, **values: object) -> Message:
    """A message; numpy numbers become plain ones."""
    return Message(id, {name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> object:
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "ndim", None) == 0 else value
