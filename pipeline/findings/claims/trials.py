"""Trials: a statement tested again under declared variations, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

V = TypeVar("V")


class Contrary(ValueError):
    """Raised by a test where the data deny what the statement takes for granted (that the one ahead is ahead)."""


class Standing(StrEnum):
    """What became of a claim: printed as it is, printed with its condition, or not printed."""

    FIRM = "firm"
    CONDITIONAL = "conditional"
    WITHDRAWN = "withdrawn"


class Agreement(StrEnum):
    """How the outcome of a variation stands to the statement."""

    SAME = "same"
    WEAKER = "weaker"  # nothing, or less, is shown
    OPPOSITE = "opposite"
    UNTESTED = "untested"  # the variation cannot be made from these data


@dataclass(frozen=True)
class Trial:
    """The outcome of one variation: its name, what the test then says (blank where it cannot be made) and how it agrees."""

    variation: str
    says: str
    agreement: Agreement


def try_variations(
    says: str,
    test: Callable[[V], str | None],
    variations: Mapping[str, V],
    opposites: Iterable[tuple[str, str]] = (),
    stronger: Iterable[tuple[str, str]] = (),
) -> tuple[Trial, ...]:
    """The trials of a statement.

    ``test`` gives what may be said under a variation, None where these data cannot tell (so do a ValueError, LookupError
    or ArithmeticError; Contrary is the opposite). ``opposites`` are pairs of outcomes of which one is the contrary of
    the other; ``stronger`` pairs of a statement and an outcome that says the same and more: it agrees.
    """
    implied = set(stronger)
    contrary = {pair for one, other in opposites for pair in ((one, other), (other, one))}
    trials = []
    for name, variation in variations.items():
        try:
            found = test(variation)
        except Contrary:
            trials.append(Trial(name, "contrary", Agreement.OPPOSITE))
            continue
        except (ValueError, LookupError, ArithmeticError):
            found = None
        if found is None:
            agreement = Agreement.UNTESTED
        elif found == says or (says, found) in implied:
            agreement = Agreement.SAME
        else:
            agreement = Agreement.OPPOSITE if (says, found) in contrary else Agreement.WEAKER
        trials.append(Trial(name, found or "", agreement))
    return tuple(trials)


def standing(trials: Iterable[Trial], tolerated: Iterable[str] = ()) -> Standing:
    """Firm where every variation that can be made agrees; withdrawn where one says the contrary, or most say less.

    A contrary outcome under a variation of ``tolerated`` makes a statement conditional: it is then the condition itself
    that a reader should know (without its largest economy a group went the other way).
    """
    made = [trial for trial in trials if trial.agreement is not Agreement.UNTESTED]
    accepted = set(tolerated)
    fails = [trial for trial in made if trial.agreement is not Agreement.SAME]
    if not fails:
        return Standing.FIRM
    contrary = any(t.agreement is Agreement.OPPOSITE and t.variation not in accepted for t in fails)
    return Standing.WITHDRAWN if contrary or 2 * len(fails) > len(made) else Standing.CONDITIONAL


def conditions(trials: Iterable[Trial]) -> tuple[str, ...]:
    """Names of the variations under which a statement does not show."""
    return under(trials, Agreement.WEAKER, Agreement.OPPOSITE)


def under(trials: Iterable[Trial], *agreements: Agreement) -> tuple[str, ...]:
    """Names of the variations whose outcome agrees in one of these ways."""
    return tuple(trial.variation for trial in trials if trial.agreement in agreements)
