"""Names: a Language made from the catalogue and from the printed names that the data sheets hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.language import IN_ENGLISH, LOCALES, NO_NAME, SOURCE_LANGUAGE, Language, load_catalogue
from pipeline.model.dataset import Dataset
from pipeline.patterns import needed, read_patterns

# Kinds whose code is their English name: the English stands in the sheets that use it, and nowhere else.
SELF_NAMED = ("unit", "source", "licence", "place", "outcome")
OFFICIAL = "target"  # a wording that is quoted: in English until there is an official one in the language
Names = dict[tuple[str, str], str]


def speak(data: Dataset, catalogues: Path, code: str) -> Language:
    """The language of a code, with a name for everything that the data sheets print by name.

    What has no name in this language stands marked: in English (``IN_ENGLISH``), or, where it has no name at all, by its
    code (``NO_NAME``); these are the language's ``lacking``. So it is with patterns: English writes those that are missing.
    Economies also answer in English under ``economy_en``, the order of UN lists. The English of an indicator is that of its
    row (``indicator``, ``definition``, ``source``, ``licence``, ``unit``), that of targets, places and outcomes of meetings
    the one of their sheets, whatever the terms say. An indicator without a ``short`` name answers by its whole one;
    platforms and instruments have the English short name of the registers where the terms have none; elements of the experimental index
    answer under ``element``.
    """
    own, english = names_in(data, code), names_in(data, SOURCE_LANGUAGE)
    names = dict(own)
    for key in (*english, *_coded(data)):
        if key[0] == OFFICIAL:
            names[key] = own.get(key) or english[key]
        elif not names.get(key):
            names[key] = IN_ENGLISH + english[key] if english.get(key) else NO_NAME + key[1]
    lacking = frozenset(key for key in names if not own.get(key) and key[0] != OFFICIAL)
    for iso3, economy in data.economies.items():
        names["economy_en", iso3] = economy.names.get(SOURCE_LANGUAGE) or iso3
    patterns = read_patterns(catalogues, code, LOCALES[code])
    whole = code == SOURCE_LANGUAGE or all(map(patterns.whole, needed(catalogues, SOURCE_LANGUAGE)))
    instead = None if whole else speak(data, catalogues, SOURCE_LANGUAGE)
    return Language(code, load_catalogue(catalogues, code), names, patterns, lacking, instead)


def names_in(data: Dataset, code: str) -> Names:
    """The names that the data sheets give in a language by (kind, code); blank where one is missing."""
    names: Names = {key: by_language.get(code, "") for key, by_language in data.terms.items()}
    for iso3, economy in data.economies.items():
        names["economy", iso3] = economy.names.get(code, "")
    for group in data.groups.values():
        names["group", group.code] = group.names.get(code, "")
    if code == SOURCE_LANGUAGE:
        _in_the_sheets(data, names)
    for indicator in data.observations.indicators:
        names["short", indicator] = names.get(("short", indicator)) or names.get(("indicator", indicator), "")
    return names | _of_elements(data, names, code)


def _in_the_sheets(data: Dataset, names: Names) -> None:
    """Enter the English that stands in the data sheets themselves."""
    names |= {(kind, code): code for kind, code in [*names, *_coded(data)] if kind in SELF_NAMED}
    for indicator in data.observations.indicators.values():
        names["indicator", indicator.code] = indicator.name
        names["definition", indicator.code] = indicator.definition
    targets = data.parameters.targets
    for id, wording in zip(targets["target"], targets["wording"], strict=True):
        names["target", id] = wording
    for id, name in zip(data.governance.platforms["id"], data.governance.platforms["name"], strict=True):
        names["platform", id] = names.get(("platform", id)) or short_name(name)
    instruments = data.governance.instruments
    for id, name in zip(instruments["id"], instruments["short_name"], strict=True):
        names["instrument", id] = names.get(("instrument", id)) or name


def _coded(data: Dataset) -> Iterator[tuple[str, str]]:
    """Kind and code of what the data sheets print by a name that they may not have."""
    for indicator in data.observations.indicators.values():
        yield from (("unit", indicator.unit), ("pillar", indicator.pillar), ("theme", indicator.theme))
        yield "source", indicator.source
    yield from (("licence", one) for one in licences(data))
    for years in data.supply_use.values():
        yield from (("source", tables.source) for tables in years.values())
    for kind, column in (("place", "place"), ("outcome", "outcome_title")):
        yield from ((kind, name) for name in data.governance.meetings[column].dropna() if name)
    for register in (data.parameters.targets, data.parameters.classes, data.parameters.thresholds):
        yield from (("source", name) for name in register["source"].dropna() if str(name).strip())


def licences(data: Dataset) -> dict[str, None]:
    """The licences that the sheets state, of indicators and of supply and use tables, each once."""
    of_tables = (tables.licence for years in data.supply_use.values() for tables in years.values())
    return dict.fromkeys((*(one.licence for one in data.observations.indicators.values()), *of_tables))


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


def _of_elements(data: Dataset, names: Names, code: str) -> Names:
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
