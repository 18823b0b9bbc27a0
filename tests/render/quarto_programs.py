"""Which ``quarto`` a test of the contract runs: the stand-in, and a real one where there is one (QUARTO_PATH or PATH)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.problems import Stop
from pipeline.render.quarto import find_quarto
from tests.render import quarto_stand_in


def real_quarto() -> Path | None:
    """The Quarto of this machine."""
    try:
        return find_quarto()
    except Stop:
        return None


REAL = real_quarto()
PROGRAMS = [
    "stand-in",
    pytest.param(
        "real",
        marks=[pytest.mark.quarto, pytest.mark.skipif(REAL is None, reason="there is no real quarto on this machine")],
    ),
]


def program_for(name: str, folder: Path) -> Path:
    """Path of the program of a name of `PROGRAMS`; the stand-in is installed into a folder."""
    if name == "real":
        assert REAL is not None
        return REAL
    return quarto_stand_in.install(folder)
