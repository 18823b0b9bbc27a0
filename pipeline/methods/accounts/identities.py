"""Identities of supply-use tables, each judged where its lines are, with residual and tolerance.

Source: System of National Accounts 2008, chapter 14, and United Nations Handbook on Supply and Use Tables (2018),
chapters 2 and 8. Which codes a line has says the map of the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.methods.accounts.lines import (
    Side,
    Sums,
    add,
    final_lines,
    finals,
    income,
    inputs,
    line,
    members,
    use_tables,
)
from pipeline.model.supply_lines import OUTPUT_KINDS, Axis, Line, Price
from pipeline.model.supply_use import SupplyUse, SupplyUseTable

COLUMNS = ("identity", "code", "left", "right", "residual", "tolerance", "holds", "missing")
BASIC_PRICES = ", basic prices"
_ROW, _COLUMN = Axis.ROW, Axis.COLUMN
IDENTITIES: Mapping[str, str] = MappingProxyType(
    {
        "product output": "Output of a product is its output in all industries (supply table).",
        "supply at basic prices": "Output and imports of a product are its supply at basic prices.",
        "supply at purchasers' prices": "With margins and taxes less subsidies they are its supply at purchasers' prices.",
        "margins sum to zero": "Trade and transport margins of all products add up to zero.",
        "supply columns": "The products of a column of the supply table add up to its total.",
        "output by kind": "Market output, output for own final use and non-market output are output.",
        "intermediate use": "Intermediate use of a product is its use in all industries.",
        "total use": "Intermediate use and final uses of a product are its total use.",
        "final uses": "Consumption, capital formation and exports are final uses.",
        "supply equals use": "Supply of a product equals its use.",
        "use columns": "The products of a column of the use table add up to its total.",
        "columns with adjustments": "Products, taxes less subsidies and adjustments of a column are its total.",
        "industry output": "Intermediate consumption and value added of an industry are its output.",
        "value added": "Compensation, other taxes less subsidies on production and operating surplus are value added.",
        "industries and the economy": "The industries add up to the economy, row by row.",
        "output in both tables": "Output of an industry is the same in both tables.",
        "output of the economy": "Output of all products is that of all industries.",
        "taxes on products in both tables": "Taxes less subsidies on products are the same by product and by user.",
        "sums shown by the source": "Sums that the publisher shows are the sums of their parts.",
        "GDP": "Gross domestic product is the same by production, income and expenditure.",
    }
)
"""Identity → what it says; those of a use table at basic prices have ``BASIC_PRICES`` behind the name."""


def identities(tables: SupplyUse, tolerance: float | None = None) -> pd.DataFrame:
    """All identities of one year's tables, cell by cell.

    ``tolerance`` is a number in the unit of the tables; without it, half of the last digit that the source shows for every
    published cell of an identity. Returns one row for each identity and code: identity, code, left, right, residual
    (left − right), tolerance, holds (True, False, or NA where it is not assessed), missing (lines that are absent and
    cells that are not known, separated by semicolons). A total that is blank where its parts are not zero, or the other way round, is
    not shown there and gives no verdict. An identity of the System of National Accounts whose line is absent is listed
    and not assessed; sums that are a publisher's own are checked where its map has them. Rows of which no cell is published, all
    of them zeros left out, have nothing to check and are not listed.
    """
    check = _Checker(tolerance)
    supply = tables.supply
    products = list(tables.products)

    def of_supply(*lines: Line) -> Side:
        return line(tables, supply, _COLUMN, *lines)

    check("product output", products, [of_supply(Line.OUTPUT)], [members(tables, supply, _COLUMN)])
    basic = [of_supply(Line.OUTPUT, Line.IMPORTS)]
    check("supply at basic prices", products, [of_supply(Line.SUPPLY_BASIC)], basic)
    whole = [of_supply(Line.OUTPUT, Line.IMPORTS, Line.MARGINS, Line.PRODUCT_TAXES)]
    check("supply at purchasers' prices", products, [of_supply(Line.SUPPLY_PURCHASERS)], whole)
    margins = tables.lines.every(supply.name, _COLUMN, Line.MARGINS)
    check("margins sum to zero", margins or ("",), [_rows(tables, supply, margins)], [])
    check("supply columns", list(supply.cells), [line(tables, supply, _ROW, Line.PRODUCTS_TOTAL)], [members(tables, supply, _ROW)])  # fmt: skip
    kinds = tables.lines.codes(supply.name, _ROW, *OUTPUT_KINDS)
    if kinds:
        made = [*tables.industries, *(code for code, _ in tables.lines.codes(supply.name, _COLUMN, Line.OUTPUT))]
        made = [code for code in made if supply.has(_COLUMN, code)]
        check("output by kind", made, [line(tables, supply, _ROW, Line.PRODUCTS_TOTAL)], [Side(supply, _ROW, kinds)])
    for use in use_tables(tables):
        _of_use(check, tables, use)
    made_by = line(tables, tables.use, _ROW, Line.OUTPUT)
    in_supply = line(tables, supply, _ROW, Line.PRODUCTS_TOTAL)
    if supply.cells.size and not any(supply.has(_COLUMN, code) for code in tables.industries):
        in_supply = Side(supply, _ROW, in_supply.codes, (*in_supply.absent, "industries"))
    check("output in both tables", list(tables.industries), [made_by], [in_supply])
    check.sums(
        "output of the economy",
        "products = industries",
        add([of_supply(Line.OUTPUT)], products).total(),
        add([made_by], list(tables.industries)).total(),
    )
    _taxes_in_both(check, tables)
    for table in tables.tables.values():
        for axis in Axis:
            along = list(table.cells.index if axis is _COLUMN else table.cells.columns)
            for total, parts in tables.lines.sums(table.name, axis).items():
                shown = _published(table, axis, along, (total, *(part for part, _ in parts)))
                check("sums shown by the source", shown, [_codes(table, axis, (total, 1))], [_codes(table, axis, *parts)], of=total)  # fmt: skip
    ways = _ways(tables)
    for name in ("income", "expenditure"):
        check.sums("GDP", f"production = {name}", ways["production"], ways[name])
    return check.frame()


def _of_use(check: _Checker, tables: SupplyUse, use: SupplyUseTable) -> None:
    """The identities of one use table."""
    at = BASIC_PRICES if use.price is Price.BASIC else ""
    products, industries = list(tables.products), list(tables.industries)
    intermediate = line(tables, use, _COLUMN, Line.INTERMEDIATE)
    uses = finals(tables, use)
    total = line(tables, use, _COLUMN, Line.TOTAL_USE)
    check(f"intermediate use{at}", products, [intermediate], [members(tables, use, _COLUMN)])
    check(f"total use{at}", products, [total], [intermediate, uses])
    if tables.lines.codes(use.name, _COLUMN, Line.FINAL_USES):
        check(f"final uses{at}", products, [line(tables, use, _COLUMN, Line.FINAL_USES)], [uses])
    reached = Line.SUPPLY_BASIC if use.price is Price.BASIC else Line.SUPPLY_PURCHASERS
    check(f"supply equals use{at}", products, [line(tables, tables.supply, _COLUMN, reached)], [total])
    of_products = line(tables, use, _ROW, Line.PRODUCTS_TOTAL)
    check(f"use columns{at}", list(use.cells), [of_products], [members(tables, use, _ROW)])
    for table in (use,) if at else (use, tables.supply):
        if tables.lines.codes(table.name, _ROW, Line.COLUMN_TOTAL):
            whole = line(tables, table, _ROW, Line.COLUMN_TOTAL)
            goods = line(tables, table, _ROW, Line.PRODUCTS_TOTAL)
            goods = members(tables, table, _ROW) if goods.absent else goods
            beside = tables.lines.codes(table.name, _ROW, Line.PRODUCT_TAXES, Line.ADJUSTMENT)
            check(f"columns with adjustments{at}", list(table.cells), [whole], [goods, Side(table, _ROW, beside)])
    value_added = line(tables, use, _ROW, Line.VALUE_ADDED)
    made = line(tables, use, _ROW, Line.OUTPUT)
    check(f"industry output{at}", industries, [made], [inputs(tables, use), value_added])
    check(f"value added{at}", industries, [value_added], [income(tables, use)])
    rows = [code for side in (made, value_added) for code, _ in side.codes]
    check(f"industries and the economy{at}", rows, [intermediate], [members(tables, use, _COLUMN)])


def _taxes_in_both(check: _Checker, tables: SupplyUse) -> None:
    """Taxes less subsidies on products by product and by user, where a use table has them by user."""
    by_product = add([line(tables, tables.supply, _COLUMN, Line.PRODUCT_TAXES)], list(tables.products)).total()
    for use in use_tables(tables):
        if tables.lines.codes(use.name, _ROW, Line.PRODUCT_TAXES):
            row = line(tables, use, _ROW, Line.PRODUCT_TAXES)
            users = [*tables.industries]
            if use.price is Price.BASIC:  # there final users pay them too
                users += [code for code, _ in tables.lines.codes(use.name, _COLUMN, *final_lines(tables, use))]
            check.sums("taxes on products in both tables", use.name, by_product, add([row], users).total())


def identities_by_year(tables: Mapping[int, SupplyUse]) -> pd.DataFrame:
    """``identities`` of every year below one another, with the column year."""
    return pd.concat([identities(one).assign(year=year) for year, one in tables.items()], ignore_index=True)


def summary(checked: pd.DataFrame) -> pd.DataFrame:
    """One row for each identity: checked (judged or not), hold, broken, unjudged, largest residual (absolute) and where.

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


