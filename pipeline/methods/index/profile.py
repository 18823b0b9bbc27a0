"""The profile of one unit of an index: each element with its rank and interval, its peers, strengths and weaknesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from pipeline.methods.index.build import IndexResult
from pipeline.methods.index.design import Choice
from pipeline.methods.index.draws import experiment
from pipeline.methods.index.impute import IMPUTED
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.uncertainty import monte_carlo

STRENGTH, WEAKNESS = "strength", "weakness"
COLUMNS = (
    "unit", "element", "name", "score", "rank", "of", "rank_low", "rank_high", "mark", "peers", "peer_median", "peer_rank",
    "value", "year", "status", "imputed_share", "reason", "parent", "level",
)  # fmt: skip
_ALONE = ("weight_noise", "leave_out", "weight", "aggregate")  # factors that move nothing where an element stands alone


def profile(
    result: IndexResult,
    unit: str,
    intervals: Mapping[str, pd.DataFrame],
    values: pd.DataFrame,
    peers: Iterable[str] = (),
    most: int = 5,
) -> pd.DataFrame:
    """One row an element of the index, the index first: see ``COLUMNS``.

    ``intervals`` maps an element to a frame with rank_low, rank_high and ranked by economy (``element_intervals``); ``values``
    are the values as they are in the data (economies × indicators); ``peers`` are other economies of its group. ``of``
    is the number of economies with a rank, ``peer_rank`` the rank among the peers and itself, ``imputed_share`` the
    share (0-1) of imputed values among the indicators of the element.

    At most ``most`` indicators are strengths and as many weaknesses, those with the best and worst relative ranks, as in
    COINr 1.1.14 (``get_str_weak``), but an imputed value is neither, and a mark needs more than a rank: the whole interval
    of ranks of the indicator (with all that share its rank) must be better, or worse, than the whole interval of the index
    (than its other end, where the index itself may be first or last),
    and the score on the same side of the median of its peers (of all economies where it has none). ``reason`` says what
    an indicator lacks, that is among the best or worst by its rank alone. Raises KeyError for an unknown unit.
    """
    tree = result.prepared.design.tree
    row = result.scores.index.get_loc(unit)
    others = [code for code in peers if code in result.scores.index and code != unit]
    rows = []
    for code in _in_order(result):
        node = tree.nodes[code]
        scores = result.scores[code]
        leaves = list(tree.leaves(code))
        mine = scores.iloc[row]
        known = scores[others].dropna()
        years = result.years.loc[unit, leaves].dropna().astype(int)
        statuses = sorted({str(one) for one in result.status.loc[unit, leaves] if str(one)})
        bounds = intervals[code].loc[unit] if code in intervals and unit in intervals[code].index else None
        rows.append(
            {
                "unit": unit,
                "element": code,
                "name": node.names.get("en", ""),
                "score": mine,
                "rank": result.ranks[code].iloc[row],
                "of": int(scores.notna().sum()),
                "rank_low": np.nan if bounds is None else float(bounds["rank_low"]),
                "rank_high": np.nan if bounds is None else float(bounds["rank_high"]),
                "mark": "",
                "peers": len(known),
                "peer_median": float(known.median()) if len(known) else np.nan,
                "peer_rank": 1 + int((known > mine).sum()) if len(known) and not np.isnan(mine) else np.nan,
                "value": values.at[unit, code] if code in values else np.nan,
                "year": _span(years),
                "status": ", ".join(statuses),
                "imputed_share": float((result.status.loc[unit, leaves] == IMPUTED).mean()),
                "reason": "",
                "parent": node.parent,
                "level": node.level,
                "ranked": np.nan if bounds is None else float(bounds["ranked"]),
            }
        )
    table = _marked(pd.DataFrame(rows), result, unit, most)
    return table[list(COLUMNS)]


def with_ranked(intervals: pd.DataFrame) -> pd.DataFrame:
    """Intervals of ``uncertainty.Uncertainty`` cut to rank_low, rank_high and ranked: the mean number of economies with a rank in a draw."""
    count = intervals["draws"].sum() / max(int(intervals["draws"].max()), 1)
    return intervals[["rank_low", "rank_high"]].assign(ranked=count)


def element_intervals(
    result: IndexResult,
    inputs: Inputs,
    elements: Iterable[str],
    draws: int,
    seed: int,
    quantiles: tuple[float, float],
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Intervals of ranks of single elements, and why the others have none: each is taken as an index of its own, over the economies of the index, and drawn.

    The same choices, factors, seed and quantiles as for the index hold; factors that move nothing in an indicator alone
    (weights, aggregation, leaving one out) are left out. ``inputs`` are the data before screening. An element of which no factor is left, or that cannot be drawn
    alone, has none. Frames are as ``with_ranked`` gives them.
    """
    design, kept = result.prepared.design, result.prepared.inputs
    tree = design.tree
    # The index has settled who takes part: nobody is screened again.
    kept_all = [Choice("*", "screen", share, "0") for share in ("indicator_share", "economy_share")]
    choices = (*(choice for choice in design.choices if choice.step != "screen"), *kept_all)
    found: dict[str, pd.DataFrame] = {}
    why: dict[str, str] = {}
    for code in elements:
        leaves = [leaf for leaf in tree.leaves(code) if leaf in kept.codes]
        top = code if tree.nodes[code].level > 1 else tree.nodes[code].parent
        below = {top, *_below(result, code)}
        nodes = {name: node for name, node in tree.nodes.items() if name in below}
        nodes[top] = replace(nodes[top], parent="")
        options = tuple(
            option for option in design.options if len(leaves) > 1 or option.factor.split(".")[0] not in _ALONE
        )
        if not options or not leaves:
            why[code] = "no factor moves it alone" if leaves else "it has no value"
            continue
        try:
            alone = replace(design, tree=replace(tree, nodes=nodes, root=top), options=options, choices=choices)
            ready = experiment(alone, inputs.only(leaves, kept.economies), seed)
            drawn = monte_carlo(ready, draws, quantiles, 1)
        except IndexProblems as failure:
            why[code] = f"it cannot be drawn alone: {failure.problems[0].found}"
            continue
        except ValueError as failure:
            why[code] = f"it cannot be drawn alone: {failure}"
            continue
        found[code] = with_ranked(drawn.intervals)
    return found, why


