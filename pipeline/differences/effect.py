"""What follows from a change: the statements, facts and ranks of the report that are others, and what of it the data did.

Both states are put through the recipes of today's programme. A *state* joins the data of one side (figures, notes, registers,
tables) with the method of one (``METHOD``: groups, parameters, targets, the design of the index, the entries of figures, the
rules of the edition); the four states tell the effect of the data from that of the method. What a change of the programme
itself does is seen only against what an edition has published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pandas as pd

from pipeline.differences.sides import EXHIBITS, Side
from pipeline.edition import Edition, load_edition
from pipeline.findings.claims import Claim, Standing
from pipeline.findings.claims.book import ClaimBook
from pipeline.findings.effects import Cause, Corners, Moved, cause, moved
from pipeline.findings.errands import Errands
from pipeline.findings.facts import FactBook
from pipeline.findings.making import Exhibits
from pipeline.findings.naming import speak
from pipeline.findings.ranks import rankings
from pipeline.findings.watching import WatchedRecord, watched
from pipeline.findings.wording.realise import claim_sentences
from pipeline.findings.workshop import Workshop
from pipeline.language import Language, round_half_up
from pipeline.problems import ExitCode, Place, Stop, stop
from pipeline.publish.claims import read_claims
from pipeline.publish.lineage import read_lineage
from pipeline.sheets.load import load_dataset
from pipeline.store import Keeper, Watch

# Files whose change is one of method; the entries of figures and the rules of editions are, too.
METHOD = (
    "data/reference/parameters.xlsx",
    "data/reference/economies.xlsx",
    "data/reference/digital-governance-index.xlsx",
    "data/monitoring/targets.xlsx",
)
NEWS = "releases.replaced"  # the recipe that tells what is new in an edition: here that is the question, and no answer
REASONS = (LookupError, TypeError, ValueError, ArithmeticError)  # why a recipe may not make a figure


@dataclass(frozen=True)
class Stated:
    """A claim as it stands in one state, with its sentence."""

    says: str
    standing: Standing
    text: str


@dataclass(frozen=True)
class Value:
    """A fact in one state."""

    value: float
    unit: str
    decimals: int


@dataclass(frozen=True)
class State:
    """What the report says in one state; ``ranks`` by ranking (rank, low, high by economy), ``unmade`` figures that cannot be made."""

    claims: Mapping[str, Stated]
    facts: Mapping[str, Value]
    ranks: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    unmade: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """A statement that changed (``findings.effects.What``), with its sentence in either state, blank where it is not there."""

    what: str
    id: str
    before: str
    after: str
    cause: str = ""


@dataclass(frozen=True)
class FactChange:
    """A fact that prints another number: before, after and what of it comes from where (``Moved``)."""

    id: str
    unit: str
    decimals: int
    moved: Moved


@dataclass(frozen=True)
class RankChange:
    """A rank that changed, each with its interval; ``apart`` says that the intervals do not meet, ``cause`` from what."""

    ranking: str
    economy: str
    before: tuple[int, int, int]
    after: tuple[int, int, int]
    cause: str = ""

    @property
    def apart(self) -> bool:
        """Whether the change is larger than what either rank is certain of."""
        return self.before[2] < self.after[1] or self.after[2] < self.before[1]


@dataclass(frozen=True)
class Effect:
    """``turns`` in the order of the report; ``reworded`` statements say the same with other figures, ``same`` are as before.

    ``facts`` by the size of their change, ``new_facts`` and ``gone_facts`` are numbers; ``ranks`` by how far they moved;
    ``programme`` are statements that today's programme makes otherwise than they were published; ``notes`` say what cannot be told.
    """

    turns: tuple[Turn, ...]
    reworded: int
    same: int
    facts: tuple[FactChange, ...] = ()
    new_facts: int = 0
    gone_facts: int = 0
    ranks: tuple[RankChange, ...] = ()
    programme: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()


def effect_of(
    root: Path,
    edition: Edition,
    before: Side,
    after: Side,
    now: Callable[[str], None] = lambda text: None,
    keeper: Keeper | None = None,
) -> Effect:
    """The effect on the report of ``root``; results are taken from and put into the store of ``keeper``.

    Raises Stop (exit 3) where a side is neither a whole project nor a published edition, or its sheets cannot be read.
    """
    for side in (before, after):
        if side.files is None and side.published is None:
            raise stop(
                ExitCode.DATA, "diff-no-effect", Place(side.name), "single workbooks, from which no report can be made",
                "two states of the whole folder data, or published editions", "compare folders, revisions or editions, or leave the effect out",
            )  # fmt: skip
    made = _Making(root, edition, now, keeper)
    if before.files is None or after.files is None:
        first, last = (made.published(one) if one.files is None else made.state(one, one) for one in (before, after))
        told = " and ".join(one.name for one in (before, after) if one.files is None)
        note = f"Of {told} only what was published is at hand, not the sheets: data and method cannot be told apart, nor ranks."
        return compare_states(first, last, None, None, (note,))
    first, last = made.state(before, before), made.state(after, after)
    notes: list[str] = []
    data, method = made.corner(before, after, (first, last), notes), made.corner(after, before, (last, first), notes)
    found = compare_states(first, last, data, method, tuple(notes))
    return replace(found, programme=made.programme(before, first), notes=(*found.notes, *_of_programme(before, after)))


def _of_programme(before: Side, after: Side) -> Iterator[str]:
    """What cannot be told of a change of the programme."""
    changed = _changed(before, after, lambda file: file.startswith("pipeline/"))
    if changed:
        yield (
            f"The programme differs between {before.name} and {after.name} ({len(changed)} of the modules of pipeline/): both states were made by"
            " today's, so what that change does is in none of these numbers."
        )


def _is_method(file: str) -> bool:
    return file in METHOD or file == EXHIBITS or file.startswith("report/editions/")


def _changed(one: Side, other: Side, which: Callable[[str], bool]) -> list[str]:
    """The files of a kind that differ between two sides; none where a side has no file of the kind."""
    first, last = ({file: data for file, data in (side.files or {}).items() if which(file)} for side in (one, other))
    if not first or not last:
        return []
    return sorted(file for file in first.keys() | last.keys() if first.get(file) != last.get(file))


@dataclass(frozen=True)
class _Making:
    """Makes states; ``root`` gives names and patterns, and what a side lacks of ``report``."""

    root: Path
    edition: Edition
    now: Callable[[str], None]
    keeper: Keeper | None

    def published(self, side: Side) -> State:
        """What an edition has published."""
        assert side.published is not None
        claims = {
            id: Stated(one.says, one.standing, one.text.get("en", ""))
            for id, one in read_claims(side.published).items()
        }
        facts = {id: Value(one.value, one.unit, one.decimals) for id, one in read_lineage(side.published).items()}
        return State(claims, facts)

    def corner(self, data: Side, method: Side, known: tuple[State, State], notes: list[str]) -> State | None:
        """The state of the data of one side with the method of the other; ``known`` are the states of those sides."""
        if not _changed(data, method, _is_method):
            return known[0]
        if not _changed(data, method, lambda file: file.startswith("data/") and not _is_method(file)):
            return known[1]
        try:
            return self.state(data, method)
        except Stop as fault:
            why = fault.problems[0]
            notes.append(
                f"The data of {data.name} with the method of {method.name} make no report ({why.code}: {why.found})."
            )
            return None

    def programme(self, side: Side, made: State) -> tuple[Turn, ...]:
        """The statements that today's programme makes otherwise than the edition published them, with its own sheets."""
        if side.published is None or not side.year:
            return ()
        printed = self.published(side)
        return tuple(
            _turn(id, what, printed.claims.get(id), made.claims.get(id), "programme")
            for id, (what, _) in Corners(printed.claims, made.claims).turns().items()
        )

    def state(self, data: Side, method: Side) -> State:
        """The report from the data of one side and the method of another."""
        joint = data.name if data is method else f"{data.name} with the method of {method.name}"
        self.now(f"statements of {joint}")
        files = {
            file: content
            for file, content in (data.files or {}).items()
            if file.startswith("data/") and not _is_method(file)
        }
        files |= {file: content for file, content in (method.files or {}).items() if _is_method(file)}
        files.setdefault(EXHIBITS, (self.root / EXHIBITS).read_bytes())
        with tempfile.TemporaryDirectory() as folder:
            for file, content in files.items():
                path = Path(folder) / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            edition = self._edition(Path(folder), method.year)
            keep = {"keep": self.keeper.keep} if self.keeper else {}
            # The cut-off goes with the data: figures of the later side may have been taken after that of the other.
            cutoff = max(edition.data_cutoff, self.edition.data_cutoff)
            dataset = load_dataset(Path(folder), str(cutoff), **keep)
            watch = Watch()
            rules = cast(Edition, WatchedRecord(edition, watch, "edition"))
            facts, claims = FactBook(watch), ClaimBook(watch)
            workshop = Workshop(watched(dataset, watch), rules, facts, watch, self.keeper, Errands(), claims)
            return self._said(
                workshop, Exhibits(workshop, Path(folder)), speak(dataset, self.root / "report" / "i18n", "en")
            )

    def _edition(self, folder: Path, year: int) -> Edition:
        """The rules of a side's own edition, where it is one or has the file of the edition that is asked for; else that one."""
        own = year or self.edition.year
        return load_edition(folder, own) if (folder / "report" / "editions" / f"{own}.toml").is_file() else self.edition

    def _said(self, workshop: Workshop, exhibits: Exhibits, english: Language) -> State:
        """What a workshop says once all figures are made that can be."""
        unmade = []
        asked = [id for id, entry in exhibits.entries.items() if entry.get("recipe") != NEWS]
        for id in asked:
            try:
                exhibits.make(id)
            except REASONS:
                unmade.append(id)
        if len(unmade) == len(asked):
            raise stop(
                ExitCode.DATA,
                "diff-no-effect",
                Place(EXHIBITS),
                "no figure can be made",
                "the figures of the report",
                "see 'gdgr check'",
            )
        able = {id: entry for id, entry in exhibits.entries.items() if id not in unmade}
        claims = {one.id: _stated(one, english) for one in workshop.claims.every()}
        facts = {one.id: Value(one.value, one.unit, one.decimals) for one in workshop.facts}
        return State(claims, facts, rankings(workshop, able), tuple(unmade))


