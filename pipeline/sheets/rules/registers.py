"""Rows of the reference and register sheets: targets, classes, sources, printed names, folders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.rules import listed
from pipeline.sheets.tables import LongSheet, Rows

_GOVERNANCE = "monitoring/governance.xlsx"
_ECONOMIES = "reference/economies.xlsx"
_LARGEST_POWER = 15
_PARAMETERS = "reference/parameters.xlsx"
_TARGETS = "monitoring/targets.xlsx"


def check(content: Content, languages: Sequence[str]) -> Iterator[Problem]:
    """Every rule of this module. ``languages`` are those of the edition: names must exist in them."""
    yield from _targets(content)
    yield from _classes(content)
    yield from _verified(content)
    yield from _folders(content)
    yield from _multipliers(content)
    yield from _named(content, languages)
    terms = content.tables.get(("reference/names.xlsx", "Terms"))
    if terms is not None:
        yield from _terms(content, terms, languages)
        yield from _two_homes(content, terms)


def _targets(content: Content) -> Iterator[Problem]:
    table = content.tables.get((_TARGETS, "Targets"))
    for row, base, target in table.of("base_year", "target_year") if table else ():
        if table is not None and base is not None and target is not None and base >= target:
            yield problem("sheet-target-years", table.place(row, "base_year"), f"base {base}, target {target}")


def _classes(content: Content) -> Iterator[Problem]:
    table = content.tables.get((_PARAMETERS, "Classes"))
    for row, lower, upper in table.of("lower", "upper") if table else ():
        if table is not None and lower >= upper:
            found = f"lower {lower:g}, upper {upper:g}"
            yield problem("sheet-bounds-reversed", table.place(row, "lower"), found)


def _verified(content: Content) -> Iterator[Problem]:
    """A row marked as read at a source names where: in an address column or in its note."""
    sheets = [(_GOVERNANCE, sheet) for sheet in ("Platforms", "Meetings", "Instruments", "Parties")]
    for file, sheet in (*sheets, (layout.AI_LAWS, "Laws")):
        table = content.tables.get((file, sheet))
        if table is None:
            continue
        for record in table.records():
            places = ("source_url", "second_source_url", "note")
            if record["verified"] == "yes" and not any(record.get(name) for name in places):
                place = table.place(record["ROW"], "verified")
                yield problem("sheet-verified-without-source", place, "verified, and no address")


def _folders(content: Content) -> Iterator[Problem]:
    for book in content.books:
        folder = book.file.removeprefix("data/").partition("/")[0]
        for row, framework in book.indicators.of("framework"):
            if framework in layout.FRAMEWORKS and framework != folder and folder in layout.FRAMEWORKS:
                place = book.indicators.place(row, "framework")
                yield problem("sheet-framework-folder", place, repr(framework), folder=folder)


def _named(content: Content, languages: Sequence[str]) -> Iterator[Problem]:
    """Economies and groups without a name in a language of the edition; that in English must be there anyway."""
    for sheet, key, begins in (("Economies", "iso3", "name_"), ("Groups", "code", "")):
        table = content.tables.get((_ECONOMIES, sheet))
        if table is None:
            continue
        for column in (f"{begins}{language}" for language in languages if language != _ENGLISH):
            for row, code, name in table.of(key, column):
                if code and not name:
                    found = f"no {column.removeprefix('name_')} name of {code!r}"
                    yield problem("sheet-economy-unnamed", table.place(row, column), found)


# Units that a power of ten cannot multiply, and those that name one themselves.
_NO_AMOUNT = re.compile(r"per\b|%|percent|index\b|score\b|rank\b|points?\b|years?\b|1 = yes|yes\b", re.IGNORECASE)
_NAMES_A_SCALE = re.compile(r"(in )?(hundred|thousand|million|billion|trillion)s?\b", re.IGNORECASE)


def _multipliers(content: Content) -> Iterator[Problem]:
    """Units whose multiplier makes no sense: a share of millions, or millions counted twice."""
    for book in content.books:
        for row, unit, power in book.indicators.of("unit", "unit_multiplier"):
            possible = power is not None and 0 < abs(power) <= _LARGEST_POWER  # others are told as what they are
            if unit and possible and (_NO_AMOUNT.match(unit) or _NAMES_A_SCALE.match(unit)):
                found = f"unit {unit!r} with unit_multiplier {power:g}"
                yield problem("sheet-unit-multiplier", book.indicators.place(row, "unit_multiplier"), found)


# What is printed by its term beside the indicators: kind, column of the code, column of the place.
_REGISTERED: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (_PARAMETERS, "Classes", (("class", "class", "class"),)),
    (
        layout.CYBERLAW,
        "States",
        (("register", "area", "area"), ("register", "state", "state"), ("source", "source", "source")),
    ),
    (layout.AI_LAWS, "Laws", (("register", "type", "type"), ("register", "force", "force"))),
    (_TARGETS, "Targets", (("source", "source", "source"),)),
    (_PARAMETERS, "Thresholds", (("source", "source", "source"),)),
    (_GOVERNANCE, "Platforms", (("platform", "id", "name"),)),
    (_GOVERNANCE, "Instruments", (("instrument", "id", "short_name"),)),
    (_GOVERNANCE, "Meetings", (("place", "place", "place"), ("outcome", "outcome_title", "outcome_title"))),
)
# Kinds whose English stands in the data sheets themselves, whatever the terms say: those that are called by it, and those
# with the sheet and the columns of code and English.
_CALLED_BY_IT = ("unit", "source", "licence", "place", "outcome")
_IN_A_SHEET = {"indicator": "name", "definition": "definition", "target": "wording"}
# A term is needed for the other languages only.
_ENGLISH_ELSEWHERE = (*_CALLED_BY_IT, *_IN_A_SHEET, "platform", "instrument")
_TEXTS = ("definition", "source")
_BY_CODE = ("indicator", "definition")
_ENGLISH = "en"


def _two_homes(content: Content, terms: Rows) -> Iterator[Problem]:
    """English terms that say something else than the sheet whose English is printed."""
    stated: dict[tuple[str, str], tuple[str, Place | None]] = {}
    for book in content.books:
        for row, code, name, definition in book.indicators.of("code", "name", "definition"):
            stated["indicator", code] = name, book.indicators.place(row, "name")
            stated["definition", code] = definition, book.indicators.place(row, "definition")
    targets = content.tables.get((_TARGETS, "Targets"))
    for row, code, wording in targets.of("target", "wording") if targets else ():
        stated["target", code] = wording, targets.place(row, "wording") if targets else None
    for row, kind, code, english in terms.of("kind", "code", _ENGLISH):
        printed, place = (code, None) if kind in _CALLED_BY_IT else stated.get((kind, code), (english, None))
        if english and printed and english != printed:
            found = f"{english!r}; printed is {printed!r}"
            yield problem("sheet-term-contradicts", terms.place(row, _ENGLISH), found, home=str(place or "its code"))


def _terms(content: Content, terms: Rows, languages: Sequence[str]) -> Iterator[Problem]:
    """One problem for each name that is missing, at the first cell that needs it."""
    names: dict[tuple[str, str], Mapping[str, object]] = {}
    for book in content.supply_use:
        names |= book.names()
    names |= {(row["kind"], row["code"]): row for row in terms.records()}
    told: set[tuple[str, str]] = set()
    renamed = listed.renamed(content)
    for kind, code, place in _printed(content):
        if not code or (kind, code) in told or (kind in _BY_CODE and code in renamed):
            continue
        told.add((kind, code))
        term = names.get((kind, code))
        lacking = [
            language
            for language in languages
            if not (term and term.get(language)) and not (kind in _ENGLISH_ELSEWHERE and language == _ENGLISH)
        ]
        if lacking:
            near = nearest.codes(code, [known for of_kind, known in names if of_kind == kind]) if term is None else ""
            values = {"kind": kind, "term": code, "languages": ", ".join(lacking), "near": near}
            what = "text" if kind in _TEXTS else "name"
            found = f"no {', '.join(lacking)} {what} of the {kind} {code!r}"
            yield problem("sheet-term-missing", place, found, **values)


def _printed(content: Content) -> Iterator[tuple[str, str, Place]]:
    """Kind, code and place of everything that is printed by its term; a term may come several times."""
    tables: list[tuple[LongSheet, tuple[tuple[str, str, str], ...]]]
    tables = [(book.indicators, layout.PRINTED_BY_TERM) for book in content.books]
    for file, sheet, columns_of in _REGISTERED:
        rows = content.tables.get((file, sheet))
        if rows is not None:
            tables.append((rows, columns_of))
    without = {code for book in content.books for code in book.indicators["code"] if code not in book.wides}
    for table, columns in tables:
        for kind, header, at in columns:
            for row, code in table.of(header):
                if not (kind in _BY_CODE and code in without):  # its sheet is missing: told already
                    yield kind, code, table.place(row, at)
    for book in content.supply_use:
        yield from book.printed()
