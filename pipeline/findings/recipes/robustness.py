"""How firm the experimental index is: choices that move its ranks, indicators it hangs on, what is worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import leaders_of, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, Quantity, say
from pipeline.findings.recipes.composite import INDEX, composite, index_inputs, ready_index
from pipeline.findings.workshop import POPULATION, Workshop
from pipeline.methods.index.build import build_index
from pipeline.methods.index.draws import errors
from pipeline.methods.index.whatif import changed, compare
from pipeline.methods.quality.information import information_of_mean

RESAMPLES, LEARNT = 60, 3  # draws of rank intervals, and draws of what is learnt, of the value of information
NORMAL = 1.959963984540054  # of the central 95 per cent
NAMED = 3  # elements that a sentence lists
SMALL = 1e6  # people below which an economy counts as small


def begin(workshop: Workshop) -> None:
    """Have others begin with the value of information."""
    workshop.begin(
        "information",
        information_of_mean,
        lambda: (*_unknown(workshop), RESAMPLES, LEARNT),
        "composite",
        composite.__module__,
    )


def _unknown(workshop: Workshop) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, int]:
    """Scores of the indicators with their gaps, the errors on the same scale, the weights of the indicators, the seed."""

    def make() -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, int]:
        result = ready_index(workshop).result
        prepared = result.prepared
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
        return values, scaled, weights, int(prepared.design.number("audit", "seed"))

    return workshop.watch.once("information ready", make)


def _factor(code: str) -> Message:
    """The printed name of an uncertain choice."""
    return say(f"index-factor-{code.replace('_', '-')}")


def what_moves(workshop: Workshop, id: str) -> Exhibit:
    """Dumbbells: first-order and total Sobol' indices of the uncertain choices on the mean shift of ranks."""
    found = composite(workshop)
    table = found.audit.sensitivity
    part = (
        table[table["output"] == table["output"].iloc[0]]
        .sort_values("total", ascending=False, kind="stable")
        .set_index("factor")
    )
    data = part.rename(columns={"first": "start", "total": "end"})[["start", "end"]].rename_axis("label").reset_index()
    data[["start", "end"]] = 100 * data[["start", "end"]].clip(lower=0)
    labels: dict[str, object] = {code: _factor(code) for code in data["label"]}
    labels |= {"start": say("index-moves-first"), "end": say("index-moves-total")}
    return Exhibit(
        id, "dumbbell", data, (), {"decimals": 0, "start_key": "start", "end_key": "end"}, tuple(_moves(workshop, id, part)),
        title=say("index-moves-title"), subtitle=say("index-moves-subtitle"), alt=say("index-moves-alt", count=len(data)),
        notes=(say("index-moves-low"),), labels=labels, sources=(INDEX,),
    )  # fmt: skip


def _moves(workshop: Workshop, id: str, part: pd.DataFrame) -> Iterator[Claim]:
    """Which choice moves the ranks most, alone or with others within its uncertainty, and how much choices do together."""
    total = (100 * part["total"].clip(lower=0)).dropna()
    if total.empty or not total.max():
        return
    of = (index_inputs(workshop),)
    margin = 100 * float(part.loc[total.index, "total_interval"].head(2).max())
    leaders = leaders_of(total, 0, margin)
    top, low = str(total.index[0]), str(total.index[-1])

    def fact(key: str, value: float, **parameters: Any) -> Fact:
        return workshop.fact(f"{id}.{key}", value, "%", 0, method="index.sobol_indices", of=of, **parameters)

    facts = {"top": fact("top", total[top], factor=top), "low": fact("low", total[low], factor=low)}
    facts["first"] = fact("first_sum", 100 * part["first"].clip(lower=0).sum())
    said: dict[str, object] = {
        "factor": _factor(top), "other": _factor(low), "share": facts["top"], "low": facts["low"], "count": len(leaders), "year": workshop.edition.year,
        "factors": Listed(tuple(map(_factor, leaders[:NAMED]))),
    }  # fmt: skip
    yield claim(
        f"{id}:top", Kind.RANK, " ".join(sorted(leaders)), say("index-moves-top", **said), headline=say("index-moves-top-headline", **said),
        facts=facts.values(), surprise=0.5, topic="index moves",
    )  # fmt: skip
    together = "alone" if round(facts["first"].value) >= 100 else "together"
    yield claim(
        f"{id}:together", Kind.COMPOSITION, together, say("index-moves-together", first=facts["first"], says=together),
        facts=[facts["first"]], surprise=0.3, topic="index moves together",
    )  # fmt: skip
    if low != top:
        yield claim(
            f"{id}:least", Kind.RANK, low, say("index-moves-least", **said), facts=[facts["low"]], surprise=0.25, topic="index moves least",
        )  # fmt: skip


