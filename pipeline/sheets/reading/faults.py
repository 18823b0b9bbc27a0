"""Problems of files that are imported: their codes begin with ``import-``."""

from __future__ import annotations

from pipeline.problems import Place, Problem, Severity


def fault(
    code: str, place: Place, found: str, allowed: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    """An error, or a problem of another severity."""
    return Problem(code, severity, place, found, allowed, remedy)


def notice(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    """Something that is done and must be known."""
    return Problem(code, Severity.INFO, place, found, allowed, remedy)
