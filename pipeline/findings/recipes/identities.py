"""Recipe of the identities of the supply and use tables: how many hold, break, or cannot be assessed."""

from __future__ import annotations

from functools import partial

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.recipes.accounts import ranges, supply_use_source
from pipeline.findings.wording import amount, clauses, number, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.accounts.identities import BASIC_PRICES, identities_by_year, not_assessed, summary
from pipeline.model.supply_use import SupplyUse


def begin(workshop: Workshop) -> None:
    """Have others begin with the identities of all economies."""
    for economy in workshop.data.supply_use:
        workshop.begin(f"identities {economy}", identities_by_year, partial(_ready, workshop, economy))


def _ready(workshop: Workshop, economy: str) -> tuple[object, ...]:
    return (all_tables(workshop, economy),)


def all_tables(workshop: Workshop, economy: str) -> dict[int, SupplyUse]:
    """The supply and use tables of all years of an economy."""
    return workshop.watch.once(f"all tables {economy}", lambda: dict(workshop.data.supply_use[economy].items()))


def checked_identities(workshop: Workshop, economy: str) -> pd.DataFrame:
    """Every identity of all years of an economy (see ``identities_by_year``)."""
    return workshop.method(f"identities {economy}", identities_by_year, all_tables(workshop, economy))


def identity_name(code: str, language: Language) -> str:
    """Printed name of an identity; the method's own short name where the catalogue has none."""
    t = language.text
    names = {
        "product output": t("Products: output adds up over industries"),
        "supply at basic prices": t("Products: output and imports give supply at basic prices"),
        "supply at purchasers' prices": t("Products: supply at purchasers’ prices"),
        "supply equals use": t("Products: supply equals use"),
        "margins sum to zero": t("Margins sum to zero over products"),
        "supply columns": t("Supply table: columns add up"),
        "use columns": t("Use table: columns add up"),
        "columns with adjustments": t("Columns with taxes and adjustments add up"),
        "output by kind": t("Output is market, own-use and non-market output"),
        "intermediate use": t("Products: intermediate uses add up"),
        "final uses": t("Products: final uses add up"),
        "total use": t("Products: intermediate and final uses give total use"),
        "industry output": t("Industries: output equals inputs and value added"),
        "output in both tables": t("Industries: output is the same in both tables"),
        "output of the economy": t("Output of all products is that of all industries"),
        "value added": t("Industries: value added from its components"),
        "taxes on products in both tables": t("Taxes on products are the same in both tables"),
        "sums shown by the source": t("Other sums that the source shows"),
        "industries and the economy": t("Industries add up to the economy"),
        "GDP": t("GDP: three approaches agree"),
    }
    plain = code.removesuffix(BASIC_PRICES)
    if plain != code and plain in names:
        return t("{identity} (basic prices)", identity=names[plain])
    return names.get(code, code)


def held(workshop: Workshop, id: str, economies: list[str]) -> Exhibit:
    """Stacked bars: identities that hold, break and cannot be assessed, one bar an economy."""
    counts: dict[str, dict[str, int]] = {}
    lacking: dict[str, list[str]] = {}
    facts: dict[str, Fact] = {}
    parts = ("hold", "broken", "not_assessed")
    for economy in economies:
        tables, checked = all_tables(workshop, economy), checked_identities(workshop, economy)
        found = summary(checked)
        counts[economy] = dict(zip(parts, found[["hold", "broken", "unjudged"]].sum().tolist(), strict=True))
        lacking[economy] = list(dict.fromkeys(not_assessed(checked)["identity"]))
        worst = checked.loc[checked["residual"].abs().idxmax()]
        digits = 0 if float(worst["residual"]).is_integer() else 3
        facts |= {
            name: workshop.fact(
                f"{id}.{name}", value, unit, decimals, method="accounts.identities", cells=ranges(tables.values())
            )
            for name, value, unit, decimals in (
                *((f"{economy}_{part}", count, "", 0) for part, count in counts[economy].items()),
                (f"{economy}_worst", abs(worst["residual"]), next(iter(tables.values())).unit, digits),
            )
        }
    for part in parts:
        of = [facts[f"{economy}_{part}"] for economy in economies]
        value = sum(counts[economy][part] for economy in economies)
        facts[part] = workshop.fact(f"{id}.{part}", value, "", 0, method="sum", of=of)
    assessed = [facts["hold"], facts["broken"]]
    facts["checked"] = workshop.fact(
        f"{id}.checked", sum(fact.value for fact in assessed), "", 0, method="sum", of=assessed
    )
    data = pd.DataFrame(
        [(economy, part, counts[economy][part]) for economy in economies for part in parts],
        columns=["bar", "segment", "value"],
    )
    years = {economy: span(workshop.data.supply_use[economy]) for economy in economies}

    def words(language: Language) -> Words:
        t = language.text
        values = {name: number(facts[name], language) for name in ("checked", "hold", "broken", "not_assessed")}
        title = (
            t("{hold} of {checked} identities hold within rounding", **values)
            if facts["broken"].value
            else t("All {checked} identities that can be assessed hold within rounding", **values)
        )
        names = {economy: language.name("economy", economy) for economy in economies}
        worst = [
            t("{economy} {residual}", economy=names[economy], residual=amount(facts[f"{economy}_worst"], language))
            for economy in economies
        ]
        text = sentences(
            [
                t("The largest residuals: {values}.", values=clauses(worst, language)),
                *(
                    t(
                        "Not assessed for {economy}, whose tables lack the lines: {identities}.",
                        economy=names[economy],
                        identities=clauses([identity_name(code, language) for code in lacking[economy]], language),
                    )
                    for economy in economies
                    if lacking[economy]
                ),
                t("An identity holds within half of the last digit for each published cell in it."),
            ],
            language,
        )
        labels = {economy: t("{economy}, {year}", economy=names[economy], year=years[economy]) for economy in economies}
        labels |= {"hold": t("Hold"), "broken": t("Broken"), "not_assessed": t("Not assessed")}
        alt = t("Stacked bars, one an economy, of identities that hold or not. {summary}", summary=text)
        subtitle = t("Number of identities of the supply and use tables")
        return Words(title, subtitle, supply_use_source(workshop, economies, language), alt, text, labels)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": parts, "share": False, "horizontal": True, "decimals": 0},
    )
