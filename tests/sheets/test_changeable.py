"""What openpyxl may build: a workbook that can be read and would cost minutes to be changed is a problem at once."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.differences.merging import merge
from pipeline.problems import Problem, Stop
from pipeline.sheets.changeable import build, lost_in
from pipeline.sheets.gate import admit
from pipeline.sheets.guards import Terms
from pipeline.sheets.tidy import tidy
from tests.broken import archives
from tests.broken.hostile import FILE, SHEET, behind, in_part, in_sheet, rows
from tests.sheets.test_tidy import edited

_RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="%s" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
_DRAWING = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col>'
    b'<xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="1" cy="1"/><xdr:pic>'
    b'<xdr:nvPicPr><xdr:cNvPr id="1" name="p"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="i1"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
    b"<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
)
_NAMES = b"".join(b'<definedName name="n%d">Notes!$A$1</definedName>' % number for number in range(20_000))
_FORMULA = in_sheet((b'<c r="C2" t="n"><v>', b'<c r="C2"><f>SUM(D2:E2)</f><v>'))


def _picture(root: Path) -> None:
    """A picture of a gigapixel in a few hundred bytes."""
    picture = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)),
        (b"IDAT", b"x" * 9),
        (b"IEND", b""),
    ):
        picture += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    shown = b'</sheetData><drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="d1"/>'

    def change(name: str, part: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"'
            return part.replace(b"</Types>", b'<Override PartName="/xl/drawings/drawing1.xml" ' + kind + b"/></Types>")
        return part.replace(b"</sheetData>", shown) if name == SHEET else part

    extra = {
        "xl/worksheets/_rels/sheet4.xml.rels": _RELATION % (b"d1", b"drawing", b"../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": _DRAWING,
        "xl/drawings/_rels/drawing1.xml.rels": _RELATION % (b"i1", b"image", b"../media/image1.png"),
        "xl/media/image1.png": picture,
    }
    archives.rewritten(root, change, extra)


@pytest.fixture
def changed(small_data: Path, tmp_path: Path) -> Callable[[Callable[[Path], None]], bytes]:
    """The bytes of a small workbook after something happened to it."""

    def make(happens: Callable[[Path], None]) -> bytes:
        shutil.copytree(small_data, tmp_path / "one")
        happens(tmp_path / "one")
        return (tmp_path / "one" / FILE).read_bytes()

    return make


@pytest.mark.parametrize(
    ("code", "happens"),
    [
        ("sheet-too-much-to-change", in_part("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 40_000 + b"</cellXfs>")),
        ("sheet-too-much-to-change", in_part("xl/workbook.xml", b"</sheets>", b"</sheets><definedNames>" + _NAMES + b"</definedNames>")),
        ("sheet-too-wide", rows(b'<row r="1999"><c r="BXX1999"/></row>')),
        ("sheet-unreadable", rows(b'<row r="9"><c r="A9" s="99999"><v>1</v></c></row>')),
        ("sheet-unreadable", _picture),
    ],
    ids=["formats", "names", "blank cells", "no such format", "picture"],
)  # fmt: skip
def test_what_cannot_be_built_is_a_problem_of_the_file(
    changed: Callable[[Callable[[Path], None]], bytes], code: str, happens: Callable[[Path], None]
) -> None:
    admitted, _ = admit(changed(happens), FILE)
    assert admitted is not None
    made = build(admitted)
    assert isinstance(made, Problem)
    assert (made.code, made.place.file) == (code, FILE)


def test_the_values_of_formulas_would_be_lost(
    changed: Callable[[Callable[[Path], None]], bytes],
) -> None:
    data = changed(_FORMULA)
    admitted, _ = admit(data, FILE)
    assert admitted is not None
    assert isinstance(build(admitted), Workbook)
    assert lost_in(admitted) == "the value of the formula in NET.USE!C2"
    theirs = edited(data, lambda book: book["NET.USE"].__setitem__("D3", 41.5))
    for act in (lambda: tidy(data, FILE, Terms()), lambda: merge(data, data, theirs, FILE)):
        with pytest.raises(Stop) as stopped:
            act()
        assert [one.found for one in stopped.value.problems] == [lost_in(admitted)]


def test_rules_over_whole_columns_stay_when_a_caption_is_put_above(
    changed: Callable[[Callable[[Path], None]], bytes],
) -> None:
    rule = b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    own = b'<dataValidations><dataValidation sqref="A2:XFD1048576" type="whole"><formula1>1</formula1></dataValidation></dataValidations>'
    assert tidy(changed(behind(rule + own)), FILE, Terms()).changes
