from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.figures.projection import clip, cut, equal_earth, outline, outlines, unwrap


def area(ring: np.ndarray) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    # Corner points of the map: x = π · 2√3/(3·1.340264) at the equator; y at the pole from the polynomial.
    [(0, 0, 0, 0), (180, 0, 2.7066297, 0), (-180, 0, -2.7066297, 0), (0, 90, 0, 1.3173628)],
)
def test_equal_earth_at_its_corners(longitude: float, latitude: float, x: float, y: float) -> None:
    assert equal_earth(np.array([longitude]), np.array([latitude]), 0.0)[0] == pytest.approx((x, y), abs=1e-6)


@given(st.integers(-80, 70), st.integers(-170, 160))
def test_equal_areas_stay_equal(south: int, west: int) -> None:
    """A strip of ten degrees keeps its area on the sphere, wherever it lies."""
    latitude = np.linspace(south, south + 10, 60)
    east, back = np.full(60, west + 10), np.full(60, west)
    ring = np.vstack([equal_earth(back, latitude, 0.0), equal_earth(east, latitude[::-1], 0.0)])
    sphere = np.radians(10) * (np.sin(np.radians(south + 10)) - np.sin(np.radians(south)))
    assert area(ring) == pytest.approx(sphere, rel=2e-3)


def test_a_ring_over_the_antimeridian_is_cut_without_a_streak() -> None:
    pieces = cut(np.array([[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]], float), 0.0)
    assert sorted((piece[:, 0].min(), piece[:, 0].max()) for piece in pieces) == [(-180, -170), (170, 180)]
    assert sum(area(piece) for piece in pieces) == pytest.approx(200)


def test_another_meridian_keeps_the_ring_whole() -> None:
    (piece,) = cut(np.array([[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]], float), 11.0)
    assert (piece[:, 0].min(), piece[:, 0].max()) == (170, 190)


def test_a_sliver_that_jumps_at_180_degrees_stays_small() -> None:
    ring = [[180, -16], [-179.8, -16.1], [-179.9, -16.5], [-180, -16.5], [179.4, -16.8], [178.6, -16.6], [180, -16]]
    shape = outline({"type": "Polygon", "coordinates": [ring]}, 0.0)
    assert shape is not None
    x = np.asarray(shape.vertices)[:, 0]
    assert (np.abs(x) > 2.5).all()


def test_holes_are_kept() -> None:
    square = [[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]
    hole = [[5, 5], [5, 10], [10, 10], [10, 5], [5, 5]]
    shape = outline({"type": "MultiPolygon", "coordinates": [[square, hole]]}, 0.0)
    assert shape is not None
    assert (np.asarray(shape.codes) == shape.MOVETO).sum() == 2


@given(
    st.lists(st.tuples(st.integers(-180, 180), st.integers(-90, 90)), min_size=3, max_size=8),
    st.sampled_from([0.0, 11.0, -170.0]),
)
def test_a_ring_inside_the_map_is_what_the_long_way_gives(corners: list[tuple[int, int]], meridian: float) -> None:
    ring = np.array([*corners, corners[0]], float)
    smooth, expected = unwrap(ring), []
    for turn in (-360.0, 0.0, 360.0):
        part = clip(smooth + np.array([turn, 0.0]), meridian + 180, True)
        part = clip(part, meridian - 180, False) if len(part) else part
        if len(part) >= 3 and np.ptp(part[:, 0]) > 1e-6:
            expected.append(part)
    pieces = cut(ring, meridian)
    assert [piece.tolist() for piece in pieces] == [piece.tolist() for piece in expected]


def geometry(east: float) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[[0, 0], [east, 0], [east, 10], [0, 10], [0, 0]]]}


def test_outlines_are_kept_by_what_they_are() -> None:
    first = outlines([geometry(20.0), geometry(30.0)], 0.0)
    assert outlines([geometry(20.0), geometry(30.0)], 0.0) is first
    for other in (
        outlines([geometry(20.0), geometry(30.000001)], 0.0),
        outlines([geometry(20.0), geometry(30.0)], 1.0),
    ):
        assert not np.array_equal(np.asarray(other[1].vertices), np.asarray(first[1].vertices))
    for shape, one in zip(first, (geometry(20.0), geometry(30.0)), strict=True):
        assert np.array_equal(np.asarray(shape.vertices), np.asarray(outline(one, 0.0).vertices))


def test_outlines_of_other_values_than_plain_ones_are_drawn_too() -> None:
    odd = {"type": "Polygon", "coordinates": [np.array(geometry(20.0)["coordinates"][0])]}
    assert np.array_equal(outlines([odd], 0.0)[0].vertices, outlines([geometry(20.0)], 0.0)[0].vertices)
