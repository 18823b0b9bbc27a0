"""Where words of pandoc and of Typst name a file of the theme: then that file is at fault, and no chapter."""

from __future__ import annotations

import re
from typing import Final

from pipeline.problems import Place

NAMED: Final = re.compile(r"(theme/[\w.-]+\.(?:typ|lua|html))(?:\"? \(line |:)(\d+)")
FIRST: Final = re.compile(r"┌─ (\S+?):(\d+)")
# What the text of a chapter, which holds no code of Typst, cannot be the cause of.
CODE: Final = (
    "unknown variable",
    "unclosed",
    "expected",
    "unexpected",
    "missing argument",
    "cannot import",
    "unresolved import",
)


def place_in_theme(words: str) -> Place | None:
    """The first file of the theme that pandoc names with a line."""
    found = NAMED.search(words)
    return Place(found[1], line=int(found[2])) if found else None


def place_of_code(message: str, diagnostic: str) -> Place | None:
    """The file of the theme, with its line, whose code Typst cannot run; None where it stumbled over something else.

    The top of a volume (typst/report.typ) is made from theme/builtin.typ.
    """
    at = FIRST.search(diagnostic)
    if at is None or not message.startswith(CODE):
        return None
    if re.search(r"(?:^|/)typst/\w+\.typ$", at[1]):
        return Place("theme/builtin.typ")
    return place_in_theme(f"{at[1]}:{at[2]}")
