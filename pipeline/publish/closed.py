"""What is kept of a closed edition beside its rules, so that later editions are compared with it without git or ``output/``.

``report/editions/<year>/`` holds ``claims.json`` and ``lineage.json`` as published (facts without their cells), and
``figures.csv.gz`` with every observation, the metadata of its indicators in ``indicators.json``; ``lineage.sqlite.gz`` is
the ledger of its numbers, which ``gdgr trace`` reads where ``output/<year>`` is gone.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from pipeline.findings.news import Told
from pipeline.model.closed import ClosedEdition
from pipeline.model.indicators import Direction, Framework, Indicator
from pipeline.model.observations import Observations
from pipeline.problems import ExitCode
from pipeline.publish import claims, ledger, lineage, tracing
from pipeline.publish.record import Fields, Record, is_text

FIGURES, INDICATORS = "figures.csv.gz", "indicators.json"
COLUMNS = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
LARGEST = 100_000_000  # bytes of figures, unpacked
REMEDY = "restore the folder from the commit that closed the edition ('git checkout -- report/editions')"
RECORD = Record(
    "closed", INDICATORS, ExitCode.DATA, "the folder of a closed edition, as 'gdgr close-edition' wrote it", REMEDY
)
_TEXTS = [
    one.name for one in fields(Indicator) if one.name not in ("unit_multiplier", "decimals", "minimum", "maximum")
]
ENTRY: Fields = MappingProxyType(
    dict.fromkeys(_TEXTS, (is_text, "a text"))
    | {name: (lambda value: isinstance(value, int), "a whole number") for name in ("unit_multiplier", "decimals")}
)


@dataclass(frozen=True)
class Closed:
    """A closed edition: its observations, and its statements as they were published."""

    edition: ClosedEdition
    claims: Mapping[str, Told]


def folder_of(root: Path, year: int) -> Path:
    """Where a closed edition is kept."""
    return root / "report" / "editions" / str(year)


def write_closed(root: Path, year: int, known: Observations) -> None:
    """Keep a published edition: the claims and facts of ``output/<year>`` and the observations that it rests on.

    Raises Stop as ``read_claims`` and ``read_lineage`` do; then nothing is written.
    """
    folder, output = folder_of(root, year), root / "output" / str(year)
    claims.read_claims(output)
    facts = {
        id: {"value": fact.value, "unit": fact.unit, "decimals": fact.decimals, "status": list(fact.status), "method": fact.method,
             "parameters": {}, "of": [], "cells": {}}
        for id, fact in lineage.read_lineage(output).items()
    }  # fmt: skip
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(zip(*(known.frame[name].tolist() for name in COLUMNS), strict=True))
    contents = {
        claims.NAME: (output / claims.NAME).read_bytes(),
        lineage.NAME: _lines(facts),
        INDICATORS: _lines({code: asdict(one) for code, one in known.indicators.items()}),
        # No name and no time: the same figures are the same bytes.
        FIGURES: gzip.compress(text.getvalue().encode(), mtime=0),
    }
    if (output / ledger.NAME).is_file():  # no edition before this one has one
        contents[tracing.PACKED] = gzip.compress((output / ledger.NAME).read_bytes(), mtime=0)
    beside = folder.with_name(f".{year}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, content in contents.items():
        (beside / name).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)


def _lines(content: Mapping[str, object]) -> bytes:
    """JSON with an entry a line, so that git shows what changed."""
    entries = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in sorted(content.items())
    ]
    return ("{\n" + ",\n".join(entries) + "\n}\n").encode()


def read_closed(root: Path, year: int) -> Closed | None:
    """The newest closed edition before a year; None where none is kept. Raises Stop (exit 3) for a damaged one."""
    folders = (root / "report" / "editions").glob("[0-9]*")
    years = [
        int(one.name)
        for one in folders
        if one.is_dir() and one.name.isdecimal() and len(one.name) == 4 and int(one.name) < year
    ]
    if not years:
        return None
    folder = folder_of(root, max(years))
    indicators = dict(sorted((code, _indicator(entry)) for code, entry in RECORD.entries(folder, ENTRY).items()))
    name = f"report/editions/{max(years)}/{FIGURES}"
    frame = _figures(folder / FIGURES)
    unknown = sorted(set(frame["INDICATOR"]) - indicators.keys())
    if unknown:
        raise RECORD.damaged(
            folder / FIGURES, [f"it has figures of {', '.join(unknown[:3])}, of which nothing is said"], REMEDY
        )
    told = {id: Told(claim.says, claim.standing, claim.text) for id, claim in claims.read_claims(folder).items()}
    placed = {code: _placed(one, name) for code, one in indicators.items()}
    return Closed(ClosedEdition(max(years), Observations(frame, placed), name), MappingProxyType(told))


def _indicator(entry: dict[str, Any]) -> Indicator:
    """The metadata of an entry. Raises ValueError for a direction or framework that is none."""
    return Indicator(**entry | {"direction": Direction(entry["direction"]), "framework": Framework(entry["framework"])})


def _placed(indicator: Indicator, file: str) -> Indicator:
    """An indicator whose figures stand in the file that was kept."""
    return Indicator(**(asdict(indicator) | {"workbook": file, "sheet": indicator.code}))


def _figures(path: Path) -> pd.DataFrame:
    """The observations of a kept file, as those of the sheets. Raises Stop (exit 3) where it is not as it was written."""
    try:
        with gzip.open(path) as packed:
            content = packed.read(LARGEST + 1)
        rows = list(csv.reader(io.StringIO(content.decode())))
        if len(content) > LARGEST or tuple(rows[0]) != COLUMNS:
            raise ValueError("it is larger than any edition, or has other columns")
        columns = dict(zip(COLUMNS, zip(*rows[1:], strict=True), strict=True))
        values = np.array(columns["OBS_VALUE"], dtype=float)
        years = np.array(columns["TIME_PERIOD"], dtype=np.int64)
    except (OSError, EOFError, ValueError, IndexError, KeyError, zlib.error) as error:
        raise RECORD.damaged(path, [str(error)], REMEDY) from error
    frame = pd.DataFrame(
        {"INDICATOR": pd.array(columns["INDICATOR"], dtype="str"), "REF_AREA": pd.array(columns["REF_AREA"], dtype="str"),
         "TIME_PERIOD": years, "OBS_VALUE": values, "OBS_STATUS": pd.array(columns["OBS_STATUS"], dtype="str"),
         "ROW": np.ones(len(years), dtype=np.int64), "COLUMN": np.ones(len(years), dtype=np.int64)}
    )  # fmt: skip
    return frame.sort_values(["INDICATOR", "REF_AREA", "TIME_PERIOD"], kind="stable", ignore_index=True)
