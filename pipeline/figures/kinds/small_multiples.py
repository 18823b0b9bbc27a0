"""One small panel of lines per group on common scales, the other groups' lines grey behind."""

from __future__ import annotations

import math

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.kinds.lines import end_label, note_entries, series_of, stroke
from pipeline.figures.labels import wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, legible
from pipeline.figures.typeface import text_width

CROWD = 24  # panels above which the lines of the others are not drawn behind and titles are small


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the panels row by row. The last value stands at the end of a line; years stand under the lowest panels."""
    data = drawing.data
    panels = list(dict.fromkeys(data["panel"].astype(str)))
    codes = list(dict.fromkeys(data["series"].astype(str)))
    per_panel = data.groupby(data["panel"].astype(str), sort=False)["series"].nunique().max()
    shared = int(per_panel) > 1
    accent = theme.accent(drawing.options.get("framework"))
    colours = {code: theme.category(index) if shared else accent for index, code in enumerate(codes)}
    columns = min(int(drawing.real("columns") or _columns(len(panels))), len(panels))
    rows = math.ceil(len(panels) / columns)
    canvas = Canvas(theme)
    top = axes.title_y(canvas, drawing, 0.0)
    entries = [Entry(drawing.label(code), colours[code], "line") for code in codes] if shared else []
    lines = [one for _, rows in data.groupby(data["panel"].astype(str), sort=False) for one in series_of(rows)]
    gaps = [one for one in note_entries(drawing, lines, theme) if one.shape == "dash"]
    top = draw_legend(canvas, entries + gaps, 0, top)
    low, high = axes.extent(data["y"], bool(drawing.options.get("y_from_zero", axes.near_zero(data["y"]))))
    ticks = axes.round_ticks(low, high, 3)
    texts = axes.tick_texts(drawing, ticks)
    left = max(text_width(text, theme.smallest) for text in texts) + 6
    gutter = 12.0
    width = (theme.width - left - gutter * (columns - 1)) / columns
    title_size = theme.text if len(panels) <= CROWD else theme.smallest
    titles = [wrap(drawing.label(panel), width, title_size, "bold") for panel in panels]
    title_heights = [
        max(text_height(title, title_size, theme) for title in titles[row * columns : (row + 1) * columns])
        for row in range(rows)
    ]
    room = theme.max_height - top - sum(title_heights) - rows * 12 - 24
    height = min(drawing.real("height") or (62.0 if len(panels) > 3 else 110.0), max(room / rows, 20.0))
    behind = _behind(drawing) if drawing.options.get("background", len(panels) <= CROWD) else {}
    x_low, x_high = axes.extent(data["x"], False)
    at, below = top, top
    for row in range(rows):
        at += title_heights[row] + 4
        for column in range(columns):
            index = row * columns + column
            if index >= len(panels):
                continue
            begin = left + column * (width + gutter)
            x = axes.Scale(x_low, x_high if x_high > x_low else x_low + 1, begin + 3, begin + width - 4)
            y = axes.Scale(ticks[0], ticks[-1], at + height, at)
            canvas.text(begin, at - 4, titles[index], title_size, weight="bold", valign="bottom")
            canvas.segments([((begin, y(tick)), (begin + width, y(tick))) for tick in ticks], theme.grid, 0.6)
            if column == 0:
                for tick, text in zip(ticks, texts, strict=True):
                    canvas.text(begin - 4, y(tick), text, theme.smallest, theme.muted, "right")
            _panel(canvas, drawing, panels[index], x, y, colours, shared, behind)
            if index + columns >= len(panels):
                below = max(below, _years(canvas, drawing, x, at + height))
        at += height + 8
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, below) + 2)


def _behind(drawing: Drawing) -> dict[str, np.ndarray]:
    """The lines of each panel as one array of points with gaps between, to be drawn grey behind the others."""
    pause = np.full((1, 2), np.nan)
    found: dict[str, list[np.ndarray]] = {}
    for (panel, _), rows in drawing.data.groupby(["panel", "series"], sort=False):
        found.setdefault(str(panel), []).extend(
            [rows.sort_values("x", kind="stable")[["x", "y"]].to_numpy(float), pause]
        )
    return {panel: np.vstack(parts) for panel, parts in found.items()}


def _columns(count: int) -> int:
    return 3 if count <= 9 else 4 if count <= 24 else 5 if count <= 40 else 6


def _panel(
    canvas: Canvas,
    drawing: Drawing,
    panel: str,
    x: axes.Scale,
    y: axes.Scale,
    colours: dict[str, str],
    shared: bool,
    behind: dict[str, np.ndarray],
) -> None:
    theme, data = canvas.theme, drawing.data
    others = [points for code, points in behind.items() if code != panel]
    if others:
        points = np.vstack(others)
        canvas.line(x.many(points[:, 0]), y.many(points[:, 1]), theme.grid, 0.6, level=2.0)
    lines = series_of(data[data["panel"].astype(str) == panel])
    ends: list[tuple[float, float, str, str]] = []
    for one in lines:
        stroke(canvas, one, x.many(one.x), y.many(one.y), colours[one.code], 1.5)
        if one.last >= 0:
            end = (x(one.x[one.last]), y(one.y[one.last]))
            canvas.dots([end[0]], [end[1]], 3.4, colours[one.code], level=5)
            last = float(drawing.data["x"].max())
            ends.append((*end, end_label(drawing, "", one, last).strip(), colours[one.code]))
    if not ends:
        if drawing.has("no_data"):
            middle = (x.start + x.end) / 2
            canvas.text(middle, (y.start + y.end) / 2, drawing.key("no_data"), theme.smallest, theme.muted, "center")
        return
    if not shared and len(ends) == 1:
        end_x, _, text, colour = ends[0]
        wide = text_width(text, theme.smallest, "bold")
        right = min(end_x + wide / 2, x.end + 4)
        own = lines[0]
        near = x.many(own.x) >= right - wide - 2
        heights = y.many(own.y)[near & np.isfinite(own.y)]
        above = float(heights.min()) - 6.5
        below = float(heights.max()) + 6.5
        middle = above if above > y.end - 1 else below
        canvas.text(right, middle, text, theme.smallest, legible(colour, theme), "right", "bold")


def _years(canvas: Canvas, drawing: Drawing, x: axes.Scale, bottom: float) -> float:
    theme = canvas.theme
    values = drawing.data["x"]
    low, high = float(values.min()), float(values.max())
    ends = [low, high] if high > low else [low]
    texts = axes.tick_texts(drawing, ends)
    if len(ends) == 2 and sum(text_width(text, theme.smallest) for text in texts) + 6 > abs(x.end - x.start) + 7:
        ends, texts = ends[1:], texts[1:]
    for value, text in zip(ends, texts, strict=True):
        wide = text_width(text, theme.smallest)
        at = min(max(x(value), x.start - 3 + wide / 2), x.end + 4 - wide / 2)
        canvas.text(at, bottom + 3, text, theme.smallest, theme.muted, "center", valign="top")
    return bottom + 3 + theme.smallest * theme.line_height


KIND = Kind(
    draw,
    {"panel": CODE, "series": CODE, "x": NUMBER, "y": NUMBER},
    {"status": CODE},
    frozenset({"columns", "y_from_zero", "height", "background"}),
)
