"""Treatment: published skewness and kurtosis, winsorisation as in COINr, transformations and what they refuse."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.methods.index.inputs import from_frame
from pipeline.methods.index.moments import excess_kurtosis, has_outliers, skewness
from pipeline.methods.index.problems import IndexProblems
from pipeline.methods.index.transform import box_cox, log, log_shift
from pipeline.methods.index.treat import treat, treatment, winsorise
from tests.methods.index import reference
from tests.methods.index.samples import design

ROWS = (("X", "", 2), ("a", "X", 1), ("b", "X", 1))
VECTOR = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5])
OUTLIERS = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100, 200])


def test_published_moments() -> None:
    """COINr 1.1.14 (e1071, type 2)."""
    assert skewness(VECTOR) == pytest.approx(0.751408661901499, rel=1e-13)
    assert excess_kurtosis(VECTOR) == pytest.approx(0.694604661306336, rel=1e-13)
    assert skewness(OUTLIERS) == pytest.approx(2.44001322877252, rel=1e-13)
    assert excess_kurtosis(OUTLIERS) == pytest.approx(5.66860331630136, rel=1e-13)


def test_published_winsorisation() -> None:
    """COINr 1.1.14: of 1..9, 100, 200 one high value is winsorised to 100."""
    values, count = winsorise(OUTLIERS, 2, 3.5, 5)
    assert values.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 100] and count == 1
    mirrored, count = winsorise(-OUTLIERS, 2, 3.5, 5)
    assert mirrored.tolist() == (-values).tolist() and count == 1


def test_published_box_cox() -> None:
    expected = [0, 0.82842712474619, 2, 3.65685424949238]
    assert box_cox(np.array([1.0, 2, 4, 8]), 0.5) == pytest.approx(expected, rel=1e-13, abs=1e-13)
    assert box_cox(np.array([1.0, np.e]), 0).tolist() == [0, 1]


@given(st.lists(st.integers(-50, 50), min_size=5, max_size=20), st.integers(1, 4), st.integers(0, 2))
def test_winsorisation_is_that_of_the_slow_reference(values: list[int], most: int, gaps: int) -> None:
    data = np.array([*map(float, values), 10_000.0, *[np.nan] * gaps])
    if len(set(values)) < 3:
        return
    slow = reference.winsorise({str(i): None if np.isnan(v) else float(v) for i, v in enumerate(data)}, 2, 3.5, most)
    fast, _ = winsorise(data, 2, 3.5, most)
    assert fast == pytest.approx([np.nan if v is None else v for v in slow.values()], nan_ok=True)


def test_winsorisation_never_makes_a_constant() -> None:
    data = np.array([0.0] + [1.0] * 20)
    values, count = winsorise(data, 2, 3.5, 30)
    assert values.tolist() == data.tolist() and count == 0


@pytest.mark.parametrize("function", [log, lambda values: box_cox(values, 0.5)])
@pytest.mark.parametrize("value", [0.0, -2.0])
def test_logarithms_refuse_what_is_not_positive(function, value: float) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"positive values; the smallest is {value}"):
        function(np.array([1.0, np.nan, value]))


@pytest.mark.parametrize(("function", "count"), [(skewness, 2), (excess_kurtosis, 3)])
def test_moments_need_values_that_differ(function, count: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=f"there are {count}"):
        function(np.arange(float(count)))
    with pytest.raises(ValueError, match="not all equal"):
        function(np.ones(9))


def frame(values: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"a": values, "b": np.arange(float(len(values)))}, index=[f"E{i}" for i in range(len(values))])


def test_each_indicator_by_its_method_with_a_log() -> None:
    entries: list = []
    made = design(ROWS, choices={("treat", "method", "a"): "winsorise"})
    found = treat(made, from_frame(frame(OUTLIERS.tolist())), entries)
    assert found.values[0].max() == 100 and found.values[1].tolist() == list(range(11))
    assert [(e.element, e.method, e.touched) for e in entries] == [("a", "winsorise", 1), ("b", "none", 0)]


@pytest.mark.parametrize("fallback", ["none", "log", "log_shift"])
def test_the_fallback_takes_over_where_outliers_are_left(fallback: str) -> None:
    values = [1.0, 1.1, 1.2, 1.3, 1.1, 1.0, 1.2, 1.3, 1.1, 900.0, 950.0, 1000.0]
    entries: list = []
    values += [1.0] * 20
    made = design(
        ROWS,
        choices={
            ("treat", "method"): "winsorise",
            ("treat", "most"): 1,
            ("treat", "fallback"): fallback,
            ("treat", "method", "b"): "none",
        },
    )
    found = treat(made, from_frame(frame(values)), entries).values[0]
    expected = {"none": np.minimum(values, 950.0), "log": np.log(values), "log_shift": log_shift(np.array(values))}
    assert found == pytest.approx(expected[fallback])
    assert entries[0].touched == (1 if fallback == "none" else len(values))
    assert f"fallback: {fallback}" in entries[0].note


@pytest.mark.parametrize("method", ["log", "box_cox"])
def test_a_negative_value_in_a_logarithm_is_named(method: str) -> None:
    made = design(ROWS, choices={("treat", "method", "a"): method, ("treat", "lambda"): 0.5})
    with pytest.raises(IndexProblems) as caught:
        treat(made, from_frame(frame([1.0, 2.0, -3.0])), [])
    assert caught.value.problems[0].code == "index-logarithm"
    assert caught.value.problems[0].found == "a: -3 for E2"


def test_published_winsorisations_of_coinr() -> None:
    """COINr 1.1.14, tests of Treat: one outlier pulled in; two, of which one may be; three by force."""
    assert winsorise(np.array([*range(1, 11), 100.0]), 2, 3.5, 5)[0].tolist() == [*range(1, 11), 10]
    two = np.array([*map(float, range(1, 21)), 100, 200])
    once, _ = winsorise(two, 2, 3.5, 1)
    assert has_outliers(once, 2, 3.5)
    made = design(
        ROWS, choices={("treat", "method", "a"): "winsorise", ("treat", "most"): 1, ("treat", "fallback"): "log"}
    )
    assert treat(made, from_frame(frame(two.tolist())), []).values[0] == pytest.approx(np.log(two))
    assert winsorise(two, 2, 3.5, 3, force=True)[1] == 3


def test_force_ends_before_all_are_equal() -> None:
    values, count = winsorise(np.array([1.0, 2, 3, 4, 5]), 2, 3.5, 99, force=True)
    assert len(np.unique(values)) == 2 and count < 99
    assert winsorise(np.array([1.0, 1, 1]), 2, 3.5, 99, force=True)[1] == 0


@pytest.mark.parametrize("combine", ["no", "yes"])
def test_a_fallback_may_follow_on_the_winsorised_values(combine: str) -> None:
    """With limits near zero one value is pulled in and outliers stay."""
    choices = {
        ("treat", "method", "a"): "winsorise", ("treat", "most"): 1, ("treat", "fallback"): "log_CT_orig",
        ("treat", "skewness"): 0.01, ("treat", "kurtosis"): 0.01, ("treat", "combine"): combine,
    }  # fmt: skip
    pulled, _ = winsorise(OUTLIERS, 0.01, 0.01, 1)
    start = OUTLIERS if combine == "no" else pulled
    found = treat(design(ROWS, choices=choices), from_frame(frame(OUTLIERS.tolist())), []).values[0]
    assert found == pytest.approx(np.log(start - start.min() + 1))


def test_the_table_of_the_treatment() -> None:
    values = frame(OUTLIERS.tolist())
    made = design(ROWS, choices={("treat", "method", "a"): "winsorise", ("treat", "method", "b"): "log_CT"})
    entries: list = []
    before = from_frame(values)
    table = treatment(made, before, treat(made, before, entries), entries).set_index("INDICATOR")
    a, b = table.loc["a"], table.loc["b"]
    assert (a["method"], a["fallback"], a["points"]) == ("winsorise", "", 1) and b["points"] == 11
    assert a["skewness_before"] == pytest.approx(2.44001322877252) and a["kurtosis_before"] == pytest.approx(
        5.66860331630136
    )
    pulled = np.minimum(OUTLIERS, 100)
    assert a["skewness_after"] == pytest.approx(skewness(pulled)) and a["kurtosis_after"] == pytest.approx(
        excess_kurtosis(pulled)
    )
    assert (a["outliers_before"], a["outliers_after"]) == ("yes", "no")
    assert (b["outliers_before"], b["outliers_after"]) == ("no", "yes")  # the logarithm of even steps has a low tail


def test_the_log_of_the_gii_names_the_value_that_it_refuses() -> None:
    made = design(ROWS, choices={("treat", "method", "a"): "log_GII", ("treat", "factor"): 10})
    assert treat(made, from_frame(frame([0.1, 0.2, 0.5])), []).values[0].tolist() == pytest.approx(
        [np.log(4 * (x - 0.1) / 0.4 + 1) for x in (0.1, 0.2, 0.5)]
    )
    with pytest.raises(IndexProblems) as caught:
        treat(made, from_frame(frame([0.01, 0.02, 0.05])), [])
    assert (
        caught.value.problems[0].code == "index-logarithm" and "above 0.1; it is 0.05" in caught.value.problems[0].found
    )


def test_a_treatment_that_leaves_the_numbers_behind_is_refused() -> None:
    made = design(ROWS, choices={("treat", "method", "a"): "box_cox", ("treat", "lambda"): 9})
    with pytest.raises(IndexProblems) as caught:
        treat(made, from_frame(frame([1.0, 2.0, 1e70])), [])
    assert caught.value.problems[0].code == "index-size" and "box_cox makes infinite" in caught.value.problems[0].found


@pytest.mark.parametrize("method", ["log_CT", "log_CT_plus", "log_CT_orig", "log_GII", "winsorise"])
def test_a_constant_and_an_empty_indicator_pass(method: str) -> None:
    made = design(ROWS, choices={("treat", "method", "a"): method})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        constant = treat(made, from_frame(frame([5.0, 5.0, 5.0])), []).values[0]
        assert len(set(constant)) == 1 and np.isfinite(constant).all()
        assert np.isnan(treat(made, from_frame(frame([np.nan] * 3)), []).values[0]).all()


def test_outliers_need_four_values_and_spread() -> None:
    assert not has_outliers(np.array([1.0, 2, 900]), 0, 0)
    assert not has_outliers(np.array([1.0, 1, 1, 1]), 0, 0)
    assert has_outliers(OUTLIERS, 2, 3.5)
