"""What the figures of this edition say otherwise than those of before, as chapters read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.findings.claims import Claim, Standing
from pipeline.findings.effects import Cause, What
from pipeline.store import Watch
from pipeline.store.digest import digest_of


@dataclass(frozen=True)
class Told:
    """A statement of a closed edition, with its printed text by language."""

    says: str
    standing: Standing
    text: Mapping[str, str]


@dataclass(frozen=True)
class Turn:
    """A statement that changed: what became of it and why; ``before`` and ``after`` as a claim or as it was printed, None where
    there is none; ``unmade`` says that its figure could not be made from the earlier releases at all.
    """

    id: str
    what: What
    cause: Cause
    before: Claim | Told | None
    after: Claim | None
    unmade: bool = False

    @property
    def figure(self) -> str:
        """The figure that it is of."""
        return self.id.partition(":")[0]


@dataclass
class News:
    """The turns of an edition, entered once its figures are made; ``tried`` counts the statements that were compared, ``since``
    is the closed edition (0: there is none, and the earlier releases of series take its place). ``watch`` notes who reads them.
    """

    watch: Watch | None = None
    turns: tuple[Turn, ...] = ()
    tried: int = 0
    since: int = 0
    _kind: str = field(default="news", init=False, repr=False)

    def __post_init__(self) -> None:
        if self.watch is not None:
            self.watch.source(self._kind, lambda _: digest_of((self.turns, self.tried, self.since)))

    def enter(self, turns: tuple[Turn, ...], tried: int, since: int) -> None:
        """What was found."""
        self.turns, self.tried, self.since = turns, tried, since

    def read(self) -> tuple[Turn, ...]:
        """The turns, noted as read."""
        if self.watch is not None:
            self.watch.read(self._kind, "turns")
        return self.turns
