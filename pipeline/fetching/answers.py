"""What came from a publisher, taken apart without trust: strict JSON, messages in plain text, tables of texts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.fetching.codes import stopped
from pipeline.fetching.transport import Answer
from pipeline.findings.spreadsheet import harmless
from pipeline.problems import Stop
from pipeline.sheets.fetched import Series

_MARKUP = re.compile(r"<[^>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_NUMBER = re.compile(r"[+-]?[\d.,]+(?:[eE][+-]?\d+)?")
_SHOWN = 240
_MOST_DEPTH = 50  # no publisher needs ten
_DEEP = "values inside values without end"


@dataclass(frozen=True)
class Fetched:
    """What a connector brings: the bytes of one file with its ending, and where they come from.

    ``rows`` counts rows, ``figures`` those with a figure; ``last_update`` is the publisher's own word, blank where it gives
    none; ``asked`` are the addresses of the figures; ``series`` tells of each code what the interface says.
    """

    content: bytes
    ending: str
    publisher: str
    interface: str
    rows: int
    figures: int
    pages: int
    asked: tuple[str, ...]
    last_update: str = ""
    series: Mapping[str, Series] = field(default_factory=dict)


def plain(text: str, most: int = _SHOWN) -> str:
    """A text of a publisher for a message or a record: one line, without markup and control characters, cut.

    >>> plain("<S:Fault><faultstring>Too  big\\x1b[31m</faultstring></S:Fault>")
    'Too big [31m'
    """
    whole = text[: 20 * most].encode("utf-8", "replace").decode()  # JSON may hold halves of characters
    line = " ".join(_CONTROL.sub(" ", _MARKUP.sub(" ", whole)).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def wrong(answer: Answer, found: str, allowed: str) -> Stop:
    """The Stop for an answer of another kind."""
    return stopped("fetch-answer", answer.address, found, allowed=allowed)


def refused(answer: Answer) -> Stop:
    """The Stop for a status that says no."""
    words = "" if looks_like_page(answer.body) else plain(answer.text)
    return stopped("fetch-refused", answer.address, f"HTTP {answer.status}" + (f": {words}" if words else ""))


def looks_like_page(body: bytes) -> bool:
    """Whether a body is a page for a browser."""
    head = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and (head.startswith(b"<!doctype html") or b"<html" in head)


def parse_json(answer: Answer) -> object:
    """The JSON of an answer, its numbers as the texts that they are. Raises Stop where it is none, or holds NaN."""
    allowed = "JSON (RFC 8259), whole and without NaN"
    if looks_like_page(answer.body):
        raise wrong(answer, f"a page for a browser: {plain(answer.text)}", allowed)
    try:
        found = json.loads(answer.body, parse_float=str, parse_int=str, parse_constant=_constant)
    except RecursionError as error:
        raise wrong(answer, _DEEP, allowed) from error
    except ValueError as error:  # UnicodeDecodeError and JSONDecodeError are such
        start = plain(answer.text, 60)
        raise wrong(answer, f"{plain(str(error))}; it begins {start!r}", allowed) from error
    if _is_deep(found):
        raise wrong(answer, _DEEP, allowed)
    return found


def _is_deep(value: object) -> bool:
    """Whether values stand inside values more than ``_MOST_DEPTH`` times: whoever follows them would not come back."""
    level = [value]
    for _ in range(_MOST_DEPTH):
        inner = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [value for values in inner for value in values]
        if not level:
            return False
    return True


def _constant(name: str) -> object:
    raise ValueError(f"{name} as a number")


def whole(value: object) -> int | None:
    """A whole number that is not negative, from JSON; None for anything else."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def written(value: object) -> str:
    """A value of JSON as the text of a cell; several joined by semicolons, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(written, value)))
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table of texts as CSV in UTF-8: numbers as they came, no text that a spreadsheet would run, one line a row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_cell(name) for name in header])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def _cell(content: str) -> str:
    line = " ".join(_CONTROL.sub(" ", content).split())
    return line if _NUMBER.fullmatch(line) else str(harmless(line))


def rows_of(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a table that ``as_csv`` wrote."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
    return header, rows
