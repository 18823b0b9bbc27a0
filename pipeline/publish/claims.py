"""claims.json: every statement of an edition with its evidence, those that are not printed too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from pipeline.findings.claims import Claim
from pipeline.findings.exhibit import Choice
from pipeline.findings.wording.realise import claim_sentences, opened, sentence
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, stop
from pipeline.publish.record import Record

NAME = "claims.json"
RECORD = Record("claims", NAME, ExitCode.REPORT, "a built edition", "run 'make report' first")
MARKS = {"firm": "firm       ", "conditional": "conditional", "withdrawn": "withdrawn  "}


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
        content[claim.id] = {
            "kind": claim.kind,
            "says": claim.says,
            "standing": claim.standing,
            "strength": round(claim.strength, 4),
            "surprise": round(claim.surprise, 4),
            "printed": "headline" if heads else "story" if claim in choice.story else "",
            "topic": claim.topic,
            "facts": [fact.id for fact in claim.facts],
            "variations": {trial.variation: {"says": trial.says, "agreement": trial.agreement} for trial in claim.trials},
            "headline": {
                code: opened(sentence(claim.headline, tongue), tongue) for code, tongue in languages.items() if claim.headline
            },
            "text": {code: claim_sentences(claim, tongue) for code, tongue in languages.items()},
        }  # fmt: skip
    (output / NAME).write_text(json.dumps(content, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def read_claims(output: Path) -> dict[str, dict]:
    """The claims of a built edition by id. Raises Stop (exit 4) where there is none, or the file is damaged."""
    return dict(RECORD.read(output))


def listed(output: Path, pattern: str, language: str, evidence: bool) -> Iterator[str]:
    """Each claim whose id matches, in words: standing, id, statement; with its facts and variations if asked.

    Raises Stop (exit 4) where no claim matches, or the edition has no such language.
    """
    claims = {id: claim for id, claim in read_claims(output).items() if fnmatchcase(id, pattern)}
    if not claims:
        raise stop(ExitCode.REPORT, "claim-unknown", Place(NAME), f"no claim matches {pattern!r}",
                   "an id as 'gdgr claims' lists it, with * for any text", "list all of them and choose one")  # fmt: skip
    for id, claim in claims.items():
        if language not in claim["text"]:
            raise stop(ExitCode.REPORT, "claim-language", Place(NAME), f"no statements in {language!r}",
                       ", ".join(claim["text"]), "choose one of these, or build the edition in that language")  # fmt: skip
        yield f"{MARKS[claim['standing']]} {claim['printed'] or 'not printed':11} {id}  [{claim['kind']}: {claim['says']}]"
        yield f"    {claim['text'][language]}"
        if evidence:
            yield from (f"    fact      {fact}" for fact in claim["facts"])
            for name, trial in claim["variations"].items():
                yield f"    variation {name}: {trial['agreement']}{' (' + trial['says'] + ')' if trial['says'] else ''}"
