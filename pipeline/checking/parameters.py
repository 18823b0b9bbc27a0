"""Bounds of the methods of progress: all there, in order, and as the classes have them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.explaining.meaning import BY_CODE
from pipeline.methods.progress.rules import missing_rows
from pipeline.problems import Problem
from pipeline.sheets.content import Content

_WORKBOOK = "reference/parameters.xlsx"
# Parameters of a method from the lowest to the highest.
_ORDER = (
    ("unsd", ("fair", "on_track")),
    ("unsd", ("slow_growth", "fast_growth")),
    ("statistics_canada", ("limited", "accelerate", "on_track")),
    ("statistics_canada", ("growth_limited", "growth_accelerate", "growth_on_track")),
    ("statistics_canada", ("parity_low", "parity_high")),
    ("eurostat", ("insufficient", "moderate", "significant")),
    ("eurostat", ("growth_moderate_away", "growth_moderate", "growth_significant")),
    ("eurostat", ("short_term", "long_term")),
    ("unsd", ("default_base_year", "default_target_year")),
    ("escap", ("maintain", "accelerate")),
    ("sdsn", ("stagnating", "moderately_improving", "on_track")),
    ("probability", ("possible", "likely")),
)
# Scheme and class whose lower bound is a threshold.
_CLASSES = {("UNSD", "fair"): ("unsd", "fair"), ("UNSD", "on_track"): ("unsd", "on_track")}


def check(content: Content) -> Iterator[Problem]:
    """Every rule of this module; none where the sheet could not be read."""
    table, classes = (content.tables.get((_WORKBOOK, sheet)) for sheet in ("Thresholds", "Classes"))
    if table is None:
        return
    lacking = [f"{method} / {parameter}" for method, parameter in missing_rows(table.frame)]
    if lacking:
        yield BY_CODE["threshold-missing"].at(table.place(1, "method"), f"no row {', '.join(lacking)}")
    at = {(method, name): (row, value) for row, method, name, value in table.of("method", "parameter", "value")}
    for method, names in _ORDER:
        there = [(name, *at[method, name]) for name in names if (method, name) in at]
        for (low, _, least), (high, row, value) in pairwise(there):
            if least >= value:
                order = " < ".join(names)
                found = f"{high} {value:g}, {low} {least:g}"
                yield BY_CODE["threshold-order"].at(table.place(row, "value"), found, method=method, order=order)
    for row, value, unit in table.of("value", "unit"):
        if unit.startswith(("share", "ratio")) and not 0 <= value <= 1:
            yield BY_CODE["threshold-share"].at(table.place(row, "value"), f"{value:g}", unit=unit)
    for row, scheme, name, lower in classes.of("scheme", "class", "lower") if classes else ():
        same = at.get(_CLASSES.get((scheme, name), ("", "")))
        if classes is not None and same and same[1] != lower:
            place = classes.place(row, "lower")
            found = f"{same[1]:g}, and the class {name} of {scheme} begins at {lower:g}"
            yield BY_CODE["threshold-class"].at(table.place(same[0], "value"), found, value=lower, where=place)
