"""Progress of the series of a workbook towards its targets, by every method."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.methods import progress as methods
from pipeline.methods.progress import (
    Assessment,
    Choices,
    Desired,
    Draws,
    Kind,
    Method,
    Rules,
    Target,
    Verdict,
    Weighting,
)
from pipeline.problems import ExitCode, Place, Problem, stop
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column
from pipeline.sheets.load import load_dataset
from pipeline.sheets.read import read_workbook
from pipeline.sheets.reference import found_project
from pipeline.sheets.tables import Table
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook
from pipeline.studies.book import Book
from pipeline.studies.figures import Source
from pipeline.studies.indicator_workbook import (
    messages,
    read_book,
    read_table,
    stop_on_errors,
    warning,
    write_template,
)
from pipeline.studies.progress_targets import declared_targets
from pipeline.studies.study import Study
from pipeline.studies.templates import threshold_rows

TARGETS, THRESHOLDS = "Targets", "Thresholds"
PARAMETERS = "data/reference/parameters.xlsx"
_KIND = Column("kind", layout.Kind.CHOICE, False, "level, growth_rate or binary (1 = yes, 0 = no).", tuple(Kind))
TARGET_COLUMNS = (
    *(replace(c, choices=tuple(Desired)) if c.header == "direction" else c for c in layout.TARGET_COLUMNS),
    _KIND,
)
_NEEDED = ("indicator", "base_year", "target_year", "direction", "source")
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
) -> Study:
    """Assess every series of the workbook against every row of its ``Targets`` sheet.

    ``draws`` and ``seed`` are those of the projections, ``weighting`` (linear, exponential, equal) the weights of
    ESCAP's regression and ``regression_since`` its first year (default: every observation). Bounds are read from the
    workbook's ``Thresholds`` sheet; rows that it lacks come from data/reference/parameters.xlsx below ``root``.
    ``workbook`` may be a file of figures, read as ``source`` says; ``target`` (none: a direction alone), ``target_year``
    and ``base_year`` are then the target of each of its series that no sheet of targets gives.
    Raises Stop: exit 3 for what cannot be read or used, exit 2 for a choice that is not allowed.
    """
    if weighting not in tuple(Weighting) or draws < 1:
        raise stop(
            ExitCode.USAGE,
            "study-progress-choice",
            Place(workbook.name),
            f"weighting {weighting!r}, {draws} projections",
            f"weighting {', '.join(Weighting)}; 1 projection or more",
            "correct the option",
        )
    problems: list[Problem] = []
    book = read_book(workbook, (TARGETS, THRESHOLDS), problems, source)
    told = list(book.told)
    one = (target, target_year, base_year)
    if TARGETS in book.workbook.sheets and one != (None, None, None):
        raise stop(
            ExitCode.USAGE,
            "study-progress-choice",
            Place(workbook.name),
            "targets twice: a sheet Targets, and --target, --target-year or --base-year",
            "one of them",
            "leave out the options, or the sheet",
        )
    if TARGETS not in book.workbook.sheets and (book.figures or one != (None, None, None)):
        targets = declared_targets(book, *one, problems)
        told.append(
            f"Target of every series: {'a direction alone' if target is None else f'{target:g}'}, {base_year} to {target_year}."
        )
    else:
        table = read_table(book.workbook, TARGETS, TARGET_COLUMNS, _NEEDED, ("target", "indicator"), problems)
        targets = _targets(book, table, problems) if table is not None else []
    bare = [code for code in book.wides if not book.unit(code)] if book.figures else []
    told += [f"No unit for {', '.join(bare)}: taken as per cent where a method asks."] if bare else []
    thresholds, where = _thresholds(book, root, problems)
    told += where
    stop_on_errors(problems)
    rules = methods.read_rules(thresholds)
    choices = Choices(Draws(draws, seed), Weighting(weighting), regression_since)
    found: list[tuple[tuple[str, str, str], Assessment]] = []
    for name, code, aim in targets:
        by_area = methods.assess_wide(book.frame(code), aim, rules, choices)
        found += [((name, code, area), item) for area, item in by_area.items()]
        for area, item in by_area.items():
            problems.extend(_unusable(book, code, area, item))
    tables = _tables(found, rules)
    tables["Thresholds"] = _used(thresholds)
    tables["Messages"] = messages(problems)
    return Study(
        "progress",
        str(workbook),
        {
            "draws": draws,
            "seed": seed,
            "projection_model": "random walk with drift, residual changes drawn with replacement",
            "weighting": str(weighting),
            "regression_since": regression_since if regression_since is not None else "first observation",
            "base": "first observation at or after the base year",
            "latest": "last observation up to the target year",
        },
        tables,
        (*told, *_notes(found, rules, problems)),
    )


def _thresholds(book: Book, root: Path, problems: list[Problem]) -> tuple[pd.DataFrame, list[str]]:
    """Rows of the workbook's sheet, completed by those of the project (told where it is not ``root``); what lacks is a problem."""
    told: list[str] = []
    columns = ["method", "parameter", "value", "unit", "source", "url"]
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


