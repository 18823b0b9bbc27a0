"""A small, valid data folder with made-up figures, for any test that needs one.

``small_folder()`` gives it as plain rows (workbook path → sheet → rows), to be changed at will; ``write_folder`` writes
it below a root, and ``small_data`` (fixture of tests/sheets/conftest.py) is a written copy not to be changed. Two development
indicators, one of each other framework, six economies (Namibia's ISO2 ``NA`` among them), 2015-2024; a vintage, a
supply-use table of 2 × 2 products and industries, targets, parameters and a governance register.
"""

from __future__ import annotations

import math
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook

from pipeline.sheets import layout
from tests.methods.progress.samples import ROWS

Folder = dict[str, dict[str, list[list[object]]]]

YEARS = list(range(2015, 2025))
ECONOMIES = {  # ISO2, M49, name, region, sub-region, ITU region, income, LDC, LLDC, SIDS
    "CHN": ("CN", "156", "China", "ASI", "EAS", "ITU_ASP", "UMC", "no", "no", "no"),
    "FJI": ("FJ", "242", "Fiji", "OCE", "MEL", "ITU_ASP", "UMC", "no", "no", "yes"),
    "FRA": ("FR", "250", "France", "EUR", "WEU", "ITU_EUR", "HIC", "no", "no", "no"),
    "DEU": ("DE", "276", "Germany", "EUR", "WEU", "ITU_EUR", "HIC", "no", "no", "no"),
    "NAM": ("NA", "516", "Namibia", "AFR", "SAF", "ITU_AFR", "UMC", "no", "no", "no"),
    "UGA": ("UG", "800", "Uganda", "AFR", "SAF", "ITU_AFR", "LIC", "yes", "yes", "no"),
}
GROUPS = [
    ("WLD", "world", "World"),
    *(
        (code, "un_region", name)
        for code, name in (("ASI", "Asia"), ("OCE", "Oceania"), ("EUR", "Europe"), ("AFR", "Africa"))
    ),
    *((code, "un_subregion", code) for code in ("EAS", "MEL", "WEU", "SAF")),
    *((code, "itu_region", code) for code in ("ITU_ASP", "ITU_EUR", "ITU_AFR")),
    *((code, "income", code) for code in ("HIC", "UMC", "LIC")),
    *((code, "special", code) for code in ("LDC", "LLDC", "SIDS")),
]
INDICATORS = {  # code: workbook, unit, minimum, maximum, pillar, theme, first value, step
    "NET.USE": ("development/connectivity.xlsx", "percent", 0, 100, "access", "digital_divide", 40.0, 2.0),
    "NET.SUBS": ("development/connectivity.xlsx", "subscriptions", 0, None, "access", "digital_divide", 1000.0, 60.0),
    "ICT.VA": (
        "accounting/ict-sector.xlsx",
        "million US dollars",
        None,
        None,
        "production",
        "digital_economy",
        500.0,
        9.0,
    ),
    "STAT.SCORE": ("statistical/performance.xlsx", "score", 0, 100, "systems", "measurement", 55.0, 1.0),
    "EGOV": ("monitoring/e-government.xlsx", "index", 0, 1, "government", "digital_government", 0.4, 0.02),
}
THRESHOLDS = [(method, name, value) for method, part in ROWS.items() for name, value in part.items()]
LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


def headers(columns: tuple[layout.Column, ...]) -> list[object]:
    """The header row of a long sheet."""
    return [column.header for column in columns]


def value(code: str, area: str, year: int) -> float:
    """The made-up figure of an indicator, economy and year: a line that wobbles a little."""
    _, _, _, _, _, _, first, step = INDICATORS[code]
    position = list(ECONOMIES).index(area)
    wobble = math.sin(7.0 * (year - YEARS[0]) + 3.0 * position) * step / 5
    return round(first + step * (year - YEARS[0]) + step / 4 * position + wobble, 4)


def small_folder() -> Folder:
    """The data folder as rows, a fresh copy."""
    return deepcopy(_folder())


