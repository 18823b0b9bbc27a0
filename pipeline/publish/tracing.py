"""The ledger of an edition read: one number by its address, down to its cells with value, weight, flag, year and source.

Nothing is imported that takes time: an answer is there in a fraction of a second.
"""

from __future__ import annotations

import difflib
import gzip
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.model.addresses import column_letter
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish.cellsets import ranges
from pipeline.publish.ledger_layout import NAME, NORMAL, VERSION

PACKED = f"{NAME}.gz"  # as a closed edition keeps it
NEAREST = 5
MARKS = re.compile(r"[\^*`]|\\([\W_])")
ROLES = {
    "value": "value",
    "weight": "weight",
    "parameter": "parameter",
    "group": "membership",
    "vintage": "earlier release",
    "read": "read",
}


def opened(output: Path, closed: Path | None = None) -> sqlite3.Connection:
    """The ledger of an edition: of its folder, else of what was kept when it was closed.

    Raises Stop with ``ledger-missing`` (exit 4) or ``ledger-damaged`` (exit 3).
    """
    path = output / NAME
    try:
        if path.is_file():
            base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        elif closed is not None and (closed / PACKED).is_file():
            path = closed / PACKED
            base = sqlite3.connect(":memory:")
            base.deserialize(gzip.decompress(path.read_bytes()))
        else:
            raise stop(ExitCode.REPORT, "ledger-missing", Place(str(path)), "there is no such file", "a built edition",
                       "run 'make report' first")  # fmt: skip
        version = dict(base.execute("SELECT key, value FROM about")).get("layout")
    except (sqlite3.Error, OSError, EOFError) as error:
        raise _damaged(path, str(error)) from error
    if version != VERSION:
        raise _damaged(path, f"its layout is {version!r}, and this programme reads {VERSION}")
    return base


def guarded(lines: Iterator[str], output: Path) -> Iterator[str]:
    """The lines of an answer; a database that is damaged where it is read raises Stop with ``ledger-damaged`` (exit 3)."""
    try:
        yield from lines
    except sqlite3.Error as error:
        raise _damaged(output / NAME, str(error)) from error


def _damaged(path: Path, found: str) -> Stop:
    return stop(ExitCode.DATA, "ledger-damaged", Place(str(path)), found, "the file as 'make report' wrote it",
                "build the edition again with 'gdgr report --force', or take it from its publisher again")  # fmt: skip


def languages(base: sqlite3.Connection) -> list[str]:
    """The languages of the edition."""
    return dict(base.execute("SELECT key, value FROM about"))["languages"].split()


def known(base: sqlite3.Connection, address: str) -> int | None:
    """The number of an address, whatever its capitals; None where there is none."""
    for condition in ("address = ?", "address = ? COLLATE NOCASE"):
        row = base.execute(f"SELECT number FROM numbers WHERE {condition}", (address,)).fetchone()
        if row:
            return int(row[0])
    return None


def unknown(base: sqlite3.Connection, output: Path, address: str) -> Stop:
    """The Stop for an address that leads nowhere, with the nearest ones."""
    return stop(
        ExitCode.REPORT,
        "fact-unknown",
        Place(str(output / NAME)),
        f"there is no fact or number {address!r}",
        f"an id or an address of the edition; the nearest are {', '.join(nearest(base, address)) or 'none'}",
        "correct it; 'gdgr facts' lists all facts, 'gdgr trace fig-x' and 'gdgr trace tbl-x' what a figure or table rests on",
    )


