"""Recipes of the digital divide: inequality between economies with intervals, its parts, convergence, years behind.

All measures rest on a fixed panel of economies; "narrowed" and "widened" are written only where the bootstrap interval
of the change excludes zero.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, movement, number, sentences, span
from pipeline.findings.workshop import POPULATION, WORLD, Input, Workshop, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.divide import (
    MEASURES,
    Change,
    Direction,
    Panel,
    Scale,
    beta,
    between_years,
    decompose,
    matched_panel,
    of_year,
    time_distances,
)


def _panel(workshop: Workshop, indicator: str, years: list[int]) -> Panel:
    """Economies with a value in all of these years, weighted by population."""
    observations = workshop.data.observations
    members = workshop.data.groups[WORLD].members

    def make() -> Panel:
        return matched_panel(observations.wide(indicator), years, observations.wide(POPULATION), members)

    return workshop.once(f"panel.{indicator}.{years}", make)


def _seen(workshop: Workshop, indicator: str, panel: Panel, year: int) -> list[Input]:
    """The observations of a panel in one year, and the people that weight them."""
    return [(indicator, panel.economies, [year]), (POPULATION, panel.economies, [workshop.population_year(year)])]


def _movement(change: Change, language: Language, then: Fact, now: Fact, first: int, last: int) -> str:
    """What may be said of a change: a direction only where its interval excludes zero and the printed digits differ."""
    t = language.text
    values = {"then": number(then, language), "now": number(now, language), "first": first, "last": last}
    if not change.supported:
        return t(
            "It was {then} in {first} and {now} in {last}; the interval of the change includes zero, so that no direction is claimed.",
            **values,
        )
    if movement(then, now, language) == "flat":
        return t(
            "It was {now} in both {first} and {last}: it changed by less than the printed digits show, so that no direction is claimed.",
            **values,
        )
    if change.direction is Direction.NARROWED:
        return t(
            "It fell from {then} in {first} to {now} in {last}, and the interval of the change excludes zero: inequality narrowed.",
            **values,
        )
    return t(
        "It rose from {then} in {first} to {now} in {last}, and the interval of the change excludes zero: inequality widened.",
        **values,
    )


def inequality(workshop: Workshop, id: str, indicators: list[str], years: list[int], measure: str = "gini") -> Exhibit:
    """Ranges: an inequality measure between economies with its bootstrap interval, by year, for several indicators."""
    rows = []
    facts: dict[tuple[str, object], Fact] = {}
    changes: dict[str, Change] = {}
    panels: dict[str, Panel] = {}
    for code in indicators:
        panel = panels[code] = _panel(workshop, code, years)
        for year in years:
            found = of_year(panel, year, MEASURES[measure])
            rows.append((f"{code}.{year}", found.low, found.value, found.high, code))
            if year in (years[0], years[-1]):
                facts[code, year] = workshop.fact(f"{id}.{code}.{year}", found.value, "", 2, method=f"divide.{measure}",
                                                  inputs=_seen(workshop, code, panel, year))  # fmt: skip
        changes[code] = between_years(panel, years[0], years[-1], MEASURES[measure])
        facts[code, "n"] = workshop.fact(
            f"{id}.{code}.economies",
            len(panel.economies),
            "",
            0,
            method="divide.matched_panel",
            code=code,
            areas=panel.economies,
            years=years,
        )
        facts[code, "covered"] = workshop.fact(
            f"{id}.{code}.covered",
            100 * panel.covered[-1],
            "%",
            0,
            method="divide.matched_panel",
            inputs=[(POPULATION, workshop.data.groups[WORLD].members, [workshop.population_year(panel.years[-1])])],
            of=(facts[code, "n"],),
        )
    data = pd.DataFrame(rows, columns=["label", "low", "mid", "high", "block"])

    def words(language: Language) -> Words:
        t = language.text
        narrowed = [
            code
            for code in indicators
            if changes[code].supported
            and changes[code].direction is Direction.NARROWED
            and movement(facts[code, years[0]], facts[code, years[-1]], language) != "flat"
        ]
        names = {code: language.name("short", code) for code in indicators}
        if len(narrowed) == len(indicators):
            title = t("Inequality between economies narrowed for {names}", names=language.listing(list(names.values())))
        elif narrowed:
            title = t(
                "Inequality between economies narrowed for {names}; elsewhere no direction can be claimed",
                names=language.listing([names[code] for code in narrowed]),
            )
        else:
            title = t("Inequality between economies: no narrowing that the data support")
        parts = []
        for code in indicators:
            parts.append(
                t(
                    "{name}: {count} economies with {people} of the world’s people are in the panel.",
                    name=names[code],
                    count=amount(facts[code, "n"], language),
                    people=amount(facts[code, "covered"], language),
                )
            )
            parts.append(
                _movement(
                    changes[code],
                    language,
                    facts[code, years[0]],
                    facts[code, years[-1]],
                    years[0],
                    years[-1],
                )
            )
        parts.append(t("Each economy counts by its population; differences inside economies are not in it."))
        text = sentences(parts, language)
        labels = {f"{code}.{year}": str(year) for code in indicators for year in years} | names
        alt = t("Dots with intervals by year, one block an indicator. {summary}", summary=text)
        subtitle = t(
            "Gini index between economies, weighted by population, fixed panel; bootstrap interval of 95 per cent, {years}",
            years=span(years),
        )
        return Words(title, subtitle, source_line(workshop, [*indicators, POPULATION], language), alt, text, labels)

    return Exhibit(id, "range_bars", data, words, tuple(indicators), {"decimals": 2, "x_from_zero": True})


def theil_parts(workshop: Workshop, id: str, indicator: str, years: list[int], groups: str = "income") -> Exhibit:
    """Stacked bars: Theil's index split into inequality between and within groups, by year."""
    panel = _panel(workshop, indicator, years)
    member = workshop.member_of(groups)
    panel = panel.only([code for code in panel.economies if code in member])
    labels_of = [member[code] for code in panel.economies]
    rows, shares = [], {}
    for year in years:
        parts = decompose(*panel.at(year), labels_of)
        rows += [(str(year), "between", 1000 * parts.between), (str(year), "within", 1000 * parts.within)]
        shares[year] = workshop.fact(f"{id}.between.{year}", 100 * parts.between / parts.total, "%", 0, method="divide.decompose",
                                     inputs=_seen(workshop, indicator, panel, year), groups=groups)  # fmt: skip
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    first, last = years[0], years[-1]

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "then": amount(shares[first], language),
            "now": amount(shares[last], language),
            "first": first,
            "last": last,
        }
        title = t(
            "{name}: {now} of the inequality lies between income groups",
            name=language.name("short", indicator),
            **values,
        )
        text = sentences(
            [
                t("Theil’s index splits exactly into a part between groups and a part within them.", **values),
                t("The part between income groups was {then} of the whole in {first} and {now} in {last}.", **values),
                t("What remains lies between economies of the same group, which an average of the group hides."),
            ],
            language,
        )
        labels = {"between": t("Between groups"), "within": t("Within groups")}
        alt = t("Stacked bars, one a year, in two parts. {summary}", summary=text)
        subtitle = t(
            "Theil T between economies, thousandths, weighted by population, fixed panel, {years}", years=span(years)
        )
        return Words(title, subtitle, source_line(workshop, [indicator, POPULATION], language), alt, text, labels)

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (indicator,),
        {"segments": ("between", "within"), "share": False, "horizontal": False, "decimals": 0},
    )