def write_folder(folder: Folder, root: Path) -> Path:
    """Write the workbooks (and outlines) of a folder below ``root/data``; gives back ``root``."""
    for file, sheets in folder.items():
        path = root / "data" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(path, sheets)
    outlines = root / "data" / layout.OUTLINES
    outlines.parent.mkdir(parents=True, exist_ok=True)
    outlines.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    for name in layout.FOLDERS:
        (root / "data" / name).mkdir(parents=True, exist_ok=True)
    return root


def write_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """Write one workbook from rows: a None is a blank cell."""
    workbook = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)


@lru_cache(maxsize=1)
def _folder() -> Folder:
    folder: Folder = {}
    for code, (file, unit, low, high, pillar, theme, _, _) in INDICATORS.items():
        book = folder.setdefault(
            file,
            {
                "About": [["A workbook for tests"], ["Last review", "2026-11-01"]],
                "Indicators": [headers(layout.INDICATOR_COLUMNS)],
                "Notes": [headers(layout.NOTE_COLUMNS)],
            },
        )
        framework = file.split("/")[0]
        book["Indicators"].append(
            [
                code,
                f"Name of {code}",
                unit,
                0,
                "What it measures.",
                "A producer",
                "A citation",
                "https://example.org/d",
                "CC BY 4.0",
                "2026-10-01",
                "higher",
                1,
                low,
                high,
                framework,
                pillar,
                theme,
                None,
            ]
        )
        rows: list[list[object]] = [["REF_AREA", "Economy", *YEARS]]
        for area in sorted(ECONOMIES):
            rows.append([area, ECONOMIES[area][2], *(value(code, area, year) for year in YEARS)])
        book[code] = rows
    folder["development/connectivity.xlsx"]["Notes"].append(["FRA", "NET.USE", 2020, "E", "estimated", None])
    folder["vintages/2020-10.xlsx"] = deepcopy(folder["monitoring/e-government.xlsx"])
    folder["vintages/2020-10.xlsx"]["EGOV"] = [row[:7] for row in folder["vintages/2020-10.xlsx"]["EGOV"]]
    folder |= _reference() | _registers()
    return dict(sorted(folder.items()))


def _reference() -> Folder:
    economies: list[list[object]] = [headers(layout.ECONOMY_COLUMNS)]
    for iso3, (iso2, m49, name, region, sub, itu, income, *special) in sorted(ECONOMIES.items()):
        economies.append([iso3, iso2, m49, *[name] * 6, region, sub, itu, income, *special, 1.5, -2.5])
    groups: list[list[object]] = [headers(layout.GROUP_COLUMNS)]
    groups += [[code, kind, *[name] * 6, "made up"] for code, kind, name in GROUPS]
    terms = {("indicator", code) for code in INDICATORS}
    terms |= {("unit", row[1]) for row in INDICATORS.values()} | {("pillar", row[4]) for row in INDICATORS.values()}
    terms |= {("theme", theme) for theme in layout.THEMES} | {("class", "low"), ("class", "high")}
    terms |= {("register", code) for code in ("privacy", "legislation", "law", "binding")}
    terms |= {("definition", code) for code in INDICATORS} | {("source", "A producer"), ("source", "Made up")}
    terms |= {("licence", "CC BY 4.0"), ("licence", "CC0"), ("source", "A resolution"), ("source", "a source")}
    terms |= {("platform", "itu"), ("instrument", "pact"), ("place", "Geneva"), ("outcome", "Outcome")}
    here = (
        "indicator",
        "definition",
        "source",
        "licence",
        "unit",
        "place",
        "outcome",
    )  # whose English is not in the terms
    return {
        "reference/economies.xlsx": {"About": [["Economies"]], "Economies": economies, "Groups": groups},
        "reference/names.xlsx": {
            "About": [["Names"]],
            "Terms": [
                headers(layout.TERM_COLUMNS),
                *([kind, code, None if kind in here else code, *[code] * 5] for kind, code in sorted(terms)),
            ],
        },
        "reference/parameters.xlsx": {
            "About": [["Parameters"]],
            "Classes": [
                headers(layout.CLASS_COLUMNS),
                ["EGDI", "low", None, 0.5, "lower", "a source", "https://example.org"],
                ["EGDI", "high", 0.5, None, "lower", "a source", None],
            ],
            "Thresholds": [
                headers(layout.THRESHOLD_COLUMNS),
                *([method, name, value, None, "a source", None] for method, name, value in THRESHOLDS),
            ],
            "Goalposts": [headers(layout.GOALPOST_COLUMNS), ["hdi", "life", 20, 85, "a source", None]],
        },
    }


