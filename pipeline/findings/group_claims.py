"""What may be said of groups over time: the path of the whole, who is ahead, the distance, who lags, who alone moves a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import gap as gaps
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.absence import absent
from pipeline.findings.claims.claim import claim
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, Span, say
from pipeline.findings.views import WHOLE, View, group_series, variations
from pipeline.findings.wording import difference_unit, is_percent
from pipeline.findings.workshop import POPULATION, WORLD, Workshop, mean_decimals
from pipeline.methods.group_values import group_values
from pipeline.model.indicators import Direction

MOVES = 3.0  # percentage points by which one economy alone must move a group in a year to be named
NAMED = 5  # missing economies that a note names
RECENT = 3  # years at the end of a figure among which the one with most groups is taken
OLD = 5  # years before the edition beyond which a distance does not head a figure


@dataclass(frozen=True)
class Groups:
    """A figure of group values over time: its id, the indicator, the groups that it compares, and the view that it draws."""

    workshop: Workshop
    id: str
    code: str
    groups: tuple[str, ...]
    view: View

    @property
    def decimals(self) -> int:
        """Printed decimals of a mean."""
        return mean_decimals(self.workshop.indicator(self.code))

    def series(self, group: str, view: View | None = None) -> pd.Series:
        """Values of a group by year."""
        return group_series(self.workshop, self.code, group, view or self.view)

    def table(self, view: View | None = None) -> pd.DataFrame:
        """Groups × years; years in which no group has a value left out."""
        found = pd.DataFrame({group: self.series(group, view) for group in self.groups}).T
        return found.sort_index(axis="columns")

    def fact(self, key: str, group: str, year: int) -> Fact:
        """The fact of a group value of this figure."""
        return self.workshop.group_fact(f"{self.id}.{key}", self.code, group, year, self.view.how)

    def distance(self, key: str, ahead: Fact, behind: Fact, year: int) -> Fact:
        """The signed distance of two group values."""
        return self.workshop.fact(
            f"{self.id}.{key}",
            ahead.value - behind.value,
            difference_unit(self.workshop.indicator(self.code).unit),
            self.decimals,
            method="change.gap",
            of=(ahead, behind),
            year=year,
        )

    def mover(self, found: gaps.Gap) -> str:
        """By whose movement a distance changed; "none" where more is not better, as of prices: nobody then catches up."""
        better = self.workshop.indicator(self.code).direction is Direction.HIGHER
        return found.mover if better else gaps.Mover.NONE

    @property
    def measure(self) -> Name:
        """The indicator by its short name."""
        return Name("short", self.code)


def of_the_whole(figure: Groups, whole: str = WORLD) -> Iterator[Claim]:
    """The change of the world value (or of another whole) over its whole path."""
    values = figure.series(whole)
    if len(values) < 2:
        return
    found = paths.path(values, figure.decimals)
    first, last = found.first, found.last
    facts = {"then": figure.fact("world_first", whole, first), "now": figure.fact("world_last", whole, last)}
    if found.turn is not None:
        facts["extreme"] = figure.fact("world_turn", whole, found.turn)
    said: dict[str, object] = {
        "measure": figure.measure, "group": Name("group", whole), "first": first, "last": last, **facts,
        "steady": "yes" if found.steady else "no", "record": "yes" if found.record else "no",
        "how": figure.view.how,
    }  # fmt: skip
    if found.turn is not None:
        said["turn"] = found.turn

    def again(view: View) -> str:
        return paths.path(figure.series(whole, view), figure.decimals).says

    trials = try_variations(
        found.says, again, variations(figure.workshop, figure.code, figure.view, first, last), paths.OPPOSITES
    )
    size = abs(found.end - found.start) / max(abs(found.start), abs(found.end), 10.0**-figure.decimals)
    turned = found.says in (paths.Shape.PEAKED, paths.Shape.FELL, paths.Shape.SWUNG)
    yield claim(
        f"{figure.id}:whole", Kind.CHANGE, found.says, say(f"group-{found.says}", **said),
        headline=say(f"group-{found.says}-headline", **said), facts=facts.values(), trials=trials,
        tolerated=("without-largest",), surprise=0.7 if turned else 0.2 + 0.2 * min(size, 1.0),
        topic=f"path {figure.code} {whole} {figure.view.how}",
    )  # fmt: skip


def pair(table: pd.DataFrame) -> tuple[str, str]:
    """The groups with the highest and the lowest value in the last year in which most groups have one.

    Raises ValueError where no year has two groups.
    """
    counts = table.notna().sum()
    if table.empty or counts.max() < 2:
        raise ValueError("no year with two groups")
    year = counts[counts == counts.max()].index[-1]
    return str(table[year].idxmax()), str(table[year].idxmin())


def of_the_distance(figure: Groups) -> Iterator[Claim]:
    """The signed distance between the highest and the lowest group over the years in which both have a value.

    The two are those of the last year, which alone would favour a distance that opened: the statement is also tried
    with the two of the first year, and with the distance between whoever is highest and lowest in each year.
    """
    table = figure.table()
    try:
        high, low = pair(table)
        found = gaps.gap(table.loc[high], table.loc[low], figure.decimals)
    except ValueError:
        return
    ends = {
        key: figure.fact(f"{side}_{when}", group, year)
        for side, group in (("high", high), ("low", low))
        for when, year in (("first", found.first), ("last", found.last))
        for key in (f"{side}_{when}",)
    }
    before = figure.distance("gap_first", ends["high_first"], ends["low_first"], found.first)
    after = figure.distance("gap_last", ends["high_last"], ends["low_last"], found.last)
    said: dict[str, object] = {
        "measure": figure.measure, "high": Name("group", high), "low": Name("group", low), "first": found.first,
        "last": found.last, "before": before, "after": after, "mover": figure.mover(found),
        **{key.replace("_", "-"): fact for key, fact in ends.items()},
    }  # fmt: skip
    facts = [*ends.values(), before, after]
    if found.widest is not None:
        tops = (figure.fact("high_peak", high, found.widest), figure.fact("low_peak", low, found.widest))
        said |= {"peak": figure.distance("gap_peak", *tops, found.widest), "widest": found.widest}
        facts.append(said["peak"])  # type: ignore[arg-type]

    def again(view: View) -> str:
        rows = figure.table(view)
        return gaps.gap(rows.loc[high], rows.loc[low], figure.decimals).says

    def spread_again(choice: str) -> str:
        if choice == "first":
            counts = table.notna().sum()
            year = counts[counts == counts.max()].index[0]
            one, other = str(table[year].idxmax()), str(table[year].idxmin())
            ahead, behind = (one, other) if _ends_ahead(table, one, other) else (other, one)
            return gaps.gap(table.loc[ahead], table.loc[behind], figure.decimals).says
        full = table.loc[:, table.notna().sum() == table.notna().sum().max()]
        return gaps.gap(full.max(), full.min(), figure.decimals).says

    years = variations(figure.workshop, figure.code, figure.view, found.first, found.last)
    trials = (
        *try_variations(found.says, again, years, gaps.OPPOSITES),
        *try_variations(found.says, spread_again, {"groups-of-first-year": "first", "whoever-is-apart": "any"}, gaps.OPPOSITES),
    )  # fmt: skip
    size = abs(abs(after.value) - abs(before.value)) / max(abs(after.value), abs(before.value), 10.0**-figure.decimals)
    kind = f"distance-{found.says}"
    fresh = found.last >= figure.workshop.edition.year - OLD
    yield claim(
        f"{figure.id}:distance", Kind.GAP, found.says, say(kind, **said),
        headline=say(f"{kind}-headline", **said) if fresh else None,
        facts=facts, trials=trials, tolerated=("without-largest",), surprise=0.3 + 0.5 * min(size, 1.0),
        topic=f"distance {figure.code} {high} {low} {figure.view.how}",
    )  # fmt: skip
    yield claim(
        f"{figure.id}:extremes", Kind.COMPARISON, f"{high}>{low}", say("extremes", **said),
        headline=say("extremes-headline", **said) if fresh else None, facts=[ends["high_last"], ends["low_last"], after],
        trials=try_variations(f"{high}>{low}", lambda view: ">".join(pair(figure.table(view))), years),
        surprise=0.15, topic=f"extremes {figure.code} {figure.view.how}",
    )  # fmt: skip


def _ends_ahead(table: pd.DataFrame, one: str, other: str) -> bool:
    both = table.loc[[one, other]].dropna(axis="columns")
    if both.shape[1] < 2:
        raise ValueError("the two cannot be compared")
    return bool(both.loc[one].iloc[-1] >= both.loc[other].iloc[-1])


def of_halves(figure: Groups) -> Iterator[Claim]:
    """Which groups have reached fewer than half of their people (only shares of people, in one and the same year)."""
    if not _of_people(figure.workshop, figure.code) or figure.view.how != "population":
        return
    table = figure.table()
    counts = table.notna().sum()
    near = counts[counts.index > counts.index.max() - RECENT] if len(counts) else counts
    if near.empty or near.max() < 3:
        return
    year = int(near[near == near.max()].index[-1])
    table = table[table[year].notna()]

    def below(view: View) -> str | None:
        rows = figure.table(view).reindex(table.index)
        known = rows[year] if year in rows.columns else None
        return None if known is None or known.isna().any() else " ".join(sorted(known.index[known < 50]))

    says = below(figure.view)
    if says is None:
        return
    few = tuple(says.split())
    facts = {group: figure.fact(f"half.{group}", group, year) for group in (few or table.index)}
    if len(few) in (0, len(table)):
        message = say("half-none" if not few else "half-all", measure=figure.measure, year=year, total=len(table))
    else:
        worst = min(few, key=lambda group: facts[group].value)
        message = say(
            "half-some", groups=Names("group", few), count=len(few), year=year, measure=figure.measure, total=len(table),
            worst=Name("group", worst), value=facts[worst],
        )  # fmt: skip
    views = variations(figure.workshop, figure.code, figure.view, year, year)
    trials = try_variations(
        says, below, {name: view for name, view in views.items() if name not in ("year-later", "year-earlier")}
    )
    yield claim(
        f"{figure.id}:halves", Kind.LEVEL, "none" if not few else "all" if len(few) == len(table) else "some", message,
        headline=Message(f"{message.id}-headline", message.values), facts=facts.values(), trials=trials,
        surprise=0.6 if 0 < len(few) < len(table) / 2 else 0.3, topic=f"halves {figure.code} {' '.join(figure.groups)}",
    )  # fmt: skip


def _of_people(workshop: Workshop, code: str) -> bool:
    """Whether an indicator is a share of people."""
    unit = workshop.indicator(code).unit
    return is_percent(unit) and any(word in unit for word in ("population", "individuals", "people", "youth"))


def against_the_world(figure: Groups) -> Iterator[Claim]:
    """The signed distance of each group from the world value, for groups that share members."""
    world = figure.series(WORLD)
    for group in figure.groups:
        mine = figure.series(group)
        years = [int(year) for year in mine.index if year in world.index]
        if len(years) < 2:
            continue
        lower = mine[years[-1]] < world[years[-1]]
        ahead, behind = (world, mine) if lower else (mine, world)
        found = gaps.gap(ahead, behind, figure.decimals)
        facts = {}
        for end, year in (("first", found.first), ("last", found.last)):
            own, whole = figure.fact(f"{group}_{end}", group, year), figure.fact(f"world.{year}", WORLD, year)
            facts[end] = figure.distance(f"{group}_gap_{end}", *((whole, own) if lower else (own, whole)), year)
            facts[f"own_{end}"] = own
        said: dict[str, object] = {
            "measure": figure.measure, "group": Name("group", group), "first": found.first, "last": found.last,
            "before": facts["first"], "after": facts["last"], "value": facts["own_last"],
            "side": "below" if lower else "above",
        }  # fmt: skip
        if found.widest is not None:
            own, whole = (
                figure.fact(f"{group}_peak", group, found.widest),
                figure.fact(f"world.{found.widest}", WORLD, found.widest),
            )
            said |= {"peak": figure.distance(f"{group}_gap_peak", *((whole, own) if lower else (own, whole)), found.widest), "widest": found.widest}  # fmt: skip

        def again(view: View, group: str = group, lower: bool = lower) -> str:
            rows = figure.series(group, view), figure.series(WORLD, view)
            return gaps.gap(*(rows[::-1] if lower else rows), figure.decimals).says

        trials = try_variations(
            found.says,
            again,
            variations(figure.workshop, figure.code, figure.view, found.first, found.last),
            gaps.OPPOSITES,
        )
        size = abs(facts["last"].value) / max(abs(float(world[years[-1]])), 10.0**-figure.decimals)
        yield claim(
            f"{figure.id}:{group}", Kind.GAP, found.says, say(f"world-{found.says}", **said),
            headline=say(f"world-{found.says}-headline", **said), facts=facts.values(), trials=trials,
            tolerated=("without-largest",), surprise=min(size, 1.0), topic=f"world distance {figure.code} {group}",
        )  # fmt: skip


def of_movers(figure: Groups, groups: Sequence[str]) -> Iterator[Claim]:
    """Single economies that move a group by more than ``MOVES`` in a year: breaks first, then the largest without one."""
    if figure.view.how != "population" or not is_percent(figure.workshop.indicator(figure.code).unit):
        return
    moved = _moves(figure, groups)
    for group, area, year, broken, size in [one for one in moved if one[3]][:1] + [one for one in moved if not one[3]][
        :1
    ]:
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
            year=year, before=year - 1, now=now, without=without, direction="up" if size > 0 else "down",
        )  # fmt: skip
        yield claim(
            f"{figure.id}:mover-{group}-{area}-{year}", Kind.COMPOSITION, "break" if broken else "alone", message,
            facts=[fact, now], surprise=0.65 if broken else 0.35, topic=f"mover {figure.code} {area} {year}",
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
        for row, column in zip(*np.nonzero(np.abs(moved) > MOVES), strict=True):
            area, year = members[row], int(pairs[column][1])
            broken = "B" in str(status.loc[area, year])
            found.append((group, area, year, broken, float(moved[row, column])))
    return sorted(found, key=lambda one: (-abs(one[4]), one[0], one[1], one[2]))


def notes(figure: Groups, whole: str = WORLD) -> tuple[Message, ...]:
    """Small print: weights and coverage of the whole, who is missing, and what carrying last values forward would give."""
    shop, code, how = figure.workshop, figure.code, figure.view.how
    found = [say(f"weights-{how}")]
    values = figure.series(whole)
    if values.empty:
        return (*found, say("world-not-covered"))
    year = int(values.index[-1])
    members = shop.data.groups[whole].members
    wide, people = shop.data.observations.wide(code), shop.data.observations.wide(POPULATION)
    rows = shop.group_values(code, whole, how).loc[year]
    economies = shop.fact(
        f"{figure.id}.economies", rows["economies"], "", 0, method="group_values.coverage", code=code, areas=members,
        years=[year], year=year,
    )  # fmt: skip
    covered = shop.fact(
        f"{figure.id}.covered", 100 * rows["population_share"], "%", 0, method="group_values.coverage", code=code,
        areas=members, years=[year], year=year,
        inputs=[(POPULATION, members, [shop.population_year(year)])],
    )  # fmt: skip
    field = people.reindex([one for one in members if one in people.index])[shop.population_year(year)].dropna()
    present = wide.index[wide[year].notna()]
    missing = absent(present, field)
    named = missing.absent[:NAMED]
    if named:
        found.append(
            say("coverage-missing", economies=economies, covered=covered, year=year, missing=Names("economy", named),
                more=len(missing.absent) - len(named))
        )  # fmt: skip
    else:
        found.append(say("coverage-all", economies=economies, year=year))
    carried = _carried(figure, whole, year)
    if carried is not None:
        found.append(say("coverage-carried", value=carried, year=year))
    return tuple(found)


def _carried(figure: Groups, whole: str, year: int) -> Fact | None:
    """The value of the whole with the last value of each missing economy carried forward, at most as far as the edition allows."""
    shop, code = figure.workshop, figure.code
    wide = shop.data.observations.wide(code)
    oldest = year - shop.edition.oldest_latest
    window = wide.loc[:, (wide.columns >= oldest) & (wide.columns <= year)]
    filled = window.ffill(axis="columns")[[year]]
    members = list(shop.data.groups[whole].members)
    new = filled.reindex(members)[year].notna() & window.reindex(members)[year].isna()
    if figure.view.how == "sum" or not new.any():
        return None
    value = group_values(filled, shop.data.observations.wide(POPULATION), members, WHOLE, figure.view.how)
    last = window.reindex(members).apply(lambda row: row.last_valid_index(), axis="columns").dropna()
    meta = shop.indicator(code)
    return shop.fact(
        f"{figure.id}.carried", float(value.loc[year, "value"]), meta.unit, figure.decimals,
        method=f"group_values.{figure.view.how}, last values carried forward", inputs=[(code, last)], year=year,
    )  # fmt: skip


def subtitle(figure: Groups, years: Sequence[int]) -> Message:
    """Unit, kind of mean and the years that are drawn."""
    unit = Name("unit", figure.workshop.indicator(figure.code).unit)
    return say("subtitle-groups", unit=unit, how=figure.view.how, years=Span.of(years))