def _stated(claim: Claim, english: Language) -> Stated:
    return Stated(claim.says, claim.standing, claim_sentences(claim, english))


def compare_states(
    before: State, after: State, data: State | None, method: State | None, notes: tuple[str, ...] = ()
) -> Effect:
    """What differs between two states; ``data`` has the earlier data with the later method, ``method`` the later data with
    the earlier method, each None where it was not made."""
    corners = Corners(before.claims, after.claims, data.claims if data else None, method.claims if method else None)
    found = corners.turns()
    turns = tuple(
        _turn(id, what, before.claims.get(id), after.claims.get(id), why) for id, (what, why) in found.items()
    )
    stays = [id for id in before.claims.keys() & after.claims.keys() if id not in found]
    reworded = sum(before.claims[id].text != after.claims[id].text for id in stays)
    same = len(before.claims.keys() | after.claims.keys()) - len(turns) - reworded
    facts = tuple(sorted(_facts(before, after, data, method), key=lambda one: (-_relative(one), one.id)))
    gone, new = (len(one.facts.keys() - other.facts.keys()) for one, other in ((before, after), (after, before)))
    ranks = tuple(
        sorted(
            _ranks(before, after, data, method),
            key=lambda one: (-abs(one.after[0] - one.before[0]), one.ranking, one.economy),
        )
    )
    lacking = tuple(
        f"Figures that cannot be made {when}: {', '.join(state.unmade)}."
        for when, state in (("before", before), ("after", after))
        if state.unmade
    )
    return Effect(turns, reworded, same, facts, new, gone, ranks, notes=(*lacking, *notes))


