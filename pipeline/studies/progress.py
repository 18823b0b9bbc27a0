"""Progress of the series of a workbook towards its targets, by every method."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from pipeline.methods import progress as methods
from pipeline.methods.progress import Assessment, Choices, Draws, Kind, Method, Verdict, Weighting
from pipeline.problems import ExitCode, Place, Problem, Severity, stop
from pipeline.sheets import layout
from pipeline.sheets.load import load_dataset
from pipeline.sheets.read import read_workbook
from pipeline.sheets.reference import found_project
from pipeline.sheets.tables import Table
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook
from pipeline.studies.book import Book
from pipeline.studies.figures import Source
from pipeline.studies.indicator_workbook import (
    cell_of,
    messages,
    read_book,
    read_table,
    stop_on_errors,
    warning,
    write_template,
)
from pipeline.studies.progress_tables import Found, notes, tables
from pipeline.studies.progress_targets import NEEDED, TARGET_COLUMNS, declared_targets, sheet_targets
from pipeline.studies.study import Study

TARGETS, THRESHOLDS = "Targets", "Thresholds"
PARAMETERS = "data/reference/parameters.xlsx"
_THRESHOLDS = [column.header for column in layout.THRESHOLD_COLUMNS]
EXAMPLE = ("AUS", "BGD", "BRA", "CHN", "DEU", "EGY", "ETH", "FJI", "FRA", "IDN", "IND", "JPN", "KEN", "MEX", "NAM")


def run(
    workbook: Path,
    draws: int = 1000,
    seed: int = 2030,
    weighting: str = Weighting.LINEAR,
    regression_since: int | None = None,
    root: Path = Path(),
    target: float | None = None,
    target_year: int | None = None,
    base_year: int | None = None,
    source: Source | None = None,
    only_methods: Collection[str] = (),
    as_of: int | None = None,
) -> Study:
    """Assess every series of the workbook against every row of its ``Targets`` sheet.

    ``draws`` and ``seed`` are those of the projections, ``weighting`` (linear, exponential, equal) the weights of
    ESCAP's regression and ``regression_since`` its first year (default: every observation). Bounds are read from the
    workbook's ``Thresholds`` sheet; rows that it lacks come from data/reference/parameters.xlsx below ``root``.
    ``workbook`` may be a file of figures, read as ``source`` says; ``target`` (none: a direction alone), ``target_year``
    and ``base_year`` (blank: the published defaults) are then the target of each of its series that no sheet of targets
    gives. ``only_methods`` are the methods asked (default: all), ``as_of`` is the year from which the age of the data is
    counted (default: the latest year of the file).
    Raises Stop: exit 3 for what cannot be read or used, exit 2 for a choice that is not allowed.
    """
    _check(workbook, weighting, draws, only_methods)
    asked = tuple(method for method in Method if not only_methods or method in only_methods)
    problems: list[Problem] = []
    book = read_book(workbook, (TARGETS, THRESHOLDS), problems, source)
    one = (target, target_year, base_year)
    table = _targets(book, workbook, one, problems)
    of_bounds: list[Problem] = []
    thresholds, told = _thresholds(book, root, of_bounds)
    problems += of_bounds
    if any(found.severity is Severity.ERROR for found in of_bounds):
        stop_on_errors(problems)
    rules = methods.read_rules(thresholds)
    if table is None:
        stop_on_errors(problems)  # of a sheet that cannot be read
        aims = declared_targets(book, *one, rules, problems)
    else:
        aims = sheet_targets(book, table, rules, problems)
    stop_on_errors(problems)
    now = _latest_year(book) if as_of is None else as_of
    choices = Choices(Draws(draws, seed), Weighting(weighting), regression_since, assessed_in=now, methods=asked)
    items = []
    for aim in aims.found:
        for area, item in methods.assess_wide(book.frame(aim.indicator), aim.target, rules, choices).items():
            items.append((aim, area, item))
            problems.extend(_unusable(book, aim.indicator, area, item))
    found = Found(aims, tuple(items), asked)
    results = tables(found, book, rules, thresholds)
    results["Messages"] = messages(problems)
    return Study(
        "progress",
        str(workbook),
        {
            "methods": ", ".join(asked),
            "draws": draws,
            "seed": seed,
            "projection_model": "random walk with drift, residual changes drawn with replacement",
            "weighting": str(weighting),
            "regression_since": regression_since if regression_since is not None else "first observation",
            "base": "first observation at or after the base year; UNSD: the nearest to it, before or after, that leaves "
            f"{rules.minimums[Method.UNSD].minimum_points:g}; Eurostat: the first of its term",
            "latest": "last observation up to the target year",
            "as_of": now if now is not None else "no year",
        },
        results,
        (*book.told, *told, *notes(found, results["Not assessed"], rules, problems)),
    )


def _latest_year(book: Book) -> int | None:
    """The latest year of which the file has a figure; None where it has none."""
    frames = (book.frame(code) for code in book.wides)
    return max((int(year) for frame in frames for year in frame.columns[frame.notna().any()]), default=None)


def _check(workbook: Path, weighting: str, draws: int, only_methods: Collection[str]) -> None:
    """Raise Stop (exit 2) for a choice that is not allowed, naming those that are."""
    unknown = [name for name in only_methods if name not in tuple(Method)]
    for wrong, found, allowed in (
        (unknown, f"the method {', '.join(map(repr, unknown))}", f"methods: {', '.join(Method)}"),
        (weighting not in tuple(Weighting), f"the weighting {weighting!r}", f"weighting: {', '.join(Weighting)}"),
        (draws < 1, f"{draws} projections", "1 projection or more"),
    ):
        if wrong:
            place = Place(workbook.name)
            raise stop(ExitCode.USAGE, "study-progress-choice", place, found, allowed, "correct the option")


def _targets(
    book: Book, workbook: Path, one: tuple[float | None, int | None, int | None], problems: list[Problem]
) -> Table | None:
    """The sheet Targets; None where the options give the one target of every series, or (told) it cannot be read.

    Raises Stop (exit 2) where both are given.
    """
    there = TARGETS in book.workbook.sheets
    if there and one != (None, None, None):
        raise stop(
            ExitCode.USAGE,
            "study-progress-choice",
            Place(workbook.name),
            "targets twice: a sheet Targets, and --target, --target-year or --base-year",
            "one of them",
            "leave out the options, or the sheet",
        )
    if not there and (book.figures or one != (None, None, None)):
        return None
    return read_table(book.workbook, TARGETS, TARGET_COLUMNS, NEEDED, ("target", "indicator"), problems)


def _thresholds(book: Book, root: Path, problems: list[Problem]) -> tuple[pd.DataFrame, list[str]]:
    """Rows of the workbook's sheet, completed by those of the project (told where it is not ``root``); what lacks is a problem."""
    told: list[str] = []
    columns = _THRESHOLDS
    own = pd.DataFrame(columns=columns)
    if THRESHOLDS in book.workbook.sheets:
        needed = ("method", "parameter", "value")
        table = read_table(book.workbook, THRESHOLDS, layout.THRESHOLD_COLUMNS, needed, needed[:2], problems)
        own = table.frame.reindex(columns=columns, fill_value="") if table is not None else own
    lacking = set(methods.missing_rows(own))
    path = (found_project(root) or root if lacking else root) / PARAMETERS
    if lacking and path.is_file():
        told += [f"Bounds of the methods: {path}."] if path != root / PARAMETERS else []
        shared = read_table(
            read_workbook(path, PARAMETERS), THRESHOLDS, layout.THRESHOLD_COLUMNS, (), ("method", "parameter"), problems
        )
        if shared is not None:
            keys = zip(shared.frame["method"], shared.frame["parameter"], strict=True)
            rows = shared.frame[[key in lacking for key in keys]].reindex(columns=columns, fill_value="")
            own = rows if own.empty else pd.concat([own, rows], ignore_index=True)
            lacking = set(methods.missing_rows(own))
    if lacking:
        names = ", ".join(f"{method}.{name}" for method, name in sorted(lacking))
        problems.append(
            stop(
                ExitCode.DATA,
                "study-threshold-missing",
                Place(book.workbook.file, THRESHOLDS),
                f"no row for {names}",
                f"a row for each bound, in this sheet or in {PARAMETERS}",
                "add the rows (columns method, parameter, value, source), or run inside the project",
            ).problems[0]
        )
    return own, told


