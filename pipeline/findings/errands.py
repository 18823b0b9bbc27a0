"""Errands: long computations of methods that others begin before anybody asks for their result."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Protocol


class Give(Protocol):
    """Has a function of plain values called by somebody else; what it gives back waits for the result."""

    def __call__(self, function: Callable[..., Any], *arguments: object) -> Callable[[], Any]:
        """Give an errand out."""


class Errands:
    """Errands by name. Without ``give`` nobody is sent, and each computation is done here when it is asked for."""

    def __init__(self, give: Give | None = None) -> None:
        self._give = give
        self._begun: dict[str, tuple[Callable[..., Any], tuple[object, ...], Callable[[], Any]]] = {}

    def begin(self, name: str, function: Callable[..., Any], *arguments: object) -> None:
        """Give a computation out, once; ``function`` and its arguments can be pickled."""
        if self._give and name not in self._begun:
            self._begun[name] = function, arguments, self._give(function, *arguments)

    def result(self, name: str, function: Callable[..., Any], *arguments: object) -> Any:
        """What the function gives for these very arguments: waited for where they were given out, else computed here."""
        given, before, wait = self._begun.pop(name, (None, (), None))
        same = given is function and len(before) == len(arguments) and all(map(operator.is_, before, arguments))
        return wait() if wait and same else function(*arguments)
