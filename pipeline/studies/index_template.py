"""The example of an index as a workbook: the report's own design with the figures that it uses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.inputs import Inputs, gather
from pipeline.problems import ExitCode, Place, stop
from pipeline.sheets import layout
from pipeline.sheets.load import load_dataset
from pipeline.sheets.write import EDIT_INDICATORS, About, IndicatorBook, Note
from pipeline.studies.index_book import GROUP_COLUMNS, GROUPS, SHEETS, filled
from pipeline.studies.indicator_workbook import cell_of, write_template


def template(target: Path, root: Path = Path()) -> None:
    """Write an example workbook: the report's own index with the figures that it uses, from the data below ``root``.

    Raises Stop (exit 3) where the data cannot be read or hold no index.
    """
    data = load_dataset(root)
    if data.index is None:
        place = Place(f"data/{layout.INDEX_WORKBOOK}")
        raise stop(
            ExitCode.DATA,
            "sheet-file-missing",
            place,
            "there is no index",
            "the workbook of the index",
            "restore the file",
        )
    design = read_design(data.index)
    inputs = gather(data.observations, design, data.groups)
    denominators = {node.denominator for node in design.tree.nodes.values() if node.denominator}
    codes = list(dict.fromkeys([*design.tree.indicators, *sorted(denominators)]))
    observed = data.observations
    series: dict[str, dict[tuple[str, int], float]] = {code: {} for code in codes}
    notes = []
    for code, used in _cells_used(design, inputs).items():
        rows = observed.of(code)
        for area, year, value, status in zip(
            *(rows[c] for c in ("REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")), strict=True
        ):
            if (area, year) in used:
                series[code][area, int(year)] = float(value)
                if status != "A":
                    notes.append(Note(area, code, int(year), status))
    meta = [observed.indicators[code] for code in codes]
    headers = [column.header for column in layout.INDICATOR_COLUMNS]
    book = IndicatorBook(
        About(
            "Composite index: an example",
            "Hierarchy, choices and figures for 'index': the report's experimental index. Replace them with your own.",
            EDIT_INDICATORS,
            max(pd.to_datetime([item.accessed for item in meta])).date(),
        ),
        tuple({h: cell_of(getattr(item, h)) for h in headers} for item in meta),
        series,
        tuple(notes),
    )
    extra: dict[str, Sequence[Sequence[object]]] = {}
    sources = (
        data.index.hierarchy,
        data.index.choices,
        data.index.goalposts,
        data.index.errors,
        data.index.uncertainty,
        data.index.weight_sets,
    )
    for (name, columns), frame in zip(SHEETS.items(), sources, strict=True):
        named = [column.header for column in columns]
        extra[name] = [
            list(named),
            *([cell_of(value) for value in line] for line in filled(frame, columns)[named].itertuples(index=False)),
        ]
    kinds = {"income", *(data.groups[code.strip()].kind for code in design.text("screen", "groups").split(";"))}
    members = [
        [area, group.code, group.kind]
        for group in data.groups.values()
        if group.kind in kinds
        for area in group.members
    ]
    extra[GROUPS] = [[column.header for column in GROUP_COLUMNS], *members]
    names = {code: economy.names["en"] for code, economy in data.economies.items()}
    write_template(target, book, names, extra, "index")


def _cells_used(design: Design, inputs: Inputs) -> dict[str, set[tuple[str, int]]]:
    """Economies and years of every indicator and denominator that the index takes a value from."""
    used: dict[str, set[tuple[str, int]]] = {}
    for code, years in zip(inputs.codes, inputs.years, strict=True):
        cells = {(e, int(y)) for e, y in zip(inputs.economies, years, strict=True) if not np.isnan(y)}
        for name in filter(None, (code, design.tree.nodes[code].denominator)):
            used.setdefault(name, set()).update(cells)
    return used
