"""One target for every series of a file of figures, as the command says it."""

from __future__ import annotations

from pipeline.methods import progress as methods
from pipeline.methods.progress import Desired, Target
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.studies.book import Book, no_direction


def declared_targets(
    book: Book, value: float | None, year: int | None, base: int | None, problems: list[Problem]
) -> list[tuple[str, str, Target]]:
    """Name, indicator and target of each series. Raises Stop (exit 3), naming all that must be given."""
    place = Place(book.workbook.file)
    lacks = [flag for flag, given in (("--base-year", base), ("--target-year", year)) if given is None]
    if lacks:
        found = f"no targets: neither {' and '.join(lacks)} nor a file of targets"
        allowed = "a target for each series"
        remedy = (
            "give --base-year and --target-year (and --target, where there is a number), "
            "or --targets FILE with the columns target, indicator, value, base_year, target_year, direction, source"
        )
        problems.append(Problem("study-no-targets", Severity.ERROR, place, found, allowed, remedy))
    elif year is not None and base is not None and year <= base:
        found, remedy = f"base year {base}, target year {year}", "correct the years"
        problems.append(
            Problem("study-no-targets", Severity.ERROR, place, found, "a base year before the target year", remedy)
        )
    ways = book.directions()
    silent = [code for code, way in ways.items() if way not in tuple(Desired)]
    if silent:
        problems.append(no_direction(book, silent))
    if any(one.severity is Severity.ERROR for one in problems) or year is None or base is None:
        raise Stop(ExitCode.DATA, problems)
    return [
        (
            code,
            code,
            Target(
                value,
                base,
                year,
                Desired(way),
                methods.kind_of_unit(book.unit(code)),
                methods.is_percentage(book.unit(code)),
            ),
        )
        for code, way in ways.items()
    ]
