"""Recipes of the official progress methods side by side: verdicts, and where and why they differ."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, sentences
from pipeline.findings.workshop import WORLD, Input, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.progress.compare import Assessment, assess, assess_wide, verdict_table
from pipeline.methods.progress.disagreement import disagreements
from pipeline.methods.progress.rules import Rules, read_rules
from pipeline.methods.progress.series import Series, Target, is_percentage, kind_of_unit
from pipeline.methods.progress.verdicts import Desired, Level, Method

LEVELS = (Level.ACHIEVED, Level.ON_TRACK, Level.SOME, Level.LITTLE, Level.AWAY)
NOT_ASSESSED = "not_assessed"


def rules(workshop: Workshop) -> Rules:
    """Bounds of all methods, from the thresholds sheet."""
    return workshop.once("progress.rules", lambda: read_rules(workshop.data.parameters.thresholds))


def assessments(workshop: Workshop, target: str) -> dict[str, Assessment]:
    """Every method on every economy for one target of data/monitoring/targets.xlsx, in M49's economies only."""

    def make() -> dict[str, Assessment]:
        wide = workshop.data.observations.wide(target_row(workshop, target)["indicator"])
        members = [code for code in wide.index if code in workshop.data.groups[WORLD].members]
        return assess_wide(wide.loc[members], aim_of(workshop, target), rules(workshop))

    return workshop.once(f"progress.{target}", make)


def aim_of(workshop: Workshop, target: str) -> Target:
    """A row of the targets sheet as the methods take it."""
    row = target_row(workshop, target)
    unit = workshop.indicator(row["indicator"]).unit
    return Target(
        None if pd.isna(row["value"]) else float(row["value"]),
        int(row["base_year"]),
        int(row["target_year"]),
        Desired(row["direction"]),
        kind_of_unit(unit),
        is_percentage(unit),
    )


def world_assessments(workshop: Workshop, how: str) -> dict[str, Assessment]:
    """Every method on the world value of every target; ``how``: population (weighted) or unweighted (as ESCAP)."""

    def make() -> dict[str, Assessment]:
        found = {}
        for target, indicator in workshop.data.parameters.targets[["target", "indicator"]].itertuples(index=False):
            series = workshop.group_values(indicator, WORLD, how)["value"]
            found[target] = assess(Series.of(series), aim_of(workshop, target), rules(workshop))
        return found

    return workshop.once(f"progress.world.{how}", make)


def target_row(workshop: Workshop, target: str) -> pd.Series:
    """The row of a target. Raises KeyError with the code where there is none."""
    return workshop.data.parameters.targets.set_index("target").loc[target]


def _seen(workshop: Workshop, target: str) -> Input:
    """The observations behind the verdicts on a target: all years up to its own, as some regressions reach back."""
    row = target_row(workshop, target)
    years = [year for year in workshop.data.observations.wide(row["indicator"]).columns if year <= row["target_year"]]
    return row["indicator"], assessments(workshop, target), years


def verdicts_by_method(workshop: Workshop, id: str, target: str) -> Exhibit:
    """Stacked bars to 100 per cent: levels on the common scale, one bar a method, for one target."""
    found = assessments(workshop, target)
    rows = []
    for method in Method:
        levels = [item.levels.get(method) for item in found.values()]
        rows += [(str(method), level.name.lower(), sum(one is level for one in levels)) for level in LEVELS]
        rows.append((str(method), NOT_ASSESSED, sum(one is None for one in levels)))
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    table = data.pivot(index="bar", columns="segment", values="value")
    good = table["achieved"] + table["on_track"]
    agree = sum(len(set(item.levels.values())) == 1 for item in found.values() if len(item.levels) > 1)
    several = sum(len(item.levels) > 1 for item in found.values())
    row = target_row(workshop, target)
    high, low = str(good.idxmax()), str(good.idxmin())
    series = workshop.fact(
        f"{id}.series", len(found), "", 0, method="count", inputs=[_seen(workshop, target)], target=target
    )
    facts = {
        key: workshop.fact(f"{id}.{key}", good[by], "", 0, method="progress.assess", of=(series,), target=target, by=by)
        for key, by in (("high", high), ("low", low))
    }
    facts["series"] = series
    facts["agree"] = workshop.fact(
        f"{id}.agree", 100 * agree / several, "%", 0, method="progress.verdict_table", of=(series,), target=target
    )

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("short", row["indicator"])
        title = t(
            "{name}: {low} or {high} of {series} economies on track or there, depending on the official method",
            name=name,
            low=amount(facts["low"], language),
            high=amount(facts["high"], language),
            series=amount(facts["series"], language),
        )
        text = sentences(
            [
                t(
                    "By {high_method} {high} economies are on track or have met the target; by {low_method} {low} are.",
                    high_method=method_name(high, language),
                    low_method=method_name(low, language),
                    high=amount(facts["high"], language),
                    low=amount(facts["low"], language),
                ),
                t("All methods that assess a series give it the same level in {agree} of cases.", agree=amount(facts["agree"], language)),
                t("The methods’ own classes are placed on one scale of five levels; a table of this section says how."),
            ],
            language,
        )  # fmt: skip
        labels = {str(method): method_name(str(method), language) for method in Method} | level_labels(language)
        alt = t("Stacked bars to 100 per cent, one a method, by level. {summary}", summary=text)
        subtitle = t(
            "Per cent of economies by level, target {value} by {year}",
            value=language.number(row["value"], 0),
            year=int(row["target_year"]),
        )
        return Words(title, subtitle, source_line(workshop, [row["indicator"]], language), alt, text, labels)

    segments = (*(level.name.lower() for level in LEVELS), NOT_ASSESSED)
    options = {
        "segments": segments,
        "share": True,
        "horizontal": True,
        "decimals": 0,
        "ramp": "diverging",
        "reverse": True,
    }
    return Exhibit(id, "stacked_bars", data, words, (row["indicator"],), options)


