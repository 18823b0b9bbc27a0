"""Standard codes of the lines of supply and use tables: a declared table for each standard, and nothing guessed.

A code is compared without case, blanks and punctuation (``P3_S14``, ``p3.s14`` and ``P3/S14`` are one), and an English
name of the System of National Accounts stands for its line in the same way.

Sources. ESA: European System of Accounts 2010 (Regulation (EU) 549/2013), annex A, chapter 9, and annex B, tables 1500 and
1600; codes of the Eurostat data sets naio_10_cp15, naio_10_cp16 and naio_10_cp1610. SNA: System of National Accounts 2008,
annex 1 and chapter 14, whose transaction codes are those of the ESA. BEA: U.S. Bureau of Economic Analysis, Supply-Use
Tables, codes of rows and columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.model.supply_lines import Axis, Line, TableKind

Sets = tuple[frozenset[str], ...]


class Coded(NamedTuple):
    """One line of a standard: ``codes`` are its spellings, the first its key; ``names`` are its English names.

    ``whole`` is the key of the sum that it is a part of. ``sets`` (of a sum) are keys of parts that together make it;
    ``strict``: parts stand for it only all together. ``less``: it is subtracted where it is shown as a positive number.
    """

    place: frozenset[tuple[TableKind, Axis]]
    line: Line
    codes: tuple[str, ...]
    names: tuple[str, ...] = ()
    whole: str = ""
    sets: Sets = ()
    less: bool = False
    strict: bool = False

    @property
    def key(self) -> str:
        """The code by which others name it."""
        return self.codes[0]


@dataclass(frozen=True)
class Standard:
    """The codes of one standard; ``title`` is how it is told."""

    title: str
    lines: tuple[Coded, ...]

    @cached_property
    def _found(self) -> dict[tuple[TableKind, Axis, str], Coded]:
        found: dict[tuple[TableKind, Axis, str], Coded] = {}
        for one in self.lines:
            for kind, axis in one.place:
                for text in (*one.codes, *one.names):
                    found.setdefault((kind, axis, plain(text)), one)
        return found

    def find(self, kind: TableKind, axis: Axis, code: str) -> Coded | None:
        """The line that a code is in a kind of table; None where the standard does not have it there."""
        return self._found.get((kind, axis, plain(code)))

    def of(self, kind: TableKind, axis: Axis) -> Iterator[Coded]:
        """The lines that may stand along an axis of a kind of table."""
        return (one for one in self.lines if (kind, axis) in one.place)


def plain(code: str) -> str:
    """A code without case, blanks and punctuation.

    >>> plain("p3_s14"), plain("B.1g"), plain("Total supply, basic prices")
    ('P3S14', 'B1G', 'TOTALSUPPLYBASICPRICES')
    """
    return re.sub(r"[\W_]", "", code).upper()


_SUPPLY, _USE = TableKind.SUPPLY, TableKind.USE
_SUPPLY_COLUMN = frozenset({(_SUPPLY, Axis.COLUMN)})
_USE_COLUMN = frozenset({(_USE, Axis.COLUMN)})
_SUPPLY_ROW, _USE_ROW = frozenset({(_SUPPLY, Axis.ROW)}), frozenset({(_USE, Axis.ROW)})
_ROWS = _SUPPLY_ROW | _USE_ROW


def _line(
    place: frozenset[tuple[TableKind, Axis]],
    line: Line,
    codes: str,
    names: str = "",
    whole: str = "",
    sets: str = "",
    less: bool = False,
    strict: bool = False,
) -> Coded:
    """A row of the table below: codes by blanks, names by semicolons, sets of parts by bars."""
    made = tuple(frozenset(one.split()) for one in sets.split("|") if one.strip())
    return Coded(place, line, tuple(codes.split()), tuple(one.strip() for one in names.split(";") if one.strip()), whole, made, less, strict)  # fmt: skip


_ESA = (
    # Columns of the supply table
    _line(_SUPPLY_COLUMN, Line.OUTPUT, "TOTAL P1 TOTAL_IND TOT_IND", "Total; Total output; Total output at basic prices; Output at basic prices; Domestic output; Total industries; All industries; Total domestic output"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7 P7_CIF P7R P7R_CIF IMP", "Imports; Total imports; Imports of goods and services; Imports (cif); Imports cif", sets="P71 P72|P7_S21 P7_S22|P7_B0 P7_D0|P7_U2 P7_U5", strict=True),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P71", "Imports of goods", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P72", "Imports of services", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_S21 P7R_S21", "Intra EU imports; Intra EU imports (cif)", "P7", "P7_S2111 P7_S2112"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_S22 P7R_S22", "Extra EU imports; Extra EU imports (cif)", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_S2111 P7_S21_S2111 P7R_S2111", "", "P7_S21"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_S2112 P7R_S2112", "", "P7_S21"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_B0", "", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_D0", "", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_U2", "", "P7"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "P7_U5", "", "P7"),
    _line(_SUPPLY_COLUMN, Line.SUPPLY_BASIC, "TS_BP SUPBP SUP_BP S_BP SUPP_PH", "Total supply at basic prices; Supply at basic prices; Total supply, basic prices"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "OTTM OTM P118 P119 TTM TRTP_MARG", "Trade and transport margins; Total margins; Distributors' trading margins", sets="P118A P118B"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "P118A OTTM_T TRADE TRADE_MARGINS", "Trade margins; Trade margin", "OTTM"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "P118B TRANSPORT_MARGINS", "Transport margins; Transport margin", "OTTM"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D21X31 D21MD31 D21N D21_D31 D21_M_D31 D21_LESS_D31", "Taxes less subsidies on products; Net taxes on products; Taxes on products less subsidies", sets="D21 D31", strict=True),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D21", "Taxes on products", "D21X31", "D211 D212 D214"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D31", "Subsidies on products; Less subsidies on products", "D21X31", less=True),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D211", "Value added type taxes; VAT", "D21"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D212", "Taxes and duties on imports excluding VAT; Import duties", "D21"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "D214", "Taxes on products except VAT and import taxes", "D21"),
    _line(_SUPPLY_COLUMN, Line.SUPPLY_PURCHASERS, "TS_PP SUPPP SUP_PP S_PP SUPP_OH TS", "Total supply at purchasers' prices; Supply at purchasers' prices; Total supply; Total supply, purchasers' prices"),
    # Columns of the use table
    _line(_USE_COLUMN, Line.INTERMEDIATE, "TOTAL P2 TOTAL_IND TOT_IND TIC", "Total; Total intermediate consumption; Intermediate consumption; Total intermediate use; Total intermediate uses; Total industries; All industries; Total intermediate demand"),
    _line(_USE_COLUMN, Line.CONSUMPTION, "P3 P3K", "Final consumption expenditure; Final consumption; Total final consumption", sets="P3_S13 P3_S14 P3_S15|P3_S13 P3_S1M|P31 P32"),
    _line(_USE_COLUMN, Line.HOUSEHOLDS, "P3_S1M P31_S1M P3_S14_S15 P31_S14_S15", "Household and NPISH final consumption", "P3", "P3_S14 P3_S15"),
    _line(_USE_COLUMN, Line.HOUSEHOLDS, "P3_S14 P31_S14", "Final consumption expenditure by households; Household final consumption; Household consumption; Households; Final consumption of households; Final consumption expenditure of households; Private consumption", "P3_S1M"),
    _line(_USE_COLUMN, Line.NPISH, "P3_S15 P31_S15", "Final consumption expenditure by NPISH; NPISH; NPISHs; Non-profit institutions serving households; Final consumption expenditure of NPISH; Final consumption expenditure by non-profit organisations serving households (NPISH)", "P3_S1M"),
    _line(_USE_COLUMN, Line.GOVERNMENT, "P3_S13", "Final consumption expenditure by government; Government final consumption; Government consumption; General government; Government; Final consumption expenditure of general government", "P3", "P31_S13 P32_S13", strict=True),
    _line(_USE_COLUMN, Line.GOVERNMENT, "P31_S13", "", "P3_S13"),
    _line(_USE_COLUMN, Line.GOVERNMENT, "P32_S13", "", "P3_S13"),
    _line(_USE_COLUMN, Line.CONSUMPTION, "P31", "Individual consumption expenditure", "P3"),
    _line(_USE_COLUMN, Line.CONSUMPTION, "P32", "Collective consumption expenditure", "P3"),
    _line(_USE_COLUMN, Line.CAPITAL_FORMATION, "P5 P5G", "Gross capital formation; Total gross capital formation", sets="P51G P5M|P51G P52 P53"),
    _line(_USE_COLUMN, Line.FIXED_CAPITAL, "P51G P51", "Gross fixed capital formation; GFCF", "P5"),
    _line(_USE_COLUMN, Line.INVENTORIES, "P5M P52_P53 P52X53", "Changes in inventories and valuables; Changes in inventories and acquisitions less disposals of valuables", "P5", "P52 P53"),
    _line(_USE_COLUMN, Line.INVENTORIES, "P52", "Changes in inventories; Change in inventories; Inventories; Change in stocks", "P5M"),
    _line(_USE_COLUMN, Line.VALUABLES, "P53", "Valuables; Acquisitions less disposals of valuables; Net acquisition of valuables", "P5M"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6 P6_FOB P6K EXP", "Exports; Total exports; Exports of goods and services; Exports (fob); Exports fob", sets="P61 P62|P6_S21 P6_S22|P6_B0 P6_D0|P6_U2 P6_U5", strict=True),
    _line(_USE_COLUMN, Line.EXPORTS, "P61", "Exports of goods", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P62", "Exports of services", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_S21 P6K_S21", "Exports intra EU fob; Intra EU exports", "P6", "P6_S2111 P6_S2112"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_S22 P6K_S22", "Exports extra EU fob; Extra EU exports", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_S2111 P6_S21_S2111 P6K_S2111", "", "P6_S21"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_S2112 P6K_S2112", "", "P6_S21"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_B0", "", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_D0", "", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_U2", "", "P6"),
    _line(_USE_COLUMN, Line.EXPORTS, "P6_U5", "", "P6"),
    _line(_USE_COLUMN, Line.FINAL_USES, "TFU FU FUSE TFU_PP TFU_BP FUSE_OH FUSE_PH", "Total final uses; Final uses; Final uses at purchasers' prices; Total final use; Total final demand; Final demand"),
    _line(_USE_COLUMN, Line.TOTAL_USE, "TU TU_PP TU_BP USE_PP USE_BP USE_OH USE_PH", "Total use; Total uses; Total use at purchasers' prices; Total uses at purchasers' prices; Total use at basic prices; Total demand"),
    # Rows below the products
    _line(_ROWS, Line.PRODUCTS_TOTAL, "CPA_TOTAL TOTAL CPA_TOT TOTAL_PROD", "Products; Total; Total products; Products, total; All products"),
    _line(_ROWS, Line.ADJUSTMENT, "OP_RES P33 PUR_RES PUR_S2", "Direct purchases abroad by residents; Purchases of residents abroad"),
    _line(_ROWS, Line.ADJUSTMENT, "OP_NRES P34 PUR_NRES PUR_F", "Purchases on the domestic territory by non-residents; Direct purchases by non-residents; Direct purchases in the domestic market by non-residents"),
    _line(_ROWS, Line.ADJUSTMENT, "CIF_FOB CIFFOB ADJ_CIF_FOB CIF_FOB_ADJ ADJ P7_ADJ", "Cif/fob adjustments; Cif/fob adjustment; Cif/fob adjustments on imports; Cif/fob adjustments on exports; CIF/FOB adjustment on imports"),
    _line(_SUPPLY_ROW, Line.COLUMN_TOTAL, "P1 TS_BP TS SUPPLY SUPP", "Total supply; Total output; Output at basic prices; Total output at basic prices"),
    _line(_USE_ROW, Line.COLUMN_TOTAL, "P2 P2_ADJ P2_PP TU FIMUSE_OH", "Total intermediate consumption; Intermediate consumption; Total uses; Total intermediate consumption at purchasers' prices; Total intermediate consumption/final use at purchasers' prices"),
    _line(_SUPPLY_ROW, Line.MARKET_OUTPUT, "P11 P11R", "Market output"),
    _line(_SUPPLY_ROW, Line.OWN_USE_OUTPUT, "P12 P12R", "Output for own final use"),
    _line(_SUPPLY_ROW, Line.NON_MARKET_OUTPUT, "P13", "Non-market output", sets="P131 P132"),
    _line(_SUPPLY_ROW, Line.NON_MARKET_OUTPUT, "P131", "", "P13"),
    _line(_SUPPLY_ROW, Line.NON_MARKET_OUTPUT, "P132 P132R", "Other non-market output", "P13"),
    _line(_USE_ROW, Line.PRODUCT_TAXES, "D21X31 D21MD31 D21N D21_D31", "Taxes less subsidies on products; Net taxes on products"),
    # Rows of value added
    _line(_USE_ROW, Line.COMPENSATION, "D1", "Compensation of employees", sets="D11 D12", strict=True),
    _line(_USE_ROW, Line.COMPENSATION, "D11", "Wages and salaries; Gross wages and salaries", "D1"),
    _line(_USE_ROW, Line.COMPENSATION, "D12", "Employers' social contributions", "D1"),
    _line(_USE_ROW, Line.PRODUCTION_TAXES, "D29X39 D29MD39 D29N D29_D39 D29_M_D39 D29_LESS_D39", "Other taxes less subsidies on production; Other net taxes on production; Taxes less subsidies on production; Other taxes less other subsidies on production", sets="D29 D39", strict=True),
    _line(_USE_ROW, Line.PRODUCTION_TAXES, "D29", "Other taxes on production", "D29X39"),
    _line(_USE_ROW, Line.PRODUCTION_TAXES, "D39", "Other subsidies on production; Less other subsidies on production", "D29X39", less=True),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B2A3G B2G_B3G B2GB3G", "Operating surplus and mixed income, gross; Gross operating surplus and mixed income; Gross operating surplus; Gross operating surplus and gross mixed income", sets="B2A3N P51C|B2G B3G", strict=True),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B2G", "Operating surplus, gross", "B2A3G"),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B3G", "Mixed income, gross; Gross mixed income; Mixed income", "B2A3G"),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B2A3N B2N_B3N B2NB3N B13NT", "Operating surplus and mixed income, net; Net operating surplus and mixed income; Net operating surplus; Operating surplus + mixed income, net", "B2A3G", "B2N B3N"),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B2N", "Operating surplus, net", "B2A3N"),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "B3N B3NT", "Mixed income, net; Net mixed income", "B2A3N"),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "P51C K1", "Consumption of fixed capital", "B2A3G"),
    _line(_USE_ROW, Line.VALUE_ADDED, "B1G GVA B1GPHT", "Value added, gross; Gross value added; Value added at basic prices; Gross value added at basic prices; Value added, gross at basic prices; Value added"),
    _line(_USE_ROW, Line.OUTPUT, "P1 P1R", "Output; Total output; Output at basic prices; Total output at basic prices; Total inputs"),
    _line(_USE_ROW, Line.MEMO, "B1N", "Value added, net"),
    _line(_USE_ROW, Line.MEMO, "EMP EMP_DC EMPL", "Employment; Total employment"),
    _line(_USE_ROW, Line.MEMO, "SAL_DC EEM", "Employees"),
    _line(_USE_ROW, Line.MEMO, "SELF_DC SEM", "Self-employed"),
    _line(_USE_ROW, Line.MEMO, "P51G P51 GFCF", "Gross fixed capital formation"),
    _line(_USE_ROW, Line.MEMO, "N11G N11N N1G AN11 N11"),
)  # fmt: skip

_GOVERNMENT_CAPITAL = "F06S F06E F06N F07S F07E F07N F10S F10E F10N F06I F07I F10I F08S F08E F08N F09S F09E F09N"
_BEA = (
    _line(_SUPPLY_COLUMN, Line.OUTPUT, "T007", "Total commodity output"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "MCIF"),
    _line(_SUPPLY_COLUMN, Line.IMPORTS, "MADJ", "CIF/FOB adjustments on imports"),
    _line(_SUPPLY_COLUMN, Line.SUPPLY_BASIC, "T013", "Total product supply (basic prices)"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "T014", "Total trade and transportation margins", sets="TRADE TRANS"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "TRADE", "Trade margins", "T014"),
    _line(_SUPPLY_COLUMN, Line.MARGINS, "TRANS", "Transportation costs", "T014"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "T015", "Total tax less subsidies on products", sets="MDTY TOP SUB"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "MDTY", "Import duties", "T015"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "TOP", "Tax on products", "T015"),
    _line(_SUPPLY_COLUMN, Line.PRODUCT_TAXES, "SUB", "Subsidies on products", "T015", less=True),
    _line(_SUPPLY_COLUMN, Line.SUPPLY_PURCHASERS, "T016", "Total product supply (purchaser prices)"),
    _line(_SUPPLY_ROW, Line.PRODUCTS_TOTAL, "T017", "Total industry supply"),
    _line(_USE_COLUMN, Line.INTERMEDIATE, "T001", "Total intermediate use"),
    _line(_USE_COLUMN, Line.HOUSEHOLDS, "F010", "Personal consumption expenditures"),
    *(_line(_USE_COLUMN, Line.FIXED_CAPITAL, code) for code in f"F020 F02S F02E F02N F02R {_GOVERNMENT_CAPITAL}".split()),
    _line(_USE_COLUMN, Line.INVENTORIES, "F030", "Change in private inventories"),
    _line(_USE_COLUMN, Line.EXPORTS, "F040", "Exports of goods and services"),
    *(_line(_USE_COLUMN, Line.GOVERNMENT, code) for code in ["F06C", "F07C", "F08C", "F09C", "F10C", "F100"]),
    _line(_USE_COLUMN, Line.TOTAL_USE, "T019", "Total use of products"),
    _line(_USE_ROW, Line.PRODUCTS_TOTAL, "T005", "Total intermediate inputs"),
    _line(_USE_ROW, Line.COMPENSATION, "V001", "Compensation of employees"),
    _line(_USE_ROW, Line.PRODUCTION_TAXES, "T00OTOP V002", "Other taxes on production"),
    _line(_USE_ROW, Line.PRODUCTION_TAXES, "T00OSUB", "Less: other subsidies on production", less=True),
    _line(_USE_ROW, Line.OPERATING_SURPLUS, "V003", "Gross operating surplus"),
    _line(_USE_ROW, Line.VALUE_ADDED, "VABAS", "Value added (basic prices)", "VAPRO"),
    _line(_USE_ROW, Line.PRODUCT_TAXES, "T00TOP", "Plus: taxes on products and imports", "VAPRO"),
    _line(_USE_ROW, Line.PRODUCT_TAXES, "T00SUB", "Less: subsidies on products", "VAPRO", less=True),
    _line(_USE_ROW, Line.VALUE_ADDED_PRODUCERS, "VAPRO", "Value added (producer prices)", sets="VABAS T00TOP T00SUB"),
    _line(_USE_ROW, Line.OUTPUT, "T018 T008", "Total industry output (basic prices)"),
    _line(_USE_ROW, Line.MEMO, "T006", "Total value added"),
)  # fmt: skip

STANDARDS = (
    Standard("ESA 2010 and SNA 2008 (Eurostat naio_10_cp15, naio_10_cp16)", _ESA),
    Standard("the Supply-Use Tables of the U.S. Bureau of Economic Analysis", _BEA),
)