def _unusable(book: Book, code: str, area: str, item: Assessment) -> list[Problem]:
    """Warnings on a series that some method cannot assess, with its cell."""
    where = item.span
    if where is None or item.target.kind is Kind.BINARY:
        return []
    if not where.years and any(result.verdict is Verdict.NOT_ASSESSED for result in item.results.values()):
        return [
            warning(
                "study-too-few-points",
                book.place(code, area, where.base_year),
                f"{area} has one value from {item.target.base_year} to {item.target.year}",
                "two values or more",
                "add a value, or choose an earlier base year",
            )
        ]
    if item.target.kind is Kind.LEVEL and (where.base <= 0 or where.latest < 0):
        year = where.base_year if where.base <= 0 else where.latest_year
        value = where.base if where.base <= 0 else where.latest
        return [
            warning(
                "study-no-growth-rate",
                book.place(code, area, year),
                f"{area} has the value {value:g} in {year}, from which no growth rate follows",
                "values above zero for methods that rest on growth",
                "read the linear methods for this series",
            )
        ]
    return []


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook with figures and bounds of the project's data below ``root``: Internet use and a yes/no series."""
    data = load_dataset(root)
    rows = data.parameters.targets
    rows = rows[rows["target"].isin(["umc-use", "sdg-17-8-1", "sdg-17-19-2-births"])]
    codes = list(dict.fromkeys(rows["indicator"]))
    observed = data.observations
    meta = [observed.indicators[code] for code in codes]
    headers = [column.header for column in layout.INDICATOR_COLUMNS]
    series = {}
    for code in codes:
        wide = observed.wide(code)
        cells = wide[wide.index.isin(EXAMPLE)].stack().dropna()
        series[code] = {(str(area), int(year)): float(value) for (area, year), value in cells.items()}
    book = IndicatorBook(
        About(
            "Progress: an example",
            "Series and targets for 'progress'; figures of the report's data. Replace them with your own.",
            EDIT_INDICATORS,
            max(pd.to_datetime([item.accessed for item in meta])).date(),
        ),
        tuple({h: cell_of(getattr(item, h)) for h in headers} for item in meta),
        series,
    )
    columns = [column.header for column in TARGET_COLUMNS]
    given = [column.header for column in layout.TARGET_COLUMNS]
    lines = [
        [None if pd.isna(row.get(c)) else row[c] for c in given]
        + [_kind(observed.indicators[row["indicator"]].unit), None]
        for row in rows.to_dict("records")
    ]
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    bounds = data.parameters.thresholds
    bounds = bounds[bounds["method"].isin(tuple(Method))]
    sheet = [_THRESHOLDS, *(list(row) for row in bounds[_THRESHOLDS].itertuples(index=False))]
    write_template(target, book, names, {TARGETS: [columns, *lines], THRESHOLDS: sheet}, "progress")


def _kind(unit: str) -> str:
    """The kind of a series of the example, in the words of the sheet."""
    kind = methods.kind_of_unit(unit)
    return "percentage" if kind is Kind.LEVEL and methods.is_percentage(unit) else str(kind)
