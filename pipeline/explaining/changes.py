"""Slips of editors that show against the last accepted state of the sheets, and what stops a comparison, a merge or a year."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E, _W = Severity.ERROR, Severity.WARNING
_ACCEPT = "restore the figures; or, if the source really says so, commit the workbook with a message that names it"

_SLIPS = (
    Code("diff-block-shifted", _E, "Block moved", "Each figure now belongs to another economy or year.", "figures where they were", _ACCEPT,
         "the figures of `FRA` to `GHA` stand one row lower than before", "each figure beside its economy"),
    Code("diff-economies-exchanged", _E, "Economies exchanged", "Two economies have each other's figures.", "each economy's own figures", _ACCEPT,
         "`AUS` has the figures of `AUT`, and `AUT` those of `AUS`", "each its own"),
    Code("diff-economy-pasted", _E, "Economy pasted over another", "Two economies have the same figures, and one had others.", "each economy's own figures", _ACCEPT,
         "the row of `NER` repeats that of `NGA`", "the row of `NER` as its source has it"),
    Code("diff-years-exchanged", _E, "Years exchanged", "Two years have each other's figures.", "each year's own figures", _ACCEPT,
         "`2020` has the figures of `2021`, and `2021` those of `2020`", "each its own"),
    Code("diff-year-pasted", _E, "Year pasted over another", "A year repeats the figures of another.", "each year's own figures", _ACCEPT,
         "the column `2022` repeats `2021`", "the column `2022` blank until the source has it"),
    Code("diff-column-sorted", _E, "Column sorted alone", "The figures were sorted, and the economies beside them were not.", "rows sorted as wholes", _ACCEPT,
         "column F from the smallest to the largest figure, column A as before", "the whole table selected before it is sorted"),
    Code("diff-column-reordered", _E, "Column against its economies", "The same figures stand with other economies.", "rows moved as wholes", _ACCEPT,
         "the figures of `2021` stand in another order than the economies", "each figure beside its economy"),
    Code("diff-scaled-series", _E, "Series in another unit", "Nearly all figures are the same multiple of before.", "the unit of the sheet", _ACCEPT,
         "`45.2` became `0.452` in the whole sheet", "`45.2`, as Indicators says: per cent"),
    Code("diff-scaled-year", _E, "Year in another unit", "The figures of a year are the same multiple of before.", "the unit of the sheet", _ACCEPT,
         "`1200` became `1.2` in the column 2022", "`1200`"),
    Code("diff-scaled-economy", _E, "Economy in another unit", "The figures of an economy are the same multiple of before.", "the unit of the sheet", _ACCEPT,
         "`3.1`, `3.2` became `3100`, `3200` in the row of `KEN`", "`3.1`, `3.2`"),
    Code("diff-blanks-to-zero", _E, "Blanks became zeros", "A blank says that nothing is known, a zero that there is none.", "a blank cell where nothing is known", _ACCEPT,
         "`0` in forty cells that were blank", "forty blank cells"),
    Code("diff-region-emptied", _E, "Region emptied", "The figures of nearly all economies of a group are gone.", "the figures of the group", _ACCEPT,
         "no figure for any economy of the Arab States", "the figures that the source still has"),
    Code("diff-figures-gone", _E, "Figures gone", "Many figures of the last accepted state are gone.", "the figures that the source still has", _ACCEPT,
         "the column `2019` is blank", "the column `2019` as it was"),
    Code("diff-rule-changed", _W, "Rule changed", "A group, unit, direction, weight, target or bound decides what every figure means.", "the value of the last accepted state: {before}",
         "check that it was meant, and commit it with a message that names the source",
         "direction `higher` became `lower`", "`higher`, unless it was meant"),
)  # fmt: skip
SLIPS = {code.code: code for code in _SLIPS}

CODES = (
    *_SLIPS,
    Code("diff-no-state", _E, "Nothing to compare with", "A comparison needs two states of the sheets.",
         "a workbook, a folder with workbooks, a git revision (HEAD~3, a tag), or REVISION:PATH", "check the spelling; 'git log --oneline -- data' lists the revisions of the sheets",
         "`gdgr diff HAED~1`", "`gdgr diff HEAD~1`"),
    Code("diff-no-effect", _E, "Effect of single workbooks", "Statements of the report rest on all workbooks together.",
         "two states of the whole folder data", "compare folders or revisions, or leave --effect out",
         "`gdgr diff old.xlsx new.xlsx --effect`", "`gdgr diff HEAD~1 --effect`"),
    Code("git-missing", _E, "No git here", "Differences and merges of workbooks are set up in a clone of the project.",
         "a clone of the project, and git", "install git, or run this in the folder that was cloned",
         "`gdgr setup-git` in a folder that was unzipped", "`gdgr setup-git` in a folder that `git clone` made"),
    Code("merge-would-lose", _E, "Charts or pictures would be lost", "A workbook that is joined by cell keeps cells and comments, nothing else.",
         "a workbook of cells and comments", "join the two by hand ('gdgr diff' lists the changes of each), or take the chart or picture out first",
         "a merge of `skills.xlsx`, which holds a chart", "a merge of `skills.xlsx` without the chart"),
    Code("edition-exists", _E, "Edition exists", "A year has one edition.", "a year without an edition", "edit its file, or name another year",
         "`gdgr new-edition 2026` where report/editions/2026.toml is there", "`gdgr new-edition 2027`"),
    Code("edition-closed", _E, "Edition closed", "What was published stays as it was published.", "an open edition", "open the next one with 'gdgr new-edition'",
         "`make report YEAR=2025` after `gdgr close-edition`", "`make report YEAR=2026`"),
    Code("edition-not-committed", _E, "Edition not committed", "An edition is closed on the sheets and chapters from which it can be made again.",
         "sheets and chapters as they were committed", "commit them, build the edition, and close it then",
         "`gdgr close-edition` with a sheet saved since the last commit", "`git commit`, `make report`, `gdgr close-edition`"),
    Code("edition-missing", _E, "No such edition", "The rules of a year stand in a file of report/editions.",
         "an edition that exists", "choose one, or open a new one with 'gdgr new-edition'",
         "`make report YEAR=2062`", "`make report YEAR=2026`"),
    Code("edition-invalid", _E, "Edition file wrong", "The edition's file says which data, languages and rules hold.",
         "TOML with year, data_cutoff, languages and the other keys of report/editions", "mend the key that is named; the file of another year shows the form",
         "`data_cutoff = \"soon\"`", "`data_cutoff = 2026-11-23`"),
    Code("language-unknown", _E, "Language not in the edition", "A language is built where the edition lists it.",
         "languages of the edition", "choose one of them, or add the language as CONTRIBUTING describes",
         "`make report LANGS=de`", "`make report LANGS=en`"),
)  # fmt: skip
