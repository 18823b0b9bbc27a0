"""Recipes of the progress methods side by side: verdicts of all, whose they are, and where and why they differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.agreement import EXTENT_OPPOSITES, OPPOSITES, accord, answers, extent
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Quantity, say
from pipeline.findings.notes import OLD, old_data_note
from pipeline.findings.verdicts import (
    GOOD,
    LEVELS,
    LOOKS,
    NO_DATA,
    NOT_ASSESSED,
    NOT_MET,
    OPEN,
    PLAIN,
    UNJUDGED,
    Look,
    assessments,
    cause_name,
    code_name,
    codes,
    codes_again,
    judged,
    method_label,
    method_spoken,
    numbered,
    official_methods,
    old_series,
    ordered_methods,
    passed,
    recent,
    rules,
    seen,
    sourced_official,
    target_row,
)
from pipeline.findings.workshop import Workshop
from pipeline.methods.progress.disagreement import disagreements
from pipeline.methods.progress.verdicts import Method

# The levels of the common scale, what may be said of a year that has passed, and series that a method cannot judge.
SEGMENTS = (*LEVELS, NOT_MET, OPEN, NOT_ASSESSED)


def aim(workshop: Workshop, target: str) -> dict[str, object]:
    """What sentences say of a target: ``aim`` in words, its measure and year, and whether the year has passed."""
    row = target_row(workshop, target)
    unit = workshop.indicator(row["indicator"]).unit
    said: dict[str, object] = {"measure": Name("short", row["indicator"]), "year": int(row["target_year"])}
    if pd.isna(row["value"]):
        words = say("aim-direction", **said)
    else:
        words = say("aim-value", value=Quantity(float(row["value"]), unit, 0), **said)
    return said | {"aim": words, "over": "yes" if passed(workshop, target) else "no"}


def target_notes(workshop: Workshop, id: str, target: str) -> tuple[Message, ...]:
    """Small print on one target: who has no data, and whose data are too old for a projection."""
    table = codes(workshop, target)
    absent = int((table == NO_DATA).any(axis="columns").sum())
    old = old_series(workshop, target)
    facts = {
        key: workshop.fact(f"{id}.{key}", count, "", 0, method="count", inputs=[seen(workshop, target)], target=target)
        for key, count in (("no_data", absent), ("old", old))
    }
    notes = [say("progress-no-data", count=facts["no_data"], total=len(table))] if absent else []
    if old:
        notes.append(say("progress-old-data", count=facts["old"], years=OLD))
    return (*notes, *old_data_note(workshop, [target_row(workshop, target)["indicator"]]))


def verdicts_by_method(workshop: Workshop, id: str, target: str) -> Exhibit:
    """Stacked bars to 100 per cent: levels on the common scale, one bar a method, for one target."""
    methods = ordered_methods(workshop)
    table = codes(workshop, target)
    table = table[(table != NO_DATA).all(axis="columns")]
    if table.empty:
        raise ValueError(f"{id}: no economy has an observation in the period of {target}")
    counts = {(str(method), code): int((table[method] == code).sum()) for method in methods for code in SEGMENTS}
    data = pd.DataFrame(
        [(*key, 100 * count / len(table), count) for key, count in counts.items()],
        columns=["bar", "segment", "value", "economies"],
    )
    used = [code for code in SEGMENTS if data.loc[data["segment"] == code, "value"].any()]
    data = data[data["segment"].isin(used)].reset_index(drop=True)
    row = target_row(workshop, target)
    return Exhibit(
        id, "stacked_bars", data, (row["indicator"],),
        {"segments": tuple(used), "share": True, "horizontal": True, "decimals": 0, "ramp": "diverging", "reverse": True},
        (*_range(workshop, id, target), *_agreement(workshop, id, target), *_apart(workshop, id, target)),
        title=say("verdicts-title", **aim(workshop, target)),
        subtitle=say("verdicts-subtitle", **aim(workshop, target)),
        alt=say("verdicts-alt", count=len(methods)),
        notes=(say("verdicts-origins", **_whose(workshop)), say("verdicts-scale"), *target_notes(workshop, id, target)),
        labels={str(method): method_label(workshop, method) for method in methods} | {code: code_name(code) for code in used},
    )  # fmt: skip


def _whose(workshop: Workshop) -> dict[str, object]:
    """Which methods the range rests on."""
    official = sourced_official(workshop)
    return {"official": Listed(tuple(method_spoken(method) for method in official)), "count": len(official)}


def _range(workshop: Workshop, id: str, target: str) -> Iterator[Claim]:
    """How many economies are on track or there, by the official methods with sourced bounds, of those that all can judge."""
    official = sourced_official(workshop)
    table = judged(codes_again(workshop, target, official, PLAIN))
    if len(official) < 2 or table.empty or not numbered(workshop, target):
        return
    counts = table.isin(GOOD).sum()
    high, low = str(counts.idxmax()), str(counts.idxmin())
    series = workshop.fact(
        f"{id}.series", len(table), "", 0, method="count", inputs=[seen(workshop, target)], target=target
    )
    facts = {
        key: workshop.fact(
            f"{id}.{key}", counts[by], "", 0, method="progress.assess", of=(series,), target=target, by=by
        )
        for key, by in (("high", high), ("low", low))
    }
    said = aim(workshop, target) | {
        "series": series,
        **facts,
        "by-high": method_spoken(high),
        "by-low": method_spoken(low),
    }
    kind = "verdicts-range" if counts[high] != counts[low] else "verdicts-same"

    def again(look: Look) -> str:
        known = answers(judged(codes_again(workshop, target, official, look)).isin(GOOD), True)
        return extent(known.low, known.high, known.units)

    says = again(PLAIN)
    apart = (counts[high] - counts[low]) / len(table)
    yield claim(
        f"{id}:range", Kind.AGREEMENT, says, say(kind, **said), headline=say(f"{kind}-headline", **said),
        facts=(series, *facts.values()), trials=try_variations(says, again, LOOKS, EXTENT_OPPOSITES),
        surprise=0.3 + 0.6 * min(2 * apart, 1.0), topic=f"progress range {target}",
    )  # fmt: skip


def _agreement(workshop: Workshop, id: str, target: str) -> Iterator[Claim]:
    """On how many series all methods that judge them give the same level, research and own methods among them."""
    same, several = _alike(codes(workshop, target))
    if not several or passed(workshop, target):
        return
    share = workshop.fact(
        f"{id}.agree", 100 * same / several, "%", 0, method="progress.verdict_table", inputs=[seen(workshop, target)], target=target
    )  # fmt: skip
    units = workshop.fact(
        f"{id}.several", several, "", 0, method="count", inputs=[seen(workshop, target)], target=target
    )

    def again(look: Look) -> str:
        table = codes(workshop, target)
        return accord(*_alike(table[table.index.isin(recent(workshop, target))] if look.recent_only else table))

    says = accord(same, several)
    yield claim(
        f"{id}:agree", Kind.AGREEMENT, says, say("verdicts-agree", share=share, units=units, says=says), facts=(share, units),
        trials=try_variations(says, again, {"recent-only": LOOKS["recent-only"]}, OPPOSITES),
        surprise=0.4, topic=f"progress agreement {target}",
    )  # fmt: skip


def _alike(table: pd.DataFrame) -> tuple[int, int]:
    """Economies on which all methods that judge them agree, and those that two methods or more judge."""
    known = table.where(~table.isin(UNJUDGED))
    several = known[known.notna().sum(axis="columns") > 1]
    return int((several.nunique(axis="columns") == 1).sum()), len(several)


def _apart(workshop: Workshop, id: str, target: str) -> Iterator[Claim]:
    """What the methods outside the range find: official ones without sourced bounds, research, this report's own."""
    if not numbered(workshop, target):
        return
    table, parts, facts = codes(workshop, target), [], []
    for method in ordered_methods(workshop)[len(sourced_official(workshop)) :]:
        known = table.loc[~table[method].isin(UNJUDGED), method]
        if known.empty:
            continue
        pair = [
            workshop.fact(f"{id}.{key}.{method}", count, "", 0, method="progress.assess", inputs=[seen(workshop, target)], target=target, by=str(method))
            for key, count in (("good", int(known.isin(GOOD).sum())), ("judged", len(known)))
        ]  # fmt: skip
        parts.append(say("verdicts-apart-part", method=method_spoken(method), good=pair[0], judged=pair[1]))
        facts += pair
    if parts:
        message = say("verdicts-apart", parts=Listed(tuple(parts), "clauses"), **aim(workshop, target))
        yield claim(f"{id}:apart", Kind.LEVEL, "apart", message, facts=facts, surprise=0.2, topic=f"progress apart {target}")  # fmt: skip


