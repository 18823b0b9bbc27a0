"""A workbook past the gates as openpyxl builds it: the one place that has one built to be marked, changed or joined.

openpyxl makes an object of every cell, look and rule, and compares each look with all others: what the gates let through
to be read may still cost minutes there. Such a workbook is a problem, and is never built.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook

from pipeline.model.addresses import address
from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.gate import Admitted

MOST_ELEMENTS = 1_500_000  # of a workbook that is built whole, about 400,000 cells
MOST_BESIDE = 30_000  # outside its sheets: styles, drawings, charts
MOST_CELLS = 500_000  # as far as its sheets reach: blank ones are made as well
# Parts of a workbook that openpyxl drops: charts, pictures, pivot tables, form controls.
_DROPPED = (
    "xl/charts/",
    "xl/media/",
    "xl/pivot",
    "xl/ctrlProps/",
    "xl/embeddings/",
    "xl/slicer",
    "xl/threadedComments/",
)
_SHOWN = 3


def build(admitted: Admitted) -> Workbook | Problem:
    """The workbook, without links to others; a problem where it is too large to be built, or openpyxl cannot read it."""
    place = Place(admitted.archive.file)
    if admitted.beside > MOST_BESIDE:
        found = f"{admitted.beside:,} entries outside its sheets (formats, names, drawings)"
        return problem("sheet-too-much-to-change", place, found, beside=MOST_BESIDE, limit=MOST_ELEMENTS)
    if admitted.elements > MOST_ELEMENTS:
        found = f"{admitted.elements:,} entries (cells, formats, settings)"
        return problem("sheet-too-much-to-change", place, found, beside=MOST_BESIDE, limit=MOST_ELEMENTS)
    cells = sum(sheet.rows * sheet.columns for sheet in admitted.scanned.values())
    if cells > MOST_CELLS:
        limits = {"rows": layout.MAX_ROWS, "columns": layout.MAX_COLUMNS, "cells": MOST_CELLS}
        return problem(
            "sheet-too-wide", place, f"{cells:,} cells, most of them blank, which would all be made", **limits
        )
    try:
        return load_workbook(BytesIO(admitted.archive.data), keep_links=False)
    except Exception as error:
        return problem("sheet-unreadable", place, f"a part besides the values: {type(error).__name__}: {error}"[:300])


def lost_in(admitted: Admitted) -> str:
    """What a workbook would lose if it were built and written again, by name; blank where nothing is: pictures and charts,
    and the values of formulas, which no program calculates then."""
    lost = sorted(name for name in admitted.archive.parts if name.startswith(_DROPPED))
    for name, scanned in admitted.scanned.items():
        evidence = scanned.evidence
        lost += [
            f"the value of the formula in {name}!{address(cell)}"
            for cell in sorted(evidence.formulas.keys() - evidence.uncalculated)
        ]
    return ", ".join(lost[:_SHOWN])
