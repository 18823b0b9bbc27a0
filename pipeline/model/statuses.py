"""Observation statuses: SDMX CL_OBS_STATUS, version 2.2, with its labels, and which status wins where there are several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Code → label of the list (SDMX Statistical Working Group, Code list for observation status, version 2.2).
OBS_STATUS: Mapping[str, str] = {
    "A": "Normal value",
    "B": "Time series break",
    "D": "Definition differs",
    "E": "Estimated value",
    "F": "Forecast value",
    "G": "Experimental value",
    "H": "Missing value; holiday or weekend",
    "I": "Imputed value (CCSA definition)",
    "J": "Derogation",
    "K": "Data included in another category",
    "L": "Missing value; data exist but were not collected",
    "M": "Missing value; data cannot exist",
    "N": "Not significant",
    "O": "Missing value",
    "P": "Provisional value",
    "Q": "Missing value; suppressed",
    "S": "Strike and other special events",
    "U": "Low reliability",
    "V": "Unvalidated value",
    "W": "Includes data from another category",
}
NORMAL = "A"
# Statuses of a figure that is not there; J and S may go with a figure or without one.
MISSING = ("H", "K", "L", "M", "O", "Q")
EITHER = ("J", "S")
# SDMX, Possible Ways of Implementing the Observation Status Concept, version 2.0 (2019), section 2: one flag only per value.
HIERARCHY = ("B", "O", "M", "L", "H", "Q", "J", "S", "D", "K", "W", "I", "F", "E", "P", "N", "U", "V", "G", "A")


def winner(codes: Iterable[str]) -> str:
    """The one status of an observation that has several; A where there is none. Raises ValueError for an unknown code.

    >>> winner(["U", "B"]), winner(["A"]), winner([])
    ('B', 'A', 'A')
    """
    return min(codes, key=HIERARCHY.index, default=NORMAL)
