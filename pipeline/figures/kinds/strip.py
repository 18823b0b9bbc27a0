"""How values spread within groups: one row of points a group."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, FLAG, NUMBER, Kind
from pipeline.figures.labels import place, wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width

DOT = 4.6
FEW = 5  # groups up to which a row is high, so that dense points spread


def swarm(spots: np.ndarray, reach: float, size: float) -> np.ndarray:
    """Offsets across a row so that points ``size`` wide do not hide one another, as far as ``reach`` allows.

    Points are laid in the order of their place, each at the free offset nearest to the middle; where none is free they
    cycle through the row. The same points get the same offsets in every run.
    """
    offsets = np.zeros(len(spots))
    steps = int(reach / (size * 0.5))
    choices = np.array([0.0, *(sign * step * size * 0.5 for step in range(1, steps + 1) for sign in (1, -1))])
    done: list[int] = []
    for turn, index in enumerate(np.argsort(spots, kind="stable")):
        near = [other for other in done[-60:] if spots[index] - spots[other] < size]
        free = [
            choice
            for choice in choices
            if all(
                (spots[index] - spots[other]) ** 2 + (choice - offsets[other]) ** 2 >= (size * 0.96) ** 2
                for other in near
            )
        ]
        offsets[index] = free[0] if free else choices[(turn * 7) % len(choices)]
        done.append(int(index))
    return offsets


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the rows in the order of the data; a tick marks the median that option ``medians`` gives for a group."""
    data = drawing.data[drawing.data["value"].notna()]
    groups = drawing.strings("groups") or list(dict.fromkeys(drawing.data["group"].astype(str)))
    accent = theme.accent(drawing.options.get("framework"))
    canvas = Canvas(theme)
    medians = drawing.options.get("medians") or {}
    medians = {str(key): float(value) for key, value in medians.items()} if isinstance(medians, Mapping) else {}
    entries = [Entry(drawing.key("median"), theme.ink, "tick")] if medians else []
    top = draw_legend(canvas, entries, 0, 0.0)
    if medians and 2 * text_width(drawing.key("median"), theme.small) + 30 <= theme.width:  # beside the key
        canvas.text(theme.width, top - 2, drawing.key("median"), theme.small, theme.muted, "right", valign="bottom")
    lane = min(34.0 if len(groups) <= FEW else 26.0, max((theme.max_height - 60) / len(groups), 14.0))
    rows = stack_rows(drawing, theme, groups, pitch=lane, widest=0.28, thickness=lane)
    left = rows.label_width + 8
    texts = [drawing.number(medians[group]) if group in medians else "" for group in groups]
    right = theme.width - max(text_width(text, theme.small, "bold") for text in texts) - 8
    everything = [*data["value"], *medians.values()]
    zero = bool(drawing.options.get("x_from_zero", axes.near_zero(everything)))
    low, high, ticks = axes.ranged(drawing, everything, zero, 6)
    x = axes.Scale(low, high, left + 4, right - 4)
    bottom = top + rows.height
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(drawing, ticks), top, bottom)
    rows.draw_labels(canvas, top, left - 4)
    for group, centre, height, text in zip(groups, rows.centres, rows.heights, texts, strict=True):
        members = data[data["group"].astype(str) == group]
        spots = x.many(members["value"])
        marks = np.column_stack([spots, top + centre + swarm(spots, height / 2 - DOT / 2 - 1, DOT)])
        canvas.dots(marks[:, 0], marks[:, 1], DOT, accent, theme.paper, 0.4, alpha=0.75)
        bars: list[tuple[float, float, float, float]] = []
        if group in medians:
            middle = x(medians[group])
            upper, lower = top + centre - height * 0.42, top + centre + height * 0.42
            canvas.line([middle, middle], [upper, lower], theme.ink, 1.6, level=5)
            bars.append((middle - 1, upper, middle + 1, lower))
            canvas.text(theme.width, top + centre, text, theme.small, align="right", weight="bold")
        if "annotate" in members.columns:
            chosen = np.flatnonzero(members["annotate"].astype(bool))
            named = [(marks[index], drawing.label(members["label"].iat[index])) for index in chosen]
            _names(canvas, named, marks, bars, (left, top + centre - height / 2, right, top + centre + height / 2))
    return canvas.finish(axes.title_x(canvas, drawing, left, right, below) + 2)


def _names(
    canvas: Canvas,
    named: list[tuple[np.ndarray, str]],
    marks: np.ndarray,
    bars: list[tuple[float, float, float, float]],
    bounds: tuple[float, float, float, float],
) -> None:
    """Name and colour points of a row; one whose name finds no free room within ``bounds``, its lane, stays as the others."""
    theme = canvas.theme
    texts = [wrap(text, 110.0, theme.smallest) for _, text in named]
    boxes = [(text_width(text, theme.smallest), text_height(text, theme.smallest, theme)) for text in texts]
    obstacles = np.vstack([np.column_stack([marks - DOT / 2, marks + DOT / 2]), np.reshape(bars, (-1, 4))])
    spots = place([(float(mark[0]), float(mark[1])) for mark, _ in named], boxes, obstacles, bounds)
    for (mark, _), text, box, spot in zip(named, texts, boxes, spots, strict=True):
        if spot is not None and not spot.covers:
            canvas.dots([mark[0]], [mark[1]], DOT, theme.decrease, theme.paper, 0.4, level=4.6)
            if spot.leader:
                near = (min(max(mark[0], spot.x), spot.x + box[0]), min(max(mark[1], spot.y), spot.y + box[1]))
                canvas.line([mark[0], near[0]], [mark[1], near[1]], theme.axis, 0.5, level=5)
            canvas.text(spot.x, spot.y, text, theme.smallest, valign="top")


KIND = Kind(
    draw,
    {"group": CODE, "label": CODE, "value": NUMBER},
    {"annotate": FLAG},
    frozenset({"medians", "groups", "x_from_zero", "x_min", "x_max"}),
)
