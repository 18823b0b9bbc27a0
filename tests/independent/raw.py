"""The raw workbooks, opened with openpyxl alone: series, statuses, registers and parameters as an editor typed them.

Nothing is imported of the package under test, and no result of it is read: a second reader of the same cells.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Series = dict[str, dict[int, float]]  # economy, year, value
POPULATION = "SP.POP.TOTL"
KINDS = {"un_region": "un_region", "un_subregion": "un_subregion", "itu_region": "itu_region", "income": "income_group"}
SPECIAL = {"LDC": "ldc", "LLDC": "lldc", "SIDS": "sids"}


def number(cell: object) -> float | None:
    """A cell that holds a number; anything else is no figure."""
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


class Book:
    """One workbook: rows of its sheets as tuples, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._book = load_workbook(path, read_only=True, data_only=True)
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._records: dict[str, list[dict[str, Any]]] = {}

    @property
    def sheets(self) -> list[str]:
        return self._book.sheetnames

    def rows(self, sheet: str) -> list[tuple[Any, ...]]:
        if sheet not in self._rows:
            self._rows[sheet] = list(self._book[sheet].iter_rows(values_only=True))
        return self._rows[sheet]

    def records(self, sheet: str) -> list[dict[str, Any]]:
        """A list sheet: one dictionary a row, by the words of the first row; blank rows are none."""
        if sheet not in self._records:
            header, *rows = self.rows(sheet)
            keys = [str(key) if key is not None else "" for key in header]
            held = [row for row in rows if any(cell is not None for cell in row)]
            self._records[sheet] = [dict(zip(keys, row, strict=False)) for row in held]
        return self._records[sheet]


