"""Divides between the economies, groups and sexes of a workbook: gaps, inequality, convergence, years behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.methods import divide as methods
from pipeline.methods.divide import Resampling
from pipeline.methods.omissions import omission_frame
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, first_of, stop
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.layout import Column
from pipeline.sheets.load import load_dataset
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook
from pipeline.studies import omissions
from pipeline.studies.book import Book, frame
from pipeline.studies.divide_reference import SCHEMES, groups_of, population_of
from pipeline.studies.divide_tables import (
    COVERAGE,
    REPORTING,
    Case,
    Ledger,
    betas,
    decompositions,
    distances,
    gaps,
    measures,
    panels,
    parity,
    sigmas,
)
from pipeline.studies.figures import Source
from pipeline.studies.indicator_workbook import (
    cell_of,
    messages,
    read_book,
    read_table,
    read_wide,
    stop_on_errors,
    warning,
    write_template,
)
from pipeline.studies.study import Study

POPULATION, GROUPS = "Population", "Groups"
GROUP_COLUMNS = (
    Column("economy", layout.Kind.CODE, True, "Code of the economy, as in the data sheets."),
    Column("group", layout.Kind.CODE, True, "Group it belongs to."),
    Column("scheme", layout.Kind.CODE, False, "Classification that the group is part of; blank where there is one."),
)
DEFAULT_SCHEME = "groups"
EXAMPLE = (
    *("AUS", "BEN", "BFA", "BGD", "BRA", "CHN", "CIV", "COL", "DEU", "DNK", "EGY", "ETH", "FRA", "GHA", "IDN", "IND"),
    *("JPN", "KAZ", "KHM", "KOR", "MAR", "MEX", "MLI", "NPL", "PER", "POL", "RWA", "SEN", "THA", "TUR", "UGA", "ZAF"),
)


def run(
    workbook: Path,
    first: int | None = None,
    last: int | None = None,
    reference: str | None = None,
    draws: int = 1000,
    seed: int = 2030,
    confidence: float = 0.95,
    schemes: Sequence[str] = (),
    source: Source | None = None,
) -> Study:
    """Measure the divides of every indicator of a workbook with the sheets ``Population`` and ``Groups``.

    ``first`` and ``last`` are the years compared (default: the oldest and newest year with at least 80 % of the largest
    number of economies and of their population), ``reference`` the group that others are compared with (default: the highest mean in the last
    year); ``draws``, ``seed`` and ``confidence`` are those of the bootstrap. Series of women and men are paired by
    FEMALE and MALE in their codes. ``schemes`` are those of the sheet Groups that are taken (default: all). ``workbook`` may be a
    file of figures, read as ``source`` says: the population and the groups (``schemes``, default ``SCHEMES``) that it lacks are then those of the
    project. What is left out is in the table Left out. Raises Stop: exit 3 for what cannot be read or used, exit 2 for a choice that is
    not allowed.
    """
    if draws < 2 or seed < 0 or not 0 < confidence < 1 or (first is not None and last is not None and last <= first):
        raise stop(
            ExitCode.USAGE,
            "study-divide-choice",
            Place(workbook.name),
            f"{draws} draws, seed {seed}, confidence {confidence}, years {first} to {last}",
            "2 draws or more, a seed of zero or more, a confidence between 0 and 1, a first year before the last",
            "correct the option",
        )
    problems: list[Problem] = []
    source = source or Source()
    book = read_book(workbook, (POPULATION, GROUPS), problems, source)
    people, told = (
        population_of(source, problems)
        if source.population is not None or (book.figures and POPULATION not in book.workbook.sheets)
        else (_population(book, problems), "")
    )
    ledger = Ledger(book, problems, list(book.omitted))
    if GROUPS not in book.workbook.sheets and (book.figures or schemes):
        groups, also = groups_of(book, schemes or SCHEMES, source, problems)
        members = _schemes(groups, None, reference, ledger)
        told = f"{told}\n{also}"
    else:
        table = read_table(book.workbook, GROUPS, GROUP_COLUMNS, ("economy", "group"), (), problems)
        find = source.areas()[0].find
        members = _schemes(table, find, reference, ledger) if table is not None else {}
        members = _chosen(members, schemes, workbook)
    silent = [code for code, way in book.directions().items() if way in ("", "none")] if book.figures else []
    if silent:
        told += f"\nHigher is taken as better for {', '.join(silent)}; --direction CODE=lower says otherwise."
    stop_on_errors(problems)
    assert people is not None
    population = frame(people)
    resampling = Resampling(draws, seed, confidence)
    cases = [case for code in book.wides if (case := _case(code, population, first, last, ledger))]
    for case in cases:
        _without_weight(case, population, ledger)
        _without_values(case, ledger)
    sexes = parity(ledger)
    if not cases and sexes.empty:
        raise Stop(ExitCode.DATA, [*problems, _nothing(book, ledger)])
    tables = {
        "Change": measures(cases, resampling, ledger),
        "Panels": panels(cases),
        "Decomposition": decompositions(cases, members, ledger),
        "Group gaps": gaps(cases, members, reference, resampling, ledger),
        "Parity": sexes,
        "Beta": betas(cases, resampling, ledger),
        "Sigma": sigmas(cases, population, ledger),
        "Time distance": distances(cases, members, reference, population, ledger),
    }
    tables[omissions.LEFT_OUT] = omission_frame(ledger.omitted)
    tables["Messages"] = messages(problems)
    return Study(
        "divide",
        str(workbook),
        {
            "first": first
            if first is not None
            else f"oldest year with {REPORTING:.0%} of the most economies and people reported",
            "last": last
            if last is not None
            else f"newest year with {REPORTING:.0%} of the most economies and people reported",
            "reference": reference or "group with the highest mean in the last year",
            "draws": draws,
            "seed": seed,
            "confidence": confidence,
            "weights": "population of the year (nearest year where the sheet has none)",
            "group_coverage": f"population {COVERAGE.population:.0%}, economies {COVERAGE.count:.0%} (time distance)",
        },
        tables,
        (*book.told, *filter(None, told.split("\n")), *_notes(cases, ledger)),
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
        allowed, remedy = "a number of people above zero", "correct it, or clear the cell"
        problems.append(Problem("study-population", Severity.ERROR, place, found, allowed, remedy))
    return wide


def _schemes(
    table: Table, find: Callable[[str], str | None] | None, reference: str | None, ledger: Ledger
) -> dict[str, dict[str, list[str]]]:
    """Scheme → group → members; unknown members and members of two groups of a scheme are problems.

    ``find`` gives the ISO3 code of any code or name of an economy; those without figures are left out.
    """
    book, problems = ledger.book, ledger.problems
    without: list[str] = []
    known = {area for wide in book.wides.values() for area in wide.areas}
    schemes: dict[str, dict[str, list[str]]] = {}
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for row in table.frame.to_dict("records"):
        area, group, number = row["economy"], row["group"], row["ROW"]
        scheme = row.get("scheme") or DEFAULT_SCHEME
        place = table.place(number, "economy")
        if not area or not group:
            continue  # parsing has said so
        found_area = area if area in known or find is None else find(area)
        area = found_area or area
        members = schemes.setdefault(scheme, {}).setdefault(group, [])
        if area not in known and found_area:
            without.append(area)
            ledger.skip("economy", area, f"group {group} of {scheme}", "no figures")
        elif area not in known:
            near = f"use a code of the data sheets{nearest.codes(area, known)}"
            problems.append(problem("sheet-unknown-economy", place, f"{area!r} in no data sheet", near=near))
        elif (scheme, area) not in seen:
            seen[scheme, area] = number, group
            members.append(area)
        else:
            first, other = seen[scheme, area]
            found = f"{area} once more in {scheme!r}: {group} here, {other} before"
            problems.append(problem("sheet-duplicate-key", place, found, key="economy and scheme", first=first))
    if without:
        found, allowed = f"members of groups without figures: {', '.join(without)}", "economies with figures"
        place = Place(table.file, table.sheet)
        problems.append(Problem("study-group-without-figures", Severity.INFO, place, found, allowed, "nothing"))
    for scheme, groups in schemes.items():
        for group in [group for group, members in groups.items() if not members]:
            ledger.skip("group", group, f"scheme {scheme}", "no member with figures")
            del groups[group]
    groups_known = {group for scheme in schemes.values() for group in scheme}
    if reference and reference not in groups_known:
        place = Place(table.file, table.sheet)
        found = f"no group {reference!r}{nearest.codes(reference, groups_known)}"
        allowed = f"one of {', '.join(sorted(groups_known))}"
        problems.append(stop(ExitCode.DATA, "study-reference", place, found, allowed, "correct it").problems[0])
    return schemes


def _chosen(
    members: dict[str, dict[str, list[str]]], schemes: Sequence[str], workbook: Path
) -> dict[str, dict[str, list[str]]]:
    """Those of the schemes of a sheet that are asked for. Raises Stop (exit 2) for one that is not there."""
    wrong = [scheme for scheme in schemes if scheme not in members]
    if wrong:
        found = f"{wrong[0]!r}{nearest.codes(wrong[0], members)} for {workbook.name}"
        raise stop(
            ExitCode.USAGE,
            "study-divide-scheme",
            Place("--scheme"),
            found,
            f"the schemes of its sheet {GROUPS}: {', '.join(members)}",
            "choose one of them",
        )
    return {scheme: groups for scheme, groups in members.items() if not schemes or scheme in schemes}


def _nothing(book: Book, ledger: Ledger) -> Problem:
    """The error of a study of which nothing is left."""
    why = first_of(
        list(dict.fromkeys(f"{one.code}: {one.why}" for one in ledger.omitted if one.kind == "indicator")), 5, "; "
    )
    return Problem(
        "study-nothing-left",
        Severity.ERROR,
        Place(book.workbook.file),
        f"no indicator can be measured: {why or 'there is none'}",
        "an indicator with two years and two economies that have a population",
        "add figures, or name the years (--first, --last)",
    )


def _case(code: str, population: pd.DataFrame, first: int | None, last: int | None, ledger: Ledger) -> Case | None:
    """An indicator with its panel; left out where there are not two years or two economies."""
    book = ledger.book
    wide = book.frame(code)
    usual = _well_reported(wide, population)
    start = first if first is not None else (int(usual[0]) if usual else None)
    end = last if last is not None else (int(usual[-1]) if usual else None)
    try:
        if start is None or end is None or start >= end:
            raise ValueError("fewer than two years with enough economies; allowed: two or more, or years named")
        panel = methods.matched_panel(wide, [start, end], population)
    except ValueError as error:
        ledger.not_computed(code, "indicator", code, str(error))
        return None
    for year in wide.columns[wide.notna().any()]:
        if not start <= year <= end:
            asked = first if year < start else last
            why = f"before {start}" if year < start else f"after {end}"
            few = f", fewer than {REPORTING:.0%} of the economies or people of the best year"
            ledger.skip("year", str(year), code, f"{why}{'' if asked is not None else few}")
    rows = book.indicators.frame
    lower = "direction" in rows and (rows.loc[rows["code"] == code, "direction"] == "lower").any()
    return Case(code, wide, start, end, panel, not lower)


def _well_reported(wide: pd.DataFrame, population: pd.DataFrame) -> list[int]:
    """Years with enough economies and enough of the population, against the best year in each respect."""
    if wide.empty or not wide.notna().to_numpy().any():
        return []
    people = population.iloc[:, -1].reindex(wide.index).fillna(0.0)  # without a weight: counts no people here
    present = wide.notna()
    counts, covered = present.sum(), present.mul(people, axis=0).sum()
    enough = (counts >= REPORTING * counts.max()) & (covered >= REPORTING * covered.max())
    return [int(year) for year in wide.columns[enough]]


def _without_weight(case: Case, population: pd.DataFrame, ledger: Ledger) -> None:
    """A warning for each economy with values in both years but without a population."""
    both = case.wide[[case.first, case.last]].notna().all(axis=1)
    for area in case.wide.index[both]:
        if area not in case.panel.economies:
            found = f"{area} has values in {case.first} and {case.last} but no population: left out"
            allowed = "a population in the nearest year of the sheet Population"
            where = ledger.book.place(case.code, area)
            ledger.problems.append(warning("study-weight-missing", where, found, allowed, "add its population"))
            ledger.skip("economy", str(area), case.code, "no population in the nearest year")


def _without_values(case: Case, ledger: Ledger) -> None:
    """Every economy of a series that has no value in one of the years compared, or in both."""
    for area, row in case.wide[[case.first, case.last]].isna().iterrows():
        lacks = [str(year) for year in (case.first, case.last) if row[year]]
        if lacks:
            none = "" if case.wide.loc[area].notna().any() else ", nor in any other year"
            ledger.skip("economy", str(area), case.code, f"no value in {' and '.join(lacks)}{none}")
    for area in sorted({area for wide in ledger.book.wides.values() for area in wide.areas} - set(case.wide.index)):
        ledger.skip("economy", area, case.code, "not in this series")


def _notes(cases: Sequence[Case], ledger: Ledger) -> tuple[str, ...]:
    notes = [
        f"{len(cases)} indicators; every comparison of two years holds the economies fixed (sheet Panels).",
        "Supported 'yes' means that the interval of the change excludes zero; otherwise the direction is not to be stated.",
        "Intervals resample economies: they say how far a result hangs on single economies, not how well each value is "
        "measured.",
        "A divide may narrow in relative measures (Gini, ratio) while the absolute gap does not: read both.",
    ]
    notes += filter(None, [omissions.told(ledger.omitted)])
    if ledger.problems:
        notes.append(f"{len(ledger.problems)} messages; each names its sheet or cell in the sheet Messages.")
    return tuple(notes)


def template(target: Path, root: Path = Path()) -> None:
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
        tuple({h: cell_of(getattr(item, h)) for h in headers} for item in meta),
        {code: cells(code) for code in codes},
    )
    people = cells("SP.POP.TOTL")
    years = sorted({year for _, year in people})
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    population = [[layout.AREA_HEADER, layout.NAME_HEADER, *years]]
    population += [[area, names[area], *(people.get((area, year)) for year in years)] for area in EXAMPLE]
    groups: list[list[object]] = [["economy", "group", "scheme"]]
    groups += [[a, data.economies[a].income_group, "income"] for a in EXAMPLE if data.economies[a].income_group]
    groups += [[area, "LDC" if data.economies[area].ldc else "other", "LDC"] for area in EXAMPLE]
    write_template(target, book, names, {POPULATION: population, GROUPS: groups}, "divide")
