"""What may be said of inequality between economies: its course, which of two is wider, its parts, and years behind a leader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import GREATER_OPPOSITES, greater
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, say
from pipeline.findings.releases import held_releases
from pipeline.findings.views import View, group_series, variations
from pipeline.findings.workshop import POPULATION, WORLD, Input, Workshop
from pipeline.methods.divide import (
    MEASURES,
    Change,
    Decomposition,
    Direction,
    Panel,
    between_years,
    decompose,
    matched_panel,
    time_distances,
)

OPPOSITES = (("narrowed", "widened"),)
TOLERANCE = 2.0  # years by which a time distance may differ under a variation and still be the same
OTHER = {"gini": ("by-theil", "theil_t"), "theil_t": ("by-gini", "gini")}  # variation and measure


def panel_of(
    workshop: Workshop,
    code: str,
    years: Sequence[int],
    *,
    alike: bool = False,
    without_largest: bool = False,
    vintage: str = "",
) -> Panel:
    """Economies with a value in all of these years, weighted by population (or ``alike``, each as one).

    Raises ValueError where fewer than two economies have.
    """
    data = workshop.data

    def make() -> Panel:
        members = list(data.groups[WORLD].members)
        people = data.observations.wide(POPULATION)
        if without_largest:
            members.remove(str(people.iloc[:, -1].reindex(members).idxmax()))
        source = data.vintages[vintage] if vintage else data.observations
        return matched_panel(source.wide(code), list(years), None if alike else people, members)

    return workshop.once(f"panel.{code}.{tuple(years)}.{alike}.{without_largest}.{vintage}", make)


def seen(workshop: Workshop, code: str, panel: Panel, year: int) -> list[Input]:
    """The observations of a panel in one year, and the people that weight them."""
    return [(code, panel.economies, [year]), (POPULATION, panel.economies, [workshop.population_year(year)])]


@dataclass(frozen=True)
class Inequality:
    """A measure of inequality between economies over some years, of one indicator of a figure."""

    workshop: Workshop
    id: str
    code: str
    years: tuple[int, ...]
    measure: str

    def panel(self, years: Sequence[int] = (), **how: Any) -> Panel:
        """The panel of its years."""
        return panel_of(self.workshop, self.code, years or self.years, **how)

    def fact(self, year: int) -> Fact:
        """The measure of a year."""
        panel = self.panel()
        value = float(MEASURES[self.measure](*panel.at(year)))
        return self.workshop.fact(
            f"{self.id}.{self.code}.{year}", value, "", 2, method=f"divide.{self.measure}",
            inputs=seen(self.workshop, self.code, panel, year),
        )  # fmt: skip

    def coverage(self) -> Message:
        """How many economies with what share of people are in the panel."""
        panel, shop = self.panel(), self.workshop
        count = shop.fact(
            f"{self.id}.{self.code}.economies", len(panel.economies), "", 0, method="divide.matched_panel", code=self.code,
            areas=panel.economies, years=self.years,
        )  # fmt: skip
        covered = shop.fact(
            f"{self.id}.{self.code}.covered", 100 * panel.covered[-1], "%", 0, method="divide.matched_panel", of=(count,),
            inputs=[(POPULATION, shop.data.groups[WORLD].members, [shop.population_year(panel.years[-1])])],
        )  # fmt: skip
        return say("divides-coverage", measure=Name("short", self.code), count=count, covered=covered)

    def change(self, years: Sequence[int] = (), measure: str = "", **how: Any) -> Change:
        """The change between the first and the last of some years, with its interval."""
        held = tuple(years or self.years)
        return between_years(self.panel(held, **how), held[0], held[-1], MEASURES[measure or self.measure])

    def path(self, **how: Any) -> pd.Series:
        """The measure by year."""
        panel = self.panel(**how)
        return pd.Series({year: float(MEASURES[self.measure](*panel.at(year))) for year in panel.years})


def _direction(change: Change) -> str:
    """What may be said of a change: a direction only where its interval excludes zero and the printed digits differ."""
    if not change.supported:
        return "unclear"
    if round(change.first.value, 2) == round(change.last.value, 2):
        return "unchanged"
    return "narrowed" if change.direction is Direction.NARROWED else "widened"


def of_the_course(figure: Inequality) -> Iterator[Claim]:
    """Whether inequality narrowed or widened, over the whole path; a turn inside it is told."""
    first, last = figure.years[0], figure.years[-1]
    says = _direction(figure.change())
    route = paths.path(figure.path(), 2)
    turned = route.says in (paths.Shape.PEAKED, paths.Shape.RECOVERED, paths.Shape.SWUNG)
    said: dict[str, object] = {
        "measure": Name("short", figure.code), "then": figure.fact(first), "now": figure.fact(last), "first": first,
        "last": last, "index": figure.measure, "turned": int(turned and route.turn is not None),
    }  # fmt: skip
    if route.turn is not None and turned:
        said |= {"turn": route.turn, "extreme": figure.fact(route.turn), "peak": int(route.says is paths.Shape.PEAKED)}
    views: dict[str, dict[str, object]] = {
        "each-alike": {"alike": True}, "without-largest": {"without_largest": True},
    }  # fmt: skip
    if figure.measure in OTHER:
        name, measure = OTHER[figure.measure]
        views[name] = {"measure": measure}
    if len(figure.years) > 2:
        views |= {"year-later": {"years": figure.years[1:]}, "year-earlier": {"years": figure.years[:-1]}}
    if releases := held_releases(figure.workshop.data, figure.code):
        views["earlier-release"] = {"vintage": releases[-1]}
    trials = try_variations(says, lambda how: _direction(figure.change(**how)), views, OPPOSITES)  # type: ignore[arg-type]
    told = says in ("narrowed", "widened")
    yield claim(
        f"{figure.id}:{figure.code}", Kind.SPREAD, says, say(f"divides-{says}", **said),
        headline=say(f"divides-{says}-headline", **said) if told else None, facts=(said["then"], said["now"]),  # type: ignore[arg-type]
        trials=trials, tolerated=("without-largest",),
        surprise=0.75 if says == "widened" else 0.6 if turned and told else 0.4 if told else 0.3,
        topic=f"inequality {figure.code}",
    )  # fmt: skip


def of_the_wider(figures: Sequence[Inequality]) -> Iterator[Claim]:
    """Which of the indicators is spread most unequally, over the same economies in the last year."""
    if len(figures) < 2:
        return
    year, measure = figures[0].years[-1], figures[0].measure

    def widest(how: dict[str, object]) -> tuple[str, str]:
        panels = {figure.code: figure.panel([year], **how) for figure in figures}
        common = sorted(set.intersection(*(set(panel.economies) for panel in panels.values())))
        found = pd.Series(
            {code: float(MEASURES[measure](*panel.only(common).at(year))) for code, panel in panels.items()}
        )
        if round(found.max(), 2) == round(found.drop(index=found.idxmax()).max(), 2):
            raise ValueError("two are equal")
        return str(found.idxmax()), str(found.idxmin())

    try:
        top, low = widest({})
    except ValueError:
        return
    facts = {
        key: next(one for one in figures if one.code == code).fact(year)
        for key, code in (("most", top), ("least", low))
    }
    message = say(
        "divides-wider", wider=Name("short", top), narrower=Name("short", low), year=year, index=measure, **facts
    )
    views: dict[str, dict[str, object]] = {"each-alike": {"alike": True}, "without-largest": {"without_largest": True}}
    yield claim(
        f"{figures[0].id}:wider", Kind.COMPARISON, f"{top}>{low}", message, facts=facts.values(),
        trials=try_variations(f"{top}>{low}", lambda how: ">".join(widest(how)), views), surprise=0.35,
        topic=f"wider {top} {low}",
    )  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """Theil's index of one indicator, split into parts between and within groups of a kind."""

    workshop: Workshop
    id: str
    code: str
    years: tuple[int, ...]
    kind: str

    def panel(self, kind: str = "", **how: Any) -> Panel:
        """The economies that belong to a group of the kind."""
        member = self.workshop.member_of(kind or self.kind)
        panel = panel_of(self.workshop, self.code, self.years, **how)
        return panel.only([code for code in panel.economies if code in member])

    def parts(self, kind: str = "", **how: Any) -> dict[int, Decomposition]:
        """The parts by year."""
        member, panel = self.workshop.member_of(kind or self.kind), self.panel(kind, **how)
        groups = [member[code] for code in panel.economies]
        return {year: decompose(*panel.at(year), groups) for year in self.years}

    def shares(self, kind: str = "", **how: Any) -> pd.Series:
        """Share (0-100) between groups by year. Raises ValueError where a year has no inequality."""
        found = self.parts(kind, **how)
        if any(round(1000 * parts.total, 3) == 0 for parts in found.values()):
            raise ValueError("no inequality, and so no share of it")
        return pd.Series({year: 100 * parts.between / parts.total for year, parts in found.items()})

    def fact(self, year: int) -> Fact:
        """The share between groups in a year."""
        return self.workshop.fact(
            f"{self.id}.between.{year}", float(self.shares()[year]), "%", 0, method="divide.decompose",
            inputs=seen(self.workshop, self.code, self.panel(), year), groups=self.kind,
        )  # fmt: skip

    @property
    def said(self) -> dict[str, object]:
        """What every sentence gets."""
        return {"measure": Name("short", self.code), "first": self.years[0], "last": self.years[-1], "kind": self.kind}


