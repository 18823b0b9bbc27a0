"""Digital industries over the years: output, value added, shares, nominal growth, contribution to growth, imports.

Values are in current prices, so growth is nominal throughout. Source: System of National Accounts 2008, chapters 14 and
15; contribution to growth as in the US Bureau of Economic Analysis, Concepts and Methods of the NIPA, chapter 4, for
values in current prices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pipeline.methods.accounts.balances import (
    digital_industries,
    digital_products,
    economy_total,
    industry_balance,
    product_balance,
)
from pipeline.model.supply_lines import INDUSTRY, PRODUCT, Line
from pipeline.model.supply_use import SupplyUse

DIGITAL, ECONOMY = "digital", "economy"


def industry_series(tables: Mapping[int, SupplyUse], industries: Sequence[str] | None = None) -> pd.DataFrame:
    """Output and value added of industries by year, with the sum of the digital ones and of the economy.

    ``industries`` are those the workbook counts as digital unless given. Columns: year, industry, output,
    value_added (unit of the tables), share_output, share_value_added (per cent of the economy), growth_output,
    growth_value_added (nominal, per cent on the year before), contribution (percentage points that the industry adds to
    the growth of the economy's value added: its change ÷ the economy's value added a year before). Growth is NaN where
    the year before is not there, a sum where a part of it is not known. Raises ValueError for an unknown industry.
    """
    levels: dict[str, dict[int, pd.Series]] = {"output": {}, "value_added": {}}
    for year, table in sorted(tables.items()):
        chosen = list(digital_industries(table) if industries is None else industries)
        balance = industry_balance(table)
        unknown = [code for code in chosen if code not in balance.index]
        if unknown:
            raise ValueError(f"{year}: no industry {', '.join(unknown)}; allowed: {', '.join(balance.index)}")
        for (name, by_year), line in zip(levels.items(), (Line.OUTPUT, Line.VALUE_ADDED), strict=True):
            column = balance[name]
            digital = column[chosen].sum(skipna=False)
            ends = pd.Series({DIGITAL: digital, ECONOMY: economy_total(table, column, line)})
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


def yearly_growth(tables: Mapping[int, SupplyUse], first: int, last: int) -> pd.Series:
    """Mean yearly growth of value added from one year to another: per cent, nominal, geometric.

    Index: the digital groups, ``digital`` (their sum) and ``economy``. NaN where a value is not known or not positive.
    Raises ValueError where the years are not in order.
    """
    if first >= last:
        raise ValueError(f"first is {first}, last {last}; allowed: a first year before the last")
    then, now = (_by_group(tables[year]) for year in (first, last))
    ratio = now / then.where(then > 0)
    return 100 * (ratio.where(ratio > 0) ** (1 / (last - first)) - 1)


def import_content(tables: SupplyUse, products: Sequence[str] | None = None) -> pd.DataFrame:
    """Imports in the supply of products: index product; output, imports, supply (basic prices), share (per cent).

    ``products`` are those the workbook counts as digital unless given; the last row, ``total``, adds them up. NaN where
    there is no supply, or a value is not known. Raises ValueError for an unknown product.
    """
    balance = product_balance(tables)
    chosen = list(digital_products(tables) if products is None else products)
    unknown = [code for code in chosen if code not in balance.index]
    if unknown:
        raise ValueError(f"no product {', '.join(unknown)}; allowed: {', '.join(balance.index)}")
    frame = balance.loc[chosen, ["output", "imports"]]
    frame.loc["total"] = frame.sum(skipna=False)
    return _with_share(frame)


def import_groups(tables: SupplyUse) -> pd.DataFrame:
    """``import_content`` of the digital groups: index group, then ``total``."""
    frame = import_content(tables)[["output", "imports"]]
    total = frame.loc[["total"]]
    groups = frame.drop(index="total").groupby(pd.Series(tables.digital(PRODUCT)), sort=False).sum(skipna=False)
    return _with_share(pd.concat([groups, total]))


def import_shift(then: SupplyUse, now: SupplyUse) -> tuple[float, float]:
    """Change of the import share of all digital products, in percentage points: within the products, and between them.

    ``within``: changes of the products' own import shares at their mean weights; ``between``: changes of their weights in
    supply at their mean import shares; together the whole change. NaN where a value is not known. Source of the
    decomposition: T. L. Bennet, The Theory of Measurement of Changes in Cost of Living (1920). Raises ValueError where the
    two years do not count the same products.
    """
    tables = [import_content(one).drop(index="total") for one in (then, now)]
    if set(tables[0].index) != set(tables[1].index):
        raise ValueError(f"{then.year} and {now.year} count different products as digital; allowed: the same")
    # Where nothing is supplied there is no share and no weight; where the supply is not known, neither is the share.
    shares = [one["share"].where(one["supply"] != 0, 0.0) for one in tables]
    weights = [one["supply"] / one["supply"].sum(skipna=False) for one in tables]
    within = ((shares[1] - shares[0]) * (weights[0] + weights[1]) / 2).sum(skipna=False)
    between = ((weights[1] - weights[0]) * (shares[0] + shares[1]) / 2).sum(skipna=False)
    return float(within), float(between)


def _with_share(frame: pd.DataFrame) -> pd.DataFrame:
    frame["supply"] = frame["output"] + frame["imports"]
    frame["share"] = 100 * frame["imports"] / frame["supply"].where(frame["supply"] != 0)
    return frame


def _by_group(tables: SupplyUse) -> pd.Series:
    """Value added of each digital group, of all of them and of the economy."""
    value_added = industry_balance(tables)["value_added"]
    groups = tables.digital(INDUSTRY)
    found = value_added[list(groups)].groupby(pd.Series(groups), sort=False).sum(skipna=False)
    found[DIGITAL] = found.sum(skipna=False)
    found[ECONOMY] = economy_total(tables, value_added, Line.VALUE_ADDED)
    return found


def _before(levels: pd.DataFrame) -> pd.DataFrame:
    """The value of the year before each year, NaN where that year is not there."""
    return pd.DataFrame({year: levels.get(year - 1, pd.Series(np.nan, levels.index)) for year in levels.columns})


def _change(levels: pd.DataFrame) -> pd.DataFrame:
    return levels - _before(levels)


def _growth(levels: pd.DataFrame) -> pd.DataFrame:
    before = _before(levels)
    return 100 * _change(levels) / before.where(before > 0)
