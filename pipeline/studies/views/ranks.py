"""The ranking as a picture: the interval of every rank, or, where nothing was drawn, the scores alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import LEVEL_MARKS, Canvas
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import THEME, tint
from pipeline.figures.typeface import text_width
from pipeline.findings.exhibit import Words
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline, chunks, numbered, part_words
from pipeline.studies.views.picture import Picture, drawing, look
from pipeline.studies.views.plain import decimals_of, number

AXIS = 14.0  # points of the numbers above the rows


def pictures(outline: Outline, lettering: Lettering, source: str, marked: Sequence[str] = ()) -> list[Picture]:
    """``ranks``: every ranked economy with its interval; in parts where there are many. ``marked`` are set off."""
    ranking = outline.ranking
    drawn = "rank_low" in ranking and ranking["rank_low"].notna().any()
    out = len(outline.study.tables["Ranking"]) - len(ranking)
    left_out = f" {out} without a rank {'is' if out == 1 else 'are'} not drawn." if out else ""
    quantiles = [outline.study.parameters.get(f"audit.{end}_quantile") for end in ("lower", "upper")]
    bounds = (
        f" from the {float(str(quantiles[0])):.0%} to the {float(str(quantiles[1])):.0%} quantile"
        if all(quantiles)
        else ""
    )
    if drawn:
        title, subtitle = (
            "How firm the ranks are",
            f"Rank of the index, and its interval over the draws{bounds}.{left_out}",
        )
    else:
        title = "The ranking, without intervals"
        subtitle = f"Score of the index. Nothing was drawn, so nothing is known about how firm the ranks are.{left_out}"
    found = []
    parts = chunks(map(str, ranking["REF_AREA"]))
    table = ranking.set_index("REF_AREA")
    with lettering.face.active():
        for part, codes in enumerate(parts):
            sheet = (_intervals if drawn else _scores)(outline, table, codes, set(marked))
            alt = (
                f"{len(codes)} economies by rank, from {outline.label(codes[0])} to {outline.label(codes[-1])}"
                if codes
                else "No economy"
            )
            found.append(
                Picture(
                    numbered("ranks", part, len(parts)),
                    title,
                    subtitle + part_words(part, len(parts)),
                    source,
                    f"{alt}, {'each with the interval of its rank' if drawn else 'each with its score; there are no intervals'}.",
                    sheet,
                )
            )
    return found


def _intervals(outline: Outline, table: pd.DataFrame, codes: Sequence[str], marked: set[str]) -> Sheet:
    rows = table.loc[list(codes)]
    texts = [
        f"{rank:.0f} ({low:.0f}–{high:.0f})" if not math.isnan(low) else f"{rank:.0f}"
        for rank, low, high in rows[["rank", "rank_low", "rank_high"]].to_numpy(float)
    ]
    numbers = rows[["rank", "median_rank", "rank_low", "rank_high"]].to_numpy(float)
    entries = [
        Entry("rank of the index", THEME.ink, "tick"),
        Entry("median of the draws", THEME.base, "dot"),
        Entry("interval", tint(THEME.base, 0.42), "box"),
    ]
    return _chart(outline, codes, numbers, texts, entries, marked, True)


def _scores(outline: Outline, table: pd.DataFrame, codes: Sequence[str], marked: set[str]) -> Sheet:
    rows = table.loc[list(codes)]
    places = decimals_of(rows["score"])
    texts = [f"{rank:.0f}: {number(score, places)}" for rank, score in rows[["rank", "score"]].to_numpy(float)]
    scores = rows["score"].to_numpy(float)
    gap = np.full(len(scores), np.nan)
    return _chart(outline, codes, np.column_stack([gap, scores, gap, gap]), texts, [], marked, False)


def _chart(
    outline: Outline,
    codes: Sequence[str],
    numbers: np.ndarray,
    texts: Sequence[str],
    entries: Sequence[Entry],
    marked: set[str],
    ranks: bool,
) -> Sheet:
    """Rows of a tick, a dot and an interval: the four columns of ``numbers``."""
    theme = look(THEME.width)
    words = drawing("ranks", Words("", "", "", "", "", {code: outline.label(code) for code in codes}))
    canvas = Canvas(theme)
    rows = stack_rows(words, theme, codes)
    left = rows.label_width + 8
    right = theme.width - max((text_width(text, theme.small) for text in texts), default=0.0) - 8
    low, high, ticks = axes.ranged(words, numbers.ravel(), False, 6)
    if ranks:
        low, high = 1.0, float(max(np.nanmax(numbers), 2))
        room = (high - low) * 0.07
        inner = [tick for tick in ticks if tick.is_integer() and low + room < tick < high - room]
        ticks = [low, *inner, high]
    x = axes.Scale(low, high, left + 4, right - 4)
    ticks = [tick for tick in ticks if low <= tick <= high]
    labels = axes.tick_texts(words, ticks)
    first = draw_legend(canvas, entries, 0, 0.0) + AXIS
    bottom = first + rows.height + 2
    for tick, text in zip(ticks, labels, strict=True):
        half = text_width(text, theme.small) / 2
        if x(tick) - half >= 0 and x(tick) + half <= theme.width:
            canvas.text(x(tick), first - 3, text, theme.small, theme.muted, "center", valign="bottom")
    below = axes.gridlines_x(canvas, x, ticks, labels, first, bottom)
    rows.draw_labels(canvas, first, left - 4, [theme.decrease if code in marked else theme.ink for code in codes])
    for code, centre, (tick, middle, start, end), text in zip(codes, rows.centres, numbers, texts, strict=True):
        y, colour = first + centre, theme.decrease if code in marked else theme.base
        if math.isfinite(start) and math.isfinite(end):
            if start < end:
                canvas.line([x(start), x(end)], [y, y], tint(colour, 0.42), 4.0)
            else:
                canvas.line([x(start), x(start)], [y - 2, y + 2], tint(colour, 0.42), 4.0)
        if math.isfinite(middle):
            canvas.dots([x(middle)], [y], 5.0, colour, theme.paper, 0.5)
        if math.isfinite(tick):
            canvas.line([x(tick), x(tick)], [y - 3.6, y + 3.6], theme.ink, 1.2, level=LEVEL_MARKS + 2)
        canvas.text(theme.width, y, text, theme.small, align="right")
    return canvas.finish(below + 2)
