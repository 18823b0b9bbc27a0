"""The tables of the study ``divide``: one function each, from the cases of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TypeVar

import numpy as np
import pandas as pd

from pipeline.methods import divide as methods
from pipeline.methods.divide import Panel, Resampling, Scale
from pipeline.methods.group_values import CoverageRule, group_values
from pipeline.methods.omissions import Omission
from pipeline.problems import Place, Problem
from pipeline.studies.book import Book
from pipeline.studies.indicator_workbook import warning

T = TypeVar("T")
# Years chosen without being named: those with at least this share of the largest number of economies.
REPORTING = 0.8
# A group's mean over time is made only where these shares of its population and of its economies report.
COVERAGE = CoverageRule(0.5, 0.5)
TABLES: Mapping[str, str] = MappingProxyType(
    {
        "Change": "Inequality in two years and its change, with intervals (the measures above).",
        "Panels": "The economies that are in both years, and the people that they cover.",
        "Decomposition": "Theil T and L within and between the groups of each scheme.",
        "Group gaps": "Difference and ratio of each group to the reference group, and how they changed.",
        "Parity": "Women against men: difference, parity index, adjusted index; by FEMALE and MALE in the codes.",
        "Beta": "Do those behind grow faster? Growth on the initial level (the scales above).",
        "Sigma": "Does the spread shrink? Standard deviation and variation by year.",
        "Time distance": "How many years ago the reference group had what an economy or group has now.",
    }
)
"""Table → what it holds."""


@dataclass(frozen=True)
class Case:
    """One indicator with its years and panel."""

    code: str
    wide: pd.DataFrame
    first: int
    last: int
    panel: Panel
    higher: bool


@dataclass(frozen=True)
class Ledger:
    """What is told beside the tables: messages with their places, and all that is left out."""

    book: Book
    problems: list[Problem] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)

    def skip(self, kind: str, code: str, what: str, why: str) -> None:
        """Enter something that is left out."""
        self.omitted.append(Omission(kind, code, what, why))

    def not_computed(self, indicator: str, kind: str, code: str, error: str) -> None:
        """Enter a measure of an indicator that cannot be computed, from an error "found; allowed: ..."."""
        found, _, allowed = error.partition("; allowed: ")
        place = Place(self.book.workbook.file, indicator)
        said = warning(
            "study-not-computed",
            place,
            f"{code}: {found}" if code != indicator else found,
            allowed or "see the method",
            "correct the sheet, or leave it so",
        )
        if said not in self.problems:
            self.problems.append(said)
        self.skip(kind, code, indicator, error.replace("; allowed: ", "; needed: "))

    def attempt(self, make: Callable[[], T], indicator: str, kind: str, code: str) -> T | None:
        """The result, or None where it cannot be computed, which is entered."""
        try:
            return make()
        except ValueError as error:
            self.not_computed(indicator, kind, code, str(error))
            return None


def measures(cases: Sequence[Case], resampling: Resampling, ledger: Ledger) -> pd.DataFrame:
    """Inequality in two years and its change, by indicator and measure."""
    rows = []
    for case in cases:
        for name, measure in methods.MEASURES.items():
            change = ledger.attempt(
                partial(methods.between_years, case.panel, case.first, case.last, measure, resampling),
                case.code,
                "measure",
                name,
            )
            if change is None:
                continue
            rows.append((case.code, name, case.first, case.last, *_change(change)))
            if not all(np.isfinite([bound for part in _parts(change) for bound in (part.low, part.high)])):
                ledger.skip("interval", name, case.code, "infinite in some draws; its bound is blank")
    return pd.DataFrame(rows, columns=["indicator", "measure", "first_year", "last_year", *_CHANGE])


_CHANGE = (
    *("first", "first_low", "first_high", "last", "last_low", "last_high"),
    *("change", "change_low", "change_high", "direction", "supported", "economies"),
)


def _change(change: methods.Change) -> tuple[object, ...]:
    numbers = [x for part in _parts(change) for x in (part.value, part.low, part.high)]
    finite = [x if np.isfinite(x) else float("nan") for x in numbers]
    return (*finite, str(change.direction), "yes" if change.supported else "no", change.economies)


def _parts(change: methods.Change) -> tuple[methods.Interval, ...]:
    return change.first, change.last, change.change


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


def decompositions(cases: Sequence[Case], schemes: dict[str, dict[str, list[str]]], ledger: Ledger) -> pd.DataFrame:
    """Theil T and L by scheme and year: total, within, between, and the contribution of each group."""
    rows: list[tuple[object, ...]] = []
    for case in cases:
        for scheme, groups in schemes.items():
            group_of = {area: group for group, members in groups.items() for area in members}
            inside = [area for area in case.panel.economies if area in group_of]
            for area in case.panel.economies:
                if area not in group_of:
                    ledger.skip("economy", area, f"{case.code} by {scheme}", "in no group of the scheme")
            if len(inside) < 2:
                ledger.skip(
                    "scheme", scheme, f"decomposition of {case.code}", "fewer than two economies are in its groups"
                )
                continue
            panel = case.panel.only(inside)
            names = [group_of[area] for area in panel.economies]
            for index in ("theil_t", "theil_l"):
                for year in (case.first, case.last):
                    parts = ledger.attempt(
                        partial(methods.decompose, *panel.at(year), names, index),
                        case.code,
                        "decomposition",
                        f"{index} by {scheme}",
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
    ledger: Ledger,
) -> pd.DataFrame:
    """Gap of each group to the reference group in the last year, and its change."""
    rows = []
    for case in cases:
        for scheme, groups in schemes.items():
            top = _reference(case, groups, wanted)
            if top is None:
                why = (
                    f"it has no group {wanted} with economies in both years"
                    if wanted
                    else "no group has economies in both years"
                )
                ledger.skip("scheme", scheme, f"gaps and time distances of {case.code}", why)
                continue
            for group, members in groups.items():
                if group == top:
                    continue
                if not set(members) & set(case.panel.economies):
                    ledger.skip(
                        "group", group, f"{case.code} by {scheme}", "no member with values and people in both years"
                    )
                    continue
                gap = ledger.attempt(
                    partial(methods.group_gap, case.panel, groups[top], members, case.last, resampling),
                    case.code,
                    "group gap",
                    f"{group} to {top}",
                )
                change = ledger.attempt(
                    partial(methods.gap_change, case.panel, groups[top], members, case.first, case.last, resampling),
                    case.code,
                    "gap change",
                    f"{group} to {top}",
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


def parity(ledger: Ledger) -> pd.DataFrame:
    """Latest year with both sexes, by economy, for codes that differ in FEMALE and MALE only."""
    parts = []
    book = ledger.book
    women_of = {code.replace("FEMALE", "MALE"): code for code in book.wides if "FEMALE" in code}
    for code in book.wides:
        male = code.replace("FEMALE", "MALE")
        if "MALE" in code and (male not in book.wides or male not in women_of):
            ledger.skip(
                "indicator", code, "parity", f"no series {male if male != code else code.replace('MALE', 'FEMALE')}"
            )
        if male == code or male not in book.wides:
            continue
        women, men = book.frame(code), book.frame(male)
        years = [year for year in women.columns if year in men.columns]
        areas = [area for area in women.index if area in men.index]
        both = women.loc[areas, years].notna() & men.loc[areas, years].notna()
        latest = {area: max(year for year in years if row[year]) for area, row in both.iterrows() if row.any()}
        for area in dict.fromkeys((*women.index, *men.index)):
            if area not in latest:
                ledger.skip("economy", str(area), f"parity of {code}", "no year with values of both sexes")
        found = methods.parity(
            pd.Series({area: women.loc[area, year] for area, year in latest.items()}, dtype=float),
            pd.Series({area: men.loc[area, year] for area, year in latest.items()}, dtype=float),
        )
        found = found.rename_axis("economy").reset_index()
        parts.append(found.assign(year=found["economy"].map(latest), female_code=code))
    columns = ["female_code", "economy", "year", "male", "female", "difference", "gpi", "gpi_adjusted"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def betas(cases: Sequence[Case], resampling: Resampling, ledger: Ledger) -> pd.DataFrame:
    """Beta-convergence by indicator and scale."""
    rows = []
    for case in cases:
        for scale in Scale:
            found = ledger.attempt(
                partial(methods.beta, case.panel, case.first, case.last, scale, resampling),
                case.code,
                "convergence",
                f"beta ({scale})",
            )
            if found is not None and found.undefined:
                why = f"{found.undefined} of {resampling.count} draws hold one level alone, and have no slope"
                ledger.skip("draws", f"beta ({scale})", case.code, why)
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


def sigmas(cases: Sequence[Case], population: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Spread by year on the panel of economies observed in every well-reported year of the period."""
    parts = []
    for case in cases:
        years = [year for year in case.wide.columns if case.first <= year <= case.last]
        counts = case.wide[years].notna().sum()
        kept = [
            int(year) for year in years if counts[year] >= REPORTING * counts.max() or year in (case.first, case.last)
        ]
        for year in years:
            if year not in kept:
                few = f"{counts[year]} economies, fewer than {REPORTING:.0%} of the {counts.max()} of the best year"
                ledger.skip("year", str(year), f"sigma of {case.code}", few)
        panel = case.panel if len(kept) == 2 else None
        if panel is None:
            rows = case.wide[kept].notna().all(axis=1) & case.wide.index.isin(list(case.panel.economies))
            panel = methods.matched_panel(case.wide[rows], kept, population) if rows.sum() > 1 else case.panel
        for area in case.panel.economies:
            if area not in panel.economies:
                ledger.skip("economy", area, f"sigma of {case.code}", "no value in one of the years between")
        parts.append(methods.sigma(panel).assign(indicator=case.code))
    columns = ["indicator", "year", "economies", "mean", "sd", "cv", "sd_log"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def distances(
    cases: Sequence[Case],
    schemes: dict[str, dict[str, list[str]]],
    wanted: str | None,
    population: pd.DataFrame,
    ledger: Ledger,
) -> pd.DataFrame:
    """Groups and economies against the reference group's mean, which is made only where the coverage rule is met."""
    parts = []
    for case in cases:
        for scheme, groups in schemes.items():
            top = _reference(case, groups, wanted)
            if top is None:
                continue  # entered with the gaps
            means = {
                group: group_values(case.wide, population, members, COVERAGE)["value"]
                for group, members in groups.items()
            }
            reference = means.pop(top)
            rule = f"in no year do {COVERAGE.count:.0%} of its economies and {COVERAGE.population:.0%} of its people report"
            if reference.dropna().empty:
                ledger.skip("scheme", scheme, f"time distance of {case.code}", f"the reference {top}: {rule}")
                continue
            start = int(reference.dropna().index[0])
            others = pd.concat([pd.DataFrame(means).T.reindex(columns=case.wide.columns), case.wide])
            seen = others[[year for year in others.columns if year >= start]].notna().any(axis=1)
            own = groups[top]
            for name in others.index[~seen]:
                if name in means:
                    why = (
                        rule if means[name].isna().all() else f"no mean since {start}, when the reference {top} begins"
                    )
                    ledger.skip("group", str(name), f"time distance of {case.code} by {scheme}", why)
                elif name not in own and case.wide.loc[name].notna().any():
                    why = f"no value since {start}, when the reference {top} begins"
                    ledger.skip("economy", str(name), f"time distance of {case.code} by {scheme}", why)
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
