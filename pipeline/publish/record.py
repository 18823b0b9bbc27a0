"""Records: the JSON files that an edition carries about itself, read back as if anyone had had them in hand.

Guarantee: whatever lies at a record's path, reading gives a JSON object or raises Stop, ``<kind>-missing`` or
``<kind>-damaged`` with place, what was found and what to do; never another exception.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop

ALLOWED = "the file as 'make report' wrote it"
REMEDY = "take the edition from its publisher again, or build it again with 'gdgr report --force'"
SHOWN = 40  # characters of a wrong value in a message


# What an entry of a record holds: the test of each part, and what the part is called in a message.
Fields = Mapping[str, tuple[Callable[[object], bool], str]]


@dataclass(frozen=True)
class Record:
    """A kind of record: ``manifest`` in ``manifest.json``; what to say where an edition has none."""

    kind: str
    file: str
    missing: ExitCode
    allowed: str
    remedy: str

    def read(self, edition: Path) -> dict[str, Any]:
        """The JSON object of an edition's record. Raises Stop: ``missing``'s exit code, or 3 for a damaged file."""
        path = edition / self.file
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe: whoever reads it waits for ever
            raise self.damaged(path, ["it is no file"])
        try:
            content = json.loads(path.read_bytes().decode("utf-8"))
            json.dumps(content, ensure_ascii=False).encode("utf-8")  # half a surrogate pair cannot even be printed
        except (FileNotFoundError, NotADirectoryError) as error:
            found = f"{error.strerror} ({error.filename})"
            raise stop(
                self.missing, f"{self.kind}-missing", Place(str(path)), found, self.allowed, self.remedy
            ) from error
        except PermissionError as error:
            remedy = "give this user the permission to read the file"
            raise self.damaged(path, [f"it cannot be read: {error.strerror}"], remedy) from error
        except OSError as error:
            raise self.damaged(path, [f"it cannot be read: {error.strerror or error}"]) from error
        except json.JSONDecodeError as error:
            raise self.damaged(path, [f"it is not JSON: {error.msg}"], line=error.lineno) from error
        except UnicodeError as error:
            raise self.damaged(path, [f"it is not UTF-8: {error.reason}"]) from error  # type: ignore[attr-defined]
        except ValueError as error:
            raise self.damaged(path, [f"it is not JSON: {error}"]) from error
        except RecursionError as error:
            raise self.damaged(path, ["it is nested deeper than any record"]) from error
        if not isinstance(content, dict):
            raise self.damaged(path, [f"it holds {shown(content)}, not an object"])
        return content

    def entries(self, edition: Path, fields: Fields) -> dict[str, dict[str, Any]]:
        """The JSON object of an edition's record, each of whose values is an object with these parts.

        Raises Stop as ``read`` does, with everything that is wrong with any entry.
        """
        content = self.read(edition)
        faults = [fault for id, entry in content.items() for fault in entry_faults(id, entry, fields)]
        if faults:
            raise self.damaged(edition / self.file, faults)
        return content

    def damaged(self, path: Path, found: Sequence[str], remedy: str = REMEDY, line: int = 0) -> Stop:
        """The Stop (exit 3) of a record with faults, all of them."""
        place = Place(str(path), line=line)
        return Stop(
            ExitCode.DATA,
            [Problem(f"{self.kind}-damaged", Severity.ERROR, place, fault, ALLOWED, remedy) for fault in found],
        )


def shown(value: object) -> str:
    """A wrong value for a message: a text quoted and cut, a number as it is, of the rest only its kind."""
    if isinstance(value, str):
        return repr(value if len(value) <= SHOWN else value[:SHOWN] + "...")
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else json.dumps(value)


def texts(content: Mapping[str, Any], key: str, faults: list[str]) -> dict[str, str]:
    """An object of texts under a key; what is wrong with it is added to ``faults``."""
    value = content.get(key)
    if not isinstance(value, dict):
        faults.append(
            f"{key!r} is missing" if key not in content else f"{key!r} is {shown(value)}, not an object of texts"
        )
        return {}
    for name, text in value.items():
        if not isinstance(text, str):
            faults.append(f"{key!r}: {shown(name)} is {shown(text)}, not a text")
    return value


def entry_faults(id: str, entry: object, fields: Fields) -> list[str]:
    """What is wrong with an entry of a record."""
    if not isinstance(entry, dict):
        return [f"{shown(id)} is {shown(entry)}, not an object"]
    faults = []
    for key, (fits, what) in fields.items():
        if key not in entry:
            faults.append(f"{shown(id)}: {key!r} is missing")
        elif not fits(entry[key]):
            faults.append(f"{shown(id)}: {key!r} is {shown(entry[key])}, not {what}")
    return faults


def is_number(value: object) -> bool:
    """Whether a value is a finite number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def is_whole(value: object) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value: object) -> bool:
    """Whether a value is a text."""
    return isinstance(value, str)


def is_texts(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def is_object(value: object) -> bool:
    """Whether a value is an object."""
    return isinstance(value, dict)


def is_texts_by_name(value: object) -> bool:
    """Whether a value is an object of texts."""
    return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