def of_the_share(figure: Parts) -> Iterator[Claim]:
    """What became of the share of inequality between groups, over all years."""
    try:
        found = paths.path(figure.shares(), 0)
    except ValueError:
        return
    said = figure.said | {
        "then": figure.fact(found.first),
        "now": figure.fact(found.last),
        "turn": found.turn or found.last,
    }
    if found.turn is not None:
        said["extreme"] = figure.fact(found.turn)

    def again(how: dict[str, object]) -> str:
        years = how.get("years")
        shares = figure.shares(**{key: value for key, value in how.items() if key != "years"})  # type: ignore[arg-type]
        return paths.path(shares.loc[list(years)] if years else shares, 0).says  # type: ignore[call-overload]

    views: dict[str, dict[str, object]] = {"each-alike": {"alike": True}, "without-largest": {"without_largest": True}}
    if len(figure.years) > 2:
        views |= {"year-later": {"years": figure.years[1:]}, "year-earlier": {"years": figure.years[:-1]}}
    if figure.kind == "income":
        views["by-region"] = {"kind": "itu_region"}
    trials = try_variations(found.says, again, views, paths.OPPOSITES)
    yield claim(
        f"{figure.id}:share", Kind.SHARE, found.says, say(f"divides-share-{found.says}", **said),
        headline=say(f"divides-share-{found.says}-headline", **said), facts=(said["then"], said["now"]),  # type: ignore[arg-type]
        trials=trials, tolerated=("without-largest", "by-region"), surprise=0.5, topic=f"theil {figure.code} {figure.kind}",
    )  # fmt: skip


