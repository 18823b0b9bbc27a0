"""Rows against one another: bounds that join, years in order, codes in their form, targets that fit what they are measured with."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.codes import problem
from pipeline.sheets.content import Content
from pipeline.sheets.tables import Rows

_GOVERNANCE = "monitoring/governance.xlsx"
_PARAMETERS = "reference/parameters.xlsx"
_ECONOMIES = ("reference/economies.xlsx", "Economies")
_VINTAGE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\w+)?")
_YEAR = re.compile(r"^\W*By (20\d\d)\b")
_NUMBER = re.compile(r"\b\d+(?:\.\d+)?(?= ?%| per cent)")
_FORMS = {"iso3": re.compile("[A-Z]{3}"), "iso2": re.compile("[A-Z]{2}"), "m49": re.compile(r"\d{1,3}")}
_MOST_DECIMALS, _MOST_POWER = 10, 15
_FAR = 2  # times by which a list and the count of its parties may differ


def check(content: Content, cutoff_year: int) -> Iterator[Problem]:
    """Every rule of this module; ``cutoff_year`` is the last year of which there can be a datum."""
    yield from _classes(content)
    yield from _goalposts(content)
    yield from _targets(content)
    yield from _years(content, cutoff_year)
    yield from _parties(content)
    yield from _economies(content)
    yield from _metadata(content)
    yield from _vintages(content)


def _classes(content: Content) -> Iterator[Problem]:
    """Classes of a scheme that overlap or leave a gap, or do not agree on which bound belongs to a class."""
    table = content.tables.get((_PARAMETERS, "Classes"))
    schemes: dict[str, list[tuple[int, str, float, float, str]]] = defaultdict(list)
    for row, scheme, name, lower, upper, closed in (
        table.of("scheme", "class", "lower", "upper", "closed") if table else ()
    ):
        schemes[scheme].append((row, name, lower, upper, closed))
    for rows in schemes.values():
        if any(lower >= upper for _, _, lower, upper, _ in rows):
            continue  # told as reversed
        ordered = sorted(rows, key=lambda one: (-np.inf if np.isnan(one[2]) else one[2], one[3]))
        for (_, below, _, upper, _), (row, name, lower, _, _) in pairwise(ordered):
            if table is not None and upper != lower:
                found = f"{below} ends at {_bound(upper)}, {name} begins at {_bound(lower)}"
                yield problem("sheet-classes-apart", table.place(row, "lower"), found)
        usual = Counter(one[4] for one in rows).most_common(1)[0][0]
        for row, name, _, _, closed in rows:
            if table is not None and closed != usual and closed:
                yield problem("sheet-classes-apart", table.place(row, "closed"), f"{name} holds its {closed} bound, others their {usual} one")  # fmt: skip


def _bound(value: float) -> str:
    return "no bound" if np.isnan(value) else f"{value:g}"


def _goalposts(content: Content) -> Iterator[Problem]:
    table = content.tables.get((_PARAMETERS, "Goalposts"))
    for row, lower, upper in table.of("lower", "upper") if table else ():
        if table is not None and lower >= upper:
            yield problem("sheet-bounds-reversed", table.place(row, "lower"), f"lower {lower:g}, upper {upper:g}")


def _targets(content: Content) -> Iterator[Problem]:
    """Targets against the metadata of their indicator, and against their own words."""
    table = content.tables.get(("monitoring/targets.xlsx", "Targets"))
    if table is None:
        return
    known = content.listed()
    for one in table.records():
        row, value, year = one["ROW"], one["value"], one["target_year"]
        indicator = known.get(one["indicator"])
        if indicator is not None:
            low, high = indicator.minimum, indicator.maximum
            if not low > high and (value < low or value > high):
                found = f"{value:g}, and {one['indicator']} lies between {_bound(low)} and {_bound(high)} ({indicator.unit})"
                yield problem("sheet-target-unfit", table.place(row, "value"), found, unit=indicator.unit)
            if {one["direction"], indicator.direction} == {"higher", "lower"}:
                found = f"{one['direction']}, and {indicator.direction} is better for {one['indicator']}"
                yield problem("sheet-direction", table.place(row, "direction"), found, direction=indicator.direction)
        years, shares = _YEAR.findall(one["wording"]), _NUMBER.findall(one["wording"])
        if year is not None and years and str(year) not in years:
            yield problem("sheet-target-wording", table.place(row, "target_year"), f"{year}, and the wording says {', '.join(years)}")  # fmt: skip
        if shares and not np.isnan(value) and value not in map(float, shares):
            yield problem("sheet-target-wording", table.place(row, "value"), f"{value:g}, and the wording says {', '.join(shares)} per cent")  # fmt: skip


# Sheet, earlier column, later column; both as years or ISO dates.
_ORDER = (
    (_GOVERNANCE, "Platforms", "first_year", "latest_known_edition_year"),
    (_GOVERNANCE, "Instruments", "adopted_year", "in_force_year"),
    (layout.AI_LAWS, "Laws", "adopted", "in_force"),
)
# Sheet and columns of what has happened.
_PAST = (
    (_GOVERNANCE, "Platforms", ("first_year", "latest_known_edition_year")),
    (_GOVERNANCE, "Instruments", ("adopted_year",)),
    (_GOVERNANCE, "Parties", ("year",)),
)


def _years(content: Content, cutoff_year: int) -> Iterator[Problem]:
    """Years in the wrong order, and years that have not been."""
    for file, sheet, first, last in _ORDER:
        table = content.tables.get((file, sheet))
        for row, earlier, later in table.of(first, last) if table else ():
            if table is not None and earlier and later and earlier > later:
                found = f"{first} {earlier}, {last} {later}"
                yield problem("sheet-years-order", table.place(row, first), found, first=first, last=last)
    for file, sheet, columns in _PAST:
        table = content.tables.get((file, sheet))
        for column in columns if table else ():
            for row, year in table.of(column) if table else ():
                if table is not None and year is not None and year > cutoff_year:
                    yield problem("sheet-year-after-cutoff", table.place(row, column), str(year), cutoff=cutoff_year)


def _parties(content: Content) -> Iterator[Problem]:
    """Parties before their instrument, and complete lists far longer or shorter than the count."""
    parties, instruments = (content.tables.get((_GOVERNANCE, name)) for name in ("Parties", "Instruments"))
    if parties is None or instruments is None:
        return
    listed = Counter(parties["instrument_id"])
    adopted = {}
    for row, id, year, count, complete in instruments.of("id", "adopted_year", "parties_count", "party_list"):
        adopted[id] = year
        # A count may leave out signatories that the list has, or the European Union.
        if complete == "complete" and count and not count / _FAR <= listed[id] <= count * _FAR:
            found = f"{count}, and Parties lists {listed[id]}"
            yield problem("sheet-parties-count", instruments.place(row, "parties_count"), found, listed=listed[id])
    told: set[str] = set()
    for row, id, year in parties.of("instrument_id", "year"):
        if id not in told and year is not None and adopted.get(id) is not None and year < adopted[id]:
            told.add(id)  # however many parties: it is the instrument's year that is wrong
            found = f"{year}, and {id} was adopted in {adopted[id]}"
            yield problem(
                "sheet-years-order", parties.place(row, "year"), found, first="adopted_year", last="year of a party"
            )


def _economies(content: Content) -> Iterator[Problem]:
    """Codes and places of economies."""
    table = content.tables.get(_ECONOMIES)
    if table is None:
        return
    for column, form in _FORMS.items():
        first: dict[str, int] = {}
        for row, typed in table.of(column):
            code = typed.zfill(3) if column == "m49" and typed else typed
            if code and not form.fullmatch(code):
                yield problem("sheet-code-form", table.place(row, column), repr(code), form=form.pattern)
            elif code and code in first and column != "iso3":  # that is the key
                yield problem(
                    "sheet-duplicate-key", table.place(row, column), f"{code} once more", key=column, first=first[code]
                )
            first.setdefault(code, row)
    for column, most in (("latitude", 90), ("longitude", 360)):
        for row, value in table.of(column):
            if abs(value) > most:
                yield problem("sheet-coordinate", table.place(row, column), f"{value:g}", most=most)
    for column in (header for header in table.values if header.startswith("name_")):
        named: dict[str, int] = {}
        for row, name in table.of(column):
            if name and name in named:
                yield problem("sheet-economy-named-twice", table.place(row, column), repr(name), first=named[name])
            named.setdefault(name, row)
    yield from _regions(table)


def _regions(table: Rows) -> Iterator[Problem]:
    """Economies whose sub-region belongs to another region by all others."""
    regions: dict[str, Counter[str]] = defaultdict(Counter)
    for _, region, part in table.of("un_region", "un_subregion"):
        if region and part:
            regions[part][region] += 1
    for row, region, part in table.of("un_region", "un_subregion"):
        if part in regions and len(regions[part]) > 1:
            usual = regions[part].most_common(1)[0][0]
            if region != usual:
                found = f"{part} in {region or 'no region'}, elsewhere in {usual}"
                yield problem("sheet-region-mixed", table.place(row, "un_region"), found, region=usual)


def _metadata(content: Content) -> Iterator[Problem]:
    """Numbers of digits and powers of ten that nobody means."""
    for book in content.books:
        for column, least, most in (("decimals", 0, _MOST_DECIMALS), ("unit_multiplier", -_MOST_POWER, _MOST_POWER)):
            for row, value in book.indicators.of(column):
                if value is not None and not least <= value <= most:
                    yield problem("sheet-metadata-range", book.indicators.place(row, column), str(value), least=least, most=most)  # fmt: skip


def _vintages(content: Content) -> Iterator[Problem]:
    """Earlier releases that are not named by their month, or hold a series in another unit than today's."""
    today = content.listed()
    for book in content.vintages:
        name = book.file.rpartition("/")[2].removesuffix(".xlsx")
        if not _VINTAGE.fullmatch(name):
            yield problem("sheet-vintage-name", Place(book.file), repr(name))
        for one in book.indicators.records():
            now = today.get(one["code"])
            for column in ("unit", "unit_multiplier", "direction") if now else ():
                if one[column] != getattr(now, column):
                    found = f"{one[column]}, and {getattr(now, column)} today"
                    place = book.indicators.place(one["ROW"], column)
                    yield problem("sheet-vintage-unlike", place, found, now=getattr(now, column))
