"""Recipes that set the groups of digital industries of several economies side by side: what they weigh and how they grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from pipeline.findings.accounting import (
    DECIMALS,
    GROUPS,
    counted_apart,
    economy_labels,
    group_labels,
    group_name,
    left_out,
    share_fact,
    sources,
    there,
)
from pipeline.findings.claims import Claim, Kind, Standing, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.printed import unit_of
from pipeline.findings.claims.ranking import ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Label, Listed, Name, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import Workshop
from pipeline.methods import accounts
from pipeline.methods.accounts.industries import DIGITAL, ECONOMY, yearly_growth

SHARES = "accounts.value_added_shares"


def groups(workshop: Workshop, id: str, economies: list[str], years: list[int]) -> Exhibit:
    """Stacked bars: share of each digital group in value added, a bar for each economy that has tables of a year.

    Raises IndexError where no economy has tables of one of the years with a group that is known.
    """
    found: dict[str, tuple[str, int, pd.Series]] = {}
    for year in years:
        for economy in economies:
            tables = workshop.data.supply_use[economy].get(year)
            values = pd.Series(dtype=float) if tables is None else accounts.group_shares(tables).dropna()
            if len(values):
                found[f"{economy} {year}"] = economy, year, values[there(values)]
    if not found:
        raise IndexError(f"no tables of {years} for {economies}")
    rows = [(bar, group, float(value)) for bar, (_, _, values) in found.items() for group, value in values.items()]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    labels: dict[str, object] = {
        bar: say("label-with-year", name=Label("economy", economy), year=year)
        for bar, (economy, year, _) in found.items()
    }
    shown = {economy: None for economy, _, _ in found.values()}
    return Exhibit(
        id, "stacked_bars", data, (), {"segments": GROUPS, "share": False, "horizontal": True, "decimals": DECIMALS},
        (*_largest(workshop, id, found), *_moved(workshop, id, [one for one in shown if len(set(years)) > 1], min(years), max(years))),
        title=say("accounts-groups-title", years=Span.of(year for _, year, _ in found.values())), subtitle=say("accounts-groups-subtitle"),
        alt=say("accounts-groups-alt"), notes=(*old_data_note(workshop, (), max(year for _, year, _ in found.values())), say("accounts-note-shares"), *counted_apart(workshop, shown), *left_out(economies, shown)),
        labels=labels | group_labels(), sources=sources(workshop, shown),
    )  # fmt: skip


def _largest(workshop: Workshop, id: str, found: Mapping[str, tuple[str, int, pd.Series]]) -> Iterator[Claim]:
    """The group that is the largest in every economy and year that is shown; none where it is not the same."""
    leaders = {" ".join(ranking(values, DECIMALS).first) for _, _, values in found.values() if len(values) > 1}
    group = leaders.pop() if len(leaders) == 1 else ""
    if group not in GROUPS or any(group not in values.index for _, _, values in found.values()):
        return
    newest = {economy: (year, values) for economy, year, values in found.values()}  # years in order: the last stays
    facts = {
        economy: share_fact(
            workshop, f"{id}.{economy}_{year}_{group}", values[group], [workshop.data.supply_use[economy][year]], SHARES
        )
        for economy, (year, values) in newest.items()
    }
    values = Listed(
        tuple(
            say("accounts-share-in-year", share=fact, economy=Name("economy", economy), year=newest[economy][0])
            for economy, fact in facts.items()
        ),
        "clauses",
    )
    said: dict[str, object] = {
        "group": group_name(group),
        "values": values,
        "economies": len(facts),
        "year": max(year for year, _ in newest.values()),
    }

    def in_every_year(economies: Sequence[str]) -> str:
        tables = [one for economy in economies for one in workshop.data.supply_use[economy].values()]
        return " ".join(
            sorted({" ".join(ranking(accounts.group_shares(one).dropna(), DECIMALS).first) for one in tables})
        )

    yield claim(
        f"{id}:largest", Kind.AGREEMENT, group, say("accounts-largest-group", **said), headline=say("accounts-largest-group-headline", **said),
        trials=try_variations(group, in_every_year, {"over-every-year": list(facts)}), surprise=0.4, topic="largest digital group",
    )  # fmt: skip


def _moved(workshop: Workshop, id: str, economies: Sequence[str], first: int, last: int) -> Iterator[Claim]:
    """The group that gained, or lost, most between two years in every economy with both, on its whole path."""
    every = workshop.data.supply_use
    tables = {
        economy: {year: one for year, one in every[economy].items() if first <= year <= last}
        for economy in economies
        if first in every[economy] and last in every[economy]
    }
    found = {
        economy: pd.DataFrame({year: accounts.group_shares(one) for year, one in of.items()})
        for economy, of in tables.items()
    }
    for sign, key in ((1, "gain"), (-1, "loss")):
        group = _mover(found, sign)
        if not group:
            continue
        parts = []
        for economy, frame in found.items():
            then, now = (
                share_fact(
                    workshop, f"{id}.{economy}_{year}_{group}", frame.loc[group, year], [every[economy][year]], SHARES
                )
                for year in (first, last)
            )
            parts.append(say("accounts-moved-part", then=then, now=now, economy=Name("economy", economy)))
        said: dict[str, object] = {
            "group": group_name(group), "way": key, "parts": Listed(tuple(parts), "clauses"), "economies": len(found), "first": first, "last": last,
        }  # fmt: skip
        views = {
            "year-later": {economy: frame.iloc[:, 1:] for economy, frame in found.items()},
            "year-earlier": {economy: frame.iloc[:, :-1] for economy, frame in found.items()},
        }  # fmt: skip
        yield claim(
            f"{id}:{key}", Kind.AGREEMENT, group, say("accounts-moved", **said), headline=say("accounts-moved-headline", **said),
            trials=try_variations(group, partial(_mover, sign=sign), views), surprise=0.5, topic=f"digital group {key}",
        )  # fmt: skip


def _mover(found: Mapping[str, pd.DataFrame], sign: int) -> str:
    """The group whose share gained (1) or lost (-1) most in every economy, on its whole path; blank where there is none."""
    groups = set()
    for frame in found.values():
        changes = sign * (frame.iloc[:, -1] - frame.iloc[:, 0]).dropna()
        if len(changes) < 2:
            return ""
        first = ranking(changes, DECIMALS).first
        alone = len(first) == 1 and unit_of(changes[first[0]], DECIMALS) > 0
        groups.add(first[0] if alone and paths.path(frame.loc[first[0]], DECIMALS).says in paths.DIRECTED[sign] else "")
    return groups.pop() if len(groups) == 1 else ""


def growth(workshop: Workshop, id: str, economies: list[str], first: int, last: int) -> Exhibit:
    """Bars: nominal growth of value added a year, of the economy, its digital industries and their groups.

    Raises KeyError for a year without tables, IndexError where no economy's growth is known.
    """
    every = workshop.data.supply_use
    found = {
        economy: yearly_growth({year: every[economy][year] for year in (first, last)}, first, last).dropna()
        for economy in economies
    }
    found = {economy: values for economy, values in found.items() if {ECONOMY, DIGITAL} <= set(values.index)}
    if not found:
        raise IndexError(f"{id}: the growth of none of {', '.join(economies)} is known from {first} to {last}")
    rows = [
        (f"{economy}:{name}", float(values[name]), name in (ECONOMY, DIGITAL), economy)
        for economy, values in found.items()
        for name in (ECONOMY, DIGITAL, *there(values))
    ]
    data = pd.DataFrame(rows, columns=["label", "value", "highlight", "block"])
    called = {ECONOMY: say("accounts-all-industries"), DIGITAL: say("accounts-digital-industries"), **group_labels()}
    facts = {
        (economy, name): share_fact(
            workshop, f"{id}.{economy}_{name}", value, [every[economy][year] for year in (first, last)], "accounts.yearly_growth", first=first, last=last
        )
        for economy, values in found.items() for name, value in values.items()
    }  # fmt: skip
    said = [
        one for economy, values in found.items() for one in _faster(workshop, id, economy, values, facts, first, last)
    ]
    return Exhibit(
        id, "bars", data, (), {"decimals": DECIMALS}, (*said, *_fastest(id, found, facts, first, last)),
        title=say("accounts-growths-title", first=first, last=last), subtitle=say("accounts-growths-subtitle", first=first, last=last),
        alt=say("accounts-growths-alt"), notes=(*old_data_note(workshop, (), last), say("accounts-note-nominal"), say("accounts-note-own-prices"), *left_out(economies, found)),
        labels=economy_labels(found) | {f"{economy}:{name}": label for economy in found for name, label in called.items()}, sources=sources(workshop, found),
    )  # fmt: skip


def _faster(
    workshop: Workshop, id: str, economy: str, values: pd.Series, facts: Mapping[tuple[str, str], Fact], first: int, last: int
) -> Iterator[Claim]:  # fmt: skip
    """Whether the digital industries of an economy grew faster than the whole; what the last year alone makes is its condition."""
    every = workshop.data.supply_use[economy]

    def word(values: pd.Series) -> str:
        difference = unit_of(values[DIGITAL], DECIMALS) - unit_of(values[ECONOMY], DECIMALS)
        return "faster" if difference > 0 else "slower" if difference < 0 else "alike"

    says = word(values)
    said: dict[str, object] = {
        "says": says, "economy": Name("economy", economy), "digital": facts[economy, DIGITAL], "all": facts[economy, ECONOMY], "first": first, "last": last,
    }  # fmt: skip
    compared = claim(
        f"{id}:{economy}", Kind.COMPARISON, says, say("accounts-growths", **said), headline=say("accounts-growths-headline", **said),
        trials=try_variations(says, lambda years: word(yearly_growth(every, *years)), {"year-later": (first + 1, last), "year-earlier": (first, last - 1)}, (("faster", "slower"),)),
        tolerated=("year-later", "year-earlier"), surprise=0.3 if says == "faster" else 0.5, topic=f"digital growth {economy} {first} {last}",
    )  # fmt: skip
    yield compared
    if compared.standing is Standing.WITHDRAWN:  # the figure shows both rates: a reader would compare them
        yield claim(
            f"{id}:{economy}-depends", Kind.COMPARISON, "depends", say("accounts-growths-depends", **said),
            headline=say("accounts-growths-depends-headline", **said), facts=compared.facts, surprise=0.3, topic=compared.topic,
        )  # fmt: skip


def _fastest(
    id: str, found: Mapping[str, pd.Series], facts: Mapping[tuple[str, str], Fact], first: int, last: int
) -> Iterator[Claim]:
    """The group that grew fastest in every economy; none where it is not the same, or only one is there."""
    leaders = {
        " ".join(ranking(values[there(values)], DECIMALS).first) if len(there(values)) > 1 else ""
        for values in found.values()
    }
    group = leaders.pop() if len(leaders) == 1 else ""
    if group not in GROUPS:
        return
    values = Listed(
        tuple(
            say("accounts-rate-in", rate=facts[economy, group], economy=Name("economy", economy)) for economy in found
        ),
        "clauses",
    )
    said: dict[str, object] = {
        "group": group_name(group),
        "values": values,
        "economies": len(found),
        "first": first,
        "last": last,
    }
    yield claim(
        f"{id}:fastest", Kind.AGREEMENT, group, say("accounts-fastest", **said), headline=say("accounts-fastest-headline", **said),
        surprise=0.35, topic="fastest digital group",
    )  # fmt: skip