def without_one(workshop: Workshop, id: str, count: int = 14) -> Exhibit:
    """Bars: mean absolute shift of ranks when one indicator is taken out."""
    found = composite(workshop)
    table = found.audit.removed
    leaves = table[table["code"].isin(found.design.tree.indicators)].sort_values(
        "mean_absolute_shift", ascending=False, kind="stable"
    )
    data = leaves.head(count).rename(columns={"code": "label", "mean_absolute_shift": "value"})[
        ["label", "value", "largest_shift"]
    ]
    return Exhibit(
        id, "bars", data.reset_index(drop=True), (), {"decimals": 1}, tuple(_without(workshop, id, leaves.set_index("code"))),
        title=say("index-without-title"), subtitle=say("index-without-subtitle"), alt=say("index-without-alt", count=len(data)),
        notes=(say("index-without-few"),), labels={code: Name("element", code) for code in data["label"]},
        sources=(INDEX,),
    )  # fmt: skip


def _without(workshop: Workshop, id: str, leaves: pd.DataFrame) -> Iterator[Claim]:
    """Which indicator the ranks hang on most, and the largest shift of one economy."""
    known = leaves["mean_absolute_shift"].dropna()
    if known.empty:
        return
    order = ranking(known, 1)
    of = (index_inputs(workshop),)
    top = order.first[0]
    shift = workshop.fact(f"{id}.top", known[top], "", 1, method="index.remove_one", of=of, element=top)
    large = leaves["largest_shift"].abs()
    largest = workshop.fact(f"{id}.largest", large.max(), "", 0, method="index.remove_one", of=of)
    said: dict[str, object] = {
        "says": order.says, "names": Names("short", order.first[:NAMED]), "shift": shift, "largest": largest, "count": len(order.first), "year": workshop.edition.year,
        "element": Name("short", str(large.idxmax())),
    }  # fmt: skip
    yield claim(
        f"{id}:top", Kind.RANK, " ".join(sorted(order.first)), say("index-without-top", **said), headline=say("index-without-top-headline", **said),
        facts=[shift, largest], surprise=0.45, topic="index without",
    )  # fmt: skip
    if largest.value:
        yield claim(
            f"{id}:largest", Kind.LEVEL, str(large.idxmax()), say("index-without-largest", **said), facts=[largest], surprise=0.35,
            topic="index without largest",
        )  # fmt: skip


def what_if(workshop: Workshop, id: str, change: str, count: int = 16) -> Exhibit:
    """Ranges: rank under one changed choice within the interval of ranks of the index, for the economies with the largest shifts.

    ``change`` is one change of a method (``aggregate.method=geometric``). Raises ValueError for another.
    """
    found = composite(workshop)
    step, _, option = change.partition(".method=")
    if not option:
        raise ValueError(f"{id}: {change!r} changes no method; allowed: step.method=value")
    other = build_index(changed(found.design, change), found.inputs)
    intervals = found.audit.uncertainty.intervals[["rank_low", "rank_high"]]
    table = compare(found.result, other).dropna(subset=["shift"]).set_index("REF_AREA").join(intervals)
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    large = table[people >= SMALL]
    shown = large.loc[large["shift"].abs().sort_values(ascending=False, kind="stable").index[:count]]
    data = (
        shown.sort_values("shift", ascending=False, kind="stable")
        .rename_axis("label").reset_index()
        .rename(columns={"rank_low": "low", "other_rank": "mid", "rank_high": "high"})[["label", "low", "mid", "high", "shift"]]
    )  # fmt: skip
    old, new = say(f"index-option-{_slug(found.design.method(step))}"), say(f"index-option-{_slug(option)}")
    return Exhibit(
        id, "range_bars", data, (), {"decimals": 0}, tuple(_shifts(workshop, id, table, people, change, old, new)),
        title=say("index-choice-title", old=old, new=new), subtitle=say("index-choice-subtitle", new=new), alt=say("index-choice-alt", count=len(data)),
        notes=(say("index-choice-shown"), say(f"index-step-{step}"), say("index-choice-draws")),
        labels={code: Name("economy", code) for code in data["label"]} | {"axis_x": say("index-rank-axis")}, sources=(INDEX,),
    )  # fmt: skip


def _slug(option: str) -> str:
    return option.strip().replace("_", "-")


