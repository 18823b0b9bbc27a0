"""Bars made of segments, in absolute size or as shares of each bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.kinds.heatmap import column_heads
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme, ink_on
from pipeline.figures.typeface import text_width

UNKNOWN = ("no_data", "not_reported", "missing")  # segments in the look of "no data"
NEUTRAL = ("not_assessed", "other")  # segments in plain grey


@dataclass(frozen=True)
class Segment:
    """One segment of one bar on the value scale."""

    bar: int
    code: str
    begin: float
    end: float
    text: str


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the bars in the order of the data, the segments in the order of option ``segments``.

    ``ramp`` colours them categorical (default), sequential or diverging, ``reverse`` turns the ramp round; a segment named
    no_data or not_reported is hatched, one named not_assessed or other is grey.

    ``share`` scales each bar to 100 and prints percentages; ``horizontal`` (default true) lies them down; a bar without any
    value is hatched. Bars that are years stand as far apart as the years do.
    """
    codes = drawing.strings("segments") or list(dict.fromkeys(drawing.data["segment"].astype(str)))
    table = _table(drawing, codes)
    share = bool(drawing.options.get("share", False))
    segments = _segments(drawing, table, share)
    colours = _colours(drawing, theme, codes)
    canvas = Canvas(theme)
    entries = [Entry(drawing.label(code), colours[code], "missing" if code in UNKNOWN else "box") for code in codes]
    between = [index for index, code in enumerate(table.index) if code not in set(drawing.data["bar"])]
    empty = [index for index, known in enumerate(table.notna().any(axis=1)) if not known and index not in between]
    if empty and not set(codes) & set(UNKNOWN):
        entries.append(Entry(drawing.key("no_data"), theme.missing, "missing"))
    top = draw_legend(canvas, entries, 0, 0.0) + 2
    ends = [value for part in segments for value in (part.begin, part.end)]
    low, high = (0.0, 100.0) if share else axes.extent(ends, True)
    ticks = axes.round_ticks(low, high, 5)
    if drawing.options.get("horizontal", True):
        return _horizontal(canvas, drawing, table, segments, colours, empty, ticks, top)
    return _vertical(canvas, drawing, table, segments, colours, empty, ticks, top)


def _table(drawing: Drawing, codes: list[str]) -> pd.DataFrame:
    data = drawing.data
    unknown = sorted(set(data["segment"].astype(str)) - set(codes))
    if unknown or data.duplicated(["bar", "segment"]).any():
        raise drawing.wrong(
            "figure-column-invalid",
            f"segment {unknown[0]!r} is not in option 'segments'" if unknown else "a bar has a segment twice",
            "each segment once a bar, all listed in option 'segments'",
            "mend the data or the option",
        )
    bars = axes.steady(list(dict.fromkeys(data["bar"])))
    named = data.assign(segment=data["segment"].astype(str))
    return named.pivot(index="bar", columns="segment", values="value").reindex(index=bars, columns=codes).astype(float)


def _segments(drawing: Drawing, table: pd.DataFrame, share: bool) -> list[Segment]:
    found = []
    for bar, (_, values) in enumerate(table.iterrows()):
        total = float(values.sum())
        if share and total <= 0:
            continue
        factor = 100 / total if share else 1.0
        above = below = 0.0
        for code, value in values.items():
            if not np.isfinite(value) or value == 0:
                continue
            length = float(value) * factor
            begin = above if length > 0 else below
            text = drawing.number(length, 0, suffix=False) if share else drawing.number(value)
            found.append(Segment(bar, str(code), begin, begin + length, text))
            above, below = (above + length, below) if length > 0 else (above, below + length)
    return found


def _colours(drawing: Drawing, theme: Theme, codes: list[str]) -> dict[str, str]:
    """Colours given by option ``colours``, else along ``ramp``; what is not known or not judged is grey."""
    given = drawing.options.get("colours") or {}
    if not isinstance(given, Mapping):
        raise drawing.wrong(
            "figure-option-invalid", "option colours is no mapping", "segment to hex colour", "give a mapping"
        )
    ramp = str(drawing.options.get("ramp", "categorical"))
    shown = [code for code in codes if code not in UNKNOWN and code not in NEUTRAL]
    steps = theme.categorical[: len(shown)] if ramp == "categorical" else theme.steps(ramp, max(len(shown), 1))
    steps = steps[::-1] if drawing.options.get("reverse") else steps
    colours = {code: steps[index % len(steps)] for index, code in enumerate(shown)}
    colours |= {code: theme.missing for code in codes if code in UNKNOWN}
    colours |= {code: theme.quiet for code in codes if code in NEUTRAL}
    return colours | {str(code): str(colour) for code, colour in given.items()}


