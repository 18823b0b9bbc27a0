"""What recomputes which fact: functions of this folder by figure recipe and name of the fact, or by method."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.independent.raw import Raw


class Missing(LookupError):
    """No function recomputes a fact."""


@dataclass(frozen=True)
class Asked:
    """One fact to be recomputed: its id, the name inside its figure, what is declared of the figure, what the edition
    publishes of the fact (method, parameters, facts it is made of). Its published value is not in it."""

    id: str
    key: str
    figure: Mapping[str, Any]
    method: str
    parameters: Mapping[str, Any]
    of: tuple[str, ...]


@dataclass(frozen=True)
class Estimate:
    """An own value that rests on draws, or on a search, of its own; ``error`` is what the published one may differ by."""

    value: float
    error: float


Recompute = Callable[["Recomputed", Asked, re.Match[str]], float | Estimate]
_BY_RECIPE: list[tuple[re.Pattern[str], re.Pattern[str], Recompute]] = []
_BY_METHOD: list[tuple[re.Pattern[str], Recompute]] = []


def fact(recipe: str, key: str) -> Callable[[Recompute], Recompute]:
    """Register what recomputes the facts of a recipe whose name fits."""

    def enter(function: Recompute) -> Recompute:
        _BY_RECIPE.append((re.compile(recipe), re.compile(key), function))
        return function

    return enter


def method(name: str) -> Callable[[Recompute], Recompute]:
    """Register what recomputes the facts of a published method, whatever their figure."""

    def enter(function: Recompute) -> Recompute:
        _BY_METHOD.append((re.compile(name), function))
        return function

    return enter


class Recomputed:
    """The own values of facts, by id; each made once, from the raw workbooks."""

    def __init__(
        self,
        raw: Raw,
        published: Mapping[str, Mapping[str, Any]],
        figures: Mapping[str, Mapping[str, Any]],
        claims: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.raw = raw
        self._published = published
        self._figures = figures
        self._claims = claims
        self._own: dict[str, Estimate] = {}
        self.kept: dict[object, Any] = {}  # intermediate results that several facts share

    @cached_property
    def headline_facts(self) -> list[str]:
        """Every fact behind a statement that is printed as a headline, or has one and was not chosen this time."""
        heads = (
            claim["facts"] for claim in self._claims.values() if claim["printed"] == "headline" or claim["headline"]
        )
        return list(dict.fromkeys(id for facts in heads for id in facts))

    def asked(self, id: str) -> Asked:
        figure, _, key = id.partition(".")
        told = self._published[id]
        declared = self._figures.get(figure, {})
        return Asked(id, key, declared, told["method"], told["parameters"], tuple(told["of"]))

    def published(self, id: str) -> float:
        """The value that the edition tells, for the comparison alone."""
        return float(self._published[id]["value"])

    def value(self, id: str) -> float:
        """The own value of a fact. Raises Missing where nothing here recomputes it."""
        return self.estimate(id).value

    def estimate(self, id: str) -> Estimate:
        """The own value of a fact, with the error that draws of its own have: zero for all that is only arithmetic."""
        if id not in self._own:
            found = self.make(self.asked(id))
            self._own[id] = found if isinstance(found, Estimate) else Estimate(float(found), 0.0)
        return self._own[id]

    def make(self, asked: Asked) -> float | Estimate:
        """What is registered for a fact, called."""
        if not asked.figure:
            raise Missing(f"{asked.id}, which is of no figure of the edition")
        for recipe, key, function in _BY_RECIPE:
            if recipe.fullmatch(str(asked.figure.get("recipe", ""))) and (found := key.fullmatch(asked.key)):
                return function(self, asked, found)
        for name, function in _BY_METHOD:
            if found := name.fullmatch(asked.method):
                return function(self, asked, found)
        raise Missing(f"{asked.id} ({asked.method})")

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """An intermediate result, made when it is first asked for."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]
