"""From an assembled Quarto project to a PDF and a web edition, by Quarto or by the built-in engine.

What a project looks like (``build/<edition>/<language>/``)
    ``_quarto.yml``   written from report/theme/quarto.yml.j2; ``report.qmd`` and ``annex.qmd`` from report/theme/report.qmd.j2
    ``chapters/``     one file a chapter, in the dialect below; ``report.qmd`` includes them
    ``annex/``        the chapters of the second volume, the Statistical annex; ``annex.qmd`` includes them
    ``figures/``      SVG with text as outlines; ``data/`` a CSV file for each figure
    ``theme/``        a copy of report/theme; ``fonts/`` the files that `fonts.font_files` names
    Plain ``quarto render`` in that folder makes a PDF and a page of each volume in ``_output/``.

How it goes (each step is kept by chapter, under all that it rests on)
    `project`   reads the chapters; `assemble.contents` numbers them and finds what is wrong before any renderer starts
    `convert`   gives the pieces of chapters that are new to pandoc (`jobs`, `pandoc`), long tables past it (`direct`)
    `prepare`   is all of this
    `web`       puts the pages into their frame; `volume` sets the PDFs side by side; `crosslinks` leads from one to the other
    `builtin`, `quarto` are the two engines: they differ in who sets the PDFs; `checks` looks at what came out

The dialect of a chapter (pandoc Markdown as Quarto reads it, without raw HTML, raw TeX, raw Typst and formulas)
    Headings        One ``# Title {#sec-name}`` a chapter, first in its file, ``framework="development"`` colours its opening page; ``##`` is
                    numbered, deeper headings are not. No level may be skipped (PDF/UA). ``{.unnumbered}`` is allowed: such a
                    chapter opens without band and number. A web page is named after the id of its chapter. ``{.annex}`` on the
                    headings of the last chapters letters them A, B, C; the letters run on into the annex volume, whose chapters all have
                    it and whose figures and tables are S1, S2, S3.
    References      ``[@fig-x]``, ``[@tbl-x]``, ``[@sec-x]``, two at once ``[@fig-x; @fig-y]``, the number alone ``[-@fig-x]``. Always in
                    brackets: without them a reference that follows a Chinese character is not seen. Printed by the reference-
                    patterns of labels.toml ("Chapter 2", "Section 2.1", "Annex B", in print "Table S3 in the Statistical annex"
                    where it stands in the other volume); Quarto's own web page says "Section" for the first three. An unnumbered heading is cited by its title. An unknown id stops the build at chapter and line.
    Footnotes       ``[^name]``, numbered by chapter; names once in the whole report, because Quarto makes one document of it.
    Figure          ``::: {#fig-x .exhibit}``, then ``::: {.exhibit-subtitle}`` (unit, years), ``![](figures/fig-x.svg){fig-alt="..."
                    width=100%}``, ``::: {.exhibit-source}`` (source and data link); last the caption as a paragraph: the title that
                    says the finding. Printed above the figure; the whole stays on one page. A link to ``data/...`` is a download
                    on the web; the PDF prints the file name, or a link where report.qmd sets ``gdgr: data-base``.
    Table           ``::: {#tbl-x .exhibit}`` in the same order, with ``::: {.gdgr-table widths="30,10" size="small"}`` around a pipe
                    table. ``widths`` are shares of the width (without them columns are as wide as they need), ``size`` is large,
                    normal, small or tiny, ``align`` overrides the alignment of the pipe table, ``row-heads="0"`` says that the first
                    column is data. A table of more than 25 rows may break between rows and repeats its head.
    Cell marks      ``[0.87]{.shade-4}`` as the only content of a cell: shade-0 to shade-9 (blue), good-1 to good-3, bad-1 to bad-3,
                    mark-achieved, -track, -accelerate, -limited, -regress, -none, and mark-development ... for the frameworks;
                    mark-... also in a sentence. The text must say what the colour says.
    Callouts        ``::: {.callout-note title="..."}``, also tip, important, warning, caution.
    Divs            abstract, pull, small, disclaimer, card (keeps together; ``[...]{.card-title}``; a definition list or lines),
                    columns-2 (blocks side by side), landscape, and ``key-figures`` (``columns="3"``) of ``key-figure`` divs whose first
                    paragraph is the number; abstract to key-figure take ``framework="..."``.
    Not in it       Code cells, shortcodes other than include in report.qmd, images outside a figure div without ``fig-alt``.

What can be raised: Stop with exit code RENDER (the report is at fault, with chapter and line where they are known) or
ENVIRONMENT (a program, package or font is missing or too old, the disk is full). Codes: render-project-incomplete,
-chapter-missing, -chapter-heading, -unknown-reference, -duplicate-id, -alt-missing, -caption-missing, -image-missing, -pandoc-missing, -pandoc-failed,
-typst-failed, -glyph-missing, -font-missing, -quarto-missing, -quarto-too-old, -quarto-failed, -output-missing, -time-limit,
-disk-full, -write-failed, -engine-unknown, -epoch-invalid; the checks add render-pdf-... and render-web-....
"""

from pipeline.render.checks import check_pdf, check_web
from pipeline.render.engines import choose_engine
from pipeline.render.fonts import font_files
from pipeline.render.project import Engine, Project, Rendered

__all__ = [
    "Engine",
    "Project",
    "Rendered",
    "check_pdf",
    "check_web",
    "choose_engine",
    "font_files",
]
