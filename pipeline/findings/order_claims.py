"""What may be said of two indicators together: whether they order economies alike, and who stands apart from the common order.

It says nothing about causes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.order import OPPOSITES, Order, order
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Name, Names, Span, say
from pipeline.findings.moments import MILLION, RECENT
from pipeline.findings.workshop import POPULATION, Input, Workshop

LARGE = 2e7  # people from which an economy is named as far from the common order
APART = 25  # of 100 places: what an economy must differ by to be named
NAMED = 2  # economies that are named on each side
FEWEST = 10  # economies that an order needs


@dataclass(frozen=True)
class Pairing:
    """Which values of two indicators meet: of one ``year``, or the latest that each economy has of both since ``since``
    (with ``apart``: the latest of each, whatever its year), of economies with so many people, within groups of a kind."""

    since: int
    year: int | None = None
    apart: bool = False
    smallest: float = 0.0
    within: str = ""


@dataclass(frozen=True)
class Two:
    """A figure of two indicators by economy: ``x`` across, ``y`` up; ``positive`` names those that must be above zero."""

    workshop: Workshop
    id: str
    x: str
    y: str
    pairing: Pairing
    positive: tuple[str, ...] = ()

    def frame(self, pairing: Pairing | None = None) -> pd.DataFrame:
        """x, y, x_year and y_year of the economies that have both. Raises ValueError where none has."""
        how = pairing or self.pairing
        key = f"two {self.x} {self.y} {self.positive} {how}"
        return self.workshop.watch.once(key, lambda: self._frame(how))

    def _frame(self, how: Pairing) -> pd.DataFrame:
        observations = self.workshop.data.observations
        if how.apart:
            across, up = (observations.latest(code, since=how.since) for code in (self.x, self.y))
            found = pd.DataFrame(
                {"x": across["value"], "y": up["value"], "x_year": across["year"], "y_year": up["year"]}
            ).dropna()
        else:
            found = self._same_year(how)
        if how.smallest:
            people = observations.wide(POPULATION).iloc[:, -1]
            found = found[people.reindex(found.index) >= how.smallest]
        for name, code in (("x", self.x), ("y", self.y)):
            if code in self.positive:
                found = found[found[name] > 0]
        if found.empty:
            raise ValueError(f"{self.id}: no economy has both {self.x} and {self.y}")
        return found.astype({"x_year": int, "y_year": int})

    def _same_year(self, how: Pairing) -> pd.DataFrame:
        """The latest year of each economy in which both have a value."""
        across, up = (self.workshop.data.observations.of(code).set_index(["REF_AREA", "TIME_PERIOD"])["OBS_VALUE"]
                      for code in (self.x, self.y))  # fmt: skip
        both = pd.DataFrame({"x": across, "y": up}).dropna().reset_index().sort_values(["REF_AREA", "TIME_PERIOD"])
        both = both[both["TIME_PERIOD"] == how.year] if how.year else both[both["TIME_PERIOD"] >= how.since]
        both = both.drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
        return both.assign(x_year=both["TIME_PERIOD"], y_year=both["TIME_PERIOD"])[["x", "y", "x_year", "y_year"]]

    def seen(self, frame: pd.DataFrame) -> list[Input]:
        """The observations behind a frame."""
        return [(self.x, frame["x_year"]), (self.y, frame["y_year"])]

    def fact(self, key: str, value: float, decimals: int, method: str, frame: pd.DataFrame) -> Fact:
        """A plain number from both indicators."""
        return self.workshop.fact(
            f"{self.id}.{key}", value, "", decimals, method=method, inputs=self.seen(frame), x=self.x, y=self.y
        )

    def variations(self) -> dict[str, Pairing]:
        """The declared variations by name."""
        how, frame = self.pairing, self.frame()
        people = self.workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(frame.index)
        found = {}
        if how.smallest:
            found["all-sizes"] = replace(how, smallest=0.0)
        elif (people < MILLION).any():
            found["large-economies"] = replace(how, smallest=MILLION)
        if how.year:
            found["a-year-before"] = replace(how, year=how.year - 1)
        else:
            found["latest-of-each"] = replace(how, apart=True)
            years = frame["y_year"].mode().max()
            if frame["y_year"].nunique() > 1:
                found["one-year"] = replace(how, year=int(years), apart=False)
            recent = self.workshop.edition.year - RECENT
            if frame["y_year"].min() < recent <= frame["y_year"].max():
                found["recent-only"] = replace(how, since=recent)
        return found | {"within-groups": replace(how, within="income")}

    def correlation(self, pairing: Pairing) -> Order:
        """The order under a variation; within groups, that of the places inside each. Raises ValueError as `order` does."""
        frame = self.frame(pairing)
        if pairing.within:
            groups = frame.index.map(self.workshop.member_of(pairing.within))
            frame = frame.assign(
                x=frame["x"].groupby(groups).rank(pct=True), y=frame["y"].groupby(groups).rank(pct=True)
            )
        return order(frame["x"], frame["y"]).says


def paired(workshop: Workshop, id: str, x: str, y: str, smallest: float, positive: tuple[str, ...]) -> Two:
    """The figure of the latest values of one and the same year; of the latest of each where too few economies have such."""
    since = workshop.edition.year - workshop.edition.oldest_latest
    figure = Two(workshop, id, x, y, Pairing(since, smallest=smallest), positive)
    try:
        enough = len(figure.frame()) >= FEWEST
    except ValueError:
        enough = False
    return figure if enough else replace(figure, pairing=replace(figure.pairing, apart=True))


def of_the_order(figure: Two) -> Iterator[Claim]:
    """Whether economies that are higher in the one are higher in the other; nothing below ten, or where one does not vary."""
    frame = figure.frame()
    try:
        found = order(frame["x"], frame["y"])
    except ValueError:
        return
    facts = {
        "rho": figure.fact("spearman", found.correlation, 2, "change.spearman", frame),
        "pairs": figure.fact("pairs", found.units, 0, "count", frame),
    }
    said = {
        "x": Name("short", figure.x), "y": Name("short", figure.y), "years": Span.of([*frame["x_year"], *frame["y_year"]]),
        **facts,
    }  # fmt: skip
    yield claim(
        f"{figure.id}:order", Kind.AGREEMENT, found.says, say(f"order-{found.says}", **said),
        headline=say(f"order-{found.says}-headline", **said), facts=facts.values(),
        trials=try_variations(found.says, figure.correlation, figure.variations(), OPPOSITES), tolerated=("within-groups",),
        surprise={"same": 0.3, "loose": 0.4, "none": 0.55}.get(found.says, 0.75), topic=f"order {figure.x} {figure.y}",
    )  # fmt: skip


def standing_apart(figure: Two, large: float) -> dict[str, pd.Series]:
    """Economies of so many people that stand far from the common order, and by how many places of a hundred, by side."""
    frame = figure.frame()
    try:
        found = order(frame["x"], frame["y"])
    except ValueError:
        return {}
    if found.says not in (Order.SAME, Order.LOOSE):
        return {}  # without a common order nobody stands apart from it
    people = figure.workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(found.lead.index)
    lead = found.lead[people >= large]
    ends = {"above": lead[lead >= APART].nlargest(NAMED), "below": lead[lead <= -APART].nsmallest(NAMED)}
    return {side: few for side, few in ends.items() if len(few)}


def of_those_apart(figure: Two, limit: Fact) -> Iterator[Claim]:
    """Which populous economies stand much higher, or lower, in the second indicator than in the first."""
    frame = figure.frame()
    for side, few in standing_apart(figure, limit.value).items():
        names, sign = tuple(map(str, few.index)), 1 if side == "above" else -1

        def still(pairing: Pairing, names: tuple[str, ...] = names, sign: int = sign) -> str:
            held = figure.frame(pairing)
            other = order(held["x"], held["y"]).lead.reindex(names)
            if other.isna().all():
                raise ValueError("none of them has both")
            return "apart" if (sign * other.dropna() >= APART / 2).all() else "nearer"

        views = {name: view for name, view in figure.variations().items() if not view.within}
        message = say(
            f"order-{side}", names=Names("economy", names), count=len(names), people=limit, x=Name("short", figure.x),
            y=Name("short", figure.y), economy=Name("economy", names[0]),
            places=figure.fact(f"places.{side}", abs(float(few.iloc[0])), 0, "difference of places in a hundred", frame),
        )  # fmt: skip
        yield claim(
            f"{figure.id}:{side}", Kind.RANK, "apart", message, trials=try_variations("apart", still, views), surprise=0.5,
            topic=f"apart {figure.x} {figure.y} {side}",
        )  # fmt: skip
