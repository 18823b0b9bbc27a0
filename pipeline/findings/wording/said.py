"""The numbers that the statements of a figure print, each with its fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.findings.claims import Claim
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message
from pipeline.findings.wording.numbers import quantity
from pipeline.findings.wording.realise import write
from pipeline.language import Language
from pipeline.numerals import found
from pipeline.patterns import Written


class Said:
    """The numbers of facts in the common form, as a language prints them with a unit, bare, spoken, or without their sign."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
        """Ids of the facts that print each number."""
        pool: dict[str, dict[str, None]] = {}
        for fact in facts:
            for shown in self._forms(fact):
                pool.setdefault(shown, {})[fact.id] = None
        return {shown: tuple(ids) for shown, ids in pool.items()}

    def _forms(self, fact: Fact) -> tuple[str, ...]:
        if fact.id not in self._known:
            written = write(fact, self._language)
            assert isinstance(written, Written)
            texts = dict.fromkeys((written.text, written.bare, written.spoken, written.size))
            code = self._language.code
            unit = {shown for shown, _ in found(quantity(0.0, fact.unit, 0, self._language), code)} - {
                "0"
            }  # per 100 inhabitants
            shown = dict.fromkeys(number for text in texts for number, _ in found(text, code) if number not in unit)
            own = dict.fromkeys(number for number, _ in found(written.bare, code))
            self._known[fact.id] = tuple(own | shown)
        return self._known[fact.id]


def facts_said(exhibit: Exhibit, claims: Iterable[Claim]) -> tuple[Fact, ...]:
    """The facts that the words of a figure may print: those of its statements, then those of its notes and labels."""
    told: dict[str, Fact] = {}
    for claim in claims:
        for message in (claim.headline, claim.message):
            told |= {fact.id: fact for fact in (message.facts if message else ())}
        told |= {fact.id: fact for fact in claim.facts if fact.id not in told}
    for value in (exhibit.title, exhibit.subtitle, exhibit.alt, *exhibit.notes, *exhibit.labels.values()):
        told |= {fact.id: fact for fact in _facts(value)}
    return tuple(told.values())


def _facts(value: object) -> Iterator[Fact]:
    """The facts in a value of a message, however deep."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, Message):
        for part in value.values.values():
            yield from _facts(part)
    elif isinstance(value, Listed):
        for message in value.messages:
            yield from _facts(message)
