"""Verdicts as codes: what may be said of an economy in this edition - years that have passed, old data, no data."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.findings import verdicts
from pipeline.findings.verdicts import LOOKS, PLAIN, code_of, codes, codes_again, judged
from pipeline.findings.workshop import Workshop
from pipeline.methods.progress import Method, Verdict, unsd
from pipeline.methods.progress.verdicts import Desired
from tests.findings.world import ECONOMIES, parameters, series, targets, thresholds, workshop

CODES = list(ECONOMIES)
# From 2015 to 2024 against 100 by 2030: met, on track, fair, stagnation, one year only, zero base, nothing since the base.
LINES = {
    "FRA": {2015: 90.0, 2024: 100.0},
    "DEU": {2015: 60.0, 2024: 85.0},
    "ISL": {2015: 40.0, 2024: 45.0},
    "JPN": {2015: 60.0, 2024: 60.0},
    "KOR": {2024: 60.0},
    "USA": {2015: 0.0, 2024: 60.0},
    "KEN": {2010: 1.0, 2014: 50.0},
}
EXPECTED = {
    "FRA": "achieved", "DEU": "on_track", "ISL": "fair", "JPN": "stagnation", "KOR": "not_assessed",
    "USA": "not_assessed", "KEN": "no_data", "VNM": "no_data",
}  # fmt: skip


def world(lines: dict[str, dict[int, float]] = LINES, value: float | None = 100.0, year: int = 2030, unit: str = "per cent of population", **rules: object) -> Workshop:  # fmt: skip
    goals = parameters(targets=targets(("everyone", "USE", value, "higher"), year=year), thresholds=thresholds(**rules))  # type: ignore[arg-type]
    return workshop(series("USE", lines, unit=unit, maximum=None), parameters=goals)


def test_codes_begin_at_the_base_year_and_tell_no_data_from_not_assessed() -> None:
    found = codes(world(), "everyone", own=True)["unsd"]
    assert {code: found[code] for code in EXPECTED} == EXPECTED and len(found) == 12
    common = codes(world(), "everyone")["unsd"]
    assert (common["ISL"], common["JPN"], common["KEN"]) == ("some", "little", "no_data")


def test_verdicts_are_those_of_the_value_nearest_to_the_base_year_and_the_last_one() -> None:
    rng = np.random.default_rng(6)
    cells = {
        code: {year: float(rng.uniform(5, 99)) for year in range(2010, 2025) if rng.random() < 0.5} for code in CODES
    }
    shop = world(cells)
    rule, plain = verdicts.rules(shop).unsd, {}
    for code, row in shop.data.observations.wide("USE").iterrows():
        known = row.dropna()
        if len(known) and known.index[-1] >= 2015:
            before = list(known.index[:-1]) or [known.index[-1]]
            base = min(before, key=lambda year: (abs(year - 2015), -year))
            ends = (float(known[base]), int(base), float(known.iloc[-1]), int(known.index[-1]))
            plain[code] = str(unsd(*ends, 100.0, 2030, Desired.HIGHER, rule).verdict)
    found = codes(shop, "everyone", own=True)["unsd"]
    assert found[found != "no_data"].to_dict() == plain


# --- a year that has passed -------------------------------------------------------------------------------------------

PASSED = {
    "met in time": ({2015: 90.0, 2020: 100.0}, "achieved"),
    "missed in the year": ({2015: 60.0, 2020: 85.0}, "not_met"),
    "nearly there, and growing fast enough by the method": ({2015: 50.0, 2020: 98.9}, "not_met"),
    "not met when the data end": ({2015: 60.0, 2018: 85.0}, "open"),
    "met before the data end": ({2015: 60.0, 2017: 100.0}, "achieved"),
    "met only after the year": ({2015: 60.0, 2020: 80.0, 2022: 100.0}, "not_met"),
    "one year alone still says that it is not met": ({2020: 60.0}, "not_met"),
    "no observation in the period": ({2022: 100.0}, "no_data"),
}


@pytest.mark.parametrize("name", PASSED)
def test_a_target_whose_year_has_passed_is_met_or_not(name: str) -> None:
    line, expected = PASSED[name]
    shop = world({"FRA": line, "DEU": {2015: 1.0}}, year=2020)
    assert verdicts.passed(shop, "everyone")
    found = codes(shop, "everyone").loc["FRA"]
    assert set(found) == {expected}
    assert set(codes(shop, "everyone", own=True).loc["FRA"]) == {expected}


@pytest.mark.parametrize(("year", "expected"), [(2025, True), (2026, False), (2030, False)])
def test_the_year_of_the_edition_has_not_passed(year: int, expected: bool) -> None:
    assert verdicts.passed(world(year=year), "everyone") is expected


def test_a_direction_without_a_number_is_neither_met_nor_missed() -> None:
    assert set(codes(world(value=None, year=2020), "everyone").loc["FRA"]) == {"not_assessed"}


@pytest.mark.parametrize(("answer", "expected"), [(1.0, "achieved"), (0.0, "not_met")])
def test_a_yes_or_no_whose_year_has_passed(answer: float, expected: str) -> None:
    shop = world({"FRA": {2015: 0.0, 2020: answer}}, value=None, year=2020, unit="1 = yes, 0 = no")
    assert set(codes(shop, "everyone").loc["FRA"]) == {expected}


# --- old data ---------------------------------------------------------------------------------------------------------

STEADY = {year: 40.0 + 5 * (year - 2015) + (year % 2) for year in range(2015, 2026)}


def until(last: int, top: float | None = None) -> dict[int, float]:
    line = {year: value for year, value in STEADY.items() if year <= last}
    return line if top is None else line | {last: top}


@pytest.mark.parametrize(("last", "drawn"), [(2025, True), (2021, True), (2020, False), (2017, False)])
def test_no_probability_is_drawn_from_data_that_end_more_than_five_years_before_the_edition(
    last: int, drawn: bool
) -> None:
    shop = world({"FRA": until(last)})
    result = verdicts.assessments(shop, "everyone")["FRA"].results[Method.PROBABILITY]
    assert ("probability" in result.numbers) is drawn
    assert (result.verdict is not Verdict.NOT_ASSESSED) is drawn
    if not drawn:
        assert str(last) in result.reason and "2021" in result.reason
        assert codes(shop, "everyone").loc["FRA", "probability"] == "not_assessed"
        assert codes(shop, "everyone").loc["FRA", "unsd"] != "not_assessed"
    assert verdicts.old_series(shop, "everyone") == (0 if drawn else 1)


def test_what_old_data_show_as_met_is_met() -> None:
    shop = world({"FRA": until(2017, 100.0)})
    assert codes(shop, "everyone").loc["FRA", "probability"] == "achieved"


# --- other looks ------------------------------------------------------------------------------------------------------


def test_the_plain_look_is_that_of_the_figure() -> None:
    shop = world()
    pd.testing.assert_frame_equal(
        codes_again(shop, "everyone", [Method.UNSD], PLAIN), codes(shop, "everyone")[["unsd"]]
    )


def test_other_looks_leave_out_a_year_or_series_that_ended_long_ago() -> None:
    lines = {"FRA": {2015: 10.0, 2016: 60.0, 2024: 61.0}, "DEU": {2015: 50.0, 2024: 60.0, 2025: 100.0}, "ISL": {2015: 10.0, 2018: 40.0}}  # fmt: skip
    shop = world(lines)
    plain, later, earlier, recent = (codes_again(shop, "everyone", [Method.UNSD], look)["unsd"] for look in (PLAIN, *LOOKS.values()))  # fmt: skip
    assert (plain["FRA"], later["FRA"]) == ("on_track", "little")
    assert (plain["DEU"], earlier["DEU"]) == ("achieved", "some")
    assert (plain["ISL"], recent["ISL"], recent["FRA"]) == ("on_track", "no_data", "on_track")
    assert (later["DEU"], earlier["ISL"]) == ("achieved", "on_track")


def test_only_economies_that_every_method_judges_are_compared() -> None:
    table = pd.DataFrame({"a": ["some", "no_data", "not_met"], "b": ["away", "some", "not_assessed"]})
    assert judged(table).index.tolist() == [0]


# --- whose the methods are --------------------------------------------------------------------------------------------

SOURCED = {
    "as shipped": (("unsd", "statistics_canada"), (Method.UNSD, Method.STATISTICS_CANADA)),
    "with ESCAP": (("unsd", "statistics_canada", "escap"), (Method.UNSD, Method.STATISTICS_CANADA, Method.ESCAP)),
    "a source makes no research method official": (("unsd", "sdsn", "probability"), (Method.UNSD,)),
    "none": ((), ()),
}


@pytest.mark.parametrize("name", SOURCED)
def test_headlines_rest_on_official_methods_with_sources(name: str) -> None:
    given, expected = SOURCED[name]
    shop = world(sourced=given)
    assert verdicts.sourced_official(shop) == expected
    order = verdicts.ordered_methods(shop)
    assert order[: len(expected)] == expected and set(order) == set(Method)
    assert order[-2:] == (Method.SDSN, Method.PROBABILITY)


def test_one_bound_without_a_source_is_enough() -> None:
    sheet = thresholds()
    sheet.loc[(sheet["method"] == "unsd") & (sheet["parameter"] == "fair"), "source"] = ""
    shop = workshop(series("USE", LINES), parameters=parameters(thresholds=sheet))
    assert verdicts.sourced_official(shop) == (Method.STATISTICS_CANADA,)


@pytest.mark.parametrize(
    ("method", "origin"),
    [("unsd", "official"), ("escap", "unsourced"), ("sdsn", "research"), ("probability", "own")],
)
def test_labels_say_whose_a_method_is(method: str, origin: str) -> None:
    assert verdicts.method_label(world(), method).values["origin"] == origin


def test_bounds_are_read_from_the_sheet_and_a_missing_one_is_named() -> None:
    sheet = thresholds()
    strict = sheet.assign(value=sheet["value"].where(sheet["parameter"] != "on_track", 5.0))
    shop = workshop(series("USE", LINES), parameters=parameters(thresholds=strict))
    assert codes(shop, "everyone", own=True).loc["DEU", "unsd"] == "fair"
    bare = workshop(series("USE", LINES), parameters=parameters(thresholds=sheet[sheet["method"] == "unsd"]))
    with pytest.raises(ValueError, match=r"statistics_canada\.on_track"):
        verdicts.rules(bare)


def test_unknown_target() -> None:
    with pytest.raises(KeyError, match="nobody"):
        codes(world(), "nobody")


def test_no_result_is_no_data() -> None:
    assert code_of(None, Method.UNSD, False) == code_of(None, Method.UNSD, True) == "no_data"
