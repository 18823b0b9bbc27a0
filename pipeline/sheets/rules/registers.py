"""Rows of the reference and register sheets: targets, classes, sources, printed names, folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.problems import Place, Problem
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.rules import listed
from pipeline.sheets.tables import LongSheet, Rows

_GOVERNANCE = "monitoring/governance.xlsx"
_PARAMETERS = "reference/parameters.xlsx"


def check(content: Content, languages: Sequence[str]) -> Iterator[Problem]:
    """Every rule of this module. ``languages`` are those of the edition: names must exist in them."""
    yield from _targets(content)
    yield from _classes(content)
    yield from _verified(content)
    yield from _folders(content)
    terms = content.tables.get(("reference/names.xlsx", "Terms"))
    if terms is not None:
        yield from _terms(content, terms, languages)


def _targets(content: Content) -> Iterator[Problem]:
    table = content.tables.get(("monitoring/targets.xlsx", "Targets"))
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


# What is printed by its term beside the indicators: kind, column of the code, column of the place.
_REGISTERED: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (_PARAMETERS, "Classes", (("class", "class", "class"),)),
    (
        layout.CYBERLAW,
        "States",
        (("register", "area", "area"), ("register", "state", "state"), ("source", "source", "source")),
    ),
    (layout.AI_LAWS, "Laws", (("register", "type", "type"), ("register", "force", "force"))),
)
# Kinds whose English stands in the data sheets themselves: a term is needed for the other languages only.
_IN_THE_SHEETS = ("definition", "source")
_BY_CODE = ("indicator", "definition")
_ENGLISH = "en"


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
            if not (term and term.get(language)) and not (kind in _IN_THE_SHEETS and language == _ENGLISH)
        ]
        if lacking:
            near = nearest.codes(code, [known for of_kind, known in names if of_kind == kind]) if term is None else ""
            values = {"kind": kind, "term": code, "languages": ", ".join(lacking), "near": near}
            what = "text" if kind in _IN_THE_SHEETS else "name"
            found = f"no {', '.join(lacking)} {what} of the {kind} {code!r}"
            yield problem("sheet-term-missing", place, found, **values)


def _printed(content: Content) -> Iterator[tuple[str, str, Place]]:
    """Kind, code and place of everything that is printed by its term; a term may come several times."""
    of_indicators = (
        ("indicator", "code", "code"),
        ("unit", "unit", "unit"),
        ("pillar", "pillar", "pillar"),
        ("theme", "theme", "theme"),
        ("definition", "code", "definition"),
        ("source", "source", "source"),
    )
    tables: list[tuple[LongSheet, tuple[tuple[str, str, str], ...]]]
    tables = [(book.indicators, of_indicators) for book in content.books]
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
