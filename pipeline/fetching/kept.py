"""Pages that were fetched before a run broke off, in ``build/fetched``: used again where the release is the same.

A page is trusted by its content: its checksum is its name. What belongs to another release is removed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

_PAGE = re.compile(r"page-(?P<release>[0-9a-f]{12})-(?P<number>\d{5})-(?P<sum>[0-9a-f]{32})")
_TICKET = "ticket"
_LONGEST_TICKET = 200


@dataclass(frozen=True)
class Kept:
    """The pages of one question. Files appear whole or not at all."""

    folder: Path

    def pages(self, release: str) -> dict[int, bytes]:
        """The pages of a release by number; those of another one, and damaged ones, are removed."""
        found: dict[int, bytes] = {}
        for path in sorted(self.folder.glob("page-*")) if self.folder.is_dir() else ():
            match = _PAGE.fullmatch(path.name)
            body = path.read_bytes() if match and match["release"] == _short(release) else b""
            if match and body and _sum(body) == match["sum"]:
                found[int(match["number"])] = body
            else:
                path.unlink()
        return found

    def keep(self, release: str, number: int, body: bytes) -> None:
        """Keep a page."""
        self._write(f"page-{_short(release)}-{number:05d}-{_sum(body)}", body)

    def ticket(self) -> str:
        """What a publisher gave to come back with; blank where there is none."""
        path = self.folder / _TICKET
        return path.read_text(encoding="utf-8")[:_LONGEST_TICKET] if path.is_file() else ""

    def keep_ticket(self, ticket: str) -> None:
        """Keep what to come back with."""
        self._write(_TICKET, ticket.encode())

    def forget(self) -> None:
        """Remove everything that is kept for this question."""
        if self.folder.is_dir():
            shutil.rmtree(self.folder)

    def _write(self, name: str, body: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f".{name}.part"
        beside.write_bytes(body)
        beside.replace(self.folder / name)


def kept_for(root: Path, *question: str) -> Kept:
    """What is kept for a question, in a folder of its own."""
    name = hashlib.sha256("\x00".join(question).encode()).hexdigest()[:20]
    return Kept(root / "build" / "fetched" / name)


def _short(release: str) -> str:
    return hashlib.sha256(release.encode()).hexdigest()[:12]


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
