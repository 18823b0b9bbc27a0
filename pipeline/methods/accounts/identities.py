"""Identities of supply-use tables, each checked where its cells are, with residual and tolerance.

Source: System of National Accounts 2008, chapter 14, and United Nations Handbook on Supply and Use Tables (2018),
chapters 2 and 8, in the line codes of ``model.supply_use.TableLines``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.methods.accounts.balances import codes_of, digital_codes
from pipeline.model.supply_use import BEA, SupplyUse, TableLines

COLUMNS = ("identity", "code", "left", "right", "residual", "tolerance", "holds", "missing")


@dataclass(frozen=True)
class Rounding:
    """Tolerance of an identity whose cells are rounded to ``unit``: half a unit for every cell on either side."""

    unit: float = 1.0

    def of(self, cells: np.ndarray) -> np.ndarray:
        """Tolerance for identities with these numbers of cells.

        >>> Rounding(1.0).of(np.array([3])).tolist()
        [1.5]
        """
        return self.unit / 2 * cells


def identities(
    tables: SupplyUse,
    tolerance: Rounding | float = Rounding(),
    blank: str = "zero",
    lines: TableLines = BEA,
) -> pd.DataFrame:
    """All identities of one year's tables, cell by cell.

    ``tolerance`` is a fixed number in the unit of the tables, or a ``Rounding``. ``blank`` says what an empty cell
    inside a line of the table means: ``zero`` (the publisher leaves out zeros, as BEA does) or ``absent`` (not known:
    the identity is not judged). A line that is wholly absent is always listed in ``missing``; a total that is absent
    leaves the identity unjudged, an addend that is absent does so only where blanks are ``absent``.

    Returns one row for each identity and code: identity, code, left, right, residual (left − right), tolerance, holds
    (True, False or NA where it cannot be judged), missing (codes of absent lines, or of empty cells where they are not
    zero; separated by spaces). Raises ValueError for another ``blank``.

    >>> import pandas as pd
    >>> supply = pd.DataFrame({"A": [4.0, 1.0], "B": [0.0, 5.0], "T007": [4.0, 7.0]}, index=["A", "B"])
    >>> codes = pd.DataFrame({"code": ["A", "B"], "role": "product", "digital": "no"})
    >>> found = identities(SupplyUse("XXX", 2020, "", "", supply, pd.DataFrame(), codes, ""), tolerance=0.5)
    >>> found[found["identity"] == "product output"][["code", "residual", "holds"]].to_numpy().tolist()
    [['A', 0.0, True], ['B', 1.0, False]]
    """
    if blank not in ("zero", "absent"):
        raise ValueError(f"blank is {blank!r}; allowed: zero, absent")
    check = _Checker(tolerance, blank == "zero")
    products = codes_of(tables, "product")
    final = codes_of(tables, "final_use")
    supply, use = tables.supply, tables.use
    makers = [code for code in products if code in supply.columns]
    users = [code for code in products if code in use.columns]
    rows = [code for code in products if code in supply.index]
    used = [code for code in products if code in use.index]
    by_product = supply.reindex(index=rows)
    uses = use.reindex(index=used)

    check("product output", by_product, lines.output, plus(makers))
    check("supply at basic prices", by_product, lines.basic, plus([lines.output, *lines.imports]))
    check("margin total", by_product, lines.margin_total, plus(lines.margins))
    check("tax total", by_product, lines.tax_total, plus(lines.product_taxes))
    totals = [lines.basic, lines.margin_total, lines.tax_total]
    check("supply at purchasers' prices", by_product, lines.purchasers, plus(totals))
    both = pd.DataFrame(
        {
            name: side[code]
            for name, side, code in (
                (lines.purchasers, supply, lines.purchasers),
                (lines.total_use, use, lines.total_use),
            )
            if code in side
        }
    ).reindex(index=products)
    check("supply equals use", both, lines.purchasers, plus([lines.total_use]))
    check(
        "margins sum to zero", by_product.T.reindex(index=[m for m in lines.margins if m in supply]), None, plus(rows)
    )
    check("supply columns", supply.T, lines.supply_total, plus(rows))
    check("intermediate use", uses, lines.intermediate_use, plus(users))
    check("total use", uses, lines.total_use, plus([lines.intermediate_use, *final]))
    by_industry = use.T.reindex(index=users)
    check("intermediate inputs", use.T, lines.intermediate_inputs, plus(used))
    inputs = [lines.intermediate_inputs, lines.value_added]
    check("industry output", by_industry, lines.industry_output, plus(inputs))
    made = pd.DataFrame(
        {
            name: side.loc[code]
            for name, side, code in (
                (lines.industry_output, use, lines.industry_output),
                (lines.supply_total, supply, lines.supply_total),
            )
            if code in side.index
        }
    ).reindex(index=users)
    check("output in both tables", made, lines.industry_output, plus([lines.supply_total]))
    check("value added", by_industry, lines.value_added, lines.primary_inputs)
    producers = [(lines.value_added, 1), *lines.industry_taxes]
    check("value added at producers' prices", by_industry, lines.value_added_producer, producers)
    for code, total, parts in _whole_and_parts(tables, lines, users):
        check.add("digital and other industries", code, total, parts, [])
    for row in _gdp_rows(tables, lines, users, used, rows, final):
        check.add("GDP", *row)
    return check.frame()


def identities_by_year(tables: Mapping[int, SupplyUse]) -> pd.DataFrame:
    """``identities`` of every year below one another, with the column year."""
    return pd.concat([identities(one).assign(year=year) for year, one in tables.items()], ignore_index=True)


def summary(checked: pd.DataFrame) -> pd.DataFrame:
    """One row for each identity: checked, hold, broken, unjudged, largest residual (absolute) and where.

    >>> rows = [("x", "a", 2.0, 2.0, 0.0, 1.0, True, ""), ("x", "b", 5.0, 2.0, 3.0, 1.0, False, "")]
    >>> summary(pd.DataFrame(rows, columns=COLUMNS)).to_numpy().tolist()
    [['x', 2, 1, 1, 0, 3.0, 'b']]
    """
    rows = []
    for name, part in checked.groupby("identity", sort=False):
        holds = part["holds"].astype("boolean")
        size = part["residual"].abs()
        worst = part["code"].iloc[int(np.nanargmax(size.to_numpy()))] if size.notna().any() else ""
        rows.append(
            (
                name,
                len(part),
                int(holds.fillna(False).sum()),
                int((~holds.fillna(True)).sum()),
                int(holds.isna().sum()),
                size.max(),
                worst,
            )
        )
    return pd.DataFrame(
        rows, columns=["identity", "checked", "hold", "broken", "unjudged", "largest_residual", "where"]
    )


def gdp(tables: SupplyUse, lines: TableLines = BEA) -> pd.DataFrame:
    """Gross domestic product three ways: approach, value, residual (value − production approach), unit of the tables.

    Production: output − intermediate consumption + taxes less subsidies on products. Income: compensation + other taxes
    less subsidies on production + gross operating surplus + taxes less subsidies on products. Expenditure: final uses −
    imports. Source: SNA 2008, paragraph 16.47 to 16.50. Cells left out are zero.

    >>> tables = SupplyUse("XXX", 2020, "", "",
    ...     pd.DataFrame({"A": [10.0, 10.0], "MCIF": [3.0, 3.0], "TOP": [1.0, 1.0]}, index=["A", "T017"]),
    ...     pd.DataFrame({"A": [4.0, 10.0, 4.0, 5.0, 1.0], "F010": [10.0, 0, 0, 0, 0]},
    ...                  index=["A", "T018", "T005", "V001", "T00TOP"]),
    ...     pd.DataFrame({"code": ["A", "F010"], "role": ["product", "final_use"], "digital": "no"}), "")
    >>> gdp(tables).to_numpy().tolist()
    [['production', 7.0, 0.0], ['income', 6.0, -1.0], ['expenditure', 7.0, 0.0]]
    """
    products, final = codes_of(tables, "product"), codes_of(tables, "final_use")
    users = [code for code in products if code in tables.use.columns]
    sides = _gdp_sides(tables, lines, users, products, products, final)
    values = {name: float(np.nansum(cells)) for name, (cells, _) in sides.items()}
    return pd.DataFrame(
        [(name, value, value - values["production"]) for name, value in values.items()],
        columns=["approach", "value", "residual"],
    )


def plus(codes: Iterable[str]) -> list[tuple[str, int]]:
    """Codes that are all added.

    >>> plus(["MCIF"])
    [('MCIF', 1)]
    """
    return [(code, 1) for code in codes]


class _Checker:
    """Collects the rows of the table of identities."""

    def __init__(self, tolerance: Rounding | float, zero: bool) -> None:
        self.tolerance, self.zero = tolerance, zero
        self.parts: list[pd.DataFrame] = []

    def __call__(self, name: str, table: pd.DataFrame, total: str | None, addends: Sequence[tuple[str, int]]) -> None:
        """Check ``total`` = Σ sign × addend in every row of ``table``; ``total`` None stands for zero."""
        if table.empty:
            return
        lacking = [code for code, _ in addends if code not in table.columns]
        present = [(code, sign) for code, sign in addends if code in table.columns]
        cells = table[[code for code, _ in present]].to_numpy(dtype=float)
        empty = np.isnan(cells)
        if total is None:
            left, known = np.zeros(len(table)), np.ones(len(table), dtype=bool)
        elif total in table.columns:
            left = table[total].to_numpy(dtype=float)
            # A row without any of its cells has nothing to check.
            known = ~np.isnan(left) | self.zero
            left = np.where(np.isnan(left) & self.zero, 0.0, left)
        else:
            lacking = [total, *lacking]
            left, known = np.full(len(table), np.nan), np.zeros(len(table), dtype=bool)
        if not self.zero:
            known = known & ~empty.any(axis=1) & (not lacking)
        sides = np.nansum(cells * np.array([sign for _, sign in present], dtype=float), axis=1)
        right = np.where(known | ~empty.all(axis=1), sides, np.nan) if present else np.full(len(table), np.nan)
        if total is None:  # printed the other way round: the sum on the left, zero on the right
            left, right = right, left
        names = [code for code, _ in present]
        texts = []
        for i in range(len(table)):
            holes = [] if self.zero else [code for code, gone in zip(names, empty[i], strict=True) if gone]
            if not self.zero and total in table.columns and np.isnan(left[i]):
                holes = [str(total), *holes]
            texts.append(" ".join([*lacking, *holes]))
        self._add(name, table.index, left, right, (~empty).sum(axis=1) + (total is not None), known, texts)

    def add(self, name: str, code: str, left: np.ndarray, right: np.ndarray, missing: list[str]) -> None:
        """Check that two lists of cells have the same sum."""
        known = bool(self.zero or not (missing or np.isnan(left).any() or np.isnan(right).any()))
        known = known and bool(len(left)) and bool(len(right))
        cells = np.array([(~np.isnan(left)).sum() + (~np.isnan(right)).sum()])
        sums = np.array([np.nansum(left)]), np.array([np.nansum(right)])
        self._add(name, pd.Index([code]), *sums, cells, np.array([known]), [" ".join(missing)])

    def _add(
        self,
        name: str,
        codes: pd.Index,
        left: np.ndarray,
        right: np.ndarray,
        cells: np.ndarray,
        known: np.ndarray,
        missing: list[str],
    ) -> None:
        residual = left - right
        known = known & ~np.isnan(residual)
        rule = self.tolerance
        allowed = rule.of(cells) if isinstance(rule, Rounding) else np.full(len(left), float(rule))
        holds = pd.array(np.abs(np.where(known, residual, 0.0)) <= allowed + 1e-9, dtype="boolean")
        holds[~known] = pd.NA
        columns = (name, np.asarray(codes, dtype=object), left, right, residual, allowed, holds, missing)
        self.parts.append(pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))))

    def frame(self) -> pd.DataFrame:
        return pd.concat(self.parts, ignore_index=True) if self.parts else pd.DataFrame(columns=list(COLUMNS))


def _whole_and_parts(
    tables: SupplyUse, lines: TableLines, users: list[str]
) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Published total of all industries, and the cells of digital industries followed by those of the others."""
    digital = [code for code in digital_codes(tables) if code in users]
    order = [*digital, *(code for code in users if code not in digital)]
    use, total = tables.use, lines.intermediate_use
    return [
        (line, np.array([use.loc[line, total]], dtype=float), use.loc[line].reindex(order).to_numpy(dtype=float))
        for line in (lines.industry_output, lines.value_added)
        if line in use.index and total in use.columns and pd.notna(use.loc[line, total])
    ]


