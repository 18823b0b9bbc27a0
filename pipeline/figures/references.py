"""Reference lines with names: a mean, a target. Names stand in tiers above the chart, and no line runs through a name."""

from __future__ import annotations

from itertools import product

from pipeline.figures.axes import Scale
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.labels import wrap
from pipeline.figures.typeface import text_width

Spans = list[tuple[float, float]]
MOST = 8


def references_of(drawing: Drawing) -> list[tuple[str, float]]:
    """The option ``references``, pairs of a label key and a value. Raises Stop (exit 4) beyond eight pairs."""
    given = drawing.options.get("references") or []
    found = [(str(key), float(value)) for key, value in given]  # type: ignore[attr-defined]
    if len(found) > MOST:
        raise drawing.wrong(
            "figure-option-invalid", f"option references has {len(found)} lines", f"at most {MOST}", "show fewer lines"
        )
    return found


def _name(drawing: Drawing, key: str, value: float) -> str:
    """The label with the value after it, unless the label says the value itself."""
    label, number = drawing.label(key), drawing.number(value)
    return label if number in label else f"{label} {number}"


def tiers_of(spots: list[float], spans: Spans) -> list[int] | None:
    """The tier (0 next to the chart) of each name so that names do not overlap and no line crosses one.

    A line rises from the chart to its own name: a name with another's line in its span must be above that other name.
    None where there is no such order.
    """
    count = len(spots)
    below = [{j for j in range(count) if j != i and spans[i][0] - 2 < spots[j] < spans[i][1] + 2} for i in range(count)]
    tiers: dict[int, int] = {}
    while len(tiers) < count:
        ready = [i for i in range(count) if i not in tiers and below[i] <= tiers.keys()]
        if not ready:
            return None
        name = min(ready, key=lambda i: (max((tiers[j] for j in below[i]), default=-1), spots[i]))
        tier = max((tiers[j] for j in below[name]), default=-1) + 1
        while any(
            tiers[j] == tier and spans[name][0] < spans[j][1] + 6 and spans[j][0] < spans[name][1] + 6 for j in tiers
        ):
            tier += 1
        tiers[name] = tier
    return [tiers[i] for i in range(count)]


def arrange(spots: list[float], widths: list[float], canvas_width: float) -> tuple[Spans, list[int]]:
    """Each name left or right of its line, in the fewest tiers. Raises ValueError where a name fits on neither side."""
    sides = []
    for spot, width in zip(spots, widths, strict=True):
        fitting = [(spot + 3, spot + 3 + width)] if spot + 3 + width <= canvas_width else []
        fitting += [(spot - 3 - width, spot - 3)] if spot - 3 - width >= 0 else []
        sides.append(fitting)
    best: tuple[tuple[int, int], Spans, list[int]] | None = None
    for choice in product(*sides):
        tiers = tiers_of(spots, list(choice))
        if tiers is not None:
            cost = (max(tiers, default=0), sum(tiers))
            if best is None or cost < best[0]:
                best = (cost, list(choice), tiers)
    if best is None:
        raise ValueError("the names of the reference lines find no room")
    return best[1], best[2]


def draw_references(
    canvas: Canvas, drawing: Drawing, x: Scale, top: float, bottom: float | None = None, level: float = 2.5
) -> float:
    """The names (``bottom`` None) or the lines down to ``bottom``; returns the y below the names."""
    references = references_of(drawing)
    if not references:
        return top
    theme = canvas.theme
    size = theme.small
    texts = [wrap(_name(drawing, key, value), canvas.width * 0.45, size) for key, value in references]
    spots = [x(value) for _, value in references]
    spans, tiers = arrange(spots, [text_width(text, size) for text in texts], canvas.width)
    heights = [0.0] * (max(tiers) + 1)
    for text, tier in zip(texts, tiers, strict=True):
        heights[tier] = max(heights[tier], text_height(text, size, theme) + 1)
    below = top + sum(heights) + 3
    for text, spot, span, tier in zip(texts, spots, spans, tiers, strict=True):
        middle = below - 3 - sum(heights[: tier + 1]) + heights[tier] / 2
        if bottom is None:
            right = span[1] < spot
            canvas.text(span[1] if right else span[0], middle, text, size, align="right" if right else "left")
        else:
            start = middle - text_height(text, size, theme) / 2
            canvas.line([spot, spot], [start, bottom], theme.ink, 0.8, (0, (3, 2)), level=level)
    return below
