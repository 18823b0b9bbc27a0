"""Small stand-alone workbooks in the indicator layout, with made-up figures, for the tests of progress and divide."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from tests.methods.progress.samples import ROWS
from tests.sheets.workbooks import write_workbook

Sheets = dict[str, list[list[object]]]

AREAS = {"AGO": "Angola", "BEN": "Benin", "CHN": "China", "DEU": "Germany", "FRA": "France", "IND": "India"}
VALUES = {  # 2015, 2018, 2019, 2022
    "AGO": (10.0, 14.0, 17.0, 25.0),
    "BEN": (12.0, 20.0, 24.0, 33.0),
    "CHN": (50.0, 58.0, 63.0, 76.0),
    "DEU": (87.0, 87.0, 88.0, 92.0),
    "FRA": (78.0, 82.0, 83.0, 87.0),
    "IND": (15.0, 20.0, 34.0, 52.0),
}
_INDICATORS = [
    ["code", "name", "unit", "direction"],
    ["NET", "Users of the Internet", "per cent", "higher"],
    ["LAW", "A law is in force", "1 = yes, 0 = no", "higher"],
]
_WIDE = [["REF_AREA", "Economy", 2015, 2018, 2019, 2022], *([c, AREAS[c], *v] for c, v in VALUES.items())]
_TARGETS: list[list[object]] = [
    ["target", "indicator", "value", "base_year", "target_year", "direction", "source"],
    ["all-online", "NET", 95, 2015, 2030, "higher", "A resolution"],
    ["more-online", "NET", None, 2015, 2030, "higher", "A resolution"],
    ["law", "LAW", None, 2015, 2030, "higher", "A resolution"],
]
_POPULATION = [
    ["REF_AREA", "Economy", 2015, 2022],
    ["AGO", "Angola", 28, 36],
    ["BEN", "Benin", 11, 13],
    ["CHN", "China", 1390, 1412],
    ["DEU", "Germany", 82, 84],
    ["FRA", "France", 66, 68],
    ["IND", "India", 1320, 1420],
]
_GROUPS: list[list[object]] = [
    ["economy", "group"],
    ["AGO", "low"],
    ["BEN", "low"],
    ["CHN", "middle"],
    ["IND", "middle"],
    ["DEU", "high"],
    ["FRA", "high"],
]


def progress_sheets() -> Sheets:
    """A workbook that ``progress`` accepts, with its own thresholds."""
    bounds = [(m, p, v, None, "a source", None) for m, part in ROWS.items() for p, v in part.items()]
    return deepcopy(
        {
            "Indicators": _INDICATORS,
            "NET": _WIDE,
            "LAW": [["REF_AREA", "Economy", 2015, 2022], ["AGO", "Angola", 0, 1], ["BEN", "Benin", 0, 0]],
            "Targets": _TARGETS,
            "Thresholds": [["method", "parameter", "value", "unit", "source", "url"], *map(list, bounds)],
        }
    )


def divide_sheets() -> Sheets:
    """A workbook that ``divide`` accepts."""
    women = [["REF_AREA", "Economy", 2018], ["AGO", "Angola", 30], ["FRA", "France", 84]]
    men = [["REF_AREA", "Economy", 2018], ["AGO", "Angola", 40], ["FRA", "France", 80]]
    both = [["OWN_FEMALE", "Women", "per cent", "higher"], ["OWN_MALE", "Men", "per cent", "higher"]]
    return deepcopy(
        {
            "Indicators": [*_INDICATORS[:2], *both],
            "NET": _WIDE,
            "OWN_FEMALE": women,
            "OWN_MALE": men,
            "Population": _POPULATION,
            "Groups": _GROUPS,
        }
    )


def write(sheets: Sheets, folder: Path) -> Path:
    """Write a workbook into a folder; gives back its path."""
    path = folder / "series.xlsx"
    write_workbook(path, sheets)
    return path
