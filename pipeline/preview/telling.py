"""A round in a line: what changed, what was made, seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from pipeline.problems import ExitCode, Place, Problem, Severity, first_of

# Kinds of results that are told, in this order, for one and for several.
KINDS = {
    "sheet": ("sheet", "sheets"),
    "exhibit": ("exhibit", "exhibits"),
    "figure": ("figure", "figures"),
    "chapter": ("chapter", "chapters"),
    "page": ("page", "pages"),
    "pdf": ("PDF", "PDFs"),
}
NAMED = 3  # files that are named before the rest is counted


def files(names: Collection[str]) -> str:
    """Files by name, the rest by number.

    >>> files({"data/b.xlsx", "data/a.xlsx", "data/c.xlsx", "data/d.xlsx"})
    'data/a.xlsx, data/b.xlsx, data/c.xlsx and 1 more'
    """
    return first_of(sorted(names), NAMED)


def made(kinds: Iterable[str]) -> str:
    """What was made, counted by kind.

    >>> made(["figure", "exhibit", "figure", "pdf", "words"])
    '1 exhibit, 2 figures, 1 PDF'
    """
    counted = Counter(kinds)
    told = [
        f"{counted[kind]} {one if counted[kind] == 1 else many}" for kind, (one, many) in KINDS.items() if counted[kind]
    ]
    return ", ".join(told) or "nothing that is shown is different"


def line(names: Collection[str], what: str, seconds: float) -> str:
    """The line of a round.

    >>> line({"data/a.xlsx"}, "1 exhibit", 1.94)
    'data/a.xlsx › 1 exhibit: 1.9 s'
    """
    return f"{files(names) or 'first round'} › {what}: {seconds:.1f} s"


def bug(error: BaseException) -> Problem:
    """A fault of the programme as a problem beside the page."""
    trace, place = error.__traceback__, Place("pipeline")
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if "/pipeline/" in file:
            place = Place(f"pipeline/{file.rpartition('/pipeline/')[2]}", line=trace.tb_lineno)
        trace = trace.tb_next
    return Problem(
        "programme-fault",
        Severity.ERROR,
        place,
        f"{type(error).__name__}: {error}",
        "a programme without this fault",
        f"report it with the traceback on the console (exit code {int(ExitCode.BUG)} of a build); the preview goes on with the next save",
    )
