"""An example of each problem of the data sheets: what it looks like, and what is right. The figures are made up.

Texts between backticks are what stands in a cell, a file name or a command.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.sheets import layout
from pipeline.sheets.rules import series

FILLED: Mapping[str, Mapping[str, object]] = {
    "sheet-file-too-large": {"limit": f"{layout.MAX_FILE_BYTES:,}"},
    "sheet-too-many-parts": {"limit": f"{layout.MAX_ENTRIES:,}"},
    "sheet-zip-bomb": {"limit": f"{layout.MAX_UNZIPPED_BYTES:,}", "ratio": layout.MAX_RATIO},
    "sheet-xml-broken": {"depth": layout.MAX_DEPTH},
    "sheet-xml-too-much": {"limit": f"{layout.MAX_ELEMENTS_A_BYTE} a byte of the file, and {layout.MAX_ELEMENTS:,} in all,"},
    "sheet-text-too-long": {"limit": f"{layout.MAX_TEXT:,}", "total": f"{layout.MAX_TEXTS:,}"},
    "sheet-part-shared": {"limit": layout.MAX_SHEETS},
    "sheet-range-too-large": {"limit": f"{layout.MAX_RANGED_CELLS:,}"},
    "sheet-too-wide": {"cells": f"{layout.MAX_CELLS:,}"},
    "sheet-too-many-problems": {"limit": f"{layout.MAX_PROBLEMS:,}"},
    "sheet-not-read": {
        "folders": ", ".join(layout.FOLDERS),
        "near": "rename it, save it as .xlsx, move it into a folder of data/, or take it out of data/",
    },
    "sheet-unknown-economy": {"near": "correct the code; totals of regions and of the world do not belong in a data sheet"},
    "sheet-jump": {
        "limit": f"{series.STEP_FACTOR:g} times what is usual for the indicator, over all its economies and years",
    },
    "sheet-scale-slip": {"near": "shown in the message"},
    "sheet-line-misplaced": {"allowed": "the table and the axis that the line belongs to, as the message names them"},
}  # fmt: skip
"""What the texts of a code are filled with in the catalogue; a name that is not here stands in angle quotes."""

EXAMPLES: Mapping[str, tuple[str, str]] = {
    # The file itself
    "sheet-file-missing": ("`data/reference/economies.xlsx` was deleted", "`data/reference/economies.xlsx` is there"),
    "sheet-file-not-opened": ("`skills.xlsx` belongs to another user and nobody else may read it", "`skills.xlsx` may be read by you"),
    "sheet-file-too-large": ("a workbook with forty photographs", "the same workbook without pictures"),
    "sheet-not-a-workbook": ("`skills.csv` renamed to `skills.xlsx`", "`skills.csv` opened in Excel and saved as `skills.xlsx`"),
    "sheet-encrypted": ("`skills.xlsx` asks for a password", "`skills.xlsx` opens at once"),
    "sheet-file-damaged": ("`skills.xlsx` of which half was downloaded", "`skills.xlsx` downloaded whole"),
    "sheet-too-many-parts": ("a workbook whose file holds 60,000 small files", "the cells copied into a new workbook"),
    "sheet-part-name": ("a workbook whose file holds `../../start.sh`", "the figures taken from their source again, in a new workbook"),
    "sheet-part-backslash": (r"a workbook whose file holds `xl\workbook.xml`", "the same workbook, saved again by Excel"),
    "sheet-zip-bomb": ("a workbook of 40 KB that unpacks to 4 GB", "the cells copied into a new workbook"),
    "sheet-xml-encoding": ("a workbook that a program wrote in UTF-16", "the same workbook, saved again by Excel"),
    "sheet-xml-entity": ("a workbook with `<!DOCTYPE` inside its file", "the figures taken from their source again, in a new workbook"),
    "sheet-xml-broken": ("a workbook whose sheet ends in the middle of a row", "the last copy that Excel opens without repairing it"),
    "sheet-xml-unusual": ("a cell written as `4<!-- -->2`: 4 in one program, 42 in another", "`42`, typed and saved by Excel"),
    "sheet-xml-too-much": ("a workbook of 25 KB with ten million settings of hidden columns", "the cells copied into a new workbook"),
    "sheet-text-too-long": ("a note of 40,000 characters", "a note of three sentences, and the address of the document"),
    "sheet-name-unsafe": ("a sheet named `@@BODY@@`", "a sheet named `NET.USE`"),
    "sheet-part-shared": ("two hundred sheet names that all open one sheet", "the cells copied into a new workbook, each sheet once"),
    "sheet-cell-twice": ("`D3` stands in the file twice, as `45.2` and as `54.2`", "`D3` is `45.2`"),
    "sheet-cell-divided": ("`4` and `5.2` as two pieces of one cell", "`45.2`"),
    "sheet-range-too-large": ("one merged range over the whole sheet, `A1:XFD1048576`", "no merged range, each cell filled"),
    "sheet-too-wide": ("a remark in `XFD1048576`, far outside the table", "the remark in the sheet Notes"),
    "sheet-unreadable": ("a workbook whose list of sheets names one that is not in the file", "the same workbook, repaired and saved by LibreOffice"),
    "sheet-macro": ("a workbook with a button that runs code", "the same workbook, saved as .xlsx without macros"),
    "sheet-external-link": ("`='[budget.xlsx]Sheet1'!B4`", "`45.2`"),
    "sheet-too-many-problems": ("a sheet whose columns all moved by one: each cell is wrong", "the columns moved back"),
    "sheet-not-read": ("`data/development/skills (1).xlsx`", "`data/development/skills.xlsx`"),
    # What hides or distorts
    "sheet-hidden-sheet": ("a hidden sheet `NET.OLD`", "the sheet shown, or deleted"),
    "sheet-hidden-row": ("rows 12 to 40 hidden by a filter", "the filter cleared"),
    "sheet-hidden-column": ("column F hidden", "column F shown"),
    "sheet-merged-cell": ("`D3:F3` merged, holding `45.2`", "`45.2` in `D3`, `E3` and `F3` each with their own figure or blank"),
    "sheet-formula": ("`=C3*1.1`", "`45.2`"),
    "sheet-text-mark": ("`Survey of 2020` with an unseen sign that turns the text round (U+202E)", "`Survey of 2020`, typed anew"),
    # Structure of a workbook
    "sheet-missing": ("a workbook without the sheet Notes", "a sheet Notes with its headings, and no row where there is no note"),
    "sheet-unexpected": ("a sheet `Sheet1` with an editor's sums", "the sums in a file outside data/"),
    "sheet-name-too-long": ("the code `share_of_households_with_internet_access`", "the code `HH.INTERNET`"),
    "sheet-code-without-sheet": ("a row `NET.USE` in Indicators, no sheet `NET.USE`", "the row `NET.USE` and the sheet `NET.USE`"),
    "sheet-without-code": ("a sheet `NET.USE`, no row `NET.USE` in Indicators", "the sheet `NET.USE` and its row"),
    "sheet-duplicate-indicator": ("`NET.USE` in connectivity.xlsx and in skills.xlsx", "`NET.USE` in connectivity.xlsx only"),
    # Long sheets
    "sheet-missing-column": ("Indicators without a column `licence`", "a column `licence` in row 1"),
    "sheet-unknown-column": ("a column `licens`", "a column `licence`"),
    "sheet-duplicate-column": ("`source` in D1 and in H1", "`source` in D1 only"),
    "sheet-missing-metadata": ("a blank cell under `source`", "`International Telecommunication Union`"),
    "sheet-licence-blank": ("a blank cell under `licence`", "`CC BY 4.0`, or `not stated`"),
    "sheet-required-blank": ("a row of Notes without its economy", "`FRA` in the row"),
    "sheet-not-a-choice": ("`up` under `direction`", "`higher`"),
    "sheet-not-a-number": ("`ten` under `decimals`", "`10`"),
    "sheet-not-an-integer": ("`1.5` under `decimals`", "`1`"),
    "sheet-not-a-year": ("`2021/22`", "`2021`"),
    "sheet-accessed-not-date": ("`last week`", "`2026-03-14`"),
    "sheet-not-a-date": ("`summer 2027`", "`2027-06-30`"),
    "sheet-not-a-url": ("`see the yearbook`", "`https://example.org/yearbook`"),
    "sheet-duplicate-key": ("two rows for `FRA`, `NET.USE`, `2020`", "one row"),
    # Economies
    "sheet-unknown-economy": ("`FRN`", "`FRA`"),
    "sheet-duplicate-economy": ("`FRA` in rows 60 and 61", "`FRA` in row 60"),
    "sheet-economy-mismatch": ("`AUS` beside `Austria`", "`AUT` beside `Austria`, or `AUS` beside `Australia`"),
    "sheet-economy-name": ("`Ivory Coast` beside `CIV`", "`Côte d'Ivoire`"),
    "sheet-unknown-group": ("`Europ` under `itu_region`", "`EUR`"),
    # Wide sheets
    "sheet-empty": ("a sheet with economies and years and no figure", "at least one figure"),
    "sheet-header": ("`Country` in A1", "`REF_AREA` in A1, `Economy` in B1"),
    "sheet-header-not-year": ("`2020 (prov.)`", "`2020`, and status P in Notes"),
    "sheet-date-for-year": ("`01/01/2020`", "`2020`"),
    "sheet-duplicate-year": ("`2020` in F1 and in G1", "`2020` in F1, `2021` in G1"),
    "sheet-year-after-cutoff": ("a column `2031`", "columns up to the year of the data cut-off"),
    "sheet-decimal-comma": ("`12,3` (text)", "`12.3` (a number; a program in another language may show it as 12,3)"),
    "sheet-missing-symbol": ("`..`", "a blank cell"),
    "sheet-flag-in-cell": ("`45.2 e`", "`45.2`, and status E in Notes"),
    "sheet-number-as-text": ("`'45.2` (with a green corner)", "`45.2`"),
    "sheet-text-in-number": ("`about 45`", "`45`, and the remark in Notes"),
    "sheet-error-value": ("`#DIV/0!`", "a blank cell"),
    "sheet-formula-uncalculated": ("`=C3*1.1`, written by a script and never opened", "`45.2`"),
    "sheet-date-in-number": ("`3 April`", "`3.4`"),
    "sheet-boolean-in-number": ("`TRUE`", "`1`"),
    # Values
    "sheet-out-of-range": ("`160` where the maximum of Indicators is 100", "`16.0`"),
    "sheet-range-reversed": ("minimum `100`, maximum `0`", "minimum `0`, maximum `100`"),
    "sheet-scale-slip": ("`45.2`, `46.0`, `0.47`, `48.1`", "`45.2`, `46.0`, `47.0`, `48.1`"),
    "sheet-scale-slip-year": ("the column 2022 holds fractions (`0.47`), all others per cent (`46.0`)", "the column 2022 in per cent (`47.0`)"),
    "sheet-jump": ("`45.2`, `46.0`, `82.4`, `47.9`", "`45.2`, `46.0`, `46.8`, `47.9`"),
    "sheet-economy-vanished": ("30 economies of last year's release have no row", "their rows, or a look at the source that dropped them"),
    # Notes and references between sheets
    "sheet-note-without-value": ("a note on `FRA`, `NET.USE`, `2021`, where the cell is blank", "a note on `2020`, the year that has the figure"),
    "sheet-unknown-status": ("`estimated`", "`E`"),
    "sheet-missing-value-status": ("status M (missing) on a cell that holds `45.2`", "status E, or a blank cell"),
    "sheet-unknown-indicator": ("`NET.UES` in Notes", "`NET.USE`"),
    "sheet-unknown-theme": ("`digital gap`", "`digital_divide`"),
    "sheet-unknown-platform": ("`wsis-forum-2`", "`wsis-forum`, as in the sheet Platforms"),
    "sheet-unknown-instrument": ("`cptp`", "`cptpp`, as in the sheet Instruments"),
    "sheet-verified-without-source": ("verified `yes`, no address in the row", "verified `yes`, and the address where it was read"),
    "sheet-target-without-source": ("a target of `100` with a blank cell under source", "`Connect 2030 Agenda, target 1.1`"),
    "sheet-parameter-without-source": ("a threshold of `0.5` with a blank cell under source", "the document that sets it, with its section"),
    "sheet-target-years": ("base year `2030`, target year `2020`", "base year `2020`, target year `2030`"),
    "sheet-bounds-reversed": ("lower `0.75`, upper `0.5`", "lower `0.5`, upper `0.75`"),
    "sheet-term-missing": ("a new unit `per 100 households` without a row in Terms", "a row `unit`, `per 100 households` with its name in each language"),
    "sheet-framework-folder": ("`monitoring` in a workbook of data/development", "`development`"),
    # Declared corrections
    "sheet-correction-fixed": ("the correction expects `452`, the sheet holds `45.2`: the source has mended it", "no correction for this cell"),
    "sheet-correction-expired": ("expires `2026-01-31`, before the data cut-off", "a look at the source, and a new day"),
    "sheet-correction-idle": ("expected `45.2`, value `45.2`", "expected `452`, value `45.2`"),
    # Acknowledged warnings
    "acknowledged-row": ("a row of data/acknowledged.csv without a reason", "`as the yearbook has it` under reason"),
    "acknowledged-gone": ("a row for a jump in `F12`, whose figure was since corrected", "the row deleted"),
    # Supply and use
    "sheet-unknown-table-code": ("`CPA_J62` in column A, not in Codes and not in Lines", "a row `CPA_J62` in Codes"),
    "sheet-half-a-table": ("a sheet `supply 2022` and no `use 2022`", "both sheets"),
    "sheet-table-kinds": ("two rows of kind supply in Tables", "one supply table and one use table at purchasers' prices"),
    "sheet-unknown-table": ("`suply` under table in Lines", "`supply`"),
    "sheet-code-in-two-roles": ("`P3` as a product in Codes and as a line in Lines", "`P3` in Lines only"),
    "sheet-line-misplaced": ("`imports` as a column of a use table", "`imports` as a column of a supply table"),
    "sheet-line-without-code": ("`P51` in Lines, in no row or column of the table", "`P51G`, as the table writes it"),
    "sheet-unknown-part-of": ("part of `P5`, which is no line of this table", "part of `P5G`"),
    "sheet-suppressed-cell": ("a row for a cell that holds `120`", "a row for a cell that is blank"),
    "sheet-economy-twice": ("two workbooks whose About says `FRA`", "one workbook for `FRA`"),
}  # fmt: skip
