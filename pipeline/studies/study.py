"""What a study yields: tables in full double precision with every parameter echoed, and its views."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd

from pipeline import __version__
from pipeline.findings.spreadsheet import csv_bytes, harmless_frame
from pipeline.problems import ExitCode, Place, stop
from pipeline.publish.landing import unwritable
from pipeline.sheets import packing
from pipeline.studies.views.plain import text_of

KINDS = (".xlsx", ".json", ".csv")
MARK = "results of gdgr"  # among the properties of a workbook of results
_STAMP = date(1980, 1, 1)  # as the entries of the zip file have it
_SAYS_WHY = ("Left out", "Not assessed", "Messages")  # tables that say what is not there


@dataclass(frozen=True)
class Study:
    """Result of a method on a workbook.

    ``parameters`` echo every choice, default or given, with its seed; ``tables`` maps a short name (a legal sheet name)
    to a frame with plain columns and no index; the first one is printed, and those that ``shown`` names; ``notes`` are
    sentences on limits and warnings; ``names`` are the names of codes (economies, elements), where they have any.
    """

    method: str
    workbook: str
    parameters: Mapping[str, object]
    tables: Mapping[str, pd.DataFrame]
    notes: tuple[str, ...] = field(default=())
    names: Mapping[str, str] = field(default_factory=dict)
    shown: tuple[str, ...] = field(default=())


def with_notes(study: Study, notes: Sequence[str]) -> Study:
    """The same with further notes."""
    return replace(study, notes=(*study.notes, *notes)) if notes else study


def as_text(study: Study, rows: int = 40) -> str:
    """The first table and those to be shown, cut to a number of rows, with parameters and notes, for a terminal."""
    first = next(iter(study.tables))
    shown = [first, *(name for name in study.shown if name in study.tables and name != first)]
    lines = [f"{study.method}: {study.workbook}", ""]
    lines += [f"  {key} = {value}" for key, value in study.parameters.items()]
    for name in shown:
        table = study.tables[name]
        lines += ["", f"{name} ({len(table)} {'row' if len(table) == 1 else 'rows'})"]
        lines += text_of(table, rows)
        why = " and ".join(one for one in _SAYS_WHY if len(study.tables.get(one, ())))
        if table.empty and name == first and why:
            lines[-1] += f"; why is in {why}"
        if len(table) > rows:
            lines[-1] += "; --output FILE.xlsx writes all"
    lines += [f"\n{note}" for note in study.notes]
    others = ", ".join(name for name in study.tables if name not in shown)
    return "\n".join([*lines, f"\nFurther tables: {others}" if others else ""]).rstrip() + "\n"


def as_json(study: Study) -> str:
    """Everything as JSON: shortest decimal text that reads back to the same double; null for a missing value."""
    content = {
        "method": study.method,
        "workbook": study.workbook,
        "generator": __version__,
        "parameters": {key: _plain(value) for key, value in study.parameters.items()},
        "tables": {
            name: {
                "columns": list(table.columns),
                "rows": [[_plain(v) for v in row] for row in table.itertuples(index=False)],
            }
            for name, table in study.tables.items()
        },
        "notes": list(study.notes),
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    """A value that JSON knows; NaN is null, an infinity the text ``Infinity`` or ``-Infinity``."""
    if value is pd.NA or value is pd.NaT:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return str(value)


def write_study(study: Study, target: Path) -> None:
    """Write to ``.xlsx`` (a sheet a table, parameters first, notes last), ``.json``, or ``.csv`` (first table); whole, or not at all.

    The same results give the same bytes. Raises Stop: exit 2 for another ending, exit 6 where the place is full or may not
    be written.
    """
    kind = target.suffix.lower()
    if kind == ".json":
        data = f"{as_json(study)}\n".encode()
    elif kind == ".csv":
        data = csv_bytes(next(iter(study.tables.values())))
    elif kind == ".xlsx":
        data = _workbook(study)
    else:
        raise stop(
            ExitCode.USAGE,
            "study-output-kind",
            Place(str(target)),
            f"the ending {target.suffix!r}",
            ".xlsx, .json or .csv",
            "choose one of these endings",
        )
    try:
        packing.swap_in(target.resolve(), data)  # where the name is a link, the file that it leads to is replaced
    except OSError as error:
        raise unwritable(target, error) from error


def _workbook(study: Study) -> bytes:
    """The tables as a workbook, every number with all its digits."""
    parameters = pd.DataFrame(
        [(key, str(value)) for key, value in study.parameters.items()], columns=["parameter", "value"]
    )
    notes = pd.DataFrame({"note": list(study.notes)})
    with pd.ExcelWriter(BytesIO(), engine="openpyxl") as writer:
        for name, table in {"Parameters": parameters, **study.tables, "Notes": notes}.items():
            harmless_frame(table).to_excel(writer, sheet_name=name[:31], index=False)
        book = writer.book
        book.properties.category = MARK
        return packing.packed(book, study.method, _STAMP)
