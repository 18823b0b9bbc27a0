"""Selection: the firm before the conditional, the unexpected before the plain, nothing twice, nothing withdrawn."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.claims import Claim, Kind, Standing
from pipeline.findings.claims.claim import claim
from pipeline.findings.claims.trials import Agreement, Trial
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.messages import say
from pipeline.findings.selection import QUIET, STORY, Selection, best, weight

SAME, WEAKER = Agreement.SAME, Agreement.WEAKER
TRIALS = {Standing.FIRM: (SAME,), Standing.CONDITIONAL: (SAME, SAME, WEAKER), Standing.WITHDRAWN: (WEAKER,)}


def one(key: str, surprise: float = 0.5, standing: Standing = Standing.FIRM, head: bool = True, topic: str = "", figure: str = "fig-a") -> Claim:  # fmt: skip
    trials = [Trial(f"v{n}", "", agreement) for n, agreement in enumerate(TRIALS[standing])]
    made = claim(
        f"{figure}:{key}", Kind.LEVEL, "x", say(key), headline=say(f"{key}-headline") if head else None, trials=trials,
        surprise=surprise, topic=topic,
    )  # fmt: skip
    assert made.standing is standing
    return made


def exhibit(*claims: Claim, id: str = "fig-a") -> Exhibit:
    return Exhibit(id, "lines", pd.DataFrame(), claims=claims)


def keys(claims: tuple[Claim, ...] | list[Claim]) -> list[str]:
    return [each.id.partition(":")[2] for each in claims]


def test_the_weightiest_firm_claim_heads_and_the_others_are_told_in_their_order() -> None:
    choice = Selection().choose(exhibit(one("a", 0.2), one("b", 0.9), one("c", 0.5), one("d", 0.1), one("e", 0.3)))
    assert choice.headline is not None and keys([choice.headline]) == ["b"]
    assert keys(choice.story) == ["a", "c", "e"]


def test_a_firm_claim_heads_before_a_more_surprising_one_with_a_condition() -> None:
    choice = Selection().choose(exhibit(one("a", 1.0, Standing.CONDITIONAL), one("b", 0.2)))
    assert choice.headline is not None and keys([choice.headline]) == ["b"] and keys(choice.story) == ["a"]


def test_a_withdrawn_claim_is_never_printed() -> None:
    choice = Selection().choose(exhibit(one("a", 1.0, Standing.WITHDRAWN)))
    assert choice.headline is None and choice.story == ()


def test_a_claim_without_a_headline_is_told_only() -> None:
    choice = Selection().choose(exhibit(one("a", 1.0, head=False)))
    assert choice.headline is None and keys(choice.story) == ["a"]


def test_an_exhibit_without_claims() -> None:
    choice = Selection().choose(exhibit())
    assert choice.headline is None and choice.story == ()


def test_of_one_topic_the_weightiest_is_told_once() -> None:
    claims = [one("a", 0.1, topic="t"), one("b", 0.8, topic="t", head=False), one("c", 0.5)]
    choice = Selection().choose(exhibit(*claims))
    assert choice.headline is not None and keys([choice.headline]) == ["c"] and keys(choice.story) == ["b"]
    firm = [one("a", 1.0, Standing.CONDITIONAL, topic="t", head=False), one("b", 0.0, topic="t", head=False)]
    assert keys(Selection().choose(exhibit(*firm)).story) == ["b"]


def test_what_the_headline_says_is_not_told_again() -> None:
    choice = Selection().choose(exhibit(one("a", 0.9, topic="t"), one("b", 0.8, topic="t")))
    assert choice.headline is not None and keys([choice.headline]) == ["a"] and choice.story == ()


def test_a_topic_is_said_once_in_the_report() -> None:
    chooser = Selection()
    chooser.choose(exhibit(one("a", topic="t")))
    later = chooser.choose(exhibit(one("b", topic="t", figure="fig-b"), one("c", 0.1, figure="fig-b"), id="fig-b"))
    assert later.headline is not None and keys([later.headline]) == ["c"] and later.story == ()


def test_a_figure_whose_topics_were_all_said_repeats_a_firm_one_rather_than_none() -> None:
    """First one that was told in a story only; a conditional one is not repeated."""
    chooser = Selection()
    chooser.choose(
        exhibit(one("a", 0.9, topic="t"), one("b", 0.5, topic="u"), one("c", 0.4, Standing.CONDITIONAL, topic="v"))
    )
    told = [
        one(f"{key}2", 0.9 if key == "a" else 0.5, topic=topic, figure="fig-b")
        for key, topic in (("a", "t"), ("b", "u"))
    ]
    assert keys([chooser.choose(exhibit(*told, id="fig-b")).headline]) == ["b2"]  # type: ignore[list-item]
    assert keys([chooser.choose(exhibit(*told, id="fig-c")).headline]) == ["a2"]  # type: ignore[list-item]
    weak = one("c2", 0.9, Standing.CONDITIONAL, topic="v", figure="fig-d")
    assert chooser.choose(exhibit(weak, id="fig-d")).headline is None


def test_a_claim_that_nobody_needs_heads_only_where_no_other_can() -> None:
    quiet = one("a", 0.05)
    assert keys([Selection().choose(exhibit(quiet, one("b", 0.5, Standing.CONDITIONAL))).headline]) == ["b"]  # type: ignore[list-item]
    assert keys([Selection().choose(exhibit(quiet)).headline]) == ["a"]  # type: ignore[list-item]
    assert best([quiet], 3) == []


def test_what_was_not_printed_is_not_said() -> None:
    chooser = Selection()
    chooser.choose(exhibit(*(one(key, 0.9, topic=key) for key in "abcd"), one("e", 0.1, topic="late")))
    assert chooser.choose(exhibit(one("f", topic="late", figure="fig-b"), id="fig-b")).headline is not None


def test_the_best_of_a_chapter_are_firm_and_of_different_figures_and_topics() -> None:
    claims = [
        one("a", 0.9, figure="fig-a"), one("b", 0.8, figure="fig-a"), one("c", 0.7, figure="fig-b", topic="t"),
        one("d", 0.6, figure="fig-c", topic="t"), one("e", 1.0, Standing.CONDITIONAL, figure="fig-d"),
        one("f", 1.0, head=False, figure="fig-e"), one("g", 0.1, figure="fig-f"),
    ]  # fmt: skip
    assert keys(best(claims, 3)) == ["a", "c", "g"] and keys(best(claims, 1)) == ["a"] and best([], 3) == []


rows = st.lists(st.tuples(st.floats(0, 1), st.sampled_from(list(Standing)), st.booleans(), st.sampled_from("tuvw")), max_size=9)  # fmt: skip


@given(rows)
def test_every_choice_keeps_the_rules(rows: list[tuple[float, Standing, bool, str]]) -> None:
    claims = [one(f"k{n}", surprise, how, head, topic) for n, (surprise, how, head, topic) in enumerate(rows)]
    choice = Selection().choose(exhibit(*claims))
    printed = [*([choice.headline] if choice.headline else []), *choice.story]
    assert all(each.printed for each in printed) and len(choice.story) <= STORY
    assert len({each.topic for each in printed}) == len(printed)
    heads = [each for each in claims if each.printed and each.headline]
    assert (choice.headline is None) == (not heads)
    if choice.headline:
        loud = [each for each in heads if each.surprise >= QUIET] or heads
        assert weight(choice.headline) == max(map(weight, loud))
