"""Message patterns: the sentences of the report in each language, in Project Fluent files that a translator edits.

``report/i18n/<language>/*.ftl``. A pattern is filled with values that know how they are written (``Written``), and may
call six functions: ``COUNT($n)`` the number for plural forms, ``BARE($n)`` a number without its unit, ``SPOKEN($share)`` a
share as people say it (the pattern ``spoken-2-3``), ``FORM($name, of: "number")`` a grammatical form of a name,
``SIZE($change)`` a number with its unit and without its sign, ``SIGN($change)`` that sign: up, down or none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType
from fluent.syntax import ast

from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop

ENDING = ".ftl"
FOLDER = "report/i18n"
OPTIONAL = "name-"  # patterns of names: a language has those that its grammar needs
_ID = re.compile(r"(?m)^([A-Za-z][A-Za-z0-9_-]*) *=")
_REFERENCE = re.compile(r"\{\s*(-?[a-z][\w-]*)(?=\s*[}.(])")  # to a pattern or a term; functions have capital letters
_NO_TEXT = "E0005"  # of Fluent: an entry whose text is blank


class Written(FluentType):
    """A value as it stands in a sentence: ``text``, and what the functions of patterns make of it."""

    def __init__(
        self, text: str, *, count: float | None = None, bare: str = "", spoken: str = "", size: str = ""
    ) -> None:
        self.text, self.count, self.bare = text, count, bare or text
        self.spoken, self.size = spoken or text, size or text
        self.forms: Mapping[str, str] = {}

    @classmethod
    def name(cls, text: str, forms: Mapping[str, str]) -> Written:
        """A name with its grammatical forms."""
        made = cls(text)
        made.forms = forms
        return made

    def format(self, locale: object) -> str:
        """The text; whatever the locale, it was written for it."""
        return self.text


class Unfilled(LookupError):
    """A pattern that could not be filled: its id and why."""

    def __init__(self, id: str, why: str) -> None:
        self.id, self.why = id, why
        super().__init__(f"{id}: {why}")


class Patterns:
    """All patterns of one language. ``digest`` changes with any of them."""

    def __init__(self, code: str, locale: str, texts: Mapping[str, str]) -> None:
        """``texts`` maps file names to their content; problems are raised as `read_patterns` says."""
        self.code = code
        self.digest = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()
        functions: dict[str, Callable] = {
            "COUNT": _count, "BARE": _bare, "SPOKEN": _spoken, "FORM": _form, "SIZE": _size, "SIGN": _sign,
        }  # fmt: skip
        self._bundle = FluentBundle([locale.replace("_", "-")], functions=functions, use_isolating=False)
        self.places: dict[str, Place] = {}
        self._written: dict[str, str] = {}  # each as it stands in its file
        problems: list[Problem] = []
        for file, text in sorted(texts.items()):
            resource = _resource(text)
            problems += self._enter(resource, file, text)
            self._bundle.add_resource(resource)
        if problems:
            raise Stop(ExitCode.REPORT, problems)

    def _enter(self, resource: ast.Resource, file: str, text: str) -> Iterable[Problem]:
        """Where each pattern of a file stands; yields what cannot be read, and ids that stand twice."""
        for entry in resource.body:
            start = entry.span.start if entry.span else 0
            place = Place(f"{FOLDER}/{self.code}/{file}", line=text.count("\n", 0, start) + 1)
            if isinstance(entry, ast.Junk) and [one.code for one in entry.annotations] == [_NO_TEXT]:
                continue  # as a translator finds it: as good as none
            if isinstance(entry, ast.Junk):
                found = entry.annotations[0].message if entry.annotations else "it cannot be read"
                yield Problem("pattern-unreadable", Severity.ERROR, place, str(found),
                              "Fluent syntax: 'id = text', more lines indented", "correct the lines from there on")  # fmt: skip
            elif isinstance(entry, (ast.Message, ast.Term)):
                id = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
                if id in self.places:
                    yield Problem("pattern-twice", Severity.ERROR, place, f"{id!r} stands here and in {self.places[id]}",
                                  "one pattern an id", "delete or rename one of them")  # fmt: skip
                self.places[id] = place
                self._written[id] = text[start : entry.span.end if entry.span else start]

    def has(self, id: str) -> bool:
        """Whether there is a pattern."""
        return self._bundle.has_message(id)

    def whole(self, id: str) -> bool:
        """Whether there is a pattern with a text, and so for all that it refers to."""
        reached, open_ids = {id}, [id]
        while open_ids:
            written = self._written.get(open_ids.pop())
            if written is None:
                return False
            asked = set(_REFERENCE.findall(written))
            open_ids += asked - reached
            reached |= asked
        return True

    def ids(self) -> tuple[str, ...]:
        """Ids of all patterns, without terms."""
        return tuple(id for id in self.places if not id.startswith("-"))

    def forms(self, id: str) -> tuple[str, dict[str, str]]:
        """The text of a pattern without values, and its attributes. Raises Unfilled where there is none."""
        if not self.has(id):
            raise Unfilled(id, "there is no such pattern")
        message = self._bundle.get_message(id)
        return self._fill(id, message.value, {}), {
            name: self._fill(f"{id}.{name}", pattern, {}) for name, pattern in message.attributes.items()
        }

    def text(self, id: str, values: Mapping[str, object]) -> str:
        """A pattern filled. Raises Unfilled where there is none, or a value or reference is missing."""
        if not self.has(id):
            raise Unfilled(id, "there is no such pattern")
        return self._fill(id, self._bundle.get_message(id).value, values)

    def _fill(self, id: str, pattern: object, values: Mapping[str, object]) -> str:
        if pattern is None:
            raise Unfilled(id, "it has no text")
        try:
            filled, errors = self._bundle.format_pattern(pattern, dict(values))  # type: ignore[arg-type]
        except RecursionError:
            raise Unfilled(id, "it refers to itself, or to a pattern that does: cyclic reference") from None
        if errors:
            raise Unfilled(id, "; ".join(str(error) for error in errors))
        return str(filled)


def _count(value: object) -> object:
    """The number of a value, for plural forms and exact matches."""
    from fluent.runtime.types import fluent_number

    number = value.count if isinstance(value, Written) else value
    if number is None:
        raise TypeError("COUNT needs a number")
    whole = float(number)  # type: ignore[arg-type]
    return fluent_number(int(whole) if whole.is_integer() else whole)


def _bare(value: object) -> str:
    return value.bare if isinstance(value, Written) else str(value)


def _spoken(value: object) -> str:
    return value.spoken if isinstance(value, Written) else str(value)


def _size(value: object) -> str:
    return value.size if isinstance(value, Written) else str(value)


def _sign(value: object) -> str:
    """Whether a number, as it is printed, is above zero (up), below (down), or neither (none)."""
    number = value.count if isinstance(value, Written) else value
    if number is None:
        raise TypeError("SIGN needs a number")
    amount = float(number)  # type: ignore[arg-type]
    return "up" if amount > 0 else "down" if amount < 0 else "none"


def _form(value: object, of: object) -> str:
    """A grammatical form of a name; blank where the name has none, so that a selector takes its default."""
    return value.forms.get(str(of), "") if isinstance(value, Written) else ""


def read_patterns(folder: Path, code: str, locale: str) -> Patterns:
    """The patterns of ``folder``/<code>/*.ftl.

    Raises Stop (exit 4) where there is no file or one is not UTF-8, and with every entry that cannot be read or stands twice.
    """
    files = sorted((folder / code).glob(f"*{ENDING}"))
    if not files:
        raise stop(
            ExitCode.REPORT,
            "patterns-missing",
            Place(f"{FOLDER}/{code}"),
            f"there are no patterns for {code}",
            "the .ftl files that the English folder has, translated",
            f"copy {FOLDER}/en and translate its files, or take the language out of the edition",
        )
    return _parsed(code, locale, tuple((file.name, _text(file, code)) for file in files))


def needed(folder: Path, code: str) -> tuple[str, ...]:
    """Ids of the patterns of ``folder``/<code>/*.ftl that every language needs, without a parser; sorted by file."""
    texts = (_text(file, code) for file in sorted((folder / code).glob(f"*{ENDING}")))
    return tuple(id for text in texts for id in _ID.findall(text) if not id.startswith(OPTIONAL))


def _text(file: Path, code: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise stop(
            ExitCode.REPORT, "pattern-unreadable", Place(f"{FOLDER}/{code}/{file.name}"), str(error),
            "a text in UTF-8", "save the file as UTF-8, or take it from the last commit",
        ) from error  # fmt: skip


@lru_cache(maxsize=64)
def _resource(text: str) -> ast.Resource:
    """What a file says, read once however often other files beside it change; not to be changed."""
    return FluentResource(text)


@lru_cache(maxsize=16)
def _parsed(code: str, locale: str, texts: tuple[tuple[str, str], ...]) -> Patterns:
    return Patterns(code, locale, dict(texts))
