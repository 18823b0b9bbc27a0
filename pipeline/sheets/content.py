"""All sheets of ``data/``, read once and parsed: what checking judges and loading turns into a data set."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipeline.problems import Place, Problem
from pipeline.sheets import layout
from pipeline.sheets.archive import read_file
from pipeline.sheets.books import (
    KEYS,
    IndicatorBook,
    Listed,
    Parsed,
    about_facts,
    listed_of,
    parse_listed,
    parse_workbook,
)
from pipeline.sheets.codes import problem
from pipeline.sheets.read import unread_below, workbooks_below
from pipeline.sheets.supply_use import SupplyUseBook
from pipeline.sheets.tables import NO_CUTOFF, Rows
from pipeline.store import Keep, make_anew

__all__ = ["KEYS", "Content", "IndicatorBook", "about_facts", "assemble", "read_content", "read_one"]

ECONOMIES, NAMES = "data/reference/economies.xlsx", "data/reference/names.xlsx"
_OUTLINES = f"data/{layout.OUTLINES}"
_VINTAGES = "data/vintages/"
_CORRECTIONS = f"data/{layout.CORRECTIONS}"
_TARGETS = "data/monitoring/targets.xlsx"


@dataclass(frozen=True)
class Content:
    """Everything in ``data/`` as parsed, with what could not be: ``problems`` are those of reading and parsing.

    ``tables`` maps (path below data/, sheet) to a long sheet; ``books`` are today's indicator workbooks, ``vintages``
    those of earlier releases, ``supply_use`` those of supply and use tables; ``files`` maps each file read to the SHA-256 of the bytes that were read. ``structure`` are
    the problems of what is hidden, merged or calculated. ``elsewhere`` are the indicators of workbooks that were not
    read whole, as they list them (see ``read_one``).
    """

    books: tuple[IndicatorBook, ...]
    vintages: tuple[IndicatorBook, ...]
    tables: Mapping[tuple[str, str], Rows]
    supply_use: tuple[SupplyUseBook, ...]
    outlines: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]
    structure: tuple[Problem, ...] = ()
    elsewhere: Mapping[str, Listed] = field(default_factory=dict)

    def economies(self) -> dict[str, str]:
        """ISO3 → English name of the economies listed; empty where the sheet could not be read."""
        table = self.tables.get(("reference/economies.xlsx", "Economies"))
        return dict(zip(table["iso3"], table["name_en"], strict=True)) if table else {}

    def listed(self) -> dict[str, Listed]:
        """Today's indicators by code, those of workbooks that were not read whole too."""
        found = dict(self.elsewhere)
        for book in self.books:
            found |= {code: one for code, one in listed_of(book.indicators).items() if code not in found}
        return found

    def aliases(self) -> dict[str, str]:
        """ISO2 and M49 codes → ISO3 of the economies listed."""
        table = self.tables.get(("reference/economies.xlsx", "Economies"))
        rows = table.of("iso3", "iso2", "m49") if table else ()
        return {code: iso3 for _, iso3, *codes in rows for code in codes if code}


@dataclass(frozen=True)
class _Input:
    """One file as it was read: the digest of its bytes (blank where there are none) and what they hold."""

    digest: str
    parsed: Parsed


def read_content(root: Path, cutoff: str = NO_CUTOFF, keep: Keep = make_anew) -> Content:
    """Read and parse every sheet below ``root/data``; nothing is raised: what cannot be read is a problem.

    ``cutoff`` (ISO date) is the last day on which figures may have been taken. Each file is read once, and what its bytes
    hold is asked of ``keep`` (see ``pipeline.store``), several files at a time.
    """
    paths = {f"data/{name}": root / "data" / name for name in layout.LONG_SHEETS} | workbooks_below(root)
    inputs = _read_all(paths, cutoff, keep)
    files = {file: read.digest for file, read in inputs.items() if read.digest}
    outlines, found = _outlines(root, files, keep)
    return assemble(
        [read.parsed for read in inputs.values()], outlines, files, [*_unlisted(root), *unread_below(root), *found]
    )


def assemble(
    parts: Iterable[Parsed],
    outlines: str,
    files: Mapping[str, str],
    problems: Iterable[Problem] = (),
    elsewhere: Mapping[str, Listed] | None = None,
) -> Content:
    """Content from its workbooks, in the order given; ``problems`` are those that belong to no workbook."""
    parts = tuple(parts)
    books = [part.book for part in parts if part.book is not None]
    return Content(
        tuple(book for book in books if not book.file.startswith(_VINTAGES)),
        tuple(book for book in books if book.file.startswith(_VINTAGES)),
        {(part.file.removeprefix("data/"), sheet): table for part in parts for sheet, table in part.tables.items()},
        tuple(part.supply_use for part in parts if part.supply_use is not None),
        outlines,
        dict(sorted(files.items())),
        (*(found for part in parts for found in part.problems), *problems),
        tuple(found for part in parts for found in part.structure),
        elsewhere or {},
    )


