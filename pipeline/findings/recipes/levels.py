"""Recipes of one moment: economies ranked and spread within groups; groups as bars and as a heat map."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.firmness import firmness
from pipeline.findings.wording import (
    amount,
    economies,
    number,
    sentences,
    span,
)
from pipeline.findings.workshop import WORLD, Workshop, economy_labels, group_labels, source_line, unit_and_years
from pipeline.language import Language
from pipeline.methods.group_values import weighted_mean


def top_bottom(workshop: Workshop, id: str, indicator: str, count: int = 8, minimum_population: float = 1e6) -> Exhibit:
    """Ranked dots: the highest and lowest economies of at least a million people, with the median as reference.

    Very small economies are left out of the picture (not of the tables), because a ratio of small numbers says little.
    """
    meta = workshop.indicator(indicator)
    latest = workshop.latest(indicator)
    people = workshop.data.observations.wide("SP.POP.TOTL").iloc[:, -1]
    large = latest[people.reindex(latest.index) >= minimum_population].sort_values("value", ascending=False)
    count = min(count, len(large) // 2)
    data = pd.concat([large.head(count).assign(block="top"), large.tail(count).assign(block="bottom")])
    data = data.rename_axis("label").reset_index()[["label", "value", "year", "status", "block"]]
    seen = [(indicator, large["year"])]
    firm = firmness(workshop, id, indicator)
    if firm is not None:
        least, most = (
            bound if bound is not None else side * np.inf for bound, side in ((meta.minimum, -1), (meta.maximum, 1))
        )
        data["low"] = (data["value"] - firm.value).clip(lower=least)
        data["high"] = (data["value"] + firm.value).clip(upper=most)
    median = workshop.fact(
        f"{id}.median",
        float(large["value"].median()),
        meta.unit,
        meta.decimals,
        method="median",
        inputs=seen,
        economies=len(large),
    )
    observed = workshop.fact(f"{id}.economies", len(large), "", 0, method="count", inputs=seen)
    top = workshop.fact(
        f"{id}.top",
        large["value"].iloc[0],
        meta.unit,
        meta.decimals,
        method="latest",
        code=indicator,
        areas=[large.index[0]],
        years=[large["year"].iloc[0]],
    )
    bottom = workshop.fact(
        f"{id}.bottom",
        large["value"].iloc[-1],
        meta.unit,
        meta.decimals,
        method="latest",
        code=indicator,
        areas=[large.index[-1]],
        years=[large["year"].iloc[-1]],
    )
    oldest = int(large["year"].min())
    stale = workshop.fact(
        f"{id}.older",
        int((large["year"] < large["year"].max() - 2).sum()),
        "",
        0,
        method="count",
        inputs=seen,
        older_than=int(large["year"].max()) - 2,
    )

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}, {years}: from {low} to {high} across economies",
            name=language.name("indicator", indicator),
            years=span(large["year"]),
            low=amount(bottom, language),
            high=amount(top, language),
        )
        parts = [
            t(
                "Among {count} economies, half have a value above {median}.",
                count=amount(observed, language),
                median=amount(median, language),
            ),
            t(
                "The highest latest values are those of {economies}.",
                economies=economies(large.index[:3], language),
            ),
            t("The lowest are those of {economies}.", economies=economies(large.index[::-1][:3], language)),
            t("No second release shows how firm these values are; the order of neighbours must not be quoted.")
            if firm is None
            else t(
                "The bars show plus and minus {half}, 1.96 standard deviations of the revisions between two releases; an order inside them is not firm.",
                half=amount(firm, language),
            ),
        ]
        if stale.value:
            parts.append(
                language.plural(
                    "{count} value is more than two years older than the newest; the oldest is of {year}.",
                    "{count} values are more than two years older than the newest; the oldest is of {year}.",
                    int(stale.value),
                    year=oldest,
                )
            )
        text = sentences(parts, language)
        labels = economy_labels(data["label"], language) | {
            "top": t("Highest"),
            "bottom": t("Lowest"),
            "median": t("Median {value}", value=number(median, language)),
        }
        values = {"unit": language.name("unit", meta.unit), "years": span(large["year"])}
        if minimum_population:
            subtitle = t(
                "{unit}; latest value of each economy, {years}; economies with {people} people or more",
                people=language.number(minimum_population, 0),
                **values,
            )
        else:
            subtitle = t("{unit}; latest value of each economy, {years}", **values)
        alt = t("Dot chart of the highest and lowest economies with a line at the median. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    options = {"decimals": meta.decimals, "references": (("median", median.value),)}
    return Exhibit(id, "ranked_dots", data, words, (indicator,), options)


def distribution(workshop: Workshop, id: str, indicator: str, groups: str) -> Exhibit:
    """Strips: every economy as a dot within its group, with the group's median."""
    meta = workshop.indicator(indicator)
    latest = workshop.latest(indicator)
    rows, medians = [], {}
    for group in workshop.groups(groups):
        members = latest.reindex(list(group.members)).dropna(subset=["value"])
        if len(members) < 5:
            continue
        medians[group.code] = float(members["value"].median())
        ordered = members["value"].sort_values()
        marked = {ordered.index[0], ordered.index[-1]}
        rows += [(group.code, code, row.value, int(row.year), code in marked) for code, row in members.iterrows()]
    data = pd.DataFrame(rows, columns=["group", "label", "value", "year", "annotate"])
    spread = data.groupby("group")["value"].agg(lambda v: v.max() - v.min())
    chosen = [workshop.data.groups[code] for code in medians]
    high, low, wide = (
        max(medians, key=lambda code: medians[code]),
        min(medians, key=lambda code: medians[code]),
        str(spread.idxmax()),
    )
    facts = {
        key: workshop.fact(
            f"{id}.{key}",
            value,
            meta.unit,
            meta.decimals,
            method="median",
            inputs=[(indicator, latest["year"].reindex(list(workshop.data.groups[group].members)))],
            group=group,
        )
        for key, group, value in (("median_high", high, medians[high]), ("median_low", low, medians[low]))
    }
    inside = data[data["group"] == wide]["value"]
    edges = {
        key: workshop.fact(
            f"{id}.{key}",
            value,
            meta.unit,
            meta.decimals,
            method="range",
            inputs=[(indicator, latest["year"].reindex(list(workshop.data.groups[wide].members)))],
            group=wide,
        )
        for key, value in (("widest_low", inside.min()), ("widest_high", inside.max()))
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}, {years}: medians from {low} ({low_group}) to {high} ({high_group})",
            name=language.name("indicator", indicator),
            years=span(data["year"]),
            low=amount(facts["median_low"], language),
            high=amount(facts["median_high"], language),
            low_group=language.name("group", low),
            high_group=language.name("group", high),
        )
        text = sentences(
            [
                t(
                    "The middle value is {high} in the group {high_group} and {low} in the group {low_group}.",
                    high_group=language.name("group", high),
                    high=amount(facts["median_high"], language),
                    low_group=language.name("group", low),
                    low=amount(facts["median_low"], language),
                ),
                t(
                    "Groups hide differences: within the group {group}, values range from {low} to {high}.",
                    group=language.name("group", wide),
                    low=amount(edges["widest_low"], language),
                    high=amount(edges["widest_high"], language),
                ),
                t("Each dot is an economy, with its latest value of {years}.", years=span(data["year"])),
            ],
            language,
        )
        labels = group_labels(chosen, language) | economy_labels(data["label"], language)
        labels |= {"median": t("Median")}
        subtitle = unit_and_years(language, meta.unit, t("latest value, {years}", years=span(data["year"])))
        alt = t("Dots of economies in one row a group, with medians marked. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "strip", data, words, (indicator,), {"decimals": meta.decimals, "medians": medians})


def group_bars(
    workshop: Workshop, id: str, indicator: str, groups: str, year: int | None = None, how: str = "population"
) -> Exhibit:
    """Bars: groups of a kind in one year, the world among them."""
    meta = workshop.indicator(indicator)
    chosen = [*workshop.groups(groups), workshop.data.groups[WORLD]]
    when = year or workshop.common_year(indicator)
    values = {g.code: workshop.group_values(indicator, g.code, how)["value"].get(when) for g in chosen}
    data = pd.DataFrame(
        [(code, value, code == WORLD) for code, value in values.items() if value is not None and pd.notna(value)],
        columns=["label", "value", "highlight"],
    ).sort_values("value", ascending=False)
    facts = {code: workshop.group_fact(f"{id}.{code}", indicator, code, when, how) for code in data["label"]}
    ranked = [code for code in data["label"] if code != WORLD]
    top, bottom = facts[ranked[0]], facts[ranked[-1]]
    ratio = (
        workshop.fact(f"{id}.ratio", top.value / bottom.value, "", 1, method="ratio", of=(top, bottom))
        if bottom.value > 0
        else None
    )
    counted = {
        key: workshop.fact(f"{id}.{key}", n, "", 0, method="count of groups", of=list(facts.values()))
        for key, n in (
            ("groups", len(ranked)),
            ("above_world", sum(facts[c].value > facts[WORLD].value for c in ranked) if WORLD in facts else 0),
        )
    }
    left_out = [g.code for g in chosen if g.code not in facts]

    def words(language: Language) -> Words:
        t = language.text
        high, low = ranked[0], ranked[-1]
        title = t(
            "{name}, {year}: {high_group} at {high}, {low_group} at {low}",
            name=language.name("indicator", indicator),
            year=when,
            high_group=language.name("group", high),
            low_group=language.name("group", low),
            high=amount(facts[high], language),
            low=amount(facts[low], language),
        )
        parts = []
        if WORLD in facts:
            parts.append(
                t(
                    "The value for all economies together was {world} in {year}; {count} of {total} groups lie above it.",
                    world=amount(facts[WORLD], language),
                    year=when,
                    count=amount(counted["above_world"], language),
                    total=amount(counted["groups"], language),
                )
            )
        if ratio is not None:
            parts.append(
                t(
                    "The highest group value is {ratio} times the lowest.",
                    ratio=amount(ratio, language),
                )
            )
        if left_out:
            parts.append(
                t(
                    "Too few economies report for {groups}, which are therefore not shown.",
                    groups=language.listing([language.name("group", code) for code in left_out]),
                )
            )
        text = sentences(parts, language)
        alt = t("Bar chart of {count} groups. {summary}", count=language.number(len(data), 0), summary=text)
        return Words(
            title,
            unit_and_years(language, meta.unit, str(when)),
            source_line(workshop, [indicator], language),
            alt,
            text,
            group_labels(chosen, language),
        )

    return Exhibit(id, "bars", data.reset_index(drop=True), words, (indicator,), {"decimals": meta.decimals})


def group_heat(workshop: Workshop, id: str, indicators: list[str], groups: str, how: str = "unweighted") -> Exhibit:
    """Heat map: groups × indicators, each indicator's latest common year, shown on the indicators' own 0-100 scale."""
    rows = []
    for group in [*workshop.groups(groups), workshop.data.groups[WORLD]]:
        for code in indicators:
            year = workshop.common_year(code, 0.8)
            members = list(group.members)
            values = workshop.data.observations.wide(code)[year].reindex(members)
            enough = values.notna().mean() >= workshop.edition.coverage_count
            value = float(weighted_mean(values.to_numpy(), np.ones(len(values)))) if enough else np.nan
            top = workshop.indicator(code).maximum
            rows.append((group.code, code, value, 100 * value / top if top else value, year))
    data = pd.DataFrame(rows, columns=["row", "column", "text", "value", "year"])
    data["text"] = data["text"].round(6)
    table = data.pivot(index="row", columns="column", values="value").reindex(columns=indicators)
    world = table.loc[WORLD]
    strong, weak = str(world.idxmax()), str(world.idxmin())
    spread = (table.drop(index=WORLD).max() - table.drop(index=WORLD).min()).astype(float)
    split = str(spread.idxmax())
    low_group = str(table.drop(index=WORLD)[split].idxmin())
    high_group = str(table.drop(index=WORLD)[split].idxmax())
    when = dict(zip(data["column"], data["year"], strict=True))
    everyone = workshop.data.groups[WORLD].members
    facts = {
        key: workshop.fact(
            f"{id}.{key}",
            number_of,
            "",
            1,
            method=method,
            code=code,
            areas=everyone,
            years=[when[code]],
            year=when[code],
        )
        for key, code, number_of, method in (
            ("strong", strong, world[strong], "mean, per cent of maximum"),
            ("weak", weak, world[weak], "mean, per cent of maximum"),
            ("spread", split, spread[split], "range of group means"),
        )
    }
    years = sorted(set(data["year"]))

    def words(language: Language) -> Words:
        t = language.text

        def name(code: str) -> str:
            return language.name("short", code)

        title = t(
            "Across all economies, {strong} scored highest and {weak} lowest in {years}",
            strong=name(strong),
            weak=name(weak),
            years=span(years),
        )
        text = sentences(
            [
                t(
                    "In {years} the mean of all economies was highest in {strong} ({strong_value} of 100) and lowest in {weak} ({weak_value}).",
                    years=span(years),
                    strong=name(strong),
                    weak=name(weak),
                    strong_value=number(facts["strong"], language),
                    weak_value=number(facts["weak"], language),
                ),
                t(
                    "The groups differed most in {split}: {spread} points lay between {high} and {low}.",
                    split=name(split),
                    spread=number(facts["spread"], language),
                    high=language.name("group", high_group),
                    low=language.name("group", low_group),
                ),
            ],
            language,
        )
        labels = group_labels(workshop.groups(groups), language) | {WORLD: t("All economies")}
        labels |= {code: name(code) for code in indicators}
        subtitle = t(
            "Unweighted means of economies, per cent of the highest possible score, {years}", years=span(years)
        )
        alt = t("Heat map of groups by indicator. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data.drop(columns="text"), words, tuple(indicators), options)
