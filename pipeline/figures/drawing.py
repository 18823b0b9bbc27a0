"""What is drawn: an exhibit with its words in one language, as plain data that can travel to another process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from gettext import NullTranslations

import pandas as pd

from pipeline.findings.exhibit import Exhibit, Words
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, Stop, stop

# What a language counts money in, in billions of the data: Chinese in 亿, a tenth of a billion.
_BILLIONS = {"zh": 10.0}


@lru_cache(maxsize=8)
def _language(code: str) -> Language:
    return Language(code, NullTranslations(), {})


@lru_cache(maxsize=65536)
def _number(code: str, value: float, decimals: int) -> str:
    return _language(code).number(value, decimals)


@dataclass(frozen=True)
class Drawing:
    """One figure in one language: data and options of the exhibit, its words, the code of the language."""

    id: str
    kind: str
    data: pd.DataFrame
    words: Words
    language: str
    options: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, exhibit: Exhibit, words: Words, language: str) -> Drawing:
        """The exhibit without its writer of words, its mappings as plain dictionaries.

        Columns that the option ``billions`` names are drawn in the unit in which the language counts them, as its texts do.
        """
        data, scale = exhibit.data.reset_index(drop=True), _BILLIONS.get(language, 1.0)
        money = exhibit.options.get("billions", ())
        scaled = {name: data[name] * scale for name in (money if isinstance(money, (tuple, list)) else ())}
        return cls(
            exhibit.id,
            exhibit.kind,
            data.assign(**scaled) if scaled else data,
            replace(words, labels=dict(words.labels)),
            language,
            dict(exhibit.options),
        )

    def label(self, code: object) -> str:
        """Printed label of a code of the data."""
        return self.words.label(code)

    def key(self, name: str) -> str:
        """Printed text of a key that the kind itself needs. Raises Stop (exit 4) where the words have none."""
        if name not in self.words.labels:
            raise self.wrong(
                "figure-label-missing",
                f"no label {name!r} in {self.language}",
                f"a label for {name!r}, which a figure of kind {self.kind} with this data shows",
                f"add {name!r} to the labels that the exhibit's words return",
            )
        return self.words.labels[name]

    def has(self, name: str) -> bool:
        """Whether the words have a text for a key."""
        return bool(self.words.labels.get(name))

    def number(self, value: float, decimals: int | None = None, suffix: bool = True) -> str:
        """A number in the language with the exhibit's decimals (default 1) and suffix."""
        places = int(str(self.options.get("decimals", 1))) if decimals is None else decimals
        ending = self.label(self.options["suffix"]) if suffix and self.options.get("suffix") else ""
        return _number(self.language, float(value), places) + ending

    def count(self, value: float) -> str:
        """A whole number in the language."""
        return _number(self.language, float(value), 0)

    def dated(self, text: str, year: float) -> str:
        """A text with a year behind it in brackets."""
        return f"{text}（{year:.0f}年）" if self.language == "zh" else f"{text} ({year:.0f})"

    def between(self, low: str, high: str) -> str:
        """A range of two printed numbers, either of which may have a minus sign."""
        return {"zh": f"{low}至{high}", "en": f"{low} to {high}"}.get(self.language, f"{low} … {high}")

    def counted(self, text: str, number: int) -> str:
        """A text with the number of economies that it stands for behind it in brackets."""
        if self.language != "zh":
            return f"{text} ({self.count(number)})"
        return f"{text[:-1]}，{self.count(number)}个）" if text.endswith("）") else f"{text}（{self.count(number)}个）"

    def joined(self, texts: Iterable[str]) -> str:
        """Names one after the other."""
        return {"zh": "、", "ar": "، "}.get(self.language, ", ").join(texts)

    @property
    def right_to_left(self) -> bool:
        """Whether the language runs right to left."""
        return _language(self.language).right_to_left

    def real(self, name: str) -> float | None:
        """A numeric option, None where it is not set."""
        value = self.options.get(name)
        return None if value is None else float(str(value))

    def strings(self, name: str) -> list[str] | None:
        """An option that lists codes, None where it is not set."""
        value = self.options.get(name)
        if value is None:
            return None
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise self.wrong(
                "figure-option-invalid", f"option {name} is {value!r}", "a list of codes", "give the codes as a list"
            )
        return [str(item) for item in value]

    def wrong(self, code: str, found: str, allowed: str, remedy: str) -> Stop:
        """A Stop (exit 4) that names this figure."""
        return stop(ExitCode.REPORT, code, Place(f"figure {self.id}", self.kind), found, allowed, remedy)
