"""Files of figures, and readings, that cost or cost before gigabytes, minutes or a traceback: one row each."""

from __future__ import annotations

import base64
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

HEADER = b"economy_iso3,year,indicator,value,unit,source,note\n"
ROW = b"FRA,2020,NET.USE,80,per cent,P,\n"
PLAIN = HEADER + ROW
_OFFICE = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
Make = Callable[[Path], None]


def holds(data: bytes) -> Make:
    return lambda path: _write(path, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def sparse(size: int) -> Make:
    """A file of a size that no disk holds: a hole."""

    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.write(PLAIN)
            stream.truncate(size)

    return make


def link(target: str) -> Make:
    return lambda path: path.symlink_to(target)


def ods(body: str, before: str = "", ballast: int = 0) -> Make:
    """An ods file; ``ballast`` are bytes that do not pack, as of a picture."""

    def make(path: Path) -> None:
        text = (
            f'<?xml version="1.0"?>{before}<office:document-content {_OFFICE}><office:body><office:spreadsheet>{body}'
        )
        text += "</office:spreadsheet></office:body></office:document-content>"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr("content.xml", text)
            archive.writestr("picture.png", random.Random(1).randbytes(ballast))
            archive.writestr("META-INF/manifest.xml", _MANIFEST)

    return make


def cells(text: str, wide: int = 1, high: int = 1, tables: int = 1) -> str:
    """Tables of one cell that repeats."""
    cell = f'<table:table-cell table:number-columns-repeated="{wide}"><text:p>{text}</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{high}">{cell}</table:table-row>'
    return "".join(f'<table:table table:name="S{number}">{row}</table:table>' for number in range(tables))


def _row(texts: str) -> str:
    cells = (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts.strip().split(",")
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


# Figures, and below them blank cells of percentages as far as a sheet goes.
_PERCENTS = (
    f'<table:table table:name="S">{_row(HEADER.decode())}{_row(ROW.decode())}'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="percentage" '
    'table:number-columns-repeated="16384"/></table:table-row></table:table>'
)

# An old workbook (.xls) with a figure in A1 and one in the last cell that its format can name.
_FAR = zlib.decompress(
    base64.b64decode(
        b"eNq7cF7wwcKNUg8Z0IAdAzPDv/+cDGxIYoxQDAYCDED5//9BTBgNAv9HwZACf4EYFH/MwLhjAWJWIAbFOTsQcwAxJzR+R8HwBEEM+UBYwqDA4M"
        b"qQB6SLGCoZSAFiDKyMMLMYidSDXF6EA20vYshmSAK7I5uBVCDEwMSI7B9i9DBBy69RAMzfHMCAYGOF80F53wkYQhtYWoF5Xxta7gdzwZUKoChl"
        b"YOIDs7ngJAsTF6K6SGQGyiNHywd7rtEwHwWjYBSMglEwCkbBKBgFo2AUjIJRMAroDQBAR8ed"
    )
)

# Name of the file, the code that it is told with, its place (blank: the file), and how it is made.
HOSTILE: tuple[tuple[str, str, str, Make], ...] = (
    ("header-of-50-mb.csv", "import-unreadable", "", lambda path: _write(path, b"x" * 50_000_000 + b"\n" + ROW)),
    ("million-columns.csv", "import-unreadable", "", lambda path: _write(path, b"c," * 1_000_000 + b"\n")),
    ("many-columns.csv", "sheet-too-wide", ":1", holds(b",".join(b"c%d" % n for n in range(100_000)) + b"\n1\n")),
    ("nul.csv", "import-unreadable", ":2", holds(PLAIN.replace(b"80", b"8\x000"))),
    ("half-character.csv", "import-unreadable", "", holds(b"\xff\xfe" + PLAIN.decode().encode("utf-16-le") + b"\0\xd8\n\0")),
    ("utf32.csv", "import-no-metadata", "", holds(PLAIN.decode().encode("utf-32"))),
    ("quotes.csv", "import-unreadable", "", lambda path: _write(path, PLAIN + b'FRA,2021,NET.USE,8,"' + b'\n,"a""b' * 6_000_000)),
    ("quote.csv", "import-unreadable", ":3", holds(PLAIN + b'FRA,2021,NET.USE,8,"' + b"x\n" * 100_000)),
    ("200-mb.csv", "sheet-file-too-large", "", sparse(210_000_000)),
    ("long-field.csv", "import-unreadable", "", lambda path: _write(path, PLAIN + b"x" * 90_000_000)),
    ("lines.csv", "import-unreadable", "", lambda path: _write(path, HEADER + b"\n" * 50_000_000)),
    ("ragged.csv", "import-ragged-row", ":2", holds(HEADER + b"a,b\n" * 100_000)),
    ("unknown.csv", "import-unknown-economy", ":2", holds(HEADER + b"".join(b"Q%d,2020,U,1,,,\n" % n for n in range(20_000)))),
    ("texts.csv", "import-text-value", ":2", holds(HEADER + b"".join(b"FRA,2020,U,x%d,,,\n" % n for n in range(20_000)))),
    ("indicators.csv", "import-too-many-indicators", ":2", holds(HEADER + b"".join(b"FRA,2020,U%d,1,,,\n" % n for n in range(4_000)))),
    ("huge.csv", "import-text-value", ":2", holds(HEADER + b"FRA,2020,U,1e400,,,\nFRA,2021,U," + b"9" * 100_000 + b",,,\n")),
    ("year.csv", "import-bad-year", ":2", holds(HEADER + b"FRA,1" + b"0" * 30 + b",U,1,,,\n")),
    ("formula.csv", "import-text-value", ":2", holds(HEADER + b"FRA,2020,U,=cmd|'/c calc'!A1,,,\n")),
    ("direction.csv", "import-unreadable", ":2", holds(HEADER + "FRA,2020,U,1,,P\u202e,\n".encode())),
    ("page-mark.csv", "import-unreadable", ":2", holds(HEADER + b"FRA,2020,U,1,,@@BODY@@,\n")),
    ("pipe.csv", "import-file-missing", "", os.mkfifo),
    ("folder.csv", "import-file-missing", "", Path.mkdir),
    ("loop.csv", "import-file-missing", "", link("loop.csv")),
    ("device.csv", "import-file-missing", "", link("/dev/zero")),
    ("percents.ods", "import-no-metadata", "", ods(_PERCENTS)),
    ("columns.ods", "sheet-too-wide", " › S0", ods(cells("x", 1_000_000))),
    ("cells.ods", "sheet-too-wide", " › S0", ods(cells("x", 1_000, 1_000))),
    ("tables.ods", "sheet-too-wide", " › S5", ods(cells("x", 900, 100, 100), ballast=30_000)),
    ("texts.ods", "sheet-text-too-long", " › S0", ods(cells("x" * 30_000, 10, 1_000))),
    ("spaces.ods", "sheet-text-too-long", " › S0", ods(cells('<text:s text:c="2000000000"/>'))),
    ("text.ods", "sheet-text-too-long", "", ods(cells("x" * 20_000_000), ballast=200_000)),
    ("entity.ods", "sheet-xml-entity", "", ods(cells("&b;"), '<!DOCTYPE a [<!ENTITY b "xxxx">]>')),
    ("deep.ods", "sheet-xml-broken", " › S0", ods(cells("<text:span>" * 20_000 + "</text:span>" * 20_000), ballast=40_000)),
    ("old.xls", "sheet-unreadable", "", holds(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000_000)),
    ("far.xls", "sheet-unreadable", "", holds(_FAR)),
    ("deep.toml", "import-reading-wrong", "", holds(b"x = " + b"[" * 10_000 + b"]" * 10_000)),
    ("quoted.toml", "import-reading-wrong", "", holds(b".".join([b'"a"'] * 20_000) + b" = 1")),
    ("inner.toml", "import-reading-wrong", "", holds(b"x = {" + b".".join([b"a"] * 20_000) + b" = 1}")),
    ("brackets.toml", "import-reading-wrong", "", holds(b'aggregates = "(A+)+B"')),
    ("side-by-side.toml", "import-reading-wrong", "", holds(b'aggregates = "A*A*A*A*A*B"')),
    ("path.toml", "import-reading-wrong", "", holds(b".".join([b"a"] * 10_000) + b" = 1")),
    ("digits.toml", "import-reading-wrong", "", holds(b"header = " + b"9" * 100_000)),
    ("mark.toml", "import-reading-wrong", "", holds(b'economy = "a\\u202eb"')),
    ("ansi.toml", "import-reading-wrong", "", holds("economy = 'Côte'".encode("cp1252"))),
    ("large.toml", "import-reading-wrong", "", sparse(40_000_000)),
)  # fmt: skip
