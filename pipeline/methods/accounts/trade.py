"""Digital trade of economies from reported series: balance, shares of GDP, values a head, nominal growth.

Source: IMF, OECD, UNCTAD and WTO, Handbook on Measuring Digital Trade, second edition (2023). Digitally deliverable
services are those that can be delivered over networks, whether or not they are: an upper bound of what is delivered.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

# Words that mark a unit as a volume: such series are chain-linked or in the prices of one year.
VOLUME_WORDS = ("constant", "chain", "volume", "previous year")


def trade_in_services(
    exports: pd.DataFrame,
    imports: pd.DataFrame,
    gdp: pd.DataFrame,
    population: pd.DataFrame,
    multiplier: int = 0,
) -> pd.DataFrame:
    """Trade of each economy and year, long: REF_AREA, TIME_PERIOD and the columns below.

    All arguments are economies × years: trade in US dollars × 10^``multiplier`` (SDMX UNIT_MULT), GDP in US dollars,
    population in persons. Columns: exports, imports, balance (US dollars), exports_gdp, imports_gdp, balance_gdp (per
    cent of GDP), exports_head, imports_head (US dollars), growth_exports, growth_imports (nominal, per cent on the
    year before). A cell whose inputs are not all observed is NaN; rows without exports and imports are left out.

    >>> one = pd.DataFrame({2020: [2.0], 2021: [3.0]}, index=["XXX"])
    >>> found = trade_in_services(one, one / 2, one * 0 + 100e6, one * 0 + 1e6, multiplier=6)
    >>> found[["balance", "exports_gdp", "exports_head", "growth_exports"]].iloc[1].tolist()
    [1500000.0, 3.0, 3.0, 50.0]
    """
    years = sorted(set(exports.columns) | set(imports.columns))
    areas = sorted(set(exports.index) | set(imports.index))
    sold, bought, product, people = (
        frame.reindex(index=areas, columns=years).astype(float) for frame in (exports, imports, gdp, population)
    )
    sold, bought = sold * 10.0**multiplier, bought * 10.0**multiplier
    product, people = product.where(product > 0), people.where(people > 0)
    parts = {
        "exports": sold,
        "imports": bought,
        "balance": sold - bought,
        "exports_gdp": 100 * sold / product,
        "imports_gdp": 100 * bought / product,
        "balance_gdp": 100 * (sold - bought) / product,
        "exports_head": sold / people,
        "imports_head": bought / people,
        "growth_exports": _growth(sold),
        "growth_imports": _growth(bought),
    }
    long = pd.DataFrame({name: part.stack(future_stack=True) for name, part in parts.items()})
    long.index = long.index.set_names(["REF_AREA", "TIME_PERIOD"])
    return long.dropna(how="all", subset=["exports", "imports"]).reset_index()


def is_volume(unit: str) -> bool:
    """Whether a unit is that of a volume (chain-linked or constant prices).

    >>> is_volume("constant US dollars"), is_volume("US dollars")
    (True, False)
    """
    return any(word in unit.casefold() for word in VOLUME_WORDS)


def total(values: Iterable[float], unit: str) -> float:
    """Sum of values over economies or industries, for series that may be summed.

    Raises ValueError for a volume: chain-linked volumes are not additive (SNA 2008, paragraph 15.58), their sum is
    "n/a"; where a value is missing, which is no zero; and where there is none.

    >>> total([1.0, 2.0], "US dollars")
    3.0
    """
    if is_volume(unit):
        raise ValueError(
            f"n/a: a sum of volumes ({unit}); allowed: values in current prices, for volumes do not add up"
        )
    known = np.asarray(list(values), dtype=float)
    holes = int(np.isnan(known).sum())
    if len(known) == holes:
        raise ValueError("no value to sum")
    if holes:
        raise ValueError(f"{holes} of {len(known)} values are missing; allowed: a value of each")
    return float(known.sum())


def _growth(levels: pd.DataFrame) -> pd.DataFrame:
    """Per cent on the year before, NaN where either is not observed or the base is not positive."""
    before = levels.reindex(columns=[year - 1 for year in levels.columns]).set_axis(levels.columns, axis="columns")
    return 100 * (levels - before) / before.where(before > 0)
