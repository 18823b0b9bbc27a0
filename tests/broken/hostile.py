"""Small files that cost, or cost before, gigabytes, minutes or a traceback: one row each, made when a test needs it."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.broken import archives

FILE = archives.FILE
SHEET = "xl/worksheets/sheet4.xml"  # of the indicator NET.USE
_AT_SHEET = f"{FILE} › NET.USE"
_EVERYTHING = b"A1:XFD1048576"


@dataclass(frozen=True)
class Hostile:
    """``happens`` changes a written data folder; the check then says ``code`` at ``place`` (an import: the same code)."""

    name: str
    code: str
    place: str
    happens: Callable[[Path], None]

    def __str__(self) -> str:
        return self.name


def in_sheet(*pairs: tuple[bytes, bytes], ballast: int = 0) -> Callable[[Path], None]:
    """Put text for text into the data sheet; ``ballast`` are bytes that do not pack, as of a picture."""

    def happens(root: Path) -> None:
        def change(name: str, part: bytes) -> bytes:
            if name == SHEET:
                for old, new in pairs:
                    assert old in part
                    part = part.replace(old, new, 1)
            return part

        picture = random.Random(1).randbytes(ballast)
        archives.rewritten(root, change, {"xl/media/picture.png": picture} if ballast else None)

    return happens


def in_part(part_name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Put one text for another into a part."""

    def change(name: str, part: bytes) -> bytes:
        if name != part_name:
            return part
        assert old in part
        return part.replace(old, new, 1)

    return lambda root: archives.rewritten(root, change)


def half(part_name: str) -> Callable[[Path], None]:
    """A part cut in the middle, in a zip file that is whole."""
    return lambda root: archives.rewritten(
        root, lambda name, part: part[: len(part) // 2] if name == part_name else part
    )


def behind(xml: bytes, ballast: int = 0) -> Callable[[Path], None]:
    """XML behind the table of the data sheet."""
    return in_sheet((b"</sheetData>", b"</sheetData>" + xml), ballast=ballast)


def rows(xml: bytes, ballast: int = 0) -> Callable[[Path], None]:
    """Rows at the end of the table of the data sheet."""
    return in_sheet((b"</sheetData>", xml + b"</sheetData>"), ballast=ballast)


def text(value: str, number: int = 8, column: str = "A") -> bytes:
    """A cell with a text."""
    return f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>'.encode()


def no_name(root: Path) -> None:
    """An entry of the zip directory without a name."""
    data = bytearray((root / FILE).read_bytes())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(zipfile.ZipInfo(""), b"nothing")
    (root / FILE).write_bytes(target.getvalue())


def pipe(root: Path) -> None:
    """A FIFO: whoever opens it for reading waits for ever."""
    (root / FILE).unlink()
    os.mkfifo(root / FILE)


def one_part(root: Path) -> None:
    """Two hundred sheets that are one part of 30,000 cells."""
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(8, 30_008))
    more = b"".join(
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="S%d" sheetId="%d" r:id="rId4"/>'
        % (n, n)
        for n in range(100, 300)
    )

    def change(name: str, part: bytes) -> bytes:
        if name == SHEET:
            return part.replace(b"</sheetData>", cells + b"</sheetData>")
        return part.replace(b"</sheets>", more + b"</sheets>") if name == "xl/workbook.xml" else part

    archives.rewritten(root, change)


