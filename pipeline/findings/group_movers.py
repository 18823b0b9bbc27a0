"""Single economies that alone move a group: what is left of a group's rise without China's break in series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.findings.claims import Claim, Kind
from pipeline.findings.claims.claim import claim
from pipeline.findings.group_claims import Groups
from pipeline.findings.messages import Name, say
from pipeline.findings.wording import is_percent
from pipeline.findings.workshop import POPULATION

MOVES = 3.0  # percentage points by which one economy alone must move a group in a year to be named
BREAKS = 1.0  # the same where its series has a break in that year: what moves then is no change of the group


def of_movers(figure: Groups, groups: Sequence[str]) -> Iterator[Claim]:
    """Single economies that move a group by more than ``MOVES`` (``BREAKS``) in a year: of those with a break the first of the
    groups and the largest other, then the largest without one."""
    if figure.view.how != "population" or not is_percent(figure.workshop.indicator(figure.code).unit):
        return
    moved = _moves(figure, groups)
    breaks, others = ([one for one in moved if one[3] is broken] for broken in (True, False))
    first = [one for one in breaks if one[0] == groups[0]][:1]
    for group, area, year, broken, size in first + [one for one in breaks if one not in first][:1] + others[:1]:
        shop = figure.workshop
        fact = shop.fact(
            f"{figure.id}.moved.{group}.{area}.{year}", size, "percentage points", 1,
            method="change of one economy × its share of the group’s people", code=figure.code, areas=[area],
            years=[year - 1, year], group=group, year=year,
            inputs=[(POPULATION, shop.data.groups[group].members, [shop.population_year(year)])],
        )  # fmt: skip
        now = figure.fact(f"moved.{group}.{year}", group, year)
        without = shop.fact(
            f"{figure.id}.unmoved.{group}.{area}.{year}", now.value - size, now.unit, now.decimals,
            method="group value less the part of one economy", of=(now, fact), year=year,
        )  # fmt: skip
        message = say(
            "mover-break" if broken else "mover", economy=Name("economy", area), group=Name("group", group), change=fact,
            year=year, before=year - 1, now=now, without=without,
        )  # fmt: skip
        yield claim(
            f"{figure.id}:mover-{group}-{area}-{year}", Kind.COMPOSITION, "break" if broken else "alone", message,
            facts=[fact, now], surprise=0.65 if broken else 0.35, topic=f"mover {figure.code} {area} {year} {group}",
        )  # fmt: skip


def _moves(figure: Groups, groups: Sequence[str]) -> list[tuple[str, str, int, bool, float]]:
    """Group, economy, year, whether the source or compiler marks a break, and the part of the change; largest first."""
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
        for row, column in zip(*np.nonzero(np.abs(moved) > min(MOVES, BREAKS)), strict=True):
            area, year = members[row], int(pairs[column][1])
            broken = "B" in str(status.loc[area, year])
            if not broken and abs(moved[row, column]) <= MOVES:
                continue
            found.append((group, area, year, broken, float(moved[row, column])))
    return sorted(found, key=lambda one: (-abs(one[4]), one[0], one[1], one[2]))
