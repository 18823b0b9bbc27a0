"""Declared corrections read from their workbook and applied to parsed sheets; the workbooks stay as their source has them.

Model: the data corrections of Our World in Data's etl (etl/data_corrections.py): each is declared with a reason and an
expectation that makes it fail once the source is fixed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline.model.corrections import Correction
from pipeline.sheets import layout
from pipeline.sheets.books import IndicatorBook
from pipeline.sheets.tables import LongSheet
from pipeline.sheets.wide import Wide


def declared(tables: Mapping[tuple[str, str], LongSheet]) -> tuple[Correction, ...]:
    """The corrections of the workbook, in its order; none where it is not there. Rows that are not whole are left out."""
    table = tables.get((layout.CORRECTIONS, "Corrections"))
    found = []
    for row in table.records() if table else ():
        whole = row["REF_AREA"] and row["INDICATOR"] and row["TIME_PERIOD"] is not None
        if table is None or not whole or math.isnan(row["expected"]):
            continue
        column = "expected" if math.isnan(row["value"]) else "value"
        place = table.place(row["ROW"], column)
        found.append(
            Correction(
                area=row["REF_AREA"],
                indicator=row["INDICATOR"],
                year=row["TIME_PERIOD"],
                expected=row["expected"],
                value=None if math.isnan(row["value"]) else row["value"],
                reason=row["reason"],
                source=row["source"],
                url=row["url"],
                declared=row["declared"],
                expires=row["expires"],
                cell=str(place),
            )
        )
    return tuple(found)


def held(wide: Wide, area: str, year: int) -> tuple[int, int] | None:
    """The position of an economy and year in a data sheet; None where it has no such row or column."""
    years = np.flatnonzero(wide.years == year)
    return (wide.areas.index(area), int(years[0])) if area in wide.areas and len(years) else None


def fits(correction: Correction, value: float) -> bool:
    """Whether a value is the one that a correction expects (to nine digits, as an editor types it)."""
    return math.isclose(value, correction.expected, rel_tol=1e-9, abs_tol=1e-12)


def apply(books: Iterable[IndicatorBook], corrections: Sequence[Correction]) -> tuple[IndicatorBook, ...]:
    """The workbooks with the corrected values, NaN where one is withheld; what does not hold the expected value stays."""
    return tuple(_corrected(book, [one for one in corrections if one.indicator in book.wides]) for book in books)


def _corrected(book: IndicatorBook, corrections: Sequence[Correction]) -> IndicatorBook:
    if not corrections:
        return book
    wides = dict(book.wides)
    for code in dict.fromkeys(one.indicator for one in corrections):
        wide = wides[code]
        values = wide.values.copy()
        for one in corrections:
            at = held(wide, one.area, one.year) if one.indicator == code else None
            if at is not None and fits(one, float(values[at])):
                values[at] = np.nan if one.value is None else one.value
        wides[code] = replace(wide, values=values)
    return replace(book, wides=wides)
