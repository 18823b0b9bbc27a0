"""The identities of supply and use tables: which hold within rounding, and gross domestic product three ways.

System of National Accounts 2008, chapter 14; UN Handbook on Supply and Use Tables (2018), chapters 2 and 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import fsum

from tests.independent.accounts import CONSUMED, FORMED, Codes, Sheet, Tables, tables, years_of
from tests.independent.recipes import Asked, Recomputed, fact

KINDS_OF_OUTPUT = ("market_output", "own_use_output", "non_market_output")


Side = tuple[Sheet, str, Codes]
Way = list[tuple[Side | None, Sequence[str], int]]  # lines, the codes along them, signs


class Audit:
    """Counts the identities of one year that hold, and that break, among those whose lines are there.

    Half of the last digit shown is allowed for every published cell. What no cell is published of is not counted; a side
    without any published cell, where the other is not zero, is not shown there and gives no verdict.
    """

    def __init__(self, one: Tables) -> None:
        self.tables, self.hold, self.broken = one, 0, 0

    def line(self, sheet: Sheet, axis: str, *lines: str) -> Side | None:
        """Codes of some lines; None where the map, or the sheet, lacks one of them."""
        codes = self.tables.codes(sheet, axis, *lines)
        there = all(self.tables.codes(sheet, axis, one) for one in lines)
        return self.given(sheet, axis, codes) if there else None

    def given(self, sheet: Sheet, axis: str, codes: Codes) -> Side | None:
        return (sheet, axis, codes) if codes and all(sheet.has(axis, code) for code, _ in codes) else None

    def members(self, sheet: Sheet, axis: str) -> Side | None:
        return self.given(
            sheet, axis, [(code, 1) for code in (self.tables.products if axis == "row" else self.tables.industries)]
        )

    def each(self, along: Iterable[str], left: Side | None, *right: Side | None) -> None:
        """Left = the sum of the right, for every code of the other axis."""
        if left is None or any(side is None for side in right):
            return
        sides = [side for side in right if side is not None]
        for code in along:
            if all(sheet.has("row" if axis == "column" else "column", code) for sheet, axis, _ in (left, *sides)):
                self.judge(_sum(*left, code), [_sum(*side, code) for side in sides], shown=True)

    def whole(self, left: Way, right: Way) -> None:
        """One sum over codes against another; each part with its sign."""
        a, b = _parts(left), _parts(right)
        if a is not None and b is not None:
            self.judge(_joined(a), b, shown=False)

    def judge(self, left: tuple[float, int, float], right: list[tuple[float, int, float]], shown: bool) -> None:
        value, count, doubt = _joined(right)
        if left[1] + count == 0:
            return
        fits = abs(left[0] - value) <= left[2] + doubt + 1e-9
        if not fits and shown and (left[1] == 0 or (right and count == 0)):
            return
        self.hold, self.broken = self.hold + fits, self.broken + (not fits)


def _sum(sheet: Sheet, axis: str, codes: Codes, at: str) -> tuple[float, int, float]:
    """Signed sum of cells at one code of the other axis, with how many are published and what rounding may put it off."""
    names = [code for code, _ in codes]
    rows, columns = ([at], names) if axis == "column" else (names, [at])
    cells, there = sheet.block(rows, columns).ravel(), int(sheet.filled(rows, columns).sum())
    return (
        fsum(sign * cell for (_, sign), cell in zip(codes, cells.tolist(), strict=True)),
        there,
        there * sheet.rounding / 2,
    )


def _parts(way: Way) -> list[tuple[float, int, float]] | None:
    """The sums of a way, code by code; None where one of its lines is absent."""
    found = []
    for side, along, sign in way:
        if side is None:
            return None
        for code in along:
            value, count, doubt = _sum(*side, code)
            found.append((sign * value, count, doubt))
    return found


def _joined(parts: list[tuple[float, int, float]]) -> tuple[float, int, float]:
    return fsum(part[0] for part in parts), sum(part[1] for part in parts), sum(part[2] for part in parts)


def audited(one: Tables) -> tuple[int, int]:
    """How many identities of a year hold, and how many break."""
    audit, supply, products, industries = Audit(one), one.supply, one.products, one.industries
    by_line = audit.line
    made_in_supply = (
        by_line(supply, "row", "products_total") if any(supply.has("column", code) for code in industries) else None
    )
    audit.each(products, by_line(supply, "column", "output"), audit.members(supply, "column"))
    audit.each(products, by_line(supply, "column", "supply_basic"), by_line(supply, "column", "output", "imports"))
    audit.each(products, by_line(supply, "column", "supply_purchasers"),
               by_line(supply, "column", "output", "imports", "margins", "product_taxes"))  # fmt: skip
    margins = [str(row["code"]) for row in one.of_map(supply, "column") if row["line"] == "margins"]
    audit.each(margins, audit.members(supply, "row"))
    audit.each(supply.columns, by_line(supply, "row", "products_total"), audit.members(supply, "row"))
    kinds = [line for line in KINDS_OF_OUTPUT if one.codes(supply, "row", line)]
    if kinds:
        made = [
            code
            for code in (*industries, *(code for code, _ in one.codes(supply, "column", "output")))
            if supply.has("column", code)
        ]
        audit.each(made, by_line(supply, "row", "products_total"), by_line(supply, "row", *kinds))
    for use in (one.use, one.basic):
        if use is not None:
            _of_use(audit, use)
    audit.each(industries, by_line(one.use, "row", "output"), made_in_supply)
    audit.whole(
        [(by_line(supply, "column", "output"), products, 1)], [(by_line(one.use, "row", "output"), industries, 1)]
    )
    taxes = by_line(supply, "column", "product_taxes")
    for use in (one.use, one.basic):
        if use is not None and one.codes(use, "row", "product_taxes"):
            users = (
                industries + [code for code, _ in one.codes(use, "column", *_finals(one, use))]
                if use is one.basic
                else industries
            )
            audit.whole([(taxes, products, 1)], [(by_line(use, "row", "product_taxes"), users, 1)])
    for sheet in one.sheets.values():
        for axis, along in (("row", sheet.columns), ("column", sheet.rows)):
            _sums_shown(audit, sheet, axis, along)
    production, *others = ways(audit)
    for other in others:
        audit.whole(production, other)
    return audit.hold, audit.broken


def _finals(one: Tables, use: Sheet) -> list[str]:
    """The lines that make final uses, by their parts where a publisher shows these."""
    found = []
    for parts, whole in ((CONSUMED, "consumption"), (FORMED, "capital_formation")):
        found += [line for line in parts if one.codes(use, "column", line)] or [whole]
    return [*found, "exports"]


def _inputs(audit: Audit, use: Sheet) -> Side | None:
    """Intermediate consumption of industries at purchasers' prices."""
    one = audit.tables
    if one.codes(use, "row", "column_total") or use.price == "basic":
        return audit.line(use, "row", "column_total")
    if one.codes(use, "row", "products_total") or one.codes(use, "row", "adjustment"):
        return audit.line(use, "row", "products_total")
    return audit.members(use, "row")


