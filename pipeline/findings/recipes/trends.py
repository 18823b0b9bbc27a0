"""Recipes over time: groups as lines, as panels, as slopes between two years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.findings import group_claims as may
from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.ranking import Lead, Ranking, ranking
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.group_claims import Groups
from pipeline.findings.group_movers import of_movers
from pipeline.findings.messages import Name, Names, say
from pipeline.findings.views import View, group_series, variations
from pipeline.findings.wording import difference_unit
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.model.economies import Group

NO_END = 9999  # a year after all others


def _series(workshop: Workshop, code: str, groups: Sequence[Group], first: int, how: str) -> pd.DataFrame:
    """Long frame series, x, y, share of the groups' values from a year on; years that the coverage rule drops are NaN."""
    frames = []
    for group in groups:
        values = workshop.group_values(code, group.code, how)
        values = values[values.index >= first]
        frames.append(
            pd.DataFrame(
                {
                    "series": group.code,
                    "x": values.index,
                    "y": values["value"].to_numpy(),
                    "population_share": values["population_share"].to_numpy(),
                    "economies": values["economies"].to_numpy(),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _labels(groups: Sequence[Group]) -> dict[str, object]:
    return {group.code: Name("group", group.code) for group in groups} | {"status_gap": say("label-gap")}


def _years(data: pd.DataFrame, id: str, code: str) -> list[int]:
    """The years that are drawn. Raises ValueError where no group can be drawn over two years."""
    drawn = data.dropna(subset=["y"])
    if drawn.empty or drawn.groupby("series")["x"].nunique().max() < 2:
        raise ValueError(f"{id}: {code} has group values in fewer than two years under the coverage rule")
    return sorted({int(year) for year in drawn["x"]})


def group_trend(
    workshop: Workshop,
    id: str,
    indicator: str,
    groups: str,
    first: int,
    how: str = "",
    against_world: bool = False,
    last: int = NO_END,
) -> Exhibit:
    """Lines: one a group of a kind, the world among them, from a year on; to ``last`` where a break comes after it.

    ``how`` the economies of a group count: as the indicator asks if blank. ``against_world`` compares each group with the world value, for kinds whose groups share members.
    """
    how = how or workshop.weighting(indicator)
    chosen = [workshop.data.groups[WORLD], *workshop.groups(groups)]
    data = _series(workshop, indicator, chosen, first, how)
    data = data[data["x"] <= last].reset_index(drop=True)
    data["emphasis"] = data["series"] == WORLD
    years = _years(data, id, indicator)
    figure = Groups(
        workshop, id, indicator, tuple(group.code for group in chosen[1:]), View(how, from_year=first, to_year=last)
    )
    said = (
        [*may.against_the_world(figure), *of_movers(figure, figure.groups)]
        if against_world
        else [*may.of_the_whole(figure), *may.of_the_distance(figure), *may.of_the_extremes(figure), *may.of_halves(figure), *of_movers(figure, (WORLD, *figure.groups))]
    )  # fmt: skip
    notes = may.notes(figure)
    return Exhibit(
        id, "lines", data, (indicator,), {"decimals": figure.decimals, "y_from_zero": True}, tuple(said),
        title=say("title-groups", measure=figure.measure, kind=groups),
        subtitle=may.subtitle(figure, years), alt=say("alt-lines", count=len(chosen) - 1),
        notes=(*notes, say("groups-overlap")) if against_world else notes, labels=_labels(chosen),
    )  # fmt: skip


def group_panels(workshop: Workshop, id: str, indicator: str, groups: str, first: int, how: str = "") -> Exhibit:
    """Small multiples: one panel a group, the other groups behind it in grey."""
    how = how or workshop.weighting(indicator)
    chosen = workshop.groups(groups)
    data = _series(workshop, indicator, chosen, first, how)
    data.insert(0, "panel", data["series"])
    years = _years(data, id, indicator)
    figure = Groups(workshop, id, indicator, tuple(group.code for group in chosen), View(how, from_year=first))
    said = [
        *may.of_the_distance(figure),
        *may.of_the_extremes(figure),
        *may.of_halves(figure),
        *of_movers(figure, figure.groups),
    ]
    return Exhibit(
        id, "small_multiples", data, (indicator,), {"decimals": figure.decimals, "columns": 3}, tuple(said),
        title=say("title-groups", measure=figure.measure, kind=groups),
        subtitle=may.subtitle(figure, years), alt=say("alt-panels", count=len(chosen)),
        notes=may.notes(figure), labels=_labels(chosen),
    )  # fmt: skip


def group_slope(
    workshop: Workshop, id: str, indicator: str, groups: str, first: int, last: int, how: str = ""
) -> Exhibit:
    """Slopes: groups between two years."""
    how = how or workshop.weighting(indicator)
    chosen = [workshop.data.groups[WORLD], *workshop.groups(groups)]
    data = _series(workshop, indicator, chosen, first, how)
    data = data[data["x"].isin([first, last])].reset_index(drop=True)
    complete = data.dropna(subset=["y"]).groupby("series")["x"].nunique() == 2
    data = data[data["series"].isin(complete[complete].index)].reset_index(drop=True)
    data["emphasis"] = data["series"] == WORLD
    _years(data, id, indicator)
    figure = Groups(
        workshop, id, indicator, tuple(group.code for group in chosen[1:] if group.code in set(data["series"])),
        View(how, from_year=first, to_year=last),
    )  # fmt: skip
    said = [
        *may.of_the_distance(figure),
        *may.of_the_extremes(figure),
        *_gains(figure, data, first, last),
        *may.of_halves(figure),
        *may.of_the_whole(figure),
    ]
    return Exhibit(
        id, "slope", data, (indicator,), {"decimals": figure.decimals}, tuple(said),
        title=say("title-groups", measure=figure.measure, kind=groups),
        subtitle=may.subtitle(figure, (first, last)), alt=say("alt-slope", first=first, last=last, count=len(figure.groups)),
        notes=may.notes(figure), labels=_labels(chosen),
    )  # fmt: skip


def _gains(figure: Groups, data: pd.DataFrame, first: int, last: int) -> list[Claim]:
    """Which group changed most, and which least, between the two years; in the direction in which they went."""
    pairs = data.pivot(index="series", columns="x", values="y").drop(index=WORLD, errors="ignore")
    gains = (pairs[last] - pairs[first]).dropna()
    if len(gains) < 2:
        return []
    course, found = _ordered(figure, gains)
    if found.says is Lead.ALL_EQUAL:
        return []
    unit = difference_unit(figure.workshop.indicator(figure.code).unit)
    facts = {
        key: figure.workshop.fact(
            f"{figure.id}.{key}_change", gains[members[0]], unit, figure.decimals, method="change", code=figure.code,
            areas=figure.workshop.data.groups[members[0]].members, years=[first, last], group=members[0],
        )
        for key, members in (("largest", found.first), ("smallest", found.last))
    }  # fmt: skip
    message = say(
        "gains", most=Names("group", found.first), least=Names("group", found.last), largest=facts["largest"],
        smallest=facts["smallest"], course=course, first=first, last=last,
    )  # fmt: skip

    def ends(order: Ranking) -> str:
        return f"{' '.join(order.first)}>{' '.join(order.last)}"

    def again(view: View) -> str:
        series = {group: group_series(figure.workshop, figure.code, str(group), view) for group in gains.index}
        return ends(
            _ordered(figure, pd.Series({group: one.iloc[-1] - one.iloc[0] for group, one in series.items()}))[1]
        )

    trials = try_variations(
        ends(found), again, variations(figure.workshop, figure.code, figure.view, first, last),
        [(ends(found), f"{' '.join(found.last)}>{' '.join(found.first)}")],
    )  # fmt: skip
    return [
        claim(f"{figure.id}:gains", Kind.COMPARISON, ends(found), message, facts=facts.values(), trials=trials, surprise=0.3,
              topic=f"gains {figure.code} {first} {last} {figure.view.how}")
    ]  # fmt: skip


def _ordered(figure: Groups, gains: pd.Series) -> tuple[str, Ranking]:
    """The way in which all groups went, and their order along it."""
    course = "rose" if (gains > 0).all() else "fell" if (gains < 0).all() else "both"
    return course, ranking(-gains if course == "fell" else gains, figure.digits(gains))
