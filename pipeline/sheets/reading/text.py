"""Delimited text files: encoding and separator found out, rows with the line in which each begins."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipeline.sheets.layout import MAX_CELLS

DELIMITERS = ",;\t|"
ANSI = "cp1252"
LONGEST_LINE = 1_000_000
_SAMPLE = 60  # rows that the separator is judged by
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Unreadable(Exception):
    """Why bytes are no delimited text, and in which line (0: all of it)."""

    def __init__(self, found: str, line: int = 0) -> None:
        self.found, self.line = found, line
        super().__init__(found)


@dataclass(frozen=True)
class Text:
    """A delimited file taken apart: its encoding, its separator, and its rows, each with the line in which it begins."""

    encoding: str
    delimiter: str
    rows: tuple[tuple[int, list[str]], ...]


def read_text(data: bytes) -> Text:
    """Take delimited text apart. Raises Unreadable where it is no text in UTF-8, UTF-16 or Windows-1252, or quotes are wrong."""
    text, encoding = decode(data)
    for mark, kind in (("<", "an XML or HTML file"), ("{", "a JSON file"), ("[", "a JSON file")):
        if text.lstrip().startswith(mark):
            raise Unreadable(f"{kind}, which is no table")
    control = ILLEGAL_CHARACTERS_RE.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(f"the control character U+{ord(control[0]):04X}, which is no text", line)
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise Unreadable(f"a line of more than {LONGEST_LINE:,} characters")
    delimiter = find_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    start, total = 1, 0
    try:
        for cells in reader:
            total += len(cells)
            if total > MAX_CELLS:
                raise Unreadable(f"more than {MAX_CELLS:,} cells")
            rows.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"quotes that do not close: {error}", start) from error
    return Text(encoding, delimiter, tuple(rows))


def decode(data: bytes) -> tuple[str, str]:
    """The text of bytes and their encoding: by their mark, else UTF-8, else Windows-1252 (what Excel calls ANSI)."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", ANSI):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            reason = f"not {encoding}: byte {error.start + 1} of the file is {data[error.start]:#04x}"
    raise Unreadable(reason)


def find_delimiter(text: str) -> str:
    """The character that separates cells: a tab where the header has one, else the one that gives most rows one width.

    >>> find_delimiter("a;b;c\\n1,5;2;3\\n"), find_delimiter("a,b\\\\TIME\\t2020\\nx,y\\t1\\n"), find_delimiter("one\\n2\\n")
    (';', '\\t', ',')
    """
    lines = [line for line in text[:1_000_000].splitlines()[:_SAMPLE] if line.strip()]
    best, score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1]
        if not widths:
            continue
        width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
        if delimiter == "\t" and len(widths) >= len(lines) / 2:
            return delimiter
        if (count, width) > score:
            best, score = delimiter, (count, width)
    return best
