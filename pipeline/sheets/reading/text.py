"""Delimited text files: encoding and separator found out, rows with the line in which each begins."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipeline.sheets.layout import MAX_CELLS
from pipeline.sheets.marks import MARK, told
from pipeline.sheets.reading.bounds import lines_of, too_long

DELIMITERS = ",;\t|"
ANSI = "cp1252"
# Old encodings of other scripts, each with the letters that its text is made of.
_SCRIPTS = {
    "gb18030": ("\u4e00", "\u9fff"),
    "cp932": ("\u3001", "\u9fff"),
    "cp1251": ("\u0401", "\u0451"),
    "cp1256": ("\u060c", "\u0652"),
}
NAMES = {
    "cp1252": "Windows-1252 (ANSI)",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
    "gb18030": "GB 18030",
    "cp932": "Shift JIS",
}
_MOSTLY = 0.8
_RUN = re.compile(rb"[\x80-\xff]{4}")  # no word of Western Europe has so many letters beyond ASCII side by side
ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc-kr", "koi8-r", "mac-roman"),
    *(f"cp125{page}" for page in range(9)), *(f"iso-8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 15)),
)  # fmt: skip
LONGEST_LINE = 1_000_000
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SAMPLE = 60  # rows that the separator is judged by
_MARKS = (
    *((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32")),
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
)


class Unreadable(Exception):
    """Why bytes are no delimited text, and in which line (0: all of it)."""

    def __init__(self, found: str, line: int = 0) -> None:
        self.found, self.line = found, line
        super().__init__(found)


class _Stripped(dict[str, str]):
    """Texts without the blanks around them, each held once however often it comes."""

    def __missing__(self, text: str) -> str:
        return self.setdefault(text, text.strip())


@dataclass(frozen=True)
class Text:
    """A delimited file taken apart: its encoding, its separator, and its rows, each with the line in which it begins."""

    encoding: str
    delimiter: str
    rows: Sequence[tuple[int, tuple[str, ...]]]


def read_text(data: bytes, declared: str = "") -> Text:
    """Take delimited text apart; ``declared`` is its encoding (blank: found out). Raises Unreadable where it is no text, or quotes are wrong."""
    if found := too_long(data):
        raise Unreadable(found)
    text, encoding = decode(data, declared)
    for mark, kind in (("<", "an XML or HTML file"), ("{", "a JSON file"), ("[", "a JSON file")):
        if text.lstrip().startswith(mark):
            raise Unreadable(f"{kind}, which is no table")
    control = ILLEGAL_CHARACTERS_RE.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(f"the control character U+{ord(control[0]):04X}, which is no text", line)
    hidden = MARK.search(text) if "@@" in text or not text.isascii() else None
    if hidden:
        around = text[max(0, hidden.start() - 20) : hidden.end() + 20]
        raise Unreadable(f"a mark that is not text, {told(around)}", text.count("\n", 0, hidden.start()) + 1)
    said = _SAID.match(text)  # a line that tells Excel the separator, and no one else anything
    delimiter = said[1] if said else find_delimiter(text)
    reader = csv.reader(_short_lines(text), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    known = _Stripped()
    start, total = 1, 0
    try:
        for cells in reader:
            total += len(cells)
            if total > MAX_CELLS:
                raise Unreadable(f"more than {MAX_CELLS:,} cells")
            rows.append((start, () if said and start == 1 else tuple(map(known.__getitem__, cells))))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"quotes that do not close: {error}", start) from error
    return Text(encoding, delimiter, rows)


def _short_lines(text: str) -> Iterator[str]:
    for line in lines_of(text):
        if len(line) > LONGEST_LINE:
            raise Unreadable(f"a line of more than {LONGEST_LINE:,} characters")
        yield line


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of bytes and their encoding: the declared one, by their mark, else UTF-8, else what national editions of Excel call ANSI."""
    marked = declared or next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "") or _halves(data)
    for encoding in (marked,) if marked else ("utf-8", _ansi(data)):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            reason = f"not {encoding}: byte {error.start + 1} of the file is {data[error.start]:#04x}"
    raise Unreadable(reason)


def _halves(data: bytes) -> str:
    """UTF-16 without its mark: of mostly Latin text every other byte is zero."""
    head = data[:400]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) == zeros.count(0):
            return encoding
    return ""


def _ansi(data: bytes) -> str:
    """The old encoding of bytes that are not UTF-8: Windows-1252, or where this gives no words that of another script.

    >>> _ansi("Côte d’Ivoire".encode("cp1252")), _ansi("Россия;1".encode("cp1251")), _ansi("中国,1".encode("gb18030"))
    ('cp1252', 'cp1251', 'gb18030')
    >>> _ansi("日本の調査,1".encode("cp932"))
    'cp932'
    """
    sample = data[:200_000].rsplit(b"\n", 1)[0]
    if not _RUN.search(sample):
        return ANSI
    shares = {encoding: _likely(sample.decode(encoding, "replace"), encoding) for encoding in _SCRIPTS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > _MOSTLY else ANSI


def _likely(text: str, encoding: str) -> float:
    """The share of letters that a text of the script of an encoding is made of: frequent signs, no capitals inside words."""
    first, last = _SCRIPTS[encoding]
    letters = [letter for letter in text if not letter.isascii()]
    good = [letter for letter in letters if first <= letter <= last]
    if encoding == "gb18030":
        good = [letter for letter in good if 0xB0 <= letter.encode(encoding)[0] <= 0xD7]  # the first level of GB 2312
    inside = sum(before.islower() and after.isupper() for before, after in pairwise(text))
    return (len(good) - 3 * inside) / max(len(letters), 1)


def find_delimiter(text: str) -> str:
    """The character that separates cells: a tab where the header has one, else the one that gives most rows one width.

    >>> find_delimiter("a;b;c\\n1,5;2;3\\n"), find_delimiter("a,b\\\\TIME\\t2020\\nx,y\\t1\\n"), find_delimiter("one\\n2\\n")
    (';', '\\t', ',')
    """
    lines = [line for line in text[:1_000_000].splitlines()[:_SAMPLE] if line.strip()]
    best, score = ",", (0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1]
        except csv.Error:  # a field beyond all bounds: another character separates
            continue
        if not widths:
            continue
        width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
        if delimiter == "\t" and len(widths) >= len(lines) / 2:
            return delimiter
        if (count, width) > score:
            best, score = delimiter, (count, width)
    return best