def convergence(workshop: Workshop, id: str, indicator: str, first: int, last: int) -> Exhibit:
    """Scatter: yearly change against the initial level, with the line of the regression (beta-convergence)."""
    meta = workshop.indicator(indicator)
    panel = _panel(workshop, indicator, [first, last])
    start, end = panel.at(first)[0], panel.at(last)[0]
    found = beta(panel, first, last, Scale.POINTS)
    member = workshop.member_of("income")
    data = pd.DataFrame({"label": panel.economies, "x": start, "y": (end - start) / (last - first)})
    data["group"] = data["label"].map(member)
    data = data.dropna(subset=["group"]).reset_index(drop=True)
    residual = (data["y"] - found.intercept - found.slope.value * data["x"]).abs()
    data["annotate"] = residual.rank(ascending=False) <= 6
    ends = np.array([data["x"].min(), data["x"].max()])
    line = pd.DataFrame({"x": ends, "y": found.intercept + found.slope.value * ends})
    slope = workshop.fact(f"{id}.slope", found.slope.value, "", 3, method="divide.beta", code=indicator,
                          areas=panel.economies, years=[first, last], scale="points")  # fmt: skip
    of = (slope,)
    facts = {
        "slope": slope,
        "low": workshop.fact(f"{id}.slope_low", found.slope.low, "", 3, method="divide.beta", of=of),
        "high": workshop.fact(f"{id}.slope_high", found.slope.high, "", 3, method="divide.beta", of=of),
        "n": workshop.fact(f"{id}.economies", found.economies, "", 0, method="divide.beta", of=of),
        "r": workshop.fact(f"{id}.r_squared", found.r_squared, "", 2, method="divide.beta", of=of),
    }  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("short", indicator)
        if found.supported:
            title = t("{name}: economies that started lower rose faster", name=name)
        else:
            title = t("{name}: no sign that economies that started lower rose faster", name=name)
        text = sentences(
            [
                t(
                    "Over {n} economies the slope of yearly change on the level of {first} is {slope} (interval of 95 per cent: {low} to {high}; R² {r}).",
                    n=amount(facts["n"], language),
                    first=first,
                    slope=number(facts["slope"], language),
                    low=number(facts["low"], language),
                    high=number(facts["high"], language),
                    r=number(facts["r"], language),
                ),
                t("A share cannot pass 100 per cent, so that economies near the top must slow down: part of this is arithmetic and not catching up."),
                t("Economies count alike; marked are those farthest from the line."),
            ],
            language,
        )  # fmt: skip
        labels = {code: language.name("economy", code) for code in data["label"]} | group_labels(
            workshop.groups("income"), language
        )
        labels |= {"axis_x": t("Level in {first}", first=first), "axis_y": t("Change a year to {last}", last=last)}
        alt = t("Scatter with a falling or rising line. {summary}", summary=text)
        subtitle = t(
            "{unit}, {years}",
            unit=language.name("unit", meta.unit),
            years=t("{first} and {last}", first=first, last=last),
        )
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    options = {"line": line, "decimals": 1, "groups": tuple(group.code for group in workshop.groups("income"))}
    return Exhibit(id, "scatter", data, words, (indicator,), options)


