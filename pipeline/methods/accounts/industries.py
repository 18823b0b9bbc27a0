"""Digital industries over the years: output, value added, shares, nominal growth, contribution to growth, imports.

Values are in current prices, so growth is nominal throughout. Source: System of National Accounts 2008, chapters 14 and
15; contribution to growth as in the US Bureau of Economic Analysis, Concepts and Methods of the NIPA, chapter 4, for
values in current prices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.accounts.balances import digital_codes, industry_balance, product_balance
from pipeline.model.supply_use import SupplyUse

DIGITAL, ECONOMY = "digital", "economy"


def industry_series(tables: Mapping[int, SupplyUse], industries: Sequence[str] | None = None) -> pd.DataFrame:
    """Output and value added of industries by year, with the sum of the digital ones and of the economy.

    ``industries`` are those the codes sheet counts as digital unless given. Columns: year, industry, output,
    value_added (unit of the tables), share_output, share_value_added (per cent of the economy), growth_output,
    growth_value_added (nominal, per cent on the year before), contribution (percentage points that the industry adds to
    the growth of the economy's value added: its change ÷ the economy's value added a year before). Growth is NaN where
    the year before is not there. Raises ValueError for an industry that a table does not have.

    >>> import pandas as pd
    >>> def table(year: int, a: float) -> SupplyUse:
    ...     supply = pd.DataFrame({"A": [a, 0.0], "B": [0.0, 10.0]}, index=["A", "B"])
    ...     use = pd.DataFrame({"A": [a], "B": [10.0]}, index=["VABAS"])
    ...     codes = pd.DataFrame({"code": ["A", "B"], "role": "product", "digital": ["yes", "no"]})
    ...     return SupplyUse("XXX", year, "", "", supply, use, codes, "")
    >>> found = industry_series({2020: table(2020, 10.0), 2021: table(2021, 12.0)}, ["A"])
    >>> found[found["year"] == 2021][["industry", "growth_value_added", "contribution"]].to_numpy().tolist()
    [['A', 20.0, 10.0], ['digital', 20.0, 10.0], ['economy', 10.0, 10.0]]
    """
    levels: dict[str, dict[int, pd.Series]] = {"output": {}, "value_added": {}}
    for year, table in sorted(tables.items()):
        chosen = list(digital_codes(table) if industries is None else industries)
        balance = industry_balance(table)
        unknown = [code for code in chosen if code not in balance.index]
        if unknown:
            raise ValueError(f"{year}: no industry {', '.join(unknown)}; allowed: {', '.join(balance.index)}")
        for name, by_year in levels.items():
            column = balance[name]
            ends = pd.Series({DIGITAL: column[chosen].sum(), ECONOMY: column.sum()})
            by_year[year] = pd.concat([column[chosen], ends])
    output, value_added = (pd.DataFrame(by_year) for by_year in levels.values())
    parts = {
        "output": output,
        "value_added": value_added,
        "share_output": 100 * output / output.loc[ECONOMY],
        "share_value_added": 100 * value_added / value_added.loc[ECONOMY],
        "growth_output": _growth(output),
        "growth_value_added": _growth(value_added),
        "contribution": 100 * _change(value_added) / _before(value_added).loc[ECONOMY],
    }
    long = pd.DataFrame({name: part.T.stack(future_stack=True) for name, part in parts.items()})
    return long.rename_axis(["year", "industry"]).reset_index()


def import_content(tables: SupplyUse, products: Sequence[str] | None = None) -> pd.DataFrame:
    """Imports in the supply of products: index product; output, imports, supply (basic prices), share (per cent).

    ``products`` are the digital ones of the codes sheet unless given; the last row, ``total``, adds them up. Imports
    include the CIF/FOB adjustment. NaN where there is no supply. Raises ValueError for an unknown product.

    >>> import pandas as pd
    >>> supply = pd.DataFrame({"A": [6.0], "MCIF": [2.0]}, index=["A"])
    >>> codes = pd.DataFrame({"code": ["A"], "role": "product", "digital": "yes"})
    >>> import_content(SupplyUse("XXX", 2020, "", "", supply, pd.DataFrame(), codes, ""))["share"].tolist()
    [25.0, 25.0]
    """
    balance = product_balance(tables)
    chosen = list(digital_codes(tables) if products is None else products)
    unknown = [code for code in chosen if code not in balance.index]
    if unknown:
        raise ValueError(f"no product {', '.join(unknown)}; allowed: {', '.join(balance.index)}")
    frame = balance.loc[chosen, ["output", "imports"]]
    frame.loc["total"] = frame.sum()
    frame["supply"] = frame["output"] + frame["imports"]
    frame["share"] = 100 * frame["imports"] / frame["supply"].where(frame["supply"] != 0)
    return frame


def _before(levels: pd.DataFrame) -> pd.DataFrame:
    """The value of the year before each year, NaN where that year is not there."""
    return pd.DataFrame({year: levels.get(year - 1, pd.Series(np.nan, levels.index)) for year in levels.columns})


def _change(levels: pd.DataFrame) -> pd.DataFrame:
    return levels - _before(levels)


def _growth(levels: pd.DataFrame) -> pd.DataFrame:
    before = _before(levels)
    return 100 * _change(levels) / before.where(before > 0)