def _gdp_sides(
    tables: SupplyUse, lines: TableLines, users: list[str], used: list[str], rows: list[str], final: list[str]
) -> dict[str, tuple[np.ndarray, list[str]]]:
    """Signed cells of each approach and the codes of lines that the tables do not have."""
    use, supply = tables.use, tables.supply

    def block(table: pd.DataFrame, index: list[str], columns: list[str], sign: int) -> np.ndarray:
        return sign * table.reindex(index=index, columns=columns).to_numpy(dtype=float).ravel()

    def absent(codes: Iterable[str], table: pd.DataFrame) -> list[str]:
        return [code for code in codes if code not in table.index and code not in table.columns]

    taxes = list(lines.product_taxes)
    production = [
        block(use, [lines.industry_output], users, 1),
        block(use, [lines.intermediate_inputs], users, -1),
        block(supply, rows, taxes, 1),
    ]
    signed = [*lines.primary_inputs, *lines.industry_taxes]
    income = [block(use, [code], users, sign) for code, sign in signed]
    expenditure = [block(use, used, final, 1), block(supply, rows, list(lines.imports), -1)]
    return {
        "production": (
            np.concatenate(production),
            absent([lines.industry_output, lines.intermediate_inputs], use) + absent(taxes, supply),
        ),
        "income": (np.concatenate(income), absent([code for code, _ in signed], use)),
        "expenditure": (np.concatenate(expenditure), absent(lines.imports, supply)),
    }


def _gdp_rows(
    tables: SupplyUse, lines: TableLines, users: list[str], used: list[str], rows: list[str], final: list[str]
) -> list[tuple[str, np.ndarray, np.ndarray, list[str]]]:
    sides = _gdp_sides(tables, lines, users, used, rows, final)
    first, lacking = sides["production"]
    return [
        (f"production = {name}", first, sides[name][0], [*lacking, *sides[name][1]])
        for name in ("income", "expenditure")
    ]
