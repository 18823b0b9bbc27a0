"""Scores by part: how much each part of the index gives to the score of an economy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import THEME, ink_on
from pipeline.figures.typeface import text_width
from pipeline.findings.exhibit import Words
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline, chunks, numbered, part_words
from pipeline.studies.views.picture import Picture, drawing, look
from pipeline.studies.views.plain import decimals_of, number

LEAST = 0.5  # of the weight, that the parts with a colour have together
OTHER = " "  # the parts that have no colour of their own; no code of an element is a blank


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """``parts``: stacked bars of the weighted parts below the index; none where those with a colour would be a sliver."""
    shares = contributions(outline)
    parts = list(shares.columns)
    colours = len(THEME.categorical)
    if len(parts) > colours:  # those that count most have a colour, the others are one part
        known = {code: outline.effective[code] for code in parts}
        order = sorted(
            parts, key=lambda code: (-(0 if math.isnan(known[code]) else known[code]), -outline.nominal[code])
        )
        kept = [code for code in parts if code in order[: colours - 1]]
        if sum(outline.nominal[code] for code in kept) < LEAST:
            return []
        shares = shares[kept].assign(**{OTHER: shares.drop(columns=kept).sum(axis=1, min_count=1)})
    rest = len(parts) - (len(shares.columns) - 1) if OTHER in shares else 0
    method = str(outline.study.parameters.get("aggregate.method", ""))
    method = str(outline.study.parameters.get(f"aggregate.method [{outline.root}]", method))
    adds = (
        "they add up to the score"
        if method == "arithmetic"
        else f"a tick is the score, which is no sum of them ({method})"
    )
    ranking = outline.ranking.set_index("REF_AREA")
    found, codes = [], [str(code) for code in ranking.index]
    pieces = chunks(codes)
    with lettering.face.active():
        for part, some in enumerate(pieces):
            found.append(
                Picture(
                    numbered("parts", part, len(pieces)),
                    "What the scores are made of",
                    f"Score of each part times its weight, by rank; {adds}. A part without a score gives its weight to the others."
                    + (f" {rest} parts that count least are drawn as one." if rest else "")
                    + part_words(part, len(pieces)),
                    source,
                    f"Stacked bars of the weighted parts ({', '.join(outline.labels(c for c in shares.columns if c != OTHER))}) "
                    f"of {len(some)} economies.",
                    _draw(outline, shares.loc[some], ranking["score"], method != "arithmetic", rest),
                )
            )
    return found


def contributions(outline: Outline) -> pd.DataFrame:
    """Weighted score of each part below the index, by economy; weights in proportion over the parts with a score."""
    children = list(outline.children[outline.root])
    scores = outline.study.tables["Scores"].set_index("REF_AREA")[children].astype(float)
    weights = pd.Series({code: outline.nominal[code] for code in children})
    mass = scores.notna().mul(weights, axis=1).sum(axis=1)
    return scores.mul(weights, axis=1).div(mass.where(mass > 0), axis=0)


def _draw(outline: Outline, shares: pd.DataFrame, score: pd.Series, ticks_too: bool, rest: int) -> Sheet:
    theme = look(THEME.width)
    codes: Sequence[str] = list(shares.index)
    words = drawing("parts", Words("", "", "", "", "", {code: outline.label(code) for code in codes}))
    canvas = Canvas(theme)
    colours: Mapping[str, str] = {
        code: theme.axis if code == OTHER else theme.category(i) for i, code in enumerate(shares.columns)
    }
    names = {code: f"{rest} other parts" if code == OTHER else outline.label(code) for code in shares.columns}
    entries = [Entry(names[code], colours[code], "box") for code in shares.columns]
    if ticks_too:
        entries.append(Entry("score", theme.ink, "tick"))
    rows = stack_rows(words, theme, codes, thickness=9.4)
    places = decimals_of(score)
    texts = [number(score[code], places) for code in codes]
    left = rows.label_width + 8
    right = theme.width - max((text_width(text, theme.small) for text in texts), default=0.0) - 8
    positive, negative = shares.clip(lower=0).sum(axis=1), shares.clip(upper=0).sum(axis=1)
    ends = [*positive, *negative, *(score[codes] if ticks_too else [])]
    low, high, ticks = axes.ranged(words, ends, True, 6)
    x = axes.Scale(low, high, left + 4, right - 4)
    first = draw_legend(canvas, entries, 0, 0.0) + 2
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(words, ticks), first, first + rows.height + 2)
    rows.draw_labels(canvas, first, left - 4)
    thick = min(min(rows.heights) - 1.6, 9.4) if rows.heights else 8.0
    for code, centre, text in zip(codes, rows.centres, texts, strict=True):
        y, above, under = first + centre, 0.0, 0.0
        for part, value in shares.loc[code].items():
            if not math.isfinite(value) or value == 0:
                continue
            begin = above if value > 0 else under
            start, end = sorted((x(begin), x(begin + value)))
            canvas.boxes([(start, y - thick / 2, end - start, thick)], colours[str(part)], theme.paper, 0.3)
            told = f"{value:.0f}"
            if not ticks_too and abs(value) >= 10 and text_width(told, theme.smallest) + 4 < end - start and thick >= 8:
                canvas.text((start + end) / 2, y, told, theme.smallest, ink_on(colours[str(part)], theme), "center")
            above, under = (above + value, under) if value > 0 else (above, under + value)
        if ticks_too:
            canvas.line([x(score[code])] * 2, [y - thick / 2 - 1, y + thick / 2 + 1], theme.ink, 1.4)
        canvas.text(theme.width, y, text, theme.small, align="right")
    return canvas.finish(below + 2)
