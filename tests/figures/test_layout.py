"""Beside its story or over the whole width: the same answer for a kind with its data in every language."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.figures.kinds import KINDS
from pipeline.figures.layout import FULL_WIDTH, LAYOUTS, SIDE, SIDE_WIDTH, WIDE, layout_of
from pipeline.figures.make import draw
from pipeline.figures.theme import MILLIMETRE, THEME, theme_of

from .samples import sample


@pytest.mark.parametrize(
    ("kind", "count", "layout"),
    [
        ("lines", 4, SIDE), ("lines", 20, WIDE), ("bars", 12, SIDE), ("bars", 40, WIDE), ("choropleth", 6, WIDE),
        ("scatter", 40, SIDE), ("heatmap", 3, SIDE), ("heatmap", 12, WIDE), ("timeline", 3, WIDE), ("strip", 3, WIDE),
    ],
)  # fmt: skip
def test_layout(kind: str, count: int, layout: str) -> None:
    drawing = sample(kind, count)
    assert layout_of(drawing.kind, drawing.data, drawing.options) == layout


def test_upright_bars_take_the_width_where_there_are_many() -> None:
    bars = pd.DataFrame({"bar": [str(year) for year in range(2000, 2020)], "segment": "a", "value": 1.0})
    assert layout_of("stacked_bars", bars, {"horizontal": False}) == WIDE
    assert layout_of("stacked_bars", bars.head(5), {"horizontal": False}) == SIDE


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_option_decides(layout: str) -> None:
    assert layout_of("lines", sample("lines", 4).data, {"layout": layout}) == layout


def test_a_layout_that_is_unknown_does_not() -> None:
    assert layout_of("lines", sample("lines", 4).data, {"layout": "tall"}) == SIDE


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_is_as_wide_as_it_is_printed(kind: str, fonts: tuple[Path, ...]) -> None:
    drawing = sample(kind, 6)
    width = {SIDE: SIDE_WIDTH, WIDE: FULL_WIDTH}[layout_of(drawing.kind, drawing.data, drawing.options)]
    assert draw(drawing, fonts).page[0] == pytest.approx(width * MILLIMETRE)


def test_the_page_has_the_same_widths() -> None:
    theme = (Path(__file__).parents[2] / "report/theme/typst-template.typ").read_text(encoding="utf-8")
    assert f"#let gdgr-side-width = {SIDE_WIDTH:g}mm" in theme
    assert f"#let gdgr-full-width = {FULL_WIDTH:g}mm" in theme


def test_no_text_of_a_figure_is_below_seven_points() -> None:
    for layout in LAYOUTS:
        look = theme_of(layout)
        assert min(look.text, look.small, look.smallest, look.heading) >= 7.0
    assert theme_of(WIDE) is THEME
