"""The sheet Choices: method, tolerance and the like, each with a default that is echoed in the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.methods.balancing import Method
from pipeline.problems import ExitCode, Place, Problem, stop
from pipeline.sheets import nearest
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.read import Workbook
from pipeline.sheets.tables import as_text, parse_table
from pipeline.studies.balance.matrix import error

CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "method": "How a matrix is balanced: RAS or GRAS; default: GRAS.",
        "tolerance": "Largest difference of a margin from its total, relative to the largest total; a number of zero or more; default: 1e-12.",
        "iterations": "Most rounds of the balancing; a whole number; default: 10000.",
        "identity_tolerance": "Difference up to which an identity of tables holds: a number in their unit, or rounding (half of the last digit of each cell); default: rounding.",
        "blanks": "What a blank cell of tables without a map is: absent (not known) or zero; default: absent.",
    }
)
"""Choice → what it says, what is allowed, its default."""
CHOICE_COLUMNS = (
    Column("choice", Kind.CHOICE, True, "; ".join(f"{name}: {line}" for name, line in CHOICES.items()), tuple(CHOICES)),
    Column("value", Kind.TEXT, True, "What is chosen: a word or a number, as the line of the choice says."),
)


def choices_of(
    book: Workbook, given: Mapping[str, str], defaults: Mapping[str, str], problems: list[Problem]
) -> dict[str, str]:
    """Defaults, then the sheet Choices, then what the caller gives."""
    chosen = dict(defaults)
    sheet = book.sheets.get("Choices")
    if sheet is not None:
        columns = (
            replace(CHOICE_COLUMNS[0], kind=Kind.CODE, choices=()),
            CHOICE_COLUMNS[1],
        )  # what is none is told below
        table = parse_table(sheet, columns, ("choice",), problems)
        for row, choice, value in table.frame[["ROW", "choice", "value"]].itertuples(index=False):
            if choice in defaults:
                chosen[choice] = value
            else:
                place = table.place(row, "choice")
                remedy = f"correct or delete it{nearest.codes(choice, defaults)}"
                problems.append(error("balance-unknown-choice", place, repr(choice), ", ".join(defaults), remedy))
    for choice, value in given.items():
        if choice not in defaults:
            raise stop(
                ExitCode.USAGE,
                "balance-unknown-choice",
                Place(book.file),
                repr(choice),
                ", ".join(defaults),
                "correct it",
            )
        chosen[choice] = str(value)
    return chosen


def settings(book: Workbook, choices: Mapping[str, str], problems: list[Problem]) -> tuple[Method, float, int]:
    """Method, tolerance and iterations; what is not one is a problem, and a stand-in is returned."""
    method = choices["method"].upper()
    if method not in {kind.value for kind in Method}:
        problems.append(bad_choice(book, "method", choices["method"], "RAS or GRAS"))
        method = Method.GRAS.value
    tolerance, iterations = (number(book, choices, name, problems) for name in ("tolerance", "iterations"))
    if not (iterations >= 1 and iterations == int(iterations)):
        problems.append(bad_choice(book, "iterations", choices["iterations"], "a whole number of at least 1"))
    return Method(method), tolerance, int(iterations)


def number(book: Workbook, choices: Mapping[str, str], name: str, problems: list[Problem]) -> float:
    """A choice that is a number of zero or more; 1 where it is not, which is a problem."""
    try:
        value = float(choices[name])
    except ValueError:
        value = float("nan")
    if not 0 <= value < float("inf"):
        problems.append(bad_choice(book, name, choices[name], "a number of zero or more"))
        return 1.0
    return value


def bad_choice(book: Workbook, choice: str, value: str, allowed: str) -> Problem:
    """The problem of a choice, at its cell where the sheet has it."""
    sheet, place = book.sheets.get("Choices"), Place(book.file, "Choices")
    for line, row in enumerate(sheet.rows if sheet else (), start=1):
        if sheet and as_text(row[0]) == choice:
            place = sheet.place(line, 2)
    return error("balance-bad-choice", place, f"{choice} = {value!r}", allowed, f"correct {choice}")
