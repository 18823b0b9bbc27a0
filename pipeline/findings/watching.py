"""A data set and a language that note what is read of them, so that a result knows what it rests on.

Kinds of things: ``series`` (an indicator's observations with their cells), ``indicator`` (its metadata), ``group``,
``economy``, ``vintages``, ``tables`` (the economies with supply and use tables), ``tables USA`` (those of one, by year),
``register``, ``parameters``, ``data`` (the rest), and for each language ``message``, ``name`` and ``patterns`` (as a whole).
What cannot be told apart counts as the whole of its kind.
"""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import fields, replace
from typing import Any, cast

import numpy as np
import pandas as pd

from pipeline.language import Language
from pipeline.model.dataset import Dataset
from pipeline.model.observations import Observations
from pipeline.patterns import Patterns
from pipeline.store.digest import digest_of
from pipeline.store.watch import WHOLE, Watch


class WatchedMapping(Mapping[Any, Any]):
    """A mapping whose values are read by key; asking for all of them reads the whole kind."""

    def __init__(self, plain: Mapping[Any, Any], watch: Watch, kind: str) -> None:
        self._plain, self._watch, self._kind = plain, watch, kind
        self._keys: dict[str, Any] = {}
        watch.source(kind, self._digest)

    def _digest(self, name: str) -> str:
        """The digest of a value by the ``repr`` of its key. Raises KeyError where there is none."""
        if name == WHOLE:
            return digest_of(self._plain)
        if not self._keys:
            self._keys = {repr(key): key for key in self._plain}
        return digest_of(self._plain[self._keys[name]])

    def __getitem__(self, key: object) -> Any:
        self._watch.read(self._kind, repr(key))
        return self._plain[key]

    def __iter__(self) -> Iterator[Any]:
        self._watch.read(self._kind, WHOLE)
        return iter(self._plain)

    def __len__(self) -> int:
        self._watch.read(self._kind, WHOLE)
        return len(self._plain)

    def values(self) -> ValuesView[Any]:
        """All values, read as a whole."""
        self._watch.read(self._kind, WHOLE)
        return self._plain.values()

    def items(self) -> ItemsView[Any, Any]:
        """All keys and values, read as a whole."""
        self._watch.read(self._kind, WHOLE)
        return self._plain.items()


class WatchedTables(Mapping[str, Mapping[int, Any]]):
    """Supply and use tables, of which each economy's each year is a thing of its own, and the list of economies one too."""

    def __init__(self, plain: Mapping[str, Mapping[int, Any]], watch: Watch) -> None:
        self._watch = watch
        self._economies = {code: WatchedMapping(years, watch, f"tables {code}") for code, years in plain.items()}
        watch.source("tables", lambda _: digest_of(sorted(plain)))

    def __getitem__(self, economy: str) -> Mapping[int, Any]:
        if economy not in self._economies:
            self._watch.read("tables", WHOLE)
        return self._economies[economy]

    def __iter__(self) -> Iterator[str]:
        self._watch.read("tables", WHOLE)
        return iter(self._economies)

    def __len__(self) -> int:
        self._watch.read("tables", WHOLE)
        return len(self._economies)


class WatchedRecord:
    """A record whose fields are read by name."""

    def __init__(self, plain: object, watch: Watch, kind: str) -> None:
        self._plain, self._watch, self._kind = plain, watch, kind
        watch.source(kind, lambda name: digest_of(getattr(plain, name)))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._watch.read(self._kind, name)
        return getattr(self._plain, name)


class WatchedObservations(Observations):
    """Observations of which each indicator is a thing of its own."""

    def __init__(self, plain: Observations, watch: Watch) -> None:
        own = {"_plain": plain, "_watch": watch, "_indicators": WatchedMapping(plain.indicators, watch, "indicator")}
        for name, value in own.items():
            object.__setattr__(self, name, value)
        watch.source("series", series_digests(plain))

    def __getattribute__(self, name: str) -> Any:
        """What is asked by code reads that series; anything else reads all of them."""
        own = object.__getattribute__(self, "__dict__")
        if name in ("of", "wide", "latest", "cells", "cells_of"):
            method = getattr(own["_plain"], name)

            def read(code: str, *arguments: Any, **named: Any) -> Any:
                own["_watch"].read("series", code)
                return method(code, *arguments, **named)

            return read
        if name == "indicators":
            return own["_indicators"]
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        own["_watch"].read("series", WHOLE)
        return getattr(own["_plain"], name)


