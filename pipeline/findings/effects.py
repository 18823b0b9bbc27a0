"""What became of statements, facts and ranks from one state of the report to another, and what of it the data did.

Four states can be made: the earlier or the later data, with the earlier or the later method. The *data effect* is what the
data change under today's method, the *method effect* what the method changes on today's data; what neither of them alone
explains is the *residual*, the two working together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipeline.findings.claims import Standing

STRENGTH = {Standing.WITHDRAWN: 0, Standing.CONDITIONAL: 1, Standing.FIRM: 2}


class What(StrEnum):
    """What became of a statement."""

    TURNED = "turned"  # its test says something else
    NEW = "new"
    GONE = "gone"
    BACK = "back"  # it was withdrawn before
    WITHDRAWN = "withdrawn"
    WEAKER = "weaker"
    FIRMER = "firmer"


class Cause(StrEnum):
    """What a change comes from."""

    DATA = "data"
    METHOD = "method"
    BOTH = "both"  # each alone changes it
    TOGETHER = "together"  # the residual: neither alone does
    UNKNOWN = ""  # it cannot be told from what is at hand


class Said(Protocol):
    """A statement as one state has it."""

    @property
    def says(self) -> str:
        """The outcome of its test."""

    @property
    def standing(self) -> Standing:
        """What its trials left of it."""


def became(old: Said | None, new: Said | None) -> What | None:
    """What became of a statement; None where it stands as before, or is printed in neither state."""
    there = [one for one in (old, new) if one is not None and one.standing is not Standing.WITHDRAWN]
    if not there:
        return None
    if old is None or new is None:
        return What.GONE if new is None else What.NEW
    if Standing.WITHDRAWN in (old.standing, new.standing):
        return What.WITHDRAWN if new.standing is Standing.WITHDRAWN else What.BACK
    if old.says != new.says:
        return What.TURNED
    if old.standing is new.standing:
        return None
    return What.FIRMER if STRENGTH[new.standing] > STRENGTH[old.standing] else What.WEAKER


def cause(data: object, method: object) -> Cause:
    """The cause of a change, from whether the data alone and the method alone make one."""
    if data:
        return Cause.BOTH if method else Cause.DATA
    return Cause.METHOD if method else Cause.TOGETHER


@dataclass(frozen=True)
class Corners:
    """The same thing in the four states; ``method`` (later data, earlier method) and ``data`` (earlier data, later method)
    are None where that state was not made.
    """

    before: Mapping[str, Said]
    after: Mapping[str, Said]
    data: Mapping[str, Said] | None = None
    method: Mapping[str, Said] | None = None

    def turns(self) -> dict[str, tuple[What, Cause]]:
        """What became of each statement that changed, in the order of the later state, and why."""
        found = {}
        for id in [*self.after, *(one for one in self.before if one not in self.after)]:
            what = became(self.before.get(id), self.after.get(id))
            if what is not None:
                found[id] = what, self._cause(id)
        return found

    def _cause(self, id: str) -> Cause:
        if self.data is None:
            return Cause.UNKNOWN
        by_data = became(self.data.get(id), self.after.get(id))
        if self.method is None:  # the method then is told on the earlier data
            return cause(by_data, became(self.before.get(id), self.data.get(id)))
        return cause(by_data, became(self.method.get(id), self.after.get(id)))


@dataclass(frozen=True)
class Moved:
    """A number in both states, and its parts; ``data`` and ``method`` None where they cannot be told."""

    before: float
    after: float
    data: float | None = None
    method: float | None = None

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def residual(self) -> float | None:
        """What data and method do together and neither alone."""
        return None if self.data is None or self.method is None else self.change - self.data - self.method


def moved(before: float, after: float, data: float | None = None, method: float | None = None) -> Moved:
    """A number with its parts: ``data`` is what it is with the earlier data, ``method`` with the earlier method, None where
    that state was not made. Without the latter the rest of the change is the method's, told on the earlier data.
    """
    if data is None:
        return Moved(before, after)
    return Moved(before, after, after - data, data - before if method is None else after - method)
