"""Printed tables: their cells recomputed and rounded as they are printed, in English.

Which tables there are say the chapters (report/*/*.qmd.j2), which indicators a framework prints the register of printed
indicators. A cell that is not recomputed here (a source, a note, an interval of draws) is None.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np

from tests.independent.accounts import tables, years_of
from tests.independent.economies import latest, printed
from tests.independent.identities import gdp
from tests.independent.index import built
from tests.independent.raw import Raw
from tests.independent.recipes import Recomputed
from tests.independent.statistics_of_groups import group_series

MISSING = "…"
CALL = re.compile(r"\{\{\s*((?:group_tables?|region_table|economy_tables|evidence)\(.*?\))\s*\}\}", re.S)
FIGURES_OF_PEOPLE = re.compile(r"inhabitants\b|per cent of (?:[\w-]+ )?(?:population|people|persons|individuals|youth|women|men|girls|boys|households)\b")  # fmt: skip
COLUMNS = {"chapter": 6, "annex": 4}  # indicators that a table of groups, or of economies, has at most
LARGE = 1e7  # middle of a column of amounts from which on it is in millions
NO_AMOUNT = re.compile(r"^(per|score|index|rank|points|percentage|years|1 =)|%| per ")  # rates, shares, scores, answers
Rows = dict[str, list[str | None]]


def number(value: float, decimals: int) -> str:
    """A number as the English edition prints it."""
    return f"{printed(value, decimals):,}".replace("-", "−")


def calls(root_text: Mapping[str, str]) -> Iterator[tuple[str, list[Any], dict[str, Any]]]:
    """Function, arguments and named arguments of every call for a table in the templates; a variable is blank."""
    for text in root_text.values():
        for found in CALL.findall(text):
            call = ast.parse(found, mode="eval").body
            assert isinstance(call, ast.Call) and isinstance(call.func, ast.Name)

            def told(node: ast.expr) -> Any:
                return "" if isinstance(node, ast.Name) else ast.literal_eval(node)

            yield (
                call.func.id,
                [told(one) for one in call.args],
                {str(one.arg): told(one.value) for one in call.keywords},
            )


def templates(raw: Raw) -> dict[str, str]:
    paths = sorted((raw.root / "report").glob("*/*.qmd.j2"))
    return {path.relative_to(raw.root / "report").as_posix(): path.read_text("utf-8") for path in paths}


def expected(own: Recomputed) -> dict[str, Rows]:
    """Rows of every table that is recomputed here, by id of the table and label of the row."""
    found: dict[str, Rows] = {}
    for function, (id, *arguments), named in calls(templates(own.raw)):
        if function == "group_table":
            found[id] = group_table(own, arguments[0], arguments[1])
        elif function == "group_tables":
            found |= {part: group_table(own, codes, arguments[1])
                      for part, codes in parts(own.raw, id, arguments[0], "chapter").items()}  # fmt: skip
        elif function == "region_table":
            found[id] = region_table(own, arguments[0], arguments[1])
        elif function == "economy_tables":
            found |= {
                part: economy_table(own, codes) for part, codes in parts(own.raw, id, arguments[0], "annex").items()
            }
        elif arguments[0] in EVIDENCE:
            found[id] = EVIDENCE[arguments[0]](own, **named)
    return found


def parts(raw: Raw, id: str, framework: str, where: str) -> dict[str, list[str]]:
    """Indicators of a framework by table: those of the register in its order, then the others by pillar, in tables that fit."""
    register = {row["indicator"]: row[where] == "yes" for row in raw.book("reference/printed.xlsx").records("Printed")}
    own = sorted(code for code in raw.codes() if raw.meta(code)["framework"] == framework)
    pillars = list(dict.fromkeys(raw.meta(code)["pillar"] for code in own))
    rest = [code for code in own if code not in register]
    rest.sort(key=lambda code: (pillars.index(raw.meta(code)["pillar"]), raw.place(code), code))
    chosen = [code for code in register if code in own and register[code]] + rest
    most = COLUMNS[where]
    return {
        id if not start else f"{id}-{start // most + 1}": chosen[start : start + most]
        for start in range(0, len(chosen), most)
    }


# -- Groups --------------------------------------------------------------------------------------------------------


def weighting(raw: Raw, code: str) -> str:
    return "population" if FIGURES_OF_PEOPLE.search(str(raw.meta(code)["unit"])) else "unweighted"


def decimals_of_mean(raw: Raw, code: str) -> int:
    """One for scores, two for an index of 0 to 1, else those of the source."""
    unit, own = str(raw.meta(code)["unit"]), raw.decimals(code)
    return min(own, 1) if unit.startswith("score") else min(own, 2) if unit.startswith("index") else own


def scale(raw: Raw, code: str, values: list[float], decimals: int) -> tuple[float, int]:
    """Divisor and decimals of a column: amounts from ten million on are printed in millions."""
    unit = str(raw.meta(code)["unit"])
    large = bool(values) and not NO_AMOUNT.search(unit) and float(np.median(np.abs(values))) >= LARGE
    return (1e6, 0) if large else (1.0, decimals)


def series_of(own: Recomputed, code: str, group: str) -> dict[int, float]:
    result: dict[int, float] = own.once(
        ("series", code, group), lambda: group_series(own.raw, code, group, weighting(own.raw, code))
    )
    return result


def group_table(own: Recomputed, codes: list[str], kinds: list[str]) -> Rows:
    """The world and the groups, each indicator in the year, of the last three of the world, in which most groups have one."""
    raw = own.raw
    groups = ["WLD", *(group for kind in kinds for group in raw.kinds[kind])]
    names = {row["code"]: row["en"] for row in raw.book("reference/economies.xlsx").records("Groups")}
    rows: Rows = {names[group]: [] for group in groups}
    for code in codes:
        every = {group: series_of(own, code, group) for group in groups}
        last = sorted(every["WLD"])[-3:]
        if not last:
            for group in groups:
                rows[names[group]].append(MISSING)
            continue
        counts = {year: sum(year in one for one in every.values()) for year in last}
        year = max(year for year in last if counts[year] == max(counts.values()))
        held = [one[year] for one in every.values() if year in one]
        divisor, digits = scale(raw, code, held, decimals_of_mean(raw, code))
        for group in groups:
            value = every[group].get(year)
            rows[names[group]].append(MISSING if value is None else number(value / divisor, digits))
    return rows


def region_table(own: Recomputed, region: str, codes: list[str]) -> Rows:
    """Region and world in the newest year with both; the lowest and the highest economy of the region."""
    raw = own.raw
    short = {
        row["code"]: row["en"] for row in raw.book("reference/names.xlsx").records("Terms") if row["kind"] == "short"
    }
    names = {row["iso3"]: row["name_en"] for row in raw.economies}
    rows: Rows = {}
    for code in codes:
        here, world = series_of(own, code, region), series_of(own, code, "WLD")
        years = sorted(set(here) & set(world))
        known = {area: value for area, (value, _) in latest(raw, code).items() if area in raw.groups[region]}
        if not known:
            continue
        divisor, digits = scale(raw, code, list(known.values()), decimals_of_mean(raw, code))
        ends = []
        for end in (min(known.values()), max(known.values())):
            same = [
                area
                for area, value in known.items()
                if printed(value, raw.decimals(code)) == printed(end, raw.decimals(code))
            ]
            who = names[same[0]] if len(same) == 1 else f"{len(same)} economies"
            ends.append(f"{who} ({number(end / divisor, digits)})")
        means = [number(one[years[-1]] / divisor, digits) if years else MISSING for one in (here, world)]
        rows[short[code]] = [*means, str(years[-1]) if years else MISSING, *ends, str(len(known))]
    return rows


# -- Economies -----------------------------------------------------------------------------------------------------


def economy_table(own: Recomputed, codes: list[str]) -> Rows:
    """Latest value of every economy, with its year, and its status where it is not that of most of the column."""
    raw = own.raw
    names = {row["iso3"]: row["name_en"] for row in raw.economies}
    rows: Rows = {}
    columns = {code: latest(raw, code) for code in codes}
    for area in raw.groups["WLD"]:
        if any(area in column for column in columns.values()):
            rows[names[area]] = []
    for code, column in columns.items():
        status = {area: raw.statuses(code).get((area, year), "A") for area, (_, year) in column.items()}
        counts = Counter(status.values()).most_common(1)
        silent = counts[0][0] if counts and 3 * counts[0][1] >= 2 * len(status) else "A"
        divisor, digits = scale(raw, code, [value for value, _ in column.values()], raw.decimals(code))
        for area in raw.groups["WLD"]:
            if names[area] not in rows:
                continue
            if area in column:
                value, year = column[area]
                mark = "" if status[area] == silent else f" {status[area]}"
                rows[names[area]] += [number(value / divisor, digits) + mark, str(year)]
            else:
                rows[names[area]] += [MISSING, ""]
    return rows


def trade(own: Recomputed) -> Rows:
    """Digitally deliverable services: the latest year with exports and imports of each economy."""
    raw = own.raw
    sold, bought = (raw.series(f"UNCTAD_DE_DIG_SERVTRADE_ANN_{side}") for side in ("EXP", "IMP"))
    product, people = raw.series("NY.GDP.MKTP.CD"), raw.series("SP.POP.TOTL")
    names = {row["iso3"]: row["name_en"] for row in raw.economies}
    rows: Rows = {}
    for area in raw.groups["WLD"]:
        years = [
            year
            for year in sold.get(area, {})
            if year in bought.get(area, {}) and year >= raw.year - raw.rules["oldest_latest"]
        ]
        if not years:
            continue
        year = max(years)
        x, m = sold[area][year], bought[area][year]
        gdp_, persons, before = (
            product.get(area, {}).get(year),
            people.get(area, {}).get(year),
            sold[area].get(year - 1),
        )

        def shown(value: float | None, decimals: int) -> str:
            return MISSING if value is None else number(value, decimals)

        rows[names[area]] = [
            str(year), number(x / 1e6, 0), number(m / 1e6, 0), number((x - m) / 1e6, 0),
            shown(100 * x / gdp_ if gdp_ else None, 1), shown(100 * m / gdp_ if gdp_ else None, 1),
            shown(x / persons if persons else None, 0), shown(100 * (x - before) / before if before else None, 1),
        ]  # fmt: skip
    return rows


def product_three_ways(own: Recomputed, economies: list[str]) -> Rows:
    """Gross domestic product by production, income and expenditure, and what the last two differ by."""
    names = {row["iso3"]: row["name_en"] for row in own.raw.economies}
    rows: Rows = {}
    for economy in economies:
        for year in years_of(own.raw, economy):
            one = tables(own, economy, year)
            finest = min(sheet.rounding for sheet in one.sheets.values())
            digits = max(0, -round(float(np.log10(finest))))
            ways = gdp(one)
            residuals = [None if ways[0] is None or way is None else way - ways[0] for way in ways[1:]]
            cells = [MISSING if way is None else number(way, 0) for way in ways]
            cells += [MISSING if residual is None else number(residual, digits) for residual in residuals]
            about = own.raw.book(f"accounting/supply-use-{economy.lower()}.xlsx").rows("About")
            unit = next(row[1] for row in about if row[0] == "Unit")
            rows[f"{names[economy]} ({unit}) {year}"] = list(cells)
    return rows


def index_table(own: Recomputed) -> Rows:
    """Score, pillars and share of indicators of each economy of the index; its class and interval rest on draws."""
    index = built(own)
    names = {row["iso3"]: row["name_en"] for row in own.raw.economies}
    rows: Rows = {}
    for i, area in enumerate(index.data.economies):
        if np.isnan(index.scores[index.plan.root][i]):
            continue
        pillars = [index.scores[pillar][i] for pillar in index.plan.children(index.plan.root)]
        rows[names[area]] = [
            None, None, number(float(index.scores[index.plan.root][i]), 1),
            *(MISSING if np.isnan(one) else number(float(one), 0) for one in pillars),
            number(100 * fsum(~np.isnan(index.data.values[:, i])) / len(index.data.codes), 0),
        ]  # fmt: skip
    return rows


EVIDENCE: dict[str, Callable[..., Rows]] = {"trade": trade, "gdp": product_three_ways, "index": index_table}

# -- What was printed ----------------------------------------------------------------------------------------------

LABELS = {"tbl-gdp": (0, 1), "tbl-index": (1,)}  # columns that make the label of a row; the first elsewhere


def labelled(id: str, lines: Iterable[Sequence[str]]) -> Rows:
    """Rows of a printed table by their label."""
    at = next((places for known, places in LABELS.items() if id == known), (0,))
    return {
        " ".join(line[place] for place in at): [cell for place, cell in enumerate(line) if place not in at]
        for line in lines
    }


class _Pages(HTMLParser):
    """Cells of the tables of a page, by the id of the exhibit that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, list[list[str]]] = {}
        self._id, self._body = "", False
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "div" and (named.get("id") or "").startswith("tbl-"):
            self._id = str(named["id"])
        elif tag == "tbody":
            self._body = True
            self.lines.setdefault(self._id, [])
        elif self._body and tag == "tr":
            self.lines[self._id].append([])
        elif self._body and tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self._body = False
        elif self._body and tag in ("td", "th") and self._cell is not None:
            self.lines[self._id][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def of_pages(edition: Path) -> dict[str, Rows]:
    """The printed tables of an edition, from its pages in English."""
    found: dict[str, Rows] = {}
    for path in sorted((edition / "web" / "en").glob("sec-*.html")):
        pages = _Pages()
        pages.feed(path.read_text("utf-8"))
        found |= {id: labelled(id, lines) for id, lines in pages.lines.items() if id}
    return found


def differing(own: Mapping[str, Rows], told: Mapping[str, Rows]) -> Iterator[str]:
    """Where recomputed tables and the printed ones differ: a table or row that one side lacks, a cell."""
    for id, rows in own.items():
        if id not in told:
            yield f"{id} is not printed"
            continue
        if set(rows) != set(told[id]):
            yield f"{id}: rows {sorted(set(rows) ^ set(told[id]))[:6]} stand on one side only"
        for label, cells in rows.items():
            for column, cell in enumerate(cells):
                if cell is None or label not in told[id]:
                    continue
                shown = told[id][label][column] if column < len(told[id][label]) else None
                if shown != cell:
                    yield f"{id}, {label}, column {column + 1}: printed {shown!r}, recomputed {cell!r}"
