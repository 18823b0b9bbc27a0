"""What may be said of groups × indicators, each in per cent of its highest possible value: where all are strong, where groups part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, ranking
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Name, Names, Span, say
from pipeline.findings.releases import held_releases
from pipeline.findings.workshop import POPULATION, WORLD, Workshop


@dataclass(frozen=True)
class Profile:
    """A figure of groups (the world among them) by indicators, each in a year of its own; means of economies."""

    workshop: Workshop
    id: str
    groups: tuple[str, ...]
    years: Mapping[str, int]
    kind: str = ""  # of the groups
    whole: str = ""  # the index of which the indicators are parts; blank where they are of no single one

    def table(self, view: str = "") -> pd.DataFrame:
        """Groups × indicators in per cent of the highest possible value; NaN where fewer report than the edition asks for.

        ``view`` names a variation: weighted by people, only economies with every value, a year before, an earlier release.
        Raises KeyError where there is no such year.
        """
        key = f"profile {self.groups} {dict(self.years)} {view}"
        return self.workshop.watch.once(key, lambda: self._table(view))

    def _table(self, view: str) -> pd.DataFrame:
        back = 1 if view == "a-year-before" else 0
        release = self.release if view == "earlier-release" else ""
        values = pd.DataFrame({code: self._scaled(code, release)[year - back] for code, year in self.years.items()})
        if view == "all-present":
            values = values.dropna()
        people = self.workshop.data.observations.wide(POPULATION).iloc[:, -1]
        rows = {}
        for group in self.groups:
            own = values.reindex(list(self.workshop.data.groups[group].members))
            weights = people.reindex(own.index) if view == "by-people" else pd.Series(1.0, index=own.index)
            mass = own.notna().mul(weights, axis="index").sum()
            mean = own.mul(weights, axis="index").sum() / mass.where(mass > 0)
            rows[group] = mean.where(own.notna().mean() >= self.workshop.edition.coverage_count)
        return pd.DataFrame(rows).T[list(self.years)]

    def _scaled(self, code: str, release: str) -> pd.DataFrame:
        data = self.workshop.data
        wide = (data.vintages[release] if release else data.observations).wide(code)
        top = self.workshop.indicator(code).maximum
        return 100 * wide / top if top else wide

    @property
    def named(self) -> dict[str, object]:
        """The index and the kind of groups, as sentences name them."""
        index = {"index": Name("short", self.whole)} if self.whole else {}
        return {"part": "yes" if self.whole else "no", "kind": self.kind, **index}

    @property
    def release(self) -> str:
        """The newest earlier release that holds all indicators in their units of today; blank where there is none."""
        return next(reversed(held_releases(self.workshop.data, *self.years)), "")

    @property
    def views(self) -> dict[str, str]:
        """The declared variations."""
        names = ["by-people", "a-year-before"]
        names += ["all-present"] if len(self.years) > 1 else []
        return {name: name for name in names + (["earlier-release"] if self.release else [])}

    def fact(self, key: str, code: str, value: float, method: str) -> Fact:
        """A fact of one indicator over all economies."""
        year = self.years[code]
        return self.workshop.fact(
            f"{self.id}.{key}", value, "points", 1, method=method, code=code, years=[year], year=year,
            areas=self.workshop.data.groups[WORLD].members,
        )  # fmt: skip


def of_the_whole(profile: Profile) -> Iterator[Claim]:
    """In which indicators all economies together score highest and lowest."""

    def outcome(view: str) -> str:
        found = ranking(profile.table(view).loc[WORLD], 1)
        return f"{' '.join(found.first)}>{' '.join(found.last)}"

    means = profile.table().loc[WORLD].dropna()
    if len(means) < 2 or (found := ranking(means, 1)).says is Lead.ALL_EQUAL:
        return
    facts = {
        key: profile.fact(key, members[0], float(means[members[0]]), "mean, per cent of maximum")
        for key, members in (("strong", found.first), ("weak", found.last))
    }
    said = {
        "strongest": Names("short", found.first), "weakest": Names("short", found.last),
        "years": Span.of(profile.years.values()), **facts, **profile.named,
    }  # fmt: skip
    yield claim(
        f"{profile.id}:world", Kind.COMPARISON, outcome(""), say("profile-whole", **said),
        headline=say("profile-whole-headline", **said), facts=facts.values(),
        trials=try_variations(outcome(""), outcome, profile.views), surprise=0.3, topic=f"parts {' '.join(profile.years)}",
    )  # fmt: skip


def of_the_split(profile: Profile) -> Iterator[Claim]:
    """In which indicator the groups are farthest apart, where it is one."""

    def split(view: str) -> tuple[str, str, str, float]:
        rows = profile.table(view).drop(index=WORLD)
        reach = (rows.max() - rows.min()).where(rows.notna().sum() > 1).dropna()
        ahead = ranking(reach, 1)
        code = ahead.first[0]
        if len(ahead.first) > 1 or round(reach[code], 1) == 0:
            raise ValueError("the groups are nowhere farther apart than elsewhere")
        return code, str(rows[code].idxmax()), str(rows[code].idxmin()), float(reach[code])

    try:
        code, high, low, size = split("")
    except ValueError:
        return
    spread = profile.fact("spread", code, size, "range of group means")
    said = {
        "measure": Name("short", code), "spread": spread, "high": Name("group", high), "low": Name("group", low),
        "year": profile.years[code], **profile.named,
    }  # fmt: skip
    says = f"{code} {high} {low}"
    yield claim(
        f"{profile.id}:split", Kind.GAP, says, say("profile-split", **said), headline=say("profile-split-headline", **said),
        facts=[spread], trials=try_variations(says, lambda view: " ".join(split(view)[:3]), profile.views), surprise=0.4,
        topic=f"split {' '.join(profile.years)}",
    )  # fmt: skip
