"""Languages: gettext catalogues, numbers and names by locale (Unicode CLDR through Babel)."""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import copy
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from pipeline.patterns import Patterns, Unfilled
from pipeline.problems import ExitCode, Place, Problem, Severity, Stop, stop

LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "fr": "fr_FR", "es": "es_ES", "ru": "ru_RU", "ar": "ar"}
SOURCE_LANGUAGE = "en"
OWN_AND, NO_AND = (
    re.compile("[和与]"),
    re.compile("共和|《[^》]*》|“[^”]*”"),
)  # of Chinese, and what reads as one word
ENTRY = re.compile(r'(?:msg(?:id|id_plural|str|ctxt)(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"')


# What stands before a text of a draft: English for want of a translation; a code for want of any name.
IN_ENGLISH, NO_NAME = "‹en› ", "‹?› "


class Untranslated(gettext.NullTranslations):
    """Where a catalogue looks for what it lacks: gives the English message, marked, and remembers it."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: dict[str, None] = {}

    def gettext(self, message: str) -> str:
        """The message itself, marked."""
        self.messages[message] = None
        return IN_ENGLISH + message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form for the number."""
        self.messages[msgid1] = None
        return IN_ENGLISH + super().ngettext(msgid1, msgid2, n)


class Language:
    """One language of the report: translations, number formats, names of economies, groups and terms.

    ``names`` maps (kind, code) to the printed name in this language; kinds are economy, group, indicator, unit,
    pillar, theme, class, code, status. ``lacking`` are those of them that are missing and stand marked, as English or
    as their code; ``english`` writes, marked, what a pattern is missing for, and is None where none is. Immutable after it is made.
    """

    def __init__(
        self,
        code: str,
        catalogue: gettext.NullTranslations,
        names: Mapping[tuple[str, str], str],
        patterns: Patterns | None = None,
        lacking: Set[tuple[str, str]] = frozenset(),
        english: Language | None = None,
    ) -> None:
        self.code = code
        self.locale = Locale.parse(LOCALES[code])
        self.catalogue = catalogue
        self.names = names
        self.patterns = patterns or Patterns(code, LOCALES[code], {})
        self.lacking = lacking
        self.english = english
        self.largest_money = math.inf

    def counting_money_to(self, largest: float) -> Language:
        """The same language, in which no word for money is larger than this number of dollars."""
        other = copy(self)
        other.largest_money = largest
        return other

    @property
    def right_to_left(self) -> bool:
        """Whether the script runs right to left."""
        return self.locale.text_direction == "rtl"

    def text(self, message: str, **values: object) -> str:
        """The message in this language with ``{placeholders}`` filled."""
        translated = self.catalogue.gettext(message)
        return translated.format(**values) if values else translated

    def pattern(self, id: str, values: Mapping[str, object]) -> str:
        """A message pattern filled with values; the English one, marked, where it is missing here.

        Raises Stop (exit 4) where there is none in any language, or it cannot be filled.
        """
        if (english := self.instead(id)) is not None:
            return IN_ENGLISH + english.pattern(id, values)
        try:
            return self.patterns.text(id, values)
        except Unfilled as error:
            place = self.patterns.places.get(id, Place(f"report/i18n/{self.code}"))
            known = ", ".join(f"${name}" for name in values) or "no value"
            raise stop(
                ExitCode.REPORT,
                "pattern-unfilled" if self.patterns.has(id) else "pattern-missing",
                place,
                f"the pattern {error.id!r} cannot be written: {error.why}",
                f"a pattern in every language of the edition; this one is filled with {known}",
                "add or correct it there; the English file shows what it says",
            ) from error

    def instead(self, id: str) -> Language | None:
        """The language that writes a pattern instead of this one, where it is missing here and there is English."""
        return None if self.english is None or self.patterns.whole(id) else self.english

    @property
    def untranslated(self) -> tuple[str, ...]:
        """Messages that were asked for and that the catalogue lacks, in the order of asking."""
        fallback = getattr(self.catalogue, "_fallback", None)
        return tuple(fallback.messages) if isinstance(fallback, Untranslated) else ()

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The form of the message that the language uses for ``count``; ``{count}`` is the localised number."""
        translated = self.catalogue.ngettext(one, many, count)
        return translated.format(count=self.number(count, 0), **values)

    def number(self, value: float, decimals: int) -> str:
        """A number with the locale's separators, rounded half up on its decimal representation, a true minus sign."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        shown = format_decimal(round_half_up(value, decimals), format=pattern, locale=self.locale)
        return shown.replace("-", "−")

    def month(self, label: str, short: bool = False) -> str:
        """A month ``2020-10`` as the language writes it ("October 2020"; short: "Oct 2020")."""
        year, month = (int(part) for part in label.split("-"))
        return format_skeleton("yMMM" if short else "yMMMM", date(year, month, 1), locale=self.locale)

    def listing(self, items: Sequence[str], style: Literal["standard", "or", "clauses"] = "standard") -> str:
        """An enumeration: "a, b and c", or "a, b or c", as the language writes it; clauses in Chinese stand between commas."""
        parts = list(items)
        if style == "or":
            return format_list(parts, style="or", locale=self.locale)
        if style == "clauses" and self.code == "zh":
            return "，".join(parts)
        if self.code == "zh" and len(parts) > 1 and any(OWN_AND.search(NO_AND.sub("", part)) for part in parts):
            # An item with its own "and" would run together with the conjunction.
            return "、".join(parts[:-1]) + "以及" + parts[-1]
        return format_list(parts, locale=self.locale)

    def order(self, text: str) -> tuple[str, bytes]:
        """By what texts stand in alphabetical order: letters and digits alone; Chinese by pinyin, after Latin script.

        The characters of level 1 of GB 2312 stand in the order of their pinyin there, and GBK keeps their bytes; the rarer
        ones of level 2 come after them, by radical.
        """
        plain = "".join(mark for mark in text.casefold() if mark.isalnum())
        return ("", plain.encode("gb18030")) if self.code == "zh" else (plain, b"")

    def date(self, day: date) -> str:
        """A day as the language writes it ("23 November 2026")."""
        return format_date(day, format="long", locale=self.locale)

    def name(self, kind: str, code: str) -> str:
        """The printed name of an economy, group, indicator, unit ...; marked where it is missing in this language.

        Raises Stop (exit 4) for a code that the data sheets do not have.
        """
        try:
            return self.names[kind, code]
        except KeyError:
            raise stop(
                ExitCode.REPORT,
                "name-missing",
                Place("data/reference/names.xlsx", "Terms"),
                f"no {self.code} name for {kind} {code!r}",
                "a name for every code that is printed",
                f"correct the code, or add the row '{kind}, {code}' with its names (economies and groups: economies.xlsx)",
            ) from None

    def has_name(self, kind: str, code: str) -> bool:
        """Whether there is a printed name, in this language or marked."""
        return (kind, code) in self.names