def series_digests(plain: Observations) -> Callable[[str], str]:
    """How the digest of the observations of an indicator (or of all) is found: over the bytes of its rows.

    Texts go in as 64-bit hashes, which are worked out for the whole column at once.
    """
    frame = plain.frame
    names = [name for name in frame.columns if name != "INDICATOR"]
    columns: list[np.ndarray] = []

    def digest(code: str) -> str:
        if not columns:
            for name in names:
                values = frame[name].to_numpy()
                columns.append(pd.util.hash_array(values) if values.dtype == object else values)
        start, stop = (0, len(frame)) if code == WHOLE else plain.ends(code)
        corrected = sorted(item for item in plain.corrected.items() if code in (WHOLE, item[0][0]))
        hashed = hashlib.sha256(f"{stop - start} {corrected or ''}".encode())
        for column in columns:
            hashed.update(np.ascontiguousarray(column[start:stop]).tobytes())
        if code == WHOLE:
            hashed.update(pd.util.hash_array(frame["INDICATOR"].to_numpy()).tobytes())
        return hashed.hexdigest()

    return digest


def watched(data: Dataset, watch: Watch) -> Dataset:
    """The same data set; what is read of it is noted."""
    watch.source(
        "vintages",
        lambda _: digest_of(
            {label: [series_digests(book)(WHOLE), book.indicators] for label, book in data.vintages.items()}
        ),
    )
    watch.source("data", lambda name: digest_of(getattr(data, name)))
    found: dict[str, object] = {
        "observations": WatchedObservations(data.observations, watch),
        "economies": WatchedMapping(data.economies, watch, "economy"),
        "groups": WatchedMapping(data.groups, watch, "group"),
        "supply_use": WatchedTables(data.supply_use, watch),
        "governance": WatchedRecord(data.governance, watch, "register"),
        "parameters": WatchedRecord(data.parameters, watch, "parameters"),
    }
    rest = {one.name: getattr(data, one.name) for one in fields(data) if one.name not in found}
    return cast(Dataset, _WatchedDataset(replace(data, **found), rest, watch))  # type: ignore[arg-type]


class _WatchedDataset:
    """The data set whose remaining fields are read whole, each when it is asked for."""

    def __init__(self, parts: Dataset, rest: Mapping[str, object], watch: Watch) -> None:
        self._parts, self._rest, self._watch = parts, rest, watch

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "vintages":
            self._watch.read("vintages", WHOLE)
        elif name in self._rest:
            self._watch.read("data", name)
        return getattr(self._parts, name)


class WatchedCatalogue(gettext.NullTranslations):
    """A catalogue of which each message is a thing of its own."""

    def __init__(self, plain: gettext.NullTranslations, watch: Watch, code: str) -> None:
        super().__init__()
        self._plain, self._watch, self._kind = plain, watch, f"message {code}"
        watch.source(self._kind, self._digest)

    def _digest(self, message: str) -> str:
        one, mark, many = message.partition("\0")
        return digest_of([self._plain.ngettext(one, many, n) for n in range(120)] if mark else self._plain.gettext(one))

    def gettext(self, message: str) -> str:
        """The translation."""
        self._watch.read(self._kind, message)
        return self._plain.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of the translation for a number."""
        self._watch.read(self._kind, f"{msgid1}\0{msgid2}")
        return self._plain.ngettext(msgid1, msgid2, n)


class WatchedPatterns:
    """The patterns of a language; whoever reads one rests on all of them, because they refer to each other."""

    def __init__(self, plain: Patterns, watch: Watch, code: str) -> None:
        self._plain, self._watch, self._kind = plain, watch, f"patterns {code}"
        watch.source(self._kind, lambda _: plain.digest)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._watch.read(self._kind, WHOLE)
        return getattr(self._plain, name)


class _WatchedLanguage(Language):
    """A language that notes which patterns English writes instead (``pattern <code>``)."""

    watch: Watch

    def instead(self, id: str) -> Language | None:
        """The language that writes a pattern instead of this one."""
        english = super().instead(id)
        if english is not None:
            self.watch.read(f"pattern {self.code}", id)
        return english


def watched_language(language: Language, watch: Watch) -> Language:
    """The same language; the messages, patterns and names that are asked of it are noted."""
    names = WatchedMapping(language.names, watch, f"name {language.code}")
    catalogue = WatchedCatalogue(language.catalogue, watch, language.code)
    patterns = cast(Patterns, WatchedPatterns(language.patterns, watch, language.code))
    english = None if language.english is None else watched_language(language.english, watch)
    watch.source(f"pattern {language.code}", lambda id: str(language.patterns.whole(id)))
    found = _WatchedLanguage(language.code, catalogue, names, patterns, language.lacking, english)
    found.watch = watch
    return found
