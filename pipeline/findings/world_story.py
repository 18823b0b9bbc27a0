"""What a figure of groups that share members tells: how far each of them is from the world value."""

from __future__ import annotations

import pandas as pd

from pipeline.findings.facts import Fact
from pipeline.findings.stories import Story
from pipeline.findings.wording import amount, movement, sentences
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.language import Language


class WorldStory(Story):
    """Distance of each group from the world value: for groups that share members and cannot be set against each other."""

    def __init__(self, workshop: Workshop, id: str, code: str, data: pd.DataFrame, how: str) -> None:
        super().__init__(workshop, id, code, data, how)
        world = self.table.loc[WORLD]
        self.groups: dict[str, tuple[Fact, Fact, Fact, Fact]] = {}
        for group in self.table.index.drop(WORLD):
            years = self.table.columns[self.table.loc[group].notna() & world.notna()]
            if len(years) < 2:
                continue
            facts = []
            for end, year in (("first", int(years[0])), ("last", int(years[-1]))):
                mine = self.group_fact(f"{group}_{end}", group, year)
                whole = workshop.group_fact(f"{id}.world.{year}", code, WORLD, year, how)
                facts += [mine, self.gap_fact(f"{group}_gap_{end}", whole, mine, year)]
            self.groups[str(group)] = (facts[0], facts[1], facts[2], facts[3])
        if not self.groups:
            raise ValueError(f"{id}: {code} has group values in fewer than two years under the coverage rule")
        self.world = world
        self.far = max(self.groups, key=lambda group: self.groups[group][3].value)

    def title(self, language: Language) -> str:
        """The group farthest from the world value, with its year."""
        t = language.text
        _, _, mine, gap = self.groups[self.far]
        year = int(str(mine.parameters["year"]))
        values = {
            "name": language.name("indicator", self.code),
            "group": language.name("group", self.far),
            "gap": amount(gap, language),
            "year": year,
        }
        if mine.value < self.world[year]:
            return t("{name}: {group} were {gap} below the world value in {year}", **values)
        return t("{name}: {group} were {gap} above the world value in {year}", **values)

    def paragraph(self, language: Language) -> str:
        """One sentence a group, with its own years."""
        t = language.text
        parts = []
        for group, (_, before, mine, after) in sorted(self.groups.items(), key=lambda item: -item[1][3].value):
            values = {
                "group": language.name("group", group),
                "value": amount(mine, language),
                "before": amount(before, language),
                "after": amount(after, language),
                "first": before.parameters["year"],
                "last": after.parameters["year"],
            }
            word = movement(before, after, language)
            if word == "up":
                parts.append(
                    t(
                        "{group}: {value} in {last}, {after} from the world value; in {first} it was {before}, so that the distance widened.",
                        **values,
                    )
                )
            elif word == "down":
                parts.append(
                    t(
                        "{group}: {value} in {last}, {after} from the world value; in {first} it was {before}, so that the distance narrowed.",
                        **values,
                    )
                )
            else:
                parts.append(t("{group}: {value} in {last}, {after} from the world value, as in {first}.", **values))
        parts.append(
            t(
                "An economy can belong to several of these groups, which are therefore compared with the world and not with each other."
            )
        )
        return sentences([*parts, *self.mover_sentences(language)], language)
