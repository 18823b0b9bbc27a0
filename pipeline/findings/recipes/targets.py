"""Recipes of the monitoring framework: verdicts on progress, and a published index recomputed."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, sentences
from pipeline.findings.workshop import Input, Workshop, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.progress import Desired, Progress, ProgressRule, Verdict, unsd

VERDICTS = (Verdict.ACHIEVED, Verdict.ON_TRACK, Verdict.FAIR, Verdict.STAGNATION, Verdict.NOT_ASSESSED)


def unsd_rule(workshop: Workshop) -> ProgressRule:
    """Bounds of the UNSD classes, read from the thresholds sheet. Raises KeyError where one is missing."""
    rows = workshop.data.parameters.thresholds
    values = rows[rows["method"] == "unsd"].set_index("parameter")["value"]
    return ProgressRule(
        on_track=values["on_track"],
        fair=values["fair"],
        fast_growth=values["fast_growth"],
        slow_growth=values["slow_growth"],
        near_limit=values["near_limit"],
    )


def verdicts(workshop: Workshop, target: str) -> dict[str, Progress]:
    """UNSD verdict of every economy on one target of data/monitoring/targets.xlsx; empty for no observation."""
    targets = workshop.data.parameters.targets
    row = targets[targets["target"] == target].iloc[0]
    wide = workshop.data.observations.wide(row["indicator"])
    wide = wide[[year for year in wide.columns if year >= row["base_year"]]]
    rule = unsd_rule(workshop)
    value = None if pd.isna(row["value"]) else float(row["value"])
    result = {}
    years = [int(year) for year in wide.columns]
    for code, series in zip(wide.index.tolist(), wide.to_numpy(dtype=float).tolist(), strict=True):
        seen = [position for position, one in enumerate(series) if not math.isnan(one)]
        if seen:
            result[code] = unsd(
                series[seen[0]],
                years[seen[0]],
                series[seen[-1]],
                years[seen[-1]],
                value,
                int(row["target_year"]),
                Desired(row["direction"]),
                rule,
            )
    return result


def ends_of(workshop: Workshop, target: str, areas: Iterable[str]) -> list[Input]:
    """The observations that the verdicts of these economies rest on: the first since the base year, and the latest."""
    row = workshop.data.parameters.targets.set_index("target").loc[target]
    rows = workshop.data.observations.of(row["indicator"])
    rows = rows[(rows["TIME_PERIOD"] >= row["base_year"]) & rows["REF_AREA"].isin(list(areas))]
    years = rows.groupby("REF_AREA")["TIME_PERIOD"]
    return [(row["indicator"], years.min()), (row["indicator"], years.max())]


def progress_by_target(workshop: Workshop, id: str, targets: list[str]) -> Exhibit:
    """Stacked bars: number of economies in each UNSD class, one bar a target."""
    members = set(workshop.populated())
    rows, by_target = [], {}
    for target in targets:
        found = {code: progress.verdict for code, progress in verdicts(workshop, target).items() if code in members}
        counts = pd.Series(list(found.values())).value_counts()
        by_target[target] = counts
        rows += [(target, str(v), int(counts.get(v, 0))) for v in VERDICTS]
        rows.append((target, "no_data", len(members) - len(found)))
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    table = data.pivot(index="bar", columns="segment", values="value").reindex(targets)
    good = table["achieved"] + table["on_track"]
    assessed = table[["achieved", "on_track", "fair", "stagnation"]].sum(axis=1)
    share = 100 * good / assessed
    high, low = str(share.idxmax()), str(share.idxmin())
    meta = workshop.data.parameters.targets.set_index("target")
    lead = targets[0]
    ends = {target: ends_of(workshop, target, sorted(members)) for target in targets}
    facts = {
        key: workshop.fact(
            f"{id}.{key}", share[target], "%", 0, method="progress.unsd", inputs=ends[target], target=target
        )
        for key, target in (("high", high), ("low", low), ("lead", lead))
    }
    facts["assessed"] = workshop.fact(
        f"{id}.assessed", assessed[lead], "", 0, method="progress.unsd", inputs=ends[lead], target=lead
    )
    passed = [target for target in targets if int(meta.loc[target, "target_year"]) <= workshop.edition.year]

    def words(language: Language) -> Words:
        t = language.text

        def name(target: str) -> str:
            return language.name("short", meta.loc[target, "indicator"])

        title = t(
            "On track or there by the UNSD method: {high} of assessed economies for {high_name}, {low} for {low_name}",
            high=amount(facts["high"], language),
            high_name=name(high),
            low=amount(facts["low"], language),
            low_name=name(low),
        )
        goal = meta.loc[lead]
        finding = t(
            "By the UNSD method {share} of {count} assessed economies are on track to the target for {name} of {year}, or there",
            share=amount(facts["lead"], language),
            count=amount(facts["assessed"], language),
            name=name(lead),
            year=int(goal["target_year"]),
        )
        text = sentences(
            [
                *(
                    t(
                        "The target year for {name}, {year}, has passed; the last data are of {last}.",
                        name=name(target),
                        year=int(meta.loc[target, "target_year"]),
                        last=int(workshop.data.observations.of(meta.loc[target, "indicator"])["TIME_PERIOD"].max()),
                    )
                    for target in passed
                ),
                t(
                    "The method projects the average growth rate since the base year to the target year and compares the change expected with the change required."
                ),
                t("It is one official method among several; another can give another verdict on the same series."),
                t("Economies with a single year or a base of zero are not assessed."),
            ],
            language,
        )
        labels = {target: name(target) for target in targets} | {
            "achieved": t("Target met"),
            "on_track": t("On track"),
            "fair": t("Fair, accelerate"),
            "stagnation": t("Stagnation or regression"),
            "not_assessed": t("Not assessed"),
            "no_data": t("No data"),
        }
        codes = [meta.loc[target, "indicator"] for target in targets]
        alt = t("Stacked bars, one a target, by verdict. {summary}", summary=text)
        subtitle = t("Number of economies by verdict, latest value against the target year")
        return Words(title, subtitle, source_line(workshop, codes, language), alt, text, labels, finding)

    segments = (*map(str, VERDICTS), "no_data")
    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        tuple(meta.loc[list(targets), "indicator"]),
        {"segments": segments, "share": False, "horizontal": True, "ramp": "diverging", "reverse": True, "decimals": 0},
    )


def progress_by_group(workshop: Workshop, id: str, target: str, groups: str) -> Exhibit:
    """Stacked bars to 100 per cent: verdicts on one target by group."""
    found = verdicts(workshop, target)
    rows = []
    for group in workshop.groups(groups):
        mine = [found[code].verdict for code in group.members if code in found]
        assessed: list[Verdict] = [v for v in mine if v != Verdict.NOT_ASSESSED]
        if len(assessed) < 5:
            continue
        rows += [(group.code, str(v), assessed.count(v), len(assessed)) for v in VERDICTS[:-1]]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "assessed"])
    table = data.pivot(index="bar", columns="segment", values="value")
    share = 100 * (table["achieved"] + table["on_track"]) / table.sum(axis=1)
    high, low = str(share.idxmax()), str(share.idxmin())
    row = workshop.data.parameters.targets.set_index("target").loc[target]
    level = workshop.latest(row["indicator"])["value"]
    near = max(table.index, key=lambda group: level.reindex(list(workshop.data.groups[group].members)).median())
    facts = {
        key: workshop.fact(
            f"{id}.{key}",
            share[group],
            "%",
            0,
            method="progress.unsd",
            inputs=ends_of(workshop, target, workshop.data.groups[group].members),
            target=target,
            group=group,
        )
        for key, group in (("high", high), ("low", low), ("near", near))
    }

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("short", row["indicator"])
        title = t(
            "{name}, target of {year}: {high} of economies on track or there in {high_group}, {low} in {low_group}",
            name=name,
            year=int(row["target_year"]),
            high=amount(facts["high"], language),
            high_group=language.name("group", high),
            low=amount(facts["low"], language),
            low_group=language.name("group", low),
        )
        text = sentences(
            [
                t(
                    "Shares are of the economies that could be assessed with the UNSD method against {value} by {year}.",
                    value=language.number(row["value"], 0),
                    year=int(row["target_year"]),
                ),
                t(
                    "The method extends compound growth, which flatters a low start: in {group}, closest to the target, only {share} count as on track or there.",
                    group=language.name("group", near),
                    share=amount(facts["near"], language),
                )
                if near != high
                else "",
                t("A verdict rests on the growth between two points, so that one odd first value can decide it."),
            ],
            language,
        )
        labels = group_labels(workshop.groups(groups), language) | {
            "achieved": t("Target met"),
            "on_track": t("On track"),
            "fair": t("Fair, accelerate"),
            "stagnation": t("Stagnation or regression"),
        }
        alt = t("Stacked bars to 100 per cent, one a group, by verdict. {summary}", summary=text)
        return Words(
            title,
            t("Per cent of assessed economies, by verdict"),
            source_line(workshop, [row["indicator"]], language),
            alt,
            text,
            labels,
        )

    return Exhibit(
        id,
        "stacked_bars",
        data,
        words,
        (row["indicator"],),
        {
            "segments": tuple(map(str, VERDICTS[:-1])),
            "share": True,
            "horizontal": True,
            "ramp": "diverging",
            "reverse": True,
            "decimals": 0,
        },
    )
