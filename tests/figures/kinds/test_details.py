"""What single kinds compute to place their marks."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.canvas import Canvas
from pipeline.figures.kinds.heatmap import _readable, column_heads, pivot
from pipeline.figures.kinds.lines import series_of
from pipeline.figures.kinds.strip import DOT, swarm
from pipeline.figures.kinds.timeline import year_of
from pipeline.figures.make import draw
from pipeline.figures.marks import Area, Line, TextLine
from pipeline.figures.theme import LEGIBLE, THEME, contrast, ink_on, interpolate
from pipeline.figures.typeface import text_width, typeface

from ..samples import sample


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2021, 2021.0),
        ("2021", 2021.0),
        ("2021-07", 2021 + 181 / 365),
        ("2024-12-31", 2024 + 365 / 366),
        (date(2023, 1, 1), 2023.0),
        (pd.Timestamp(2023, 7, 2), 2023 + 182 / 365),
    ],
)
def test_years_of_dates(value: object, expected: float) -> None:
    assert year_of(value) == pytest.approx(expected)


@pytest.mark.parametrize("value", [None, "", float("nan"), pd.NaT])
def test_no_year_of_nothing(value: object) -> None:
    assert np.isnan(year_of(value))


@given(st.lists(st.floats(0, 300), min_size=1, max_size=40))
@settings(max_examples=40)
def test_points_of_a_swarm_do_not_hide_one_another(spots: list[float]) -> None:
    offsets = swarm(np.array(spots), 400.0, DOT)
    for a, b in combinations(range(len(spots)), 2):
        assert np.hypot(spots[a] - spots[b], offsets[a] - offsets[b]) >= DOT * 0.95
    assert (offsets == swarm(np.array(spots), 400.0, DOT)).all()


def test_a_swarm_stays_in_its_row() -> None:
    assert np.abs(swarm(np.full(200, 5.0), 12.0, DOT)).max() <= 12.0


def test_the_table_of_a_heatmap_keeps_the_order_of_the_data() -> None:
    table = pivot(sample("heatmap", 4), "value")
    assert list(table.index) == ["GBR", "HKG", "FRA", "KOR"]


def test_lines_take_the_order_of_the_option_and_know_their_last_value() -> None:
    first, *rest = series_of(sample("lines", 4).data, ["upper"])
    assert first.code == "upper"
    assert first.x[first.last] == 2021
    assert [one.code for one in rest] == ["world", "high", "lower"]


def test_a_gap_in_a_line_stays_a_gap(fonts: tuple[Path, ...]) -> None:
    lines = [one for one in draw(sample("lines", 2), fonts).marks if isinstance(one, Line)]
    assert any(np.isnan(one.points[:, 1]).sum() == 3 for one in lines)


def test_a_thin_dashed_connector_crosses_a_gap_and_the_legend_says_so(fonts: tuple[Path, ...]) -> None:
    drawing = sample("lines", 2)
    sheet = draw(drawing, fonts)
    dashed = [one for one in sheet.marks if isinstance(one, Line) and one.style != "-"]
    assert len(dashed) == 2  # one gap, one swatch
    assert any(one.text.startswith("Gap:") for one in sheet.texts())
    [gap] = next(one for one in series_of(drawing.data) if one.gaps).gaps
    assert gap[1] - gap[0] == 4


def test_a_line_that_ends_early_has_no_gap() -> None:
    data = pd.DataFrame({"series": "a", "x": range(5), "y": [np.nan, 1.0, 2.0, np.nan, np.nan]})
    assert series_of(data)[0].gaps == []


def test_heads_of_columns_are_turned_only_where_they_would_touch(fonts: tuple[Path, ...]) -> None:
    """Four columns of 40 points: a word of 48 points stands flat beside short ones, not beside its like."""
    centres = [20.0, 60.0, 100.0, 140.0]
    turned = {}
    for name, heads in {"flat": ["use", "infrastructure", "use", "use"], "turned": ["infrastructure"] * 4}.items():
        canvas = Canvas(THEME, 200.0)
        with typeface(fonts).active():
            column_heads(canvas, heads, centres, 40.0, 0.0, None)
        turned[name] = {mark.rotation for mark in canvas.finish(50.0).marks if isinstance(mark, TextLine)}
    assert turned == {"flat": {0.0}, "turned": {90.0}}


def test_a_name_stands_in_the_lane_of_its_point(fonts: tuple[Path, ...]) -> None:
    """Names that find no free room in their lane are left out, and their points are coloured as all others."""
    drawing = sample("strip", 6)
    data = drawing.data.assign(annotate=True)
    sheet = draw(dataclasses.replace(drawing, data=data), fonts)
    names = {drawing.label(code) for code in data["label"]}
    texts = [mark for mark in sheet.marks if isinstance(mark, TextLine) and mark.text in names]
    assert 0 < len(texts) < len(data)


@pytest.mark.parametrize("ramp", ["sequential", "diverging"])
def test_every_value_of_a_heatmap_reads_on_its_cell(ramp: str, fonts: tuple[Path, ...]) -> None:
    shares = np.linspace(0, 1, 200)[None, :]
    moved = _readable(shares, THEME.ramp(ramp), THEME)
    for share in moved[0]:
        ground = interpolate(THEME.ramp(ramp), float(share))
        assert contrast(ink_on(ground, THEME), ground) >= LEGIBLE
    assert (np.diff(moved[0]) >= 0).all() and np.abs(moved - shares).max() < 0.13
    assert np.isnan(_readable(np.array([[np.nan, 0.5]]), THEME.ramp(ramp), THEME)[0, 0])


def test_no_label_of_a_dumbbell_lies_on_the_line_at_zero(fonts: tuple[Path, ...]) -> None:
    """Where a number crosses the line it has a white ground that is wider than the number."""
    canvas = Canvas(THEME)
    with typeface(fonts).active():
        canvas.text(50.0, 10.0, "11.6", THEME.small, align="right", halo="solid")
        width = text_width("11.6", THEME.small)
    (ground,) = [mark for mark in canvas.finish(20.0).marks if isinstance(mark, Area)]
    left, right = (find(np.asarray(ground.path.vertices)[:, 0]) for find in (np.min, np.max))
    assert left < 50.0 - width - 2 and right > 52.0 and ground.alpha == 1.0


def test_counts_of_a_map_are_written_as_the_language_does() -> None:
    drawing = sample("choropleth", 4)
    english, chinese = (dataclasses.replace(drawing, language=code) for code in ("en", "zh"))
    assert english.counted("2–3", 1234) == "2–3 (1,234)" and english.between("−0.5", "0.5") == "−0.5 to 0.5"
    assert chinese.counted("2—3项", 40) == "2—3项（40个）" and chinese.between("−0.5", "0.5") == "−0.5至0.5"
    assert chinese.counted("低（0.25以下）", 7) == "低（0.25以下，7个）"
