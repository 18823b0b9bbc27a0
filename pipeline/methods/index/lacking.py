"""Choices that a design needs and does not make, all at once: of its own methods and of those that the draws try."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.methods.index.design import Design
from pipeline.methods.index.left_out import drawn_values, methods_in_play
from pipeline.methods.index.problems import error
from pipeline.methods.index.vocabulary import DEFAULTS, USED_BY, WITHOUT
from pipeline.model.index_design import CHOICES
from pipeline.problems import Problem

_OF_INDICATORS = ("impute", "treat", "normalise")
_OF_NODES = ("weight", "aggregate")
_NAMED = 3  # elements that a message names


def lacking(design: Design) -> list[Problem]:
    """A problem for each method or parameter that no row of Choices sets, for all elements that need it together."""
    needed: dict[tuple[str, str], list[str]] = {}
    for step, parameter, code in _needed(design):
        drawn = parameter != "method" and any(
            drawn_values(design, step, parameter, code)
        )  # an option may bring its own
        if design.choice(step, parameter, code) is None and not drawn:
            needed.setdefault((step, parameter), []).append(code)
    place = design.sheets.place(CHOICES, 1, "parameter")
    return [
        error(
            "choice-missing",
            place,
            f"no row {step} / {parameter} for {_some(codes)}",
            "every choice in a row, with its reason",
            f"add the row, with '*' for everything (gdgr methods index tells what {parameter} is)",
        )
        for (step, parameter), codes in needed.items()
    ]


def _needed(design: Design) -> Iterator[tuple[str, str, str]]:
    """Step, parameter and element of every choice that something reads and that has no default."""
    elements = dict.fromkeys(_OF_INDICATORS, design.tree.indicators) | dict.fromkeys(_OF_NODES, design.tree.bottom_up)
    for step, codes in elements.items():
        for code in codes:
            yield step, "method", code
            methods = methods_in_play(design, step, code)
            for (reading, parameter), readers in USED_BY.items():
                needing = set(readers) - set(WITHOUT.get((step, parameter), ()))
                if reading == step and (step, parameter) not in DEFAULTS and methods & needing:
                    yield step, parameter, code


def _some(codes: list[str]) -> str:
    """The first few of some codes, and how many more there are."""
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return ", ".join(codes[:_NAMED]) + more
