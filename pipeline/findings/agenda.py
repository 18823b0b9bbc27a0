"""The agenda: platforms that will meet again, with the findings within their themes that they could take up."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim
from pipeline.findings.selection import best
from pipeline.findings.workshop import Workshop

# Years between editions, by how the register tells the frequency begins; what is not here has no known rhythm.
RHYTHMS = {"annual": 1, "about annual": 1, "at least twice a year": 1, "biennial": 2}
FINDINGS = 2  # findings put before a platform
BEHIND = 2  # rhythms that may have passed since the latest edition that was read


@dataclass(frozen=True)
class Item:
    """One platform on the agenda: the year of its latest edition read, its rhythm in years, the year in which it is next due.

    ``kept`` says that no edition is missing between the two; ``theme`` is the one that its question is about.
    """

    platform: str
    latest: int
    rhythm: int
    due: int
    kept: bool
    theme: str
    claims: tuple[Claim, ...]


def agenda(workshop: Workshop) -> list[Item]:
    """Platforms whose row was read at a source, which have a rhythm, and for whose themes there is a finding; next due first."""
    items = []
    edition = workshop.edition.year
    for row in workshop.data.governance.platforms.itertuples():
        rhythm = next((years for word, years in RHYTHMS.items() if str(row.frequency).startswith(word)), None)
        if not row.verified or rhythm is None or pd.isna(row.latest_known_edition_year):
            continue
        latest = int(row.latest_known_edition_year)
        due = max(latest + rhythm, edition + (latest - edition) % rhythm)
        if due - latest > BEHIND * rhythm:
            continue
        found = {theme: tuple(best(_about(workshop, theme), FINDINGS)) for theme in row.themes}
        theme = next((one for one, claims in found.items() if claims), "")
        if theme:
            items.append(Item(str(row.id), latest, rhythm, due, due == latest + rhythm, theme, found[theme]))
    return sorted(items, key=lambda item: (item.due, item.platform))


def _about(workshop: Workshop, theme: str) -> list[Claim]:
    """Printable claims whose facts rest on indicators of a theme, or were counted for it."""
    return [claim for claim in workshop.claims.every() if claim.printed and theme in _themes(workshop, claim)]


def _themes(workshop: Workshop, claim: Claim) -> set[str]:
    """The themes of the indicators behind a claim, and those that its facts name."""
    found = set()
    for fact in claim.facts:
        found.add(str(fact.parameters.get("theme", "")))
        codes = fact.parameters.get("indicators", (fact.parameters.get("indicator", ""),))
        for code in codes if isinstance(codes, (list, tuple)) else ():
            if code in workshop.data.observations.indicators:
                found.add(workshop.indicator(code).theme)
    return found
