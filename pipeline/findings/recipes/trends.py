"""Recipes over time: groups as lines, as panels, as slopes between two years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, difference_unit, movement, sentences, span
from pipeline.findings.workshop import WORLD, Workshop, group_labels, source_line
from pipeline.language import Language
from pipeline.model.economies import Group


def _series(workshop: Workshop, code: str, groups: Sequence[Group], first: int, how: str) -> pd.DataFrame:
    """Long frame series, x, y, share of the groups' values from a year on; years that the coverage rule drops are NaN."""
    frames = []
    for group in groups:
        values = workshop.group_values(code, group.code, how)
        values = values[values.index >= first]
        frames.append(
            pd.DataFrame(
                {
                    "series": group.code,
                    "x": values.index,
                    "y": values["value"].to_numpy(),
                    "population_share": values["population_share"].to_numpy(),
                    "economies": values["economies"].to_numpy(),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _ends(data: pd.DataFrame) -> tuple[int, int] | None:
    """First and last year in which most series, and the world if it is there, have a value."""
    counts = data.dropna(subset=["y"]).groupby("x")["series"].nunique()
    full = counts[counts == counts.max()].index
    return (int(full[0]), int(full[-1])) if len(full) >= 2 else None


class _GroupStory:
    """Facts that a figure of groups over time tells, and the sentences made of them."""

    def __init__(self, workshop: Workshop, id: str, code: str, data: pd.DataFrame, how: str) -> None:
        self.indicator = workshop.indicator(code)
        self.code, self.how = code, how
        ends = _ends(data)
        if ends is None:
            raise ValueError(f"{id}: {code} has group values in fewer than two years under the coverage rule")
        self.first, self.last = ends
        table = data.pivot(index="series", columns="x", values="y")
        groups = table.drop(index=WORLD, errors="ignore").dropna(subset=[self.first, self.last])
        self.high, self.low = str(groups[self.last].idxmax()), str(groups[self.last].idxmin())

        def fact(key: str, group: str, year: int) -> Fact:
            return workshop.group_fact(f"{id}.{key}", code, group, year, how)

        self.high_last, self.low_last = fact("high_last", self.high, self.last), fact("low_last", self.low, self.last)
        self.high_first, self.low_first = (
            fact("high_first", self.high, self.first),
            fact("low_first", self.low, self.first),
        )
        world = table.loc[WORLD].dropna() if WORLD in table.index else pd.Series(dtype=float)
        self.world_last: Fact | None = None
        if len(world) >= 2:
            # The world may be covered in years in which one of the groups is not.
            self.world_years = int(world.index[0]), int(world.index[-1])
            self.world_first, self.world_last = (
                fact(key, WORLD, year)
                for key, year in zip(("world_first", "world_last"), self.world_years, strict=True)
            )
            year = self.world_years[1]
            row = workshop.group_values(code, WORLD, how).loc[year]
            self.economies = workshop.fact(
                f"{id}.economies", row["economies"], "", 0, method="group_values.coverage", indicator=code, year=year
            )
            self.covered = workshop.fact(
                f"{id}.covered",
                100 * row["population_share"],
                "%",
                0,
                method="group_values.coverage",
                indicator=code,
                year=year,
            )
        gaps = {}
        for key, upper, lower in (
            ("gap_first", self.high_first, self.low_first),
            ("gap_last", self.high_last, self.low_last),
        ):
            gaps[key] = workshop.fact(
                f"{id}.{key}",
                abs(upper.value - lower.value),  # the order of the two can have been the other way round
                difference_unit(self.indicator.unit),
                self.indicator.decimals,
                method="change.gap",
                of=(upper.id, lower.id),
            )
        self.gap_first, self.gap_last = gaps["gap_first"], gaps["gap_last"]

    def gap_word(self, language: Language) -> str:
        """Which way the distance between the two extreme groups went: up, down or flat."""
        return movement(self.gap_first, self.gap_last, language)

    def title(self, language: Language) -> str:
        """The finding in one line."""
        t = language.text
        name = language.name("indicator", self.code)
        names = {"high": language.name("group", self.high), "low": language.name("group", self.low)}
        gap = amount(self.gap_last, language)
        if self.gap_word(language) == "down":
            claim = t("the distance between {high} and {low} narrowed to {gap}", **names, gap=gap)
        elif self.gap_word(language) == "up":
            claim = t("the distance between {high} and {low} widened to {gap}", **names, gap=gap)
        else:
            claim = t("{high} and {low} remain {gap} apart", **names, gap=gap)
        return t("{name}: {claim}", name=name, claim=claim)

    def paragraph(self, language: Language) -> str:
        """World level and change, extremes, distance, coverage."""
        t = language.text
        parts = []
        if self.world_last is not None:
            now, then = amount(self.world_last, language), amount(self.world_first, language)
            change = movement(self.world_first, self.world_last, language)
            values = {"now": now, "then": then, "first": self.world_years[0], "last": self.world_years[1]}
            if self.how != "population":
                if change == "up":
                    parts.append(
                        t("The mean of all economies rose from {then} in {first} to {now} in {last}.", **values)
                    )
                elif change == "down":
                    parts.append(
                        t("The mean of all economies fell from {then} in {first} to {now} in {last}.", **values)
                    )
                else:
                    parts.append(t("The mean of all economies was {now} in both {first} and {last}.", **values))
            elif change == "up":
                parts.append(t("The world value rose from {then} in {first} to {now} in {last}.", **values))
            elif change == "down":
                parts.append(t("The world value fell from {then} in {first} to {now} in {last}.", **values))
            else:
                parts.append(t("The world value was {now} in both {first} and {last}.", **values))
            if self.how == "population":
                parts.append(
                    t(
                        "It is the mean of {economies} economies weighted by population, which cover {covered} of the world’s people.",
                        economies=amount(self.economies, language),
                        covered=amount(self.covered, language),
                    )
                )
            else:
                parts.append(
                    t(
                        "{economies} economies are in it, each with the same weight.",
                        economies=amount(self.economies, language),
                    )
                )
        parts.append(
            t(
                "In {last} the highest group value was that of {high} ({high_value}), the lowest that of {low} ({low_value}).",
                last=self.last,
                high=language.name("group", self.high),
                low=language.name("group", self.low),
                high_value=amount(self.high_last, language),
                low_value=amount(self.low_last, language),
            )
        )
        before, after = amount(self.gap_first, language), amount(self.gap_last, language)
        values = {"before": before, "after": after, "first": self.first, "last": self.last}
        if self.gap_word(language) == "down":
            parts.append(
                t(
                    "The distance between these two was {before} in {first} and {after} in {last}: it narrowed.",
                    **values,
                )
            )
        elif self.gap_word(language) == "up":
            parts.append(
                t("The distance between these two was {before} in {first} and {after} in {last}: it widened.", **values)
            )
        else:
            parts.append(t("The distance between these two, {after}, is that of {first}.", **values))
        return sentences(parts, language)

    def subtitle(self, language: Language) -> str:
        """Unit, kind of mean and years."""
        t = language.text
        means = {
            "population": t("population-weighted means"),
            "unweighted": t("unweighted means of economies"),
            "median": t("medians of economies"),
            "sum": t("sums of reporting economies"),
        }
        return t(
            "{unit}, {means}, {years}",
            unit=language.name("unit", self.indicator.unit),
            means=means[self.how],
            years=span([self.first, self.last, *(self.world_years if self.world_last else ())]),
        )


def _words(workshop: Workshop, story: _GroupStory, groups: Sequence[Group], alt: str, language: Language) -> Words:
    """Words of a figure of groups over time."""
    return Words(
        title=story.title(language),
        subtitle=story.subtitle(language),
        source=source_line(workshop, [story.code], language),
        alt=alt,
        text=story.paragraph(language),
        labels=group_labels(groups, language),
    )


def group_trend(
    workshop: Workshop, id: str, indicator: str, groups: str, first: int, how: str = "population"
) -> Exhibit:
    """Lines: one a group of a kind, the world among them, from a year on."""
    chosen = [workshop.data.groups[WORLD], *workshop.groups(groups)]
    data = _series(workshop, indicator, chosen, first, how)
    data["emphasis"] = data["series"] == WORLD
    story = _GroupStory(workshop, id, indicator, data, how)

    def words(language: Language) -> Words:
        alt = language.text(
            "Line chart with one line for each of {count} groups and one for the world. {summary}",
            count=language.number(len(chosen) - 1, 0),
            summary=story.paragraph(language),
        )
        return _words(workshop, story, chosen, alt, language)

    options = {"decimals": story.indicator.decimals, "y_from_zero": True}
    return Exhibit(id, "lines", data, words, (indicator,), options)


def group_panels(
    workshop: Workshop, id: str, indicator: str, groups: str, first: int, how: str = "population"
) -> Exhibit:
    """Small multiples: one panel a group, the other groups behind it in grey."""
    chosen = workshop.groups(groups)
    data = _series(workshop, indicator, chosen, first, how)
    data.insert(0, "panel", data["series"])
    story = _GroupStory(workshop, id, indicator, data, how)

    def words(language: Language) -> Words:
        alt = language.text(
            "{count} small line charts, one a group, with the other groups in grey. {summary}",
            count=language.number(len(chosen), 0),
            summary=story.paragraph(language),
        )
        return _words(workshop, story, chosen, alt, language)

    return Exhibit(
        id, "small_multiples", data, words, (indicator,), {"decimals": story.indicator.decimals, "columns": 3}
    )


def group_slope(
    workshop: Workshop, id: str, indicator: str, groups: str, first: int, last: int, how: str = "population"
) -> Exhibit:
    """Slopes: groups between two years."""
    chosen = [workshop.data.groups[WORLD], *workshop.groups(groups)]
    data = _series(workshop, indicator, chosen, first, how)
    data = data[data["x"].isin([first, last])].reset_index(drop=True)
    complete = data.dropna(subset=["y"]).groupby("series")["x"].nunique() == 2
    data = data[data["series"].isin(complete[complete].index)].reset_index(drop=True)
    data["emphasis"] = data["series"] == WORLD
    story = _GroupStory(workshop, id, indicator, data, how)
    pairs = data.pivot(index="series", columns="x", values="y").drop(index=WORLD, errors="ignore")
    gains = pairs[last] - pairs[first]
    most, least = str(gains.abs().idxmax()), str(gains.abs().idxmin())
    unit = difference_unit(story.indicator.unit)

    def words(language: Language) -> Words:
        t = language.text
        extra = t(
            "The largest change was that of {most} ({most_change}), the smallest that of {least} ({least_change}).",
            most=language.name("group", most),
            most_change=amount(largest, language),
            least=language.name("group", least),
            least_change=amount(smallest, language),
        )
        alt = t(
            "Slope chart from {first} to {last} for {count} groups. {summary}",
            first=first,
            last=last,
            count=language.number(len(pairs), 0),
            summary=story.paragraph(language),
        )
        base = _words(workshop, story, chosen, alt, language)
        text = sentences([base.text, extra], language)
        return Words(base.title, base.subtitle, base.source, alt, text, base.labels)

    largest, smallest = (
        workshop.fact(f"{id}.{key}_change", gains[group], unit, story.indicator.decimals, method="change", group=group)
        for key, group in (("largest", most), ("smallest", least))
    )
    return Exhibit(id, "slope", data, words, (indicator,), {"decimals": story.indicator.decimals})
