"""Tables of evidence: identities of the accounts, verdicts by every method, what the methods' classes mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.findings.recipes.identities import all_tables, checked_identities, identity_name
from pipeline.findings.recipes.side_by_side import assessments as assessments_of
from pipeline.findings.recipes.side_by_side import (
    cause_name,
    level_labels,
    method_name,
    rules,
    target_row,
    verdict_lines,
    world_assessments,
)
from pipeline.findings.wording import escape, sentences, span
from pipeline.findings.wording.realise import label as in_print
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.accounts.identities import gdp, not_assessed, summary
from pipeline.methods.progress.disagreement import disagreements
from pipeline.methods.progress.verdicts import Method, mapping_table
from pipeline.methods.quality.agreement import agreement
from pipeline.model.supply_use import SupplyUse
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table

NOWHERE = "–"  # no residual, so no place of the largest


def identity_summary(workshop: Workshop, id: str, language: Language, economy: str) -> Table:
    """All identities of all years: how many were checked, hold, break or cannot be judged, and the largest residual."""
    t = language.text
    checked, years = checked_identities(workshop, economy), all_tables(workshop, economy)
    first = next(iter(years.values()))
    decimals = _decimals(first)
    rows = []
    for row in summary(checked).to_dict("records"):
        part = checked[checked["identity"] == row["identity"]]
        worst = part.loc[part["residual"].abs().idxmax()] if part["residual"].notna().any() else None
        rows.append(
            (
                escape(in_print(identity_name(row["identity"]), language)),
                language.number(row["checked"], 0),
                language.number(row["hold"], 0),
                language.number(row["broken"], 0),
                language.number(row["unjudged"], 0),
                MISSING if worst is None else language.number(abs(worst["residual"]), decimals),
                NOWHERE
                if worst is None or not worst["residual"]
                else f"{escape(str(worst['code']))}, {int(worst['year'])}",
            )
        )
    columns = (
        Column(t("Identity"), 34),
        Column(t("Identities"), 9, "r"),
        Column(t("Hold"), 8, "r"),
        Column(t("Broken"), 8, "r"),
        Column(t("Not assessed"), 9, "r"),
        Column(t("Largest residual, {unit}", unit=language.name("unit", first.unit)), 14, "r"),
        Column(t("Where"), 18),
    )
    notes = [
        t(
            "An identity holds where the residual is at most half of the last digit that the source shows for each published cell in it. It is not assessed where the tables lack one of its lines; nothing that is absent counts as zero."
        ),
        *(
            t(
                "Not assessed: {identity}, {count} (absent: {missing}).",
                identity=escape(in_print(identity_name(row["identity"]), language)),
                count=language.number(row["count"], 0),
                missing=escape(row["missing"]),
            )
            for row in not_assessed(checked).to_dict("records")
        ),
    ]
    caption = t(
        "{economy}: identities of the supply and use tables, {years}",
        economy=language.name("economy", economy),
        years=span(years),
    )
    return Table(id, caption, columns, tuple(rows), "small", sentences(notes, language))


def gdp_three_ways(workshop: Workshop, id: str, language: Language, economies: list[str]) -> Table:
    """Gross domestic product by three approaches, by economy and year, with the residuals; no number where a line is absent."""
    t = language.text
    rows = []
    for economy in economies:
        for year, tables in workshop.data.supply_use[economy].items():
            found = gdp(tables).set_index("approach")
            numbers = [
                *((found.loc[name, "value"], 0) for name in ("production", "income", "expenditure")),
                *((found.loc[name, "residual"], _decimals(tables)) for name in ("income", "expenditure")),
            ]
            shown = [MISSING if pd.isna(value) else language.number(value, places) for value, places in numbers]
            called = t(
                "{economy} ({unit})",
                economy=language.name("economy", economy),
                unit=language.name("unit", tables.unit),
            )
            rows.append((escape(called), str(year), *shown))
    columns = (
        Column(t("Economy"), 30),
        Column(t("Year"), 8),
        Column(t("Production"), 13, "r"),
        Column(t("Income"), 13, "r"),
        Column(t("Expenditure"), 13, "r"),
        Column(t("Residual, income"), 11, "r"),
        Column(t("Residual, expenditure"), 12, "r"),
    )
    note = t("Current prices, recomputed from the tables; residuals against the production approach.")
    return Table(id, t("Gross domestic product three ways"), columns, tuple(rows), "small", note)


def _decimals(tables: SupplyUse) -> int:
    """Decimals of a residual: those of the last digit that the source shows."""
    finest = min(table.rounding for table in tables.tables.values())
    return 0 if finest >= 1 else len(f"{finest:f}".rstrip("0").partition(".")[2])


def verdicts(workshop: Workshop, id: str, language: Language, target: str) -> Table:
    """One line an economy with the verdict of every method on one target."""
    t = language.text
    frame = verdict_lines(workshop, target).copy()
    row = target_row(workshop, target)
    levels = level_labels(language)
    decimals = workshop.indicator(row["indicator"]).decimals
    found = assessments_of(workshop, target)
    order = sorted(frame["series"], key=lambda code: economy_order(language, code))
    frame = frame.set_index("series").loc[order]
    rows = []
    for code, line in frame.iterrows():
        item = found[str(code)]
        cells = [escape(language.name("economy", str(code)))]
        cells += [
            MISSING
            if pd.isna(line["base"])
            else f"{language.number(line['base'], decimals)} ({int(line['base_year'])})",
            MISSING
            if pd.isna(line["latest"])
            else f"{language.number(line['latest'], decimals)} ({int(line['latest_year'])})",
        ]
        for method in Method:
            level = item.results[method].level
            cells.append(escape(levels["not_assessed" if level is None else level.name.lower()]))
        chance = line["probability_of_target"]
        cells.append(MISSING if pd.isna(chance) else language.number(chance, 2))
        rows.append(tuple(cells))
    columns = (
        Column(t("Economy"), 17),
        Column(t("Base (year)"), 9, "r"),
        Column(t("Latest (year)"), 9, "r"),
        *(Column(escape(method_name(str(method), language)), 12) for method in Method),
        Column(t("Probability of meeting the target"), 8, "r"),
    )
    caption = t(
        "{name}: verdict of every method, target {value} by {year}",
        name=escape(language.name("short", row["indicator"])),
        value=language.number(row["value"], 0),
        year=int(row["target_year"]),
    )
    return Table(id, caption, columns, tuple(rows), "tiny")


# The level of a verdict and the dot of the dialect that stands for it.
DOTS = {
    "achieved": "achieved",
    "on_track": "track",
    "some": "accelerate",
    "little": "limited",
    "away": "regress",
    "not_assessed": "none",
}


def dot(level: str, names: Mapping[str, str]) -> str:
    """A verdict as a dot, whose text is the name of the level."""
    return f"[{escape(names[level])}]{{.dot-{DOTS[level]}}}"


def world_verdicts(workshop: Workshop, id: str, language: Language) -> Table:
    """One line a target and kind of world mean with the verdict of every method; targets without a world value are left out."""
    t = language.text
    levels = level_labels(language)
    kinds = {"population": t("weighted by population"), "unweighted": t("economies count alike")}
    rows, left_out = [], []
    for target in workshop.data.parameters.targets["target"]:
        row = target_row(workshop, target)
        meta = workshop.indicator(row["indicator"])
        named = escape(language.name("short", row["indicator"]))
        shown = 0
        for how, label in kinds.items():
            item = world_assessments(workshop, how)[target]
            if item.span is None or item.span.base_year == item.span.latest_year:
                continue
            shown += 1
            aim = t("direction only") if item.target.value is None else language.number(item.target.value, 0)
            rows.append(
                (
                    named,
                    f"{aim}, {item.target.year}",
                    escape(label),
                    f"{language.number(item.span.base, meta.decimals)} ({item.span.base_year})",
                    f"{language.number(item.span.latest, meta.decimals)} ({item.span.latest_year})",
                    *(
                        dot("not_assessed" if level is None else level.name.lower(), levels)
                        for level in (item.results[method].level for method in Method)
                    ),
                )
            )
        if not shown:
            left_out.append(named)
    columns = (
        Column(t("Measured with"), 13),
        Column(t("Target"), 8),
        Column(t("World value"), 11),
        Column(t("Base (year)"), 8, "r"),
        Column(t("Latest (year)"), 8, "r"),
        *(Column(escape(method_name(str(method), language)), 10.4, "c") for method in Method),
    )
    note = " · ".join(f"{dot(level, levels)} {escape(name)}" for level, name in levels.items())
    if left_out:
        named = language.listing(list(dict.fromkeys(left_out)))
        note += "\n\n" + t("Without a world value in two years under the coverage rule: {names}.", names=named)
    return Table(id, t("The world and its targets: the verdict of every method"), columns, tuple(rows), "tiny", note)


def disagreement_list(workshop: Workshop, id: str, language: Language, target: str, least: int = 2) -> Table:
    """Pairs of methods that are at least ``least`` levels apart on a series, with the reason."""
    t = language.text
    frame = disagreements(assessments_of(workshop, target), rules(workshop))
    frame = frame[frame["distance"] >= least]
    levels = level_labels(language)
    names = ("away", "little", "some", "on_track", "achieved")
    rows = [
        (
            escape(language.name("economy", line["series"])),
            escape(f"{method_name(line['first'], language)}: {levels[names[line['first_level']]]}"),
            escape(f"{method_name(line['second'], language)}: {levels[names[line['second_level']]]}"),
            escape(cause_name(line["cause"], language)),
        )
        for _, line in frame.iterrows()
    ]
    columns = (
        Column(t("Economy"), 20),
        Column(t("One verdict"), 27),
        Column(t("Another"), 27),
        Column(t("Why they differ"), 26),
    )
    row = target_row(workshop, target)
    caption = t(
        "{name}: verdicts that lie at least {least} levels apart, target {value} by {year}",
        name=escape(language.name("short", row["indicator"])),
        least=least,
        value=language.number(row["value"], 0),
        year=int(row["target_year"]),
    )
    return Table(id, caption, columns, tuple(rows), "tiny")


def _verdict_name(verdict: str, language: Language) -> str:
    """A class in the words of its method."""
    t = language.text
    return {
        "achieved": t("achieved"),
        "on_track": t("on track"),
        "fair": t("fair progress, accelerate"),
        "stagnation": t("stagnation or regression"),
        "accelerate": t("accelerate"),
        "limited": t("limited progress"),
        "deterioration": t("deterioration"),
        "maintain": t("maintain"),
        "reverse": t("reverse"),
        "moderately_improving": t("moderately improving"),
        "stagnating": t("stagnating"),
        "decreasing": t("decreasing"),
        "likely": t("likely"),
        "possible": t("possible"),
        "unlikely": t("unlikely"),
    }[verdict]


def _condition(condition: str, language: Language) -> str:
    """When a class stands on the level."""
    t = language.text
    return {"": MISSING, "score >= 0": t("number of 0 or more"), "score < 0": t("number below 0")}[condition]


def verdict_scale(workshop: Workshop, id: str, language: Language) -> Table:
    """Where each class of each method stands on the common scale."""
    t = language.text
    levels = level_labels(language)
    frame = mapping_table()
    rows = [
        (
            escape(method_name(str(line["method"]), language)),
            escape(_verdict_name(str(line["verdict"]), language)),
            _condition(str(line["condition"]), language),
            escape(levels[str(line["level"]).lower()]),
        )
        for _, line in frame.iterrows()
    ]
    columns = (
        Column(t("Method"), 30),
        Column(t("Class, in the method’s words"), 28),
        Column(t("Where"), 16),
        Column(t("Level on the common scale"), 26),
    )
    return Table(id, t("How the classes of the methods are placed on one scale"), columns, tuple(rows), "small")


def agreements(workshop: Workshop, id: str, language: Language) -> Table:
    """Series that stand in two releases: how far they agree (Bland and Altman, Lin)."""
    t = language.text
    rows = []
    for label, vintage in workshop.data.vintages.items():
        for code in vintage.indicators:
            meta = workshop.indicator(code)
            digits = max(meta.decimals, 1)
            found = agreement(workshop.data.observations.wide(code), vintage.wide(code), 10.0**-meta.decimals)
            rows.append(
                (
                    escape(language.name("short", code)),
                    escape(language.month(label)),
                    language.number(found.count, 0),
                    language.number(found.mean_difference, digits + 1),
                    f"{language.number(found.lower, digits)} … {language.number(found.upper, digits)}",
                    language.number(found.largest, digits),
                    language.number(100 * found.share_within, 0),
                    language.number(found.concordance, 4),
                )
            )
    columns = (
        Column(t("Indicator"), 20),
        Column(t("Compared with"), 13),
        Column(t("Pairs"), 8, "r"),
        Column(t("Mean difference"), 11, "r"),
        Column(t("Limits of agreement"), 17, "r"),
        Column(t("Largest"), 9, "r"),
        Column(t("Within one printed digit, per cent"), 12, "r"),
        Column(t("Concordance"), 10, "r"),
    )
    note = t(
        "Differences are today’s figure less that of the older release, in the indicator’s unit. Limits of agreement are the mean difference plus and minus 1.96 standard deviations; concordance is Lin’s coefficient, 1 for full agreement."
    )
    return Table(id, t("Agreement of two releases of one series"), columns, tuple(rows), "small", note)