def of_the_level(figure: Parts) -> Iterator[Claim]:
    """How much of the inequality of the last year lies between the groups."""
    try:
        now = figure.fact(figure.years[-1])
    except ValueError:
        return
    said = figure.said | {"now": now}

    def again(how: dict[str, object]) -> str:
        return greater(float(figure.shares(**how)[figure.years[-1]]))  # type: ignore[arg-type]

    views: dict[str, dict[str, object]] = {"each-alike": {"alike": True}, "without-largest": {"without_largest": True}}
    yield claim(
        f"{figure.id}:level", Kind.SHARE, greater(now.value), say("divides-level", **said),
        headline=say("divides-level-headline", **said), facts=(now,),
        trials=try_variations(greater(now.value), again, views, GREATER_OPPOSITES), surprise=0.35, topic=f"theil level {figure.code}",
    )  # fmt: skip


def of_the_whole(figure: Parts) -> Iterator[Claim]:
    """By how much each part shrank or grew between the first and the last year."""
    found = figure.parts()
    first, last = found[figure.years[0]], found[figure.years[-1]]
    if not round(1000 * first.between) or not round(1000 * first.within):
        return
    panel = figure.panel()
    facts = {
        key: figure.workshop.fact(
            f"{figure.id}.{key}_change", 100 * (abs(after / before - 1)), "%", 0, method="divide.decompose",
            inputs=[one for year in (figure.years[0], figure.years[-1]) for one in seen(figure.workshop, figure.code, panel, year)],
        )
        for key, before, after in (("between", first.between, last.between), ("within", first.within, last.within))
    }  # fmt: skip
    ways = ("fell" if last.between < first.between else "rose", "fell" if last.within < first.within else "rose")
    if any(round(fact.value) == 0 for fact in facts.values()) or ways[0] != ways[1]:
        return
    yield claim(
        f"{figure.id}:parts", Kind.CHANGE, ways[0], say("divides-parts", way=ways[0], **facts, **figure.said),
        headline=say("divides-parts-headline", way=ways[0], **facts, **figure.said),
        surprise=0.3, topic=f"theil parts {figure.code}",
    )  # fmt: skip


