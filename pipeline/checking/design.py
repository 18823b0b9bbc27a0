"""The design of the composite index by every rule: those of the method, and its choices against the other sheets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.edition import Edition
from pipeline.explaining.meaning import BY_CODE
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.ranges import PAIRS, VALUES, number_of
from pipeline.model.index_design import CHOICES, ERRORS, GOALPOSTS, HIERARCHY
from pipeline.problems import Problem, Severity
from pipeline.sheets import layout
from pipeline.sheets.content import Content
from pipeline.sheets.load import index_design

FILE = f"data/{layout.INDEX_WORKBOOK}"
_FEW = 2  # problems of one kind that have a cause of their own each
_GROUP_KINDS = ("un_region", "un_subregion", "itu_region", "income")


def check(content: Content, edition: Edition) -> Iterator[Problem]:
    """Every problem of the design; none where its sheets could not be read, which is told there."""
    tables = {sheet: content.tables.get((layout.INDEX_WORKBOOK, sheet)) for sheet in layout.INDEX_SHEETS}
    there = {sheet: table for sheet, table in tables.items() if table is not None}
    if len(there) < len(tables) or any(
        found.place.file == FILE and found.severity is Severity.ERROR for found in content.problems
    ):
        return
    try:
        design = read_design(index_design(there, FILE))
    except IndexProblems as wrong:
        yield from _condensed(wrong.problems)
        return
    yield from _directions(design, content)
    yield from _choices(design, content, edition)
    yield from _others(design)


def _condensed(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Those of one kind as one, where there are more than a few: they have one cause."""
    by_code: dict[str, list[Problem]] = {}
    for one in problems:
        by_code.setdefault(one.code, []).append(one)
    for same in by_code.values():
        if len(same) <= _FEW:
            yield from same
        else:
            yield replace(same[0], found=f"{same[0].found} (and {len(same) - 1} more like it)")


def _directions(design: Design, content: Content) -> Iterator[Problem]:
    better = {code: one.direction for code, one in content.listed().items()}
    for code in design.tree.indicators:
        node = design.tree.nodes[code]
        direction = better.get(code, "none")
        if not node.denominator and {node.direction, direction} == {"higher", "lower"}:
            place = design.sheets.place(HIERARCHY, node.row, "direction")
            found = f"{node.direction}, and {direction} is better for {code}"
            yield BY_CODE["index-direction-against"].at(place, found, direction=direction)


def _choices(design: Design, content: Content, edition: Edition) -> Iterator[Problem]:
    wrong = BY_CODE["index-choice-value"]
    for one in design.choices:
        fits, allowed = VALUES.get((one.step, one.parameter), (lambda text: True, ""))
        place = design.sheets.place(CHOICES, one.row, "value")
        if one.parameter == "group_kind" and one.value not in _GROUP_KINDS:
            yield wrong.at(place, f"{one.step} / {one.parameter} = {one.value!r}", allowed=", ".join(_GROUP_KINDS))
        elif not fits(one.value):
            yield wrong.at(place, f"{one.step} / {one.parameter} = {one.value!r}", allowed=allowed)
        elif one.parameter in ("until", "reference_year") and int(one.value) > edition.year:
            allowed = f"a year up to that of the edition, {edition.year}"
            yield wrong.at(place, f"{one.parameter} {one.value}", allowed=allowed)
        groups = content.tables.get(("reference/economies.xlsx", "Groups"))
        if (one.step, one.parameter) == ("screen", "groups") and groups is not None:
            unknown = [code for code in map(str.strip, one.value.split(";")) if code and code not in groups["code"]]
            if unknown:
                yield wrong.at(place, ", ".join(unknown), allowed="groups of data/reference/economies.xlsx")
    for step, first, last in PAIRS:
        low, high = design.choice(step, first), design.choice(step, last)
        if low and high and number_of(low.value) >= number_of(high.value):
            place = design.sheets.place(CHOICES, low.row, "value")
            yield BY_CODE["index-choices-order"].at(
                place, f"{first} {low.value}, {last} {high.value}", first=first, last=last
            )


def _others(design: Design) -> Iterator[Problem]:
    """Weights, factors, errors and goalposts that nothing can use."""
    by_sheet = any(one.parameter == "method" and one.value == "sheet" for one in design.choices if one.step == "weight")
    by_sheet |= any(one.factor == "weight" and one.option == "sheet" for one in design.options)
    for node in design.tree.nodes.values():
        if not math.isnan(node.weight) and not by_sheet:
            place = design.sheets.place(HIERARCHY, node.row, "weight")
            yield BY_CODE["index-weight-unused"].at(
                place, f"{node.code}: weight {node.weight:g}, and the choice is another"
            )
        if not math.isnan(node.factor) and not node.denominator:
            place = design.sheets.place(HIERARCHY, node.row, "factor")
            yield BY_CODE["index-factor"].at(place, f"{node.code}: factor {node.factor:g} without a denominator")
    for row in design.sheets.errors.to_dict("records"):
        if row["kind"] == "status" and row["code"] not in layout.OBS_STATUS:
            place = design.sheets.place(ERRORS, row["ROW"], "code")
            yield BY_CODE["index-status-unknown"].at(place, repr(row["code"]), choices=", ".join(layout.OBS_STATUS))
        if float(row["share"]) > 1:
            yield BY_CODE["index-share"].at(design.sheets.place(ERRORS, row["ROW"], "share"), f"{row['share']:g}")
    for row in design.sheets.goalposts.to_dict("records"):
        if row["index"] != design.tree.root:
            place = design.sheets.place(GOALPOSTS, row["ROW"], "index")
            yield BY_CODE["index-goalposts-unused"].at(place, repr(row["index"]), root=design.tree.root)
