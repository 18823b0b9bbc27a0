"""Recipes of the accounting framework, from the supply and use tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, movement, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods import accounts
from pipeline.model.addresses import column_letter
from pipeline.model.supply_use import SupplyUse

BILLION = 1e-3  # the tables are in million dollars; figures print billions


def supply_use_source(workshop: Workshop, language: Language) -> str:
    """Source line of the supply and use tables, from the workbook's first sheet."""
    first = next(iter(workshop.data.supply_use.values()))
    return language.text("Source: {sources}.", sources=language.name("source", first.source))


def _dollars(workshop: Workshop, id: str, tables: SupplyUse, value: float, method: str) -> Fact:
    """A fact in million dollars from one year's tables."""
    return workshop.fact(id, value, "million US dollars", 0, method=method, year=tables.year, cells=ranges([tables]))


def ranges(tables: Iterable[SupplyUse]) -> list[str]:
    """Addresses of the supply and the use table of these years, as ``workbook › sheet!A1:B2``."""
    found = []
    for one in tables:
        for name, frame in (("supply", one.supply), ("use", one.use)):
            corner = f"{column_letter(frame.shape[1] + 1)}{frame.shape[0] + 1}"  # codes in row 1 and column A
            found.append(f"{one.workbook} › {name} {one.year}!A1:{corner}")
    return found


def _product_names(workshop: Workshop, codes: list[str], language: Language) -> dict[str, str]:
    """Printed names of table codes."""
    return {code: language.name("code", code) for code in codes}


def supply_waterfall(workshop: Workshop, id: str, year: int) -> Exhibit:
    """Waterfall: from domestic output of digital products to their supply at purchasers' prices, and how it is used."""
    tables = workshop.data.supply_use[year]
    digital = accounts.digital_codes(tables)
    balance = accounts.product_balance(tables).loc[digital].sum()
    uses = accounts.final_uses(tables, digital)
    steps = [
        ("output", balance["output"], "total"),
        ("imports", balance["imports"], "delta"),
        ("margins", balance["margins"], "delta"),
        ("taxes", balance["taxes_less_subsidies"], "delta"),
        ("supply", balance["supply"], "total"),
        *((name, -value, "delta") for name, value in uses.items()),
        ("residual", -(balance["supply"] - uses.sum()), "total"),
    ]
    data = pd.DataFrame(steps, columns=["label", "value", "role"])
    data["value"] = data["value"] * BILLION
    data.loc[data["label"] == "residual", "value"] = (balance["supply"] - uses.sum()) * BILLION
    facts = {
        name: _dollars(workshop, f"{id}.{name}", tables, value, "accounts.product_balance")
        for name, value in (
            ("output", balance["output"]),
            ("imports", balance["imports"]),
            ("supply", balance["supply"]),
            ("residual", balance["supply"] - uses.sum()),
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
            "United States: digital products worth {supply} were supplied in {year}; imports are {share} of supply at basic prices",
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
            "intermediate": t("Intermediate use"),
            "consumption": t("Household consumption"),
            "investment": t("Investment and inventories"),
            "exports": t("Exports"),
            "government": t("Government"),
            "residual": t("Residual"),
        }
        alt = t(
            "Waterfall from output over imports, margins and taxes to supply, then down through the uses to the residual. {summary}",
            summary=text,
        )
        return Words(
            title, t("Billion US dollars, {year}", year=year), supply_use_source(workshop, language), alt, text, labels
        )

    return Exhibit(id, "waterfall", data, words, (), {"decimals": 0})


def digital_share(workshop: Workshop, id: str) -> Exhibit:
    """Stacked bars: share of each digital industry in value added, by year."""
    shares = pd.DataFrame(
        {year: accounts.value_added_shares(tables) for year, tables in workshop.data.supply_use.items()}
    )
    data = shares.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    data["bar"] = data["bar"].astype(str)
    totals = shares.sum()
    first, last = int(totals.index[0]), int(totals.index[-1])
    grown, shrunk = str((shares[last] - shares[first]).idxmax()), str((shares[last] - shares[first]).idxmin())

    def fact(key: str, value: float, year: int) -> Fact:
        cells = ranges([workshop.data.supply_use[year]])
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
            "then": amount(facts["first"], language),
            "now": amount(facts["last"], language),
            "first": first,
            "last": last,
        }
        change = movement(facts["first"], facts["last"], language)
        title = (
            t(
                "United States: digital industries’ share of value added rose from {then} in {first} to {now} in {last}",
                **values,
            )
            if change == "up"
            else t(
                "United States: digital industries’ share of value added fell from {then} in {first} to {now} in {last}",
                **values,
            )
            if change == "down"
            else t(
                "United States: digital industries’ share of value added was {now} in both {first} and {last}", **values
            )
        )
        names = _product_names(workshop, shares.index.tolist(), language)
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
        return Words(title, subtitle, supply_use_source(workshop, language), alt, text, names)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": tuple(shares.index), "share": False, "horizontal": False, "decimals": 1},
    )


def use_structure(workshop: Workshop, id: str, year: int) -> Exhibit:
    """Stacked bars to 100 per cent: how the supply of each digital product is used."""
    tables = workshop.data.supply_use[year]
    digital = accounts.digital_codes(tables)
    uses = pd.DataFrame({code: accounts.final_uses(tables, [code]) for code in digital})
    # Net inventories can be negative; a share of the sum still adds up, and the data file has the values.
    shares = 100 * uses / uses.sum()
    data = shares.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    facts = {}
    leaders = {}
    for use in ("intermediate", "investment", "consumption", "exports"):
        code = str(shares.loc[use].idxmax())
        leaders[use] = code
        facts[use] = workshop.fact(
            f"{id}.{use}",
            shares.loc[use, code],
            "%",
            0,
            method="accounts.final_uses",
            cells=ranges([tables]),
            year=year,
            product=code,
        )

    def words(language: Language) -> Words:
        t = language.text
        names = _product_names(workshop, digital, language)
        title = t(
            "United States, {year}: intermediate use is highest for {product} ({share}), investment for {other} ({other_share})",
            year=year,
            share=amount(facts["intermediate"], language),
            other_share=amount(facts["investment"], language),
            product=names[leaders["intermediate"]],
            other=names[leaders["investment"]],
        )
        text = sentences(
            [
                t(
                    "Intermediate use takes the largest part of {product} ({share}).",
                    product=names[leaders["intermediate"]],
                    share=amount(facts["intermediate"], language),
                ),
                t(
                    "Investment is highest for {product} ({share}), household consumption for {other} ({other_share}).",
                    product=names[leaders["investment"]],
                    share=amount(facts["investment"], language),
                    other=names[leaders["consumption"]],
                    other_share=amount(facts["consumption"], language),
                ),
                t(
                    "The largest export share is that of {product} ({share}).",
                    product=names[leaders["exports"]],
                    share=amount(facts["exports"], language),
                ),
            ],
            language,
        )
        labels = names | {
            "intermediate": t("Intermediate use"),
            "consumption": t("Household consumption"),
            "investment": t("Investment and inventories"),
            "exports": t("Exports"),
            "government": t("Government"),
        }
        alt = t("Stacked bars to 100 per cent, one a digital product, by use. {summary}", summary=text)
        return Words(
            title,
            t("United States, per cent of use at purchasers’ prices, {year}", year=year),
            supply_use_source(workshop, language),
            alt,
            text,
            labels,
        )

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (),
        {"segments": tuple(uses.index), "share": False, "horizontal": True, "decimals": 0},
    )
