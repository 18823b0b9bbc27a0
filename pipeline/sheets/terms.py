"""What the drop-downs of a workbook offer, read from the workbooks of ``data/reference``."""

from __future__ import annotations

from pathlib import Path

from pipeline.problems import Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.books import parse_workbook
from pipeline.sheets.content import ECONOMIES, NAMES
from pipeline.sheets.guards import Terms
from pipeline.sheets.tables import NO_CUTOFF, LongSheet


def load_terms(data: Path) -> Terms:
    """The terms of a data folder (``data/`` of the project). A workbook that is not there, or is refused, offers none."""
    names, economies = _table(data, NAMES, "Terms"), _table(data, ECONOMIES, "Economies")
    by_kind: dict[str, dict[str, str]] = {}
    for _, kind, code, name in names.of("kind", "code", "en") if names is not None else ():
        by_kind.setdefault(kind, {})[code] = name
    known = sorted(zip(economies["iso3"], economies["name_en"], strict=True)) if economies is not None else []
    return Terms(
        units=tuple(sorted(by_kind.get("unit", {}))),
        pillars=tuple(sorted(by_kind.get("pillar", {}))),
        licences=tuple(sorted({*by_kind.get("licence", {}), layout.NOT_STATED})) if by_kind else (),
        economies=dict(known),
        short=by_kind.get("short", {}),
        names=by_kind.get("indicator", {}),
        definitions=by_kind.get("definition", {}),
    )


def _table(data: Path, file: str, sheet: str) -> LongSheet | None:
    content = read_file(data / Path(file).relative_to("data"), file)
    if isinstance(content, Problem):
        return None
    return parse_workbook(file, content, NO_CUTOFF).tables.get(sheet)
