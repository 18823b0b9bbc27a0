"""Recipes of classes: economies on a map, and how many stand in each class of a scheme."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pipeline.findings import class_claims as may
from pipeline.findings import economy_claims
from pipeline.findings.class_claims import Counted, Mapped, class_bounds, class_label, classify
from pipeline.findings.economy_claims import Economies
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.messages import Message, Name, Span, say
from pipeline.findings.moments import latest
from pipeline.findings.notes import old_data_note
from pipeline.findings.recipes import levels
from pipeline.findings.workshop import Workshop

DECIMALS = 2  # of the bounds of a scheme
FIFTHS = 5


def world_map(workshop: Workshop, id: str, indicator: str, scheme: str = "", until: int | None = None) -> Exhibit:
    """Map of the latest values, in the classes of a published scheme or in five classes of equal numbers.

    Where fewer than half of the inhabited economies have a value a map would show holes: then the economies are drawn as
    dots within their regions (levels.distribution).
    """
    meta = workshop.indicator(indicator)
    figure = Economies(workshop, id, indicator, latest(workshop, until=until))
    frame = figure.frame()
    if 2 * len(frame) < len(workshop.populated()):
        return levels.distribution(workshop, id, indicator, may.REGIONS)
    classes = class_bounds(workshop, scheme, frame["value"], meta.decimals)
    mapped = Mapped(figure, scheme, classes)
    frame = frame.sort_index()
    data = pd.DataFrame(
        {
            "REF_AREA": frame.index,
            "value": frame["value"].to_numpy(),
            "year": frame["year"].to_numpy(),
            "class": [classes.codes[place] for place in classify(frame["value"].to_numpy(), classes)],
        }
    )
    figure.fact("median", float(frame["value"].median()), frame, "median")
    equal = () if scheme or len(classes.codes) < FIFTHS else (say("maps-fifths"),)
    options = {
        "outlines": workshop.data.outlines,
        "points": workshop.map_points(),
        "classes": classes.codes,
        "decimals": meta.decimals,
    }
    return Exhibit(
        id, "choropleth", data, (indicator,), options,
        (*may.of_the_lower_half(mapped), *may.of_the_ends(mapped), *may.of_the_place(mapped), *economy_claims.of_tenths(figure)),
        title=say("maps-title", measure=figure.measure),
        subtitle=say("maps-subtitle", unit=Name("unit", meta.unit), years=Span.of(data["year"])),
        alt=say("maps-alt", count=len(classes.codes)),
        notes=(may.missing(mapped), *equal, *economy_claims.stale(figure),
               *old_data_note(workshop, [indicator], int(data["year"].max())), say("maps-outlines")),
        labels={code: class_label(scheme, classes, place, meta.decimals) for place, code in enumerate(classes.codes)}
        | {"no_data": say("label-no-data")},
    )  # fmt: skip


def class_shares(workshop: Workshop, id: str, indicator: str, scheme: str, years: list[int]) -> Exhibit:
    """Stacked bars: number of economies in each class of a published scheme, by year.

    Equal steps of the axis are equal periods: a year without a survey has an empty bar.
    """
    wide = workshop.data.observations.wide(indicator)
    classes = class_bounds(workshop, scheme, wide.stack(), DECIMALS)
    counted = Counted(workshop, id, indicator, scheme, tuple(years), classes)
    table = counted.table()
    step = math.gcd(*np.diff(years).tolist()) if len(years) > 1 else 1
    rows = [
        (str(year), code, float(table.loc[code, year]) if year in table else np.nan, int(table[year].sum()) if year in table else 0)
        for year in range(years[0], years[-1] + 1, step)
        for code in classes.codes
    ]  # fmt: skip
    data = pd.DataFrame(rows, columns=["bar", "segment", "value", "economies"])
    return Exhibit(
        id, "stacked_bars", data, (indicator,),
        {"segments": classes.codes, "share": False, "horizontal": True, "ramp": "sequential", "decimals": 0},
        tuple(may.of_the_courses(counted)),
        title=say("maps-classes-title", measure=Name("short", indicator)),
        subtitle=say("maps-classes-subtitle", years=Span.of(years)),
        alt=say("maps-classes-alt", bars=data["bar"].nunique(), count=len(classes.codes)),
        notes=(say("maps-classes-note"), *_partial(counted, wide), *old_data_note(workshop, [indicator], years[-1])),
        labels={code: class_label(scheme, classes, place, DECIMALS) for place, code in enumerate(classes.codes)}
        | {"no_data": say("label-no-data")} | {bar: bar for bar in data["bar"]},
    )  # fmt: skip


def _partial(counted: Counted, wide: pd.DataFrame) -> tuple[Message, ...]:
    """Which years between the first and the last are left out, and for how many economies the sheets hold them."""
    first, last = counted.years[0], counted.years[-1]
    found = []
    for year, number in wide.notna().sum().items():
        if first < int(year) < last and int(year) not in counted.years and number:
            fact = counted.workshop.fact(f"{counted.id}.partial.{year}", number, "", 0, method="count", code=counted.code,
                                         areas=wide.index, years=[int(year)])  # fmt: skip
            found.append(say("maps-partial", year=int(year), count=fact))
    return tuple(found)
