"""Recipes of distance: between women and men, and between two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from pipeline.findings import change_claims, economy_claims
from pipeline.findings import pair_claims as may
from pipeline.findings.change_claims import Between, Changes
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.messages import Label, Message, Name, Quantity, Span, say
from pipeline.findings.notes import old_data_note
from pipeline.findings.pair_claims import Ladder, Pairs
from pipeline.findings.workshop import Workshop


def sex_gap(
    workshop: Workshop, id: str, both: str, male: str, female: str, count: int = 9, since: int = 2013
) -> Exhibit:
    """Dumbbells: women and men in each economy's latest year with both; the widest gaps in either direction.

    Raises ValueError where no economy has both figures for one year.
    """
    meta = workshop.indicator(female)
    figure = Pairs(workshop, id, both, male, female, since)
    pairs = figure.frame()
    shown = pd.concat([pairs.head(count), pairs.tail(count // 2)]) if len(pairs) > 1.5 * count else pairs
    data = shown.rename_axis("label").reset_index().rename(columns={"other": "start", "reference": "end"})
    data = data[["label", "start", "end", "difference", "ratio", "year"]]
    return Exhibit(
        id, "dumbbell", data, (male, female), {"decimals": meta.decimals, "start_key": "start", "end_key": "end"},
        (*may.of_counts(figure), *may.of_the_other_side(figure), *may.of_the_widest(figure), *may.of_the_level(figure)),
        title=say("gaps-sexes-title", measure=figure.measure),
        subtitle=say("gaps-sexes-subtitle", unit=Name("unit", workshop.indicator(both).unit), years=Span.of(pairs["year"]),
                     all=int(len(shown) == len(pairs))),
        alt=say("gaps-sexes-alt", count=len(data)),
        notes=(*may.parity(figure), say("gaps-sexes-note"), *old_data_note(workshop, [male, female], int(pairs["year"].max()))),
        labels=economy_claims.labels(data["label"], data["year"])
        | {"start": say("label-women"), "end": say("label-men")},
    )  # fmt: skip


def skill_ladder(workshop: Workshop, id: str, skills: list[tuple[str, str, str]], since: int = 2014) -> Exhibit:
    """Dumbbells by skill: medians over economies for women and men; ``skills`` lists (both, female, male) codes.

    Raises ValueError where no economy has both figures of a skill for one year.
    """
    figure = Ladder(workshop, id, tuple((both, female, male) for both, female, male in skills), since)
    data = figure.table().rename_axis("label").reset_index()
    codes = tuple(code for _, *pair in skills for code in pair)
    years = Span(int(data["oldest"].min()), int(data["newest"].max()))
    counts = [workshop.fact(f"{id}.{key}", number, "", 0, method="count", inputs=figure.seen())
              for key, number in (("fewest", data["economies"].min()), ("most", data["economies"].max()))]  # fmt: skip
    return Exhibit(
        id, "dumbbell", data, codes, {"decimals": 1, "start_key": "start", "end_key": "end"},
        (*may.of_the_ladder(figure), *may.of_the_sexes(figure)),
        title=say("gaps-skills-title"), subtitle=say("gaps-skills-subtitle", years=years),
        alt=say("gaps-skills-alt", count=len(data)),
        notes=(say("gaps-skills-note", least=counts[0], most=counts[1]), *old_data_note(workshop, codes, years.last)),
        labels={code: Name("short", code) for code in data["label"]}
        | {"start": say("label-women"), "end": say("label-men")},
    )  # fmt: skip


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
    """Dumbbells: the economies whose value changed most between two years, increases first, with the largest falls.

    Raises ValueError where no economy has a value at both ends.
    """
    meta = workshop.indicator(indicator)
    figure = Changes(workshop, id, indicator, Between(first, last, slack, minimum_population))
    changes = figure.frame()
    falls = changes[changes["change"] < 0].tail(max(count // 4, 3))
    shown = pd.concat([changes.drop(index=falls.index).head(count - len(falls)), falls])
    data = shown.rename_axis("label").reset_index()
    return Exhibit(
        id, "dumbbell", data, (indicator,), {"decimals": meta.decimals, "start_key": "start", "end_key": "end"},
        (*change_claims.of_counts(figure), *change_claims.of_against(figure), *change_claims.of_peaks(figure),
         *change_claims.of_largest(figure), *change_claims.of_thirds(figure, aside=True)),
        title=say("gaps-changes-title", **figure.said),
        subtitle=say("gaps-changes-subtitle", unit=Name("unit", meta.unit), people=Quantity(minimum_population, "persons"),
                     limit=int(minimum_population > 0), slack=slack, **figure.said),
        alt=say("gaps-changes-alt", count=len(data), **figure.said),
        notes=(*_rule(changes, shown, len(falls)), *change_claims.unsteady(figure, shown), *old_data_note(workshop, [indicator], last)),
        labels=_named(data["label"], shown, first, last) | {"start": str(first), "end": str(last)},
    )  # fmt: skip


def _rule(every: pd.DataFrame, shown: pd.DataFrame, falls: int) -> tuple[Message, ...]:
    """By which rule economies are drawn; nothing where all are."""
    if len(shown) == len(every):
        return ()
    return (say("gaps-changes-shown", rises=len(shown) - falls, falls=falls),)


def _named(codes: Sequence[str], shown: pd.DataFrame, first: int, last: int) -> dict[str, object]:
    """Names of economies, with their years where these are others than those of the figure."""

    def label(code: str) -> Iterator[object]:
        ends = int(shown.loc[code, "start_year"]), int(shown.loc[code, "end_year"])
        yield Name("economy", code)
        if ends != (first, last):
            yield say("gaps-other-years", name=Label("economy", code), years=Span(*ends))

    return {code: list(label(code))[-1] for code in codes}
