"""The targets of a study of progress: from a sheet, or one for every series as the command says it; what was assumed is told."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pipeline.methods import progress as methods
from pipeline.methods.progress import Desired, Kind, Rules, Target
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column
from pipeline.sheets.tables import Table
from pipeline.studies.book import Book, no_direction
from pipeline.studies.indicator_workbook import stop_on_errors, warning

_LIMIT = Column(
    "limit", layout.Kind.NUMBER, False, "Bound that the values cannot pass; blank: 0 or 100 of a percentage."
)
TARGET_COLUMNS = (
    *(replace(c, choices=tuple(Desired)) if c.header == "direction" else c for c in layout.TARGET_COLUMNS),
    layout.KIND_COLUMN,
    _LIMIT,
)
NEEDED = ("indicator", "direction", "source")


@dataclass(frozen=True)
class Aim:
    """One target of one indicator as the methods take it; ``kind`` in the words of the sheet, ``kind_from`` who says it.

    ``assumed`` are sentences on what the target does not say and was taken.
    """

    name: str
    indicator: str
    target: Target
    kind: str
    kind_from: str
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Aims:
    """The targets that can be assessed, and the rows (target, indicator, reason) that cannot."""

    found: tuple[Aim, ...]
    without: tuple[tuple[str, str, str], ...] = ()


def sheet_targets(book: Book, table: Table, rules: Rules, problems: list[Problem]) -> Aims:
    """The rows of the sheet Targets. A row whose indicator has no data is listed and told, any other that cannot be used is a problem."""
    found, without, lost = [], [], []
    for row in table.frame.to_dict("records"):
        number, code = row["ROW"], str(row["indicator"])
        name = str(row.get("target") or code)
        if not code or row["direction"] not in tuple(Desired):
            continue  # parsing has said why
        if code not in book.wides:
            lost.append((table.place(number, "indicator"), code))
            near = nearest.codes(code, book.wides)
            without.append((name, code, f"no data of this indicator{near}"))
            continue
        value, desired = row.get("value", math.nan), Desired(row["direction"])
        if row.get("kind") == "parity":
            desired = Desired.PARITY
        if desired is Desired.PARITY and not value > 0:
            place = table.place(number, "value")
            problems.append(problem("sheet-not-a-number", place, "parity without a target above zero"))
            continue
        years, assumed = _years(row.get("base_year"), row.get("target_year"), rules)
        if years[1] <= years[0]:
            place = table.place(number, "target_year")
            found_ = f"base_year {years[0]}, target_year {years[1]}"
            problems.append(problem("sheet-target-years", place, found_))
            continue
        goal = None if pd.isna(value) else float(value)
        limit = row.get("limit", math.nan)
        aim = _aim(book, name, code, goal, years, desired, str(row.get("kind") or ""), limit)
        found.append(replace(aim, assumed=(*assumed, *aim.assumed)))
    for place, code in lost:
        near = nearest.codes(code, book.wides)
        if found:
            told, allowed, remedy = (
                f"{code!r} has a target and no data",
                f"an indicator with data{near}",
                "add its data, or correct the code",
            )
            problems.append(warning("study-target-without-data", place, told, allowed, remedy))
        else:  # there is nothing to assess
            problems.append(problem("sheet-unknown-indicator", place, repr(code), near=near))
    return Aims(tuple(found), tuple(without))


def declared_targets(
    book: Book, value: float | None, year: int | None, base: int | None, rules: Rules, problems: list[Problem]
) -> Aims:
    """The target of each series that the options of the command give. Raises Stop (exit 3), naming all that must be given."""
    place = Place(book.workbook.file)
    (first, last), assumed = _years(base, year, rules)
    if value is None and year is None and base is None:
        found = "no targets: neither --target, --base-year and --target-year nor a file of targets"
        allowed = "a target for each series"
        remedy = (
            "give --base-year and --target-year (and --target, where there is a number), "
            "or --targets FILE with the columns target, indicator, value, base_year, target_year, direction, source"
        )
        problems.append(Problem("study-no-targets", Severity.ERROR, place, found, allowed, remedy))
    elif last <= first:
        found, remedy = f"base year {first}, target year {last}", "correct the years"
        problems.append(
            Problem("study-no-targets", Severity.ERROR, place, found, "a base year before the target year", remedy)
        )
    ways = book.directions()
    silent = [code for code, way in ways.items() if way not in tuple(Desired)]
    if silent:
        problems.append(no_direction(book, silent))
    unfit = [code for code, way in ways.items() if way == Desired.PARITY and not (value or 0) > 0]
    if unfit:
        found, allowed = f"parity without a target above zero: {', '.join(unfit)}", "a target above zero"
        problems.append(Problem("study-no-targets", Severity.ERROR, place, found, allowed, "give --target 1"))
    stop_on_errors(problems)
    aims = (_aim(book, code, code, value, (first, last), Desired(way), "", math.nan) for code, way in ways.items())
    return Aims(tuple(replace(aim, assumed=(*assumed, *aim.assumed)) for aim in aims))


def _years(base: object, year: object, rules: Rules) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Base and target year, the published defaults where one is blank, and what is told of it."""
    found, told = [], []
    for name, given, default in (
        ("base", base, rules.defaults.default_base_year),
        ("target", year, rules.defaults.default_target_year),
    ):
        blank = given is None or given == "" or pd.isna(given)
        found.append(int(default) if blank else int(given))  # type: ignore[call-overload]
        if blank:
            told.append(f"no {name} year: {default:g}, the published default")
    return (found[0], found[1]), tuple(told)


