"""Moments: one value an economy as a figure shows it, and under the declared variations of that choice.

A claim on economies is tested again in each: only values of one and the same year, only recent ones, economies of all
sizes, and the earlier release of the same values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.findings.workshop import POPULATION, Workshop

RECENT = 5  # years before the edition that count as recent
MILLION = 1e6


@dataclass(frozen=True)
class Moment:
    """Which value of each economy counts: its latest between ``since`` and ``until``, of economies with so many people.

    ``vintage`` names a release: its values of the same economies and years.
    """

    since: int
    until: int = 9999
    smallest: float = 0.0
    vintage: str = ""


def latest(workshop: Workshop, smallest: float = 0.0, until: int | None = None) -> Moment:
    """The moment of the edition: the latest value that is recent enough for it."""
    return Moment(workshop.edition.year - workshop.edition.oldest_latest, until or 9999, smallest)


def values(workshop: Workshop, code: str, moment: Moment) -> pd.DataFrame:
    """Value, year and status of each economy (index REF_AREA) at a moment, highest first.

    Raises ValueError where no economy has one, or an earlier release holds fewer than half of them.
    """
    return workshop.watch.once(f"moment {code} {moment}", lambda: _values(workshop, code, moment))


def _values(workshop: Workshop, code: str, moment: Moment) -> pd.DataFrame:
    found = workshop.data.observations.latest(code, since=moment.since, until=moment.until)
    if moment.smallest:
        people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
        found = found[people.reindex(found.index) >= moment.smallest]
    if moment.vintage:
        release = workshop.data.vintages[moment.vintage].wide(code).stack()
        before = release.reindex(pd.MultiIndex.from_arrays([found.index, found["year"]])).to_numpy()
        known = ~pd.isna(before)
        if 2 * known.sum() < len(found):
            raise ValueError(f"{moment.vintage} holds {known.sum()} of {len(found)} values of {code}")
        found = found.assign(value=before)[known]
    if found.empty:
        raise ValueError(f"no economy has a value of {code} at {moment}")
    return found.sort_values("value", ascending=False, kind="stable")


def moments(workshop: Workshop, code: str, moment: Moment) -> dict[str, Moment]:
    """The declared variations of a moment by name (pattern ``variation-<name>``)."""
    years = values(workshop, code, moment)["year"]
    found: dict[str, Moment] = {}
    if years.nunique() > 1:
        counts = years.value_counts()
        most = int(counts[counts == counts.max()].index.max())
        found["one-year"] = replace(moment, since=most, until=most)
    recent = workshop.edition.year - RECENT
    if years.min() < recent <= years.max():
        found["recent-only"] = replace(moment, since=recent)
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
    every = values(workshop, code, replace(moment, smallest=0.0)).index
    large = int((people.reindex(every) >= MILLION).sum())
    if moment.smallest and len(every) != len(years):
        found["all-sizes"] = replace(moment, smallest=0.0)
    elif not moment.smallest and 0 < large < len(every):
        found["large-economies"] = replace(moment, smallest=MILLION)
    release = next((label for label, book in reversed(workshop.data.vintages.items()) if code in book.indicators), "")
    if release:
        found["earlier-release"] = replace(moment, vintage=release)
    return found
