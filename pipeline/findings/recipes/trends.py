"""Recipes over time: groups as lines, as panels, as slopes between two years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.findings.stories import GroupStory
from pipeline.findings.wording import amount, difference_unit, sentences
from pipeline.findings.workshop import WORLD, Workshop, group_labels, source_line
from pipeline.findings.world_story import WorldStory
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


def _words(
    workshop: Workshop, story: GroupStory | WorldStory, groups: Sequence[Group], alt: str, language: Language
) -> Words:
    """Words of a figure of groups over time."""
    return Words(
        title=story.title(language),
        subtitle=story.subtitle(language),
        source=source_line(workshop, [story.code], language),
        alt=alt,
        text=story.paragraph(language),
        labels=group_labels(groups, language) | {"status_gap": language.text("Gap: too few economies report")},
    )


def group_trend(
    workshop: Workshop,
    id: str,
    indicator: str,
    groups: str,
    first: int,
    how: str = "population",
    against_world: bool = False,
) -> Exhibit:
    """Lines: one a group of a kind, the world among them, from a year on.

    ``against_world`` compares each group with the world value, for kinds whose groups share members.
    """
    chosen = [workshop.data.groups[WORLD], *workshop.groups(groups)]
    data = _series(workshop, indicator, chosen, first, how)
    data["emphasis"] = data["series"] == WORLD
    story = (WorldStory if against_world else GroupStory)(workshop, id, indicator, data, how)

    def words(language: Language) -> Words:
        alt = language.text(
            "Line chart with one line for each of {count} groups and one for the world. {summary}",
            count=language.number(len(chosen) - 1, 0),
            summary=story.paragraph(language),
        )
        return _words(workshop, story, chosen, alt, language)

    options = {"decimals": story.decimals, "y_from_zero": True}
    return Exhibit(id, "lines", data, words, (indicator,), options)


def group_panels(
    workshop: Workshop, id: str, indicator: str, groups: str, first: int, how: str = "population"
) -> Exhibit:
    """Small multiples: one panel a group, the other groups behind it in grey."""
    chosen = workshop.groups(groups)
    data = _series(workshop, indicator, chosen, first, how)
    data.insert(0, "panel", data["series"])
    story = GroupStory(workshop, id, indicator, data, how)

    def words(language: Language) -> Words:
        alt = language.text(
            "{count} small line charts, one a group, with the other groups in grey. {summary}",
            count=language.number(len(chosen), 0),
            summary=story.paragraph(language),
        )
        return _words(workshop, story, chosen, alt, language)

    return Exhibit(id, "small_multiples", data, words, (indicator,), {"decimals": story.decimals, "columns": 3})


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
    story = GroupStory(workshop, id, indicator, data, how)
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
        workshop.fact(
            f"{id}.{key}_change",
            gains[group],
            unit,
            story.decimals,
            method="change",
            code=indicator,
            areas=workshop.data.groups[group].members,
            years=[first, last],
            group=group,
        )
        for key, group in (("largest", most), ("smallest", least))
    )
    return Exhibit(id, "slope", data, words, (indicator,), {"decimals": story.decimals})