def round_half_up(value: float, decimals: int) -> float:
    """Round half away from zero on the shortest decimal representation (0.125 at two places is 0.13)."""
    from decimal import ROUND_HALF_UP, Decimal

    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(rounded) + 0.0


def read_catalogue(file: Path, code: str) -> Catalog:
    """The entries of a catalogue.

    Raises Stop (exit 4) where it is no catalogue, and with every translation that cannot be filled with what its message
    is filled with.
    """
    name = f"report/i18n/{file.name}"
    try:
        content = file.read_bytes()
        line = _open_quote(content.decode("utf-8"))
        catalogue = read_po(io.BytesIO(content), locale=LOCALES[code].split("_")[0], abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise _unreadable(Place(name, line=int(getattr(error, "lineno", None) or 0)), str(error)) from error
    if line:
        raise _unreadable(Place(name, line=line), "a text that does not end in a quotation mark")
    problems = [
        Problem(
            "catalogue-placeholder",
            Severity.ERROR,
            Place(name, line=int(message.lineno or 0)),
            f"the translation cannot be filled: {fault}",
            "the placeholders of the message, written alike",
            "correct the translation",
        )
        for message in catalogue
        if message.id and not message.fuzzy and (fault := _fault(message))
    ]
    if problems:
        raise Stop(ExitCode.REPORT, problems)
    return catalogue


def _unreadable(place: Place, found: str) -> Stop:
    return stop(
        ExitCode.REPORT,
        "catalogue-unreadable",
        place,
        found,
        "a gettext catalogue in UTF-8",
        "mend the entry there, or take the file from the last commit and translate again what has changed",
    )


def _open_quote(text: str) -> int:
    """The first line whose text does not end in a quotation mark (Babel would take a part of it for all), or 0."""
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if plain and not plain.startswith("#") and not ENTRY.fullmatch(plain):
            return number
    return 0


def _fault(message: Message) -> str:
    """Why a translation cannot be filled; blank where it can. Chapters fill ``%(name)s``, code fills ``{name}``."""
    read = _percent if any(str(file).endswith(".j2") for file, _ in message.locations) else _braces
    texts = [
        [text] if isinstance(text, str) else [one or "" for one in text or ()] for text in (message.id, message.string)
    ]
    try:
        known = {name for text in texts[0] for name in read(text)}
    except ValueError:
        return ""  # its braces are no placeholders
    try:
        asked = {name for text in texts[1] for name in read(text)}
    except ValueError as error:
        return str(error)
    return f"the message has no {', '.join(sorted(asked - known))}" if asked - known else ""


def _braces(text: str) -> Iterator[str]:
    """Names of the values of a text. Raises ValueError where it is no text of that kind."""
    return (field for _, field, _, _ in Formatter().parse(text) if field is not None)


def _percent(text: str) -> Iterator[str]:
    """Names of the values of a text in a chapter. Raises ValueError where it is no text of that kind."""
    names = re.findall(r"%\((\w+)\)s", text)
    try:
        text % dict.fromkeys(names, "")
    except (TypeError, KeyError) as error:
        raise ValueError(f"{error} (a percentage sign is written %%)") from error
    return iter(names)


@lru_cache(maxsize=8)
def load_catalogue(path: Path, code: str) -> gettext.NullTranslations:
    """The catalogue ``<path>/<code>.po`` compiled in memory; the source language needs none.

    Raises Stop (exit 4) where the file is missing, and as `read_catalogue` does. What it lacks is remembered (``Language.untranslated``).
    """
    if code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    file = path / f"{code}.po"
    if not file.is_file():
        raise stop(
            ExitCode.REPORT,
            "catalogue-missing",
            Place(f"report/i18n/{file.name}"),
            f"there is no catalogue for {code}",
            "one .po file per language of the edition",
            "run 'gdgr catalogue' and translate what it lists, or take the language out of the edition",
        )
    catalogue = read_catalogue(file, code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(Untranslated())
    return translations
