"""Rows of long tables written straight to Typst and HTML: thousands of plain cells need no reader of Markdown.

A run of rows whose cells are plain escaped text, or one cell mark, is taken out of a chapter and leaves one row with a mark
in its place. Pandoc converts that table as any other, head and attributes included; what it made of the marked row is
the pattern after which the rows are put back. Rows with anything richer stay where they are.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LEAST = 4  # rows below which a run is not worth it
MARK = re.compile(r"^\[((?:[^\[\]\\]|\\.)*)\]\{\.((?:shade|good|bad)-\d|mark-[a-z]+)\}$")
RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$")
CELLS = re.compile(r"(?<!\\)(?:\\\\)*\|")
# A plain cell: letters, digits, blanks and marks that mean nothing, or any mark behind a backslash; no run of dashes or dots.
PLAIN = re.compile(
    r"""(?:\\[!-/:-@\[-`{-~]|-(?!-)|\.(?!\.\.)|[^\\`*_{}\[\]<>#|$~^@!&"'\-.\s\x00-\x1f\x7f]|\u00a0|\u202f| )*"""
)
ESCAPE = re.compile(r"\\(.)")
TABLE = "gdgr-table"


@dataclass(frozen=True)
class Run:
    """Rows taken out of a table: each cell its class (blank where it has none) and its text."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@lru_cache(maxsize=256)
def take_rows(text: str) -> tuple[str, tuple[Run, ...], str]:
    """The chapter without the rows that are written directly, those runs, and the mark that stands for them."""
    out: list[str] = []
    runs: list[Run] = []
    waiting: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    columns = 0  # of the table that is read, 0 outside
    marked = False
    places: list[tuple[int, int, int]] = []

    def flush() -> None:
        if len(waiting) >= LEAST:
            places.append((len(out), len(runs), columns))
            out.append("")
            runs.append(Run(tuple(row for _, row in waiting)))
        else:
            out.extend(line for line, _ in waiting)
        waiting.clear()

    for line in text.split("\n"):
        if columns and line.startswith("|"):
            row = plain_row(line, columns)
            if row is not None:
                waiting.append((line, row))
                continue
            flush()
        elif columns:
            flush()
            columns = 0
        if line.startswith(":::") and TABLE in line:
            marked = True
        elif line.startswith(":::"):
            marked = False
        elif marked and RULE.match(line):
            columns = line.count("|") - 1
        out.append(line)
    flush()
    name = f"gdgr{hashlib.sha256(chr(10).join(out).encode()).hexdigest()[:20]}x"
    for place, number, width in places:
        out[place] = f"| {name}{number}z |" + " |" * (width - 1)
    return "\n".join(out), tuple(runs), name


def plain_row(line: str, columns: int) -> tuple[tuple[str, str], ...] | None:
    """The cells of a row as class and text; None where a cell is richer than that, or where their number differs."""
    if not line.rstrip().endswith("|"):
        return None
    cells = _split(line.strip()[1:-1])
    if len(cells) != columns:
        return None
    found = []
    for cell in cells:
        name, text = "", cell
        match = MARK.match(cell)
        if match:
            text, name = match.groups()
        if not PLAIN.fullmatch(text) or text != text.strip(" ") or (name and not text):
            return None
        found.append((name, ESCAPE.sub(r"\1", re.sub(" +", " ", text))))
    return tuple(found)


def _split(row: str) -> list[str]:
    """Cells between bars that no backslash stands before."""
    if "\\|" not in row:
        return [cell.strip(" ") for cell in row.split("|")]
    cells, start, at = [], 0, 0
    while at < len(row):
        if row[at] == "\\":
            at += 2
            continue
        if row[at] == "|":
            cells.append(row[start:at].strip(" "))
            start = at + 1
        at += 1
    return [*cells, row[start:].strip(" ")]


def put_typst(fragment: str, runs: tuple[Run, ...], name: str) -> str:
    """A Typst fragment with the rows in the place of their marks. Cells are strings: nothing in them can be markup."""
    if not runs:
        return fragment
    return _put(fragment, runs, re.compile(rf"^\[{name}(\d+)z\],(?: \[\],)*$", re.MULTILINE), _typst_rows)


def _typst_rows(run: Run, found: re.Match[str]) -> str:
    rows = []
    for row in run.rows:
        cells = [
            f"gdgr-cell({_string(name)}, {_string(text)})" if name else _string(text) if text else "[]"
            for name, text in row
        ]
        rows.append(", ".join(cells) + ",")
    return "\n".join(rows)


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put_html(fragment: str, runs: tuple[Run, ...], name: str) -> str:
    """An HTML fragment with the rows in the place of their marks."""
    if not runs:
        return fragment
    row = re.compile(rf"<tr>\n(<t[hd][^>]*>){name}(\d+)z</t[hd]>\n((?:<t[hd][^>]*></t[hd]>\n)*)</tr>")
    return _put(fragment, runs, row, _html_rows, group=2)


def _html_rows(run: Run, found: re.Match[str]) -> str:
    opening = [found.group(1), *re.findall(r"<t[hd][^>]*>", found.group(3))]
    tags = [(tag, tag[1:3]) for tag in opening]
    rows = []
    for row in run.rows:
        lines = ["<tr>"]
        for (tag, kind), (name, text) in zip(tags, row, strict=True):
            shown = html.escape(text, quote=False)
            if name:
                lines.append(f'<{kind} class="{name}"{tag[3:]}<span class="{name}">{shown}</span></{kind}>')
            else:
                lines.append(f"{tag}{shown}</{kind}>")
        rows.append("\n".join([*lines, "</tr>"]))
    return "\n".join(rows)


def _put(
    fragment: str,
    runs: tuple[Run, ...],
    pattern: re.Pattern[str],
    write: Callable[[Run, re.Match[str]], str],
    group: int = 1,
) -> str:
    """Put every run in its place, once. Raises ValueError where a mark is not found, because rows must not be lost."""
    done: list[int] = []

    def put(found: re.Match[str]) -> str:
        number = int(found.group(group))
        done.append(number)
        return write(runs[number], found)

    text = pattern.sub(put, fragment)
    if done != list(range(len(runs))):
        raise ValueError(f"{len(runs)} runs of rows, put back {done}")
    return text