def read_one(root: Path, path: Path, file: str, cutoff: str = NO_CUTOFF, keep: Keep = make_anew) -> Content:
    """Read one workbook (printed as ``file``) and, of the others, no more than what it is judged by.

    That is: the economies, the printed names, the vintages and the declared corrections where it holds indicators of
    today, all that the corrections correct where it holds these, all that is named by it where it holds the printed names, the other supply and use tables where it holds such, and
    else the codes (only) of the other indicator workbooks. There are no outlines. Problems of the others are told where
    they cannot be read at all. A file in ``data/`` that is no workbook of the report is not read: the warning says why.
    """
    unread = [found for found in unread_below(root) if found.place.file == file]
    if unread:
        return assemble([], "", {}, unread)
    beside = workbooks_below(root)
    beside.pop(file, None)
    whole = {name: root / name for name in (ECONOMIES, NAMES) if name != file}
    first = _read_all({file: path}, cutoff, keep)
    if first[file].parsed.book is not None and not file.startswith(_VINTAGES):
        whole |= {name: beside[name] for name in beside if name.startswith(_VINTAGES) or name == _CORRECTIONS}
    if file in (_CORRECTIONS, NAMES):
        whole |= {name: at for name, at in beside.items() if holds_indicators(name)}
    if file == NAMES and _TARGETS in beside:
        whole[_TARGETS] = beside[_TARGETS]
    if first[file].parsed.supply_use is not None:
        whole |= {name: at for name, at in beside.items() if name.startswith(f"data/{layout.SUPPLY_USE_BOOKS}")}
    others = _read_all(whole, cutoff, keep)
    listed = {name: at for name, at in beside.items() if name not in whole and holds_indicators(name)}
    with _threads() as pool:
        codes = list(pool.map(partial(_listed, keep=keep), listed.values(), listed))
    files = {name: read.digest for name, read in (first | others).items() if read.digest}
    parts = [first[file].parsed]
    for read in others.values():
        known = read.parsed.tables or read.parsed.book or read.parsed.supply_use
        parts.append(replace(read.parsed, problems=() if known else read.parsed.problems, structure=()))
    elsewhere = {code: one for of_one in reversed(codes) for code, one in of_one.items()}
    return assemble(parts, "", files, elsewhere=elsewhere)


def holds_indicators(file: str) -> bool:
    """Whether a workbook below data/ is one of today's indicators, by its name."""
    name = file.removeprefix("data/")
    known = (*layout.LONG_SHEETS, *layout.OPTIONAL_SHEETS)
    return name not in known and not name.startswith(layout.SUPPLY_USE_BOOKS) and not file.startswith(_VINTAGES)


def _listed(path: Path, file: str, *, keep: Keep) -> dict[str, Listed]:
    data = read_file(path, file)
    if isinstance(data, Problem):
        return {}
    parts = {"file": file, "content": hashlib.sha256(data).hexdigest()}
    return keep(f"codes {file}", parts, lambda: parse_listed(file, data))


def _read_all(paths: Mapping[str, Path], cutoff: str, keep: Keep) -> dict[str, _Input]:
    """Files by threads, the largest first, given back by name: unzipping and parsing release the interpreter lock."""
    largest_first = sorted(paths, key=lambda file: -_size(paths[file]))
    with _threads() as pool:
        read = pool.map(partial(_read, cutoff=cutoff, keep=keep), map(paths.get, largest_first), largest_first)
        inputs = dict(zip(largest_first, read, strict=True))
    return {file: inputs[file] for file in sorted(paths)}


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _read(path: Path, file: str, *, cutoff: str, keep: Keep) -> _Input:
    data = read_file(path, file)
    if isinstance(data, Problem):
        return _Input("", Parsed(file, problems=(data,)))
    digest = hashlib.sha256(data).hexdigest()
    parts = {"file": file, "content": digest, "cutoff": cutoff}
    return _Input(digest, keep(f"sheet {file}", parts, lambda: parse_workbook(file, data, cutoff)))


def _unlisted(root: Path) -> Iterator[Problem]:
    """The data folders that are there and cannot be looked into: their workbooks would be missing unseen."""
    for folder in layout.FOLDERS:
        try:
            with os.scandir(root / "data" / folder):
                pass
        except FileNotFoundError:
            continue
        except OSError as error:
            found = f"the folder cannot be listed: {error.strerror}"
            yield problem("sheet-file-not-opened", Place(f"data/{folder}"), found)


def _outlines(root: Path, files: dict[str, str], keep: Keep) -> tuple[str, tuple[Problem, ...]]:
    data = read_file(root / _OUTLINES, _OUTLINES)
    if isinstance(data, Problem):
        return "", (data,)
    files[_OUTLINES] = hashlib.sha256(data).hexdigest()
    parts = {"file": _OUTLINES, "content": files[_OUTLINES]}
    return keep(f"outlines {_OUTLINES}", parts, lambda: parse_outlines(data, _OUTLINES))


def parse_outlines(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The GeoJSON of the maps as text, which whoever draws reads; empty, with a problem, where it is none."""
    try:
        outlines = json.loads(data)
    except (ValueError, RecursionError) as error:
        return "", (problem("sheet-unreadable", Place(file), f"not JSON: {error}"),)
    if not isinstance(outlines, dict):
        return "", (problem("sheet-unreadable", Place(file), f"JSON of a {type(outlines).__name__}, not an object"),)
    return data.decode(json.detect_encoding(data)), ()
