"""Keys that must agree before anything can be loaded: economies, indicators, groups, registers, years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.tables import Rows
from pipeline.sheets.wide import Wide

Near = Callable[..., str]
"""Code and name as typed → the remedy with the nearest economies."""

_MOST_NEAR = 300  # codes for which the nearest are looked for; more are no slips
# Parties that are no economy: the European Union.
OTHER_PARTIES = ("EUU",)
_GROUPS = {
    "un_region": "un_region",
    "un_subregion": "un_subregion",
    "itu_region": "itu_region",
    "income_group": "income",
}
_GOVERNANCE = "monitoring/governance.xlsx"


def check(content: Content) -> Iterator[Problem]:
    """Every key that is unknown or doubled."""
    names, aliases = content.economies(), content.aliases()

    @lru_cache(maxsize=_MOST_NEAR)
    def nearest_economies(area: str, typed: str) -> str:
        return nearest.economies(area, typed, names, aliases)

    def near(area: str, typed: str = "") -> str:
        asked = nearest_economies.cache_info().misses
        return nearest_economies(area, typed) if asked < _MOST_NEAR else nearest.ANY_ECONOMY

    yield from _indicators_once(content)
    codes = {code for book in content.books for code in book.indicators["code"]} | set(content.elsewhere)
    if names:
        for book in (*content.books, *content.vintages):
            for wide in book.wides.values():
                yield from islice(_areas(wide, names, near), layout.MAX_PROBLEMS + 1)
        yield from _notes(content, names, near)
        yield from _groups(content)
        yield from _register_economies(content, names, near)
    read = {book.file for book in (*content.books, *content.vintages)}
    # Those that hold no indicators:
    read |= {f"data/{file}" for file in (*layout.LONG_SHEETS, *layout.OPTIONAL_SHEETS)}
    read |= {book.file for book in content.supply_use}
    whole = all(found.place.file in read for found in content.problems if found.severity is Severity.ERROR)
    yield from _references(content, codes if whole else None)
    yield from _supply_use(content, names, near)


def _supply_use(content: Content, names: dict[str, str], near: Near) -> Iterator[Problem]:
    """What About must say of supply and use tables; an economy that is unknown or has two workbooks."""
    for book in content.supply_use:
        place = Place(book.file, layout.ABOUT)
        for fact in ("economy", "unit", "source", "licence"):
            if not book.about.get(fact):
                found = f"no row {fact.capitalize()!r} in About"
                yield problem("sheet-required-blank", place, found, comment=f"the {fact} of the tables")
        if names and book.economy and book.economy not in names:
            yield problem("sheet-unknown-economy", place, repr(book.economy), near=near(book.economy))
        others = sorted(other.file for other in content.supply_use if other.economy == book.economy)
        if book.economy and len(others) > 1:
            found = f"{book.economy} in {len(others)} workbooks"
            other = next(file for file in others if file != book.file)
            yield problem("sheet-economy-twice", place, found, other=other)


def _indicators_once(content: Content) -> Iterator[Problem]:
    seen = dict(content.elsewhere)
    for book in content.books:
        for row, code in book.indicators.of("code"):
            place = book.indicators.place(row, "code")
            if code in seen:
                yield problem("sheet-duplicate-indicator", place, f"{code!r} once more", other=seen[code])
            elif code:
                seen[code] = place


def _areas(wide: Wide, names: dict[str, str], near: Near) -> Iterator[Problem]:
    if len(set(wide.areas)) == len(wide.areas) and names.keys() >= set(wide.areas):
        return
    first: dict[str, int] = {}
    for i, (area, typed) in enumerate(zip(wide.areas, wide.names, strict=True)):
        if area not in names:
            yield problem("sheet-unknown-economy", wide.area_place(i), repr(area), near=near(area, typed))
        if area in first:
            yield problem("sheet-duplicate-economy", wide.area_place(i), f"{area} once more", first=first[area])
        first.setdefault(area, int(wide.rows[i]))


def _notes(content: Content, names: dict[str, str], near: Near) -> Iterator[Problem]:
    for book in (*content.books, *content.vintages):
        if book.notes is None:
            continue
        known = set(book.indicators["code"])
        for row, area in book.notes.of("REF_AREA"):
            if area and area not in names:
                place = book.notes.place(row, "REF_AREA")
                yield problem("sheet-unknown-economy", place, repr(area), near=near(area))
        for row, code in book.notes.of("INDICATOR"):
            if code and code not in known:
                place = book.notes.place(row, "INDICATOR")
                yield problem("sheet-unknown-indicator", place, repr(code), near=nearest.codes(code, known))


def _groups(content: Content) -> Iterator[Problem]:
    economies = content.tables["reference/economies.xlsx", "Economies"]
    groups = content.tables.get(("reference/economies.xlsx", "Groups"))
    if groups is None:
        return
    for column, kind in _GROUPS.items():
        known = {code for _, code, of_kind in groups.of("code", "kind") if of_kind == kind}
        for row, code in economies.of(column):
            if code and code not in known:
                place = economies.place(row, column)
                yield problem("sheet-unknown-group", place, repr(code), kind=kind, near=nearest.codes(code, known))
    special = ("LDC", "LLDC", "SIDS")
    for row, code, kind in groups.of("code", "kind"):
        if kind == "special" and code not in special:
            near = f" (one of {', '.join(special)})"
            yield problem("sheet-unknown-group", groups.place(row, "code"), repr(code), kind="special", near=near)


def _register_economies(content: Content, names: dict[str, str], near: Near) -> Iterator[Problem]:
    for file, sheet, column, others in (
        (_GOVERNANCE, "Parties", "iso3", OTHER_PARTIES),
        (layout.AI_LAWS, "Laws", "iso3", OTHER_PARTIES),
        (layout.CYBERLAW, "States", "iso3", ()),
        (layout.CORRECTIONS, "Corrections", "REF_AREA", ()),
    ):
        table = content.tables.get((file, sheet))
        for row, area in table.of(column) if table else ():
            if table is not None and area and area not in names and area not in others:
                yield problem("sheet-unknown-economy", table.place(row, column), repr(area), near=near(area))


def _references(content: Content, codes: set[str] | None) -> Iterator[Problem]:
    """Rows that name a row of another sheet. ``codes`` are None where a workbook could not be read, which may have them."""
    tables = content.tables
    if codes is not None:
        targets = tables.get(("monitoring/targets.xlsx", "Targets"))
        yield from _unknown(targets, "indicator", codes, "sheet-unknown-indicator")
        yield from _unknown(
            tables.get((layout.PRINTED, layout.PRINTED_SHEET)), "indicator", codes, "sheet-unknown-indicator"
        )
        corrections = tables.get((layout.CORRECTIONS, "Corrections"))
        yield from _unknown(corrections, "INDICATOR", codes, "sheet-unknown-indicator")
    for source, column, target, code in (
        ("Meetings", "platform_id", "Platforms", "sheet-unknown-platform"),
        ("Parties", "instrument_id", "Instruments", "sheet-unknown-instrument"),
    ):
        listed = tables.get((_GOVERNANCE, target))
        if listed is not None:
            yield from _unknown(tables.get((_GOVERNANCE, source)), column, set(listed["id"]), code)
    for sheet in ("Platforms", "Meetings", "Instruments"):
        table = tables.get((_GOVERNANCE, sheet))
        if table is None:
            continue
        for row, text in table.of("themes"):
            for theme in filter(None, map(str.strip, text.split(";"))):
                if theme not in layout.THEMES:
                    near, choices = nearest.codes(theme, layout.THEMES), ", ".join(layout.THEMES)
                    yield problem(
                        "sheet-unknown-theme", table.place(row, "themes"), repr(theme), near=near, choices=choices
                    )


def _unknown(table: Rows | None, column: str, known: set[str], code: str) -> Iterator[Problem]:
    if table is None:
        return
    for row, text in table.of(column):
        if text and text not in known:
            yield problem(code, table.place(row, column), repr(text), near=nearest.codes(text, known))
