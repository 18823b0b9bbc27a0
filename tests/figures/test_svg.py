"""The SVG writer gives the bytes of matplotlib, whose artists are the plain way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.figures.artists import figure_of, settings
from pipeline.figures.canvas import UNIT_CIRCLE, Canvas, box_path
from pipeline.figures.kinds import KINDS
from pipeline.figures.make import draw
from pipeline.figures.marks import Sheet
from pipeline.figures.svg import svg_of
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import typeface

from .samples import sample

NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def plain(sheet: Sheet, fonts: tuple[Path, ...]) -> bytes:
    stream = io.BytesIO()
    with settings(typeface(fonts)):
        figure_of(sheet).savefig(stream, format="svg", metadata=NO_METADATA)
    return stream.getvalue()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_as_matplotlib_writes_it(
    kind: str, count: int, language: str, fonts: tuple[Path, ...]
) -> None:
    sheet = draw(sample(kind, count, language), fonts)
    assert svg_of(sheet, typeface(fonts))[0] == plain(sheet, fonts)


MARKS = {
    "nothing": lambda canvas: None,
    "empty line": lambda canvas: canvas.line([], [], "#123456"),
    "line of no number": lambda canvas: canvas.line([float("nan")], [float("nan")], "#123456"),
    "line with a gap": lambda canvas: canvas.line([1, 2, float("nan"), 4, 5], [5, 4, 3, 2, 1.123456789], "#000000"),
    "line beyond the page": lambda canvas: canvas.line([-900, 9000], [-900, 9000], "red", 2.5),
    "dashes": lambda canvas: canvas.line([1, 9], [1, 9], "#123456", 1.3, (1, (4, 2))),
    "butt line": lambda canvas: canvas.line([1, 9], [1, 9], "#123456", 0.5, level=1.0),
    "segments": lambda canvas: canvas.segments([((0, 0), (1, 1)), ((2, 0), (1, 1))], ["#123456", "#654321"]),
    "one dashed segment": lambda canvas: canvas.segments([((0, 0), (1, 1))], "#123456", 0.7, (0, (2, 3))),
    "one dot": lambda canvas: canvas.dots([5], [5], 4, "#123456"),
    "one ring": lambda canvas: canvas.dots([5], [5], 4, "#FFFFFF", "#123456", 1.0),
    "the same ring twice": lambda canvas: [canvas.dots([x], [5], 4, "#FFFFFF", "#123456", 1.2) for x in (5, 20)],
    "one black dot without an edge": lambda canvas: canvas.dots([5], [5], 4, "#000000", "#000000", 0.0),
    "one soft ring": lambda canvas: canvas.dots([5], [5], 4, "#FFFFFF", "#123456", 0.4, alpha=0.75),
    "dots": lambda canvas: canvas.dots([5, 9], [5, 7], [4, 2], ["#123456", "#FFFFFF"], "#FFFFFF", 0.5, alpha=0.85),
    "dots of one look": lambda canvas: canvas.dots([5, 9, float("nan")], [5, 7, 1], 3, "#123456"),
    "dots with edges": lambda canvas: canvas.dots([5, 9], [5, 7], 3, "#123456", ["#123456", "#654321"], 0.35),
    "another marker": lambda canvas: canvas.dots([5, 9], [5, 7], 3, "#123456", marker=box_path([(0, 0, 1, 1)])),
    "black shape": lambda canvas: canvas.shape(UNIT_CIRCLE, "#000000"),
    "shape with edge": lambda canvas: canvas.shape(UNIT_CIRCLE, "#123456", "#FFFFFF", 0.35),
    "edge alone": lambda canvas: canvas.shape(box_path([(-50, -50, 900, 900)]), "none", "#123456", 1.0),
    "soft shape": lambda canvas: canvas.shape(UNIT_CIRCLE, "#123456", alpha=0.8),
    "soft shape with edge": lambda canvas: canvas.shape(UNIT_CIRCLE, "#123456", "#654321", 0.5, alpha=0.8),
    "hatches": lambda canvas: [canvas.missing([(x, 5, 9, 9)]) for x in (5, 20)],
    "text": lambda canvas: canvas.text(10, 20, "Two\nlines -- a < b & \"c\" $d$", align="center"),
    "black text": lambda canvas: canvas.text(10, 20, "x", 9, "#000000", "right"),
    "bold text": lambda canvas: canvas.text(10, 20, "Kernlücke AVA 数字 → ≥", weight="bold", halo=True),
    "Arabic": lambda canvas: canvas.text(10, 20, "البلدان النامية"),
    "turned text": lambda canvas: [canvas.text(x, 55, "Turned", rotation=x) for x in (45, 90)],
    "turned text, centred": lambda canvas: canvas.text(90, 55, "Turned", rotation=30, align="center"),
    "turned text to the right": lambda canvas: canvas.text(90, 55, "Turned", rotation=30, align="right"),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_every_mark_is_written_as_matplotlib_writes_it(name: str, fonts: tuple[Path, ...]) -> None:
    canvas = Canvas(THEME)
    with typeface(fonts).active():
        MARKS[name](canvas)
    sheet = canvas.finish(61.7)
    assert svg_of(sheet, typeface(fonts))[0] == plain(sheet, fonts)


def test_marks_cover_one_another_by_level_then_as_they_came(fonts: tuple[Path, ...]) -> None:
    canvas = Canvas(THEME)
    for colour, level in (("#000001", 4.0), ("#000002", 1.0), ("#000003", 4.0)):
        canvas.line([0, 9], [0, 9], colour, level=level)
    svg = svg_of(canvas.finish(20), typeface(fonts))[0]
    assert svg.index(b"#000002") < svg.index(b"#000001") < svg.index(b"#000003")
