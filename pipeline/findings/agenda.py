"""The agenda: platforms that will meet again, with the findings within their themes that they could take up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim
from pipeline.findings.selection import best
from pipeline.findings.workshop import POPULATION, Workshop

# Years between editions, by how the register tells the frequency begins; what is not here has no known rhythm.
RHYTHMS = {"annual": 1, "about annual": 1, "at least twice a year": 1, "biennial": 2}
FINDINGS = 2  # findings put before a platform
MANY = 8  # indicators from which a claim is about how they are measured
BEHIND = 4  # rhythms that may have passed since the latest edition that was read


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
    """Platforms whose row was read at a source, which have a rhythm, and for whose themes there is a finding; next due first.

    A finding is put before one platform only, as far as there are others within its themes.
    """
    items: list[Item] = []
    edition, said = workshop.edition.year, set[str]()
    about = {claim.id: _themes(workshop, claim) for claim in workshop.claims.every() if claim.printed}
    for row in workshop.data.governance.platforms.itertuples():
        rhythm = next((years for word, years in RHYTHMS.items() if str(row.frequency).startswith(word)), None)
        if not row.verified or rhythm is None or pd.isna(row.latest_known_edition_year):
            continue
        latest = int(row.latest_known_edition_year)
        due = max(latest + rhythm, edition + 1 + (latest - edition - 1) % rhythm)
        if due - latest > BEHIND * rhythm:
            continue
        theme, claims = _for_themes(workshop, row.themes, about, said)
        if claims:
            said |= {claim.id for claim in claims}
            items.append(Item(str(row.id), latest, rhythm, due, due == latest + rhythm, theme, claims))
    return sorted(items, key=lambda item: (item.due, item.platform))


def _for_themes(
    workshop: Workshop, themes: Sequence[str], about: Mapping[str, set[str]], said: set[str]
) -> tuple[str, tuple[Claim, ...]]:
    """The theme with findings that nobody has been given, else the first with any; and its weightiest findings."""
    found = {
        theme: [claim for claim in workshop.claims.every() if theme in about.get(claim.id, ())] for theme in themes
    }
    for fresh in (True, False):
        for theme, claims in found.items():
            chosen = tuple(best((claim for claim in claims if not fresh or claim.id not in said), FINDINGS))
            if chosen:
                return theme, chosen
    return "", ()


def _themes(workshop: Workshop, claim: Claim) -> set[str]:
    """The themes of the indicators behind a claim, and those that its facts name.

    A claim on many indicators at once is one on measurement; the experimental index has none; prices are a matter of regulation.
    """
    found: set[str] = set()
    indicators: set[str] = set()
    for fact in claim.facts:
        found.add(str(fact.parameters.get("theme", "")))
        codes = fact.parameters.get("indicators", ())
        listed = [fact.parameters.get("indicator", ""), *(codes if isinstance(codes, (list, tuple)) else ())]
        indicators |= {str(code) for code in listed} & workshop.data.observations.indicators.keys()
    if claim.id.startswith("fig-index-"):
        return set()
    if len(indicators) >= MANY:
        return {"measurement"}
    metadata = [workshop.indicator(code) for code in indicators if code != POPULATION]
    found |= {one.theme for one in metadata}
    if any(one.pillar == "affordability" for one in metadata):
        found |= {"digital_regulation"}
    return found - {""}
