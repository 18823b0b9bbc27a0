"""The record beside a fetched file (``FILE.fetched.toml``): where its figures come from, what its publisher says of them.

An import takes from it what a row of Indicators lacks. A record is text of others like any file: it is read within bounds,
and one that does not fit its file is not used.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from pipeline.declarations import declared
from pipeline.problems import Place, Problem, Severity
from pipeline.sheets.archive import read_file
from pipeline.sheets.reading.faults import fault, notice
from pipeline.sheets.reading.observed import Observed

SUFFIX = ".fetched.toml"
NOT_STATED = "not stated"
ANY = "*"  # what is said of every series of a file
MAX_BYTES = 1_000_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Series:
    """What an interface says of one series; blank where it says nothing. ``url`` is the address of its figures."""

    name: str = ""
    source: str = ""
    citation: str = ""
    licence: str = ""
    url: str = ""


@dataclass(frozen=True)
class Record:
    """Where a file comes from: publisher and interface, the addresses that were asked, the day, the publisher's last update,
    pages and rows, the file's SHA-256, the command, and each series by its code (``*``: all of them)."""

    file: str
    sha256: str
    publisher: str
    interface: str
    accessed: str
    last_update: str
    pages: int
    rows: int
    command: str
    asked: tuple[str, ...]
    series: Mapping[str, Series] = field(default_factory=dict)


def beside(file: Path) -> Path:
    """Where the record of a file lies."""
    return file.with_name(file.name + SUFFIX)


def as_toml(record: Record) -> str:
    """A record as TOML; ``read_record`` gives it back."""
    lines = [f"# How {json.dumps(record.file)} was fetched. 'gdgr import' takes from here what Indicators lacks."]
    for one in fields(Record):
        value = getattr(record, one.name)
        if isinstance(value, tuple):
            lines += [f"{one.name} = [", *(f"  {_quoted(item)}," for item in value), "]"]
        elif not isinstance(value, Mapping):
            lines.append(f"{one.name} = {value if isinstance(value, int) else _quoted(value)}")
    for code, series in record.series.items():
        lines += ["", f"[series.{_quoted(code)}]"]
        lines += [f"{one.name} = {_quoted(text)}" for one in fields(Series) if (text := getattr(series, one.name))]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, which JSON writes alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_record(file: Path) -> Record | Problem | None:
    """The record beside a file; None where there is none, a warning where it cannot be used: it is none, or tells of another content."""
    path = beside(file)
    if not path.is_file():
        return None
    data = read_file(path, path.name, MAX_BYTES)
    if isinstance(data, Problem):
        return _unused(path, data.found, "the record as 'gdgr fetch' writes it")
    try:
        record = _record(declared(data.decode("utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        return _unused(path, f"no record of a fetched file: {str(error)[:200]}", "the record as 'gdgr fetch' writes it")
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != record.sha256:
        return _unused(path, f"{file.name} was changed after it was fetched", "the file as it was fetched")
    return record


def _record(content: Mapping[str, object]) -> Record:
    """A record from TOML. Raises KeyError, TypeError and ValueError where it is none."""
    texts = {one.name: _text(content[one.name]) for one in fields(Record) if one.type == "str"}
    numbers = {name: content[name] for name in ("pages", "rows")}
    asked, series = content["asked"], content.get("series", {})
    if (
        not isinstance(asked, list)
        or not isinstance(series, dict)
        or not all(isinstance(one, dict) for one in series.values())
    ):
        raise TypeError("asked is a list, series a table of tables")
    if not all(isinstance(value, int) and not isinstance(value, bool) for value in numbers.values()):
        raise TypeError("pages and rows are whole numbers")
    if not _DAY.fullmatch(texts["accessed"]):
        raise ValueError(f"accessed = {texts['accessed']!r}")
    date.fromisoformat(texts["accessed"])
    known = {one.name for one in fields(Series)}
    told = {
        code: Series(**{name: _text(text) for name, text in one.items() if name in known})
        for code, one in series.items()
    }
    for url in filter(None, (one.url for one in told.values())):
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"url = {url!r}")
    return Record(**texts, **numbers, asked=tuple(map(_text, asked)), series=told)  # type: ignore[arg-type]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} instead of a text")
    return value


def _unused(path: Path, found: str, allowed: str) -> Problem:
    remedy = "fetch the file again, or delete the record; nothing was taken from it"
    return fault("import-fetched-record", Place(path.name), found, allowed, remedy, Severity.WARNING)


def records_of(files: Iterable[Path], problems: list[Problem]) -> dict[str, Record]:
    """The records beside files, by the name of the file; one that cannot be used is a problem."""
    found: dict[str, Record] = {}
    for file in files:
        record = read_record(file)
        if isinstance(record, Problem):
            problems.append(record)
        elif record:
            found[file.name] = record
    return found


def proposals(records: Mapping[str, Record], files: Iterable[str], codes: Iterable[object]) -> dict[str, str]:
    """What the records of ``files`` say for an indicator that the files call by one of ``codes``, by column of Indicators.

    Where two files say different things, neither is proposed.
    """
    wanted = [str(code) for code in codes if code]
    found: dict[str, set[str]] = {}
    for name in dict.fromkeys(files):
        record = records.get(name)
        said = (record.series[code] for code in (*wanted, ANY) if code in record.series) if record else iter(())
        series = next(said, None)
        for header, text in _said(record, series) if record and series else ():
            found.setdefault(header, set()).add(text)
    return {header: texts.pop() for header, texts in found.items() if len(texts) == 1}


def _said(record: Record, series: Series) -> Iterator[tuple[str, str]]:
    for one in fields(Series):
        if text := getattr(series, one.name):
            yield one.name, text
    yield "accessed", record.accessed


def fill(
    metadata: Mapping[str, MutableMapping[str, object]],
    records: Mapping[str, Record],
    rows: Iterable[Observed],
    codes: Mapping[str, Mapping[str, object]],
    problems: list[Problem],
) -> None:
    """Fill what rows of Indicators lack with what the records of the imported files say, and list it.

    ``metadata`` are the rows by code, ``rows`` the observations of the files, ``codes`` the rows of a codebook by the code
    of the files.
    """
    first: dict[str, Observed] = {}
    files: dict[str, dict[str, None]] = {}
    for row in rows if records else ():
        first.setdefault(row.indicator, row)
        files.setdefault(row.indicator, {})[row.place.file] = None
    for code, row in first.items():
        names = (
            code,
            *(source for source, said in codes.items() if said["code"] == code),
            metadata[code].get("source_code"),
        )
        proposed = proposals(records, files[code], names)
        taken = {header: text for header, text in proposed.items() if metadata[code].get(header) in (None, "")}
        metadata[code].update(taken)
        if taken:
            said = "; ".join(f"{header} = {text}" for header, text in taken.items())
            found = f"{code}: taken from the record of the fetched file: {said}"
            allowed, remedy = "every column of Indicators filled", "nothing, if it is right; else write over it"
            problems.append(notice("import-fetched", row.place, found, allowed, remedy))
