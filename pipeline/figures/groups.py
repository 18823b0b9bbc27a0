"""Colours of rows and points by the group they belong to, and the legend that says so."""

from __future__ import annotations

from pipeline.figures.drawing import Drawing
from pipeline.figures.legend import Entry
from pipeline.figures.theme import Theme


def group_colours(drawing: Drawing, theme: Theme) -> tuple[list[str], list[Entry]]:
    """A colour for each row and the legend: by column ``group`` where there is one, else the accent alone.

    Option ``groups`` sets the order; a row without a group is in the quiet grey.
    """
    if "group" not in drawing.data.columns:
        return [theme.accent(drawing.options.get("framework"))] * len(drawing.data), []
    groups = drawing.data["group"].astype(object).where(drawing.data["group"].notna(), "")
    order = drawing.strings("groups") or list(dict.fromkeys(str(group) for group in groups if group != ""))
    colours = theme.groups(order)
    return [colours.get(str(group), theme.quiet) for group in groups], [
        Entry(drawing.label(code), colours[code]) for code in order
    ]
