"""The agenda: the questions that findings put before the platforms that will meet again, by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim
from pipeline.findings.selection import best
from pipeline.findings.workshop import POPULATION, Workshop

# Years between editions, by how the register tells the frequency begins; what is not here has no known rhythm.
RHYTHMS = {"annual": 1, "about annual": 1, "at least twice a year": 1, "biennial": 2}
FINDINGS = 3  # findings put with a question
MANY = 8  # indicators from which a claim is about how they are measured
MEASURED = ("availability", "quality")  # methods whose claims are about how figures are made, whatever they count
BEHIND = 4  # rhythms that may have passed since the latest edition that was read


@dataclass(frozen=True)
class Meeting:
    """One platform that will meet again: the year of its latest edition read, and the year in which it is next due."""

    platform: str
    latest: int
    due: int


@dataclass(frozen=True)
class Question:
    """What a theme puts before the platforms that take it up: the weightiest findings on it, the next meetings by year."""

    theme: str
    claims: tuple[Claim, ...]
    meetings: tuple[Meeting, ...]


def agenda(workshop: Workshop) -> list[Question]:
    """The questions by theme; that before most platforms first.

    A platform counts whose row was read at a source and which has a rhythm; it stands with the first of its themes on which
    there is a finding. A finding stands with one theme only, as far as a theme has others.
    """
    known: dict[str, list[Claim]] = {}
    for claim in workshop.claims.every():
        if claim.printed:
            for theme in _themes(workshop, claim):
                known.setdefault(theme, []).append(claim)
    found: dict[str, list[Meeting]] = {}
    for meeting, themes in _meetings(workshop):
        for theme in [one for one in themes if best(known.get(one, ()), 1)][:1]:
            found.setdefault(theme, []).append(meeting)
    said: set[str] = set()
    claims: dict[str, tuple[Claim, ...]] = {}
    for theme in sorted(found, key=lambda one: (len(known[one]), one)):  # who has few to choose from chooses first
        fresh = best((claim for claim in known[theme] if claim.id not in said), FINDINGS)
        claims[theme] = tuple(fresh or best(known[theme], FINDINGS))
        said |= {claim.id for claim in claims[theme]}
    order = sorted(found, key=lambda theme: (-len(found[theme]), theme))
    by_year = {theme: sorted(found[theme], key=lambda one: (one.due, one.platform)) for theme in order}
    return [Question(theme, claims[theme], tuple(by_year[theme])) for theme in order]


def _meetings(workshop: Workshop) -> Iterator[tuple[Meeting, tuple[str, ...]]]:
    """The next meeting of each platform that has one, with the platform's themes."""
    edition = workshop.edition.year
    for row in workshop.data.governance.platforms.itertuples():
        rhythm = next((years for word, years in RHYTHMS.items() if str(row.frequency).startswith(word)), None)
        if not row.verified or rhythm is None or pd.isna(row.latest_known_edition_year):
            continue
        latest = int(row.latest_known_edition_year)
        due = max(latest + rhythm, edition + 1 + (latest - edition - 1) % rhythm)
        if due - latest <= BEHIND * rhythm:
            yield Meeting(str(row.id), latest, due), tuple(row.themes)


def _themes(workshop: Workshop, claim: Claim) -> set[str]:
    """The themes that the facts of a claim name; where none does, those of at least half of the indicators behind it.

    A claim on many indicators at once, or on how figures are made, is one on measurement; the experimental index has none;
    prices are a matter of regulation.
    """
    if claim.id.startswith("fig-index-"):
        return set()
    named: set[str] = set()
    indicators: set[str] = set()
    for fact in claim.facts:
        named.add(str(fact.parameters.get("theme", "")))
        codes = fact.parameters.get("indicators", ())
        listed = [fact.parameters.get("indicator", ""), *(codes if isinstance(codes, (list, tuple)) else ())]
        indicators |= {str(code) for code in listed} & workshop.data.observations.indicators.keys()
    if len(indicators) >= MANY or any(fact.method.startswith(MEASURED) for fact in claim.facts):
        return {"measurement"}
    if named - {""}:
        return named - {""}
    metadata = [workshop.indicator(code) for code in indicators if code != POPULATION]
    counted = Counter(one.theme for one in metadata)
    themes = {theme for theme, number in counted.items() if 2 * number >= len(metadata)}
    return themes | ({"digital_regulation"} if any(one.pillar == "affordability" for one in metadata) else set())