def _of_use(audit: Audit, use: Sheet) -> None:
    one, line = audit.tables, audit.line
    products, industries = one.products, one.industries
    between, finals = line(use, "column", "intermediate"), line(use, "column", *_finals(one, use))
    audit.each(products, between, audit.members(use, "column"))
    audit.each(products, line(use, "column", "total_use"), between, finals)
    if one.codes(use, "column", "final_uses"):
        audit.each(products, line(use, "column", "final_uses"), finals)
    reached = "supply_basic" if use.price == "basic" else "supply_purchasers"
    audit.each(products, line(one.supply, "column", reached), line(use, "column", "total_use"))
    audit.each(use.columns, line(use, "row", "products_total"), audit.members(use, "row"))
    for sheet in (use,) if use.price == "basic" else (use, one.supply):
        if one.codes(sheet, "row", "column_total"):
            goods = line(sheet, "row", "products_total") or audit.members(sheet, "row")
            beside = audit.given(sheet, "row", one.codes(sheet, "row", "product_taxes", "adjustment"))
            audit.each(sheet.columns, line(sheet, "row", "column_total"), goods, *([beside] if beside else []))
    value_added, made = line(use, "row", "value_added"), line(use, "row", "output")
    audit.each(industries, made, _inputs(audit, use), value_added)
    audit.each(industries, value_added, line(use, "row", "compensation", "production_taxes", "operating_surplus"))
    rows = [code for side in (made, value_added) if side for code, _ in side[2]]
    audit.each(rows, between, audit.members(use, "column"))


def _sums_shown(audit: Audit, sheet: Sheet, axis: str, along: list[str]) -> None:
    """The sums of the publisher: a code is that of its parts, wherever one of them is published."""
    parts: dict[str, Codes] = {}
    for row in audit.tables.of_map(sheet, axis):
        if row["part_of"]:
            parts.setdefault(str(row["part_of"]), []).append((str(row["code"]), -1 if row["sign"] == "subtract" else 1))
    for total, codes in parts.items():
        audit.each(along, audit.given(sheet, axis, [(total, 1)]), audit.given(sheet, axis, codes))


def ways(audit: Audit) -> tuple[Way, Way, Way]:
    """Gross domestic product by production, income and expenditure: lines, codes along them, signs."""
    one, line = audit.tables, audit.line
    supply, use, products, industries = one.supply, one.use, one.products, one.industries
    taxes = (line(supply, "column", "product_taxes"), products, 1)

    def with_adjustments(sheet: Sheet) -> list[str]:
        return [*products, *(code for code, _ in one.codes(sheet, "row", "adjustment"))]

    return (
        [(line(use, "row", "output"), industries, 1), (_inputs(audit, use), industries, -1), taxes],
        [(line(use, "row", "compensation", "production_taxes", "operating_surplus"), industries, 1), taxes],
        [(line(use, "column", *_finals(one, use)), with_adjustments(use), 1),
         (line(supply, "column", "imports"), with_adjustments(supply), -1)],
    )  # fmt: skip


def gdp(one: Tables) -> list[float | None]:
    """Gross domestic product three ways; None where a line is absent."""
    found = [_parts(way) for way in ways(Audit(one))]
    return [None if parts is None else _joined(parts)[0] for parts in found]


@fact(r"identities\.held", r"checked|hold|broken")
def identities(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    def count() -> list[tuple[int, int]]:
        return [
            audited(tables(own, economy, year))
            for economy in asked.figure["economies"]
            for year in years_of(own.raw, economy)
        ]

    counts = own.once("identities", count)
    hold, broken = (sum(part) for part in zip(*counts, strict=True))
    return {"hold": hold, "broken": broken, "checked": hold + broken}[found[0]]