def method_name(method: str, language: Language) -> str:
    """Printed name of a method."""
    t = language.text
    return {
        "unsd": t("UN Statistics Division"),
        "statistics_canada": t("Statistics Canada and Eurostat"),
        "escap": t("UN ESCAP, anticipated progress"),
        "sdsn": t("SDSN trend arrows"),
        "probability": t("OECD-style probability"),
    }[method]


def level_labels(language: Language) -> dict[str, str]:
    """Printed names of the levels of the common scale."""
    t = language.text
    return {
        "achieved": t("Target met"),
        "on_track": t("On track"),
        "some": t("Some progress, too slow"),
        "little": t("Little or no progress"),
        "away": t("Moving away"),
        NOT_ASSESSED: t("Not assessed"),
    }


def disagreement_matrix(workshop: Workshop, id: str, targets: list[str]) -> Exhibit:
    """Heat map: share of economies and targets on which two methods give different levels."""
    pairs = pd.concat(
        [disagreements(assessments(workshop, target), rules(workshop)).assign(target=target) for target in targets]
    )
    both: dict[tuple[str, str], int] = {}
    for target in targets:
        for item in assessments(workshop, target).values():
            present = [str(method) for method in Method if method in item.levels]
            for one in present:
                for two in present:
                    both[one, two] = both.get((one, two), 0) + 1
    counts = pairs.groupby(["first", "second"]).size()
    rows = []
    for one in map(str, Method):
        for two in map(str, Method):
            if one == two:
                rows.append((one, two, float("nan")))
                continue
            differ = counts.get((one, two), 0) + counts.get((two, one), 0)
            rows.append((one, two, 100 * differ / both[one, two] if both.get((one, two)) else float("nan")))
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    ranked = data.dropna().sort_values("value", ascending=False)
    worst, best = ranked.iloc[0], ranked.iloc[-1]
    causes = pairs["cause"].value_counts()
    series = workshop.fact(
        f"{id}.series",
        sum(len(assessments(workshop, target)) for target in targets),
        "",
        0,
        method="count",
        inputs=[_seen(workshop, target) for target in targets],
        targets=tuple(targets),
    )
    facts = {
        "worst": workshop.fact(f"{id}.worst", worst["value"], "%", 0, method="progress.disagreements", of=(series,), pair=f"{worst['row']}, {worst['column']}"),
        "best": workshop.fact(f"{id}.best", best["value"], "%", 0, method="progress.disagreements", of=(series,), pair=f"{best['row']}, {best['column']}"),
        "cause": workshop.fact(f"{id}.main_cause", 100 * causes.iloc[0] / causes.sum(), "%", 0, method="progress.disagreements", of=(series,), cause=str(causes.index[0])),
        "pairs": workshop.fact(f"{id}.pairs", len(pairs), "", 0, method="progress.disagreements", of=(series,)),
    }  # fmt: skip
    codes = list(dict.fromkeys(target_row(workshop, target)["indicator"] for target in targets))

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Two official methods disagree on up to {worst} of series",
            worst=amount(facts["worst"], language),
        )
        text = sentences(
            [
                t(
                    "{one} and {two} differ most often ({worst} of series that both assess), {three} and {four} least often ({best}).",
                    one=method_name(worst["row"], language),
                    two=method_name(worst["column"], language),
                    three=method_name(best["row"], language),
                    four=method_name(best["column"], language),
                    worst=amount(facts["worst"], language),
                    best=amount(facts["best"], language),
                ),
                t(
                    "The most frequent reason, in {share} of {pairs} disagreeing pairs: {cause}.",
                    share=amount(facts["cause"], language),
                    pairs=amount(facts["pairs"], language),
                    cause=cause_name(str(causes.index[0]), language),
                ),
                t("A verdict of one method alone is therefore not reported as a fact about an economy."),
            ],
            language,
        )
        labels = {str(method): method_name(str(method), language) for method in Method} | {"no_data": t("Same method")}
        alt = t("Heat map of methods by methods. {summary}", summary=text)
        subtitle = t(
            "Share of series on different levels of the common scale, per cent; {count} targets",
            count=language.number(len(targets), 0),
        )
        return Words(title, subtitle, source_line(workshop, codes, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, tuple(codes), options)


def cause_name(cause: str, language: Language) -> str:
    """Why two methods disagree, in words."""
    t = language.text
    return {
        "near_limit": t("only one counts a value close to a natural limit as achieved"),
        "fell_back": t("the base had met the target already"),
        "bounds": t("the bounds of their classes differ"),
        "rates": t("one compares growth rates, the other the change itself"),
        "growth_or_line": t("compound growth against a straight line"),
        "points_or_regression": t("two end points against a regression through all points"),
        "path_or_spread": t("one path against the spread of many projections"),
    }[cause]


def verdict_lines(workshop: Workshop, target: str) -> pd.DataFrame:
    """One line an economy with every method's verdict (methods.progress.compare.verdict_table)."""
    return workshop.once(f"progress.{target}.table", lambda: verdict_table(assessments(workshop, target)))
