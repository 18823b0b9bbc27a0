"""How firm the experimental index is: choices that move its ranks, indicators it hangs on, what is worth knowing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.recipes.composite import (
    codes_used,
    composite,
    element_name,
    index_inputs,
    index_source,
    ready_index,
)
from pipeline.findings.wording import amount, number, sentences
from pipeline.findings.workshop import POPULATION, Workshop, economy_labels
from pipeline.language import Language
from pipeline.methods.index.build import build_index
from pipeline.methods.index.draws import errors
from pipeline.methods.index.whatif import changed, compare
from pipeline.methods.quality.information import information_of_mean

RESAMPLES, LEARNT = 60, 3  # draws of rank intervals, and draws of what is learnt, of the value of information


def begin(workshop: Workshop) -> None:
    """Have others begin with the value of information."""
    workshop.begin(
        "information",
        information_of_mean,
        lambda: (*_unknown(workshop), RESAMPLES, LEARNT),
        "composite",
        composite.__module__,
    )


def _unknown(workshop: Workshop) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, int]:
    """Scores of the indicators with their gaps, the errors on the same scale, the weights of the indicators, the seed."""

    def make() -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, int]:
        result = ready_index(workshop).result
        prepared = result.prepared
        indicators = list(prepared.design.tree.indicators)
        ranked = result.score.dropna().index
        values = result.scores.loc[ranked, indicators]
        treated = result.treated.loc[ranked, indicators]
        error = pd.DataFrame(
            errors(prepared.design, prepared.inputs).T, index=prepared.inputs.economies, columns=prepared.inputs.codes
        )
        span = treated.max() - treated.min()
        scaled = (error.loc[ranked, indicators] / span * (values.max() - values.min())).fillna(0.0)
        weights = result.weights.set_index("code").loc[indicators, "effective"].to_numpy(dtype=float)
        return values, scaled, weights, int(prepared.design.number("audit", "seed"))

    return workshop.watch.once("information ready", make)


def factor_name(factor: str, language: Language) -> str:
    """Printed name of an uncertain choice."""
    t = language.text
    return {
        "impute": t("Imputation"),
        "treat": t("Treatment of outliers"),
        "normalise": t("Normalisation"),
        "aggregate": t("Aggregation"),
        "weight_noise": t("Weights"),
        "leave_out": t("Leaving out one indicator"),
        "measurement_error": t("Measurement error"),
    }.get(factor, factor)


def what_moves(workshop: Workshop, id: str) -> Exhibit:
    """Dumbbells: first-order and total Sobol' indices of the uncertain choices on the mean shift of ranks."""
    found = composite(workshop)
    table = found.audit.sensitivity
    output = str(table["output"].iloc[0])
    part = table[table["output"] == output].sort_values("total", ascending=False)
    data = part.rename(columns={"factor": "label", "first": "start", "total": "end"})[
        ["label", "start", "end"]
    ].reset_index(drop=True)
    data[["start", "end"]] = 100 * data[["start", "end"]].clip(lower=0)
    top, low = data.iloc[0], data.iloc[-1]
    of = (index_inputs(workshop),)
    facts = {
        "top": workshop.fact(
            f"{id}.top", top["end"], "%", 0, method="index.sobol_indices", of=of, factor=str(top["label"])
        ),
        "low": workshop.fact(
            f"{id}.low", low["end"], "%", 0, method="index.sobol_indices", of=of, factor=str(low["label"])
        ),
        "first": workshop.fact(f"{id}.first_sum", data["start"].sum(), "%", 0, method="index.sobol_indices", of=of),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t("What moves the ranks most: {factor}", factor=factor_name(str(top["label"]), language))
        text = sentences(
            [
                t(
                    "With its interactions, {factor} accounts for {share} of the variance of the mean shift of ranks, {other} for {low}.",
                    factor=factor_name(str(top["label"]), language),
                    share=amount(facts["top"], language),
                    other=factor_name(str(low["label"]), language),
                    low=amount(facts["low"], language),
                ),
                t("Single effects add up to {first}; what is missing to 100 per cent comes from choices acting together.", first=amount(facts["first"], language)),
                t("A ranking is firmest against choices with low values."),
            ],
            language,
        )  # fmt: skip
        labels = {code: factor_name(code, language) for code in data["label"]}
        labels |= {"start": t("Alone (first order)"), "end": t("With interactions (total)")}
        alt = t("Pairs of dots, one a choice. {summary}", summary=text)
        subtitle = t("Sobol’ indices, per cent of the variance of the mean absolute shift of ranks")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "dumbbell", data, words, tuple(codes), {"decimals": 0, "start_key": "start", "end_key": "end"})


