"""What may be said of the changes of economies between two years: how many moved, who most, who against the others, who is
past a peak, and whether the bottom caught up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import spread as spreads
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES as SIDES
from pipeline.findings.claims.comparison import Side, comparison, side
from pipeline.findings.claims.level import OPPOSITES as PARTS
from pipeline.findings.claims.level import part
from pipeline.findings.claims.path import Shape, path
from pipeline.findings.claims.ranking import ranking
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Month, Name, Names, say
from pipeline.findings.releases import held_releases
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import POPULATION, Input, Workshop
from pipeline.methods.availability import revisions
from pipeline.methods.change import matched_change

NAMED = 3  # economies that a sentence names
PATH = 4  # observations of an economy that a peak inside the period needs
SURPRISE = {
    spreads.Shape.MIDDLE: 0.75,
    spreads.Shape.TOP_AWAY: 0.7,
    spreads.Shape.EDGES: 0.7,
    spreads.Shape.EVEN: 0.5,
    spreads.Shape.BOTTOM_UP: 0.45,
}
CEILING = 0.8  # share of the highest possible value from which a start is near the limit


@dataclass(frozen=True)
class Between:
    """Which changes count: from ``first`` to ``last`` (or the nearest observation within ``slack`` years inside), of
    economies with so many people, without those with a break, without those that started above ``ceiling``, of a release."""

    first: int
    last: int
    slack: int = 0
    smallest: float = 0.0
    steady: bool = False
    ceiling: float = float("inf")
    vintage: str = ""


@dataclass(frozen=True)
class Changes:
    """A figure of changes of economies: its id, the indicator, and the changes that it draws."""

    workshop: Workshop
    id: str
    code: str
    between: Between

    @property
    def decimals(self) -> int:
        """Printed decimals of a value."""
        return self.workshop.indicator(self.code).decimals

    def frame(self, between: Between | None = None) -> pd.DataFrame:
        """start, end, start_year, end_year and change by economy, largest first. Raises ValueError where nobody is left."""
        view = between or self.between
        return self.workshop.watch.once(f"changes {self.code} {view}", lambda: self._frame(view))

    def _frame(self, view: Between) -> pd.DataFrame:
        data = self.workshop.data
        source = data.vintages[view.vintage] if view.vintage else data.observations
        found = matched_change(source.wide(self.code), view.first, view.last, view.slack)
        if view.smallest:
            people = data.observations.wide(POPULATION).iloc[:, -1]
            found = found[people.reindex(found.index) >= view.smallest]
        if view.steady:
            found = found.drop(index=[code for code in broken(self.workshop, self.code, view) if code in found.index])
        found = found[found["start"] <= view.ceiling]
        if view.vintage:  # the same economies, where the release holds enough of them
            now = self.frame(replace(view, vintage="")).index
            found = found[found.index.isin(now)]
            if 2 * len(found) < len(now):
                raise ValueError(f"{view.vintage} holds {len(found)} of {len(now)} changes of {self.code}")
        if found.empty:
            raise ValueError(f"no economy has {self.code} in {view.first} and {view.last}")
        return found.sort_values("change", ascending=False, kind="stable")

    def variations(self) -> dict[str, Between]:
        """The declared variations by name."""
        view = self.between
        found = {"year-later": replace(view, first=view.first + 1), "year-earlier": replace(view, last=view.last - 1)}
        if view.slack:
            found["exact-years"] = replace(view, slack=0)
        if view.smallest:
            found["all-sizes"] = replace(view, smallest=0.0)
        if broken(self.workshop, self.code, view):
            found["without-breaks"] = replace(view, steady=True)
        releases = held_releases(self.workshop.data, self.code)
        return found | ({"earlier-release": replace(view, vintage=releases[-1])} if releases else {})

    def seen(self, frame: pd.DataFrame) -> list[Input]:
        """The observations at both ends."""
        return [(self.code, frame["start_year"]), (self.code, frame["end_year"])]

    def fact(self, key: str, value: float, frame: pd.DataFrame, method: str = "change.matched_change") -> Fact:
        """A difference in the unit of the indicator."""
        meta = self.workshop.indicator(self.code)
        return self.workshop.fact(
            f"{self.id}.{key}", value, difference_unit(meta.unit), meta.decimals, method=method, inputs=self.seen(frame),
            first=self.between.first, last=self.between.last,
        )  # fmt: skip

    def level(self, key: str, value: float, frame: pd.DataFrame, method: str = "observation") -> Fact:
        """A value at the start."""
        meta = self.workshop.indicator(self.code)
        return self.workshop.fact(
            f"{self.id}.{key}",
            value,
            meta.unit,
            meta.decimals,
            method=method,
            inputs=[(self.code, frame["start_year"])],
        )

    def count(self, key: str, number: int, frame: pd.DataFrame) -> Fact:
        """The fact of a number of economies."""
        return self.workshop.fact(f"{self.id}.{key}", number, "", 0, method="count", inputs=self.seen(frame))

    @property
    def said(self) -> dict[str, object]:
        """What every sentence gets."""
        return {"measure": Name("short", self.code), "first": self.between.first, "last": self.between.last}


def broken(workshop: Workshop, code: str, view: Between) -> list[str]:
    """Economies whose series has a break inside the period."""

    def find() -> list[str]:
        rows = workshop.data.observations.of(code)
        inside = (rows["TIME_PERIOD"] > view.first) & (rows["TIME_PERIOD"] <= view.last)
        return sorted(set(rows.loc[inside & rows["OBS_STATUS"].str.contains("B"), "REF_AREA"]))

    return workshop.watch.once(f"broken {code} {view.first} {view.last}", find)


def of_counts(figure: Changes) -> Iterator[Claim]:
    """How many economies are higher, or lower, than at the start, and by how much the middle one."""
    frame = figure.frame()
    if len(frame) < 2:
        return
    found = comparison(frame["end"], frame["start"], figure.decimals)
    facts = {
        "total": figure.count("economies", len(frame), frame), "rose": figure.count("rose", found.above, frame),
        "fell": figure.count("fell", found.below, frame), "median": figure.fact("median_change", found.difference, frame),
    }  # fmt: skip
    way = "up" if found.above > found.units / 2 else "down" if found.below > found.units / 2 else "both"
    if found.says is Side.EQUAL:
        way = "none"
    size = figure.workshop.fact(
        f"{figure.id}.median_size", abs(found.difference), facts["median"].unit, figure.decimals, method="absolute value",
        of=(facts["median"],),
    )  # fmt: skip

    def word(between: Between) -> Side:
        other = comparison((held := figure.frame(between))["end"], held["start"], figure.decimals)
        return side(other.below, other.units, other.level) if way == "down" else other.says

    said = figure.said | facts | {"size": size, "way": way, "all": int(found.units in (found.above, found.below))}
    says = word(figure.between)

    def again(between: Between) -> str:
        return says.among(word(between))

    yield claim(
        f"{figure.id}:counts", Kind.COMPARISON, f"{way} {says}", say("changes-counts", **said),
        headline=say("changes-counts-headline", **said), facts=facts.values(),
        trials=try_variations(says, again, figure.variations(), SIDES),
        surprise=0.25 if way == "up" else 0.6, topic=f"changed {figure.code}",
    )  # fmt: skip


def of_largest(figure: Changes) -> Iterator[Claim]:
    """Whose rise is largest, where it is one economy's; an order that a break or a revision makes does not stand."""
    frame = figure.frame()
    found = ranking(frame["change"], figure.decimals)
    top = found.first[0]
    if len(found.first) > 1 or len(frame) < 2 or round(float(frame.loc[top, "change"]), figure.decimals) <= 0:
        return
    row = frame.loc[[top]]
    change = figure.fact("largest_change", float(row["change"].iloc[0]), row)

    def leads(between: Between) -> str:
        return " ".join(ranking(figure.frame(between)["change"], figure.decimals).first)

    message = say(
        "changes-largest", economy=Name("economy", top), change=change, start=int(row["start_year"].iloc[0]),
        end=int(row["end_year"].iloc[0]),
    )  # fmt: skip
    yield claim(
        f"{figure.id}:largest", Kind.RANK, top, message, trials=try_variations(top, leads, figure.variations()),
        surprise=0.4, topic=f"largest change {figure.code}",
    )  # fmt: skip


