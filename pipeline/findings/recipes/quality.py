"""Recipes of the statistical framework: who reports, how old data are, how they were revised, what systems have."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import (
    amount,
    difference_unit,
    economy,
    movement,
    sentences,
    span,
    unit_name,
)
from pipeline.findings.workshop import POPULATION, Input, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.availability import availability, reporting_share, revision_summary, revisions


def _people(workshop: Workshop) -> Input:
    """The population series that says which economies are counted."""
    return POPULATION, workshop.populated(), [workshop.population_year(workshop.edition.year)]


def reporting(workshop: Workshop, id: str, indicators: list[str], first: int, last: int) -> Exhibit:
    """Heat map: share of economies with a value, indicators × years."""
    members = workshop.populated()
    rows = []
    for code in indicators:
        shares = reporting_share(workshop.data.observations.wide(code), members)
        # No economy at all: the release does not cover the year, or the survey was not held in it.
        rows += [(code, str(year), 100 * float(shares.get(year, 0.0)) or np.nan) for year in range(first, last + 1)]
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    table = data.pivot(index="row", columns="column", values="value").reindex(indicators)
    means = table.mean()  # over the series that cover the year
    latest = str(means.dropna().index[-1])
    best_year = str(means.idxmax())
    shown = range(first, last + 1)
    facts = {
        key: workshop.fact(
            f"{id}.{key}_mean",
            means[year],
            "%",
            0,
            method="availability.reporting_share, mean over the series that cover the year",
            inputs=[(code, members, [int(year)]) for code in indicators],
            year=int(year),
        )
        for key, year in (("best_year", best_year), ("recent", latest))
    }
    counts = {
        "covering": int(table[latest].notna().sum()),
        "covering_best": int(table[best_year].notna().sum()),
        "series": len(indicators),
    }
    numbers = {
        key: workshop.fact(
            f"{id}.{key}", n, "", 0, method="count", inputs=[(code, members, shown) for code in indicators]
        )
        for key, n in counts.items()
    }
    field = workshop.fact(f"{id}.economies", len(members), "", 0, method="count", inputs=[_people(workshop)])

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "recent": amount(facts["recent"], language),
            "latest": latest,
            "covering": amount(numbers["covering"], language),
            "series": amount(numbers["series"], language),
            "best": amount(facts["best_year"], language),
            "covering_best": amount(numbers["covering_best"], language),
            "year": best_year,
        }
        title = t(
            "{covering} of {series} series reach {latest}; {recent} of economies report them on average", **values
        )
        parts = [
            t(
                "A cell shows the share of economies with a value; years in which a series has no value at all, because its release ends earlier or its survey was not held, are hatched and not averaged."
            )
        ]
        if movement(facts["recent"], facts["best_year"], language) == "up":
            parts.append(
                t(
                    "Over the series that cover a year the average is highest in {year}, {best} of economies in {covering_best} series.",
                    **values,
                )
            )
        else:
            parts.append(t("Over the series that cover a year the average is highest in that year."))
        parts.append(
            t("Which series cover a year changes, so that averages of two years do not compare like with like.")
        )
        text = sentences(parts, language)
        labels = {code: language.name("short", code) for code in indicators} | {"no_data": t("No release or survey")}
        alt = t("Heat map of indicators by year. {summary}", summary=text)
        subtitle = t(
            "Economies with a value, per cent of {count} economies with a population series, {years}",
            count=amount(field, language),
            years=span([first, last]),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, tuple(indicators), options)


def ages(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Stacked bars: age of the latest datum over economies, one bar an indicator."""
    members = workshop.populated()
    year = workshop.edition.year
    classes = ("age_0_2", "age_3_5", "age_6_10", "age_11", "no_data")
    rows = []
    for code in indicators:
        age = availability(workshop.data.observations.wide(code), members, year)["age"]
        position = np.digitize(age.fillna(1e9), [2.5, 5.5, 10.5, 1e6])
        counts = np.bincount(position, minlength=5)
        rows += [(code, name, int(n)) for name, n in zip(classes, counts, strict=True)]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    table = data.pivot(index="bar", columns="segment", values="value").reindex(indicators)
    share = 100 * table["no_data"].sum() / table.to_numpy().sum()
    young = (table["age_0_2"] + table["age_3_5"]).sum()
    everything = table.to_numpy().sum()
    existing = everything - table["no_data"].sum()
    if not existing:
        raise ValueError(f"{id}: none of the indicators has a value")
    seen: list[Input] = [
        (code, years[years.index.isin(members)])
        for code, years in ((code, workshop.data.observations.latest(code, until=year)["year"]) for code in indicators)
    ]
    seen.append(_people(workshop))
    facts = {
        key: workshop.fact(f"{id}.{key}", value, "%", 0, method="availability", inputs=seen, year=year)
        for key, value in (
            ("none", share),
            ("fresh", 100 * young / everything),
            ("fresh_of_existing", 100 * young / existing),
        )
    }
    field = workshop.fact(f"{id}.economies", len(members), "", 0, method="count", inputs=[_people(workshop)])
    emptiest = str(table["no_data"].idxmax())

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "In {year}, {fresh} of all pairs of indicator and economy have a value of the last five years; {none} have none",
            fresh=amount(facts["fresh"], language),
            none=amount(facts["none"], language),
            year=year,
        )
        finding = t(
            "Of the latest values that exist, {existing} are five years old or newer; {none} of all pairs of indicator and economy have no value",
            existing=amount(facts["fresh_of_existing"], language),
            none=amount(facts["none"], language),
        )
        text = sentences(
            [
                t("Age is counted from the edition’s year, {year}, to the year of the latest value.", year=year),
                t(
                    "Of the values that exist, {existing} are five years old or newer.",
                    existing=amount(facts["fresh_of_existing"], language),
                ),
                t("The indicator that most economies lack is {name}.", name=language.name("short", emptiest)),
                t(
                    "The age of a value is part of its uncertainty: a figure from before 2020 describes another digital economy."
                ),
            ],
            language,
        )
        labels = {code: language.name("short", code) for code in indicators} | {
            "age_0_2": t("0–2 years"),
            "age_3_5": t("3–5 years"),
            "age_6_10": t("6–10 years"),
            "age_11": t("11 years or more"),
            "no_data": t("No value"),
        }
        alt = t("Stacked bars, one an indicator, by age of the latest value. {summary}", summary=text)
        subtitle = t(
            "Number of economies by age of their latest value, {count} economies with a population series",
            count=amount(field, language),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels, finding)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        tuple(indicators),
        {"segments": classes, "share": False, "horizontal": True, "ramp": "sequential", "decimals": 0},
    )


