"""The Equal Earth projection, and polygons cut where a map ends."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.path import Path as Shape

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
Ring = np.ndarray


def equal_earth(longitude: np.ndarray, latitude: np.ndarray, meridian: float) -> np.ndarray:
    """Project degrees to an (n, 2) array on the unit sphere, x right and y up.

    Equal-area, after B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
    Geographical Information Science 33(3), 2019 (published online 2018): sin θ = √3/2 sin φ,
    x = 2√3 λ cos θ / (3 (9 A4 θ⁸ + 7 A3 θ⁶ + 3 A2 θ² + A1)), y = A4 θ⁹ + A3 θ⁷ + A2 θ³ + A1 θ.
    """
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    square = theta**2
    slope = A1 + 3 * A2 * square + square**3 * (7 * A3 + 9 * A4 * square)
    x = 2 * np.sqrt(3) * np.radians(longitude - meridian) * np.cos(theta) / (3 * slope)
    y = theta * (A1 + A2 * square + square**3 * (A3 + A4 * square))
    return np.column_stack([x, y])


def unwrap(ring: Ring) -> Ring:
    """A ring of (longitude, latitude) without jumps over the antimeridian: longitudes may leave -180..180."""
    ring = np.array(ring, dtype=float)
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    return ring


def clip(ring: Ring, edge: float, keep_below: bool) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    sign = 1.0 if keep_below else -1.0
    inside = sign * (edge - ring[:, 0]) >= 0
    if inside.all():
        return ring
    if not inside.any():
        return np.empty((0, 2))
    kept: list[np.ndarray] = []
    for index in range(len(ring)):
        before, here = ring[index - 1], ring[index]
        if inside[index] != inside[index - 1]:
            share = (edge - before[0]) / (here[0] - before[0])
            kept.append(before + share * (here - before))
        if inside[index]:
            kept.append(here)
    return np.array(kept)


def cut(ring: Ring, meridian: float) -> list[Ring]:
    """A ring as the pieces that lie on a map centred on ``meridian``, none crossing its edge."""
    west, east = ring[:, 0].min(), ring[:, 0].max()
    if meridian - 180 <= west and east <= meridian + 180 and not (np.abs(np.diff(ring[:, 0])) >= 180).any():
        return [ring] if len(ring) >= 3 and east - west > 1e-6 else []  # most rings: nothing to unwrap, nothing to clip
    smooth = unwrap(ring)
    pieces = []
    for turn in (-360.0, 0.0, 360.0):
        shifted = smooth + np.array([turn, 0.0])
        part = clip(shifted, meridian + 180, True)
        part = clip(part, meridian - 180, False) if len(part) else part
        if len(part) >= 3 and np.ptp(part[:, 0]) > 1e-6:
            pieces.append(part)
    return pieces


def outline(geometry: Mapping[str, object], meridian: float) -> Shape | None:
    """A GeoJSON Polygon or MultiPolygon as one projected shape; None where nothing is left of it."""
    coordinates = geometry["coordinates"]
    polygons: Sequence[Sequence[object]] = (
        [coordinates] if geometry["type"] == "Polygon" else coordinates  # type: ignore[list-item,assignment]
    )
    vertices: list[np.ndarray] = []
    codes: list[np.ndarray] = []
    for polygon in polygons:
        for ring in polygon:
            for piece in cut(np.asarray(ring, dtype=float), meridian):
                points = equal_earth(piece[:, 0], piece[:, 1], meridian)
                vertices.append(np.vstack([points, points[:1]]))
                codes.append(np.r_[Shape.MOVETO, np.full(len(points) - 1, Shape.LINETO), Shape.CLOSEPOLY])
    if not vertices:
        return None
    return Shape(np.vstack(vertices), np.concatenate(codes).astype(Shape.code_type))


_known: dict[tuple[bytes, float], tuple[Shape | None, ...]] = {}


def outlines(geometries: Sequence[Mapping[str, object]], meridian: float) -> tuple[Shape | None, ...]:
    """The ``outline`` of each geometry, kept by content: all maps of a report show the same land.

    Not by identity, as each drawing that comes from another process brings a copy of its own.
    """
    try:
        content = marshal.dumps(list(geometries), 2)  # format 2 has no back references: equal values give equal bytes
    except ValueError:  # not made of plain values, as GeoJSON is
        return tuple(outline(geometry, meridian) for geometry in geometries)
    key = hashlib.sha256(content).digest(), meridian
    if key not in _known:
        if len(_known) > 3:
            _known.clear()
        _known[key] = tuple(outline(geometry, meridian) for geometry in geometries)
    return _known[key]
