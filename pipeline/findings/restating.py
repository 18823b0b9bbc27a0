"""Today's statements made again with the earlier releases, and what became of them: the effect of the data alone.

Where an edition was closed before, what it published is known too, so that what the data did not change comes from the rest:
methods, parameters, groups, registers and tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.findings.claims import Claim
from pipeline.findings.effects import Corners
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.facts import Fact
from pipeline.findings.making import Exhibits
from pipeline.findings.news import Told, Turn
from pipeline.findings.releases import COMPARING, earlier_releases, sheets_of_releases
from pipeline.findings.workshop import Workshop

EARLIER = "earlier."  # what begins the id of a fact of the earlier releases
TRIED = "news.tried"


def figures_to_restate(workshop: Workshop, exhibits: Exhibits, made: Mapping[str, Exhibit]) -> list[str]:
    """The figures that are made again: those that show a series with an earlier release; all where an edition was closed.

    Figures that compare two releases are left out.
    """
    series = earlier_releases(workshop.data)
    every = workshop.data.closed is not None
    fitting = [id for id in made if exhibits.entries[id].get("recipe") not in COMPARING]
    return [id for id in fitting if every or series.keys() & set(made[id].indicators)] if series else []


def restate(earlier: Workshop, exhibits: Exhibits, figures: list[str]) -> frozenset[str]:
    """Make figures in the workshop of the earlier releases; those that cannot be made from them.

    That one cannot be made is kept, too: no build tries again before something that it reads is another.
    """
    unmade = set()
    for id in figures:

        def able(id: str = id) -> bool:
            try:
                exhibits.make(id)
            except (
                LookupError,
                TypeError,
                ValueError,
                ArithmeticError,
            ):  # an earlier release lacks a year or an economy
                return False
            return True

        if earlier.kept(name_of(id), able, exhibits.module(id))[0]:
            exhibits.make(id)
        else:
            unmade.add(id)
    return frozenset(unmade)


def name_of(id: str) -> str:
    """What is kept of a figure with the earlier releases: whether it can be made."""
    return f"restated {id}"


def enter_news(
    workshop: Workshop,
    earlier: Workshop,
    figures: list[str],
    unmade: frozenset[str],
    published: Mapping[str, Told] | None,
) -> None:
    """Compare the statements of figures in both workshops, and enter what turned, with the facts behind it, in the first.

    ``published`` are the statements of the closed edition, None where there is none.
    """
    chosen = set(figures)
    today = {claim.id: claim for claim in workshop.claims if claim.id.partition(":")[0] in chosen}
    restated = {claim.id: claim for claim in earlier.claims}
    before: Mapping[str, Claim | Told] = restated
    if published is not None:
        comparing = {claim.id.partition(":")[0] for claim in workshop.claims} - chosen
        before = {id: told for id, told in published.items() if id.partition(":")[0] not in comparing}
    corners = Corners(before, today, restated)
    turns = tuple(
        Turn(id, what, cause, before.get(id), today.get(id), id.partition(":")[0] in unmade)
        for id, (what, cause) in corners.turns().items()
    )
    closed = workshop.data.closed
    tried = sum(claim.printed for claim in today.values())
    workshop.news.enter(turns, tried, closed.year if closed else 0)
    sheets = sheets_of_releases(workshop)
    workshop.fact(TRIED, tried, "", 0, method="count of statements", cells=sheets)
    for what in dict.fromkeys(turn.what for turn in turns):
        number = sum(turn.what is what for turn in turns)
        workshop.fact(f"news.{what}", number, "", 0, method="count of statements", of=(TRIED,))
    facts = {fact.id: fact for fact in earlier.facts}
    for turn in turns:
        if isinstance(turn.before, Claim):
            _enter(workshop, turn.before.facts, facts)


def _enter(workshop: Workshop, printed: tuple[Fact, ...], known: Mapping[str, Fact]) -> None:
    """Facts of the earlier releases under ids of their own, with those that they are made of."""
    ahead = list(printed)
    entered = {fact.id for fact in workshop.facts if fact.id.startswith(EARLIER)}
    while ahead:
        fact = ahead.pop()
        if f"{EARLIER}{fact.id}" in entered:
            continue
        entered.add(f"{EARLIER}{fact.id}")
        parameters = dict(fact.parameters)
        if fact.of:
            parameters["of"] = tuple(f"{EARLIER}{id}" for id in fact.of)
            ahead += [known[id] for id in fact.of if id in known]
        workshop.facts.add(replace(fact, id=f"{EARLIER}{fact.id}", parameters=parameters))