def one_text(root: Path) -> None:
    """A text of 32,000 characters that 5,000 cells share: 160 million characters from a few kilobytes."""
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    relation = (
        b'<Relationship Id="rIdS" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(8, 5_008))

    def change(name: str, part: bytes) -> bytes:
        if name == SHEET:
            return part.replace(b"</sheetData>", cells + b"</sheetData>")
        return part.replace(b"</Relationships>", relation) if name == "xl/_rels/workbook.xml.rels" else part

    archives.rewritten(root, change, {"xl/sharedStrings.xml": strings % (b"x" * 32_000)})


def no_sheets(root: Path) -> None:
    """A workbook that names no sheet."""
    empty = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    archives.rewritten(root, lambda name, part: empty if name == "xl/workbook.xml" else part)


def comments(root: Path) -> None:
    """A comment on every cell of the sheet at once."""
    comment = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>a</author></authors>'
        b'<commentList><comment ref="%s" authorId="0"><text><t>x</t></text></comment></commentList></comments>'
    )
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/>'
        b"</Relationships>"
    )
    extra = {"xl/comments1.xml": comment % _EVERYTHING, "xl/worksheets/_rels/sheet4.xml.rels": relation}
    archives.rewritten(root, extra=extra)


def formats(root: Path) -> None:
    """More cell formats than anyone has, and a fault for which the workbook is copied."""

    def change(name: str, part: bytes) -> bytes:
        if name == SHEET:
            old = part[part.index(b'<c r="C2"') : part.index(b'<c r="D2"')]
            return part.replace(old, text("n/a", 2, "C"))
        return part.replace(b"</cellXfs>", b"<xf/>" * 80_000 + b"</cellXfs>") if name == "xl/styles.xml" else part

    archives.rewritten(root, change, {"xl/media/picture.png": random.Random(1).randbytes(25_000)})


def unending_relations(root: Path) -> None:
    """Tags that are never closed: a search for their end reads the rest of the part each time."""
    tags = b"<Relationship " * 45_000
    archives.rewritten(root, extra={"xl/worksheets/_rels/sheet4.xml.rels": b"<Relationships>" + tags})


_UNKNOWN = b"".join(b'<row r="%d">%s</row>' % (n, text(f"Q{n}", n)) for n in range(8, 12_008))
_WORDS = b"".join(b'<row r="%d">%s%s</row>' % (n, text("FRA", n), text("n/a", n, "C")) for n in range(8, 8_008))
_RANGES = b'<conditionalFormatting sqref="%s"/>' % b" ".join(b"A%d:B%d" % (n, n) for n in range(1, 20_100))
_DEEP = b"<a>" * 40_000 + b"</a>" * 40_000
_RUNS = b'<c r="A2" t="inlineStr"><is><r><t>CH</t></r><r><t>N</t></r></is></c>'
_CHN = b'<c r="A2" t="inlineStr"><is><t>CHN</t></is></c>'
_2015 = b'<c r="C1" t="n"><v>2015</v></c>'

