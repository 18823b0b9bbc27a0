"""Supply and use tables: shares of digital industries, uses, imports, multipliers by model D, identities.

System of National Accounts 2008, chapter 14; Eurostat Manual of Supply, Use and Input-Output Tables (2008), chapter 11,
model D; what each code of a publisher stands for says the sheet Lines of the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import fsum

import numpy as np

from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Recomputed, fact

Codes = list[tuple[str, int]]
CONSUMED = ("households", "npish", "government")
FORMED = ("fixed_capital", "inventories", "valuables")
USES = {"consumption": CONSUMED, "investment": FORMED, "exports": ("exports",)}
KINDS_OF_OUTPUT = ("market_output", "own_use_output", "non_market_output")


class Sheet:
    """One table of one year: cells by code of row and column, a zero where its workbook says that blanks are zeros."""

    def __init__(self, name: str, kind: str, price: str, rounding: float, rows: list[tuple[object, ...]]) -> None:
        self.name, self.kind, self.price, self.rounding = name, kind, price, rounding
        self.columns = [str(code) for code in rows[0][1:] if code is not None]
        self.rows = [str(row[0]) for row in rows[1:] if row[0] is not None]
        self._row = {code: place for place, code in enumerate(self.rows)}
        self._column = {code: place for place, code in enumerate(self.columns)}
        held = [row for row in rows[1:] if row[0] is not None]
        cells = [[np.nan if cell is None else float(cell) for cell in row[1 : len(self.columns) + 1]] for row in held]  # type: ignore[arg-type]
        self.there = ~np.isnan(np.array(cells))
        self.cells = np.nan_to_num(np.array(cells))

    def has(self, axis: str, code: str) -> bool:
        return code in (self._row if axis == "row" else self._column)

    def block(self, rows: Sequence[str], columns: Sequence[str]) -> np.ndarray:
        return self.cells[np.ix_([self._row[code] for code in rows], [self._column[code] for code in columns])]

    def filled(self, rows: Sequence[str], columns: Sequence[str]) -> np.ndarray:
        return self.there[np.ix_([self._row[code] for code in rows], [self._column[code] for code in columns])]


class Tables:
    """All tables of an economy and year, with the map of their lines."""

    def __init__(self, raw: Raw, economy: str, year: int) -> None:
        book = raw.book(f"accounting/supply-use-{economy.lower()}.xlsx")
        if "Suppressed" in book.sheets:
            raise ValueError(f"{economy}: this reader knows no withheld cells")
        self.sheets: dict[str, Sheet] = {}
        for row in book.records("Tables"):
            if f"{row['table']} {year}" in book.sheets:
                if row["blank"] != "zero":
                    raise ValueError(f"{economy}: this reader takes blanks as zeros only")
                rows = book.rows(f"{row['table']} {year}")
                self.sheets[row["table"]] = Sheet(row["table"], row["kind"], row["price"], float(row["rounding"]), rows)
        self.map = book.records("Lines")
        codes = book.records("Codes")
        self.products = [str(row["code"]) for row in codes if row["role"] == "product"]
        self.industries = [str(row["code"]) for row in codes if row["role"] == "industry"]
        self.digital = {
            role: {str(row["code"]): row["digital"] for row in codes if row["role"] == role and row["digital"] not in ("no", "partly")}
            for role in ("product", "industry")
        }  # fmt: skip
        self.supply = next(one for one in self.sheets.values() if one.kind == "supply")
        self.use = next(one for one in self.sheets.values() if one.kind == "use" and one.price == "purchasers")
        self.basic = next((one for one in self.sheets.values() if one.kind == "use" and one.price == "basic"), None)

    def of_map(self, sheet: Sheet, axis: str) -> list[dict[str, object]]:
        return [row for row in self.map if (row["table"], row["axis"]) == (sheet.name, axis)]

    def codes(self, sheet: Sheet, axis: str, *lines: str) -> Codes:
        """Signed codes of lines; what is a part of its own line is not counted twice."""
        rows = self.of_map(sheet, axis)
        line_of = {str(row["code"]): row["line"] for row in rows}
        return [
            (str(row["code"]), -1 if row["sign"] == "subtract" else 1)
            for line in lines
            for row in rows
            if row["line"] == line and line_of.get(str(row["part_of"])) != line
        ]

    def line(self, sheet: Sheet, axis: str, along: Sequence[str], *lines: str) -> np.ndarray:
        """The sum of some lines for each code of the other axis."""
        codes = self.codes(sheet, axis, *lines)
        signs = np.array([sign for _, sign in codes], dtype=float)
        names = [code for code, _ in codes]
        if not names:
            raise LookupError(f"{sheet.name} has no line {', '.join(lines)}")
        return sheet.block(along, names) @ signs if axis == "column" else signs @ sheet.block(names, along)

    @property
    def value_added(self) -> dict[str, float]:
        return dict(zip(self.industries, self.line(self.use, "row", self.industries, "value_added").tolist(), strict=True))

    def supplied(self) -> tuple[np.ndarray, np.ndarray]:
        """Output and imports of every product."""
        return (
            self.line(self.supply, "column", self.products, "output"),
            self.line(self.supply, "column", self.products, "imports"),
        )


def tables(own: Recomputed, economy: str, year: int) -> Tables:
    result: Tables = own.once(("tables", economy, year), lambda: Tables(own.raw, economy, year))
    return result


def years_of(raw: Raw, economy: str) -> list[int]:
    sheets = raw.book(f"accounting/supply-use-{economy.lower()}.xlsx").sheets
    return sorted({int(name.rpartition(" ")[2]) for name in sheets if name.rpartition(" ")[2].isdecimal()})


# -- Shares --------------------------------------------------------------------------------------------------------


def shares(one: Tables) -> dict[str, float]:
    """Per cent of each digital industry in the value added of all."""
    value_added = one.value_added
    return {code: 100 * value_added[code] / fsum(value_added.values()) for code in one.digital["industry"]}


def by_group(values: dict[str, float], groups: dict[str, object]) -> dict[object, float]:
    return {group: fsum(values[code] for code in groups if groups[code] == group) for group in groups.values()}


@fact(r"accounts_compared\.shares", r"([A-Z]{3})_\w+")
def digital_share(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return fsum(shares(tables(own, found[1], int(asked.parameters["year"]))).values())


@fact(r"accounts_groups\.groups", r"([A-Z]{3})_(\d{4})_(\w+)")
def group_share(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    one = tables(own, found[1], int(found[2]))
    return by_group(shares(one), one.digital["industry"])[found[3]]


@fact(r"accounts_groups\.growth", r"([A-Z]{3})_(\w+)")
def growth(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Yearly, geometric and nominal growth of the value added of a group."""
    first, last = asked.figure["first"], asked.figure["last"]
    ends = []
    for year in (first, last):
        one = tables(own, found[1], year)
        ends.append(by_group(one.value_added, one.digital["industry"])[found[2]])
    return 100 * ((ends[1] / ends[0]) ** (1 / (last - first)) - 1)


