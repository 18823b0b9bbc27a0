"""What an edition lacks: names, messages and patterns that a language does not have and that stand marked in its place.

An edition that lacks any is a draft: it is built whole, says so on its first page, and cannot be closed.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields

import pandas as pd

from pipeline.findings.spreadsheet import csv_bytes
from pipeline.language import IN_ENGLISH, Language

FILE = "draft.csv"
MESSAGE, PATTERN = "message", "pattern"  # kinds beside those of names
_WRITTEN_IN = {
    "economy": "data/reference/economies.xlsx › Economies",
    "group": "data/reference/economies.xlsx › Groups",
    "element": "data/reference/digital-governance-index.xlsx › Hierarchy",
    "product": "the sheet Names of the economy's supply and use tables",
    "industry": "the sheet Names of the economy's supply and use tables",
}
_TERMS = "data/reference/names.xlsx › Terms"


@dataclass(frozen=True, order=True)
class Missing:
    """One text that a language lacks: what it is, what stands in its place, and where it is to be written."""

    language: str
    kind: str
    code: str
    shown: str
    written_in: str

    def __str__(self) -> str:
        return f"{self.language}: {self.kind} {self.code!r} ({self.written_in})"


def missing(language: Language, seen: Collection[tuple[str, str]]) -> list[Missing]:
    """What a language lacks of all that was asked for, in this run or by what is kept of earlier ones; sorted.

    ``seen`` are the kinds and names of a watch (see ``findings.watching``).
    """
    code = language.code
    asked: dict[str, list[str]] = {kind: [] for kind in (f"name {code}", f"message {code}", f"pattern {code}")}
    for kind, name in seen:
        if kind in asked:
            asked[kind].append(name)
    found = []
    if language.lacking:
        for kind, term in map(ast.literal_eval, asked[f"name {code}"]):
            if (kind, term) in language.lacking:
                what = "indicator" if kind == "short" else kind  # which then has no whole name either
                shown = language.names[kind, term]
                found.append(Missing(code, what, term, shown, _WRITTEN_IN.get(kind, _TERMS)))
    untranslated = set(language.untranslated)
    for message in dict.fromkeys(name.split("\0")[0] for name in asked[f"message {code}"]):
        if message in untranslated:
            found.append(Missing(code, MESSAGE, message, IN_ENGLISH + message, f"report/i18n/{code}.po"))
    for id in asked[f"pattern {code}"]:
        if language.english is not None and not language.patterns.whole(id):
            file = language.english.patterns.places[id].file.rpartition("/")[2]
            found.append(Missing(code, PATTERN, id, IN_ENGLISH.strip(), f"report/i18n/{code}/{file}"))
    return sorted(set(found))


def as_csv(texts: Sequence[Missing]) -> bytes:
    """The list of what is missing, for a spreadsheet."""
    return csv_bytes(pd.DataFrame([astuple(one) for one in texts], columns=[one.name for one in fields(Missing)]))
