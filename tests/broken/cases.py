"""One row for each way in which a data folder is broken: the code, the place, and the builder that does it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.sheets import layout
from tests.broken import archives
from tests.sheets.workbooks import SUPPLY_USE, Folder, headers, value

NET = "development/connectivity.xlsx"
USE = "NET.USE"


@dataclass(frozen=True)
class Case:
    """``rows`` changes the folder before it is written, ``files`` what was written; ``also`` are codes that follow."""

    code: str
    place: str
    rows: Callable[[Folder], None] | None = None
    files: Callable[[Path], None] | None = None
    also: tuple[str, ...] = ()
    says: str = ""

    def __str__(self) -> str:
        return f"{self.code} at {self.place}"


def put(file: str, sheet: str, row: int, column: int, value: object) -> Callable[[Folder], None]:
    """Set a cell (rows and columns from 1)."""

    def change(folder: Folder) -> None:
        line = folder[file][sheet][row - 1]
        line.extend([None] * (column - len(line)))
        line[column - 1] = value

    return change


def add(file: str, sheet: str, row: list[object]) -> Callable[[Folder], None]:
    """Append a row."""
    return lambda folder: folder[file][sheet].append(row)


def named_tab(row: int, name: str) -> Callable[[Folder], None]:
    """The name of a tab in its row of Indicators."""
    return put(NET, "Indicators", row, 19, name)


def renamed_tab(code: str, name: str) -> Callable[[Folder], None]:
    """Another name for the tab itself."""

    def change(folder: Folder) -> None:
        folder[NET] = {name if sheet == code else sheet: rows for sheet, rows in folder[NET].items()}

    return change


def captioned(
    code: str, title: str = "Use", above: str = USE, unit: str = "Unit: per cent"
) -> Callable[[Folder], None]:
    """A caption above the figures of a sheet that names an indicator."""
    return lambda folder: folder[NET].update({above: [[title], [unit], ["Back", code], *folder[NET][above]]})


def both(*changes: Callable[[Folder], None]) -> Callable[[Folder], None]:
    """Several changes."""

    def change(folder: Folder) -> None:
        for one in changes:
            one(folder)

    return change


def drop_sheet(file: str, sheet: str) -> Callable[[Folder], None]:
    return lambda folder: folder[file].pop(sheet) and None


def suppress(table: str, year: int, row: str, column: str) -> Callable[[Folder], None]:
    """A sheet Suppressed with one cell."""
    sheet = [[column.header for column in layout.SUPPRESSED_COLUMNS], [table, year, row, column, "withheld"]]
    return lambda folder: folder[SUT].update({"Suppressed": sheet})


def twice(file: str, other: str) -> Callable[[Folder], None]:
    """A workbook under a second name."""
    return lambda folder: folder.update({other: deepcopy(folder[file])})


def rename(file: str, old: str, new: str) -> Callable[[Folder], None]:
    def change(folder: Folder) -> None:
        folder[file] = {new if name == old else name: rows for name, rows in folder[file].items()}

    return change


def each_row(file: str, sheet: str, change: Callable[[list[object]], list[object]]) -> Callable[[Folder], None]:
    """Change every row of a sheet."""
    return lambda folder: folder[file].update({sheet: [change(row) for row in folder[file][sheet]]})


def above(file: str, sheet: str, rows: list[list[object]]) -> Callable[[Folder], None]:
    """Rows above a table."""
    return lambda folder: folder[file].update({sheet: [*rows, *folder[file][sheet]]})


def without_row(file: str, sheet: str, row: int) -> Callable[[Folder], None]:
    return lambda folder: folder[file][sheet].pop(row - 1) and None


def turned(file: str, sheet: str) -> Callable[[Folder], None]:
    """A sheet with rows and columns exchanged."""
    return lambda folder: folder[file].update({sheet: [list(row) for row in zip(*folder[file][sheet], strict=True)]})


def gone(file: str) -> Callable[[Path], None]:
    """A workbook deleted."""
    return lambda root: (root / "data" / file).unlink()


def column_of(folder: Folder, file: str, sheet: str, header: str) -> int:
    return folder[file][sheet][0].index(header) + 1


def field(file: str, sheet: str, row: int, header: str, value: object) -> Callable[[Folder], None]:
    """Set a cell of a long sheet by its header."""
    return lambda folder: put(file, sheet, row, column_of(folder, file, sheet, header), value)(folder)


EXPECTED = value(USE, "FRA", 2020)
FITS = ("sheet-correction-fixed",)  # an economy that is not there has no value


def _rows(
    file: str, sheet: str, columns: tuple[layout.Column, ...], valid: dict[str, object]
) -> Callable[..., Callable]:
    """A maker of changes: the workbook with one valid row, some of whose cells are others."""

    def make(**cells: object) -> Callable[[Folder], None]:
        row = {**valid, **cells}
        rows = [headers(columns), [row.get(column.header) for column in columns]]
        return lambda folder: folder.update({file: {"About": [["A workbook for tests"]], sheet: rows}})

    return make


COR, CYB, LAW = layout.CORRECTIONS, layout.CYBERLAW, layout.AI_LAWS
_READ = {"source": "A producer", "source_url": "https://example.org/law", "licence": "CC BY 4.0"}
correction = _rows(
    COR,
    "Corrections",
    layout.CORRECTION_COLUMNS,
    {
        "REF_AREA": "FRA", "INDICATOR": USE, "TIME_PERIOD": 2020, "expected": EXPECTED, "value": 50.0, "reason": "Typing error.",
        "source": "Yearbook", "declared": "2026-11-01", "expires": "2027-11-01",
    },
)  # fmt: skip
cyberlaw = _rows(
    CYB,
    "States",
    layout.CYBERLAW_COLUMNS,
    {"iso3": "FRA", "area": "privacy", "state": "legislation", "documents": 1, "as_of": "2026-03-05", **_READ},
)
ai_law = _rows(
    LAW,
    "Laws",
    layout.AI_LAW_COLUMNS,
    {"id": "act", "iso3": "EUU", "name": "An act", "type": "law", "force": "binding", "status": "In force", "verified": "yes", **_READ},
)  # fmt: skip


def in_excel(change: Callable[[Worksheet], None], file: str = NET, sheet: str = USE) -> Callable[[Path], None]:
    """Open the written workbook with openpyxl, change a sheet, save it."""

    def edit(root: Path) -> None:
        path = root / "data" / file
        workbook = openpyxl.load_workbook(path)
        change(workbook[sheet])
        workbook.save(path)

    return edit


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def _hide_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("A9:C10")


def _formula(sheet: Worksheet) -> None:
    sheet["D3"] = "=1+1"


def _error(sheet: Worksheet) -> None:
    sheet["D3"] = "#DIV/0!"


def _stored_formula(root: Path) -> None:
    """A formula with its calculated value, as Excel stores it."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet4.xml"):
            return part
        start = part.index(b'<c r="D3"')
        at = part.index(b"<v>", start)
        return part[:at] + b"<f>1+1</f>" + part[at:]

    archives.rewritten(root, change)


