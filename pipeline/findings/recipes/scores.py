"""Recipes of data quality in one picture: dimensions by indicator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import amount, sentences
from pipeline.findings.workshop import WORLD, Workshop, source_line
from pipeline.language import Language
from pipeline.methods.quality.profile import profile
from pipeline.methods.quality.score import quality_card
from pipeline.methods.quality.tolerance import revision_tolerance
from pipeline.model.addresses import column_letter
from pipeline.model.observations import Observations

DIMENSIONS = ("accuracy", "timeliness", "completeness", "metadata", "licence", "score")


def _block(observations: Observations, code: str) -> str:
    """The range of the values of an indicator, as ``workbook › sheet!C2:Z219``: its quality is that of the whole sheet."""
    rows, meta = observations.of(code), observations.indicators[code]
    left, right = (column_letter(int(end)) for end in (rows["COLUMN"].min(), rows["COLUMN"].max()))
    return f"{meta.workbook} › {meta.sheet}!{left}{int(rows['ROW'].min())}:{right}{int(rows['ROW'].max())}"


def card_of(workshop: Workshop, code: str) -> pd.DataFrame:
    """Quality card of an indicator over the window of the edition (methods.quality.score.quality_card)."""

    tolerance = revision_tolerance(workshop.indicator(code))

    def make() -> pd.DataFrame:
        members = list(workshop.data.groups[WORLD].members)
        observations = workshop.data.observations
        earlier = next((book.wide(code) for book in workshop.data.vintages.values() if code in book.indicators), None)
        window = (workshop.edition.year - workshop.edition.oldest_latest, workshop.edition.year)
        found = profile(observations.of(code), members, window, earlier, tolerance)
        return quality_card(workshop.indicator(code), found)

    return workshop.once(f"quality.{code}.{tolerance}", make)


def dimension_names(language: Language) -> dict[str, str]:
    """Printed names of the quality dimensions."""
    t = language.text
    return {
        "accuracy": t("Stable against revision"),
        "timeliness": t("Timely"),
        "completeness": t("Complete"),
        "metadata": t("Described"),
        "licence": t("Licence stated"),
        "score": t("Mean"),
    }


def quality(workshop: Workshop, id: str, indicators: list[str]) -> Exhibit:
    """Heat map: quality dimensions (0-100) by indicator."""
    rows = []
    roots: dict[str, list[str]] = {}
    for code in indicators:
        observations = workshop.data.observations
        book = next((book for book in workshop.data.vintages.values() if code in book.indicators), None)
        card = card_of(workshop, code)
        rows += [(code, name, 100 * card.loc[name, "value"]) for name in DIMENSIONS]
        roots[code] = [_block(observations, code)] + ([_block(book, code)] if book else [])
    data = pd.DataFrame(rows, columns=["row", "column", "value"])
    table = data.pivot(index="row", columns="column", values="value").reindex(indicators)
    order = table["score"].sort_values(ascending=False)
    best, worst = str(order.index[0]), str(order.index[-1])
    weakest = str(table[list(DIMENSIONS[:-1])].mean().idxmin())
    data["row"] = pd.Categorical(data["row"], categories=list(order.index))
    data = data.sort_values("row", kind="stable").astype({"row": str}).reset_index(drop=True)
    facts = {
        "best": workshop.fact(f"{id}.best", order.iloc[0], "", 0, method="quality.quality_card", cells=roots[best], indicator=best),
        "worst": workshop.fact(f"{id}.worst", order.iloc[-1], "", 0, method="quality.quality_card", cells=roots[worst], indicator=worst),
        "weakest": workshop.fact(f"{id}.weakest", float(np.nanmean(table[weakest])), "", 0, method="quality.quality_card", cells=[cell for part in roots.values() for cell in part], dimension=weakest),
    }  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        names = dimension_names(language)
        title = t("Quality of headline indicators: the weakest dimension is “{dimension}”", dimension=names[weakest])
        text = sentences(
            [
                t(
                    "The mean over dimensions is highest for {best} ({best_value} of 100) and lowest for {worst} ({worst_value}).",
                    best=language.name("short", best),
                    worst=language.name("short", worst),
                    best_value=amount(facts["best"], language),
                    worst_value=amount(facts["worst"], language),
                ),
                t(
                    "Over all indicators shown, “{dimension}” scores lowest, with {value} on average.",
                    dimension=names[weakest],
                    value=amount(facts["weakest"], language),
                ),
                t("Stability can be judged only where two releases are at hand; elsewhere its cell is empty and the mean is that of the other dimensions. The formulas stand in the chapter on methods."),
            ],
            language,
        )  # fmt: skip
        labels = {code: language.name("short", code) for code in indicators} | names | {"no_data": t("Not assessed")}
        alt = t("Heat map of indicators by quality dimension. {summary}", summary=text)
        subtitle = t("Scores from 0 to 100 by dimension of the National Quality Assurance Framework as applied here")
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    options = {"vmin": 0, "vmax": 100, "decimals": 0, "show_values": True, "ramp": "sequential"}
    return Exhibit(id, "heatmap", data, words, tuple(indicators), options)
