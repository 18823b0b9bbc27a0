"""The sheets against their baseline, the last state that was accepted (a commit, or that of a closed edition): numbers in the wrong place, changed rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.declarations import declared
from pipeline.differences.cells import Change, Kind, compare_sheets, key_of, keyed, shown
from pipeline.differences.figures import figure_slips, figures
from pipeline.differences.lists import ListSlip, list_slips
from pipeline.differences.notes import OF_VALUES, note_slips
from pipeline.differences.sides import ENDING, Side, open_side
from pipeline.explaining.changes import SLIPS
from pipeline.model.addresses import position
from pipeline.problems import ExitCode, Place, Problem, stop
from pipeline.publish.manifest import NAME as MANIFEST
from pipeline.publish.manifest import digests, read_manifest
from pipeline.sheets import layout
from pipeline.sheets.read import Sheet, open_workbook, sheets_of, workbooks_below
from pipeline.sheets.tabs import by_identity

ECONOMIES = "data/reference/economies.xlsx"
_EDITION = re.compile(r"(?:edition:)?(\d{4})")
_NO_LISTS = (layout.ABOUT, layout.LISTS)
REGIONS = ("itu_region", "un_region", "un_subregion", "income_group")
SITUATIONS = ("ldc", "lldc", "sids")  # groups whose members say yes
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
    ("data/monitoring/targets.xlsx", "Targets"): ("indicator", "value", "base_year", "target_year", "direction"),
    ("", layout.INDICATORS): ("unit", "unit_multiplier", "direction", "minimum", "maximum", "framework"),
    ("data/reference/digital-governance-index.xlsx", ""): (
        "weight",
        "weights_sum",
        "direction",
        "parent",
        "choice",
        "value",
        "share",
        "lower",
        "upper",
    ),
}


def state_of(root: Path, name: str) -> str:
    """The git revision that a baseline means: that of a closed edition by its year (``2026``, ``edition:2026``); others as they are.

    Raises Stop (exit 3) for an edition that is not there or not closed.
    """
    match = _EDITION.fullmatch(name)
    if not match or (name.isdigit() and Path(name).exists()):
        return name
    path = root / "report" / "editions" / f"{match[1]}.toml"
    if not path.is_file() and name.isdigit():
        return name  # it may be a revision
    try:
        commit = str(declared(path.read_text(encoding="utf-8")).get("commit", ""))
        found = f"the edition {match[1]} is not closed: no commit is noted in {path.name}"
    except (OSError, ValueError) as error:
        commit, found = "", f"{type(error).__name__}: {error}"
    if not commit:
        raise stop(ExitCode.DATA, "diff-no-state", Place(f"report/editions/{match[1]}.toml"), found, "an edition that 'gdgr close-edition' has frozen",
                   "close the edition, or name a git revision")  # fmt: skip
    return commit


def compared(root: Path, baseline: str) -> list[Problem]:
    """What differs from the baseline in ways that need a second look. Raises Stop (exit 3) where there is no such baseline."""
    return against(open_side(root, state_of(root, baseline)), open_side(root, str(root)))


def against(base: Side, now: Side) -> list[Problem]:
    """Every slip and every changed rule, sorted by place. Raises Stop (exit 3) for a workbook that the gate refuses."""
    return slips_of(base, now)[0]


def slips_of(base: Side, now: Side) -> tuple[list[Problem], frozenset[tuple[str, str]]]:
    """What ``against`` says, and the indicators whose figures are in the wrong place, as workbook and code."""
    groups = _groups(now)
    gone = [file for file in base.books if file not in now.books]
    found = [SLIPS["diff-workbook-gone"].at(Place(file), "the baseline has it, and it is not there") for file in gone]
    moved: set[tuple[str, str]] = set()
    for file, data in now.books.items():
        if file in base.books and base.books[file] != data:
            before, after = (by_identity(sheets_of(file, side.books[file])) for side in (base, now))
            problems, slipped = _of_book(file, before, after, groups)
            found += problems
            moved |= {(file, name) for name in slipped}
    return sorted(found, key=lambda one: (one.place, one.code)), frozenset(moved)


def _of_book(
    file: str, before: Mapping[str, Sheet], after: Mapping[str, Sheet], groups: Mapping[str, frozenset[str]]
) -> tuple[list[Problem], set[str]]:
    """The slips and changed rules of one workbook, and the sheets whose figures are in the wrong place."""
    changed = [name for name in after if name in before and before[name].rows != after[name].rows]
    old, new = (figures(sheets) if changed else {} for sheets in (before, after))
    of_figures = list(figure_slips(old, new, changed, groups))
    slipped = {name for name, _ in of_figures}
    in_lists = {
        name: _in_list(before[name], after[name]) for name in changed if name not in new and name not in _NO_LISTS
    }
    found = [slip for _, slip in of_figures]
    found += [
        SLIPS[slip.code].at(after[name].place(slip.row, slip.column), slip.found)
        for name, slips in in_lists.items()
        for slip in slips
    ]
    found += _gone(file, before, after)
    found += [
        SLIPS[slip.code].at(slip.place, slip.found, before=slip.before)
        for slip in note_slips(before, after)
        if not (slip.code in OF_VALUES and slip.series in slipped)
        and not (slip.code == "diff-flags-changed" and in_lists.get(layout.NOTES))
    ]
    return [*found, *_rules(file, before, after, in_lists)], slipped


def _rules(
    file: str, before: Mapping[str, Sheet], after: Mapping[str, Sheet], in_lists: Mapping[str, list[ListSlip]]
) -> Iterator[Problem]:
    """Changed rules, but for those of new rows and those that are part of a slip."""
    changes = list(compare_sheets(file, before, after))
    came = {(one.sheet, one.row) for one in changes if one.kind is Kind.STRUCTURE and one.after == "row"}
    for one in changes:
        explained = any(_explains(slip, one) for slip in in_lists.get(one.sheet, ()))
        if _is_rule(one) and (one.sheet, one.row) not in came and not explained:
            yield _rule(one)


def published(root: Path, year: int) -> tuple[list[Problem], list[str] | None]:
    """Where there is no git: workbooks that the published edition was made from and that are gone, and those that are new or
    another, by its manifest; None where there is no manifest."""
    folder = root / "output" / str(year)
    if not (folder / MANIFEST).is_file():
        return [], None
    known = {
        file: digest
        for file, digest in read_manifest(folder).inputs.items()
        if file.startswith("data/") and file.endswith(ENDING)
    }
    here = digests(root, workbooks_below(root).values())
    lost = [
        SLIPS["diff-workbook-gone"].at(Place(file), f"output/{year} was made from it, and it is not there")
        for file in known
        if not (root / file).is_file()
    ]
    return lost, sorted(file for file, digest in here.items() if known.get(file) != digest)


def _gone(file: str, before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Data sheets that are gone with their row, and whose figures stand under no other name; all that a workbook held at once."""
    there = [sheet.rows for name, sheet in after.items() if name not in before]
    listed = {shown(row[0]) for row in after[layout.INDICATORS].rows} if layout.INDICATORS in after else set()
    held = [name for name, sheet in before.items() if sheet.rows and shown(sheet.header[0]) == layout.AREA_HEADER and name != layout.NOTES]  # fmt: skip
    gone = [name for name in held if name not in after and name not in listed and before[name].rows not in there]
    if len(gone) > 1 and gone == held:
        found = f"none of its {len(held)} sheets of figures, but others"
        yield SLIPS["diff-series-gone"].at(Place(file), found, sheet=", ".join(gone[:3]) + (" ..." if gone[3:] else ""))
        return
    for name in gone:
        was = f" ({before[name].name!r})" if before[name].name != name else ""
        yield SLIPS["diff-series-gone"].at(Place(file), f"no sheet {name!r}{was}", sheet=name)


def _in_list(before: Sheet, after: Sheet) -> list[ListSlip]:
    key = key_of(before, after)
    return list_slips(keyed(before, key), keyed(after, key), key)


def _explains(slip: ListSlip, change: Change) -> bool:
    """Whether a changed cell is part of a slip in its list."""
    at = position(change.cell)
    return (not slip.headers or change.column in slip.headers) and (not slip.rows or (at is not None and at[0] in slip.rows))  # fmt: skip


def _groups(side: Side) -> dict[str, frozenset[str]]:
    """Regions, income groups and situations with their economies, as the workbook of economies has them; none where it is not there."""
    sheets = open_workbook(side.books[ECONOMIES], ECONOMIES).sheets if ECONOMIES in side.books else {}
    members: dict[str, set[str]] = {}
    if "Economies" in sheets:
        for (area, *_), (_, row) in keyed(sheets["Economies"], ("iso3",)).rows.items():
            for header in REGIONS:
                members.setdefault(shown(row.get(header, "")), set()).add(area)
            for header in SITUATIONS:
                if shown(row.get(header, "")) == layout.YES_NO[0]:
                    members.setdefault(header, set()).add(area)
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
    return SLIPS["diff-rule-changed"].at(place, found, before=change.before or "blank")
