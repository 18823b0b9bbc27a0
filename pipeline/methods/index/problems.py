"""What can be wrong with an index: problems that name sheet and cell, carried by one exception."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.problems import Place, Problem, Severity


class IndexProblems(ValueError):
    """An index that cannot be built, with all its problems; a study turns it into a stop with exit code 3."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[IndexProblems], tuple[tuple[Problem, ...]]]:
        """It travels from a worker with its problems, not with its words."""
        return IndexProblems, (self.problems,)


def error(code: str, place: Place, found: str, allowed: str, remedy: str) -> Problem:
    """A problem that stops the index."""
    return Problem(f"index-{code}", Severity.ERROR, place, found, allowed, remedy)


def refuse(code: str, place: Place, found: str, allowed: str, remedy: str) -> IndexProblems:
    """The exception of one problem.

    >>> refuse("cycle", Place("a.xlsx", "Hierarchy", "B4"), "a circle", "a tree", "correct it").problems[0].code
    'index-cycle'
    """
    return IndexProblems([error(code, place, found, allowed, remedy)])