@dataclass(frozen=True)
class Behind:
    """Time distances of groups to a reference group, of one indicator."""

    workshop: Workshop
    id: str
    code: str
    kinds: tuple[str, ...]
    reference: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that are compared."""
        found = (group.code for kind in self.kinds for group in self.workshop.groups(kind))
        return tuple(code for code in found if code != self.reference)

    def series(self, group: str, view: View | None = None) -> pd.Series:
        """Values of a group by year."""
        return group_series(self.workshop, self.code, group, view or View())

    def table(self, view: View | None = None) -> pd.DataFrame:
        """value, year, years, at_least and bound by group (methods.divide.time_distances); bound: only a lower bound.

        Raises ValueError where the reference has no value.
        """
        lead = self.series(self.reference, view)
        rows = pd.DataFrame({group: self.series(group, view) for group in self.groups}).T.sort_index(axis="columns")
        found = time_distances(rows, lead)
        # A distance that reaches to the first year of the reference restates where its series begins.
        begins = found["reached"] <= lead.index[0]
        found["bound"] = found["at_least"].notna() | begins
        found["at_least"] = found["at_least"].where(~begins, found["years"])
        found["years"] = found["years"].where(~found["bound"])
        return found


def of_the_years(figure: Behind) -> Iterator[Claim]:
    """Which group is farthest behind in time, of those whose distance the series of the reference shows."""
    found = figure.table()
    exact = found.dropna(subset=["years"]).sort_values("years", ascending=False, kind="stable")
    exact = exact[exact["years"].round() > 0]
    if exact.empty:
        return
    top, row = str(exact.index[0]), exact.iloc[0]
    year = int(row["year"])
    shop = figure.workshop
    value = shop.group_fact(f"{figure.id}.value", figure.code, top, year)
    moment, known = round(float(year - row["years"]), 6), figure.series(figure.reference).index
    between = sorted({int(known[known <= moment].max()), int(known[known >= moment].min())})
    leaders = shop.data.groups[figure.reference].members
    years = shop.fact(
        f"{figure.id}.top", float(row["years"]), "years", 0, method="divide.time_distance", of=(value,), group=top,
        inputs=[(figure.code, leaders, between), (POPULATION, leaders, [shop.population_year(one) for one in between])],
    )  # fmt: skip

    def again(view: View) -> str:
        distance = figure.table(view)["years"].get(top)
        if distance is None or np.isnan(distance):
            raise ValueError("no distance")
        off = distance - row["years"]
        return "behind" if abs(off) <= TOLERANCE else "longer" if off > 0 else "shorter"

    lead = Name("group", figure.reference)
    said = {
        "group": Name("group", top), "reference": lead, "years": years, "value": value, "year": year,
        "measure": Name("short", figure.code), "bounded": int(found["bound"].any()), "then": int(moment // 1),
    }  # fmt: skip
    views = variations(shop, figure.code, View(), int(known[0]), year)
    views = {name: view for name, view in views.items() if name not in ("same-economies", "year-later")}
    yield claim(
        f"{figure.id}:years", Kind.GAP, "behind", say("divides-behind", **said), headline=say("divides-behind-headline", **said),
        facts=(years, value), trials=try_variations("behind", again, views), tolerated=("without-largest",), surprise=0.55,
        topic=f"years behind {figure.code}",
    )  # fmt: skip
    if len(exact) < 2:
        return
    last, other = exact.iloc[-1], str(exact.index[-1])
    nearest = shop.fact(
        f"{figure.id}.nearest", float(last["years"]), "years", 0, method="divide.time_distance",
        of=(shop.group_fact(f"{figure.id}.nearest_value", figure.code, other, int(last["year"])),), group=other,
    )  # fmt: skip
    yield claim(
        f"{figure.id}:nearest", Kind.GAP, other, say("divides-nearest", group=Name("group", other), years=nearest, reference=lead),
        surprise=0.2, topic=f"nearest {figure.code}",
    )  # fmt: skip
