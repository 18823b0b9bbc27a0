"""The factors of an uncertainty analysis: what a row of the sheet Uncertainty may vary, and what each option changes.

A factor is one of: a step (its method), ``step.parameter``, either for one element or level (``GCI:treat.most``,
``level 2:aggregate``); ``weight_noise``, ``leave_out``, ``measurement_error``; or any other name, whose options are whole
alternatives: "none", or changes as ``whatif`` reads them ("aggregate.method=geometric; treat.method=none").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.methods.index.problems import error
from pipeline.methods.index.vocabulary import METHODS, PARAMETERS
from pipeline.model.index_design import UNCERTAINTY, IndexDesign
from pipeline.problems import Problem

EVERYTHING = "*"
WEIGHT_NOISE, LEAVE_OUT, MEASUREMENT_ERROR = "weight_noise", "leave_out", "measurement_error"
ONE_LEFT_OUT, WITH_ERROR = "one indicator", "by status and age"
SPECIAL: Mapping[str, tuple[str, ...]] = {
    WEIGHT_NOISE: ("a per cent from 0 to below 100",),
    LEAVE_OUT: ("none", ONE_LEFT_OUT),
    MEASUREMENT_ERROR: ("none", WITH_ERROR),
}
"""Factors that change no choice, and what is allowed as their options."""
NO_CHANGE = "none"
_OF_NAME = ("index-unknown-element", "index-unknown-step", "index-unknown-parameter")  # problems of what is varied
FIXED = "audit"
"""The step that says how draws are made: it is not varied itself."""
_CHANGE = re.compile(r"(?:(?P<to>[^:]+):)?\s*(?P<step>\w+)\.(?P<parameter>\w+)\s*=(?P<value>.*)")
_NAME = re.compile(r"(?:(?P<to>[^:]+):)?\s*(?P<step>\w+)(?:\.(?P<parameter>\w+))?")


@dataclass(frozen=True)
class Change:
    """One choice made another; ``value`` as text."""

    applies_to: str
    step: str
    parameter: str
    value: str

    @property
    def choice(self) -> str:
        """What is changed, as a factor is written."""
        where = "" if self.applies_to == EVERYTHING else f"{self.applies_to}:"
        return f"{where}{self.step}.{self.parameter}"


@dataclass(frozen=True)
class Option:
    """One option of a factor that the draws vary, and how often it is drawn relative to its siblings."""

    factor: str
    option: str
    weight: float
    row: int = 0


def read_changes(text: str) -> tuple[Change, ...]:
    """The changes of ``aggregate.method=geometric; GCI:treat.method=none``, in their order.

    A part before a colon says what it applies to ('*' where there is none). Raises ValueError for text that is no change.

    >>> read_changes("GCI:treat.method=none")[0].choice
    'GCI:treat.method'
    """
    found: list[Change] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _CHANGE.fullmatch(part)
        if match is None:
            raise ValueError(f"no change: {part!r}; allowed: step.parameter=value or element:step.parameter=value")
        to = (match["to"] or EVERYTHING).strip()
        change = Change(to, match["step"], match["parameter"], match["value"].strip())
        if change.choice in (one.choice for one in found):
            raise ValueError(f"{change.choice} twice; allowed: each choice once")
        found.append(change)
    if not found:
        raise ValueError(f"no change: {text!r}; allowed: step.parameter=value or element:step.parameter=value")
    return tuple(found)


def varied(factor: str) -> Change | None:
    """The choice that a factor varies, without a value; None for a factor of another kind.

    >>> varied("level 2:aggregate").choice, varied("my alternatives")
    ('level 2:aggregate.method', None)
    """
    match = None if factor in SPECIAL else _NAME.fullmatch(factor.strip())
    if match is None or match["step"] not in PARAMETERS:
        return None
    parameter = match["parameter"] or "method"
    if match["parameter"] is None and match["step"] not in METHODS:
        return None
    return Change((match["to"] or EVERYTHING).strip(), match["step"], parameter, "")


def changes(factor: str, option: str) -> tuple[Change, ...]:
    """What an option changes in a design. Raises ValueError for an alternative that is no change."""
    if factor in SPECIAL:
        return ()
    choice = varied(factor)
    if choice is not None:
        return (Change(choice.applies_to, choice.step, choice.parameter, option),)
    return () if option.strip().casefold() == NO_CHANGE else read_changes(option)


def is_alternative(factor: str) -> bool:
    """Whether the options of a factor are whole alternatives, which override what other factors choose."""
    return factor not in SPECIAL and varied(factor) is None


def wrong_options(
    options: Iterable[Option], sheets: IndexDesign, wrong: Callable[[Change], Iterable[Problem]]
) -> Iterable[Problem]:
    """What is wrong with the rows of Uncertainty, each at its cell; ``wrong`` tells what is wrong with a change."""
    totals: dict[str, tuple[float, int]] = {}
    owner: dict[str, str] = {}
    for option in options:
        total, row = totals.get(option.factor, (0.0, option.row))
        totals[option.factor] = total + option.weight, row
        if not option.weight >= 0:
            place = sheets.place(UNCERTAINTY, option.row, "weight")
            yield error("option-weight", place, f"{option.weight:g}", "zero or more", "correct the weight")
        choice = varied(option.factor)
        if choice is not None and owner.setdefault(choice.choice, option.factor) != option.factor:
            place = sheets.place(UNCERTAINTY, option.row, "factor")
            found = f"{choice.choice} is varied by {owner[choice.choice]} and by {option.factor}"
            yield error("factor-twice", place, found, "each choice in one factor", "give both the same name")
        yield from _wrong_option(option, sheets, wrong)
    for factor, (total, row) in totals.items():
        if total == 0:
            place = sheets.place(UNCERTAINTY, row, "weight")
            found = f"the options of {factor} have no weight"
            yield error("option-weight", place, found, "a sum above zero", "give one a weight")


def _wrong_option(
    option: Option, sheets: IndexDesign, wrong: Callable[[Change], Iterable[Problem]]
) -> Iterable[Problem]:
    factor, text = option.factor, option.option
    name, cell = (sheets.place(UNCERTAINTY, option.row, header) for header in ("factor", "option"))
    if factor in SPECIAL:
        per_cent = text.replace(".", "", 1)
        good = per_cent.isdecimal() and float(text) < 100 if factor == WEIGHT_NOISE else text in SPECIAL[factor]
        if not good:
            allowed = ", ".join(SPECIAL[factor])
            yield error("unknown-method", cell, f"{factor} by {text!r}", allowed, "choose one of them")
        return
    choice = varied(factor)
    if choice is None and text.strip().casefold() != NO_CHANGE and "=" not in text:
        allowed = (
            f"a step ({', '.join(METHODS)}), step.parameter, element:step.parameter, {', '.join(SPECIAL)}; "
            f"or a name of your own with options such as aggregate.method=geometric, or {NO_CHANGE}"
        )
        yield error("unknown-factor", name, repr(factor), allowed, "correct the factor")
        return
    try:
        made = changes(factor, text)
    except ValueError as failure:
        found, _, allowed = str(failure).partition("; allowed: ")
        yield error("unknown-method", cell, f"{factor}: {found}", allowed, "write for example aggregate.method=none")
        return
    for change in made:
        if change.step == FIXED:
            found, allowed = f"{factor}: {change.choice}", "a choice of another step: audit says how the draws are made"
            yield error("unknown-factor", name, found, allowed, "delete the row")
            continue
        for problem in wrong(change):
            of_name = choice is not None and problem.code in _OF_NAME
            found = problem.found if choice is None else f"{factor} by {text!r}"
            yield replace(problem, place=name if of_name else cell, found=found)
