"""Declared corrections: known faults of a source, mended on the way from the sheet and never in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Correction:
    """One declared correction: what the sheet holds, what is used instead, and why.

    ``expected`` is the wrong value that the data sheet holds, ``value`` the right one, None where the wrong one is only
    withheld; ``declared`` and ``expires`` are ISO dates; ``cell`` is the address of the row (``workbook › sheet!A2``).
    """

    area: str
    indicator: str
    year: int
    expected: float
    value: float | None
    reason: str
    source: str
    url: str
    declared: str
    expires: str
    cell: str
