"""Correlations as pictures: the elements of each node with one another, with their node, and with the nodes above it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from pipeline.figures.canvas import Canvas, text_height
from pipeline.figures.labels import wrap
from pipeline.figures.marks import Sheet
from pipeline.figures.theme import Theme, ink_on, interpolate
from pipeline.figures.typeface import text_width
from pipeline.methods.omissions import counted
from pipeline.studies.views.lettering import Lettering
from pipeline.studies.views.outline import ROWS, Outline, numbered, part_words
from pipeline.studies.views.picture import Picture, look, stacked

NAME, CELL, LEAST, UP, PITCH, BETWEEN = 176.0, 23.0, 5.2, 23.0, 11.0, 8.0
NUMBER = 17.0  # room of the number of a row
MOST = 60  # elements of one node that can be told apart; of more, those that fit their node least are drawn
LEVELS = 24
Pairs = Mapping[tuple[str, str], tuple[float, bool]]


def pictures(outline: Outline, lettering: Lettering, source: str) -> list[Picture]:
    """``correlations``: a block a node; nothing where the study has no table of correlations."""
    table = outline.study.tables.get("Correlations")
    if table is None or table.empty:
        return []
    pairs = _pairs(table)
    flags = "flag" in table
    found = []
    with lettering.face.active():
        blocks = [_block(outline, node, pairs) for node in outline.nodes]
        width = max(block.width for block in blocks)
        pages: list[list[Sheet]] = [[]]
        for block in blocks:
            if pages[-1] and sum(one.height for one in pages[-1]) + block.height > ROWS * PITCH:
                pages.append([])
            pages[-1].append(block)
        for part, page in enumerate(pages):
            sheet = stacked([_scale(look(width), flags), *page], 12.0)
            found.append(
                Picture(
                    numbered("correlations", part, len(pages)),
                    "Do the parts belong together?",
                    "Pearson's correlation of scores: of each element with its node and the nodes above it (letters), and with "
                    "its siblings (numbers). A hatched cell has too few economies, or no spread."
                    + part_words(part, len(pages)),
                    source,
                    f"Heat maps of the correlations in {counted(len(page), 'node')}; their values are in the table Correlations.",
                    sheet,
                )
            )
    return found


def _pairs(table: pd.DataFrame) -> Pairs:
    """Correlation, and whether it is marked, of siblings and of elements with the nodes above; both ways round."""
    near = table[table["kind"].isin(["within", "up"])]
    marked = near["r"] < 0
    if "flag" in near:
        marked |= near["flag"].fillna("").astype(str).str.strip().ne("")
    found: dict[tuple[str, str], tuple[float, bool]] = {}
    for a, b, r, mark in zip(near["a"], near["b"], near["r"], marked, strict=True):
        found[a, b] = found[b, a] = float(r), bool(mark)
    return found


def _block(outline: Outline, node: str, pairs: Pairs) -> Sheet:
    every = outline.children[node]
    path = [node, *reversed(outline.above(node))]
    nothing = math.nan, False
    fit = {code: pairs.get((code, node), nothing)[0] for code in every}
    weakest = sorted(every, key=lambda code: (math.isnan(fit[code]), fit[code] if not math.isnan(fit[code]) else 0.0))
    chosen = [code for code in every if code in set(weakest[:MOST])]
    cell = max(min(CELL, 480.0 / max(len(chosen) - 1, 1)), LEAST)
    width = NAME + len(path) * UP + BETWEEN + max(len(chosen) - 1, 0) * cell
    theme = look(max(width, 420.0))
    canvas = Canvas(theme)
    size = theme.small
    cut = f" – the {MOST} of {len(every)} elements that fit it least" if len(chosen) < len(every) else ""
    heading = wrap(outline.label(node) + cut, theme.width - 4, theme.text, "bold")
    canvas.text(0, 0, heading, theme.text, weight="bold", valign="top")
    top = text_height(heading, theme.text, theme) + 1
    keys = wrap("  ".join(f"{_letter(i)} {outline.label(code)}" for i, code in enumerate(path)), theme.width - 4, size)
    canvas.text(0, top, keys, size, theme.muted, valign="top")
    top += text_height(keys, size, theme) + 4
    for i in range(len(path)):
        canvas.text(NAME + (i + 0.5) * UP, top, _letter(i), size, theme.muted, "center", valign="top")
    left = NAME + len(path) * UP + BETWEEN
    edge = -math.inf
    for i in range(len(chosen) - 1):
        centre, half = left + (i + 0.5) * cell, text_width(str(i + 1), size) / 2
        if centre - half > edge + 2:
            canvas.text(centre, top, str(i + 1), size, theme.muted, "center", valign="top")
            edge = centre + half
    y = top + size * theme.line_height + 2
    for row, code in enumerate(chosen):
        name = wrap(outline.label(code), NAME - 8 - NUMBER, size)
        height = max(PITCH, text_height(name, size, theme) + 1.6)
        canvas.text(NUMBER - 5, y + height / 2, str(row + 1), size, theme.muted, "right")
        canvas.text(NUMBER, y + height / 2, name, size)
        for i, up in enumerate(path):
            _cell(canvas, pairs.get((code, up), nothing), (NAME + i * UP, y, UP, height))
        for i, other in enumerate(chosen[:row]):
            _cell(canvas, pairs.get((code, other), nothing), (left + i * cell, y, cell, height))
        y += height
    return canvas.finish(y + 1)


def _letter(index: int) -> str:
    """A letter for a level above: A is the node itself."""
    return chr(ord("A") + index) if index < 26 else f"A{index - 25}"


def _cell(canvas: Canvas, found: tuple[float, bool], box: tuple[float, float, float, float]) -> None:
    theme = canvas.theme
    (r, marked), (x, y, width, height) = found, box
    inner = (x + 0.4, y + 0.4, width - 0.8, height - 0.8)
    if math.isnan(r):
        canvas.missing([inner])
        return
    colour = _colour(r, theme)
    canvas.boxes([inner], colour)
    if marked:
        canvas.boxes([(x + 1.0, y + 1.0, width - 2.0, height - 2.0)], "none", theme.ink, 0.9)
    text = f"{r:.2f}".replace("-", "−") if abs(round(r, 2)) > 0 else "0.00"
    if text_width(text, theme.smallest) <= width - 2.4:
        canvas.text(x + width / 2, y + height / 2, text, theme.smallest, ink_on(colour, theme), "center")


def _colour(r: float, theme: Theme) -> str:
    """The colour of a correlation; one level of the ramp, so that a file has few of them."""
    return interpolate(theme.diverging, round((r + 1) / 2 * (LEVELS - 1)) / (LEVELS - 1))


def _scale(theme: Theme, flags: bool) -> Sheet:
    """What colours and marks mean."""
    canvas = Canvas(theme)
    step = 6.0
    for level in range(LEVELS):
        canvas.boxes([(20 + level * step, 2, step + 0.2, 7)], interpolate(theme.diverging, level / (LEVELS - 1)))
    canvas.text(16, 5.5, "−1", theme.small, theme.muted, "right")
    end = 20 + LEVELS * step + 4
    canvas.text(end, 5.5, "1", theme.small, theme.muted)
    canvas.boxes([(end + 22, 1.5, 12, 8)], theme.paper, theme.ink, 0.9)
    canvas.text(end + 38, 5.5, "negative, or flagged in the table" if flags else "negative", theme.small, theme.muted)
    return canvas.finish(11)
