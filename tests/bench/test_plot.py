"""The drawing of the history: a panel a figure, the same bytes again, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.bench.history import Row
from pipeline.bench.plot import LINE, MISSED, draw_history
from pipeline.problems import Stop

ROW = Row("2026-11-26T04:30:00+00:00", "abc1234", "2", "A processor", "0.5", "0.1", "check", "1.2", "s", "1.5", "3")
ROWS = [
    ROW,
    replace(ROW, value="1.7", time="2026-11-27T04:30:00+00:00"),
    replace(ROW, value="0.9", cores="8"),
    replace(ROW, figure="pages", value="161", unit="pages", target=""),
]


def test_a_panel_each_figure_and_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw_history(ROWS, tmp_path / name)
    drawn = (tmp_path / "one.svg").read_bytes()
    assert drawn == (tmp_path / "two.svg").read_bytes()
    ids = [element.get("id", "") for element in ElementTree.fromstring(drawn).iter()]
    assert {"axes_1", "axes_2"} <= set(ids)


@pytest.mark.parametrize(
    ("rows", "target", "missed"), [(ROWS[:2], True, True), (ROWS[:1], True, False), (ROWS[3:], False, False)]
)
def test_targets_and_what_misses_them(tmp_path: Path, rows: list[Row], target: bool, missed: bool) -> None:
    draw_history(rows, tmp_path / "drawn.svg")
    panel = (tmp_path / "drawn.svg").read_text(encoding="utf-8").partition('id="axes_1"')[2].partition('id="legend')[0]
    assert (f"stroke: {LINE}" in panel) is target
    assert (f"stroke: {MISSED}" in panel) is missed


def test_no_figure_no_drawing(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="holds no figure"):
        draw_history([], tmp_path / "drawn.svg")