def not_assessed(checked: pd.DataFrame) -> pd.DataFrame:
    """What could not be judged and why: identity, missing, count.

    >>> rows = [("x", "a", 2.0, None, None, 1.0, None, "line output"), ("x", "b", 5.0, 5.0, 0.0, 1.0, True, "")]
    >>> not_assessed(pd.DataFrame(rows, columns=COLUMNS)).to_numpy().tolist()
    [['x', 'line output', 1]]
    """
    left_out = checked[checked["holds"].isna()]
    counted = left_out.groupby(["identity", "missing"], sort=False).size()
    return counted.rename("count").reset_index()


def gdp(tables: SupplyUse) -> pd.DataFrame:
    """Gross domestic product three ways, unit of the tables.

    Columns: approach, value (NaN where a line is absent), residual (value − production approach), missing. Production:
    output − intermediate consumption + taxes less subsidies on products. Income: compensation + other taxes less subsidies
    on production + gross operating surplus + taxes less subsidies on products. Expenditure: final uses − imports, both
    with the adjustments that stand below the products. Source: SNA 2008, paragraphs 16.47 to 16.50.
    """
    ways = _ways(tables)
    first = float(ways["production"].values[0])
    return pd.DataFrame(
        [
            (name, float(found.values[0]), float(found.values[0]) - first, "; ".join(found.missing[0]))
            for name, found in ways.items()
        ],
        columns=["approach", "value", "residual", "missing"],
    )


