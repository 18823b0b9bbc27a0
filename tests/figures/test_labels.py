from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.figures.labels import fit_column, leader, pieces, place, repel, wrap
from pipeline.figures.theme import THEME
from pipeline.figures.typeface import text_width

POSITIONS = st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 12)), min_size=1, max_size=25)


@given(POSITIONS, st.floats(0, 3))
def test_repelled_intervals_stay_apart_and_inside(intervals: list[tuple[float, float]], gap: float) -> None:
    wishes, sizes = [one for one, _ in intervals], [size for _, size in intervals]
    high = sum(sizes) + gap * len(sizes) + 20
    placed = repel(wishes, sizes, 0, high, gap)
    spans = sorted((at - size / 2, at + size / 2) for at, size in zip(placed, sizes, strict=True))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= high + 1e-6
    assert all(b[0] - a[1] >= gap - 1e-6 for a, b in pairwise(spans))


@given(POSITIONS)
def test_repel_keeps_the_order_of_the_wishes(intervals: list[tuple[float, float]]) -> None:
    wishes, sizes = [one for one, _ in intervals], [size for _, size in intervals]
    placed = repel(wishes, sizes, 0, sum(sizes) + 5)
    by_wish = sorted(range(len(wishes)), key=lambda index: (wishes[index], index))
    assert [placed[index] for index in by_wish] == sorted(placed)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=8, unique=True))
def test_repel_moves_nothing_that_is_free(wishes: list[float]) -> None:
    spread = [100 * index + wish / 10 for index, wish in enumerate(sorted(wishes))]
    assert repel(spread, [5] * len(spread), -10, 2000) == pytest.approx(spread)


@given(st.lists(st.floats(20, 80), min_size=2, max_size=6))
@settings(max_examples=40)
def test_repel_is_the_least_movement(wishes: list[float]) -> None:
    """No small feasible shift of a single interval lowers the sum of squares."""
    placed = repel(wishes, [10.0] * len(wishes), 0, 100)

    def cost(places: list[float]) -> float:
        return sum((a - b) ** 2 for a, b in zip(places, wishes, strict=True))

    order = sorted(range(len(placed)), key=lambda index: placed[index])
    for start in range(len(order)):
        for end in range(start, len(order)):
            for shift in (-0.01, 0.01):
                moved = list(placed)
                for index in order[start : end + 1]:
                    moved[index] += shift
                ends = sorted(moved)
                if ends[0] >= 5 and ends[-1] <= 95 and all(b - a >= 10 for a, b in pairwise(ends)):
                    assert cost(moved) >= cost(placed) - 1e-6


def test_repel_of_nothing_is_nothing() -> None:
    assert repel([], [], 0, 1) == []


def test_repel_says_when_there_is_no_room() -> None:
    with pytest.raises(ValueError, match=r"need 30\.0 points, there are 20\.0"):
        repel([1, 2, 3], [10, 10, 10], 0, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Digital trade", ["Digital ", "trade"]),
        ("Upper-middle-income", ["Upper-", "middle-", "income"]),
        ("数字（贸易），好", ["数", "字", "（贸", "易），", "好"]),
        ("ICT服务", ["ICT", "服", "务"]),
        ("", []),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text(st.sampled_from("ab -/数字，。（）"), max_size=40))
def test_pieces_lose_nothing(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("width", [30.0, 70.0, 140.0])
@pytest.mark.parametrize(
    "text",
    [
        "United Kingdom of Great Britain and Northern Ireland",
        "China, Hong Kong Special Administrative Region",
        "委内瑞拉(玻利瓦尔共和国)和中国香港特别行政区",
        "Donaudampfschifffahrtsgesellschaft",
    ],
)
def test_wrapped_lines_fit_and_keep_the_text(text: str, width: float) -> None:
    wrapped = wrap(text, width, 7.5)
    assert text_width(wrapped, 7.5) <= width
    assert wrapped.replace("\n", "").replace(" ", "") == text.replace(" ", "")


@pytest.mark.usefixtures("face")
def test_wrapped_lines_are_balanced() -> None:
    first, second = wrap("United Kingdom of Great Britain and Northern Ireland", 150, 7.5).split("\n")
    assert abs(text_width(first, 7.5) - text_width(second, 7.5)) < 40


@pytest.mark.usefixtures("face")
def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrap("数字经济，数字政府，数字身份，数字支付，数字安全", 38, 7.5).split("\n")
    assert len(lines) > 3
    assert not any(line.startswith("，") for line in lines)


@pytest.mark.usefixtures("face")
def test_a_column_grows_smaller_where_it_is_full() -> None:
    texts = ["United Kingdom of Great Britain and Northern Ireland"] * 20
    roomy, tight = fit_column(texts, 100, 900, THEME), fit_column(texts, 100, 200, THEME)
    assert roomy.size > tight.size == THEME.smallest
    assert sum(roomy.heights) > sum(tight.heights)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), min_size=1, max_size=25))
@settings(max_examples=40)
def test_placed_labels_do_not_touch(anchors: list[tuple[float, float]]) -> None:
    spots = place(anchors, [(40.0, 9.0)] * len(anchors), [], (0, 0, 300, 200))
    boxes = [(spot.x, spot.y, spot.x + 40, spot.y + 9) for spot in spots if spot]
    for index, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[1] >= 0
        assert one[2] <= 300
        assert one[3] <= 200
        for other in boxes[index + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_label_avoids_a_mark_where_it_can() -> None:
    (spot,) = place([(50, 50)], [(20.0, 8.0)], [(53, 40, 75, 60)], (0, 0, 100, 100))
    assert spot is not None
    assert not spot.covers
    assert spot.x + 20 <= 53 or spot.y >= 60 or spot.y + 8 <= 40


def test_a_label_that_fits_nowhere_is_left_out() -> None:
    assert place([(5, 5)], [(50.0, 9.0)], [], (0, 0, 20, 20)) == [None]


def test_a_label_keeps_off_the_line_that_leads_to_another() -> None:
    """The first label finds room only far from its point; the second stands beside its own without covering that line."""
    marks = [(x, y, x + 4, y + 4) for x in range(-30, 60, 6) for y in range(-10, 12, 6)]
    bounds = (-60.0, -60.0, 120.0, 120.0)
    first, second = place([(0.0, 0.0), (2.0, 14.0)], [(40, 9), (40, 9)], marks, bounds)
    assert first is not None and second is not None
    if first.leader:
        box = (second.x, second.y, second.x + 40, second.y + 9)
        parts = leader((0.0, 0.0), (first.x, first.y, first.x + 40, first.y + 9))
        assert not any(
            part[0] < box[2] and part[2] > box[0] and part[1] < box[3] and part[3] > box[1] for part in parts
        )


def test_the_parts_of_a_leader_lie_between_its_ends() -> None:
    parts = leader((0.0, 0.0), (20.0, 10.0, 40.0, 19.0))
    assert parts and all(0 < left + 0.5 < 20 and 0 < up + 0.5 < 10 for left, up, _, _ in parts)
    assert leader((0.0, 0.0), (1.0, 1.0, 5.0, 5.0)) == []
