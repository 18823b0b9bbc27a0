"""Balances of products and industries, digital shares, how supply is used: by the map of lines of the tables.

Source: System of National Accounts 2008, chapter 14; OECD Handbook on Compiling Digital Supply and Use Tables (2023).
What a table does not have is NaN, and never zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.methods.accounts.lines import finals, inputs, line, members, output, series, some_of
from pipeline.model.supply_lines import INDUSTRY, PRODUCT, Axis, Line
from pipeline.model.supply_use import SupplyUse

# How final uses are grouped in print; a publisher need not show every line of a group.
USES = {
    "consumption": (Line.HOUSEHOLDS, Line.NPISH),
    "investment": (Line.FIXED_CAPITAL, Line.INVENTORIES, Line.VALUABLES),
    "exports": (Line.EXPORTS,),
    "government": (Line.GOVERNMENT,),
}


def digital_products(tables: SupplyUse) -> list[str]:
    """Codes of the products that the workbook counts as digital."""
    return list(tables.digital(PRODUCT))


def digital_industries(tables: SupplyUse) -> list[str]:
    """Codes of the industries that the workbook counts as digital."""
    return list(tables.digital(INDUSTRY))


def product_balance(tables: SupplyUse) -> pd.DataFrame:
    """Supply and use of every product at purchasers' prices, with the residual.

    Columns: output, imports, margins, taxes_less_subsidies, supply (their sum), intermediate, final, use, residual
    (supply − use); rows: products; unit of the tables.
    """
    products, supply, use = list(tables.products), tables.supply, tables.use
    columns = {
        "output": output(tables),
        "imports": line(tables, supply, Axis.COLUMN, Line.IMPORTS),
        "margins": line(tables, supply, Axis.COLUMN, Line.MARGINS),
        "taxes_less_subsidies": line(tables, supply, Axis.COLUMN, Line.PRODUCT_TAXES),
    }
    frame = pd.DataFrame({name: series([side], products) for name, side in columns.items()})
    frame["supply"] = frame.sum(axis=1, skipna=False)
    frame["intermediate"] = series([members(tables, use, Axis.COLUMN)], products)
    frame["final"] = series([finals(tables, use)], products)
    frame["use"] = frame["intermediate"] + frame["final"]
    frame["residual"] = frame["supply"] - frame["use"]
    return frame


def industry_balance(tables: SupplyUse) -> pd.DataFrame:
    """Output of every industry, its intermediate consumption and value added at basic prices, with the residual."""
    industries, use = list(tables.industries), tables.use
    frame = pd.DataFrame(
        {
            "output": series([line(tables, use, Axis.ROW, Line.OUTPUT)], industries),
            "intermediate": series([inputs(tables, use)], industries),
            "value_added": series([line(tables, use, Axis.ROW, Line.VALUE_ADDED)], industries),
        }
    )
    frame["residual"] = frame["output"] - frame["intermediate"] - frame["value_added"]
    return frame


def economy_total(tables: SupplyUse, of_industries: pd.Series, what: Line) -> float:
    """The sum of a line over all industries; the published total where an industry's value is not known."""
    if of_industries.notna().all():
        return float(of_industries.sum())
    total = line(tables, tables.use, Axis.COLUMN, Line.INTERMEDIATE)
    rows = tables.lines.codes(tables.use.name, Axis.ROW, what)
    values = series([total], [code for code, _ in rows]).to_numpy()
    return float((values * [sign for _, sign in rows]).sum()) if rows else float("nan")


def value_added_shares(tables: SupplyUse, partly: bool = False) -> pd.Series:
    """Share (per cent) of each digital industry in the value added at basic prices of all industries.

    With ``partly`` also of the industries that hold digital activities among others.
    """
    value_added = industry_balance(tables)["value_added"]
    total = economy_total(tables, value_added, Line.VALUE_ADDED)
    return 100 * value_added[list(tables.digital(INDUSTRY, partly))] / total


def group_shares(tables: SupplyUse) -> pd.Series:
    """Share (per cent) of each digital group in value added: the sum over its industries, NaN where one is not known."""
    shares = value_added_shares(tables)
    return shares.groupby(pd.Series(tables.digital(INDUSTRY)), sort=False).sum(min_count=1, skipna=False)


def final_uses(tables: SupplyUse, products: Sequence[str]) -> pd.Series:
    """How these products are used, unit of the tables: intermediate, and the groups of ``USES``.

    Fixed capital formation of government is investment. A use that the publisher does not show is NaN.
    """
    use = tables.use
    sides = {"intermediate": members(tables, use, Axis.COLUMN)}
    sides |= {name: some_of(tables, use, Axis.COLUMN, *lines) for name, lines in USES.items()}
    return pd.Series({name: np.sum(series([side], products).to_numpy()) for name, side in sides.items()})
