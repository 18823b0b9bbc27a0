"""Supply and use tables (SNA 2008, chapter 14) of an economy and year, and their digital dimensions (OECD, 2023)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from pipeline.model.supply_lines import (
    INDUSTRY,
    NOT_DIGITAL,
    PARTLY,
    PRODUCT,
    Axis,
    Blank,
    LineMap,
    Member,
    Price,
    TableKind,
)


@dataclass(frozen=True)
class SupplyUseTable:
    """One table of one year: ``cells`` are rows × columns by their codes, NaN where the sheet is blank.

    ``name`` is that of the table in its workbook (``supply``), ``sheet`` that of its sheet (``supply 2022``); ``rounding``
    is the last digit that the source shows, in the unit of the tables; ``suppressed`` are (row, column) of cells that the
    source withholds: they are not known, whatever a blank means.
    """

    name: str
    sheet: str
    kind: TableKind
    price: Price
    blank: Blank
    rounding: float
    cells: pd.DataFrame
    suppressed: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def known(self) -> pd.DataFrame:
        """The cells with a zero where the source leaves zeros out; NaN where a value is not known."""
        if self.blank is Blank.ABSENT:
            return self.cells
        known = self.cells.fillna(0.0)  # what the workbook declares of this table
        for row, column in self.suppressed:
            known.loc[row, column] = np.nan
        return known

    def block(self, rows: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
        """Values of some rows and columns; NaN where one is not known, or where the sheet does not have its line."""
        return self.known.reindex(index=list(rows), columns=list(columns))

    def has(self, axis: Axis, code: str) -> bool:
        """Whether the sheet has a row or column of this code."""
        return code in self._places[axis]

    def places(self, axis: Axis, codes: Sequence[str]) -> np.ndarray:
        """Where rows or columns stand among the cells; -1 for a code that the sheet does not have."""
        places = self._places[axis]
        return np.array([places.get(code, -1) for code in codes], dtype=int)

    @cached_property
    def _places(self) -> dict[Axis, dict[str, int]]:
        """The places of both axes by code: they are looked up so often that an index of pandas takes longer than the sums."""
        labels = {Axis.ROW: self.cells.index, Axis.COLUMN: self.cells.columns}
        return {axis: {code: place for place, code in enumerate(codes)} for axis, codes in labels.items()}


@dataclass(frozen=True)
class SupplyUse:
    """Supply and use of one economy and year, in one unit, from one source (as printed under figures).

    ``tables`` are those of the workbook by name; ``members`` its products and industries, in its order; ``lines`` say
    what every other row and column is. Products and industries need not share codes. ``licence`` is that which the source
    states, ``accessed`` the day (ISO) on which the tables were taken from ``url``.
    """

    economy: str
    year: int
    unit: str
    source: str
    tables: Mapping[str, SupplyUseTable]
    members: tuple[Member, ...]
    lines: LineMap
    workbook: str
    licence: str = ""
    accessed: str = ""
    url: str = ""

    @cached_property
    def products(self) -> tuple[str, ...]:
        """Codes of the products."""
        return tuple(member.code for member in self.members if member.role == PRODUCT)

    @cached_property
    def industries(self) -> tuple[str, ...]:
        """Codes of the industries."""
        return tuple(member.code for member in self.members if member.role == INDUSTRY)

    def digital(self, role: str, partly: bool = False) -> dict[str, str]:
        """Products or industries that are counted as digital with their group; with ``partly`` also those."""
        left_out = {NOT_DIGITAL} if partly else {NOT_DIGITAL, PARTLY}
        return {one.code: one.digital for one in self.members if one.role == role and one.digital not in left_out}

    def table(self, kind: TableKind, price: Price | None = None) -> SupplyUseTable | None:
        """The table of a kind (at a price); None where the publisher has none."""
        of_kind = (one for one in self.tables.values() if one.kind is kind and price in (None, one.price))
        return next(of_kind, None)

    @property
    def supply(self) -> SupplyUseTable:
        """The supply table. Raises ValueError where there is none."""
        return self._needed(TableKind.SUPPLY, None)

    @property
    def use(self) -> SupplyUseTable:
        """The use table at purchasers' prices. Raises ValueError where there is none."""
        return self._needed(TableKind.USE, Price.PURCHASERS)

    def _needed(self, kind: TableKind, price: Price | None) -> SupplyUseTable:
        found = self.table(kind, price)
        if found is None:
            at = f" at {price.value} prices" if price else ""
            raise ValueError(f"{self.economy} {self.year}: no {kind.value} table{at}; allowed: one in the sheet Tables")
        return found


class Nature(StrEnum):
    """How a transaction is made: the rows under each product (OECD Handbook, 2023)."""

    ORDERED_DIRECT = "ordered_direct"
    ORDERED_RESIDENT_PLATFORM = "ordered_resident_platform"
    ORDERED_NON_RESIDENT_PLATFORM = "ordered_non_resident_platform"
    NOT_ORDERED = "not_ordered"


class DigitalProduct(StrEnum):
    """What is supplied and used: products that are digital, with cloud computing and intermediation apart."""

    ICT_GOODS = "ict_goods"
    DIGITAL_SERVICES = "digital_services"
    CLOUD_COMPUTING = "cloud_computing"
    INTERMEDIATION = "digital_intermediation"


@dataclass(frozen=True)
class DigitalSupplyUse:
    """Supply and use tables with the digital dimensions how, what and who; every part may be partly filled.

    ``supply_by_nature`` and ``use_by_nature`` have one row for each (product, ``Nature``) that is there and the columns
    of the table; ``delivered`` (digitally delivered) and ``ordered_and_delivered`` are products × columns of the use
    table; NaN is a cell that nobody has filled. ``products`` gives the ``DigitalProduct`` of a product code (what);
    ``industries`` the digital industry of an industry code and ``industry_names`` the names of the digital industries,
    as their sheet gives them (who). Raises ValueError for a nature, product or digital industry that is not known.
    """

    tables: SupplyUse
    supply_by_nature: pd.DataFrame
    use_by_nature: pd.DataFrame
    delivered: pd.DataFrame
    ordered_and_delivered: pd.DataFrame
    products: Mapping[str, DigitalProduct]
    industries: Mapping[str, str]
    industry_names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {nature.value for nature in Nature}
        for name, frame in (("supply_by_nature", self.supply_by_nature), ("use_by_nature", self.use_by_nature)):
            unknown = sorted({str(nature) for _, nature in frame.index} - known)
            if unknown:
                raise ValueError(f"{name}: natures {', '.join(unknown)}; allowed: {', '.join(sorted(known))}")
        wrong = sorted({str(kind) for kind in self.products.values()} - {kind.value for kind in DigitalProduct})
        if wrong:
            raise ValueError(
                f"products: {', '.join(wrong)}; allowed: {', '.join(kind.value for kind in DigitalProduct)}"
            )
        nameless = sorted(set(self.industries.values()) - set(self.industry_names))
        if nameless:
            raise ValueError(f"digital industries without a name: {', '.join(nameless)}")
