"""Recipes that rebuild a published index from its published components, as a test of the data sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.findings.claims import Claim, Kind, try_variations
from pipeline.findings.claims.claim import claim
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Name, Names, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.workshop import POPULATION, Workshop, mean_decimals
from pipeline.methods.aggregate import arithmetic

NAMED = 6  # contradictions that the text names
REBUILT = 95.0  # per cent of values that must agree before an index is said to be rebuilt
SLACK = 1.01  # of the last printed digit: what floating point adds to it


def mean_of_parts(
    workshop: Workshop, id: str, indicator: str, components: list[str], years: list[int], tolerance: float
) -> Exhibit:
    """Histogram of residuals: a published index less the mean of its published components.

    ``tolerance`` is the last printed digit of the publisher. Only values with all components are compared. Raises
    ValueError where there is none.
    """
    observations = workshop.data.observations
    residuals = {}
    for year in years:
        parts = pd.DataFrame({code: observations.wide(code)[year] for code in components}).dropna()
        rebuilt = pd.Series(arithmetic(parts.to_numpy().T), index=parts.index)
        residuals[year] = (observations.wide(indicator)[year] - rebuilt).dropna()
    values = pd.concat(residuals, names=["TIME_PERIOD", "REF_AREA"])
    if values.empty:
        raise ValueError(f"{id}: no value of {indicator} has all its components")
    edges = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]
    counts = pd.cut((values / tolerance).clip(-3.4, 3.4), edges).value_counts(sort=False)
    data = pd.DataFrame({"left": edges[:-1], "right": edges[1:], "count": counts.to_numpy()})
    decimals = len(f"{tolerance:f}".rstrip("0").partition(".")[2])
    unit = workshop.parameter(f"{id}.tolerance", tolerance, "", decimals)
    return Exhibit(
        id, "histogram", data, (indicator, *components), {"decimals": 1},
        (
            *_agreement(workshop, id, indicator, components, values, tolerance, decimals),
            *_means(workshop, id, indicator, years[-1], decimals),
        ),
        title=say("rebuilt-title", name=Name("indicator", indicator), years=Span.of(years)), subtitle=say("rebuilt-subtitle", years=Span.of(years)),
        alt=say("rebuilt-alt"),
        notes=(say("rebuilt-parts", parts=Names("short", tuple(components))), say("rebuilt-digit", digit=unit), *old_data_note(workshop, [indicator])),
        labels={"axis_x": say("rebuilt-axis-x", digit=unit), "axis_y": say("rebuilt-axis-y")},
    )  # fmt: skip


def _agreement(
    workshop: Workshop,
    id: str,
    code: str,
    components: Sequence[str],
    values: pd.Series,
    tolerance: float,
    decimals: int,
) -> Iterator[Claim]:
    """How many values agree to the last printed digit, and where the source contradicts itself."""
    off = values[values.abs() > SLACK * tolerance]
    years = [int(year) for year in values.index.get_level_values("TIME_PERIOD").unique()]
    areas = values.index.get_level_values("REF_AREA").unique()
    pairs = workshop.fact(
        f"{id}.pairs", len(values), "", 0, method="aggregate.arithmetic", inputs=[(one, areas, years) for one in (code, *components)],
    )  # fmt: skip
    facts: Mapping[str, Fact] = {
        key: workshop.fact(f"{id}.{key}", value, "", places, method="aggregate.arithmetic", of=(pairs,))
        for key, value, places in (
            ("off", len(off), 0),
            ("agree", len(values) - len(off), 0),
            ("worst", float(values.abs().max()), decimals),
        )
    }

    def says(part: pd.Series) -> str | None:
        if part.empty:
            return None
        return "rebuilt" if 100 * float((part.abs() <= SLACK * tolerance).mean()) >= REBUILT else "not rebuilt"

    of_year = values.index.get_level_values("TIME_PERIOD")
    tried = (
        {"year-later": values[of_year > years[0]], "year-earlier": values[of_year < years[-1]]}
        if len(years) > 1
        else {}
    )
    found = says(values)
    assert found is not None
    said: dict[str, object] = {
        **facts, "pairs": pairs, "name": Name("short", code), "years": Span.of(years), "says": "yes" if found == "rebuilt" else "no",
        "all": "yes" if not len(off) and len(values) > 1 else "no",
    }  # fmt: skip
    yield claim(
        f"{id}:agree", Kind.AGREEMENT, found, say("rebuilt-agree", **said), headline=say("rebuilt-agree-headline", **said),
        facts=[pairs, *facts.values()], trials=try_variations(found, says, tried, (("rebuilt", "not rebuilt"),)), surprise=0.2,
        topic=f"rebuilt {code}",
    )  # fmt: skip
    if len(off):
        named = Listed(tuple(
            say("rebuilt-value", economy=Name("economy", str(area)), year=int(year)) for year, area in off.index[:NAMED]
        ))  # fmt: skip
        yield claim(
            f"{id}:off", Kind.AGREEMENT, "contradicts", say("rebuilt-off", named=named, more=len(off) - min(len(off), NAMED), **facts),
            facts=facts.values(), surprise=0.5, topic=f"rebuilt off {code}",
        )  # fmt: skip
    else:
        yield claim(
            f"{id}:exact", Kind.AGREEMENT, "rounding", say("rebuilt-exact", **facts), facts=facts.values(), surprise=0.1,
            topic=f"rebuilt off {code}",
        )  # fmt: skip


def _means(workshop: Workshop, id: str, code: str, year: int, decimals: int) -> Iterator[Claim]:
    """The mean of the last year with economies alike and weighted by people, over the same economies, so that no one compares
    the one of a publisher with the other of this report."""
    people = workshop.data.observations.wide(POPULATION)[workshop.population_year(year)]
    both = pd.DataFrame({"value": workshop.data.observations.wide(code)[year], "people": people}).dropna()
    if len(both) < 2 or not both["people"].sum():
        return
    population: tuple = (POPULATION, both.index, [workshop.population_year(year)])
    unit = workshop.indicator(code).unit
    if not unit.startswith("index"):  # a mean of scores of 0 to 100 is quoted with one decimal
        decimals = mean_decimals(workshop.indicator(code))
    plain = workshop.fact(
        f"{id}.mean", both["value"].mean(), unit, decimals, method="group_values.unweighted", code=code, areas=both.index, years=[year],
        year=year,
    )  # fmt: skip
    weighted = workshop.fact(
        f"{id}.mean_people", float(np.average(both["value"], weights=both["people"])), unit, decimals, method="group_values.population",
        inputs=[(code, both.index, [year]), population], year=year,
    )  # fmt: skip
    number = workshop.fact(
        f"{id}.economies", len(both), "", 0, method="count", code=code, areas=both.index, years=[year]
    )
    difference = round(weighted.value, decimals) - round(plain.value, decimals)
    says = "people" if difference > 0 else "economies" if difference < 0 else "alike"
    yield claim(
        f"{id}:means", Kind.COMPARISON, says,
        say("rebuilt-means", says=says, plain=plain, weighted=weighted, count=number, year=year), facts=[plain, weighted, number],
        surprise=0.3, topic=f"means {code} {year}",
    )  # fmt: skip
