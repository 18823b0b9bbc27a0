"""The order in which problems are listed where errors come first."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.addresses import position
from pipeline.problems import Problem, Severity

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Errors, then warnings, then notices; each by file, sheet, row and column."""
    return sorted(problems, key=_key)


def _key(problem: Problem) -> tuple[int, str, str, tuple[int, int], int, str, str]:
    place = problem.place
    cell = position(place.cell) or (0, 0)
    return (SEVERITIES.index(problem.severity), place.file, place.sheet, cell, place.line, problem.code, problem.found)
