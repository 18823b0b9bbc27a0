"""Small print that many figures share."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings.messages import Message, say
from pipeline.findings.workshop import Workshop

OLD = 5  # years before the edition beyond which data are called old


def old_data_note(workshop: Workshop, codes: Iterable[str]) -> tuple[Message, ...]:
    """That the newest value behind a figure is older than five years, where it is; empty otherwise."""
    newest = max(int(workshop.data.observations.of(code)["TIME_PERIOD"].max()) for code in codes)
    return (say("note-old", year=newest),) if newest < workshop.edition.year - OLD else ()
