"""The tables of the study ``divide``: one function each, from the cases of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd

from pipeline.methods import divide as methods
from pipeline.methods.divide import Panel, Resampling, Scale
from pipeline.methods.group_values import CoverageRule, group_values
from pipeline.problems import Place, Problem
from pipeline.studies.book import Book
from pipeline.studies.indicator_workbook import warning

T = TypeVar("T")
# Years chosen without being named: those with at least this share of the largest number of economies.
REPORTING = 0.8
# A group's mean over time is made only where these shares of its population and of its economies report.
COVERAGE = CoverageRule(0.5, 0.5)


@dataclass(frozen=True)
class Case:
    """One indicator with its years and panel."""

    code: str
    wide: pd.DataFrame
    first: int
    last: int
    panel: Panel
    higher: bool


def left_out(place: Place, error: str) -> Problem:
    """The warning of a measure that cannot be computed, from an error "found; allowed: ..."."""
    found, _, allowed = error.partition("; allowed: ")
    return warning("study-not-computed", place, found, allowed or "see the method", "correct the sheet, or leave it so")


def _try(make: Callable[[], T], place: Place, what: str, problems: list[Problem]) -> T | None:
    """The result, or None with a warning that names what could not be computed and why."""
    try:
        return make()
    except ValueError as error:
        said = left_out(place, f"{what}: {error}")
        if said not in problems:
            problems.append(said)
        return None


def measures(cases: Sequence[Case], resampling: Resampling, problems: list[Problem], book: Book) -> pd.DataFrame:
    """Inequality in two years and its change, by indicator and measure."""
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


def panels(cases: Sequence[Case]) -> pd.DataFrame:
    """Size and population share of the panels, and who is left out."""
    rows = [
        (c.code, year, len(c.panel.economies), covered, len(c.panel.left_out), " ".join(c.panel.left_out))
        for c in cases
        for year, covered in zip(c.panel.years, c.panel.covered, strict=True)
    ]
    return pd.DataFrame(
        rows, columns=["indicator", "year", "economies", "population_covered", "left_out", "left_out_codes"]
    )


def decompositions(
    cases: Sequence[Case], schemes: dict[str, dict[str, list[str]]], problems: list[Problem], book: Book
) -> pd.DataFrame:
    """Theil T and L by scheme and year: total, within, between, and the contribution of each group."""
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


def _reference(case: Case, groups: dict[str, list[str]], wanted: str | None) -> str | None:
    """The reference group of a scheme: the one named, or the one with the best mean in the last year."""
    inside = {group: m for group, m in groups.items() if set(m) & set(case.panel.economies)}
    if wanted:
        return wanted if wanted in inside else None
    sign = 1 if case.higher else -1
    means = {group: sign * float(methods.mean(*case.panel.only(m).at(case.last))) for group, m in inside.items()}
    return max(means, key=lambda group: means[group]) if means else None


def gaps(
    cases: Sequence[Case],
    schemes: dict[str, dict[str, list[str]]],
    wanted: str | None,
    resampling: Resampling,
    problems: list[Problem],
    book: Book,
) -> pd.DataFrame:
    """Gap of each group to the reference group in the last year, and its change."""
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


def parity(book: Book, population: pd.DataFrame) -> pd.DataFrame:
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


def betas(cases: Sequence[Case], resampling: Resampling, problems: list[Problem], book: Book) -> pd.DataFrame:
    """Beta-convergence by indicator and scale."""
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


def sigmas(cases: Sequence[Case], population: pd.DataFrame) -> pd.DataFrame:
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


def distances(
    cases: Sequence[Case], schemes: dict[str, dict[str, list[str]]], wanted: str | None, population: pd.DataFrame
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
