"""An openpyxl workbook saved so that the same content gives the same bytes, and swapped in whole."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

AUTHOR = "Global Digital Governance Report project"
_CORE, _TYPES = "docProps/core.xml", "[Content_Types].xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def save(workbook: Workbook, path: Path, title: str, stamp: date) -> None:
    """Write to a file beside ``path`` and swap it in.

    openpyxl stamps the clock into the document properties and the zip entries; here both are ``stamp`` or constants.
    """
    moment = datetime(stamp.year, stamp.month, stamp.day)
    workbook.properties.creator = AUTHOR
    workbook.properties.title = title
    workbook.properties.created = moment
    buffer = BytesIO()
    workbook.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(temporary, "w") as target:
            for name in sorted(source.namelist(), key=lambda entry: (entry != _TYPES, entry)):
                content = source.read(name)
                if name == _CORE:
                    content = _MODIFIED.sub(rb"\g<1>" + f"{moment.isoformat()}Z".encode(), content)
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                target.writestr(info, content, compresslevel=9)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
