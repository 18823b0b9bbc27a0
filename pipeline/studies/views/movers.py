"""Who moves most between two designs, as a picture: from the rank in the index to that in each other design."""

from __future__ import annotations

import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.labels import wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import text_width
from pipeline.findings.exhibit import Words
from pipeline.studies.views.designs import DESIGNS, MOVERS
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline
from pipeline.studies.views.picture import Picture, drawing, look, stacked


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """``designs``: the largest shifts of each design that stands beside the index; none where nothing moved."""
    movers = outline.study.tables.get(MOVERS)
    if movers is None or movers.empty:
        return []
    most = int(outline.study.tables[DESIGNS]["both"].max())
    with lettering.face.active():
        blocks = [
            _block(outline, lettering.clean(str(name)), rows, most)
            for name, rows in movers.groupby("design", sort=False)
        ]
        canvas = Canvas(look(THEME.width))
        below = draw_legend(
            canvas, [Entry("rank in the index", THEME.axis), Entry("rank in the design", THEME.base)], 0, 0
        )
        sheet = stacked([canvas.finish(below), *blocks], 8.0)
    return [
        Picture(
            "designs",
            "Who moves most between designs",
            "Ranks among the economies that both designs rank; the largest shifts of each design (blue: gains, orange: falls).",
            source,
            f"The {len(movers)} largest shifts of rank in {len(blocks)} designs; the table {MOVERS} has them.",
            sheet,
        )
    ]


def _block(outline: Outline, name: str, rows: pd.DataFrame, most: int) -> Sheet:
    theme = look(THEME.width)
    codes = [str(code) for code in rows["REF_AREA"]]
    words = drawing("designs", Words("", "", "", "", "", {code: outline.label(code) for code in codes}))
    canvas = Canvas(theme)
    heading = wrap(name, theme.width - 4, theme.text, "bold")
    canvas.text(0, 0, heading, theme.text, weight="bold", valign="top")
    first = text_height(heading, theme.text, theme) + 4
    grid = stack_rows(words, theme, codes)
    pairs = rows[["rank_base", "rank"]].to_numpy(float)
    texts = [f"{before:.0f} → {after:.0f}" for before, after in pairs]
    left = grid.label_width + 8
    right = theme.width - max(text_width(text, theme.small) for text in texts) - 8
    x = axes.Scale(1, max(most, 2), left + 4, right - 4)
    inner = [
        tick for tick in axes.round_ticks(1, most, 5) if 1 + most * 0.07 < tick < most * 0.93 and tick.is_integer()
    ]
    ticks = [1.0, *inner, float(max(most, 2))]
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(words, ticks), first, first + grid.height + 2)
    grid.draw_labels(canvas, first, left - 4)
    for centre, (before, after), text in zip(grid.centres, pairs, texts, strict=True):
        y, colour = first + centre, theme.increase if after < before else theme.decrease
        canvas.line([x(before), x(after)], [y, y], colour, 1.6)
        canvas.dots([x(before)], [y], 5.0, theme.axis, theme.paper, 0.5)
        canvas.dots([x(after)], [y], 5.6, theme.base, theme.paper, 0.5)
        canvas.text(theme.width, y, text, theme.small, align="right")
    return canvas.finish(below + 2)
