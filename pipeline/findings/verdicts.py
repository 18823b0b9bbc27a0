"""Verdicts on targets: every method on every economy, as codes that charts, tables and claims share.

One mechanism for all figures: a series is assessed once by all methods (methods.progress), a code says what may be printed
of the result in this edition. A target whose year has passed is only met or not: nobody is on track to it. No probability
is drawn from data that end more than ``notes.OLD`` years before the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.messages import Message, say
from pipeline.findings.notes import OLD
from pipeline.findings.workshop import WORLD, Input, Workshop
from pipeline.methods.progress.compare import Assessment, Choices, assess, assess_wide, verdict_table
from pipeline.methods.progress.rules import Rules, read_rules
from pipeline.methods.progress.series import Kind, Series, Target, is_percentage, kind_of_unit, natural_limit
from pipeline.methods.progress.verdicts import ORIGIN, Desired, Level, Method, Origin, verdicts_of

LEVELS = ("achieved", "on_track", "some", "little", "away")  # of the common scale, best first
NOT_MET = "not_met"  # the year has passed, and the data reach it
OPEN = "open"  # the year has passed, the data end before it and show it not met
NOT_ASSESSED = "not_assessed"  # there are data from which this method cannot judge
NO_DATA = "no_data"  # there is no observation in the period of the target
UNJUDGED = (NOT_ASSESSED, NO_DATA)
GOOD = ("achieved", "on_track")


@dataclass(frozen=True)
class Look:
    """One way to look at the series of a target: years left out at either end, and only series that reach near the edition."""

    year_later: bool = False
    year_earlier: bool = False
    recent_only: bool = False


PLAIN = Look()
LOOKS = {
    "year-later": Look(year_later=True),
    "year-earlier": Look(year_earlier=True),
    "recent-only": Look(recent_only=True),
}  # patterns ``variation-<name>``


def rules(workshop: Workshop) -> Rules:
    """Bounds of all methods, from the thresholds sheet."""
    return workshop.once("progress.rules", lambda: read_rules(workshop.data.parameters.thresholds))


def target_row(workshop: Workshop, target: str) -> pd.Series:
    """The row of a target in data/monitoring/targets.xlsx. Raises KeyError with the code where there is none."""
    rows = workshop.data.parameters.targets
    found = rows[rows["target"] == target]
    if found.empty:
        raise KeyError(target)
    return found.iloc[0]


def aim_of(workshop: Workshop, target: str) -> Target:
    """A row of the targets sheet as the methods take it."""
    row = target_row(workshop, target)
    unit, desired = workshop.indicator(row["indicator"]).unit, Desired(row["direction"])
    percentage = is_percentage(unit)
    return Target(
        None if pd.isna(row["value"]) else float(row["value"]),
        int(row["base_year"]),
        int(row["target_year"]),
        desired,
        kind_of_unit(unit),
        percentage,
        natural_limit(percentage, desired),
    )


def choices(workshop: Workshop, methods: Iterable[Method] = tuple(Method)) -> Choices:
    """What the methods leave open, as this edition decides it."""
    year = workshop.edition.year
    return Choices(projected_from=year - OLD, assessed_in=year, methods=tuple(methods))


def assessments(workshop: Workshop, target: str) -> dict[str, Assessment]:
    """Every method on every economy with an observation in the period of a target, in M49's economies only."""

    def make() -> dict[str, Assessment]:
        return assess_wide(_wide(workshop, target), aim_of(workshop, target), rules(workshop), choices(workshop))

    return workshop.once(f"progress.{target}", make)


def _wide(workshop: Workshop, target: str) -> pd.DataFrame:
    wide = workshop.data.observations.wide(target_row(workshop, target)["indicator"])
    return wide[wide.index.isin(list(workshop.data.groups[WORLD].members))]


def world_assessments(workshop: Workshop, how: str) -> dict[str, Assessment]:
    """Every method on the world value of every target; ``how``: population (weighted) or unweighted (as ESCAP)."""

    def make() -> dict[str, Assessment]:
        found = {}
        for target, indicator in workshop.data.parameters.targets[["target", "indicator"]].itertuples(index=False):
            series = workshop.group_values(indicator, WORLD, how)["value"]
            found[target] = assess(Series.of(series), aim_of(workshop, target), rules(workshop), choices(workshop))
        return found

    return workshop.once(f"progress.world.{how}", make)


def verdict_lines(workshop: Workshop, target: str) -> pd.DataFrame:
    """One line an economy with every method's verdict (methods.progress.compare.verdict_table)."""
    return workshop.once(f"progress.{target}.table", lambda: verdict_table(assessments(workshop, target)))


def passed(workshop: Workshop, target: str) -> bool:
    """Whether the year of a target lies before that of the edition."""
    return int(target_row(workshop, target)["target_year"]) < workshop.edition.year


def numbered(workshop: Workshop, target: str) -> bool:
    """Whether a target has a number; of one without only the direction can be followed."""
    return bool(pd.notna(target_row(workshop, target)["value"]))


