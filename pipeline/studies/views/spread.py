"""The values of indicators as pictures: how they are spread, and what the treatment of outliers did to them."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.labels import wrap
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import text_width
from pipeline.methods.index.moments import excess_kurtosis, skewness
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import Outline, chunks, numbered, part_words
from pipeline.studies.views.picture import Picture, look

NAME, STRIP, GAP, HIGH, BINS = 170.0, 130.0, 16.0, 17.0, 26
ROWS = 100


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """``values``: histograms of every indicator, before and after treatment; those that were treated come first."""
    data = outline.study.tables.get("Data used")
    if data is None or data.empty:
        return []
    groups = {str(code): rows for code, rows in data.groupby("INDICATOR", sort=False)}
    codes = [code for code in outline.leaves if code in groups]
    treated = [code for code in codes if _treated(groups[code])]
    order = [*treated, *(code for code in codes if code not in set(treated))]
    parts = chunks(order, ROWS)
    said = f"{len(treated)} of {len(codes)} indicators were treated." if treated else "No value was treated."
    found = []
    with lettering.face.active():
        for part, some in enumerate(parts):
            found.append(
                Picture(
                    numbered("values", part, len(parts)),
                    "How the values are spread",
                    f"Histograms from the smallest to the largest value, with skewness and excess kurtosis. {said}"
                    + part_words(part, len(parts)),
                    source,
                    f"Histograms of {len(some)} indicators before and after treatment. {said}",
                    _draw(outline, some, groups, set(treated)),
                )
            )
    return found


def _treated(rows: pd.DataFrame) -> bool:
    both = rows[["value", "treated"]].dropna().to_numpy(float)
    return bool(len(both)) and not np.allclose(both[:, 0], both[:, 1], rtol=1e-12, atol=0)


def _draw(outline: Outline, codes: list[str], groups: dict[str, pd.DataFrame], treated: set[str]) -> Sheet:
    any_treated = bool(treated & set(codes))
    theme = look(NAME + (2 if any_treated else 1) * (STRIP + GAP) + 2)
    theme = look(max(theme.width, THEME.width))
    canvas = Canvas(theme)
    heads = ["as in the data", "as treated"] if any_treated else ["as in the data"]
    for i, head in enumerate(heads):
        canvas.text(NAME + i * (STRIP + GAP), 0, head, theme.small, theme.muted, valign="top")
    y = theme.small * theme.line_height + 3
    for code in codes:
        name = wrap(outline.label(code), NAME - 10, theme.small)
        line = theme.smallest * theme.line_height
        height = max(HIGH + line + 3, text_height(name, theme.small, theme) + 3)
        canvas.text(0, y + height / 2, name, theme.small)
        lanes = ["value", "treated"] if code in treated else ["value"]
        for i, lane in enumerate(lanes):
            values = groups[code][lane].dropna().to_numpy(float)
            left = NAME + i * (STRIP + GAP)
            colour = theme.base if i else theme.axis
            _histogram(canvas, values, left, y + height - line - 3, colour)
            text = _moments(values)
            canvas.text(left, y + height - line - 1, text, theme.smallest, theme.muted, valign="top")
        if any_treated and code not in treated:
            text = "not treated"
            left = NAME + STRIP + GAP
            if text_width(text, theme.small) < STRIP:
                canvas.text(left, y + height / 2, text, theme.small, theme.muted)
        y += height + 4
    return canvas.finish(y)


def _histogram(canvas: Canvas, values: np.ndarray, left: float, bottom: float, colour: str) -> None:
    """Bars of equal width from the smallest to the largest value; one bar where all are equal."""
    canvas.segments([((left, bottom), (left + STRIP, bottom))], canvas.theme.quiet, 0.5)
    if not len(values):
        return
    low, high = float(values.min()), float(values.max())
    if low == high or not math.isfinite(high - low):
        canvas.boxes([(left + STRIP / 2 - 2, bottom - HIGH, 4, HIGH)], colour)
        return
    counts = np.bincount(np.minimum(((values - low) / (high - low) * BINS).astype(int), BINS - 1), minlength=BINS)
    step, most = STRIP / BINS, counts.max()
    boxes = [
        (left + i * step + 0.3, bottom - HIGH * n / most, step - 0.6, HIGH * n / most)
        for i, n in enumerate(counts)
        if n
    ]
    canvas.boxes(boxes, colour)


def _moments(values: np.ndarray) -> str:
    """Skewness and excess kurtosis in words, where there are enough values for them."""
    told = []
    for name, measure in (("skewness", skewness), ("kurtosis", excess_kurtosis)):
        try:
            told.append(f"{name} {measure(values):.2f}".replace("-", "−"))
        except ValueError:
            continue
    return ", ".join(told) or f"{len(values)} values"
