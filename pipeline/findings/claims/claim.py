"""A claim: a statement with the facts that it prints, the test that makes it true, and how it came through its trials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.findings.claims.trials import Agreement, Standing, Trial, conditions, standing, under
from pipeline.findings.facts import Fact
from pipeline.findings.messages import Message


class Kind(StrEnum):
    """What sort of statement a claim is."""

    LEVEL = "level"
    CHANGE = "change"
    GAP = "gap"
    COMPARISON = "comparison"
    SPREAD = "spread"
    RANK = "rank"
    SHARE = "share"
    COMPOSITION = "composition"
    AGREEMENT = "agreement"
    ABSENCE = "absence"


@dataclass(frozen=True)
class Claim:
    """One statement that may be printed.

    ``id`` is ``<exhibit>:<key>``; ``says`` is the outcome of the test (``closed``, ``turned``), which authors can rest
    on; ``message`` is its sentence in a story, ``headline`` its form over the figure (None: it is none); ``topic`` names what
    it is about, so that it is said once; ``surprise`` (0-1) is how far it is from what a reader expects. ``facts`` are all
    that stand behind it, printed or not.
    """

    id: str
    kind: Kind
    says: str
    message: Message
    headline: Message | None = None
    facts: tuple[Fact, ...] = ()
    trials: tuple[Trial, ...] = ()
    standing: Standing = Standing.FIRM
    surprise: float = 0.0
    topic: str = ""

    @property
    def printed(self) -> bool:
        """Whether it may be printed."""
        return self.standing is not Standing.WITHDRAWN

    @property
    def conditions(self) -> tuple[str, ...]:
        """Variations under which it does not show."""
        return conditions(self.trials)

    @property
    def changes(self) -> tuple[str, ...]:
        """Variations under which something else, or less, is shown."""
        return under(self.trials, Agreement.WEAKER)

    @property
    def reversals(self) -> tuple[str, ...]:
        """Variations under which the contrary is shown."""
        return under(self.trials, Agreement.OPPOSITE)

    @property
    def strength(self) -> float:
        """Share (0-1) of the variations that could be made and agree; 1 where none could be made."""
        made = [trial for trial in self.trials if trial.agreement is not Agreement.UNTESTED]
        return sum(trial.agreement is Agreement.SAME for trial in made) / len(made) if made else 1.0


def claim(
    id: str,
    kind: Kind,
    says: str,
    message: Message,
    *,
    headline: Message | None = None,
    facts: Iterable[Fact] = (),
    trials: Iterable[Trial] = (),
    tolerated: Iterable[str] = (),
    surprise: float = 0.0,
    topic: str = "",
) -> Claim:
    """Make a claim; its standing follows from its trials, its facts include those that its sentences print."""
    tried = tuple(trials)
    behind = {fact.id: fact for fact in (*message.facts, *(headline.facts if headline else ()), *facts)}
    return Claim(
        id, kind, str(says), message, headline, tuple(behind.values()), tried, standing(tried, tolerated),
        min(max(float(surprise), 0.0), 1.0), topic or id,
    )  # fmt: skip
