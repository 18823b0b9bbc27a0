"""Tables of evidence: identities of the accounts, verdicts by every method, what the methods' classes mean."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipeline.findings.messages import Listed, Message, say
from pipeline.findings.notes import OLD
from pipeline.findings.recipes.identities import all_tables
from pipeline.findings.recipes.side_by_side import aim
from pipeline.findings.verdicts import (
    NO_DATA,
    cause_name,
    class_name,
    code_name,
    code_of,
    method_label,
    method_name,
    ordered_methods,
    passed,
    rules,
    target_row,
    verdict_lines,
    world_assessments,
)
from pipeline.findings.verdicts import assessments as assessments_of
from pipeline.findings.verdicts import codes as codes_of
from pipeline.findings.wording import escape
from pipeline.findings.wording.realise import opened, sentence
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.accounts.identities import gdp, identities_by_year, summary
from pipeline.methods.progress.disagreement import disagreements
from pipeline.methods.progress.verdicts import ORIGIN, Level, Method, Origin, mapping_table
from pipeline.methods.quality.agreement import agreement
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table


def _identity_name(code: str, language: Language) -> str:
    """Printed name of an identity; the method's own short name where the catalogue has none."""
    t = language.text
    names = {
        "product output": t("Products: output adds up over industries"),
        "supply at basic prices": t("Products: output and imports give supply at basic prices"),
        "margin total": t("Products: trade and transport margins add up"),
        "tax total": t("Products: taxes less subsidies add up"),
        "supply at purchasers' prices": t("Products: supply at purchasers’ prices"),
        "supply equals use": t("Products: supply equals use"),
        "margins sum to zero": t("Margins sum to zero over products"),
        "supply columns": t("Supply table: columns add up"),
        "intermediate use": t("Products: intermediate uses add up"),
        "total use": t("Products: intermediate and final uses give total use"),
        "intermediate inputs": t("Industries: intermediate inputs add up"),
        "industry output": t("Industries: output equals inputs and value added"),
        "output in both tables": t("Industries: output is the same in both tables"),
        "value added": t("Industries: value added from its components"),
        "value added at producers' prices": t("Industries: value added at producers’ prices"),
        "digital and other industries": t("Digital and other industries give the economy"),
        "GDP": t("GDP: three approaches agree"),
    }
    return names.get(code, code)


def identity_summary(workshop: Workshop, id: str, language: Language) -> Table:
    """All identities of all years: how many were checked, hold, break or cannot be judged, and the largest residual."""
    t = language.text
    checked = workshop.method("identities", identities_by_year, all_tables(workshop))
    rows = []
    for _, row in summary(checked).iterrows():
        part = checked[checked["identity"] == row["identity"]]
        worst = part.loc[part["residual"].abs().idxmax()] if part["residual"].notna().any() else None
        rows.append(
            (
                escape(_identity_name(row["identity"], language)),
                language.number(row["checked"], 0),
                language.number(row["hold"], 0),
                language.number(row["broken"], 0),
                language.number(row["unjudged"], 0),
                MISSING if worst is None else language.number(abs(worst["residual"]), 0),
                MISSING if worst is None else f"{escape(str(worst['code']))}, {int(worst['year'])}",
            )
        )
    columns = (
        Column(t("Identity"), 38),
        Column(t("Checked"), 10, "r"),
        Column(t("Hold"), 9, "r"),
        Column(t("Broken"), 9, "r"),
        Column(t("Not judged"), 10, "r"),
        Column(t("Largest residual, million US dollars"), 13, "r"),
        Column(t("Where"), 11),
    )
    note = t(
        "An identity holds where the residual is at most half a million dollars for each published cell in it. Cells that the publisher leaves out count as zero; lines that are wholly absent leave an identity unjudged."
    )
    return Table(
        id,
        t("Identities of the supply and use tables, {count} years", count=len(workshop.data.supply_use)),
        columns,
        tuple(rows),
        "small",
        note,
    )


def gdp_three_ways(workshop: Workshop, id: str, language: Language) -> Table:
    """Gross domestic product by three approaches, by year, with the residuals."""
    t = language.text
    rows = []
    for year, tables in workshop.data.supply_use.items():
        found = gdp(tables).set_index("approach")
        value = {name: language.number(found.loc[name, "value"] / 1e3, 1) for name in found.index}
        residual = {name: language.number(found.loc[name, "residual"], 0) for name in found.index}
        rows.append(
            (
                str(year),
                value["production"],
                value["income"],
                value["expenditure"],
                residual["income"],
                residual["expenditure"],
            )
        )
    columns = (
        Column(t("Year"), 10),
        Column(t("Production"), 18, "r"),
        Column(t("Income"), 18, "r"),
        Column(t("Expenditure"), 18, "r"),
        Column(t("Residual, income"), 18, "r"),
        Column(t("Residual, expenditure"), 18, "r"),
    )
    note = t(
        "Values in billion, residuals against the production approach in million current US dollars; recomputed from the tables."
    )
    return Table(id, t("United States: gross domestic product three ways"), columns, tuple(rows), "small", note)


def _said(message: Message, language: Language) -> str:
    """A message as a sentence or label, escaped."""
    return escape(opened(sentence(message, language), language))


def _sources(workshop: Workshop) -> Listed:
    """Where the bounds of each method come from: official ones with their sources first."""
    frame = workshop.data.parameters.thresholds
    parts = []
    for method in ordered_methods(workshop):
        named = list(dict.fromkeys(frame.loc[(frame["method"] == str(method)) & (frame["source"] != ""), "source"]))
        if ORIGIN[method] is Origin.OWN:
            parts.append(say("source-of-method-own", method=method_name(method)))
        elif rules(workshop).sourced(method):
            parts.append(say("source-of-method", method=method_name(method), source="; ".join(map(str, named))))
        else:
            parts.append(say("source-of-method-none", method=method_name(method)))
    return Listed(tuple(parts))


