"""Population and groups for a file of figures that has none: from a file beside it, else from the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from pipeline.problems import ExitCode, Place, Problem, Severity, stop
from pipeline.sheets.codes import problem
from pipeline.sheets.reference import ECONOMIES, POPULATION, groups_below, population_below, project_of
from pipeline.sheets.tables import Table
from pipeline.sheets.wide import Wide
from pipeline.studies.book import Book
from pipeline.studies.figures import Source, figures_of

SCHEMES = ("income", "un_region", "LDC")
_SPECIAL = {
    "LDC": "Least developed countries, and all others.",
    "LLDC": "Landlocked developing countries, and all others.",
    "SIDS": "Small island developing States, and all others.",
}
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "income": "Income groups of the World Bank.",
        "un_region": "Regions of the United Nations (M49).",
        "un_subregion": "Subregions of the United Nations (M49).",
        "itu_region": "Regions of the ITU.",
        **_SPECIAL,
    }
)
"""Scheme of the project's groups → what it is."""


def population_of(source: Source, problems: list[Problem]) -> tuple[Wide, str]:
    """The population that is given as a file of figures, else that of the project; and a sentence on where it is from.

    Raises Stop (exit 3) where the file holds more than one indicator, or what it holds is no population.
    """
    if source.population is None:
        project = project_of(source.root)
        wide = population_below(project)
        return wide, f"Population: {POPULATION} of {project / wide.file}."
    found = figures_of(source.population, (), source.plain(), problems)
    if len(found.wides) != 1:
        names = ", ".join(found.wides)
        place = Place(source.population.name)
        raise stop(
            ExitCode.DATA,
            "study-population",
            place,
            f"{len(found.wides)} indicators: {names}",
            "one, the population",
            "filter the file",
        )
    wide = next(iter(found.wides.values()))
    for i, j in np.argwhere(wide.values <= 0):
        text = f"a population of {wide.values[i, j]:g}"
        place = wide.place(int(i), int(j))
        problems.append(problem("sheet-out-of-range", place, text, minimum="above 0", maximum="any", row="-"))
    return wide, f"Population: {wide.code} of {source.population}."


def groups_of(book: Book, schemes: Sequence[str], source: Source, problems: list[Problem]) -> tuple[Table, str]:
    """The groups of the project of which economies of a book are members, as rows of a sheet Groups; and where they are from.

    Economies that are in no group of a scheme are told. Raises Stop (exit 2) for a scheme that is none.
    """
    wrong = [scheme for scheme in schemes if scheme not in KINDS]
    if wrong:
        allowed = ", ".join(KINDS)
        raise stop(
            ExitCode.USAGE, "study-divide-scheme", Place("--scheme"), repr(wrong[0]), allowed, "choose one of them"
        )
    project = project_of(source.root)
    known = groups_below(project)
    areas = sorted({area for wide in book.wides.values() for area in wide.areas})
    rows: list[tuple[str, str, str]] = []
    for scheme in schemes:
        if scheme in _SPECIAL:
            members = set(known[scheme].members)
            rows += [(area, scheme if area in members else f"not {scheme}", scheme) for area in areas]
        else:
            of = {area: group.code for group in known.values() if group.kind == scheme for area in group.members}
            rows += [(area, of[area], scheme) for area in areas if area in of]
            without = [area for area in areas if area not in of]
            if without:
                found = f"in no group of the scheme {scheme}: {', '.join(without)}"
                allowed, remedy = "a group of each scheme", "nothing, or give groups of your own (--groups FILE)"
                place = Place(ECONOMIES, "Economies")
                problems.append(Problem("study-no-group", Severity.INFO, place, found, allowed, remedy))
    frame = pd.DataFrame(rows, columns=["economy", "group", "scheme"]).assign(ROW=0)
    return Table(ECONOMIES, "Economies", frame, {}), f"Groups: {', '.join(schemes)} of {project / ECONOMIES}."
