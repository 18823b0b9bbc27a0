"""Notes that many figures share."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings.messages import Message, say
from pipeline.findings.workshop import Workshop

OLD = 5  # years before the edition from which the newest value of a figure is old


def old_data_note(workshop: Workshop, codes: Iterable[str], year: int | None = None) -> tuple[Message, ...]:
    """That the newest value of a figure is old; nothing where it is not.

    The newest year is that of its indicators, or ``year`` where the figure shows an earlier one.
    """
    newest = year or max(int(workshop.data.observations.wide(code).columns[-1]) for code in codes)
    return (say("note-old", year=newest),) if newest < workshop.edition.year - OLD else ()


def weights(workshop: Workshop, codes: Iterable[str]) -> tuple[Message, ...]:
    """How economies count in the means of some indicators: by their people, alike, or some so and some so."""
    asked = list(dict.fromkeys(codes))
    by_people = tuple(code for code in asked if workshop.weighting(code) == "population")
    if len(by_people) in (0, len(asked)):
        return (say("weights-population" if by_people else "weights-unweighted"),)
    return (say("weights-mixed"),)