def years_behind(workshop: Workshop, id: str, indicator: str, kinds: list[str], reference: str = "HIC") -> Exhibit:
    """Bars: how many years ago the reference group had the value that each group has now (S-time-distance)."""
    groups = [group for kind in kinds for group in workshop.groups(kind) if group.code != reference]
    series = {group.code: workshop.group_values(indicator, group.code)["value"] for group in groups}
    ahead = workshop.group_values(indicator, reference)["value"]
    found = time_distances(pd.DataFrame(series).T, ahead.dropna())
    found["value_shown"] = found["years"].fillna(found["at_least"])
    found["bound"] = found["years"].isna()
    found = found.dropna(subset=["value_shown"]).sort_values("value_shown", ascending=False)
    data = found.rename_axis("label").reset_index()[["label", "value_shown", "bound", "year", "value"]]
    data = data.set_axis(["label", "value", "highlight", "year", "level"], axis="columns")
    top = found.iloc[0]
    value = workshop.group_fact(f"{id}.value", indicator, str(found.index[0]), int(top["year"]))
    # The reference group in the years between which it had that value; in its first where that is not known.
    moment, known = round(float(top["year"] - top["value_shown"]), 6), ahead.dropna().index
    between = sorted({int(known[known <= moment].max()), int(known[known >= moment].min())})
    leaders = workshop.data.groups[reference].members
    facts = {
        "top": workshop.fact(
            f"{id}.top",
            # A lower bound is rounded down, so that the printed years are no more than is known.
            np.floor(top["value_shown"]) if top["bound"] else top["value_shown"],
            "years",
            0,
            method="divide.time_distance",
            inputs=[
                (indicator, leaders, between),
                (POPULATION, leaders, [workshop.population_year(year) for year in between]),
            ],
            of=(value,),
            group=str(found.index[0]),
        ),
        "value": value,
    }
    bounded = list(found.index[found["bound"]])
    undefined = [group for group in groups if group.code not in set(found.index)]

    def words(language: Language) -> Words:
        t = language.text
        lead, name = language.name("group", reference), language.name("short", indicator)
        values = {
            "group": language.name("group", str(found.index[0])),
            "years": amount(facts["top"], language),
            "value": amount(facts["value"], language),
            "year": int(top["year"]),
            "reference": lead,
            "name": name,
        }
        if top["bound"]:
            title = t("{group}: at least {years} behind {reference} in {name}", **values)
            first = t(
                "{group} reached {value} in {year}; {reference} were beyond that value at their first observation, at least {years} earlier.",
                **values,
            )
        else:
            title = t("{group}: {years} behind {reference} in {name}", **values)
            first = t("{group} reached {value} in {year}; {reference} had that value {years} earlier.", **values)
        parts = [
            first,
            t(
                "Time distance says how long ago the leader was at the same place; it does not say how long it will take others."
            ),
        ]
        if bounded:
            parts.append(
                t(
                    "For {groups} the bar is a lower bound, because the leader’s series does not reach back far enough.",
                    groups=language.listing([language.name("group", code) for code in bounded]),
                )
            )
        if undefined:
            parts.append(
                t(
                    "For {groups} it is not defined, because too few economies report or because they are ahead.",
                    groups=language.listing([language.name("group", group.code) for group in undefined]),
                )
            )
        text = sentences(parts, language)
        alt = t("Bar chart of {count} groups. {summary}", count=language.number(len(data), 0), summary=text)
        subtitle = t(
            "Years since {reference} had the latest value of the group, population-weighted means", reference=lead
        )
        return Words(
            title,
            subtitle,
            source_line(workshop, [indicator, POPULATION], language),
            alt,
            text,
            group_labels(groups, language),
        )

    return Exhibit(id, "bars", data, words, (indicator,), {"decimals": 1})
