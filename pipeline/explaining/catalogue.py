"""The catalogue of codes: the registers joined, in groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType

from pipeline.explaining import (
    changes,
    fetching,
    importing,
    meaning,
    publication,
    rendering,
    running,
    sheets,
    studies,
    workbooks,
)
from pipeline.sheets.codes import CODES, Code

_PLACE = re.compile(r"\{(\w+)[^}]*\}")
_NEAR = 5


@dataclass(frozen=True)
class Group:
    """Codes of one kind of work; ``key`` is its address on the page of codes."""

    key: str
    title: str
    codes: tuple[Code, ...]


def _documented(code: Code) -> Code:
    """A code with its example, and with texts instead of templates: what a message names stands in angle quotes, and the
    nearest names, which it may add, are left out."""
    words = {"near": "", **sheets.FILLED.get(code.code, {})}

    def filled(template: str) -> str:
        return _PLACE.sub(lambda match: str(words.get(match[1], f"‹{match[1]}›")), template)

    bad, good = sheets.EXAMPLES.get(code.code, (code.bad, code.good))
    return replace(code, allowed=filled(code.allowed), remedy=filled(code.remedy), bad=bad, good=good)


def _group(key: str, title: str, codes: Iterable[Code]) -> Group:
    return Group(key, title, tuple(_documented(code) for code in codes))


GROUPS = (
    _group("sheets", "Data sheets", CODES.values()),
    _group("meaning", "What the sheets mean together", meaning.CODES),
    _group("changes", "Changes, merges and editions", changes.CODES),
    _group("importing", "Import and readings", importing.CODES),
    _group("workbooks", "Templates, tidying and questionnaires", workbooks.CODES),
    _group("fetching", "Fetching from publishers", fetching.CODES),
    _group("studies", "Studies: index, progress, balance, divide", studies.CODES),
    _group("publication", "Chapters, figures, translations and built editions", publication.CODES),
    _group("rendering", "PDF and web pages", rendering.CODES),
    _group("running", "The machine and other programs", running.CODES),
)

CATALOGUE: Mapping[str, Code] = MappingProxyType({code.code: code for group in GROUPS for code in group.codes})
"""Every code by its name, documented."""


def nearest(text: str) -> tuple[str, ...]:
    """The codes that are most like a text, or hold it; most alike first, none where none is alike."""
    asked = text.strip().casefold()
    close = get_close_matches(asked, CATALOGUE, n=_NEAR, cutoff=0.6)
    within = [code for code in CATALOGUE if asked and asked in code and code not in close]
    return (*close, *within)[:_NEAR]
