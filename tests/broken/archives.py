"""Files that must not be opened: each builder replaces ``FILE`` below a root by a hostile or damaged one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

FILE = "data/development/connectivity.xlsx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def rewritten(
    root: Path,
    change: Callable[[str, bytes], bytes] = lambda _, part: part,
    extra: dict[str, bytes] | None = None,
    file: str = FILE,
) -> None:
    """Write the workbook again with each part passed through ``change``, and with ``extra`` parts."""
    path = root / file
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    path.write_bytes(target.getvalue())


def missing(root: Path) -> None:
    (root / "data/reference/economies.xlsx").unlink()


def encrypted(root: Path) -> None:
    (root / FILE).write_bytes(_OLE)


def too_large(root: Path) -> None:
    with (root / FILE).open("r+b") as stream:
        stream.truncate(31_000_000)


def not_a_zip(root: Path) -> None:
    (root / FILE).write_bytes(b"REF_AREA,Economy,2020\nFRA,France,1\n")


def another_zip(root: Path) -> None:
    with zipfile.ZipFile(root / FILE, "w") as archive:
        archive.writestr("content.xml", "<office/>")


def truncated(root: Path) -> None:
    data = (root / FILE).read_bytes()
    (root / FILE).write_bytes(data[: len(data) // 2])


def changed_byte(root: Path) -> None:
    with zipfile.ZipFile(root / FILE) as archive:
        largest = max(archive.infolist(), key=lambda info: info.compress_size)
    data = bytearray((root / FILE).read_bytes())
    data[largest.header_offset + largest.compress_size // 2] ^= 0xFF
    (root / FILE).write_bytes(bytes(data))


def many_parts(root: Path) -> None:
    rewritten(root, extra={f"xl/media/{i}.txt": b"" for i in range(2_001)})


def path_traversal(root: Path) -> None:
    rewritten(root, extra={"../../evil.xml": b"<a/>"})


def part_twice(root: Path) -> None:
    rewritten(root, extra={"XL/Workbook.xml": b"<a/>"})


def bomb(root: Path) -> None:
    rewritten(root, extra={"xl/media/zeros.bmp": b"\0" * 60_000_000})


def lying_bomb(root: Path) -> None:
    """A part that unzips to more than the directory declares."""
    rewritten(root, extra={"xl/media/zeros.txt": b"\0" * 100_000})
    data = bytearray((root / FILE).read_bytes())
    at = data.rfind(b"PK\x01\x02")  # the last entry of the directory
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (root / FILE).write_bytes(bytes(data))


def utf16(root: Path) -> None:
    rewritten(root, lambda name, part: part.decode().encode("utf-16") if name == "xl/workbook.xml" else part)


def entities(root: Path) -> None:
    bomb_ = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'

    def declare(name: str, part: bytes) -> bytes:
        return part.replace(b"<workbook", bomb_ + b"<workbook", 1) if name == "xl/workbook.xml" else part

    rewritten(root, declare)


def far_cell(root: Path) -> None:
    """A single cell in the last corner of the sheet: 17 thousand million cells in a table."""
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewritten(root, lambda name, part: part.replace(b"</sheetData>", cell) if "sheet4" in name else part)


def no_sheet_part(root: Path) -> None:
    rewritten(
        root,
        lambda name, part: part.replace(b"sheet4.xml", b"sheet99.xml") if name.endswith("workbook.xml.rels") else part,
    )


def macro(root: Path) -> None:
    rewritten(root, extra={"xl/vbaProject.bin": b"\0\1\2"})


def external_link(root: Path) -> None:
    relation = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///C:/other.xlsx" TargetMode="External"/></Relationships>'
    )
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    rewritten(
        root,
        extra={"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": relation},
    )


def unknown_type(root: Path) -> None:
    """A cell of a type that no program knows."""
    rewritten(root, lambda name, part: part.replace(b't="n"', b't="zzz"', 1) if "sheet4" in name else part)


def backslashes(root: Path) -> None:
    """Part names as some Windows programs write them (zipfile itself would turn them round)."""
    path = root / FILE
    path.write_bytes(path.read_bytes().replace(b"xl/", b"xl\\").replace(b"worksheets/", b"worksheets\\"))


def unread(name: str) -> Callable[[Path], None]:
    """A copy of the workbook below data/ under a name that nothing reads."""

    def happens(root: Path) -> None:
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((root / FILE).read_bytes())

    return happens
