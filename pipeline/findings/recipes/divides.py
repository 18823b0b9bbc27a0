"""Recipes of the digital divide: inequality between economies with intervals, its parts, convergence, years behind.

All measures rest on a fixed panel of economies; a direction is claimed only where the bootstrap interval of the change
excludes zero and the printed digits show it.
"""

from __future__ import annotations

import pandas as pd

from pipeline.findings import change_claims
from pipeline.findings import divide_claims as may
from pipeline.findings.change_claims import Between, Changes
from pipeline.findings.divide_claims import Behind, Inequality, Parts
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.grouping import grouped
from pipeline.findings.messages import Message, Name, Names, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import POPULATION, Workshop
from pipeline.methods.divide import MEASURES, Scale, beta, of_year

FAR = 6  # economies farthest from the line that are named in a scatter


def inequality(workshop: Workshop, id: str, indicators: list[str], years: list[int], measure: str = "gini") -> Exhibit:
    """Ranges: an inequality measure between economies with its bootstrap interval, by year, for several indicators."""
    rows = []
    figures = [Inequality(workshop, id, code, tuple(years), measure) for code in indicators]
    notes: list[Message] = []
    for figure in figures:
        panel = figure.panel()
        for year in years:
            found = of_year(panel, year, MEASURES[measure])
            rows.append((f"{figure.code}.{year}", found.low, found.value, found.high, figure.code))
        notes.append(figure.coverage())
    data = pd.DataFrame(rows, columns=["label", "low", "mid", "high", "block"])
    return Exhibit(
        id, "range_bars", data, tuple(indicators), {"decimals": 2, "x_from_zero": True},
        (*(claim for figure in figures for claim in may.of_the_course(figure)), *may.of_the_wider(figures)),
        title=say("divides-inequality-title"), subtitle=say("divides-inequality-subtitle", index=measure, years=Span.of(years)),
        alt=say("divides-inequality-alt", count=len(indicators)),
        notes=(*notes, say("divides-inequality-note"), *old_data_note(workshop, indicators, years[-1])),
        labels={f"{code}.{year}": str(year) for code in indicators for year in years}
        | {code: Name("short", code) for code in indicators},
        sources=(workshop.indicator(POPULATION).source,),
    )  # fmt: skip


def theil_parts(workshop: Workshop, id: str, indicator: str, years: list[int], groups: str = "income") -> Exhibit:
    """Stacked bars: Theil's index split into inequality between and within groups, by year."""
    figure = Parts(workshop, id, indicator, tuple(years), groups)
    rows = []
    for year, parts in figure.parts().items():
        rows += [(str(year), "between", 1000 * parts.between), (str(year), "within", 1000 * parts.within)]
    data = pd.DataFrame(rows, columns=["bar", "segment", "value"])
    return Exhibit(
        id, "stacked_bars", data, (indicator,),
        {"segments": ("between", "within"), "share": False, "horizontal": False, "decimals": 0},
        (*may.of_the_share(figure), *may.of_the_level(figure), *may.of_the_whole(figure)),
        title=say("divides-parts-title", measure=Name("short", indicator), kind=groups),
        subtitle=say("divides-parts-subtitle", years=Span.of(years)), alt=say("divides-parts-alt", count=len(years)),
        notes=(say("divides-parts-note"), say("divides-inequality-note"), *old_data_note(workshop, [indicator], years[-1])),
        labels={"between": say("divides-between"), "within": say("divides-within")} | {str(year): str(year) for year in years},
        sources=(workshop.indicator(POPULATION).source,),
    )  # fmt: skip


def convergence(workshop: Workshop, id: str, indicator: str, first: int, last: int) -> Exhibit:
    """Scatter: yearly change against the initial level, with the means of the thirds of the initial levels joined.

    The straight line of beta-convergence, which an inverted U fits as well as a catching up, stands in the note only.
    """
    meta = workshop.indicator(indicator)
    panel = may.panel_of(workshop, indicator, (first, last))
    start, end = panel.at(first)[0], panel.at(last)[0]
    data = pd.DataFrame({"label": panel.economies, "x": start, "y": (end - start) / (last - first)})
    data["group"], keys = grouped(workshop, "income", data["label"])
    place = ((data["x"].rank(method="average") - 0.5) / len(data) * 3).astype(int).clip(upper=2)
    data["annotate"] = (data["y"] - data.groupby(place)["y"].transform("mean")).abs().rank(ascending=False) <= FAR
    line = data.groupby(place)[["x", "y"]].mean().reset_index(drop=True)
    figure = Changes(workshop, id, indicator, Between(first, last))
    return Exhibit(
        id, "scatter", data, (indicator,),
        {"line": line, "decimals": 1, "groups": tuple(keys)},
        (*change_claims.of_thirds(figure, per_year=True), *change_claims.of_counts(figure), *change_claims.of_peaks(figure)),
        title=say("divides-convergence-title", measure=Name("short", indicator), **_span(first, last)),
        subtitle=say("divides-convergence-subtitle", unit=Name("unit", meta.unit), **_span(first, last)),
        alt=say("divides-convergence-alt", count=len(data)),
        notes=(*_straight_line(workshop, id, indicator, first, last), say("divides-convergence-note"),
               *old_data_note(workshop, [indicator], last)),
        labels={str(code): Name("economy", str(code)) for code in data["label"]}
        | keys
        | {"axis_x": say("divides-axis-level", **_span(first, last)), "axis_y": say("divides-axis-change", **_span(first, last))},
    )  # fmt: skip


