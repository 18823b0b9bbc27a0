"""Recipes of the accounting framework, from the supply and use tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, clauses, movement, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods import accounts
from pipeline.model.addresses import column_letter
from pipeline.model.supply_lines import INDUSTRY, DigitalGroup
from pipeline.model.supply_use import SupplyUse

DOLLARS = "million US dollars"  # printed in billions


def supply_use_source(workshop: Workshop, economies: Iterable[str], language: Language) -> str:
    """Source line of the supply and use tables of some economies, from the first sheet of their workbooks."""
    sources = dict.fromkeys(next(iter(workshop.data.supply_use[code].values())).source for code in economies)
    names = [language.name("source", source) for source in sources]
    return language.text("Source: {sources}.", sources=clauses(names, language))


def ranges(tables: Iterable[SupplyUse]) -> list[str]:
    """Addresses of the tables of these years, as ``workbook › sheet!A1:B2``."""
    found = []
    for one in tables:
        for table in one.tables.values():
            rows, columns = table.cells.shape
            corner = f"{column_letter(columns + 1)}{rows + 1}"  # codes in row 1 and column A
            found.append(f"{one.workbook} › {table.sheet}!A1:{corner}")
    return found


def member_names(kind: str, economy: str, codes: Iterable[str], language: Language) -> dict[str, str]:
    """Printed names of products or industries (``kind``) of an economy's tables by code."""
    return {code: language.name(kind, f"{economy}:{code}") for code in codes}


def group_names(language: Language) -> dict[str, str]:
    """Printed names of the digital groups."""
    t = language.text
    return {
        DigitalGroup.ICT_GOODS: t("Computers, electronic and optical products"),
        DigitalGroup.PUBLISHING: t("Publishing, with software"),
        DigitalGroup.TELECOMMUNICATIONS: t("Telecommunications"),
        DigitalGroup.COMPUTER_SERVICES: t("Computer and information services"),
    }


def use_names(language: Language) -> dict[str, str]:
    """Printed names of the uses of products."""
    t = language.text
    return {
        "intermediate": t("Intermediate use"),
        "consumption": t("Household consumption"),
        "investment": t("Investment and inventories"),
        "exports": t("Exports"),
        "government": t("Government consumption"),
    }


def supply_waterfall(workshop: Workshop, id: str, economy: str, year: int) -> Exhibit:
    """Waterfall: from domestic output of digital products to their supply at purchasers' prices, and how it is used."""
    tables = workshop.data.supply_use[economy][year]
    digital = accounts.digital_products(tables)
    balance = accounts.product_balance(tables).loc[digital].sum(skipna=False)
    uses = accounts.final_uses(tables, digital)
    steps = [
        ("output", balance["output"], "total"),
        ("imports", balance["imports"], "delta"),
        ("margins", balance["margins"], "delta"),
        ("taxes", balance["taxes_less_subsidies"], "delta"),
        ("supply", balance["supply"], "total"),
        *((name, -value, "delta") for name, value in uses.items()),
        ("residual", -(balance["supply"] - uses.sum(skipna=False)), "total"),
    ]
    data = pd.DataFrame(steps, columns=["label", "value", "role"])
    data.loc[data["label"] == "residual", "value"] = balance["supply"] - uses.sum(skipna=False)
    data["value"] = data["value"] * (1e-3 if tables.unit == DOLLARS else 1.0)
    facts = {
        name: workshop.fact(
            f"{id}.{name}", value, tables.unit, 0, method="accounts.product_balance", year=year, cells=ranges([tables])
        )
        for name, value in (
            ("output", balance["output"]),
            ("imports", balance["imports"]),
            ("supply", balance["supply"]),
            ("residual", balance["supply"] - uses.sum(skipna=False)),
            ("intermediate", uses["intermediate"]),
        )
    }
    # Imports are valued without margins and taxes, and so is the supply that they are a share of.
    facts["import_share"] = workshop.fact(
        f"{id}.import_share",
        100 * balance["imports"] / (balance["output"] + balance["imports"]),
        "%",
        1,
        method="imports ÷ supply at basic prices (output and imports)",
        of=(facts["imports"], facts["output"]),
        year=year,
    )
    facts["intermediate_share"] = workshop.fact(
        f"{id}.intermediate_share",
        100 * uses["intermediate"] / uses.sum(),
        "%",
        1,
        method="accounts.final_uses",
        cells=ranges([tables]),
        year=year,
    )
    facts["products"] = workshop.fact(
        f"{id}.products", len(digital), "", 0, method="count", cells=[f"{tables.workbook} › Codes"], year=year
    )

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{economy}: digital products worth {supply} were supplied in {year}; imports are {share} of supply at basic prices",
            economy=language.name("economy", economy),
            supply=amount(facts["supply"], language),
            year=year,
            share=amount(facts["import_share"], language),
        )
        text = sentences(
            [
                t(
                    "Domestic output of the digital products was {output}; imports add {imports}.",
                    output=amount(facts["output"], language),
                    imports=amount(facts["imports"], language),
                ),
                t(
                    "Of the supply at purchasers’ prices, {share} went into the production of other goods and services.",
                    share=amount(facts["intermediate_share"], language),
                ),
                t(
                    "Added up over these {count} products, supply and use differ by {residual}.",
                    count=amount(facts["products"], language),
                    residual=amount(facts["residual"], language),
                ),
                t(
                    "Digital products are those of the industries that this report counts as digital; the selection stands in the workbook and can be changed there."
                ),
            ],
            language,
        )
        labels = {
            "output": t("Domestic output"),
            "imports": t("Imports"),
            "margins": t("Trade and transport margins"),
            "taxes": t("Taxes less subsidies"),
            "supply": t("Supply at purchasers’ prices"),
            "residual": t("Residual"),
        } | use_names(language)
        alt = t(
            "Waterfall from output over imports, margins and taxes to supply, then down through the uses to the residual. {summary}",
            summary=text,
        )
        unit = language.name("unit", tables.unit)
        subtitle = (
            t("Billion US dollars, {year}", year=year)
            if tables.unit == DOLLARS
            else t("{unit}, {years}", unit=unit, years=year)
        )
        return Words(title, subtitle, supply_use_source(workshop, [economy], language), alt, text, labels)

    return Exhibit(id, "waterfall", data, words, (), {"decimals": 0})