def _aim(
    book: Book,
    name: str,
    code: str,
    value: float | None,
    years: tuple[int, int],
    desired: Desired,
    declared: str,
    limit: float,
) -> Aim:
    """One target, with the kind of its series and its natural limit."""
    kind, source = _kind(book, code, value, desired, declared)
    told = []
    if kind == "parity" and desired is not Desired.PARITY:
        told.append(f"parity of {value:g} is wanted from either side; the direction {desired} is not used")
        desired = Desired.PARITY
    percentage = kind == "percentage"
    bound = methods.natural_limit(percentage, desired) if pd.isna(limit) else float(limit)
    return Aim(
        name,
        code,
        Target(value, *years, desired, _METHOD_KIND.get(kind, Kind.LEVEL), percentage, bound),
        kind,
        source,
        tuple(told),
    )


_METHOD_KIND: Mapping[str, Kind] = {"growth_rate": Kind.GROWTH_RATE, "binary": Kind.BINARY}


def _kind(book: Book, code: str, value: float | None, desired: Desired, declared: str) -> tuple[str, str]:
    """What the values of a series are, and who says it: the targets, the rows of Indicators, else the unit, name or values."""
    unit, name = book.unit(code).strip(), book.said(code, "name")
    if declared:
        return declared, "given with the target"
    if said := book.said(code, "kind"):
        return said, "given with the indicator"
    if desired is Desired.PARITY:
        return "parity", "given by the direction"
    by_unit = methods.kind_of_unit(unit)
    if by_unit is not Kind.LEVEL:
        return str(by_unit), f"inferred from the unit {unit!r}"
    words = f"{unit} {name}".casefold()
    if "parity" in words and "purchasing" not in words and value == 1:
        return "parity", "inferred from unit and name"
    if re.search(r"\bgrowth rate\b|\bgrowth \(annual\b|\bannual growth\b", name.casefold()) and methods.is_percentage(
        unit
    ):
        return "growth_rate", f"inferred from the name {name!r}"
    if unit:
        return ("percentage" if methods.is_percentage(unit) else "level"), f"inferred from the unit {unit!r}"
    values = book.frame(code).to_numpy(dtype=float)
    known = values[~np.isnan(values)]
    if known.size and value in (None, 0, 1) and set(np.unique(known)) <= {0.0, 1.0}:
        return "binary", "no unit; every value is 0 or 1"
    if known.size and known.min() >= 0 and 1 < known.max() <= 100:
        return "percentage", "no unit; every value lies from 0 to 100"
    return "level", "no unit; values that are no percentages"
