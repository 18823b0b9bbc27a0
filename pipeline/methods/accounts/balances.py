"""Supply-use accounts: identities with their residuals, digital industries, how supply is used.

Source: System of National Accounts 2008, chapter 14; OECD Handbook on Compiling Digital Supply and Use Tables (2023).
Codes of the margins are those of the US Bureau of Economic Analysis, as found in the tables' ``Codes`` sheet.
"""

from __future__ import annotations

import pandas as pd

from pipeline.model.supply_use import SupplyUse


def codes_of(tables: SupplyUse, role: str) -> list[str]:
    """Codes with a role (product, valuation, value_added, final_use, total) in their order."""
    return _codes_where(tables, "role", role)


def digital_codes(tables: SupplyUse) -> list[str]:
    """Codes of the industries and products that the sheet counts as digital."""
    return _codes_where(tables, "digital", "yes")


def _codes_where(tables: SupplyUse, column: str, value: str) -> list[str]:
    """Codes with a value in a column; of lists, as a comparison of a text column takes twenty times as long."""
    return [
        c for c, own in zip(tables.codes["code"].tolist(), tables.codes[column].tolist(), strict=True) if own == value
    ]


def _cells(table: pd.DataFrame, rows: list[str], columns: list[str]) -> pd.DataFrame:
    """The block of a table; cells that the publisher leaves out are zero there (BEA omits zero cells)."""
    return table.reindex(index=rows, columns=columns).fillna(0.0)


def product_balance(tables: SupplyUse) -> pd.DataFrame:
    """Supply and use of every product at purchasers' prices, with the residual.

    Columns: output, imports, margins, taxes_less_subsidies, supply, intermediate, final, use, residual (supply − use);
    rows: products; unit of the tables.
    """
    products = codes_of(tables, "product")
    supply, use = tables.supply, tables.use
    frame = pd.DataFrame(index=products)
    frame["output"] = _cells(supply, products, products).sum(axis=1)
    frame["imports"] = _cells(supply, products, ["MCIF", "MADJ"]).sum(axis=1)
    frame["margins"] = _cells(supply, products, ["Trade", "Trans"]).sum(axis=1)
    frame["taxes_less_subsidies"] = _cells(supply, products, ["MDTY", "TOP", "SUB"]).sum(axis=1)
    frame["supply"] = frame.sum(axis=1)
    frame["intermediate"] = _cells(use, products, products).sum(axis=1)
    frame["final"] = _cells(use, products, codes_of(tables, "final_use")).sum(axis=1)
    frame["use"] = frame["intermediate"] + frame["final"]
    frame["residual"] = frame["supply"] - frame["use"]
    return frame


def industry_balance(tables: SupplyUse) -> pd.DataFrame:
    """Output of every industry against intermediate consumption plus value added at basic prices, with the residual."""
    industries = [code for code in codes_of(tables, "product") if code in tables.use.columns]
    supply, use = tables.supply, tables.use
    products = codes_of(tables, "product")
    frame = pd.DataFrame(index=industries)
    frame["output"] = _cells(supply, products, industries).sum(axis=0)
    frame["intermediate"] = _cells(use, products, industries).sum(axis=0)
    frame["value_added"] = _cells(use, ["VABAS"], industries).loc["VABAS"]
    frame["residual"] = frame["output"] - frame["intermediate"] - frame["value_added"]
    return frame


def value_added_shares(tables: SupplyUse) -> pd.Series:
    """Share (per cent) of each digital industry in the value added at basic prices of all industries."""
    industries = industry_balance(tables)
    return 100 * industries.loc[digital_codes(tables), "value_added"] / industries["value_added"].sum()


def final_uses(tables: SupplyUse, products: list[str]) -> pd.Series:
    """How these products are used, unit of the tables: intermediate, consumption, investment, exports, government.

    Final-use codes are grouped by their BEA stem: F010 household consumption, F02 investment, F03 inventories, F04
    exports, F06-F10 government.
    """
    groups = {
        "consumption": ("F010",),
        "investment": ("F02", "F030"),
        "exports": ("F040",),
        "government": ("F06", "F07", "F10"),
    }
    use = tables.use
    industries = codes_of(tables, "product")
    result = {"intermediate": _cells(use, products, industries).to_numpy().sum()}
    for name, stems in groups.items():
        columns = [code for code in codes_of(tables, "final_use") if code.startswith(stems)]
        result[name] = _cells(use, products, columns).to_numpy().sum()
    return pd.Series(result)
