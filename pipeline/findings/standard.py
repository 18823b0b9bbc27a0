"""Figures that an indicator gets without an entry in report/exhibits.toml, by the register of what is printed."""

from __future__ import annotations

import re
from zlib import crc32

from pipeline.findings.moments import latest
from pipeline.findings.workshop import POPULATION, Workshop
from pipeline.model.indicators import Framework
from pipeline.model.printing import printed_in

FEWEST = 10  # economies of a million people with a recent value, without which there is nothing to rank
RECIPE = "levels.top_bottom"
_MARKS = {".": "-", "_": "--"}


def standard_entries(workshop: Workshop) -> dict[str, dict[str, object]]:
    """The entries of these figures, as report/exhibits.toml would have them, by the order of frameworks and tables."""
    entries: dict[str, dict[str, object]] = {}
    for framework in Framework:
        for code in standard_codes(workshop, framework):
            entries[figure_id(code)] = {"recipe": RECIPE, "indicator": code}
    return entries


def standard_codes(workshop: Workshop, framework: Framework) -> list[str]:
    """Indicators of a framework that get such a figure: those that ask for one and have enough recent values."""
    data = workshop.data
    if data.printed is None:
        return []
    asked = printed_in("figure", framework, data.observations.indicators.values(), data.printed)
    return [code for code in asked if _economies(workshop, code) >= FEWEST]


def _economies(workshop: Workshop, code: str) -> int:
    """How many economies of a million people have a recent value."""
    moment = latest(workshop, 1e6)
    found = workshop.data.observations.latest(code, since=moment.since)
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
    return int((people.reindex(found.index) >= moment.smallest).sum())


def figure_id(code: str) -> str:
    """Id of the figure of an indicator, another one for every other code, whatever letters and marks tell them apart."""
    plain = "".join(
        _MARKS.get(mark) or (mark if re.match("[a-z0-9]", mark) else f"-{ord(mark):x}-") for mark in code.lower()
    )
    return f"fig-own-{plain}" if code == code.upper() else f"fig-own-{plain}-{crc32(code.encode()):08x}"
