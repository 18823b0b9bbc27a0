"""What is taken from a project where a folder has none of its own: economies, their groups, their population."""

from __future__ import annotations

import sysconfig
from collections.abc import Mapping
from pathlib import Path

from pipeline.model.economies import Group
from pipeline.problems import ExitCode, Place, Severity, Stop, stop
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.load import economies_of, groups_of
from pipeline.sheets.read import open_workbook, read_workbook, workbooks_below
from pipeline.sheets.tables import parse_rows
from pipeline.sheets.tabs import tabs_of
from pipeline.sheets.wide import Wide, parse_wide

ECONOMIES = "data/reference/economies.xlsx"
POPULATION = "SP.POP.TOTL"
SHARED = "share/gdgr"  # below the environment, where an installed package keeps its sheets (pyproject.toml)


def _installed() -> Path:
    """The project that this code is of: its own folder, or what the installed package keeps of it."""
    own = Path(__file__).parents[2]
    schemes = (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    roots = (own, own / SHARED, *(Path(sysconfig.get_path("data", scheme)) / SHARED for scheme in schemes))
    return next((root for root in roots if (root / ECONOMIES).is_file()), own)


INSTALLED = _installed()


def found_project(*places: Path) -> Path | None:
    """The first of these folders that has economies, else the project that is installed; None where none has."""
    return next((place for place in (*places, INSTALLED) if (place / ECONOMIES).is_file()), None)


def project_of(*places: Path) -> Path:
    """The first of these folders that has economies, else the project that is installed.

    Raises Stop (exit 3) where none has.
    """
    found = found_project(*places)
    if found is not None:
        return found
    raise stop(
        ExitCode.DATA,
        "import-no-economies",
        Place(ECONOMIES),
        "there is no such workbook here, nor in the project that is installed",
        "the economies that codes and names are compared with",
        "work in the folder of the project, or install it from there (make setup)",
    )


def groups_below(root: Path) -> Mapping[str, Group]:
    """The groups of economies of a project. Raises Stop (exit 3) where its workbook has errors."""
    book = read_workbook(root / ECONOMIES, ECONOMIES)
    problems = list(book.problems)
    tables = layout.LONG_SHEETS["reference/economies.xlsx"]
    parsed = {
        name: parse_rows(book.sheets[name], columns, (), problems)
        for name, columns in tables.items()
        if name in book.sheets
    }
    if len(parsed) < len(tables) or any(one.severity is Severity.ERROR for one in problems):
        raise Stop(ExitCode.DATA, problems)
    return groups_of(parsed["Groups"], economies_of(parsed["Economies"]))


def population_below(root: Path) -> Wide:
    """The population of economies by year, from the workbook of a project that has it.

    Raises Stop (exit 3) where none has, or where it cannot be read.
    """
    for file, path in workbooks_below(root, ("development",)).items():
        data = read_file(path, file)
        if not isinstance(data, bytes):
            continue
        tab = tabs_of(open_workbook(data, file, only={layout.INDICATORS}).sheets).get(POPULATION)
        book = open_workbook(data, file, only={tab}) if tab else None
        if tab and book is not None and tab in book.sheets:
            problems = list(book.problems)
            wide = parse_wide(book.sheets[tab], problems, POPULATION)
            if any(one.severity is Severity.ERROR for one in problems):
                raise Stop(ExitCode.DATA, problems)
            return wide
    raise stop(
        ExitCode.DATA,
        "study-no-population",
        Place("data/development"),
        f"no workbook has the indicator {POPULATION}",
        "the population of economies",
        "give the population (--population FILE, or a sheet Population)",
    )
