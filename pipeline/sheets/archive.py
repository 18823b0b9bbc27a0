"""The first gate that every workbook passes before anything opens it: a workbook is hostile input until shown otherwise.

After ``inspect`` the next gate (``gate``) may trust: a whole zip within the limits of ``layout``, each part unzipped to
exactly the size it declares, plain names, UTF-8 XML without DOCTYPE or entities.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Stop
from pipeline.sheets import layout
from pipeline.sheets.codes import problem

OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK_PART = "xl/workbook.xml"
ODS_PART = "content.xml"
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LONGEST_HEAD = 4_000  # of an XML declaration; what is longer is no declaration for ``gate``
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True)
class Archive:
    """A workbook past the gate: its bytes and the unzipped parts by name."""

    file: str
    data: bytes
    parts: dict[str, bytes]


class _Refused(Exception):
    def __init__(self, found: Problem) -> None:
        self.found = found


def read_or_stop(path: Path, file: str, most: int = layout.MAX_FILE_BYTES) -> bytes:
    """The same. Raises Stop (exit 3) with the problem."""
    data = read_file(path, file, most)
    if isinstance(data, Problem):
        raise Stop(ExitCode.DATA, [data])
    return data


def read_file(path: Path, file: str, most: int = layout.MAX_FILE_BYTES) -> bytes | Problem:
    """The bytes of a file below the limit of size, read once; a problem where there is none or it cannot be opened."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if path.is_dir() else "neither a file nor a folder"
            named = Place(file or str(path))  # "." has no name
            return problem("sheet-file-not-opened", named, f"{what} of that name")
        if status.st_size > most:
            return _too_large(file, most)
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        if path.is_symlink():
            return problem("sheet-file-not-opened", Place(file), "a link to a file that is not there")
        return problem("sheet-file-missing", Place(file), "there is no such file")
    except OSError as error:
        return problem("sheet-file-not-opened", Place(file), f"it cannot be opened: {error.strerror or error}")
    return data if len(data) <= most else _too_large(file, most)


def _too_large(file: str, most: int) -> Problem:
    limit = f"{most:,}"
    return problem("sheet-file-too-large", Place(file), f"a file of more than {limit} bytes", limit=limit)


def names_in(data: bytes) -> tuple[str, ...]:
    """The names of the parts of a zip file; none where its directory cannot be read within the limits."""
    try:
        return tuple(info.filename for info in _entries(data, ""))
    except _Refused:
        return ()


def inspect(data: bytes, file: str, needed: str = WORKBOOK_PART) -> Archive | Problem:
    """The archive, or the problem for which it must not be opened, or lacks the part ``needed``. ``file`` is its path as printed."""
    try:
        parts = dict(_parts(data, file, needed))
        _check_xml(parts, file)
    except _Refused as refused:
        return refused.found
    return Archive(file, data, parts)


def _parts(data: bytes, file: str, needed: str) -> Iterator[tuple[str, bytes]]:
    entries = _entries(data, file)
    end_of_last = 0
    for info in sorted(entries, key=lambda entry: entry.header_offset):
        if info.header_offset < end_of_last:
            raise _refuse("sheet-file-damaged", file, f"the inner file {info.filename} overlaps another one")
        part, end_of_last = _unzip(data, info, file)
        yield info.filename, part
    if needed not in {info.filename for info in entries}:
        raise _refuse(
            "sheet-not-a-workbook", file, f"a packed (zip) file without {needed}, which every workbook has inside"
        )