class Raw:
    """Everything below ``data/`` and ``report/`` that a recomputation needs."""

    def __init__(self, root: Path, year: int) -> None:
        self.root = root
        with (root / "report" / "editions" / f"{year}.toml").open("rb") as file:
            self.rules = tomllib.load(file)
        self.year = year
        self._books: dict[str, Book] = {}
        self._series: dict[tuple[str, str], Series] = {}
        self._meta: dict[tuple[str, str], dict[str, Any]] = {}
        self._notes: dict[str, dict[str, list[dict[str, Any]]]] = {}

    def book(self, name: str) -> Book:
        """A workbook by its path below data/."""
        if name not in self._books:
            self._books[name] = Book(self.root / "data" / name)
        return self._books[name]

    # -- indicators -------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> dict[str, dict[str, str]]:
        """Which workbook holds an indicator, by release: "" for the data of today, else the month of a vintage."""
        found: dict[str, dict[str, str]] = {}
        for path in sorted((self.root / "data").glob("*/*.xlsx")):
            name = path.relative_to(self.root / "data").as_posix()
            release = path.stem if path.parent.name == "vintages" else ""
            book = self.book(name)
            if "Indicators" in book.sheets:
                for record in book.records("Indicators"):
                    if record.get("code"):
                        found.setdefault(release, {})[str(record["code"])] = name
        return found

    @property
    def releases(self) -> list[str]:
        return sorted(release for release in self._places if release)

    def codes(self, release: str = "") -> set[str]:
        return set(self._places[release])

    def meta(self, code: str, release: str = "") -> dict[str, Any]:
        """The row of an indicator in the sheet Indicators of its workbook."""
        if (code, release) not in self._meta:
            rows = self.book(self._places[release][code]).records("Indicators")
            self._meta[code, release] = next(row for row in rows if row["code"] == code)
        return self._meta[code, release]

    def place(self, code: str) -> str:
        """The workbook of an indicator as addresses name it."""
        return f"data/{self._places[''][code]}"

    def decimals(self, code: str) -> int:
        return int(self.meta(code)["decimals"])

    def series(self, code: str, release: str = "") -> Series:
        """The figures of an indicator in its unit, with the declared corrections of the register of corrections."""
        if (code, release) not in self._series:
            name = self._places[release][code]
            rows = self.book(name).rows(self.meta(code, release)["sheet"])
            if rows[2][1] != code:
                raise ValueError(f"{name}: the sheet of {code} says {rows[2][1]}")
            years = {place: int(cell) for place, cell in enumerate(rows[3]) if place > 1 and number(cell) is not None}
            power = int(self.meta(code, release)["unit_multiplier"] or 0)
            found: Series = {}
            for row in rows[4:]:
                if not row or row[0] is None:
                    continue
                for place, year in years.items():
                    value = number(row[place]) if place < len(row) else None
                    if value is not None:
                        shifted = float(Decimal(repr(value)).scaleb(power)) if power else value
                        found.setdefault(str(row[0]), {})[year] = shifted
            if not release:
                self._correct(code, found)
            self._series[code, release] = found
        return self._series[code, release]

    def _correct(self, code: str, series: Series) -> None:
        for row in self.book("reference/corrections.xlsx").records("Corrections"):
            area, year = row["REF_AREA"], int(row["TIME_PERIOD"])
            if row["INDICATOR"] != code or series.get(area, {}).get(year) != number(row["expected"]):
                continue
            if number(row["value"]) is None:
                del series[area][year]
            else:
                series[area][year] = float(row["value"])

    def statuses(self, code: str, release: str = "") -> dict[tuple[str, int], str]:
        """OBS_STATUS that the sheet Notes gives, by economy and year; ``A`` is what has no note.

        Where several notes give one, B wins, then O, M and L (SDMX, CL_OBS_STATUS); else the first.
        """
        first = "BOML"
        found: dict[tuple[str, int], str] = {}
        name = self._places[release][code]
        if name not in self._notes:
            self._notes[name] = {}
            for row in self.book(name).records("Notes") if "Notes" in self.book(name).sheets else ():
                self._notes[name].setdefault(str(row["INDICATOR"]), []).append(row)
        for row in self._notes[name].get(code, ()):
            if not row["OBS_STATUS"]:
                continue
            key, new = (str(row["REF_AREA"]), int(row["TIME_PERIOD"])), str(row["OBS_STATUS"])
            old = found.get(key, "A")
            if new in first and old in first:
                found[key] = min(new, old, key=first.index)
            elif new in first or old == "A":
                found[key] = new
        return found

    def wide(self, code: str, year: int, release: str = "") -> dict[str, float]:
        """The figures of one year by economy, in the order of the alphabet."""
        return {area: years[year] for area, years in sorted(self.series(code, release).items()) if year in years}

    # -- economies --------------------------------------------------------------------------------------------------

    @cached_property
    def economies(self) -> list[dict[str, Any]]:
        return self.book("reference/economies.xlsx").records("Economies")

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """Members of each group, in the order of the sheets; groups without a member are none."""
        found: dict[str, list[str]] = {}
        for row in self.book("reference/economies.xlsx").records("Groups"):
            code, kind = row["code"], row["kind"]
            if kind == "world":
                members = [one["iso3"] for one in self.economies]
            elif kind in KINDS:
                members = [one["iso3"] for one in self.economies if one[KINDS[kind]] == code]
            else:
                members = [one["iso3"] for one in self.economies if one[SPECIAL[code]] == "yes"]
            if members:
                found[code] = members
        return found

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """Groups by kind, in the order of the sheet."""
        found: dict[str, list[str]] = {}
        for row in self.book("reference/economies.xlsx").records("Groups"):
            if row["code"] in self.groups:
                found.setdefault(row["kind"], []).append(row["code"])
        return found

    def group_of(self, kind: str) -> dict[str, str]:
        return {area: group for group in self.kinds[kind] for area in self.groups[group]}

    # -- people -----------------------------------------------------------------------------------------------------

    @cached_property
    def population_years(self) -> list[int]:
        return sorted({year for years in self.series(POPULATION).values() for year in years})

    def people(self, year: int | None = None) -> dict[str, float]:
        """Persons by economy in a year: the nearest that the series has; its last year if none is named."""
        years = self.population_years
        return self.wide(POPULATION, years[-1] if year is None else min(max(year, years[0]), years[-1]))

    @cached_property
    def populated(self) -> list[str]:
        """The economies of the list that have a population series."""
        series = self.series(POPULATION)
        return [area for area in self.groups["WLD"] if area in series]

    # -- parameters -------------------------------------------------------------------------------------------------

    def threshold(self, name: str) -> float:
        """A threshold by ``method.parameter``."""
        method, _, parameter = name.partition(".")
        for row in self.book("reference/parameters.xlsx").records("Thresholds"):
            if (row["method"], row["parameter"]) == (method, parameter):
                return float(row["value"])
        raise LookupError(f"no threshold {name}")

    def classes(self, scheme: str) -> list[dict[str, Any]]:
        """The classes of a scheme, lowest first."""
        rows = [row for row in self.book("reference/parameters.xlsx").records("Classes") if row["scheme"] == scheme]
        return sorted(rows, key=lambda row: float("-inf") if row["lower"] is None else float(row["lower"]))

    def target(self, code: str) -> dict[str, Any]:
        rows = self.book("monitoring/targets.xlsx").records("Targets")
        return next(row for row in rows if row["target"] == code)

    def register(self, sheet: str) -> list[dict[str, Any]]:
        """A sheet of the register of platforms, meetings, instruments and parties."""
        return self.book("monitoring/governance.xlsx").records(sheet)


def themes(cell: object) -> Iterator[str]:
    """The themes of a cell, which a semicolon parts."""
    return (part.strip() for part in str(cell or "").split(";") if part.strip())
