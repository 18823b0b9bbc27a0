"""A number as it is printed, found in the ledger of an edition by its page, section, figure or table."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.numerals import DECIMAL, close, decimals, typed
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish import quotations, tracing
from pipeline.publish.quotations import Candidate

RUN = re.compile(r"\d+(?:[\s.,٬٫]\d+)*")  # the digits of one number, in any language
KINDS = {"tbl": "table", "fig": "figure", "car": "card"}
# What a place is called behind a number: "17.1, figure 1".
PLACES = {
    "figure": "figure", "fig": "figure", "fig.": "figure", "table": "table", "tbl": "table", "section": "section", "chapter": "section",
    "annex": "section", "page": "page", "p.": "page", "p": "page",
    "图": "figure", "表": "table", "节": "section", "页": "page", "tableau": "table", "graphique": "figure",
    "gráfico": "figure", "cuadro": "table", "página": "page", "sección": "section", "рисунок": "figure", "рис.": "figure",
    "таблица": "table", "раздел": "section", "страница": "page", "с.": "page", "الشكل": "figure", "الجدول": "table", "القسم": "section", "الصفحة": "page",
}  # fmt: skip
NAMED = re.compile(r"^(?P<number>.+?)[,;،，]\s+(?P<kind>[^\W\d]+\.?)\s*(?P<where>[\w.-]+)\s*$")
TIGHT = re.compile(r"^(?P<number>.+?)[,;،，]\s*(?P<kind>图|表|节|页)\s*(?P<where>[\w.-]+)\s*$")


MAIN = "report"  # the volume of a page that names none


@dataclass(frozen=True)
class Where:
    """Where a number is looked for; blank: anywhere. ``page`` is one of the report, ``annex:12`` one of the annex."""

    section: str = ""
    page: str = ""
    figure: str = ""
    table: str = ""
    language: str = ""

    def words(self) -> str:
        """In words."""
        named = {
            "section": self.section,
            "page": self.page,
            "figure": self.figure,
            "table": self.table,
            "language": self.language,
        }
        return ", ".join(f"{name} {value}" for name, value in named.items() if value) or "the whole edition"

    def condition(self) -> tuple[str, list[object]]:
        """The condition in SQL on ``places`` (l) and its values."""
        parts, values = ["1"], []  # type: tuple[list[str], list[object]]
        if self.section:
            parts.append("(l.section = ? COLLATE NOCASE OR l.section LIKE ? || '.%' OR l.title = ? COLLATE NOCASE)")
            values += [self.section.rstrip("."), self.section.rstrip("."), self.section]
        if self.page:
            volume, mark, page = self.page.rpartition(":")
            parts.append("l.first_page <= ? AND l.last_page >= ?")
            parts.append("l.volume = ?")
            values += [int(page), int(page), volume.strip().lower() if mark else MAIN]
        for kind, prefix in (("figure", "fig-"), ("table", "tbl-")):
            if asked := getattr(self, kind):
                parts.append("((l.block_number = ? COLLATE NOCASE AND l.block LIKE ?) OR l.block = ?)")
                values += [asked, f"{prefix}%", asked]
        if self.language:
            parts.append("l.language = ?")
            values.append(self.language)
        return " AND ".join(parts), values


def split(text: str, where: Where) -> tuple[str, Where]:
    """What was typed as the number and the place behind it ("17.1, figure 1")."""
    match = TIGHT.match(text) or NAMED.match(text)
    kind = PLACES.get(match["kind"].casefold()) if match else None
    if match is None or kind is None:
        return text, where
    return match["number"], replace(where, **{kind: match["where"]})


def told(base: sqlite3.Connection, output: Path, text: str, where: Where, cells: int) -> Iterator[str]:
    """The lines that answer ``gdgr trace``: the chain of an id, an address or a number; of several numbers their list.

    Raises Stop (exit 4) with ``fact-unknown`` or ``number-unknown`` and the nearest.
    """
    number = tracing.known(base, text)
    if number is not None:
        yield from tracing.chain(base, number, cells, where.language)
        return
    if others := _elsewhere(base, text):
        yield f"There is no {text.partition(':')[0]}; the same row and column stand in:"
        yield from (f"  {address}: {place}" for _, address, place in others[:cells])
        if len(others) == 1:
            yield from tracing.chain(base, others[0][0], cells, where.language)
        return
    shown, narrowed = split(text, where)
    unspoken = bool(where.language) and where.language not in tracing.languages(base)
    if not unspoken and not _is_number(base, shown, narrowed):
        found = list(quotations.quoted(base, shown, narrowed))
        if not found and (narrowed != Where(language=narrowed.language) or " " in shown):
            raise _not_there(output, shown, narrowed, "these words are not printed there with a number")
        if not found:
            raise tracing.unknown(base, output, text)
    else:
        found = candidates(base, output, shown, narrowed)
    yield from _answer(base, shown, found, narrowed, cells)


def _answer(base: sqlite3.Connection, shown: str, found: list[Candidate], where: Where, cells: int) -> Iterator[str]:
    """The chain of the one number that is meant, else the list of those that it may be."""
    if len(found) == 1:
        yield f"{shown}: {found[0].place}" + (f': "{found[0].context}"' if found[0].context else "")
        yield from tracing.chain(base, found[0].number, cells, where.language)
        return
    yield f"{shown} is {len(found)} numbers in {where.words()}; trace one by its address:"
    for one in found[:cells]:
        yield f"  {one.address}"
        yield f"      {one.place}" + (f': "{one.context}"' if one.context else "")
    if len(found) > cells:
        yield f"  ... and {len(found) - cells} more (--cells {len(found)} lists all; --section, --page, --figure and --table narrow)"


def _elsewhere(base: sqlite3.Connection, text: str) -> list[tuple[int, str, str]]:
    """The numbers with the row and column of an address whose table, figure or card there is not, with where they stand."""
    block, mark, rest = text.partition(":")
    if not mark or not rest or not re.match(r"^(?:tbl|fig|card)-", block, re.IGNORECASE):
        return []
    if base.execute("SELECT 1 FROM blocks WHERE name = ? COLLATE NOCASE", (block,)).fetchone():
        return []
    rows = base.execute(
        "SELECT number, address FROM numbers WHERE rest = ? COLLATE NOCASE AND kind = ? ORDER BY number",
        (f":{rest}", KINDS[block[:3].lower()]),
    ).fetchall()
    return [(number, address, _standing(base, number, address)) for number, address in rows]


def _standing(base: sqlite3.Connection, number: int, address: str) -> str:
    """Where a number stands first; where it is not printed itself, its figure or table."""
    whole = tracing.known(base, address.partition(":")[0])
    shown = (place for one in (number, whole) if one is not None for place in tracing.places(base, one))
    return next(shown, "")


def _read(text: str, spoken: list[str]) -> dict[str, list[str]]:
    """What a typed number can be in some languages; one that is none there, as the other languages of the report write it."""
    if len(RUN.findall(text)) > 1:  # of "15.6 in 2005" another language would read the year alone
        return typed(text, spoken)
    return typed(text, spoken) or {number: list(spoken) for number in typed(text, DECIMAL)}


def _is_number(base: sqlite3.Connection, text: str, where: Where) -> bool:
    """Whether a text is meant as a number: it has one, and no letters before it but those of a currency."""
    spoken = [where.language] if where.language else tracing.languages(base)
    return bool(_read(text, spoken)) and not re.match(r"^[a-z]+[-.:]", text)


def candidates(base: sqlite3.Connection, output: Path, text: str, where: Where) -> list[Candidate]:
    """The numbers that are printed as ``text`` there, each once, in reading order.

    Raises Stop (exit 4): ``number-unknown`` with the nearest printed there; None of a language that the edition lacks.
    """
    spoken = tracing.languages(base)
    if where.language and where.language not in spoken:
        raise stop(ExitCode.REPORT, "claim-language", Place(str(output)), f"language {where.language!r}", f"one of {', '.join(spoken)}",
                   "choose one of these, or build the edition in that language")  # fmt: skip
    if where.page and not re.fullmatch(r"(?:(?:report|annex):)?\d+", where.page):
        raise _not_there(output, text, where, "a page is a number, or annex:12")
    read = _read(text, [where.language] if where.language else spoken)
    shown = [number for number, _ in read.items()]
    found = list(_printed(base, read, where)) or list(_drawn(base, shown, where))
    if found:
        return quotations.scaled(text, found)
    raise _unknown(base, output, text, shown, where)


def _printed(base: sqlite3.Connection, read: dict[str, list[str]], where: Where) -> Iterator[Candidate]:
    """The numbers in print, in reading order."""
    condition, values = where.condition()
    told: set[int] = set()
    for shown, spoken in read.items():
        marks = ",".join("?" * len(spoken))
        rows = base.execute(
            "SELECT number, address, l.volume, l.section, l.title, l.block, l.block_number, l.first_page, l.last_page, context,"
            " printed FROM prints p JOIN places l USING (place) JOIN numbers USING (number)"
            f" WHERE p.shown IN (?, ?) AND l.language IN ({marks}) AND {condition} ORDER BY l.place, number",
            [shown, shown.removeprefix("-"), *spoken, *values],
        )
        for number, address, *place, context, printed in rows:
            if number not in told:
                told.add(number)
                yield Candidate(number, address, tracing.place_words(*place), context, tracing.bare(printed))


def _drawn(base: sqlite3.Connection, shown: list[str], where: Where) -> Iterator[Candidate]:
    """Points of charts whose value rounds to the number, in the figures that stand there."""
    condition, values = where.condition()
    blocks = base.execute(
        "SELECT l.block, l.volume, l.section, l.title, l.block, l.block_number, l.first_page, l.last_page FROM places l"
        f" WHERE l.block LIKE 'fig-%' AND {condition} GROUP BY l.block ORDER BY l.place",
        values,
    ).fetchall()
    for one in shown:
        half = 0.5 * 10.0 ** -decimals(one) * (1 + 1e-9)
        rows = base.execute(
            "SELECT number, address, whole FROM numbers WHERE value BETWEEN ? AND ? AND kind = 'figure' ORDER BY number",
            (float(one) - half, float(one) + half),
        ).fetchall()
        for block, *place in blocks:
            words = tracing.place_words(*place)
            for number, address, of_block in rows:
                if of_block == block:
                    yield Candidate(number, address, words, "a point of the chart")


def _unknown(base: sqlite3.Connection, output: Path, text: str, shown: list[str], where: Where) -> Stop:
    """The Stop with the nearest numbers that are printed there."""
    condition, values = where.condition()
    rows = base.execute(
        f"SELECT DISTINCT shown FROM prints JOIN places l USING (place) WHERE {condition}", values
    ).fetchall()
    others = [row[0] for row in rows]
    if not others:
        return _not_there(output, text, where, "no number is recorded there")
    near = close(shown[0], others, tracing.NEAREST)
    return _not_there(output, text, where, f"it is not printed in {where.words()}; the nearest are {', '.join(near)}")


def _not_there(output: Path, text: str, where: Where, found: str) -> Stop:
    return stop(ExitCode.REPORT, "number-unknown", Place(str(output / tracing.NAME)), f"{text} in {where.words()}: {found}",
                "a number as the edition prints it, with its section, page, figure or table",
                "correct the number or the place, or name none: 'gdgr trace 17.1' looks everywhere")  # fmt: skip
