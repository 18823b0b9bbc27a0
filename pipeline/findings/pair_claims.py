"""What may be said of two quantities of the same economies and years, women and men: who is ahead, where, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd

from pipeline.findings.claims import Claim, Kind, Standing, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES as SIDES
from pipeline.findings.claims.comparison import Side, comparison, side
from pipeline.findings.claims.level import OPPOSITES as PARTS
from pipeline.findings.claims.level import part
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, Span, say
from pipeline.findings.moments import MILLION, RECENT
from pipeline.findings.workshop import POPULATION, Input, Workshop
from pipeline.methods.change import gap

POINT = 1.0  # percentage points from which a difference counts in the variation that asks for more
NAMED = 3  # economies that a sentence names


def same_year(workshop: Workshop, male: str, female: str, since: int) -> pd.DataFrame:
    """Each economy's latest year with both figures, and their gap (methods.change.gap), men less women."""

    def pair() -> pd.DataFrame:
        observations = workshop.data.observations
        keys = ["REF_AREA", "TIME_PERIOD"]
        both = observations.of(male)[[*keys, "OBS_VALUE"]].merge(
            observations.of(female)[[*keys, "OBS_VALUE"]], on=keys, suffixes=("_male", "_female")
        )
        both = both[both["TIME_PERIOD"] >= since].drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
        return gap(both["OBS_VALUE_male"], both["OBS_VALUE_female"]).assign(year=both["TIME_PERIOD"])

    return workshop.watch.once(f"pairs {male} {female} {since}", pair)


@dataclass(frozen=True)
class Pairs:
    """A figure of women and men by economy; ``both`` is the indicator of both sexes together, which names it."""

    workshop: Workshop
    id: str
    both: str
    male: str
    female: str
    since: int

    @property
    def measure(self) -> Name:
        """The indicator by its short name."""
        return Name("short", self.both)

    @property
    def decimals(self) -> int:
        """Printed decimals of a value."""
        return self.workshop.indicator(self.female).decimals

    def frame(self, view: str = "") -> pd.DataFrame:
        """reference (men), other (women), difference, ratio and year by economy, widest for men first.

        ``view`` names a variation. Raises ValueError where no economy is left.
        """
        found = same_year(self.workshop, self.male, self.female, self.since)
        if view == "one-year" and len(found):
            counts = found["year"].value_counts()
            found = found[found["year"] == counts[counts == counts.max()].index.max()]
        if view == "recent-only":
            found = found[found["year"] >= self.workshop.edition.year - RECENT]
        if view == "large-economies":
            people = self.workshop.data.observations.wide(POPULATION).iloc[:, -1]
            found = found[people.reindex(found.index) >= MILLION]
        if view == "beyond-a-point":
            found = found[found["difference"].abs() > POINT]
        if found.empty:
            raise ValueError(f"{self.id}: no economy has {self.male} and {self.female} for one year since {self.since}")
        return found.sort_values("difference", ascending=False, kind="stable")

    def shown(self) -> pd.Series:
        """Men less women by economy, of the printed values."""
        frame = self.frame()
        return frame["reference"].round(self.decimals) - frame["other"].round(self.decimals)

    def views(self, *others: str) -> dict[str, str]:
        """The declared variations, with ``others``."""
        years = self.frame()["year"]
        recent = self.workshop.edition.year - RECENT
        names = ["large-economies", *others]
        names += ["one-year"] if years.nunique() > 1 else []
        names += ["recent-only"] if years.min() < recent <= years.max() else []
        return {name: name for name in names}

    def seen(self, frame: pd.DataFrame) -> list[Input]:
        """The observations of both sexes."""
        return [(self.male, frame["year"]), (self.female, frame["year"])]

    def count(self, key: str, number: int) -> Fact:
        """The fact of a number of economies."""
        frame = self.frame()
        return self.workshop.fact(f"{self.id}.{key}", number, "", 0, method="count", inputs=self.seen(frame))

    def points(self, key: str, value: float, frame: pd.DataFrame) -> Fact:
        """The fact of a difference in percentage points."""
        return self.workshop.fact(
            f"{self.id}.{key}", value, "percentage points", 1, method="change.gap", inputs=self.seen(frame)
        )


