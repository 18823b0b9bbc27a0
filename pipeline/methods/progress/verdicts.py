"""What a method of progress says: its verdict in its own words, and where that verdict stands on the common scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType

import pandas as pd

# Why a series has gone back that no ratio judges: what is required since its base is nothing, or lies behind it.
FELL_BACK = "fell back behind a target that the base had met"
_NONE: Mapping[str, float] = MappingProxyType({})
_NO_PARTS: Mapping[str, Verdict] = MappingProxyType({})


class Method(StrEnum):
    """The methods that stand side by side; ``ORIGIN`` says whose they are."""

    UNSD = "unsd"
    STATISTICS_CANADA = "statistics_canada"
    EUROSTAT = "eurostat"
    ESCAP = "escap"
    SDSN = "sdsn"
    PROBABILITY = "probability"


class Origin(StrEnum):
    """Whose a method is: adopted by a statistical organisation, of a research group, or of this project."""

    OFFICIAL = "official"
    RESEARCH = "research"
    OWN = "own"


# SDSN's report is that of an academic network; the probability follows a paper of the OECD, its model is this project's.
ORIGIN: Mapping[Method, Origin] = MappingProxyType(
    {
        Method.UNSD: Origin.OFFICIAL,
        Method.STATISTICS_CANADA: Origin.OFFICIAL,
        Method.EUROSTAT: Origin.OFFICIAL,
        Method.ESCAP: Origin.OFFICIAL,
        Method.SDSN: Origin.RESEARCH,
        Method.PROBABILITY: Origin.OWN,
    }
)


class Verdict(StrEnum):
    """The classes of all methods, in the methods' own words; which method uses which stands in ``MAPPING``."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    FAIR = "fair"
    STAGNATION = "stagnation"
    ACCELERATE = "accelerate"
    LIMITED = "limited"
    DETERIORATION = "deterioration"
    NOT_ACHIEVED = "not_achieved"
    SIGNIFICANT_PROGRESS = "significant_progress"
    MODERATE_PROGRESS = "moderate_progress"
    INSUFFICIENT_PROGRESS = "insufficient_progress"
    MOVEMENT_AWAY = "movement_away"
    MODERATE_MOVEMENT_AWAY = "moderate_movement_away"
    SIGNIFICANT_MOVEMENT_AWAY = "significant_movement_away"
    MAINTAIN = "maintain"
    REVERSE = "reverse"
    MODERATELY_IMPROVING = "moderately_improving"
    STAGNATING = "stagnating"
    DECREASING = "decreasing"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    NOT_ASSESSED = "not_assessed"


class Level(IntEnum):
    """The common scale on which verdicts of different methods are compared."""

    AWAY = 0
    LITTLE = 1
    SOME = 2
    ON_TRACK = 3
    ACHIEVED = 4


class Desired(StrEnum):
    """Desired direction of a series; PARITY wants the target itself, from either side."""

    HIGHER = "higher"
    LOWER = "lower"
    PARITY = "parity"


@dataclass(frozen=True)
class Progress:
    """What one method says about one series, and why.

    ``score`` is the number that the classes cut (None where another rule decided), ``numbers`` are all that were
    computed, by name; ``reason`` is a short sentence; ``warnings`` say what moves the result. ``parts`` are the verdicts of a
    method that publishes several, by name (Eurostat: short_term, long_term); ``verdict`` is the one that is compared.
    """

    method: Method
    verdict: Verdict
    reason: str
    score: float | None = None
    numbers: Mapping[str, float] = field(default_factory=lambda: _NONE)
    warnings: tuple[str, ...] = ()
    parts: Mapping[str, Verdict] = field(default_factory=lambda: _NO_PARTS)

    @property
    def level(self) -> Level | None:
        """Place on the common scale; None where the series is not assessed."""
        return level_of(self.method, self.verdict, self.score)