def nearest(base: sqlite3.Connection, address: str, most: int = NEAREST) -> list[str]:
    """The addresses that are most alike: those of the same table or figure with the same codes first."""
    block, _, rest = address.partition(":")
    if rest:
        ends = [
            row[0]
            for row in base.execute(
                "SELECT address FROM numbers WHERE address LIKE ? ESCAPE '\\' ORDER BY length(address) LIMIT ?",
                (f"%:{_escaped(rest)}", most),
            )
        ]
        words = rest.split(":")
        ends += [
            row[0]
            for row in base.execute(
                "SELECT address FROM numbers WHERE address >= ? AND address < ? AND address LIKE ? ESCAPE '\\' LIMIT ?",
                (f"{block}:", f"{block};", f"%:{_escaped(words[0])}%", most),
            )
        ]
        if ends:
            return list(dict.fromkeys(ends))[:most]
    start = address[:4]
    names = [
        row[0]
        for row in base.execute(
            "SELECT address FROM numbers WHERE kind = 'fact' OR instr(address, ':') = 0 OR (address >= ? AND address < ?)",
            (f"{block}:", f"{block};"),
        )
    ]
    alike = [name for name in names if name.startswith(start)] or names
    return difflib.get_close_matches(address, alike, n=most, cutoff=0.4)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# --- the chain of a number ----------------------------------------------------------------------------------------


def chain(base: sqlite3.Connection, number: int, cells: int, language: str = "") -> Iterator[str]:
    """The lines of a number, then those of what it is made of; each once, however long the chain. ``language``: in which
    places are told (blank: the first that prints the number)."""
    told: set[int] = set()
    ahead = [(number, 0)]
    while ahead:
        one, depth = ahead.pop()
        if one in told:
            continue
        told.add(one)
        pad = "    " * depth
        parts = base.execute("SELECT part FROM parts WHERE number = ? ORDER BY place", (one,)).fetchall()
        yield from (pad + line for line in _lines(base, one, cells, language))
        if parts:
            marks = ",".join("?" * len(parts))
            names = dict(
                base.execute(
                    f"SELECT number, address FROM numbers WHERE number IN ({marks})", [part for (part,) in parts]
                )
            )
            yield f"{pad}  made of:    {', '.join(names[part] for (part,) in parts)}"
        ahead += [(part, depth + 1) for (part,) in reversed(parts)]


def bare(printed: str) -> str:
    """A printed text without its marks: ``89.4 ^E^`` is 89.4 E."""
    return MARKS.sub(lambda match: match[1] or "", printed)


def _lines(base: sqlite3.Connection, number: int, cells: int, language: str) -> Iterator[str]:
    """The lines of one number: value, where it is printed, method, parameters, status, cells, settings, sources."""
    address, value, unit, decimals, printed, status, method, about, inputs = base.execute(
        "SELECT address, value, unit, decimals, printed, status, name, content, inputs FROM numbers"
        " LEFT JOIN methods USING (method) LEFT JOIN parameters USING (parameters) WHERE number = ?",
        (number,),
    ).fetchone()
    yield address
    if value is not None:
        shown = "" if decimals is None else f" (printed with {decimals} decimals)"
        yield f"  value:      {value!r} {unit}{shown}".rstrip()
    if printed:
        yield f"  printed:    {bare(printed)}"
    where = list(places(base, number, language))
    if where:
        yield f"  stands in:  {'; '.join(where[:4])}{f'; and {len(where) - 4} more places' if len(where) > 4 else ''}"
    yield f"  method:     {method}"
    parameters = json.loads(about) if about else {}
    yield f"  parameters: {', '.join(f'{key}={_shown(one)}' for key, one in parameters.items()) or 'none'}"
    yield from _made_with(base, address)
    taken = list(_inputs(base, inputs))
    seen = sorted({observation.status for one in taken if one.role == "value" for observation in one.observations})
    yield f"  status:     {', '.join(status.split() or seen) or 'not recorded'}"
    yield from _cells(base, taken, cells)


def _made_with(base: sqlite3.Connection, address: str) -> Iterator[str]:
    """The recipe and arguments of the figure that a number belongs to, which hold for all its numbers; nothing of another number.

    The facts of the earlier releases are of the figure whose id follows ``earlier.``.
    """
    figure = re.split("[.:]", address.removeprefix("earlier."))[0]
    found = base.execute("SELECT recipe, arguments FROM made_with WHERE figure = ?", (figure,)).fetchone()
    if found:
        arguments = [f"{key}={_shown(one)}" for key, one in json.loads(found[1]).items()]
        yield f"  figure:     {', '.join([found[0], *arguments])}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}:{one}" for key, one in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Observation:
    """One observation at its cell."""

    cell: str
    area: str
    year: int
    value: float
    status: str


