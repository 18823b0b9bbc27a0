"""Records in JSON, as interfaces of publishers answer (World Bank, UNSD, OData), as a plain table.

A list of records, alone, behind what the answer says of itself (``[{"page": 1, "pages": 3}, [...]]``) or as the one list of
an object. A record in a record gives columns of its own: ``indicator.id``, ``indicator.value``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.layout import MAX_CELLS
from pipeline.sheets.reading.faults import fault, notice

MAX_BYTES = 30_000_000
_ALLOWED = "a list of records in JSON, alone or as the one list of an answer"
_REMEDY = "download the figures as CSV, or ask the interface for them (gdgr fetch)"
_NEXT = ("@odata.nextLink", "nextLink", "next")

Rows = list[tuple[int, tuple[str, ...]]]


def is_json(data: bytes) -> bool:
    """Whether bytes begin like an object or a list of JSON."""
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_records(data: bytes, file: str) -> tuple[Rows, list[Problem]]:
    """The records as rows of texts, the header first, each with its number; no rows and an error where there are none."""
    if len(data) > MAX_BYTES:
        return [], [_refused(file, f"{len(data):,} bytes of JSON; at most {MAX_BYTES:,} are read")]
    try:
        said, records = _found(json.loads(data.decode("utf-8-sig")))
        flat = [_flat(record) for record in records]
    except (ValueError, RecursionError) as error:
        return [], [_refused(file, f"JSON that cannot be read: {error}"[:300])]
    if not records:
        return [], [_refused(file, "JSON without a list of records")]
    header = tuple(dict.fromkeys(name for record in flat for name in record))
    if len(header) * len(flat) > MAX_CELLS:
        return [], [_refused(file, f"more than {MAX_CELLS:,} cells")]
    rows = [(1, header)]
    rows += [(at, tuple(record.get(name, "") for name in header)) for at, record in enumerate(flat, start=1)]
    told = f"{len(flat)} records of JSON are read as rows; a line in a message is the number of the record"
    problems = [notice("import-records", Place(file), told, "a header and rows", "nothing")]
    return rows, [*problems, *_one_page(file, said, len(flat))]


def _refused(file: str, found: str) -> Problem:
    return fault("import-unreadable", Place(file), found, _ALLOWED, _REMEDY)


def _found(value: object) -> tuple[Mapping[str, object], list[Mapping[str, object]]]:
    """What an answer says of itself, and its records."""
    if isinstance(value, list):
        if len(value) == 2 and isinstance(value[0], dict) and isinstance(value[1], list):
            return value[0], _only_records(value[1])
        return {}, _only_records(value)
    if isinstance(value, dict):
        lists = [records for one in value.values() if isinstance(one, list) and (records := _only_records(one))]
        return value, lists[0] if len(lists) == 1 else []
    return {}, []


def _only_records(value: Sequence[object]) -> list[Mapping[str, object]]:
    records: list[Mapping[str, object]] = [one for one in value if isinstance(one, dict)]
    return records if len(records) == len(value) else []


def _flat(record: Mapping[str, object], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, dict) and not before:
            found |= _flat(value, f"{name}.")
        else:
            found[before + name] = _text(value)
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    return json.dumps(value, ensure_ascii=False)


def _one_page(file: str, said: Mapping[str, object], count: int) -> list[Problem]:
    """A warning where an answer says that there is more than what stands in it."""
    pages = said.get("pages", said.get("totalPages"))
    total = said.get("total", said.get("totalElements"))
    rest = next((f"a next page: {said[key]}" for key in _NEXT if said.get(key)), "")
    if _number(pages) > 1:
        rest = f"{_number(pages)} pages"
    elif _number(total) > count:
        rest = f"{_number(total)} records"
    if not rest:
        return []
    found = f"{count} records of an answer that has {rest}"
    remedy = "ask for all of them in one page, or import the pages together"
    return [fault("import-one-page", Place(file), found, "all records of the answer", remedy, Severity.WARNING)]


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0
