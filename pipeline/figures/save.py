"""The one place that saves a figure, and so the place that holds each figure to the rules.

A figure has a title, subtitle, source and alternative text (set by the document, not drawn into the picture); its texts lie
inside the picture, do not touch one another, and are not smaller than 7 points; every character has a glyph. The same
figure gives the same bytes.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from pipeline.figures.drawing import Drawing
from pipeline.figures.marks import Sheet, TextLine
from pipeline.figures.svg import svg_of
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import Typeface, text_extent
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop

SLACK = 0.6  # points by which two boxes may touch
Corners = np.ndarray


def text_corners(sheet: Sheet, text: TextLine) -> Corners:
    """The four corners, in points of the page, of the ink of a line of text, turned as it is drawn."""
    width, height, descent = text_extent(text.text, text.size, text.weight)
    scale_x, shift_x, scale_y, shift_y = sheet.matrix
    x, y = text.x * scale_x + shift_x, text.y * scale_y + shift_y
    left = {"left": 0.0, "center": -width / 2, "right": -width}[text.align]
    box = np.array(
        [(left, -descent), (left + width, -descent), (left + width, height - descent), (left, height - descent)]
    )
    if text.rotation:
        angle = np.deg2rad(text.rotation)
        box = box @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.asarray(box + np.array([x, y]))


def overlap(one: Corners, other: Corners, slack: float = SLACK) -> bool:
    """Whether two turned rectangles share more than ``slack`` points (separating axes)."""
    for corners in (one, other):
        for start, end in ((corners[0], corners[1]), (corners[1], corners[2])):
            edge = end - start
            length = float(np.hypot(*edge))
            if not length:
                return False
            axis = np.array([-edge[1], edge[0]]) / length
            a, b = one @ axis, other @ axis
            if a.max() - slack <= b.min() or b.max() - slack <= a.min():
                return False
    return True


def faults(sheet: Sheet, theme: Theme) -> list[tuple[str, str]]:
    """What breaks the rules of text in a picture, as (code, what was found); nothing where all is well."""
    width, height = sheet.page
    found: list[tuple[str, str]] = []
    texts = sheet.texts()
    boxes = [text_corners(sheet, text) for text in texts]
    lows, highs = (np.array([end(box) for box in boxes]).reshape(-1, 2) for end in (_low, _high))
    for text, low, high in zip(texts, lows.tolist(), highs.tolist(), strict=True):
        if text.size < theme.smallest - 1e-6:
            found.append(("figure-text-small", f"{text.text!r} is {text.size:.1f} points high"))
        if low[0] < -SLACK or low[1] < -SLACK or high[0] > width + SLACK or high[1] > height + SLACK:
            found.append(("figure-text-cut", f"{text.text!r} reaches over the edge of the picture"))
    if height > theme.max_height + 40:
        found.append(("figure-too-high", f"the picture is {height:.0f} points high"))
    near = np.triu(((lows[:, None] + SLACK < highs[None]) & (highs[:, None] - SLACK > lows[None])).all(axis=2), 1)
    for one, other in np.argwhere(near):
        if overlap(boxes[one], boxes[other]):
            found.append(("figure-text-overlap", f"{texts[one].text!r} and {texts[other].text!r} lie over each other"))
    return found


def _low(box: Corners) -> np.ndarray:
    return np.asarray(box.min(axis=0))


def _high(box: Corners) -> np.ndarray:
    return np.asarray(box.max(axis=0))


REMEDIES = {
    "figure-text-small": ("text of 7 points or more", "use the sizes of the theme"),
    "figure-text-cut": ("all text inside the picture", "shorten the label or give the chart more room"),
    "figure-text-overlap": ("labels that do not touch", "show fewer labels, shorten them, or choose another kind"),
    "figure-too-high": ("a picture that fits a page", "show fewer rows, or split the exhibit"),
    "figure-glyph-missing": ("characters that the fonts have", "replace the character, or add a font that has it"),
}


def check_words(drawing: Drawing) -> None:
    """Raise Stop (exit 4) where title, subtitle, source or alternative text are empty."""
    empty = [
        field.name
        for field in fields(drawing.words)
        if field.name in ("title", "subtitle", "source", "alt") and not str(getattr(drawing.words, field.name)).strip()
    ]
    if empty:
        raise drawing.wrong(
            "figure-words-missing",
            f"no {', no '.join(empty)} in {drawing.language}",
            "title, subtitle, source and alternative text for each figure",
            "let the exhibit's words return them",
        )


def refuse(drawing: Drawing, found: list[tuple[str, str]]) -> Stop:
    """The Stop (exit 4) for what `faults` found in a figure."""
    place = Place(f"figure {drawing.id}", f"{drawing.kind}, {drawing.language}")
    return Stop(ExitCode.REPORT, [Problem(code, Severity.ERROR, place, text, *REMEDIES[code]) for code, text in found])


def svg_bytes(sheet: Sheet, drawing: Drawing, face: Typeface, theme: Theme) -> bytes:
    """The sheet as SVG with text as outlines. Raises Stop (exit 4) where it breaks a rule."""
    check_words(drawing)
    with face.active():
        found = faults(sheet, theme)
    picture, missing = svg_of(sheet, face)
    found += [("figure-glyph-missing", text) for text in missing]
    if found:
        raise refuse(drawing, found)
    return picture
