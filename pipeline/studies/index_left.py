"""What a workbook holds and its index does not read: sheets outside the hierarchy, economies without a value, groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from pipeline.methods.index.design import Design
from pipeline.methods.index.impute import GROUPED
from pipeline.methods.index.inputs import Inputs
from pipeline.methods.index.left_out import methods_in_play
from pipeline.methods.omissions import Omission, counted
from pipeline.model.economies import Group
from pipeline.studies.book import Book


def unread(book: Book, design: Design, inputs: Inputs, groups: Mapping[str, Group]) -> Iterator[Omission]:
    """Indicators outside the hierarchy, economies without a value in any sheet, groups that no choice reads."""
    tree = design.tree
    used = {*tree.indicators, *(node.denominator for node in tree.nodes.values())}
    for code, wide in book.wides.items():
        if code not in used:
            count = int((~np.isnan(wide.values)).sum())
            yield Omission(
                "indicator", code, f"{counted(count, 'value')} in the sheet {wide.sheet}", "it is not in the hierarchy"
            )
    areas = {area for wide in book.wides.values() for area in wide.areas}
    known = {
        area
        for wide in book.wides.values()
        for area, row in zip(wide.areas, wide.values, strict=True)
        if not np.isnan(row).all()
    }
    for area in sorted(areas - known - set(inputs.economies)):
        yield Omission("economy", area, "a row without a value in every sheet", "it has no score and no rank")
    if groups and design.choice("screen", "groups") is None:
        methods = {method for code in tree.nodes for method in methods_in_play(design, "impute", code)}
        if not methods & set(GROUPED):
            yield Omission(
                "groups",
                "Groups",
                counted(len(groups), "group"),
                "no choice reads them (screen / groups, impute / group_kind)",
            )
