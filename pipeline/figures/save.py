"""The one place that saves a figure, and so the place that holds each figure to the rules.

A figure has a title, subtitle, source and alternative text (set by the document, not drawn into the picture); its texts lie
inside the picture, do not touch one another, and are not smaller than 6.5 points; every character has a glyph. The same
figure gives the same bytes.
"""

from __future__ import annotations

import io
import os
import tempfile
import warnings
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from pipeline.figures.drawing import Drawing
from pipeline.figures.theme import Theme
from pipeline.figures.typeface import text_extent
from pipeline.findings.spreadsheet import harmless_frame
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop

NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
SLACK = 0.6  # points by which two boxes may touch
Corners = np.ndarray


def text_corners(artist: Text) -> Corners:
    """The four corners, in points, of the ink of a one-line text on its baseline, turned as it is drawn."""
    width, height, descent = text_extent(artist.get_text(), float(artist.get_fontsize()), str(artist.get_fontweight()))
    x, y = artist.get_transform().transform(artist.get_position())
    left = {"left": 0.0, "center": -width / 2, "right": -width}[artist.get_horizontalalignment()]
    box = np.array(
        [(left, -descent), (left + width, -descent), (left + width, height - descent), (left, height - descent)]
    )
    angle = np.deg2rad(artist.get_rotation())
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.asarray(box @ turn + (x, y))


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


def faults(figure: Figure, theme: Theme) -> list[tuple[str, str]]:
    """What breaks the rules of text in a picture, as (code, what was found); nothing where all is well."""
    width, height = figure.get_size_inches() * 72
    found: list[tuple[str, str]] = []
    texts = [artist for artist in figure.findobj(Text) if artist.get_visible() and artist.get_text().strip()]
    boxes = [text_corners(artist) for artist in texts]
    for artist, box in zip(texts, boxes, strict=True):
        if float(artist.get_fontsize()) < theme.smallest - 1e-6:
            found.append(
                ("figure-text-small", f"{artist.get_text()!r} is {float(artist.get_fontsize()):.1f} points high")
            )
        low, high = box.min(axis=0), box.max(axis=0)
        if low[0] < -SLACK or low[1] < -SLACK or high[0] > width + SLACK or high[1] > height + SLACK:
            found.append(("figure-text-cut", f"{artist.get_text()!r} reaches over the edge of the picture"))
    if height > theme.max_height + 40:
        found.append(("figure-too-high", f"the picture is {height:.0f} points high"))
    if boxes:
        lows, highs = np.array([box.min(axis=0) for box in boxes]), np.array([box.max(axis=0) for box in boxes])
        for index in range(len(boxes) - 1):
            rest = slice(index + 1, None)
            near = ((lows[rest] < highs[index] - SLACK) & (highs[rest] > lows[index] + SLACK)).all(axis=1)
            for other in np.flatnonzero(near) + index + 1:
                if overlap(boxes[index], boxes[other]):
                    pair = f"{texts[index].get_text()!r} and {texts[other].get_text()!r}"
                    found.append(("figure-text-overlap", f"{pair} lie over each other"))
    return found


REMEDIES = {
    "figure-text-small": ("text of 6.5 points or more", "use the sizes of the theme"),
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


def _stop(drawing: Drawing, found: list[tuple[str, str]]) -> Stop:
    place = Place(f"figure {drawing.id}", f"{drawing.kind}, {drawing.language}")
    return Stop(ExitCode.REPORT, [Problem(code, Severity.ERROR, place, text, *REMEDIES[code]) for code, text in found])


def svg_bytes(figure: Figure, drawing: Drawing, theme: Theme) -> bytes:
    """The figure as SVG with text as outlines. Raises Stop (exit 4) where it breaks a rule."""
    check_words(drawing)
    found = faults(figure, theme)
    stream = io.BytesIO()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(stream, format="svg", metadata=NO_METADATA)
    found += [("figure-glyph-missing", str(one.message)) for one in caught if "missing from font" in str(one.message)]
    if found:
        raise _stop(drawing, found)
    return stream.getvalue()


def csv_bytes(data: pd.DataFrame) -> bytes:
    """The data as CSV: UTF-8, comma, one header line, shortest exact numbers, no text that a spreadsheet would run."""
    return str(harmless_frame(data).to_csv(index=False, lineterminator="\n")).encode()


def png_bytes(figure: Figure, dpi: int = 150) -> bytes:
    """The figure as PNG on white, for a look at it and for image tests."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=dpi, facecolor="white", metadata={"Software": None})
    return stream.getvalue()


def write(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: beside its target first, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