def _box(canvas: Canvas, part: Segment, box: tuple[float, float, float, float], colours: dict[str, str]) -> None:
    if part.code in UNKNOWN:
        canvas.missing([box])
    else:
        canvas.boxes([box], colours[part.code], canvas.theme.paper, 0.5)


def _horizontal(
    canvas: Canvas,
    drawing: Drawing,
    table: pd.DataFrame,
    segments: list[Segment],
    colours: dict[str, str],
    empty: list[int],
    ticks: list[float],
    top: float,
) -> Sheet:
    theme = canvas.theme
    rows = stack_rows(drawing, theme, table.index.tolist(), pitch=13.5, reserve=top + 45)
    left = rows.label_width + 8
    x = axes.Scale(ticks[0], ticks[-1], left, theme.width - 10)
    bottom = top + rows.height + 1
    below = axes.gridlines_x(canvas, x, ticks, _ticks(drawing, ticks), top, bottom)
    rows.draw_labels(canvas, top, left - 5)
    thick = [min(height * 0.74, 13.0) for height in rows.heights]
    for part in segments:
        y, size = top + rows.centres[part.bar], thick[part.bar]
        begin, end = sorted((x(part.begin), x(part.end)))
        _box(canvas, part, (begin, y - size / 2, end - begin, size), colours)
        if text_width(part.text, theme.smallest) + 4 <= end - begin and size >= theme.smallest + 0.5:
            ink = ink_on(colours[part.code], theme)
            canvas.text((begin + end) / 2, y, part.text, theme.smallest, ink, "center")
    canvas.missing([(left, top + rows.centres[bar] - thick[bar] / 2, x.end - left, thick[bar]) for bar in empty])
    return canvas.finish(axes.title_x(canvas, drawing, left, x.end, below) + 2)


def _vertical(
    canvas: Canvas,
    drawing: Drawing,
    table: pd.DataFrame,
    segments: list[Segment],
    colours: dict[str, str],
    empty: list[int],
    ticks: list[float],
    top: float,
) -> Sheet:
    theme = canvas.theme
    top = max(axes.title_y(canvas, drawing, top), top + 4)
    texts = _ticks(drawing, ticks)
    left = max(text_width(text, theme.small) for text in texts) + 7
    width = (theme.width - left) / len(table)
    spread = len(table) > drawing.data["bar"].nunique()  # years with others between them
    thick = min(width * (0.9 if spread else 0.72), 46.0)
    height = drawing.real("height") or theme.height
    y = axes.Scale(ticks[0], ticks[-1], top + height, top)
    axes.gridlines_y(canvas, y, ticks, texts, left, theme.width)
    centres = [left + width * (index + 0.5) for index in range(len(table))]
    for part in segments:
        over, under = sorted((y(part.begin), y(part.end)))
        box = (centres[part.bar] - thick / 2, over, thick, under - over)
        _box(canvas, part, box, colours)
        if text_width(part.text, theme.smallest) + 3 <= thick and under - over >= theme.smallest * 1.25:
            ink = ink_on(colours[part.code], theme)
            canvas.text(centres[part.bar], (over + under) / 2, part.text, theme.smallest, ink, "center")
    canvas.missing([(centres[bar] - thick / 2, top, thick, height) for bar in empty])
    given = set(drawing.data["bar"])
    names = [drawing.label(code) if code in given else "" for code in table.index]
    below = _feet(canvas, names, centres, width, top + height)
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, below) + 2)


def _feet(canvas: Canvas, names: list[str], centres: list[float], width: float, bottom: float) -> float:
    """Labels under upright bars; years too close together are left out, from the last one back, other labels turned."""
    theme = canvas.theme
    if all(name.isdigit() and len(name) == 4 for name in names if name):
        edge = canvas.width + 99.0
        for index in reversed(range(len(names))):
            half = text_width(names[index], theme.small) / 2 if names[index] else 0.0
            middle = min(centres[index], canvas.width - half - 1)
            if not half or middle + half + 4 > edge:
                continue
            edge = middle - half
            canvas.text(middle, bottom + 4, names[index], theme.small, theme.muted, "center", valign="top")
        return bottom + 4 + theme.small * theme.line_height
    return column_heads(canvas, names, centres, width, bottom + 4, None, under=True)


def _ticks(drawing: Drawing, ticks: list[float]) -> list[str]:
    if drawing.options.get("share", False):
        return [drawing.number(tick, 0, suffix=False) + "%" for tick in ticks]
    return axes.tick_texts(drawing, ticks)


KIND = Kind(
    draw,
    {"bar": CODE, "segment": CODE, "value": NUMBER},
    {},
    frozenset({"segments", "horizontal", "share", "ramp", "reverse", "colours", "height"}),
)
