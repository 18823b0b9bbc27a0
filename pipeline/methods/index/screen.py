"""Screening by share of available data and of values that are not zero: first indicators, then economies (Handbook,
step 3; COINr 1.1.14 ``Screen``: byNA, byzeros, byNAandzeros, Force).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.log import Entry, parameters
from pipeline.methods.index.problems import IndexProblems, error, refuse
from pipeline.methods.index.ranges import LARGEST
from pipeline.model.index_design import HIERARCHY
from pipeline.problems import Place, Problem

AVAILABLE, NONZERO, CHOSEN = "share of data", "share of values that are not zero", "chosen"
NEED_SPREAD = ("min_max", "z_score", "distance_to_max", "percentile_rank")
"""Methods of normalisation that cannot tell economies apart that are all the same."""


@dataclass(frozen=True)
class Screened:
    """Design and inputs without what was left out; ``excluded``: kind, code, rule, share (0-1), minimum."""

    design: Design
    inputs: Inputs
    excluded: pd.DataFrame


def shares(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of values present by indicator (k,) and by economy (n,), of values (k, n).

    >>> shares(np.array([[1.0, np.nan], [2.0, 3.0]]))[1]
    array([1. , 0.5])
    """
    present = ~np.isnan(values)
    return present.mean(axis=1), present.mean(axis=0)


