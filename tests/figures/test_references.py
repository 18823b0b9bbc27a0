from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.references import arrange


@given(st.lists(st.tuples(st.floats(0, 450), st.floats(10, 200)), min_size=1, max_size=6))
@settings(max_examples=60)
def test_no_line_runs_through_a_name(references: list[tuple[float, float]]) -> None:
    spots, widths = [spot for spot, _ in references], [width for _, width in references]
    try:
        spans, tiers = arrange(spots, widths, 450)
    except ValueError:
        return  # lines on the same spot have no order
    for i, (left, right) in enumerate(spans):
        assert left >= -1e-6
        assert right <= 450 + 1e-6
        for j, spot in enumerate(spots):
            if j != i and left < spot < right:
                assert tiers[j] < tiers[i]
            if j != i and tiers[i] == tiers[j]:
                assert right <= spans[j][0] or spans[j][1] <= left


def test_two_close_lines_have_their_names_on_both_sides() -> None:
    spans, tiers = arrange([200.0, 206.0], [80.0, 60.0], 450)
    assert tiers == [0, 0]
    assert spans[0][1] < 200
    assert spans[1][0] > 206


def test_a_name_wider_than_both_sides_is_an_error() -> None:
    with pytest.raises(ValueError, match="no room"):
        arrange([200.0], [300.0], 400)
