"""Recipes of the digital industries: growth, what their final demand sets off, imports in what they supply."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.recipes.accounts import member_names, ranges, supply_use_source
from pipeline.findings.wording import amount, number, sentences, span
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods import accounts
from pipeline.methods.accounts.industries import DIGITAL, ECONOMY, import_content, industry_series
from pipeline.methods.accounts.input_output import multipliers, symmetric
from pipeline.model.supply_lines import INDUSTRY, PRODUCT


def digital_growth(workshop: Workshop, id: str, economy: str) -> Exhibit:
    """Lines: nominal growth of value added of the digital industries and of the economy, year by year."""
    tables = workshop.data.supply_use[economy]
    series = industry_series(tables)
    both = series[series["industry"].isin([DIGITAL, ECONOMY])].dropna(subset=["growth_value_added"])
    data = both.rename(columns={"industry": "series", "year": "x", "growth_value_added": "y"})[["series", "x", "y"]]
    table = data.pivot(index="x", columns="series", values="y")
    faster = int((table[DIGITAL] > table[ECONOMY]).sum())
    contribution = series[series["industry"] == DIGITAL].set_index("year")["contribution"].dropna()
    best = int(contribution.idxmax())
    every, last = ranges(tables.values()), int(table.index[-1])

    def change_cells(year: int) -> list[str]:
        """The tables of a year and of the year before, which its growth compares."""
        return ranges(tables[one] for one in (year - 1, year))

    facts = {
        "faster": workshop.fact(f"{id}.faster", faster, "", 0, method="accounts.industry_series", cells=every),
        "years": workshop.fact(f"{id}.years", len(table), "", 0, method="accounts.industry_series", cells=every),
        "digital": workshop.fact(f"{id}.digital_last", table[DIGITAL].iloc[-1], "%", 1, method="accounts.industry_series", cells=change_cells(last), year=last),
        "economy": workshop.fact(f"{id}.economy_last", table[ECONOMY].iloc[-1], "%", 1, method="accounts.industry_series", cells=change_cells(last), year=last),
        "contribution": workshop.fact(f"{id}.contribution", contribution[best], "percentage points", 1, method="accounts.industry_series", cells=change_cells(best), year=best),
    }  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{economy}: digital industries grew faster than the economy in {faster} of {years} years",
            economy=language.name("economy", economy),
            faster=amount(facts["faster"], language),
            years=amount(facts["years"], language),
        )
        text = sentences(
            [
                t(
                    "In {year} the value added of the digital industries changed by {digital}, that of the economy by {economy}.",
                    year=int(table.index[-1]),
                    digital=amount(facts["digital"], language),
                    economy=amount(facts["economy"], language),
                ),
                t(
                    "Their largest contribution to growth was {points}, in {best}.",
                    points=amount(facts["contribution"], language),
                    best=best,
                ),
                t("Growth is nominal: it holds changes of prices as well as of volumes."),
            ],
            language,
        )
        labels = {DIGITAL: t("Digital industries"), ECONOMY: t("All industries")}
        alt = t("Two lines of yearly growth rates. {summary}", summary=text)
        subtitle = t("Nominal growth of value added at basic prices, per cent a year, {years}", years=span(data["x"]))
        return Words(title, subtitle, supply_use_source(workshop, [economy], language), alt, text, labels)

    return Exhibit(id, "lines", data, words, (), {"decimals": 1, "y_from_zero": False})


def leak_names(language: Language) -> dict[str, str]:
    """Printed names of where final demand ends."""
    t = language.text
    return {
        "value_added": t("Value added at home"),
        "imports": t("Imports"),
        "taxes": t("Taxes less subsidies on products"),
    }


def multiplier_bars(workshop: Workshop, id: str, economy: str, year: int) -> Exhibit:
    """Stacked bars: where a unit of final demand for each digital industry ends, with the output multiplier."""
    tables = workshop.data.supply_use[economy][year]
    found = multipliers(symmetric(tables))
    digital = accounts.digital_industries(tables)
    mean = found.mean()
    frame = found.loc[digital].sort_values("output", ascending=False)
    parts = ("value_added", "imports", "taxes")
    data = pd.DataFrame(
        [(code, part, 100 * row[part], row["output"]) for code, row in frame.iterrows() for part in parts],
        columns=["bar", "segment", "value", "output_multiplier"],
    )
    high, low, cells = str(frame.index[0]), str(frame.index[-1]), ranges([tables])
    facts = {
        "high": workshop.fact(f"{id}.high", frame.loc[high, "output"], "", 2, method="accounts.multipliers", cells=cells, industry=high, year=year),
        "low": workshop.fact(f"{id}.low", frame.loc[low, "output"], "", 2, method="accounts.multipliers", cells=cells, industry=low, year=year),
        "mean": workshop.fact(f"{id}.mean", mean["output"], "", 2, method="accounts.multipliers", cells=cells, year=year),
        "imports": workshop.fact(f"{id}.imports", 100 * frame["imports"].max(), "%", 1, method="accounts.multipliers", cells=cells, year=year),
    }  # fmt: skip
    leaky = str(frame["imports"].idxmax())

    def words(language: Language) -> Words:
        t = language.text
        names = member_names(INDUSTRY, economy, digital, language)
        title = t(
            "{economy}, {year}: one unit of demand for {high} sets off {output} units of output",
            economy=language.name("economy", economy),
            year=year,
            high=names[high],
            output=number(facts["high"], language),
        )
        text = sentences(
            [
                t(
                    "The output multiplier is {high_value} for {high} and {low_value} for {low}; the mean of all industries is {mean}.",
                    high=names[high],
                    low=names[low],
                    high_value=number(facts["high"], language),
                    low_value=number(facts["low"], language),
                    mean=number(facts["mean"], language),
                ),
                t(
                    "Imports take the largest part in {industry}: {share} of each unit.",
                    industry=names[leaky],
                    share=amount(facts["imports"], language),
                ),
                t(
                    "The multipliers are those of a Leontief model: fixed coefficients, fixed shares of imports, no limits of capacity. They describe a structure and forecast nothing."
                ),
            ],
            language,
        )
        labels = names | leak_names(language)
        alt = t("Stacked bars, one a digital industry, of where a unit of final demand ends. {summary}", summary=text)
        subtitle = t("Where final demand ends, per cent, {year}; industries by output multiplier", year=year)
        return Words(title, subtitle, supply_use_source(workshop, [economy], language), alt, text, labels)

    return Exhibit(
        id, "stacked_bars", data, words, (), {"segments": parts, "share": False, "horizontal": True, "decimals": 0}
    )


def imported(workshop: Workshop, id: str, economy: str, first: int, last: int) -> Exhibit:
    """Dumbbells: share of imports in the supply of each digital product in two years."""
    tables = workshop.data.supply_use[economy]
    now, then = import_content(tables[last]), import_content(tables[first])
    frame = pd.DataFrame({"start": then["share"], "end": now["share"]}).dropna()
    total = frame.loc["total"]
    data = frame.drop(index="total").sort_values("end", ascending=False).rename_axis("label").reset_index()
    top = str(data["label"].iloc[0])
    before, after = (ranges([tables[year]]) for year in (first, last))
    facts = {
        "first": workshop.fact(
            f"{id}.first", total["start"], "%", 1, method="accounts.import_content", cells=before, year=first
        ),
        "last": workshop.fact(
            f"{id}.last", total["end"], "%", 1, method="accounts.import_content", cells=after, year=last
        ),
        "top": workshop.fact(
            f"{id}.top",
            data["end"].iloc[0],
            "%",
            1,
            method="accounts.import_content",
            cells=after,
            year=last,
            product=top,
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        names = member_names(PRODUCT, economy, data["label"], language)
        values = {
            "economy": language.name("economy", economy),
            "then": amount(facts["first"], language),
            "now": amount(facts["last"], language),
            "first": first,
            "last": last,
        }
        title = t(
            "{economy}: imports are {now} of the supply of digital products in {last}, {then} in {first}", **values
        )
        text = sentences(
            [
                t("The most imported product is {product}, with {share} of its supply.", product=names[top], share=amount(facts["top"], language)),
                t("Together, imports were {then} of the supply at basic prices in {first} and {now} in {last}.", **values),
            ],
            language,
        )  # fmt: skip
        labels = names | {"start": str(first), "end": str(last)}
        alt = t("Pairs of dots for two years, one pair a product. {summary}", summary=text)
        subtitle = t("Imports, per cent of supply at basic prices, {first} and {last}", first=first, last=last)
        return Words(title, subtitle, supply_use_source(workshop, [economy], language), alt, text, labels)

    return Exhibit(id, "dumbbell", data, words, (), {"decimals": 1, "start_key": "start", "end_key": "end"})
