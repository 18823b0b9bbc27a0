"""Agreement of methods on the units that all of them judge."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims.agreement import OPPOSITES, Accord, Extent, accord, answers, extent

# name: answers of two methods, what may be said
ROWS = {
    "on every unit": (["yes", "no"], ["yes", "no"], Accord.ALL),
    "on none": (["yes", "no"], ["no", "yes"], Accord.NONE),
    "on three of four": (["a", "a", "a", "a"], ["a", "a", "a", "b"], Accord.HALF),
    "on four of five": (["a"] * 5, ["a", "a", "a", "a", "b"], Accord.MOST),
    "on half": (["a", "a"], ["a", "b"], Accord.MINORITY),
    "one unit alone": (["a"], ["a"], Accord.ALL),
}


@pytest.mark.parametrize("name", ROWS)
def test_how_far_methods_agree(name: str) -> None:
    one, other, says = ROWS[name]
    assert answers(pd.DataFrame({"one": one, "other": other}), "a").says is says


def test_units_that_a_method_does_not_judge_are_left_out_of_all_counts() -> None:
    table = pd.DataFrame({"one": ["a", "a", None], "other": ["b", "a", "a"], "third": ["a", "a", "a"]})
    found = answers(table, "a")
    assert (found.same, found.units, found.low, found.high) == (1, 2, 1, 2)


@pytest.mark.parametrize("table", [{"one": ["a"]}, {"one": ["a", None], "other": [None, "a"]}, {}])
def test_nothing_to_compare(table: dict[str, list[str | None]]) -> None:
    with pytest.raises(ValueError, match="two methods"):
        answers(pd.DataFrame(table), "a")


def test_contraries() -> None:
    assert {(Accord.ALL, Accord.NONE), (Accord.MOST, Accord.MINORITY), (Accord.HALF, Accord.NONE)} <= set(OPPOSITES)
    assert (Accord.HALF, Accord.MINORITY) not in OPPOSITES


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2), (0, 0)])
def test_counts_that_do_not_fit(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="units"):
        accord(*counts)
    with pytest.raises(ValueError, match="units"):
        extent(0, *counts)


@pytest.mark.parametrize(
    ("low", "high", "units", "says"),
    [(133, 133, 205, Extent.CLOSE), (10, 15, 100, Extent.CLOSE), (10, 16, 100, Extent.APART), (0, 1, 1, Extent.APART), (0, 0, 1, Extent.CLOSE)],
)  # fmt: skip
def test_how_far_the_counts_of_methods_lie_apart(low: int, high: int, units: int, says: Extent) -> None:
    assert extent(low, high, units) is says
