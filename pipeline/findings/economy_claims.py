"""What may be said of one value an economy: the ends of the field, who leads, who shares a limit, who stands at zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import spread as spreads
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.level import OPPOSITES as PARTS
from pipeline.findings.claims.level import Part, part
from pipeline.findings.claims.printed import ratio
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.facts import Fact
from pipeline.findings.firmness import Firmness
from pipeline.findings.messages import Label, Message, Month, Name, Names, Span, say
from pipeline.findings.moments import Moment, moments, values
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import Input, Workshop

NAMED = 3  # economies that a sentence names at an end
FEW = 4  # economies up to which those that share a value are named
STALE = 2  # years behind the newest value from which a value is told as older


@dataclass(frozen=True)
class Economies:
    """A figure of one value an economy: its id, the indicator, and the moment that it draws."""

    workshop: Workshop
    id: str
    code: str
    moment: Moment

    @property
    def decimals(self) -> int:
        """Printed decimals of a value."""
        return self.workshop.indicator(self.code).decimals

    @property
    def measure(self) -> Name:
        """The indicator by its short name."""
        return Name("short", self.code)

    def frame(self, moment: Moment | None = None) -> pd.DataFrame:
        """Value, year and status of each economy, highest first."""
        return values(self.workshop, self.code, moment or self.moment)

    def seen(self, frame: pd.DataFrame) -> list[Input]:
        """The observations behind a frame."""
        return [(self.code, frame["year"])]

    def fact(self, key: str, value: float, frame: pd.DataFrame, method: str, **parameters: Any) -> Fact:
        """A fact in the unit of the indicator, from the observations of a frame."""
        meta = self.workshop.indicator(self.code)
        return self.workshop.fact(
            f"{self.id}.{key}", value, meta.unit, meta.decimals, method=method, inputs=self.seen(frame), **parameters
        )

    def count(self, key: str, number: int, frame: pd.DataFrame, **parameters: Any) -> Fact:
        """The fact of a number of economies."""
        return self.workshop.fact(
            f"{self.id}.{key}", number, "", 0, method="count", inputs=self.seen(frame), **parameters
        )

    def variations(self) -> dict[str, Moment]:
        """The declared variations of its moment."""
        return moments(self.workshop, self.code, self.moment)


def of_tenths(figure: Economies) -> Iterator[Claim]:
    """How far apart the highest and the lowest tenth are; nothing for fewer than ten economies, or where they are equal."""
    frame = figure.frame()
    try:
        found = spreads.tenths(frame["value"], figure.decimals)
    except ValueError:
        return
    if found.says is spreads.Reach.EQUAL:
        return
    high = figure.fact("tenth_high", found.high, frame, "quantile", part=0.9)
    low = figure.fact("tenth_low", found.low, frame, "quantile", part=0.1)
    said: dict[str, object] = {
        "measure": figure.measure, "high": high, "low": low, "years": Span.of(frame["year"]), "reach": found.says,
        "beyond": 0,
    }  # fmt: skip
    facts = [high, low]
    if found.times is not None:
        factor, beyond = ratio(found.high, found.low, figure.decimals, 0 if found.times >= 10 else 1)
        said["times"] = times = figure.workshop.fact(
            f"{figure.id}.tenths_ratio", factor, "", 0 if factor >= 10 else 1, method="ratio", of=(high, low)
        )
        said["beyond"] = int(beyond)
        facts.append(times)

    def again(moment: Moment) -> str:
        other = spreads.tenths(figure.frame(moment)["value"], figure.decimals).says
        return found.says if found.says.holds(other) else other

    yield claim(
        f"{figure.id}:tenths", Kind.SPREAD, found.says, say("economies-tenths", **said),
        headline=say("economies-tenths-headline", **said), facts=facts,
        trials=try_variations(found.says, again, figure.variations()),
        surprise=0.45 if found.says in (spreads.Reach.TENFOLD, spreads.Reach.FROM_ZERO) else 0.25,
        topic=f"tenths {figure.code}",
    )  # fmt: skip


def of_ends(figure: Economies) -> Iterator[Claim]:
    """Who is among the highest and the lowest: sets without an order, which stay in the outer tenths whatever counts."""
    frame = figure.frame()
    if len(frame) < 4 * NAMED:
        return
    found = ranking(frame["value"], figure.decimals)
    if len(found.first) > NAMED or len(found.last) > NAMED:
        return  # who of those that share a value would be named is a matter of order
    top, bottom = tuple(frame.index[:NAMED]), tuple(frame.index[::-1][:NAMED])

    def again(moment: Moment) -> str:
        held = figure.frame(moment)["value"]
        size = max(NAMED, -(-len(held) // 10))
        shown = held.round(figure.decimals)
        ends = shown.iloc[size - 1], shown.iloc[-size]
        held_all = (shown.reindex(top) >= ends[0]).all() and (shown.reindex(bottom) <= ends[1]).all()
        return "outer" if held_all else "moved"  # who has no value there is not in its outer tenths

    values_of = {code: _own(figure, f"value.{code}", code, frame) for code in (top[0], bottom[0])}
    message = say(
        "economies-ends", top=Names("economy", top), bottom=Names("economy", bottom), high=values_of[top[0]],
        low=values_of[bottom[0]], years=Span.of(frame["year"]), measure=figure.measure,
    )  # fmt: skip
    yield claim(
        f"{figure.id}:ends", Kind.RANK, "outer", message, facts=values_of.values(),
        trials=try_variations("outer", again, figure.variations()), surprise=0.2, topic=f"ends {figure.code}",
    )  # fmt: skip


def _own(figure: Economies, key: str, code: str, frame: pd.DataFrame) -> Fact:
    """The value of one economy, which rests on one cell."""
    return figure.fact(key, float(frame.loc[code, "value"]), frame.loc[[code]], "latest")


def of_lead(figure: Economies, firm: Firmness | None) -> Iterator[Claim]:
    """Who leads alone, by more than values of this level are revised by, or who share the highest value.

    Without a second release no lead is claimed: nobody knows how firm it is.
    """
    frame = figure.frame()
    found = ranking(frame["value"], figure.decimals, firm.margin(frame["value"]) if firm else 0.0)
    said: dict[str, object] = {"measure": figure.measure, "years": Span.of(frame["year"])}
    if found.says is Lead.ALL_EQUAL:
        same = _own(figure, "top", str(frame.index[0]), frame)
        count = figure.count("equal", len(frame), frame)
        said |= {"value": same, "count": count}
        yield claim(f"{figure.id}:equal", Kind.LEVEL, found.says, say("economies-equal", **said),
                    headline=say("economies-equal-headline", **said), facts=(same, count), surprise=0.5)  # fmt: skip
        return
    if found.says is Lead.TIED:
        shared = frame.loc[list(found.first)]
        value, count = figure.fact("top", float(shared["value"].iloc[0]), shared, "latest"), figure.count(
            "tied", len(shared), shared
        )  # fmt: skip
        said |= {
            "value": value, "count": count, "total": figure.count("economies", len(frame), frame),
            "names": Names("economy", found.first if len(shared) <= FEW else ()), "named": int(len(shared) <= FEW),
        }  # fmt: skip

        def tied(moment: Moment) -> str:
            return ranking(figure.frame(moment)["value"], figure.decimals).says

        yield claim(
            f"{figure.id}:lead", Kind.RANK, found.says, say("economies-tied", **said),
            headline=say("economies-tied-headline", **said) if len(shared) > 1 else None, facts=(value, count),
            trials=try_variations(found.says, tied, figure.variations()),
            surprise=0.1 + min(len(shared) / len(frame), 0.7), topic=f"lead {figure.code}",
        )  # fmt: skip
        return
    if found.says is not Lead.FIRM or firm is None:
        return
    first = found.first[0]
    second = float(frame["value"].iloc[1])
    top = _own(figure, "top", first, frame)
    lead = figure.workshop.fact(
        f"{figure.id}.lead", top.value - second, difference_unit(top.unit), top.decimals, method="difference", of=(top,),
        inputs=figure.seen(frame.iloc[:2]),
    )  # fmt: skip
    said |= {"economy": Name("economy", first), "value": top, "lead": lead, "year": int(frame.loc[first, "year"])}

    def leads(moment: Moment) -> str:
        return " ".join(ranking(figure.frame(moment)["value"], figure.decimals).first)

    yield claim(
        f"{figure.id}:lead", Kind.RANK, first, say("economies-lead", **said), headline=say("economies-lead-headline", **said),
        facts=(top, lead), trials=try_variations(first, leads, figure.variations()), surprise=0.5, topic=f"lead {figure.code}",
    )  # fmt: skip


def of_zeros(figure: Economies) -> Iterator[Claim]:
    """How many economies stand at zero, with the middle value of the others."""
    frame = figure.frame()
    none = frame[frame["value"].round(figure.decimals) == 0]
    others = frame.drop(index=none.index)
    if none.empty or others.empty or len(frame) < 2 * NAMED:
        return
    share = 100 * len(none) / len(frame)
    said = {
        "measure": figure.measure, "count": figure.count("zeros", len(none), frame),
        "total": figure.count("economies", len(frame), frame), "years": Span.of(frame["year"]),
        "median": figure.fact("others_median", float(others["value"].median()), others, "median"),
    }  # fmt: skip

    def again(moment: Moment) -> str:
        shown = figure.frame(moment)["value"].round(figure.decimals)
        return part(100 * float((shown == 0).mean()))

    says = part(share)
    yield claim(
        f"{figure.id}:zeros", Kind.SHARE, says, say("economies-zeros", **said),
        headline=say("economies-zeros-headline", **said) if says is not Part.NONE else None,
        trials=try_variations(says, again, figure.variations(), PARTS), surprise=0.2 + share / 125,
        topic=f"zeros {figure.code}",
    )  # fmt: skip


def stale(figure: Economies) -> tuple[Message, ...]:
    """How many values are more than two years older than the newest, and the oldest year; nothing where there is none."""
    frame = figure.frame()
    newest = int(frame["year"].max())
    old = figure.count("older", int((frame["year"] < newest - STALE).sum()), frame, older_than=newest - STALE)
    return (say("economies-stale", count=old, year=int(frame["year"].min())),) if old.value else ()


def revisable(firm: Firmness | None) -> Message:
    """What the bars of a ranked figure show, or that nothing shows how firm its values are."""
    if firm is None:
        return say("economies-no-release")
    sizes = sorted(firm.halves, key=lambda fact: fact.value)
    return say("economies-revised", least=sizes[0], most=sizes[-1], release=Month(firm.release), levels=len(sizes))


def labels(codes: Sequence[str], years: Sequence[int]) -> dict[str, object]:
    """Names of economies by code; with its year where that is not the most frequent one of the figure."""
    if not len(codes):
        return {}
    usual = pd.Series(list(years)).mode().iloc[-1]
    return {
        str(code): Name("economy", str(code))
        if year == usual
        else say("label-with-year", name=Label("economy", str(code)), year=int(year))
        for code, year in zip(codes, years, strict=True)
    }
