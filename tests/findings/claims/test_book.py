"""Claims and their book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.claims import Claim, Kind, Standing, try_variations
from pipeline.findings.claims.book import ClaimBook, UnknownClaim
from pipeline.findings.claims.claim import claim
from pipeline.findings.facts import Fact
from pipeline.findings.messages import say
from pipeline.store import Watch


def made(id: str = "fig-a:whole", *outcomes: str, **more: object) -> Claim:
    trials = try_variations("rose", lambda outcome: outcome, {f"v{n}": one for n, one in enumerate(outcomes)})
    return claim(id, Kind.CHANGE, "rose", say("group-rose"), trials=trials, **more)  # type: ignore[arg-type]


def fact(id: str) -> Fact:
    return Fact(id, 1.0, "", 0, (), "count", {}, ())


def test_a_claim_has_every_fact_behind_its_sentences_once() -> None:
    one, two, three = fact("one"), fact("two"), fact("three")
    inner = say("group-fell", value=two)
    found = claim(
        "fig-a:x", Kind.LEVEL, "all", say("group-rose", value=one, inner=inner), headline=say("head", value=one),
        facts=[three, two],
    )  # fmt: skip
    assert [each.id for each in found.facts] == ["one", "two", "three"]
    assert found.topic == "fig-a:x"


@pytest.mark.parametrize(("given", "kept"), [(-1, 0.0), (0.4, 0.4), (7, 1.0)])
def test_surprise_is_a_share(given: float, kept: float) -> None:
    assert made(surprise=given).surprise == kept


def test_strength_and_conditions_follow_the_trials() -> None:
    assert made().strength == 1.0 and made().printed and made().conditions == ()
    one = made("fig-a:x", "rose", "level", "rose")
    assert one.standing is Standing.CONDITIONAL and one.strength == pytest.approx(2 / 3) and one.conditions == ("v1",)
    assert not made("fig-a:x", "level").printed


def test_a_book_knows_its_claims_by_id_and_by_figure() -> None:
    book, claims = ClaimBook(), [made("fig-b:x"), made("fig-a:y"), made("fig-a:x"), made("fig-ab:x")]
    for one in claims:
        book.add(one)
    assert book.get("fig-a:y") is claims[1] and len(book) == 4 and list(book) == claims
    assert book.of("fig-a") == (claims[1], claims[2])


def test_the_same_claim_twice_is_one_and_another_under_its_id_is_refused() -> None:
    book = ClaimBook()
    book.add(made())
    book.add(made())
    assert len(book) == 1
    with pytest.raises(ValueError, match="fig-a:whole is made twice"):
        book.add(replace(made(), says="fell"))


def test_an_unknown_claim_has_its_nearest() -> None:
    book = ClaimBook()
    book.add(made("fig-use:distance"))
    with pytest.raises(UnknownClaim) as caught:
        book.get("fig-use:distanc")
    assert caught.value.nearest == ["fig-use:distance"]
    with pytest.raises(UnknownClaim, match="nearest: none"):
        ClaimBook().get("fig-a:x")


def test_whoever_asks_for_a_claim_rests_on_it() -> None:
    watch = Watch()
    book = ClaimBook(watch)
    book.add(made("fig-a:x"))
    book.add(made("fig-b:x"))
    with watch.recording() as found:
        book.of("fig-a")
    assert set(found) == {("claim", "fig-a:x")}
    before = watch.digest("claim", "fig-a:x")
    other = ClaimBook(again := Watch())
    other.add(replace(made("fig-a:x"), says="fell"))
    assert again.digest("claim", "fig-a:x") != before
