"""Recipes of the experimental Digital Governance Index: ranks only with their intervals, and what moves them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, economy, number, sentences
from pipeline.findings.workshop import POPULATION, Workshop, economy_labels, group_labels
from pipeline.language import Language
from pipeline.methods.group_values import weighted_mean
from pipeline.methods.index.audit import Audit, audit
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.draws import errors
from pipeline.methods.index.inputs import gather
from pipeline.methods.index.whatif import changed, compare
from pipeline.methods.quality.information import rank_widths, value_of_information

CERTAIN = 0.95


@dataclass(frozen=True)
class Composite:
    """The index of the edition with its audit."""

    design: Design
    result: IndexResult
    audit: Audit


def composite(workshop: Workshop) -> Composite:
    """Build and audit the index once. Raises KeyError where the data sheets hold no design."""

    def make() -> Composite:
        if workshop.data.index is None:
            raise KeyError("there is no data/reference/digital-governance-index.xlsx")
        design = read_design(workshop.data.index)
        inputs = gather(workshop.data.observations, design, workshop.data.groups)
        result = build_index(design, inputs)
        return Composite(design, result, audit(design, inputs, result))

    return workshop.once("composite", make)


def codes_used(found: Composite) -> list[str]:
    """Indicators of the index, denominators among them."""
    tree = found.design.tree
    denominators = [node.denominator for node in tree.nodes.values() if node.denominator]
    return list(dict.fromkeys([*tree.indicators, *denominators]))


def index_source(found: Composite, language: Language) -> str:
    """Source line: the number of indicators; their sources stand on their cards."""
    count = language.number(len(found.design.tree.indicators), 0)
    return language.text(
        "Source: computed from {count} indicators of this report, whose sources stand on their cards.", count=count
    )


def element_name(code: str, language: Language) -> str:
    """Printed name of an element of the tree: a node's own name, an indicator's short one."""
    t = language.text
    nodes = {
        "DGI": t("Digital Governance Index"),
        "DGI.DEV": t("Development"),
        "DGI.DEV.ACCESS": t("Access"),
        "DGI.DEV.USE": t("Use"),
        "DGI.ACC": t("Accounting"),
        "DGI.ACC.TRADE": t("Trade"),
        "DGI.ACC.KNOW": t("Knowledge"),
        "DGI.STA": t("Statistical"),
        "DGI.STA.OPEN": t("Open data"),
        "DGI.MON": t("Monitoring"),
    }
    return nodes.get(code) or (language.name("short", code) if language.has_name("short", code) else code)


def factor_name(factor: str, language: Language) -> str:
    """Printed name of an uncertain choice."""
    t = language.text
    return {
        "impute": t("Imputation"),
        "treat": t("Treatment of outliers"),
        "normalise": t("Normalisation"),
        "aggregate": t("Aggregation"),
        "weight_noise": t("Weights"),
        "leave_out": t("Leaving out one indicator"),
        "measurement_error": t("Measurement error"),
    }.get(factor, factor)


def rank_intervals(workshop: Workshop, id: str, count: int = 28) -> Exhibit:
    """Ranges: interval and median of the ranks of the most populous economies that the index covers."""
    found = composite(workshop)
    table = found.audit.uncertainty.intervals.dropna(subset=["base_rank"])
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    chosen = table.loc[people.sort_values(ascending=False).index[:count]].sort_values("median_rank")
    member = {code: group.code for group in workshop.groups("income") for code in group.members}
    data = (
        chosen.rename_axis("label")
        .reset_index()
        .rename(columns={"rank_low": "low", "median_rank": "mid", "rank_high": "high"})
    )
    data = data[["label", "low", "mid", "high", "base_rank", "base_score"]].assign(
        group=lambda d: d["label"].map(member)
    )
    width = table["rank_high"] - table["rank_low"]
    above = found.audit.uncertainty.above.to_numpy()
    upper = above[np.triu_indices_from(above, 1)]
    upper = upper[~np.isnan(upper)]
    decided = 100 * float(((upper >= CERTAIN) | (upper <= 1 - CERTAIN)).mean())
    facts = {
        "width": workshop.fact(f"{id}.median_width", width.median(), "", 0, method="index.monte_carlo"),
        "widest": workshop.fact(f"{id}.widest", width.max(), "", 0, method="index.monte_carlo"),
        "decided": workshop.fact(f"{id}.decided_pairs", decided, "%", 0, method="index.compare_all", certain=CERTAIN),
        "economies": workshop.fact(f"{id}.economies", len(table), "", 0, method="index.build_index"),
        "draws": workshop.fact(f"{id}.draws", len(found.audit.uncertainty.ranks), "", 0, method="index.monte_carlo", seed=found.audit.uncertainty.seed),
    }  # fmt: skip
    loosest = str(width.idxmax())
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Experimental index: a rank stands for an interval of {width} places",
            width=amount(facts["width"], language),
        )
        text = sentences(
            [
                t(
                    "In {draws} draws over the choices of the index and the errors of its data, the rank of the middle economy moves within {width} places; that of {economy} moves most, within {widest}.",
                    draws=amount(facts["draws"], language),
                    width=amount(facts["width"], language),
                    economy=economy(loosest, language),
                    widest=amount(facts["widest"], language),
                ),
                t(
                    "Of all pairs of {economies} economies, {decided} keep their order in at least {certain} of the draws; only of these may one say that the first ranks above the second.",
                    economies=amount(facts["economies"], language),
                    decided=amount(facts["decided"], language),
                    certain=t("{n} per cent", n=language.number(100 * CERTAIN, 0)),
                ),
                t("The figure shows the most populous economies; the annex has all."),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | group_labels(workshop.groups("income"), language)
        labels |= {"axis_x": t("Rank (1 = highest score)")}
        alt = t("Dots with intervals of ranks, one an economy. {summary}", summary=text)
        subtitle = t(
            "Median rank and interval from the 5th to the 95th percentile of the draws, {count} most populous economies",
            count=language.number(len(data), 0),
        )
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    options = {"decimals": 0, "groups": tuple(group.code for group in workshop.groups("income"))}
    return Exhibit(id, "range_bars", data, words, tuple(codes), options)


def pillars(workshop: Workshop, id: str, groups: str = "income") -> Exhibit:
    """Heat map: mean score of each pillar by group of economies."""
    found = composite(workshop)
    scores = found.result.scores
    nodes = [found.result.root, *found.design.tree.children(found.result.root)]
    rows = []
    for group in workshop.groups(groups):
        part = scores.reindex(list(group.members))
        for node in nodes:
            values = part[node].to_numpy(dtype=float)
            enough = np.isfinite(values).mean() >= workshop.edition.coverage_count
            rows.append((group.code, node, float(weighted_mean(values, np.ones(len(values)))) if enough else np.nan))
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    table = data.pivot(index="row", columns="column", values="value")
    spread = (table.max() - table.min())[nodes[1:]]
    wide, tight = str(spread.idxmax()), str(spread.idxmin())
    facts = {
        "wide": workshop.fact(f"{id}.widest", spread[wide], "", 0, method="index.build_index", pillar=wide),
        "tight": workshop.fact(f"{id}.tightest", spread[tight], "", 0, method="index.build_index", pillar=tight),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t("Income groups lie farthest apart in the pillar {pillar}", pillar=element_name(wide, language))
        text = sentences(
            [
                t(
                    "Between the group with the highest mean and that with the lowest lie {wide_value} points in the pillar {wide} and {tight_value} in {tight}.",
                    wide=element_name(wide, language),
                    tight=element_name(tight, language),
                    wide_value=amount(facts["wide"], language),
                    tight_value=amount(facts["tight"], language),
                ),
                t("Means are of economies with a score; a group with too few of them is left empty."),
            ],
            language,
        )
        labels = group_labels(workshop.groups(groups), language) | {
            node: element_name(node, language) for node in nodes
        }
        labels |= {"no_data": t("Too few economies")}
        alt = t("Heat map of groups by pillar. {summary}", summary=text)
        return Words(
            title,
            t("Unweighted mean scores, scale 1 to 100, experimental"),
            index_source(found, language),
            alt,
            text,
            labels,
        )

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, tuple(codes), options)


def what_moves(workshop: Workshop, id: str) -> Exhibit:
    """Dumbbells: first-order and total Sobol' indices of the uncertain choices on the mean shift of ranks."""
    found = composite(workshop)
    table = found.audit.sensitivity
    output = str(table["output"].iloc[0])
    part = table[table["output"] == output].sort_values("total", ascending=False)
    data = part.rename(columns={"factor": "label", "first": "start", "total": "end"})[
        ["label", "start", "end"]
    ].reset_index(drop=True)
    data[["start", "end"]] = 100 * data[["start", "end"]].clip(lower=0)
    top, low = data.iloc[0], data.iloc[-1]
    facts = {
        "top": workshop.fact(f"{id}.top", top["end"], "%", 0, method="index.sobol_indices", factor=str(top["label"])),
        "low": workshop.fact(f"{id}.low", low["end"], "%", 0, method="index.sobol_indices", factor=str(low["label"])),
        "first": workshop.fact(f"{id}.first_sum", data["start"].sum(), "%", 0, method="index.sobol_indices"),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t("What moves the ranks most: {factor}", factor=factor_name(str(top["label"]), language))
        text = sentences(
            [
                t(
                    "With its interactions, {factor} accounts for {share} of the variance of the mean shift of ranks, {other} for {low}.",
                    factor=factor_name(str(top["label"]), language),
                    share=amount(facts["top"], language),
                    other=factor_name(str(low["label"]), language),
                    low=amount(facts["low"], language),
                ),
                t("Single effects add up to {first}; what is missing to 100 per cent comes from choices acting together.", first=amount(facts["first"], language)),
                t("A ranking is firmest against choices with short bars."),
            ],
            language,
        )  # fmt: skip
        labels = {code: factor_name(code, language) for code in data["label"]}
        labels |= {"start": t("Alone (first order)"), "end": t("With interactions (total)")}
        alt = t("Pairs of dots, one a choice. {summary}", summary=text)
        subtitle = t("Sobol’ indices, per cent of the variance of the mean absolute shift of ranks")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "dumbbell", data, words, tuple(codes), {"decimals": 0, "start_key": "start", "end_key": "end"})


