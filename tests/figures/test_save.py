from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.figures import save
from pipeline.figures.canvas import Canvas
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import text_width, typeface
from pipeline.findings.spreadsheet import csv_bytes
from pipeline.problems import ExitCode, Stop

from .samples import sample

pytestmark = pytest.mark.usefixtures("face")


def codes_of(canvas: Canvas, height: float = 60.0) -> list[str]:
    return [code for code, _ in save.faults(canvas.finish(height), THEME)]


def test_good_text_has_no_fault() -> None:
    canvas = Canvas(THEME)
    canvas.text(0, 0, "Above", valign="top")
    canvas.text(0, 12, "Below\nTwice", valign="top")
    assert codes_of(canvas) == []


@pytest.mark.parametrize(("x", "y", "align"), [(-5, 20, "left"), (5, 20, "right"), (450, 20, "left"), (5, 58, "left")])
def test_cut_text_is_found(x: float, y: float, align: str) -> None:
    canvas = Canvas(THEME)
    canvas.text(x, y, "Reaches over", align=align)  # type: ignore[arg-type]
    assert codes_of(canvas) == ["figure-text-cut"]


def test_overlapping_text_is_found_and_named() -> None:
    canvas = Canvas(THEME)
    canvas.text(10, 20, "Kenya")
    canvas.text(20, 22, "Brazil")
    ((code, found),) = save.faults(canvas.finish(60), THEME)
    assert code == "figure-text-overlap"
    assert "'Kenya'" in found
    assert "'Brazil'" in found


def test_turned_texts_beside_each_other_are_fine() -> None:
    canvas = Canvas(THEME)
    for index in range(4):
        canvas.text(20 + index * 12, 90, "Digital government", rotation=45)
    assert codes_of(canvas, 100) == []


def test_turned_texts_on_each_other_are_found() -> None:
    canvas = Canvas(THEME)
    canvas.text(20, 90, "Digital government", rotation=45)
    canvas.text(24, 90, "Digital government", rotation=45)
    assert codes_of(canvas, 100) == ["figure-text-overlap"]


def test_small_text_is_found() -> None:
    canvas = Canvas(THEME)
    canvas.text(10, 20, "Tiny", size=6.0)
    assert codes_of(canvas) == ["figure-text-small"]


def test_a_sheet_without_text_has_no_fault() -> None:
    assert codes_of(Canvas(THEME)) == []


def test_a_picture_higher_than_a_page_is_found() -> None:
    assert codes_of(Canvas(THEME), 800) == ["figure-too-high"]


def test_a_character_without_glyph_stops(fonts: tuple[Path, ...]) -> None:
    canvas = Canvas(THEME)
    text_width("\U00012000", 7.5)
    canvas.text(10, 20, "\U00012000")
    for _ in range(2):  # the second time from what is remembered of the text
        with pytest.raises(Stop, match=r"figure-glyph-missing(.|\n)*CUNEIFORM SIGN A"):
            save.svg_bytes(canvas.finish(60), sample("bars", 1), typeface(fonts), THEME)


@pytest.mark.parametrize("part", ["title", "subtitle", "source", "alt"])
def test_empty_words_stop(part: str) -> None:
    drawing = sample("bars", 1)
    drawing = dataclasses.replace(drawing, words=dataclasses.replace(drawing.words, **{part: "  "}))
    with pytest.raises(Stop, match=f"no {part}") as caught:
        save.check_words(drawing)
    assert caught.value.exit_code == ExitCode.REPORT


def test_svg_has_outlines_and_no_date(fonts: tuple[Path, ...]) -> None:
    canvas = Canvas(THEME)
    canvas.text(10, 20, "Text with $two$ signs")
    svg = save.svg_bytes(canvas.finish(60), sample("bars", 1), typeface(fonts), THEME)
    assert b"<text" not in svg
    assert b"date" not in svg.lower()


def test_csv_is_plain_exact_and_harmless() -> None:
    data = pd.DataFrame(
        {"label": ["=1+1", "Kenya", None], "value": [0.1 + 0.2, np.nan, -3.0], "ok": [True, False, True]}
    )
    assert csv_bytes(data) == (b"label,value,ok\n'=1+1,0.30000000000000004,True\nKenya,,False\n,-3.0,True\n")


def test_drawing_finds_a_missing_key() -> None:
    drawing = sample("bars", 1)
    with pytest.raises(Stop, match="no label 'nowhere' in en"):
        drawing.key("nowhere")