@fact(r"accounts\.digital_share", r"mover|change")
def moved(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The change of the share of digital industries over all years, and the largest part of it that goes its way."""
    years = years_of(own.raw, asked.figure["economy"])
    then, now = (shares(tables(own, asked.figure["economy"], year)) for year in (years[0], years[-1]))
    parts = [now[code] - then[code] for code in now]
    change = fsum(parts)
    return abs(change) if found[0] == "change" else max(part if change >= 0 else -part for part in parts)


@fact(r"industries\.digital_growth", r"(digital|economy)_in_fall")
def in_a_fall(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Growth of value added in the year in which that of the economy fell most."""
    economy = asked.figure["economy"]
    levels = {}
    for year in years_of(own.raw, economy):
        value_added = tables(own, economy, year).value_added
        digital = tables(own, economy, year).digital["industry"]
        levels[year] = (fsum(value_added[code] for code in digital), fsum(value_added.values()))
    rates = {
        year: tuple(100 * (now / then - 1) for now, then in zip(levels[year], levels[year - 1], strict=True))
        for year in levels
        if year - 1 in levels
    }
    deepest = min(rates, key=lambda year: rates[year][1])
    return rates[deepest][0 if found[1] == "digital" else 1]


# -- Products ------------------------------------------------------------------------------------------------------


def uses(one: Tables) -> dict[str, float]:
    """How digital products are used, per cent of all uses."""
    products = list(one.digital["product"])
    found = {"intermediate": float(one.use.block(products, one.industries).sum())}
    for name, lines in USES.items():
        shown = [line for line in lines if one.codes(one.use, "column", line)]
        found[name] = float(one.line(one.use, "column", products, *shown).sum())
    return {name: 100 * value / fsum(found.values()) for name, value in found.items()}


@fact(r"accounts_balances\.uses", r"([A-Z]{3})_(\w+)")
def used(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return uses(tables(own, found[1], asked.figure["year"]))[found[2]]


@fact(r"accounts\.supply_waterfall", r"(\w+)_share")
def used_in_one(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return uses(tables(own, asked.figure["economy"], asked.figure["year"]))[found[1]]


def imported(one: Tables) -> dict[str, tuple[float, float]]:
    """Output and imports of each digital product."""
    output, imports = one.supplied()
    place = {code: i for i, code in enumerate(one.products)}
    return {code: (float(output[place[code]]), float(imports[place[code]])) for code in one.digital["product"]}


@fact(r"accounts_balances\.imports", r"([A-Z]{3})_(\w+)")
def import_share(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    one = tables(own, found[1], asked.figure["year"])
    kept = [pair for code, pair in imported(one).items() if found[2] in ("total", one.digital["product"][code])]
    return 100 * fsum(imports for _, imports in kept) / fsum(output + imports for output, imports in kept)


@fact(r"industries\.imported", r"within|between|change")
def import_shift(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The change of the import share: of the products' own shares at mean weights, of weights at mean shares (Bennet)."""
    ends = []
    for year in (asked.figure["first"], asked.figure["last"]):
        pairs = imported(tables(own, asked.figure["economy"], year))
        whole = fsum(output + imports for output, imports in pairs.values())
        ends.append({code: (100 * m / (x + m), (x + m) / whole) for code, (x, m) in pairs.items()})
    then, now = ends
    within = fsum((now[code][0] - then[code][0]) * (now[code][1] + then[code][1]) / 2 for code in now)
    between = fsum((now[code][1] - then[code][1]) * (now[code][0] + then[code][0]) / 2 for code in now)
    return abs({"within": within, "between": between, "change": within + between}[found[0]])


# -- Multipliers ---------------------------------------------------------------------------------------------------


def multipliers(one: Tables) -> dict[str, tuple[float, float]]:
    """Output set off by a unit of demand for each industry, and the part of that demand that ends as imports.

    Industry by industry, products sold by their makers in fixed shares; imports of a product in one share for all users;
    margins and taxes, where the tables have no use at basic prices, at one rate for all users, margins then being uses of
    the products that supply them.
    """
    made = one.supply.block(one.products, one.industries)
    output, imports = made.sum(axis=1), one.supplied()[1]
    if one.basic is not None and one.codes(one.basic, "row", "product_taxes"):
        use = one.basic.block(one.products, one.industries)
        taxes = one.line(one.basic, "row", one.industries, "product_taxes")
    else:
        use, taxes = _at_basic_prices(one, output + imports)
    abroad = [m / (x + m) if x > 0 else 1.0 for x, m in zip(output, imports, strict=True)]
    flows = np.zeros((len(one.industries), len(one.industries)))
    for p in range(len(one.products)):
        if output[p] > 0:
            flows += np.outer(made[p] / output[p], (1 - abroad[p]) * use[p])
    value_added = np.array([one.value_added[code] for code in one.industries])
    bought = np.array(abroad) @ use
    whole = flows.sum(axis=0) + bought + taxes + value_added
    identity = np.eye(len(whole))
    set_off = np.linalg.solve(identity - flows / whole, identity)
    return {
        code: (float(set_off[:, i].sum()), float((bought / whole) @ set_off[:, i]))
        for i, code in enumerate(one.industries)
    }


def _at_basic_prices(one: Tables, basic: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Uses of industries at basic prices, and the taxes on products in them, from uses at purchasers' prices."""
    use = one.use.block(one.products, one.industries)
    tax = one.line(one.supply, "column", one.products, "product_taxes")
    whole = {str(row["part_of"]) for row in one.of_map(one.supply, "column")}
    finest = [str(row["code"]) for row in one.of_map(one.supply, "column")
              if row["line"] == "margins" and str(row["code"]) not in whole]  # fmt: skip
    margins = one.supply.block(one.products, finest)
    bought = basic + margins.sum(axis=1) + tax
    clean, taxes = np.zeros_like(use), np.zeros(use.shape[1])
    paid = np.zeros((len(finest), use.shape[1]))
    for p in range(len(one.products)):
        if bought[p] > 0:
            received = np.maximum(margins[p], 0)
            taxes += tax[p] / bought[p] * use[p]
            paid += np.outer(received / bought[p], use[p])
            clean[p] = use[p] * (1 - (tax[p] + received.sum()) / bought[p])
        else:
            clean[p] = use[p]
    for k in range(len(finest)):
        given = np.maximum(-margins[:, k], 0)
        if given.sum() > 0:
            clean += np.outer(given / given.sum(), paid[k])
    return clean, taxes


@fact(r"accounts_balances\.multiplier_bars", r"([A-Z]{3})_(.+)_imports")
def leak(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    one = tables(own, found[1], asked.figure["year"])
    return 100 * own.once(("multipliers", found[1], asked.figure["year"]), lambda: multipliers(one))[found[2]][1]


@fact(r"industries\.multiplier_bars", r"mean|low|high|below_mean|industries")
def set_off(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    economy, year = asked.figure["economy"], asked.figure["year"]
    one = tables(own, economy, year)
    all_of_them = own.once(("multipliers", economy, year), lambda: multipliers(one))
    every = [output for output, _ in all_of_them.values()]
    digital = [all_of_them[code][0] for code in one.digital["industry"]]
    mean = fsum(every) / len(every)
    below = sum(round(one, 2) < round(mean, 2) for one in digital)
    return {"mean": mean, "low": min(digital), "high": max(digital), "below_mean": below, "industries": len(digital)}[found[0]]


# -- Identities ----------------------------------------------------------------------------------------------------


Side = tuple[Sheet, str, Codes]


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
        return self.given(sheet, axis, [(code, 1) for code in (self.tables.products if axis == "row" else self.tables.industries)])

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
        if any(side is None for side, _, _ in (*left, *right)):
            return
        a, b = ([(sign * value, count, doubt) for side, along, sign in part for code in along
                 for value, count, doubt in [_sum(*side, code)]] for part in (left, right))  # type: ignore[misc]  # fmt: skip
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
    return fsum(sign * cell for (_, sign), cell in zip(codes, cells.tolist(), strict=True)), there, there * sheet.rounding / 2


def _joined(parts: list[tuple[float, int, float]]) -> tuple[float, int, float]:
    return fsum(part[0] for part in parts), sum(part[1] for part in parts), sum(part[2] for part in parts)


def audited(one: Tables) -> tuple[int, int]:
    """How many identities of a year hold, and how many break."""
    audit, supply, products, industries = Audit(one), one.supply, one.products, one.industries
    by_line = audit.line
    made_in_supply = by_line(supply, "row", "products_total") if any(supply.has("column", code) for code in industries) else None
    audit.each(products, by_line(supply, "column", "output"), audit.members(supply, "column"))
    audit.each(products, by_line(supply, "column", "supply_basic"), by_line(supply, "column", "output", "imports"))
    audit.each(products, by_line(supply, "column", "supply_purchasers"),
               by_line(supply, "column", "output", "imports", "margins", "product_taxes"))  # fmt: skip
    margins = [str(row["code"]) for row in one.of_map(supply, "column") if row["line"] == "margins"]
    audit.each(margins, audit.members(supply, "row"))
    audit.each(supply.columns, by_line(supply, "row", "products_total"), audit.members(supply, "row"))
    kinds = [line for line in KINDS_OF_OUTPUT if one.codes(supply, "row", line)]
    if kinds:
        made = [code for code in (*industries, *(code for code, _ in one.codes(supply, "column", "output"))) if supply.has("column", code)]
        audit.each(made, by_line(supply, "row", "products_total"), by_line(supply, "row", *kinds))
    for use in (one.use, one.basic):
        if use is not None:
            _of_use(audit, use)
    audit.each(industries, by_line(one.use, "row", "output"), made_in_supply)
    audit.whole([(by_line(supply, "column", "output"), products, 1)], [(by_line(one.use, "row", "output"), industries, 1)])
    taxes = by_line(supply, "column", "product_taxes")
    for use in (one.use, one.basic):
        if use is not None and one.codes(use, "row", "product_taxes"):
            users = industries + [code for code, _ in one.codes(use, "column", *_finals(one, use))] if use is one.basic else industries
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


Way = list[tuple[Side | None, Sequence[str], int]]


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


def gdp(audit: Audit) -> tuple[float, ...]:
    """Gross domestic product three ways; raises TypeError where a line is absent."""
    return tuple(fsum(sign * _sum(*side, code)[0] for side, along, sign in way for code in along) for way in ways(audit))  # type: ignore[misc]


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
