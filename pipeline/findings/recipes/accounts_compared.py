"""Recipes that set the supply and use tables of several economies side by side, in the same year where they compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.recipes.accounts import group_names, member_names, ranges, supply_use_source, use_names
from pipeline.findings.recipes.industries import leak_names
from pipeline.findings.wording import amount, clauses, number, sentences
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods import accounts
from pipeline.methods.accounts.industries import DIGITAL, ECONOMY, import_groups, yearly_growth
from pipeline.methods.accounts.input_output import has_supply_by_industry, multipliers, symmetric
from pipeline.model.supply_lines import INDUSTRY, DigitalGroup
from pipeline.model.supply_use import SupplyUse

GROUPS = tuple(group.value for group in DigitalGroup)


def shares(workshop: Workshop, id: str, economies: list[str]) -> Exhibit:
    """Lines: share of the digital industries in value added by year, one line an economy."""
    found = {economy: _by_year(workshop, economy) for economy in economies}
    rows = [(economy, year, value) for economy, values in found.items() for year, value in values.items()]
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    long = [economy for economy in economies if len(found[economy]) > 1]
    common = sorted(set.intersection(*(set(found[economy].index) for economy in long or economies)))
    if not common:
        raise IndexError(f"no year that the tables of {', '.join(long or economies)} have in common")
    ends = {economy: (common[0], common[-1]) if economy in long else _ends(found[economy]) for economy in economies}
    facts: dict[str, Fact] = {}
    for economy in economies:
        for name, year in zip(("first", "last"), ends[economy], strict=True):
            tables = workshop.data.supply_use[economy][year]
            facts[f"{economy}_{name}"] = _share(workshop, f"{id}.{economy}_{name}", tables, found[economy][year])
        tables = workshop.data.supply_use[economy][ends[economy][1]]
        wide = float(accounts.value_added_shares(tables, partly=True).sum(skipna=False))
        if tables.digital(INDUSTRY) != tables.digital(INDUSTRY, partly=True):
            facts[f"{economy}_partly"] = _share(workshop, f"{id}.{economy}_partly", tables, wide)
    shared = sorted(set.intersection(*(set(values.index) for values in found.values())))
    if shared:
        for economy in economies:
            tables = workshop.data.supply_use[economy][shared[-1]]
            facts[f"{economy}_shared"] = _share(workshop, f"{id}.{economy}_shared", tables, found[economy][shared[-1]])

    def words(language: Language) -> Words:
        t = language.text
        names = _economies(economies, language)

        def told(name: str, chosen: Iterable[str]) -> str:
            return clauses(
                [
                    t("{economy} {share}", economy=names[code], share=amount(facts[f"{code}_{name}"], language))
                    for code in chosen
                ],
                language,
            )

        last = clauses(
            [
                t(
                    "{economy} {share} ({year})",
                    economy=names[code],
                    share=amount(facts[f"{code}_last"], language),
                    year=ends[code][1],
                )
                for code in economies
            ],
            language,
        )
        text = sentences(
            [
                *(
                    t(
                        "{economy}: {then} in {first}, {now} in {last}.",
                        economy=names[code],
                        then=amount(facts[f"{code}_first"], language),
                        now=amount(facts[f"{code}_last"], language),
                        first=ends[code][0],
                        last=ends[code][1],
                    )
                    for code in long
                ),
                t(
                    "In {year}, the last year that all have: {values}.",
                    year=shared[-1],
                    values=told("shared", economies),
                )
                if shared
                else "",
                t(
                    "With industries that hold digital activities among others: {values}.",
                    values=told("partly", [code for code in economies if f"{code}_partly" in facts]),
                )
                if any(f"{code}_partly" in facts for code in economies)
                else "",
                t("Trade in and repair of computers stand in other industries of all the tables and are not counted."),
            ],
            language,
        )
        title = t("Digital industries in value added: {values}", values=last)
        alt = t("One line an economy of the share of its digital industries. {summary}", summary=text)
        subtitle = t("Digital industries, per cent of value added at basic prices, current prices")
        return Words(title, subtitle, supply_use_source(workshop, economies, language), alt, text, names)

    return Exhibit(id, "lines", data, words, (), {"decimals": 1, "y_from_zero": True})


def groups(workshop: Workshop, id: str, economies: list[str], years: list[int]) -> Exhibit:
    """Stacked bars: share of each digital group in value added, a bar for each economy that has tables of a year."""
    rows, facts, bars = [], {}, {}
    for year in years:
        for economy in economies:
            tables = workshop.data.supply_use[economy].get(year)
            if tables is None:
                continue
            bar = f"{economy} {year}"
            bars[bar] = (economy, year)
            found = accounts.group_shares(tables)
            for group in _there(found):
                rows.append((bar, group, float(found[group])))
                facts[bar, group] = _share(workshop, f"{id}.{economy}_{year}_{group}", tables, float(found[group]))
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    if data.empty:
        raise IndexError(f"no tables of {years} for {economies}")
    largest = {}
    for bar in bars:
        values = {group: facts[bar, group].value for group in GROUPS if (bar, group) in facts}
        largest[bar] = max(values, key=values.__getitem__)

    def words(language: Language) -> Words:
        t = language.text
        names, called = _economies(economies, language), group_names(language)
        labels = {bar: t("{economy}, {year}", economy=names[code], year=year) for bar, (code, year) in bars.items()}
        newest = max(year for _, year in bars.values())

        def told(now: bool) -> str:
            return clauses(
                [
                    t(
                        "{bar}: {group} {share}",
                        bar=names[code] if now else labels[bar],
                        group=called[largest[bar]],
                        share=amount(facts[bar, largest[bar]], language),
                    )
                    for bar, (code, year) in bars.items()
                    if (year == newest) is now
                ],
                language,
            )

        title = t("The largest group of digital industries in {year}. {values}", year=newest, values=told(True))
        earlier = told(False)
        text = sentences(
            [
                t("Before: {values}.", values=earlier) if earlier else "",
                t("Shares are of value added at basic prices of all industries, recomputed from the tables."),
            ],
            language,
        )
        alt = t("Stacked bars of digital groups, one an economy and year. {summary}", summary=text)
        subtitle = t("Per cent of value added at basic prices")
        source = supply_use_source(workshop, economies, language)
        return Words(title, subtitle, source, alt, text, labels | called)

    return Exhibit(
        id, "stacked_bars", data, words, (), {"segments": GROUPS, "share": False, "horizontal": True, "decimals": 1}
    )


def growth(workshop: Workshop, id: str, economies: list[str], first: int, last: int) -> Exhibit:
    """Bars: nominal growth of value added a year, of the economy, its digital industries and their groups."""
    rows, facts = [], {}
    order = (ECONOMY, DIGITAL, *GROUPS)
    for economy in economies:
        every = workshop.data.supply_use[economy]
        found = yearly_growth({year: every[year] for year in (first, last)}, first, last)
        for name in (ECONOMY, DIGITAL, *_there(found)):
            rows.append((f"{economy}:{name}", float(found[name]), name in (ECONOMY, DIGITAL), economy))
            facts[economy, name] = workshop.fact(
                f"{id}.{economy}_{name}",
                float(found[name]),
                "%",
                1,
                method="accounts.yearly_growth",
                cells=ranges(every[year] for year in (first, last)),
                first=first,
                last=last,
                year=last,
            )
    data = pd.DataFrame(rows, columns=["label", "value", "highlight", "block"])

    def words(language: Language) -> Words:
        t = language.text
        names = _economies(economies, language)
        called = {ECONOMY: t("All industries"), DIGITAL: t("Digital industries"), **group_names(language)}
        told = [
            t(
                "{economy}: digital industries {digital}, all industries {all}",
                economy=names[code],
                digital=amount(facts[code, DIGITAL], language),
                all=amount(facts[code, ECONOMY], language),
            )
            for code in economies
        ]
        title = t("Growth a year, {first} to {last}. {values}", first=first, last=last, values=clauses(told, language))
        text = sentences(
            [
                t(
                    "Growth is nominal and in national currency: it holds changes of prices, and compares industries of one economy, not economies."
                )
            ],
            language,
        )
        labels = names | {f"{code}:{name}": called[name] for code in economies for name in order}
        alt = t("Bars of yearly growth, a block an economy. {summary}", summary=f"{title}. {text}")
        subtitle = t(
            "Value added at basic prices, nominal growth, per cent a year, {first} to {last}", first=first, last=last
        )
        return Words(title, subtitle, supply_use_source(workshop, economies, language), alt, text, labels)

    return Exhibit(id, "bars", data, words, (), {"decimals": 1})


def imports(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Heat map: share of imports in the supply of each digital group, economies across, one year."""
    rows, facts = [], {}
    names_of_rows = (*GROUPS, "total")
    for economy in economies:
        tables = workshop.data.supply_use[economy][year]
        found = import_groups(tables)["share"]
        for name in (*_there(found), "total"):
            rows.append((name, economy, float(found[name])))
            facts[economy, name] = _share(
                workshop, f"{id}.{economy}_{name}", tables, float(found[name]), "accounts.import_groups"
            )
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    data = data.sort_values("row", key=lambda column: column.map(names_of_rows.index), kind="stable")

    def words(language: Language) -> Words:
        t = language.text
        names = _economies(economies, language)
        told = [
            t("{economy} {share}", economy=names[code], share=amount(facts[code, "total"], language))
            for code in economies
        ]
        goods = [
            t("{economy} {share}", economy=names[code], share=amount(facts[code, GROUPS[0]], language))
            for code in economies
        ]
        title = t(
            "Imports in the supply of digital products, {year}: {values}", year=year, values=clauses(told, language)
        )
        text = sentences(
            [
                t(
                    "{group}: {values}.",
                    group=group_names(language)[DigitalGroup.ICT_GOODS],
                    values=clauses(goods, language),
                )
                if goods
                else "",
                t("Supply is output and imports at basic prices, the same year for all economies."),
            ],
            language,
        )
        labels = names | group_names(language) | {"total": t("Digital products")}
        alt = t("Heat map of import shares, groups down and economies across. {summary}", summary=text)
        subtitle = t("Imports, per cent of supply at basic prices, {year}", year=year)
        return Words(title, subtitle, supply_use_source(workshop, economies, language), alt, text, labels)

    return Exhibit(id, "heatmap", data, words, (), {"decimals": 0, "show_values": True, "vmin": 0.0, "vmax": 100.0})


