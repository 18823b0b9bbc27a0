"""Recipes of distance: between women and men, and between two years."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.wording import (
    amount,
    difference_unit,
    economies,
    economy,
    number,
    sentences,
    span,
)
from pipeline.findings.workshop import Input, Workshop, economy_labels, source_line
from pipeline.language import Language
from pipeline.methods.availability import revisions
from pipeline.methods.change import gap, matched_change


def sex_gap(
    workshop: Workshop, id: str, both: str, male: str, female: str, count: int = 9, since: int = 2013
) -> Exhibit:
    """Dumbbells: women and men in each economy's latest year with both; the widest gaps in either direction."""
    meta = workshop.indicator(female)
    pairs = _same_year(workshop, male, female, since)
    pairs = pairs.sort_values("difference", ascending=False)
    shown = pd.concat([pairs.head(count), pairs.tail(count // 2)]) if len(pairs) > 1.5 * count else pairs
    data = shown.rename_axis("label").reset_index().rename(columns={"other": "start", "reference": "end"})
    data = data[["label", "start", "end", "difference", "ratio", "year"]]
    men_ahead = pairs[pairs["difference"] > 0]
    when = span(pairs["year"])
    seen: list[Input] = [(male, pairs["year"]), (female, pairs["year"])]
    facts = {
        "economies": workshop.fact(f"{id}.economies", len(pairs), "", 0, method="count", inputs=seen, year=when),
        "men_ahead": workshop.fact(f"{id}.men_ahead", len(men_ahead), "", 0, method="count", inputs=seen, year=when),
        "median": workshop.fact(
            f"{id}.median_gap", pairs["difference"].median(), "percentage points", 1, method="change.gap", inputs=seen
        ),
        "parity": workshop.fact(
            f"{id}.median_ratio", pairs["ratio"].median(), "", 2, method="gender parity index", inputs=seen
        ),
    }
    farthest = str(pairs["difference"].abs().idxmax())
    widest = pairs.loc[farthest]
    facts["widest"] = workshop.fact(
        f"{id}.widest_gap",
        abs(widest["difference"]),
        "percentage points",
        1,
        method="change.gap",
        inputs=[(code, [farthest], [int(widest["year"])]) for code in (male, female)],
    )

    def words(language: Language) -> Words:
        t = language.text
        name = language.name("short", both)
        title = t(
            "{name}, {years}: men are ahead of women in {ahead} of {count} economies with data",
            name=name,
            years=when,
            ahead=amount(facts["men_ahead"], language),
            count=amount(facts["economies"], language),
        )
        text = sentences(
            [
                t(
                    "The difference between men and women is largest in {economy}: {gap} in {year}.",
                    economy=economy(farthest, language),
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
            years=when,
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


def skill_ladder(workshop: Workshop, id: str, skills: list[tuple[str, str, str]], since: int = 2014) -> Exhibit:
    """Dumbbells by skill: medians over economies for women and men; ``skills`` lists (both, female, male) codes."""
    rows = []
    seen: dict[str, pd.Series] = {}
    for both, female, male in skills:
        pairs = _same_year(workshop, male, female, since)
        seen[female] = seen[male] = pairs["year"]
        rows.append(
            (
                both,
                pairs["other"].median(),
                pairs["reference"].median(),
                len(pairs),
                int(pairs["year"].min()),
                int(pairs["year"].max()),
            )
        )
    data = pd.DataFrame(rows, columns=["label", "start", "end", "economies", "oldest", "newest"]).sort_values(
        "end", ascending=False
    )
    data = data.reset_index(drop=True)
    most, least = data.iloc[0], data.iloc[-1]
    facts = {}
    for row in data.itertuples():
        _, female, male = next(skill for skill in skills if skill[0] == row.label)
        for key, code, value in (("female", female, row.start), ("male", male, row.end)):
            facts[row.label, key] = workshop.fact(
                f"{id}.{row.label}.{key}", value, "%", 1, method="median over economies", inputs=[(code, seen[code])]
            )
    every: list[Input] = list(seen.items())
    counts = {
        "behind": int((data["end"] > data["start"]).sum()),
        "skills": len(data),
        "fewest": int(data["economies"].min()),
        "most": int(data["economies"].max()),
    }
    known = {key: workshop.fact(f"{id}.{key}", n, "", 0, method="count", inputs=every) for key, n in counts.items()}

    def words(language: Language) -> Words:
        t = language.text
        title = (
            t(
                "Programming is rare: in half of the economies fewer than {value} of men and {female} of women can do it ({years})",
                years=span([data["oldest"].min(), data["newest"].max()]),
                value=amount(facts[least["label"], "male"], language),
                female=amount(facts[least["label"], "female"], language),
            )
            if least["label"].endswith("PCPR")
            else t("ICT skills: simple tasks are common, demanding ones rare")
        )
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
                t(
                    "In {count} of {total} skills the median for men is above that for women.",
                    count=amount(known["behind"], language),
                    total=amount(known["skills"], language),
                ),
                t(
                    "Each skill is reported by {low} to {high} economies.",
                    low=amount(known["fewest"], language),
                    high=amount(known["most"], language),
                ),
            ],
            language,
        )
        labels = {code: language.name("short", code) for code in data["label"]} | {"start": t("Women"), "end": t("Men")}
        years = span([data["oldest"].min(), data["newest"].max()])
        subtitle = t(
            "Medians over economies of the share of youth and adults with the skill, per cent, latest year {years}",
            years=years,
        )
        alt = t("Pairs of dots for women and men, one pair a skill. {summary}", summary=text)
        codes = [code for _, *pair in skills for code in pair]
        return Words(title, subtitle, source_line(workshop, codes, language), alt, text, labels)

    codes = tuple(code for _, *pair in skills for code in pair)
    return Exhibit(id, "dumbbell", data, words, codes, {"decimals": 1, "start_key": "start", "end_key": "end"})


def biggest_changes(
    workshop: Workshop,
    id: str,
    indicator: str,
    first: int,
    last: int,
    slack: int = 1,
    count: int = 14,
    minimum_population: float = 1e6,
) -> Exhibit:
    """Dumbbells: the economies whose value changed most between two years, increases first, with the largest falls."""
    meta = workshop.indicator(indicator)
    changes = matched_change(workshop.data.observations.wide(indicator), first, last, slack)
    people = workshop.data.observations.wide("SP.POP.TOTL").iloc[:, -1]
    changes = changes[people.reindex(changes.index) >= minimum_population].sort_values("change", ascending=False)
    falls = changes[changes["change"] < 0].tail(max(count // 4, 3))
    shown = pd.concat([changes.drop(index=falls.index).head(count - len(falls)), falls])
    data = shown.rename_axis("label").reset_index()
    unit = difference_unit(meta.unit)
    seen: list[Input] = [(indicator, changes["start_year"]), (indicator, changes["end_year"])]
    facts = {
        "economies": workshop.fact(f"{id}.economies", len(changes), "", 0, method="count", inputs=seen),
        "rose": workshop.fact(f"{id}.rose", int((changes["change"] > 0).sum()), "", 0, method="count", inputs=seen),
        "fell": workshop.fact(f"{id}.fell", int((changes["change"] < 0).sum()), "", 0, method="count", inputs=seen),
        "median": workshop.fact(
            f"{id}.median_change",
            changes["change"].median(),
            unit,
            meta.decimals,
            method="change.matched_change",
            inputs=seen,
            first=first,
            last=last,
        ),
        "largest": workshop.fact(
            f"{id}.largest_change",
            changes["change"].iloc[0],
            unit,
            meta.decimals,
            method="change.matched_change",
            code=indicator,
            areas=[changes.index[0]],
            years=[changes["start_year"].iloc[0], changes["end_year"].iloc[0]],
        ),
    }

    def words(language: Language) -> Words:
        t = language.text
        title = t(
            "{name}: in {rose} of {count} economies higher in {last} than in {first}",
            name=language.name("indicator", indicator),
            first=first,
            last=last,
            rose=amount(facts["rose"], language),
            count=amount(facts["economies"], language),
        )
        parts = []
        if facts["rose"].value:
            parts.append(
                t(
                    "The largest increase is that of {economy}, {change} between {start} and {end}.",
                    economy=economy(changes.index[0], language),
                    change=amount(facts["largest"], language),
                    start=int(changes["start_year"].iloc[0]),
                    end=int(changes["end_year"].iloc[0]),
                )
            )
        followers = [code for code in changes.index[1:4] if changes.loc[code, "change"] > 0]
        if followers:
            parts.append(t("{economies} follow.", economies=economies(followers, language)))
        if facts["median"].value > 0:
            parts.append(
                t("Half of the economies rose by more than {median}.", median=amount(facts["median"], language))
            )
        if facts["fell"].value:
            parts.append(
                language.plural(
                    "{count} economy has a lower value than at the start.",
                    "{count} economies have a lower value than at the start.",
                    int(facts["fell"].value),
                )
            )
        parts += _unsteady(workshop, indicator, shown, first, language)
        text = sentences(parts, language)
        labels = economy_labels(data["label"], language) | {"start": str(first), "end": str(last)}
        subtitle = t(
            "{unit}, {first} and {last} (or the nearest year); economies with {people} people or more",
            unit=language.name("unit", meta.unit),
            first=first,
            last=last,
            people=language.number(minimum_population, 0),
        )
        alt = t("Pairs of dots for two years, one pair an economy. {summary}", summary=text)
        return Words(title, subtitle, source_line(workshop, [indicator], language), alt, text, labels)

    options = {"decimals": meta.decimals, "start_key": "start", "end_key": "end"}
    return Exhibit(id, "dumbbell", data, words, (indicator,), options)


def _unsteady(workshop: Workshop, indicator: str, shown: pd.DataFrame, first: int, language: Language) -> list[str]:
    """Which of the economies shown have a declared break, and which have been revised by more than half their change."""
    t = language.text
    rows = workshop.data.observations.of(indicator)
    broken = set(rows.loc[(rows["OBS_STATUS"] == "B") & (rows["TIME_PERIOD"] > first), "REF_AREA"]) & set(shown.index)
    revised: set[str] = set()
    released = ""
    for label, release in workshop.data.vintages.items():
        if indicator in release.indicators:
            released = label
            pairs = revisions(release.wide(indicator), workshop.data.observations.wide(indicator))
            pairs = pairs[(pairs["TIME_PERIOD"] >= first) & pairs["REF_AREA"].isin(shown.index)]
            size = pairs.assign(size=pairs["revision"].abs()).groupby("REF_AREA")["size"].max()
            revised |= set(size.index[size > shown["change"].abs().reindex(size.index) / 2])
    parts = []
    if broken:
        parts.append(
            t("Sources declare a break in the series of {economies}.", economies=economies(sorted(broken), language))
        )
    if revised:
        parts.append(
            t(
                "Figures of {economies} in this period have been revised since {vintage} by more than half of the change shown.",
                economies=economies(sorted(revised), language),
                vintage=language.month(released),
            )
        )
    return parts or [t("A jump can also come from a new survey or definition.")]
