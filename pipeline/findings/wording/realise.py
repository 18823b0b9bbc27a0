"""Realisation: messages and claims as sentences of a language, and all words of a figure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from pipeline.findings.claims import Claim
from pipeline.findings.exhibit import Choice, Exhibit, Words
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Label, Listed, Message, Month, Name, Names, Quantity, Span, say
from pipeline.findings.wording.names import labelled, spoken
from pipeline.findings.wording.numbers import (
    CHARTED_MONEY,
    amount,
    bare,
    clauses,
    is_percent,
    quantity,
    sentences,
)
from pipeline.language import IN_ENGLISH, Language, round_half_up
from pipeline.patterns import Written

# Shares that people name; a share is called so where it is within a point of it.
FRACTIONS = tuple(Fraction(n, d) for n, d in ((1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10)))  # fmt: skip
NEAR = 1.0  # per cent


def sentence(message: Message, language: Language) -> str:
    """A message in a language, or marked in English where the language has no pattern for it.

    Raises Stop (exit 4) where there is none in English either, or it cannot be filled.
    """
    if (english := language.instead(message.id)) is not None:
        return IN_ENGLISH + sentence(message, english)
    return language.pattern(message.id, {name: write(value, language) for name, value in message.values.items()})


def write(value: object, language: Language) -> Written | str:
    """A value of a message as its pattern receives it. Raises TypeError for what is no value of a message."""
    if isinstance(value, Fact):
        return Written(
            amount(value, language),
            count=round_half_up(value.value, value.decimals),
            bare=bare(value.value, value.unit, value.decimals, language),
            spoken=_spoken(value, language),
            size=quantity(abs(value.value), value.unit, value.decimals, language),
        )
    if isinstance(value, Quantity):
        shown = quantity(value.value, value.unit, value.decimals, language)
        return Written(
            shown,
            count=value.value,
            bare=bare(value.value, value.unit, value.decimals, language),
            size=quantity(abs(value.value), value.unit, value.decimals, language),
        )
    if isinstance(value, Name):
        return spoken(value, language)
    if isinstance(value, Label):
        return labelled(value, language)
    if isinstance(value, Names):
        names = [spoken(Name(value.kind, code), language).text for code in value.codes]
        return Written(language.listing(names), count=len(names))
    if isinstance(value, Listed):
        told = [sentence(one, language) for one in value.messages]
        return Written(language.listing(told, value.style), count=len(told))
    if isinstance(value, Message):
        return sentence(value, language)
    if isinstance(value, Span):
        return f"{value.first}–{value.last}" if value.last > value.first else str(value.first)
    if isinstance(value, Month):
        return language.month(value.label)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError(f"{value!r} is no value of a message")
    return Written(str(value), count=value) if isinstance(value, int) else value


def _spoken(fact: Fact, language: Language) -> str:
    """A percentage of a whole as people say it ("two in three"), a whole number with its unit else; never an invented precision."""
    if not is_percent(fact.unit) or not 0 < fact.value < 100:
        return amount(fact, language)
    near = min(FRACTIONS, key=lambda share: abs(100 * float(share) - fact.value))
    if abs(100 * float(near) - fact.value) <= NEAR:
        return language.pattern(f"spoken-{near.numerator}-{near.denominator}", {})
    return quantity(fact.value, fact.unit, 0, language)


def claim_sentences(claim: Claim, language: Language) -> str:
    """The sentence of a claim, followed by the condition under which it does not show."""
    return sentences([opened(sentence(claim.message, language), language), condition(claim, language)], language)


def condition(claim: Claim, language: Language, pattern: str = "condition", **said: object) -> str:
    """Under which variations a claim changes, and under which it is reversed, a sentence each; blank where it is firm.

    ``said`` are further values of the pattern, and of that of a reversal, ``<pattern>-reversed``.
    """
    told = [
        sentence(say(id, variations=Listed(tuple(say(f"variation-{name}") for name in names), "or"), **said), language)
        for id, names in ((pattern, claim.changes), (f"{pattern}-reversed", claim.reversals))
        if names
    ]
    return sentences([opened(one, language) for one in told], language)


def story_sentences(head: Claim | None, story: Sequence[Claim], language: Language) -> list[str]:
    """The sentences of a story. A condition that several statements share is told once, after the last of those that stand
    together, for the headline too where it is the same."""
    own = _conditions(head)
    runs = [(key, list(claims)) for key, claims in groupby(story, _conditions)]
    joined = own if any(own) and own in [key for key, _ in runs] else None
    alone = head is not None and any(own) and joined is None
    parts = [condition(head, language, "condition-headline")] if head is not None and alone else []
    last, before = own if alone else None, 0
    for key, claims in runs:
        parts += [opened(sentence(one.message, language), language) for one in claims]
        if any(key):
            count = len(claims)
            which = "single" if count == 1 else "last" if before else "all"
            if key == joined or count > 1:
                also = "yes" if key == joined else "no"
                parts.append(
                    condition(claims[0], language, "condition-shared", which=which, count=count, headline=also)
                )
                joined = None if key == joined else joined
            elif key == last and not claims[0].reversals:
                parts.append(sentence(say("condition-again", count=len(claims[0].changes)), language))
            else:
                parts.append(condition(claims[0], language))
            last = key
        before += len(claims)
    return parts


def _conditions(claim: Claim | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The variations under which a claim changes, and those under which it is reversed."""
    return (claim.changes, claim.reversals) if claim is not None else ((), ())