def of_counts(figure: Pairs) -> Iterator[Claim]:
    """In how many economies men, or women, are ahead, and by how much in the middle one."""
    frame = figure.frame()
    found = comparison(frame["reference"], frame["other"], figure.decimals)
    if found.units < 2:
        figure.count("men_ahead", found.above)
        figure.count("economies", found.units)
        return
    ahead = "men" if found.above > found.units / 2 else "women" if found.below > found.units / 2 else "neither"
    if found.says is Side.EQUAL:
        ahead = "level"
    median = figure.points("median_gap", found.difference, frame)
    middle = abs(found.difference) if ahead in ("men", "women") else float(frame["difference"].abs().median())
    facts = {
        "men": figure.count("men_ahead", found.above), "women": figure.count("women_ahead", found.below),
        "total": figure.count("economies", found.units), "size": figure.points("middle_difference", middle, frame),
    }  # fmt: skip
    said = {
        "measure": figure.measure,
        "ahead": ahead,
        "all": int(found.units in (found.above, found.below)),
        "years": Span.of(frame["year"]),
        **facts,
    }

    def word(view: str) -> Side:
        held = figure.frame(view)
        other = comparison(held["reference"], held["other"], figure.decimals)
        return side(other.below, other.units, other.level) if ahead == "women" else other.says

    says = word("")

    def again(view: str) -> str:
        return says.among(word(view))

    yield claim(
        f"{figure.id}:counts", Kind.COMPARISON, f"{ahead} {says}", say("pairs-counts", **said),
        headline=say("pairs-counts-headline", **said), facts=[median, *facts.values()],
        trials=try_variations(says, again, figure.views("beyond-a-point"), SIDES),
        surprise=0.35 if ahead == "men" else 0.65, topic=f"sexes {figure.both}",
    )  # fmt: skip


def of_the_other_side(figure: Pairs) -> Iterator[Claim]:
    """Where those are ahead who are behind in most economies, and by how much."""
    frame = figure.frame()
    shown = figure.shown()
    men, women = int((shown > 0).sum()), int((shown < 0).sum())
    if not min(men, women) or max(men, women) <= len(frame) / 2:
        return
    sign = -1 if men > women else 1
    others = frame[sign * shown > 0].sort_values("difference", ascending=sign < 0, kind="stable")
    names = tuple(map(str, others.index[:NAMED]))
    size = figure.points("other_side", abs(float(others["difference"].iloc[0])), others.iloc[[0]])

    def still(view: str) -> str:
        return "some" if (sign * figure.frame(view)["difference"] > 0).any() else "none"

    widest = next(iter(of_the_widest(figure)), None)
    message = say(
        "pairs-other-side", ahead="women" if sign < 0 else "men", names=Names("economy", names), count=len(others),
        more=len(others) - len(names), size=size, economy=Name("economy", names[0]),
        widest="yes" if widest is not None and widest.says == names[0] and widest.standing is Standing.FIRM else "no",
    )  # fmt: skip
    yield claim(
        f"{figure.id}:other-side", Kind.COMPARISON, "some", message, facts=[size],
        trials=try_variations("some", still, figure.views("beyond-a-point")), surprise=0.5,
        topic=f"other side {figure.both}",
    )  # fmt: skip


