"""What may be said of economies in classes: how many and how many people stand in the lowest, where they are, and how the
number in a class moved over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import GREATER_OPPOSITES, greater
from pipeline.findings.economy_claims import Economies
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Quantity, Span, say
from pipeline.findings.moments import Moment
from pipeline.findings.workshop import POPULATION, Input, Workshop

HALF = 50.0  # per cent of people
REGIONS = "itu_region"
SHARE = 0.6  # of the economies of a class that a region must have to be named
MORE = 1.5  # times its share of all economies that a region must have of a class to be named
FEW = 5  # economies in a class below which no region is named


@dataclass(frozen=True)
class Classes:
    """k classes in ascending order: their ``codes``, the k − 1 ``bounds`` between them, and for each bound whether a
    value exactly on it belongs to the class ``above`` it."""

    codes: tuple[str, ...]
    bounds: tuple[float, ...]
    above: tuple[bool, ...]


def class_bounds(workshop: Workshop, scheme: str, values: pd.Series, decimals: int) -> Classes:
    """The classes of a published scheme, or quintiles rounded as they are printed.

    A class of the sheet whose column ``closed`` says ``lower`` holds its own lower bound; otherwise the bound belongs
    to the class below, as it does between quintiles. Raises KeyError for a scheme that the sheet does not have.
    """
    if scheme:
        rows = workshop.data.parameters.classes
        rows = rows[rows["scheme"] == scheme].sort_values("lower", na_position="first")
        if rows.empty:
            raise KeyError(f"no classes of scheme {scheme!r} in data/reference/parameters.xlsx › Classes")
        inner = rows.iloc[1:]
        return Classes(tuple(rows["class"]), tuple(inner["lower"]), tuple(inner["closed"] == "lower"))
    found = np.unique(np.round(np.quantile(values, [0.2, 0.4, 0.6, 0.8]), decimals)).tolist()
    return Classes(tuple(f"class_{i + 1}" for i in range(len(found) + 1)), tuple(found), (False,) * len(found))


def classify(values: np.ndarray, classes: Classes) -> np.ndarray:
    """Position of the class of each value (n,); a value on a bound goes to the class that holds the bound."""
    bounds = np.asarray(classes.bounds)
    below, past = np.searchsorted(bounds, values, side="left"), np.searchsorted(bounds, values, side="right")
    upward = np.append(np.asarray(classes.above, dtype=bool), False)
    return np.where(upward[below], past, below)


def class_label(scheme: str, classes: Classes, position: int, decimals: int) -> Message:
    """Name of a class with its bounds, which say whether they belong to it; the bounds alone without a scheme."""
    bounds, above = classes.bounds, classes.above
    digits = max(len(f"{bound:g}".partition(".")[2]) for bound in bounds) if scheme else decimals
    shown = [Quantity(bound, "", digits) for bound in bounds]
    if position == 0:
        interval = say("classes-below" if above[0] else "classes-or-less", bound=shown[0])
    elif position == len(bounds):
        interval = say("classes-or-more" if above[-1] else "classes-above", bound=shown[-1])
    else:
        kind = {
            (False, False): "above-to", (False, True): "above-to-below", (True, False): "to", (True, True): "to-below",
        }[above[position - 1], above[position]]  # fmt: skip
        interval = say(f"classes-{kind}", lower=shown[position - 1], upper=shown[position])
    return say("classes-named", name=Name("class", classes.codes[position]), interval=interval) if scheme else interval


@dataclass(frozen=True)
class Mapped:
    """A map of one value an economy, in classes."""

    figure: Economies
    scheme: str
    classes: Classes

    def frame(self, moment: Moment | None = None) -> pd.DataFrame:
        """Value, year and position of the class by economy."""
        found = self.figure.frame(moment)
        return found.assign(position=classify(found["value"].to_numpy(), self.classes))

    def people(self, codes: pd.Index) -> float:
        """Share (0-100) of the world's people in these economies."""
        people = self.figure.workshop.data.observations.wide(POPULATION).iloc[:, -1]
        return 100 * float(people.reindex(codes).sum() / people.sum())

    @property
    def weights(self) -> list[Input]:
        """The people of all economies."""
        shop = self.figure.workshop
        years = shop.data.observations.wide(POPULATION).columns
        return [(POPULATION, shop.populated(), [int(years[-1])])]

    def share(self, key: str, codes: pd.Index, frame: pd.DataFrame) -> Fact:
        """The fact of a share of the world's people."""
        figure = self.figure
        return figure.workshop.fact(
            f"{figure.id}.{key}", self.people(codes), "%", 0, method="population share",
            inputs=[*figure.seen(frame), *self.weights],
        )  # fmt: skip