def of_against(figure: Changes) -> Iterator[Claim]:
    """Who fell where most rose."""
    frame = figure.frame()
    moved = frame["end"].round(figure.decimals) - frame["start"].round(figure.decimals)
    fell = frame[moved < 0].sort_values("change", kind="stable")
    if fell.empty or 2 * int((moved > 0).sum()) <= len(frame):
        return
    most = fell.iloc[[0]]
    loss = figure.fact("largest_fall", float(most["change"].iloc[0]), most)
    size = figure.workshop.fact(
        f"{figure.id}.largest_fall_size", abs(loss.value), loss.unit, loss.decimals, method="absolute value", of=(loss,)
    )
    names = tuple(map(str, fell.index[:NAMED]))

    def down(between: Between) -> str:
        held = figure.frame(between)
        lower = held["end"].round(figure.decimals) < held["start"].round(figure.decimals)
        return "fell" if lower.reindex(names).eq(True).all() else "not all"

    message = say(
        "changes-against", names=Names("economy", names), count=len(fell), named=len(names), size=size, loss=loss,
        economy=Name("economy", names[0]), **figure.said,
    )  # fmt: skip
    yield claim(
        f"{figure.id}:against", Kind.COMPARISON, "fell", message, facts=(loss,),
        trials=try_variations("fell", down, figure.variations()), surprise=0.65 if len(fell) <= NAMED else 0.45,
        topic=f"against {figure.code}",
    )  # fmt: skip


