"""Events and periods by year, in lanes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd
from matplotlib.path import Path as Shape

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, TIME, Kind
from pipeline.figures.labels import wrap
from pipeline.figures.legend import Entry, draw_legend
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, ink_on
from pipeline.figures.typeface import text_width

BAR, MARK = 8.5, 6.0


def year_of(value: object) -> float:
    """A date, a text like 2021, 2021-04 or 2021-04-19, or a number as a decimal year; NaN for nothing.

    A year or month alone stands at its beginning. Raises ValueError for other text.
    """
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return float("nan")
    if isinstance(value, (date, datetime)):
        start = date(value.year, 1, 1).toordinal()
        days = date(value.year + 1, 1, 1).toordinal() - start
        return value.year + (date(value.year, value.month, value.day).toordinal() - start) / days
    if isinstance(value, str):
        if not value.strip():
            return float("nan")
        match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value.strip())
        if not match:
            raise ValueError(f"{value!r} is no year and no date")
        year, month, day = (int(part or 1) for part in match.groups())
        return year_of(date(year, month, day))
    return float(str(value))


@dataclass(frozen=True)
class Event:
    """One mark: its place in points, its wrapped label, where the label begins, the line it stands in."""

    begin: float
    end: float
    ongoing: bool
    kind: str
    text: str
    text_left: float
    inside: bool
    line: int


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw lane by lane. Events of a lane go to its first line where mark and label are free; lanes grow as needed."""
    data = drawing.data
    starts, ends = (_times(drawing, name) for name in ("start", "end"))
    lanes = drawing.strings("lanes") or list(dict.fromkeys(data["lane"].astype(str)))
    canvas = Canvas(theme)
    kinds = list(dict.fromkeys(data["kind"].astype(str))) if "kind" in data.columns else []
    colours = {code: theme.category(index) for index, code in enumerate(kinds)}
    if len(kinds) <= 1:
        colours = {code: theme.accent(drawing.options.get("framework")) for code in kinds or [""]}
    periods = {code: bool(((data["kind"].astype(str) == code) & (starts != ends)).any()) for code in kinds}
    entries = [Entry(drawing.label(code), colours[code], "box" if periods[code] else "dot") for code in kinds]
    top = draw_legend(canvas, entries if len(kinds) > 1 else [], 0, 0.0)
    names = {lane: wrap(drawing.label(lane), theme.width * 0.2, theme.text, "bold") for lane in lanes}
    left = max(text_width(name, theme.text, "bold") for name in names.values()) + 12
    low, high = axes.extent([*starts, *ends], False, drawing.real("x_min"), drawing.real("x_max"))
    low, high = float(np.floor(low)), float(np.ceil(high + 1e-9))
    x = axes.Scale(low, max(high, low + 1), left + 6, theme.width - 8)
    at = top + 2
    spans: list[tuple[float, float]] = []
    for lane in lanes:
        chosen = np.flatnonzero(data["lane"].astype(str) == lane)
        events = _lay(canvas, drawing, x, chosen[np.argsort(starts[chosen], kind="stable")], starts, ends, left)
        at = _lane(canvas, names[lane], events, colours, at, left, spans)
    ticks = axes.year_ticks(low, max(high, low + 1), x.end - x.start, theme.small)
    canvas.segments([((x(tick), top), (x(tick), at)) for tick in ticks], theme.grid, 0.6, level=0.9)
    canvas.segments([((0, begin), (theme.width, begin)) for begin, _ in spans[1:]], theme.grid, 0.6)
    below = axes.gridlines_x(canvas, x, ticks, axes.tick_texts(drawing, ticks), top, at, lines=False)
    return canvas.finish(below + 2)


