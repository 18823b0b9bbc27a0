"""Indicator cards: a metadata card for every indicator (ESMS concepts), with its availability in this edition."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.recipes.scores import DIMENSIONS, card_of, dimension
from pipeline.findings.wording import clauses, escape
from pipeline.findings.wording.realise import sentence
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.language import Language
from pipeline.methods.availability import availability
from pipeline.model.indicators import Indicator


def card(workshop: Workshop, indicator: Indicator, language: Language) -> str:
    """One indicator's card as Markdown: name, code, definition, unit, source, licence, coverage, flags."""
    t = language.text
    wide = workshop.data.observations.wide(indicator.code)
    members = list(workshop.data.groups[WORLD].members)
    seen = availability(wide, members, workshop.edition.year)
    reporting = int((seen["observations"] > 0).sum())
    status = workshop.data.observations.of(indicator.code)["OBS_STATUS"].value_counts()
    flags = [
        t("{count} {status}", count=language.number(int(count), 0), status=language.name("status", code))
        for code, count in sorted(status.items())
        if code != "A"
    ]
    rows = [
        (
            t("Code"),
            f"`{indicator.code}`"
            + (f" ({escape(indicator.source_code)})" if indicator.source_code not in ("", indicator.code) else ""),
        ),
        (t("Definition"), escape(language.name("definition", indicator.code))),
        (t("Unit"), escape(language.name("unit", indicator.unit))),
        (
            t("Coverage"),
            t(
                "{economies} economies, {first}–{last}; {observations} observations; median age of the latest value {age} years",
                economies=language.number(reporting, 0),
                first=int(wide.columns[0]),
                last=int(wide.columns[-1]),
                observations=language.number(int(seen["observations"].sum()), 0),
                age=language.number(float(seen["age"].median()), 0),
            ),
        ),
        (t("Flags"), escape(clauses(flags, language)) if flags else t("none declared by the source")),
        (t("Quality"), _quality(workshop, indicator, language)),
        (t("Source"), escape(indicator.citation)),
        (
            t("Licence"),
            t(
                "{licence}; accessed {day}",
                licence=escape(language.name("licence", indicator.licence)),
                day=escape(indicator.accessed),
            ),
        ),
    ]
    body = "\n".join(f"**{head}** {value}\\" for head, value in rows).rstrip("\\")
    return f"::: {{.card}}\n\n[{escape(language.name('indicator', indicator.code))}]{{.card-title}}\n\n{body}\n\n:::\n"


def _quality(workshop: Workshop, indicator: Indicator, language: Language) -> str:
    """Scores of the quality dimensions from 0 to 100; stability only where two releases are at hand."""
    values = 100 * card_of(workshop, indicator.code)["value"]
    names = {code: sentence(dimension(code), language) for code in DIMENSIONS}
    parts = [
        language.text("{name}: {unit}", name=names[code], unit=language.number(values[code], 0))
        for code in DIMENSIONS
        if not pd.isna(values[code])
    ]
    return escape(clauses(parts, language))
