"""The settings that a computation has read - thresholds, targets, classes, the design of the index, earlier releases,
registers, supply and use tables - as the cells where they stand. What was read is what ``store.watch`` has noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pandas as pd

from pipeline.findings.accounting import ranges
from pipeline.findings.origins import Cell, Role
from pipeline.findings.workshop import Workshop
from pipeline.model.addresses import column_letter
from pipeline.sheets import layout
from pipeline.store.watch import WHOLE

Read = tuple[str, str]
# Where the tables of parameters stand, and the columns that say what a row is about.
PARAMETERS = {
    "targets": ("data/monitoring/targets.xlsx › Targets", ("target", "indicator")),
    "thresholds": ("data/reference/parameters.xlsx › Thresholds", ("method",)),
    "classes": ("data/reference/parameters.xlsx › Classes", ("scheme",)),
    "goalposts": ("data/reference/parameters.xlsx › Goalposts", ("index",)),
}
REGISTERS = {"platforms": "Platforms", "meetings": "Meetings", "instruments": "Instruments", "parties": "Parties"}
# By what a row of a figure may name rows of a register besides their ids.
NAMES = {
    "platforms": ("themes", "membership_type"),
    "meetings": ("year",),
    "instruments": ("themes", "type"),
    "parties": ("iso3",),
}
LAWS = {"cyberlaw": (layout.CYBERLAW, "States"), "ai_laws": (layout.AI_LAWS, "Laws")}


def settings(
    workshop: Workshop, reads: Collection[Read], words: Collection[str], named: bool = False
) -> tuple[Cell, ...]:
    """The cells of the settings among ``reads``: of a table of parameters the rows that one of ``words`` names, else all of
    its rows; of a register the rows of the word, else the sheet. With ``named`` only rows that a word names."""
    found: dict[Cell, None] = {}
    for kind, name in sorted(reads):
        found.update(dict.fromkeys(_cells(workshop, kind, name, frozenset(words), named)))
    return tuple(found)


def _cells(workshop: Workshop, kind: str, name: str, words: frozenset[str], named: bool) -> Iterator[Cell]:
    data = workshop.data
    if kind == "parameters" and name in PARAMETERS:
        place, about = PARAMETERS[name]
        exact = [thresholds_by_name(workshop)[word] for word in sorted(words & thresholds_by_name(workshop).keys())]
        exact = exact if name == "thresholds" else []
        found = _ranges(workshop, place, getattr(data.parameters, name), about, words, whole=not named and not exact)
        yield from ((Role.PARAMETER, cell) for cell in (*exact, *found))
    elif kind == "register" and name in REGISTERS:
        place = f"{data.governance.workbook} › {REGISTERS[name]}"
        about = ("id", "platform_id", "instrument_id", *(NAMES[name] if named else ()))
        found = _ranges(workshop, place, getattr(data.governance, name), about, words, whole=False)
        yield from ((Role.VALUE, cell) for cell in found)
        if not found and not named:
            yield Role.READ, place
    elif kind == "data" and name == "laws":
        for register, (book, sheet) in LAWS.items():
            place, frame = f"data/{book} › {sheet}", getattr(data.laws, register)
            found = _ranges(workshop, place, frame, ("id", "area", "iso3"), words, whole=False)
            yield from ((Role.VALUE, cell) for cell in found)
            if not found and len(frame) and not named:
                yield Role.READ, place
    elif kind == "data" and name == "index" and data.index is not None and not named:
        yield from ((Role.PARAMETER, cell) for cell in design_ranges(workshop))
    elif kind.startswith("tables "):
        years = data.supply_use[kind.removeprefix("tables ")]
        asked = [year for year in years if name in (WHOLE, str(year))]  # a year that was asked for in vain is read too
        if named:
            others = not words & frozenset(data.supply_use) or kind.removeprefix("tables ") in words
            asked = [year for year in asked if others and str(year) in words]
        yield from ((Role.READ, cell) for cell in ranges(years[year] for year in asked))


def thresholds_by_name(workshop: Workshop) -> dict[str, str]:
    """The row of each threshold as a range, by its name in the entry of a figure (``affordability.entry_level``)."""

    def found() -> dict[str, str]:
        frame = workshop.data.parameters.thresholds
        names = frame["method"].astype(str) + "." + frame["parameter"].astype(str)
        return dict(zip(names, row_ranges(PARAMETERS["thresholds"][0], frame), strict=True)) if "ROW" in frame else {}

    return workshop.watch.once("names of thresholds", found)


def _ranges(
    workshop: Workshop, place: str, frame: pd.DataFrame, about: tuple[str, ...], words: frozenset[str], whole: bool
) -> list[str]:
    """The rows of a table that the words name (see ``named_rows``) as ranges, found once for the words that it knows."""
    columns = [name for name in about if name in frame.columns]
    known = workshop.watch.once(
        f"words of {place} {columns}",
        lambda: frozenset(word for name in columns for value in frame[name] for word in _words(value)),
    )
    said = words & known
    return workshop.watch.once(
        f"rows of {place} {columns} {whole} {sorted(said)}",
        lambda: row_ranges(place, named_rows(frame, about, said, whole)),
    )


def named_rows(frame: pd.DataFrame, about: Iterable[str], words: frozenset[str], whole: bool = True) -> pd.DataFrame:
    """The rows of a table that all columns of ``about`` whose values (or one of a list) are among the words agree on; where no word names
    one, all of them (``whole``) or none."""
    chosen = pd.Series(True, index=frame.index)
    named = False
    for column in about:
        if column in frame.columns and (hit := frame[column].map(lambda one: not words.isdisjoint(_words(one)))).any():
            chosen, named = chosen & hit if (chosen & hit).any() else chosen, True
    return frame[chosen] if named else frame if whole else frame.iloc[0:0]


def _words(value: object) -> tuple[str, ...]:
    """The words of a cell: those of its list, or itself."""
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


def row_ranges(place: str, rows: pd.DataFrame) -> list[str]:
    """Whole rows of a sheet as ranges, ``workbook › sheet!A5:J5``."""
    if "ROW" not in rows.columns:
        return [place] if len(rows) else []
    last = column_letter(max(len(rows.columns) - 1, 1))
    return [f"{place}!A{int(row)}:{last}{int(row)}" for row in rows["ROW"]]


def design_ranges(workshop: Workshop) -> list[str]:
    """Ranges of the sheets of the index's design, as ``workbook › sheet!A2:F40``."""
    design = workshop.data.index
    if design is None:
        return []
    frames = (design.hierarchy, design.choices, design.goalposts, design.errors, design.uncertainty)
    found = []
    for name, rows in zip(layout.INDEX_SHEETS, frames, strict=True):
        if len(rows):
            last = column_letter(max(design.columns.get(name, {}).values(), default=1))
            found.append(f"{design.workbook} › {name}!A{int(rows['ROW'].min())}:{last}{int(rows['ROW'].max())}")
    return found


def series_read(reads: Iterable[Read]) -> tuple[str, ...]:
    """The indicators whose observations were read, by code."""
    return tuple(sorted({name for kind, name in reads if kind == "series" and name != WHOLE}))


def vintages_read(workshop: Workshop, reads: Iterable[Read], words: Collection[str]) -> tuple[str, ...]:
    """The earlier releases that were read: those that a word names, else all."""
    if ("vintages", WHOLE) not in set(reads):
        return ()
    labels = tuple(workshop.data.vintages)
    return tuple(label for label in labels if label in words) or labels