def nonzero_shares(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of the values present that are not zero, by indicator (k,) and by economy (n,); 1 where there is none.

    >>> nonzero_shares(np.array([[1.0, np.nan], [0.0, 3.0]]))[1]
    array([0.5, 1. ])
    """
    zero, count = values == 0, ~np.isnan(values)

    def share(axis: int) -> np.ndarray:
        return 1 - zero.sum(axis=axis) / np.maximum(count.sum(axis=axis), 1)

    return share(1), share(0)


def screen(design: Design, inputs: Inputs, log: list[Entry]) -> Screened:
    """Leave out indicators, then economies, whose shares lie below the minima of the design, but for those that it
    keeps (include) or leaves out (exclude) by name.

    Raises IndexProblems where no economy or no indicator would be left, and for an economy named that is not there.
    """
    if not inputs.economies:
        what, remedy = "no economy has a value of any indicator", "fill the sheets of the indicators"
        raise refuse("nothing-left", Place(design.sheets.workbook), what, "indicators with values", remedy)
    include, exclude = (_named(design, inputs, name) for name in ("include", "exclude"))
    rows: list[tuple[str, str, str, float, float]] = []
    kept: Sequence[str] = inputs.codes
    for rule, parameter, of in _rules("indicator"):
        least = design.number("screen", parameter)
        found = dict(zip(inputs.codes, of(inputs.values)[0], strict=True))
        gone = [code for code in kept if found[code] < least]
        rows += [("indicator", code, rule, float(found[code]), least) for code in gone]
        kept = [code for code in kept if code not in set(gone)]
        if rule == AVAILABLE or parameter_made(design, parameter):
            log.append(Entry("screen", "*", parameter, parameters(least=least), len(gone)))
        if not kept:
            place = design.place("screen", parameter)
            what = f"no indicator has a {rule} of {least:g}"
            raise refuse("nothing-left", place, what, "a share that some reach", "lower it")
    if len(kept) < len(inputs.codes):
        design = design.with_tree(design.tree.without(set(inputs.codes) - set(kept)))
        inputs = inputs.only(kept, inputs.economies)
    economies = [economy for economy in inputs.economies if economy not in exclude]
    rows += [("economy", e, CHOSEN, np.nan, np.nan) for e in inputs.economies if e in exclude]
    last = "exclude" if exclude else "economy_share"
    for rule, parameter, of in _rules("economy"):
        least = design.number("screen", parameter)
        found = dict(zip(inputs.economies, of(inputs.values)[1], strict=True))
        gone = [economy for economy in economies if found[economy] < least and economy not in include]
        rows += [("economy", economy, rule, float(found[economy]), least) for economy in gone]
        economies = [economy for economy in economies if economy not in set(gone)]
        if rule == AVAILABLE or parameter_made(design, parameter):
            log.append(Entry("screen", "*", parameter, parameters(least=least), len(gone)))
        last = parameter if gone else last
    for parameter, named in (("include", include), ("exclude", exclude)):
        if named:
            log.append(Entry("screen", "*", parameter, "", len(named), "; ".join(sorted(named))))
    if not economies:
        place = design.place("screen", last)
        what = f"none of {len(inputs.economies)} economies is left by screen / {last}"
        raise refuse("nothing-left", place, what, "at least one economy", "lower the share, or exclude fewer")
    inputs = inputs.only(inputs.codes, economies)
    columns = ["kind", "code", "rule", "share", "minimum"]
    return Screened(design, inputs, pd.DataFrame(rows, columns=columns))


def parameter_made(design: Design, parameter: str) -> bool:
    """Whether a row of the design makes this choice of the screening."""
    return design.choice("screen", parameter) is not None


def _rules(kind: str) -> tuple:
    return (AVAILABLE, f"{kind}_share", shares), (NONZERO, f"{kind}_nonzero", nonzero_shares)


def _named(design: Design, inputs: Inputs, parameter: str) -> frozenset[str]:
    """The economies that a choice names. Raises IndexProblems for one that is not there, or is named on both sides."""
    named = design.listed("screen", parameter)
    other = design.listed("screen", "exclude") if parameter == "include" else ()
    wrong = [code for code in named if code not in inputs.economies]
    both = sorted(set(named) & set(other))
    if wrong or both:
        found = f"no economy {', '.join(wrong)}" if wrong else f"{', '.join(both)}, which is excluded too"
        allowed = "economies of the data, each under include or exclude"
        raise refuse("unknown-economy", design.place("screen", parameter), found, allowed, "correct the code")
    return frozenset(named)


def require_size(inputs: Inputs) -> None:
    """Refuse values that a double can hold but whose powers it cannot. Raises IndexProblems with their cells."""
    problems: list[Problem] = []
    for code, row in zip(inputs.codes, inputs.values, strict=True):
        at = np.flatnonzero(np.abs(row) > LARGEST)
        if len(at):
            economy = inputs.economies[at[0]]
            more = f" (and {len(at) - 1} more)" if len(at) > 1 else ""
            found = f"{code}: {row[at[0]]:g} for {economy}{more}"
            allowed = f"values between -{LARGEST:g} and {LARGEST:g}"
            problems.append(
                error("size", inputs.place(code, economy), found, allowed, "correct the value, or its unit")
            )
            continue
        known = row[~np.isnan(row)]
        spread = known.max() - known.min() if len(known) else 0.0
        if 0 < spread < 1 / LARGEST:
            found = f"{code}: values that differ by {spread:g} at most"
            remedy = "give the indicator in a smaller unit"
            problems.append(error("size", inputs.place(code), found, f"a spread above {1 / LARGEST:g}", remedy))
    if problems:
        raise IndexProblems(problems)


def require_spread(design: Design, inputs: Inputs) -> None:
    """Refuse an indicator that is the same everywhere, where its normalisation needs differences. Raises IndexProblems."""
    for code, row in zip(inputs.codes, inputs.values, strict=True):
        known = row[~np.isnan(row)]
        method = design.method("normalise", code)
        if method not in NEED_SPREAD or len(np.unique(known)) > 1:
            continue
        found = f"{code}: {len(known)} values, {len(np.unique(known))} different; normalised by {method}"
        found = found if len(known) else f"{code}: no value"
        place = inputs.place(code)
        place = place if place.file else design.sheets.place(HIERARCHY, design.tree.nodes[code].row, "code")
        raise refuse(
            "constant",
            place,
            found,
            "at least two different values among the economies of the index, or goalposts or a target from outside",
            "take the indicator out of the hierarchy, correct its data, or normalise it by goalposts",
        )
