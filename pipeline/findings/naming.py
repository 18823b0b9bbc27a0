"""Names: a Language made from the catalogue and from the printed names that the data sheets hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.language import LOCALES, SOURCE_LANGUAGE, Language, load_catalogue
from pipeline.model.dataset import Dataset
from pipeline.patterns import read_patterns


def speak(data: Dataset, catalogues: Path, code: str) -> Language:
    """The language of a code, with every name that the sheets give in it.

    A name that is blank in this language is left out, so that asking for it stops
    the build with the row to fill. Economies also answer in English under ``economy_en``, the order of UN lists. Definitions
    and sources stand in English in the metadata; there they are read in English, whatever the terms say. Elements of the
    experimental index answer under ``element``; platforms and instruments by the short name of the registers where the
    terms have none in this language; wordings of targets, places and outcomes of meetings by their English in the sheets
    (``target``, ``place``, ``outcome``), which stands in every language without an official translation or a term; so do
    licences (``licence``).
    """
    names: dict[tuple[str, str], str] = dict(_of_registers(data)) | {("licence", one): one for one in licences(data)}
    for iso3, economy in data.economies.items():
        names["economy", iso3] = economy.names.get(code, "")
        names["economy_en", iso3] = economy.names.get(SOURCE_LANGUAGE, "")
    for group in data.groups.values():
        names["group", group.code] = group.names.get(code, "")
    for (kind, term), by_language in data.terms.items():
        names[kind, term] = by_language.get(code) or names.get((kind, term), "")
    names |= _of_elements(data, names, code)
    if code == SOURCE_LANGUAGE:
        for indicator in data.observations.indicators.values():
            names["definition", indicator.code] = indicator.definition
            names["source", indicator.source] = indicator.source
        for years in data.supply_use.values():
            for tables in years.values():
                names["source", tables.source] = tables.source
    known = {key: name for key, name in names.items() if name}
    return Language(code, load_catalogue(catalogues, code), known, read_patterns(catalogues, code, LOCALES[code]))


def licences(data: Dataset) -> dict[str, None]:
    """The licences that the sheets state, of indicators and of supply and use tables, each once."""
    of_tables = (tables.licence for years in data.supply_use.values() for tables in years.values())
    return dict.fromkeys((*(one.licence for one in data.observations.indicators.values()), *of_tables))


def _of_registers(data: Dataset) -> Iterator[tuple[tuple[str, str], str]]:
    """What the registers and targets call things, whatever the language: it stands where the terms have no translation."""
    for id, name in zip(data.governance.platforms["id"], data.governance.platforms["name"], strict=True):
        yield ("platform", id), short_name(name)
    instruments = data.governance.instruments
    for id, name in zip(instruments["id"], instruments["short_name"], strict=True):
        yield ("instrument", id), name
    for kind, column in (("place", "place"), ("outcome", "outcome_title")):
        for name in data.governance.meetings[column].dropna():
            yield (kind, name), name
    targets = data.parameters.targets
    for id, wording in zip(targets["target"], targets["wording"], strict=True):
        yield ("target", id), wording


def short_name(name: str) -> str:
    """A name for a label: the abbreviation in brackets where it carries one, else without brackets and what follows
    a comma; of alternatives with a common last word (A / B Summit series) that word and the first."""
    for inner in re.findall(r"\(([^()]*)\)", name):
        if len(inner) <= 8 and inner.upper() == inner:
            return str(inner)
    plain = " ".join(re.sub(r"\([^()]*\)?", " ", name).split()).split(",", maxsplit=1)[0].strip()
    for joint in (" and its ", " and High-Level "):
        head = plain.split(joint, maxsplit=1)[0]
        plain = head if len(head.split()) > 2 else plain
    parts = plain.split(" / ")
    return plain if len(parts) > 2 else parts[0]


def _of_elements(data: Dataset, names: dict[tuple[str, str], str], code: str) -> dict[tuple[str, str], str]:
    """Names of the elements of the experimental index: a node's own in the sheet, an indicator's short one.

    A design without a column for the language has the codes themselves.
    """
    if data.index is None:
        return {}
    rows = data.index.hierarchy
    if code not in rows.columns:
        return {("element", element): names.get(("short", element), element) for element in rows["code"]}
    return {
        ("element", element): str(name).strip() or names.get(("short", element), "")
        for element, name in zip(rows["code"], rows[code], strict=True)
    }
