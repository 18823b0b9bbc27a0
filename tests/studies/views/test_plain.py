"""Tables in a terminal: blank where nothing is, cut where they are long, no sign that steers the terminal."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.studies.views.plain import LONGEST, WIDEST, decimals_of, number, text_of, width


def test_blank_cells_are_blank() -> None:
    table = pd.DataFrame({"code": ["a", None, float("nan")], "value": [1.0, None, 2.5]})
    assert text_of(table, 9) == ["code  value", "a       1.0", "", "        2.5"]


def test_long_and_wide_tables_are_cut_and_say_so() -> None:
    table = pd.DataFrame({f"column {i}": ["x" * 60, "y"] for i in range(9)})
    lines = text_of(table, 1)
    assert lines[1].startswith("x" * (LONGEST - 1) + "…") and max(map(len, lines)) <= WIDEST
    assert lines[-2:] == ["... and 1 more rows", "... and 6 more columns"]


def test_wide_characters_stand_in_line() -> None:
    lines = text_of(pd.DataFrame({"name": ["数字", "ab"], "n": [1, 2]}), 5)
    assert len({width(line) for line in lines}) == 1


def test_control_characters_and_line_breaks_do_not_reach_the_terminal() -> None:
    lines = text_of(pd.DataFrame({"a\x1b[2J": ["one\ntwo\x1b]0;x\x07", "\u202eevil"]}), 5)
    assert lines == ["a[2J", "one two]0;x", "evil"]


@given(st.lists(st.floats(-1e300, 1e300) | st.just(math.nan), min_size=1, max_size=8))
def test_every_number_keeps_its_size(values: list[float]) -> None:
    places = decimals_of(pd.Series(values))
    for value in values:
        text = number(value, places)
        if math.isnan(value):
            assert text == ""
        elif value == 0:
            assert float(text) == 0
        else:
            assert abs(float(text) - value) <= 0.5 * 10.0 ** -(places or 0) + 0.01 * abs(value)
