"""The manifest of an edition: every input and output with its SHA-256, versions, and the command that rebuilds it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.publish.record import Record, shown, texts

R = TypeVar("R")
NAME = "manifest.json"
MOST_TOLD = 1_000  # files that differ; more have one cause
RECORD = Record(
    "manifest",
    NAME,
    ExitCode.ENVIRONMENT,
    "the folder of a published edition, with its manifest.json",
    "name the folder (output/2026), or build the edition first with 'make report'",
)
DRAFT = "draft"  # fact of an edition that lacks texts: how many by language
OWN = ("command", "versions", "run", "inputs", "outputs")  # keys that are no facts of the edition
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Manifest:
    """What an edition says of itself, checked: every path lies inside its folder, every checksum is a SHA-256.

    ``facts`` are those of the edition (year, generator, engine, data cut-off), ``run`` those of the run that made it
    (versions of engines), ``inputs`` and ``outputs`` checksums by path.
    """

    command: str
    facts: Mapping[str, object]
    versions: Mapping[str, str]
    run: Mapping[str, object]
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_of(content: bytes) -> str:
    """SHA-256 of what was read, for an input whose file may change during the run."""
    return hashlib.sha256(content).hexdigest()


def digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of files by path below ``root``, sorted. Raises Stop as `contents` does."""
    return contents(root, paths, digest)


def contents(root: Path, paths: Iterable[Path], read: Callable[[Path], R]) -> dict[str, R]:
    """What is read of files, by path below ``root``, sorted. A file that goes away meanwhile is left out: an editor's
    programme writes beside the file and renames.

    Raises Stop (exit 3) for a name that no manifest can hold, and for files that cannot be read.
    """
    below = {path.relative_to(root).as_posix(): path for path in sorted(paths)}
    faults = [_unnameable(path) for name, path in below.items() if _unprintable(name)]
    found: dict[str, R] = {}
    for name, path in below.items() if not faults else ():
        try:
            found[name] = read(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            faults.append(_unreadable(name, error))
    if faults:
        raise Stop(ExitCode.DATA, faults)
    return found


def _unnameable(path: Path) -> Problem:
    """The problem of a file name that is no text."""
    return Problem(
        "file-name-not-text",
        Severity.ERROR,
        Place(_printed(path)),
        "the name holds a control character, or bytes that are no UTF-8",
        "file names of letters, digits and marks in UTF-8",
        "rename the file",
    )


def _unreadable(name: str, error: OSError) -> Problem:
    """The problem of a file that is there and cannot be read."""
    return Problem(
        "file-unreadable",
        Severity.ERROR,
        Place(name),
        error.strerror or str(error),
        "a file that this user may read, on a disk that works",
        "change the file's permissions, close the program that holds it open, or put back a copy of it",
    )


def _unprintable(text: str) -> bool:
    """Whether a text holds control characters, or half a surrogate pair (bytes of a name that are no UTF-8)."""
    return re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text) is not None


def _printed(path: Path) -> str:
    """A path as a terminal can show it: what is no text is escaped."""
    return repr(str(path))[1:-1] if _unprintable(str(path)) else str(path)


def files_below(folder: Path) -> list[Path]:
    """All files below a folder, without caches and the folder's own manifest."""
    return [path for path in names_below(folder) if path.is_file()]


def names_below(folder: Path) -> list[Path]:
    """All that is no folder below a folder (a link to nothing and a pipe too), without caches and its own manifest."""
    return [
        path
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and "__pycache__" not in path.parts and path != folder / NAME
    ]


def write_manifest(
    output: Path,
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
    command: str,
    facts: Mapping[str, object],
    run: Mapping[str, object] = NOTHING,
) -> None:
    """Write ``manifest.json`` into an edition's folder. Holds no time of day, so that equal inputs give equal bytes.

    ``inputs`` are checksums of the bytes that the run read; they are written as given, whatever lies on the disk by
    now. ``run`` holds further facts of the run, such as the versions of its engines. Outputs are read from the folder.
    """
    taken = sorted(facts.keys() & set(OWN))
    if taken:
        raise ValueError(f"facts of an edition cannot be called {', '.join(taken)}: the manifest has these keys itself")
    content = {
        "command": command,
        **facts,
        "versions": dict(versions),
        **({"run": dict(run)} if run else {}),
        "inputs": dict(sorted(inputs.items())),
        "outputs": digests(output, files_below(output)),
    }
    (output / NAME).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(output: Path) -> Manifest:
    """The manifest of an edition, checked.

    Raises Stop with ``manifest-missing`` (exit 6) where there is none, or with every ``manifest-damaged`` (exit 3).
    """
    content = RECORD.read(output)
    faults: list[str] = []
    command, run = content.get("command"), content.get("run", {})
    if not isinstance(command, str):
        faults.append("'command' is missing" if command is None else f"'command' is {shown(command)}, not a text")
    if not isinstance(run, dict):
        faults.append(f"'run' is {shown(run)}, not an object")
    versions, inputs, outputs = (texts(content, key, faults) for key in ("versions", "inputs", "outputs"))
    faults += [fault for key, listed in (("inputs", inputs), ("outputs", outputs)) for fault in _faults(key, listed)]
    if faults:
        raise RECORD.damaged(output / NAME, faults)
    facts = {key: value for key, value in content.items() if key not in OWN}
    return Manifest(str(command), *(MappingProxyType(part) for part in (facts, versions, run, inputs, outputs)))


def _faults(key: str, listed: Mapping[str, object]) -> list[str]:
    """What is wrong with a list of files: paths that leave the folder, checksums that are none."""
    faults = []
    for path, checksum in listed.items():
        if not _inside(path):
            faults.append(f"{key!r}: {shown(path)} is not a path inside the folder")
        if isinstance(checksum, str) and not re.fullmatch("[0-9a-f]{64}", checksum):
            faults.append(f"{key!r}: {shown(path)} has {shown(checksum)}, not a SHA-256")
    return faults


def _inside(path: str) -> bool:
    """Whether a path is a plain one below a folder, on this system too."""
    plain = not {"", ".", ".."} & set(path.split("/")) and not _unprintable(path)
    return plain and (os.sep == "/" or not set(path) & {os.sep, ":"})


def verify(output: Path) -> int:
    """Compare an edition with its manifest; returns the number of files checked.

    Raises Stop (exit 3) that names the files that are missing, changed, not listed or cannot be read (``MOST_TOLD`` at most); and as
    ``read_manifest`` does.
    """
    listed = read_manifest(output).outputs
    problems = [
        Problem(
            "edition-differs",
            Severity.ERROR,
            Place(_printed(output / path)),
            f"the file {what}",
            "the files of the manifest, unchanged",
            "take the edition from its publisher again, or rebuild it with the command in the manifest",
        )
        for path, what in islice(differences(output, listed), MOST_TOLD)
    ]
    if problems:
        raise Stop(ExitCode.DATA, problems)
    return len(listed)


def differences(output: Path, listed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every file of an edition that is not as its manifest lists it, by path, and what is wrong with it."""
    found = {path.relative_to(output).as_posix(): path for path in names_below(output)}
    for path in sorted(listed.keys() | found.keys()):
        if path not in found:
            yield path, "is missing"
        elif path not in listed:
            yield path, "is not in the manifest"
        elif what := _difference(found[path], listed[path]):
            yield path, what


def _difference(path: Path, checksum: str) -> str:
    """How a file differs from its checksum; blank where it does not."""
    if not path.is_file():
        return "is no file"
    try:
        return "" if digest(path) == checksum else "has changed"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