def uses(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Stacked bars: how the supply of digital products is used, per cent, one bar an economy, one year."""
    found = {}
    for economy in economies:
        tables = workshop.data.supply_use[economy][year]
        one = accounts.final_uses(tables, accounts.digital_products(tables))
        # Government buys next to nothing of these products on its own account: all final consumption is one part.
        one["consumption"] += one.pop("government")
        found[economy] = 100 * one / one.sum(skipna=False)
    frame = pd.DataFrame(found)
    data = frame.rename_axis("segment").reset_index().melt("segment", var_name="bar", value_name="value")
    data = data[["bar", "segment", "value"]]
    facts = {
        (economy, use): _share(
            workshop,
            f"{id}.{economy}_{use}",
            workshop.data.supply_use[economy][year],
            float(frame.loc[use, economy]),
            "accounts.final_uses",
        )
        for economy in economies
        for use in frame.index
    }

    def words(language: Language) -> Words:
        t = language.text
        names = _economies(economies, language)
        called = use_names(language) | {"consumption": t("Final consumption")}

        def told(use: str) -> str:
            parts = [
                t("{economy} {share}", economy=names[code], share=amount(facts[code, use], language))
                for code in economies
            ]
            return clauses(parts, language)

        title = t("Digital products used by producers, {year}: {values}", year=year, values=told("intermediate"))
        text = sentences([t("Exported: {values}.", values=told("exports"))], language)
        alt = t("Stacked bars of uses, one an economy. {summary}", summary=text)
        subtitle = t("Per cent of use at purchasers’ prices, {year}", year=year)
        return Words(title, subtitle, supply_use_source(workshop, economies, language), alt, text, names | called)

    options = {"segments": tuple(frame.index), "share": False, "horizontal": True, "decimals": 0}
    return Exhibit(id, "stacked_bars", data, words, (), options)


def multiplier_bars(workshop: Workshop, id: str, economies: list[str], year: int) -> Exhibit:
    """Stacked bars: where final demand for each digital industry ends, of the economies with supply by industry."""
    tables = {economy: workshop.data.supply_use[economy][year] for economy in economies}
    able = [economy for economy in economies if has_supply_by_industry(tables[economy])]
    if not able:
        raise IndexError(f"no supply table of products by industries in {year}")
    parts, rows, facts, bars = ("value_added", "imports", "taxes"), [], {}, {}
    for economy in able:
        found = multipliers(symmetric(tables[economy]))
        cells = ranges([tables[economy]])
        for code in accounts.digital_industries(tables[economy]):
            bar = f"{economy}:{code}"
            bars[bar] = (economy, code)
            rows += [(bar, part, 100 * found.loc[code, part], found.loc[code, "output"]) for part in parts]
            facts[bar] = workshop.fact(f"{id}.{economy}_{code}_imports", 100 * found.loc[code, "imports"], "%", 0, method="accounts.multipliers", cells=cells, year=year)  # fmt: skip
        facts[economy] = workshop.fact(f"{id}.{economy}_mean", found["output"].mean(), "", 2, method="accounts.multipliers", cells=cells, year=year)  # fmt: skip
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "output_multiplier"])
    leaky = {
        code: max((bar for bar in bars if bars[bar][0] == code), key=lambda bar: facts[bar].value) for code in able
    }

    def words(language: Language) -> Words:
        t = language.text
        names = _economies(economies, language)
        called = {
            bar: t(
                "{economy}: {industry}",
                economy=names[code],
                industry=member_names(INDUSTRY, code, [industry], language)[industry],
            )
            for bar, (code, industry) in bars.items()
        }
        told = [
            t("{industry} {share}", industry=called[leaky[code]], share=amount(facts[leaky[code]], language))
            for code in able
        ]
        means = [t("{economy} {share}", economy=names[code], share=number(facts[code], language)) for code in able]
        without = [names[code] for code in economies if code not in able]
        title = t(
            "Imports in demand for digital industries, {year}, at most: {values}",
            year=year,
            values=clauses(told, language),
        )
        text = sentences(
            [
                t("Mean output multiplier of all industries: {values}.", values=clauses(means, language)),
                t(
                    "No multiplier for {economies}: supply is published by product only.",
                    economies=language.listing(without),
                )
                if without
                else "",
            ],
            language,
        )
        alt = t("Stacked bars of where final demand ends, one a digital industry. {summary}", summary=text)
        subtitle = t("Where final demand ends, per cent, {year}", year=year)
        source = supply_use_source(workshop, able, language)
        return Words(title, subtitle, source, alt, text, called | leak_names(language))

    return Exhibit(
        id, "stacked_bars", data, words, (), {"segments": parts, "share": False, "horizontal": True, "decimals": 0}
    )


def _by_year(workshop: Workshop, economy: str) -> pd.Series:
    """Share of the digital industries in value added by year; years in which it is not known are left out."""
    every = workshop.data.supply_use[economy]
    values = {year: float(accounts.value_added_shares(tables).sum(skipna=False)) for year, tables in every.items()}
    return pd.Series(values).dropna()


def _there(values: pd.Series) -> list[str]:
    """The digital groups that an economy's tables have."""
    return [group for group in GROUPS if group in values.index]


def _ends(values: pd.Series) -> tuple[int, int]:
    return int(values.index[0]), int(values.index[-1])


def _share(
    workshop: Workshop, id: str, tables: SupplyUse, value: float, method: str = "accounts.value_added_shares"
) -> Fact:
    """The fact of a percentage from one year's tables."""
    return workshop.fact(
        id, value, "%", 1, method=method, cells=ranges([tables]), economy=tables.economy, year=tables.year
    )


def _economies(codes: Sequence[str], language: Language) -> dict[str, str]:
    return {code: language.name("economy", code) for code in codes}
