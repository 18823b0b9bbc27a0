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
from pipeline.findings.workshop import WORLD, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.availability import availability, reporting_share, revision_summary, revisions


def reporting(workshop: Workshop, id: str, indicators: list[str], first: int, last: int) -> Exhibit:
    """Heat map: share of economies with a value, indicators × years."""
    members = list(workshop.data.groups[WORLD].members)
    rows = []
    for code in indicators:
        shares = reporting_share(workshop.data.observations.wide(code), members)
        rows += [(code, str(year), 100 * float(shares.get(year, 0.0))) for year in range(first, last + 1)]
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    table = data.pivot(index="row", columns="column", values="value").reindex(indicators)
    recent = str(last)
    best_year = table.mean().idxmax()
    facts = {
        "best": workshop.fact(
            f"{id}.best_year_mean",
            table[best_year].mean(),
            "%",
            0,
            method="availability.reporting_share",
            year=int(best_year),
        ),
        "recent": workshop.fact(
            f"{id}.recent_mean", table[recent].mean(), "%", 0, method="availability.reporting_share", year=last
        ),
    }
    empty = int((table[recent] == 0).sum())

    def words(language: Language) -> Words:
        t = language.text
        title = (
            t(
                "Reporting thins out towards the present: {recent} of economies on average in {last}, {best} in {year}",
                recent=amount(facts["recent"], language),
                last=last,
                best=amount(facts["best"], language),
                year=best_year,
            )
            if movement(facts["recent"], facts["best"], language) == "up"
            else t(
                "Reporting is at its height in the latest year: {recent} of economies on average",
                recent=amount(facts["recent"], language),
            )
        )
        parts = [
            t("A cell shows the share of all economies of this report that have a value for the indicator and year."),
            t(
                "Averaged over the indicators shown, the share is highest in {year} ({best}).",
                year=best_year,
                best=amount(facts["best"], language),
            ),
        ]
        if empty:
            parts.append(
                language.plural(
                    "{count} indicator has no value at all for {year}.",
                    "{count} indicators have no value at all for {year}.",
                    empty,
                    year=last,
                )
            )
        parts.append(t("Some of this is the lag of the releases used here and not a silence of the economies."))
        text = sentences(parts, language)
        labels = {code: language.name("short", code) for code in indicators}
        alt = t("Heat map of indicators by year. {summary}", summary=text)
        subtitle = t(
            "Economies with a value, per cent of {count} economies, {years}",
            count=language.number(len(members), 0),
            years=span([first, last]),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, tuple(indicators), options)


def ages(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Stacked bars: age of the latest datum over economies, one bar an indicator."""
    members = list(workshop.data.groups[WORLD].members)
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
    fresh = 100 * (table["age_0_2"] + table["age_3_5"]).sum() / table.to_numpy().sum()
    facts = {
        "none": workshop.fact(f"{id}.none", share, "%", 0, method="availability", indicators=tuple(indicators)),
        "fresh": workshop.fact(f"{id}.fresh", fresh, "%", 0, method="availability", indicators=tuple(indicators)),
    }
    emptiest = str(table["no_data"].idxmax())

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{fresh} of the latest values are five years old or newer; {none} do not exist",
            fresh=amount(facts["fresh"], language),
            none=amount(facts["none"], language),
        )
        text = sentences(
            [
                t("Age is counted from the edition’s year, {year}, to the year of the latest value.", year=year),
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
            "Number of economies by age of their latest value, {count} economies",
            count=language.number(len(members), 0),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

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
        "tolerance": workshop.fact(f"{id}.tolerance", tolerance, unit, 2 if tolerance < 0.1 else 1, method="parameter"),
        "pairs": workshop.fact(
            f"{id}.pairs",
            summary["pairs"],
            "",
            0,
            method="availability.revisions",
            indicator=indicator,
            vintage=vintage,
        ),
        "share": workshop.fact(
            f"{id}.share_revised",
            100 * summary["share_revised"],
            "%",
            1,
            method="availability.revision_summary",
            tolerance=tolerance,
        ),
        "mean": workshop.fact(f"{id}.mean_revision", summary["mean"], unit, 2, method="availability.revision_summary"),
        "size": workshop.fact(
            f"{id}.mean_absolute_revision", summary["mean_absolute"], unit, 2, method="availability.revision_summary"
        ),
        "largest": workshop.fact(
            f"{id}.largest_revision", summary["largest"], unit, 1, method="availability.revision_summary"
        ),
    }
    worst = pairs.loc[pairs["revision"].abs().idxmax()]

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: {share} of the figures of {vintage} were revised since",
            name=language.name("indicator", indicator),
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
    members = list(workshop.data.groups[WORLD].members)
    rows = []
    for code in indicators:
        latest = workshop.data.observations.latest(code)["value"].reindex(members)
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
        key: workshop.fact(f"{id}.{key}", rate[code], "%", 0, method="share of answers", indicator=code)
        for key, code in (("high", high), ("low", low))
    }
    facts["unknown"] = workshop.fact(f"{id}.unknown", table["not_reported"].max(), "", 0, method="count")

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: {low} of the economies that answer say yes",
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
        years = span(
            np.concatenate([workshop.data.observations.latest(code)["year"].to_numpy() for code in indicators])
        )
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
