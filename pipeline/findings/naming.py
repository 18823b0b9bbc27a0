"""Names: a Language made from the catalogue and from the printed names that the data sheets hold."""

from __future__ import annotations

from pathlib import Path

from pipeline.language import LOCALES, SOURCE_LANGUAGE, Language, load_catalogue
from pipeline.model.dataset import Dataset
from pipeline.patterns import read_patterns


def speak(data: Dataset, catalogues: Path, code: str) -> Language:
    """The language of a code, with every name that the sheets give in it.

    A name that is blank in this language is left out, so that asking for it stops
    the build with the row to fill. Economies also answer in English under ``economy_en``, the order of UN lists. Definitions
    and sources stand in English in the metadata; there they are read in English, whatever the terms say.
    """
    names: dict[tuple[str, str], str] = {}
    for iso3, economy in data.economies.items():
        names["economy", iso3] = economy.names.get(code, "")
        names["economy_en", iso3] = economy.names.get(SOURCE_LANGUAGE, "")
    for group in data.groups.values():
        names["group", group.code] = group.names.get(code, "")
    for (kind, term), by_language in data.terms.items():
        names[kind, term] = by_language.get(code, "")
    if code == SOURCE_LANGUAGE:
        for indicator in data.observations.indicators.values():
            names["definition", indicator.code] = indicator.definition
            names["source", indicator.source] = indicator.source
        for years in data.supply_use.values():
            for tables in years.values():
                names["source", tables.source] = tables.source
    known = {key: name for key, name in names.items() if name}
    return Language(code, load_catalogue(catalogues, code), known, read_patterns(catalogues, code, LOCALES[code]))
