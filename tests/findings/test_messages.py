"""Messages: values without language."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.facts import Fact
from pipeline.findings.messages import Listed, Message, Span, say


def fact(id: str) -> Fact:
    return Fact(id, 1.0, "%", 1)


def test_facts_of_a_message_and_of_those_in_it_each_once() -> None:
    one, two, three = fact("one"), fact("two"), fact("three")
    inner = say("inner", value=two, again=one)
    message = say("outer", value=one, inner=inner, all=Listed((say("x", value=three), inner)), year=2024)
    assert [each.id for each in message.facts] == ["one", "two", "three"]
    assert say("bare").facts == ()


def test_numpy_numbers_become_plain_ones() -> None:
    values = say("x", year=np.int64(2024), share=np.float64(0.5), text="code").values
    assert values == {"year": 2024, "share": 0.5, "text": "code"}
    assert [type(value) for value in values.values()] == [int, float, str]


def test_equal_messages_are_equal() -> None:
    assert say("x", year=np.int64(2024)) == say("x", year=2024) != say("x", year=2023)
    assert Message("x") == say("x")


@pytest.mark.parametrize(("years", "span"), [([2024, 2005, 2010], Span(2005, 2024)), ([np.int64(7)], Span(7, 7))])
def test_a_span_goes_from_the_earliest_year_to_the_latest(years: list[int], span: Span) -> None:
    assert Span.of(years) == span


def test_a_span_of_no_year() -> None:
    with pytest.raises(ValueError, match="no year"):
        Span.of([])
