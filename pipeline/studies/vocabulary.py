"""What may be chosen in each study, each with a line: behind ``gdgr methods``, the templates, and what options take.

The words are those of the methods themselves; nothing is listed here a second time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

AnyName = TypeVar("AnyName", bound=str)
METHODS_SHEET = "Methods"  # of the templates; no study reads it
STUDIES: tuple[str, ...] = ("index", "progress", "balance", "divide")


class Word(NamedTuple):
    """One thing that may be chosen: the name as sheets and options write it, whose it is (blank: no matter), what it does."""

    name: str
    line: str
    origin: str = ""


class Listing(NamedTuple):
    """A list of words: ``key`` is unique in a study (``methods_treat``), ``title`` says where they are written."""

    key: str
    title: str
    words: tuple[Word, ...]


def listings(study: str) -> tuple[Listing, ...]:
    """The lists of a study. Raises KeyError for another name than those of ``STUDIES``."""
    return _LISTS[study]()


def words(name: str) -> list[str]:
    """The names of one list that an option takes: balancing, blanks, progress, weighting."""
    return [str(word) for word in _OPTIONS[name]()]


def as_text(studies: Iterable[str]) -> str:
    """The lists for a terminal."""
    lines: list[str] = []
    for study in studies:
        for one in listings(study):
            width = max(len(word.name) for word in one.words)
            lines += ["", f"{study}: {one.title}"]
            for word in one.words:
                whose = f"[{word.origin}] " if word.origin else ""
                lines.append(f"  {word.name:{width}}  {whose}{word.line}")
    return "\n".join(lines[1:])


def as_json(studies: Iterable[str]) -> str:
    """The lists as JSON: study → list → title, and name, line and origin of each word."""
    content = {
        study: {
            one.key: {
                "title": one.title,
                "words": [{key: text for key, text in word._asdict().items() if text} for word in one.words],
            }
            for one in listings(study)
        }
        for study in studies
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def _of(key: str, title: str, lines: Mapping[AnyName, str]) -> Listing:
    return Listing(key, title, tuple(Word(str(name), line) for name, line in lines.items()))


def _index() -> tuple[Listing, ...]:
    from pipeline.methods.index.vocabulary import METHODS, PARAMETERS

    found = []
    for step in dict.fromkeys((*PARAMETERS, *METHODS)):
        if step in METHODS:
            found.append(_of(f"methods_{step}", f"sheet Choices, step {step}, parameter method", METHODS[step]))
        if step in PARAMETERS:
            found.append(_of(f"parameters_{step}", f"sheet Choices, step {step}, parameters", PARAMETERS[step]))
    return tuple(found)


def _progress() -> tuple[Listing, ...]:
    from pipeline.methods.progress import ORIGIN, Method
    from pipeline.methods.progress.vocabulary import DESIRED, KINDS, METHODS, WEIGHTINGS

    methods = tuple(Word(str(method), METHODS[method], str(ORIGIN[method])) for method in Method)
    return (
        Listing("methods", "every series is assessed by all of them", methods),
        _of("weighting", "weights of ESCAP's regression, --weighting", WEIGHTINGS),
        _of("direction", "sheet Targets, column direction", DESIRED),
        _of("kind", "sheet Targets, column kind", KINDS),
    )


def _balance() -> tuple[Listing, ...]:
    from pipeline.methods.accounts.identities import IDENTITIES
    from pipeline.methods.balancing import METHODS
    from pipeline.model.supply_lines import BLANKS, LINES
    from pipeline.studies.balance.choices import CHOICES

    return (
        _of("methods", "sheet Choices, choice method, or --method", METHODS),
        _of("choices", "sheet Choices, or the option of the same name", CHOICES),
        _of("blanks", "sheet Tables, column blank, or --blanks", BLANKS),
        _of("identities", "what is checked where the tables have its lines", IDENTITIES),
        _of("lines", "sheet Lines, column line", LINES),
    )


def _divide() -> tuple[Listing, ...]:
    from pipeline.methods.divide import MEASURE_LINES, SCALES
    from pipeline.studies.divide_reference import KINDS
    from pipeline.studies.divide_tables import TABLES

    return (
        _of("measures", "inequality between economies, table Change", MEASURE_LINES),
        _of("scales", "convergence, table Beta", SCALES),
        _of("tables", "what is measured, a table each", TABLES),
        _of("schemes", "--scheme, where there is no sheet Groups", KINDS),
    )


_LISTS: Mapping[str, Callable[[], tuple[Listing, ...]]] = {
    "index": _index,
    "progress": _progress,
    "balance": _balance,
    "divide": _divide,
}


def _list(study: str, key: str) -> Callable[[], list[str]]:
    return lambda: [word.name for one in listings(study) if one.key == key for word in one.words]


_OPTIONS: Mapping[str, Callable[[], list[str]]] = {
    "balancing": _list("balance", "methods"),
    "blanks": _list("balance", "blanks"),
    "progress": _list("progress", "methods"),
    "weighting": _list("progress", "weighting"),
}