def _ways(tables: SupplyUse) -> dict[str, Sums]:
    """The sum of each approach to gross domestic product."""
    supply, use = tables.supply, tables.use
    industries = list(tables.industries)
    taxes = add([line(tables, supply, _COLUMN, Line.PRODUCT_TAXES)], list(tables.products)).total()

    def with_adjustments(table: SupplyUseTable) -> list[str]:
        return [*tables.products, *(code for code, _ in tables.lines.codes(table.name, _ROW, Line.ADJUSTMENT))]

    made = add([line(tables, use, _ROW, Line.OUTPUT), inputs(tables, use).minus()], industries).total()
    earned = add([income(tables, use)], industries).total()
    spent = add([finals(tables, use)], with_adjustments(use)).total()
    bought = add([line(tables, supply, _COLUMN, Line.IMPORTS).minus()], with_adjustments(supply)).total()
    return {"production": _join(made, taxes), "income": _join(earned, taxes), "expenditure": _join(spent, bought)}


def _join(*sums: Sums) -> Sums:
    return Sums(
        np.sum([one.values for one in sums], axis=0),
        [tuple(dict.fromkeys(code for one in sums for code in one.missing[0]))],
        np.sum([one.cells for one in sums], axis=0),
        np.sum([one.doubt for one in sums], axis=0),
    )


