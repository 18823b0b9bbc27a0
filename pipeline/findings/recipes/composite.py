"""The experimental Digital Governance Index: ranks only with their intervals, pillars; what its figures rest on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, economy, sentences
from pipeline.findings.workshop import POPULATION, Input, Workshop, economy_labels, group_labels
from pipeline.language import Language
from pipeline.methods.group_values import weighted_mean
from pipeline.methods.index.audit import Audit, audit
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.inputs import Inputs, gather
from pipeline.model.addresses import column_letter
from pipeline.model.index_design import CHOICES, ERRORS, GOALPOSTS, HIERARCHY, UNCERTAINTY

CERTAIN = 0.95


@dataclass(frozen=True)
class Composite:
    """The index of the edition with its audit."""

    design: Design
    inputs: Inputs
    result: IndexResult
    audit: Audit


def begin(workshop: Workshop) -> None:
    """Have others begin with the audit."""

    def ready() -> tuple[object, ...]:
        found = ready_index(workshop)
        return found.design, found.needed, found.result

    workshop.begin("composite.audit", audit, ready, "composite", __name__)


@dataclass(frozen=True)
class Ready:
    """The index before its audit; ``needed`` are the inputs that its draws read."""

    design: Design
    inputs: Inputs
    needed: Inputs
    result: IndexResult


def ready_index(workshop: Workshop) -> Ready:
    """The index before its audit. Raises KeyError where the data sheets hold no design."""

    def make() -> Ready:
        if workshop.data.index is None:
            raise KeyError("there is no data/reference/digital-governance-index.xlsx")
        design = read_design(workshop.data.index)
        inputs = gather(workshop.data.observations, design, workshop.data.groups)
        needed = inputs.needed(design)
        return Ready(design, inputs, needed, build_index(design, needed))

    return workshop.watch.once("composite ready", make)


def composite(workshop: Workshop) -> Composite:
    """Build and audit the index once. Raises KeyError where the data sheets hold no design."""

    def make() -> Composite:
        ready = ready_index(workshop)
        audited = workshop.method("composite.audit", audit, ready.design, ready.needed, ready.result)
        return Composite(ready.design, ready.inputs, ready.result, audited)

    return workshop.once("composite", make)


def codes_used(found: Composite) -> list[str]:
    """Indicators of the index, denominators among them."""
    tree = found.design.tree
    denominators = [node.denominator for node in tree.nodes.values() if node.denominator]
    return list(dict.fromkeys([*tree.indicators, *denominators]))


def index_inputs(workshop: Workshop) -> Fact:
    """Number of observations of the index, which all its figures rest on: their cells, and those of the design.

    A denominator is taken in the year of what it divides.
    """

    def make() -> Fact:
        found = composite(workshop)
        tree, years = found.result.prepared.design.tree, found.result.years
        seen: list[Input] = [(code, years[code]) for code in tree.indicators]
        below: list[Input] = [
            (node.denominator, years[code]) for code in tree.indicators if (node := tree.nodes[code]).denominator
        ]
        return workshop.fact(
            "index.inputs",
            int(years[list(tree.indicators)].notna().to_numpy().sum()),
            "",
            0,
            method="index.gather",
            inputs=[*seen, *below],
            cells=_design_cells(workshop),
        )

    return workshop.once("composite.inputs", make)


def _design_cells(workshop: Workshop) -> list[str]:
    """Ranges of the sheets of the design, as ``workbook › sheet!A2:F40``."""
    design = workshop.data.index
    if design is None:
        return []
    sheets = {HIERARCHY: design.hierarchy, CHOICES: design.choices, GOALPOSTS: design.goalposts,
              ERRORS: design.errors, UNCERTAINTY: design.uncertainty}  # fmt: skip
    found = []
    for name, rows in sheets.items():
        if len(rows):
            last = column_letter(max(design.columns.get(name, {}).values(), default=1))
            found.append(f"{design.workbook} › {name}!A{int(rows['ROW'].min())}:{last}{int(rows['ROW'].max())}")
    return found


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
        "DGI.MON.GOV": t("Digital government"),
    }
    return nodes.get(code) or (language.name("short", code) if language.has_name("short", code) else code)


def rank_intervals(workshop: Workshop, id: str, count: int = 28) -> Exhibit:
    """Ranges: interval and median of the ranks of the most populous economies that the index covers."""
    found = composite(workshop)
    table = found.audit.uncertainty.intervals.dropna(subset=["base_rank"])
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    chosen = table.loc[people.sort_values(ascending=False).index[:count]].sort_values("median_rank")
    member = workshop.member_of("income")
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
    of = (index_inputs(workshop),)
    facts = {
        "width": workshop.fact(f"{id}.median_width", width.median(), "", 0, method="index.monte_carlo", of=of),
        "widest": workshop.fact(f"{id}.widest", width.max(), "", 0, method="index.monte_carlo", of=of),
        "decided": workshop.fact(f"{id}.decided_pairs", decided, "%", 0, method="index.compare_all", of=of, certain=CERTAIN),
        "economies": workshop.fact(f"{id}.economies", len(table), "", 0, method="index.build_index", of=of),
        "draws": workshop.fact(f"{id}.draws", len(found.audit.uncertainty.ranks), "", 0, method="index.monte_carlo", of=of, seed=found.audit.uncertainty.seed),
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
    of = (index_inputs(workshop),)
    facts = {
        "wide": workshop.fact(f"{id}.widest", spread[wide], "", 0, method="index.build_index", of=of, pillar=wide),
        "tight": workshop.fact(f"{id}.tightest", spread[tight], "", 0, method="index.build_index", of=of, pillar=tight),
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