def _span(first: int, last: int) -> dict[str, int]:
    return {"first": first, "last": last}


def _straight_line(workshop: Workshop, id: str, indicator: str, first: int, last: int) -> tuple[Message, ...]:
    """The slope of change on level with its interval; nothing where levels do not differ or fewer than three economies."""
    panel = may.panel_of(workshop, indicator, (first, last))
    try:
        found = beta(panel, first, last, Scale.POINTS)
    except ValueError:
        return ()
    slope = workshop.fact(f"{id}.slope", found.slope.value, "", 3, method="divide.beta", code=indicator,
                          areas=panel.economies, years=[first, last], scale="points")  # fmt: skip
    low, high, economies, fit = (
        workshop.fact(f"{id}.{key}", value, "", decimals, method="divide.beta", of=(slope,))
        for key, value, decimals in (
            ("slope_low", found.slope.low, 3), ("slope_high", found.slope.high, 3), ("economies", found.economies, 0),
            ("r_squared", found.r_squared, 2),
        )
    )  # fmt: skip
    return (say("divides-slope", slope=slope, low=low, high=high, economies=economies, fit=fit),)


def years_behind(workshop: Workshop, id: str, indicator: str, kinds: list[str], reference: str = "HIC") -> Exhibit:
    """Bars: how many years ago the reference group had the value that each group has now (S-time-distance).

    A group that the reference was beyond when its series begins has no distance: the bar would restate that year. It is
    left out and named in the note. Raises ValueError where no group can be compared at all.
    """
    figure = Behind(workshop, id, indicator, tuple(kinds), reference)
    found = figure.table()
    exact = found[found["years"].notna()]
    shown = exact if len(exact) else found[found["at_least"].notna()]
    if shown.empty:
        raise ValueError(f"{id}: no group of {', '.join(kinds)} has a time distance to {reference}")
    data = shown.assign(shown=shown["years"].fillna(shown["at_least"])).sort_values(
        "shown", ascending=False, kind="stable"
    )
    data = data.rename_axis("label").reset_index()[["label", "shown", "bound", "year", "value"]]
    data = data.set_axis(["label", "value", "highlight", "year", "level"], axis="columns")
    bounded = tuple(found.index[found["bound"]])
    ahead = tuple(
        code for code in figure.groups if code not in set(found.index[found["bound"] | found["years"].notna()])
    )
    when = int(data["year"].mode().max())
    other = data.loc[data["year"] != when].set_index("label")["year"].astype(int)
    lead = figure.series(reference)
    notes = [say("divides-behind-note"), say("weights-population")]
    if bounded:
        notes.append(say("divides-bounded", groups=Names("group", bounded), reference=Name("group", reference), drawn=int(exact.empty),
                         year=int(lead.index[0]), count=len(bounded)))  # fmt: skip
    if ahead:
        notes.append(say("divides-undefined", groups=Names("group", ahead)))
    return Exhibit(
        id, "bars", data, (indicator,), {"decimals": 1}, tuple(may.of_the_years(figure)),
        title=say("divides-behind-title", measure=Name("short", indicator), reference=Name("group", reference)),
        subtitle=say("divides-behind-subtitle", reference=Name("group", reference), year=when, others=len(other)),
        alt=say("divides-behind-alt", count=len(data)),
        notes=(*notes, *old_data_note(workshop, [indicator])),
        labels={code: Name("group", code) for code in figure.groups}
        | {str(code): say("label-with-year", name=Name("group", str(code)), year=year) for code, year in other.items()},
        sources=(workshop.indicator(POPULATION).source,),
    )  # fmt: skip
