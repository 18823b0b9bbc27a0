"""Recipes of totals over economies: how they grow, how concentrated they are, who has a surplus."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import (
    amount,
    economies,
    economy,
    movement,
    sentences,
    span,
)
from pipeline.findings.workshop import WORLD, Workshop, economy_labels, source_line
from pipeline.language import Language
from pipeline.methods.change import concentration, gap, growth_rate


def world_total(workshop: Workshop, id: str, indicators: list[str], first: int) -> Exhibit:
    """Lines: totals of reporting economies, in billion US dollars, several indicators."""
    rows = []
    for code in indicators:
        meta = workshop.indicator(code)
        values = workshop.group_values(code, WORLD, "sum")
        factor = {"million US dollars": 1e-3, "US dollars": 1e-9}[meta.unit]
        values = values[values.index >= first]
        rows += [
            (code, year, value * factor, int(n))
            for year, value, n in zip(values.index, values["value"], values["economies"], strict=True)
        ]
    data = pd.DataFrame(rows, columns=["series", "x", "y", "economies"])
    lead = indicators[0]
    line = data[(data["series"] == lead)].dropna(subset=["y"])
    start, end = line.iloc[0], line.iloc[-1]
    years = int(end["x"] - start["x"])
    facts = {
        "start": workshop.fact(
            f"{id}.start",
            start["y"] * 1e9,
            "US dollars",
            0,
            method="group_values.sum",
            indicator=lead,
            year=int(start["x"]),
        ),
        "end": workshop.fact(
            f"{id}.end", end["y"] * 1e9, "US dollars", 0, method="group_values.sum", indicator=lead, year=int(end["x"])
        ),
        "growth": workshop.fact(
            f"{id}.growth",
            growth_rate(start["y"], end["y"], years),
            "%",
            1,
            method="change.growth_rate",
            indicator=lead,
        ),
        "reporters": workshop.fact(
            f"{id}.reporters", end["economies"], "", 0, method="count", indicator=lead, year=int(end["x"])
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "name": language.name("short", lead),
            "start": amount(facts["start"], language),
            "end": amount(facts["end"], language),
            "first": int(start["x"]),
            "last": int(end["x"]),
        }
        change = movement(facts["start"], facts["end"], language)
        title = t("{name}: from {start} in {first} to {end} in {last}", **values)
        growth = t("That is {rate} a year on average, in current dollars.", rate=amount(facts["growth"], language))
        text = sentences(
            [
                t("{name} of the reporting economies rose from {start} in {first} to {end} in {last}.", **values)
                if change == "up"
                else t("{name} of the reporting economies fell from {start} in {first} to {end} in {last}.", **values)
                if change == "down"
                else t("{name} of the reporting economies: {end} in both {first} and {last}.", **values),
                growth,
                t(
                    "In the last year {count} economies report; years in which reporting economies hold less than the required share of population are left blank.",
                    count=amount(facts["reporters"], language),
                ),
            ],
            language,
        )
        labels = {code: language.name("short", code) for code in indicators}
        alt = t("Line chart of totals in billion dollars. {summary}", summary=text)
        subtitle = t(
            "Billion current US dollars, sums of reporting economies, {years}",
            years=span([first, int(data["x"].max())]),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    return Exhibit(id, "lines", data, words, tuple(indicators), {"decimals": 0, "y_from_zero": True})


def concentrated(workshop: Workshop, id: str, indicator: str, years: list[int]) -> Exhibit:
    """Lorenz curves: how the total over economies is shared out in two years, with the number that make up half."""
    meta = workshop.indicator(indicator)
    wide = workshop.data.observations.wide(indicator)
    rows: list[tuple[str, float, float]] = []
    facts: dict[tuple[int, object], Fact] = {}
    for year in years:
        values = wide[year].dropna().sort_values()
        share = values.cumsum() / values.sum()
        rows += [(str(year), 0.0, 0.0)]
        rows += [(str(year), 100 * (i + 1) / len(values), 100 * v) for i, v in enumerate(share)]
        for part, number_of in concentration(values, (0.5, 0.9)).items():
            facts[year, part] = workshop.fact(
                f"{id}.{int(100 * part)}.{year}",
                number_of,
                "",
                0,
                method="change.concentration",
                code=indicator,
                areas=values.index,
                years=[year],
            )
        facts[year, "n"] = workshop.fact(
            f"{id}.economies.{year}", len(values), "", 0, method="count", indicator=indicator
        )
        top = values.index[::-1][:5]
        facts[year, "top5"] = workshop.fact(
            f"{id}.top5.{year}",
            100 * values[top].sum() / values.sum(),
            "%",
            1,
            method="share of five largest",
            code=indicator,
            areas=top,
            years=[year],
        )
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    first, last = years[0], years[-1]
    leaders = wide[last].dropna().sort_values(ascending=False).index[:5]

    def words(language: Language) -> Words:
        t = language.text
        # One number agrees with the verb, the other is printed beside it.
        title = language.plural(
            "{name}: {count} of {total} economies makes up half of the total",
            "{name}: {count} of {total} economies make up half of the total",
            int(facts[last, 0.5].value),
            name=language.name("indicator", indicator),
            total=amount(facts[last, "n"], language),
        )
        now, then = facts[last, "top5"], facts[first, "top5"]
        values = {"now": amount(now, language), "then": amount(then, language), "first": first, "last": last}
        moved = movement(then, now, language)
        if moved == "up":
            trend = t(
                "The five largest held {then} of the total in {first} and {now} in {last}: by this measure it became more concentrated.",
                **values,
            )
        elif moved == "down":
            trend = t(
                "The five largest held {then} of the total in {first} and {now} in {last}: by this measure it became less concentrated.",
                **values,
            )
        else:
            trend = t("The five largest held {now} of the total in both {first} and {last}.", **values)
        text = sentences(
            [
                t(
                    "The five largest economies in {last} are {economies}.",
                    last=last,
                    economies=economies(leaders, language),
                ),
                trend,
                t("Nine tenths of the total come from {count} economies.", count=amount(facts[last, 0.9], language)),
                t("The totals are those of reporting economies, whose number changes from year to year."),
            ],
            language,
        )
        labels = {
            "axis_x": t("Cumulated share of economies, from the smallest (per cent)"),
            "axis_y": t("Cumulated share of the total (per cent)"),
            "equality": t("Equal shares"),
        }
        alt = t(
            "Lorenz curves for {first} and {last} far below the diagonal of equal shares. {summary}",
            first=first,
            last=last,
            summary=text,
        )
        subtitle = t(
            "{unit}, {years}",
            unit=language.name("unit", meta.unit),
            years=t("{first} and {last}", first=first, last=last),
        )
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "lorenz", data, words, (indicator,), {"decimals": 0})


def balance(workshop: Workshop, id: str, exports: str, imports: str, year: int, count: int = 7) -> Exhibit:
    """Bars: the largest surpluses and deficits, exports less imports of one year."""
    meta = workshop.indicator(exports)
    observations = workshop.data.observations
    table = gap(observations.wide(exports)[year], observations.wide(imports)[year]).sort_values(
        "difference", ascending=False
    )
    plus, minus = table[table["difference"] > 0], table[table["difference"] < 0]
    shown = pd.concat([plus.head(count), minus.tail(count)])
    scale = 1_000.0  # million to billion US dollars, so that the axis has short numbers
    data = shown.rename_axis("label").reset_index().assign(value=lambda d: d["difference"] / scale)[["label", "value"]]
    data["highlight"] = data["value"] > 0

    def fact(key: str, area: str) -> Fact:
        return workshop.fact(
            f"{id}.{key}",
            abs(table.loc[area, "difference"]),
            meta.unit,
            0,
            method="change.gap",
            code=exports,
            areas=[area],
            years=[year],
            imports=imports,
        )

    if plus.empty or minus.empty:
        raise ValueError(f"{id}: no economy with a {'surplus' if plus.empty else 'deficit'} in {year}")
    facts = {
        "surplus": fact("largest_surplus", table.index[0]),
        "deficit": fact("largest_deficit", table.index[-1]),
        "economies": workshop.fact(f"{id}.economies", len(table), "", 0, method="count", indicator=exports, year=year),
        "plus": workshop.fact(f"{id}.with_surplus", len(plus), "", 0, method="count", indicator=exports, year=year),
        "minus": workshop.fact(f"{id}.with_deficit", len(minus), "", 0, method="count", indicator=exports, year=year),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{minus} of {count} economies import more digitally deliverable services than they export",
            minus=amount(facts["minus"], language),
            count=amount(facts["economies"], language),
        )
        text = sentences(
            [
                t(
                    "The largest surplus in {year} is that of {economy}, {value}.",
                    year=year,
                    economy=economy(table.index[0], language),
                    value=amount(facts["surplus"], language),
                ),
                t(
                    "The largest deficit is that of {economy}, {value}.",
                    economy=economy(table.index[-1], language),
                    value=amount(facts["deficit"], language),
                ),
                t("{count} economies have a surplus.", count=amount(facts["plus"], language)),
                t("Exports and imports are as each economy reports them; mirror figures can differ."),
            ],
            language,
        )
        labels = economy_labels(data["label"], language)
        alt = t("Bars to the right for surpluses and to the left for deficits. {summary}", summary=text)
        subtitle = t("Exports less imports, billion US dollars, {year}; the largest surpluses and deficits", year=year)
        return Words(title, subtitle, source_line(workshop, [exports, imports], language), alt, text, labels)

    return Exhibit(id, "bars", data, words, (exports, imports), {"decimals": 1})
