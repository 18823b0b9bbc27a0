"""Check the data sheets: all problems of one run, sorted by place; nothing is changed and nothing is raised."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import islice
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.edition import Edition
from pipeline.model.addresses import position
from pipeline.problems import Problem, Severity
from pipeline.sheets import acknowledged, layout
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.content import Content, read_content, read_one
from pipeline.sheets.corrections import apply, declared
from pipeline.sheets.findings import too_many
from pipeline.sheets.rules import (
    captions,
    consistency,
    corrections,
    keys,
    listed,
    neighbours,
    registers,
    series,
    values,
)
from pipeline.store import Keep, make_anew

if TYPE_CHECKING:
    from pipeline.model.dataset import Dataset


Rule = Callable[[Content, Edition, Keep], Iterable[Problem]]
"""A rule over all content."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    ``problems`` are sorted by file, sheet, row, column and code; ``dataset`` is None where there is an error, and where
    one workbook was checked alone; ``files`` maps each file read to its SHA-256.
    """

    problems: tuple[Problem, ...]
    dataset: Dataset | None
    files: Mapping[str, str]

    def count(self, severity: Severity) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


def check_data(
    root: Path, edition: Edition, keep: Keep = make_anew, only: Path | None = None, beyond: tuple[Rule, ...] = ()
) -> CheckResult:
    """Check ``root/data`` by every rule. The sheets are read once, for checking and for the data set.

    ``keep`` may hold results from one run to the next (see ``pipeline.store``). With ``only`` (below ``root``, or a whole path) one
    workbook is checked, wherever it lies, against what it refers to (see ``content.read_one``): its own problems, without a data set. A code that
    another workbook has too is then a problem of this one, and every printed name that is missing is told at it.
    ``beyond`` are rules of the floors above.
    """
    cutoff = edition.data_cutoff.isoformat()
    if only is not None:
        base, path = (Path(normpath(place.absolute())) for place in (root, root / only))
        file = path.relative_to(base).as_posix() if path.is_relative_to(base) else only.as_posix()
        content = read_one(root, path, file, cutoff, keep)
        judged = acknowledged.without(judge(content, edition, keep, beyond), acknowledged.read(root))
        own = tuple(found for found in judged if found.place.file == file)
        broken = tuple(found for found in content.problems if found.place.file != file)
        return CheckResult(sort_problems([*own, *broken]), None, content.files)
    with ThreadPoolExecutor(max_workers=1) as aside:  # what building imports (pandas) takes as long as reading
        loading = aside.submit(import_module, "pipeline.sheets.load")
        content = read_content(root, cutoff, keep)
    known = acknowledged.read(root)
    problems = sort_problems(acknowledged.without(judge(content, edition, keep, beyond), known))
    files = dict(content.files)
    if known.data:
        files[acknowledged.FILE] = hashlib.sha256(known.data).hexdigest()
    if any(problem.severity is Severity.ERROR for problem in problems):
        return CheckResult(problems, None, files)
    return CheckResult(problems, loading.result().build(content), files)


def judge(
    content: Content, edition: Edition, keep: Keep = make_anew, beyond: tuple[Rule, ...] = ()
) -> tuple[Problem, ...]:
    """The problems of content: those of reading and parsing, and those of every rule; sorted, each once."""
    found = [
        *content.problems,
        *content.structure,
        *keys.check(content),
        *listed.check(content),
        *captions.check(content),
        *values.check(content, edition.data_cutoff.year),
        *registers.check(content, edition.languages),
        *consistency.check(content, edition.data_cutoff.year),
        *corrections.check(content, edition.data_cutoff.isoformat()),
    ]
    cutoff = edition.data_cutoff.isoformat()
    known = declared(content.tables)
    columns: list[neighbours.Column] = []
    for book in apply(content.books, known):
        own = [
            (one.indicator, one.area, one.year, one.expected, one.value) for one in known if one.indicator in book.wides
        ]
        parts = {"file": book.file, "content": content.files[book.file], "cutoff": cutoff, "corrections": str(own)}
        seen = keep(f"series {book.file}", parts, partial(_series, book))
        found += seen.problems
        columns += seen.columns
    found += neighbours.across(columns)
    for rule in beyond:
        found += rule(content, edition, keep)
    return _within_limits(sort_problems(_once(found)))


def _once(found: list[Problem]) -> list[Problem]:
    """The problems without what a worse one of the same figure says already."""
    outside = {one.place for one in found if one.code == "sheet-out-of-range"}
    return [one for one in found if one.code not in series.CODES or one.place not in outside]


def _within_limits(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Sorted problems, no more of one file than are listed."""
    counts = Counter(problem.place.file for problem in found)
    many = {file for file, count in counts.items() if count > layout.MAX_PROBLEMS}
    if not many:
        return found
    told: Counter[str] = Counter()
    kept = [too_many(file) for file in many]
    for problem in found:
        told[problem.place.file] += 1
        if told[problem.place.file] <= layout.MAX_PROBLEMS:
            kept.append(problem)
    return sort_problems(kept)


def _series(book: IndicatorBook) -> neighbours.Seen:
    """What a workbook shows of each series against itself and against those beside it."""
    seen = neighbours.look(book)
    problems = (*islice(series.check(book), layout.MAX_PROBLEMS + 1), *seen.problems)
    return neighbours.Seen(problems, seen.columns)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, sheet, row, column, code; duplicates once."""
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _order(problem: Problem) -> tuple[str, str, tuple[int, int], str, str]:
    place = problem.place
    return (place.file, place.sheet, position(place.cell) or (0, 0), problem.code, problem.found)