def code_of(item: Assessment | None, method: Method, over: bool, own: bool = False) -> str:
    """What may be printed of one result: a level of the common scale (``own``: the method's own class), or why there is none.

    ``over`` says that the year of the target has passed; a direction without a number cannot then be met or missed.
    """
    if item is None or item.span is None:
        return NO_DATA
    result = item.results[method]
    level = result.level
    if not over:
        if level is None:
            return NOT_ASSESSED
        return str(result.verdict) if own else level.name.lower()
    if level is Level.ACHIEVED:
        return "achieved"
    if item.target.value is None and item.target.kind is not Kind.BINARY:
        return NOT_ASSESSED
    return NOT_MET if item.span.latest_year >= item.target.year else OPEN


def codes(workshop: Workshop, target: str, own: bool = False) -> pd.DataFrame:
    """Codes of every method (columns) on every economy with a population (index); see ``code_of``."""
    return workshop.watch.once(
        f"progress.{target} codes {own}", lambda: _table(workshop, target, assessments(workshop, target), Method, own)
    )


def _table(
    workshop: Workshop, target: str, found: Mapping[str, Assessment], methods: Iterable[Method], own: bool = False
) -> pd.DataFrame:
    over, field = passed(workshop, target), workshop.populated()
    columns = {str(one): [code_of(found.get(code), one, over, own) for code in field] for one in methods}
    return pd.DataFrame(columns, index=pd.Index(field))


def codes_again(workshop: Workshop, target: str, methods: Iterable[Method], look: Look) -> pd.DataFrame:
    """Codes of some methods in another look at the series, for a statement that is tried again."""
    asked = tuple(methods)
    if look == PLAIN:
        return codes(workshop, target)[[str(method) for method in asked]]

    def make() -> pd.DataFrame:
        wide, aim = _wide(workshop, target), aim_of(workshop, target)
        wide = wide.loc[:, wide.columns <= aim.year]  # earlier years too: a base may lie before the base year
        period = wide.loc[:, wide.columns >= aim.base_year]
        seen_in = period.columns[period.notna().any()]
        if look.recent_only:
            wide = wide[wide.index.isin(recent(workshop, target))]
        if look.year_later:
            wide = wide.loc[:, wide.columns > seen_in[0]]
        if look.year_earlier:
            wide = wide.drop(columns=seen_in[-1:])
        found = assess_wide(wide, aim, rules(workshop), choices(workshop, asked))
        return _table(workshop, target, found, asked)

    return workshop.watch.once(f"progress.{target} {look} {' '.join(asked)}", make)


def judged(table: pd.DataFrame) -> pd.DataFrame:
    """The economies that every method of a table of codes can judge."""
    return table[~table.isin(UNJUDGED).any(axis="columns")]


def sourced_official(workshop: Workshop) -> tuple[Method, ...]:
    """The official methods whose bounds all have a source: those that headlines and ranges rest on."""
    known = rules(workshop)
    return tuple(method for method in Method if ORIGIN[method] is Origin.OFFICIAL and known.sourced(method))


def official_methods(workshop: Workshop) -> tuple[Method, ...]:
    """All official methods, those whose bounds have a source first."""
    first = sourced_official(workshop)
    return (*first, *(one for one in Method if ORIGIN[one] is Origin.OFFICIAL and one not in first))


def ordered_methods(workshop: Workshop) -> tuple[Method, ...]:
    """All methods: official ones with sourced bounds first, other official ones, research, own."""
    first = sourced_official(workshop)
    return (
        *first,
        *sorted((one for one in Method if one not in first), key=lambda one: list(Origin).index(ORIGIN[one])),
    )


def recent(workshop: Workshop, target: str) -> frozenset[str]:
    """Economies whose data on a target reach to ``OLD`` years before the edition, or nearer."""
    first = workshop.edition.year - OLD
    found = assessments(workshop, target).items()
    return frozenset(code for code, item in found if item.span is not None and item.span.latest_year >= first)


def old_series(workshop: Workshop, target: str) -> int:
    """How many economies have data that end more than ``OLD`` years before the edition."""
    return len(assessments(workshop, target)) - len(recent(workshop, target))


def seen(workshop: Workshop, target: str) -> Input:
    """The observations behind the verdicts on a target: all years up to its own, as some regressions reach back."""
    row = target_row(workshop, target)
    years = [year for year in workshop.data.observations.wide(row["indicator"]).columns if year <= row["target_year"]]
    return row["indicator"], assessments(workshop, target), years


# --- printed names ---------------------------------------------------------------------------------------------------


def method_name(method: str) -> Message:
    """The name of a method."""
    return say(f"method-{method.replace('_', '-')}")


def method_spoken(method: str) -> Message:
    """The name of a method as it stands in a sentence."""
    return say(f"spoken-method-{method.replace('_', '-')}")


def method_label(workshop: Workshop, method: str) -> Message:
    """The name of a method with whose it is, and whether its bounds have a source."""
    origin: str = ORIGIN[Method(method)]
    if origin == Origin.OFFICIAL and not rules(workshop).sourced(method):
        origin = "unsourced"
    return say("method-label", method=method_name(method), origin=origin)


def code_name(code: str) -> Message:
    """The name of a code."""
    return say(f"verdict-{code.replace('_', '-')}")


def class_name(verdict: str) -> Message:
    """A class in the words of its method."""
    return say(f"class-{verdict.replace('_', '-')}")


def cause_name(cause: str) -> Message:
    """Why two methods disagree."""
    return say(f"cause-{cause.replace('_', '-')}")


def own_codes(method: Method) -> tuple[str, ...]:
    """The classes of a method from best to worst, as codes."""
    return tuple(map(str, verdicts_of(method)))
