"""Symmetric input-output tables from supply and use: multipliers, linkages, import content of final demand.

Transformation: model D, industry by industry with a fixed product sales structure (Eurostat Manual of Supply, Use and
Input-Output Tables, 2008, chapter 11; UN Handbook on Supply and Use Tables and Input-Output Tables, 2018, chapter 12):
a product is sold by the industries that make it in the same proportions to every user. It yields no negative cells
where the tables have none. Two assumptions are made where tables give uses at purchasers' prices only, and do not split
them by origin; both are proportional:

- margins and taxes less subsidies on a product are the same share of its purchasers' price for every user (not needed where
  there is a use table at basic prices with these taxes by user: then that is taken);
- imports are the same share of the supply of a product (basic prices) for every user, exports included.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.accounts.lines import Sums, add, final_lines, line, members
from pipeline.model.supply_lines import Axis, Line, Price, TableKind
from pipeline.model.supply_use import SupplyUse, SupplyUseTable

ASSUMPTIONS = (
    "industry-by-industry table, fixed product sales structure (model D)",
    "margins and taxes less subsidies on a product: one rate for all users",
    "imports of a product: one share of its supply at basic prices for all users, exports included",
)


@dataclass(frozen=True)
class InputOutput:
    """An industry-by-industry table of domestic flows at basic prices, with what flows leak to.

    ``flows`` (n, n) and ``final`` (n, k) are domestic, unit of the tables; ``output`` (n,); ``leaks`` has the rows
    value_added, imports and taxes (on products used), for each industry and final use; ``coefficients`` = flows ÷
    output of the column; ``inverse`` = (I − coefficients)⁻¹, the Leontief inverse. ``residual`` is the output of an
    industry in the tables less the output that the flows add up to (rounding of the tables).
    """

    flows: pd.DataFrame
    final: pd.DataFrame
    output: pd.Series
    leaks: pd.DataFrame
    coefficients: pd.DataFrame
    inverse: pd.DataFrame
    residual: pd.Series


def symmetric(tables: SupplyUse) -> InputOutput:
    """The table of domestic flows by model D and the assumptions of this module.

    Output of an industry is what its flows, imports, taxes and value added add up to. Raises ValueError where a line or
    cell is absent that it needs (as with supply by product only), where a product that is used has no supply, or where an
    industry has no output.
    """
    if not has_supply_by_industry(tables):
        found = f"{tables.economy} {tables.year}: supply by product only"
        raise ValueError(f"{found}; allowed: a supply table of products by industries")
    products, industries = list(tables.products), list(tables.industries)
    finals = [code for code, _ in tables.lines.codes(tables.use.name, Axis.COLUMN, *final_lines(tables, tables.use))]
    users = [*industries, *finals]
    made = _cells(tables, tables.supply, products, industries)
    output_of_product = made.sum(axis=1)
    imports = _column(tables, Line.IMPORTS)
    basic = output_of_product + imports
    basic_uses, taxes = _basic_prices(tables, basic, users)
    idle = [
        code
        for code, total, used in zip(products, basic, np.abs(basic_uses).sum(axis=1), strict=True)
        if total <= 0 and used > 0
    ]
    if idle:
        raise ValueError(f"products used without supply: {', '.join(idle)}")
    share = np.divide(imports, basic, out=np.zeros(len(basic)), where=basic > 0)
    market = np.divide(
        made, output_of_product[:, None], out=np.zeros_like(made), where=output_of_product[:, None] > 0
    ).T
    # What is neither imported nor made here (a product without domestic makers) counts as imported.
    share = np.where(output_of_product > 0, share, 1.0)
    domestic = market @ ((1 - share)[:, None] * basic_uses)
    flows, final = domestic[:, : len(industries)], domestic[:, len(industries) :]
    imported = share @ basic_uses
    value_added = _needed(add([line(tables, tables.use, Axis.ROW, Line.VALUE_ADDED)], industries))
    leaks = pd.DataFrame(
        [np.concatenate([value_added, np.zeros(len(finals))]), imported, taxes],
        index=["value_added", "imports", "taxes"],
        columns=users,
    )
    output = flows.sum(axis=0) + leaks[industries].to_numpy().sum(axis=0)
    empty = [code for code, value in zip(industries, output, strict=True) if value <= 0]
    if empty:
        raise ValueError(f"industries without output: {', '.join(empty)}")
    coefficients = flows / output
    inverse = np.linalg.inv(np.eye(len(industries)) - coefficients)
    return InputOutput(
        flows=pd.DataFrame(flows, industries, industries),
        final=pd.DataFrame(final, industries, finals),
        output=pd.Series(output, industries, name="output"),
        leaks=leaks,
        coefficients=pd.DataFrame(coefficients, industries, industries),
        inverse=pd.DataFrame(inverse, industries, industries),
        residual=pd.Series(output - flows.sum(axis=1) - final.sum(axis=1), industries, name="residual"),
    )


def has_supply_by_industry(tables: SupplyUse) -> bool:
    """Whether the supply table says which industry makes which product, without which there are no multipliers."""
    return not members(tables, tables.supply, Axis.COLUMN).absent


def multipliers(table: InputOutput) -> pd.DataFrame:
    """What one unit of final demand for an industry's domestic output sets off in the economy.

    Index industry; output (column sum of the Leontief inverse), value_added, imports and taxes per unit of final
    demand. The last three add up to 1. Source: Miller and Blair, Input-Output Analysis (2009), chapter 6.

    >>> one = pd.DataFrame([[50.0]], ["A"], ["A"])
    >>> leaks = pd.DataFrame({"A": [40.0, 10.0, 0.0]}, ["value_added", "imports", "taxes"])
    >>> table = InputOutput(one, one, pd.Series({"A": 100.0}), leaks, one / 100, one / 25, pd.Series({"A": 0.0}))
    >>> multipliers(table).loc["A"].round(9).to_dict()
    {'output': 2.0, 'value_added': 0.8, 'imports': 0.2, 'taxes': 0.0}
    """
    industries = list(table.output.index)
    inverse = table.inverse.to_numpy()
    per_unit = table.leaks[industries].to_numpy() / table.output.to_numpy()
    frame = pd.DataFrame((per_unit @ inverse).T, index=industries, columns=table.leaks.index)
    frame.insert(0, "output", inverse.sum(axis=0))
    return frame


def linkages(table: InputOutput) -> pd.DataFrame:
    """How much an industry draws on others (backward) and supplies others (forward), relative to the mean of 1.

    Backward: column sum of the Leontief inverse ÷ mean column sum (Rasmussen 1956); forward: row sum of the Ghosh
    inverse (I − B)⁻¹ with B = flows ÷ output of the row, ÷ mean row sum. Columns: backward, forward, key (both above
    1). Source: Miller and Blair, Input-Output Analysis (2009), section 12.2.

    >>> flows = pd.DataFrame([[0.0, 50.0], [0.0, 0.0]], ["A", "B"], ["A", "B"])
    >>> table = InputOutput(flows, flows, pd.Series({"A": 100.0, "B": 100.0}), flows, flows / 100,
    ...                     pd.DataFrame([[1.0, 0.5], [0.0, 1.0]], ["A", "B"], ["A", "B"]), pd.Series(dtype=float))
    >>> linkages(table).to_numpy().tolist()
    [[0.8, 1.2, False], [1.2, 0.8, False]]
    """
    backward = table.inverse.to_numpy().sum(axis=0)
    allocation = table.flows.to_numpy() / table.output.to_numpy()[:, None]
    forward = np.linalg.inv(np.eye(len(allocation)) - allocation).sum(axis=1)
    frame = pd.DataFrame(
        {"backward": backward / backward.mean(), "forward": forward / forward.mean()}, table.output.index
    )
    frame["key"] = (frame["backward"] > 1) & (frame["forward"] > 1)
    return frame


def final_demand_content(table: InputOutput) -> pd.DataFrame:
    """Where the spending of each final use ends: value added here, imports (direct, through inputs), taxes on products.

    Index final use and ``total``; value_added, imports_direct, imports_indirect, taxes, total (purchasers' prices, unit
    of the tables), import_share (per cent of total; NaN where total is not positive).

    >>> one = pd.DataFrame([[50.0]], ["A"], ["A"])
    >>> leaks = pd.DataFrame({"A": [40.0, 10.0, 0.0], "homes": [0.0, 5.0, 0.0]}, ["value_added", "imports", "taxes"])
    >>> table = InputOutput(one, one.set_axis(["homes"], axis=1), pd.Series({"A": 100.0}), leaks, one / 100, one / 25,
    ...                     pd.Series({"A": 0.0}))
    >>> final_demand_content(table).loc["homes"].round(6).tolist()
    [40.0, 5.0, 10.0, 0.0, 55.0, 27.272727]
    """
    industries, uses = list(table.output.index), list(table.final.columns)
    made = table.inverse.to_numpy() @ table.final.to_numpy()
    per_unit = table.leaks[industries] / table.output
    through = pd.DataFrame(per_unit.to_numpy() @ made, table.leaks.index, uses)
    frame = pd.DataFrame(
        {
            "value_added": through.loc["value_added"],
            "imports_direct": table.leaks.loc["imports", uses],
            "imports_indirect": through.loc["imports"],
            "taxes": through.loc["taxes"] + table.leaks.loc["taxes", uses],
        }
    )
    frame.loc["total"] = frame.sum()
    frame["total"] = frame.sum(axis=1)
    imports = frame["imports_direct"] + frame["imports_indirect"]
    frame["import_share"] = 100 * imports / frame["total"].where(frame["total"] > 0)
    return frame


def _needed(sums: Sums) -> np.ndarray:
    """The values of sums that must all be known. Raises ValueError with what is missing."""
    missing = dict.fromkeys(code for codes in sums.missing for code in codes)
    if missing:
        raise ValueError(f"not known: {', '.join(missing)}; allowed: tables that have these lines and cells")
    return sums.values


def _column(tables: SupplyUse, which: Line) -> np.ndarray:
    """A line of the supply table by product."""
    return _needed(add([line(tables, tables.supply, Axis.COLUMN, which)], list(tables.products)))


def _cells(tables: SupplyUse, table: SupplyUseTable, rows: list[str], columns: list[str]) -> np.ndarray:
    """A block of a table whose cells must all be known. Raises ValueError with the lines that are not."""
    block = table.block(rows, columns)
    holes = block.isna()
    if holes.any(axis=None):
        lacking = [*block.index[holes.all(axis=1)], *block.columns[holes.all(axis=0)]]
        lacking = lacking or [f"{row} / {column}" for row, column in holes.stack()[lambda one: one].index]
        raise ValueError(
            f"{tables.economy} {tables.year}, table {table.name}: {', '.join(map(str, lacking[:5]))} not known; allowed: "
            "products by industries, all cells known"
        )
    return block.to_numpy()


def _basic_prices(tables: SupplyUse, basic: np.ndarray, users: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Uses at basic prices (products × users) and taxes less subsidies on products by user.

    From the use table at basic prices where there is one. Else a product's margins and taxes are taken out of every use at
    one rate; the margins are then uses of the products that supply them (those with a negative margin), in proportion to
    what each supplies.
    """
    products = list(tables.products)
    published = tables.table(TableKind.USE, Price.BASIC)
    if published is not None and tables.lines.codes(published.name, Axis.ROW, Line.PRODUCT_TAXES):
        taxes = _needed(add([line(tables, published, Axis.ROW, Line.PRODUCT_TAXES)], users))
        return _cells(tables, published, products, users), taxes
    uses = _cells(tables, tables.use, products, users)
    tax = _column(tables, Line.PRODUCT_TAXES)
    margins = np.column_stack([_margin(tables, code) for code in _margins(tables)])
    received, given = np.clip(margins, 0.0, None), np.clip(-margins, 0.0, None)
    purchasers = basic + margins.sum(axis=1) + tax
    known = purchasers > 0
    used_anyway = [
        code for code, ok, row in zip(products, known, uses, strict=True) if not ok and np.abs(row).sum() > 0
    ]
    if used_anyway:
        raise ValueError(f"products used without supply at purchasers' prices: {', '.join(used_anyway)}")
    base = np.where(known, purchasers, 1.0)[:, None]
    tax_by_user = np.where(known, tax / base[:, 0], 0.0) @ uses
    rates = np.where(known[:, None], received / base, 0.0)
    direct = uses * (1 - np.where(known, tax / base[:, 0], 0.0) - rates.sum(axis=1))[:, None]
    margins_by_user = rates.T @ uses
    suppliers = np.divide(given, given.sum(axis=0), out=np.zeros_like(given), where=given.sum(axis=0) > 0)
    return direct + suppliers @ margins_by_user, tax_by_user


def _margins(tables: SupplyUse) -> list[str]:
    """The finest margins that the supply table shows: those that are no sum of others."""
    sums = tables.lines.sums(tables.supply.name, Axis.COLUMN)
    found = [code for code in tables.lines.every(tables.supply.name, Axis.COLUMN, Line.MARGINS) if code not in sums]
    if not found:
        raise ValueError(f"not known: line {Line.MARGINS.value}; allowed: tables that have it")
    return found


def _margin(tables: SupplyUse, code: str) -> np.ndarray:
    return _cells(tables, tables.supply, list(tables.products), [code])[:, 0]
