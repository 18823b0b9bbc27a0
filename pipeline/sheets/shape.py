"""An XML part parsed under watch: well-formed and not too deep, before a parser builds anything from it.

A parser keeps each open element and each text whole, so that a few kilobytes can cost gigabytes.
"""

from __future__ import annotations

from xml.parsers import expat

import numpy as np

from pipeline.sheets import layout

MOST_BYTES = 12 * layout.MAX_TEXT  # of a text between two tags: each character as a reference (&#x1F600;)
_STEP = 1 << 20


class Fault(ValueError):
    """What is wrong with a part: the code of the problem, what was found, the cell where it is in one, and what fills
    the templates of the code."""

    def __init__(self, code: str, found: str, cell: str = "", /, **values: object) -> None:
        super().__init__(found)
        self.code, self.found, self.cell, self.values = code, found, cell, values


class Watch:
    """Follows a part as expat parses it; a subclass looks at what it needs (``opened``, ``closed``, ``said``)."""

    def __init__(self) -> None:
        self.depth = 0
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self.said

    def read(self, part: bytes) -> None:
        """Parse a part. Raises Fault where it is not well-formed or too deep."""
        try:
            self.parser.Parse(part, True)
        except expat.ExpatError as error:
            raise Fault("sheet-xml-broken", str(error), depth=layout.MAX_DEPTH) from error

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; its name has no prefix."""

    def closed(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """A piece of text."""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > layout.MAX_DEPTH:
            raise Fault("sheet-xml-broken", f"entries nested more than {layout.MAX_DEPTH} deep", depth=layout.MAX_DEPTH)
        self.opened(_local(tag), attributes)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.closed(_local(tag))


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def longest(part: bytes) -> tuple[int, int]:
    """How long the longest run of bytes between two tags of a part is, where it is longer than a cell can hold, and
    where it begins; (0, 0) where none is."""
    if len(part) <= MOST_BYTES:
        return 0, 0
    code = np.frombuffer(part, dtype=np.uint8)
    last = 0
    for begin in range(0, len(code) + 1, _STEP):
        piece = code[begin : begin + _STEP]
        tags = np.append(np.flatnonzero(piece == ord("<")) + begin, [] if len(piece) == _STEP else [len(code)])
        if len(tags):
            lengths = np.diff(tags, prepend=last)
            at = int(lengths.argmax())
            if lengths[at] > MOST_BYTES:
                return int(lengths[at]), int(tags[at - 1] if at else last)
            last = int(tags[-1])
    return 0, 0
