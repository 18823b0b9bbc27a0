"""ITU DataHub.

The ITU publishes no description of this interface. Observed by several users of it in 2025 and 2026, and not promised:
``/data/download/byid/ID/iscollection/false`` needs no key and answers a zip with one CSV (seriesCode, seriesName,
seriesUnits, entityIso, dataValue, dataYear, dataNote, dataSource ...), or the CSV itself; an ID that is not there gives
HTTP 500 or a table without rows; a path that is not there gives 403 "Missing Authentication Token", which asks for no key;
at times the whole host answers 403. So whatever is not that table is refused, and told.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib

from pipeline.fetching.answers import Fetched, as_csv, looks_like_page, plain, refused, wrong
from pipeline.fetching.codes import stopped
from pipeline.fetching.transport import Answer, Transport
from pipeline.sheets.fetched import NOT_STATED, Series
from pipeline.sheets.reading.numbers import is_missing

_NEEDED = ("seriesCode", "entityIso", "dataValue", "dataYear")
_ALLOWED = f"a CSV, or a zip with one, with the columns {', '.join(_NEEDED)}"
_ACCEPT = "application/zip, text/csv, application/octet-stream;q=0.9, */*;q=0.5"


def fetch(transport: Transport, address: str, code: str, collection: bool = False) -> Fetched:
    """All rows of an indicator of the DataHub by its number. Raises Stop: no such number, no figure, an answer of another kind."""
    where = f"{address}/data/download/byid/{code}/iscollection/{str(collection).lower()}"
    answer = transport.get(where, accept=_ACCEPT)
    if answer.status == 404:
        raise stopped(
            "fetch-unknown", where, f"HTTP 404 for the number {code}", near=" in the address bar of datahub.itu.int"
        )
    if answer.status != 200:
        raise refused(answer)
    header, rows = _table(answer, _csv_of(answer, transport.limits.size))
    at = {name: header.index(name) for name in header}
    figures = sum(not is_missing(row[at["dataValue"]]) for row in rows)
    if not figures:
        found = f"{len(rows)} rows for the number {code}, none with a figure"
        raise stopped("fetch-empty", where, found)
    series: dict[str, Series] = {}
    for row in rows:
        name = plain(row[at["seriesName"]]) if "seriesName" in at else ""
        series.setdefault(
            plain(row[at["seriesCode"]], 60),
            Series(
                name,
                "ITU, DataHub",
                f"International Telecommunication Union, ITU DataHub: {name or code}.",
                NOT_STATED,
                where,
            ),
        )
    content = as_csv(header, rows)
    return Fetched(content, ".csv", "International Telecommunication Union", "DataHub (not documented)", len(rows), figures, 1,
                   (where,), "", series)  # fmt: skip


def _csv_of(answer: Answer, most: int) -> bytes:
    """The bytes of the table: those of the answer, or of the one CSV in its zip."""
    if not answer.body.startswith(b"PK"):
        return answer.body
    try:
        with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
            names = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
            if len(names) != 1:
                raise wrong(answer, f"a zip with {len(names)} CSV files", _ALLOWED)
            with archive.open(names[0]) as part:
                data = part.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError) as error:
        raise wrong(answer, f"a zip that does not open: {plain(str(error))}", _ALLOWED) from error
    if len(data) > most:
        raise stopped(
            "fetch-too-large", answer.address, f"a zip that unpacks to more than {most:,} bytes", limit=f"{most:,}"
        )
    return data


def _table(answer: Answer, data: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and rows, every row as wide as the header."""
    if looks_like_page(data):
        raise wrong(answer, f"a page for a browser: {plain(data.decode('utf-8', 'replace'))}", _ALLOWED)
    try:
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise wrong(answer, f"no CSV in UTF-8: {plain(str(error))}", _ALLOWED) from error
    header = [name.strip() for name in table[0]] if table else []
    if not set(_NEEDED) <= set(header) or len(set(header)) != len(header):
        raise wrong(answer, f"a table with the columns {plain(', '.join(header)) or 'none'}", _ALLOWED)
    rows = [row for row in table[1:] if any(row)]
    ragged = next((number for number, row in enumerate(rows, start=2) if len(row) != len(header)), 0)
    if ragged:
        raise wrong(answer, f"row {ragged} has another number of cells than the header", _ALLOWED)
    return header, rows
