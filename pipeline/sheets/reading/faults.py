"""Problems of files that are imported: their codes begin with ``import-``."""

from __future__ import annotations

from pipeline.problems import Place, Problem, Severity

_LONGEST = 1_500  # characters


def fault(
    code: str, place: Place, found: str, allowed: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    """An error, or a problem of another severity; a text that was found is shown as far as one can read it."""
    shown = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}..."
    return Problem(code, severity, place, shown, allowed, remedy)


def notice(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    """Something that is done and must be known."""
    return Problem(code, Severity.INFO, place, found, allowed, remedy)
