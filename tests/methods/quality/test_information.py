"""Value of information: what is known already is worth nothing, what decides ranks is worth most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.methods.quality.information import Intervals, Scores, rank_widths, value_of_information


def mean_score(data: np.ndarray) -> np.ndarray:
    return data.mean(axis=2)


AREAS = [f"E{i:02}" for i in range(12)]


def sample(spread: float = 1.0) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    base = np.linspace(0, 10, len(AREAS))[:, None]
    return pd.DataFrame(base + rng.normal(0, spread, (len(AREAS), 3)), AREAS, ["x", "y", "z"])


def test_complete_exact_data_have_no_width_and_nothing_to_learn() -> None:
    values = sample()
    widths = rank_widths(mean_score, draws=50)
    assert widths(values, values * 0).eq(0).all()
    assert value_of_information(values, values * 0, widths).empty


def test_widths_are_reproducible_and_grow_with_error() -> None:
    values = sample()
    widths = rank_widths(mean_score, draws=300)
    small, large = widths(values, values * 0 + 0.2), widths(values, values * 0 + 3.0)
    assert small.equals(widths(values, values * 0 + 0.2))
    assert small.mean() < large.mean()


def test_the_indicator_with_most_holes_is_worth_most() -> None:
    values = sample()
    values.loc[AREAS[:6], "x"] = np.nan
    values.loc[AREAS[0], "y"] = np.nan
    found = value_of_information(values, values * 0, rank_widths(mean_score, draws=200), draws=10)
    assert found["group"].tolist() == ["x", "y"]
    assert found["cells"].tolist() == [6, 1]
    assert found["gain"].iloc[0] > found["gain"].iloc[1]
    assert (found["width"] - found["expected"]).tolist() == pytest.approx(found["gain"].tolist())


def test_old_data_and_economies_and_chosen_cells() -> None:
    values = sample()
    errors = values * 0
    errors.loc["E03", "x"] = 6.0  # an old value
    errors.loc["E09", "y"] = 0.01  # one that is nearly certain
    widths = rank_widths(mean_score, draws=300)
    by_economy = value_of_information(values, errors, widths, groups="economy", draws=10)
    assert by_economy["group"].tolist() == ["E03", "E09"]
    assert by_economy["gain"].iloc[0] > 0.05
    assert abs(by_economy["gain"].iloc[1]) < 0.1
    both = value_of_information(values, errors, widths, groups={"all": [("E03", "x"), ("E09", "y")]}, draws=5)
    assert both["expected"].tolist() == [0.0]  # nothing is left to know
    assert value_of_information(values, errors, widths, groups={"known": [("E00", "z")]}, draws=2).empty


def test_any_function_of_the_data_serves() -> None:
    values = pd.DataFrame({"x": [1.0, np.nan, 3.0]}, ["A", "B", "C"])

    def holes(known: pd.DataFrame, errors: pd.DataFrame) -> pd.Series:
        return known.isna().sum(axis=1).astype(float)

    found = value_of_information(values, values * 0, holes, draws=3)
    assert found[["group", "width", "expected", "gain"]].iloc[0].tolist() == [
        "x",
        pytest.approx(1 / 3),
        0.0,
        pytest.approx(1 / 3),
    ]


def test_the_same_seed_gives_the_same_result() -> None:
    values = sample()
    values.loc["E01", "x"] = np.nan
    widths = rank_widths(mean_score, draws=100)
    one, other = (value_of_information(values, values * 0, widths, draws=5, seed=9) for _ in range(2))
    assert one.equals(other)


@pytest.mark.parametrize(
    ("errors", "groups", "text"),
    [
        (pd.DataFrame({"y": [0.0]}, ["A"]), "indicator", "same economies"),
        (pd.DataFrame({"x": [-1.0]}, ["A"]), "indicator", "negative"),
        (pd.DataFrame({"x": [0.0]}, ["A"]), "year", "allowed: indicator, economy"),
        (pd.DataFrame({"x": [0.0]}, ["A"]), {"g": [("B", "x")]}, "B, x"),
    ],
)
def test_refusals(errors: pd.DataFrame, groups: object, text: str) -> None:
    values = pd.DataFrame({"x": [1.0]}, ["A"])
    with pytest.raises(ValueError, match=text):
        value_of_information(values, errors, rank_widths(mean_score, draws=2), groups)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="without any value: x"):
        value_of_information(values * np.nan, values * 0, rank_widths(mean_score, draws=2))
    with pytest.raises(ValueError, match="level"):
        rank_widths(mean_score, level=1.0)


def plain_widths(
    score: Scores, draws: int, level: float, seed: int, values: pd.DataFrame, errors: pd.DataFrame
) -> pd.Series:
    """``rank_widths`` as its docstring says it, draw by draw and economy by economy."""
    data, error = values.to_numpy(dtype=float), errors.fillna(0).to_numpy(dtype=float)
    rng = np.random.default_rng(seed)
    pick, noise = rng.random((draws, *data.shape)), rng.standard_normal((draws, *data.shape))
    ranks = []
    for one, other in zip(pick, noise, strict=True):
        filled = data.copy()
        for j, column in enumerate(data.T):
            observed = column[~np.isnan(column)]
            for i, value in enumerate(column):
                filled[i, j] = (
                    observed[int(one[i, j] * len(observed))] if np.isnan(value) else value + other[i, j] * error[i, j]
                )
        scores = score(filled[None])[0]
        ranks.append([1 + sum(scores > own) for own in scores])
    low, high = np.quantile(ranks, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return pd.Series(high - low, index=values.index)


def plain_gains(
    values: pd.DataFrame, errors: pd.DataFrame, intervals: Intervals, draws: int, seed: int
) -> dict[str, float]:
    """``value_of_information`` by indicator, cell by cell: expected width of each indicator that is not fully known."""
    found = {}
    for indicator in values:
        cells = [e for e in values.index if np.isnan(values.loc[e, indicator]) or errors.loc[e, indicator] > 0]
        if not cells:
            continue
        rng = np.random.default_rng([seed, len(found)])
        widths = []
        for _ in range(draws):
            known, exact = values.copy(), errors.copy()
            for economy in cells:
                value = values.loc[economy, indicator]
                drawn = (
                    rng.choice(values[indicator].dropna().to_numpy())
                    if np.isnan(value)
                    else rng.normal(value, errors.loc[economy, indicator])
                )
                known.loc[economy, indicator], exact.loc[economy, indicator] = float(drawn), 0.0
            widths.append(float(intervals(known, exact).mean()))
        found[indicator] = float(np.mean(widths))
    return found


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 4), st.floats(0, 0.7))
def test_equal_to_the_plain_formulation_to_the_last_digit(seed: int, decimals: int, gaps: float) -> None:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.normal(size=(9, 4)).round(decimals), [f"E{i}" for i in range(9)], list("wxyz"))
    values = frame.mask(rng.random(frame.shape) < gaps)
    values.iloc[0] = frame.iloc[0]  # each indicator has a value
    errors = frame.abs().round(1).where(rng.random(frame.shape) < 0.5, 0.0).mask(rng.random(frame.shape) < 0.1)
    now = rank_widths(mean_score, draws=12, level=0.8, seed=seed)
    plain = plain_widths(mean_score, 12, 0.8, seed, values, errors)
    assert now(values, errors).equals(plain)
    assert now(values, errors).equals(plain)  # the second call uses the random numbers of the first
    found = value_of_information(values, errors, now, draws=3, seed=seed).set_index("group")["expected"]
    assert found.to_dict() == plain_gains(values, errors, now, draws=3, seed=seed)