def _published(table: SupplyUseTable, axis: Axis, along: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Those of the codes of the other axis at which one of some codes has a cell that is published or withheld."""
    there = [code for code in codes if table.has(axis, code)]
    cells = table.cells[there].T if axis is _COLUMN else table.cells.loc[there]
    filled = dict(zip(cells.columns, cells.notna().any().to_numpy(), strict=True))
    withheld = {
        row if axis is _COLUMN else column
        for row, column in table.suppressed
        if (column if axis is _COLUMN else row) in there
    }
    return [code for code in along if filled[code] or code in withheld]


def _codes(table: SupplyUseTable, axis: Axis, *codes: tuple[str, int]) -> Side:
    """Codes as they are; those that the sheet lacks are absent."""
    return Side(table, axis, codes, tuple(code for code, _ in codes if not table.has(axis, code)))


def _rows(tables: SupplyUse, supply: SupplyUseTable, margins: Sequence[str]) -> Side:
    """The products of the supply table, to be added up in the columns of margins; absent where there is none."""
    side = members(tables, supply, _ROW)
    lacking = [code for code in margins if not supply.has(_COLUMN, code)]
    if not supply.cells.size:
        return side
    absent = (*side.absent, *lacking, *(() if margins else (f"line {Line.MARGINS.value}",)))
    return Side(supply, _ROW, side.codes, absent)


class _Checker:
    """Collects the rows of the table of identities."""

    def __init__(self, tolerance: float | None) -> None:
        self.tolerance = tolerance
        self.parts: list[list[np.ndarray]] = []

    def __call__(
        self, name: str, along: Sequence[str], left: Sequence[Side], right: Sequence[Side], of: str = ""
    ) -> None:
        """Check Σ left = Σ right (zero where there is no right) for every code of ``along``; ``of`` names it further."""
        if not along:
            return
        sums = add(left, along), add(right, along)
        names = [tuple(f"{code} blank" for one in side for code, _ in one.codes) for side in (left, right)]
        self._add(name, [f"{of}: {code}" if of else code for code in along], *sums, blank=(names[0], names[1]))

    def sums(self, name: str, code: str, left: Sums, right: Sums) -> None:
        """Check that two sums agree."""
        self._add(name, [code], left, right)

    def _add(
        self,
        name: str,
        codes: Sequence[str],
        left: Sums,
        right: Sums,
        blank: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    ) -> None:
        """Add the rows of one identity.

        A side of which no cell is published, where the other is not zero, is one that the source does not show there, and
        no zero: ``blank`` says how it is then told.
        """
        missing = [tuple(dict.fromkeys((*a, *b))) for a, b in zip(left.missing, right.missing, strict=True)]
        residual = left.values - right.values
        allowed = left.doubt + right.doubt if self.tolerance is None else np.full(len(residual), self.tolerance)
        unknown = np.isnan(residual)
        fits = np.abs(np.where(unknown, 0.0, residual)) <= allowed + 1e-9
        values = [left.values.copy(), right.values.copy()]
        for side, shown, told in zip((left, right), values, blank, strict=True):
            for i in np.flatnonzero((side.cells == 0) & ~fits & ~unknown) if told else ():
                missing[i] = (told[0] if len(told) == 1 else "all parts blank",)
                shown[i], residual[i], unknown[i] = np.nan, np.nan, True
        texts = np.array(["; ".join(one) for one in missing], dtype=object)
        names = np.full(len(codes), name, dtype=object)
        listed = unknown | (left.cells + right.cells > 0)
        columns = (names, np.array(codes, dtype=object), *values, residual, allowed, fits, texts, unknown)
        self.parts.append([column[listed] for column in columns])

    def frame(self) -> pd.DataFrame:
        """All rows: one frame is made, and not one for each identity."""
        if not self.parts:
            return pd.DataFrame(columns=list(COLUMNS))
        *columns, unknown = (np.concatenate(parts) for parts in zip(*self.parts, strict=True))
        frame = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))).astype({"holds": "boolean"})
        frame.loc[unknown, "holds"] = pd.NA
        return frame
