"""The sheets against their baseline, the last state that was accepted (a commit): numbers in the wrong place, changed rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from pipeline.differences.cells import Change, Keyed, Kind, compare_sheets, keyed, sheets_of, shown
from pipeline.differences.mistakes import mistakes
from pipeline.differences.sides import Side, open_side
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.codes import Code
from pipeline.sheets.read import Sheet, open_workbook
from pipeline.sheets.tabs import by_identity

ECONOMIES = "data/reference/economies.xlsx"
REGIONS = ("itu_region", "un_region", "income_group")
# Columns that decide what figures mean or how they are judged, by workbook and sheet; blank: any.
RULES = {
    (ECONOMIES, "Economies"): ("itu_region", "un_region", "un_subregion", "income_group", "ldc", "lldc", "sids"),
    ("data/reference/parameters.xlsx", ""): (
        "value",
        "lower",
        "upper",
        "closed",
        "direction",
        "base_year",
        "target_year",
    ),
    ("", layout.INDICATORS): ("unit", "unit_multiplier", "direction", "minimum", "maximum", "framework"),
    ("data/reference/digital-governance-index.xlsx", ""): (
        "weight",
        "weights_sum",
        "direction",
        "parent",
        "choice",
        "value",
    ),
}
_E = Severity.ERROR
_ACCEPT = "restore the figures; or, if the source really says so, commit the workbook with a message that names it"
_ALL = (
    Code("diff-block-shifted", _E, "Block moved", "Each figure now belongs to another economy or year.", "figures where they were", _ACCEPT),
    Code("diff-economies-exchanged", _E, "Economies exchanged", "Two economies have each other's figures.", "each economy's own figures", _ACCEPT),
    Code("diff-economy-pasted", _E, "Economy pasted over another", "Two economies have the same figures, and one had others.", "each economy's own figures", _ACCEPT),
    Code("diff-years-exchanged", _E, "Years exchanged", "Two years have each other's figures.", "each year's own figures", _ACCEPT),
    Code("diff-year-pasted", _E, "Year pasted over another", "A year repeats the figures of another.", "each year's own figures", _ACCEPT),
    Code("diff-column-sorted", _E, "Column sorted alone", "The figures were sorted, and the economies beside them were not.", "rows sorted as wholes", _ACCEPT),
    Code("diff-column-reordered", _E, "Column against its economies", "The same figures stand with other economies.", "rows moved as wholes", _ACCEPT),
    Code("diff-scaled-series", _E, "Series in another unit", "Nearly all figures are the same multiple of before.", "the unit of the sheet", _ACCEPT),
    Code("diff-scaled-year", _E, "Year in another unit", "The figures of a year are the same multiple of before.", "the unit of the sheet", _ACCEPT),
    Code("diff-scaled-economy", _E, "Economy in another unit", "The figures of an economy are the same multiple of before.", "the unit of the sheet", _ACCEPT),
    Code("diff-blanks-to-zero", _E, "Blanks became zeros", "A blank says that nothing is known, a zero that there is none.", "a blank cell where nothing is known", _ACCEPT),
    Code("diff-region-emptied", _E, "Region emptied", "The figures of nearly all economies of a group are gone.", "the figures of the group", _ACCEPT),
    Code("diff-figures-gone", _E, "Figures gone", "Many figures of the baseline are gone.", "the figures that the source still has", _ACCEPT),
    Code("diff-rule-changed", Severity.WARNING, "Rule changed", "A group, unit, direction, weight, target or bound decides what every figure means.", "the value of the baseline: {before}", "check that it was meant, and commit it with a message that names the source"),
)  # fmt: skip
CODES = {code.code: code for code in _ALL}


def compared(root: Path, baseline: str) -> list[Problem]:
    """What differs from the baseline in ways that need a second look. Raises Stop (exit 3) where there is no such baseline."""
    return against(open_side(root, baseline), open_side(root, str(root)))


def against(base: Side, now: Side) -> list[Problem]:
    """Every slip and every changed rule, sorted by place. Raises Stop (exit 3) for a workbook that the gate refuses."""
    groups = _groups(now)
    found: list[Problem] = []
    for file, data in now.books.items():
        if file in base.books and base.books[file] != data:
            before, after = (by_identity(sheets_of(file, side.books[file])) for side in (base, now))
            for name in after:
                if name in before and before[name].rows != after[name].rows:
                    found += _slips(before[name], after[name], groups)
            found += [_rule(change) for change in compare_sheets(file, before, after) if _is_rule(change)]
    return sorted(found, key=lambda one: (one.place, one.code))


def _slips(before: Sheet, after: Sheet, groups: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    old, new = keyed(before, (layout.AREA_HEADER,)), keyed(after, (layout.AREA_HEADER,))
    if old.figures and new.figures and layout.AREA_HEADER in new.columns:
        for slip in mistakes(_table(old), _table(new), groups):
            here = new if (slip.area,) in new.rows else old
            column = here.columns.get(str(slip.year), 1)
            place = here.sheet.place(here.rows[slip.area,][0], column)
            yield CODES[slip.code].at(place, slip.found)


def _table(sheet: Keyed) -> pd.DataFrame:
    """The figures of a data sheet: economies × years in the order of the sheet."""
    years = [header for header in sheet.columns if header.isdigit()]
    rows = {key[0]: [row.get(year) for year in years] for key, (_, row) in sheet.rows.items()}
    figures = {
        area: [value if isinstance(value, float) else float("nan") for value in row] for area, row in rows.items()
    }
    return pd.DataFrame.from_dict(figures, orient="index", columns=[int(year) for year in years], dtype=float)


def _groups(side: Side) -> dict[str, frozenset[str]]:
    """Regions and income groups with their economies, as the workbook of economies has them; none where it is not there."""
    sheets = open_workbook(side.books[ECONOMIES], ECONOMIES).sheets if ECONOMIES in side.books else {}
    members: dict[str, set[str]] = {}
    if "Economies" in sheets:
        for (area, *_), (_, row) in keyed(sheets["Economies"], ("iso3",)).rows.items():
            for header in REGIONS:
                members.setdefault(shown(row.get(header, "")), set()).add(area)
    return {group: frozenset(areas) for group, areas in members.items() if group}


def _is_rule(change: Change) -> bool:
    if change.kind not in (Kind.ENTRY, Kind.METADATA):
        return False
    return any(
        (not file or file == change.file) and (not sheet or sheet == change.sheet) and change.column in columns
        for (file, sheet), columns in RULES.items()
    )


def _rule(change: Change) -> Problem:
    found = f"{change.column} of {change.row} is {change.after or 'blank'}"
    place = Place(change.file, change.sheet, change.cell)
    return CODES["diff-rule-changed"].at(place, found, before=change.before or "blank")
