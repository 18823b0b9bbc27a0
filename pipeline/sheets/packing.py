"""An openpyxl workbook saved so that the same content gives the same bytes, and swapped in whole."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

AUTHOR = "Global Digital Governance Report project"
_CORE, _TYPES = "docProps/core.xml", "[Content_Types].xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def _keep_digits(workbook: Workbook) -> None:
    """Have every number written with all its digits: openpyxl itself would cut a float to 16."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, float) and float(f"{value:.16g}") != value and isinstance(cell, Cell):
                    cell.value, cell.data_type = repr(value), "n"


def save(workbook: Workbook, path: Path, title: str, stamp: date) -> None:
    """Write a workbook and swap it in whole. See ``packed``."""
    swap_in(path, packed(workbook, title, stamp))


def packed(workbook: Workbook, title: str, stamp: date) -> bytes:
    """The bytes of a workbook.

    openpyxl stamps the clock into the document properties and the zip entries; here both are ``stamp`` or constants.
    """
    moment = datetime(stamp.year, stamp.month, stamp.day)
    workbook.properties.creator = AUTHOR
    workbook.properties.title = title
    workbook.properties.created = moment
    _keep_digits(workbook)
    buffer = BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as source:
        parts = {name: source.read(name) for name in sorted(source.namelist(), key=lambda one: (one != _TYPES, one))}
    parts[_CORE] = _MODIFIED.sub(rb"\g<1>" + f"{moment.isoformat()}Z".encode(), parts[_CORE])
    return pack(parts)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, in their order; the same parts give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(info, content, compresslevel=9)
    return buffer.getvalue()


def is_packed(data: bytes) -> bool:
    """Whether a zip file looks like one of ``pack``; an office stamps and orders its entries otherwise."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return all(
            info.date_time == (1980, 1, 1, 0, 0, 0) and info.external_attr == 0o644 << 16 for info in source.infolist()
        )


def swap_in(path: Path, data: bytes) -> None:
    """Write bytes to a file beside ``path`` and swap it in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
