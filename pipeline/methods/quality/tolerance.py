"""The one tolerance by which a figure counts as revised, wherever a text, a score or a card speaks of revision."""

from __future__ import annotations

from pipeline.model.indicators import Indicator

UNITS = 5  # of the last printed digit: what a reader sees as another figure and not as another rounding


def revision_tolerance(indicator: Indicator) -> float:
    """The size in the indicator's unit above which a revision counts: five units of its last printed digit."""
    return UNITS * 10.0**-indicator.decimals
