"""Indicators that are named and not there: a row renamed, exchanged with another, or gone with its workbook.

Each cause is told once, however many rows name the code; where a workbook cannot be read, which may hold it, nothing is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.model.addresses import address
from pipeline.problems import Place, Problem, Severity, first_of
from pipeline.sheets import layout, nearest
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content

_TARGETS = "monitoring/targets.xlsx"
_NAMES = "reference/names.xlsx"
_SHOWN = 6  # codes in a message


def check(content: Content) -> Iterator[Problem]:
    """Every rule of this module."""
    known = {code for book in content.books for code in book.indicators["code"]} | set(content.elsewhere)
    waiting = {name for book in content.books for name in book.unlisted}  # sheets whose row is missing: told there
    printed = _printed(content)
    yield from _of_another(content, printed)
    renamed_now = renamed(content)
    yield from _captions(content, renamed_now)
    if not _whole(content):
        yield from _notes(content, set())
        return
    with_sheet = {code for book in content.books for code in book.wides}
    for code, (old, place) in renamed_now.items():
        if code not in with_sheet:
            continue  # told as a row without its sheet
        found = f"{code!r} has the name of {old!r}, which no workbook has"
        yield problem("sheet-indicator-renamed", place, found, old=old, new=code)
    told = waiting | {old for old, _ in renamed_now.values()} | _miscaptioned(content)
    named = {code: places for code, places in _named(content).items() if code not in known | told}
    gone = [code for code in printed if code not in known | told]
    if gone and known:
        places = [place for code in gone for place in named.pop(code, [])]
        listed = first_of(gone, _SHOWN)
        if places:
            found = f"no workbook has {listed}; {len(places)} row(s) name them, the first here"
            yield problem("sheet-indicators-gone", min(places), found)
        else:
            found = f"no workbook has {listed}"
            yield problem("sheet-term-without-indicator", Place(f"data/{_NAMES}", "Terms"), found)
    for code, places in named.items():
        more = f", also in {', '.join(map(str, places[1:4]))}" if len(places) > 1 else ""
        yield problem("sheet-unknown-indicator", places[0], f"{code!r}{more}", near=nearest.codes(code, known))
    yield from _notes(content, told)


def renamed(content: Content) -> dict[str, tuple[str, Place]]:
    """Codes without a printed name whose name is that of a code that no workbook has: the old code, and the cell of the new."""
    printed = _printed(content)
    known = {code for book in content.books for code in book.indicators["code"]} | set(content.elsewhere)
    orphans = {name: code for code, name in printed.items() if code not in known and name}
    if not orphans:
        return {}
    return {
        code: (orphans[name], book.indicators.place(row, "code"))
        for book in content.books
        for row, code, name in book.indicators.of("code", "name")
        if code and code not in printed and name in orphans
    }


def _printed(content: Content) -> dict[str, str]:
    """Code → English name of the indicators that are named elsewhere: in the register of names, above their figures.

    The name is blank where only the register's other languages have one.
    """
    terms = content.tables.get((_NAMES, "Terms"))
    rows = terms.of("kind", "code", "en") if terms else ()
    printed = {code: name for _, kind, code, name in rows if kind == "indicator"}
    captions = {
        wide.captioned: wide.title
        for book in content.books
        for wide in book.wides.values()
        if wide.captioned and wide.title
    }
    return captions | {code: name or captions.get(code, "") for code, name in printed.items()}


def _captions(content: Content, renamed_now: Mapping[str, tuple[str, Place]]) -> Iterator[Problem]:
    """Data sheets below the caption of another indicator; not those whose code was changed in Indicators."""
    row, column = layout.CAPTION_CODE
    for book in content.books:
        for code, wide in book.wides.items():
            if wide.captioned not in ("", code) and code not in renamed_now:
                place = Place(wide.file, wide.sheet, address((row, column)))
                yield problem("sheet-caption-code", place, f"{wide.captioned!r} above the figures of {code}", code=code)


def _miscaptioned(content: Content) -> set[str]:
    """The codes in captions above the figures of others: told there, and named by nobody else."""
    wides = [wide for book in content.books for wide in book.wides.values()]
    register = content.tables.get((_NAMES, "Terms"))
    named = {code for _, kind, code in register.of("kind", "code") if kind == "indicator"} if register else set()
    return {wide.captioned for wide in wides if wide.captioned not in ("", wide.code)} - named


def _of_another(content: Content, printed: Mapping[str, str]) -> Iterator[Problem]:
    """Rows of Indicators with the name of another indicator: a column sorted alone, or a code typed over another."""
    code_of = {name: code for code, name in printed.items() if name}
    for book in content.books:
        wrong = [
            (row, code, name)
            for row, code, name in book.indicators.of("code", "name")
            if printed.get(code) and name != printed[code] and code_of.get(name, code) != code
        ]
        if wrong:
            row, code, name = wrong[0]
            more = f" (and {len(wrong) - 1} more rows like it)" if len(wrong) > 1 else ""
            found = f"{code!r} has the name of {code_of[name]!r}{more}"
            yield problem("sheet-name-of-another", book.indicators.place(row, "name"), found, name=printed[code])


def _whole(content: Content) -> bool:
    """Whether every workbook could be read, so that a code that none has is in none."""
    read = {book.file for book in (*content.books, *content.vintages)}
    # Those that hold no indicators:
    read |= {f"data/{file}" for file in (*layout.LONG_SHEETS, *layout.OPTIONAL_SHEETS)}
    read |= {
        found.place.file for found in content.problems if found.place.file.startswith(f"data/{layout.SUPPLY_USE_BOOKS}")
    }
    return all(found.place.file in read for found in content.problems if found.severity is Severity.ERROR)


def _named(content: Content) -> dict[str, list[Place]]:
    """The codes that other sheets name, each with its cells."""
    found: dict[str, list[Place]] = defaultdict(list)
    registers = (
        ((_TARGETS, "Targets"), "indicator"),
        ((layout.PRINTED, layout.PRINTED_SHEET), "indicator"),
        ((layout.CORRECTIONS, "Corrections"), "INDICATOR"),
    )
    for key, column in registers:
        table = content.tables.get(key)
        for row, code in table.of(column) if table else ():
            if table is not None and code:
                found[code].append(table.place(row, column))
    hierarchy = content.tables.get((layout.INDEX_WORKBOOK, "Hierarchy"))
    for row, code, level, divisor in hierarchy.of("code", "level", "denominator") if hierarchy else ():
        if hierarchy is not None:
            for text, column in ((code if level == 1 else "", "code"), (divisor, "denominator")):
                if text:
                    found[text].append(hierarchy.place(row, column))
    return found


def _notes(content: Content, told: set[str]) -> Iterator[Problem]:
    """Notes on indicators that their workbook does not have, once for each code."""
    for book in (*content.books, *content.vintages):
        known = set(book.indicators["code"])
        rows: dict[str, list[int]] = defaultdict(list)
        for row, code in book.notes.of("INDICATOR") if book.notes else ():
            if code and code not in known | told | set(book.unlisted):
                rows[code].append(row)
        for code, numbers in rows.items():
            if book.notes is not None:
                more = f" in {len(numbers)} rows, the first here" if len(numbers) > 1 else ""
                place = book.notes.place(numbers[0], "INDICATOR")
                yield problem("sheet-unknown-indicator", place, f"{code!r}{more}", near=nearest.codes(code, known))