def of_the_widest(figure: Pairs) -> Iterator[Claim]:
    """Where the difference is widest, in whosever favour; not where several share it."""
    frame = figure.frame()
    found = ranking(frame["difference"].abs(), 1)
    if len(found.first) > 1 or found.says is Lead.ALONE or round(float(frame["difference"].abs().max()), 1) == 0:
        return
    row = frame.loc[[found.first[0]]]
    size = figure.points("widest_gap", abs(float(row["difference"].iloc[0])), row)
    message = say(
        "pairs-widest", economy=Name("economy", found.first[0]), size=size, year=int(row["year"].iloc[0]),
        ahead="men" if row["difference"].iloc[0] > 0 else "women",
    )  # fmt: skip

    def widest(view: str) -> str:
        return " ".join(ranking(figure.frame(view)["difference"].abs(), 1).first)

    # The widest on the side of the few is told with them, by the rule that a topic is told once.
    shown = figure.shown()
    few = min((1, -1), key=lambda sign: (sign * shown > 0).sum())
    topic = "other side" if few * row["difference"].iloc[0] > 0 else "widest"

    yield claim(
        f"{figure.id}:widest", Kind.RANK, found.first[0], message,
        trials=try_variations(found.first[0], widest, figure.views()), surprise=0.45, topic=f"{topic} {figure.both}",
    )  # fmt: skip


def of_the_level(figure: Pairs) -> Iterator[Claim]:
    """In how many economies the two are within a point of each other."""

    def near(view: str) -> float:
        return 100 * float((figure.frame(view)["difference"].abs() <= POINT).mean())

    frame = figure.frame()
    number = int((frame["difference"].abs() <= POINT).sum())
    if not number or number == len(frame):
        return
    limit = figure.workshop.parameter(f"{figure.id}.level_limit", POINT, "percentage points", 0)
    message = say(
        "pairs-level", count=figure.count("level", number), total=figure.count("economies", len(frame)), limit=limit
    )
    says = part(near(""))
    yield claim(
        f"{figure.id}:level", Kind.SHARE, says, message,
        trials=try_variations(says, lambda view: part(near(view)), figure.views(), PARTS), surprise=0.25,
        topic=f"level {figure.both}",
    )  # fmt: skip


def parity(figure: Pairs) -> tuple[Message, ...]:
    """The gender parity index of the middle economy; nothing where no economy has a ratio."""
    frame = figure.frame()
    known = frame.dropna(subset=["ratio"])
    if known.empty:
        return ()
    ratio = figure.workshop.fact(
        f"{figure.id}.median_ratio", float(known["ratio"].median()), "", 2, method="gender parity index",
        inputs=figure.seen(known),
    )  # fmt: skip
    return (say("pairs-parity", ratio=ratio),)


@dataclass(frozen=True)
class Ladder:
    """A figure of several skills: (both, female, male) codes."""

    workshop: Workshop
    id: str
    skills: tuple[tuple[str, str, str], ...]
    since: int

    def table(self, view: str = "") -> pd.DataFrame:
        """start (women), end (men): medians over economies, their middle difference, economies and years by skill,
        most common first. ``view`` names a variation. Raises ValueError where a skill has no economy left."""
        pairs = {both: same_year(self.workshop, male, female, self.since) for both, female, male in self.skills}
        if view == "all-present":
            every = set.intersection(*(set(frame.index) for frame in pairs.values()))
            pairs = {code: frame[frame.index.isin(every)] for code, frame in pairs.items()}
        if view == "one-year":
            years = pd.concat([frame["year"] for frame in pairs.values()]).mode().max()
            pairs = {code: frame[frame["year"] == years] for code, frame in pairs.items()}
        empty = [code for code, frame in pairs.items() if frame.empty]
        if empty:
            raise ValueError(f"{self.id}: no economy has {empty[0]} of women and men for one year since {self.since}")
        rows = {
            code: (frame["other"].median(), frame["reference"].median(), frame["difference"].median(), len(frame),
                   int(frame["year"].min()), int(frame["year"].max()))
            for code, frame in pairs.items()
        }  # fmt: skip
        columns = ["start", "end", "difference", "economies", "oldest", "newest"]
        found = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        return found.sort_values("end", ascending=False, kind="stable")

    def seen(self) -> list[Input]:
        """All observations behind it."""
        found: list[Input] = []
        for _, female, male in self.skills:
            years = same_year(self.workshop, male, female, self.since)["year"]
            found += [(female, years), (male, years)]
        return found

    def fact(self, skill: str, key: str, value: float, unit: str = "%") -> Fact:
        """A median over the economies that report a skill."""
        _, female, male = next(one for one in self.skills if one[0] == skill)
        years = same_year(self.workshop, male, female, self.since)["year"]
        codes = {"female": [female], "male": [male]}.get(key, [female, male])
        return self.workshop.fact(
            f"{self.id}.{skill}.{key}", value, unit, 1, method="median over economies",
            inputs=[(code, years) for code in codes],
        )  # fmt: skip

    @property
    def views(self) -> dict[str, str]:
        """The declared variations."""
        return {name: name for name in ("all-present", "one-year")}