def of_peaks(figure: Changes) -> Iterator[Claim]:
    """How many economies are below a peak inside the period, which two end points do not show."""

    def past(between: Between) -> tuple[pd.DataFrame, int]:
        held = figure.frame(replace(between, vintage=""))
        wide = figure.workshop.data.observations.wide(figure.code)
        inside = wide.loc[held.index, [year for year in wide.columns if between.first <= year <= between.last]]
        enough = inside[inside.notna().sum(axis="columns") >= PATH]
        if enough.empty:
            raise ValueError("no economy has a path")
        rows = []
        for code, values in enough.iterrows():
            found = path(values, figure.decimals)
            if found.says is Shape.PEAKED:
                rows.append((code, found.turn, float(values[found.turn]) - found.end, found.last))
        return pd.DataFrame(rows, columns=["code", "turn", "loss", "last"]).set_index("code"), len(enough)

    try:
        found, total = past(figure.between)
    except ValueError:
        return
    if found.empty or total < NAMED:
        return
    worst = str(found["loss"].idxmax())
    turn, last = int(found.loc[worst, "turn"]), int(found.loc[worst, "last"])
    frame = figure.frame()
    shop, meta = figure.workshop, figure.workshop.indicator(figure.code)
    loss = shop.fact(
        f"{figure.id}.past_peak_loss", float(found.loc[worst, "loss"]), difference_unit(meta.unit), meta.decimals,
        method="claims.path", code=figure.code, areas=[worst], years=[turn, last],
    )  # fmt: skip
    message = say(
        "changes-peaks", count=figure.count("past_peak", len(found), frame), total=figure.count("paths", total, frame),
        economy=Name("economy", worst), loss=loss, turn=turn, **figure.said,
    )  # fmt: skip

    def word(between: Between) -> str:
        other, units = past(between)
        return part(100 * len(other) / units)

    says = part(100 * len(found) / total)
    views = {name: view for name, view in figure.variations().items() if name != "earlier-release"}
    yield claim(
        f"{figure.id}:peaks", Kind.CHANGE, says, message, facts=(loss,),
        trials=try_variations(says, word, views, PARTS), surprise=0.5, topic=f"peaks {figure.code}",
    )  # fmt: skip


