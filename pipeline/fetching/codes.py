"""What can go wrong when figures are fetched, as a Stop; the rows stand in ``pipeline.explaining.fetching``."""

from __future__ import annotations

from pipeline.explaining.fetching import CODES as ROWS
from pipeline.problems import ExitCode, Place, Stop

CODES = {code.code: code for code in ROWS}


def stopped(code: str, place: str, found: str, /, exit_code: ExitCode = ExitCode.DATA, **values: object) -> Stop:
    """The Stop of one registered error; ``place`` is the address that was asked, or a file."""
    return Stop(exit_code, [CODES[code].at(Place(place), found, **values)])
