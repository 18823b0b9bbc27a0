"""How a figure lies in its block, known before anything is drawn: beside its story, or above it over the whole width.

A figure is drawn at the width at which it is printed, so the layout is settled here and read by whoever draws (`theme.of`),
by the chapter and by the page. A kind whose marks need length lies over the whole width; the others leave room for words.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

SIDE, WIDE = "side", "wide"
LAYOUTS = (SIDE, WIDE)
FULL_WIDTH, SIDE_WIDTH = 160.0, 98.0  # millimetres; the theme of the report has the same numbers (typst-template.typ)
LONG = frozenset({"choropleth", "small_multiples", "strip", "timeline"})
COLUMNS = 5  # of a table of cells, beyond which it takes the whole width
ROWS = {"bars": "label", "dumbbell": "label", "range_bars": "label", "ranked_dots": "label", "waterfall": "label"}
MANY = 30  # rows beyond which names need the whole width, so that each has one line
LINES = 14  # named at their ends, beyond which the names need the whole width
BARS = 12  # upright bars beside one another, beyond which they take the whole width


def layout_of(kind: str, data: pd.DataFrame, options: Mapping[str, object]) -> str:
    """``side`` or ``wide`` for a chart kind with its data; option ``layout`` decides where it is given and known."""
    given = options.get("layout")
    if given in LAYOUTS:
        return str(given)
    if kind in LONG:
        return WIDE
    if kind in ("heatmap", "matrix") and {"row", "column"} <= set(data.columns):
        return WIDE if data["column"].nunique() > COLUMNS or data["row"].nunique() > MANY else SIDE
    if kind == "stacked_bars":
        many = "bar" in data and data["bar"].nunique() > BARS
        return WIDE if options.get("horizontal", True) or many else SIDE
    if kind in ("lines", "slope") and "series" in data:
        return WIDE if data["series"].nunique() > LINES else SIDE
    many = kind in ROWS and ROWS[kind] in data and len(data) > MANY
    return WIDE if many else SIDE