def _shifts(
    workshop: Workshop, id: str, table: pd.DataFrame, people: pd.Series, change: str, old: Message, new: Message
) -> Iterator[Claim]:
    """How far the changed choice moves ranks, and how many economies stay within their interval."""
    of = (index_inputs(workshop),)

    def within(part: pd.DataFrame) -> pd.Series:
        return (part["other_rank"] >= part["rank_low"]) & (part["other_rank"] <= part["rank_high"])

    def fact(key: str, value: float, decimals: int = 0) -> Fact:
        return workshop.fact(f"{id}.{key}", value, "", decimals, method="index.compare", of=of, change=change)

    def most(part: pd.DataFrame) -> str | None:
        return ("most" if 2 * int(within(part).sum()) > len(part) else "few") if len(part) else None

    facts = {
        "mean": fact("mean_shift", table["shift"].abs().mean(), 1),
        "largest": fact("largest_shift", table["shift"].abs().max()),
        "inside": fact("inside", int(within(table).sum())),
        "total": fact("economies", len(table)),
    }
    said: dict[str, object] = {**facts, "old": old, "new": new, "year": workshop.edition.year}
    says = most(table)
    assert says is not None
    yield claim(
        f"{id}:inside", Kind.SHARE, says, say("index-choice-inside", **said), headline=say("index-choice-inside-headline", **said),
        facts=facts.values(), trials=try_variations(says, most, {"large-economies": table[people >= SMALL]}, (("most", "few"),)),
        surprise=0.45, topic="index choice inside",
    )  # fmt: skip
    moves = "moves" if round(facts["largest"].value) else "still"
    yield claim(
        f"{id}:shift", Kind.LEVEL, moves, say("index-choice-shift", says=moves, **said), facts=[facts["mean"], facts["largest"]], surprise=0.35,
        topic="index choice shift",
    )  # fmt: skip


def worth_knowing(
    workshop: Workshop, id: str, draws: int = LEARNT, resamples: int = RESAMPLES, count: int = 14
) -> Exhibit:
    """Bars: by how much rank intervals would narrow if one indicator were fully known (value of information)."""
    gains = workshop.method("information", information_of_mean, *_unknown(workshop), resamples, draws)
    if gains.empty:
        raise ValueError(f"{id}: every value is known without error")
    data = gains.head(count).rename(columns={"group": "label", "gain": "value"})[
        ["label", "value", "cells", "standard_error"]
    ]
    return Exhibit(
        id, "bars", data.reset_index(drop=True), (), {"decimals": 1}, tuple(_worth(workshop, id, gains.set_index("group"), draws)),
        title=say("index-worth-title"), subtitle=say("index-worth-subtitle"), alt=say("index-worth-alt", count=len(data)),
        notes=(say("index-worth-list"),), labels={code: Name("element", code) for code in data["label"]},
        sources=(INDEX,),
    )  # fmt: skip


def _worth(workshop: Workshop, id: str, gains: pd.DataFrame, draws: int) -> Iterator[Claim]:
    """Which indicator's gaps blur the ranks most, alone or with others within the error of the draws."""
    top = str(gains.index[0])
    if not round(float(gains["gain"].iloc[0]), 1) > 0:
        return
    margin = NORMAL * float(gains["standard_error"].head(2).fillna(0.0).max())
    leaders = leaders_of(gains["gain"], 1, margin)
    of = (index_inputs(workshop),)
    method = "quality.value_of_information"
    facts = {
        "gain": workshop.fact(
            f"{id}.top", gains.loc[top, "gain"], "", 1, method=method, of=of, indicator=top, draws=draws
        ),
        "width": workshop.fact(f"{id}.width", gains.loc[top, "width"], "", 1, method=method, of=of),
        "cells": workshop.fact(f"{id}.cells", gains.loc[top, "cells"], "", 0, method=method, of=of),
    }
    said: dict[str, object] = {
        **facts, "name": Name("short", top), "names": Names("short", leaders[:NAMED]), "count": len(leaders), "year": workshop.edition.year, "draws": Quantity(draws),
    }  # fmt: skip
    yield claim(
        f"{id}:top", Kind.RANK, " ".join(sorted(leaders)), say("index-worth-top", **said), headline=say("index-worth-top-headline", **said),
        facts=facts.values(), surprise=0.5, topic="index worth",
    )  # fmt: skip
    yield claim(
        f"{id}:narrower", Kind.LEVEL, "narrower", say("index-worth-narrower", **said), facts=facts.values(), surprise=0.35,
        topic="index worth narrower",
    )  # fmt: skip