def _times(drawing: Drawing, name: str) -> np.ndarray:
    found = []
    for index, value in drawing.data[name].items():
        try:
            found.append(year_of(value))
        except ValueError as error:
            raise drawing.wrong(
                "figure-column-invalid",
                f"column {name!r}, row {index}: {error}",
                "a year, a date or ISO text",
                "mend the data that the exhibit is made with",
            ) from None
    times = np.array(found)
    if name == "start" and np.isnan(times).any():
        raise drawing.wrong(
            "figure-column-invalid",
            f"column 'start' is empty in row {int(np.flatnonzero(np.isnan(times))[0])}",
            "a year or a date",
            "leave the row out or give its start",
        )
    return times


def _lay(
    canvas: Canvas,
    drawing: Drawing,
    x: axes.Scale,
    order: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    left: float,
) -> list[Event]:
    theme, data = canvas.theme, drawing.data
    lines: list[list[tuple[float, float]]] = []
    events = []
    for index in order:
        ongoing = bool(np.isnan(ends[index]))
        begin = x(starts[index])
        end = x.end + 6 if ongoing else x(ends[index])
        if end - begin < 1:
            begin, end = begin - MARK / 2, begin + MARK / 2
        text = drawing.label(data["label"].iat[index])
        width = text_width(text, theme.smallest)
        inside = end - begin >= width + 6
        text_left = begin + 3
        if not inside:
            rightward, leftward = canvas.width - end - 4, begin - left - 4
            limit = min(max(rightward, leftward), 150.0)
            if width > limit:
                text = wrap(text, limit, theme.smallest)
                width = text_width(text, theme.smallest)
            text_left = end + 3 if width <= rightward else begin - 4 - width
        room = (min(begin, text_left) - 3, max(end, text_left + width) + 3)
        line = next(
            (n for n, taken in enumerate(lines) if all(room[1] <= one[0] or room[0] >= one[1] for one in taken)),
            len(lines),
        )
        if line == len(lines):
            lines.append([])
        lines[line].append(room)
        kind = str(data["kind"].iat[index]) if "kind" in data.columns else ""
        events.append(Event(begin, end, ongoing, kind, text, text_left, inside, line))
    return events


def _lane(
    canvas: Canvas,
    name: str,
    events: list[Event],
    colours: dict[str, str],
    top: float,
    left: float,
    spans: list[tuple[float, float]],
) -> float:
    theme = canvas.theme
    count = max((event.line for event in events), default=-1) + 1
    heights = [
        max(BAR, *(text_height(event.text, theme.smallest, theme) for event in events if event.line == line)) + 2.5
        for line in range(count)
    ]
    offsets = np.cumsum([0.0, *heights])
    needed = text_height(name, theme.text, theme)
    total = max(float(offsets[-1]), needed) + 6
    shift = (total - float(offsets[-1])) / 2
    canvas.text(0, top + total / 2, name, theme.text, weight="bold")
    for event in events:
        y = top + shift + float(offsets[event.line]) + heights[event.line] / 2
        colour = colours[event.kind]
        if event.end - event.begin <= MARK + 0.01:
            canvas.dots([(event.begin + event.end) / 2], [y], MARK, colour)
        elif event.ongoing:
            tip = event.end
            neck = max(tip - 4, event.begin)
            corners = [
                (event.begin, y - BAR / 2),
                (neck, y - BAR / 2),
                (tip, y),
                (neck, y + BAR / 2),
                (event.begin, y + BAR / 2),
            ]
            canvas.shape(Shape([*corners, corners[0]], closed=True), colour)
        else:
            canvas.boxes([(event.begin, y - BAR / 2, event.end - event.begin, BAR)], colour)
        ink = ink_on(colour, theme) if event.inside else theme.ink
        canvas.text(event.text_left, y, event.text, theme.smallest, ink)
    spans.append((top, top + total))
    return top + total


KIND = Kind(
    draw,
    {"lane": CODE, "start": TIME, "end": TIME, "label": CODE},
    {"kind": CODE},
    frozenset({"lanes", "x_min", "x_max"}),
)