@dataclass(frozen=True)
class Input:
    """Cells of one sheet with their role; ``observations`` those that are such, ``listed`` the cells as text (blank: the sheet)."""

    role: str
    sheet: int
    place: str
    listed: str
    observations: tuple[Observation, ...]


def _inputs(base: sqlite3.Connection, inputs: int | None) -> Iterator[Input]:
    """The inputs of a number in their order."""
    rows = base.execute(
        "SELECT role, sheet, workbook, name, listed FROM inputs JOIN sets USING (cells) JOIN sheets USING (sheet)"
        " WHERE inputs = ? ORDER BY place",
        (inputs,),
    )
    for role, sheet, workbook, name, listed in rows.fetchall():
        place = f"{workbook} › {name}" if name else workbook
        yield Input(role, sheet, place, listed, tuple(observations(base, sheet, listed)))


def observations(base: sqlite3.Connection, sheet: int, listed: str) -> Iterator[Observation]:
    """The observations of a set of cells, by its blocks and in each by columns; none of a whole sheet."""
    blocks = ranges(listed)
    if not blocks:
        return
    years = dict(base.execute("SELECT col, year FROM years WHERE sheet = ?", (sheet,)))
    edges = min(one.first_row for one in blocks), max(one.last_row for one in blocks)
    lines = {
        row: (area, first, json.loads(line), json.loads(statuses) if statuses else {})
        for row, area, first, line, statuses in base.execute(
            "SELECT row, area, first_col, line, statuses FROM figures WHERE sheet = ? AND row BETWEEN ? AND ?",
            (sheet, *edges),
        )
    }
    for block in blocks:
        rows = [row for row in lines if block.first_row <= row <= block.last_row]
        for column in range(block.first_column, block.last_column + 1):
            for row in rows:
                area, first, values, statuses = lines[row]
                value = values[column - first] if 0 <= column - first < len(values) else None
                if value is not None:
                    status = statuses.get(str(column), NORMAL)
                    yield Observation(f"{column_letter(column)}{row}", area, years[column], float(value), status)


def _cells(base: sqlite3.Connection, taken: Sequence[Input], most: int) -> Iterator[str]:
    """Observations with their weights, then the other cells by their roles, then sheets that were read, then the sources."""
    weights: dict[str, list[tuple[str, Observation]]] = {}
    for one in taken:
        if one.role == "weight":
            for observation in one.observations:
                weights.setdefault(observation.area, []).append((one.place, observation))
    values = [
        (one, seen) for one in taken if one.role not in ("weight", "group", "parameter") for seen in one.observations
    ]
    if values:
        yield f"  cells:      {len(values)}"
        for one, seen in values[:most]:
            weighed = _weighed(weights.get(seen.area, []), seen.year)
            role = "" if one.role in ("value", "read") else f" {ROLES[one.role]}"
            yield f"    {one.place}!{seen.cell}  {seen.value!r} {seen.status} {seen.area} {seen.year}{role}{f'  {weighed}' if weighed else ''}"
        if len(values) > most:
            yield f"    ... and {len(values) - most} more (--cells {len(values)} lists all)"
    for one in taken:
        if one.observations or (one.role == "weight" and not one.listed):
            continue
        if one.listed:
            yield from _others(base, one, most)
    whole = [(one.place, one.role) for one in taken if not one.listed]
    if whole:
        yield f"  read whole: {', '.join(place + ('' if role in ('read', 'value') else f' ({ROLES[role]})') for place, role in whole[:most])}{f' and {len(whole) - most} more' if len(whole) > most else ''}"
    yield from _sources(base, taken, most)


def _weighed(weights: Sequence[tuple[str, Observation]], year: int) -> str:
    """The weight of an observation: that of its economy, in its year where there are several."""
    chosen = [one for one in weights if one[1].year == year] or list(weights)
    return "; ".join(f"weight {one.value:,.15g} ({place}!{one.cell}, {one.year})" for place, one in chosen)


