"""One measured figure: the values of its runs, the unit, the target and whether it is met."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A figure by name. ``values`` holds one value a run; none where it could not be measured, and the note says why.

    ``target`` is the largest value that meets it, None for a figure that is only told. ``load`` is the machine's load
    average when the measuring began, ``others`` how many cores other programmes kept busy meanwhile (None: not known).
    """

    name: str
    values: tuple[float, ...]
    unit: str
    target: float | None = None
    note: str = ""
    load: float | None = None
    others: float | None = None

    @property
    def value(self) -> float:
        """The median of the runs; NaN where there is none."""
        return median(self.values) if self.values else math.nan

    @property
    def met(self) -> bool | None:
        """Whether the value as measured (not as printed) meets the target; None where there is no target or no value."""
        return None if self.target is None or not self.values else self.value <= self.target


def ratio(
    name: str, above: tuple[float, ...], below: tuple[float, ...], target: float | None = None, note: str = ""
) -> Figure:
    """A figure of runs in pairs, each quotient from two runs close in time. Raises ValueError where they are no pairs."""
    return Figure(name, tuple(a / b for a, b in zip(above, below, strict=True)), "times", target, note)