def revised(workshop: Workshop, id: str, indicator: str, vintage: str, tolerance: float) -> Exhibit:
    """Histogram of revisions: today's figures less those of an older release, for the same economies and years."""
    meta = workshop.indicator(indicator)
    pairs = revisions(workshop.data.vintages[vintage].wide(indicator), workshop.data.observations.wide(indicator))
    summary = revision_summary(pairs, tolerance)
    limit = float(np.quantile(pairs["revision"].abs(), 0.98)) or tolerance
    step = max(limit / 10, tolerance / 2)
    edges = np.arange(-10.5, 11.5) * step
    counts, _ = np.histogram(pairs["revision"].clip(edges[0] + 1e-9, edges[-1] - 1e-9), bins=edges)
    data = pd.DataFrame({"left": edges[:-1], "right": edges[1:], "count": counts})
    unit = difference_unit(meta.unit)
    facts = {
        "tolerance": workshop.parameter(f"{id}.tolerance", tolerance, unit, 2 if tolerance < 0.1 else 1),
        "pairs": workshop.fact(
            f"{id}.pairs",
            summary["pairs"],
            "",
            0,
            method="availability.revisions",
            inputs=[(indicator, part["REF_AREA"].unique(), [int(str(y))]) for y, part in pairs.groupby("TIME_PERIOD")],
            cells=[
                cell
                for y, part in pairs.groupby("TIME_PERIOD")
                for cell in workshop.data.vintages[vintage].cells(indicator, part["REF_AREA"], [int(str(y))])
            ],
            vintage=vintage,
        ),
    }
    worst = pairs.loc[pairs["revision"].abs().idxmax()]
    facts |= {
        key: workshop.fact(
            f"{id}.{name}",
            value,
            in_unit,
            decimals,
            method="availability.revision_summary",
            of=(facts["pairs"],),
            vintage=vintage,
        )
        for key, name, value, in_unit, decimals in (
            ("share", "share_revised", 100 * summary["share_revised"], "%", 1),
            ("mean", "mean_revision", summary["mean"], unit, 2),
            ("size", "mean_absolute_revision", summary["mean_absolute"], unit, 2),
            ("largest", "largest_revision", summary["largest"], unit, 1),
        )
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: {share} of the figures of {vintage} have been revised since by more than {tolerance}",
            name=language.name("indicator", indicator),
            tolerance=amount(facts["tolerance"], language),
            share=amount(facts["share"], language),
            vintage=language.month(vintage),
        )
        text = sentences(
            [
                t(
                    "Of {pairs} figures that stand in both releases, {share} differ by more than {tolerance}.",
                    pairs=amount(facts["pairs"], language),
                    share=amount(facts["share"], language),
                    tolerance=amount(facts["tolerance"], language),
                ),
                t(
                    "The mean absolute revision is {size}, the mean revision {mean}.",
                    size=amount(facts["size"], language),
                    mean=amount(facts["mean"], language),
                ),
                t(
                    "The largest, {largest}, is that of {economy} for {year}.",
                    largest=amount(facts["largest"], language),
                    economy=economy(str(worst["REF_AREA"]), language),
                    year=int(worst["TIME_PERIOD"]),
                ),
                t("A revision is usually a better figure and not a mistake; its size says how firm a first figure is."),
            ],
            language,
        )
        labels = {
            "axis_x": t("Revision ({unit}); the outer bars hold all larger ones", unit=unit_name(unit, language)),
            "axis_y": t("Number of figures"),
        }
        alt = t("Histogram of revisions around zero. {summary}", summary=text)
        subtitle = t(
            "Figures of today less those released in {vintage}, same economy and year", vintage=language.month(vintage)
        )
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "histogram", data, words, (indicator,), {"decimals": 1 if step < 1 else 0})


