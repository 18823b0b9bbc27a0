"""TOML that people write: readings, editions, figures. What is no TOML, or none that anybody writes, is a ValueError."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MOST_CHARACTERS = 1_000_000
# The beginning of a key of very many parts, which costs their square: in a line, or in a table inside one.
_PATH = re.compile(
    r"""(?:^[ \t]*\[*|[{,])[ \t]*(?:(?:[^\s=."'\[\]{},#]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){20}""", re.MULTILINE
)


def declared(text: str) -> dict[str, Any]:
    """The tables of a text in TOML. Raises ValueError where it is none, too long, or nested without end."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"{len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
    path = _PATH.search(text)
    if path:
        line = text.count("\n", 0, path.start()) + 1
        raise ValueError(f"a key of very many parts (at line {line})")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("tables or lists nested without end") from error
