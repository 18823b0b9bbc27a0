"""The manifest of an edition: every input and output with its SHA-256, versions, and the command that rebuilds it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop

NAME = "manifest.json"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digests(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of files by path below ``root``, sorted."""
    return {path.relative_to(root).as_posix(): digest(path) for path in sorted(paths)}


def files_below(folder: Path) -> list[Path]:
    """All files below a folder, without caches and the folder's own manifest."""
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p != folder / NAME]


def write_manifest(
    output: Path, inputs: Mapping[str, str], versions: Mapping[str, str], command: str, facts: Mapping[str, object]
) -> None:
    """Write ``manifest.json`` into an edition's folder. Holds no time of day, so that equal inputs give equal bytes."""
    content = {
        "command": command,
        **facts,
        "versions": dict(versions),
        "inputs": dict(sorted(inputs.items())),
        "outputs": digests(output, files_below(output)),
    }
    (output / NAME).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(output: Path) -> dict:
    """The manifest of an edition. Raises Stop (exit 6) where there is none that can be read."""
    try:
        return json.loads((output / NAME).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise stop(
            ExitCode.ENVIRONMENT,
            "manifest-missing",
            Place(str(output / NAME)),
            str(error),
            "the folder of a published edition, with its manifest.json",
            "name the folder (output/2026), or build the edition first with 'make report'",
        ) from error


def verify(output: Path) -> int:
    """Compare an edition with its manifest; returns the number of files checked.

    Raises Stop (exit 3) that names every file that is missing, changed or not listed.
    """
    listed = read_manifest(output)["outputs"]
    found = digests(output, files_below(output))
    problems = []
    for path in sorted(listed.keys() | found.keys()):
        if listed.get(path) != found.get(path):
            what = (
                "is missing" if path not in found else "is not in the manifest" if path not in listed else "has changed"
            )
            problems.append(
                Problem(
                    "edition-differs",
                    Severity.ERROR,
                    Place(str(output / path)),
                    f"the file {what}",
                    "the files of the manifest, unchanged",
                    "take the edition from its publisher again, or rebuild it with the command in the manifest",
                )
            )
    if problems:
        raise Stop(ExitCode.DATA, problems)
    return len(listed)
