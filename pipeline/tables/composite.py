"""Tables of the experimental index: every economy with its interval, the choices, the coherence of the tree."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.recipes.composite import classes_of, composite
from pipeline.findings.wording import escape
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
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
    for code in order:
        line = intervals.loc[code]
        rows.append(
            (
                escape(language.pattern(f"index-class-{places[code]}", {})),
                escape(language.name("economy", code)),
                f"{language.number(line['rank_low'], 0)}–{language.number(line['rank_high'], 0)}",
                language.number(line["base_score"], 1),
                *(
                    MISSING if pd.isna(result.scores.loc[code, p]) else language.number(result.scores.loc[code, p], 0)
                    for p in pillars
                ),
                language.number(100 * observed[code], 0),
            )
        )
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


def index_choices(workshop: Workshop, id: str, language: Language) -> Table:
    """Every choice of the index with its reason and source, as the sheet has it."""
    t = language.text
    sheets = workshop.data.index
    if sheets is None:
        raise KeyError("there is no data/reference/digital-governance-index.xlsx")
    rows = [
        (
            cell(row["applies_to"]),
            cell(row["step"]),
            cell(row["parameter"]),
            cell(row["value"]),
            cell(row["reason"]),
            cell(row["source"]),
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

    def visit(code: str, depth: int) -> None:
        if code != tree.root:
            line = weights.loc[code]
            alpha = nodes["alpha"].get(code)
            rows.append(
                (
                    "\u2003" * (depth - 1) + escape(language.name("element", code)),
                    language.number(100 * line["effective"], 1),
                    MISSING if pd.isna(line["r"]) else language.number(line["r"], 2),
                    MISSING if pd.isna(line["importance"]) else language.number(100 * line["importance"], 0),
                    MISSING if alpha is None or pd.isna(alpha) else language.number(alpha, 2),
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
