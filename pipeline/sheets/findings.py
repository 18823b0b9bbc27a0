"""The problems of one workbook as they are found, up to a limit: so many have one cause, and a hostile file has millions."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem


class TooMany(Exception):
    """There are as many problems as are listed; what is left of the workbook is not looked at."""


class Findings(list[Problem]):
    """A list of problems that holds ``layout.MAX_PROBLEMS``. Raises TooMany when one more comes."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.extend(found)

    def append(self, found: Problem) -> None:
        """One more problem."""
        if len(self) >= layout.MAX_PROBLEMS:
            raise TooMany
        super().append(found)

    def extend(self, found: Iterable[Problem]) -> None:
        """Some more problems, as many as there is room for."""
        for one in found:
            self.append(one)


def too_many(file: str) -> Problem:
    """The problem of a workbook whose other problems are not all listed."""
    found = f"more than {layout.MAX_PROBLEMS:,} problems: the others are not listed"
    return problem("sheet-too-many-problems", Place(file), found, limit=layout.MAX_PROBLEMS)