def disagreement_matrix(workshop: Workshop, id: str, targets: list[str]) -> Exhibit:
    """Heat map: share of economies and targets on which two methods give different levels; targets to come only."""
    current = [target for target in targets if not passed(workshop, target)]
    if not current:
        raise ValueError(f"{id}: the year of every target has passed")
    methods = ordered_methods(workshop)
    both, differ = _pairs(workshop, current, PLAIN)
    share = (100 * differ / both).where(both > 0)
    data = pd.DataFrame(
        [
            (str(one), str(two), float("nan") if one == two else share[min(one, two), max(one, two)])
            for one in methods
            for two in methods
        ],
        columns=["row", "column", "value"],
    )
    indicators = tuple(dict.fromkeys(target_row(workshop, target)["indicator"] for target in current))
    series = workshop.fact(
        f"{id}.series", sum(len(assessments(workshop, target)) for target in current), "", 0, method="count",
        inputs=[seen(workshop, target) for target in current], targets=tuple(current),
    )  # fmt: skip
    left_out = len(targets) - len(current)
    return Exhibit(
        id, "heatmap", data, indicators,
        {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"},
        (*_official_pair(workshop, id, current, share, series), *_farthest(workshop, id, current, share, series), *_cause(workshop, id, current, series)),
        title=say("disagree-title"), subtitle=say("disagree-subtitle", count=len(current)), alt=say("disagree-alt"),
        notes=(
            *_unsourced(workshop), say("disagree-note"),
            *([say("disagree-passed", count=left_out)] if left_out else []), *old_data_note(workshop, indicators),
        ),
        labels={str(method): method_label(workshop, method) for method in methods} | {"no_data": say("disagree-same-method")},
    )  # fmt: skip


def _unsourced(workshop: Workshop) -> Iterator[Message]:
    """Which official methods have bounds without a source."""
    known = sourced_official(workshop)
    found = tuple(method_spoken(one) for one in official_methods(workshop) if one not in known)
    if found:
        yield say("disagree-unsourced", methods=Listed(found))


def _pairs(workshop: Workshop, targets: list[str], look: Look) -> tuple[pd.Series, pd.Series]:
    """By pair of methods (codes in alphabetical order): how many series both judge, and on how many their levels differ."""
    both: dict[tuple[str, str], int] = {}
    differ: dict[tuple[str, str], int] = {}
    for target in targets:
        table = codes(workshop, target)
        if look.recent_only:
            table = table[table.index.isin(recent(workshop, target))]
        for pair in combinations(sorted(map(str, Method)), 2):
            known = judged(table[list(pair)])
            both[pair] = both.get(pair, 0) + len(known)
            differ[pair] = differ.get(pair, 0) + int((known[pair[0]] != known[pair[1]]).sum())
    return pd.Series(both), pd.Series(differ)


def _share_fact(workshop: Workshop, id: str, key: str, share: pd.Series, pair: tuple[str, str], series: Fact) -> Fact:
    return workshop.fact(
        f"{id}.{key}", share[pair], "%", 0, method="progress.disagreements", of=(series,), pair=", ".join(pair)
    )


def _official_pair(workshop: Workshop, id: str, targets: list[str], share: pd.Series, series: Fact) -> Iterator[Claim]:
    """On how many series official methods differ: the pair that differs most and the one that differs least, of all pairs."""
    official = official_methods(workshop)
    pairs = [tuple(sorted(map(str, pair))) for pair in combinations(official, 2)]
    known = share[pairs].dropna() if pairs else pd.Series(dtype=float)
    if known.empty:
        return
    (one, two), (three, four) = known.idxmax(), known.idxmin()
    fact = _share_fact(workshop, id, "official", share, (one, two), series)
    least = _share_fact(workshop, id, "official_least", share, (three, four), series)
    said: dict[str, object] = {
        "one": method_spoken(one), "two": method_spoken(two), "three": method_spoken(three), "four": method_spoken(four),
        "share": fact, "least": least, "pairs": len(known), "alike": "yes" if round(least.value) == round(fact.value) else "no",
    }  # fmt: skip

    def again(look: Look) -> str:
        both, differ = _pairs(workshop, targets, look)
        return accord(int(both[one, two] - differ[one, two]), int(both[one, two]))

    says = again(PLAIN)
    kind = "disagree-official-none" if round(fact.value) == 0 else "disagree-official"
    yield claim(
        f"{id}:official", Kind.AGREEMENT, says, say(kind, **said), headline=say(f"{kind}-headline", **said), facts=(fact, least),
        trials=try_variations(says, again, {"recent-only": LOOKS["recent-only"]}, OPPOSITES),
        surprise=0.3 + 0.4 * min(fact.value / 50, 1.0), topic="methods disagree",
    )  # fmt: skip


def _farthest(workshop: Workshop, id: str, targets: list[str], share: pd.Series, series: Fact) -> Iterator[Claim]:
    """Which two methods differ most often, and which least; nothing where several pairs share a place."""
    known = share.dropna()
    if len(known) < 2:
        return

    def ends(values: pd.Series) -> tuple[tuple[str, str], tuple[str, str]] | None:
        found = ranking(pd.Series(values.to_numpy(), index=[" ".join(pair) for pair in values.index]), 0)
        if found.says in (Lead.ALL_EQUAL, Lead.ALONE) or len(found.first) > 1 or len(found.last) > 1:
            return None
        most, least = (tuple(one[0].split()) for one in (found.first, found.last))
        return most, least  # type: ignore[return-value]

    def again(look: Look) -> str | None:
        both, differ = _pairs(workshop, targets, look)
        there = ends((100 * differ / both).where(both > 0).dropna())
        return None if there is None else f"{' '.join(there[0])}>{' '.join(there[1])}"

    says, here = again(PLAIN), ends(known)
    if says is None or here is None:
        return
    facts = {
        key: _share_fact(workshop, id, key, share, pair, series)
        for key, pair in zip(("worst", "best"), here, strict=True)
    }
    names = {key: method_spoken(method) for key, method in zip(("one", "two", "three", "four"), (*here[0], *here[1]), strict=True)}  # fmt: skip
    yield claim(
        f"{id}:farthest", Kind.RANK, says, say("disagree-farthest", **names, **facts), facts=facts.values(),
        trials=try_variations(says, again, {"recent-only": LOOKS["recent-only"]}), surprise=0.3, topic="methods farthest",
    )  # fmt: skip


def _cause(workshop: Workshop, id: str, targets: list[str], series: Fact) -> Iterator[Claim]:
    """The most frequent reason for a disagreement, where one is more frequent than all others."""
    found = pd.concat([disagreements(assessments(workshop, target), rules(workshop)) for target in targets])
    causes = found["cause"].astype(str).value_counts()
    if causes.empty or (len(causes) > 1 and causes.iloc[0] == causes.iloc[1]):
        return
    share = workshop.fact(
        f"{id}.main_cause", 100 * causes.iloc[0] / causes.sum(), "%", 0, method="progress.disagreements", of=(series,), cause=str(causes.index[0])
    )  # fmt: skip
    pairs = workshop.fact(f"{id}.pairs", len(found), "", 0, method="progress.disagreements", of=(series,))
    message = say("disagree-cause", share=share, pairs=pairs, cause=cause_name(str(causes.index[0])))
    yield claim(f"{id}:cause", Kind.SHARE, str(causes.index[0]), message, facts=(share, pairs), surprise=0.35, topic="methods differ because")  # fmt: skip
