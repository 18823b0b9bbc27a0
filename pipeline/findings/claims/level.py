"""Levels: how much of a whole a share is, in the words that its digits carry."""

from __future__ import annotations

from enum import StrEnum

from pipeline.language import round_half_up


class Part(StrEnum):
    """What a share of a whole may be called."""

    NONE = "none"
    FEW = "few"  # below a quarter
    MINORITY = "minority"
    HALF = "half"  # within a point of a half
    MAJORITY = "majority"
    MOST = "most"  # above three quarters
    ALL = "all"


OPPOSITES = tuple(
    (one, other) for one in (Part.MAJORITY, Part.MOST, Part.ALL) for other in (Part.NONE, Part.FEW, Part.MINORITY)
)


class Greater(StrEnum):
    """Whether a share is the greater part of a whole: the coarse word for claims that print the share itself."""

    GREATER = "greater"
    HALF = "half"  # within a point
    SMALLER = "smaller"


GREATER_OPPOSITES = ((Greater.GREATER, Greater.SMALLER),)


def greater(share: float) -> Greater:
    """The coarse word for a share in per cent, 0-100. Raises ValueError outside 0-100."""
    word = part(share)
    return Greater.HALF if word is Part.HALF else Greater.GREATER if share > 50 else Greater.SMALLER


def half(share: float) -> str:
    """Whether a share (0-100) is more than half, at whole per cent."""
    return "majority" if round(share) > 50 else "minority"


def part(share: float, decimals: int = 0) -> Part:
    """The word for a share in per cent, 0-100, at its printed rounding. Raises ValueError outside 0-100.

    ALL and NONE are the exact 100 and 0: a share of 99.6 that is printed as 100 is not everybody.
    """
    shown = round_half_up(share, decimals)
    if not 0 <= share <= 100:
        raise ValueError(f"{share} is no share of a whole in per cent")
    if share in (0, 100):
        return Part.NONE if share == 0 else Part.ALL
    if abs(shown - 50) <= 1:
        return Part.HALF
    if shown > 50:
        return Part.MOST if shown > 75 else Part.MAJORITY
    return Part.FEW if shown < 25 else Part.MINORITY
