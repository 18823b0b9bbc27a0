"""Marks in a text that are no text: they are not seen where they stand, and turn or replace what is printed around them.

Direction marks (Unicode Bidirectional Algorithm, UAX #9: embeddings, overrides, isolates) turn the text that follows;
``@@WORD@@`` is a place in a page of the web edition; control characters and half characters are in no XML.
The marks U+200E, U+200F and U+061C, which Arabic texts need, turn nothing and are allowed.
"""

from __future__ import annotations

import re

MARK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]|@@[A-Z]+@@")


def told(text: str) -> str:
    """The first mark of a text by its name: ``U+202E in 'ab\\u202ecd'``; blank where there is none."""
    match = MARK.search(text)
    if match is None:
        return ""
    name = match[0] if len(match[0]) > 1 else f"U+{ord(match[0]):04X}"
    around = text[max(0, match.start() - 20) : match.end() + 20]
    return f"{name} in {around!r}"


def printable(text: str) -> str:
    """A text whose unseen marks stand as their numbers (``‹U+202E›``): no cell or terminal obeys them."""
    return MARK.sub(lambda match: f"‹U+{ord(match[0]):04X}›" if len(match[0]) == 1 else match[0], text)
