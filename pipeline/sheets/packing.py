"""An openpyxl workbook saved so that the same content gives the same bytes, and swapped in whole."""

from __future__ import annotations

import re
import zipfile
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
    """Write to a file beside ``path`` and swap it in. See ``packed``."""
    data = packed(workbook, title, stamp)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


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
    made = BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != _TYPES, entry)):
            content = source.read(name)
            if name == _CORE:
                content = _MODIFIED.sub(rb"\g<1>" + f"{moment.isoformat()}Z".encode(), content)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(info, content, compresslevel=9)
    return made.getvalue()
