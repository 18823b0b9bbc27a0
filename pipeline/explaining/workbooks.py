"""What stops a template, the tidying of a workbook, a questionnaire or the entry of what came back."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets import layout, returns
from pipeline.sheets.codes import Code

_E = Severity.ERROR

CODES = (
    Code("template-code", _E, "Code is no sheet name", "A sheet can have no such name, and each indicator has a sheet.",
         "1 to 31 characters without []:*?/\\'", "choose a shorter code, without these characters",
         "`gdgr template … --indicator NET/USE`", "`gdgr template … --indicator NET.USE`"),
    Code("template-code-in-use", _E, "Code in use", "A code stands for one indicator in the whole data set.",
         "a code that no workbook has, named once", "choose another code, or edit the row of Indicators that has it",
         "`--indicator NET.USE`, which connectivity.xlsx has already", "`--indicator NET.USE.RURAL`"),
    Code("template-no-economies", _E, "No list of economies", "The economies of a template are those of data/reference/economies.xlsx.",
         "the register of economies", "run the command in the project's folder",
         "`gdgr template` where data/reference/economies.xlsx cannot be read", "`gdgr template` in the project's folder, with the register in its place"),
    Code("template-no-indicators", _E, "Not an indicator workbook", "New indicators are added to the sheet Indicators of a workbook.",
         "an indicator workbook, or a new name", "give the path of a new workbook",
         "`gdgr template data/reference/economies.xlsx …`", "`gdgr template data/development/rural.xlsx …`"),
    Code("tidy-no-indicators", _E, "Nothing to tidy", "Tidying is for indicator workbooks; registers and reference workbooks have a layout of their own.",
         "an indicator workbook", "leave the workbook as it is",
         "`gdgr tidy data/reference/economies.xlsx`", "`gdgr tidy data/development/skills.xlsx`"),
    Code("tidy-would-lose", _E, "Something would be lost", "A chart, picture, pivot table or the value of a formula does not survive when the workbook is written anew.",
         "a workbook of cells and comments, its formulas pasted as values", "take it out first (a formula: copy the cell and paste its value), or keep it in a workbook of its own",
         "`skills.xlsx` with a chart beside its figures", "`skills.xlsx` without the chart"),
    Code("questionnaire-unknown-economy", _E, "Unknown economy", "A questionnaire is for one economy of data/reference/economies.xlsx.",
         "an ISO3 code of the register", "give the code of an economy of the register",
         "`gdgr questionnaire KEX …`", "`gdgr questionnaire KEN …`"),
    Code("questionnaire-unknown-indicator", _E, "Unknown indicator", "Only an indicator of the data sheets can be asked for.",
         "a code of the sheets Indicators", "give its code", "`--indicator NET.UES`", "`--indicator NET.USE`"),
    Code("questionnaire-unknown-framework", _E, "Unknown framework", "Indicators are chosen by the framework in their row of Indicators.",
         f"one of: {', '.join(layout.FRAMEWORKS)}", "give one of these", "`--framework progress`", "`--framework development`"),
    Code("return-no-notes", _E, "No place for status and remark", "What a respondent says of a figure is entered into Notes; nothing was written.",
         "a workbook with a sheet Notes", "add the sheet Notes to the data workbook, and run 'gdgr returns' again",
         "`skills.xlsx` without a sheet Notes", "a sheet Notes with its headings"),
    *returns.CODES.values(),
)  # fmt: skip
