"""Files that publishers deliver packed: the one table in a zip or gzip file, past the gate of archives."""

from __future__ import annotations

import zlib

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import inspect, names_in
from pipeline.sheets.codes import problem
from pipeline.sheets.reading.faults import fault, notice

_GZIP = b"\x1f\x8b"
_TABLES = (".csv", ".tsv", ".txt", ".xml")
# Beside the figures of the World Bank and of UNSD: what countries and indicators are.
_BESIDE = ("metadata", "footnote", "readme", "license", "licence", "codelist")


def is_delivery(data: bytes) -> bool:
    """Whether bytes are a packed file that is no workbook."""
    if data.startswith(_GZIP):
        return True
    names = names_in(data) if data.startswith(b"PK\x03\x04") else ()
    parts = {name.casefold() for name in names}
    return (
        bool(parts)
        and not parts & {"mimetype", "[content_types].xml", "xl/workbook.xml", "content.xml"}
        and any(name.endswith(_TABLES) for name in parts)
    )


def the_one_in(data: bytes, file: str) -> tuple[bytes | Problem, tuple[Problem, ...]]:
    """The bytes of the one table of a packed file, or the problem for which none is taken; and what else is in it."""
    if data.startswith(_GZIP):
        return _unpacked(data, file), ()
    names = [name for name in names_in(data) if name.casefold().endswith(_TABLES)]
    tables = [name for name in names if not any(word in name.rpartition("/")[2].casefold() for word in _BESIDE)]
    if len(tables) != 1:
        found = (
            f"a zip file with {len(tables)} tables: {', '.join(tables[:8])}" if tables else "a zip file without a table"
        )
        remedy = "unpack it, and give the file that is meant"
        return fault("import-packed", Place(file), found, "a zip file with one table", remedy), ()
    archive = inspect(data, file, tables[0])
    if isinstance(archive, Problem):
        return archive, ()
    others = [name for name in archive.parts if name != tables[0]]
    found = f"{tables[0]} is read, and not: {', '.join(others)}"
    told = notice("import-packed-beside", Place(file), found, "one table", "nothing, if the others hold no figures")
    return archive.parts[tables[0]], (told,) if others else ()


def _unpacked(data: bytes, file: str) -> bytes | Problem:
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    most = min(layout.MAX_UNZIPPED_BYTES, layout.MAX_RATIO * len(data))
    try:
        found = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        return problem("sheet-file-damaged", Place(file), f"it cannot be unpacked: {error}")
    if len(found) > most:
        limits = {"limit": f"{layout.MAX_UNZIPPED_BYTES:,}", "ratio": layout.MAX_RATIO}
        return problem(
            "sheet-zip-bomb", Place(file), f"{len(data):,} bytes that unpack to more than {most:,}", **limits
        )
    if not unpacker.eof:
        return problem("sheet-file-damaged", Place(file), "it is cut off")
    return found
