"""Check every data sheet: all problems of one run, sorted by place; nothing is changed and nothing is raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import coordinate_to_tuple

from pipeline.edition import Edition
from pipeline.model.dataset import Dataset
from pipeline.problems import Problem, Severity
from pipeline.sheets.content import Content, read_content
from pipeline.sheets.load import build
from pipeline.sheets.rules import keys, registers, series, structure, values


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    ``problems`` are sorted by file, sheet, row, column and code; ``dataset`` is None where there is an error;
    ``files`` maps each file read to its SHA-256.
    """

    problems: tuple[Problem, ...]
    dataset: Dataset | None
    files: Mapping[str, str]

    def count(self, severity: Severity) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def check_data(root: Path, edition: Edition) -> CheckResult:
    """Check ``root/data`` by every rule. The sheets are read once, for checking and for the data set."""
    content = read_content(root, edition.data_cutoff.isoformat())
    problems = judge(content, edition)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return CheckResult(problems, None if failed else build(content), content.files)


def judge(content: Content, edition: Edition) -> tuple[Problem, ...]:
    """The problems of content: those of reading and parsing, and those of every rule; sorted, each once."""
    found = [
        *content.problems,
        *keys.check(content),
        *structure.check(content),
        *values.check(content, edition.data_cutoff.year),
        *series.check(content),
        *registers.check(content, edition.languages),
    ]
    return sort_problems(found)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, sheet, row, column, code; duplicates once."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(problem: Problem) -> tuple[str, str, tuple[int, int], str, str]:
    cell = problem.place.cell
    return (
        problem.place.file,
        problem.place.sheet,
        coordinate_to_tuple(cell) if cell else (0, 0),
        problem.code,
        problem.found,
    )
