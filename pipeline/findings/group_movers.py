"""Single economies that alone move a group: what is left of a group's rise without China's break in series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.findings.claims import Claim, Kind
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.printed import unit_of
from pipeline.findings.facts import Fact
from pipeline.findings.group_claims import Groups
from pipeline.findings.messages import Listed, Message, Name, say
from pipeline.findings.wording import is_percent
from pipeline.findings.workshop import POPULATION, WORLD

MOVES = 3.0  # percentage points by which one economy alone must move a group in a year to be named
REGIONS = ("itu_region", "un_region", "un_subregion")
BREAKS = 1.0  # the same where its series has a break in that year: what moves then is no change of the group


@dataclass(frozen=True)
class Move:
    """A part of a group's change in one year that one economy makes alone; ``broken`` where a break is marked in its series."""

    group: str
    area: str
    year: int
    broken: bool
    size: float


def of_movers(figure: Groups, groups: Sequence[str]) -> Iterator[Claim]:
    """Single economies that move a group by more than ``MOVES`` (``BREAKS``) in a year: of those with a break the first of the
    groups and the largest other, then the largest without one."""
    if figure.view.how != "population" or not is_percent(figure.workshop.indicator(figure.code).unit):
        return
    every = _moves(figure, groups)
    moved = [one for one in every if one.broken or abs(one.size) > MOVES]
    breaks, others = ([one for one in moved if one.broken is broken] for broken in (True, False))
    first = [one for one in breaks if one.group == groups[0]][:1]
    chosen = first + [one for one in breaks if one not in first][:1] + others[:1]
    alike: dict[tuple[str, int, bool], list[Move]] = {}
    for one in chosen:
        alike.setdefault((one.area, one.year, one.broken), []).append(one)
    for moves in alike.values():
        yield _claim(figure, moves, _compared(figure, groups, moves[0], every))


def _compared(figure: Groups, groups: Sequence[str], top: Move, every: Sequence[Move]) -> str:
    """Among which groups nobody else moved its own as much, as a code of the pattern; none where another did at the printed digit."""
    size = unit_of(abs(top.size), 1)
    if any(one.area != top.area and not one.broken and unit_of(abs(one.size), 1) >= size for one in every):
        return "none"
    kinds = {figure.workshop.data.groups[group].kind for group in groups if group != WORLD}
    kind = kinds.pop() if len(kinds) == 1 else "other"
    return ("single-region" if kind in REGIONS else "single") if len(groups) == 1 else kind


def _claim(figure: Groups, moves: Sequence[Move], among: str) -> Claim:
    """What one economy moved in one year, in each of some groups; ``among`` as ``_compared`` says."""
    shop, (first, *_) = figure.workshop, moves
    parts: list[Message] = []
    facts: list[Fact] = []
    for move in moves:
        fact = shop.fact(
            f"{figure.id}.moved.{move.group}.{move.area}.{move.year}", move.size, "percentage points", 1,
            method="change of one economy × its share of the group’s people", code=figure.code, areas=[move.area],
            years=[move.year - 1, move.year], group=move.group, year=move.year,
            inputs=[(POPULATION, shop.data.groups[move.group].members, [shop.population_year(move.year)])],
        )  # fmt: skip
        now = figure.fact(f"moved.{move.group}.{move.year}", move.group, move.year)
        without = shop.fact(
            f"{figure.id}.unmoved.{move.group}.{move.area}.{move.year}", now.value - move.size, now.unit, now.decimals,
            method="group value less the part of one economy", of=(now, fact), year=move.year,
        )  # fmt: skip
        also = "-also" if parts else ""
        parts.append(say(f"mover-part{also}", group=Name("group", move.group), now=now, without=without))
        facts += [fact, now]
    message = say(
        "mover-break" if first.broken else "mover", economy=Name("economy", first.area), year=first.year,
        before=first.year - 1, group=Name("group", first.group), change=facts[0], parts=Listed(tuple(parts), "clauses"), among=among,
    )  # fmt: skip
    return claim(
        f"{figure.id}:mover-{first.group}-{first.area}-{first.year}", Kind.COMPOSITION,
        "break" if first.broken else "alone", message, facts=facts, surprise=0.65 if first.broken else 0.35,
        topic=f"mover {figure.code} {first.area} {first.year} {first.group}",
    )  # fmt: skip


def _moves(figure: Groups, groups: Sequence[str]) -> list[Move]:
    """What single economies move by more than ``BREAKS``, largest first; a break is marked by the source or the compiler."""
    shop, found = figure.workshop, []
    wide, people = shop.data.observations.wide(figure.code), shop.data.observations.wide(POPULATION)
    status = shop.data.observations.wide(figure.code, "OBS_STATUS")
    for group in groups:
        years = list(figure.series(group).index)
        members = [code for code in shop.data.groups[group].members if code in wide.index]
        pairs = [(year - 1, year) for year in years if year - 1 in years]
        if not pairs or len(members) < 2:
            continue
        before, now = (wide.loc[members, [one[end] for one in pairs]].to_numpy() for end in (0, 1))
        all_people = people.reindex(members)[[shop.population_year(year) for _, year in pairs]].to_numpy()
        weights = np.where(np.isnan(now), np.nan, all_people)
        moved = weights / np.nansum(weights, axis=0) * (now - before)
        for row, column in zip(*np.nonzero(np.abs(moved) > BREAKS), strict=True):
            area, year = members[row], int(pairs[column][1])
            broken = "B" in str(status.loc[area, year])
            found.append(Move(group, area, year, broken, float(moved[row, column])))
    return sorted(found, key=lambda one: (-abs(one.size), one.group, one.area, one.year))