def missing(mapped: Mapped) -> Message:
    """How many economies the map shows, and how many inhabited ones with what share of people it does not."""
    figure, frame = mapped.figure, mapped.frame()
    shop = figure.workshop
    absent = [code for code in shop.populated() if code not in frame.index]
    total = figure.count("economies", len(frame), frame)
    left = shop.fact(
        f"{figure.id}.missing", len(absent), "", 0, method="count of economies with a population series",
        inputs=[*figure.seen(frame), *mapped.weights],
    )  # fmt: skip
    people = mapped.share("missing_people", pd.Index(absent), frame)
    return say("classes-missing", count=total, missing=left, people=people, tiny=int(round(people.value) == 0))


def of_the_lower_half(mapped: Mapped) -> Iterator[Claim]:
    """In how many economies, with how many people, fewer than half of the people are reached (only shares of people)."""
    figure = mapped.figure
    unit = figure.workshop.indicator(figure.code).unit
    if not (unit.startswith("per cent") and any(word in unit for word in ("population", "individuals", "people"))):
        return
    frame = mapped.frame()
    low = frame[frame["value"].round(figure.decimals) < HALF]
    if low.empty or len(low) == len(frame):
        return
    said = {
        "measure": figure.measure, "years": Span.of(frame["year"]), "count": figure.count("below_half", len(low), frame),
        "total": figure.count("economies", len(frame), frame), "people": mapped.share("below_half_people", low.index, frame),
    }  # fmt: skip

    def word(moment: Moment) -> str:
        held = mapped.frame(moment)
        return greater(100 * float((held["value"].round(figure.decimals) < HALF).mean()))

    says = word(figure.moment)
    yield claim(
        f"{figure.id}:half", Kind.LEVEL, says, say("classes-half", **said), headline=say("classes-half-headline", **said),
        trials=try_variations(says, word, figure.variations(), GREATER_OPPOSITES), surprise=0.4, topic=f"below half {figure.code}",
    )  # fmt: skip


def of_the_ends(mapped: Mapped) -> Iterator[Claim]:
    """How many economies stand in the lowest and in the highest class of a published scheme, and how many people."""
    figure, frame = mapped.figure, mapped.frame()
    last = len(mapped.classes.codes) - 1
    low, top = frame[frame["position"] == 0], frame[frame["position"] == last]
    facts = {
        "low": figure.count("low_class", len(low), frame, scheme=mapped.scheme),
        "top": figure.count("top_class", len(top), frame, scheme=mapped.scheme),
        "people": mapped.share("low_class_people", low.index, frame),
    }  # fmt: skip
    if not mapped.scheme or low.empty:
        return
    said = {
        "measure": figure.measure, "years": Span.of(frame["year"]), "lowest": Name("class", mapped.classes.codes[0]),
        "highest": Name("class", mapped.classes.codes[-1]), **facts,
    }  # fmt: skip

    def word(moment: Moment) -> str:
        return greater(100 * float((mapped.frame(moment)["position"] == 0).mean()))

    says = word(figure.moment)
    yield claim(
        f"{figure.id}:ends", Kind.LEVEL, says, say("classes-ends", **said), headline=say("classes-ends-headline", **said),
        facts=facts.values(), trials=try_variations(says, word, figure.variations(), GREATER_OPPOSITES), surprise=0.3,
        topic=f"classes {figure.code} {Span.of(frame['year']).last}",
    )  # fmt: skip


