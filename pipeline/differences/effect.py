"""What follows from a change of the data: the statements of the report that are new, gone, or say something else.

Both states are put through the same recipes, so that what differs comes from the data and not from the method.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.differences.sides import Side
from pipeline.edition import Edition
from pipeline.findings.claims import Claim, Standing
from pipeline.findings.making import Exhibits, make_exhibits
from pipeline.findings.naming import speak
from pipeline.findings.wording.realise import claim_sentences
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.problems import ExitCode, Place, stop
from pipeline.sheets.load import load_dataset


@dataclass(frozen=True)
class Turn:
    """A statement that is ``new``, ``gone``, ``turned`` (its test says something else), or ``firmer``/``weaker``/``back``/
    ``withdrawn`` (its standing changed), with its sentence in either state; blank where it is not there.
    """

    what: str
    id: str
    before: str
    after: str


@dataclass(frozen=True)
class Effect:
    """``turns`` in the order of the report; ``reworded`` statements say the same with other figures, ``same`` are as before."""

    turns: tuple[Turn, ...]
    reworded: int
    same: int


@dataclass(frozen=True)
class Stated:
    """A claim as it stands in one state, with its sentence."""

    says: str
    standing: Standing
    text: str


STRENGTH = {Standing.WITHDRAWN: 0, Standing.CONDITIONAL: 1, Standing.FIRM: 2}


def effect_of(
    root: Path, edition: Edition, before: Side, after: Side, now: Callable[[str], None] = lambda text: None
) -> Effect:
    """The effect on the statements of an edition of ``root``. Raises Stop (exit 3) where a side is no whole project."""
    return turns(*(_statements(root, edition, side, now) for side in (before, after)))


def turns(before: Mapping[str, Stated], after: Mapping[str, Stated]) -> Effect:
    """What became of each statement."""
    found, reworded, same = [], 0, 0
    for id in [*after, *(one for one in before if one not in after)]:
        old, new = before.get(id), after.get(id)
        what = _what(old, new)
        if what:
            found.append(Turn(what, id, old.text if old else "", new.text if new else ""))
        elif old and new and old.text != new.text:
            reworded += 1
        else:
            same += 1
    return Effect(tuple(found), reworded, same)


def _what(old: Stated | None, new: Stated | None) -> str:
    if old is None or new is None:
        printed = (old or new).standing is not Standing.WITHDRAWN  # type: ignore[union-attr]
        return ("gone" if new is None else "new") if printed else ""
    if Standing.WITHDRAWN in (old.standing, new.standing):
        if old.standing is new.standing:
            return ""
        return "withdrawn" if new.standing is Standing.WITHDRAWN else "back"
    if old.says != new.says:
        return "turned"
    if old.standing is new.standing:
        return ""
    return "firmer" if STRENGTH[new.standing] > STRENGTH[old.standing] else "weaker"


def _statements(root: Path, edition: Edition, side: Side, now: Callable[[str], None]) -> dict[str, Stated]:
    """Every claim of the exhibits of ``root`` on the data of a side."""
    if side.files is None:
        raise stop(
            ExitCode.DATA, "diff-no-effect", Place(side.name), "single workbooks, from which no report can be made",
            "two states of the whole folder data", "compare folders or revisions, or leave the effect out",
        )  # fmt: skip
    now(f"statements of {side.name}")
    with tempfile.TemporaryDirectory() as folder:
        for file, data in side.files.items():
            path = Path(folder) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        dataset = load_dataset(Path(folder), str(edition.data_cutoff))
    workshop = Workshop(dataset, edition)
    make_exhibits(Exhibits(workshop, root))
    english = speak(dataset, root / "report" / "i18n", "en")
    return {claim.id: _stated(claim, english) for claim in workshop.claims.every()}


def _stated(claim: Claim, english: Language) -> Stated:
    return Stated(claim.says, claim.standing, claim_sentences(claim, english))