def _entries(data: bytes, file: str) -> list[zipfile.ZipInfo]:
    """The zip directory within all limits; raises _Refused."""
    if data.startswith(OLE_HEADER):
        raise _refuse("sheet-encrypted", file, "a file protected by a password, or in the old format .xls")
    if not data.startswith(b"PK\x03\x04"):
        start = data[:16].decode("latin-1").encode("unicode_escape").decode("ascii")
        raise _refuse("sheet-not-a-workbook", file, f"a file that starts with {start!r}" if data else "an empty file")
    if data.count(b"PK\x01\x02") > layout.MAX_ENTRIES:  # before the directory is built
        raise _refuse("sheet-too-many-parts", file, "too many files inside it", limit=f"{layout.MAX_ENTRIES:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = [info for info in opened.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
        raise _refuse("sheet-file-damaged", file, f"the list of the files inside it cannot be read: {error}") from error
    if len(entries) > layout.MAX_ENTRIES:
        raise _refuse(
            "sheet-too-many-parts", file, f"{len(entries):,} files inside it", limit=f"{layout.MAX_ENTRIES:,}"
        )
    seen: set[str] = set()
    for info in entries:
        name = info.filename
        if not name or name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise _refuse(
                "sheet-part-name", file, f"an inner file named {name!r}" if name else "an inner file without a name"
            )
        if "\\" in name:
            raise _refuse("sheet-part-backslash", file, f"an inner file named {name!r}")
        if name.lower() in seen:
            raise _refuse("sheet-part-name", file, f"two inner files named {name!r}")
        seen.add(name.lower())
        if info.flag_bits & 0x1:
            raise _refuse("sheet-encrypted", file, f"the inner file {name} is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refuse(
                "sheet-file-damaged",
                file,
                f"the inner file {name} is packed by a method (number {info.compress_type}) that Excel does not use",
            )
    total = sum(info.file_size for info in entries)
    if total > layout.MAX_UNZIPPED_BYTES or total > layout.MAX_RATIO * max(len(data), 1):
        found = f"{len(data):,} bytes that unpack to {total:,}"
        limits = {"limit": f"{layout.MAX_UNZIPPED_BYTES:,}", "ratio": layout.MAX_RATIO}
        raise _refuse("sheet-zip-bomb", file, found, **limits)
    return entries


def _unzip(data: bytes, info: zipfile.ZipInfo, file: str) -> tuple[bytes, int]:
    """One part, unzipped no further than the size it declares, and where its bytes end; raises _Refused."""
    name = info.filename
    start = info.header_offset
    try:
        header = _LOCAL_HEADER.unpack_from(data, start)
    except struct.error as error:
        raise _refuse("sheet-file-damaged", file, f"the inner file {name} is cut off") from error
    if header[0] != b"PK\x03\x04":
        raise _refuse("sheet-file-damaged", file, f"the inner file {name} does not start where the list of files says")
    begin = start + _LOCAL_HEADER.size + header[9] + header[10]
    end = begin + info.compress_size
    packed = data[begin:end]
    if len(packed) < info.compress_size:
        raise _refuse("sheet-file-damaged", file, f"the inner file {name} is cut off")
    if info.compress_type == zipfile.ZIP_STORED:
        part, whole = packed, True
    else:
        unpacker = zlib.decompressobj(-15)
        try:
            part = unpacker.decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise _refuse("sheet-file-damaged", file, f"the inner file {name} cannot be unpacked: {error}") from error
        whole = unpacker.eof and not unpacker.unused_data
    if len(part) != info.file_size or not whole or zlib.crc32(part) != info.CRC:
        raise _refuse("sheet-file-damaged", file, f"the inner file {name} is not what the list of files says")
    return part, end


def _check_xml(parts: dict[str, bytes], file: str) -> None:
    """Raise _Refused where an XML part declares a document type or entities, or is not UTF-8."""
    for name, part in parts.items():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        head = part[: max(200, part.find(b"?>", 0, _LONGEST_HEAD))]
        declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
        if part.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")) or (
            declared and declared[1].lower() not in (b"utf-8", b"us-ascii")
        ):
            raise _refuse("sheet-xml-encoding", file, f"the inner file {name} is not in UTF-8")
        if b"<!" in part and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise _refuse(
                "sheet-xml-entity",
                file,
                f"the inner file {name} has a declaration (DOCTYPE or entity) that no workbook needs",
            )


def _refuse(code: str, file: str, found: str, **values: object) -> _Refused:
    return _Refused(problem(code, Place(file), found, **values))
