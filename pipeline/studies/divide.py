"""Divides between the economies, groups and sexes of a workbook: gaps, inequality, convergence, years behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from pipeline.methods import divide as methods
from pipeline.methods.divide import Panel, Resampling, Scale
from pipeline.methods.group_values import CoverageRule, group_values
from pipeline.problems import ExitCode, Place, Problem, stop
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column
from pipeline.sheets.load import load_dataset
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook
from pipeline.studies.indicator_workbook import (
    Book,
    frame,
    messages,
    read_book,
    read_table,
    read_wide,
    stop_on_errors,
    warning,
    write_template,
)
from pipeline.studies.study import Study

T = TypeVar("T")
POPULATION, GROUPS = "Population", "Groups"
GROUP_COLUMNS = (
    Column("economy", layout.Kind.CODE, True, "Code of the economy, as in the data sheets."),
    Column("group", layout.Kind.CODE, True, "Group it belongs to."),
    Column("scheme", layout.Kind.CODE, False, "Classification that the group is part of; blank where there is one."),
)
DEFAULT_SCHEME = "groups"
# Years chosen without being named: those with at least this share of the largest number of economies.
REPORTING = 0.8
COVERAGE = CoverageRule(0.5, 0.5)
EXAMPLE = (
    *("AUS", "BEN", "BFA", "BGD", "BRA", "CHN", "CIV", "COL", "DEU", "DNK", "EGY", "ETH", "FRA", "GHA", "IDN", "IND"),
    *("JPN", "KAZ", "KHM", "KOR", "MAR", "MEX", "MLI", "NPL", "PER", "POL", "RWA", "SEN", "THA", "TUR", "UGA", "ZAF"),
)


@dataclass(frozen=True)
class _Case:
    """One indicator with its years and panel."""

    code: str
    wide: pd.DataFrame
    first: int
    last: int
    panel: Panel
    higher: bool


def run(
    workbook: Path,
    first: int | None = None,
    last: int | None = None,
    reference: str | None = None,
    draws: int = 1000,
    seed: int = 2030,
    confidence: float = 0.95,
) -> Study:
    """Measure the divides of every indicator of a workbook with the sheets ``Population`` and ``Groups``.

    ``first`` and ``last`` are the years compared (default: the oldest and newest year with at least 80 % of the largest
    number of economies), ``reference`` the group that others are compared with (default: the highest mean in the last
    year); ``draws``, ``seed`` and ``confidence`` are those of the bootstrap. Series of women and men are paired by
    FEMALE and MALE in their codes. Raises Stop: exit 3 for what cannot be read or used, exit 2 for a choice that is
    not allowed.
    """
    if draws < 1 or not 0 < confidence < 1 or (first is not None and last is not None and last <= first):
        raise stop(
            ExitCode.USAGE,
            "study-divide-choice",
            Place(workbook.name),
            f"{draws} draws, confidence {confidence}, years {first} to {last}",
            "1 draw or more, a confidence between 0 and 1, a first year before the last",
            "correct the option",
        )
    problems: list[Problem] = []
    book = read_book(workbook, (POPULATION, GROUPS), problems)
    people = _population(book, problems)
    table = read_table(book.workbook, GROUPS, GROUP_COLUMNS, ("economy", "group"), (), problems)
    schemes = _schemes(book, table, reference, problems) if table is not None else {}
    stop_on_errors(problems)
    assert people is not None
    population = frame(people)
    resampling = Resampling(draws, seed, confidence)
    cases = [case for code in book.wides if (case := _case(book, code, population, first, last, problems))]
    for case in cases:
        _without_weight(book, case, population, problems)
    tables = {
        "Change": _measures(cases, resampling, problems, book),
        "Panels": _panels(cases),
        "Decomposition": _decompositions(cases, schemes, problems, book),
        "Group gaps": _gaps(cases, schemes, reference, resampling, problems, book),
        "Parity": _parity(book, population),
        "Beta": _betas(cases, resampling, problems, book),
        "Sigma": _sigmas(cases, population),
        "Time distance": _distances(cases, schemes, reference, population),
    }
    tables["Messages"] = messages(problems)
    return Study(
        "divide",
        str(workbook),
        {
            "first": first
            if first is not None
            else f"oldest year with {REPORTING:.0%} of the most reporting economies",
            "last": last if last is not None else f"newest year with {REPORTING:.0%} of the most reporting economies",
            "reference": reference or "group with the highest mean in the last year",
            "draws": draws,
            "seed": seed,
            "confidence": confidence,
            "weights": "population of the year (nearest year where the sheet has none)",
            "group_coverage": f"population {COVERAGE.population:.0%}, economies {COVERAGE.count:.0%} (time distance)",
        },
        tables,
        _notes(cases, problems),
    )


def _population(book: Book, problems: list[Problem]) -> Wide | None:
    """The weights; a population of zero or below is a problem."""
    if POPULATION not in book.workbook.sheets:
        found = "no sheet 'Population': weights are missing"
        problems.append(problem("sheet-missing", Place(book.workbook.file), found, sheet=POPULATION))
        return None
    wide = read_wide(book.workbook, POPULATION, problems)
    for i, j in np.argwhere(wide.values <= 0):
        place = wide.place(int(i), int(j))
        found = f"a population of {wide.values[i, j]:g}"
        problems.append(problem("sheet-out-of-range", place, found, minimum="above 0", maximum="any", row="-"))
    return wide


def _schemes(
    book: Book, table: Table, reference: str | None, problems: list[Problem]
) -> dict[str, dict[str, list[str]]]:
    """Scheme → group → members; unknown members and members of two groups of a scheme are problems."""
    known = {area for wide in book.wides.values() for area in wide.areas}
    schemes: dict[str, dict[str, list[str]]] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in table.frame.to_dict("records"):
        area, group, number = row["economy"], row["group"], row["ROW"]
        scheme = row.get("scheme") or DEFAULT_SCHEME
        place = table.place(number, "economy")
        if not area or not group:
            continue  # parsing has said so
        if area not in known:
            near = f"use a code of the data sheets{nearest.codes(area, known)}"
            problems.append(problem("sheet-unknown-economy", place, f"{area!r} in no data sheet", near=near))
        elif (scheme, area) in seen:
            found = f"{area} once more in {scheme!r}"
            problems.append(
                problem("sheet-duplicate-key", place, found, key="economy and scheme", first=seen[scheme, area])
            )
        else:
            seen[scheme, area] = number
            schemes.setdefault(scheme, {}).setdefault(group, []).append(area)
    groups = {group for scheme in schemes.values() for group in scheme}
    if reference and reference not in groups:
        place = Place(table.file, table.sheet)
        found = f"no group {reference!r}{nearest.codes(reference, groups)}"
        problems.append(
            stop(ExitCode.DATA, "study-reference", place, found, "a group of this sheet", "correct it").problems[0]
        )
    return schemes


def _case(
    book: Book, code: str, population: pd.DataFrame, first: int | None, last: int | None, problems: list[Problem]
) -> _Case | None:
    """An indicator with its panel; a warning where there are not two years or two economies."""
    wide = book.frame(code)
    counts = wide.notna().sum()
    usual = counts[counts >= REPORTING * counts.max()].index if len(counts) and counts.max() else []
    start = first if first is not None else (int(usual[0]) if len(usual) else None)
    end = last if last is not None else (int(usual[-1]) if len(usual) else None)
    try:
        if start is None or end is None or start >= end:
            raise ValueError("fewer than two years with enough economies; allowed: two or more, or years named")
        panel = methods.matched_panel(wide, [start, end], population)
    except ValueError as error:
        place = Place(book.workbook.file, code)
        problems.append(_left_out(place, str(error)))
        return None
    rows = book.indicators.frame
    lower = "direction" in rows and (rows.loc[rows["code"] == code, "direction"] == "lower").any()
    return _Case(code, wide, start, end, panel, not lower)


def _left_out(place: Place, error: str) -> Problem:
    """The warning of a measure that cannot be computed, from an error "found; allowed: ..."."""
    found, _, allowed = error.partition("; allowed: ")
    return warning("study-not-computed", place, found, allowed or "see the method", "correct the sheet, or leave it so")


def _without_weight(book: Book, case: _Case, population: pd.DataFrame, problems: list[Problem]) -> None:
    """A warning for each economy with values in both years but without a population."""
    both = case.wide[[case.first, case.last]].notna().all(axis=1)
    for area in case.wide.index[both]:
        if area not in case.panel.economies:
            found = f"{area} has values in {case.first} and {case.last} but no population: left out"
            allowed = "a population in the nearest year of the sheet Population"
            where = book.place(case.code, area)
            problems.append(warning("study-weight-missing", where, found, allowed, "add its population"))


def _try(make: Callable[[], T], place: Place, what: str, problems: list[Problem]) -> T | None:
    """The result, or None with a warning that names what could not be computed and why."""
    try:
        return make()
    except ValueError as error:
        problems.append(_left_out(place, f"{what}: {error}"))
        return None


def _measures(cases: Sequence[_Case], resampling: Resampling, problems: list[Problem], book: Book) -> pd.DataFrame:
    rows = []
    for case in cases:
        for name, measure in methods.MEASURES.items():
            change = _try(
                partial(methods.between_years, case.panel, case.first, case.last, measure, resampling),
                Place(book.workbook.file, case.code),
                name,
                problems,
            )
            if change is not None:
                rows.append((case.code, name, case.first, case.last, *_change(change)))
    return pd.DataFrame(rows, columns=["indicator", "measure", "first_year", "last_year", *_CHANGE])


_CHANGE = (
    *("first", "first_low", "first_high", "last", "last_low", "last_high"),
    *("change", "change_low", "change_high", "direction", "supported", "economies"),
)


def _change(change: methods.Change) -> tuple[object, ...]:
    numbers = [x for part in (change.first, change.last, change.change) for x in (part.value, part.low, part.high)]
    finite = [x if np.isfinite(x) else float("nan") for x in numbers]
    return (*finite, str(change.direction), "yes" if change.supported else "no", change.economies)


def _panels(cases: Sequence[_Case]) -> pd.DataFrame:
    rows = [
        (c.code, year, len(c.panel.economies), covered, len(c.panel.left_out), " ".join(c.panel.left_out))
        for c in cases
        for year, covered in zip(c.panel.years, c.panel.covered, strict=True)
    ]
    return pd.DataFrame(
        rows, columns=["indicator", "year", "economies", "population_covered", "left_out", "left_out_codes"]
    )


def _decompositions(
    cases: Sequence[_Case], schemes: dict[str, dict[str, list[str]]], problems: list[Problem], book: Book
) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for case in cases:
        for scheme, groups in schemes.items():
            group_of = {area: group for group, members in groups.items() for area in members}
            inside = [area for area in case.panel.economies if area in group_of]
            if len(inside) < 2:
                continue
            panel = case.panel.only(inside)
            names = [group_of[area] for area in panel.economies]
            for index in ("theil_t", "theil_l"):
                for year in (case.first, case.last):
                    parts = _try(
                        partial(methods.decompose, *panel.at(year), names, index),
                        Place(book.workbook.file, case.code),
                        f"{index} by {scheme}",
                        problems,
                    )
                    if parts is None:
                        continue
                    head = (case.code, scheme, index, year)
                    for part, value in (("total", parts.total), ("within", parts.within), ("between", parts.between)):
                        share = value / parts.total if parts.total else float("nan")
                        rows.append((*head, part, value, share, len(names)))
                    for line in parts.table.to_dict("records"):
                        value = line["within"] + line["between"]
                        share = value / parts.total if parts.total else float("nan")
                        rows.append((*head, f"group {line['group']}", value, share, line["economies"]))
    return pd.DataFrame(rows, columns=["indicator", "scheme", "index", "year", "part", "value", "share", "economies"])


def _reference(case: _Case, groups: dict[str, list[str]], wanted: str | None) -> str | None:
    """The reference group of a scheme: the one named, or the one with the best mean in the last year."""
    inside = {group: m for group, m in groups.items() if set(m) & set(case.panel.economies)}
    if wanted:
        return wanted if wanted in inside else None
    sign = 1 if case.higher else -1
    means = {group: sign * float(methods.mean(*case.panel.only(m).at(case.last))) for group, m in inside.items()}
    return max(means, key=lambda group: means[group]) if means else None


def _gaps(
    cases: Sequence[_Case],
    schemes: dict[str, dict[str, list[str]]],
    wanted: str | None,
    resampling: Resampling,
    problems: list[Problem],
    book: Book,
) -> pd.DataFrame:
    rows = []
    for case in cases:
        place = Place(book.workbook.file, case.code)
        for scheme, groups in schemes.items():
            top = _reference(case, groups, wanted)
            for group, members in groups.items():
                if top is None or group == top:
                    continue
                what = f"gap of {group} to {top}"
                gap = _try(
                    partial(methods.group_gap, case.panel, groups[top], members, case.last, resampling),
                    place,
                    what,
                    problems,
                )
                change = _try(
                    partial(methods.gap_change, case.panel, groups[top], members, case.first, case.last, resampling),
                    place,
                    what,
                    problems,
                )
                if gap is None:
                    continue
                ratio = (gap.ratio.value, gap.ratio.low, gap.ratio.high) if gap.ratio else (float("nan"),) * 3
                moved = _change(change)[6:11] if change else (*[float("nan")] * 3, "", "")
                rows.append(
                    (
                        *(case.code, scheme, top, group, case.first, case.last, gap.reference, gap.value),
                        *(gap.difference.value, gap.difference.low, gap.difference.high, *ratio),
                        *(gap.reference_economies, gap.economies, *moved),
                    )
                )
    columns = [
        *("indicator", "scheme", "reference", "group", "first_year", "last_year", "reference_mean", "group_mean"),
        *("difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high"),
        *("reference_economies", "economies", "change", "change_low", "change_high", "direction", "supported"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _parity(book: Book, population: pd.DataFrame) -> pd.DataFrame:
    """Latest year with both sexes, by economy, for codes that differ in FEMALE and MALE only."""
    parts = []
    for code in book.wides:
        male = code.replace("FEMALE", "MALE")
        if male == code or male not in book.wides:
            continue
        women, men = book.frame(code), book.frame(male)
        years = [year for year in women.columns if year in men.columns]
        areas = [area for area in women.index if area in men.index]
        both = women.loc[areas, years].notna() & men.loc[areas, years].notna()
        latest = {area: max(year for year in years if row[year]) for area, row in both.iterrows() if row.any()}
        found = methods.parity(
            pd.Series({area: women.loc[area, year] for area, year in latest.items()}, dtype=float),
            pd.Series({area: men.loc[area, year] for area, year in latest.items()}, dtype=float),
        )
        found = found.rename_axis("economy").reset_index()
        parts.append(found.assign(year=found["economy"].map(latest), female_code=code))
    columns = ["female_code", "economy", "year", "male", "female", "difference", "gpi", "gpi_adjusted"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _betas(cases: Sequence[_Case], resampling: Resampling, problems: list[Problem], book: Book) -> pd.DataFrame:
    rows = []
    for case in cases:
        for scale in Scale:
            found = _try(
                partial(methods.beta, case.panel, case.first, case.last, scale, resampling),
                Place(book.workbook.file, case.code),
                f"beta-convergence ({scale})",
                problems,
            )
            if found is not None:
                rows.append(
                    (
                        *(case.code, str(scale), case.first, case.last, found.economies, found.slope.value),
                        *(found.slope.low, found.slope.high, found.standard_error, found.r_squared, found.speed),
                        *(found.half_life, "yes" if found.converging else "no", "yes" if found.supported else "no"),
                    )
                )
    columns = [
        *("indicator", "scale", "first_year", "last_year", "economies", "slope", "slope_low", "slope_high"),
        *("standard_error", "r_squared", "speed", "half_life", "converging", "supported"),
    ]
    return pd.DataFrame(rows, columns=columns).astype({"speed": "float64", "half_life": "float64"})


def _sigmas(cases: Sequence[_Case], population: pd.DataFrame) -> pd.DataFrame:
    """Spread by year on the panel of economies observed in every well-reported year of the period."""
    parts = []
    for case in cases:
        years = [year for year in case.wide.columns if case.first <= year <= case.last]
        counts = case.wide[years].notna().sum()
        kept = [
            int(year) for year in years if counts[year] >= REPORTING * counts.max() or year in (case.first, case.last)
        ]
        panel = case.panel if len(kept) == 2 else None
        if panel is None:
            rows = case.wide[kept].notna().all(axis=1) & case.wide.index.isin(list(case.panel.economies))
            panel = methods.matched_panel(case.wide[rows], kept, population) if rows.sum() > 1 else case.panel
        parts.append(methods.sigma(panel).assign(indicator=case.code))
    columns = ["indicator", "year", "economies", "mean", "sd", "cv", "sd_log"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _distances(
    cases: Sequence[_Case], schemes: dict[str, dict[str, list[str]]], wanted: str | None, population: pd.DataFrame
) -> pd.DataFrame:
    """Groups and economies against the reference group's mean, which is made only where the coverage rule is met."""
    parts = []
    for case in cases:
        for scheme, groups in schemes.items():
            top = _reference(case, groups, wanted)
            if top is None:
                continue
            means = {
                group: group_values(case.wide, population, members, COVERAGE)["value"]
                for group, members in groups.items()
            }
            reference = means.pop(top)
            if reference.dropna().empty:
                continue
            start = int(reference.dropna().index[0])
            others = pd.concat([pd.DataFrame(means).T.reindex(columns=case.wide.columns), case.wide])
            seen = others[[year for year in others.columns if year >= start]].notna().any(axis=1)
            own = groups[top]
            others = others[seen & ~others.index.isin(own)]
            found = methods.time_distances(others, reference, None, case.higher)
            head = {"indicator": case.code, "scheme": scheme, "reference": top}
            kinds = ["group" if name in means else "economy" for name in found.index]
            parts.append(found.rename_axis("name").reset_index().assign(**head, kind=kinds))
    columns = [
        "indicator",
        "scheme",
        "reference",
        "kind",
        "name",
        "year",
        "value",
        "years",
        "reached",
        "at_least",
        "reason",
    ]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _notes(cases: Sequence[_Case], problems: list[Problem]) -> tuple[str, ...]:
    notes = [
        f"{len(cases)} indicators; every comparison of two years holds the economies fixed (sheet Panels).",
        "Supported 'yes' means that the interval of the change excludes zero; otherwise the direction is not to be stated.",
        "Intervals resample economies: they say how far a result hangs on single economies, not how well each value is "
        "measured.",
        "A divide may narrow in relative measures (Gini, ratio) while the absolute gap does not: read both.",
    ]
    if problems:
        notes.append(f"{len(problems)} messages; each names its sheet or cell in the sheet Messages.")
    return tuple(notes)


