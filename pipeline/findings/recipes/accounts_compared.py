"""Recipes that set what digital industries weigh in several economies side by side, in the same years where they compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pipeline.findings.accounting import (
    DECIMALS,
    Course,
    by_year,
    counted_apart,
    digital_share,
    economy_labels,
    left_out,
    partly_digital,
    share_fact,
    shares_listed,
    sources,
)
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import gap as gaps
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.printed import unit_of
from pipeline.findings.claims.ranking import places, ranking, same_places
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message, Name, Names, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import Workshop

SHARES = "accounts.value_added_shares"


def shares(workshop: Workshop, id: str, economies: list[str]) -> Exhibit:
    """Lines: share of the digital industries in value added by year, one line an economy.

    Raises KeyError for an economy without tables, IndexError where the economies have no year in common.
    """
    every = workshop.data.supply_use
    known = {economy: by_year(every[economy], digital_share) for economy in economies}
    known = {economy: values for economy, values in known.items() if len(values)}
    rows = [(economy, year, value) for economy, values in known.items() for year, value in values.items()]
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    long = [economy for economy, values in known.items() if len(values) > 1]
    common = _common([known[economy] for economy in long or known])
    if not common:
        raise IndexError(f"no year that the tables of {', '.join(long or economies)} have in common")
    wide = {economy: by_year(every[economy], lambda tables: digital_share(tables, partly=True)) for economy in known}
    figure = _Shares(workshop, id, known, wide, {economy: known[economy][common] for economy in long})
    peaked = [*figure.shared_peak()]
    own = [] if peaked else [one for economy in long for one in figure.own(economy)]
    return Exhibit(
        id, "lines", data, (), {"decimals": DECIMALS, "y_from_zero": True}, (*peaked, *figure.levels(), *figure.distance(), *own),
        title=say("accounts-shares-title"), subtitle=say("accounts-shares-subtitle", years=Span.of(data["x"])), alt=say("accounts-shares-alt", count=len(known)),
        notes=(*old_data_note(workshop, (), int(data["x"].max())), *figure.partly(), *counted_apart(workshop, known), say("accounts-note-trade"), say("accounts-note-current-prices"), *_of_one_year(known), *left_out(economies, known)),
        labels=economy_labels(known), sources=sources(workshop, known),
    )  # fmt: skip


class _Shares:
    """Claims on shares of digital industries (by economy: value by year); ``wide`` counts what is digital in part too.

    ``matched`` are those of the economies with several years, in the years that all of them have.
    """

    def __init__(
        self, workshop: Workshop, id: str, known: Mapping[str, pd.Series], wide: Mapping[str, pd.Series], matched: Mapping[str, pd.Series]
    ) -> None:  # fmt: skip
        self.workshop, self.id, self.known, self.wide, self.matched = workshop, id, known, wide, matched
        shared = _common(list(known.values()))
        self.shared = shared[-1] if shared else None

    def fact(self, key: str, value: float, economy: str, *years: int, unit: str = "%") -> Fact:
        """A share of an economy, or a difference of some."""
        tables = [self.workshop.data.supply_use[economy][year] for year in years]
        return share_fact(self.workshop, f"{self.id}.{key}", value, tables, SHARES, unit, economy=economy)

    def at(self, year: int, wide: bool = False) -> pd.Series:
        """The shares of a year, of the economies that have it."""
        of = self.wide if wide else self.known
        return pd.Series({economy: values[year] for economy, values in of.items() if year in values.index}, dtype=float)

    def wide_in(self, columns: pd.Index) -> dict[str, pd.Series]:
        return {economy: self.wide[economy].reindex(columns).dropna() for economy in self.matched}

    def shared_years(self) -> str:
        """Whether the year of the levels is the newest of all, the one year that all have, or the last of several."""
        if all(values.index[-1] == self.shared for values in self.known.values()):
            return "newest"
        return "only" if len(_common(list(self.known.values()))) == 1 else "several"

    def levels(self) -> Iterator[Claim]:
        """The shares of all economies in the last year that all have; none where there is no such year, or only one economy.

        A lead counts as narrow where what is digital in part could make it: classifications differ by as much.
        """
        if self.shared is None or len(self.known) < 2:
            return
        year = self.shared
        found = self.at(year).sort_values(ascending=False, kind="stable")
        order = ranking(found, DECIMALS, (self.at(year, wide=True) - found).abs())
        facts = {economy: self.fact(f"{economy}_shared", value, economy, year) for economy, value in found.items()}
        said: dict[str, object] = {
            "values": shares_listed(facts), "year": year, "lead": order.says, "leader": Names("economy", order.first), "count": len(found),
            "years": self.shared_years(),
        }  # fmt: skip
        says = places(found, DECIMALS)

        def again(view: int | str) -> str:
            other = self.at(year, wide=True) if view == "wide" else self.at(int(view))
            return says if same_places(found, other, DECIMALS) else places(other, DECIMALS)

        tried: dict[str, int | str] = {
            "with-partly-digital": "wide",
            "a-year-before": year - 1,
            "a-year-after": year + 1,
        }
        yield claim(
            f"{self.id}:levels", Kind.RANK, says, say("accounts-levels", **said), headline=say("accounts-levels-headline", **said),
            trials=try_variations(says, again, tried), surprise=0.4, topic="digital share levels",
        )  # fmt: skip

    def distance(self) -> Iterator[Claim]:
        """What became of the distance of the highest and the lowest of the economies with several years, over the years that all have."""
        if len(self.matched) < 2:
            return
        order = sorted(self.matched, key=lambda economy: float(self.matched[economy].iloc[-1]), reverse=True)
        high, low = order[0], order[-1]
        if not gaps.in_order(self.matched[high], self.matched[low], DECIMALS):
            high, low = low, high
        ahead, behind = self.matched[high], self.matched[low]
        if len(ahead) < 2:
            return
        found = gaps.gap(ahead, behind, DECIMALS)

        def apart(key: str, year: int) -> Fact:
            of = [self.fact(f"{economy}_{key}", self.matched[economy][year], economy, year) for economy in (high, low)]
            return self.workshop.fact(
                f"{self.id}.distance_{key}",
                abs(of[0].value - of[1].value),
                "percentage points",
                DECIMALS,
                method="difference",
                of=of,
                year=year,
            )

        said: dict[str, object] = {
            "high": Name("economy", high), "low": Name("economy", low), "before": apart("first", found.first), "after": apart("last", found.last),
            "first": found.first, "last": found.last, "says": found.says, "mover": found.mover, "side": ("level", "above", "below")[_sign(found.start)],
        }  # fmt: skip
        if found.turn is not None:
            said |= {"turn": found.turn, "extreme": apart("gap_turn", found.turn)}
        wide = self.wide_in(ahead.index)
        tried = {
            "year-later": (ahead.iloc[1:], behind.iloc[1:]), "year-earlier": (ahead.iloc[:-1], behind.iloc[:-1]),
            "with-partly-digital": (wide[high], wide[low]),
        }  # fmt: skip
        swung = found.says is gaps.Course.SWUNG
        yield claim(
            f"{self.id}:distance", Kind.GAP, found.says, say("accounts-distance", **said), headline=None if swung else say("accounts-distance-headline", **said),
            trials=() if swung else try_variations(found.says, lambda view: gaps.gap(*view, DECIMALS).says, tried, gaps.OPPOSITES, gaps.STRONGER),
            surprise=0.1 if swung else 0.55, topic=f"digital share distance {high} {low}",
        )  # fmt: skip

    def shared_peak(self) -> Iterator[Claim]:
        """The year in which the share was highest in each of the economies with several years, and is lower since."""
        if len(self.matched) < 2 or any(len(values) < 2 for values in self.matched.values()):
            return
        year = _peak(self.matched)
        tops = {economy: paths.top(values, DECIMALS) for economy, values in self.matched.items()}
        if year is None or any(one.says is not paths.Height.BELOW for one in tops.values()):
            return
        as_high = {economy: [one for one in top.years if one != year] for economy, top in tops.items()}
        last = int(next(iter(self.matched.values())).index[-1])
        high, now = (
            {
                economy: self.fact(f"{economy}_{key}", values[one], economy, one)
                for economy, values in self.matched.items()
            }
            for key, one in (("peak", year), ("last", last))
        )
        said: dict[str, object] = {
            "year": year, "last": last, "high": shares_listed(high, as_high), "now": shares_listed(now),
            "first": int(next(iter(self.matched.values())).index[0]),
        }  # fmt: skip
        columns = next(iter(self.matched.values())).index
        tried = {
            "year-later": {economy: values.iloc[1:] for economy, values in self.matched.items()},
            "year-earlier": {economy: values.iloc[:-1] for economy, values in self.matched.items()},
            "with-partly-digital": self.wide_in(columns),
        }  # fmt: skip
        yield claim(
            f"{self.id}:peak", Kind.AGREEMENT, str(year), say("accounts-shared-peak", **said), headline=say("accounts-shared-peak-headline", **said),
            trials=try_variations(str(year), lambda view: str(_peak(view)), tried), surprise=0.7, topic="digital share peak",
        )  # fmt: skip

    def own(self, economy: str) -> Iterator[Claim]:
        """What the share of one economy did."""
        course = Course(self.workshop, self.id, economy, "digital", SHARES)
        values = self.matched[economy]
        yield from course.claim(
            values, economy, f"{economy}_", {"with-partly-digital": self.wide_in(values.index)[economy]}
        )

    def partly(self) -> Iterator[Message]:
        """What the shares would be with the industries that are digital in part, in the last year that all have."""
        if self.shared is None:
            return
        wide = self.at(self.shared, wide=True)
        facts = {
            economy: self.fact(f"{economy}_partly", wide[economy], economy, self.shared)
            for economy in wide.index
            if partly_digital(self.workshop.data.supply_use[economy][self.shared])
        }
        if facts:
            yield say("accounts-note-partly", values=shares_listed(facts), year=self.shared)


def _peak(values: Mapping[str, pd.Series]) -> int | None:
    """The first year in which every series has its highest printed value, not its first year nor its last; None where there is none."""
    highest = [set(paths.top(one, DECIMALS).years) - {int(one.index[0])} for one in values.values()]
    recent = [paths.top(one, DECIMALS).says for one in values.values()]
    years = set.intersection(*highest)
    return min(years) if years and paths.Height.RECORD not in recent else None


def _sign(value: float) -> int:
    """1, 0 or -1 at the printed rounding."""
    shown = unit_of(value, DECIMALS)
    return (shown > 0) - (shown < 0)


def _common(series: Sequence[pd.Series]) -> list[int]:
    """The years that all of some series have."""
    return sorted(set.intersection(*(set(map(int, values.index)) for values in series))) if series else []


def _of_one_year(known: Mapping[str, pd.Series]) -> Iterator[Message]:
    """Whose tables are of one year only."""
    for economy, values in known.items():
        if len(values) == 1:
            yield say("accounts-note-one-year", economy=Name("economy", economy), year=int(values.index[0]))
