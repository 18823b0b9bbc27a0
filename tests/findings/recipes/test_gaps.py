"""Distances: women and men, two years."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import gaps
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, flat, read, series, spread, value, workshop

CODES = list(ECONOMIES)


def women_and_men(differences: list[float], **more: object) -> Workshop:
    """An indicator for both sexes: women at 40, men above them by the differences."""
    women = spread(dict.fromkeys(CODES[: len(differences)], 40.0))
    men = spread({code: 40.0 + by for code, by in zip(CODES, differences, strict=False)})
    return workshop(series("BOTH", women), series("WOMEN", women), series("MEN", men))


def sex_gap(shop: Workshop):  # type: ignore[no-untyped-def]
    return gaps.sex_gap(shop, "fig-a", "BOTH", "MEN", "WOMEN")


def test_sex_gap() -> None:
    shop = women_and_men([20, 10, 5, -4])
    exhibit = sex_gap(shop)
    frame = exhibit.data
    assert frame["label"].tolist() == CODES[:4]  # widest first
    assert frame[["start", "end"]].iloc[0].tolist() == [40, 60]
    assert frame["ratio"].iloc[0] == pytest.approx(40 / 60)
    words = read(shop, exhibit)
    assert "3 of 4" in words.title
    assert value(shop, "fig-a.median_gap") == 7.5
    assert "France: 20.0 percentage points in 2024" in words.text
    assert words.labels["start"] == "Women" and words.labels["end"] == "Men"


def test_the_largest_difference_may_be_in_favour_of_women() -> None:
    shop = women_and_men([3, -12, -4])
    words = read(shop, sex_gap(shop))
    assert value(shop, "fig-a.widest_gap") == 12
    assert "Germany: 12.0 percentage points" in words.text and "1 of 3" in words.title


def test_sex_gap_needs_both_figures_of_one_year() -> None:
    women = series("WOMEN", {"FRA": {2020: 40.0, 2021: 41.0}, "KEN": {2020: 10.0}})
    men = series("MEN", {"FRA": {2020: 50.0}, "KEN": {2021: 30.0}})
    shop = workshop(series("BOTH", spread({"FRA": 1.0})), women, men)
    frame = sex_gap(shop).data
    assert frame[["label", "year", "difference"]].to_numpy().tolist() == [["FRA", 2020, 10.0]]


def test_an_economy_without_women_online_has_no_ratio_but_a_gap() -> None:
    women, men = series("WOMEN", spread({"FRA": 0.0, "KEN": 10.0})), series("MEN", spread({"FRA": 5.0, "KEN": 0.0}))
    shop = workshop(series("BOTH", spread({"FRA": 1.0})), women, men)
    frame = sex_gap(shop).data.set_index("label")
    assert frame.loc["FRA", "ratio"] == 0 and frame["ratio"].isna()["KEN"]


def test_skill_ladder() -> None:
    def skill(code: str, women: float, men: float):  # type: ignore[no-untyped-def]
        yield series(code, spread({"FRA": 1.0}))
        yield series(f"F{code}", spread(dict.fromkeys(CODES[:3], women)))
        yield series(f"M{code}", spread(dict.fromkeys(CODES[:3], men)))

    shop = workshop(*skill("MAIL", 60, 55), *skill("SHEET", 30, 35), *skill("PCPR", 4, 9))
    skills = [(code, f"F{code}", f"M{code}") for code in ("SHEET", "PCPR", "MAIL")]
    exhibit = gaps.skill_ladder(shop, "fig-a", skills)
    assert exhibit.data["label"].tolist() == ["MAIL", "SHEET", "PCPR"]
    words = read(shop, exhibit)
    assert "2 of 3 skills" in words.text
    assert "Short MAIL" in words.text and "60.0 per cent" in words.text
    assert "Short PCPR" in words.text and "4.0 per cent" in words.text


def moved(changes: list[float], start: float = 50.0) -> Workshop:
    cells = {code: {2013: start, 2023: start + by} for code, by in zip(CODES, changes, strict=False)}
    return workshop(series("USE", cells))


def test_biggest_changes_leave_small_economies_out_and_no_economy_twice() -> None:
    shop = moved([12, 11, 99, 9, 8, 7, 6, 5, -4, 3, -2, 99])  # ISL and VUT are the small ones
    exhibit = gaps.biggest_changes(shop, "fig-a", "USE", 2013, 2023)
    frame = exhibit.data
    assert frame["label"].is_unique and set(frame["label"]) == set(CODES) - {"ISL", "VUT"}
    assert frame["change"].tolist() == sorted(frame["change"], reverse=True)
    words = read(shop, exhibit)
    assert "8 of 10" in words.title
    assert "France, 12.0 percentage points between 2013 and 2023" in words.text
    assert "2 economies have a lower value" in words.text


@pytest.mark.parametrize(("falls", "words"), [(0, ""), (1, "1 economy has"), (3, "3 economies have")])
def test_falls_are_counted_in_words(falls: int, words: str) -> None:
    shop = moved([5.0] * (9 - falls) + [-5.0] * falls)
    text = read(shop, gaps.biggest_changes(shop, "fig-a", "USE", 2013, 2023)).text
    assert words in text and ("lower value" in text) == bool(falls)


def test_no_increase_is_told_where_all_fell() -> None:
    shop = moved([-1, -2, -30, -4, -5])
    words = read(shop, gaps.biggest_changes(shop, "fig-a", "USE", 2013, 2023))
    assert "increase" not in words.text and "follow" not in words.text
    assert "changed by more than −" not in words.text


def test_changes_take_the_nearest_year_inside_the_interval() -> None:
    cells = {"FRA": {2014: 10.0, 2022: 30.0}, "KEN": {2012: 1.0, 2024: 50.0}, "IND": {2013: 10.0, 2023: 15.0}}
    shop = workshop(series("USE", cells))
    frame = gaps.biggest_changes(shop, "fig-a", "USE", 2013, 2023).data.set_index("label")
    assert set(frame.index) == {"FRA", "IND"}
    assert frame.loc["FRA", ["start_year", "end_year"]].tolist() == [2014, 2022]


def test_in_chinese() -> None:
    shop = women_and_men([20, 10, 5, -4])
    assert "中France" in read(shop, sex_gap(shop), "zh").text
    flat_shop = workshop(series("USE", flat(5, CODES, [2013]) | flat(6, CODES[:6], [2013, 2023])))
    assert "2013" in read(flat_shop, gaps.biggest_changes(flat_shop, "fig-b", "USE", 2013, 2023), "zh").title
