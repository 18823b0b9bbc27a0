"""A supply and use table (SNA 2008, chapter 14) of one economy and year, and its digital dimensions (OECD, 2023)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd


@dataclass(frozen=True)
class SupplyUse:
    """Supply and use of one year, in one unit, from one source (as printed under figures).

    ``supply`` and ``use`` are products (and value-added and total rows) × industries (and valuation, final-use and
    total columns); an absent cell is NaN, never zero. ``codes`` has the columns code, role, name, digital: the role of
    each row and column (product, industry, valuation, value_added, final_use, total).
    """

    economy: str
    year: int
    unit: str
    source: str
    supply: pd.DataFrame
    use: pd.DataFrame
    codes: pd.DataFrame
    workbook: str


@dataclass(frozen=True)
class TableLines:
    """Codes of the valuation columns, totals and value-added rows of a publisher's tables.

    A pair (code, sign) says whether the cells are added or subtracted; a single code is added. The defaults are those
    of the US Bureau of Economic Analysis (2017 schedule), where ``SUB`` is held as a negative number in the supply
    table, while ``T00SUB`` and ``T00OSUB`` are positive numbers to be subtracted in the use table.
    """

    output: str = "T007"
    imports: tuple[str, ...] = ("MCIF", "MADJ")
    basic: str = "T013"
    margins: tuple[str, ...] = ("Trade", "Trans")
    margin_total: str = "T014"
    product_taxes: tuple[str, ...] = ("MDTY", "TOP", "SUB")
    tax_total: str = "T015"
    purchasers: str = "T016"
    supply_total: str = "T017"
    intermediate_inputs: str = "T005"
    industry_output: str = "T018"
    intermediate_use: str = "T001"
    total_use: str = "T019"
    primary_inputs: tuple[tuple[str, int], ...] = (("V001", 1), ("T00OTOP", 1), ("T00OSUB", -1), ("V003", 1))
    value_added: str = "VABAS"
    industry_taxes: tuple[tuple[str, int], ...] = (("T00TOP", 1), ("T00SUB", -1))
    value_added_producer: str = "VAPRO"


BEA = TableLines()


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
