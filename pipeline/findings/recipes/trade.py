"""Recipes of totals over economies: how they grow, how concentrated they are, who has a surplus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline.findings.comparison import matched_means
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
    begin, stop = int(start["x"]), int(end["x"])
    everyone = workshop.data.groups[WORLD].members
    # Growth is that of the economies that report both years: the number of reporters changes.
    then, now, same = matched_means(workshop, lead, WORLD, begin, stop, "sum")
    dollars = {"million US dollars": 1e6, "US dollars": 1.0}[workshop.indicator(lead).unit]

    def total(key: str, value: float, year: int, areas: Iterable[str]) -> Fact:
        return workshop.fact(
            f"{id}.{key}",
            value,
            "US dollars",
            0,
            method="group_values.sum",
            code=lead,
            areas=areas,
            years=[year],
            year=year,
        )

    facts = {
        "start": total("start", start["y"] * 1e9, begin, everyone),
        "end": total("end", end["y"] * 1e9, stop, everyone),
        "same_start": total("matched_start", then * dollars, begin, same),
        "same_end": total("matched_end", now * dollars, stop, same),
    }
    ends = (facts["same_start"], facts["same_end"])
    facts["growth"] = workshop.fact(
        f"{id}.growth", growth_rate(then, now, years), "%", 1, method="change.growth_rate", of=ends
    )
    for key, number_of, method, source in (
        ("reporters", end["economies"], "count", facts["end"]),
        ("reporters_first", start["economies"], "count", facts["start"]),
        ("matched", len(same), "count of economies with both years", facts["same_end"]),
    ):
        facts[key] = workshop.fact(f"{id}.{key}", number_of, "", 0, method=method, of=(source,), year=stop)

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "name": language.name("short", lead),
            "start": amount(facts["same_start"], language),
            "end": amount(facts["same_end"], language),
            "total": amount(facts["end"], language),
            "count": amount(facts["reporters"], language),
            "before": amount(facts["reporters_first"], language),
            "same": amount(facts["matched"], language),
            "first": begin,
            "last": stop,
        }
        change = movement(*ends, language)
        title = t("{name}: {total} in {last}, exported by {count} reporting economies", **values)
        growth = t("That is {rate} a year on average, in current dollars.", rate=amount(facts["growth"], language))
        text = sentences(
            [
                t(
                    "{name} of the {same} economies that report both years rose from {start} in {first} to {end} in {last}.",
                    **values,
                )
                if change == "up"
                else t(
                    "{name} of the {same} economies that report both years fell from {start} in {first} to {end} in {last}.",
                    **values,
                )
                if change == "down"
                else t(
                    "{name} of the {same} economies that report both years: {end} in both {first} and {last}.", **values
                ),
                growth,
                t(
                    "The line sums all that report, {before} economies in {first} and {count} in {last}, so that its course also shows who reports.",
                    **values,
                ),
            ],
            language,
        )
        labels = {code: language.name("short", code) for code in indicators}
        alt = t("Line chart of totals in billion dollars. {summary}", summary=text)
        subtitle = t(
            "Billion current US dollars, sums of reporting economies, {years}",
            years=span(data.dropna(subset=["y"])["x"]),
        )
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    return Exhibit(id, "lines", data, words, tuple(indicators), {"decimals": 0, "y_from_zero": True})


def concentrated(workshop: Workshop, id: str, indicator: str, years: list[int]) -> Exhibit:
    """Lorenz curves: how the total over economies is shared out in two years, with the number that make up half."""
    wide = workshop.data.observations.wide(indicator)
    rows: list[tuple[str, float, float]] = []
    facts: dict[tuple[int, object], Fact] = {}
    same = wide.index[wide[years].notna().all(axis=1)]
    compared = workshop.fact(
        f"{id}.matched",
        len(same),
        "",
        0,
        method="count of economies with both years",
        code=indicator,
        areas=same,
        years=years,
    )
    for year in years:
        matched = wide.loc[same, year].sort_values()
        share = matched.cumsum() / matched.sum()
        rows += [(str(year), 0.0, 0.0)]
        rows += [(str(year), 100 * (i + 1) / len(matched), 100 * v) for i, v in enumerate(share)]
        values = wide[year].dropna().sort_values()
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
                year=year,
            )
        facts[year, "n"] = workshop.fact(
            f"{id}.economies.{year}",
            len(values),
            "",
            0,
            method="count",
            code=indicator,
            areas=values.index,
            years=[year],
            year=year,
        )
        facts[year, "top5"] = workshop.fact(
            f"{id}.top5.{year}",
            100 * matched.iloc[::-1][:5].sum() / matched.sum(),
            "%",
            1,
            method="share of five largest, economies with both years",
            code=indicator,
            areas=same,
            years=[year],
            year=year,
        )
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    first, last = years[0], years[-1]
    leaders = wide[last].dropna().sort_values(ascending=False).index[:5]

    def words(language: Language) -> Words:
        t = language.text
        # One number agrees with the verb, the other is printed beside it.
        title = language.plural(
            "{name}, {year}: {count} of {total} economies makes up half of the total",
            "{name}, {year}: {count} of {total} economies make up half of the total",
            int(facts[last, 0.5].value),
            year=last,
            name=language.name("indicator", indicator),
            total=amount(facts[last, "n"], language),
        )
        now, then = facts[last, "top5"], facts[first, "top5"]
        values = {
            "now": amount(now, language),
            "then": amount(then, language),
            "first": first,
            "last": last,
            "count": amount(compared, language),
        }
        moved = movement(then, now, language)
        if moved == "up":
            trend = t(
                "Of the total of the {count} economies with values in both years, the five largest held {then} in {first} and {now} in {last}: by this measure it became more concentrated.",
                **values,
            )
        elif moved == "down":
            trend = t(
                "Of the total of the {count} economies with values in both years, the five largest held {then} in {first} and {now} in {last}: by this measure it became less concentrated.",
                **values,
            )
        else:
            trend = t(
                "Of the total of the {count} economies with values in both years, the five largest held {now} in both {first} and {last}.",
                **values,
            )
        text = sentences(
            [
                t(
                    "The five largest economies in {last} are {economies}.",
                    last=last,
                    economies=economies(leaders, language),
                ),
                trend,
                t("Nine tenths of the total come from {count} economies.", count=amount(facts[last, 0.9], language)),
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
            "Cumulated shares, per cent, of {count} economies with values in both {first} and {last}",
            count=amount(compared, language),
            first=first,
            last=last,
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
            inputs=[(exports, [area], [year]), (imports, [area], [year])],
        )

    def count_of(key: str, areas: Sequence[str]) -> Fact:
        return workshop.fact(
            f"{id}.{key}",
            len(areas),
            "",
            0,
            method="count",
            inputs=[(exports, areas, [year]), (imports, areas, [year])],
            year=year,
        )

    if plus.empty or minus.empty:
        raise ValueError(f"{id}: no economy with a {'surplus' if plus.empty else 'deficit'} in {year}")
    facts = {
        "surplus": fact("largest_surplus", table.index[0]),
        "deficit": fact("largest_deficit", table.index[-1]),
        "economies": count_of("economies", list(table.index)),
        "plus": count_of("with_surplus", list(plus.index)),
        "minus": count_of("with_deficit", list(minus.index)),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{minus} of {count} economies imported more digitally deliverable services than they exported in {year}",
            year=year,
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
