"""Recipes of two indicators together: how far their orders agree; they say nothing about causes."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import (
    amount,
    economies,
    number,
    sentences,
    span,
)
from pipeline.findings.workshop import Workshop, economy_labels, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.change import spearman


def relation(workshop: Workshop, id: str, x: str, y: str, x_log: bool = False, groups: str = "income") -> Exhibit:
    """Scatter of two indicators' latest values, with their rank correlation; says nothing about causes."""
    across, up = workshop.indicator(x), workshop.indicator(y)
    table = pd.DataFrame(
        {"x": workshop.latest(x)["value"], "y": workshop.latest(y)["value"], "year": workshop.latest(y)["year"]}
    ).dropna()
    if x_log:
        table = table[table["x"] > 0]
    member = {code: group.code for group in workshop.groups(groups) for code in group.members}
    rho, pairs = spearman(table["x"], table["y"])
    data = table.rename_axis("label").reset_index()
    data["group"] = data["label"].map(member)
    data = data.dropna(subset=["group"]).reset_index(drop=True)
    # Marked: the economies farthest from the common order, which a reader will look for.
    distance = (data["y"].rank(pct=True) - data["x"].rank(pct=True)).abs()
    people = workshop.data.observations.wide("SP.POP.TOTL").iloc[:, -1]
    large = people.reindex(data["label"]).to_numpy() > 2e7
    data["annotate"] = distance.where(large, 0).rank(ascending=False) <= 8
    above = data.loc[(data["y"].rank(pct=True) - data["x"].rank(pct=True)).where(large, 0).nlargest(2).index, "label"]
    below = data.loc[(data["x"].rank(pct=True) - data["y"].rank(pct=True)).where(large, 0).nlargest(2).index, "label"]
    facts = {
        "rho": workshop.fact(f"{id}.spearman", rho, "", 2, method="change.spearman", x=x, y=y),
        "pairs": workshop.fact(f"{id}.pairs", pairs, "", 0, method="count", x=x, y=y),
    }

    def words(language: Language) -> Words:
        t = language.text
        strength = facts["rho"].value
        names = {"x": language.name("short", x), "y": language.name("short", y)}
        if strength >= 0.7:
            title = t("{y} and {x} go closely together", **names)
        elif strength >= 0.4:
            title = t("{y} and {x} go together, with wide scatter", **names)
        elif strength <= -0.4:
            title = t("{y} is lower where {x} is higher", **names)
        else:
            title = t("{y} and {x} have little to do with each other", **names)
        text = sentences(
            [
                t(
                    "Over {pairs} economies the rank correlation is {rho}.",
                    pairs=amount(facts["pairs"], language),
                    rho=number(facts["rho"], language),
                ),
                t(
                    "Among large economies, {economies} have a higher place in {y} than in {x};",
                    economies=economies(above, language),
                    **names,
                ),
                t("{economies} have a lower one.", economies=economies(below, language)),
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
            "axis_y": t("{name} ({unit})", name=names["y"], unit=units["y"]),
        }
        subtitle = t("Latest values of economies, {years}", years=span(data["year"]))
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
        {"x_log": x_log, "decimals": up.decimals, "groups": tuple(g.code for g in workshop.groups(groups))},
    )


def two_sources(workshop: Workshop, id: str, first: str, second: str, year: int) -> Exhibit:
    """Scatter of one concept from two scales or sources in one year: how far they agree."""
    observations = workshop.data.observations
    table = pd.DataFrame({"x": observations.wide(first)[year], "y": observations.wide(second)[year]}).dropna()
    member = {code: group.code for group in workshop.groups("income") for code in group.members}
    data = (
        table.rename_axis("label").reset_index().assign(group=lambda d: d["label"].map(member)).dropna(subset=["group"])
    )
    data["annotate"] = (data["x"].rank(pct=True) - data["y"].rank(pct=True)).abs().rank(ascending=False) <= 6
    rho = float(table.rank().corr().iloc[0, 1])
    facts = {
        "rho": workshop.fact(f"{id}.spearman", rho, "", 2, method="change.spearman", x=first, y=second, year=year),
        "pairs": workshop.fact(f"{id}.pairs", len(table), "", 0, method="count", year=year),
    }

    def words(language: Language) -> Words:
        t = language.text
        names = {"x": language.name("short", first), "y": language.name("short", second)}
        title = t("{x} and {y}: a rank correlation of {rho}", rho=number(facts["rho"], language), **names)
        text = sentences(
            [
                t(
                    "Over {pairs} economies in {year} the two orders agree to {rho} (1 = the same order).",
                    pairs=amount(facts["pairs"], language),
                    year=year,
                    rho=number(facts["rho"], language),
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
