"""What a figure of groups over time tells: levels, distances and their turn, samples, and single economies that move a group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.comparison import extremes, matched_means
from pipeline.findings.facts import Fact
from pipeline.findings.wording import amount, difference_unit, is_percent, movement, quantity, sentences, span
from pipeline.findings.workshop import POPULATION, WORLD, Workshop, mean_decimals
from pipeline.language import Language

MOVES = 3.0  # percentage points by which one economy alone must move a group in a year to be named


class Story:
    """Sentences that every figure of groups over time shares."""

    def __init__(self, workshop: Workshop, id: str, code: str, data: pd.DataFrame, how: str) -> None:
        self.workshop, self.id, self.code, self.how = workshop, id, code, how
        self.indicator = workshop.indicator(code)
        self.decimals = mean_decimals(self.indicator)
        self.years = [int(year) for year in data.dropna(subset=["y"])["x"].unique()]
        self.table = data.pivot(index="series", columns="x", values="y").sort_index(axis="columns")
        self.movers = self._movers() if how == "population" and is_percent(self.indicator.unit) else []

    def group_fact(self, key: str, group: str, year: int) -> Fact:
        """The fact of a group value of this figure."""
        return self.workshop.group_fact(f"{self.id}.{key}", self.code, group, year, self.how)

    def gap_fact(self, key: str, upper: Fact, lower: Fact, year: int) -> Fact:
        """The distance of two group values."""
        return self.workshop.fact(
            f"{self.id}.{key}",
            abs(upper.value - lower.value),  # the order of the two can have been the other way round
            difference_unit(self.indicator.unit),
            self.decimals,
            method="change.gap",
            of=(upper, lower),
            year=year,
        )

    def _movers(self) -> list[tuple[str, str, int, bool, Fact]]:
        """Economies that alone move a group by more than ``MOVES`` in a year: group, economy, year, break, fact."""
        shop, found = self.workshop, []
        wide, people = shop.data.observations.wide(self.code), shop.data.observations.wide(POPULATION)
        status = shop.data.observations.wide(self.code, "OBS_STATUS")
        for group in self.table.index:
            years = self.table.columns[self.table.loc[group].notna()]
            members = [code for code in shop.data.groups[group].members if code in wide.index]
            pairs = [(year - 1, year) for year in years if year - 1 in years]
            before, now = (wide.loc[members, [pair[end] for pair in pairs]].to_numpy() for end in (0, 1))
            all_people = people.reindex(members)[[shop.population_year(year) for _, year in pairs]].to_numpy()
            weights = np.where(np.isnan(now), np.nan, all_people)
            for column, (_, year) in enumerate(pairs):
                moved = weights[:, column] / np.nansum(weights[:, column]) * (now[:, column] - before[:, column])
                for row in np.flatnonzero(np.abs(moved) > MOVES):
                    area = members[row]
                    found.append((group, area, int(year), status.loc[area, year] == "B", float(moved[row])))
        found = sorted(found, key=lambda one: -abs(one[4]))
        found = [one for one in found if one[3]][:2] + [one for one in found if not one[3]][:1]
        return [
            (
                group,
                area,
                year,
                broken,
                shop.fact(
                    f"{self.id}.moved.{group}.{area}.{year}",
                    value,
                    "percentage points",
                    1,
                    method="change of one economy × its share of the group’s people",
                    code=self.code,
                    areas=[area],
                    years=[year - 1, year],
                    inputs=[(POPULATION, shop.data.groups[group].members, [shop.population_year(year)])],
                    group=group,
                    year=year,
                ),
            )
            for group, area, year, broken, value in found
        ]

    def mover_sentences(self, language: Language) -> list[str]:
        """Sentences on breaks that move a group, and on the largest move of a group by one economy without a break."""
        t = language.text
        parts = []
        for group, area, year, broken, fact in self.movers:
            now = float(self.table.loc[group, year])
            values = {
                "economy": language.name("economy", area),
                "group": language.name("group", group),
                "change": amount(fact, language),
                "year": year,
                "before": year - 1,
                "now": quantity(now, self.indicator.unit, self.decimals, language),
                "without": quantity(now - fact.value, self.indicator.unit, self.decimals, language),
            }
            parts.append(
                t(
                    "The source declares a break in the series of {economy} in {year}: with its value of {before} the group {group} would be at {without} and not at {now}.",
                    **values,
                )
                if broken
                else t(
                    "No single economy without a break moved its group more in a year than {economy} in {year}: {group} by {change}.",
                    **values,
                )
            )
        return parts

    def subtitle(self, language: Language) -> str:
        """Unit, kind of mean and the years that are drawn."""
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
            years=span(self.years),
        )


class GroupStory(Story):
    """World level, the highest and lowest group and the distance between them."""

    def __init__(self, workshop: Workshop, id: str, code: str, data: pd.DataFrame, how: str) -> None:
        super().__init__(workshop, id, code, data, how)
        groups = self.table.drop(index=WORLD, errors="ignore")
        try:
            self.high, self.low, self.first, self.last = extremes(groups)
        except ValueError as error:
            raise ValueError(
                f"{id}: {code} has group values in fewer than two years under the coverage rule"
            ) from error
        self.high_last = self.group_fact("high_last", self.high, self.last)
        self.low_last = self.group_fact("low_last", self.low, self.last)
        self.high_first = self.group_fact("high_first", self.high, self.first)
        self.low_first = self.group_fact("low_first", self.low, self.first)
        self.gap_first = self.gap_fact("gap_first", self.high_first, self.low_first, self.first)
        self.gap_last = self.gap_fact("gap_last", self.high_last, self.low_last, self.last)
        self.peak = self._peak(groups)
        self._world()
        self._matched()

    def _peak(self, groups: pd.DataFrame) -> Fact | None:
        """The widest distance, where it lies inside the period and the distance has shrunk since by a twentieth."""
        gaps = (groups.loc[self.high] - groups.loc[self.low]).abs().loc[self.first : self.last].dropna()
        year = int(gaps.idxmax())
        if (
            year in (self.first, self.last)
            or gaps[year] < 1.05 * gaps[self.last]
            or gaps[year] < 1.05 * gaps[self.first]
        ):
            return None
        upper, lower = self.group_fact("high_peak", self.high, year), self.group_fact("low_peak", self.low, year)
        return self.gap_fact("gap_peak", upper, lower, year)

    def _world(self) -> None:
        """World values; the world may be covered in years in which one of the groups is not."""
        world = self.table.loc[WORLD].dropna() if WORLD in self.table.index else pd.Series(dtype=float)
        self.world_last: Fact | None = None
        if len(world) < 2:
            return
        shop, code, members = self.workshop, self.code, self.workshop.data.groups[WORLD].members
        self.world_years = first, last = int(world.index[0]), int(world.index[-1])
        if self.how == "population":
            self.world_first = self.group_fact("world_first", WORLD, first)
            self.world_last = self.group_fact("world_last", WORLD, last)
        else:  # a plain mean follows who is in it: the change is that of economies observed at both ends
            then, now, same = matched_means(shop, code, WORLD, first, last, self.how)
            self.world_first, self.world_last = (
                shop.fact(
                    f"{self.id}.{key}",
                    value,
                    self.indicator.unit,
                    self.decimals,
                    method=f"group_values.{self.how}, economies with both years",
                    code=code,
                    areas=same,
                    years=[year],
                    group=WORLD,
                    year=year,
                )
                for key, value, year in (("world_first", then, first), ("world_last", now, last))
            )
        rows = shop.group_values(code, WORLD, self.how)
        self.economies, self.economies_first = (
            shop.fact(
                f"{self.id}.{key}",
                rows.loc[year, "economies"],
                "",
                0,
                method="group_values.coverage",
                code=code,
                areas=members,
                years=[year],
                year=year,
            )
            for key, year in (("economies", last), ("economies_first", first))
        )
        self.matched = shop.fact(
            f"{self.id}.matched",
            len(matched_means(shop, code, WORLD, first, last, self.how)[2]),
            "",
            0,
            method="count of economies with both years",
            code=code,
            areas=members,
            years=[first, last],
        )
        self.covered = shop.fact(
            f"{self.id}.covered",
            100 * rows.loc[last, "population_share"],
            "%",
            0,
            method="group_values.coverage",
            code=code,
            areas=members,
            years=[last],
            inputs=[(POPULATION, members, [shop.population_year(last)])],
            year=last,
        )

    def _matched(self) -> None:
        """Distances over the economies with a value in both years: whether the change is one of the sample."""
        facts = []
        ends = {
            group: matched_means(self.workshop, self.code, group, self.first, self.last, self.how)
            for group in (self.high, self.low)
        }
        for position, key, year in ((0, "matched_gap_first", self.first), (1, "matched_gap_last", self.last)):
            values = [ends[group][:2][position] for group in (self.high, self.low)]
            facts.append(
                self.workshop.fact(
                    f"{self.id}.{key}",
                    abs(values[0] - values[1]),
                    difference_unit(self.indicator.unit),
                    self.decimals,
                    method=f"change.gap of {self.how} means, economies with both years",
                    code=self.code,
                    areas=[*ends[self.high][2], *ends[self.low][2]],
                    years=[year],
                    year=year,
                )
                if all(pd.notna(values))
                else None
            )
        self.matched_gaps = (facts[0], facts[1]) if facts[0] and facts[1] else None

    def gap_word(self, language: Language) -> str:
        """Which way the distance between the two extreme groups went: up, down or flat."""
        return movement(self.gap_first, self.gap_last, language)

    def _same_sample_agrees(self, language: Language) -> bool:
        """Whether the distance went the same way over the economies observed in both years."""
        return self.matched_gaps is None or movement(*self.matched_gaps, language) == self.gap_word(language)

    def title(self, language: Language) -> str:
        """The finding in one line, with its year."""
        t = language.text
        names = {"high": language.name("group", self.high), "low": language.name("group", self.low)}
        values = {**names, "gap": amount(self.gap_last, language), "year": self.last}
        if not self._same_sample_agrees(language):
            claim = t("{high} and {low} were {gap} apart in {year}", **values)
        elif self.peak is not None:
            claim = t(
                "the distance between {high} and {low} peaked in {peak_year} and was {gap} in {year}",
                peak_year=self.peak.parameters["year"],
                **values,
            )
        elif self.gap_word(language) == "down":
            claim = t("the distance between {high} and {low} narrowed to {gap} in {year}", **values)
        elif self.gap_word(language) == "up":
            claim = t("the distance between {high} and {low} widened to {gap} in {year}", **values)
        else:
            claim = t("{high} and {low} remained {gap} apart in {year}", **values)
        return t("{name}: {claim}", name=language.name("indicator", self.code), claim=claim)

    def paragraph(self, language: Language) -> str:
        """World level and change with its sample, extremes, distance and its turn, single movers."""
        t = language.text
        parts = [*self._world_sentences(language)]
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
        parts += self._gap_sentences(language)
        return sentences([*parts, *self.mover_sentences(language)], language)

    def _world_sentences(self, language: Language) -> list[str]:
        t = language.text
        if self.world_last is None:
            return []
        change = movement(self.world_first, self.world_last, language)
        values = {
            "now": amount(self.world_last, language),
            "then": amount(self.world_first, language),
            "first": self.world_years[0],
            "last": self.world_years[1],
            "matched": amount(self.matched, language),
            "economies": amount(self.economies, language),
            "before": amount(self.economies_first, language),
            "covered": amount(self.covered, language),
        }
        if self.how != "population":
            if change == "up":
                text = t(
                    "The mean of the {matched} economies with a value in both years rose from {then} in {first} to {now} in {last}.",
                    **values,
                )
            elif change == "down":
                text = t(
                    "The mean of the {matched} economies with a value in both years fell from {then} in {first} to {now} in {last}.",
                    **values,
                )
            else:
                text = t(
                    "The mean of the {matched} economies with a value in both years was {now} in both {first} and {last}.",
                    **values,
                )
            drawn = t(
                "The means drawn are those of all economies with a value, {before} in {first} and {economies} in {last}.",
                **values,
            )
            return [
                text,
                drawn
                if self.economies.value != self.matched.value or self.economies_first.value != self.matched.value
                else "",
            ]
        if change == "up":
            text = t("The world value rose from {then} in {first} to {now} in {last}.", **values)
        elif change == "down":
            text = t("The world value fell from {then} in {first} to {now} in {last}.", **values)
        else:
            text = t("The world value was {now} in both {first} and {last}.", **values)
        return [text, t("It is weighted by population, over {economies} economies with {covered} of the world’s people ({before} economies in {first}).", **values)]  # fmt: skip

    def _gap_sentences(self, language: Language) -> list[str]:
        t = language.text
        values = {
            "before": amount(self.gap_first, language),
            "after": amount(self.gap_last, language),
            "first": self.first,
            "last": self.last,
        }
        word = self.gap_word(language)
        if not self._same_sample_agrees(language):
            parts = [t("The distance between these two was {before} in {first} and {after} in {last}.", **values)]
        elif word == "down":
            parts = [
                t(
                    "The distance between these two was {before} in {first} and {after} in {last}: it narrowed.",
                    **values,
                )
            ]
        elif word == "up":
            parts = [
                t("The distance between these two was {before} in {first} and {after} in {last}: it widened.", **values)
            ]
        else:
            parts = [t("The distance between these two, {after}, is that of {first}.", **values)]
        if self.peak is not None:
            parts.append(
                t(
                    "It was widest in {year}, at {gap}.",
                    year=self.peak.parameters["year"],
                    gap=amount(self.peak, language),
                )
            )
        if self.matched_gaps is not None and (self.how != "population" or not self._same_sample_agrees(language)):
            then, now = (amount(fact, language) for fact in self.matched_gaps)
            if (then, now) != (values["before"], values["after"]):
                parts.append(
                    t("Over the economies with a value in both years it was {then} and {now}.", then=then, now=now)
                )
        return parts
