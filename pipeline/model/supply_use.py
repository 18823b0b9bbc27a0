"""A supply and use table (SNA 2008, chapter 14) of one economy and year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class SupplyUse:
    """Supply and use of one year, in one unit, from one source (as printed under figures).

    ``supply`` and ``use`` are products (and value-added and total rows) × industries (and valuation, final-use and
    total columns); an absent cell is NaN, never zero. ``codes`` has the columns code, role, name, digital: the role of
    each row and column (product, industry, valuation, value_added, final_use, total).
    """

    economy: str
    year: int
    unit: str
    source: str
    supply: pd.DataFrame
    use: pd.DataFrame
    codes: pd.DataFrame
    workbook: str