def without_one(workshop: Workshop, id: str, count: int = 14) -> Exhibit:
    """Bars: mean absolute shift of ranks when one indicator is taken out."""
    found = composite(workshop)
    table = found.audit.removed
    leaves = table[table["code"].isin(found.design.tree.indicators)].sort_values("mean_absolute_shift", ascending=False)
    data = leaves.head(count).rename(columns={"code": "label", "mean_absolute_shift": "value"})[
        ["label", "value", "largest_shift"]
    ]
    data = data.reset_index(drop=True)
    top = leaves.iloc[0]
    of = (index_inputs(workshop),)
    facts = {
        "top": workshop.fact(
            f"{id}.top", top["mean_absolute_shift"], "", 1, method="index.remove_one", of=of, element=str(top["code"])
        ),
        "largest": workshop.fact(
            f"{id}.largest", abs(leaves["largest_shift"]).max(), "", 0, method="index.remove_one", of=of
        ),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Taking out {name} moves the ranks most, by {shift} places on average",
            name=element_name(str(top["code"]), language),
            shift=number(facts["top"], language),
        )
        text = sentences(
            [
                t("The largest shift of any economy is {largest} places.", largest=amount(facts["largest"], language)),
                t("An indicator that few economies report moves ranks also because others then rest on fewer data."),
            ],
            language,
        )
        labels = {code: element_name(code, language) for code in data["label"]}
        alt = t("Bar chart of indicators. {summary}", summary=text)
        subtitle = t("Mean absolute shift of ranks when the indicator is left out")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "bars", data, words, tuple(codes), {"decimals": 1})


def what_if(workshop: Workshop, id: str, change: str, count: int = 16) -> Exhibit:
    """Slopes of ranks would cross: dumbbells of the ranks under the index and under one changed choice, largest shifts."""
    found = composite(workshop)
    other = build_index(changed(found.design, change), found.inputs)
    table = compare(found.result, other).dropna(subset=["shift"]).set_index("REF_AREA")
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1].reindex(table.index)
    large = table[people >= 1e6]
    chosen = large.loc[large["shift"].abs().sort_values(ascending=False).index[:count]].sort_values(
        "shift", ascending=False
    )
    data = (
        chosen.rename_axis("label")
        .reset_index()
        .rename(columns={"base_rank": "start", "other_rank": "end"})[["label", "start", "end", "shift"]]
    )
    of = (index_inputs(workshop),)
    facts = {
        "mean": workshop.fact(
            f"{id}.mean_shift", table["shift"].abs().mean(), "", 1, method="index.compare", of=of, change=change
        ),
        "largest": workshop.fact(
            f"{id}.largest_shift", table["shift"].abs().max(), "", 0, method="index.compare", of=of, change=change
        ),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "One choice changed, geometric for arithmetic mean: ranks move by {mean} places on average",
            mean=number(facts["mean"], language),
        )
        text = sentences(
            [
                t("The largest shift is {largest} places.", largest=amount(facts["largest"], language)),
                t(
                    "A geometric mean punishes an economy that is weak in one pillar; an arithmetic mean lets a strong pillar make up for it."
                ),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | {"start": t("Arithmetic mean"), "end": t("Geometric mean")}
        alt = t("Pairs of dots, one an economy. {summary}", summary=text)
        subtitle = t("Rank under both means (1 = highest score); economies with the largest shifts")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "dumbbell", data, words, tuple(codes), {"decimals": 0, "start_key": "start", "end_key": "end"})


def worth_knowing(
    workshop: Workshop, id: str, draws: int = LEARNT, resamples: int = RESAMPLES, count: int = 14
) -> Exhibit:
    """Bars: by how much rank intervals would narrow if one indicator were fully known (value of information)."""
    found = composite(workshop)
    gains = workshop.method("information", information_of_mean, *_unknown(workshop), resamples, draws)
    data = gains.head(count).rename(columns={"group": "label", "gain": "value"})[
        ["label", "value", "cells", "standard_error"]
    ]
    top = gains.iloc[0]
    of = (index_inputs(workshop),)
    facts = {
        "top": workshop.fact(
            f"{id}.top",
            top["gain"],
            "",
            1,
            method="quality.value_of_information",
            of=of,
            indicator=str(top["group"]),
            draws=draws,
        ),
        "width": workshop.fact(f"{id}.width", top["width"], "", 1, method="quality.value_of_information", of=of),
        "cells": workshop.fact(f"{id}.cells", top["cells"], "", 0, method="quality.value_of_information", of=of),
    }
    codes = codes_used(found)

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "Knowing {name} for every economy would narrow rank intervals most",
            name=element_name(str(top["group"]), language),
        )
        text = sentences(
            [
                t(
                    "Gaps and errors of the data alone make rank intervals {width} places wide on average; with the {cells} missing or uncertain values of {name} known, they would be {gain} places narrower.",
                    width=number(facts["width"], language),
                    cells=amount(facts["cells"], language),
                    gain=number(facts["top"], language),
                    name=element_name(str(top["group"]), language),
                ),
                t(
                    "This is a list of what to ask for first: it weighs how much is unknown against how much it matters."
                ),
            ],
            language,
        )
        labels = {code: element_name(code, language) for code in data["label"]}
        alt = t("Bar chart of indicators. {summary}", summary=text)
        subtitle = t("Expected narrowing of rank intervals, places, if all values of the indicator were known")
        return Words(title, subtitle, index_source(found, language), alt, text, labels)

    return Exhibit(id, "bars", data.reset_index(drop=True), words, tuple(codes), {"decimals": 1})
