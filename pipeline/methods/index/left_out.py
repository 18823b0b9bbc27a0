"""What an index leaves out or does not use: rows of the design that nothing reads, data and scores that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.index.design import EVERYTHING, Choice, Design
from pipeline.methods.index.factors import changes
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.vocabulary import USED_BY
from pipeline.methods.omissions import Omission, counted
from pipeline.model.index_design import CHOICES, ERRORS, GOALPOSTS, HIERARCHY, UNCERTAINTY, WEIGHT_SETS

_INDICATORS = ("impute", "treat", "normalise")
_NODES = ("weight", "aggregate", "threshold")
_WITHOUT_DRAWS = ("pairs", "correlation", "weak", "collinear")


def methods_in_play(design: Design, step: str, code: str) -> frozenset[str]:
    """The methods of a step for an element: its own, those that the draws put in its place, and what follows them."""
    own = design.choice(step, "method", code)
    found = {own.value} if own else set()
    found |= set(drawn_values(design, step, "method", code))
    fallback = design.choice("treat", "fallback", code)
    if step == "treat" and "winsorise" in found:
        found |= {*([fallback.value] if fallback else []), *drawn_values(design, step, "fallback", code)}
    return frozenset(found)


def drawn_values(design: Design, step: str, parameter: str, code: str) -> Iterator[str]:
    """The values that the draws put in the place of a choice for an element."""
    about = (EVERYTHING, code, f"level {design.tree.nodes[code].level}" if code in design.tree.nodes else code)
    for option in design.options:
        for change in changes(option.factor, option.option):
            if (change.step, change.parameter) == (step, parameter) and change.applies_to in about:
                yield change.value


def _filled(design: Design, node: str) -> bool:
    """Whether a row of Choices of its own says how missing scores of a node are made."""
    chosen = design.choice("impute", "method", node)
    return chosen is not None and chosen.applies_to != EVERYTHING


def _reads_sheet(design: Design, node: str) -> bool:
    """Whether the weights below a node come from a sheet, in the index or in a draw."""
    methods = methods_in_play(design, "weight", node)
    return "sheet" in methods or ("optimised" in methods and design.setting("weight", "target", node) == "sheet")


def choices_unused(design: Design) -> Iterator[Omission]:
    """Rows of Choices that nothing reads, whatever is drawn."""
    for choice in design.choices:
        why = why_unused(design, choice) if choice.row else ""
        if why:
            what = f"{choice.applies_to} / {choice.step} / {choice.parameter} = {choice.value}"
            yield Omission("choice", choice.parameter, f"{CHOICES} row {choice.row}: {what}", why)


def why_unused(design: Design, choice: Choice) -> str:
    """Why nothing reads a choice of the design; blank where something does."""
    tree, step = design.tree, choice.step
    drawn = {option.factor for option in design.options}
    if step in (*_INDICATORS, *_NODES):
        elements: Sequence[str] = tree.bottom_up if step in _NODES else tree.indicators
        if step == "impute":
            elements = (*elements, *(node for node in tree.bottom_up if _filled(design, node)))
    elif choice.applies_to != EVERYTHING:
        return f"{step} is for everything ('*')"
    else:
        if step == "audit" and not drawn and choice.parameter not in _WITHOUT_DRAWS:
            return f"there is no sheet {UNCERTAINTY}, or no row in it"
        if choice.parameter == "reference_year" and "measurement_error" not in drawn:
            return "ages are read by the factor measurement_error alone"
        return ""
    mine = [code for code in elements if design.choice(step, choice.parameter, code) is choice]
    if not mine:
        fits = [code for code in elements if choice.applies_to in (code, EVERYTHING, f"level {tree.nodes[code].level}")]
        return "every element has a row of its own" if fits else f"{step} is not done for {choice.applies_to}"
    readers = USED_BY.get((step, choice.parameter))
    if readers is None:
        return ""
    methods = {code: methods_in_play(design, step, code) for code in mine}
    used = [code for code in mine if methods[code] & set(readers)]
    if choice.parameter == "set":
        used = [code for code in mine if _reads_sheet(design, code)]
    if used:
        return ""
    chosen = ", ".join(sorted(set().union(*methods.values()))) or "no method"
    return f"{step} is by {chosen}; it is read by {', '.join(readers)}"


def sheets_unused(design: Design, inputs: Inputs) -> Iterator[Omission]:
    """Weights, goalposts, error shares and options that nothing reads."""
    tree = design.tree
    for code, node in tree.nodes.items():
        if np.isnan(node.weight):
            continue
        what = f"weight {node.weight:g} in {HIERARCHY}"
        if not node.parent:
            yield Omission("weight", code, what, "the index itself has none")
        elif not _reads_sheet(design, node.parent):
            methods = ", ".join(sorted(methods_in_play(design, "weight", node.parent)))
            yield Omission("weight", code, what, f"the elements of {node.parent} are weighted by {methods}")
        elif (chosen := design.choice("weight", "set", node.parent)) is not None:
            yield Omission("weight", code, what, f"the set {chosen.value} is taken")
    for name, weights in design.weight_sets.items():
        users = {
            node
            for node in tree.bottom_up
            if (chosen := design.choice("weight", "set", node)) and chosen.value == name and _reads_sheet(design, node)
        }
        unused = [code for code in weights if tree.nodes[code].parent not in users]
        if unused:
            why = "no choice weight / set takes them" if not users else "their siblings are weighted otherwise"
            yield Omission(
                "weight set", name, f"{counted(len(unused), 'weight')} in {WEIGHT_SETS}: {', '.join(unused)}", why
            )
    for code, (lower, upper) in design.goalposts.items():
        by = methods_in_play(design, "normalise", code)
        if not by & {"goalposts", "scaled"}:
            why = f"the indicator is normalised by {', '.join(sorted(by))}"
            yield Omission("goalposts", code, f"{lower:g} to {upper:g}", why)
    for row in design.sheets.goalposts.to_dict("records"):
        if row["index"] != tree.root:
            what = f"{GOALPOSTS} row {row['ROW']}: {row['index']}"
            yield Omission("goalposts", str(row["dimension"]), what, f"the index is {tree.root}")
    yield from _draws_unused(design, inputs)


def _draws_unused(design: Design, inputs: Inputs) -> Iterator[Omission]:
    by_error = any(option.factor == "measurement_error" for option in design.options)
    known = {str(status) for status in inputs.status.ravel()} | {"I"}
    for status, share in design.error_share.items():
        if not by_error or status not in known:
            why = f"no factor measurement_error in {UNCERTAINTY}" if not by_error else "no value has this status"
            yield Omission("error share", status, f"{share:g} in {ERRORS}", why)
    for option in design.options:
        if option.weight == 0:
            yield Omission("option", option.factor, f"{option.option}, weight 0", "it is never drawn")


def steps_left(inputs: Inputs, excluded: pd.DataFrame, treatment: pd.DataFrame) -> Iterator[Omission]:
    """What the steps left out, or left behind: screened out, still missing, constant, with outliers."""
    for row in excluded.to_dict("records"):
        if np.isnan(row["minimum"]):
            yield Omission(row["kind"], row["code"], "excluded by name", "Choices, screen / exclude")
        else:
            what = f"{row['rule']} {row['share']:.1%}"
            yield Omission(row["kind"], row["code"], what, f"below the minimum of {row['minimum']:.1%}")
    for code, values in zip(inputs.codes, inputs.values, strict=True):
        known = values[~np.isnan(values)]
        if len(known) < len(values):
            what = f"{len(values) - len(known)} of {len(values)} economies"
            yield Omission("missing", code, what, "its siblings stand for it, with their weights in proportion")
        if len(np.unique(known)) == 1:
            what = f"{known[0]:g} for all that have a value, {len(known)}"
            yield Omission("constant", code, what, "it tells no economy from another, and keeps its weight")
    for row in treatment.to_dict("records"):
        if row["method"] != "none" and row["outliers_after"] == "yes":
            after = f"skewness {row['skewness_after']:.2f}, kurtosis {row['kurtosis_after']:.2f}"
            how = (
                f"{row['method']}, then {row['fallback'] or 'no fallback'}"
                if row["method"] == "winsorise"
                else row["method"]
            )
            yield Omission("outliers", row["INDICATOR"], after, f"left by {how}")


def scores_missing(
    scores: pd.DataFrame, availability: pd.DataFrame, least: dict[str, float], inputs: Inputs
) -> Iterator[Omission]:
    """Economies without any value, and nodes that have too few of their elements for a score."""
    empty = np.isnan(inputs.values).all(axis=0)
    for economy, nothing in zip(inputs.economies, empty, strict=True):
        if nothing:
            yield Omission("economy", economy, "no value of any indicator", "it has no score and no rank")
    for node in availability:
        shares = availability[node].to_numpy()
        for i in np.flatnonzero(scores[node].isna().to_numpy() & ~empty):
            why = f"below the threshold of {least[node]:.1%}" if shares[i] > 0 else "nothing to score"
            yield Omission("score", f"{inputs.economies[i]} {node}", f"{shares[i]:.1%} of its elements", why)


def not_reached(influence: pd.DataFrame) -> Iterator[Omission]:
    """Nodes whose optimised weights do not have the wished influence (see ``weights.influences``)."""
    for node, rows in influence[~influence["found"].astype(bool)].groupby("node", sort=False):
        shares = ", ".join(f"{code} {share:.3f}" for code, share in zip(rows["code"], rows["reached"], strict=True))
        why = "no weights above zero give the wished shares; these come nearest"
        yield Omission("influence", str(node), f"shares reached: {shares}", why)
