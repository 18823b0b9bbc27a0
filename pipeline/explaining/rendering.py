"""What setting the PDFs and web pages can say: faults of chapters that renderers see, and what came out."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E = Severity.ERROR
_AGAIN = "render again; if it stays, the theme (report/theme) has lost it"
_MEND = "mend the chapter or the theme, then render again"

CODES = (
    # Chapters
    Code("render-unknown-reference", _E, "Reference to nothing", "It would be printed as a question mark.", "an id that a heading, figure or table of the report carries", "mend the reference, or give the target its id", "`[@fig-intrenet]`", "`[@fig-internet]`"),
    Code("render-duplicate-id", _E, "Id twice", "A link would lead to one of the two by chance.", "each id once in the report", "rename one of the two", "`{#sec-gaps}` in two chapters", "`{#sec-gaps}` in one"),
    Code("render-chapter-heading", _E, "Heading of the chapter", "A chapter has one title.", "one heading of the first level, at the top", "make one chapter of each file", "two lines that begin with `# `", "one `# `, then `## `"),
    Code("render-alt-missing", _E, "Picture without words", "Who cannot see it must be told what it shows.", "an image with fig-alt=\"what is seen\"", "write the alternative text of the figure", "`![](figures/x.svg)`", "`![](figures/x.svg){fig-alt=\"Lines that rise\"}`"),
    Code("render-caption-missing", _E, "No caption", "A figure or table is found by its caption.", "a div whose last paragraph is the caption", "put the caption as the last paragraph of the div", "a table without a line below it", "the caption as last paragraph"),
    Code("render-image-missing", _E, "Picture not there", "The chapter shows a file that the project does not have.", "a file of the project, as figures/fig-name.svg", "mend the path, or put the picture there", "`figures/fig-intrenet.svg`", "`figures/fig-internet.svg`"),
    Code("render-glyph-missing", _E, "Character without a picture", "The fonts of the report have no such character.", "characters that the report's fonts can print", "replace the character, or add a font that has it", "an emoji in a chapter", "the word"),
    Code("render-typst-failed", _E, "Typst refuses the text", "PDF/UA needs headings in order, titles and alternative texts.", "text that Typst sets as PDF/UA-1", "mend the file that is named", "`####` directly below `##`", "`###`"),
    Code("render-pandoc-failed", _E, "Chapter cannot be converted", "It uses something outside the dialect that both engines know.", "the restricted dialect (CONTRIBUTING, 'How to add a chapter')", "mend the file that is named", "raw HTML of a table", "a table of Markdown"),
    Code("render-quarto-failed", _E, "Quarto failed", "Quarto refuses the project.", "a project that 'quarto render' can render", "mend the chapter that is named; _rendered/render.log holds all that Quarto said", "a div that is not closed", "`:::` at its end"),
    Code("render-file-missing", _E, "File not there", "The project names a file that is not there.", "a file of the assembled project", "mend the path in the chapter, or assemble the report again", "`include missing.qmd`", "a file that exists"),
    Code("render-chapter-missing", _E, "Chapter not there", "A volume includes a file that is no chapter.", "files of the folders chapters and annex that exist", "assemble the report again, or mend the list of chapters", "a chapter deleted by hand in build/", "`make report`"),
    Code("render-project-incomplete", _E, "Project incomplete", "The assembled project was changed by hand or half written.", "an assembled project with its configuration, chapters, theme and fonts", "assemble the report again; a half-written build folder can be deleted", "build/2026/en without theme/", "`make report`"),
    # Machine
    Code("render-engine-unknown", _E, "Unknown engine", "Two engines set the PDFs.", "auto, builtin or quarto", "choose one of them", "`ENGINE=latex`", "`ENGINE=builtin`"),
    Code("render-quarto-missing", _E, "No Quarto", "The engine was asked for and is not installed.", "an installed Quarto", "install it (pip install 'gdgr[quarto]', or from its site), or use ENGINE=builtin", "`ENGINE=quarto` without Quarto", "`ENGINE=builtin`"),
    Code("render-quarto-too-old", _E, "Quarto too old", "Older ones make no PDF/UA.", "the version that the message names, or a newer one", "install a newer Quarto, or use ENGINE=builtin", "Quarto 1.4", "Quarto 1.9"),
    Code("render-pandoc-missing", _E, "No pandoc", "Chapters are converted by pandoc.", "pandoc 3 in the package pypandoc_binary, or on PATH", "install it, or run 'make report', which installs the lock file", "an environment without pypandoc_binary", "`make report`"),
    Code("render-font-missing", _E, "Font or style missing", "Pages name a file that is not installed.", "the font packages of the lock file and the files of the theme", "install what is named (or run 'make report', which installs the lock file)", "an environment without the font packages", "`make report`"),
    Code("render-time-limit", _E, "Too slow", "A renderer that hangs is ended.", "the time that GDGR_RENDER_LIMIT allows", "find what makes it slow, or give it more time", "`GDGR_RENDER_LIMIT=5`", "`GDGR_RENDER_LIMIT=1800`"),
    Code("render-limit-invalid", _E, "Limit wrong", "GDGR_RENDER_LIMIT is a time in seconds.", "whole seconds, more than none", "unset it, or set it to such a number", "`GDGR_RENDER_LIMIT=soon`", "`GDGR_RENDER_LIMIT=1800`"),
    Code("render-disk-full", _E, "Disk full", "What was published before is untouched.", "space to write the report", "free some space and run again", "0 bytes left", "some hundred megabytes left"),
    Code("render-write-failed", _E, "Cannot write", "What was published before is untouched.", "permission to write the report", "mend the permission or path that is named and run again", "build/ belongs to another user", "build/ belongs to you"),
    Code("render-output-missing", _E, "No PDF came out", "Quarto said nothing and made nothing whole.", "a whole PDF of each volume", "look at _rendered/render.log; render it by hand with 'quarto render' there", "a PDF of 0 bytes", "a whole PDF"),
    # What came out: PDF
    Code("render-pdf-missing", _E, "PDF missing", "There is no PDF, or an empty one.", "a PDF", "render again", "0 bytes", "a PDF"),
    Code("render-pdf-broken", _E, "PDF damaged", "It cannot be opened.", "a PDF that can be read", _AGAIN, "half a PDF", "a whole one"),
    Code("render-pdf-empty", _E, "PDF without pages", "There is nothing to read.", "at least one page", _AGAIN, "0 pages", "the pages of the report"),
    Code("render-pdf-untagged", _E, "PDF not tagged", "A screen reader finds no order in it.", "a tagged PDF", _AGAIN, "no structure", "headings, paragraphs, tables"),
    Code("render-pdf-language", _E, "Language of the PDF", "A screen reader would read it with the wrong voice.", "the language of the edition", _AGAIN, "`en` in the Chinese PDF", "`zh`"),
    Code("render-pdf-title", _E, "PDF without title", "Readers see the title in the window and in lists.", "the title of the report", _AGAIN, "no title", "`Global Digital Governance Report`"),
    Code("render-pdf-bookmarks", _E, "PDF without bookmarks", "Long documents are read by their bookmarks.", "a bookmark for each chapter", _AGAIN, "none", "one for each chapter"),
    Code("render-pdf-standard", _E, "Not PDF/UA", "The report keeps the standard for accessible PDFs.", "PDF/UA-1", _AGAIN, "no mark of the standard", "PDF/UA-1"),
    Code("render-pdf-text-small", _E, "Text too small in print", "Nobody reads text below seven points.", "7 points or more", _AGAIN, "6 points on page 12", "7 points"),
    Code("render-pdf-font", _E, "Font not embedded", "The page would look otherwise elsewhere.", "every font embedded", _AGAIN, "`Helvetica` not embedded", "all embedded"),
    # What came out: web
    Code("render-web-missing", _E, "No web page", "The folder of pages is empty.", "at least index.html", "render again", "no index.html", "index.html"),
    Code("render-web-title", _E, "Page without title", "Tabs and search show the title.", "a title that names the page", _MEND, "a blank title", "`2 The divide – Global Digital Governance Report`"),
    Code("render-web-heading", _E, "Main heading of a page", "A page has one.", "one main heading", _MEND, "two", "one"),
    Code("render-web-alt-missing", _E, "Picture without words", "Who cannot see it must be told what it shows.", "an alternative text", _MEND, "a picture without text", "`Lines that rise`"),
    Code("render-web-id-twice", _E, "Id twice on a page", "A link would lead to one of the two by chance.", "each id once on a page", _MEND, "`gaps` twice", "`gaps` once"),
    Code("render-web-language", _E, "Language of a page", "A screen reader would read it with the wrong voice.", "the language of the edition", _MEND, "`en` on a Chinese page", "`zh`"),
    Code("render-web-image-missing", _E, "Picture of a page missing", "Readers would see a gap.", "a file of the web edition", _MEND, "`figures/x.svg` is not there", "`figures/x.svg` is there"),
    Code("render-web-resource", _E, "Page loads from elsewhere", "Pages are read without a network.", "styles and scripts of the web edition itself", _MEND, "a style sheet of another site", "`theme/web.css`"),
    Code("render-web-link-broken", _E, "Link to nothing", "A reader would be lost.", "a link to a page, file or id that exists", _MEND, "`divide.html#gasp`", "`divide.html#gaps`"),
)  # fmt: skip
