"""Lineage: the facts of an edition as a file that a researcher can query, and one fact's chain as text."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.findings.facts import Fact
from pipeline.problems import ExitCode, Place, stop

NAME = "lineage.json"


def write_lineage(output: Path, facts: Iterable[Fact]) -> None:
    """Write every fact with value, unit, rounding, status, method, parameters and input cells."""
    content = {
        fact.id: {
            "value": fact.value,
            "unit": fact.unit,
            "decimals": fact.decimals,
            "status": list(fact.status),
            "method": fact.method,
            "parameters": {
                key: value if isinstance(value, (int, float, str)) else str(value)
                for key, value in fact.parameters.items()
            },
            "cells": list(fact.cells),
        }
        for fact in facts
    }
    (output / NAME).write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


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
    fact = facts[id]
    lines = [
        f"{id}",
        f"  value:      {fact['value']!r} {fact['unit']} (printed with {fact['decimals']} decimals)",
        f"  method:     {fact['method']}",
        f"  parameters: {', '.join(f'{k}={v}' for k, v in fact['parameters'].items()) or 'none'}",
        f"  status:     {', '.join(fact['status']) or 'not recorded'}",
        f"  cells:      {len(fact['cells'])}",
        *(f"    {cell}" for cell in fact["cells"][:cells]),
    ]
    if len(fact["cells"]) > cells:
        lines.append(f"    ... and {len(fact['cells']) - cells} more (all in {path})")
    return "\n".join(lines)
