"""Today's indicator workbooks, each read whole only when one of its indicators is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from pipeline.problems import ExitCode, Problem, Severity, Stop
from pipeline.sheets import layout
from pipeline.sheets.archive import read_or_stop
from pipeline.sheets.books import IndicatorBook, Parsed, listed_in, parse_workbook
from pipeline.sheets.content import holds_indicators
from pipeline.sheets.read import open_workbook, workbooks_below
from pipeline.sheets.tables import NO_CUTOFF


class BooksOnDemand(Mapping[str, IndicatorBook]):
    """The workbooks below ``root/data`` by the codes of their indicators.

    The first question reads every sheet Indicators, a code its workbook. Raises Stop (exit 3) where one that is read has
    errors of reading: then nobody knows what it holds.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, IndicatorBook] = {}

    def __getitem__(self, code: str) -> IndicatorBook:
        file = self._files[code]
        if file not in self._read:
            book = parsed(self._root, file).book
            if book is None:
                raise KeyError(code)
            self._read[file] = book
        return self._read[file]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    @cached_property
    def _files(self) -> dict[str, str]:
        """The workbook of each code."""
        found: dict[str, str] = {}
        for file, path in workbooks_below(self._root).items():
            if holds_indicators(file):
                workbook = open_workbook(read_or_stop(path, file), file, only=(layout.INDICATORS,))
                _stop_at_errors(workbook.problems)
                found |= dict.fromkeys(listed_in(workbook), file)
        return found


def parsed(root: Path, file: str) -> Parsed:
    """One workbook below ``root``, parsed. Raises Stop (exit 3) where it has errors of reading."""
    found = parse_workbook(file, read_or_stop(root / file, file), NO_CUTOFF)
    _stop_at_errors(found.problems)
    return found


def _stop_at_errors(problems: tuple[Problem, ...]) -> None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise Stop(ExitCode.DATA, errors)
