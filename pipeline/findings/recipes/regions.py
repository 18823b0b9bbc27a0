"""Recipe of a region at a glance: its values beside those of the world, and what stands out."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES, side
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.group_claims import Groups
from pipeline.findings.messages import Name, Names, Span, say
from pipeline.findings.views import View, group_series, variations
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import WORLD, Workshop, mean_decimals

REACH = 5  # years back from the newest in which region and world must share a year
NEAR = 1.0  # points within which a region is level with the world


def profile(workshop: Workshop, id: str, region: str, indicators: list[str], path: str = "") -> Exhibit:
    """Dumbbells: the region and the world in each indicator's newest year with both, all on a scale of 0-100.

    ``indicators`` are percentages or scores to 100, of which those without a common year are left out and named. ``path``
    is the indicator whose course in the region is told (the first if blank). Raises ValueError where none is left.
    """
    rows, facts, left_out = [], {}, []
    for code in indicators:
        year = _common_year(workshop, code, region)
        if year is None:
            left_out.append(code)
            continue
        own = workshop.group_fact(f"{id}.{code}", code, region, year)
        world = workshop.group_fact(f"{id}.{code}.world", code, WORLD, year)
        gap = workshop.fact(
            f"{id}.{code}.gap", own.value - world.value, difference_unit(own.unit), own.decimals, method="change.gap",
            of=(own, world), year=year,
        )  # fmt: skip
        facts[code] = own, world, gap
        rows.append((code, world.value, own.value, year))
    if not rows:
        raise ValueError(f"{id}: no indicator has a value of {region} and of the world in one year")
    data = pd.DataFrame(rows, columns=["label", "start", "end", "year"])
    notes = [say("weights-population"), say("region-years", years=Span.of(data["year"]))]
    if left_out:
        notes.append(say("region-left-out", indicators=Names("short", tuple(left_out))))
    labels: dict[str, object] = {
        code: say("label-with-year", name=Name("short", code), year=int(year))
        for code, year in zip(data["label"], data["year"], strict=True)
    }
    labels |= {"start": say("label-world"), "end": Name("group", region)}
    return Exhibit(
        id, "dumbbell", data, None, tuple(data["label"]), {"decimals": 1, "start_key": "start", "end_key": "end", "x_from_zero": True},
        tuple(_claims(workshop, id, region, facts, path or indicators[0])),
        title=say("region-title", region=Name("group", region)), subtitle=say("region-subtitle"),
        alt=say("region-alt", region=Name("group", region), count=len(data)), notes=tuple(notes), labels=labels,
    )  # fmt: skip


def _common_year(workshop: Workshop, code: str, region: str) -> int | None:
    """The newest year in which region and world have a value, if it is recent."""
    own, world = (group_series(workshop, code, group, View()) for group in (region, WORLD))
    years = [int(year) for year in own.index.intersection(world.index)]
    return years[-1] if years and years[-1] >= workshop.edition.year - REACH else None


def _claims(workshop: Workshop, id: str, region: str, facts: dict, path: str) -> list[Claim]:
    """In how many measures the region is above the world, where it is farthest below and above, and one course."""
    gaps = pd.Series({code: gap.value for code, (_, _, gap) in facts.items()})
    above = int((gaps > NEAR).sum())
    below = int((gaps < -NEAR).sum())
    says = _side(gaps)

    def without(code: str) -> str:
        return _side(gaps.drop(code))

    name = Name("group", region)
    trials = (
        try_variations(says, without, {"without-one-measure": str(gaps.abs().idxmax())}, OPPOSITES)
        if len(gaps) > 3
        else ()
    )
    found = [
        claim(f"{id}:side", Kind.COMPARISON, says,
              say("region-side", region=name, above=above, below=below, total=len(gaps), says=says),
              headline=say("region-side-headline", region=name, above=above, below=below, total=len(gaps), says=says),
              facts=[fact for three in facts.values() for fact in three], trials=trials, surprise=0.5, topic=f"region {region}")
    ]  # fmt: skip
    for key, code in (("best", str(gaps.idxmax())), ("worst", str(gaps.idxmin()))):
        if (gaps[code] > NEAR) if key == "best" else (gaps[code] < -NEAR):
            own, world, gap = facts[code]
            found.append(
                claim(f"{id}:{key}", Kind.GAP, code,
                      say(f"region-{key}", region=name, measure=Name("short", code), own=own, world=world, gap=gap, year=int(str(own.parameters["year"]))),
                      facts=(own, world, gap), surprise=0.45, topic=f"region {region} {key} {code}")
            )  # fmt: skip
    return [*found, *_course(workshop, id, region, path)]


def _side(gaps: pd.Series) -> str:
    """Where a region is against the world: ``all-below`` where it is below in every measure, else as `side` says."""
    above, below = int((gaps > NEAR).sum()), int((gaps < -NEAR).sum())
    return "all-below" if below == len(gaps) else str(side(above, len(gaps), len(gaps) - above - below))


def _course(workshop: Workshop, id: str, region: str, code: str) -> list[Claim]:
    """The course of one indicator in the region over its whole path."""
    figure = Groups(workshop, id, code, (region,), View(from_year=2005))
    values = figure.series(region)
    if len(values) < 2:
        return []
    found = paths.path(values, mean_decimals(workshop.indicator(code)))
    said: dict[str, object] = {
        "region": Name("group", region), "measure": Name("short", code), "first": found.first, "last": found.last,
        "then": figure.fact("course_first", region, found.first), "now": figure.fact("course_last", region, found.last),
    }  # fmt: skip
    if found.turn is not None:
        said |= {"turn": found.turn, "extreme": figure.fact("course_turn", region, found.turn)}

    def again(view: View) -> str:
        return paths.path(figure.series(region, view), figure.decimals).says

    trials = try_variations(
        found.says, again, variations(workshop, code, figure.view, found.first, found.last), paths.OPPOSITES
    )
    return [
        claim(f"{id}:course", Kind.CHANGE, found.says, say(f"region-course-{found.says}", **said), trials=trials,
              tolerated=("without-largest",), surprise=0.3, topic=f"course {region} {code}")
    ]  # fmt: skip
