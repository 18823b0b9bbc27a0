"""Lineage: the facts of an edition as a file that a researcher can query, and one fact's chain as text."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.findings.facts import Fact
from pipeline.problems import ExitCode, Place, stop

NAME = "lineage.json"
WHOLE = "*"  # a whole sheet


def write_lineage(output: Path, facts: Iterable[Fact]) -> None:
    """Write every fact with value, unit, rounding, status, method, parameters, the facts it is made of and its cells.

    Cells stand by sheet, ``{"workbook › sheet": "A1 B2"}``, which is a third of the size of full addresses.
    """
    content = {
        fact.id: {
            "value": fact.value,
            "unit": fact.unit,
            "decimals": fact.decimals,
            "status": list(fact.status),
            "method": fact.method,
            "parameters": {key: _plain(value) for key, value in fact.parameters.items() if key != "of"},
            "of": list(fact.of),
            "cells": _by_sheet(fact.cells),
        }
        for fact in facts
    }
    (output / NAME).write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    """A parameter as JSON knows it."""
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value if isinstance(value, (int, float, str)) or value is None else str(value)


def _by_sheet(cells: Iterable[str]) -> dict[str, str]:
    """Addresses ``workbook › sheet!A1`` gathered by sheet, in their order."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        place, mark, address = cell.rpartition("!")
        sheets.setdefault(place if mark else cell, []).append(address if mark else WHOLE)
    return {place: " ".join(addresses) for place, addresses in sheets.items()}


def trace(output: Path, id: str, cells: int = 20) -> str:
    """The chain of one fact as text. Raises Stop (exit 4) with the nearest ids where there is no such fact."""
    path = output / NAME
    if not path.is_file():
        raise stop(
            ExitCode.REPORT,
            "lineage-missing",
            Place(str(path)),
            "there is no lineage file",
            "a built edition",
            "run 'make report' first",
        )
    facts = json.loads(path.read_text(encoding="utf-8"))
    if id not in facts:
        nearest = difflib.get_close_matches(id, facts, n=5, cutoff=0.4)
        raise stop(
            ExitCode.REPORT,
            "fact-unknown",
            Place(str(path)),
            f"there is no fact {id!r}",
            f"an id of the file; the nearest are {', '.join(nearest) or 'none'}",
            "correct the id; 'gdgr facts' lists all",
        )
    return "\n".join(_chain(facts, id, cells, 0, set()))


def _chain(facts: Mapping[str, Any], id: str, cells: int, depth: int, told: set[str]) -> list[str]:
    """The lines of one fact, then those of the facts that it is made of; each fact once."""
    fact, pad = facts[id], "    " * depth
    addresses = [
        place if address == WHOLE else f"{place}!{address}"
        for place, listed in fact["cells"].items()
        for address in listed.split()
    ]
    lines = [
        f"{pad}{id}",
        f"{pad}  value:      {fact['value']!r} {fact['unit']} (printed with {fact['decimals']} decimals)",
        f"{pad}  method:     {fact['method']}",
        f"{pad}  parameters: {', '.join(f'{k}={v}' for k, v in fact['parameters'].items()) or 'none'}",
        f"{pad}  status:     {', '.join(fact['status']) or 'not recorded'}",
    ]
    if addresses:
        lines.append(f"{pad}  cells:      {len(addresses)}")
        lines += [f"{pad}    {address}" for address in addresses[:cells]]
        if len(addresses) > cells:
            lines.append(f"{pad}    ... and {len(addresses) - cells} more (--cells {len(addresses)} lists all)")
    told.add(id)
    parts = [part for part in fact["of"] if part in facts]
    if parts:
        lines.append(f"{pad}  made of:    {', '.join(parts)}")
        for part in parts:
            if part not in told:
                lines += _chain(facts, part, cells, depth + 1, told)
    return lines