def _level(table: pd.DataFrame) -> pd.Series:
    """The level of a skill: the mean of the medians for women and for men."""
    return table[["start", "end"]].mean(axis="columns")


def of_the_ladder(figure: Ladder) -> Iterator[Claim]:
    """Which skill is rarest and which most common, where each is one."""

    def ends(view: str) -> str:
        found = ranking(_level(figure.table(view)), 1)
        return f"{' '.join(found.first)}>{' '.join(found.last)}"

    table = figure.table()
    found = ranking(_level(table), 1)
    if len(found.first) > 1 or len(found.last) > 1 or found.says is Lead.ALONE:
        return
    most, least = found.first[0], found.last[0]
    said: dict[str, object] = {"most": Name("short", most), "least": Name("short", least),
                               "years": Span(int(table["oldest"].min()), int(table["newest"].max()))}  # fmt: skip
    for name, skill in (("common", most), ("rare", least)):
        said |= {f"{name}-women": figure.fact(skill, "female", table.loc[skill, "start"]),
                 f"{name}-men": figure.fact(skill, "male", table.loc[skill, "end"])}  # fmt: skip
    yield claim(
        f"{figure.id}:ladder", Kind.RANK, ends(""), say("pairs-ladder", **said), headline=say("pairs-ladder-headline", **said),
        trials=try_variations(ends(""), ends, figure.views), surprise=0.4, topic="skills rarest",
    )  # fmt: skip


def of_the_sexes(figure: Ladder) -> Iterator[Claim]:
    """In how many skills men, or women, are ahead in the middle economy, and in which skill most."""
    table = figure.table()
    differences = table["difference"].round(1)
    men, women = int((differences > 0).sum()), int((differences < 0).sum())
    if max(men, women) <= len(table) / 2:
        return
    sign = 1 if men > women else -1
    found = ranking(sign * table["difference"], 1)
    if found.says in (Lead.ALL_EQUAL, Lead.ALONE):
        return
    count = partial(figure.workshop.fact, unit="", decimals=0, method="count", inputs=figure.seen())
    widest = figure.fact(
        found.first[0], "difference", abs(table.loc[found.first[0], "difference"]), "percentage points"
    )
    said = {
        "ahead": "men" if sign > 0 else "women", "count": count(f"{figure.id}.behind", max(men, women)),
        "total": count(f"{figure.id}.skills", len(table)), "skill": Names("short", found.first), "size": widest,
        "all": int(max(men, women) == len(table)), "years": Span(int(table["oldest"].min()), int(table["newest"].max())),
    }  # fmt: skip

    def word(view: str) -> Side:
        held = sign * figure.table(view)["difference"].round(1)
        return side(int((held > 0).sum()), len(held), int((held == 0).sum()))

    says = word("")

    def again(view: str) -> str:
        return says.among(word(view))

    yield claim(
        f"{figure.id}:sexes", Kind.COMPARISON, says, say("pairs-skills", **said), headline=say("pairs-skills-headline", **said),
        facts=[widest], trials=try_variations(says, again, figure.views, SIDES),
        surprise=0.35 if sign > 0 else 0.65, topic="skills sexes",
    )  # fmt: skip
