"""Supply and use tables: shares of digital industries, uses, imports, multipliers by model D, identities.

System of National Accounts 2008, chapter 14; Eurostat Manual of Supply, Use and Input-Output Tables (2008), chapter 11,
model D; what each code of a publisher stands for says the sheet Lines of the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import fsum
from statistics import median

import numpy as np

from tests.independent.economies import printed
from tests.independent.raw import Raw
from tests.independent.recipes import Asked, Recomputed, fact

Codes = list[tuple[str, int]]
CONSUMED = ("households", "npish", "government")
FORMED = ("fixed_capital", "inventories", "valuables")
USES = {"consumption": CONSUMED, "investment": FORMED, "exports": ("exports",)}
USES_APART = USES | {"consumption": ("households", "npish"), "government": ("government",)}


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
        return dict(
            zip(self.industries, self.line(self.use, "row", self.industries, "value_added").tolist(), strict=True)
        )

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


@fact(r"accounts_compared\.shares", r"([A-Z]{3})_(?!partly)\w+")
def digital_share(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return fsum(shares(tables(own, found[1], int(asked.parameters["year"]))).values())


@fact(r"accounts_groups\.groups", r"([A-Z]{3})_(\d{4})_(\w+)")
def group_share(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    one = tables(own, found[1], int(found[2]))
    return by_group(shares(one), one.digital["industry"])[found[3]]


@fact(r"accounts_groups\.growth", r"([A-Z]{3})_(\w+)")
def growth(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Yearly, geometric and nominal growth of the value added of a group, of all of them and of the economy."""
    first, last = asked.figure["first"], asked.figure["last"]
    ends = []
    for year in (first, last):
        one = tables(own, found[1], year)
        levels = by_group(one.value_added, one.digital["industry"])
        levels |= {"digital": fsum(levels.values()), "economy": fsum(one.value_added.values())}
        ends.append(levels[found[2]])
    return 100 * ((ends[1] / ends[0]) ** (1 / (last - first)) - 1)


@fact(r"accounts\.digital_share", r"first|last|turn")
def share_of_year(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    return fsum(shares(tables(own, asked.figure["economy"], int(asked.parameters["year"]))).values())


@fact(r"accounts\.digital_share", r"mover|change")
def moved(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """The change of the share of digital industries over all years, and the largest part of it that goes its way."""
    years = years_of(own.raw, asked.figure["economy"])
    then, now = (shares(tables(own, asked.figure["economy"], year)) for year in (years[0], years[-1]))
    parts = [now[code] - then[code] for code in now]
    change = fsum(parts)
    return abs(change) if found[0] == "change" else max(part if change >= 0 else -part for part in parts)


def rates(own: Recomputed, economy: str) -> dict[int, tuple[float, float]]:
    """Growth of value added on the year before, of the digital industries and of the economy."""
    levels = {}
    for year in years_of(own.raw, economy):
        value_added = tables(own, economy, year).value_added
        digital = tables(own, economy, year).digital["industry"]
        levels[year] = (fsum(value_added[code] for code in digital), fsum(value_added.values()))
    pairs = {year: (levels[year], levels[year - 1]) for year in levels if year - 1 in levels}
    return {year: (100 * (now[0] / then[0] - 1), 100 * (now[1] / then[1] - 1)) for year, (now, then) in pairs.items()}


@fact(r"industries\.digital_growth", r"(digital|economy)_in_fall|faster|slower|years|middle")
def growth_by_year(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Of the year in which the value added of the economy fell most; years in which digital industries grew faster."""
    known = rates(own, asked.figure["economy"])
    if found[1]:
        deepest = min(known, key=lambda year: known[year][1])
        return known[deepest][0 if found[1] == "digital" else 1]
    ahead = [printed(digital, 1) - printed(economy, 1) for digital, economy in known.values()]
    return {
        "faster": sum(one > 0 for one in ahead), "slower": sum(one < 0 for one in ahead), "years": len(ahead),
        "middle": abs(median(digital - economy for digital, economy in known.values())),
    }[found[0]]  # fmt: skip


# -- Products ------------------------------------------------------------------------------------------------------


def uses(one: Tables, groups: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """How digital products are used, in the unit of the tables."""
    products = list(one.digital["product"])
    found = {"intermediate": float(one.use.block(products, one.industries).sum())}
    for name, lines in groups.items():
        shown = [line for line in lines if one.codes(one.use, "column", line)]
        found[name] = float(one.line(one.use, "column", products, *shown).sum())
    return found


@fact(r"accounts_balances\.uses", r"([A-Z]{3})_(\w+)")
def used(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known = uses(tables(own, found[1], asked.figure["year"]), USES)
    return 100 * known[found[2]] / fsum(known.values())


@fact(r"accounts\.supply_waterfall", r"(intermediate|consumption|investment|exports|government)(_share)?")
def used_in_one(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    known = uses(tables(own, asked.figure["economy"], asked.figure["year"]), USES_APART)
    return 100 * known[found[1]] / fsum(known.values()) if found[2] else known[found[1]]


@fact(r"accounts\.supply_waterfall", r"output|imports|margins|taxes|supply|residual")
def supplied_in_one(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    """Steps of the supply of digital products at purchasers' prices, and what their uses leave of it."""
    one = tables(own, asked.figure["economy"], asked.figure["year"])
    products = list(one.digital["product"])
    lines = {"output": "output", "imports": "imports", "margins": "margins", "taxes": "product_taxes"}
    steps = {name: float(one.line(one.supply, "column", products, line).sum()) for name, line in lines.items()}
    steps["supply"] = fsum(steps.values())
    return (steps | {"residual": steps["supply"] - fsum(uses(one, USES_APART).values())})[found[0]]


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


@fact(r"industries\.imported", r"first|last")
def import_share_of_year(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    pairs = imported(tables(own, asked.figure["economy"], asked.figure[found[0]])).values()
    return 100 * fsum(m for _, m in pairs) / fsum(x + m for x, m in pairs)


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


def multipliers(one: Tables) -> dict[str, tuple[float, float, float]]:
    """Output set off by a unit of demand for each industry, and the parts of it that end as imports and as value added.

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
    out, leaked, kept = set_off.sum(axis=0), bought / whole @ set_off, value_added / whole @ set_off
    return {code: (float(out[i]), float(leaked[i]), float(kept[i])) for i, code in enumerate(one.industries)}


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


@fact(r"industries\.multiplier_bars", r"mean|low|high|below_mean|industries|(low|high)_value_added")
def set_off(own: Recomputed, asked: Asked, found: re.Match[str]) -> float:
    economy, year = asked.figure["economy"], asked.figure["year"]
    one = tables(own, economy, year)
    all_of_them = own.once(("multipliers", economy, year), lambda: multipliers(one))
    if found[1]:
        at_home = [100 * all_of_them[code][2] for code in one.digital["industry"]]
        return min(at_home) if found[1] == "low" else max(at_home)
    every = [output for output, *_ in all_of_them.values()]
    digital = [all_of_them[code][0] for code in one.digital["industry"]]
    mean = fsum(every) / len(every)
    below = sum(round(one, 2) < round(mean, 2) for one in digital)
    return {"mean": mean, "low": min(digital), "high": max(digital), "below_mean": below, "industries": len(digital)}[
        found[0]
    ]
