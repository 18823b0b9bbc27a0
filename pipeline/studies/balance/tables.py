"""Supply-use tables of a workbook: every identity checked by its map of lines, with its residual.

The map stands in the workbook (sheets Tables, Codes and Lines), or is proposed from the codes of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from pipeline.methods.accounts.identities import gdp, identities, not_assessed, summary
from pipeline.methods.omissions import Omission, omission_frame
from pipeline.model.supply_lines import Blank
from pipeline.model.supply_use import SupplyUse
from pipeline.problems import Problem, first_of
from pipeline.sheets import layout
from pipeline.sheets.books import supply_use_book
from pipeline.sheets.read import Workbook
from pipeline.sheets.supply_use import tables_of
from pipeline.studies import omissions
from pipeline.studies.balance.choices import bad_choice, number
from pipeline.studies.balance.left_out import of_tables
from pipeline.studies.balance.published.proposal import propose
from pipeline.studies.indicator_workbook import stop_on_errors
from pipeline.studies.study import Study
from pipeline.studies.vocabulary import METHODS_SHEET

TABLE_DEFAULTS: Mapping[str, str] = {"identity_tolerance": "rounding"}
PROPOSAL_DEFAULTS: Mapping[str, str] = {"blanks": Blank.ABSENT.value}  # where no sheet Tables says it


_OF_THE_STUDY = ("Matrix", "Margins", "Pinned", "Choices", METHODS_SHEET)
_LISTED = 12  # broken identities that are told; all are in the table
_FEW = 3  # codes that are named where an identity is not assessed


def has_map(book: Workbook) -> bool:
    """Whether a workbook says itself what its tables and lines are."""
    return layout.TABLES in book.sheets or layout.LINES in book.sheets


def check_tables(book: Workbook, choices: Mapping[str, str], problems: list[Problem]) -> Study:
    """Check every identity of every year. Raises Stop (exit 3) where the tables cannot be read, or do not fit their map."""
    chosen = choices["identity_tolerance"]
    tolerance = None if chosen == "rounding" else number(book, choices, "identity_tolerance", problems)
    notes: tuple[str, ...] = ()
    more: dict[str, pd.DataFrame] = {}
    strange: tuple[Omission, ...] = ()
    if has_map(book):
        tables = _declared(book, problems)
    else:
        tables, notes, more, strange = _proposed(book, choices, problems)
    checked = pd.concat(
        [identities(one, tolerance).assign(year=year) for year, one in tables.items()], ignore_index=True
    )
    # Plain values for every view: True, False or nothing.
    judged = checked.assign(holds=checked["holds"].astype(object).where(checked["holds"].notna(), None))
    ways = pd.concat([gdp(one).assign(year=year) for year, one in tables.items()], ignore_index=True)
    broken = checked[(checked["holds"] == False).fillna(False)]  # noqa: E712
    unjudged = int(checked["holds"].isna().sum())
    lacking = not_assessed(checked)
    left_out = [*strange, *of_tables(tables, checked)]
    return Study(
        method="identities of supply and use tables",
        workbook=book.file,
        parameters={
            "identity_tolerance": chosen,
            **{name: choices[name] for name in PROPOSAL_DEFAULTS if name in choices},
            "years": " ".join(str(year) for year in tables if year),
        },
        tables={
            "summary": summary(checked),
            "broken": broken,
            "not_assessed": lacking,
            "gdp": ways,
            "identities": judged,
            **more,
            omissions.LEFT_OUT: omission_frame(left_out),
        },
        notes=(
            f"{len(checked)} identities: {len(checked) - len(broken) - unjudged} hold, {len(broken)} do not, "
            f"{unjudged} are not assessed.",
            _last_gdp(ways),
            *_told_broken(broken),
            *_told_lacking(checked, lacking),
            *filter(None, [omissions.told(left_out)]),
            "Tolerance 'rounding': half of the last digit of the source for every published cell of an identity.",
            *notes,
        ),
    )


def _declared(book: Workbook, problems: list[Problem]) -> Mapping[int, SupplyUse]:
    """The tables by the map of their workbook; the sheets of the matrix and of the template are none of theirs."""
    own = {name: sheet for name, sheet in book.sheets.items() if name not in _OF_THE_STUDY}
    parsed = supply_use_book(replace(book, sheets=own), problems)
    stop_on_errors(problems)
    if parsed is None:  # a sheet is missing, which has been reported
        raise AssertionError("a missing sheet was not reported")
    return tables_of(parsed)


def _proposed(
    book: Workbook, choices: Mapping[str, str], problems: list[Problem]
) -> tuple[Mapping[int, SupplyUse], tuple[str, ...], dict[str, pd.DataFrame], tuple[Omission, ...]]:
    """The tables by the standard that their codes are of, what is told of it, the map that was taken, and what is not known."""
    blank = choices["blanks"]
    if blank not in tuple(Blank):
        problems.append(bad_choice(book, "blanks", blank, ", ".join(Blank)))
    stop_on_errors(problems)
    found = propose(book, Blank(blank), problems)
    stop_on_errors(problems)
    return found.tables, found.notes, {"lines": found.lines, "not_known": found.unknown}, found.strange


def _told_broken(broken: pd.DataFrame) -> list[str]:
    """The identities that do not hold, the first of them, with their difference."""
    told = [
        f"Does not hold: {row.identity}, {row.code}{f', {row.year}' if row.year else ''}: {row.left:.15g} against "
        f"{row.right:.15g}, difference {row.residual:.6g}."
        for row in broken.head(_LISTED).itertuples(index=False)
    ]
    more = len(broken) - len(told)
    return [*told, f"... and {more} more in the table broken."] if more else told


def _told_lacking(checked: pd.DataFrame, lacking: pd.DataFrame) -> list[str]:
    """What is not assessed and what it lacks; where that is a few codes, which they are."""
    open_ = checked[checked["holds"].isna()]
    codes = open_.groupby(["identity", "missing"], sort=False)["code"].agg(list).to_dict()
    told = []
    for row in lacking.itertuples(index=False):
        of = [code for code in codes[row.identity, row.missing] if code]
        where = f" ({', '.join(of)})" if 0 < len(of) <= _FEW else ""
        missing = first_of(row.missing.split("; "), _LISTED, "; ")
        told.append(f"Not assessed: {row.identity}, {row.count} times{where}: {missing} absent.")
    return told


def _last_gdp(ways: pd.DataFrame) -> str:
    """Gross domestic product of the last year three ways, in a sentence."""
    last = ways[ways["year"] == ways["year"].max()]
    told = ", ".join(
        f"{row.approach} {row.value:.15g}" if pd.notna(row.value) else f"{row.approach} not known"
        for row in last.itertuples(index=False)
    )
    year = int(ways["year"].max())
    return f"Gross domestic product{f' of {year}' if year else ''}: {told}."