def _scale_year(folder: Folder) -> None:
    for row in folder[NET]["NET.SUBS"][1:]:
        row[6] = float(str(row[6])) * 1000


def _group_line(code: str, kind: str) -> list[object]:
    return [code, kind, *["Name"] * 6, "made up"]


F, GOV, ECO, PAR = "data/" + NET, "monitoring/governance.xlsx", "reference/economies.xlsx", "reference/parameters.xlsx"
TAR, SUT = "monitoring/targets.xlsx", SUPPLY_USE
_EGOV, _STAT = "monitoring/e-government.xlsx", "statistical/performance.xlsx"
_PLACE = f"{F} › {USE}"

CASES: tuple[Case, ...] = (
    # the file
    Case("sheet-file-missing", f"data/{ECO}", files=archives.missing),
    Case("sheet-file-too-large", F, files=archives.too_large),
    Case("sheet-not-a-workbook", F, files=archives.not_a_zip),
    Case("sheet-not-a-workbook", F, files=archives.another_zip),
    Case("sheet-encrypted", F, files=archives.encrypted),
    Case("sheet-file-damaged", F, files=archives.truncated),
    Case("sheet-file-damaged", F, files=archives.changed_byte),
    Case("sheet-file-damaged", F, files=archives.lying_bomb),
    Case("sheet-too-many-parts", F, files=archives.many_parts),
    Case("sheet-part-name", F, files=archives.path_traversal),
    Case("sheet-part-name", F, files=archives.part_twice),
    Case("sheet-part-backslash", F, files=archives.backslashes, says="save it again"),
    Case("sheet-zip-bomb", F, files=archives.bomb),
    Case("sheet-xml-encoding", F, files=archives.utf16),
    Case("sheet-xml-entity", F, files=archives.entities),
    Case("sheet-too-wide", _PLACE, files=archives.far_cell),
    Case("sheet-unreadable", F, files=archives.no_sheet_part),
    Case("sheet-unreadable", _PLACE, files=archives.unknown_type),
    *(
        Case("sheet-not-read", f"data/{name}", files=archives.unread(name), says=says)
        for name, says in (
            ("development/skills.XLSX", "rename it to skills.xlsx"),
            ("development/skills.xlsm", "save it as skills.xlsx"),
            ("development/skills.xls", "save it as skills.xlsx"),
            ("development/connectivity.ods", "beside connectivity.xlsx, which is read"),
            ("development/connectivity.XLSX", "beside connectivity.xlsx, which is read"),
            ("development/new/skills.xlsx", "move it into one of these folders"),
            ("skills.xlsx", "move it into one of these folders"),
            ("development/connectivity (1).xlsx", "a second copy of connectivity.xlsx"),
            ("development/connectivity(2).xlsx", "a second copy of connectivity.xlsx"),
        )
    ),
    Case("sheet-macro", F, files=archives.macro),
    Case("sheet-external-link", F, files=archives.external_link, says="other.xlsx"),
    # what hides
    Case("sheet-hidden-sheet", _PLACE, files=in_excel(_hide_sheet)),
    Case("sheet-hidden-row", f"{_PLACE}!A4", files=in_excel(_hide_row)),
    Case("sheet-hidden-column", f"{_PLACE}!E1", files=in_excel(_hide_column)),
    Case("sheet-merged-cell", f"{_PLACE}!A9", files=in_excel(_merge), says="A9:C10"),
    Case("sheet-formula", f"{_PLACE}!D3", files=_stored_formula),
    # structure
    Case("sheet-missing", F, drop_sheet(NET, "Indicators")),
    Case("sheet-missing", f"data/{PAR}", drop_sheet(PAR, "Goalposts")),
    Case("sheet-unexpected", f"data/{PAR} › Extra", lambda folder: folder[PAR].update(Extra=[["a"]])),
    Case(
        "sheet-name-too-long",
        f"{F} › Indicators!A2",
        both(put(NET, "Indicators", 2, 1, "A" * 32)),
        also=("sheet-without-code", "sheet-unknown-indicator", "sheet-term-missing"),
    ),
    Case(
        "sheet-code-without-sheet",
        f"{F} › Indicators!A3",
        drop_sheet(NET, "NET.SUBS"),
    ),
    Case(
        "sheet-tab-twice",
        f"{F} › Indicators!S3",
        both(named_tab(2, "Use"), named_tab(3, "Use"), put(NET, "Indicators", 1, 19, "sheet"), renamed_tab(USE, "Use")),
        also=("sheet-without-code",),
        says="'Use' once more",
    ),
    Case(
        "sheet-tab-twice",  # the row that is wrong is the one whose code the caption does not name; its own sheet is no second message
        f"{F} › Indicators!S3",
        both(
            captioned(USE),
            named_tab(2, USE),
            named_tab(3, USE),
            put(NET, "Indicators", 1, 19, "sheet"),
            captioned("NET.SUBS", "Subscriptions", "NET.SUBS"),
        ),
        says="its caption names NET.USE",
    ),
    Case(
        "sheet-tab-name",
        f"{F} › Indicators!S2",
        both(put(NET, "Indicators", 1, 19, "sheet"), named_tab(2, "Use: all")),
        also=("sheet-without-code",),
    ),
    Case(
        "sheet-tab-name",
        f"{F} › Indicators!S2",
        both(put(NET, "Indicators", 1, 19, "sheet"), named_tab(2, "Notes")),
        also=("sheet-without-code",),
    ),
    Case("sheet-caption-code", f"{_PLACE}!B3", captioned("NET.SUBS"), says="'NET.SUBS' above the figures of NET.USE"),
    Case(
        "sheet-caption-unit",
        f"{_PLACE}!A2",
        captioned(USE, unit="Unit: per thousand"),
        says="'Unit: per thousand' above",
    ),
    Case(
        "sheet-caption-blank", f"{_PLACE}!A1", captioned("", title="", unit=""), says="no title, unit, code of NET.USE"
    ),
    Case("sheet-above-header", f"{_PLACE}!D2", both(captioned(USE), put(NET, USE, 2, 4, 81.0)), says="81"),
    Case("sheet-without-code", f"{F} › NET.NEW", lambda folder: folder[NET].update({"NET.NEW": [["REF_AREA"]]})),
    Case(
        "sheet-duplicate-indicator",
        f"data/{_EGOV} › Indicators!A3",
        both(
            lambda folder: folder[_EGOV]["Indicators"].append(list(folder[NET]["Indicators"][1])),
            lambda folder: folder[_EGOV].update({USE: folder[NET][USE]}),
        ),
        also=("sheet-framework-folder",),
        says="'NET.USE' once more",
    ),
    Case(
        "sheet-missing-column",
        f"data/{TAR} › Targets!A1",
        put(TAR, "Targets", 1, 7, "wish"),
        also=("sheet-unknown-column",),
    ),
    Case("sheet-unknown-column", f"data/{TAR} › Targets!K1", put(TAR, "Targets", 1, 11, "colour")),
    Case("sheet-duplicate-column", f"data/{TAR} › Targets!K1", put(TAR, "Targets", 1, 11, "value")),
    # long sheets
    Case("sheet-missing-metadata", f"{F} › Indicators!E2", field(NET, "Indicators", 2, "definition", None)),
    Case("sheet-licence-blank", f"{F} › Indicators!I2", field(NET, "Indicators", 2, "licence", None)),
    Case("sheet-required-blank", f"data/{TAR} › Targets!C2", field(TAR, "Targets", 2, "wording", " ")),
    Case("sheet-not-a-choice", f"{F} › Indicators!K2", field(NET, "Indicators", 2, "direction", "highr"), says="highr"),
    Case("sheet-not-a-number", f"data/{PAR} › Goalposts!C2", field(PAR, "Goalposts", 2, "lower", "twenty")),
    Case("sheet-not-an-integer", f"{F} › Indicators!L2", field(NET, "Indicators", 2, "decimals", 1.5)),
    Case("sheet-not-a-year", f"data/{TAR} › Targets!F2", field(TAR, "Targets", 2, "target_year", 20300)),
    Case("sheet-accessed-not-date", f"{F} › Indicators!J2", field(NET, "Indicators", 2, "accessed", "last May")),
    Case("sheet-accessed-not-date", f"{F} › Indicators!J2", field(NET, "Indicators", 2, "accessed", date(2027, 1, 1))),
    Case("sheet-not-a-url", f"{F} › Indicators!H2", field(NET, "Indicators", 2, "url", "see the web")),
    Case(
        "sheet-duplicate-key", f"data/{PAR} › Goalposts!A3", add(PAR, "Goalposts", ["hdi", "life", 20, 85, "x", None])
    ),
    Case("sheet-duplicate-key", f"{F} › Notes!A3", add(NET, "Notes", ["FRA", USE, 2020, "E", None, None])),
    # economies
    Case("sheet-unknown-economy", f"{_PLACE}!A3", put(NET, USE, 3, 1, "GER"), says="DEU (Germany)"),
    Case("sheet-unknown-economy", f"{_PLACE}!A8", add(NET, USE, ["World", "World", 5, 6])),
    Case("sheet-unknown-economy", f"{_PLACE}!A9", both(add(NET, USE, []), add(NET, USE, [None, "Source: a paper"]))),
    Case("sheet-unknown-economy", f"{F} › Notes!A2", field(NET, "Notes", 2, "REF_AREA", "FRX")),
    Case("sheet-unknown-economy", f"data/{GOV} › Parties!B2", field(GOV, "Parties", 2, "iso3", "XXX")),
    Case("sheet-duplicate-economy", f"{_PLACE}!A8", add(NET, USE, ["FRA", "France", 41])),
    Case("sheet-economy-mismatch", f"{_PLACE}!B3", put(NET, USE, 3, 2, "France"), says="which is FRA"),
    Case("sheet-economy-name", f"{_PLACE}!B3", put(NET, USE, 3, 2, "Deutschland")),
    Case("sheet-unknown-group", f"data/{ECO} › Economies!J2", field(ECO, "Economies", 2, "un_region", "ASIA")),
    Case("sheet-unknown-group", f"data/{ECO} › Groups!A20", add(ECO, "Groups", _group_line("OECD", "special"))),
    # wide sheets
    Case(
        "sheet-empty",
        f"{F} › NET.SUBS",
        lambda folder: folder[NET].update({"NET.SUBS": [["REF_AREA", "Economy", 2020]]}),
    ),
    Case("sheet-header", f"{_PLACE}!A1", put(NET, USE, 1, 1, "Country code")),
    Case("sheet-table-moved", f"{_PLACE}!B1", each_row(NET, USE, lambda row: [None, *row]), says="1 column(s) before"),
    Case("sheet-table-moved", f"{F} › Notes!A3", above(NET, "Notes", [["Remarks"], [None]]), says="2 row(s) above"),
    Case("sheet-header-gone", f"{_PLACE}!A1", without_row(NET, USE, 1), says="that of CHN"),
    Case(
        "sheet-header-gone", f"{_PLACE}!A4", both(without_row(NET, USE, 1), captioned(USE)), says="row 4 is that of CHN"
    ),
    Case("sheet-header-gone", f"data/{GOV} › Parties!A1", without_row(GOV, "Parties", 1), says="0 of the 6 headers"),
    Case("sheet-header", f"{_PLACE}!A1", each_row(NET, USE, lambda row: row[1:]), says="no column REF_AREA"),
    Case("sheet-header", f"{_PLACE}!B1", each_row(NET, USE, lambda row: row[:1] + row[2:]), says="no column Economy"),
    Case("sheet-columns-exchanged", f"{_PLACE}!A1", each_row(NET, USE, lambda row: [row[1], row[0], *row[2:]])),
    Case("sheet-transposed", f"{_PLACE}!A1", turned(NET, USE), says="economies along row 1"),
    Case("sheet-transposed", f"data/{TAR} › Targets!A1", turned(TAR, "Targets"), says="headers stand below"),
    Case("sheet-header-not-year", f"{_PLACE}!D1", put(NET, USE, 1, 4, "2016")),
    Case("sheet-header-not-year", f"{_PLACE}!M1", put(NET, USE, 2, 13, 50)),
    Case("sheet-date-for-year", f"{_PLACE}!D1", put(NET, USE, 1, 4, date(2016, 1, 1))),
    Case("sheet-duplicate-year", f"{_PLACE}!L1", put(NET, USE, 1, 12, 2015)),
    Case("sheet-year-after-cutoff", f"{_PLACE}!M1", both(put(NET, USE, 1, 13, 2031), put(NET, USE, 2, 13, 60))),
    Case("sheet-decimal-comma", f"{_PLACE}!D3", put(NET, USE, 3, 4, "12,3"), says="12,3"),
    Case("sheet-missing-symbol", f"{_PLACE}!D3", put(NET, USE, 3, 4, "n/a")),
    Case("sheet-missing-symbol", f"{_PLACE}!D3", put(NET, USE, 3, 4, "..")),
    Case("sheet-missing-symbol", f"{_PLACE}!D3", put(NET, USE, 3, 4, "NA")),
    Case("sheet-flag-in-cell", f"{_PLACE}!D3", put(NET, USE, 3, 4, "45.2 e"), says="45.2 e"),
    Case("sheet-number-as-text", f"{_PLACE}!D3", put(NET, USE, 3, 4, "42")),
    Case("sheet-text-in-number", f"{_PLACE}!D3", put(NET, USE, 3, 4, "about half")),
    Case("sheet-error-value", f"{_PLACE}!D3", files=in_excel(_error), says="#DIV/0!"),
    Case(
        "sheet-error-value",
        f"{F} › Indicators!B2",
        files=in_excel(lambda s: s.__setitem__("B2", "#REF!"), sheet="Indicators"),
    ),
    Case("sheet-formula-uncalculated", f"{_PLACE}!D3", files=in_excel(_formula), says="=1+1"),
    Case("sheet-date-in-number", f"{_PLACE}!D3", put(NET, USE, 3, 4, date(2026, 4, 3))),
    Case("sheet-boolean-in-number", f"{_PLACE}!D3", put(NET, USE, 3, 4, True)),
    # values
    Case("sheet-out-of-range", f"{_PLACE}!L7", put(NET, USE, 7, 12, 160)),
    Case("sheet-range-reversed", f"{F} › Indicators!M2", field(NET, "Indicators", 2, "minimum", 200)),
    Case("sheet-scale-slip", f"{F} › NET.SUBS!H4", put(NET, "NET.SUBS", 4, 8, 1.3)),
    Case("sheet-scale-slip", f"{F} › NET.SUBS!L4", put(NET, "NET.SUBS", 4, 12, 160_000)),
    Case("sheet-scale-slip-year", f"{F} › NET.SUBS!G1", _scale_year),
    Case("sheet-jump", f"{_PLACE}!L6", put(NET, USE, 6, 12, 97), says="97 in 2024"),
    Case("sheet-jump", f"{_PLACE}!G6", put(NET, USE, 6, 7, 12)),
    Case(
        "sheet-economy-vanished",
        f"data/{_EGOV} › EGOV",
        lambda folder: folder[_EGOV]["EGOV"].pop(3) and None,
        says="1 econom",
    ),
    # notes and references
    Case("sheet-note-without-value", f"{F} › Notes!A3", add(NET, "Notes", ["FRA", USE, 1999, "E", None, None])),
    Case("sheet-unknown-status", f"{F} › Notes!D2", field(NET, "Notes", 2, "OBS_STATUS", "Z")),
    Case("sheet-missing-value-status", f"{F} › Notes!D2", field(NET, "Notes", 2, "OBS_STATUS", "M")),
    Case(
        "sheet-unknown-indicator", f"{F} › Notes!B2", field(NET, "Notes", 2, "INDICATOR", "NET.USER"), says="NET.USER"
    ),
    Case("sheet-unknown-indicator", f"data/{TAR} › Targets!B2", field(TAR, "Targets", 2, "indicator", "NET")),
    Case(
        "sheet-indicators-gone", f"data/{TAR} › Targets!B2", files=gone(NET), says="no workbook has NET.SUBS, NET.USE"
    ),
    Case("sheet-term-without-indicator", "data/reference/names.xlsx › Terms", files=gone(_STAT), says="STAT.SCORE"),
    Case(
        "sheet-indicator-renamed",
        f"{F} › Indicators!A2",
        both(captioned(USE, f"Name of {USE}"), rename(NET, USE, "USERS"), put(NET, "Indicators", 2, 1, "USERS")),
        says="has the name of 'NET.USE'",
    ),
    Case(
        "sheet-name-of-another",
        f"{F} › Indicators!B2",
        both(
            captioned("NET.SUBS", "Name of NET.SUBS", "NET.SUBS"),
            captioned(USE, f"Name of {USE}"),
            field(NET, "Indicators", 2, "name", "Name of NET.SUBS"),
        ),
        says="of 'NET.SUBS'",
    ),
    Case("sheet-unknown-theme", f"data/{GOV} › Meetings!E2", field(GOV, "Meetings", 2, "themes", "standards; measure")),
    Case("sheet-unknown-platform", f"data/{GOV} › Meetings!A2", field(GOV, "Meetings", 2, "platform_id", "itu2")),
    Case("sheet-unknown-instrument", f"data/{GOV} › Parties!A2", field(GOV, "Parties", 2, "instrument_id", "pac")),
    Case("sheet-verified-without-source", f"data/{GOV} › Meetings!H2", field(GOV, "Meetings", 2, "source_url", None)),
    Case("sheet-target-without-source", f"data/{TAR} › Targets!H2", field(TAR, "Targets", 2, "source", None)),
    Case("sheet-parameter-without-source", f"data/{PAR} › Thresholds!E2", field(PAR, "Thresholds", 2, "source", None)),
    Case("sheet-target-years", f"data/{TAR} › Targets!E2", field(TAR, "Targets", 2, "base_year", 2030)),
    Case("sheet-bounds-reversed", f"data/{PAR} › Classes!C2", field(PAR, "Classes", 2, "lower", 0.7)),
    Case(
        "sheet-classes-apart",
        f"data/{PAR} › Classes!C3",
        field(PAR, "Classes", 3, "lower", 0.6),
        says="low ends at 0.5",
    ),
    Case("sheet-classes-apart", f"data/{PAR} › Classes!E3", field(PAR, "Classes", 3, "closed", "upper")),
    Case("sheet-bounds-reversed", f"data/{PAR} › Goalposts!C2", field(PAR, "Goalposts", 2, "lower", 90)),
    Case("sheet-target-unfit", f"data/{TAR} › Targets!D2", field(TAR, "Targets", 2, "value", 950), says="0 and 100"),
    Case("sheet-direction", f"data/{TAR} › Targets!G2", field(TAR, "Targets", 2, "direction", "lower")),
    Case(
        "sheet-target-wording", f"data/{TAR} › Targets!F2", field(TAR, "Targets", 2, "wording", "By 2035, 95 % online")
    ),
    Case(
        "sheet-target-wording", f"data/{TAR} › Targets!D2", field(TAR, "Targets", 2, "wording", "By 2030, 90% online")
    ),
    Case("sheet-years-order", f"data/{GOV} › Instruments!F2", field(GOV, "Instruments", 2, "in_force_year", 2016)),
    Case(
        "sheet-years-order", f"data/{GOV} › Platforms!D2", field(GOV, "Platforms", 2, "latest_known_edition_year", 1850)
    ),
    Case("sheet-years-order", f"data/{GOV} › Parties!D3", field(GOV, "Parties", 3, "year", 2017)),
    Case("sheet-year-after-cutoff", f"data/{GOV} › Parties!D2", field(GOV, "Parties", 2, "year", 2027)),
    Case(
        "sheet-parties-count",
        f"data/{GOV} › Instruments!H2",
        both(field(GOV, "Instruments", 2, "parties_count", 20), field(GOV, "Instruments", 2, "party_list", "complete")),
    ),
    Case("sheet-code-form", f"data/{ECO} › Economies!B2", field(ECO, "Economies", 2, "iso2", "CHN")),
    Case("sheet-duplicate-key", f"data/{ECO} › Economies!C3", field(ECO, "Economies", 3, "m49", "156")),
    Case("sheet-coordinate", f"data/{ECO} › Economies!Q2", field(ECO, "Economies", 2, "latitude", 91)),
    Case("sheet-economy-named-twice", f"data/{ECO} › Economies!F3", field(ECO, "Economies", 3, "name_fr", "China")),
    Case("sheet-region-mixed", f"data/{ECO} › Economies!J7", field(ECO, "Economies", 7, "un_region", "ASI")),
    Case(
        "sheet-row-incomplete",
        f"{F} › Indicators!C2",
        both(
            *(field(NET, "Indicators", 2, name, None) for name in ("unit", "definition", "source", "licence", "theme"))
        ),
        says="5 blank cells: unit (C2), definition (E2), source (F2), licence (I2), theme (Q2)",
    ),
    Case("sheet-metadata-range", f"{F} › Indicators!D2", field(NET, "Indicators", 2, "unit_multiplier", 1000)),
    Case("sheet-vintage-name", "data/vintages/old.xlsx", twice("vintages/2020-10.xlsx", "vintages/old.xlsx")),
    Case(
        "sheet-vintage-unlike",
        "data/vintages/2020-10.xlsx › Indicators!C2",
        field("vintages/2020-10.xlsx", "Indicators", 2, "unit", "per cent"),
        says="index today",
    ),
    Case(
        "sheet-term-missing", f"{F} › Indicators!C2", field(NET, "Indicators", 2, "unit", "percents"), says="percents"
    ),
    Case(
        "sheet-term-missing", f"{F} › Indicators!F2", field(NET, "Indicators", 2, "source", "B"), says="the source 'B'"
    ),
    Case("sheet-term-missing", f"data/{SUT} › About!B4", put(SUT, "About", 4, 2, "Another bureau"), says="Another"),
    Case(
        "sheet-economy-unnamed",
        "data/reference/economies.xlsx › Economies!E2",
        put("reference/economies.xlsx", "Economies", 2, 5, None),
    ),
    Case(
        "sheet-economy-unnamed",
        "data/reference/economies.xlsx › Groups!D2",
        put("reference/economies.xlsx", "Groups", 2, 4, None),
    ),
    Case(
        "sheet-term-contradicts",
        "data/reference/names.xlsx › Terms!C7",
        put("reference/names.xlsx", "Terms", 7, 3, "Other"),
        says="Other",
    ),
    Case("sheet-unit-multiplier", f"{F} › Indicators!D2", field(NET, "Indicators", 2, "unit_multiplier", 6)),
    Case("sheet-framework-folder", f"{F} › Indicators!O2", field(NET, "Indicators", 2, "framework", "monitoring")),
    # declared corrections
    Case("sheet-not-a-date", f"data/{COR} › Corrections!J2", correction(expires="soon")),
    Case("sheet-unknown-economy", f"data/{COR} › Corrections!A2", correction(REF_AREA="FRX"), also=FITS, says="FRA"),
    Case("sheet-unknown-indicator", f"data/{COR} › Corrections!B2", correction(INDICATOR="NET.USES"), says="NET.USE"),
    Case("sheet-required-blank", f"data/{COR} › Corrections!F2", correction(reason=None)),
    Case("sheet-required-blank", f"data/{COR} › Corrections!D2", correction(expected=None)),
    Case(
        "sheet-correction-fixed",
        f"data/{COR} › Corrections!D2",
        correction(expected=99),
        says="50.9366 for FRA in 2020",
    ),
    Case("sheet-correction-fixed", f"data/{COR} › Corrections!D2", correction(TIME_PERIOD=1999), says="no value"),
    Case(
        "sheet-correction-expired", f"data/{COR} › Corrections!J2", correction(expires="2026-11-23"), says="2026-11-23"
    ),
    Case("sheet-correction-idle", f"data/{COR} › Corrections!E2", correction(value=EXPECTED)),
    Case("sheet-out-of-range", f"data/{COR} › Corrections!E2", correction(value=101), says="101"),
    # registers of laws
    Case("sheet-unknown-economy", f"data/{CYB} › States!A2", cyberlaw(iso3="FRX"), says="FRA"),
    Case("sheet-unknown-economy", f"data/{LAW} › Laws!B2", ai_law(iso3="FRX"), says="FRA"),
    Case("sheet-not-a-choice", f"data/{CYB} › States!C2", cyberlaw(state="law"), says="no_legislation"),
    Case("sheet-required-blank", f"data/{CYB} › States!H2", cyberlaw(licence=None)),
    Case("sheet-not-a-choice", f"data/{LAW} › Laws!D2", ai_law(type="laws"), says="law"),
    Case("sheet-verified-without-source", f"data/{LAW} › Laws!L2", ai_law(source_url=None)),
    Case("sheet-term-missing", f"data/{CYB} › States!F2", cyberlaw(source="Another tracker"), says="Another tracker"),
    # supply and use
    Case("sheet-unknown-table-code", f"data/{SUT} › use 2022!A2", put(SUT, "use 2022", 2, 1, "999")),
    Case(
        "sheet-unknown-table-code",
        f"data/{SUT} › use 2022!D1",
        put(SUT, "use 2022", 1, 4, "T01"),
        also=("sheet-line-without-code",),
        says="T001",
    ),
    Case(
        "sheet-half-a-table",
        f"data/{SUT} › use 2022",
        drop_sheet(SUT, "supply 2022"),
        also=("sheet-line-without-code",),
    ),
    Case(
        "sheet-table-kinds",
        f"data/{SUT} › Tables!B1",
        field(SUT, "Tables", 3, "price", "basic"),
        says="no use table at purchasers' prices",
    ),
    Case(
        "sheet-table-kinds",
        f"data/{SUT} › Tables!B3",
        field(SUT, "Tables", 3, "kind", "supply"),
        also=("sheet-line-misplaced",),
    ),
    Case(
        "sheet-unknown-table",
        f"data/{SUT} › Lines!A2",
        put(SUT, "Lines", 2, 1, "suply"),
        also=("sheet-unknown-table-code",),
        says="supply",
    ),
    Case(
        "sheet-code-in-two-roles",
        f"data/{SUT} › Lines!C8",
        add(SUT, "Lines", ["use", "row", "11", "Farms", "memo", "add", None, None]),
    ),
    Case(
        "sheet-duplicate-key",
        f"data/{SUT} › Lines!A8",
        add(SUT, "Lines", ["use", "row", "VA", "Twice", "memo", "add", None, None]),
    ),
    Case(
        "sheet-line-misplaced",
        f"data/{SUT} › Lines!E2",
        field(SUT, "Lines", 2, "line", "exports"),
        says="a column of a use table",
    ),
    Case(
        "sheet-line-without-code",
        f"data/{SUT} › Lines!C8",
        add(SUT, "Lines", ["use", "row", "VAX", "Gone", "memo", "add", None, None]),
        says="VA",
    ),
    Case(
        "sheet-line-without-code",
        f"data/{SUT} › Codes!A6",
        add(SUT, "Codes", ["333", "industry", "Machines", "no", "a source"]),
        says="334",
    ),
    Case(
        "sheet-required-blank",
        f"data/{SUT} › Lines!C2",
        field(SUT, "Lines", 2, "code", None),
        also=("sheet-unknown-table-code", "sheet-line-without-code"),
    ),
    Case("sheet-unknown-part-of", f"data/{SUT} › Lines!G4", field(SUT, "Lines", 4, "part_of", "FF")),
    Case("sheet-suppressed-cell", f"data/{SUT} › Suppressed!C2", suppress("use", 2022, "334", "11"), says="holds 6"),
    Case(
        "sheet-suppressed-cell",
        f"data/{SUT} › Suppressed!C2",
        suppress("use", 2021, "11", "334"),
        says="no cell 11 / 334",
    ),
    Case(
        "sheet-economy-twice",
        "data/accounting/supply-use-uga.xlsx › About",
        twice(SUT, "accounting/supply-use-ug2.xlsx"),
    ),
)
