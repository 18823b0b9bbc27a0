"""All methods side by side: one line a series, disagreements with causes computed from the numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.progress import (
    Cause,
    Desired,
    Kind,
    Level,
    Method,
    Series,
    Target,
    Verdict,
    assess,
    assess_wide,
    disagreements,
    missing_rows,
    read_rules,
    span,
    verdict_table,
)
from pipeline.methods.progress.rules import parameters_of
from tests.methods.progress.samples import RULES, thresholds

TARGET = Target(95.0, 2015, 2030)
EXAMPLE = assess(Series((2015, 2022), (40.0, 60.0)), TARGET, RULES)


def test_the_worked_example_by_every_method() -> None:
    row = verdict_table({"example": EXAMPLE}).iloc[0]
    found = [row[str(method)] for method in Method]
    assert found == ["on_track", "on_track", "not_assessed", "accelerate", "moderately_improving", "not_assessed"]
    assert row["unsd_ratio"] == pytest.approx(1.006673855, abs=5e-10)
    assert row["statistics_canada_ratio"] == pytest.approx(1.004588610, abs=5e-10)
    assert row["csi"] == pytest.approx(3.636363636, abs=5e-10)
    assert (row["lowest"], row["highest"], row["agree"]) == ("some", "on_track", False)
    assert (row["official_lowest"], row["official_highest"], row["official_agree"]) == ("some", "on_track", False)


def test_disagreements_name_pair_cause_and_numbers() -> None:
    found = disagreements({"example": EXAMPLE}, RULES).set_index(["first", "second"])
    assert len(found) == 4  # two on track against two that are not; each of the same level left out
    row = found.loc[("unsd", "sdsn")]
    assert row["cause"] == Cause.GROWTH_OR_LINE and "95.37" in row["reason"] and "82.86" in row["reason"]
    assert found.loc[("unsd", "escap"), "cause"] == Cause.POINTS_OR_REGRESSION


@pytest.mark.parametrize(
    ("values", "target", "pair", "cause"),
    [
        ((40.0, 45.0), 95.0, ("unsd", "statistics_canada"), Cause.BOUNDS),  # 0.21 and 0.29: 0.10 against 0.60
        ((98.0, 99.2), 100.0, ("unsd", "sdsn"), Cause.NEAR_LIMIT),
        ((98.0, 90.0), 95.0, ("unsd", "escap"), None),
    ],
)
def test_causes(values: tuple[float, ...], target: float, pair: tuple[str, str], cause: Cause | None) -> None:
    item = assess(Series((2015, 2022), values), Target(target, 2015, 2030), RULES)
    found = disagreements({"x": item}, RULES)
    rows = found[(found["first"] == pair[0]) & (found["second"] == pair[1])]
    assert rows["cause"].tolist() == ([cause] if cause else [])
    if cause is Cause.BOUNDS:
        assert "0.1 to 0.95" in rows["reason"].iloc[0] and "0 to 0.6" in rows["reason"].iloc[0]


def test_a_probability_disagrees_by_its_spread() -> None:
    values = (40.0, 60.0, 45.0, 62.0, 50.0, 70.0)  # on track between its ends, but by a shaky path
    item = assess(Series((2015, 2016, 2017, 2018, 2019, 2020), values), Target(98.0, 2015, 2030), RULES)
    found = disagreements({"x": item}, RULES).set_index(["first", "second"])
    assert item.results[Method.UNSD].verdict is Verdict.ON_TRACK
    assert item.results[Method.PROBABILITY].verdict is Verdict.POSSIBLE
    row = found.loc[("unsd", "probability")]
    assert row["cause"] == Cause.PATH_OR_SPREAD
    assert f"{item.results[Method.PROBABILITY].numbers['probability']:.2f}" in row["reason"]


def test_a_wide_table_keeps_economies_with_values_in_the_period() -> None:
    wide = pd.DataFrame(
        {2010: [1.0, 5.0, 5.0], 2015: [40.0, np.nan, np.nan], 2022: [60.0, 50.0, np.nan]}, index=["AGO", "BEN", "CIV"]
    )
    found = assess_wide(wide, TARGET, RULES)
    assert list(found) == ["AGO", "BEN"]
    table = verdict_table(found).set_index("series")
    assert "no value in the base year 2015: 2022 is used" in table.loc["BEN", "warnings"]
    assert "unsd: no value in the base year 2015: 2010 is used" in table.loc["BEN", "warnings"]
    assert (table.loc["BEN", [str(m) for m in Method if m is not Method.UNSD]] == "not_assessed").all()
    assert (table.loc["BEN", "unsd"], table.loc["BEN", "unsd_base_year"]) == ("on_track", 2010)
    assert verdict_table({}).empty and disagreements({}, RULES).empty


def test_observations_after_the_target_year_are_not_used() -> None:
    found = span(Series((2015, 2020, 2024), (1.0, 2.0, 9.0)), Target(5.0, 2015, 2020))
    assert found is not None and (found.latest, found.latest_year) == (2.0, 2020)
    assert "after the target year" in found.warnings[0]
    item = assess(Series((2015, 2018, 2020), (1.0, 1.5, 2.0)), Target(5.0, 2015, 2020), RULES)
    assert item.results[Method.PROBABILITY].numbers["probability"] == 0  # the year has come, the target is not met


@pytest.mark.parametrize(("latest", "level"), [(1.0, Level.ACHIEVED), (0.0, Level.LITTLE)])
def test_methods_that_judge_a_yes_or_no_agree_on_its_level(latest: float, level: Level) -> None:
    item = assess(Series((2015, 2018), (0.0, latest)), Target(None, 2015, 2030, Desired.HIGHER, Kind.BINARY), RULES)
    assert set(item.levels.values()) == {level}
    assert set(item.levels) == (set(Method) if latest else {Method.UNSD, Method.STATISTICS_CANADA})
    assert disagreements({"x": item}, RULES).empty


def test_bounds_come_from_the_sheet_and_a_missing_one_stops() -> None:
    sheet = thresholds()
    assert RULES.unsourced == tuple(f"sdsn.{name}" for name in parameters_of("sdsn"))
    assert missing_rows(sheet.iloc[1:]) == [("unsd", "on_track")]
    with pytest.raises(ValueError, match=r"unsd\.on_track"):
        read_rules(sheet.iloc[1:])
    strict = sheet.assign(value=sheet["value"].where(sheet["parameter"] != "on_track", 3.0))
    assert assess(EXAMPLE.series, TARGET, read_rules(strict)).results[Method.UNSD].verdict is Verdict.FAIR


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Series((2015, 2015), (1.0, 2.0)), "ascending"),
        (lambda: Series((2015,), (1.0, 2.0)), "one value a year"),
        (lambda: Series((2015,), (float("nan"),)), "finite"),
        (lambda: Target(1.0, 2030, 2030), "after"),
        (lambda: Target(float("inf"), 2015, 2030), "finite"),
        (lambda: Target(None, 2015, 2030, Desired.PARITY), "above zero"),
    ],
)
def test_input_that_cannot_be_used_says_what_is_allowed(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()  # type: ignore[operator]


def test_a_wide_table_is_its_rows_one_by_one() -> None:
    rng = np.random.default_rng(4)
    wide = pd.DataFrame(rng.uniform(10, 90, (25, 12)), [f"E{i}" for i in range(25)], range(2012, 2024))
    wide = wide.mask(rng.random(wide.shape) < 0.6)
    inside = [year for year in wide.columns if TARGET.base_year <= year <= TARGET.year]
    kept = wide[wide[inside].notna().any(axis=1)]
    plain = {code: assess(Series.of(row), TARGET, RULES) for code, row in kept.iterrows()}
    found = assess_wide(wide, TARGET, RULES)
    assert list(found) == list(plain)
    assert found == plain
