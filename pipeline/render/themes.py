"""Where words of pandoc and of Typst name a file of the theme: then that file is at fault, and no chapter."""

from __future__ import annotations

import re
from typing import Final

from pipeline.problems import Place

NAMED: Final = re.compile(r"(theme/[\w.-]+\.(?:typ|lua|html))(?:\"? \(line |:)(\d+)")
FIRST: Final = re.compile(r"┌─ (.+?):(\d+)(?::\d+)?\s*$", re.MULTILINE)
# What the text of a chapter is the cause of, whichever function of the theme it happens in.
OF_TEXT: Final = re.compile(r"PDF/|label |text |failed to |file not found(?!.*/theme/)")


def place_in_theme(words: str) -> Place | None:
    """The innermost file of the theme that pandoc names with a line: one that includes another stands before it."""
    found = NAMED.findall(words.partition("stack traceback")[0])
    return Place(found[-1][0], line=int(found[-1][1])) if found else None


def place_of_code(message: str, diagnostic: str) -> Place | None:
    """The file of the theme, with its line, whose code Typst cannot run; None where it stumbled over the text of a chapter.

    The top of a volume (typst/report.typ) is made from theme/builtin.typ.
    """
    at = FIRST.search(diagnostic)
    if at is None or OF_TEXT.match(message):
        return None
    if re.search(r"(?:^|/)typst/\w+\.typ$", at[1]):
        return Place("theme/builtin.typ")
    return place_in_theme(f"{at[1]}:{at[2]}")
