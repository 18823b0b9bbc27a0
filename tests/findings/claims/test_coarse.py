"""Levels: the words for a share, fine and coarse."""

from __future__ import annotations

import pytest

from pipeline.findings.claims.level import Greater, Part, greater, part


@pytest.mark.parametrize(
    ("share", "fine", "coarse"),
    [
        (0.0, Part.NONE, Greater.SMALLER),
        (0.4, Part.FEW, Greater.SMALLER),  # prints as zero and is none
        (24.4, Part.FEW, Greater.SMALLER),
        (30.0, Part.MINORITY, Greater.SMALLER),
        (49.2, Part.HALF, Greater.HALF),
        (50.9, Part.HALF, Greater.HALF),
        (60.0, Part.MAJORITY, Greater.GREATER),
        (80.0, Part.MOST, Greater.GREATER),
        (100.0, Part.ALL, Greater.GREATER),
    ],
)
def test_words(share: float, fine: Part, coarse: Greater) -> None:
    assert part(share) is fine and greater(share) is coarse


@pytest.mark.parametrize("share", [-1.0, 101.0])
def test_what_is_no_share(share: float) -> None:
    for word in (part, greater):
        with pytest.raises(ValueError, match="no share"):
            word(share)
