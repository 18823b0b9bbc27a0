"""The shipped supply-use tables, read once, and a small one by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import tests.shipped
from pipeline.model.supply_lines import Blank, LineMap, Mapped, Member, Price, TableKind
from pipeline.model.supply_use import SupplyUse, SupplyUseTable

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def shipped() -> dict[str, dict[int, SupplyUse]]:
    return tests.shipped.shipped().supply_use


@pytest.fixture(scope="session")
def usa(shipped: dict[str, dict[int, SupplyUse]]) -> dict[int, SupplyUse]:
    return shipped["USA"]


@pytest.fixture(scope="session")
def gbr(shipped: dict[str, dict[int, SupplyUse]]) -> dict[int, SupplyUse]:
    return shipped["GBR"]


@pytest.fixture(scope="session")
def fin(shipped: dict[str, dict[int, SupplyUse]]) -> SupplyUse:
    return shipped["FIN"][2014]


def table(
    kind: TableKind,
    cells: pd.DataFrame,
    blank: Blank = Blank.ZERO,
    price: Price = Price.PURCHASERS,
    rounding: float = 1.0,
) -> SupplyUseTable:
    """A table named after its kind."""
    return SupplyUseTable(kind.value, f"{kind.value} 2020", kind, price, blank, rounding, cells)


def changed(tables: SupplyUse, name: str, row: str, column: str, value: float) -> SupplyUse:
    """The tables with one cell replaced."""
    cells = tables.tables[name].cells.copy()
    cells.loc[row, column] = value
    return with_cells(tables, name, cells)


def with_cells(tables: SupplyUse, name: str, cells: pd.DataFrame, **fields: object) -> SupplyUse:
    """The tables with the cells (and other fields) of one replaced."""
    one = replace(tables.tables[name], cells=cells, **fields)  # type: ignore[arg-type]
    return replace(tables, tables={**tables.tables, name: one})


LINES = LineMap(
    (
        Mapped("supply", "column", "made", "output"),
        Mapped("supply", "column", "from", "imports"),
        Mapped("supply", "column", "cif", "imports"),
        Mapped("supply", "column", "basic", "supply_basic"),
        Mapped("supply", "column", "trade", "margins", 1, "margin"),
        Mapped("supply", "column", "haul", "margins", 1, "margin"),
        Mapped("supply", "column", "margin", "margins"),
        Mapped("supply", "column", "duty", "product_taxes", 1, "tax"),
        Mapped("supply", "column", "vat", "product_taxes", 1, "tax"),
        Mapped("supply", "column", "aid", "product_taxes", 1, "tax"),
        Mapped("supply", "column", "tax", "product_taxes"),
        Mapped("supply", "column", "whole", "supply_purchasers"),
        Mapped("supply", "row", "all", "products_total"),
        Mapped("use", "column", "inter", "intermediate"),
        Mapped("use", "column", "eaten", "households"),
        Mapped("use", "column", "sold", "exports"),
        Mapped("use", "column", "used", "total_use"),
        Mapped("use", "row", "inputs", "products_total"),
        Mapped("use", "row", "wages", "compensation"),
        Mapped("use", "row", "levy", "production_taxes"),
        Mapped("use", "row", "grant", "production_taxes", -1),
        Mapped("use", "row", "profit", "operating_surplus"),
        Mapped("use", "row", "gva", "value_added", 1, "gvap"),
        Mapped("use", "row", "ptax", "product_taxes", 1, "gvap"),
        Mapped("use", "row", "psub", "product_taxes", -1, "gvap"),
        Mapped("use", "row", "gvap", "value_added_producers"),
        Mapped("use", "row", "value", "output"),
    )
)


@pytest.fixture
def small() -> SupplyUse:
    """Products A, B made by industries a, b, a trade margin from B to A, a tax, imports, two final uses; all identities hold."""
    supply = pd.DataFrame(
        {
            "a": [90, 10, 100],
            "b": [0, 60, 60],
            "made": [90, 70, 160],
            "from": [30, 0, 30],
            "cif": [0, 0, 0],
            "basic": [120, 70, 190],
            "trade": [20, -20, 0],
            "haul": [0, 0, 0],
            "margin": [20, -20, 0],
            "duty": [2, 0, 2],
            "vat": [10, 0, 10],
            "aid": [-2, 0, -2],
            "tax": [10, 0, 10],
            "whole": [150, 50, 200],
        },
        index=["A", "B", "all"],
        dtype=float,
    )
    use = pd.DataFrame(
        {
            "a": [30, 10, 40, 30, 5, 1, 26, 60, 12, 2, 70, 100],
            "b": [20, 5, 25, 20, 2, 0, 13, 35, 0, 0, 35, 60],
            "inter": [50, 15, 65, 50, 7, 1, 39, 95, 12, 2, 105, 160],
            "eaten": [70, 30, 100, *[None] * 9],
            "sold": [30, 5, 35, *[None] * 9],
            "used": [150, 50, 200, *[None] * 9],
        },
        index=["A", "B", "inputs", "wages", "levy", "grant", "profit", "gva", "ptax", "psub", "gvap", "value"],
        dtype=float,
    )
    members = (
        Member("A", "product", "computer_services"),
        Member("B", "product"),
        Member("a", "industry", "computer_services"),
        Member("b", "industry"),
    )
    tables = {"supply": table(TableKind.SUPPLY, supply, price=Price.BASIC), "use": table(TableKind.USE, use)}
    return SupplyUse("XXX", 2020, "million", "made up", tables, members, LINES, "")
