"""Sobol' points: a sequence that fills the unit cube evenly, scrambled by a seed.

Sources: Sobol', USSR Computational Mathematics and Mathematical Physics 7 (1967); direction numbers of Joe and Kuo, SIAM
Journal on Scientific Computing 30 (2008), table new-joe-kuo-6.21201, first dimensions; scrambling by Matoušek, Journal
of Complexity 14 (1998): a random linear map of the digits and a random shift. The points are those of
``scipy.stats.qmc.Sobol`` to the last digit (a test compares them); only for them all of scipy.stats would be loaded,
which takes longer than to compute the indices of a whole index.
"""

from __future__ import annotations

import numpy as np

BITS = 30
"""Binary digits of a coordinate; the sequence has 2**BITS points."""
# A dimension a row, from the second: its primitive polynomial as a binary number, then its first direction numbers.
_JOE_KUO = (
    (3, 1),
    (7, 1, 3),
    (11, 1, 3, 1),
    (13, 1, 1, 1),
    (19, 1, 1, 3, 3),
    (25, 1, 3, 5, 13),
    (37, 1, 1, 5, 5, 17),
    (41, 1, 1, 5, 5, 5),
    (47, 1, 1, 7, 11, 19),
    (55, 1, 1, 5, 1, 1),
    (59, 1, 1, 1, 3, 11),
    (61, 1, 3, 5, 5, 31),
    (67, 1, 3, 3, 9, 7, 49),
    (91, 1, 1, 1, 15, 21, 21),
    (97, 1, 3, 1, 13, 27, 49),
    (103, 1, 1, 1, 15, 7, 5),
    (109, 1, 3, 1, 15, 13, 25),
    (115, 1, 1, 5, 5, 19, 61),
    (131, 1, 3, 7, 11, 23, 15, 103),
    (137, 1, 3, 7, 13, 13, 15, 69),
    (143, 1, 1, 3, 13, 7, 35, 63),
    (145, 1, 3, 5, 9, 1, 25, 53),
    (157, 1, 3, 1, 13, 9, 35, 107),
    (167, 1, 3, 1, 5, 27, 61, 31),
    (171, 1, 1, 5, 11, 19, 41, 61),
    (185, 1, 3, 5, 3, 3, 13, 69),
    (191, 1, 1, 7, 13, 1, 19, 1),
    (193, 1, 3, 7, 5, 13, 19, 59),
    (203, 1, 1, 3, 9, 25, 29, 41),
    (211, 1, 3, 5, 13, 23, 1, 55),
    (213, 1, 3, 7, 3, 13, 59, 17),
    (229, 1, 3, 1, 3, 5, 53, 69),
    (239, 1, 1, 5, 5, 23, 33, 13),
    (241, 1, 1, 7, 7, 1, 61, 123),
    (247, 1, 1, 7, 9, 13, 61, 49),
    (253, 1, 3, 3, 5, 3, 55, 33),
    (285, 1, 3, 1, 15, 31, 13, 49, 245),
    (299, 1, 3, 5, 15, 31, 59, 63, 97),
    (301, 1, 3, 1, 11, 11, 11, 77, 249),
)
MOST = 1 + len(_JOE_KUO)
"""Dimensions that the table has."""


def sobol_points(count: int, dimensions: int, seed: int) -> np.ndarray:
    """The first points (count, dimensions) of a scrambled Sobol' sequence, each coordinate in 0..1 (below 1).

    Raises ValueError for more dimensions or points than there are.

    >>> sobol_points(4, 2, seed=1).round(3).tolist()
    [[0.155, 0.589], [0.838, 0.104], [0.613, 0.859], [0.423, 0.343]]
    """
    if not (1 <= dimensions <= MOST and 1 <= count <= 2**BITS):
        raise ValueError(f"{count} points in {dimensions} dimensions; allowed: up to 2**{BITS} in 1 to {MOST}")
    rng = np.random.default_rng(seed)
    powers = 2 ** np.arange(BITS, dtype=np.uint32)
    shift = rng.integers(2, size=(dimensions, BITS), dtype=np.uint32) @ powers
    maps = np.tril(rng.integers(2, size=(dimensions, BITS, BITS), dtype=np.uint32), -1) + np.eye(BITS, dtype=np.uint32)
    digits = (
        _directions(dimensions)[:, :, None] >> np.arange(BITS - 1, -1, -1, dtype=np.uint32)
    ) & 1  # (dimension, direction, digit from the first)
    scrambled = np.einsum("dpq,djq->djp", maps, digits) % 2 @ powers[::-1]  # (dimension, direction)
    # The next point differs from the one before by the direction of the lowest zero digit of its number (Gray code).
    number = np.arange(count - 1, dtype=np.uint32)
    lowest = np.bitwise_count(number ^ (number + 1)) - 1
    steps = np.concatenate([shift[None, :], scrambled.T[lowest]])
    return np.bitwise_xor.accumulate(steps, axis=0) * (1.0 / 2**BITS)


def _directions(dimensions: int) -> np.ndarray:
    """Direction numbers (dimensions, BITS), their first binary digit at 2**(BITS - 1)."""
    table = np.ones((dimensions, BITS), dtype=np.uint32)
    for row, (polynomial, *first) in zip(table[1:], _JOE_KUO, strict=False):
        degree = len(first)
        found = list(first)
        for j in range(degree, BITS):
            new = found[j - degree]
            for k in range(1, degree + 1):
                if polynomial >> (degree - k) & 1:
                    new ^= found[j - k] << k
            found.append(new)
        row[:] = found
    return table << np.arange(BITS - 1, -1, -1, dtype=np.uint32)
