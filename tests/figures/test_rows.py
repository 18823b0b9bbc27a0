from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from pipeline.figures.drawing import Drawing
from pipeline.figures.rows import stack_rows
from pipeline.figures.theme import THEME

from .samples import codes, more, words

pytestmark = pytest.mark.usefixtures("face")


def drawing() -> Drawing:
    return Drawing("made-up", "bars", pd.DataFrame(), words("en", more(120)), "en")


@pytest.mark.parametrize("count", [1, 12, 40])
def test_rows_fit_a_page_and_do_not_overlap(count: int) -> None:
    rows = stack_rows(drawing(), THEME, codes(count))
    assert rows.height <= THEME.max_height
    ends = [
        (centre - height / 2, centre + height / 2) for centre, height in zip(rows.centres, rows.heights, strict=True)
    ]
    assert all(after[0] >= before[1] - 1e-6 for before, after in pairwise(ends))
    assert rows.size >= THEME.smallest


def test_a_block_has_a_heading_where_it_changes() -> None:
    rows = stack_rows(drawing(), THEME, codes(4), ["top", "top", "bottom", "bottom"])
    assert [text for _, text in rows.headings] == ["Highest ten economies", "Lowest ten economies"]
    assert rows.centres[1] < rows.headings[1][0] < rows.centres[2]


def test_a_two_line_label_makes_its_row_higher() -> None:
    rows = stack_rows(drawing(), THEME, ["FRA", "GBR"])
    assert "\n" in rows.labels[1]
    assert rows.heights[1] > rows.heights[0]
