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
class Laws:
    """State of cyberlaw by economy and area, and AI laws, bills and strategies: columns as in ``sheets.layout``.

    ``cyberlaw`` has one row an economy and area; ``state`` no_data is no answer, never a no. ``ai_laws`` is a selection
    and no census: what it does not list may exist, so that absence is never counted. Both have ``ROW``.
    """

    cyberlaw: pd.DataFrame
    ai_laws: pd.DataFrame

    @classmethod
    def none(cls) -> Laws:
        """No register at all."""
        return cls(
            pd.DataFrame(columns=["iso3", "area", "state", "documents", "as_of", "source", "source_url", "licence"]),
            pd.DataFrame(columns=["id", "iso3", "name", "type", "force", "status", "adopted", "in_force", "verified"]),
        )


@dataclass(frozen=True)
class Parameters:
    """Classes, thresholds, goalposts and targets, each row with its source; columns as in ``sheets.layout``."""

    classes: pd.DataFrame
    thresholds: pd.DataFrame
    goalposts: pd.DataFrame
    targets: pd.DataFrame
