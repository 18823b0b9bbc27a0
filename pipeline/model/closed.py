"""A closed edition: what it published, kept beside its rules, so that the next one can say what is new without git."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.observations import Observations


@dataclass(frozen=True)
class ClosedEdition:
    """The observations of a closed edition, with the metadata of its indicators; ``file`` holds them, below the project."""

    year: int
    observations: Observations
    file: str