def opened(text: str, language: Language) -> str:
    """A sentence with its first letter as the language begins one."""
    return text if language.code in ("zh", "ar") else text[:1].upper() + text[1:]


def label(value: object, language: Language) -> str:
    """A label of a chart: a name as charts have it, a message, or a text that is the same in every language."""
    if isinstance(value, Name):
        return labelled(value, language)
    if isinstance(value, Message):
        return opened(sentence(value, language), language)
    return str(value)


def _adds(text: str, title: str) -> bool:
    """Whether a sentence has a number that the headline has not: else it would only repeat it."""
    numbers = [set(re.findall(r"\d[\d.,]*\d|\d", one)) for one in (text, title)]
    return bool(numbers[0] - numbers[1])


def labels(values: Mapping[str, object], language: Language) -> dict[str, str]:
    """Labels of a chart by code."""
    return {code: label(value, language) for code, value in values.items()}


def words(exhibit: Exhibit, choice: Choice, sources: Iterable[str], language: Language) -> Words:
    """All text of a figure: the headline and the story of the claims that were chosen, notes, labels, source line.

    ``sources`` are the English sources of its data, each once; what is no publication has a pattern ``name-source-<code>``.
    """
    if exhibit.options.get("billions"):  # its texts count money as its chart does
        language = language.counting_money_to(CHARTED_MONEY.get(language.code, math.inf))
    head = choice.headline
    title = sentence(head.headline if head and head.headline else exhibit.title, language)
    story = story_sentences(head, choice.story, language)
    whole = opened(sentence(head.message, language), language) if head is not None else ""
    if head is not None and not choice.story:  # the claim of the headline in full, unless the headline has it all
        story = [whole if _adds(whole, title) else "", *story]
    text = sentences(story, language)
    note = sentences([opened(sentence(one, language), language) for one in exhibit.notes], language)
    seen = opened(sentence(exhibit.alt, language), language)
    alt = sentences([seen, text or whole], language)  # alone it must say what is found
    named = dict.fromkeys(spoken(Name("source", source), language).text for source in sources)
    source = sentence(say("source-line", sources=clauses(named, language), count=len(named)), language)
    shown = opened(title, language)
    return Words(
        shown, opened(sentence(exhibit.subtitle, language), language), source, alt, text,
        labels(exhibit.labels, language), shown, note,
    )  # fmt: skip
