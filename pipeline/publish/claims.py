"""claims.json: every statement of an edition with its evidence, those that are not printed too."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType

from pipeline.findings.claims import Claim, Kind, Standing
from pipeline.findings.claims.trials import Agreement, Trial
from pipeline.findings.exhibit import Choice
from pipeline.findings.wording.realise import claim_sentences, opened, sentence
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, stop
from pipeline.publish.record import Fields, Record, is_number, is_text, is_texts, is_texts_by_name

NAME = "claims.json"
RECORD = Record("claims", NAME, ExitCode.REPORT, "a built edition", "run 'make report' first")
PLACES = ("headline", "story", "")  # where a claim is printed; blank: nowhere


def write_claims(
    output: Path, claims: Iterable[Claim], choices: Mapping[str, Choice], languages: Mapping[str, Language]
) -> None:
    """Write each claim by id: kind, outcome of its test, standing, variations, facts, and its text in each language.

    ``printed`` says where it stands in the report: as ``headline``, in the ``story`` of its figure, or nowhere (blank).
    """
    content = {}
    for claim in claims:
        choice = choices.get(claim.id.partition(":")[0], Choice(None))
        heads = choice.headline is not None and choice.headline.id == claim.id
        told = any(one.id == claim.id for one in choice.story)
        content[claim.id] = {
            "kind": claim.kind,
            "says": claim.says,
            "standing": claim.standing,
            "strength": round(claim.strength, 4),
            "surprise": round(claim.surprise, 4),
            "printed": "headline" if heads else "story" if told else "",
            "topic": claim.topic,
            "facts": [fact.id for fact in claim.facts],
            "variations": {trial.variation: {"says": trial.says, "agreement": trial.agreement} for trial in claim.trials},
            "headline": {
                code: opened(sentence(claim.headline, tongue), tongue) for code, tongue in languages.items() if claim.headline
            },
            "text": {code: claim_sentences(claim, tongue) for code, tongue in languages.items()},
        }  # fmt: skip
    (output / NAME).write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Stated:
    """A claim as an edition tells it; ``headline`` and ``text`` by language, ``printed`` one of PLACES."""

    kind: Kind
    says: str
    standing: Standing
    strength: float
    surprise: float
    printed: str
    topic: str
    facts: tuple[str, ...]
    trials: tuple[Trial, ...]
    headline: Mapping[str, str]
    text: Mapping[str, str]


def read_claims(output: Path) -> Mapping[str, Stated]:
    """The claims of a built edition by id, checked.

    Raises Stop with ``claims-missing`` (exit 4) where there is none, or with every ``claims-damaged`` (exit 3).
    """
    return MappingProxyType(
        {
            id: Stated(
                kind=Kind(entry["kind"]),
                says=entry["says"],
                standing=Standing(entry["standing"]),
                strength=entry["strength"],
                surprise=entry["surprise"],
                printed=entry["printed"],
                topic=entry["topic"],
                facts=tuple(entry["facts"]),
                trials=tuple(
                    Trial(name, trial["says"], Agreement(trial["agreement"]))
                    for name, trial in entry["variations"].items()
                ),
                headline=MappingProxyType(entry["headline"]),
                text=MappingProxyType(entry["text"]),
            )
            for id, entry in RECORD.entries(output, FIELDS).items()
        }
    )


def _is_share(value: object) -> bool:
    return is_number(value) and 0 <= value <= 1  # type: ignore[operator]


def _are_variations(value: object) -> bool:
    return isinstance(value, dict) and all(
        is_texts_by_name(trial) and "says" in trial and trial.get("agreement") in list(Agreement)
        for trial in value.values()
    )


FIELDS: Fields = MappingProxyType(
    {
        "kind": (lambda value: is_text(value) and value in list(Kind), "a kind of claim"),
        "says": (is_text, "a text"),
        "standing": (lambda value: is_text(value) and value in list(Standing), "a standing"),
        "strength": (_is_share, "a number from 0 to 1"),
        "surprise": (_is_share, "a number from 0 to 1"),
        "printed": (lambda value: is_text(value) and value in PLACES, "a place in the report"),
        "topic": (is_text, "a text"),
        "facts": (is_texts, "a list of texts"),
        "variations": (_are_variations, "an object of outcomes, each with 'says' and 'agreement'"),
        "headline": (is_texts_by_name, "an object of texts"),
        "text": (is_texts_by_name, "an object of texts"),
    }
)


def listed(output: Path, pattern: str, language: str, evidence: bool) -> Iterator[str]:
    """Each claim whose id matches, in words: standing, id, statement; with its facts and variations if asked.

    Raises Stop (exit 4) where no claim matches (with the nearest ids), or the edition has no such language; and as
    ``read_claims`` does.
    """
    known = read_claims(output)
    claims = {id: claim for id, claim in known.items() if fnmatchcase(id, pattern)}
    place = Place(str(output / NAME))
    if not claims:
        nearest = ", ".join(difflib.get_close_matches(pattern, known, n=5, cutoff=0.4)) or "none"
        raise stop(ExitCode.REPORT, "claim-unknown", place, f"no claim matches {pattern!r}",
                   f"an id as 'gdgr claims' lists it, with * for any text; the nearest are {nearest}",
                   "list all of them and choose one")  # fmt: skip
    lacking = next((claim for claim in claims.values() if language not in claim.text), None)
    if lacking is not None:
        raise stop(ExitCode.REPORT, "claim-language", place, f"no statements in {language!r}",
                   f"a language of the edition: {', '.join(lacking.text) or 'none'}",
                   "choose one of these, or build the edition in that language")  # fmt: skip
    return (line for id, claim in claims.items() for line in _lines(id, claim, language, evidence))


def _lines(id: str, claim: Stated, language: str, evidence: bool) -> Iterator[str]:
    """The lines of one claim."""
    yield f"{claim.standing:11} {claim.printed or 'not printed':11} {id}  [{claim.kind}: {claim.says}]"
    yield f"    {claim.text[language]}"
    if evidence:
        yield from (f"    fact      {fact}" for fact in claim.facts)
        for trial in claim.trials:
            yield f"    variation {trial.variation}: {trial.agreement}{f' ({trial.says})' if trial.says else ''}"
