"""Recipes of two indicators together: how far their orders agree; they say nothing about causes."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import (
    amount,
    economies,
    number,
    quantity,
    sentences,
    span,
)
from pipeline.findings.workshop import POPULATION, Input, Workshop, economy_labels, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.change import spearman

LARGE = 2e7  # people from which an economy is named as far from the common order


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
    """Scatter of two indicators' latest values, with their rank correlation; says nothing about causes.

    With ``minimum_population`` smaller economies are left out, of the picture and of the correlation.
    """
    across, up = workshop.indicator(x), workshop.indicator(y)
    table = pd.DataFrame(
        {
            "x": workshop.latest(x)["value"],
            "y": workshop.latest(y)["value"],
            "year": workshop.latest(y)["year"],
            "x_year": workshop.latest(x)["year"],
        }
    ).dropna()
    people = workshop.data.observations.wide(POPULATION).iloc[:, -1]
    if minimum_population:
        table = table[people.reindex(table.index) >= minimum_population]
    if x_log:
        table = table[table["x"] > 0]
    if y_log:
        table = table[table["y"] > 0]
    member = workshop.member_of(groups)
    rho, pairs = spearman(table["x"], table["y"])
    data = table.rename_axis("label").reset_index()
    data["group"] = data["label"].map(member)
    data = data.dropna(subset=["group"]).reset_index(drop=True)
    limit = workshop.parameter(f"{id}.large", LARGE, "persons", 0)
    # Marked: the economies farthest from the common order, which a reader will look for.
    distance = (data["y"].rank(pct=True) - data["x"].rank(pct=True)).abs()
    large = people.reindex(data["label"]).to_numpy() > LARGE
    data["annotate"] = distance.where(large, 0).rank(ascending=False) <= 8
    lead = (data["y"].rank(pct=True) - data["x"].rank(pct=True))[large]
    above = data.loc[lead[lead > 0].nlargest(2).index, "label"]
    below = data.loc[lead[lead < 0].nsmallest(2).index, "label"]
    facts = {
        key: workshop.fact(
            f"{id}.{name}",
            value,
            "",
            decimals,
            method=method,
            inputs=[(x, table["x_year"]), (y, table["year"])],
            x=x,
            y=y,
        )
        for key, name, value, decimals, method in (
            ("rho", "spearman", rho, 2, "change.spearman"),
            ("pairs", "pairs", pairs, 0, "count"),
        )
    }

    def words(language: Language) -> Words:
        t = language.text
        names = {"x": language.name("short", x), "y": language.name("short", y)}
        title = t(
            "{y} and {x}: a rank correlation of {rho} over {pairs} economies",
            rho=number(facts["rho"], language),
            pairs=amount(facts["pairs"], language),
            **names,
        )
        text = sentences(
            [
                t(
                    "Among economies with more than {people} people, {higher} have a higher place in {y} than in {x}, {lower} a lower one.",
                    people=amount(limit, language),
                    higher=economies(above, language),
                    lower=economies(below, language),
                    **names,
                )
                if len(above) and len(below)
                else "",
                t("A correlation is no statement about causes."),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | group_labels(workshop.groups(groups), language)
        units = {"x": language.name("unit", across.unit), "y": language.name("unit", up.unit)}
        labels |= {
            "axis_x": t("{name} ({unit}, log scale)", name=names["x"], unit=units["x"])
            if x_log
            else t("{name} ({unit})", name=names["x"], unit=units["x"]),
            "axis_y": t("{name} ({unit}, log scale)", name=names["y"], unit=units["y"])
            if y_log
            else t("{name} ({unit})", name=names["y"], unit=units["y"]),
        }
        values = {**names, "y_years": span(data["year"]), "x_years": span(data["x_year"])}
        subtitle = (
            t(
                "Latest values: {y} of {y_years}, {x} of {x_years}; economies with {people} people or more",
                people=quantity(minimum_population, "persons", 0, language),
                **values,
            )
            if minimum_population
            else t("Latest values: {y} of {y_years}, {x} of {x_years}", **values)
        )
        alt = t(
            "Scatter of {pairs} economies by income group. {summary}",
            pairs=amount(facts["pairs"], language),
            summary=text,
        )
        return Words(title, subtitle, source_line(workshop, [x, y], language), alt, text, labels)

    return Exhibit(
        id,
        "scatter",
        data,
        words,
        (x, y),
        {
            "x_log": x_log,
            "y_log": y_log,
            "decimals": up.decimals,
            "groups": tuple(g.code for g in workshop.groups(groups)),
        },
    )


def two_sources(workshop: Workshop, id: str, first: str, second: str, year: int) -> Exhibit:
    """Scatter of one concept from two scales or sources in one year: how far they agree."""
    observations = workshop.data.observations
    table = pd.DataFrame({"x": observations.wide(first)[year], "y": observations.wide(second)[year]}).dropna()
    member = workshop.member_of("income")
    data = (
        table.rename_axis("label").reset_index().assign(group=lambda d: d["label"].map(member)).dropna(subset=["group"])
    )
    data["annotate"] = (data["x"].rank(pct=True) - data["y"].rank(pct=True)).abs().rank(ascending=False) <= 6
    rho = float(table.rank().corr().iloc[0, 1])
    seen: list[Input] = [(code, table.index, [year]) for code in (first, second)]
    facts = {
        "rho": workshop.fact(f"{id}.spearman", rho, "", 2, method="change.spearman", inputs=seen, year=year),
        "pairs": workshop.fact(f"{id}.pairs", len(table), "", 0, method="count", inputs=seen, year=year),
    }

    def words(language: Language) -> Words:
        t = language.text
        names = {"x": language.name("short", first), "y": language.name("short", second)}
        title = t(
            "{x} and {y}: a rank correlation of {rho} in {year}", rho=number(facts["rho"], language), year=year, **names
        )
        text = sentences(
            [
                t(
                    "The correlation is taken over {pairs} economies; 1 would be the same order.",
                    pairs=amount(facts["pairs"], language),
                ),
                t("Marked are the economies on which the two differ most."),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | group_labels(workshop.groups("income"), language)
        labels |= {"axis_x": names["x"], "axis_y": names["y"]}
        alt = t("Scatter of {pairs} economies. {summary}", pairs=amount(facts["pairs"], language), summary=text)
        return Words(
            title,
            t("Values of economies, {year}", year=year),
            source_line(workshop, [first, second], language),
            alt,
            text,
            labels,
        )

    decimals = workshop.indicator(second).decimals
    return Exhibit(
        id,
        "scatter",
        data.reset_index(drop=True),
        words,
        (first, second),
        {"decimals": decimals, "groups": tuple(g.code for g in workshop.groups("income"))},
    )
