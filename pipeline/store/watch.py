"""What a computation looked at: each thing by kind and name, with a digest of what was seen.

A result holds as long as everything that was looked at while it was made is still the same; nothing else is asked, so
an edited cell makes again only what read its series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
Reads = dict[tuple[str, str], str]
WHOLE = "*"  # all things of a kind
ABSENT = "absent"


class Watch:
    """Records of reading, nested: what is read inside is also read outside.

    ``source`` names a kind of things and how the digest of one is found (KeyError: there is none).
    """

    def __init__(self) -> None:
        self._sources: dict[str, Callable[[str], str]] = {}
        self._digests: Reads = {}
        self._open: list[Reads] = []
        self._memo: dict[str, tuple[Any, Reads]] = {}
        self.seen: Reads = {}

    def source(self, kind: str, digest: Callable[[str], str]) -> None:
        """Say how the digest of a thing of a kind is found."""
        self._sources[kind] = digest

    def digest(self, kind: str, name: str) -> str:
        """The digest of a thing as it is now; ``absent`` where there is none."""
        key = kind, name
        if key not in self._digests:
            try:
                self._digests[key] = self._sources[kind](name)
            except KeyError:
                self._digests[key] = ABSENT
        return self._digests[key]

    def read(self, kind: str, name: str) -> None:
        """Note that a thing is looked at."""
        key = kind, name
        if self._open and key not in self._open[-1]:
            self._open[-1][key] = self.digest(kind, name)
        elif not self._open:
            self.seen[key] = self.digest(kind, name)

    def replay(self, reads: Reads) -> None:
        """Note all that a kept result has looked at."""
        (self._open[-1] if self._open else self.seen).update(reads)

    @contextmanager
    def recording(self) -> Iterator[Reads]:
        """A record of what is looked at inside; it is a part of the record around it, whatever happens."""
        record: Reads = {}
        self._open.append(record)
        try:
            yield record
        finally:
            self._open.pop()
            self.replay(record)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """A result made when it is first asked for; each time that it is asked for, it has looked at the same things."""
        if key not in self._memo:
            with self.recording() as reads:
                self._memo[key] = make(), reads
        else:
            self.replay(self._memo[key][1])
        return self._memo[key][0]

    def unchanged(self, reads: Reads) -> bool:
        """Whether everything of a record is as it was."""
        return all(self.digest(kind, name) == digest for (kind, name), digest in reads.items())

    def changed(self, reads: Reads) -> list[str]:
        """What of a record is no longer as it was, in words."""
        return [f"{kind} {name}" for (kind, name), digest in reads.items() if self.digest(kind, name) != digest]