def yes_no(workshop: Workshop, id: str, indicators: list[str], groups: str) -> Exhibit:
    """Stacked bars: share of economies that have, have not, or do not report a feature of their statistical system."""
    members = list(workshop.populated())
    rows = []
    seen: dict[str, pd.Series] = {}
    for code in indicators:
        found = workshop.data.observations.latest(code).reindex(members)
        seen[code], latest = found["year"], found["value"]
        rows += [
            (code, "yes", int((latest == 1).sum())),
            (code, "no", int((latest == 0).sum())),
            (code, "not_reported", int(latest.isna().sum())),
        ]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    table = data.pivot(index="bar", columns="segment", values="value").reindex(indicators)
    answered = table["yes"] + table["no"]
    rate = 100 * table["yes"] / answered
    high, low = str(rate.idxmax()), str(rate.idxmin())
    facts = {
        key: workshop.fact(f"{id}.{key}", rate[code], "%", 0, method="share of answers", inputs=[(code, seen[code])])
        for key, code in (("high", high), ("low", low))
    }
    facts["unknown"] = workshop.fact(
        f"{id}.unknown",
        table["not_reported"].max(),
        "",
        0,
        method="count",
        inputs=[*seen.items(), _people(workshop)],
    )
    years = span(np.concatenate([found.dropna().to_numpy() for found in seen.values()]))

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: {low} of the economies that answer say yes, {years}",
            years=years,
            low=amount(facts["low"], language),
            name=language.name("short", low),
        )
        text = sentences(
            [
                t(
                    "The share of yes among answers is highest for “{high_name}” ({high}) and lowest for “{low_name}” ({low}).",
                    high=amount(facts["high"], language),
                    high_name=language.name("short", high),
                    low=amount(facts["low"], language),
                    low_name=language.name("short", low),
                ),
                t(
                    "No answer is not a no: up to {count} economies have no value in the release used here.",
                    count=amount(facts["unknown"], language),
                ),
            ],
            language,
        )
        labels = {code: language.name("short", code) for code in indicators} | {
            "yes": t("Yes"),
            "no": t("No"),
            "not_reported": t("Not reported"),
        }
        alt = t("Stacked bars, one a feature, with yes, no and not reported. {summary}", summary=text)
        subtitle = t("Number of economies, latest value, {years}", years=years)
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        tuple(indicators),
        {"segments": ("yes", "no", "not_reported"), "share": False, "horizontal": True, "decimals": 0},
    )
