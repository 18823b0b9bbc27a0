"""Recipes of two indicators together: how far their orders agree; they say nothing about causes."""

from __future__ import annotations

import pandas as pd

from pipeline.findings import order_claims as may
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.grouping import grouped
from pipeline.findings.messages import Message, Name, Quantity, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.order_claims import Pairing, Two
from pipeline.findings.workshop import POPULATION, Workshop

MARKED = 8  # economies farthest from the common order that are named in the picture


def relation(
    workshop: Workshop,
    id: str,
    x: str,
    y: str,
    x_log: bool = False,
    y_log: bool = False,
    groups: str = "income",
    minimum_population: float = 0,
) -> Exhibit:
    """Scatter of two indicators, each economy with its latest values of one and the same year; says nothing about causes.

    With ``minimum_population`` smaller economies are left out, of the picture and of the correlation. Raises ValueError
    where no economy has both.
    """
    positive = tuple(code for code, log in ((x, x_log), (y, y_log)) if log)
    figure = may.paired(workshop, id, x, y, minimum_population, positive)
    frame = figure.frame()
    limit = workshop.parameter(f"{id}.large", may.LARGE, "persons", 0)
    apart = figure.pairing.apart
    subtitle = say(
        "relations-subtitle", x=Name("short", x), y=Name("short", y), x_years=Span.of(frame["x_year"]),
        y_years=Span.of(frame["y_year"]), people=Quantity(minimum_population, "persons"),
        limit=int(minimum_population > 0), apart=int(apart),
    )  # fmt: skip
    return _scatter(
        figure, frame, limit.value, groups, subtitle, {"x_log": x_log, "y_log": y_log},
        {"axis_x": _axis(workshop, x, x_log), "axis_y": _axis(workshop, y, y_log)},
    )  # fmt: skip


def two_sources(workshop: Workshop, id: str, first: str, second: str, year: int) -> Exhibit:
    """Scatter of one concept from two scales or sources in one year: how far they agree.

    Raises ValueError where no economy has both in that year.
    """
    figure = Two(workshop, id, first, second, Pairing(year, year=year))
    subtitle = say("relations-one-year", x=Name("short", first), y=Name("short", second), year=year)
    labels: dict[str, object] = {"axis_x": Name("short", first), "axis_y": Name("short", second)}
    return _scatter(figure, figure.frame(), 0.0, "income", subtitle, {}, labels)


def _scatter(
    figure: Two, frame: pd.DataFrame, large: float, groups: str, subtitle: Message, options: dict[str, object], axes: dict[str, object],
) -> Exhibit:  # fmt: skip
    """The exhibit of a figure; named in the picture are the economies farthest from the common order, of so many people."""
    workshop = figure.workshop
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
    data = frame.rename_axis("label").reset_index()
    data["group"], keys = grouped(workshop, groups, data["label"])
    distance = (data["y"].rank(pct=True) - data["x"].rank(pct=True)).abs()
    populous = people.reindex(data["label"]).to_numpy() >= large
    data["annotate"] = (distance.where(populous, 0).rank(ascending=False) <= MARKED) & (distance > 0) & populous
    limit = workshop.parameter(f"{figure.id}.large", may.LARGE, "persons", 0)
    told = [code for few in may.standing_apart(figure, limit.value).values() for code in few.index]
    data["annotate"] |= data["label"].isin(told)
    codes = (figure.x, figure.y)
    return Exhibit(
        figure.id, "scatter", data, codes,
        {**options, "decimals": workshop.indicator(figure.y).decimals, "groups": tuple(keys)},
        (*may.of_the_order(figure), *may.of_those_apart(figure, limit)),
        title=say("relations-title", x=Name("short", figure.x), y=Name("short", figure.y)), subtitle=subtitle,
        alt=say("relations-alt", count=len(data)),
        notes=(say("relations-note"), *old_data_note(workshop, codes, int(min(frame["x_year"].max(), frame["y_year"].max())))),
        labels={str(code): Name("economy", str(code)) for code in data["label"]}
        | keys | axes,
    )  # fmt: skip


def _axis(workshop: Workshop, code: str, log: bool) -> Message:
    """The title of an axis: the indicator and its unit."""
    unit = Name("unit", workshop.indicator(code).unit)
    return say("relations-axis", measure=Name("short", code), unit=unit, log=int(log))
