"""Digests: equal values have equal ones, whatever object they are; any difference gives another."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pipeline.store.digest import digest_of


@dataclass(frozen=True)
class Thing:
    name: str
    values: tuple[float, ...]


class Word(StrEnum):
    YES = "yes"


FRAME = pd.DataFrame({"a": [1.0, np.nan], "b": pd.array(["x", None], dtype="str")}, index=["p", "q"])
PAIRS = pd.MultiIndex.from_tuples
# Pairs that must differ.
DIFFERENT = [
    (1, 1.0), (0.1 + 0.2, 0.3), ("1", 1), ("a", b"a"), (None, "None"), (True, 1), (["ab", "c"], ["a", "bc"]), ([], {}),
    ([[1], 2], [1, [2]]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (Thing("x", (1.0,)), Thing("x", (2.0,))),
    (FRAME, FRAME.rename(columns={"a": "c"})), (FRAME, FRAME.iloc[::-1]), (FRAME, FRAME.fillna({"a": 0.0})),
    (FRAME, FRAME.fillna({"b": "nan"})), (FRAME, FRAME.set_axis(["p", "r"])), (FRAME[["a"]], FRAME[["a"]].astype("float32")),
    (pd.Series([1, 2]), pd.Series([1, 2], name="x")), (np.array([1, 2]), np.array([[1], [2]])),
    (np.float64(1), np.float32(1)), (date(2026, 1, 1), "2026-01-01"), (pd.Index(["a"]), pd.Index(["a"], name="n")),
    (pd.DataFrame({"x": [1, 2]}, index=PAIRS([("a", 1), ("a", 2)])), pd.DataFrame({"x": [1, 2]}, index=PAIRS([("a", 1), ("b", 2)]))),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_values_have_different_digests(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)


@pytest.mark.parametrize("value", [one for pair in DIFFERENT for one in pair])
def test_a_copy_has_the_same_digest(value: object) -> None:
    assert digest_of(pickle.loads(pickle.dumps(value))) == digest_of(value)


def test_kinds_that_mean_the_same() -> None:
    assert digest_of(Word.YES) == digest_of("yes")
    assert digest_of(MappingProxyType({"a": 1})) == digest_of({"a": 1})
    assert digest_of({"a", "b"}) == digest_of(frozenset({"b", "a"}))
    assert digest_of((1, 2)) == digest_of([1, 2])


def test_what_it_does_not_know_it_refuses() -> None:
    with pytest.raises(TypeError, match="no digest of a function"):
        digest_of(lambda: None)


def test_texts_of_an_array_are_told_apart_by_where_they_end() -> None:
    one, other = np.array(["ab", "c"], dtype=object), np.array(["a", "bc"], dtype=object)
    assert digest_of(one) != digest_of(other)
    assert digest_of(np.array([["ab", "c"]], dtype=object)) != digest_of(one)
    assert digest_of(np.array(["1", None], dtype=object)) != digest_of(np.array(["1", "None"], dtype=object))
