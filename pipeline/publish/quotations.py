"""What is typed with words: a cell of a table with several numbers, a phrase of a sentence ("three in four"), a scale."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.publish import tracing

if TYPE_CHECKING:
    from pipeline.publish.numbers_in_print import Where

LEAST = 4  # marks of a phrase that is looked for inside longer texts
AROUND = 60  # marks of a sentence on either side of a phrase
SPACE = re.compile(r"\s+")
DASHES = str.maketrans("−‐‑–—", "-----")
ADDRESS = re.compile(r"^(?:fig|tbl|card|edition|earlier|text)\b|^[\w-]+[.:]\S*$", re.IGNORECASE)
SCALES = re.compile(
    r"(?i)\b(?:thousand|million|billion|trillion|millions|milliards?|billions|millones|тыс|млн|млрд|трлн)\b|[万亿]|مليون|مليار|تريليون"
)


@dataclass(frozen=True)
class Candidate:
    """A number that is printed so: its id, address, place in words, the words around it, and its cell as it is printed."""

    number: int
    address: str
    place: str
    context: str
    printed: str = ""


def scaled(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Of the candidates of a number with a scale ("1.9 billion") those that are printed with it; all where none is."""
    if not SCALES.search(text):
        return list(found)
    wanted = _tight(text)
    return [one for one in found if wanted in _tight(f"{one.context} {one.printed}")] or list(found)


def quoted(base: sqlite3.Connection, text: str, where: Where) -> Iterator[Candidate]:
    """The numbers that are printed as, or in, a text that is not one number: cells of tables that are or hold it, numbers of
    sentences that hold it, facts of the statements that say it. None of an address, or of a single word."""
    wanted = _even(text.strip("\"'“”«»"))
    if ADDRESS.match(text) or not (re.search(r"[\d\s]", wanted) or not wanted.isascii()):
        return
    told: set[int] = set()
    for one in (*_cells(base, wanted, where), *_sentences(base, wanted, where)):
        if one.number not in told:
            told.add(one.number)
            yield one


def _cells(base: sqlite3.Connection, wanted: str, where: Where) -> Iterator[Candidate]:
    """Cells of tables that are the text; where none is, those that hold it."""
    run = max(re.findall(r"\d+", wanted), key=len, default="")
    whole: list[tuple[int, str, str]] = []
    part: list[tuple[int, str, str]] = []
    for number, address, printed in base.execute(
        "SELECT number, address, printed FROM numbers WHERE printed != '' AND instr(printed, ?) ORDER BY number", (run,)
    ):
        even = _even(text := tracing.bare(printed))
        if wanted in even:
            (whole if even == wanted else part).append((number, address, text))
    for number, address, text in whole or (part if len(wanted) >= LEAST else ()):
        if place := _standing(base, number, where):
            yield Candidate(number, address, place, text)


def _sentences(base: sqlite3.Connection, wanted: str, where: Where) -> Iterator[Candidate]:
    """Numbers in the words of which the phrase is, and facts of the statements that say it."""
    if len(wanted) < LEAST:
        return
    condition, values = where.condition()
    rows = base.execute(
        "SELECT number, address, shown, l.volume, l.section, l.title, l.block, l.block_number, l.first_page, l.last_page, context"
        " FROM prints JOIN places l USING (place) JOIN numbers USING (number) WHERE context != '' AND instr(context, ?)"
        f" AND {condition} ORDER BY l.place, number",
        [max(re.findall(r"\d+", wanted), key=len, default=""), *values],
    )
    digits = any(mark.isdigit() for mark in wanted)
    for number, address, shown, *place, context in rows:
        if wanted in _even(context) and (not digits or shown.removeprefix("-") in wanted.replace(",", "")):
            yield Candidate(number, address, tracing.place_words(*place), context)
    said = base.execute(
        "SELECT number, address, text FROM claims JOIN numbers USING (number) WHERE text != '' ORDER BY claim, number"
    )
    for number, address, text in said:
        at = _even(text).find(wanted)
        if at >= 0 and (place := _standing(base, number, where)):
            yield Candidate(number, address, place, text[max(at - AROUND, 0) : at + len(wanted) + AROUND].strip())


def _standing(base: sqlite3.Connection, number: int, where: Where) -> str:
    """Where a number stands among the places that are asked for; blank where it does not."""
    condition, values = where.condition()
    row = base.execute(
        "SELECT l.volume, l.section, l.title, l.block, l.block_number, l.first_page, l.last_page FROM prints"
        f" JOIN places l USING (place) WHERE number = ? AND {condition} ORDER BY l.place LIMIT 1",
        [number, *values],
    ).fetchone()
    if row:
        return tracing.place_words(*row)
    return "a statement of the report" if condition == "1" else ""


def _even(text: str) -> str:
    """A text in which spaces, dashes and capitals make no difference."""
    return SPACE.sub(" ", text.translate(DASHES)).strip().casefold()


def _tight(text: str) -> str:
    return SPACE.sub("", text.translate(DASHES)).casefold()
