"""Recipes of classes: economies on a map, and how many stand in each class of a scheme."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import (
    amount,
    sentences,
    span,
)
from pipeline.findings.workshop import POPULATION, Input, Workshop, source_line, unit_and_years
from pipeline.language import Language


@dataclass(frozen=True)
class Classes:
    """k classes in ascending order: their ``codes``, the k − 1 ``bounds`` between them, and for each bound whether a
    value exactly on it belongs to the class ``above`` it."""

    codes: tuple[str, ...]
    bounds: tuple[float, ...]
    above: tuple[bool, ...]


def world_map(workshop: Workshop, id: str, indicator: str, scheme: str = "", until: int | None = None) -> Exhibit:
    """Map of the latest values, in the classes of a published scheme or in five classes of equal numbers."""
    meta = workshop.indicator(indicator)
    observations = workshop.data.observations
    latest = observations.latest(indicator, since=workshop.edition.year - workshop.edition.oldest_latest, until=until)
    classes = class_bounds(workshop, scheme, latest["value"], meta.decimals)
    codes = classes.codes
    position = classify(latest["value"].to_numpy(), classes)
    data = pd.DataFrame(
        {
            "REF_AREA": latest.index,
            "value": latest["value"].to_numpy(),
            "year": latest["year"].to_numpy(),
            "class": [codes[i] for i in position],
        }
    )
    in_top, in_low = data[data["class"] == codes[-1]], data[data["class"] == codes[0]]
    field = workshop.populated()
    population = observations.wide(POPULATION)
    people = population.iloc[:, -1]
    seen: list[Input] = [(indicator, latest["year"])]
    weights: list[Input] = [(POPULATION, field, [int(population.columns[-1])])]
    total = workshop.fact(f"{id}.economies", len(data), "", 0, method="count", inputs=seen)
    missing = workshop.fact(
        f"{id}.missing",
        len(set(field) - set(data["REF_AREA"])),
        "",
        0,
        method="count of economies with a population series",
        inputs=[*seen, *weights],
    )
    top_count = workshop.fact(f"{id}.top_class", len(in_top), "", 0, method="count", inputs=seen, scheme=scheme)
    low_count = workshop.fact(f"{id}.low_class", len(in_low), "", 0, method="count", inputs=seen, scheme=scheme)
    low_people = workshop.fact(
        f"{id}.low_class_people",
        100 * people.reindex(in_low["REF_AREA"]).sum() / people.sum(),
        "%",
        0,
        method="population share",
        inputs=[*seen, *weights],
    )
    median = workshop.fact(
        f"{id}.median", float(latest["value"].median()), meta.unit, meta.decimals, method="median", inputs=seen
    )

    def words(language: Language) -> Words:
        t = language.text
        labels = {code: class_label(language, scheme, classes, i, meta.decimals) for i, code in enumerate(codes)}
        labels["no_data"] = t("No data")
        name = language.name("indicator", indicator)
        if scheme:
            title = t(
                "{name}, {years}: {low_count} economies in the lowest class, {top_count} in the highest",
                name=name,
                years=span(data["year"]),
                low_count=amount(low_count, language),
                top_count=amount(top_count, language),
            )
        else:
            title = t(
                "{name}, {years}: half of the economies lie above {median}",
                name=name,
                years=span(data["year"]),
                median=amount(median, language),
            )
        parts = [
            t(
                "The map shows the latest value of {count} economies; {missing} inhabited ones have none that is recent enough.",
                count=amount(total, language),
                missing=amount(missing, language),
            )
            if missing.value
            else t("The map shows the latest value of {count} economies.", count=amount(total, language)),
            t(
                "The lowest class, {label}, holds {count} economies with {people} of the world’s people.",
                label=labels[codes[0]],
                count=amount(low_count, language),
                people=amount(low_people, language),
            ),
        ]
        if not scheme and len(codes) == 5:
            parts.append(
                t("The five classes hold about equal numbers of economies: colours show order and not distance.")
            )
        text = sentences(parts, language)
        alt = t("World map in {count} classes. {summary}", count=language.number(len(codes), 0), summary=text)
        subtitle = unit_and_years(language, meta.unit, t("latest value, {years}", years=span(data["year"])))
        note = t(
            "Boundaries and names do not imply official endorsement or acceptance; small economies are shown as dots."
        )
        source = sentences(
            [source_line(workshop, [indicator], language), t("Outlines: Natural Earth."), note], language
        )
        return Words(title, subtitle, source, alt, text, labels)

    options = {
        "outlines": workshop.data.outlines,
        "points": workshop.map_points(),
        "classes": codes,
        "decimals": meta.decimals,
    }
    return Exhibit(id, "choropleth", data, words, (indicator,), options)


def class_bounds(workshop: Workshop, scheme: str, values: pd.Series, decimals: int) -> Classes:
    """The classes of a published scheme, or quintiles rounded as they are printed.

    A class of the sheet whose column ``closed`` says ``lower`` holds its own lower bound; otherwise the bound belongs
    to the class below, as it does between quintiles. Raises KeyError for a scheme that the sheet does not have.
    """
    if scheme:
        rows = workshop.data.parameters.classes
        rows = rows[rows["scheme"] == scheme].sort_values("lower", na_position="first")
        if rows.empty:
            raise KeyError(f"no classes of scheme {scheme!r} in data/reference/parameters.xlsx › Classes")
        inner = rows.iloc[1:]
        return Classes(tuple(rows["class"]), tuple(inner["lower"]), tuple(inner["closed"] == "lower"))
    found = np.unique(np.round(np.quantile(values, [0.2, 0.4, 0.6, 0.8]), decimals)).tolist()
    return Classes(tuple(f"class_{i + 1}" for i in range(len(found) + 1)), tuple(found), (False,) * len(found))


def classify(values: np.ndarray, classes: Classes) -> np.ndarray:
    """Position of the class of each value (n,); a value on a bound goes to the class that holds the bound."""
    bounds = np.asarray(classes.bounds)
    below, past = np.searchsorted(bounds, values, side="left"), np.searchsorted(bounds, values, side="right")
    upward = np.append(np.asarray(classes.above, dtype=bool), False)
    return np.where(upward[below], past, below)


def class_label(language: Language, scheme: str, classes: Classes, position: int, decimals: int) -> str:
    """Printed name of a class with its bounds, which say whether they belong to it."""
    t = language.text
    bounds, above = classes.bounds, classes.above
    digits = max(len(f"{bound:g}".partition(".")[2]) for bound in bounds) if scheme else decimals
    shown = [language.number(bound, digits) for bound in bounds]
    if position == 0:
        interval = t("below {bound}", bound=shown[0]) if above[0] else t("{bound} or less", bound=shown[0])
    elif position == len(bounds):
        interval = t("{bound} or more", bound=shown[-1]) if above[-1] else t("above {bound}", bound=shown[-1])
    else:
        ends = {"lower": shown[position - 1], "upper": shown[position]}
        interval = {
            (False, False): t("above {lower} to {upper}", **ends),
            (False, True): t("above {lower} to below {upper}", **ends),
            (True, False): t("{lower} to {upper}", **ends),
            (True, True): t("{lower} to below {upper}", **ends),
        }[above[position - 1], above[position]]
    return (
        t("{name} ({interval})", name=language.name("class", classes.codes[position]), interval=interval)
        if scheme
        else interval
    )


def class_shares(workshop: Workshop, id: str, indicator: str, scheme: str, years: list[int]) -> Exhibit:
    """Stacked bars: share of economies in each class of a published scheme, by year."""
    wide = workshop.data.observations.wide(indicator)
    classes = class_bounds(workshop, scheme, wide.stack(), 2)
    codes = classes.codes
    rows = []
    for year in years:
        values = wide[year].dropna().to_numpy()
        counts = np.bincount(classify(values, classes), minlength=len(codes))
        rows += [(str(year), code, int(n), len(values)) for code, n in zip(codes, counts, strict=True)]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "economies"])
    table = data.pivot(index="segment", columns="bar", values="value").reindex(list(codes))
    first, last = str(years[0]), str(years[-1])
    partial = {
        int(year): workshop.fact(
            f"{id}.partial.{year}", count, "", 0, method="count", code=indicator, areas=wide.index, years=[int(year)]
        )
        for year, count in wide.notna().sum().items()
        if years[0] < int(year) < years[-1] and int(year) not in years and count
    }
    facts = {
        (code, year): workshop.fact(
            f"{id}.{code}.{year}",
            table.loc[code, year],
            "",
            0,
            method="count of class",
            code=indicator,
            areas=wide.index,
            years=[int(year)],
            scheme=scheme,
        )
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
                *(
                    t(
                        "The edition of {year} is left out: the sheets hold it for {count} economies only.",
                        year=year,
                        count=amount(fact, language),
                    )
                    for year, fact in partial.items()
                ),
                t(
                    "The index is relative in each edition: it compares economies with one another, so that counts over time show shifts in the field and not an absolute gain."
                ),
            ],
            language,
        )
        labels = {code: class_label(language, scheme, classes, i, 2) for i, code in enumerate(codes)}
        alt = t(
            "Stacked bars, one a year, in {count} classes. {summary}",
            count=language.number(len(codes), 0),
            summary=text,
        )
        return Words(
            title,
            t("Number of economies, {years}", years=span(years)),
            source_line(workshop, [indicator], language),
            alt,
            text,
            labels,
        )

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (indicator,),
        {"segments": codes, "share": False, "horizontal": True, "ramp": "sequential", "decimals": 0},
    )
