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
    Figure          ``::: {#fig-x .exhibit}``, in it ``::: {.exhibit-block layout="side"}`` (or ``"wide"``) with ``::: {.exhibit-subtitle}``
                    (unit, years), ``![](figures/fig-x.svg){fig-alt="..." width=100%}``, ``::: {.exhibit-story}`` (2 to 4 sentences),
                    ``::: {.exhibit-note}`` (small print, may be left out), ``::: {.exhibit-source}`` and ``::: {.exhibit-data}``; last the
                    caption as a paragraph: the headline that says the finding. The whole is one piece on one page, the chart beside
                    its story (98 of 160 mm) or above it (160 mm), drawn as wide as it is printed (`figures.layout`). A figure without
                    the block, parts in the same order, is printed over the whole width. A link to ``data/...`` is a download on the
                    web; the PDF prints the file name, or a link where report.qmd sets ``gdgr: data-base``. ``[...]{.web-only}`` is not
                    printed: links to the pictures (SVG, and PNG with headline, source and edition) stand in it.
    Dots            ``[On track]{.dot-track}``: a verdict as a dot, filled by degree, whose alternative text is the words; the names of the
                    marks below. A legend says in words what each dot says.
    Table           ``::: {#tbl-x .exhibit}`` in the same order, with ``::: {.gdgr-table widths="30,10" size="small"}`` around a pipe
                    table. ``widths`` are shares of the width (without them columns are as wide as they need), ``size`` is large,
                    normal, small or tiny, ``align`` overrides the alignment of the pipe table, ``row-heads="0"`` says that the first
                    column is data. A table of more than 20 rows, or higher than 72 mm, may break between rows and repeats its head.
    Cell marks      ``[0.87]{.shade-4}`` as the only content of a cell: shade-0 to shade-9 (blue), good-1 to good-3, bad-1 to bad-3,
                    mark-achieved, -track, -accelerate, -limited, -regress, -none, and mark-development ... for the frameworks;
                    mark-... also in a sentence. The text must say what the colour says.
    Callouts        ``::: {.callout-note title="..."}``, also tip, important, warning, caution.
    Divs            abstract, pull, small, disclaimer, card (keeps together; ``[...]{.card-title}``; a definition list or lines),
                    columns-2 (blocks side by side), landscape, and ``key-figures`` (``columns="3"``) of ``key-figure`` divs whose first
                    paragraph is the number; abstract to key-figure take ``framework="..."``.
    Of a chapter    ``messages`` opens it (a numbered list of three), ``unknown`` closes it ("What we do not know", a list; another
                    ``title="..."`` where it is given).
    Of the report   ``findings-page`` of ``finding`` divs (``framework="..."``): first paragraph the number, second the headline, the rest
                    what follows from it, with a reference to its figure. ``region-page`` around a ``##`` heading and all that stands
                    on the page of a region: it starts a page and ends one. ``foreword`` (narrower measure; ``signature`` in it),
                    ``glossary`` around a definition list, ``cite`` ("How to cite this report"), ``list-of-figures`` (empty; filled with
                    every figure of the report).
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
