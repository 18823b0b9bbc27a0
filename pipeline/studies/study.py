"""What a study yields: tables in full double precision with every parameter echoed, and its views."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline import __version__
from pipeline.findings.spreadsheet import harmless_frame
from pipeline.problems import ExitCode, Place, stop
from pipeline.studies.views.plain import text_of


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


def as_text(study: Study, rows: int = 40) -> str:
    """The first table and those to be shown, cut to a number of rows, with parameters and notes, for a terminal."""
    first = next(iter(study.tables))
    shown = [first, *(name for name in study.shown if name in study.tables and name != first)]
    lines = [f"{study.method}: {study.workbook}", ""]
    lines += [f"  {key} = {value}" for key, value in study.parameters.items()]
    for name in shown:
        table = study.tables[name]
        lines += ["", f"{name} ({len(table)} rows)", *text_of(table, rows)]
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
    """A value that JSON knows; NaN is null, an infinity is refused by the writer."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return str(value)


def write_study(study: Study, target: Path) -> None:
    """Write to ``.xlsx`` (a sheet a table, parameters and notes first), ``.json``, or ``.csv`` (first table).

    Raises Stop (exit 2) for another ending.
    """
    if target.suffix == ".json":
        target.write_text(as_json(study) + "\n", encoding="utf-8")
    elif target.suffix == ".csv":
        harmless_frame(next(iter(study.tables.values()))).to_csv(target, index=False, lineterminator="\n")
    elif target.suffix == ".xlsx":
        parameters = pd.DataFrame(
            [(key, str(value)) for key, value in study.parameters.items()], columns=["parameter", "value"]
        )
        notes = pd.DataFrame({"note": list(study.notes)})
        with pd.ExcelWriter(target, engine="openpyxl") as writer:
            for name, table in {"Parameters": parameters, **study.tables, "Notes": notes}.items():
                harmless_frame(table).to_excel(writer, sheet_name=name[:31], index=False)
    else:
        raise stop(
            ExitCode.USAGE,
            "study-output-kind",
            Place(str(target)),
            f"the ending {target.suffix!r}",
            ".xlsx, .csv or .json",
            "choose one of these endings",
        )
