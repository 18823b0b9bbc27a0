"""Registers of the governance landscape and the tables of parameters: rows as they stand in their sheets."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Governance:
    """Platforms, meetings, instruments and parties: one frame each, columns as in ``sheets.layout``.

    ``themes`` is a tuple of theme codes; ``verified`` is a bool; every frame has ``ROW`` (its row in the sheet).
    """

    platforms: pd.DataFrame
    meetings: pd.DataFrame
    instruments: pd.DataFrame
    parties: pd.DataFrame
    workbook: str


@dataclass(frozen=True)
class Parameters:
    """Classes, thresholds, goalposts and targets, each row with its source; columns as in ``sheets.layout``."""

    classes: pd.DataFrame
    thresholds: pd.DataFrame
    goalposts: pd.DataFrame
    targets: pd.DataFrame
