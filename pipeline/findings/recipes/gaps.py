"""Recipes of distance: between women and men, between two years, between two indicators; concentration."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, difference_unit, economies, economy, number, sentences, span
from pipeline.findings.workshop import WORLD, Workshop, economy_labels, group_labels, source_line
from pipeline.language import Language
from pipeline.methods.change import concentration, gap, matched_change, spearman


def sex_gap(workshop: Workshop, id: str, both: str, male: str, female: str, count: int = 14, since: int = 2013) -> Exhibit:
    """Dumbbells: women and men in each economy's latest year with both; the widest gaps in either direction."""
    meta = workshop.indicator(female)
    pairs = _same_year(workshop, male, female, since)
    pairs = pairs.sort_values("difference", ascending=False)
    shown = pd.concat([pairs.head(count), pairs.tail(count // 2)]) if len(pairs) > 1.5 * count else pairs
    data = shown.rename_axis("label").reset_index().rename(columns={"other": "start", "reference": "end"})
    data = data[["label", "start", "end", "difference", "ratio", "year"]]
    men_ahead = pairs[pairs["difference"] > 0]
    facts = {
        "economies": workshop.fact(f"{id}.economies", len(pairs), "", 0, method="count", indicator=female),
        "men_ahead": workshop.fact(f"{id}.men_ahead", len(men_ahead), "", 0, method="count", indicator=female),
        "median": workshop.fact(f"{id}.median_gap", pairs["difference"].median(), "points", 1, method="change.gap", indicator=female),
        "parity": workshop.fact(f"{id}.median_ratio", pairs["ratio"].median(), "", 2, method="gender parity index", indicator=female),
    }
    widest = pairs.iloc[0]
    facts["widest"] = workshop.fact(
        f"{id}.widest_gap", widest["difference"], "points", 1, method="change.gap", code=female, areas=[pairs.index[0]],
        years=[int(widest["year"])],
    )  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("short", both)
        title = t(
            "{name}: men are ahead of women in {ahead} of {count} economies with data",
            name=name,
            ahead=amount(facts["men_ahead"], language),
            count=amount(facts["economies"], language),
        )
        text = sentences(
            [
                t(
                    "The difference between men and women is largest in {economy}: {gap} in {year}.",
                    economy=economy(pairs.index[0], language),
                    gap=amount(facts["widest"], language),
                    year=int(widest["year"]),
                ),
                t(
                    "The middle economy has a difference of {gap} and a gender parity index (women ÷ men) of {ratio}.",
                    gap=amount(facts["median"], language),
                    ratio=number(facts["parity"], language),
                ),
                t(
                    "Only economies that publish both figures for one year are compared; they are not a sample of the world."
                ),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | {"start": t("Women"), "end": t("Men")}
        subtitle = t(
            "Per cent of women and of men; latest year with both figures, {years}; the widest differences in both directions",
            years=span(data["year"]),
        )
        alt = t("Pairs of dots for women and men, one pair an economy. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [male, female], language), alt, text, labels)

    options = {"decimals": meta.decimals, "start_key": "start", "end_key": "end"}
    return Exhibit(id, "dumbbell", data, words, (male, female), options)


def _same_year(workshop: Workshop, male: str, female: str, since: int) -> pd.DataFrame:
    """Each economy's latest year with both figures, and their gap."""
    observations = workshop.data.observations
    keys = ["REF_AREA", "TIME_PERIOD"]
    both = observations.of(male)[[*keys, "OBS_VALUE"]].merge(
        observations.of(female)[[*keys, "OBS_VALUE"]], on=keys, suffixes=("_male", "_female")
    )
    both = both[both["TIME_PERIOD"] >= since].drop_duplicates("REF_AREA", keep="last").set_index("REF_AREA")
    return gap(both["OBS_VALUE_male"], both["OBS_VALUE_female"]).assign(year=both["TIME_PERIOD"])


def biggest_changes(
    workshop: Workshop, id: str, indicator: str, first: int, last: int, slack: int = 1, count: int = 18,
    minimum_population: float = 1e6,
) -> Exhibit:  # fmt: skip
    """Dumbbells: the economies whose value changed most between two years, increases first, with the largest falls."""
    meta = workshop.indicator(indicator)
    changes = matched_change(workshop.data.observations.wide(indicator), first, last, slack)
    people = workshop.data.observations.wide("SP.POP.TOTL").iloc[:, -1]
    changes = changes[people.reindex(changes.index) >= minimum_population].sort_values("change", ascending=False)
    falls = changes[changes["change"] < 0].tail(max(count // 4, 3))
    shown = pd.concat([changes.head(count - len(falls)), falls])
    data = shown.rename_axis("label").reset_index()
    unit = difference_unit(meta.unit)
    facts = {
        "economies": workshop.fact(f"{id}.economies", len(changes), "", 0, method="count", indicator=indicator),
        "rose": workshop.fact(f"{id}.rose", int((changes["change"] > 0).sum()), "", 0, method="count", indicator=indicator),
        "fell": workshop.fact(f"{id}.fell", int((changes["change"] < 0).sum()), "", 0, method="count", indicator=indicator),
        "median": workshop.fact(f"{id}.median_change", changes["change"].median(), unit, meta.decimals, method="change.matched_change",
                                indicator=indicator, first=first, last=last),
        "largest": workshop.fact(f"{id}.largest_change", changes["change"].iloc[0], unit, meta.decimals, method="change.matched_change",
                                 code=indicator, areas=[changes.index[0]],
                                 years=[changes["start_year"].iloc[0], changes["end_year"].iloc[0]]),
    }  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: higher than in {first} in {rose} of {count} economies",
            name=language.name("indicator", indicator),
            first=first,
            rose=amount(facts["rose"], language),
            count=amount(facts["economies"], language),
        )
        parts = [
            t(
                "The largest increase is that of {economy}, {change} between {start} and {end}.",
                economy=economy(changes.index[0], language),
                change=amount(facts["largest"], language),
                start=int(changes["start_year"].iloc[0]),
                end=int(changes["end_year"].iloc[0]),
            ),
            t("{economies} follow.", economies=economies(changes.index[1:4], language)),
            t("Half of the economies changed by more than {median}.", median=amount(facts["median"], language)),
        ]
        if facts["fell"].value:
            parts.append(
                language.plural(
                    "{count} economy has a lower value than at the start.",
                    "{count} economies have a lower value than at the start.",
                    int(facts["fell"].value),
                )
            )
        parts.append(t("A jump can also come from a new survey or definition; the indicator cards list the breaks that sources declare."))
        text = sentences(parts, language)
        labels = economy_labels(data["label"], language) | {"start": str(first), "end": str(last)}
        subtitle = t(
            "{unit}, {first} and {last} (or the nearest year); economies with one million people or more",
            unit=language.name("unit", meta.unit),
            first=first,
            last=last,
        )
        alt = t("Pairs of dots for two years, one pair an economy. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    options = {"decimals": meta.decimals, "start_key": "start", "end_key": "end"}
    return Exhibit(id, "dumbbell", data, words, (indicator,), options)


def relation(workshop: Workshop, id: str, x: str, y: str, x_log: bool = False, groups: str = "income") -> Exhibit:
    """Scatter of two indicators' latest values, with their rank correlation; says nothing about causes."""
    across, up = workshop.indicator(x), workshop.indicator(y)
    table = pd.DataFrame({"x": workshop.latest(x)["value"], "y": workshop.latest(y)["value"], "year": workshop.latest(y)["year"]}).dropna()
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
        strength = abs(facts["rho"].value)
        names = {"x": language.name("short", x), "y": language.name("short", y)}
        if strength >= 0.7:
            title = t("{y} and {x} go closely together", **names)
        elif strength >= 0.4:
            title = t("{y} and {x} go together, with wide scatter", **names)
        else:
            title = t("{y} and {x} have little to do with each other", **names)
        text = sentences(
            [
                t(
                    "Over {pairs} economies the rank correlation is {rho}.",
                    pairs=amount(facts["pairs"], language),
                    rho=number(facts["rho"], language),
                ),
                t("Among large economies, {economies} have a higher place in {y} than in {x};", economies=economies(above, language), **names),
                t("{economies} have a lower one.", economies=economies(below, language)),
                t("A correlation is no statement about causes."),
            ],
            language,
        )
        labels = economy_labels(data["label"], language) | group_labels(workshop.groups(groups), language)
        units = {"x": language.name("unit", across.unit), "y": language.name("unit", up.unit)}
        labels |= {
            "axis_x": t("{name} ({unit}, log scale)", name=names["x"], unit=units["x"]) if x_log else t("{name} ({unit})", name=names["x"], unit=units["x"]),
            "axis_y": t("{name} ({unit})", name=names["y"], unit=units["y"]),
        }
        subtitle = t("Latest values of economies, {years}", years=span(data["year"]))
        alt = t("Scatter of {pairs} economies by income group. {summary}", pairs=amount(facts["pairs"], language), summary=text)
        return Words(title, subtitle, source_line(workshop, [x, y], language), alt, text, labels)

    return Exhibit(id, "scatter", data, words, (x, y), {"x_log": x_log, "decimals": up.decimals})


def concentrated(workshop: Workshop, id: str, indicator: str, years: list[int]) -> Exhibit:
    """Lorenz curves: how the total over economies is shared out in two years, with the number that make up half."""
    meta = workshop.indicator(indicator)
    wide = workshop.data.observations.wide(indicator)
    rows, facts = [], {}
    for year in years:
        values = wide[year].dropna().sort_values()
        share = values.cumsum() / values.sum()
        rows += [(str(year), 0.0, 0.0)]
        rows += [(str(year), 100 * (i + 1) / len(values), 100 * v) for i, v in enumerate(share)]
        for part, number_of in concentration(values, (0.5, 0.9)).items():
            facts[year, part] = workshop.fact(f"{id}.{int(100 * part)}.{year}", number_of, "", 0, method="change.concentration",
                                              code=indicator, areas=values.index, years=[year])  # fmt: skip
        facts[year, "n"] = workshop.fact(f"{id}.economies.{year}", len(values), "", 0, method="count", indicator=indicator)
        top = values.index[::-1][:5]
        facts[year, "top5"] = workshop.fact(f"{id}.top5.{year}", 100 * values[top].sum() / values.sum(), "%", 1,
                                            method="share of five largest", code=indicator, areas=top, years=[year])  # fmt: skip
    data = pd.DataFrame(rows, columns=["series", "x", "y"])
    first, last = years[0], years[-1]
    leaders = wide[last].dropna().sort_values(ascending=False).index[:5]

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: {half} of {count} economies make up half of the total",
            name=language.name("indicator", indicator),
            half=amount(facts[last, 0.5], language),
            count=amount(facts[last, "n"], language),
        )
        now, then = facts[last, "top5"], facts[first, "top5"]
        values = {"now": amount(now, language), "then": amount(then, language), "first": first, "last": last}
        moved = round(now.value - then.value, 1)
        if moved > 0:
            trend = t("The five largest held {then} of the total in {first} and {now} in {last}: by this measure it became more concentrated.", **values)
        elif moved < 0:
            trend = t("The five largest held {then} of the total in {first} and {now} in {last}: by this measure it became less concentrated.", **values)
        else:
            trend = t("The five largest held {now} of the total in both {first} and {last}.", **values)
        text = sentences(
            [
                t("The five largest economies in {last} are {economies}.", last=last, economies=economies(leaders, language)),
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
        alt = t("Lorenz curves for {first} and {last} far below the diagonal of equal shares. {summary}", first=first, last=last, summary=text)
        subtitle = t("{unit}, {years}", unit=language.name("unit", meta.unit), years=t("{first} and {last}", first=first, last=last))
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    return Exhibit(id, "lorenz", data, words, (indicator,), {"decimals": 0})


def balance(workshop: Workshop, id: str, exports: str, imports: str, year: int, count: int = 10) -> Exhibit:
    """Bars: the largest surpluses and deficits, exports less imports of one year."""
    meta = workshop.indicator(exports)
    observations = workshop.data.observations
    table = gap(observations.wide(exports)[year], observations.wide(imports)[year]).sort_values("difference", ascending=False)
    shown = pd.concat([table.head(count), table.tail(count)])
    scale = 1_000.0  # million to billion US dollars, so that the axis has short numbers
    data = shown.rename_axis("label").reset_index().assign(value=lambda d: d["difference"] / scale)[["label", "value"]]
    data["highlight"] = data["value"] > 0
    plus, minus = table[table["difference"] > 0], table[table["difference"] < 0]

    def fact(key: str, area: str) -> Fact:
        return workshop.fact(f"{id}.{key}", abs(table.loc[area, "difference"]), meta.unit, 0, method="change.gap", code=exports,
                             areas=[area], years=[year], imports=imports)  # fmt: skip

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
        subtitle = t("Exports less imports, billion US dollars, {year}; the ten largest surpluses and deficits", year=year)
        return Words(title, subtitle, source_line(workshop, [exports, imports], language), alt, text, labels)

    return Exhibit(id, "bars", data, words, (exports, imports), {"decimals": 1})


def skill_ladder(workshop: Workshop, id: str, skills: list[tuple[str, str, str]], since: int = 2014) -> Exhibit:
    """Dumbbells by skill: medians over economies for women and men; ``skills`` lists (both, female, male) codes."""
    rows = []
    for both, female, male in skills:
        pairs = _same_year(workshop, male, female, since)
        rows.append((both, pairs["other"].median(), pairs["reference"].median(), len(pairs), int(pairs["year"].min()), int(pairs["year"].max())))
    data = pd.DataFrame(rows, columns=["label", "start", "end", "economies", "oldest", "newest"]).sort_values("end", ascending=False)
    data = data.reset_index(drop=True)
    most, least = data.iloc[0], data.iloc[-1]
    facts = {}
    for row in data.itertuples():
        for key, value in (("female", row.start), ("male", row.end)):
            facts[row.label, key] = workshop.fact(f"{id}.{row.label}.{key}", value, "%", 1, method="median over economies", indicator=row.label)
    behind = int((data["end"] > data["start"]).sum())

    def words(language: Language) -> Words:
        t = language.text
        title = t("Half of the economies have fewer than {value} with programming-level skills; simple tasks are common", value=amount(facts[least["label"], "male"], language)) if least["label"].endswith("PCPR") else t("ICT skills: simple tasks are common, demanding ones rare")  # fmt: skip
        text = sentences(
            [
                t(
                    "The most common skill is “{skill}”: in the middle economy {female} of women and {male} of men have it.",
                    skill=language.name("short", most["label"]),
                    female=amount(facts[most["label"], "female"], language),
                    male=amount(facts[most["label"], "male"], language),
                ),
                t(
                    "The rarest is “{skill}”, with {female} and {male}.",
                    skill=language.name("short", least["label"]),
                    female=amount(facts[least["label"], "female"], language),
                    male=amount(facts[least["label"], "male"], language),
                ),
                t("In {count} of {total} skills the median for men is above that for women.", count=language.number(behind, 0), total=language.number(len(data), 0)),
                t("Each skill is reported by {low} to {high} economies, mostly high- and upper-middle-income ones.", low=language.number(data["economies"].min(), 0), high=language.number(data["economies"].max(), 0)),
            ],
            language,
        )  # fmt: skip
        labels = {code: language.name("short", code) for code in data["label"]} | {"start": t("Women"), "end": t("Men")}
        years = span([data["oldest"].min(), data["newest"].max()])
        subtitle = t("Medians over economies of the share of youth and adults with the skill, per cent, latest year {years}", years=years)
        alt = t("Pairs of dots for women and men, one pair a skill. {summary}", summary=text)
        codes = [code for _, *pair in skills for code in pair]
        return Words(title, subtitle, source_line(workshop, codes, language), alt, text, labels)

    codes = tuple(code for _, *pair in skills for code in pair)
    return Exhibit(id, "dumbbell", data, words, codes, {"decimals": 1, "start_key": "start", "end_key": "end"})


def world_total(workshop: Workshop, id: str, indicators: list[str], first: int) -> Exhibit:
    """Lines: totals of reporting economies, in billion US dollars, several indicators."""
    rows = []
    for code in indicators:
        meta = workshop.indicator(code)
        values = workshop.group_values(code, WORLD, "sum")
        factor = {"million US dollars": 1e-3, "US dollars": 1e-9}[meta.unit]
        values = values[values.index >= first]
        rows += [(code, year, value * factor, int(n)) for year, value, n in zip(values.index, values["value"], values["economies"], strict=True)]
    data = pd.DataFrame(rows, columns=["series", "x", "y", "economies"])
    lead = indicators[0]
    line = data[(data["series"] == lead)].dropna(subset=["y"])
    start, end = line.iloc[0], line.iloc[-1]
    years = int(end["x"] - start["x"])
    facts = {
        "start": workshop.fact(f"{id}.start", start["y"] * 1e9, "US dollars", 0, method="group_values.sum", indicator=lead, year=int(start["x"])),
        "end": workshop.fact(f"{id}.end", end["y"] * 1e9, "US dollars", 0, method="group_values.sum", indicator=lead, year=int(end["x"])),
        "growth": workshop.fact(f"{id}.growth", 100 * ((end["y"] / start["y"]) ** (1 / years) - 1), "%", 1, method="change.growth_rate", indicator=lead),
        "reporters": workshop.fact(f"{id}.reporters", end["economies"], "", 0, method="count", indicator=lead, year=int(end["x"])),
    }  # fmt: skip

    def words(language: Language) -> Words:
        t = language.text
        values = {
            "name": language.name("short", lead),
            "start": amount(facts["start"], language),
            "end": amount(facts["end"], language),
            "first": int(start["x"]),
            "last": int(end["x"]),
        }
        rose = facts["end"].value > facts["start"].value
        title = t("{name}: from {start} in {first} to {end} in {last}", **values)
        growth = t("That is {rate} a year on average, in current dollars.", rate=amount(facts["growth"], language))
        text = sentences(
            [
                t("{name} of the reporting economies rose from {start} in {first} to {end} in {last}.", **values)
                if rose
                else t("{name} of the reporting economies fell from {start} in {first} to {end} in {last}.", **values),
                growth,
                t("In the last year {count} economies report; years in which reporting economies hold less than the required share of population are left blank.", count=amount(facts["reporters"], language)),
            ],
            language,
        )  # fmt: skip
        labels = {code: language.name("short", code) for code in indicators}
        alt = t("Line chart of totals in billion dollars. {summary}", summary=text)
        subtitle = t("Billion current US dollars, sums of reporting economies, {years}", years=span([first, int(data["x"].max())]))
        return Words(title, subtitle, source_line(workshop, indicators, language), alt, text, labels)

    return Exhibit(id, "lines", data, words, tuple(indicators), {"decimals": 0, "y_from_zero": True})