def without_one(workshop: Workshop, id: str, count: int = 14) -> Exhibit:
    """Bars: mean absolute shift of ranks when one indicator is taken out."""
    found = composite(workshop)
    table = found.audit.removed
    leaves = table[table["code"].isin(found.design.tree.indicators)].sort_values("mean_absolute_shift", ascending=False)
    data = leaves.head(count).rename(columns={"code": "label", "mean_absolute_shift": "value"})[
        ["label", "value", "largest_shift"]
    ]
    data = data.reset_index(drop=True)
    top = leaves.iloc[0]
    facts = {
        "top": workshop.fact(
            f"{id}.top", top["mean_absolute_shift"], "", 1, method="index.remove_one", element=str(top["code"])
        ),
        "largest": workshop.fact(f"{id}.largest", abs(leaves["largest_shift"]).max(), "", 0, method="index.remove_one"),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Taking out {name} moves the ranks most, by {shift} places on average",
            name=element_name(str(top["code"]), language),
            shift=number(facts["top"], language),
        )
        text = sentences(
            [
                t("The largest shift of any economy is {largest} places.", largest=amount(facts["largest"], language)),
                t("An indicator that few economies report moves ranks also because others then rest on fewer data."),
            ],
            language,
        )
        labels = {code: element_name(code, language) for code in data["label"]}
        alt = t("Bar chart of indicators. {summary}", summary=text)
        subtitle = t("Mean absolute shift of ranks when the indicator is left out")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "bars", data, words, tuple(codes), {"decimals": 1})


