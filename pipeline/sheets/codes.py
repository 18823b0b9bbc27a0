"""Every problem that a check of the data sheets can report: code, severity, title, meaning, what is allowed, what to do.

A code is stable: tests, editors' notes and ``gdgr explain CODE`` name it. ``allowed`` and ``remedy`` are templates
filled by ``problem``. The examples stand in ``pipeline.explaining.sheets``, the codes of all else in its other modules.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.problems import Place, Problem, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Code:
    """One kind of problem; ``meaning`` says why it matters, ``bad`` and ``good`` show it, for the documentation."""

    code: str
    severity: Severity
    title: str
    meaning: str
    allowed: str
    remedy: str
    bad: str = ""
    good: str = ""

    def at(self, place: Place, found: str, **values: object) -> Problem:
        """A problem of this kind, its templates filled with ``values``."""
        return Problem(
            self.code, self.severity, place, found, self.allowed.format(**values), self.remedy.format(**values)
        )


def problem(code: str, place: Place, found: str, /, **values: object) -> Problem:
    """A problem of a registered code, its templates filled with ``values``. Raises KeyError for an unknown code."""
    return CODES[code].at(place, found, **values)


_ALL = (
    # The file itself
    Code("sheet-file-missing", _E, "Workbook missing", "The report needs this file and it is not there.",
         "the workbook in its folder", "restore the file, or check its name and folder"),
    Code("sheet-file-not-opened", _E, "Workbook cannot be opened", "The file is there, but nobody may or can read it.",
         "a file that can be opened for reading", "give yourself the right to read it, or put the file itself in this place"),
    Code("sheet-file-too-large", _E, "Workbook too large", "A file past the limit is not opened at all.",
         "at most {limit} bytes", "remove pictures and unused sheets, or split the topic into two workbooks"),
    Code("sheet-not-a-workbook", _E, "Not an xlsx workbook", "The file has another format, whatever its name says.",
         "an Excel workbook (.xlsx)", "open it in Excel or LibreOffice and save it as .xlsx"),
    Code("sheet-encrypted", _E, "Protected by a password", "An encrypted workbook cannot be read or traced.",
         "a workbook without password", "remove the password (or save an old .xls as .xlsx) and try again"),
    Code("sheet-file-damaged", _E, "Workbook damaged", "The file was cut off or changed in transfer.",
         "a whole xlsx file", "restore the last good copy, or open and save it again in Excel or LibreOffice"),
    Code("sheet-too-many-parts", _E, "Too many files inside", "An .xlsx file is a packed folder; no data sheet needs so many files in it, an attack does.",
         "at most {limit} files inside the workbook", "copy the cells into a new workbook"),
    Code("sheet-part-name", _E, "Unsafe name inside", "An .xlsx file is a packed folder; an inner file whose name leads out of it is a known attack.",
         "plain names of the inner files, each once", "do not open this file; copy the data from its source into a new workbook"),
    Code("sheet-part-backslash", _E, "Backslashes in names inside", "Some Windows programs pack a workbook so; other programs cannot find what is in it.",
         "names of the inner files with / between folders", "open the workbook in Excel or LibreOffice and save it again"),
    Code("sheet-zip-bomb", _E, "Unpacks to too much", "A small file that unpacks to a huge one is a known attack.",
         "at most {limit} bytes unpacked and {ratio} times the packed size", "copy the cells into a new workbook"),
    Code("sheet-xml-encoding", _E, "Encoding of letters not supported", "Only workbooks in UTF-8 can be checked for attacks.",
         "a workbook in UTF-8, as Excel and LibreOffice write it", "open and save the workbook in Excel or LibreOffice"),
    Code("sheet-xml-entity", _E, "Dangerous declaration inside", "Such a declaration can grow without end or read other files of your machine.",
         "a workbook without DOCTYPE and entities, which no office writes", "do not open this file; copy the data into a new workbook"),
    Code("sheet-xml-broken", _E, "Content broken", "What is broken inside is read differently by every program, or not at all.",
         "what Excel and LibreOffice write: closed where it was opened, and nested at most {depth} deep", "restore the last good copy, or open and save it again in Excel or LibreOffice"),
    Code("sheet-xml-unusual", _E, "Marks that offices do not write", "Programs disagree on a value that such a mark divides.",
         "cells as Excel and LibreOffice write them", "open and save the workbook in Excel or LibreOffice"),
    Code("sheet-xml-too-much", _E, "Too much in a small file", "A small file with very many cells, formats or settings is a known attack.",
         "at most {limit:,} entries (cells, formats, settings) in a workbook of this size", "copy the cells into a new workbook"),
    Code("sheet-text-too-long", _E, "Text too long", "Excel holds at most 32,767 characters in a cell and cuts the rest.",
         "at most {limit:,} characters in a cell, {total:,} in a workbook", "shorten the text, or put it into a document"),
    Code("sheet-name-unsafe", _E, "Sheet name not usable", "Programs disagree on such a name, or show another one.",
         "a name of its own, without control characters, direction marks and page marks (@@WORD@@)", "rename the sheet"),
    Code("sheet-part-shared", _E, "Two sheets that are one", "Two sheets whose content is the same inner file are a known attack.",
         "a content of its own for each sheet, at most {limit} sheets", "copy the cells into a new workbook"),
    Code("sheet-cell-twice", _E, "Cell or row twice", "Programs disagree on which of the two counts.",
         "each row and each cell once", "open the workbook in Excel or LibreOffice, look at the cell, save it again"),
    Code("sheet-cell-divided", _E, "Value in pieces", "Programs disagree on a value that is stored in pieces.",
         "one value in a cell: digits without other marks, or one text", "type the value again, and save the workbook in Excel or LibreOffice"),
    Code("sheet-range-too-large", _E, "Range too large", "A merged range or a link over a whole sheet makes millions of cells.",
         "at most {limit:,} cells in the merged ranges and links of a sheet", "select the sheet, unmerge all cells and remove its links, and fill each cell"),
    Code("sheet-too-wide", _E, "Sheet too large", "A cell far outside the table makes a sheet of empty cells.",
         "at most {rows:,} rows and {columns:,} columns in a sheet, {cells:,} cells in a workbook", "delete the rows and columns outside the table"),
    Code("sheet-unreadable", _E, "Workbook cannot be read", "The workbook is whole but its content is not valid.",
         "a workbook as Excel or LibreOffice saves it", "open it in LibreOffice, save it again as .xlsx"),
    Code("sheet-macro", _E, "Macro", "Code in a workbook is never needed for data and may do harm.",
         "a workbook without macros and embedded objects", "save it as .xlsx without macros"),
    Code("sheet-external-link", _E, "External link", "A value linked to another file can change unseen.",
         "values that stand in the workbook", "break the link (Data > Edit links) and keep the value"),
    Code("sheet-too-many-problems", _E, "Too many problems", "So many problems have one cause, and no more of them are listed.",
         "a workbook with fewer than {limit:,} problems", "mend the cause of the problems listed, and check again"),
    Code("sheet-not-read", _W, "Workbook that nothing reads", "What stands in it is in no table and no figure of the report.",
         "workbooks that end in .xlsx (small letters), directly in a folder of data/: {folders}", "{near}"),
    # What hides or distorts
    Code("sheet-hidden-sheet", _W, "Hidden sheet", "What is hidden is not reviewed.",
         "visible sheets only", "show the sheet, or delete it"),
    Code("sheet-hidden-row", _W, "Hidden row", "Hidden rows are read like any other, but nobody sees them.",
         "visible rows only", "show the rows (or clear the filter), or delete them"),
    Code("sheet-hidden-column", _W, "Hidden column", "Hidden columns are read like any other, but nobody sees them.",
         "visible columns only", "show the columns, or delete them"),
    Code("sheet-merged-cell", _E, "Merged cells", "Only the first cell of a merged range holds a value.",
         "one value a cell", "unmerge the cells and fill each one"),
    Code("sheet-formula", _W, "Formula", "The last calculated value is used; the formula is never evaluated.",
         "plain values", "copy the cell and paste it as a value"),
    Code("sheet-text-mark", _E, "Mark that is not text", "It is not seen in the cell, and turns or replaces what is printed around it.",
         "text without direction marks (U+202A to U+202E, U+2066 to U+2069), control characters and page marks (@@WORD@@)",
         "type the text of the cell again (copying it keeps the mark)"),
    # Structure of a workbook
    Code("sheet-missing", _E, "Sheet missing", "The report needs this sheet.",
         "a workbook with the sheet {sheet!r}", "add the sheet (see CONTRIBUTING), or restore its name"),
    Code("sheet-unexpected", _W, "Unexpected sheet", "Nothing reads this sheet.",
         "the sheets {allowed}", "delete the sheet, move it to another file, or restore its name"),
    Code("sheet-name-too-long", _E, "Name too long", "Excel cuts a sheet name at 31 characters; code and sheet differ.",
         "an indicator code of at most 31 characters, without : \\ / ? * [ ]", "choose a shorter code"),
    Code("sheet-code-without-sheet", _E, "Indicator without sheet", "The indicator is listed but has no data sheet.",
         "one sheet for each row of Indicators", "add the sheet {code!r}, or delete the row"),
    Code("sheet-without-code", _E, "Sheet without indicator", "The sheet holds data that has no metadata.",
         "one row of Indicators for each sheet", "add a row with its metadata, or delete the sheet{near}"),
    Code("sheet-duplicate-indicator", _E, "Indicator twice", "A code stands for one series in the whole data set.",
         "each indicator code once, in one workbook", "delete or rename one of the two; the other: {other}"),
    # Long sheets
    Code("sheet-missing-column", _E, "Column missing", "A column that the report reads is not there.",
         "a column {header!r} in row 1", "add the column, or restore its header"),
    Code("sheet-unknown-column", _W, "Unknown column", "Nothing reads this column.",
         "the columns of this sheet: {allowed}", "correct the header{near}, or delete the column"),
    Code("sheet-duplicate-column", _E, "Column twice", "Two columns with one header cannot be told apart.",
         "each header once", "delete or rename one of them; the first is column {first}"),
    Code("sheet-missing-metadata", _E, "Metadata missing", "A number without this cannot be printed or defended.",
         "a filled cell: {comment}", "fill the cell"),
    Code("sheet-licence-blank", _E, "Licence missing", "Readers must know what they may do with the figures.",
         "the licence as the source states it, or 'not stated'", "fill the cell"),
    Code("sheet-required-blank", _E, "Blank cell", "The row cannot be used without this cell.",
         "a filled cell: {comment}", "fill the cell, or delete the row"),
    Code("sheet-not-a-choice", _E, "Not one of the choices", "The report knows only the words listed.",
         "one of: {choices}", "choose from the list{near}"),
    Code("sheet-not-a-number", _E, "Not a number", "The cell must hold a number.",
         "a number, or a blank cell where it is optional", "type the number"),
    Code("sheet-not-an-integer", _E, "Not a whole number", "The cell must hold a whole number.",
         "a whole number", "type a whole number"),
    Code("sheet-not-a-year", _E, "Not a year", "The cell must hold a year.",
         "a year of four digits", "type the year"),
    Code("sheet-accessed-not-date", _E, "Access date wrong", "The day of access is part of the citation.",
         "a date (YYYY-MM-DD) not after today's data cut-off {cutoff}", "type the day on which the figures were taken"),
    Code("sheet-not-a-date", _E, "Not a date", "The cell must hold a day.",
         "a date (YYYY-MM-DD)", "type the day, for example 2027-06-30"),
    Code("sheet-not-a-url", _E, "Not an address", "An address that does not start so cannot be followed.",
         "an address that starts with http://, https:// or the name of a register ('github:')",
         "paste the address of the page"),
    Code("sheet-duplicate-key", _E, "Row twice", "Two rows with the same key contradict each other.",
         "each {key} once", "delete one of the rows; the first is row {first}"),
    # Economies
    Code("sheet-unknown-economy", _E, "Unknown economy", "The code is not in data/reference/economies.xlsx.",
         "an ISO 3166-1 alpha-3 code of data/reference/economies.xlsx", "{near}"),
    Code("sheet-duplicate-economy", _E, "Economy twice", "Two rows for one economy: only one can be right.",
         "each economy once", "delete or correct one of the rows; the first is row {first}"),
    Code("sheet-economy-mismatch", _E, "Code and name disagree", "The row may hold another economy's values.",
         "the name that belongs to the code: {code} is {name}", "correct the code or the name, and check whose values these are"),
    Code("sheet-economy-name", _I, "Name spelt otherwise", "The code decides; the name is only for the editor.",
         "the name as economies.xlsx has it: {name}", "copy the name from data/reference/economies.xlsx"),
    Code("sheet-unknown-group", _E, "Unknown group", "An economy is put into a group that is not defined.",
         "a group of the sheet Groups, of kind {kind}", "correct the code{near}, or add the group"),
    # Wide sheets
    Code("sheet-empty", _W, "No observation", "The sheet has no value at all.",
         "at least one value", "fill the sheet, or delete the indicator"),
    Code("sheet-header", _E, "Header wrong", "The first two columns of a data sheet say whose values follow.",
         "REF_AREA in A1 and Economy in B1", "restore the header"),
    Code("sheet-header-not-year", _E, "Header is not a year", "A column of values needs its year.",
         "a year of four digits, 1900 to 2100", "type the year as a number, or delete the column"),
    Code("sheet-date-for-year", _E, "Date where a year belongs", "A year typed into a cell with a date format becomes a date.",
         "a year of four digits", "set the cell format to General and type the year again"),
    Code("sheet-duplicate-year", _E, "Year twice", "Two columns for one year: only one can be right.",
         "each year once", "delete or correct one of the columns; the first is column {first}"),
    Code("sheet-year-after-cutoff", _E, "Year after the data cut-off", "An observation cannot be younger than the edition's data.",
         "years up to {cutoff}", "delete the column, or move the cut-off of the edition"),
    Code("sheet-decimal-comma", _E, "Decimal comma", "A comma makes the number a text, and its size ambiguous.",
         "a number with the decimal sign of your program, stored as a number", "type {value} as a number"),
    Code("sheet-missing-symbol", _E, "Symbol for a missing value", "A blank cell means that there is no value.",
         "a number or a blank cell", "clear the cell; say why it is missing in the sheet Notes (OBS_STATUS M, L, O or Q)"),
    Code("sheet-flag-in-cell", _E, "Flag beside the number", "Flags belong to Notes, so that every number keeps its status.",
         "a number alone", "leave {value} in the cell and add a row to Notes: {area}, {indicator}, {year}, {status}"),
    Code("sheet-number-as-text", _E, "Number stored as text", "The cell looks like a number but programs skip it.",
         "a number stored as a number", "set the cell format to General and type {value} again"),
    Code("sheet-text-in-number", _E, "Text in a number cell", "Only numbers can be computed with.",
         "a number or a blank cell", "type the number, or clear the cell"),
    Code("sheet-error-value", _E, "Error value", "A formula failed; the cell has no value.",
         "a number or a blank cell", "correct the formula, then paste its value; or clear the cell"),
    Code("sheet-formula-uncalculated", _E, "Formula never calculated", "The program that wrote the formula stored no value.",
         "a plain value", "open and save the workbook in Excel or LibreOffice, then paste the cell as a value"),
    Code("sheet-date-in-number", _E, "Date where a number belongs", "A number such as 3-4 or 12.2010 became a date.",
         "a number or a blank cell", "set the cell format to General and type the number again"),
    Code("sheet-boolean-in-number", _E, "TRUE or FALSE where a number belongs", "A logical value is not a measurement.",
         "a number or a blank cell", "type 1 or 0 if the indicator is coded so; otherwise clear the cell"),
    # Values
    Code("sheet-out-of-range", _E, "Outside the plausible range", "The value cannot be right, or the range of the indicator is.",
         "{minimum} to {maximum} (sheet Indicators, row {row})", "compare with the source: correct the value, or widen the range with a reason"),
    Code("sheet-range-reversed", _E, "Range upside down", "No value can lie in this range.",
         "minimum below maximum", "swap the two cells"),
    Code("sheet-scale-slip", _W, "Unit or scale slip", "The value is about 100, 1000 or a million times (or that part of) the values beside it.",
         "values in the one unit of the sheet; its neighbours: {near}", "compare with the source: {value}?"),
    Code("sheet-scale-slip-year", _W, "Unit or scale slip of a year", "A whole column seems to be in another unit.",
         "all years in one unit", "compare the column with the source; {economies} economies moved together"),
    Code("sheet-jump", _W, "Jump against the series", "A change far outside what this series and its peers do.",
         "a change within {limit}; or OBS_STATUS B in Notes",
         "compare with the source; if it is a break, add to Notes: {area}, {indicator}, {year}, B"),
    Code("sheet-economy-vanished", _I, "Economies missing since the last release", "An earlier release of this series had values.",
         "every economy of the release {vintage}", "check that the source dropped them: {economies}"),
    # Notes and references between sheets
    Code("sheet-note-without-value", _W, "Note without observation", "The note describes a cell that is blank or absent.",
         "an observation of this economy, indicator and year (or OBS_STATUS H, K, L, M, O or Q)", "correct the row or delete it"),
    Code("sheet-unknown-status", _E, "Unknown OBS_STATUS", "Flags follow SDMX CL_OBS_STATUS.",
         "one of: {choices}", "choose from the list{near}"),
    Code("sheet-missing-value-status", _W, "Status says missing, cell has a value", "The two contradict each other.",
         "a blank cell with OBS_STATUS H, K, L, M, O or Q", "clear the cell or correct the status"),
    Code("sheet-unknown-indicator", _E, "Unknown indicator", "The row refers to an indicator that no workbook has.",
         "the code of an indicator", "correct the code{near}, or put the workbook back that has this indicator"),
    Code("sheet-unknown-theme", _E, "Unknown theme", "The report knows only the themes listed.",
         "themes of the list, separated by semicolons: {choices}", "correct the theme{near}"),
    Code("sheet-unknown-platform", _E, "Unknown platform", "The meeting refers to a platform that is not listed.",
         "an id of the sheet Platforms", "correct the id{near}, or add the platform"),
    Code("sheet-unknown-instrument", _E, "Unknown instrument", "The party refers to an instrument that is not listed.",
         "an id of the sheet Instruments", "correct the id{near}, or add the instrument"),
    Code("sheet-verified-without-source", _E, "Verified without a source", "What was read at a source has an address.",
         "an address in source_url, second_source_url or note where verified is yes", "add the address, or set verified to no"),
    Code("sheet-target-without-source", _W, "Target without source", "The report prints 'no source' beside it.",
         "the document that sets the target", "fill the cell"),
    Code("sheet-parameter-without-source", _W, "Parameter without source", "The report prints 'no source' beside it.",
         "the document that sets the value", "fill the cell"),
    Code("sheet-target-years", _E, "Years of a target wrong", "Progress needs a base year before the target year.",
         "base_year before target_year", "correct the years"),
    Code("sheet-bounds-reversed", _E, "Bounds of a class upside down", "No value can fall into this class.",
         "lower below upper", "swap the two cells"),
    Code("sheet-term-missing", _W, "Printed name missing", "The name is printed in every language of the edition.",
         "a row '{kind}, {term}' in data/reference/names.xlsx › Terms, or of tables in their sheet Names, with {languages}",
         "add the name{near}"),
    Code("sheet-framework-folder", _W, "Framework and folder disagree", "A workbook lies in the folder of its framework.",
         "the framework {folder}", "correct the framework, or move the indicator to another workbook"),
    # Declared corrections
    Code("sheet-correction-fixed", _E, "Correction no longer fits", "The sheet does not hold the wrong value that the correction expects: it is not applied.",
         "the value that the correction expects: {expected}",
         "if the source is fixed, delete this correction; otherwise look at the case again and write the new wrong value into 'expected'"),
    Code("sheet-correction-expired", _E, "Correction expired", "A known fault of a source is looked at again from time to time.",
         "an expiry after the data cut-off {cutoff}", "look at the source again: delete this correction, or give it a new expiry"),
    Code("sheet-correction-idle", _E, "Correction changes nothing", "The right value is the wrong one.",
         "another value than {expected}, or a blank cell to withhold it", "write the right value, or delete this correction"),
    # Acknowledged warnings
    Code("acknowledged-row", _E, "Acknowledgement incomplete", "A warning is passed over for a reason that others can look up.",
         "the cells {columns}, each filled", "fill the row, or delete it"),
    Code("acknowledged-gone", _I, "Acknowledgement without a warning", "The cell has changed, or the warning is no longer given.",
         "a warning that the check finds", "delete the row"),
    # Supply and use
    Code("sheet-unknown-table-code", _E, "Unknown code in a table", "Each row and column of a table is named once.",
         "a product or industry of the sheet Codes, or a row or column of this table in Lines",
         "correct the code{near}, or add it to Codes or Lines"),
    Code("sheet-half-a-table", _E, "Table of a year missing", "The tables of a year belong together.",
         "a sheet of each table in Tables for each year", "add the sheet {sheet!r}"),
    Code("sheet-table-kinds", _E, "Tables that are too few or twice", "Supply is compared with one use table.",
         "one supply table, one use table at purchasers' prices, at most one use table at basic prices",
         "mend kind and price in Tables"),
    Code("sheet-unknown-table", _E, "Unknown table", "A row of the map belongs to one of the tables.",
         "a table of the sheet Tables", "correct the name{near}"),
    Code("sheet-code-in-two-roles", _E, "Code mapped twice", "A row or column is a product or industry, or a line.",
         "a code that is no {role} in Codes", "take it out of Codes, or out of Lines"),
    Code("sheet-line-misplaced", _E, "Line in the wrong place", "A line of the accounts has its table and its axis.",
         "{allowed}", "correct table, axis or line"),
    Code("sheet-line-without-code", _E, "Line without its row or column", "What is mapped must be in the table.",
         "a code that stands in a sheet of {table!r}", "correct the code{near}, or delete the row"),
    Code("sheet-unknown-part-of", _E, "Part of an unknown sum", "The sum must be a line of the same table and axis.",
         "another code of Lines, of the same table and axis", "correct the code{near}"),
    Code("sheet-suppressed-cell", _E, "Suppressed cell wrong", "What the source withholds is a blank cell of a table.",
         "table, year, row and column of a blank cell", "correct the row, or delete it"),
    Code("sheet-economy-twice", _E, "Economy twice", "The tables of an economy stand in one workbook.",
         "one workbook of supply and use tables for each economy", "join them, or correct the row Economy in About; the other: {other}"),
)  # fmt: skip

CODES: dict[str, Code] = {code.code: code for code in _ALL}
