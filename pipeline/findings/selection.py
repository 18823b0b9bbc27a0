"""Selection: which claims a figure prints - the strongest and least expected first, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.findings.claims import Claim, Standing
from pipeline.findings.exhibit import Choice, Exhibit

STORY = 3  # sentences of claims beside a figure, its headline not counted
QUIET = 0.1  # surprise below which a claim heads a figure only where no other can


def weight(claim: Claim) -> float:
    """What decides between claims: a firm one before a conditional one, then strength with surprise."""
    return (1.0 if claim.standing is Standing.FIRM else 0.0) + claim.strength * claim.surprise


class Selection:
    """Chooses figure by figure in the order of the report, and remembers what has been said."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._heads: set[str] = set()

    def choose(self, exhibit: Exhibit) -> Choice:
        """The headline and the story of a figure.

        The headline is the weightiest printable claim that has one and whose topic has not been said; the story the
        weightiest others, told in the order in which the exhibit lists them. Where every topic was said elsewhere a firm
        claim heads the figure all the same, rather one that has not headed another: a figure without one says nothing.
        """
        printed = [claim for claim in exhibit.claims if claim.printed]
        free = [claim for claim in printed if claim.topic not in self._said]
        able = [claim for claim in printed if claim.headline is not None]
        loud = [claim for claim in able if claim.surprise >= QUIET]
        again = [claim for claim in loud if claim.standing is Standing.FIRM]
        choices = (
            [claim for claim in loud if claim.topic not in self._said],
            [claim for claim in again if claim.topic not in self._heads],
            [claim for claim in able if claim.topic not in self._said],
            again,
        )
        head = max(next(filter(None, choices), []), key=weight, default=None)
        rest = _each_topic_once(claim for claim in free if head is None or claim.topic != head.topic)
        told = sorted(rest, key=weight, reverse=True)[:STORY]
        chosen = {claim.id for claim in told}
        story = tuple(claim for claim in rest if claim.id in chosen)
        self._said.update(claim.topic for claim in story)
        if head is not None:
            self._said.add(head.topic)
            self._heads.add(head.topic)
        return Choice(head, story)


def _each_topic_once(claims: Iterable[Claim]) -> list[Claim]:
    """The weightiest claim of each topic, the first of equals, in the order in which they come."""
    found: dict[str, Claim] = {}
    listed = list(claims)
    for claim in listed:
        known = found.get(claim.topic)
        if known is None or weight(claim) > weight(known):
            found[claim.topic] = claim
    chosen = {claim.id for claim in found.values()}
    return [claim for claim in listed if claim.id in chosen]


def best(claims: Iterable[Claim], count: int) -> list[Claim]:
    """The weightiest firm claims that can head a figure, one a topic and one a figure: the messages of a chapter."""
    heads = _each_topic_once(
        claim
        for claim in claims
        if claim.headline is not None and claim.standing is Standing.FIRM and claim.surprise >= QUIET
    )
    found: dict[str, Claim] = {}
    for claim in sorted(heads, key=weight, reverse=True):
        found.setdefault(claim.id.partition(":")[0], claim)
    return list(found.values())[:count]
