"""What chapters, figures, translations and statements of the report can be wrong in, and what asks a built edition."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E = Severity.ERROR
_REBUILD = "build the edition again, or take the file from its publisher again"

CODES = (
    # Chapters
    Code("chapter-missing", _E, "No chapter", "A report has chapters.", "one file *.qmd.j2 for each chapter in report/chapters", "put the chapters back", "an empty folder report/chapters", "`report/chapters/01-introduction.qmd.j2`"),
    Code("chapter-name", _E, "Name of a chapter's file", "It becomes an address on the web.", "letters from a to z, digits, '-', '_' and '.'", "rename the file, or take it out of the folder", "`01-more copy.qmd.j2`", "`01-more.qmd.j2`"),
    Code("template-failed", _E, "Chapter cannot be made", "A line of the chapter is no template, or a figure stands in two chapters.", "the functions that CONTRIBUTING lists under 'How to add a chapter'; each figure and table once", "mend the line that is named", "`{{ exhibit('fig-x' }}`", "`{{ exhibit('fig-x') }}`"),
    Code("template-unknown-fact", _E, "Unknown fact", "A number is printed only where something has computed it.", "an id of a fact", "correct the id, or see 'gdgr facts' for all of them", "`amount('fig-internet-income.wrld')`", "`amount('fig-internet-income.world')`"),
    Code("claim-turned", _E, "Statement does not hold", "The paragraph is true only while its statement is.", "a statement that is printed and says what the paragraph says", "write the paragraph anew, or take it out; 'gdgr claims' lists what holds", "a paragraph on a narrowing gap, where the gap widened", "the paragraph written anew"),
    Code("theme-unreadable", _E, "Theme incomplete", "Print and web are set with the files of report/theme.", "every file of the theme, as text in UTF-8; labels.toml with the same labels for each language", "put the file back, or mend the line that is named", "`labels.toml` without `home` in one language", "`home` in all languages"),
    # Figures
    Code("exhibits-unreadable", _E, "List of figures cannot be read", "Every figure has its table in report/exhibits.toml.", "a TOML file in UTF-8", "mend what is named, or put the file back", "`recipe = levels.distribution`", "`recipe = \"levels.distribution\"`"),
    Code("exhibit-not-made", _E, "Figure cannot be made", "Its entry asks for something that the data do not have.", "a recipe, and the codes, years and groups of the data", "correct the code, or compare the entry with those of other figures", "`indicator = \"NET.UES\"`", "`indicator = \"NET.USE\"`"),
    Code("figure-kind-unknown", _E, "Unknown kind of chart", "A chart is drawn by its kind.", "the kinds that the message lists", "write one of them", "`bar`", "`bars`"),
    Code("figure-data-empty", _E, "Nothing to draw", "A chart without data says nothing.", "at least one row", "leave the figure out", "a group without an economy", "a group with economies"),
    Code("figure-column-missing", _E, "Column of the chart missing", "Each kind of chart needs its columns.", "the columns that the message lists", "give the figure's data the column", "no column `year`", "a column `year`"),
    Code("figure-column-invalid", _E, "Column of the chart wrong", "Each column holds one kind of value.", "cells of the kind that the message names", "mend the data that the figure is made with", "`2020-21` under `year`", "`2020`"),
    Code("figure-option-unknown", _E, "Unknown option of a chart", "Each kind of chart has its options.", "the options that the message lists", "write one of them, or take it out", "`colour_by`", "an option of the kind"),
    Code("figure-option-invalid", _E, "Option of a chart wrong", "An axis that is too short cuts values off.", "a value that holds all data", "mend it, or leave it out", "`x_max = 80` with a value of 92", "`x_max = 100`"),
    Code("figure-label-missing", _E, "Word of a chart missing", "Every chart is labelled in every language.", "a label for what the chart shows", "add it to the labels that the figure's words return", "no label for `missing` in zh", "the label in each language"),
    Code("figure-words-missing", _E, "Headline or source missing", "A figure is one block with its words.", "title, subtitle, source and alternative text for each figure", "let the figure's words return them", "a blank source", "`Source: ITU`"),
    Code("figure-map-thin", _E, "Map of gaps", "A map on which most areas are blank misleads.", "a map on which most areas have a class", "show the values that there are in bars or dots", "12 of 200 areas have a value", "a chart of the 12"),
    Code("figure-fonts-missing", _E, "No font for charts", "Charts are set in the fonts of the lock file.", "static .ttf or .otf files of the font packages", "install the fonts that the lock file names and run again", "an environment without the font packages", "`make report`, which installs them"),
    Code("figure-text-small", _E, "Text too small", "Nobody reads text below seven points.", "text of 7 points or more", "use the sizes of the theme", "6 points", "7 points"),
    Code("figure-text-cut", _E, "Text cut off", "A label runs out of the picture.", "all text inside the picture", "shorten the label or give the chart more room", "`Republic of Kor`", "`Republic of Korea`"),
    Code("figure-text-overlap", _E, "Text over text", "Labels that touch cannot be read.", "labels that do not touch", "show fewer labels, shorten them, or choose another kind", "forty labels on one line", "the ten that matter"),
    Code("figure-too-high", _E, "Chart too high", "A figure stands on one page.", "a picture that fits a page", "show fewer rows, or split the figure", "190 bars", "the first and last ten"),
    Code("figure-glyph-missing", _E, "Character without a picture", "The fonts have no such character; an empty box would be printed.", "characters that the fonts have", "replace the character, or add a font that has it", "a label with an emoji", "the word"),
    # Languages
    Code("name-missing", _E, "Printed name missing", "Codes are never printed.", "a name for every code that is printed", "add its row to data/reference/names.xlsx (economies and groups: economies.xlsx)", "`unit`, `per cent` without a Chinese name", "`百分比`"),
    Code("catalogue-missing", _E, "No translations", "A language needs its catalogue.", "one .po file for each language of the edition", "run 'gdgr catalogue' and translate what it lists, or take the language out of the edition", "`fr` in the edition, no report/i18n/fr.po", "report/i18n/fr.po"),
    Code("catalogue-unreadable", _E, "Translations cannot be read", "The file was cut or mixed up, often by a merge.", "a gettext catalogue in UTF-8", "mend the entry there, or take the file from the last commit", "`<<<<<<< HEAD` in zh.po", "the entry as one of the two had it"),
    Code("catalogue-placeholder", _E, "Placeholder mistranslated", "The sentence could not be filled with its number or name.", "the placeholders of the text, written alike", "correct the translation", "`{jahr}` for `{year}`", "`{year}`"),
    Code("patterns-missing", _E, "No sentences for a language", "Statements are worded by patterns.", "the .ftl files that the English folder has, translated", "copy report/i18n/en and translate its files, or take the language out of the edition", "no folder report/i18n/fr", "report/i18n/fr/general.ftl and the others"),
    Code("pattern-unreadable", _E, "Pattern wrong", "The file is no Fluent from that line on.", "Fluent: 'id = text', more lines indented", "correct the lines from there on", "`gap-headline The gap`", "`gap-headline = The gap`"),
    Code("pattern-twice", _E, "Pattern twice", "Which one counts would be chance.", "one pattern for an id", "delete or rename one of them", "`gap-headline` in two files", "in one file"),
    Code("pattern-missing", _E, "Pattern missing", "A statement has no words in this language.", "a pattern in every language of the edition", "add it in report/i18n; the English file shows what it says", "`gap-headline` in report/i18n/en only", "`gap-headline` in each language"),
    Code("pattern-unfilled", _E, "Pattern cannot be filled", "It asks for a value that the statement does not have.", "a pattern that is filled with the values of its statement", "correct it in report/i18n; the English file shows what it says", "`{ $yaer }`", "`{ $year }`"),
    # What asks a built edition
    Code("fact-unknown", _E, "No such fact or number", "The edition prints no number of this id or address.", "an id that 'gdgr facts' lists, or an address as the message names them", "correct it", "`gdgr trace fig-x.wrld`", "`gdgr trace fig-x.world`"),
    Code("number-unknown", _E, "Number not printed there", "A number is looked for as it is printed, in the place that is named.", "a number as the edition prints it, with its section, page, figure or table", "correct the number or the place, or name no place", "`gdgr trace '17.15, figure 1'`", "`gdgr trace '17.1, figure 1'`"),
    Code("cell-unknown", _E, "No such cell, or a blank one", "Nothing of the edition can depend on it.", "workbook › sheet!A1, a cell with a value that the edition reads", "correct the address", "`gdgr trace --cell 'connectivity.xlsx › IT.NET.USER.ZS!A1'`", "`gdgr trace --cell 'connectivity.xlsx › IT.NET.USER.ZS!T45'`"),
    Code("ledger-missing", _E, "No numbers of an edition here", "Numbers are traced in the ledger of an edition that was built, lineage.sqlite.", "a built edition", "run 'make report' first", "`gdgr trace` in a fresh clone", "`make report`, then `gdgr trace`"),
    Code("ledger-damaged", _E, "lineage.sqlite damaged", "It was changed after it was written, cut off, or written by another version.", "the file as the build wrote it", _REBUILD, "half a file", "the whole file"),
    Code("claim-unknown", _E, "No such statement", "The edition has no statement of this id.", "an id as 'gdgr claims' lists it, with * for any text", "list all of them and choose one", "`gdgr claims fig-intrenet*`", "`gdgr claims 'fig-internet-*'`"),
    Code("claim-language", _E, "Statements in another language", "The edition was not built in it.", "a language of the built edition", "choose one of these, or build the edition in that language", "`--language fr`", "`--language en`"),
    Code("lineage-missing", _E, "No edition here", "Facts are read from an edition that was built.", "a built edition", "run 'make report' first", "`gdgr facts` in a fresh clone", "`make report`, then `gdgr facts`"),
    Code("lineage-damaged", _E, "lineage.json damaged", "It was changed after it was written, or cut off.", "the file as the build wrote it", _REBUILD, "half a file", "the whole file"),
    Code("closed-missing", _E, "Closed edition incomplete", "The next edition says what is new from what was kept of the closed one.", "the folder of a closed edition, as 'gdgr close-edition' wrote it", "restore the folder from the commit that closed the edition ('git checkout -- report/editions')", "`report/editions/2026` without `indicators.json`", "the folder as it was committed"),
    Code("closed-damaged", _E, "Closed edition damaged", "It was changed after it was written, or cut off.", "the file as it was written when the edition was closed", "restore the folder from the commit that closed the edition ('git checkout -- report/editions')", "half a `figures.csv.gz`", "the whole file"),
    Code("claims-missing", _E, "No edition here", "Statements are read from an edition that was built.", "a built edition", "run 'make report' first", "`gdgr claims` in a fresh clone", "`make report`, then `gdgr claims`"),
    Code("claims-damaged", _E, "claims.json damaged", "It was changed after it was written, or cut off.", "the file as the build wrote it", _REBUILD, "half a file", "the whole file"),
    Code("manifest-missing", _E, "No manifest", "An edition is checked against its manifest.", "the folder of a published edition, with its manifest.json", "name the folder (output/2026), or build the edition first", "`gdgr verify output`", "`gdgr verify output/2026`"),
    Code("manifest-damaged", _E, "manifest.json damaged", "It was changed after it was written, or cut off.", "the file as the build wrote it", _REBUILD, "half a file", "the whole file"),
    Code("edition-differs", _E, "Edition changed", "A published file is missing, changed or added.", "the files of the manifest, unchanged", "take the edition from its publisher again, or rebuild it with the command in the manifest", "a page edited by hand", "the page as it was published"),
)  # fmt: skip