def _others(base: sqlite3.Connection, one: Input, most: int) -> Iterator[str]:
    """Cells that are no observations: rows of parameters and registers with what they say, memberships, tables."""
    listed = one.listed.split()
    if one.role == "group":
        shown = " ".join(listed[:most]) + (f" ... {len(listed) - most} more" if len(listed) > most else "")
        yield f"  membership: {one.place}!{shown}"
        return
    yield (
        f"  {ROLES[one.role]}:".ljust(14)
        + f"{one.place}, {len(listed)} {'row or range' if len(listed) == 1 else 'rows or ranges'}"
    )
    for text in listed[:most]:
        block = ranges(text)[0]
        content = _content(row_of(base, one.sheet, block.first_row)) if block.first_row == block.last_row else ""
        yield f"    {one.place}!{text}{f'  {content}' if content else ''}"
    if len(listed) > most:
        yield f"    ... and {len(listed) - most} more (--cells {len(listed)} lists all)"


def row_of(base: sqlite3.Connection, sheet: int, row: int) -> dict[str, Any]:
    """A row of parameters under its heads, without what is blank; empty where the sheet has no such row."""
    found = base.execute(
        "SELECT heads, content FROM rows JOIN sheets USING (sheet) WHERE sheet = ? AND row = ?", (sheet, row)
    ).fetchone()
    if found is None:
        return {}
    content = zip(json.loads(found[0]), json.loads(found[1]), strict=True)
    return {name: value for name, value in content if value is not None}


def _content(row: dict[str, Any]) -> str:
    """What a row of parameters says, in one line."""
    return ", ".join(f"{key}={_shown(value)}" for key, value in row.items() if key not in ("url", "source_url"))


def _sources(base: sqlite3.Connection, taken: Sequence[Input], most: int) -> Iterator[str]:
    """Where the series of the inputs come from, each once."""
    told: dict[str, None] = {}
    for sheet in dict.fromkeys(one.sheet for one in taken):
        row = base.execute(
            "SELECT indicator, source, citation, licence, accessed, url FROM series WHERE sheet = ?", (sheet,)
        ).fetchone()
        if row:
            code, source, citation, licence, accessed, url = row
            parts = [
                citation or source,
                f"licence {licence}" if licence else "",
                f"accessed {accessed}" if accessed else "",
                url,
            ]
            told[f"{code}: {'; '.join(part for part in parts if part)}"] = None
    lines = list(told)
    for line in lines[:most]:
        yield f"  source:     {line}"
    if len(lines) > most:
        yield f"  source:     and {len(lines) - most} more series"


# --- where a number stands ----------------------------------------------------------------------------------------


def places(base: sqlite3.Connection, number: int, language: str = "") -> Iterator[str]:
    """Where a number is printed, each place once, in reading order of the language, else of the first that has it."""
    rows = base.execute(
        "SELECT DISTINCT l.volume, l.section, l.title, l.block, l.block_number, l.first_page, l.last_page, l.language FROM prints"
        " JOIN places l USING (place) WHERE number = ? ORDER BY l.place",
        (number,),
    ).fetchall()
    spoken = [row[-1] for row in rows]
    chosen = language if language in spoken else next(iter(spoken), "")
    yield from dict.fromkeys(place_words(*place) for *place, one in rows if one == chosen)


def place_words(
    volume: str, section: str, title: str, block: str, block_number: str, first: int | None, last: int | None
) -> str:
    """A place in words: figure, section, pages."""
    kind = {"fig": "figure", "tbl": "table"}.get(block.partition("-")[0], "")
    parts = [f"{kind} {block_number}" if kind and block_number else block]
    parts.append(f"section {section} {title}".strip() if section else title)
    if first is not None:
        pages = f"page {first}" if last == first else f"pages {first}–{last}"
        parts.append(f"{pages} of the annex" if volume == "annex" else pages)
    return ", ".join(part for part in parts if part)
