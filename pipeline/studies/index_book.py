"""What an index reads of a workbook: the sheets of its design, the groups, and the observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design
from pipeline.methods.index.inputs import Inputs, gather
from pipeline.model.economies import Group
from pipeline.model.index_design import WEIGHT_SETS, IndexDesign
from pipeline.model.observations import Observations
from pipeline.problems import Problem
from pipeline.sheets import content, layout
from pipeline.sheets.layout import Column, Kind
from pipeline.sheets.load import index_design, observations
from pipeline.sheets.tables import Table
from pipeline.studies.book import Book
from pipeline.studies.figures import Source
from pipeline.studies.index_plain import plainest
from pipeline.studies.indicator_workbook import read_book, read_table, stop_on_errors

GROUPS = "Groups"
GROUP_COLUMNS = (
    Column("economy", Kind.CODE, True, "Code of the economy, as in the data sheets."),
    Column("group", Kind.CODE, True, "Group it belongs to."),
    Column("scheme", Kind.CODE, True, "Classification that the group is part of, for example income."),
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Hierarchy": ("code", "level"),
    "Choices": ("applies_to", "step", "parameter", "value"),
    "Goalposts": ("index", "dimension", "lower", "upper"),
    "Measurement error": ("kind", "code", "share"),
    "Uncertainty": ("factor", "option", "weight"),
    WEIGHT_SETS: ("set", "code", "weight"),
}
SHEETS = {**layout.INDEX_SHEETS, **layout.INDEX_OWN_SHEETS}
_OPTIONAL = ("Goalposts", "Measurement error", "Uncertainty", WEIGHT_SETS)
_KEYS = {**content.KEYS, WEIGHT_SETS: ("set", "code")}


@dataclass(frozen=True)
class OwnIndex:
    """A workbook of an index as it was read; ``plain`` holds the sheets of the plainest design that it lacked."""

    book: Book
    plain: Mapping[str, Table]
    sheets: IndexDesign
    groups: Mapping[str, Group]
    data: Observations

    def gather(self, design: Design) -> Inputs:
        """The data of a design, with their places."""
        return _placed(gather(self.data, design, self.groups), self.book)


def read_own(workbook: Path, source: Source | None, problems: list[Problem]) -> OwnIndex:
    """Read a workbook, or a file of figures as ``source`` says; warnings go to ``problems``.

    Raises Stop (exit 3) where sheets or cells are wrong.
    """
    book = read_book(workbook, (*SHEETS, GROUPS), problems, source)
    plain = plainest(book, problems) if book.figures else {}
    sheets = _design_sheets(book, plain, problems)
    groups = _groups(book, problems)
    notes = _notes(book, problems)
    stop_on_errors(problems)
    return OwnIndex(book, plain, sheets, groups, _observations(book, notes))


def _notes(book: Book, problems: list[Problem]) -> Table | None:
    """The sheet Notes; of a file of figures the statuses that it holds."""
    if layout.NOTES not in book.workbook.sheets:
        return book.noted
    keys = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_STATUS")
    return read_table(book.workbook, layout.NOTES, layout.NOTE_COLUMNS, keys, (), problems)


def _placed(inputs: Inputs, book: Book) -> Inputs:
    """The inputs with the places of a file of figures, which has no sheets."""
    if not book.figures:
        return inputs
    years = {
        (code, economy): int(inputs.years[k, i])
        for k, code in enumerate(inputs.codes)
        for i, economy in enumerate(inputs.economies)
        if (code, economy) in inputs.cells
    }
    return replace(
        inputs, cells={(code, economy): book.place(code, economy, year) for (code, economy), year in years.items()}
    )


def _design_sheets(book: Book, plain: Mapping[str, Table], problems: list[Problem]) -> IndexDesign:
    """The sheets of the design; those that are optional may be missing, and those in ``plain`` are taken from there."""
    tables: dict[str, Table] = {}
    for name, columns in SHEETS.items():
        if name in _OPTIONAL and name not in book.workbook.sheets:
            table = None
        elif name in plain:
            table = plain[name]
        else:
            table = read_table(book.workbook, name, columns, _NEEDED[name], _KEYS[name], problems)
        table = table or Table(book.workbook.file, name, pd.DataFrame(), {})
        tables[name] = replace(table, frame=filled(table.frame, columns))
    return index_design(tables, book.workbook.file)


def filled(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """The frame with every column of the layout; one that the sheet lacks is blank."""
    blank: dict[Kind, object] = {Kind.NUMBER: np.nan, Kind.INTEGER: pd.NA, Kind.YEAR: pd.NA}
    found = {c.header: frame[c.header] if c.header in frame else blank.get(c.kind, "") for c in columns}
    return pd.DataFrame(found | {"ROW": frame.get("ROW", 0)}, index=frame.index)


def _groups(book: Book, problems: list[Problem]) -> dict[str, Group]:
    if GROUPS not in book.workbook.sheets:
        return {}
    table = read_table(
        book.workbook, GROUPS, GROUP_COLUMNS, ("economy", "group", "scheme"), ("economy", "scheme"), problems
    )
    if table is None:
        return {}
    return {
        str(code): Group(str(code), str(rows["scheme"].iloc[0]), {"en": str(code)}, tuple(sorted(rows["economy"])))
        for code, rows in table.frame.groupby("group")
    }


def _observations(book: Book, notes: Table | None) -> Observations:
    """The observations of the workbook; metadata that the study does not use may be blank."""
    frame = filled(book.indicators.frame, layout.INDICATOR_COLUMNS)
    frame["unit_multiplier"] = frame["unit_multiplier"].fillna(0)
    frame["decimals"] = frame["decimals"].fillna(2)
    for header, usual in (("direction", "none"), ("framework", "development")):
        frame[header] = frame[header].where(frame[header] != "", usual)
    table = replace(book.indicators, frame=frame)
    return observations([content.IndicatorBook(book.workbook.file, table, notes, book.wides, {})])
