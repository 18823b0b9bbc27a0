"""The published rules of each method, one case a row of rules.csv; minimums; properties of bases, limits and terms."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.methods.progress import (
    ORIGIN,
    Cause,
    Choices,
    Desired,
    Kind,
    Method,
    Minimum,
    Progress,
    Rules,
    Series,
    Target,
    Verdict,
    assess,
    disagreements,
    eurostat,
    growth_ratio,
    kind_of_unit,
    mapping_table,
    scaling_factor,
    verdict_table,
    verdicts_of,
)
from tests.methods.progress.samples import RULES

ROWS = list(csv.DictReader((Path(__file__).parent / "rules.csv").open(encoding="utf-8")))


def one(row: dict[str, str]) -> Progress:
    points = [point.split(":") for point in row["series"].split()]
    series = Series(tuple(int(year) for year, _ in points), tuple(float(value) for _, value in points))
    target = Target(
        float(row["target"]) if row["target"] else None,
        int(row["base_year"]),
        int(row["target_year"]),
        Desired(row["desired"]),
        Kind(row["kind"]),
        True,
        float(row["limit"]) if row["limit"] else None,
    )
    return assess(series, target, RULES).results[Method(row["method"])]


@pytest.mark.parametrize("row", ROWS, ids=[f"{n + 2} {row['case']}" for n, row in enumerate(ROWS)])
def test_rule(row: dict[str, str]) -> None:
    result = one(row)
    assert str(result.verdict) == row["verdict"], result
    assert (result.level.name.lower() if result.level is not None else "") == row["level"]
    assert result.reason
    if row["number"]:
        digits = len(row["value"].partition(".")[2])
        assert result.numbers[row["number"]] == pytest.approx(float(row["value"]), abs=0.6 * 10**-digits)


def test_every_class_of_the_new_rules_has_a_case() -> None:
    for method in (Method.EUROSTAT, Method.STATISTICS_CANADA):
        seen = {row["verdict"] for row in ROWS if row["method"] == method}
        assert {str(verdict) for verdict in verdicts_of(method)} <= seen


def test_a_growth_rate_says_why_it_is_not_assessed() -> None:
    item = assess(Series((2015, 2018, 2022), (2.0, 3.0, 3.5)), Target(7.0, 2015, 2030, kind=Kind.GROWTH_RATE), RULES)
    for method in (Method.UNSD, Method.STATISTICS_CANADA, Method.EUROSTAT):
        assert "growth rate of a growth rate has no meaning" in item.results[method].reason


def test_a_warning_names_the_base_that_a_method_takes() -> None:
    item = assess(Series((2014, 2017, 2022), (30.0, 40.0, 60.0)), Target(95.0, 2015, 2030), RULES)
    assert any("2014 is used" in text for text in item.results[Method.UNSD].warnings)
    row = verdict_table({"x": item}).iloc[0]
    assert (row["base_year"], row["unsd_base_year"]) == (2017, 2014)
    assert "2017 is used" in row["warnings"] and "unsd: no value in the base year 2015: 2014 is used" in row["warnings"]


# --- Eurostat ---------------------------------------------------------------------------------------------------------

LONG = Series(
    tuple(range(2003, 2023)),
    (*(100 * 1.02 ** (year - 2003) for year in range(2003, 2018)), 135.0, 136.0, 136.0, 136.0, 136.5),
)


def test_both_terms_of_eurostat_stand_side_by_side() -> None:
    """Fifteen years at nearly two per cent, the last five at a third of one."""
    item = assess(LONG, Target(None, 2015, 2030), RULES)
    result = item.results[Method.EUROSTAT]
    assert (result.verdict, result.parts["long_term"]) == (Verdict.MODERATE_PROGRESS, Verdict.SIGNIFICANT_PROGRESS)
    row = verdict_table({"x": item}).iloc[0]
    assert (row["eurostat"], row["eurostat_long_term"]) == ("moderate_progress", "significant_progress")
    assert row["eurostat_growth"] == pytest.approx(100 * ((136.5 / LONG.values[14]) ** (1 / 5) - 1))
    assert row["eurostat_long_growth"] == pytest.approx(100 * ((136.5 / LONG.values[4]) ** (1 / 15) - 1))


def test_a_long_term_that_is_too_short_says_so() -> None:
    result = assess(Series((2016, 2018, 2022), (50.0, 55.0, 60.0)), Target(95.0, 2015, 2030), RULES).results[
        Method.EUROSTAT
    ]
    assert result.parts["long_term"] is Verdict.NOT_ASSESSED
    assert any("6 of 15 years" in text for text in result.warnings)


def test_another_period_is_the_cause_of_a_disagreement() -> None:
    """On track since the base year, standing since five years."""
    values = (40.0, 60.0, 90.0, 90.0, 90.0)
    item = assess(Series((2015, 2016, 2017, 2020, 2022), values), Target(95.0, 2015, 2030), RULES)
    found = disagreements({"x": item}, RULES).set_index(["first", "second"])
    row = found.loc[("statistics_canada", "eurostat")]
    assert row["cause"] == Cause.PERIOD and "2015" in row["reason"] and "2017" in row["reason"]
    assert (row["first_family"], row["second_family"]) == ("official", "official")


# --- minimums ---------------------------------------------------------------------------------------------------------


def strict(method: Method, **least: float) -> Rules:
    return replace(RULES, minimums={**RULES.minimums, method: replace(RULES.minimums[method], **least)})


STEADY = Series((2015, 2017, 2018, 2022), (40.0, 45.0, 50.0, 60.0))


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    ("least", "says"),
    [({"minimum_points": 9}, "needs 9 or more"), ({"minimum_span": 20}, "needs 20 or more"), ({"maximum_age": 2}, "5 years before 2027")],
)  # fmt: skip
def test_below_its_minimum_a_method_does_not_assess_and_says_why(
    method: Method, least: dict[str, float], says: str
) -> None:
    target, choices = Target(95.0, 2015, 2030), Choices(assessed_in=2027)
    before = assess(STEADY, target, RULES, choices).results
    after = assess(STEADY, target, strict(method, **least), choices).results
    assert before[method].verdict is not Verdict.NOT_ASSESSED
    assert after[method].verdict is Verdict.NOT_ASSESSED and says in after[method].reason
    assert {other: after[other].verdict for other in Method if other is not method} == {
        other: before[other].verdict for other in Method if other is not method
    }


def test_what_is_met_needs_no_trend_but_recent_data() -> None:
    met, target = Series((2022,), (99.5,)), Target(95.0, 2015, 2030)
    assert assess(met, target, strict(Method.UNSD, minimum_points=5)).results[Method.UNSD].verdict is Verdict.ACHIEVED
    old = assess(met, target, strict(Method.UNSD, maximum_age=3), Choices(assessed_in=2026)).results[Method.UNSD]
    assert old.verdict is Verdict.NOT_ASSESSED and "4 years before 2026" in old.reason


def test_a_base_leaves_as_many_values_as_the_method_asks_for() -> None:
    series = Series((2012, 2014, 2016, 2022), (30.0, 35.0, 40.0, 60.0))
    for points, base in ((2, 2016), (3, 2014), (4, 2012)):
        found = assess(series, Target(95.0, 2015, 2030), strict(Method.UNSD, minimum_points=points))
        assert found.results[Method.UNSD].numbers["base_year"] == base


# --- numbers that a machine cannot hold -------------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ends", [(1e-300, 1e308), (1e308, 1e-300), (5e-324, 1e308), (1e308, -1e308), (0.0, 1e308)])
@pytest.mark.parametrize("target", [None, 9.0, 1.7e308])
@pytest.mark.parametrize("desired", [Desired.HIGHER, Desired.LOWER])
def test_huge_values_give_finite_numbers_and_no_warning(
    ends: tuple[float, float], target: float | None, desired: Desired
) -> None:
    series = Series((2015, 2019, 2022), (ends[0], 1.0, ends[1]))
    item = assess(series, Target(target, 2015, 2030, desired), RULES)
    for result in item.results.values():
        assert np.isfinite(list(result.numbers.values())).all() and result.reason
        assert result.score is None or np.isfinite(result.score) or result.verdict is Verdict.ACHIEVED


# --- properties -------------------------------------------------------------------------------------------------------

POINT = st.floats(1, 90)
PATH = st.lists(POINT, min_size=4, max_size=4)
YEARS = (2015, 2017, 2020, 2022)


@given(PATH, st.floats(91, 99), POINT, st.integers(1990, 2006))
def test_an_earlier_value_changes_no_method_that_begins_with_the_base_year(
    values: list[float], goal: float, early: float, year: int
) -> None:
    target = Target(goal, 2015, 2030)
    plain = assess(Series(YEARS, tuple(values)), target, RULES).results
    longer = assess(Series((year, *YEARS), (early, *values)), target, RULES).results
    for method in (Method.UNSD, Method.STATISTICS_CANADA, Method.SDSN, Method.PROBABILITY):
        assert longer[method] == plain[method]
    assert longer[Method.EUROSTAT].verdict == plain[Method.EUROSTAT].verdict


@given(PATH, st.floats(91, 99), st.floats(0.01, 1000))
def test_eurostat_knows_no_unit(values: list[float], goal: float, factor: float) -> None:
    years = np.array(YEARS, dtype=float)
    plain = eurostat(years, np.array(values), goal, 2030, Desired.HIGHER, RULES.eurostat)
    scaled = eurostat(years, factor * np.array(values), factor * goal, 2030, Desired.HIGHER, RULES.eurostat)
    assert (plain.score is None) == (scaled.score is None)
    if plain.score is not None:
        assert scaled.score == pytest.approx(plain.score, rel=1e-6, abs=1e-9)


@given(PATH)
def test_eurostat_is_mirrored_where_less_is_desired(values: list[float]) -> None:
    """Without a target the same growth has the opposite sign."""
    years = np.array(YEARS, dtype=float)
    up, down = (eurostat(years, np.array(values), None, 2030, way, RULES.eurostat) for way in (Desired.HIGHER, Desired.LOWER))  # fmt: skip
    assert up.score is not None and down.score is not None
    assert up.score == pytest.approx(-down.score)


@given(st.floats(0.5, 1000), st.floats(0, 1))
def test_the_factor_of_a_limit_lies_from_0_to_1_and_counts_the_distance_alone(limit: float, share: float) -> None:
    below, above = scaling_factor(limit * (1 - share), limit, 4.44), scaling_factor(limit * (1 + share), limit, 4.44)
    assert 0 <= below <= 1
    assert below == pytest.approx(above, abs=1e-9)


@given(st.floats(1, 100), st.floats(1, 100))
def test_a_limit_never_worsens_a_verdict(base: float, latest: float) -> None:
    ends = (base, 2015, latest, 2022, None, 2030, Desired.HIGHER, RULES.statistics_canada)
    plain, near = growth_ratio(*ends), growth_ratio(*ends, limit=100)
    assert plain.level is not None and near.level is not None and near.level >= plain.level


@given(st.floats(0.2, 5), st.floats(0.2, 5))
def test_parity_is_the_same_from_either_side(base: float, latest: float) -> None:
    assume(abs(latest - 1) > 0.04)  # the accepted range is not the same from either side: 0.97 and 1.03
    assume(abs(base - 1) > 0.04)
    ends = (2022, 1.0, 2030, Desired.PARITY, RULES.statistics_canada)
    one_side, other = growth_ratio(base, 2015, latest, *ends), growth_ratio(1 / base, 2015, 1 / latest, *ends)
    assert one_side.score == pytest.approx(other.score, rel=1e-6, abs=1e-9)


# --- families and kinds -----------------------------------------------------------------------------------------------


def test_families_stand_apart() -> None:
    assert {str(method): str(family) for method, family in ORIGIN.items()} == {
        "unsd": "official",
        "statistics_canada": "official",
        "eurostat": "official",
        "escap": "official",
        "sdsn": "research",
        "probability": "own",
    }
    table = mapping_table()
    assert list(dict.fromkeys(table["family"])) == ["official", "research", "own"]
    assert set(table.loc[table["condition"] != "", "condition"]) == {"score >= 0", "score < 0"}


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("1 = yes, 0 = no", "binary"), ("yes/no", "binary"), ("binary", "binary"), ("annual % growth", "growth_rate"),
        ("annual %", "growth_rate"), ("per cent change", "growth_rate"), ("per cent a year", "growth_rate"),
        ("per cent of population", "level"), ("% of annual income", "level"), ("index", "level"), ("", "level"),
    ],
)  # fmt: skip
def test_a_unit_tells_the_kind(unit: str, kind: str) -> None:
    assert str(kind_of_unit(unit)) == kind


def test_minimums_say_what_they_need() -> None:
    assert Minimum(2, 3, 0).lacks_trend(2, 3) == ""
    assert "1 value;" in Minimum(2, 0, 0).lacks_trend(1, 0)
    assert Minimum(2, 0, 0).too_old(1990, 2026) == "" and Minimum(2, 0, 5).too_old(2021, 2026) == ""
    assert Minimum(2, 0, 5).too_old(2015, None) == ""


def test_what_the_growth_ratio_cannot_replace_or_shrink_is_told() -> None:
    def told(base: float, latest: float) -> tuple[str, ...]:
        rule = RULES.statistics_canada
        return growth_ratio(base, 2015, latest, 2022, None, 2030, Desired.HIGHER, rule, limit=100).warnings

    assert told(0, 0) == ("base and latest value are zero: no growth; the base replaced alone would make it a fall",)
    assert told(104, 104.5) == ("the base lies beyond the natural limit 100: the bounds are not shrunk",)
    assert "this choice moves the result" in told(0, 5)[0] and told(97, 98.5) == ()