def what_if(workshop: Workshop, id: str, change: str, count: int = 16) -> Exhibit:
    """Slopes of ranks would cross: dumbbells of the ranks under the index and under one changed choice, largest shifts."""
    found = composite(workshop)
    inputs = gather(workshop.data.observations, found.design, workshop.data.groups)
    other = build_index(changed(found.design, change), inputs)
    table = compare(found.result, other).dropna(subset=["shift"]).set_index("REF_AREA")
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    large = table[people >= 1e6]
    chosen = large.loc[large["shift"].abs().sort_values(ascending=False).index[:count]].sort_values(
        "shift", ascending=False
    )
    data = (
        chosen.rename_axis("label")
        .reset_index()
        .rename(columns={"base_rank": "start", "other_rank": "end"})[["label", "start", "end", "shift"]]
    )
    facts = {
        "mean": workshop.fact(
            f"{id}.mean_shift", table["shift"].abs().mean(), "", 1, method="index.compare", change=change
        ),
        "largest": workshop.fact(
            f"{id}.largest_shift", table["shift"].abs().max(), "", 0, method="index.compare", change=change
        ),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "One choice changed, geometric for arithmetic mean: ranks move by {mean} places on average",
            mean=number(facts["mean"], language),
        )
        text = sentences(
            [
                t("The largest shift is {largest} places.", largest=amount(facts["largest"], language)),
                t(
                    "A geometric mean punishes an economy that is weak in one pillar; an arithmetic mean lets a strong pillar make up for it."
                ),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | {"start": t("Arithmetic mean"), "end": t("Geometric mean")}
        alt = t("Pairs of dots, one an economy. {summary}", summary=text)
        subtitle = t("Rank under both means (1 = highest score); economies with the largest shifts")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "dumbbell", data, words, tuple(codes), {"decimals": 0, "start_key": "start", "end_key": "end"})


def worth_knowing(workshop: Workshop, id: str, draws: int = 3, resamples: int = 60, count: int = 14) -> Exhibit:
    """Bars: by how much rank intervals would narrow if one indicator were fully known (value of information)."""
    found = composite(workshop)
    prepared, result = found.result.prepared, found.result
    indicators = list(prepared.design.tree.indicators)
    ranked = result.score.dropna().index
    values = result.scores.loc[ranked, indicators]
    treated = result.treated.loc[ranked, indicators]
    error = pd.DataFrame(
        errors(prepared.design, prepared.inputs).T, index=prepared.inputs.economies, columns=prepared.inputs.codes
    )
    span = treated.max() - treated.min()
    scaled = (error.loc[ranked, indicators] / span * (values.max() - values.min())).fillna(0.0)
    weights = result.weights.set_index("code").loc[indicators, "effective"].to_numpy(dtype=float)
    widths = rank_widths(lambda data: data @ weights, draws=resamples, seed=found.audit.uncertainty.seed)
    gains = value_of_information(values, scaled, widths, draws=draws, seed=found.audit.uncertainty.seed)
    data = gains.head(count).rename(columns={"group": "label", "gain": "value"})[
        ["label", "value", "cells", "standard_error"]
    ]
    top = gains.iloc[0]
    facts = {
        "top": workshop.fact(
            f"{id}.top",
            top["gain"],
            "",
            1,
            method="quality.value_of_information",
            indicator=str(top["group"]),
            draws=draws,
        ),
        "width": workshop.fact(f"{id}.width", top["width"], "", 1, method="quality.value_of_information"),
        "cells": workshop.fact(f"{id}.cells", top["cells"], "", 0, method="quality.value_of_information"),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Knowing {name} for every economy would narrow rank intervals most",
            name=element_name(str(top["group"]), language),
        )
        text = sentences(
            [
                t(
                    "Gaps and errors of the data alone make rank intervals {width} places wide on average; with the {cells} missing or uncertain values of {name} known, they would be {gain} places narrower.",
                    width=number(facts["width"], language),
                    cells=amount(facts["cells"], language),
                    gain=number(facts["top"], language),
                    name=element_name(str(top["group"]), language),
                ),
                t(
                    "This is a list of what to ask for first: it weighs how much is unknown against how much it matters."
                ),
            ],
            language,
        )
        labels = {code: element_name(code, language) for code in data["label"]}
        alt = t("Bar chart of indicators. {summary}", summary=text)
        subtitle = t("Expected narrowing of rank intervals, places, if all values of the indicator were known")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "bars", data.reset_index(drop=True), words, tuple(codes), {"decimals": 1})
