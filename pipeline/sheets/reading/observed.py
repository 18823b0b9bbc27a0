"""What the reading of a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.statuses import MISSING
from pipeline.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure of a file, with the file's own words for unit, source, licence, indicator."""

    area: str
    year: int
    indicator: str
    value: float
    status: str
    note: str
    unit: str
    source: str
    url: str
    licence: str
    multiplier: int | None
    place: Place
    name: str = ""  # of the indicator
    shown_as_percent: bool = False  # by the format of its cell, and nobody says how it is read


@dataclass(frozen=True)
class Blank:
    """A cell without a figure, and what the file says of it (``status`` is A, ``note`` blank where it says nothing)."""

    area: str
    year: int
    indicator: str
    status: str
    note: str
    place: Place

    @property
    def says_why(self) -> bool:
        """Whether the file gives a reason."""
        return bool(self.note) or self.status in MISSING


@dataclass(frozen=True)
class Read:
    """What a file gave: rows and blanks in order, problems, counts of rows left out on purpose by reason."""

    rows: tuple[Observed, ...]
    problems: tuple[Problem, ...]
    left_out: Mapping[str, int]
    blanks: tuple[Blank, ...] = ()
