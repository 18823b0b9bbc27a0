"""Cells of tables with what stands behind them: observations, means of groups, facts, rows of sheets, computations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from pipeline.findings.facts import Fact
from pipeline.findings.origins import Origin, Role, Shown, Taken
from pipeline.findings.proofs import group_origin
from pipeline.findings.settings import row_ranges
from pipeline.findings.workshop import Workshop
from pipeline.tables.table import MISSING

DIGIT = re.compile(r"\d")


def observed(text: str, code: str, area: str, year: int, value: float, unit: str = "", key: str = "") -> str:
    """An observation; ``key`` is its place in the table where it is not economy and indicator."""
    about = MappingProxyType({"indicator": code, "economy": area, "year": int(year)})
    return Shown(
        text, key or f"{area}:{code}", value, unit, Origin("observation", about, (Taken(code, (area,), (int(year),)),))
    )


def mean_of(
    workshop: Workshop,
    text: str,
    code: str,
    group: str,
    how: str,
    year: int,
    value: float,
    unit: str = "",
    key: str = "",
) -> str:
    """The mean of a group in a year, or another number of it (``unit``); a cell without one stays as it is."""
    if text == MISSING:
        return text
    unit = unit or workshop.indicator(code).unit
    return Shown(text, key or f"{group}:{code}", value, unit, group_origin(workshop, code, group, how, int(year)))


def of_fact(text: str, fact: Fact, key: str) -> str:
    """A fact."""
    return Shown(text, key, fact.value, fact.unit, Origin(fact.method, fact.parameters, of=(fact.id,)))


def worked(text: str, key: str, value: float | None, origin: Origin, unit: str = "") -> str:
    """The result of a computation; a cell without a number stays as it is."""
    return Shown(text, key, value, unit, origin) if DIGIT.search(text) else text


def from_row(
    cells: Sequence[str],
    key: str,
    names: Sequence[str],
    place: str,
    row: pd.Series,
    method: str = "as the sheet has it",
) -> tuple[str, ...]:
    """The cells of a row of a register: each that has a number rests on the row ``ROW`` of its sheet ``place``."""
    at = pd.DataFrame([row])
    origin = Origin(method, MappingProxyType({}), (), tuple((Role.VALUE, cell) for cell in row_ranges(place, at)))
    return tuple(worked(text, f"{key}:{name}", None, origin) for text, name in zip(cells, names, strict=True))


def assessed(
    workshop: Workshop,
    code: str,
    areas: Iterable[str],
    method: str,
    parameters: Mapping[str, object],
    cells: Iterable[str],
) -> Origin:
    """The origin of a verdict or a projection: all observations of a series, and the rows of parameters."""
    years = tuple(int(year) for year in workshop.data.observations.wide(code).columns)
    settings = tuple((Role.PARAMETER, cell) for cell in cells)
    return Origin(method, MappingProxyType(dict(parameters)), (Taken(code, tuple(areas), years),), settings)