def of_thirds(figure: Changes, per_year: bool = False, aside: bool = False) -> Iterator[Claim]:
    """Who caught up, of the economies that started lowest, in the middle and highest; nothing for fewer than nine.

    ``per_year`` gives the change a year; ``aside`` says that the figure does not show it, so that it heads none.
    """
    decimals = figure.decimals + (1 if per_year and figure.decimals == 0 else 0)

    def cut(between: Between, edges: tuple[float, float] = (1 / 3, 2 / 3)) -> spreads.Thirds:
        held = figure.frame(between)
        years = between.last - between.first if per_year else 1
        start = held["start"]
        return spreads.thirds(start, start + (held["end"] - start) / years, decimals, edges)

    frame = figure.frame()
    try:
        found = cut(figure.between)
    except ValueError:
        return
    facts = {
        name: figure.fact(f"third.{name}", change, frame.loc[list(members)], "mean change of a third of the starts")
        for name, change, members in zip(("bottom", "middle", "top"), found.changes, found.members, strict=True)
    }
    low, high = (float(frame.loc[list(found.members[n]), "start"].max()) for n in (0, 1))
    facts["below"], facts["above"] = figure.level("third.below", low, frame), figure.level("third.above", high, frame)
    views = figure.variations()
    top = figure.workshop.indicator(figure.code).maximum
    if top and (frame["start"] > CEILING * top).any():  # who is near the limit cannot rise much
        views["below-ceiling"] = replace(figure.between, ceiling=CEILING * top)
    trials = (
        *try_variations(found.says, lambda between: cut(between).says, views, spreads.OPPOSITES),
        *try_variations(
            found.says, lambda edges: cut(figure.between, edges).says, {"by-fifths": (0.2, 0.8)}, spreads.OPPOSITES
        ),
    )
    rising = all(round(change, decimals) > 0 for change in found.changes)
    said = figure.said | facts | {"yearly": int(per_year)}
    low_gain, _, high_gain = (round(change, decimals) for change in found.changes)
    said["behind"] = "middle" if low_gain > high_gain else "both"  # whom the bottom gained less than
    shape = found.says if rising else "mixed"
    yield claim(
        f"{figure.id}:thirds", Kind.SPREAD, found.says, say(f"changes-{shape}", **said),
        headline=None if aside else say(f"changes-{shape}-headline", **said), facts=facts.values(), trials=trials,
        surprise=0.2 if aside else SURPRISE[found.says],
        topic=f"thirds {figure.code}",
    )  # fmt: skip


def unsteady(figure: Changes, shown: pd.DataFrame) -> tuple[Message, ...]:
    """Which of the economies shown have a declared break, and which have been revised by more than half their change
    since the oldest release (see ``findings.releases``)."""
    shop, view = figure.workshop, figure.between
    names = sorted(set(broken(shop, figure.code, view)) & set(shown.index))
    found = [say("changes-breaks", names=Names("economy", tuple(names)))] if names else []
    if labels := held_releases(shop.data, figure.code):
        label = labels[0]
        pairs = revisions(shop.data.vintages[label].wide(figure.code), shop.data.observations.wide(figure.code))
        pairs = pairs[(pairs["TIME_PERIOD"] >= view.first) & pairs["REF_AREA"].isin(shown.index)]
        size = pairs.assign(size=pairs["revision"].abs()).groupby("REF_AREA")["size"].max()
        revised = sorted(size.index[size > shown["change"].abs().reindex(size.index) / 2])
        if revised:
            found.append(say("changes-revised", names=Names("economy", tuple(revised)), release=Month(label)))
    return tuple(found) or (say("changes-jump"),)
