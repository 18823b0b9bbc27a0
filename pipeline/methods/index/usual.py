"""Choices of the audit that a design need not make, with what holds then; a study echoes them among its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.methods.index.design import Design

USUAL: Mapping[str, object] = MappingProxyType(
    {
        "combinations": 1000,  # no source: some minutes of preparation
        "correlation": "pearson",
        "pairs": 10,  # no source: a correlation of fewer pairs says little
        "weak": 0.3,  # bounds of the audits of composite indicators by the JRC
        "collinear": 0.92,
    }
)
"""Parameter of the step audit → what holds where Choices has no row."""


def usual(design: Design, parameter: str) -> float:
    """A number of the step audit. Raises IndexProblems where the row holds none."""
    if design.choice("audit", parameter) is None:
        return float(str(USUAL[parameter]))
    return design.number("audit", parameter)


def usual_text(design: Design, parameter: str) -> str:
    """A word of the step audit."""
    return str(USUAL[parameter]) if design.choice("audit", parameter) is None else design.text("audit", parameter)
