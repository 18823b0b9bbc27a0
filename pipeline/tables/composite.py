"""Tables of the experimental index: every economy with its interval, the choices, the coherence of the tree."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.origins import Origin, Role, Taken
from pipeline.findings.recipes.composite import Composite, classes_of, composite, index_inputs
from pipeline.findings.settings import design_ranges
from pipeline.findings.wording import escape
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.model.index_design import CHOICES, HIERARCHY
from pipeline.tables.sourced import from_row, worked
from pipeline.tables.statistics import economy_order
from pipeline.tables.table import MISSING, Column, Table, cell


def index_table(workshop: Workshop, id: str, language: Language) -> Table:
    """Every economy of the experimental index by class of its rank interval: interval, score, pillars, share of indicators observed.

    No rank is printed without its interval; inside a class economies stand in alphabetical order.
    """
    t = language.text
    found = composite(workshop)
    result, intervals = found.result, found.audit.uncertainty.intervals
    pillars = list(found.design.tree.children(result.root))
    observed = result.years[list(found.design.tree.indicators)].notna().mean(axis=1)
    places = classes_of(workshop, found)
    ranks = {place: number for number, place in enumerate(dict.fromkeys(places))}
    order = sorted(places.index, key=lambda code: (ranks[places[code]], economy_order(language, code)))
    rows = []
    every = index_inputs(workshop).id
    for code in order:
        line = intervals.loc[code]
        ranks_of = Origin("index.monte_carlo: interval of ranks", {"economy": code}, of=(every,))
        scores = {p: float(result.scores.loc[code, p]) for p in pillars}
        rows.append(
            (
                escape(language.pattern(f"index-class-{places[code]}", {})),
                escape(language.name("economy", code)),
                worked(
                    f"{language.number(line['rank_low'], 0)}–{language.number(line['rank_high'], 0)}",
                    f"{code}:ranks", float(line["base_rank"]), ranks_of,
                ),
                worked(language.number(line["base_score"], 1), f"{code}:{result.root}", float(line["base_score"]),
                       _scored(workshop, found, code, result.root)),
                *(
                    MISSING if pd.isna(score) else
                    worked(language.number(score, 0), f"{code}:{p}", score, _scored(workshop, found, code, p))
                    for p, score in scores.items()
                ),
                worked(language.number(100 * observed[code], 0), f"{code}:observed", 100 * float(observed[code]),
                       _scored(workshop, found, code, result.root, "index.gather: share of indicators observed")),
            )
        )  # fmt: skip
    columns = (
        Column(t("Class"), 20),
        Column(t("Economy"), 28),
        Column(t("Interval of ranks"), 12, "r"),
        Column(t("Score"), 9, "r"),
        *(Column(escape(language.name("element", p)), 9, "r") for p in pillars),
        Column(t("Indicators observed, per cent"), 11, "r"),
    )
    low, high = found.audit.uncertainty.quantiles
    bounds = {"low": language.number(100 * low, 0), "high": language.number(100 * high, 0)}
    note = escape(language.pattern("index-table-note", bounds))
    return Table(id, t("Digital Governance Index (experimental), by economy"), columns, tuple(rows), "tiny", note)


def _scored(
    workshop: Workshop, found: Composite, area: str, node: str, method: str = "index.build_index: score"
) -> Origin:
    """A score of an economy: its observations of the indicators below a node, in the year of each, and the design."""
    tree, years = found.design.tree, found.result.years
    taken = []
    for code in tree.leaves(node):
        year = years.at[area, code]
        if not pd.isna(year):
            taken.append(Taken(code, (area,), (int(year),)))
            if denominator := tree.nodes[code].denominator:
                taken.append(Taken(denominator, (area,), (int(year),)))
    cells = tuple((Role.PARAMETER, cell) for cell in design_ranges(workshop))
    return Origin(method, {"economy": area, "node": node}, tuple(taken), cells, of=(index_inputs(workshop).id,))


def index_choices(workshop: Workshop, id: str, language: Language) -> Table:
    """Every choice of the index with its reason and source, as the sheet has it."""
    t = language.text
    sheets = workshop.data.index
    if sheets is None:
        raise KeyError("there is no data/reference/digital-governance-index.xlsx")
    names = ("applies_to", "step", "parameter", "value", "reason", "source")
    place = f"{sheets.workbook} › {CHOICES}"
    rows = [
        from_row(
            [cell(row[name]) for name in names],
            f"{row['applies_to']}:{row['step']}:{row['parameter']}",
            names,
            place,
            row,
        )
        for _, row in sheets.choices.iterrows()
    ]
    columns = (
        Column(t("Applies to"), 9),
        Column(t("Step"), 9),
        Column(t("Parameter"), 12),
        Column(t("Value"), 14),
        Column(t("Reason"), 34),
        Column(t("Source"), 22),
    )
    return Table(id, t("Choices of the Digital Governance Index"), columns, tuple(rows), "tiny")


def index_weights(workshop: Workshop, id: str, language: Language) -> Table:
    """Tree of the index: weights, correlation with the index, alpha of each node."""
    t = language.text
    found = composite(workshop)
    weights, nodes = found.audit.coherence.weights.set_index("code"), found.audit.coherence.nodes.set_index("node")
    tree = found.design.tree
    rows = []
    every = index_inputs(workshop).id
    weights_of = tuple((Role.PARAMETER, one) for one in design_ranges(workshop) if f"› {HIERARCHY}!" in one)

    def visit(code: str, depth: int) -> None:
        if code != tree.root:
            line = weights.loc[code]
            shown = {
                "effective": (100 * line["effective"], 1),
                "r": (line["r"], 2),
                "importance": (100 * line["importance"], 0),
                "alpha": (nodes["alpha"].get(code), 2),
            }
            origins = {
                name: Origin(f"index.coherence: {name}", {"node": code}, (), weights_of, of=(every,)) for name in shown
            }
            rows.append(
                (
                    "\u2003" * (depth - 1) + escape(language.name("element", code)),
                    *(
                        MISSING
                        if value is None or pd.isna(value)
                        else worked(language.number(value, decimals), f"{code}:{name}", float(value), origins[name])
                        for name, (value, decimals) in shown.items()
                    ),
                )
            )
        for child in tree.children(code):
            visit(child, depth + 1)

    visit(tree.root, 0)
    columns = (
        Column(t("Element"), 40),
        Column(t("Weight in the index, per cent"), 15, "r"),
        Column(t("Correlation with the index"), 15, "r"),
        Column(t("Share of main effects among siblings, per cent"), 17, "r"),
        Column(t("Cronbach’s alpha"), 13, "r"),
    )
    return Table(id, t("Coherence of the Digital Governance Index"), columns, tuple(rows), "small")
