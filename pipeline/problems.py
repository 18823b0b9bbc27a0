"""What can be wrong, said so that an editor can act: code, severity, place, found, allowed, remedy.

A problem is a value; terminal, JSON, JUnit and the marked-up workbook are views of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit codes of every command; documented in README, section "Exit codes"."""

    OK = 0
    BUG = 1
    USAGE = 2
    DATA = 3
    REPORT = 4
    RENDER = 5
    ENVIRONMENT = 6
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where a problem sits: ``file › sheet!A1``; sheet, cell and line are blank where they do not apply."""

    file: str
    sheet: str = ""
    cell: str = ""
    line: int = 0

    def __str__(self) -> str:
        text = self.file
        if self.sheet:
            text += f" › {self.sheet}"
        if self.cell:
            text += f"!{self.cell}"
        if self.line:
            text += f":{self.line}"
        return text


@dataclass(frozen=True)
class Problem:
    """One finding of a check or one cause of a stop.

    ``code`` is stable and documented (``sheet-unknown-economy``); ``found``, ``allowed`` and ``remedy`` are sentences.
    """

    code: str
    severity: Severity
    place: Place
    found: str
    allowed: str
    remedy: str

    def __str__(self) -> str:
        return (
            f"{self.severity.upper()} {self.code}\n  place:   {self.place}\n  found:   {self.found}\n"
            f"  allowed: {self.allowed}\n  do:      {self.remedy}"
        )


class Stop(Exception):
    """A run that cannot go on, with all its problems and the exit code. Only the command line turns it into output."""

    def __init__(self, exit_code: ExitCode, problems: Iterable[Problem]) -> None:
        self.exit_code = exit_code
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[Stop], tuple[ExitCode, tuple[Problem, ...]]]:
        """Travel between processes whole."""
        return Stop, (self.exit_code, self.problems)


def first_of(texts: Sequence[str], most: int, between: str = ", ") -> str:
    """The first of some texts, and how many more there are.

    >>> first_of(["KEN", "NER", "TCD"], 2)
    'KEN, NER and 1 more'
    """
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return between.join(texts[:most]) + more


def stop(exit_code: ExitCode, code: str, place: Place, found: str, allowed: str, remedy: str) -> Stop:
    """A Stop of one error."""
    return Stop(exit_code, [Problem(code, Severity.ERROR, place, found, allowed, remedy)])
