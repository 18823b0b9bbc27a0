"""A table of coloured cells with its scale."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.figures import axes
from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.drawing import Drawing
from pipeline.figures.kind import CODE, NUMBER, Kind
from pipeline.figures.labels import pieces, wrap
from pipeline.figures.marks import Sheet
from pipeline.figures.rows import Rows, stack_rows
from pipeline.figures.theme import Theme, contrast, ink_on, interpolate
from pipeline.figures.typeface import text_width

TURNED = 95.0  # points that a turned column label may rise before it is broken
GAP = 3.0  # points between flat column labels
READS = 4.8  # contrast of a value with its cell: a little more than `theme.LEGIBLE`, as cells are small
LEVELS = 24  # colours of a ramp that the eye can still tell apart; fewer shapes in the file


def pivot(drawing: Drawing, name: str) -> pd.DataFrame:
    """Column ``name`` by row and column in their order of appearance; years that are left out among columns are gaps. Raises Stop (exit 4) on a cell given twice."""
    data = drawing.data
    twice = data.duplicated(["row", "column"])
    if twice.any():
        row = data[twice].iloc[0]
        raise drawing.wrong(
            "figure-column-invalid",
            f"two cells of row {row['row']!r} and column {row['column']!r}",
            "one cell of each row and column",
            "mend the data that the exhibit is made with",
        )
    rows, columns = list(dict.fromkeys(data["row"])), axes.steady(list(dict.fromkeys(data["column"])))
    return data.pivot(index="row", columns="column", values=name).reindex(index=rows, columns=columns)


def column_heads(
    canvas: Canvas,
    names: list[str],
    centres: list[float],
    width: float,
    top: float,
    turn: object,
    under: bool = False,
) -> float:
    """Column labels above (or ``under``) cells ``width`` points wide: flat where no word is broken and no two touch.

    A flat label may be wider than its cell where its neighbours leave room, and is never taller than a turned one.

    ``turn`` None chooses; 0, 45 or 90 sets the rotation. Returns the y below the labels.
    """
    theme = canvas.theme
    size = theme.small
    limits = [max(width - 3, 8, *(text_width(piece.rstrip(), size) for piece in pieces(name))) for name in names]
    if turn is not None:
        limits = [max(width - 3, 8)] * len(names)
    wrapped = [wrap(name, limit, size) for name, limit in zip(names, limits, strict=True)]
    middles = [
        min(x, canvas.width - max(text_width(line, size) for line in text.split("\n")) / 2)
        for text, x in zip(wrapped, centres, strict=True)
    ]
    deepest = max(text_height(text, size, theme) for text in wrapped)
    if float(str(turn)) == 0 if turn is not None else deepest <= TURNED and _apart(wrapped, middles, size, under):
        for text, x in zip(wrapped, middles, strict=True):
            if under:
                canvas.text(x, top, text, size, theme.ink, "center", valign="top")
            else:
                canvas.text(x, top + deepest, text, size, theme.ink, "center", valign="bottom")
        return top + deepest + 4
    angle = 90.0 if under or turn is None or float(str(turn)) == 90 else 45.0
    limit = TURNED if angle == 90 else 110.0
    pitch = size * theme.line_height
    broken = [wrap(name, limit, size) if width >= 2 * pitch else name for name in names]
    longest = max(text_width(text, size) for text in broken)
    if angle == 45.0:
        last = max(x + text_width(text, size) * 0.71 for text, x in zip(broken, centres, strict=True))
        if last > canvas.width - 3 or any("\n" in text for text in broken):
            angle = 90.0
    rise = longest if angle == 90 else longest * 0.71 + size * 0.5
    for text, x in zip(broken, centres, strict=True):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * pitch
            foot = top + text_width(line, size) if under else top + rise
            canvas.text(x + shift, foot, line, size, theme.ink, rotation=angle)
    return top + rise + 5


def _apart(texts: list[str], middles: list[float], size: float, under: bool) -> bool:
    """Whether lines at one height keep ``GAP`` points from those of the next label; labels end on one line, or begin on it."""
    lines = [text.split("\n") if under else text.split("\n")[::-1] for text in texts]
    return all(
        (text_width(one, size) + text_width(other, size)) / 2 + GAP <= right - left
        for first, second, left, right in zip(lines, lines[1:], middles, middles[1:], strict=False)
        for one, other in zip(first, second, strict=False)
    )


def draw(drawing: Drawing, theme: Theme) -> Sheet:
    """Draw the cells; values stand in them where option ``show_values`` is true; gaps are hatched.

    A scale explains the colours unless every cell tells its value.
    """
    values = pivot(drawing, "value")
    texts = pivot(drawing, "text") if "text" in drawing.data.columns else None
    canvas = Canvas(theme)
    numbers = values.to_numpy(float)
    ramp = theme.ramp(str(drawing.options.get("ramp", "sequential")))
    low, high = _limits(drawing, numbers, len(ramp) == len(theme.diverging))
    show = bool(drawing.options.get("show_values", False)) or texts is not None
    rows = stack_rows(drawing, theme, values.index.tolist(), reserve=130, pitch=14.0, widest=0.33)
    left = rows.label_width + 6
    width = min((theme.width - left) / values.shape[1], 110.0)
    centres = [left + width * (index + 0.5) for index in range(values.shape[1])]
    names = [drawing.label(code) for code in values.columns]
    top = column_heads(canvas, names, centres, width, 0.0, drawing.options.get("column_rotation"))
    rows.draw_labels(canvas, top, left - 5)
    shares = np.clip((numbers - low) / (high - low), 0, 1)
    if show:
        shares = _readable(shares, ramp, theme)
    _cells(canvas, ramp, shares, rows, left, width, top)
    told = show and _values(canvas, drawing, ramp, numbers, shares, texts, rows, centres, width, top)
    bottom, gaps = top + rows.height + 8, bool(np.isnan(numbers).any())
    if told:
        return canvas.finish(_missing(canvas, drawing, left, bottom) if gaps else bottom - 6)
    return canvas.finish(_scale(canvas, drawing, ramp, low, high, left, bottom, gaps))


def _readable(shares: np.ndarray, ramp: tuple[str, ...], theme: Theme) -> np.ndarray:
    """Places on the ramp as its levels have them; those on whose colour no ink reads move to the nearest on which one does."""
    places = np.arange(LEVELS) / (LEVELS - 1)
    colours = [interpolate(ramp, float(place)) for place in places]
    good = places[[contrast(ink_on(colour, theme), colour) >= READS for colour in colours]]
    if not len(good):
        return shares
    moved = good[np.abs(good[:, None] - np.nan_to_num(shares).ravel()).argmin(axis=0)].reshape(shares.shape)
    return np.where(np.isnan(shares), np.nan, moved)


def _limits(drawing: Drawing, numbers: np.ndarray, diverging: bool) -> tuple[float, float]:
    low, high = axes.extent(numbers.ravel(), False)
    if diverging and drawing.real("vmin") is None and drawing.real("vmax") is None:
        middle = drawing.real("middle") or 0.0
        reach = max(abs(high - middle), abs(low - middle)) or 1.0
        return middle - reach, middle + reach
    given_low, given_high = drawing.real("vmin"), drawing.real("vmax")
    low, high = low if given_low is None else given_low, high if given_high is None else given_high
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _cells(
    canvas: Canvas, ramp: tuple[str, ...], shares: np.ndarray, rows: Rows, left: float, width: float, top: float
) -> None:
    by_colour: dict[int, list[tuple[float, float, float, float]]] = {}
    for row, (centre, height) in enumerate(zip(rows.centres, rows.heights, strict=True)):
        for column in range(shares.shape[1]):
            share = shares[row, column]
            level = -1 if np.isnan(share) else round(float(share) * (LEVELS - 1))
            box = (left + column * width + 0.4, top + centre - height / 2 + 0.4, width - 0.8, height - 0.8)
            by_colour.setdefault(level, []).append(box)
    for level, boxes in sorted(by_colour.items()):
        if level < 0:
            canvas.missing(boxes)
        else:
            canvas.boxes(boxes, interpolate(ramp, level / (LEVELS - 1)))


def _values(
    canvas: Canvas,
    drawing: Drawing,
    ramp: tuple[str, ...],
    numbers: np.ndarray,
    shares: np.ndarray,
    texts: pd.DataFrame | None,
    rows: Rows,
    centres: list[float],
    width: float,
    top: float,
) -> bool:
    """Write the values into their cells. Returns whether every cell with a value tells it as a number."""
    size = canvas.theme.smallest
    told = texts is None
    for row, centre in enumerate(rows.centres):
        for column, x in enumerate(centres):
            if texts is not None:
                cell = texts.iat[row, column]
                text = "" if pd.isna(cell) else drawing.label(cell)
            else:
                text = "" if np.isnan(numbers[row, column]) else drawing.number(numbers[row, column], suffix=False)
            if not text or text_width(text, size) > width - 2:
                told = told and not text
                continue
            gap = np.isnan(shares[row, column])
            ground = canvas.theme.missing if gap else interpolate(ramp, float(shares[row, column]))
            canvas.text(x, top + centre, text, size, ink_on(ground, canvas.theme), "center")
    return told


def _scale(
    canvas: Canvas,
    drawing: Drawing,
    ramp: tuple[str, ...],
    low: float,
    high: float,
    left: float,
    top: float,
    gaps: bool,
) -> float:
    theme = canvas.theme
    ticks = [tick for tick in axes.round_ticks(low, high, 4) if low - 1e-9 <= tick <= high + 1e-9]
    texts = axes.tick_texts(drawing, ticks) if ticks else []
    length = 90.0 if theme.narrow else 120.0
    begin = min(left, theme.width - length - 16) + 8
    step = length / 40
    for index in range(40):
        colour = interpolate(ramp, (index + 0.5) / 40)
        canvas.boxes([(begin + index * step, top, step + (0.25 if index < 39 else 0), 6)], colour)
    scale = axes.Scale(low, high, begin, begin + length)
    edge = -1e9
    for tick, text in zip(ticks, texts, strict=True):
        half = text_width(text, theme.smallest) / 2
        if scale(tick) - half > edge + 3:
            canvas.text(scale(tick), top + 8, text, theme.smallest, theme.muted, "center", valign="top")
            edge = scale(tick) + half
    bottom = top + 8 + theme.smallest * theme.line_height + 2
    if not gaps:
        return bottom
    at = begin + length + 20
    if at + 16 + text_width(drawing.key("no_data"), theme.smallest) > theme.width:
        return _missing(canvas, drawing, 0.0, bottom + 3)
    return max(bottom, _missing(canvas, drawing, at, top))


def _missing(canvas: Canvas, drawing: Drawing, left: float, top: float) -> float:
    """Say what a hatched cell means; the y below."""
    theme = canvas.theme
    text = wrap(drawing.key("no_data"), theme.width - left - 18, theme.smallest)
    middle = top + max(7.0, text_height(text, theme.smallest, theme)) / 2 - 1
    canvas.missing([(left, middle - 3.5, 10, 7)])
    canvas.text(left + 14, middle, text, theme.smallest, theme.muted)
    return middle + text_height(text, theme.smallest, theme) / 2 + 2


KIND = Kind(
    draw,
    {"row": CODE, "column": CODE, "value": NUMBER},
    {"text": "text"},
    frozenset({"vmin", "vmax", "middle", "ramp", "show_values", "column_rotation"}),
)