def _below(result: IndexResult, code: str) -> list[str]:
    tree = result.prepared.design.tree
    return [code, *(deeper for child in tree.children(code) for deeper in _below(result, child))]


def _in_order(result: IndexResult) -> list[str]:
    """Elements as the tree reads: each node before what is below it."""
    return _below(result, result.root)


def _span(years: pd.Series) -> str:
    if not len(years):
        return ""
    first, last = int(years.min()), int(years.max())
    return str(last) if first == last else f"{first}–{last}"


def _marked(table: pd.DataFrame, result: IndexResult, unit: str, most: int) -> pd.DataFrame:
    """The table with strengths, weaknesses and reasons."""
    whole = table.iloc[0]
    if np.isnan(whole["rank"]) or whole["of"] < 2:
        return table
    best, worst = _places(whole)
    # Nothing is better than the first place, nor worse than the last: there the other end of the interval decides.
    index = best if best > 0 else worst, worst if worst < 1 else best
    at = table.index[(table["level"] == 1) & table["rank"].notna() & (table["of"] > 1)]
    place = {i: _relative(table.at[i, "rank"], table.at[i, "of"]) for i in at}
    for mark, turn in ((STRENGTH, 1), (WEAKNESS, -1)):
        count = 0
        for i in sorted(at, key=lambda i: (turn * place[i], i)):
            beyond = place[i] < index[0] if turn > 0 else place[i] > index[1]
            if not beyond or count == most or table.at[i, "mark"]:
                continue
            lacks = _lacking(table.loc[i], result, unit, index, turn)
            if lacks:
                table.at[i, "reason"] = f"no {mark}: {lacks}"
            else:
                table.at[i, "mark"] = mark
                count += 1
    return table


def _lacking(row: pd.Series, result: IndexResult, unit: str, index: tuple[float, float], turn: int) -> str:
    """Why an indicator whose rank lies beyond those of the index is no strength (``turn`` 1) or weakness (-1); blank where it is."""
    if row["imputed_share"] > 0:
        return "imputed"
    scores = result.scores[row["element"]].dropna()
    ties = int((scores == row["score"]).sum())
    best, worst = _places(row, ties)
    if turn > 0 and worst >= index[0]:
        return f"{ties} share the rank" if ties > 1 else "its interval of ranks meets that of the index"
    if turn < 0 and best <= index[1]:
        return "its interval of ranks meets that of the index"
    middle = row["peer_median"] if row["peers"] else float(scores.median())
    if turn * (row["score"] - middle) <= 0:
        return "not better than its peers" if turn > 0 else "not worse than its peers"
    return ""


def _places(row: pd.Series, ties: int = 1) -> tuple[float, float]:
    """Best and worst place, from 0 (first) to 1 (last), of the rank, of those that share it, and of its interval."""
    best, worst = _relative(row["rank"], row["of"]), _relative(row["rank"] + ties - 1, row["of"])
    if np.isnan(row["rank_low"]):
        return best, worst
    among = max(row["ranked"], 2.0)  # draws may rank more economies than the index, where they fill blanks
    return min(best, _relative(row["rank_low"], among)), max(worst, _relative(row["rank_high"], among))


def _relative(rank: float, count: float) -> float:
    """A rank among ``count`` as a place from 0 (first) to 1 (last)."""
    return float((rank - 1) / (count - 1))