def template(target: Path, root: Path = Path(".")) -> None:
    """Write an example workbook with figures of the project's data below ``root``: use, ownership by sex, groups."""
    data = load_dataset(root)
    observed = data.observations
    codes = ["IT.NET.USER.ZS", "SDG_IT_MOB_OWN_FEMALE", "SDG_IT_MOB_OWN_MALE"]
    meta = [observed.indicators[code] for code in codes]
    headers = [column.header for column in layout.INDICATOR_COLUMNS]

    def cells(code: str) -> dict[tuple[str, int], float]:
        wide = observed.wide(code)
        stacked = wide[wide.index.isin(EXAMPLE)].stack().dropna()
        return {(str(area), int(year)): float(value) for (area, year), value in stacked.items()}

    book = IndicatorBook(
        About(
            "Divide: an example",
            "Series, population and groups for 'divide'; figures of the report's data. Replace them with your own.",
            EDIT_INDICATORS,
            max(pd.to_datetime([item.accessed for item in meta])).date(),
        ),
        tuple({h: _cell(getattr(item, h)) for h in headers} for item in meta),
        {code: cells(code) for code in codes},
    )
    people = cells("SP.POP.TOTL")
    years = sorted({year for _, year in people})
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    population = [[layout.AREA_HEADER, layout.NAME_HEADER, *years]]
    population += [[area, names[area], *(people.get((area, year)) for year in years)] for area in EXAMPLE]
    groups: list[list[object]] = [["economy", "group", "scheme"]]
    groups += [[area, data.economies[area].income_group, "income"] for area in EXAMPLE]
    groups += [[area, "LDC" if data.economies[area].ldc else "other", "LDC"] for area in EXAMPLE]
    write_template(target, book, names, {POPULATION: population, GROUPS: groups})


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else str(value)
