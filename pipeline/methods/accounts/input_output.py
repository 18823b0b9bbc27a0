"""Symmetric input-output tables from supply and use: multipliers, linkages, import content of final demand.

Transformation: model D, industry by industry with a fixed product sales structure (Eurostat Manual of Supply, Use and
Input-Output Tables, 2008, chapter 11; UN Handbook on Supply and Use Tables and Input-Output Tables, 2018, chapter 12):
a product is sold by the industries that make it in the same proportions to every user. It yields no negative cells
where the tables have none. Two assumptions are made because the shipped tables give uses at purchasers' prices and do
not split them by origin; both are proportional:

- margins and taxes less subsidies on a product are the same share of its purchasers' price for every user;
- imports are the same share of the supply of a product (basic prices) for every user, exports included.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.accounts.balances import codes_of
from pipeline.model.supply_use import BEA, SupplyUse, TableLines

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


def symmetric(tables: SupplyUse, lines: TableLines = BEA) -> InputOutput:
    """The table of domestic flows by model D and the two assumptions of this module; blank cells are zero.

    Output of an industry is what its flows, imports, taxes and value added add up to. Raises ValueError where a product
    that is used has no supply, or where an industry has no output.

    >>> import pandas as pd
    >>> supply = pd.DataFrame({"A": [10.0, 0.0], "B": [0.0, 10.0], "MCIF": [0.0, 10.0]}, index=["A", "B"])
    >>> use = pd.DataFrame({"A": [0.0, 4.0, 6.0], "B": [2.0, 0.0, 8.0], "F010": [8.0, 16.0, 0.0]},
    ...                    index=["A", "B", "VABAS"])
    >>> codes = pd.DataFrame({"code": ["A", "B", "F010"], "role": ["product", "product", "final_use"], "digital": "no"})
    >>> table = symmetric(SupplyUse("XXX", 2020, "", "", supply, use, codes, ""))
    >>> table.flows.to_numpy().tolist(), table.leaks.loc["imports"].tolist()
    ([[0.0, 2.0], [2.0, 0.0]], [2.0, 0.0, 8.0])
    """
    products, finals = codes_of(tables, "product"), codes_of(tables, "final_use")
    finals = [code for code in finals if code in tables.use.columns]
    industries = [code for code in products if code in tables.use.columns and code in tables.supply.columns]
    supply = _filled(tables.supply, products, [*industries, *lines.imports, *lines.margins, *lines.product_taxes])
    uses = _filled(tables.use, products, [*industries, *finals]).to_numpy()
    made = supply[industries].to_numpy()
    output_of_product = made.sum(axis=1)
    imports = supply[list(lines.imports)].to_numpy().sum(axis=1)
    basic = output_of_product + imports
    basic_uses, taxes = _basic_prices(uses, basic, supply, products, lines)
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
    value_added = _filled(tables.use, [lines.value_added], industries).to_numpy()[0]
    leaks = pd.DataFrame(
        [np.concatenate([value_added, np.zeros(len(finals))]), imported, taxes],
        index=["value_added", "imports", "taxes"],
        columns=[*industries, *finals],
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
    >>> leaks = pd.DataFrame({"A": [40.0, 10.0, 0.0], "F010": [0.0, 5.0, 0.0]}, ["value_added", "imports", "taxes"])
    >>> table = InputOutput(one, one.set_axis(["F010"], axis=1), pd.Series({"A": 100.0}), leaks, one / 100, one / 25,
    ...                     pd.Series({"A": 0.0}))
    >>> final_demand_content(table).loc["F010"].round(6).tolist()
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


def _filled(table: pd.DataFrame, rows: list[str], columns: list[str]) -> pd.DataFrame:
    """The block of a table with zero where the publisher left out a cell or line."""
    return table.reindex(index=rows, columns=columns).fillna(0.0)


def _basic_prices(
    uses: np.ndarray, basic: np.ndarray, supply: pd.DataFrame, products: list[str], lines: TableLines
) -> tuple[np.ndarray, np.ndarray]:
    """Uses at basic prices (products × users) and taxes less subsidies on products by user.

    A product's margins and taxes are taken out of every use at one rate; the margins are then uses of the products
    that supply them (those with a negative margin), in proportion to what each supplies.
    """
    tax = supply[list(lines.product_taxes)].to_numpy().sum(axis=1)
    margins = supply[list(lines.margins)].to_numpy()
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
