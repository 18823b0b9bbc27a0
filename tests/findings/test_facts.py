"""Facts: one value an id, finite, and nearest ids for one that is not there."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.findings.facts import Fact, FactBook, UnknownFact


def book(*ids: str) -> FactBook:
    facts = FactBook()
    for id in ids:
        facts.add(Fact(id, 1.0, "%", 1))
    return facts


def test_a_fact_is_found_by_its_id() -> None:
    facts = FactBook()
    fact = facts.add(Fact("fig-a.end", 3.0, "%", 1, ("A",), "a method", {"year": 2024}, ("file › sheet!C2",)))
    assert facts.get("fig-a.end") is fact
    assert len(facts) == 1


def test_unknown_fact_names_the_nearest() -> None:
    with pytest.raises(UnknownFact) as caught:
        book("fig-internet.world_last", "fig-internet.world_first", "fig-other.gap").get("fig-internet.world_lst")
    assert caught.value.id == "fig-internet.world_lst"
    assert caught.value.nearest[0] == "fig-internet.world_last"
    assert "fig-other.gap" not in caught.value.nearest
    assert "fig-internet.world_last" in str(caught.value)


def test_unknown_fact_without_anything_near() -> None:
    with pytest.raises(UnknownFact, match="nearest: none"):
        book("fig-internet.world_last").get("zzz")


@pytest.mark.parametrize(("value", "unit"), [(2.0, "%"), (1.0, "percentage points")])
def test_an_id_has_one_value(value: float, unit: str) -> None:
    facts = book("fig-a.end")
    with pytest.raises(ValueError, match=r"fig-a\.end has two values: 1\.0 and"):
        facts.add(Fact("fig-a.end", value, unit, 1))
    assert facts.get("fig-a.end").value == 1.0


def test_the_same_fact_may_be_entered_twice() -> None:
    facts = book("fig-a.end")
    assert facts.add(Fact("fig-a.end", 1.0, "%", 1)) is facts.get("fig-a.end")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_only_finite_numbers_are_facts(value: float) -> None:
    facts = book()
    with pytest.raises(ValueError, match=r"fig-a\.end is"):
        facts.add(Fact("fig-a.end", value, "%", 1))
    assert len(facts) == 0


def test_facts_come_in_the_order_of_their_ids() -> None:
    assert [fact.id for fact in book("b", "a", "c")] == ["a", "b", "c"]


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        book("a").get("a").value = 5  # type: ignore[misc]
