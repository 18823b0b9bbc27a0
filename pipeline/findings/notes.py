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
