"""Tables of evidence: identities of the accounts, verdicts by every method, what the methods' classes mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from pipeline.findings.accounting import ranges
from pipeline.findings.messages import Listed, Message, say
from pipeline.findings.notes import OLD
from pipeline.findings.origins import Origin as Behind
from pipeline.findings.origins import Role, Taken
from pipeline.findings.proofs import group_origin
from pipeline.findings.recipes.identities import all_tables, checked_identities, identity_name
from pipeline.findings.recipes.side_by_side import aim
from pipeline.findings.settings import PARAMETERS, named_rows, row_ranges
from pipeline.findings.verdicts import (
    NO_DATA,
    NOT_MET,
    OPEN,
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
from pipeline.findings.wording import escape, sentences, span
from pipeline.findings.wording.realise import label as in_print
from pipeline.findings.wording.realise import opened, sentence
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.language import Language
from pipeline.methods.accounts.identities import gdp, not_assessed, summary
from pipeline.methods.progress.disagreement import disagreements
from pipeline.methods.progress.rules import NOT_STATED
from pipeline.methods.progress.verdicts import ORIGIN, Level, Method, Origin, mapping_table
from pipeline.methods.quality.agreement import agreement
from pipeline.model.supply_use import SupplyUse
from pipeline.tables.sizes import shown_in
from pipeline.tables.sourced import assessed, observed, worked
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table

NOWHERE = "–"  # no residual, so no place of the largest


def identity_summary(workshop: Workshop, id: str, language: Language, economy: str) -> Table:
    """All identities of all years: how many were checked, hold, break or cannot be judged, and the largest residual."""
    t = language.text
    checked, years = checked_identities(workshop, economy), all_tables(workshop, economy)
    first = next(iter(years.values()))
    decimals = _decimals(first)
    cells = tuple((Role.READ, one) for one in ranges(years.values()))
    rows = []
    for row in summary(checked).to_dict("records"):
        part = checked[checked["identity"] == row["identity"]]
        name = str(row["identity"])
        origin = Behind("accounts.identities", {"economy": economy, "identity": name}, (), cells)

        def counted(count: float, key: str, name: str = name, origin: Behind = origin) -> str:
            return worked(language.number(count, 0), f"{name}:{key}", float(count), origin)

        worst = part.loc[part["residual"].abs().idxmax()] if part["residual"].notna().any() else None
        rows.append(
            (
                escape(in_print(identity_name(row["identity"]), language)),
                *(counted(row[key], key) for key in ("checked", "hold", "broken", "unjudged")),
                MISSING
                if worst is None
                else worked(
                    language.number(abs(worst["residual"]), decimals),
                    f"{name}:residual",
                    float(worst["residual"]),
                    origin,
                ),
                NOWHERE
                if worst is None or not worst["residual"]
                else worked(
                    f"{escape(str(worst['code']))}, {int(worst['year'])}", f"{name}:where", float(worst["year"]), origin
                ),
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
            cells = tuple((Role.READ, one) for one in ranges([tables]))
            origin = Behind("accounts.gdp", {"economy": economy, "year": year}, (), cells)
            names = ("production", "income", "expenditure", "residual_income", "residual_expenditure")
            shown = [
                MISSING
                if pd.isna(value)
                else worked(
                    language.number(value, places), f"{economy}:{year}:{name}", float(value), origin, tables.unit
                )
                for name, (value, places) in zip(names, numbers, strict=True)
            ]
            called = t(
                "{economy} ({unit})",
                economy=language.name("economy", economy),
                unit=language.name("unit", tables.unit),
            )
            rows.append((escape(called), worked(str(year), f"{economy}:{year}", year, origin, "year"), *shown))
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


def _said(message: Message, language: Language) -> str:
    """A message as a sentence or label, escaped."""
    return escape(opened(sentence(message, language), language))


def _sources(workshop: Workshop) -> Listed:
    """Where the bounds of each method come from: official ones with their sources first."""
    frame = workshop.data.parameters.thresholds
    parts = []
    for method in ordered_methods(workshop):
        mine = frame.loc[(frame["method"] == str(method)) & (frame["source"] != ""), "source"]
        named = list(dict.fromkeys(mine[~mine.str.startswith(NOT_STATED)]))
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
    meta = workshop.indicator(target_row(workshop, target)["indicator"])
    decimals, unit = meta.decimals, meta.unit
    methods, table = ordered_methods(workshop), codes_of(workshop, target)
    order = sorted(frame["series"], key=lambda code: economy_order(language, code))
    rows = []
    indicator, aims = str(target_row(workshop, target)["indicator"]), _settings_of(workshop, target)
    for code, line in frame.set_index("series").loc[order].iterrows():
        area = str(code)
        cells = [escape(language.name("economy", area))]
        cells += [
            MISSING
            if pd.isna(line[end])
            else observed(
                f"{language.number(line[end], decimals)} ({int(line[f'{end}_year'])})",
                indicator, area, int(line[f"{end}_year"]), float(line[end]), unit, f"{area}:{end}",
            )
            for end in ("base", "latest")
        ]  # fmt: skip
        found = table.loc[str(code)] if code in table.index else pd.Series(NO_DATA, index=list(map(str, Method)))
        cells += _levels((found[str(method)] for method in methods), language)
        chance = line["probability_of_target"]
        untold = pd.isna(chance) or said["over"] == "yes"
        projected = assessed(
            workshop, indicator, [area], "progress.projections: probability of the target", {"target": target}, aims
        )
        rows.append(
            (
                *cells,
                MISSING
                if untold
                else worked(language.number(chance, 2), f"{area}:probability", float(chance), projected),
            )
        )
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


# The level of a verdict and the dot of the dialect that stands for it.
DOTS = {
    "achieved": "achieved",
    "on_track": "track",
    "some": "accelerate",
    "little": "limited",
    "away": "regress",
    "not_assessed": "none",
}


# What is no level: marks in plain text, which the note of their table explains.
MARKS = {NOT_MET: "×", OPEN: "(×)", NO_DATA: MISSING}


def dot(code: str, language: Language) -> str:
    """A verdict as a dot, whose text is its name; what is no level of the scale as its mark."""
    return f"[{_said(code_name(code), language)}]{{.dot-{DOTS[code]}}}" if code in DOTS else MARKS[code]


def world_verdicts(workshop: Workshop, id: str, language: Language) -> Table:
    """One line a target: both kinds of world mean in the base and latest year, and the verdict of every method on each.

    Targets without a world value in two years are left out and named in the note.
    """
    t = language.text
    methods = ordered_methods(workshop)
    kinds = ("population", "unweighted")
    rows, left_out = [], []
    used: set[str] = set()
    for target in workshop.data.parameters.targets["target"]:
        row = target_row(workshop, target)
        decimals = workshop.indicator(row["indicator"]).decimals
        named = escape(language.name("short", row["indicator"]))
        items = {how: world_assessments(workshop, how)[target] for how in kinds}
        judged = {
            how: item.span
            for how, item in items.items()
            if item.span is not None and item.span.base_year < item.span.latest_year
        }
        if not judged:
            left_out.append(named)
            continue
        over = passed(workshop, target)
        found = {how: {method: code_of(items[how], method, over) for method in methods} for how in judged}
        used.update(code for codes in found.values() for code in codes.values())
        if len(judged) < len(kinds):
            used.add(NO_DATA)
        years = {how: f"{one.base_year}–{one.latest_year}" for how, one in judged.items()}
        courses = {
            how: f"{language.number(one.base, decimals)} → {language.number(one.latest, decimals)}"
            for how, one in judged.items()
        }
        goal, indicator = items["population"].target, str(row["indicator"])
        aims = _settings_of(workshop, target)
        aimed = t("direction only") if goal.value is None else language.number(goal.value, 0)
        ends = {how: (one.base_year, one.latest_year) for how, one in judged.items()}
        means = {how: _course(workshop, indicator, how, ends[how]) for how in judged}
        first = next(iter(means.values()))
        rows.append(
            (
                worked(
                    t("{name}: {goal}, {year}", name=named, goal=aimed, year=goal.year),
                    f"{target}:target",
                    goal.value,
                    Behind("target", {"target": target}, (), tuple((Role.PARAMETER, cell) for cell in aims)),
                ),
                worked(" / ".join(dict.fromkeys(years.values())), f"{target}:years", None, first),
                *(
                    worked(
                        courses[how],
                        f"{target}:{how}",
                        judged[how].latest,
                        means[how],
                        workshop.indicator(indicator).unit,
                    )
                    if how in judged
                    else MISSING
                    for how in kinds
                ),
                *(
                    " ".join(dot(found[how][method], language) if how in found else MISSING for how in kinds)
                    for method in methods
                ),
            )
        )
    columns = (
        Column(t("Measured with: target, year"), 27),
        Column(t("Years"), 13, "c"),
        Column(t("Weighted by population"), 13, "r"),
        Column(t("Economies count alike"), 13, "r"),
        *(Column(_said(say(f"method-short-{str(method).replace('_', '-')}"), language), 9, "c") for method in methods),
    )
    order = [*DOTS, *MARKS]
    legend = " · ".join(f"{dot(code, language)} {_said(code_name(code), language)}" for code in order if code in used)
    notes = [
        t("Two marks in a cell: the first for the mean weighted by population, the second for economies that count alike."),
        t("Methods: {names}.", names=language.listing([_said(method_label(workshop, one), language) for one in methods])),
    ]  # fmt: skip
    if left_out:
        names = language.listing(list(dict.fromkeys(left_out)))
        notes.append(t("Without a world value in two years under the coverage rule: {names}.", names=names))
    note = f"{legend}\n\n{sentences(notes, language)}"
    return Table(id, _said(say("table-world"), language), columns, tuple(rows), "small", note)


def _settings_of(workshop: Workshop, target: str) -> tuple[str, ...]:
    """The rows of a target and of the thresholds of every method that its series are assessed by."""
    data = workshop.data.parameters
    place, about = PARAMETERS["targets"]
    rows = row_ranges(place, named_rows(data.targets, about[:1], frozenset([target])))
    return (*rows, *row_ranges(PARAMETERS["thresholds"][0], data.thresholds))


def _course(workshop: Workshop, code: str, how: str, years: tuple[int, int]) -> Behind:
    """The origin of a world mean in two years."""
    one, other = (group_origin(workshop, code, WORLD, how, year) for year in years)
    return replace(other, parameters={**other.parameters, "year": years}, taken=(*one.taken, *other.taken))


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
    indicator = str(target_row(workshop, target)["indicator"])
    behind = assessed(
        workshop,
        indicator,
        (),
        "progress.disagreements",
        {"target": target, "least": least},
        _settings_of(workshop, target),
    )
    return Table(id, _said(caption, language), columns, tuple(rows), "tiny", behind=behind)


def _condition(condition: str, language: Language) -> str:
    """When a class stands on the level."""
    t = language.text
    return {"": MISSING, "score >= 0": t("number of 0 or more"), "score < 0": t("number below 0")}[condition]


def verdict_scale(workshop: Workshop, id: str, language: Language) -> Table:
    """Where each class of each method stands on the common scale; official methods first, with the sources of their bounds."""
    t = language.text
    frame = mapping_table()
    place, known = PARAMETERS["thresholds"][0], workshop.data.parameters.thresholds
    thresholds = {
        str(method): tuple(
            (Role.PARAMETER, cell)
            for cell in row_ranges(place, named_rows(known, ("method",), frozenset([str(method)])))
        )
        for method in Method
    }
    rows = [
        (
            _said(method_label(workshop, method), language),
            _said(class_name(str(line["verdict"])), language),
            worked(
                _condition(str(line["condition"]), language), f"{method}:{line['verdict']}:{line['condition']}", 0.0,
                Behind("progress.verdicts: where a class stands on the common scale", {"method": str(method)}, (), thresholds[str(method)]),
            ),
            *_levels([str(line["level"]).lower()], language),
        )
        for method in ordered_methods(workshop)
        for _, line in frame[frame["method"] == str(method)].iterrows()
    ]  # fmt: skip
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
            found = agreement(workshop.data.observations.wide(code), vintage.wide(code), 10.0**-meta.decimals)
            size, unit = shown_in(max(abs(found.lower), abs(found.upper)), language.name("unit", meta.unit), language)
            digits = 1 if size > 1 else max(meta.decimals, 1)
            both = (Taken(code), Taken(code, role=Role.VINTAGE, vintage=label))
            origin = Behind("quality.agreement (Bland and Altman, Lin)", {"vintage": label}, both)
            shown = {
                "vintage": (escape(language.month(label, short=True)), None),
                "pairs": (language.number(found.count, 0), found.count),
                "mean": (language.number(found.mean_difference / size, digits + 1), found.mean_difference),
                "lower": (language.number(found.lower / size, digits), found.lower),
                "upper": (language.number(found.upper / size, digits), found.upper),
                "largest": (language.number(found.largest / size, digits), found.largest),
                "within": (language.number(100 * found.share_within, 0), 100 * found.share_within),
                "concordance": (language.number(found.concordance, 4), found.concordance),
            }
            named = t("{name}, {unit}", name=escape(language.name("short", code)), unit=escape(unit))
            rows.append(
                (named, *(worked(text, f"{code}:{label}:{key}", value, origin) for key, (text, value) in shown.items()))
            )
    columns = (
        Column(t("Indicator, unit"), 33),
        Column(t("Compared with"), 12),
        Column(t("Pairs"), 7, "r"),
        Column(t("Mean difference"), 9.5, "r"),
        Column(t("Lower limit"), 8, "r"),
        Column(t("Upper limit"), 8, "r"),
        Column(t("Largest"), 8.5, "r"),
        Column(t("Within one printed digit, per cent"), 11, "r"),
        Column(t("Concordance"), 9.5, "r"),
    )
    note = t(
        "Differences are today’s figure less that of the older release, in the unit of the row. Limits of agreement are the mean difference plus and minus 1.96 standard deviations; concordance is Lin’s coefficient, 1 for full agreement."
    )
    return Table(id, t("Agreement of two releases of one series"), columns, tuple(rows), "tiny", note)