def _turn(id: str, what: str, old: Stated | None, new: Stated | None, why: str) -> Turn:
    return Turn(str(what), id, old.text if old else "", new.text if new else "", str(why))


def turns(before: Mapping[str, Stated], after: Mapping[str, Stated]) -> Effect:
    """What became of each statement, where nothing else is known."""
    return compare_states(State(before, {}), State(after, {}), None, None)


def _value(state: State | None, id: str) -> float | None:
    return state.facts[id].value if state is not None and id in state.facts else None


def _facts(before: State, after: State, data: State | None, method: State | None) -> Iterator[FactChange]:
    """Facts that print another number in the same unit, or have another unit."""
    for id in before.facts.keys() & after.facts.keys():
        old, new = before.facts[id], after.facts[id]
        digits = max(old.decimals, new.decimals)
        if old.unit != new.unit or round_half_up(old.value, digits) != round_half_up(new.value, digits):
            parts = (_value(data, id), _value(method, id)) if old.unit == new.unit else (None, None)
            yield FactChange(id, new.unit, digits, moved(old.value, new.value, *parts))


def _relative(change: FactChange) -> float:
    """The size of a change against the larger of both values."""
    size = max(abs(change.moved.before), abs(change.moved.after))
    return abs(change.moved.change) / size if size else 0.0


def _ranks(before: State, after: State, data: State | None, method: State | None) -> Iterator[RankChange]:
    """Ranks of economies that are ranked in both states and stand elsewhere."""
    for name in before.ranks.keys() & after.ranks.keys():
        old, new = before.ranks[name], after.ranks[name]
        for economy in old.index.intersection(new.index):
            was, now = _place(old, economy), _place(new, economy)
            if was[0] == now[0]:
                continue
            others = [None if one is None or name not in one.ranks else one.ranks[name] for one in (data, method)]
            if any(one is None or economy not in one.index for one in others):
                why = Cause.UNKNOWN
            else:
                why = cause(*(now[0] != _place(one, economy)[0] for one in others if one is not None))
            yield RankChange(name, str(economy), was, now, str(why))


def _place(table: pd.DataFrame, economy: str) -> tuple[int, int, int]:
    """Rank, lowest and highest rank of an economy."""
    row = table.loc[economy]
    return round(float(row["rank"])), round(float(row["low"])), round(float(row["high"]))
