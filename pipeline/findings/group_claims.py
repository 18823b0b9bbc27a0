"""What may be said of groups over time: the path of the whole, who is ahead, the distance, who lags; and their small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import gap as gaps
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.absence import absent
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.printed import unit_of
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Name, Names, Span, say
from pipeline.findings.views import WHOLE, View, group_series, variations
from pipeline.findings.wording import difference_unit, digits, is_percent
from pipeline.findings.workshop import POPULATION, WORLD, Workshop, mean_decimals
from pipeline.methods.group_values import group_values
from pipeline.model.indicators import Direction

ALMOST, ALMOST_SHOWN = 99.9, 99.5  # per cent of people, beyond which a share would print as all of them
NAMED = 5  # missing economies that a note names
RECENT = 3  # years at the end of a figure among which the one with most groups is taken
LATE = 2  # years before the end of a figure after which its order is no longer told
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

    def digits(self, values: pd.Series) -> int:
        """Decimals of the last digit that is printed of the largest of these values (see wording.digits)."""
        known = values.abs().dropna()
        return digits(float(known.max()) if len(known) else 0.0, self.workshop.indicator(self.code).unit, self.decimals)

    def path(self, group: str, view: View | None = None) -> paths.Path:
        """What the values of a group did. Raises ValueError for fewer than two years."""
        values = self.series(group, view)
        return paths.path(values, self.digits(values))

    def gap(self, ahead: pd.Series, behind: pd.Series) -> gaps.Gap:
        """What became of a distance (see claims.gap)."""
        return gaps.gap(ahead, behind, self.digits(ahead - behind))

    def in_order(self, one: pd.Series, other: pd.Series) -> bool:
        """Whether the first is ahead in the last year of both (see claims.gap)."""
        return gaps.in_order(one, other, self.digits(one - other))

    def mover(self, found: gaps.Gap) -> str:
        """By whose movement a distance changed; none where a higher value is not a better one, as nobody is ahead."""
        better = self.workshop.indicator(self.code).direction is Direction.HIGHER
        return found.mover if better else gaps.Mover.NONE

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

    @property
    def kind(self) -> str:
        """The kind of the groups; other where they are of several."""
        kinds = {self.workshop.data.groups[group].kind for group in self.groups}
        return kinds.pop() if len(kinds) == 1 else "other"

    def told(self, key: str, groups: Sequence[str], years: Sequence[int]) -> tuple[Listed, tuple[Fact, ...]]:
        """The values of one group, or the distances of two whoever is ahead, in some years, as a sentence lists them."""
        facts = []
        for year in years:
            of = sorted(
                (self.fact(f"{key}.{group}.{year}", group, year) for group in groups), key=lambda one: -one.value
            )
            facts.append(of[0] if len(of) == 1 else self.distance(f"{key}.{year}", of[0], of[1], year))
        said = [
            say("value-in-year" if number else "first-value-in-year", value=fact, year=year)
            for number, (fact, year) in enumerate(zip(facts, years, strict=True))
        ]
        return Listed(tuple(said), "clauses"), tuple(facts)

    @property
    def measure(self) -> Name:
        """The indicator by its short name."""
        return Name("short", self.code)


def of_the_whole(figure: Groups, whole: str = WORLD) -> Iterator[Claim]:
    """The change of the world value (or of another whole) over its whole path."""
    values = figure.series(whole)
    if len(values) < 2:
        return
    found = figure.path(whole)
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
    if found.says is paths.Shape.SWUNG:
        said["points"], _ = figure.told("world_point", [whole], paths.points(values, figure.digits(values)))

    def again(view: View) -> str:
        return figure.path(whole, view).says

    swung = found.says is paths.Shape.SWUNG  # claims no direction: there is nothing to try, and nothing for a headline
    views = {} if swung else variations(figure.workshop, figure.code, figure.view, first, last)
    trials = try_variations(found.says, again, views, paths.OPPOSITES)
    size = abs(found.end - found.start) / max(abs(found.start), abs(found.end), 10.0**-figure.decimals)
    turned = found.says in (paths.Shape.PEAKED, paths.Shape.FELL)
    yield claim(
        f"{figure.id}:whole", Kind.CHANGE, found.says, say(f"group-{found.says}", **said),
        headline=None if swung else say(f"group-{found.says}-headline", **said), facts=facts.values(), trials=trials,
        tolerated=("without-largest",), surprise=0.7 if turned else 0.05 if swung else 0.2 + 0.2 * min(size, 1.0),
        topic=f"path {figure.code} {whole} {figure.view.how}",
    )  # fmt: skip


def pair(figure: Groups, view: View | None = None) -> tuple[str, str]:
    """The groups with the highest and the lowest value in the last year in which most groups have one.

    Where all print alike in it, those that were farthest apart in the first such year. Raises ValueError where no year
    has two groups, or all print alike in both.
    """
    table = figure.table(view)
    for year in _fullest(table)[[-1, 0]]:
        values = table[year].dropna()
        found = ranking(values, figure.digits(values))
        if found.says not in (Lead.ALL_EQUAL, Lead.ALONE):
            high, low = found.first[0], found.last[0]
            return (high, low) if figure.in_order(table.loc[high], table.loc[low]) else (low, high)
    raise ValueError("no two groups differ")


def _fullest(table: pd.DataFrame) -> pd.Index:
    """The years in which most groups have a value. Raises ValueError where no year has two groups."""
    counts = table.notna().sum()
    if table.empty or counts.max() < 2:
        raise ValueError("no year with two groups")
    return counts.index[counts == counts.max()]


def of_the_distance(figure: Groups) -> Iterator[Claim]:
    """The signed distance between the highest and the lowest group over the years in which both have a value.

    The two are those of the last year, which alone would favour a distance that opened: the statement is also tried
    with the two of the first year, and with the distance between whoever is highest and lowest in each year.
    """
    table = figure.table()
    try:
        high, low = pair(figure)
        found = figure.gap(table.loc[high], table.loc[low])
    except ValueError:
        return
    ends = {
        f"{side}_{when}": figure.fact(f"{side}_{when}", group, year)
        for side, group in (("high", high), ("low", low))
        for when, year in (("first", found.first), ("last", found.last))
    }
    before = figure.distance("gap_first", ends["high_first"], ends["low_first"], found.first)
    after = figure.distance("gap_last", ends["high_last"], ends["low_last"], found.last)
    said: dict[str, object] = {
        "measure": figure.measure, "high": Name("group", high), "low": Name("group", low), "first": found.first,
        "last": found.last, "before": before, "after": after, "mover": figure.mover(found),
        **{key.replace("_", "-"): fact for key, fact in ends.items()},
    }  # fmt: skip
    facts = [*ends.values(), before, after]
    if found.turn is not None:
        upper, lower = figure.fact("high_turn", high, found.turn), figure.fact("low_turn", low, found.turn)
        if found.says is gaps.Course.SWAPPED:
            upper, lower = lower, upper
        said |= {"extreme": figure.distance("gap_turn", upper, lower, found.turn), "turn": found.turn}
        facts.append(said["extreme"])  # type: ignore[arg-type]
    said |= _changes_of_place(found)
    if found.says is gaps.Course.SWUNG:
        said["points"], _ = figure.told("gap_point", [high, low], _points(figure, table.loc[high], table.loc[low]))

    def again(view: View) -> str:
        rows = figure.table(view)
        return figure.gap(rows.loc[high], rows.loc[low]).says

    def spread_again(choice: str) -> str:
        full = table[_fullest(table)]
        if choice == "any":
            return figure.gap(full.max(), full.min()).says
        one, other = (table.loc[str(group)] for group in (full.iloc[:, 0].idxmax(), full.iloc[:, 0].idxmin()))
        return figure.gap(*((one, other) if figure.in_order(one, other) else (other, one))).says

    swung = found.says is gaps.Course.SWUNG
    views = {} if swung else variations(figure.workshop, figure.code, figure.view, found.first, found.last)
    choices = {} if swung else {"groups-of-first-year": "first", "whoever-is-apart": "any"}
    if found.says in (gaps.Course.CROSSED, gaps.Course.SWAPPED):  # of whoever is apart nobody ever changes sides
        del choices["whoever-is-apart"]
    trials = (
        *try_variations(found.says, again, views, gaps.OPPOSITES, gaps.STRONGER),
        *try_variations(found.says, spread_again, choices, gaps.OPPOSITES, gaps.STRONGER),
    )  # fmt: skip
    size = abs(abs(after.value) - abs(before.value)) / max(abs(after.value), abs(before.value), 10.0**-figure.decimals)
    surprise = 0.8 if figure.mover(found) == gaps.Mover.RETREAT else 0.3 + 0.5 * min(size, 1.0)
    kind = f"distance-{found.says}"
    fresh = found.last >= figure.workshop.edition.year - OLD
    yield claim(
        f"{figure.id}:distance", Kind.GAP, found.says, say(kind, **said),
        headline=say(f"{kind}-headline", **said) if fresh else None, facts=facts, trials=trials,
        tolerated=("without-largest",), surprise=0.05 if swung else surprise,
        topic=f"distance {figure.code} {high} {low} {figure.view.how}",
    )  # fmt: skip


def _changes_of_place(found: gaps.Gap) -> dict[str, object]:
    """Since when who is ahead has been so, whether that is new or its lead has shrunk, and when it was behind in between."""
    if found.since is None:
        return {}
    lead = "new" if found.since == found.last else "shrunk" if found.turn is not None else "held"
    said: dict[str, object] = {"since": found.since, "lead": lead}
    if found.behind is not None:
        said |= {"from": found.behind[0], "until": found.behind[1], "once": int(found.behind[0] == found.behind[1])}
    return said


def _points(figure: Groups, one: pd.Series, other: pd.Series) -> tuple[int, ...]:
    """The years that tell a distance without a direction."""
    apart = (one - other).abs().dropna()
    return paths.points(apart, figure.digits(apart))


def of_the_extremes(figure: Groups) -> Iterator[Claim]:
    """Which groups are highest and lowest in the last year in which most have a value; all that print alike."""
    table = figure.table()
    try:
        year = int(_fullest(table)[-1])
    except ValueError:
        return

    if year < int(table.columns.max()) - LATE:
        return

    def ends(view: View) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        rows = figure.table(view)
        values = rows[year].dropna()
        if len(values) < 2:
            raise ValueError("one group alone")
        found = ranking(values, figure.digits(values))
        says = (
            "equal"
            if found.says is Lead.ALL_EQUAL
            else f"{' '.join(sorted(found.first))}>{' '.join(sorted(found.last))}"
        )
        return says, found.first, found.last

    says, highest, lowest = ends(figure.view)
    high, low = figure.fact("highest", highest[0], year), figure.fact("lowest", lowest[0], year)
    said: dict[str, object] = {"measure": figure.measure, "year": year, "high": high}
    if says != "equal":
        said |= {"low": low, "highest": Names("group", highest), "lowest": Names("group", lowest)}
    message = say("extremes-equal" if says == "equal" else "extremes", **said)
    years = variations(figure.workshop, figure.code, figure.view, year, year)
    fresh = year >= figure.workshop.edition.year - OLD
    yield claim(
        f"{figure.id}:extremes", Kind.COMPARISON, says, message,
        headline=Message(f"{message.id}-headline", message.values) if fresh else None, facts=(high, low),
        trials=try_variations(says, lambda view: ends(view)[0], _of_one_year(years)),
        surprise=0.6 if says == "equal" else 0.15, topic=f"extremes {figure.code} {figure.view.how}",
    )  # fmt: skip


def _of_one_year(views: dict[str, View]) -> dict[str, View]:
    """The variations that leave a statement on one year its year."""
    return {name: view for name, view in views.items() if name not in ("year-later", "year-earlier")}


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
        if known is None or known.isna().any():
            return None
        half = unit_of(50, figure.decimals)
        return " ".join(sorted(group for group, value in known.items() if unit_of(value, figure.decimals) < half))

    says = below(figure.view)
    if says is None:
        return
    few = tuple(says.split())
    facts = {group: figure.fact(f"half.{group}", group, year) for group in (few or table.index)}
    groups = say("groups-of-kind", kind=figure.kind)
    if len(few) in (0, len(table)):
        kind = "half-none" if not few else "half-all"
        message = say(kind, measure=figure.measure, year=year, total=len(table), kind=groups)
    else:
        worst = min(few, key=lambda group: facts[group].value)
        message = say(
            "half-some", groups=Names("group", few), count=len(few), year=year, measure=figure.measure, total=len(table),
            worst=Name("group", worst), value=facts[worst], kind=groups,
        )  # fmt: skip
    views = variations(figure.workshop, figure.code, figure.view, year, year)
    yield claim(
        f"{figure.id}:halves", Kind.LEVEL, "none" if not few else "all" if len(few) == len(table) else "some", message,
        headline=Message(f"{message.id}-headline", message.values), facts=facts.values(),
        trials=try_variations(says, below, _of_one_year(views)),
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
        if len(mine.index.intersection(world.index)) < 2:
            continue
        lower = figure.in_order(world, mine)
        found = figure.gap(*((world, mine) if lower else (mine, world)))
        ends = (found.first, found.last) if found.turn is None else (found.first, found.last, found.turn)
        own = {year: figure.fact(f"{group}.{year}", group, year) for year in ends}
        whole = {year: figure.fact(f"world.{year}", WORLD, year) for year in ends}

        apart = {}
        for year in ends:
            swapped = found.says is gaps.Course.SWAPPED and year == found.turn
            high, low = (whole[year], own[year]) if lower is not swapped else (own[year], whole[year])
            apart[year] = figure.distance(f"{group}_gap.{year}", high, low, year)
        said: dict[str, object] = {
            "measure": figure.measure, "group": Name("group", group), "first": found.first, "last": found.last,
            "value": own[found.last], "side": "below" if lower else "above", "before": apart[found.first],
            "after": apart[found.last],
        }  # fmt: skip
        if found.turn is not None:
            said |= {"extreme": apart[found.turn], "turn": found.turn}
        said |= _changes_of_place(found)
        if found.says is gaps.Course.SWUNG:
            said["points"], _ = figure.told(f"{group}_point", [group, WORLD], _points(figure, mine, world))

        def again(view: View, group: str = group, lower: bool = lower) -> str:
            rows = figure.series(group, view), figure.series(WORLD, view)
            return figure.gap(*(rows[::-1] if lower else rows)).says

        swung = found.says is gaps.Course.SWUNG
        views = {} if swung else variations(figure.workshop, figure.code, figure.view, found.first, found.last)
        trials = try_variations(found.says, again, views, gaps.OPPOSITES, gaps.STRONGER)
        size = abs(apart[found.last].value) / max(abs(float(world[found.last])), 10.0**-figure.decimals)
        yield claim(
            f"{figure.id}:{group}", Kind.GAP, found.says, say(f"world-{found.says}", **said),
            headline=say(f"world-{found.says}-headline", **said),
            facts=(*apart.values(), *own.values(), *whole.values()), trials=trials, tolerated=("without-largest",),
            surprise=0.05 if swung else min(size, 1.0), topic=f"world distance {figure.code} {group}",
        )  # fmt: skip


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
    share = 100 * float(rows["population_share"])
    covered = shop.fact(
        f"{figure.id}.covered", share, "%", 1 if ALMOST_SHOWN <= share < 100 else 0, method="group_values.coverage", code=code,
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
                count=len(missing.absent), more=len(missing.absent) - len(named), over=int(share > ALMOST))
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