def digital_share(workshop: Workshop, id: str, economy: str) -> Exhibit:
    """Stacked bars: share of each digital industry in value added, by year."""
    every = workshop.data.supply_use[economy]
    shares = pd.DataFrame({year: accounts.value_added_shares(tables) for year, tables in every.items()})
    data = shares.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    data["bar"] = data["bar"].astype(str)
    totals = shares.sum(skipna=False)
    first, last = int(totals.index[0]), int(totals.index[-1])
    grown, shrunk = str((shares[last] - shares[first]).idxmax()), str((shares[last] - shares[first]).idxmin())

    def fact(key: str, value: float, year: int) -> Fact:
        cells = ranges([every[year]])
        return workshop.fact(f"{id}.{key}", value, "%", 1, method="accounts.value_added_shares", cells=cells, year=year)

    facts = {
        "first": fact("first", totals[first], first),
        "last": fact("last", totals[last], last),
        "grown_first": fact("grown_first", shares.loc[grown, first], first),
        "grown_last": fact("grown_last", shares.loc[grown, last], last),
        "shrunk_first": fact("shrunk_first", shares.loc[shrunk, first], first),
        "shrunk_last": fact("shrunk_last", shares.loc[shrunk, last], last),
    }

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "economy": language.name("economy", economy),
            "then": amount(facts["first"], language),
            "now": amount(facts["last"], language),
            "first": first,
            "last": last,
        }
        change = movement(facts["first"], facts["last"], language)
        title = (
            t(
                "{economy}: digital industries’ share of value added rose from {then} in {first} to {now} in {last}",
                **values,
            )
            if change == "up"
            else t(
                "{economy}: digital industries’ share of value added fell from {then} in {first} to {now} in {last}",
                **values,
            )
            if change == "down"
            else t("{economy}: digital industries’ share of value added was {now} in both {first} and {last}", **values)
        )
        names = member_names(INDUSTRY, economy, shares.index, language)
        text = sentences(
            [
                t(
                    "The largest gain is that of {industry}, from {then} to {now}.",
                    industry=names[grown],
                    then=amount(facts["grown_first"], language),
                    now=amount(facts["grown_last"], language),
                )
                if movement(facts["grown_first"], facts["grown_last"], language) == "up"
                else "",
                t(
                    "The largest loss is that of {industry}, from {then} to {now}.",
                    industry=names[shrunk],
                    then=amount(facts["shrunk_first"], language),
                    now=amount(facts["shrunk_last"], language),
                )
                if movement(facts["shrunk_first"], facts["shrunk_last"], language) == "down"
                else "",
                t("Shares are of value added at basic prices of all industries, recomputed from the tables."),
            ],
            language,
        )
        alt = t(
            "Stacked columns, one a year, in {count} digital industries. {summary}",
            count=language.number(len(shares), 0),
            summary=text,
        )
        subtitle = t("Per cent of value added at basic prices, {years}", years=span([first, last]))
        return Words(title, subtitle, supply_use_source(workshop, [economy], language), alt, text, names)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": tuple(shares.index), "share": False, "horizontal": False, "decimals": 1},
    )
