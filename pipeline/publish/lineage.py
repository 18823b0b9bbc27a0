"""Lineage: the facts of an edition as JSON, for programmes; the ledger (``publish.ledger``) has every number besides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline.findings.facts import Fact
from pipeline.problems import ExitCode
from pipeline.publish.record import (
    Fields,
    Record,
    is_number,
    is_object,
    is_text,
    is_texts,
    is_texts_by_name,
    is_whole,
)

NAME = "lineage.json"
FIGURES = "figures.json"  # beside it: what each figure was made with
WHOLE = "*"  # a whole sheet
RECORD = Record("lineage", NAME, ExitCode.REPORT, "a built edition", "run 'make report' first")


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
            "parameters": {key: plain(value) for key, value in fact.parameters.items() if key != "of"},
            "of": list(fact.of),
            "cells": _by_sheet(fact.cells),
        }
        for fact in facts
    }
    (output / NAME).write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def write_figures(output: Path, figures: Mapping[str, Mapping[str, object]]) -> None:
    """Write the recipe and all arguments of each figure, by id; they hold for all its facts (``fig-x.…``, ``earlier.fig-x.…``)."""
    (output / FIGURES).write_text(json.dumps(plain(figures), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def plain(value: object) -> object:
    """A parameter as JSON knows it."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return value if isinstance(value, (int, float, str)) or value is None else str(value)


def _by_sheet(cells: Iterable[str]) -> dict[str, str]:
    """Addresses ``workbook › sheet!A1`` gathered by sheet, in their order."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        place, mark, address = cell.rpartition("!")
        sheets.setdefault(place if mark else cell, []).append(address if mark else WHOLE)
    return {place: " ".join(addresses) for place, addresses in sheets.items()}


@dataclass(frozen=True)
class Told:
    """A fact as the lineage of an edition tells it; ``cells`` by sheet, ``{"workbook › sheet": "A1 B2"}``."""

    value: float
    unit: str
    decimals: int
    status: tuple[str, ...]
    method: str
    parameters: Mapping[str, object]
    of: tuple[str, ...]
    cells: Mapping[str, str]

    @property
    def addresses(self) -> list[str]:
        """Every input cell, or sheet that was taken whole, by its full address."""
        return [
            place if address == WHOLE else f"{place}!{address}"
            for place, listed in self.cells.items()
            for address in listed.split()
        ]


def read_lineage(output: Path) -> Mapping[str, Told]:
    """Every fact of an edition by id, checked.

    Raises Stop with ``lineage-missing`` (exit 4) where there is none, or with every ``lineage-damaged`` (exit 3).
    """
    content = RECORD.entries(output, FIELDS)
    return MappingProxyType(
        {
            id: Told(
                value=entry["value"],
                unit=entry["unit"],
                decimals=entry["decimals"],
                status=tuple(entry["status"]),
                method=entry["method"],
                parameters=MappingProxyType(entry["parameters"]),
                of=tuple(entry["of"]),
                cells=MappingProxyType(entry["cells"]),
            )
            for id, entry in content.items()
        }
    )


# What an entry holds: the test of each part, and what the part is called in a message.
FIELDS: Fields = MappingProxyType(
    {
        "value": (is_number, "a finite number"),
        "unit": (is_text, "a text"),
        "decimals": (is_whole, "a whole number"),
        "status": (is_texts, "a list of texts"),
        "method": (is_text, "a text"),
        "parameters": (is_object, "an object"),
        "of": (is_texts, "a list of texts"),
        "cells": (is_texts_by_name, "an object of texts"),
    }
)
