"""The earlier release of each series, and the data set as it would be with them.

Where an edition was closed before, its figures are the earlier release of every series; else the newest workbook of
``data/vintages`` that holds a series is. What is asked decides which release is taken, and only releases in the unit of today are:

- how much a series was revised since the last edition (the table of releases, the dimension accuracy of quality):
  ``earlier_releases``;
- whether a statement holds in the release before (the trial "earlier-release"): the last of ``held_releases``;
- how far a value may yet move, and which changes rest on revised figures (firmness, the note on changes): the first of
  ``held_releases``, since a value has had the longest time to be revised from there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.findings.workshop import Workshop
from pipeline.methods.quality.releases import Compared, compare_releases
from pipeline.methods.quality.tolerance import revision_tolerance
from pipeline.model.dataset import Dataset
from pipeline.model.observations import Observations

# Recipes that compare two releases, or score how far they agree: with the earlier release there is nothing to compare.
COMPARING = ("quality.revised", "scores.quality", "releases.replaced")


@dataclass(frozen=True)
class Release:
    """The earlier release of a series: the month of it (``2026-03``), blank where it is that of a closed edition."""

    code: str
    month: str
    book: Observations


def earlier_releases(data: Dataset) -> dict[str, Release]:
    """The earlier release of each series that has one in the unit of today, by code."""
    books = data.vintages if data.closed is None else {"": data.closed.observations}
    found: dict[str, Release] = {}
    for month, book in books.items():
        found |= {
            code: Release(code, month, book) for code in book.indicators.keys() & data.observations.indicators.keys()
        }
    return {code: one for code, one in sorted(found.items()) if _one_unit(data, code, one.book)}


def held_releases(data: Dataset, *codes: str) -> list[str]:
    """The labels of the workbooks of ``data/vintages`` that hold all these series in the unit of today, oldest first."""
    return [
        label
        for label, book in data.vintages.items()
        if all(code in book.indicators and _one_unit(data, code, book) for code in codes)
    ]


def _one_unit(data: Dataset, code: str, book: Observations) -> bool:
    """Whether a series is in one unit today and in another release: figures in two units cannot be compared."""
    now, before = data.observations.indicators[code], book.indicators[code]
    return (now.unit, now.unit_multiplier) == (before.unit, before.unit_multiplier)


def compared(workshop: Workshop) -> dict[str, Compared]:
    """Each series that has an earlier release compared with it, by code."""

    def make() -> dict[str, Compared]:
        data = workshop.data
        return {
            code: compare_releases(
                release.book.of(code), data.observations.of(code), revision_tolerance(workshop.indicator(code))
            )
            for code, release in earlier_releases(data).items()
        }

    return workshop.once("releases compared", make)


def restated(data: Dataset) -> Dataset:
    """The data set with the earlier release in place of each series that has one; all else is as today."""
    releases = earlier_releases(data)
    known = data.observations
    parts, start = [], 0
    for (
        code,
        release,
    ) in releases.items():  # in the order of the frame: what lies between two replaced series is one piece
        first, end = known.ends(code)
        if first == end:  # a series without a figure today has no place of its own
            first = end = int(known.frame["INDICATOR"].searchsorted(code))
        parts += [known.frame.iloc[start:first], release.book.of(code)]
        start = end
    frame = pd.concat([*parts, known.frame.iloc[start:]], ignore_index=True)
    indicators = known.indicators | {
        code: replace(
            known.indicators[code],
            workbook=release.book.indicators[code].workbook,
            sheet=release.book.indicators[code].sheet,
        )
        for code, release in releases.items()
    }
    corrected = {key: cell for key, cell in known.corrected.items() if key[0] not in releases}
    return replace(data, observations=Observations(frame, indicators, corrected))


def sheets_of_releases(workshop: Workshop) -> list[str]:
    """Where the figures of both releases of each series stand, as ``workbook › sheet``."""
    found: dict[str, None] = {}
    for code, release in earlier_releases(workshop.data).items():
        for one in (workshop.indicator(code), release.book.indicators[code]):
            found[f"{one.workbook} › {one.sheet}"] = None
    return list(found)