SUPPLY_USE = "accounting/supply-use-uga.xlsx"


def _registers() -> Folder:
    read = ["A page", "https://example.org/page", "yes", None, None]
    return {
        "monitoring/targets.xlsx": {
            "About": [["Targets"]],
            "Targets": [
                headers(layout.TARGET_COLUMNS),
                ["T1", "NET.USE", "Everyone online", 95, 2015, 2030, "higher", "A resolution", "https://example.org/t"],
            ],
        },
        "monitoring/governance.xlsx": {
            "About": [["Governance"]],
            "Platforms": [
                headers(layout.PLATFORM_COLUMNS),
                ["itu", "Union", "ITU", 1865, "yearly", "intergovernmental", "standards", 2024, "guidelines", *read],
            ],
            "Meetings": [
                headers(layout.MEETING_COLUMNS),
                ["itu", 2024, "Geneva", "Outcome", "standards;measurement", *read],
            ],
            "Instruments": [
                headers(layout.INSTRUMENT_COLUMNS),
                ["pact", "A pact", "Pact", "treaty", "regional", 2018, 2020, 2, "digital_trade", "yes", *read],
            ],
            "Parties": [
                headers(layout.PARTY_COLUMNS),
                ["pact", "FRA", "party", 2018, "https://example.org/p", "yes"],
                ["pact", "EUU", "party", 2018, "https://example.org/p", "yes"],
            ],
        },
        SUPPLY_USE: {
            "About": [
                ["Tables"],
                ["Economy", "UGA"],
                ["Unit", "million US dollars"],
                ["Source", "Made up"],
                ["Licence", "CC0"],
            ],
            "Tables": [
                headers(layout.TABLE_COLUMNS),
                ["supply", "supply", "basic", "zero", 1, "a source"],
                ["use", "use", "purchasers", "zero", 1, "a source"],
            ],
            "Codes": [
                headers(layout.CODE_COLUMNS),
                ["334", "product", "Computers", "ict_goods", "a source"],
                ["11", "product", "Farms", "no", "a source"],
                ["334", "industry", "Computers", "ict_goods", "a source"],
                ["11", "industry", "Farms", "no", "a source"],
            ],
            "Lines": [
                headers(layout.LINE_COLUMNS),
                ["supply", "column", "T007", "Output", "output", "add", None, None],
                ["use", "column", "T001", "Total", "intermediate", "add", None, None],
                ["use", "column", "F1", "Homes", "households", "add", "F", None],
                ["use", "column", "F", "Consumption", "consumption", "add", None, None],
                ["use", "row", "VA", "Value added", "value_added", "add", None, None],
                ["use", "row", "X", "Output", "output", "add", None, None],
            ],
            "Names": [
                headers(layout.TERM_COLUMNS),
                *([role, "334", *["Computers"] * 6] for role in ("product", "industry")),
            ],
            "supply 2022": [[None, "334", "11", "T007"], ["334", 50, None, 50], ["11", 1, 70, 71]],
            "use 2022": [
                [None, "334", "11", "T001", "F1", "F"],
                ["334", 5, 6, 11, 39, 39],
                ["11", None, 7, 7, 64, 64],
                ["VA", 46, 57, None, None, None],
                ["X", 51, 70, None, None, None],
            ],
        },
    }
