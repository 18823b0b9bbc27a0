"""Points of two measures, some of them named."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.groups import group_colours
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.labels import place, wrap
from pipeline.figures.legend import draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

LEGEND = 24.5  # points of a legend in two lines


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the points. Those with column ``annotate`` true are named where a name finds room, in the order of the data.

    Column ``size`` sets the area of a point; option ``line`` is a frame (x, y) of a line that was computed before.
    """
    colours, entries = group_colours(drawing, theme)
    complete = drawing.data["x"].notna() & drawing.data["y"].notna()
    data = drawing.data[complete]
    colours = [colour for colour, keep in zip(colours, complete, strict=True) if keep]
    if data.empty:
        raise drawing.wrong("figure-data-empty", "no row with x and y", "at least one", "leave the exhibit out")
    for name in ("x", "y"):
        if drawing.options.get(f"{name}_log") and (data[name] <= 0).any():
            row = data.index[data[name] <= 0][0]
            raise drawing.wrong(
                "figure-column-invalid",
                f"column {name!r} is {data[name][row]} in row {row}",
                "numbers above zero on a logarithmic axis",
                f"leave the row out or set {name}_log to false",
            )
    canvas = Canvas(theme)
    top = draw_legend(canvas, entries, 0, 0.0)
    more = max(top - LEGEND, 0.0)  # of a legend in many lines, which must not make the figure higher
    top = max(axes.title_y(canvas, drawing, top), top + 5)
    height = drawing.real("height") or theme.height + 10 - more
    y_low, y_high, y_ticks, y_log = _axis(drawing, data, "y", 5)
    x_low, x_high, x_ticks, x_log = _axis(drawing, data, "x", 6)
    texts = axes.tick_texts(drawing, y_ticks, y_log)
    left = max(text_width(text, theme.small) for text in texts) + 6
    y = axes.Scale(y_low, y_high, top + height - 4, top + 4, y_log)
    x = axes.Scale(x_low, x_high, left + 5, theme.width - 6, x_log)
    axes.gridlines_y(canvas, y, y_ticks, texts, left, theme.width)
    below = axes.gridlines_x(canvas, x, x_ticks, axes.tick_texts(drawing, x_ticks, x_log), top, top + height)
    line_points = _line(drawing, x, y)
    canvas.line(line_points[:, 0], line_points[:, 1], theme.muted, 1.0, (0, (4, 2)), level=2.5)
    centres = np.column_stack([x.many(data["x"]), y.many(data["y"])])
    sizes = _sizes(data, len(data))
    order = np.argsort(-sizes, kind="stable")
    faces = [colours[index] for index in order]
    canvas.dots(centres[order, 0], centres[order, 1], sizes[order], faces, theme.paper, 0.5, alpha=0.85)
    zeros = [] if y_log or 0.0 not in y_ticks else [(left, y(0) - 0.5, theme.width, y(0) + 0.5)]
    _names(canvas, drawing, data, centres, sizes, (left, top, theme.width, top + height), line_points, zeros)
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, below) + 2)


def _axis(drawing: Drawing, data: pd.DataFrame, name: str, count: int) -> tuple[float, float, list[float], bool]:
    log = bool(drawing.options.get(f"{name}_log", False))
    low, high = axes.extent(data[name], not log and bool(drawing.options.get(f"{name}_from_zero", False)))
    ticks = axes.log_ticks(low, high) if log else axes.round_ticks(low, high, count)
    return ticks[0], ticks[-1], ticks, log


def _line(drawing: Drawing, x: axes.Scale, y: axes.Scale) -> np.ndarray:
    """The line of option ``line`` inside the axes, as points a few points apart (so that labels can keep off it)."""
    given = drawing.options.get("line")
    if not isinstance(given, pd.DataFrame):
        return np.empty((0, 2))
    ends = np.column_stack([x.many(given["x"]), y.many(given["y"])])
    steps = np.linspace(0, 1, 60, endpoint=False)[:, None]
    dense = [start + steps * (end - start) for start, end in pairwise(ends)]
    points = np.vstack([*dense, ends[-1:]])
    low, high = sorted((y.start, y.end))
    inside = (points[:, 0] >= x.start) & (points[:, 0] <= x.end) & (points[:, 1] >= low) & (points[:, 1] <= high)
    return np.asarray(points[inside])


def _sizes(data: pd.DataFrame, count: int) -> np.ndarray:
    if "size" not in data.columns:
        return np.full(count, 5.4)
    given = data["size"].to_numpy(float)
    largest = np.nanmax(given) if np.isfinite(given).any() else 1.0
    return np.maximum(np.sqrt(np.nan_to_num(given, nan=0.0) / largest) * 22.0, 3.4)


def _names(
    canvas: Canvas,
    drawing: Drawing,
    data: pd.DataFrame,
    centres: np.ndarray,
    sizes: np.ndarray,
    bounds: tuple[float, float, float, float],
    line_points: np.ndarray,
    zeros: list[tuple[float, float, float, float]],
) -> None:
    theme = canvas.theme
    chosen = np.flatnonzero(data["annotate"].astype(bool)) if "annotate" in data.columns else np.arange(len(data))
    if "annotate" not in data.columns and len(data) > 20:
        return
    texts = [wrap(drawing.label(data["label"].iat[index]), 110.0, theme.smallest) for index in chosen]
    boxes = [(text_width(text, theme.smallest), text_height(text, theme.smallest, theme)) for text in texts]
    reach = sizes / 2
    obstacles = np.vstack(
        [
            np.column_stack([centres - reach[:, None], centres + reach[:, None]]),
            np.column_stack([line_points - 0.5, line_points + 0.5]),
            np.reshape(zeros, (-1, 4)),
        ]
    )
    spots = place(
        [(float(centres[i, 0]), float(centres[i, 1])) for i in chosen], boxes, obstacles, bounds, reach[chosen]
    )
    for index, text, box, spot in zip(chosen, texts, boxes, spots, strict=True):
        if spot is None:
            continue
        if spot.leader:
            near_x = min(max(centres[index, 0], spot.x), spot.x + box[0])
            near_y = min(max(centres[index, 1], spot.y), spot.y + box[1])
            canvas.line([centres[index, 0], near_x], [centres[index, 1], near_y], theme.axis, 0.5, level=2.8)
        canvas.text(spot.x, spot.y, text, theme.smallest, valign="top", halo=spot.covers)


KIND = Kind(
    draw,
    {"label": CODE, "x": NUMBER, "y": NUMBER},
    {"group": CODE, "size": NUMBER, "annotate": FLAG},
    frozenset({"x_log", "y_log", "x_from_zero", "y_from_zero", "line", "groups", "height"}),
)
