"""What a publisher's codes stand for in supply and use tables: products, industries, and the map of lines.

The map says which code is which line of the System of National Accounts.

Source of the lines: System of National Accounts 2008, chapter 14; United Nations Handbook on Supply and Use Tables (2018),
chapters 2 to 4. Nothing here names a code of a publisher: these stand in the workbook of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

PRODUCT, INDUSTRY = "product", "industry"
NOT_DIGITAL, PARTLY = "no", "partly"


class DigitalGroup(StrEnum):
    """The groups in which industries and products of all economies are counted as digital, so that they compare."""

    ICT_GOODS = "ict_goods"
    PUBLISHING = "publishing"
    TELECOMMUNICATIONS = "telecommunications"
    COMPUTER_SERVICES = "computer_services"


class Member(NamedTuple):
    """A product or an industry of the tables; ``digital`` is its ``DigitalGroup``, "partly" or "no".

    "Partly" holds digital activities that the publisher does not show apart: it is not counted as digital.
    """

    code: str
    role: str
    digital: str = NOT_DIGITAL


class Axis(StrEnum):
    """Where a code stands: in column A (a row) or in row 1 (a column)."""

    ROW = "row"
    COLUMN = "column"


class TableKind(StrEnum):
    """What a table shows."""

    SUPPLY = "supply"
    USE = "use"


class Price(StrEnum):
    """The prices at which the products of a table are valued."""

    BASIC = "basic"
    PURCHASERS = "purchasers"


class Blank(StrEnum):
    """What an empty cell of a table means: a zero that the source leaves out, or a value that is not known."""

    ZERO = "zero"
    ABSENT = "absent"


BLANKS: Mapping[Blank, str] = MappingProxyType(
    {
        Blank.ABSENT: "The cell is not known: what needs it has no verdict.",
        Blank.ZERO: "The publisher leaves zeros out: the cell is zero.",
    }
)
"""Meaning of a blank cell → what follows."""


class Line(StrEnum):
    """A line of the accounts; ``PLACES`` has where each may stand."""

    # Columns of the supply table
    OUTPUT = "output"
    IMPORTS = "imports"
    SUPPLY_BASIC = "supply_basic"
    MARGINS = "margins"
    PRODUCT_TAXES = "product_taxes"
    SUPPLY_PURCHASERS = "supply_purchasers"
    # Columns of the use table
    INTERMEDIATE = "intermediate"
    HOUSEHOLDS = "households"
    NPISH = "npish"
    GOVERNMENT = "government"
    FIXED_CAPITAL = "fixed_capital"
    INVENTORIES = "inventories"
    VALUABLES = "valuables"
    EXPORTS = "exports"
    CONSUMPTION = "consumption"
    CAPITAL_FORMATION = "capital_formation"
    FINAL_USES = "final_uses"
    TOTAL_USE = "total_use"
    # Rows below the products
    PRODUCTS_TOTAL = "products_total"
    ADJUSTMENT = "adjustment"
    COLUMN_TOTAL = "column_total"
    MARKET_OUTPUT = "market_output"
    OWN_USE_OUTPUT = "own_use_output"
    NON_MARKET_OUTPUT = "non_market_output"
    # Rows of the use table
    COMPENSATION = "compensation"
    PRODUCTION_TAXES = "production_taxes"
    OPERATING_SURPLUS = "operating_surplus"
    VALUE_ADDED = "value_added"
    VALUE_ADDED_PRODUCERS = "value_added_producers"
    MEMO = "memo"


LINES: Mapping[Line, str] = MappingProxyType(
    {
        Line.OUTPUT: "Output at basic prices: of products in the supply table, of industries in a row of the use table.",
        Line.IMPORTS: "Imports.",
        Line.SUPPLY_BASIC: "Total supply at basic prices: output and imports.",
        Line.MARGINS: "Trade and transport margins.",
        Line.PRODUCT_TAXES: "Taxes less subsidies on products; a row where the use table has them by user.",
        Line.SUPPLY_PURCHASERS: "Total supply at purchasers' prices.",
        Line.INTERMEDIATE: "Total intermediate consumption of industries.",
        Line.HOUSEHOLDS: "Final consumption of households.",
        Line.NPISH: "Final consumption of non-profit institutions serving households.",
        Line.GOVERNMENT: "Final consumption of government.",
        Line.FIXED_CAPITAL: "Gross fixed capital formation.",
        Line.INVENTORIES: "Changes in inventories.",
        Line.VALUABLES: "Acquisitions less disposals of valuables.",
        Line.EXPORTS: "Exports.",
        Line.CONSUMPTION: "Final consumption as a whole, where its parts are not shown.",
        Line.CAPITAL_FORMATION: "Gross capital formation as a whole, where its parts are not shown.",
        Line.FINAL_USES: "Total of final uses.",
        Line.TOTAL_USE: "Total use: intermediate consumption and final uses.",
        Line.PRODUCTS_TOTAL: "Total over all products.",
        Line.ADJUSTMENT: "CIF/FOB adjustment, purchases of residents abroad and of non-residents here.",
        Line.COLUMN_TOTAL: "Total of a column: products, taxes less subsidies on them, adjustments.",
        Line.MARKET_OUTPUT: "Market output of industries.",
        Line.OWN_USE_OUTPUT: "Output for own final use.",
        Line.NON_MARKET_OUTPUT: "Non-market output.",
        Line.COMPENSATION: "Compensation of employees.",
        Line.PRODUCTION_TAXES: "Other taxes less subsidies on production.",
        Line.OPERATING_SURPLUS: "Gross operating surplus, with gross mixed income.",
        Line.VALUE_ADDED: "Gross value added at basic prices.",
        Line.VALUE_ADDED_PRODUCERS: "Gross value added at producers' prices.",
        Line.MEMO: "Shown by the publisher, part of no sum here.",
    }
)
"""Line → what it is."""

FINAL_LINES = (
    Line.HOUSEHOLDS,
    Line.NPISH,
    Line.GOVERNMENT,
    Line.FIXED_CAPITAL,
    Line.INVENTORIES,
    Line.VALUABLES,
    Line.EXPORTS,
)
OUTPUT_KINDS = (Line.MARKET_OUTPUT, Line.OWN_USE_OUTPUT, Line.NON_MARKET_OUTPUT)
INCOME_LINES = (Line.COMPENSATION, Line.PRODUCTION_TAXES, Line.OPERATING_SURPLUS)

_SUPPLY_COLUMN = ((TableKind.SUPPLY, Axis.COLUMN),)
_USE_COLUMN, _USE_ROW = ((TableKind.USE, Axis.COLUMN),), ((TableKind.USE, Axis.ROW),)
_ANY_ROW = ((TableKind.SUPPLY, Axis.ROW), (TableKind.USE, Axis.ROW))
PLACES: dict[Line, tuple[tuple[TableKind, Axis], ...]] = {
    **dict.fromkeys((Line.IMPORTS, Line.SUPPLY_BASIC, Line.MARGINS, Line.SUPPLY_PURCHASERS), _SUPPLY_COLUMN),
    **dict.fromkeys((Line.OUTPUT, Line.PRODUCT_TAXES), _SUPPLY_COLUMN + _USE_ROW),
    **dict.fromkeys(
        (
            Line.INTERMEDIATE,
            *FINAL_LINES,
            Line.CONSUMPTION,
            Line.CAPITAL_FORMATION,
            Line.FINAL_USES,
            Line.TOTAL_USE,
        ),
        _USE_COLUMN,
    ),
    **dict.fromkeys((Line.PRODUCTS_TOTAL, Line.ADJUSTMENT, Line.COLUMN_TOTAL), _ANY_ROW),
    **dict.fromkeys(OUTPUT_KINDS, _ANY_ROW),
    **dict.fromkeys((*INCOME_LINES, Line.VALUE_ADDED, Line.VALUE_ADDED_PRODUCERS), _USE_ROW),
    Line.MEMO: (*_SUPPLY_COLUMN, *_USE_COLUMN, *_ANY_ROW),
}

# Signed codes: each with 1 where its cells are added, -1 where they are subtracted.
Codes = tuple[tuple[str, int], ...]


class Mapped(NamedTuple):
    """One row of the map: in ``table`` (its name in the workbook) the row or column ``code`` is ``line``.

    ``part_of`` is the code (same table, same axis) of a sum of the publisher's that this code is added to, or subtracted
    from where ``sign`` is -1; blank where there is none.
    """

    table: str
    axis: str
    code: str
    line: str
    sign: int = 1
    part_of: str = ""


@dataclass(frozen=True)
class LineMap:
    """All rows of a workbook's map."""

    rows: tuple[Mapped, ...]

    @cached_property
    def _lines(self) -> dict[tuple[str, str, str], Codes]:
        line_of = {(row.table, row.axis, row.code): row.line for row in self.rows}
        found: dict[tuple[str, str, str], Codes] = {}
        for row in self.rows:
            if (
                line_of.get((row.table, row.axis, row.part_of)) != row.line
            ):  # a part of its own line is not counted twice
                key = (row.table, row.axis, row.line)
                found[key] = (*found.get(key, ()), (row.code, row.sign))
        return found

    def codes(self, table: str, axis: Axis, *lines: Line) -> Codes:
        """The signed codes whose sum is these lines of a table; empty where the publisher has none.

        >>> one = LineMap((Mapped("supply", "column", "M", "imports"), Mapped("supply", "column", "M1", "imports", 1, "M")))
        >>> one.codes("supply", Axis.COLUMN, Line.IMPORTS), one.codes("supply", Axis.COLUMN, Line.MARGINS)
        ((('M', 1),), ())
        """
        return tuple(code for line in lines for code in self._lines.get((table, axis, line), ()))

    def every(self, table: str, axis: Axis, line: Line) -> tuple[str, ...]:
        """Every code that is a line or a part of it."""
        return tuple(row.code for row in self.rows if (row.table, row.axis, row.line) == (table, axis, line))

    def sums(self, table: str, axis: Axis) -> dict[str, Codes]:
        """The publisher's own sums along an axis: code → the signed codes that are its parts."""
        found: dict[str, Codes] = {}
        for row in self.rows:
            if row.part_of and (row.table, row.axis) == (table, axis):
                found[row.part_of] = (*found.get(row.part_of, ()), (row.code, row.sign))
        return found


def plus(codes: Iterable[str]) -> Codes:
    """Codes that are all added.

    >>> plus(["A"])
    (('A', 1),)
    """
    return tuple((code, 1) for code in codes)
