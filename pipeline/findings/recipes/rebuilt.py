"""Recipes that rebuild a published index from its published components, as a test of the data sheets."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import economy, number, sentences, span
from pipeline.findings.workshop import Workshop, source_line
from pipeline.language import Language
from pipeline.methods.aggregate import arithmetic

NAMED = 6  # contradictions that the text names


def mean_of_parts(
    workshop: Workshop, id: str, indicator: str, components: list[str], years: list[int], tolerance: float
) -> Exhibit:
    """Histogram of residuals: a published index less the mean of its published components.

    ``tolerance`` is the last printed digit of the publisher. Only values with all components are compared.
    """
    observations = workshop.data.observations
    residuals = {}
    for year in years:
        parts = pd.DataFrame({code: observations.wide(code)[year] for code in components}).dropna()
        rebuilt = pd.Series(arithmetic(parts.to_numpy().T), index=parts.index)
        residuals[year] = (observations.wide(indicator)[year] - rebuilt).dropna()
    values = pd.concat(residuals, names=["TIME_PERIOD", "REF_AREA"])
    off = values[values.abs() > 1.01 * tolerance]
    scaled = values / tolerance
    edges = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]
    counts = pd.cut(scaled.clip(-3.4, 3.4), edges).value_counts(sort=False)
    data = pd.DataFrame({"left": edges[:-1], "right": edges[1:], "count": counts.to_numpy()})
    areas = values.index.get_level_values("REF_AREA").unique()
    decimals = len(f"{tolerance:f}".rstrip("0").partition(".")[2])
    facts = {
        "pairs": workshop.fact(
            f"{id}.pairs",
            len(values),
            "",
            0,
            method="aggregate.arithmetic",
            inputs=[(code, areas, years) for code in (indicator, *components)],
        ),
        "tolerance": workshop.parameter(f"{id}.tolerance", tolerance, "", decimals),
    }
    facts |= {
        key: workshop.fact(f"{id}.{key}", value, "", places, method="aggregate.arithmetic", of=(facts["pairs"],))
        for key, value, places in (
            ("off", len(off), 0),
            ("agree", len(values) - len(off), 0),
            ("worst", float(values.abs().max()), decimals),
        )
    }

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("indicator", indicator)
        title = t(
            "{name} can be rebuilt from its parts: {agree} of {pairs} values of {years} agree to the last printed digit",
            name=name,
            years=span(years),
            agree=number(facts["agree"], language),
            pairs=number(facts["pairs"], language),
        )
        if len(off):
            named = [
                t("{economy} ({year})", economy=economy(str(area), language), year=year)
                for year, area in off.index[:NAMED]
            ]
            if len(off) > NAMED:
                named.append(t("others"))
            ending = t(
                "{off} disagree with the published index, by up to {worst}: {named}. There the source contradicts itself, index against components; the report prints the index as published.",
                off=number(facts["off"], language),
                worst=number(facts["worst"], language),
                named=language.listing(named),
            )
        else:
            ending = t("The largest difference is {worst}, which is rounding.", worst=number(facts["worst"], language))
        parts = language.listing([language.name("short", code) for code in components])
        text = sentences([t("The index is the mean of {parts}.", parts=parts), ending], language)
        labels = {
            "axis_x": t(
                "Published less recomputed value, in units of {tolerance}; the outer bars hold all larger ones",
                tolerance=number(facts["tolerance"], language),
            ),
            "axis_y": t("Number of economies and years"),
        }
        alt = t("Histogram of residuals around zero. {summary}", summary=text)
        subtitle = t("Residuals, {years}", years=span(years))
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "histogram", data, words, (indicator, *components), {"decimals": 1})
