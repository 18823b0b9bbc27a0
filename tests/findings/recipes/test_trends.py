"""Groups over time: the words follow the printed digits of the group values, and the coverage rule."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import trends
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, read, series, value, workshop

# name: high group then and now, low group then and now, the word of the title, words that would lie
STORIES = {
    "narrows": ((60, 90), (10, 70), "narrowed", ("widened", "remain")),
    "widens": ((60, 90), (50, 55), "widened", ("narrowed", "remain")),
    "stays": ((60, 70), (40, 50), "remain", ("narrowed", "widened")),
    "moves less than a printed digit": ((60, 70), (40.04, 50.0), "remain", ("narrowed", "widened")),
    "prints the same although the change rounds up": ((60, 70), (40.04, 49.98), "remain", ("narrowed", "widened")),
    "changes places: a distance has no sign": ((50, 70), (62, 60), "narrowed", ("widened", "remain", "−12")),
}


def two_groups(high: tuple[float, float], low: tuple[float, float], **rule: float) -> Workshop:
    cells = {code: {2010: high[0], 2024: high[1]} for code in HIGH} | {
        code: {2010: low[0], 2024: low[1]} for code in LOW
    }
    return workshop(series("USE", cells), **rule)


def both_recipes(shop: Workshop):  # type: ignore[no-untyped-def]
    yield trends.group_trend(shop, "fig-a", "USE", "income", 2005)
    yield trends.group_panels(shop, "fig-b", "USE", "income", 2005)
    yield trends.group_slope(shop, "fig-c", "USE", "income", 2010, 2024)


@pytest.mark.parametrize("name", STORIES)
def test_the_distance_of_the_groups(name: str) -> None:
    high, low, word, lies = STORIES[name]
    shop = two_groups(high, low)
    for exhibit in both_recipes(shop):
        words = read(shop, exhibit)
        assert word in words.title
        assert not any(lie in words.title + words.text for lie in lies), words.text
        gap = abs(high[1] - low[1])
        assert f"{gap:.1f} percentage points" in words.title
        assert value(shop, f"{exhibit.id}.gap_last") == pytest.approx(gap)
        assert value(shop, f"{exhibit.id}.gap_first") == pytest.approx(abs(high[0] - low[0]))


@pytest.mark.parametrize(
    ("then", "now", "word"), [(40, 50, "rose"), (50, 40, "fell"), (45, 45.01, "in both"), (44.96, 45.04, "in both")]
)
def test_the_world_value_in_words(then: float, now: float, word: str) -> None:
    shop = two_groups((then, now), (then, now))
    words = read(shop, trends.group_trend(shop, "fig-a", "USE", "income", 2005))
    assert f"world value {word}" in words.text or (word == "in both" and "in both 2010 and 2024" in words.text)
    assert not any(other in words.text for other in {"rose", "fell", "in both"} - {word})
    assert "2010" in words.subtitle and "2024" in words.subtitle


def test_no_world_value_where_coverage_fails() -> None:
    """India is left out: with it goes 59 per cent of the people; the income groups are judged on their own."""
    cells = flat(60.0, HIGH, [2010, 2024]) | flat(20.0, [code for code in LOW if code != "IND"], [2010, 2024])
    strict, loose = (workshop(series("USE", cells), population=share, count=0.5) for share in (0.8, 0.1))
    exhibit = trends.group_trend(strict, "fig-b", "USE", "itu_region", 2005)
    words = read(strict, exhibit)
    assert "world value" not in words.text and "fig-b.world_last" not in {fact.id for fact in strict.facts}
    assert exhibit.data.set_index("series").loc["WLD", "y"].isna().all()
    assert "world value" in read(loose, trends.group_trend(loose, "fig-b", "USE", "itu_region", 2005)).text


@pytest.mark.parametrize("years", [[2024], [2010, 2024]])
def test_no_story_where_no_group_has_two_years(years: list[int]) -> None:
    areas = ECONOMIES if len(years) == 1 else ["KEN", "FRA"]
    shop = workshop(series("USE", flat(60.0, areas, years)))
    for recipe in (trends.group_trend, trends.group_panels):
        with pytest.raises(ValueError, match="fewer than two years under the coverage rule"):
            recipe(shop, "fig-a", "USE", "income", 2005)


def test_trend_frame_keeps_withheld_years_as_gaps() -> None:
    cells = flat(60.0, HIGH, [2010, 2015, 2024]) | flat(20.0, LOW, [2010, 2024])
    shop = workshop(series("USE", cells))
    frame = trends.group_trend(shop, "fig-a", "USE", "income", 2005).data
    low = frame[frame["series"] == "LMC"].set_index("x")
    assert low["y"].isna().to_dict() == {2010: False, 2015: True, 2024: False}
    assert low.loc[2015, ["population_share", "economies"]].tolist() == [0, 0]
    assert frame.set_index("series")["emphasis"].groupby(level=0).first().to_dict() == {
        "HIC": False,
        "LMC": False,
        "WLD": True,
    }


def test_the_first_year_bounds_the_series() -> None:
    shop = workshop(series("USE", flat(60.0, ECONOMIES, [2000, 2010, 2024])))
    assert trends.group_trend(shop, "fig-a", "USE", "income", 2005).data["x"].min() == 2010


def test_unweighted_means_are_called_so() -> None:
    cells = {code: {2010: 10.0, 2024: 90.0 if code == "IND" else 10.0} for code in ECONOMIES}
    shop = workshop(series("USE", cells))
    weighted = read(shop, trends.group_trend(shop, "fig-a", "USE", "income", 2005))
    plain = read(shop, trends.group_trend(shop, "fig-b", "USE", "income", 2005, how="unweighted"))
    assert "weighted by population" in weighted.text and "population-weighted" in weighted.subtitle
    assert "unweighted" in plain.subtitle and "weighted by population" not in plain.text
    assert value(shop, "fig-a.world_last") > 50 > value(shop, "fig-b.world_last") == pytest.approx(10 + 80 / 12)


def test_panels_have_one_panel_a_group_and_no_world() -> None:
    shop = two_groups((60, 90), (10, 70))
    frame = trends.group_panels(shop, "fig-a", "USE", "income", 2005).data
    assert set(frame["panel"]) == {"HIC", "LMC"} and (frame["panel"] == frame["series"]).all()


def test_slope_drops_a_group_without_both_years() -> None:
    cells = (
        flat(60.0, ["FRA", "DEU", "ISL"], [2010, 2024])
        | flat(30.0, ["USA", "BOL"], [2010, 2024])
        | flat(5.0, ["KEN"], [2010])
    )
    shop = workshop(series("USE", cells))
    exhibit = trends.group_slope(shop, "fig-a", "USE", "itu_region", 2010, 2024)
    assert set(exhibit.data["series"]) == {"ITU_EUR", "ITU_AMS"}
    assert "Africa" not in read(shop, exhibit).text


def test_slope_names_the_largest_and_smallest_change_with_their_sign() -> None:
    shop = two_groups((60, 50), (40, 42))
    words = read(shop, trends.group_slope(shop, "fig-a", "USE", "income", 2010, 2024))
    assert value(shop, "fig-a.largest_change") == pytest.approx(-10)
    assert "High income (−10.0 percentage points)" in words.text
    assert "Lower middle income (2.0 percentage points)" in words.text


def test_in_chinese() -> None:
    shop = two_groups((60, 90), (10, 70))
    for exhibit in both_recipes(shop):
        words = read(shop, exhibit, "zh")
        assert "中High income" in words.text and "20.0" in words.title
