"""A fetched file against the sheet that it is to go into: an answer in part looks like a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.fetching.codes import CODES
from pipeline.problems import Place, Problem, first_of
from pipeline.sheets.existing import read_book
from pipeline.sheets.reading.areas import Areas
from pipeline.sheets.reading.series import read_series

FEWER = 0.8  # of the economies of a sheet; below it an answer is taken for one in part
_SHOWN = 12


def fewer_economies(file: Path, into: Path, areas: Areas, whole: bool) -> list[Problem]:
    """A problem for each series of the file that has far fewer economies than its sheet in ``into`` holds.

    An error where the import replaces series whole, else a warning. What else is wrong with either is told by the import.
    """
    if not into.is_file():
        return []
    came: dict[str, set[str]] = {}
    for row in read_series(file, areas).rows:
        came.setdefault(row.indicator, set()).add(row.area)
    return list(_fewer(came, into, whole))


def _fewer(came: dict[str, set[str]], into: Path, whole: bool) -> Iterator[Problem]:
    book = read_book(into, [])
    code = CODES["fetch-series-shrunk" if whole else "fetch-fewer-economies"]
    for row in book.indicators:
        name = str(row["code"])
        found = came.get(str(row.get("source_code") or name), came.get(name))
        held = {area for area, _ in book.series.get(name, {})}
        if found and len(found) < FEWER * len(held):
            gone = sorted(held - found)
            told = f"{name}: {len(found)} economies, the sheet holds {len(held)}; not there: {first_of(gone, _SHOWN)}"
            yield code.at(Place(into.name, name), told)