def of_the_place(mapped: Mapped) -> Iterator[Claim]:
    """In which region most economies of the lowest, or highest, class are, where it has far more than its share."""
    shop, figure = mapped.figure.workshop, mapped.figure
    member = shop.member_of(REGIONS)
    last = len(mapped.classes.codes) - 1

    def home(moment: Moment, end: int) -> tuple[str, int, int, int]:
        """The region (blank where none stands out), its economies in the class, all of the class, all of the region."""
        held = mapped.frame(moment)
        inside = held["position"] == end
        regions = pd.Series([member.get(code, "") for code in held.index], index=held.index)
        counts = regions[inside & (regions != "")].value_counts()
        size = int(inside.sum())
        if size < FEW or counts.empty:
            return "", 0, size, 0
        region, own = str(counts.index[0]), int(counts.iloc[0])
        everywhere = int((regions == region).sum())
        stands_out = own >= SHARE * size and own / size >= MORE * everywhere / len(held)
        return region if stands_out else "", own, size, everywhere

    frame = mapped.frame()
    for end, name in ((0, "lowest"), (last, "highest")):
        region, own, of, everywhere = home(figure.moment, end)
        if not region:
            continue
        facts = {
            key: figure.count(f"{name}_{key}", number, frame)
            for key, number in (("own", own), ("of", of), ("everywhere", everywhere), ("total", len(frame)))
        }
        label = class_label(mapped.scheme, mapped.classes, end, figure.decimals)
        said = {
            "measure": figure.measure, "region": Name("group", region), "end": name, "class": label,
            "scheme": int(bool(mapped.scheme)), "years": Span.of(frame["year"]), **facts,
        }  # fmt: skip

        def again(moment: Moment, end: int = end) -> str:
            return home(moment, end)[0]

        yield claim(
            f"{figure.id}:{name}-place", Kind.COMPOSITION, region, say("classes-place", **said),
            headline=say("classes-place-headline", **said), facts=facts.values(),
            trials=try_variations(region, again, figure.variations()), surprise=0.45 if end == 0 else 0.35, topic=f"place {figure.code} {name}",
        )  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """Numbers of economies by class and year; years without a survey are no part of it."""

    workshop: Workshop
    id: str
    code: str
    scheme: str
    years: tuple[int, ...]
    classes: Classes

    def table(self, view: str = "") -> pd.DataFrame:
        """Classes × years. ``view`` names a variation: the same economies in every year, or without an end year."""
        years = list(self.years)[1 if view == "year-later" else 0 : -1 if view == "year-earlier" else None]
        wide = self.workshop.data.observations.wide(self.code)[years]
        if view == "same-economies":
            wide = wide.dropna()
        if wide.empty:
            raise ValueError("no economy in every year")
        found = {}
        for year in years:
            position = classify(wide[year].dropna().to_numpy(), self.classes)
            found[year] = np.bincount(position, minlength=len(self.classes.codes))
        return pd.DataFrame(found, index=list(self.classes.codes))

    def fact(self, code: str, year: int, number: float, key: str = "") -> Fact:
        """The fact of a number of economies in a class."""
        areas = self.workshop.data.observations.wide(self.code).index
        return self.workshop.fact(
            f"{self.id}.{key or code}.{year}", number, "", 0, method="count of class", code=self.code, areas=areas,
            years=[year], scheme=self.scheme,
        )  # fmt: skip


def of_the_courses(counted: Counted) -> Iterator[Claim]:
    """What became of the number of economies in the lowest and in the highest class, over all years."""
    table = counted.table()
    ends: Mapping[str, str] = {counted.classes.codes[0]: "lowest", counted.classes.codes[-1]: "highest"}
    for code, end in ends.items():
        first, last = counted.years[0], counted.years[-1]
        facts = {
            "then": counted.fact(code, first, table.loc[code, first]),
            "now": counted.fact(code, last, table.loc[code, last]),
        }
        facts["total"] = counted.fact(code, last, table[last].sum(), "all")
        if len(counted.years) < 2:
            continue
        found = paths.path(table.loc[code].astype(float), 0)
        said: dict[str, object] = {
            "measure": Name("short", counted.code), "class": Name("class", code), "end": end, "first": first, "last": last, **facts,
        }  # fmt: skip
        turn = found.turn
        if found.says is paths.Shape.SWUNG:  # its lowest or highest, on the side to which it went
            turn = int(table.loc[code].idxmin() if found.end < found.start else table.loc[code].idxmax())
        if turn is not None:
            said |= {"turn": turn, "extreme": counted.fact(code, turn, table.loc[code, turn])}
            said["fewest"] = int(table.loc[code, turn] == table.loc[code].min())

        def again(view: str, code: str = code) -> str:
            return paths.path(counted.table(view).loc[code].astype(float), 0).says

        views = {name: name for name in ("same-economies", "year-later", "year-earlier")}
        turned = found.says in (paths.Shape.PEAKED, paths.Shape.RECOVERED)
        yield claim(
            f"{counted.id}:{end}", Kind.CHANGE, found.says, say(f"classes-{found.says}", **said),
            headline=say(f"classes-{found.says}-headline", **said), facts=facts.values(),
            trials=() if found.says is paths.Shape.SWUNG else try_variations(found.says, again, views, paths.OPPOSITES),
            surprise=0.75 if turned else 0.4, topic=f"class {counted.code} {end}",
        )  # fmt: skip
