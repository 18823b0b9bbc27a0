"""Declared corrections against the sheets: each must still fit, change something and not have expired."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.problems import Problem
from pipeline.sheets import corrections, layout
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.tables import Rows, shown


def check(content: Content, cutoff: str) -> Iterator[Problem]:
    """Every rule of this module; ``cutoff`` (ISO date) is the last day on which figures may have been taken."""
    table = content.tables.get((layout.CORRECTIONS, "Corrections"))
    if table is None:
        return
    yield from fit(content)
    for row, expires in table.of("expires"):
        if expires and expires <= cutoff:
            place = table.place(row, "expires")
            yield problem("sheet-correction-expired", place, f"it expired on {expires}", cutoff=cutoff)
    ranges = {
        code: (low, high, book.indicators.place(row, "code"))
        for book in content.books
        for row, code, low, high in book.indicators.of("code", "minimum", "maximum")
    }
    for row, code, expected, value in table.of("INDICATOR", "expected", "value"):
        if value == expected:
            yield problem("sheet-correction-idle", table.place(row, "value"), shown(value), expected=f"{expected:g}")
        elif code in ranges:
            low, high, place = ranges[code]
            if value < low or value > high:
                bounds = {"minimum": f"{low:g}", "maximum": f"{high:g}", "row": place.cell.lstrip("A")}
                yield problem("sheet-out-of-range", table.place(row, "value"), f"{value:g}", **bounds)


def fit(content: Content) -> Iterator[Problem]:
    """A correction whose wrong value the sheet does not hold (any more): it must not be carried on in silence."""
    table = content.tables.get((layout.CORRECTIONS, "Corrections"))
    wides = {code: wide for book in content.books for code, wide in book.wides.items()}
    for one in corrections.declared(content.tables):
        wide = wides.get(one.indicator)
        if wide is None or not isinstance(table, Rows):
            continue  # an unknown indicator, or one of a workbook that cannot be read: told by the keys
        at = corrections.held(wide, one.area, one.year)
        value = float("nan") if at is None else float(wide.values[at])
        if corrections.fits(one, value):
            continue
        row = next(
            row
            for row, *key in table.of("REF_AREA", "INDICATOR", "TIME_PERIOD")
            if tuple(key) == (one.area, one.indicator, one.year)
        )
        holds = "no value" if np.isnan(value) else shown(value)
        where = f" ({wide.place(*at)})" if at is not None else ""
        found = f"the sheet holds {holds} for {one.area} in {one.year}{where}"
        yield problem("sheet-correction-fixed", table.place(row, "expected"), found, expected=f"{one.expected:g}")
