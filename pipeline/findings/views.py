"""Views: the values of a group as the report prints them, and under the declared variations of that choice.

A claim on groups is tested again in each view: other weights, a fixed panel, a year left out at either end, each group
without its most populous economy, and the earlier release of the data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.findings.workshop import POPULATION, Workshop
from pipeline.methods.group_values import CoverageRule, group_values

WHOLE = CoverageRule(0.0, 0.0)
OTHER_WEIGHTS = {"population": "unweighted", "unweighted": "population", "median": "unweighted"}


@dataclass(frozen=True)
class View:
    """One way to look at the values of groups.

    ``how`` is that of methods.group_values; ``panel`` keeps only economies with a value in both of these years; ``from_year``
    and ``to_year`` bound the years; ``without_largest`` leaves out the most populous economy of the group; ``vintage`` names
    an earlier release.
    """

    how: str = "population"
    from_year: int = 0
    to_year: int = 9999
    panel: tuple[int, int] | None = None
    without_largest: bool = False
    vintage: str = ""


def group_series(workshop: Workshop, code: str, group: str, view: View) -> pd.Series:
    """Yearly values of a group in a view, years (index) without one left out; empty where there is none."""
    plain = view.panel is None and not view.without_largest and not view.vintage
    values = workshop.group_values(code, group, view.how)["value"] if plain else _varied(workshop, code, group, view)
    known = values.dropna()
    return known[(known.index >= view.from_year) & (known.index <= view.to_year)]


def _varied(workshop: Workshop, code: str, group: str, view: View) -> pd.Series:
    """Values of a group with other members or of another release."""

    def make() -> pd.Series:
        data = workshop.data
        source = data.vintages[view.vintage] if view.vintage else data.observations
        wide, people = source.wide(code), data.observations.wide(POPULATION)
        members = [code for code in data.groups[group].members if code in wide.index]
        rule = CoverageRule(workshop.edition.coverage_population, workshop.edition.coverage_count)
        if view.without_largest:
            sizes = people.iloc[:, -1].reindex(members).dropna()
            members = [code for code in members if sizes.empty or code != sizes.idxmax()]
        if view.panel is not None:
            both = wide.reindex(index=members, columns=list(view.panel)).notna().all(axis="columns")
            members, rule = [code for code in members if both[code]], WHOLE
        if not members:
            return pd.Series(dtype=float)
        return group_values(wide, people, members, rule, view.how)["value"]

    return workshop.watch.once(f"view {code} {group} {view}", make)


def variations(workshop: Workshop, code: str, view: View, first: int, last: int) -> dict[str, View]:
    """The declared variations of a view by name (pattern ``variation-<name>``), for a statement on these years."""
    found = {
        "year-later": replace(view, from_year=first + 1),
        "year-earlier": replace(view, to_year=last - 1),
        "without-largest": replace(view, without_largest=True),
    }
    if view.how in OTHER_WEIGHTS:
        found["each-alike" if view.how == "population" else "by-people"] = replace(view, how=OTHER_WEIGHTS[view.how])
    if first < last:
        found["same-economies"] = replace(view, panel=(first, last))
    release = next((label for label, book in reversed(workshop.data.vintages.items()) if code in book.indicators), "")
    if release:
        found["earlier-release"] = replace(view, vintage=release)
    return found