def _targets(book: Book, table: Table, problems: list[Problem]) -> list[tuple[str, str, Target]]:
    """Name, indicator and target of each row that can be used; other rows are problems."""
    found = []
    for row in table.frame.to_dict("records"):
        number, code = row["ROW"], row["indicator"]
        if code not in book.wides:
            near = nearest.codes(code, book.wides)
            problems.append(problem("sheet-unknown-indicator", table.place(number, "indicator"), repr(code), near=near))
            continue
        if pd.isna(row["base_year"]) or pd.isna(row["target_year"]) or row["direction"] not in tuple(Desired):
            continue  # parsing has said why
        base_year, year = int(row["base_year"]), int(row["target_year"])
        if year <= base_year:
            place = table.place(number, "target_year")
            problems.append(problem("sheet-target-years", place, f"base_year {base_year}, target_year {year}"))
            continue
        value = row.get("value", float("nan"))
        desired = Desired(row["direction"])
        if desired is Desired.PARITY and not value > 0:
            place = table.place(number, "value")
            text = "parity without a target above zero"
            problems.append(problem("sheet-not-a-number", place, text))
            continue
        kind = Kind(row["kind"]) if row.get("kind") in tuple(Kind) else methods.kind_of_unit(book.unit(code))
        target = Target(
            None if pd.isna(value) else float(value),
            base_year,
            year,
            desired,
            kind,
            methods.is_percentage(book.unit(code)),
        )
        found.append((row.get("target") or code, code, target))
    return found


def _unusable(book: Book, code: str, area: str, item: Assessment) -> list[Problem]:
    """Warnings on a series that some method cannot assess, with its cell."""
    where = item.span
    if where is None or item.target.kind is Kind.BINARY:
        return []
    if where.latest_year == where.base_year and item.results[Method.UNSD].verdict is Verdict.NOT_ASSESSED:
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


def _tables(found: list[tuple[tuple[str, str, str], Assessment]], rules: Rules) -> dict[str, pd.DataFrame]:
    """The tables of results; the series of the methods become the columns target, indicator, economy."""
    detail = [
        (
            *name,
            str(method),
            str(result.verdict),
            "" if result.level is None else result.level.name.lower(),
            result.reason,
            key,
            value,
            "; ".join(result.warnings),
        )
        for name, item in found
        for method, result in item.results.items()
        for key, value in (result.numbers.items() or [("", float("nan"))])
    ]
    columns = ["target", "indicator", "economy", "method", "verdict", "level", "reason", "number", "value", "warnings"]
    named = [("\t".join(name), item) for name, item in found]
    return {
        "Verdicts": _split(methods.verdict_table(named)),
        "Disagreements": _split(methods.disagreements(named, rules)),
        "Numbers": pd.DataFrame(detail, columns=columns),
        "Mapping": methods.mapping_table(),
    }


def _split(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        return pd.DataFrame(columns=["target", "indicator", "economy", *[c for c in table.columns if c != "series"]])
    parts = table["series"].str.split("\t", expand=True).set_axis(["target", "indicator", "economy"], axis=1)
    # A verdict table names the target's value "target"; here that is the code of the target.
    rest = table.drop(columns="series").rename(columns={"target": "target_value"})
    return pd.concat([parts, rest], axis=1)


def _used(thresholds: pd.DataFrame) -> pd.DataFrame:
    """The bounds with their sources; a blank source reads "no source"."""
    own = thresholds[thresholds["method"].isin([str(method) for method in Method])]
    return own.assign(source=own["source"].where(own["source"] != "", "no source")).reset_index(drop=True)


def _notes(
    found: list[tuple[tuple[str, str, str], Assessment]], rules: Rules, problems: list[Problem]
) -> tuple[str, ...]:
    split = [len(set(item.levels.values())) > 1 for _, item in found]
    notes = [
        f"{len(found)} series; the methods that assess a series disagree on {sum(split)} of them.",
        "Verdicts are compared on the common scale of the sheet Mapping: away, little, some, on track, achieved.",
        "The projections model no saturation: a share near its bound may look more certain than it is.",
    ]
    if rules.unsourced:
        notes.append(f"Bounds without a source: {', '.join(rules.unsourced)}.")
    if problems:
        notes.append(f"{len(problems)} messages; each names its cell in the sheet Messages.")
    return tuple(notes)


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook with figures of the project's data below ``root``: Internet use and a yes/no series."""
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
        tuple({h: _cell(getattr(item, h)) for h in headers} for item in meta),
        series,
    )
    columns = [column.header for column in TARGET_COLUMNS]
    lines = [
        [None if pd.isna(row.get(c)) else row[c] for c in columns[:-1]]
        + [str(methods.kind_of_unit(observed.indicators[row["indicator"]].unit))]
        for row in rows.to_dict("records")
    ]
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    bounds = threshold_rows(data.parameters.thresholds)
    write_template(target, book, names, {TARGETS: [columns, *lines], THRESHOLDS: bounds}, "progress")


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else str(value)