HOSTILE: tuple[Hostile, ...] = (
    # One file each that was seen to fail.
    Hostile(
        "merge of the whole sheet", "sheet-range-too-large", f"{_AT_SHEET}!A1",
        behind(b'<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>' % _EVERYTHING),
    ),
    Hostile(
        "many merges", "sheet-range-too-large", f"{_AT_SHEET}!A1",
        behind(b'<mergeCells>%s</mergeCells>' % (b'<mergeCell ref="A1:ZZ9"/>' * 9_000), 40_000),
    ),
    Hostile(
        "link over the whole sheet", "sheet-range-too-large", f"{_AT_SHEET}!A1",
        behind(b'<hyperlinks><hyperlink ref="%s" location="A1"/></hyperlinks>' % _EVERYTHING),
    ),
    Hostile("comment on the whole sheet", "sheet-xml-broken", FILE, comments),
    Hostile("data sheet cut off", "sheet-xml-broken", _AT_SHEET, half(SHEET)),
    Hostile("list of sheets cut off", "sheet-xml-broken", FILE, half("xl/workbook.xml")),
    Hostile("relations cut off", "sheet-xml-broken", FILE, half("xl/_rels/workbook.xml.rels")),
    Hostile("styles cut off", "sheet-xml-broken", FILE, half("xl/styles.xml")),
    Hostile("theme cut off", "sheet-xml-broken", FILE, half("xl/theme/theme1.xml")),
    Hostile("list of contents cut off", "sheet-xml-broken", FILE, half("[Content_Types].xml")),
    Hostile("relations without an end", "sheet-xml-broken", FILE, unending_relations),
    Hostile("NUL in a sheet name", "sheet-xml-broken", FILE, in_part("xl/workbook.xml", b"NET.USE", b"NET\0USE")),
    Hostile(
        "NUL in a sheet name, as a reference", "sheet-xml-broken", FILE,
        in_part("xl/workbook.xml", b"NET.USE", b"NET&#0;USE"),
    ),
    Hostile(
        "direction mark in a sheet name", "sheet-name-unsafe", FILE,
        in_part("xl/workbook.xml", b"NET.USE", b"NET&#x202E;USE"),
    ),
    Hostile("bracket in a sheet name", "sheet-name-unsafe", FILE, in_part("xl/workbook.xml", b"NET.USE", b"NET[USE")),
    Hostile("line in a sheet name", "sheet-name-unsafe", FILE, in_part("xl/workbook.xml", b"NET.USE", b"NET&#10;USE")),
    Hostile("no sheet", "sheet-unreadable", FILE, no_sheets),
    Hostile("sheet without a name", "sheet-name-unsafe", FILE, in_part("xl/workbook.xml", b'"NET.USE"', b'""')),
    Hostile("entry without a name", "sheet-part-name", FILE, no_name),
    Hostile("pipe", "sheet-file-not-opened", FILE, pipe),
    Hostile(
        "header of 50 megabytes", "sheet-text-too-long", f"{_AT_SHEET}!C1",
        in_sheet((_2015, b'<c r="C1" t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 50_000_000)), ballast=400_000),
    ),
    Hostile(
        "header of 100,000 characters", "sheet-text-too-long", f"{_AT_SHEET}!C1",
        in_sheet((_2015, b'<c r="C1" t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 100_000))),
    ),
    Hostile(
        "repeated hidden columns", "sheet-xml-too-much", _AT_SHEET,
        in_sheet((b"<sheetData>", b"<cols>%s</cols><sheetData>" % (b'<col min="1" max="16384" hidden="1"/>' * 60_000)),
                 ballast=25_000),
    ),
    Hostile("200 sheets that share one part", "sheet-part-shared", FILE, one_part),
    # Others of the kind.
    Hostile("a long text in very many cells", "sheet-text-too-long", _AT_SHEET, one_text),
    Hostile("elements 40,000 deep", "sheet-xml-broken", _AT_SHEET, behind(_DEEP, 40_000)),
    Hostile("elements without end", "sheet-xml-too-much", FILE, behind(b"<a/>" * 400_000, 25_000)),
    Hostile(
        "blank cells without end", "sheet-xml-too-much", FILE,
        rows(b'<row r="9">' + b"<c/>" * 400_000 + b"</row>", 25_000),
    ),
    Hostile("cell in the last corner", "sheet-too-wide", _AT_SHEET, rows(b'<row r="1048576"><c r="XFD1048576"/></row>')),
    Hostile("8,000 texts for numbers", "sheet-too-many-problems", FILE, rows(_WORDS)),
    Hostile("12,000 unknown economies", "sheet-unknown-economy", f"{_AT_SHEET}!A8", rows(_UNKNOWN)),
    Hostile("ranges without end", "sheet-range-too-large", _AT_SHEET, behind(_RANGES)),
    Hostile("80,000 cell formats", "sheet-missing-symbol", f"{_AT_SHEET}!C2", formats),
    # Two readers would see two workbooks.
    Hostile("cell twice", "sheet-cell-twice", f"{_AT_SHEET}!C1", in_sheet((_2015, _2015 * 2))),
    Hostile(
        "row twice", "sheet-cell-twice", f"{_AT_SHEET}!A3", rows(b'<row r="3"><c r="M3"><v>1</v></c></row>'),
    ),
    Hostile(
        "a row without a number, on another", "sheet-cell-twice", f"{_AT_SHEET}!A4",
        in_sheet((b'<row r="4">', b'<row></row><row r="4">')),
    ),
    Hostile("cell of another row", "sheet-cell-twice", f"{_AT_SHEET}!M3", rows(b'<row r="9"><c r="M3"><v>1</v></c></row>')),
    Hostile("second table", "sheet-cell-twice", _AT_SHEET, behind(b"<sheetData></sheetData>")),
    Hostile(
        "number in CDATA", "sheet-xml-unusual", _AT_SHEET, in_sheet((b"<v>2015</v>", b"<v><![CDATA[2015]]></v>")),
    ),
    Hostile(
        "comment in a number", "sheet-xml-unusual", _AT_SHEET, in_sheet((b"<v>2015</v>", b"<v>20<!-- x -->15</v>")),
    ),
    Hostile(
        "instruction in a number", "sheet-xml-unusual", _AT_SHEET, in_sheet((b"<v>2015</v>", b"<v>20<?x y?>15</v>")),
    ),
    Hostile(
        "reference in a number", "sheet-cell-divided", f"{_AT_SHEET}!C1",
        in_sheet((b"<v>2015</v>", b"<v>201&#53;</v>")),
    ),
    Hostile(
        "element in a number", "sheet-cell-divided", f"{_AT_SHEET}!C1", in_sheet((b"<v>2015</v>", b"<v>20<b/>15</v>")),
    ),
    Hostile(
        "two numbers", "sheet-cell-divided", f"{_AT_SHEET}!C1",
        in_sheet((b"<v>2015</v>", b"<v>20</v><v>15</v>")),
    ),
    Hostile(
        "text and number", "sheet-cell-divided", f"{_AT_SHEET}!A2",
        in_sheet((b"<t>CHN</t></is>", b"<t>CHN</t></is><v>1</v>")),
    ),
    Hostile("a number that is none", "sheet-error-value", f"{_AT_SHEET}!C2", in_sheet((b'<c r="C2" t="n"><v>', b'<c r="C2" t="n"><v>NaN</v></c><c r="Z2"><v>'))),
    Hostile("direction mark", "sheet-text-mark", f"{_AT_SHEET}!B2", in_sheet((b"<t>China</t>", "<t>Ch\u202eina</t>".encode()))),
    Hostile("direction mark, as a reference", "sheet-text-mark", f"{_AT_SHEET}!B2", in_sheet((b"<t>China</t>", b"<t>Ch&#8238;ina</t>"))),
    Hostile("isolating mark", "sheet-text-mark", f"{_AT_SHEET}!B2", in_sheet((b"<t>China</t>", "<t>Ch\u2067ina</t>".encode()))),
    Hostile("page mark", "sheet-text-mark", f"{_AT_SHEET}!B2", in_sheet((b"<t>China</t>", b"<t>@@BODY@@</t>"))),
    Hostile("control character", "sheet-text-mark", f"{_AT_SHEET}!B2", in_sheet((b"<t>China</t>", b"<t>Ch_x0007_ina</t>"))),
)  # fmt: skip

# What Excel and others write and what is read right.
WELL_READ: tuple[Callable[[Path], None], ...] = (
    in_sheet((_CHN, _RUNS)),
    in_sheet((_CHN, _RUNS.replace(b"<is>", b"<is><t></t>"))),
    in_sheet((_CHN, _CHN.replace(b"</is>", b'<rPh sb="0" eb="1"><t>zh</t></rPh></is>'))),
    in_sheet((_CHN, b'<c r="A2" t="str"><v>C&#72;N</v></c>')),
    in_sheet((_CHN, b'<c t="inlineStr"><is><t>C&#x48;N</t></is></c>')),
    in_sheet((_CHN, b"<c r='A2' t='inlineStr'><is><t>CHN</t></is></c>")),
    in_sheet((_CHN, b'<c r="A2" t="inlineStr">\n<is>\n<t>CHN</t>\n</is>\n</c>')),
    behind(b'<mergeCells count="0"/><hyperlinks><hyperlink ref="A1" location="B1"/></hyperlinks>'),
)