# Method, verdict, level, and the sign of the score for classes that hold both standstill and retreat ("" = any).
MAPPING: tuple[tuple[Method, Verdict, Level, str], ...] = (
    (Method.UNSD, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.UNSD, Verdict.ON_TRACK, Level.ON_TRACK, ""),
    (Method.UNSD, Verdict.FAIR, Level.SOME, ""),
    (Method.UNSD, Verdict.STAGNATION, Level.LITTLE, "score >= 0"),
    (Method.UNSD, Verdict.STAGNATION, Level.AWAY, "score < 0"),
    (Method.STATISTICS_CANADA, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.STATISTICS_CANADA, Verdict.ON_TRACK, Level.ON_TRACK, ""),
    (Method.STATISTICS_CANADA, Verdict.ACCELERATE, Level.SOME, ""),
    (Method.STATISTICS_CANADA, Verdict.LIMITED, Level.LITTLE, ""),
    (Method.STATISTICS_CANADA, Verdict.DETERIORATION, Level.AWAY, ""),
    (Method.STATISTICS_CANADA, Verdict.NOT_ACHIEVED, Level.LITTLE, "score >= 0"),
    (Method.STATISTICS_CANADA, Verdict.NOT_ACHIEVED, Level.AWAY, "score < 0"),
    (Method.EUROSTAT, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.EUROSTAT, Verdict.SIGNIFICANT_PROGRESS, Level.ON_TRACK, ""),
    (Method.EUROSTAT, Verdict.MODERATE_PROGRESS, Level.SOME, ""),
    (Method.EUROSTAT, Verdict.INSUFFICIENT_PROGRESS, Level.LITTLE, ""),
    (Method.EUROSTAT, Verdict.MOVEMENT_AWAY, Level.AWAY, ""),
    (Method.EUROSTAT, Verdict.MODERATE_MOVEMENT_AWAY, Level.AWAY, ""),
    (Method.EUROSTAT, Verdict.SIGNIFICANT_MOVEMENT_AWAY, Level.AWAY, ""),
    (Method.ESCAP, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.ESCAP, Verdict.MAINTAIN, Level.ON_TRACK, ""),
    (Method.ESCAP, Verdict.ACCELERATE, Level.SOME, ""),
    (Method.ESCAP, Verdict.REVERSE, Level.AWAY, ""),
    (Method.SDSN, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.SDSN, Verdict.ON_TRACK, Level.ON_TRACK, ""),
    (Method.SDSN, Verdict.MODERATELY_IMPROVING, Level.SOME, ""),
    (Method.SDSN, Verdict.STAGNATING, Level.LITTLE, ""),
    (Method.SDSN, Verdict.DECREASING, Level.AWAY, ""),
    (Method.PROBABILITY, Verdict.ACHIEVED, Level.ACHIEVED, ""),
    (Method.PROBABILITY, Verdict.LIKELY, Level.ON_TRACK, ""),
    (Method.PROBABILITY, Verdict.POSSIBLE, Level.SOME, ""),
    (Method.PROBABILITY, Verdict.UNLIKELY, Level.LITTLE, "score >= 0"),
    (Method.PROBABILITY, Verdict.UNLIKELY, Level.AWAY, "score < 0"),
)
_LEVELS = {(method, verdict, sign): level for method, verdict, level, sign in MAPPING}


def level_of(method: Method, verdict: Verdict, score: float | None) -> Level | None:
    """The level of a verdict; a class that holds both standstill and retreat is split by the sign of the score.

    The score of a probability is the share of the required change that the middle projection covers, not the
    probability; that of a yes/no series is the change of the answer (0: it was no before). Without a score such a class
    counts as retreat. Raises KeyError for a verdict that the method does
    not give.

    >>> level_of(Method.UNSD, Verdict.FAIR, 0.4).name
    'SOME'
    >>> level_of(Method.UNSD, Verdict.STAGNATION, -0.2).name
    'AWAY'
    """
    if verdict is Verdict.NOT_ASSESSED:
        return None
    if (method, verdict, "") in _LEVELS:
        return _LEVELS[method, verdict, ""]
    return _LEVELS[method, verdict, "score >= 0" if score is not None and score >= 0 else "score < 0"]


def mapping_table() -> pd.DataFrame:
    """The mapping of verdicts to levels, for print: columns family (whose the method is), method, verdict, level, rank, condition.

    >>> len(mapping_table()) == len(MAPPING)
    True
    """
    rows = [(ORIGIN[m].value, str(m), str(v), one.name.lower(), int(one), when) for m, v, one, when in MAPPING]
    return pd.DataFrame(rows, columns=["family", "method", "verdict", "level", "rank", "condition"])


def verdicts_of(method: Method) -> tuple[Verdict, ...]:
    """The verdicts of a method from best to worst, without "not assessed".

    >>> [str(v) for v in verdicts_of(Method.SDSN)][-2:]
    ['stagnating', 'decreasing']
    """
    return tuple(dict.fromkeys(verdict for m, verdict, _, _ in MAPPING if m is method))
