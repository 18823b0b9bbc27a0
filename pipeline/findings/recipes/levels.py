"""Recipes of one moment: economies ranked, mapped, spread within groups; groups as bars."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, economies, number, quantity, sentences, span
from pipeline.findings.workshop import WORLD, Workshop, economy_labels, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.group_values import weighted_mean


def _subtitle(language: Language, unit: str, years: str) -> str:
    """Unit and years."""
    return language.text("{unit}, {years}", unit=language.name("unit", unit), years=years)


def top_bottom(workshop: Workshop, id: str, indicator: str, count: int = 12, minimum_population: float = 1e6) -> Exhibit:
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
    median = workshop.fact(f"{id}.median", float(large["value"].median()), meta.unit, meta.decimals, method="median",
                           code=indicator, areas=large.index, years=large["year"].unique(), economies=len(large))  # fmt: skip
    observed = workshop.fact(f"{id}.economies", len(large), "", 0, method="count", indicator=indicator)
    top = workshop.fact(f"{id}.top", large["value"].iloc[0], meta.unit, meta.decimals, method="latest", code=indicator,
                        areas=[large.index[0]], years=[large["year"].iloc[0]])  # fmt: skip
    bottom = workshop.fact(f"{id}.bottom", large["value"].iloc[-1], meta.unit, meta.decimals, method="latest",
                           code=indicator, areas=[large.index[-1]], years=[large["year"].iloc[-1]])  # fmt: skip
    oldest = int(large["year"].min())
    stale = workshop.fact(f"{id}.older", int((large["year"] < large["year"].max() - 2).sum()), "", 0, method="count",
                          indicator=indicator, older_than=int(large["year"].max()) - 2)  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: from {low} to {high} across economies",
            name=language.name("indicator", indicator),
            low=amount(bottom, language),
            high=amount(top, language),
        )
        parts = [
            t(
                "Among {count} economies of at least one million people, half have a value above {median}.",
                count=amount(observed, language),
                median=amount(median, language),
            ),
            t(
                "The highest latest values are those of {economies}.",
                economies=economies(large.index[:3], language),
            ),
            t("The lowest are those of {economies}.", economies=economies(large.index[::-1][:3], language)),
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
        parts.append(
            t("Neighbours in the order may differ by less than the figures’ own uncertainty; the order is that of the printed sources.")
        )
        text = sentences(parts, language)
        labels = economy_labels(data["label"], language) | {
            "top": t("Highest"),
            "bottom": t("Lowest"),
            "median": t("Median {value}", value=number(median, language)),
        }
        subtitle = t(
            "{unit}; latest value of each economy, {years}; economies with one million people or more",
            unit=language.name("unit", meta.unit),
            years=span(data["year"]),
        )
        alt = t("Dot chart of the highest and lowest economies with a line at the median. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    options = {"decimals": meta.decimals, "references": (("median", median.value),)}
    return Exhibit(id, "ranked_dots", data, words, (indicator,), options)


def world_map(workshop: Workshop, id: str, indicator: str, scheme: str = "", until: int | None = None) -> Exhibit:
    """Map of the latest values, in the classes of a published scheme or in five classes of equal numbers."""
    meta = workshop.indicator(indicator)
    observations = workshop.data.observations
    latest = observations.latest(indicator, since=workshop.edition.year - workshop.edition.oldest_latest, until=until)
    bounds, codes = class_bounds(workshop, scheme, latest["value"], meta.decimals)
    position = classify(latest["value"].to_numpy(), bounds)
    data = pd.DataFrame(
        {
            "REF_AREA": latest.index,
            "value": latest["value"].to_numpy(),
            "year": latest["year"].to_numpy(),
            "class": [codes[i] for i in position],
        }
    )
    in_top, in_low = data[data["class"] == codes[-1]], data[data["class"] == codes[0]]
    total = workshop.fact(f"{id}.economies", len(data), "", 0, method="count", indicator=indicator)
    missing = workshop.fact(f"{id}.missing", len(workshop.data.groups[WORLD].members) - len(data), "", 0, method="count")
    top_count = workshop.fact(f"{id}.top_class", len(in_top), "", 0, method="count", indicator=indicator)
    low_count = workshop.fact(f"{id}.low_class", len(in_low), "", 0, method="count", indicator=indicator)
    people = observations.wide("SP.POP.TOTL").iloc[:, -1]
    low_people = workshop.fact(
        f"{id}.low_class_people", 100 * people.reindex(in_low["REF_AREA"]).sum() / people.sum(), "%", 0, method="population share"
    )

    def words(language: Language) -> Words:
        t = language.text
        labels = {code: class_label(language, scheme, code, bounds, i, meta.decimals) for i, code in enumerate(codes)}
        labels["no_data"] = t("No data")
        name = language.name("indicator", indicator)
        if scheme:
            title = t(
                "{name}: {low_count} economies in the lowest class, {top_count} in the highest",
                name=name,
                low_count=amount(low_count, language),
                top_count=amount(top_count, language),
            )
        else:
            title = t("{name}: where values are high and where they are low", name=name)
        parts = [
            t(
                "The map shows the latest value of {count} economies ({years}); {missing} have none that is recent enough.",
                count=amount(total, language),
                years=span(data["year"]),
                missing=amount(missing, language),
            ),
            t(
                "The lowest class, {label}, holds {count} economies with {people} of the world’s people.",
                label=labels[codes[0]],
                count=amount(low_count, language),
                people=amount(low_people, language),
            ),
        ]
        if not scheme:
            parts.append(t("The five classes hold equal numbers of economies, so that the colours show order and not distance."))
        text = sentences(parts, language)
        alt = t("World map in {count} classes. {summary}", count=language.number(len(codes), 0), summary=text)
        subtitle = _subtitle(language, meta.unit, t("latest value, {years}", years=span(data["year"])))
        note = t("Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots.")
        source = sentences([source_line(workshop, [indicator], language), t("Outlines: Natural Earth."), note], language)
        return Words(title, subtitle, source, alt, text, labels)

    points = {
        code: (economy.latitude, economy.longitude)
        for code, economy in workshop.data.economies.items()
        if economy.latitude is not None and economy.longitude is not None
    }
    options = {"outlines": workshop.data.outlines, "points": points, "classes": tuple(codes), "decimals": meta.decimals}
    return Exhibit(id, "choropleth", data, words, (indicator,), options)


def class_bounds(workshop: Workshop, scheme: str, values: pd.Series, decimals: int) -> tuple[list[float], list[str]]:
    """Inner bounds (ascending) and class codes of a published scheme, or of quintiles rounded as they are printed."""
    if scheme:
        rows = workshop.data.parameters.classes
        rows = rows[rows["scheme"] == scheme].sort_values("lower", na_position="first")
        if rows.empty:
            raise KeyError(f"no classes of scheme {scheme!r} in data/reference/parameters.xlsx › Classes")
        return rows["lower"].iloc[1:].tolist(), rows["class"].tolist()
    inner = np.unique(np.round(np.quantile(values, [0.2, 0.4, 0.6, 0.8]), decimals))
    return inner.tolist(), [f"class_{i + 1}" for i in range(len(inner) + 1)]


def classify(values: np.ndarray, bounds: list[float]) -> np.ndarray:
    """Position of the class of each value; a value on a bound belongs to the class below it (EGDI: very high is > 0.75)."""
    return np.searchsorted(np.asarray(bounds), values, side="left")


def class_label(language: Language, scheme: str, code: str, bounds: list[float], position: int, decimals: int) -> str:
    """Printed name of a class with its bounds."""
    t = language.text
    digits = max(len(f"{bound:g}".partition(".")[2]) for bound in bounds) if scheme else decimals
    shown = [language.number(bound, digits) for bound in bounds]
    if position == 0:
        interval = t("{bound} or less", bound=shown[0])
    elif position == len(bounds):
        interval = t("above {bound}", bound=shown[-1])
    else:
        interval = t("above {lower} to {upper}", lower=shown[position - 1], upper=shown[position])
    return t("{name} ({interval})", name=language.name("class", code), interval=interval) if scheme else interval


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
    high, low, wide = max(medians, key=medians.get), min(medians, key=medians.get), str(spread.idxmax())
    facts = {
        key: workshop.fact(f"{id}.{key}", value, meta.unit, meta.decimals, method="median", code=indicator,
                           areas=workshop.data.groups[group].members, years=data["year"].unique(), group=group)  # fmt: skip
        for key, group, value in (("median_high", high, medians[high]), ("median_low", low, medians[low]))
    }
    inside = data[data["group"] == wide]["value"]
    edges = {
        key: workshop.fact(f"{id}.{key}", value, meta.unit, meta.decimals, method="range", indicator=indicator, group=wide)
        for key, value in (("widest_low", inside.min()), ("widest_high", inside.max()))
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: medians from {low} ({low_group}) to {high} ({high_group})",
            name=language.name("indicator", indicator),
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
        subtitle = _subtitle(language, meta.unit, t("latest value, {years}", years=span(data["year"])))
        alt = t("Dots of economies in one row a group, with medians marked. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "strip", data, words, (indicator,), {"decimals": meta.decimals, "medians": medians})


def group_bars(workshop: Workshop, id: str, indicator: str, groups: str, year: int | None = None, how: str = "population") -> Exhibit:
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
    left_out = [g.code for g in chosen if g.code not in facts]

    def words(language: Language) -> Words:
        t = language.text
        high, low = ranked[0], ranked[-1]
        title = t(
            "{name}: {high_group} at {high}, {low_group} at {low}",
            name=language.name("indicator", indicator),
            high_group=language.name("group", high),
            low_group=language.name("group", low),
            high=amount(facts[high], language),
            low=amount(facts[low], language),
        )
        parts = []
        if WORLD in facts:
            above = [code for code in ranked if facts[code].value > facts[WORLD].value]
            parts.append(
                t(
                    "The value for all economies together was {world} in {year}; {count} of {total} groups lie above it.",
                    world=amount(facts[WORLD], language),
                    year=when,
                    count=language.number(len(above), 0),
                    total=language.number(len(ranked), 0),
                )
            )
        if facts[low].value > 0:
            parts.append(
                t(
                    "The highest group value is {ratio} times the lowest.",
                    ratio=language.number(facts[high].value / facts[low].value, 1),
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
            _subtitle(language, meta.unit, str(when)),
            source_line(workshop, [indicator], language),
            alt,
            text,
            group_labels(chosen, language),
        )

    return Exhibit(id, "bars", data.reset_index(drop=True), words, (indicator,), {"decimals": meta.decimals})


def class_shares(workshop: Workshop, id: str, indicator: str, scheme: str, years: list[int]) -> Exhibit:
    """Stacked bars: share of economies in each class of a published scheme, by year."""
    wide = workshop.data.observations.wide(indicator)
    bounds, codes = class_bounds(workshop, scheme, wide.stack(), 2)
    rows = []
    for year in years:
        values = wide[year].dropna().to_numpy()
        counts = np.bincount(classify(values, bounds), minlength=len(codes))
        rows += [(str(year), code, int(n), len(values)) for code, n in zip(codes, counts, strict=True)]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "economies"])
    table = data.pivot(index="segment", columns="bar", values="value").reindex(codes)
    first, last = str(years[0]), str(years[-1])
    facts = {
        (code, year): workshop.fact(f"{id}.{code}.{year}", table.loc[code, year], "", 0, method="count of class",
                                    code=indicator, areas=wide.index, years=[int(year)], scheme=scheme)  # fmt: skip
        for code in (codes[0], codes[-1])
        for year in (first, last)
    }

    def words(language: Language) -> Words:
        t = language.text
        top, low = codes[-1], codes[0]
        names = {"top": language.name("class", top), "low": language.name("class", low)}
        title = t(
            "{name}: {now} economies in class “{top}” in {last}, {then} in {first}",
            name=language.name("indicator", indicator),
            now=amount(facts[top, last], language),
            then=amount(facts[top, first], language),
            top=names["top"],
            first=first,
            last=last,
        )
        change = facts[low, last].value - facts[low, first].value
        values = {
            "low": names["low"],
            "then": amount(facts[low, first], language),
            "now": amount(facts[low, last], language),
            "first": first,
            "last": last,
        }
        if change < 0:
            low_text = t("The class “{low}” shrank from {then} economies in {first} to {now} in {last}.", **values)
        elif change > 0:
            low_text = t("The class “{low}” grew from {then} economies in {first} to {now} in {last}.", **values)
        else:
            low_text = t("The class “{low}” held {now} economies in both {first} and {last}.", **values)
        text = sentences(
            [
                low_text,
                t("Classes are those that the publisher uses; an economy on a bound belongs to the class below it."),
                t("The index is relative in each edition: it compares economies with one another, so that counts over time show shifts in the field and not an absolute gain."),
            ],
            language,
        )  # fmt: skip
        labels = {code: class_label(language, scheme, code, bounds, i, 2) for i, code in enumerate(codes)}
        alt = t("Stacked bars, one a year, in {count} classes. {summary}", count=language.number(len(codes), 0), summary=text)
        return Words(title, t("Number of economies, {years}", years=span(years)), source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "stacked_bars", data, words, (indicator,), {"segments": tuple(codes), "share": False, "horizontal": True, "decimals": 0})


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
    facts = {
        "strong": workshop.fact(f"{id}.strong", world[strong], "", 1, method="mean, per cent of maximum", indicator=strong),
        "weak": workshop.fact(f"{id}.weak", world[weak], "", 1, method="mean, per cent of maximum", indicator=weak),
        "spread": workshop.fact(f"{id}.spread", spread[split], "", 1, method="range of group means", indicator=split),
    }
    years = sorted(set(data["year"]))

    def words(language: Language) -> Words:
        t = language.text

        def name(code: str) -> str:
            return language.name("short", code)

        title = t("Across all economies, {strong} scores highest and {weak} lowest", strong=name(strong), weak=name(weak))
        text = sentences(
            [
                t(
                    "The mean of all economies is highest in {strong} ({strong_value} of 100) and lowest in {weak} ({weak_value}).",
                    strong=name(strong),
                    weak=name(weak),
                    strong_value=number(facts["strong"], language),
                    weak_value=number(facts["weak"], language),
                ),
                t(
                    "The groups differ most in {split}: {spread} points lie between {high} and {low}.",
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
        subtitle = t("Unweighted means of economies, per cent of the highest possible score, {years}", years=span(years))
        alt = t("Heat map of groups by indicator. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data.drop(columns="text"), words, tuple(indicators), options)