def _levels(codes: Iterable[str], language: Language) -> list[str]:
    return [_said(code_name(code), language) for code in codes]


def verdicts(workshop: Workshop, id: str, language: Language, target: str) -> Table:
    """One line an economy with the verdict of every method on one target; official methods first."""
    t = language.text
    frame = verdict_lines(workshop, target).copy()
    said = aim(workshop, target)
    decimals = workshop.indicator(target_row(workshop, target)["indicator"]).decimals
    methods, table = ordered_methods(workshop), codes_of(workshop, target)
    order = sorted(frame["series"], key=lambda code: economy_order(language, code))
    rows = []
    for code, line in frame.set_index("series").loc[order].iterrows():
        cells = [escape(language.name("economy", str(code)))]
        cells += [
            MISSING if pd.isna(line[end]) else f"{language.number(line[end], decimals)} ({int(line[f'{end}_year'])})"
            for end in ("base", "latest")
        ]
        found = table.loc[str(code)] if code in table.index else pd.Series(NO_DATA, index=list(map(str, Method)))
        cells += _levels((found[str(method)] for method in methods), language)
        chance = line["probability_of_target"]
        rows.append((*cells, MISSING if pd.isna(chance) or said["over"] == "yes" else language.number(chance, 2)))
    columns = (
        Column(t("Economy"), 17),
        Column(t("Base (year)"), 9, "r"),
        Column(t("Latest (year)"), 9, "r"),
        *(Column(_said(method_label(workshop, method), language), 12) for method in methods),
        Column(t("Probability of meeting the target"), 8, "r"),
    )
    absent = int((table == NO_DATA).all(axis="columns").sum())
    note = say("table-verdicts-note", sources=_sources(workshop), absent=absent, years=OLD)
    return Table(
        id, _said(say("table-verdicts", **said), language), columns, tuple(rows), "tiny", _said(note, language)
    )


def world_verdicts(workshop: Workshop, id: str, language: Language) -> Table:
    """One line a target and kind of world mean with the verdict of every method; targets without a world value are left out."""
    t = language.text
    methods = ordered_methods(workshop)
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
            goal = t("direction only") if item.target.value is None else language.number(item.target.value, 0)
            over = passed(workshop, target)
            rows.append(
                (
                    named,
                    f"{goal}, {item.target.year}",
                    escape(label),
                    f"{language.number(item.span.base, meta.decimals)} ({item.span.base_year})",
                    f"{language.number(item.span.latest, meta.decimals)} ({item.span.latest_year})",
                    *_levels((code_of(item, method, over) for method in methods), language),
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
        *(Column(_said(method_label(workshop, method), language), 10.4) for method in methods),
    )
    note = ""
    if left_out:
        listed = language.listing(list(dict.fromkeys(left_out)))
        note = t("Without a world value in two years under the coverage rule: {names}.", names=listed)
    return Table(id, _said(say("table-world"), language), columns, tuple(rows), "tiny", note)


def disagreement_list(workshop: Workshop, id: str, language: Language, target: str, least: int = 2) -> Table:
    """Pairs of methods that are at least ``least`` levels apart on a series, with the reason; none for a year that has passed."""
    t = language.text
    frame = disagreements({} if passed(workshop, target) else assessments_of(workshop, target), rules(workshop))
    frame = frame[frame["distance"] >= least]

    def verdict(line: pd.Series, which: str) -> str:
        parts = (method_name(line[which]), code_name(Level(int(line[f"{which}_level"])).name.lower()))
        return escape(": ".join(opened(sentence(part, language), language) for part in parts))

    rows = [
        (
            escape(language.name("economy", line["series"])),
            verdict(line, "first"),
            verdict(line, "second"),
            escape(sentence(cause_name(line["cause"]), language)),
        )
        for _, line in frame.iterrows()
    ]
    columns = (
        Column(t("Economy"), 20),
        Column(t("One verdict"), 27),
        Column(t("Another"), 27),
        Column(t("Why they differ"), 26),
    )
    caption = say("table-disagreements", least=least, **aim(workshop, target))
    return Table(id, _said(caption, language), columns, tuple(rows), "tiny")


def _condition(condition: str, language: Language) -> str:
    """When a class stands on the level."""
    t = language.text
    return {"": MISSING, "score >= 0": t("number of 0 or more"), "score < 0": t("number below 0")}[condition]


def verdict_scale(workshop: Workshop, id: str, language: Language) -> Table:
    """Where each class of each method stands on the common scale; official methods first, with the sources of their bounds."""
    t = language.text
    frame = mapping_table()
    rows = [
        (
            _said(method_label(workshop, method), language),
            _said(class_name(str(line["verdict"])), language),
            _condition(str(line["condition"]), language),
            *_levels([str(line["level"]).lower()], language),
        )
        for method in ordered_methods(workshop)
        for _, line in frame[frame["method"] == str(method)].iterrows()
    ]
    columns = (
        Column(t("Method"), 30),
        Column(t("Class, in the method’s words"), 28),
        Column(t("Where"), 16),
        Column(t("Level on the common scale"), 26),
    )
    note = _said(say("table-scale-note", sources=_sources(workshop)), language)
    return Table(id, _said(say("table-scale"), language), columns, tuple(rows), "small", note)


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
