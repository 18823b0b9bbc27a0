"""A fetched file with its record: written beside, then both swapped in; what was there stays where anything fails."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.fetching.answers import Fetched, as_csv, rows_of
from pipeline.fetching.codes import stopped
from pipeline.publish.landing import unwritable
from pipeline.sheets.fetched import NOT_STATED, Record, as_toml, beside, read_record


def land(file: Path, fetched: Fetched, command: str, today: date) -> Path:
    """Write what was fetched to ``file`` and its record beside it; the path of the record.

    A file without a record was not fetched and is not replaced: Stop (exit 3). Stop (exit 6) where the place cannot be written.
    """
    refuse_in_the_way(file)
    record = Record(
        file=file.name,
        sha256=hashlib.sha256(fetched.content).hexdigest(),
        publisher=fetched.publisher,
        interface=fetched.interface,
        accessed=today.isoformat(),
        last_update=fetched.last_update or NOT_STATED,
        pages=fetched.pages,
        rows=fetched.rows,
        command=command,
        asked=fetched.asked,
        series=fetched.series,
    )
    parts = [(file, fetched.content), (beside(file), as_toml(record).encode())]
    waiting = [path.with_name(f".{path.name}.part") for path, _ in parts]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for path, (_, content) in zip(waiting, parts, strict=True):
            path.write_bytes(content)
        for path, (target, _) in zip(waiting, parts, strict=True):
            path.replace(target)
    except OSError as error:
        raise unwritable(file, error) from error
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
    return beside(file)


def refuse_in_the_way(file: Path) -> None:
    """Raises Stop (exit 3) where a file of that name is there that was not fetched; asked before anything is."""
    if not file.exists():
        return
    record = read_record(file)
    if not isinstance(record, Record):
        found = record.found if record else "no record that it was fetched"
        raise stopped("fetch-in-the-way", file.name, f"there is a file of this name: {found}")


def joined(parts: Sequence[Fetched]) -> Fetched:
    """Several series of one publisher as one file; their columns are joined by name."""
    if len(parts) == 1:
        return parts[0]
    tables = [rows_of(one.content) for one in parts]
    header = list(dict.fromkeys(name for names, _ in tables for name in names))
    rows = [
        [named.get(name, "") for name in header]
        for names, cells in tables
        for named in (dict(zip(names, row, strict=True)) for row in cells)
    ]
    series = {code: one for part in parts for code, one in part.series.items()}
    updates = sorted({one.last_update for one in parts if one.last_update})
    return Fetched(
        as_csv(header, rows),
        ".csv",
        parts[0].publisher,
        parts[0].interface,
        sum(one.rows for one in parts),
        sum(one.figures for one in parts),
        sum(one.pages for one in parts),
        tuple(address for one in parts for address in one.asked),
        ", ".join(updates),
        series,
    )
