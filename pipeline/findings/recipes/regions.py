"""Recipes of a region at a glance: its values beside those of the world, what stands out, and the course of one indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from pipeline.findings import group_claims as may
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims import path as paths
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.comparison import OPPOSITES, side
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.group_claims import Groups
from pipeline.findings.group_movers import of_movers
from pipeline.findings.messages import Name, Names, Span, say
from pipeline.findings.notes import old_data_note, weights
from pipeline.findings.views import View, group_series, variations
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import WORLD, Workshop

REACH = 4  # years back from the newest in which region and world must share a year
NEAR = 1.0  # points within which a region is level with the world
Measure = tuple[Fact, Fact, Fact]  # value of the region, of the world, distance between them


def course(workshop: Workshop, id: str, region: str, indicator: str, first: int) -> Exhibit:
    """Lines: the region and the world from a year on. Raises ValueError where the region has values in fewer than two years."""
    figure = Groups(workshop, id, indicator, (region,), View(workshop.weighting(indicator), from_year=first))
    series = {group: figure.series(group) for group in (region, WORLD)}
    if len(series[region]) < 2:
        raise ValueError(f"{id}: {indicator} has values of {region} in fewer than two years under the coverage rule")
    years = range(first, int(max(known.index.max() for known in series.values() if len(known))) + 1)
    data = pd.DataFrame(
        [(group, year, float(known.get(year, float("nan")))) for group, known in series.items() for year in years],
        columns=["series", "x", "y"],
    )
    data["emphasis"] = data["series"] == region
    claims = (*_course(figure, region), *may.against_the_world(figure), *of_movers(figure, (region,)))
    return Exhibit(
        id, "lines", data, (indicator,), {"decimals": figure.decimals, "y_from_zero": True, "height": 140.0}, claims,
        title=say("region-course-title", region=Name("group", region), measure=figure.measure),
        subtitle=may.subtitle(figure, list(years)), alt=say("region-course-alt", region=Name("group", region)),
        notes=(say(f"weights-{figure.view.how}"), *old_data_note(workshop, [indicator], int(series[region].index.max()))),
        labels={code: Name("group", code) for code in (region, WORLD)} | {"status_gap": say("label-gap")},
    )  # fmt: skip


def profile(workshop: Workshop, id: str, region: str, indicators: list[str]) -> Exhibit:
    """Dumbbells: the region and the world in each indicator's newest year with both, all on a scale of 0-100.

    ``indicators`` are percentages or scores to 100, of which those without a common year are left out and named. Raises
    ValueError where none is left.
    """
    rows, facts, left_out = [], {}, []
    for code in indicators:
        year = _common_year(workshop, code, region)
        if year is None:
            left_out.append(code)
            continue
        how = workshop.weighting(code)
        own = workshop.group_fact(f"{id}.{code}", code, region, year, how)
        world = workshop.group_fact(f"{id}.{code}.world", code, WORLD, year, how)
        gap = workshop.fact(
            f"{id}.{code}.gap", own.value - world.value, difference_unit(own.unit), own.decimals, method="change.gap",
            of=(own, world), year=year,
        )  # fmt: skip
        facts[code] = own, world, gap
        rows.append((code, world.value, own.value, year))
    if not rows:
        raise ValueError(f"{id}: no indicator has a value of {region} and of the world in one year")
    data = pd.DataFrame(rows, columns=["label", "start", "end", "year"])
    notes = [*weights(workshop, data["label"]), say("region-years", years=Span.of(data["year"]))]
    if left_out:
        notes.append(say("region-left-out", indicators=Names("short", tuple(left_out))))
    labels: dict[str, object] = {
        code: say("label-with-year", name=Name("short", code), year=int(year))
        for code, year in zip(data["label"], data["year"], strict=True)
    }
    labels |= {"start": say("label-world"), "end": Name("group", region)}
    return Exhibit(
        id, "dumbbell", data, tuple(data["label"]), {"decimals": 1, "start_key": "start", "end_key": "end", "x_from_zero": True},
        tuple(_claims(workshop, id, region, facts)),
        title=say("region-title", region=Name("group", region)), subtitle=say("region-subtitle"),
        alt=say("region-alt", region=Name("group", region), count=len(data)), notes=tuple(notes), labels=labels,
    )  # fmt: skip


def _common_year(workshop: Workshop, code: str, region: str) -> int | None:
    """The newest year in which region and world have a value, if it is recent."""
    own, world = (group_series(workshop, code, group, View(workshop.weighting(code))) for group in (region, WORLD))
    years = [int(year) for year in own.index.intersection(world.index)]
    return years[-1] if years and years[-1] >= workshop.edition.year - REACH else None


def _claims(workshop: Workshop, id: str, region: str, facts: Mapping[str, Measure]) -> list[Claim]:
    """In how many measures the region is above the world, and where it is farthest above and below."""
    gaps = pd.Series({code: gap.value for code, (_, _, gap) in facts.items()})
    above, below = int((gaps > NEAR).sum()), int((gaps < -NEAR).sum())
    says = _side(gaps)
    name = Name("group", region)
    said = {
        "region": name,
        "above": above,
        "below": below,
        "level": len(gaps) - above - below,
        "total": len(gaps),
        "says": says,
    }
    views = _gaps(workshop, region, facts)
    fields = ({"without-one-measure": lambda: gaps.drop(str(gaps.abs().idxmax()))} if len(gaps) > 3 else {}) | views
    found = [
        claim(f"{id}:side", Kind.COMPARISON, says, say("region-side", **said), headline=say("region-side-headline", **said),
              facts=[fact for three in facts.values() for fact in three],
              trials=try_variations(says, lambda field: _side(field()), fields, OPPOSITES), surprise=0.5, topic=f"region {region}")
    ]  # fmt: skip
    shown = found[0].printed  # what stands out heads the figure only where no side is shown
    for key, sign in (("best", 1), ("worst", -1)):
        code = _farthest(lambda: gaps, sign)
        if sign * gaps[code] > NEAR:
            own, world, gap = facts[code]
            said = {
                "region": name,
                "measure": Name("short", code),
                "own": own,
                "world": world,
                "gap": gap,
                "year": int(str(own.parameters["year"])),
            }
            trials = try_variations(code, partial(_farthest, sign=sign), views)
            found.append(
                claim(f"{id}:{key}", Kind.GAP, code, say(f"region-{key}", **said),
                      headline=None if shown else say(f"region-{key}-headline", **said), facts=(own, world, gap), trials=trials,
                      surprise=0.45 if abs(gap.value) == gaps.abs().max() else 0.4, topic=f"region {region} {key} {code}")
            )  # fmt: skip
    return found


def _farthest(gaps: Callable[[], pd.Series], sign: int) -> str:
    """The measure in which the region is farthest above the world, or with ``sign`` -1 below it."""
    return str((sign * gaps()).idxmax())


def _gaps(workshop: Workshop, region: str, facts: Mapping[str, Measure]) -> dict[str, Callable[[], pd.Series]]:
    """Distances from the world in the same years under declared variations."""

    def gaps(view: View) -> pd.Series:
        found = {}
        for code, (own, _, _) in facts.items():
            asked = view if view.how else replace(view, how=workshop.weighting(code))
            here, world = (group_series(workshop, code, group, asked) for group in (region, WORLD))
            found[code] = float(here[own.parameters["year"]] - world[own.parameters["year"]])
        return pd.Series(found)

    views = {"each-alike": View("unweighted"), "without-largest": View("", without_largest=True)}
    if not all(workshop.indicator(code).of_people for code in facts):
        views["by-people"] = View("population")
    return {name: partial(gaps, view) for name, view in views.items()}


def _side(gaps: pd.Series) -> str:
    """Where a region is against the world: ``all-below`` where it is below in every measure, else as `side` says."""
    above, below = int((gaps > NEAR).sum()), int((gaps < -NEAR).sum())
    return "all-below" if below == len(gaps) else str(side(above, len(gaps), len(gaps) - above - below))


def _course(figure: Groups, region: str) -> list[Claim]:
    """The course of an indicator in the region over its whole path."""
    found = figure.path(region)
    said: dict[str, object] = {
        "region": Name("group", region), "measure": figure.measure, "first": found.first, "last": found.last,
        "then": figure.fact("course_first", region, found.first), "now": figure.fact("course_last", region, found.last),
    }  # fmt: skip
    if found.turn is not None:
        said |= {"turn": found.turn, "extreme": figure.fact("course_turn", region, found.turn)}

    if found.says is paths.Shape.SWUNG:
        values = figure.series(region)
        said["points"], _ = figure.told("course_point", [region], paths.points(values, figure.digits(values)))

    def again(view: View) -> str:
        return figure.path(region, view).says

    fresh = found.last >= figure.workshop.edition.year - may.OLD
    views = variations(figure.workshop, figure.code, figure.view, found.first, found.last)
    trials = try_variations(found.says, again, views, paths.OPPOSITES)
    return [
        claim(f"{figure.id}:course", Kind.CHANGE, found.says, say(f"region-course-{found.says}", **said), trials=trials,
              headline=say(f"region-course-{found.says}-headline", **said) if fresh else None, tolerated=("without-largest",), surprise=0.4,
              topic=f"course {region} {figure.code}")
    ]  # fmt: skip
