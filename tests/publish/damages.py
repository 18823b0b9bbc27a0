"""What can have happened to a JSON file of an edition, whatever it is meant to hold."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = "a folder"
# What lies at the path (bytes as they are, FOLDER, any other value as JSON), and words of the message.
DAMAGES: list[tuple[object, str]] = [
    ([], "it holds a list, not an object"),
    (None, "it holds null, not an object"),
    (7, "it holds 7, not an object"),
    (True, "it holds true, not an object"),
    ("text", "it holds 'text', not an object"),
    (b"", "it is not JSON"),
    (b"{", "it is not JSON"),
    (b'{"command": "make rep', "it is not JSON"),
    (b"{} {}", "it is not JSON"),
    (b"\xff\xfe{}", "it is not UTF-8"),
    (b'{"command": "\xe9"}', "it is not UTF-8"),
    (b"\xef\xbb\xbf{}", "it is not JSON"),
    (b'{"command": "\\ud800"}', "it is not UTF-8"),
    (b"\x00" * 100, "it is not JSON"),
    (b"9" * 10_000, "it is not JSON"),
    (b"[" * 100_000, "it is nested deeper"),
    (b'{"a":' * 100_000, "it is nested deeper"),
    (b"[" * 100_000 + b"]" * 100_000, "it is nested deeper"),
    (FOLDER, "it cannot be read: Is a directory"),
]


def damage(path: Path, content: object) -> None:
    """Put a damaged file, or a folder, at a path."""
    if content is FOLDER:
        path.mkdir()
    else:
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def forbid(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let no file of a name be read, as a system does to all but root."""
    read = Path.read_bytes

    def refusing(self: Path) -> Any:
        if self.name == name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refusing)
