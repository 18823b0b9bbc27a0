"""From one total to another by the steps between."""

from __future__ import annotations

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_width


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw totals and steps from top to bottom; a step begins where the row above it ends, and shows its sign."""
    data = drawing.data
    roles = set(data["role"]) - {"total", "delta"}
    if roles or data["value"].isna().any():
        raise drawing.wrong(
            "figure-column-invalid",
            f"column 'role' holds {sorted(roles)[0]!r}" if roles else "column 'value' has a gap",
            "role total or delta, a value in each row",
            "mend the data that the exhibit is made with",
        )
    spans: list[tuple[float, float]] = []
    level = 0.0
    for value, role in zip(data["value"].astype(float), data["role"], strict=True):
        begin, level = (0.0, value) if role == "total" else (level, level + value)
        spans.append((begin, level))
    canvas = Canvas(theme)
    rows = stack_rows(drawing, theme, data["label"].tolist(), pitch=17.0)
    texts = [
        drawing.number(value) if role == "total" or value <= 0 else f"+{drawing.number(value)}"
        for value, role in zip(data["value"], data["role"], strict=True)
    ]
    left = rows.label_width + 8
    room = max(text_width(text, theme.small, "bold") for text in texts) + 6
    low, high = axes.extent([value for span in spans for value in span], True)
    negative = any(value < 0 for span in spans for value in span)
    x = axes.Scale(low, high if high > low else low + 1, left + (room if negative else 0), theme.width - room)
    accent = theme.accent(drawing.options.get("framework"))
    for index, (begin, end) in enumerate(spans):
        y, thick = rows.centres[index], min(rows.heights[index] * 0.66, 11.0)
        total = data["role"].iat[index] == "total"
        colour = accent if total else theme.increase if end >= begin else theme.decrease
        canvas.boxes([(min(x(begin), x(end)), y - thick / 2, max(abs(x(end) - x(begin)), 0.6), thick)], colour)
        if index + 1 < len(spans):
            following = rows.centres[index + 1] + min(rows.heights[index + 1] * 0.66, 11.0) / 2
            canvas.line([x(end), x(end)], [y - thick / 2, following], theme.axis, 0.6, level=2.0)
        weight = "bold" if total else "normal"
        leftward = max(begin, end) <= 0 and min(begin, end) < 0
        spot = x(min(begin, end)) - 4 if leftward else x(max(begin, end)) + 4
        canvas.text(spot, y, texts[index], theme.small, align="right" if leftward else "left", weight=weight, halo=True)
    if negative:
        canvas.line([x(0), x(0)], [0, rows.height], theme.axis, 0.8, level=3.5)
    rows.draw_labels(canvas, 0.0, left - 4)
    return canvas.finish(axes.title_x(canvas, drawing, left, theme.width, rows.height + 2) + 2)


KIND = Kind(draw, {"label": CODE, "value": NUMBER, "role": CODE}, {}, frozenset())
