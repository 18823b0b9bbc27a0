"""Where the results of a study go, judged before the work begins: over no input, over no file of another, into a folder that is there."""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop
from pipeline.publish.landing import unwritable
from pipeline.sheets import packing
from pipeline.studies.study import KINDS, MARK

_HEAD = 4096  # bytes by which a file in JSON or CSV is known


def judge_output(output: Path, inputs: Iterable[Path], heads: Sequence[str], replace: bool = False) -> None:
    """Refuse a place for results before anything is computed.

    ``inputs`` are the files and folders that the study reads, ``heads`` the beginnings of the first line of its results
    in CSV. A file that stands there is replaced where it is a result of this programme that nobody has edited, or with ``replace``. Raises
    Stop with all that is wrong: exit 2, or exit 6 where the folder may not be written.
    """
    found = [*over_inputs(output, inputs), *judge_file(output, KINDS)]
    if not found and output.is_file() and not replace and not is_result(output, heads):
        found.append(
            refusal(
                "study-output-exists",
                output,
                "a file that is no result of gdgr, or that was edited since",
                "a free name, or results as gdgr wrote them",
                "choose another name, or say --replace",
            )
        )
    refuse(found)
    try_writing(output)


def judge_template(target: Path) -> None:
    """Refuse a place for a template: it replaces no file. Raises Stop as ``judge_output`` does."""
    found = judge_file(target, (".xlsx",))
    if not found and os.path.lexists(target):
        found.append(
            refusal(
                "study-template-exists",
                target,
                "there is a file of this name",
                "a name that is free",
                "choose another name, or move the file away",
            )
        )
    refuse(found)
    try_writing(target)


def is_result(path: Path, heads: Sequence[str]) -> bool:
    """Whether a file is a result as ``write_study`` wrote it; one that another program has saved since is none."""
    if path.suffix.lower() == ".xlsx":
        data = path.read_bytes()
        if not zipfile.is_zipfile(BytesIO(data)) or not packing.is_packed(data):
            return False
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return "docProps/core.xml" in parts.namelist() and MARK.encode() in parts.read("docProps/core.xml")
    with path.open("rb") as stream:
        head = stream.read(_HEAD).decode("utf-8", "replace")
    if path.suffix.lower() == ".json":
        return re.match(r'\{\s*"method": ', head) is not None and '"generator": ' in head
    return head.startswith(tuple(heads))


def judge_file(output: Path, kinds: Sequence[str]) -> list[Problem]:
    """Problems of the name of a file: an ending that is none of ``kinds``, a folder of that name, no folder around it."""
    if output.suffix.lower() not in kinds:
        allowed = " or ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
        found = f"the ending {output.suffix!r}" if output.suffix else "a name without an ending"
        return [refusal("study-output-kind", output, found, allowed, f"write {output.stem or 'results'}{kinds[0]}")]
    if output.is_dir():
        return [refusal("study-output-place", output, "a folder", "the name of a file", "add a name")]
    if output.exists() and not output.is_file():
        return [refusal("study-output-place", output, "no plain file", "the name of a file", "choose another name")]
    folder = output.resolve().parent
    if not folder.is_dir():
        what = "a file where the folder should be" if folder.exists() else f"there is no folder {output.parent}"
        return [
            refusal("study-output-place", output, what, "a folder that is there", "make the folder, or name another")
        ]
    return []


def over_inputs(output: Path, inputs: Iterable[Path]) -> list[Problem]:
    """The problem of results over what they are made from, by whatever name."""
    beside = [one for path in inputs for one in (path, *(path.with_name(f"{path.name}.{end}.toml") for end in ("reading", "fetched")))]  # fmt: skip
    if not any(_same(output, path) for path in beside):
        return []
    return [
        refusal(
            "study-output-over-input",
            output,
            "the results would be written over what they are made from",
            "another file",
            "choose another name",
        )
    ]


def _same(output: Path, path: Path) -> bool:
    """Whether two names lead to one file, or would where case does not matter; a folder holds its files."""
    one, other = output.resolve(), path.resolve()
    if other.is_dir():
        return one.exists() and other in one.parents
    if one.exists() and other.exists() and one.samefile(other):
        return True
    return _plain(one) == _plain(other)


def _plain(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def try_writing(output: Path) -> None:
    """Raise Stop (exit 6) where the folder of a file may not be written; found out by writing, as rights do not tell all."""
    target = output.resolve()
    trial = target.with_name(f".{target.name}.{os.getpid()}.try")
    try:
        trial.touch(exist_ok=False)
        trial.unlink()
    except OSError as error:
        raise unwritable(output, error) from error


def refusal(code: str, place: Path, found: str, allowed: str, remedy: str) -> Problem:
    """The problem of a place that cannot be taken."""
    return Problem(code, Severity.ERROR, Place(str(place)), found, allowed, remedy)


def refuse(found: Sequence[Problem]) -> None:
    """Raise Stop (exit 2) with all problems of places where there are some."""
    if found:
        raise Stop(ExitCode.USAGE, found)
