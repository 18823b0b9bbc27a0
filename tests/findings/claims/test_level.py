"""Levels: what a share of a whole may be called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims.level import OPPOSITES, Part, half, part

ROWS = {
    0: Part.NONE, 0.3: Part.FEW, 1: Part.FEW, 24.4: Part.FEW, 25: Part.MINORITY, 48: Part.MINORITY, 49: Part.HALF,
    50: Part.HALF, 51: Part.HALF, 52: Part.MAJORITY, 75: Part.MAJORITY, 76: Part.MOST, 99.6: Part.MOST, 100: Part.ALL,
}  # fmt: skip


@pytest.mark.parametrize("share", ROWS)
def test_the_word_for_a_share(share: float) -> None:
    assert part(share) is ROWS[share]


def test_one_decimal_is_read_where_one_is_printed() -> None:
    assert part(51.4) is Part.HALF and part(51.4, 1) is Part.MAJORITY


@pytest.mark.parametrize("share", [-0.1, 100.2, 150])
def test_what_is_no_share_of_a_whole(share: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        part(share)


MIRROR = {
    Part.NONE: Part.ALL, Part.FEW: Part.MOST, Part.MINORITY: Part.MAJORITY, Part.HALF: Part.HALF,
    Part.MAJORITY: Part.MINORITY, Part.MOST: Part.FEW, Part.ALL: Part.NONE,
}  # fmt: skip


@given(st.integers(0, 100))
def test_of_the_rest_the_contrary_holds(share: int) -> None:
    assert part(100 - share) is MIRROR[part(share)]


def test_a_majority_is_the_contrary_of_a_minority() -> None:
    assert (Part.MAJORITY, Part.MINORITY) in OPPOSITES and (Part.ALL, Part.MOST) not in OPPOSITES


@pytest.mark.parametrize(
    ("share", "says"), [(50.0, "minority"), (50.4, "minority"), (50.6, "majority"), (100.0, "majority")]
)
def test_half_is_decided_by_what_is_printed(share: float, says: str) -> None:
    assert half(share) == says
