"""Indicator cards: a metadata card for every indicator (ESMS concepts), with its availability in this edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.origins import CLOSED, Number, Origin, Role, Taken, numbers_of
from pipeline.findings.recipes.scores import DIMENSIONS, card_of, dimension
from pipeline.findings.releases import earlier_releases
from pipeline.findings.wording import clauses, escape
from pipeline.findings.wording.realise import sentence
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.language import Language
from pipeline.methods.availability import availability
from pipeline.model.indicators import Indicator
from pipeline.tables.sourced import worked


@dataclass(frozen=True)
class Card:
    """A card as Markdown, and its numbers at their addresses (``card-IT.NET.USER.ZS:economies``)."""

    text: str
    numbers: tuple[Number, ...]


def card(workshop: Workshop, indicator: Indicator, language: Language) -> Card:
    """One indicator's card: name, code, definition, unit, source, licence, coverage, flags."""
    t = language.text
    wide = workshop.data.observations.wide(indicator.code)
    members = list(workshop.data.groups[WORLD].members)
    seen = availability(wide, members, workshop.edition.year)
    reporting = int((seen["observations"] > 0).sum())
    status = workshop.data.observations.of(indicator.code)["OBS_STATUS"].value_counts()
    age, observations = float(seen["age"].median()), int(seen["observations"].sum())
    every = Taken(indicator.code, tuple(members))

    def counted(text: str, key: str, value: float, method: str, *more: Taken) -> str:
        found = worked(text, key, value, Origin(method, {"indicator": indicator.code}, (every, *more), groups=(WORLD,)))
        numbers.append(found)
        return found

    def stated(text: str, key: str) -> str:
        """A text of the sheet Indicators that may hold numbers (an address, a day, a limit of ages)."""
        place = ((Role.READ, f"{indicator.workbook} › Indicators"),)
        found = worked(
            text, key, None, Origin("as the sheet has it", {"indicator": indicator.code, "column": key}, (), place)
        )
        numbers.append(found)
        return found

    numbers: list[str] = []
    flags = [
        t("{count} {status}", count=counted(language.number(int(count), 0), f"status:{code}", int(count), "count of observations with a status"), status=language.name("status", code))
        for code, count in sorted(status.items())
        if code != "A"
    ]  # fmt: skip
    rows = [
        (
            t("Code"),
            f"`{indicator.code}`"
            + (f" ({escape(indicator.source_code)})" if indicator.source_code not in ("", indicator.code) else ""),
        ),
        (t("Definition"), stated(escape(language.name("definition", indicator.code)), "definition")),
        (t("Unit"), stated(escape(language.name("unit", indicator.unit)), "unit")),
        (
            t("Coverage"),
            t(
                "{economies} economies, {first}–{last}; {observations} observations; median age of the latest value {age} years",
                economies=counted(
                    language.number(reporting, 0), "economies", reporting, "availability: economies with an observation"
                ),
                first=counted(str(wide.columns[0]), "first", int(wide.columns[0]), "first year of the sheet"),
                last=counted(str(wide.columns[-1]), "last", int(wide.columns[-1]), "last year of the sheet"),
                observations=counted(
                    language.number(observations, 0), "observations", observations, "availability: observations"
                ),
                age=counted(language.number(age, 0), "age", age, "availability: median age of the latest value, years"),
            ),
        ),
        (t("Flags"), escape(clauses(flags, language)) if flags else t("none declared by the source")),
        (t("Quality"), _quality(workshop, indicator, language, counted)),
        (t("Source"), stated(escape(indicator.citation), "citation")),
        (
            t("Licence"),
            t(
                "{licence}; accessed {day}",
                licence=stated(escape(language.name("licence", indicator.licence)), "licence"),
                day=stated(escape(indicator.accessed), "accessed"),
            ),
        ),
    ]
    body = "\n".join(f"**{head}** {value}\\" for head, value in rows).rstrip("\\")
    name = stated(escape(language.name("indicator", indicator.code)), "name")
    text = f"::: {{.card}}\n\n[{name}]{{.card-title}}\n\n{body}\n\n:::\n"
    return Card(text, numbers_of(f"card-{indicator.code}", numbers))


def _quality(workshop: Workshop, indicator: Indicator, language: Language, counted: Callable[..., str]) -> str:
    """Scores of the quality dimensions from 0 to 100; stability only where two releases are at hand."""
    values = 100 * card_of(workshop, indicator.code)["value"]
    names = {code: sentence(dimension(code), language) for code in DIMENSIONS}
    release = earlier_releases(workshop.data).get(indicator.code)
    before = [Taken(indicator.code, role=Role.VINTAGE, vintage=release.month or CLOSED)] if release else []
    parts = [
        language.text("{name}: {unit}", name=names[code], unit=counted(language.number(values[code], 0), f"quality:{code}", float(values[code]), f"quality.quality_card: {code}", *before))
        for code in DIMENSIONS
        if not pd.isna(values[code])
    ]  # fmt: skip
    return escape(clauses(parts, language))
