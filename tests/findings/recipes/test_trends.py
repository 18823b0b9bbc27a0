"""Groups over time: frames, coverage, and what each figure may say; the claims themselves are tested in test_group_claims."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes import trends
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, HIGH, LOW, claim_of, flat, read, sentence_of, series, value, workshop

# name: high group then and now, low group then and now, what is said, words of the headline, words that would lie
STORIES = {
    "closes": ((60, 90), (10, 70), "closed", "caught up part of the way: 20.0 percentage points behind", ("opened",)),
    "closes by retreat": ((60, 30), (10, 12), "closed", "mainly because those ahead fell back", ("caught up",)),
    "opens": ((60, 90), (50, 55), "opened", "were 35.0 percentage points apart in 2024, after 10.0", ("caught up",)),
    "stays": ((60, 70), (40, 50), "unchanged", "as far apart in 2024 as in 2010", ("caught up", "after")),
    "moves less than a printed digit": ((60, 70), (40.04, 50.0), "unchanged", "as far apart", ("caught up", "after")),
    "meets": ((60, 70), (40, 70), "met", "nothing lay between", ("caught up part",)),
    "changes places": ((50, 70), (62, 60), "crossed", "passed lower-middle-income economies", ("caught up", "−12", "after")),
}  # fmt: skip


def two_groups(high: tuple[float, float], low: tuple[float, float], **rule: float) -> Workshop:
    cells = {code: {2010: high[0], 2024: high[1]} for code in HIGH} | {
        code: {2010: low[0], 2024: low[1]} for code in LOW
    }
    return workshop(series("USE", cells), **rule)


def recipes(shop: Workshop) -> Iterator[Exhibit]:
    yield trends.group_trend(shop, "fig-a", "USE", "income", 2005)
    yield trends.group_panels(shop, "fig-b", "USE", "income", 2005)
    yield trends.group_slope(shop, "fig-c", "USE", "income", 2010, 2024)


@pytest.mark.parametrize("name", STORIES)
def test_the_distance_of_the_groups(name: str) -> None:
    high, low, says, words, lies = STORIES[name]
    shop = two_groups(high, low)
    for exhibit in recipes(shop):
        claim = claim_of(exhibit, "distance")
        assert (claim.says, claim.standing) == (says, Standing.FIRM)
        told = read(shop, exhibit)
        assert words in told.title, told.title
        assert not any(lie in told.title + told.text for lie in lies), told.text
        assert value(shop, f"{exhibit.id}.gap_last") == pytest.approx(high[1] - low[1])
        assert value(shop, f"{exhibit.id}.gap_first") == pytest.approx(high[0] - low[0])


@pytest.mark.parametrize(
    ("then", "now", "says", "words"),
    [
        (40, 50, "rose", "world value rose"),
        (50, 40, "fell", "world value fell"),
        (45, 45.01, "level", "was 45.0 per cent in 2024, as in 2010"),
        (44.96, 45.04, "level", "was 45.0 per cent in 2024, as in 2010"),
    ],
)
def test_the_world_value_in_words(then: float, now: float, says: str, words: str) -> None:
    """Where all groups are equal nothing is said of a distance or of a leader."""
    shop = two_groups((then, now), (then, now))
    exhibit = trends.group_trend(shop, "fig-a", "USE", "income", 2005)
    claim = claim_of(exhibit, "whole")
    assert claim.says == says and words in sentence_of(shop, claim)
    assert {one.id for one in exhibit.claims} == {"fig-a:whole", "fig-a:extremes"}
    told = read(shop, exhibit)
    assert "2010" in told.subtitle and "2024" in told.subtitle
    assert "apart" not in told.title + told.text and "highest" not in told.title + told.text


def test_no_world_value_where_coverage_fails() -> None:
    """India is left out: with it goes 59 per cent of the people; the income groups are judged on their own."""
    cells = flat(60.0, HIGH, [2010, 2024]) | flat(20.0, [code for code in LOW if code != "IND"], [2010, 2024])
    strict, loose = (workshop(series("USE", cells), population=share, count=0.5) for share in (0.8, 0.1))
    exhibit = trends.group_trend(strict, "fig-b", "USE", "itu_region", 2005)
    words = read(strict, exhibit)
    assert "world value" not in words.text and "fig-b.world_last" not in {fact.id for fact in strict.facts}
    assert "Too few economies report for a world value" in words.note
    assert exhibit.data.set_index("series").loc["WLD", "y"].isna().all()
    told = trends.group_trend(loose, "fig-b", "USE", "itu_region", 2005)
    assert "world" in sentence_of(loose, claim_of(told, "whole"))


@pytest.mark.parametrize("years", [[2024], [2010, 2024]])
def test_no_figure_where_no_group_has_two_years(years: list[int]) -> None:
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
    assert "weighted by population" in weighted.note and "weighted by population" in weighted.subtitle
    assert "means of economies" in plain.subtitle and "weighted by population" not in plain.note
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


GAINS = {
    "all rose": ((60, 80), (40, 42), "HIC>LMC", "Every group rose between 2010 and 2024: most high-income economies (20.0"),
    "all fell": ((60, 50), (40, 38), "HIC>LMC", "Every group fell between 2010 and 2024: most high-income economies (−10.0"),
    "both ways": ((60, 50), (40, 42), "LMC>HIC", "went different ways, from lower-middle-income economies (2.0"),
    "one stood still": ((60, 60), (40, 42), "LMC>HIC", "went different ways"),
}  # fmt: skip


@pytest.mark.parametrize("name", GAINS)
def test_slope_names_the_largest_and_smallest_change_with_their_sign(name: str) -> None:
    high, low, says, words = GAINS[name]
    shop = two_groups(high, low)
    claim = claim_of(trends.group_slope(shop, "fig-a", "USE", "income", 2010, 2024), "gains")
    assert claim.says == says and words in sentence_of(shop, claim)
    assert sentence_of(shop, claim, "zh")
    first = high[1] - high[0] if says.startswith("HIC") else low[1] - low[0]
    assert value(shop, "fig-a.largest_change") == pytest.approx(first)


@pytest.mark.parametrize("changes", [((60, 80), (40, 60)), ((60, 60), (40, 40)), ((60, 60.01), (40, 40.04))])
def test_slope_says_nothing_of_equal_changes(changes: tuple[tuple[float, float], tuple[float, float]]) -> None:
    exhibit = trends.group_slope(two_groups(*changes), "fig-a", "USE", "income", 2010, 2024)
    assert "fig-a:gains" not in {claim.id for claim in exhibit.claims}


def test_groups_that_share_members_are_compared_with_the_world_only() -> None:
    cells = flat(60.0, ECONOMIES, [2010, 2024]) | {code: {2010: 20.0, 2024: 10.0} for code in ("BOL", "VUT")}
    shop = workshop(series("USE", cells))
    exhibit = trends.group_trend(shop, "fig-a", "USE", "special", 2005, against_world=True)
    assert {claim.id for claim in exhibit.claims} >= {"fig-a:LLDC", "fig-a:SIDS"}
    assert not {"fig-a:distance", "fig-a:extremes"} & {claim.id for claim in exhibit.claims}
    words = read(shop, exhibit)
    assert "compared with the world and not with each other" in words.note


def test_in_chinese() -> None:
    shop = two_groups((60, 90), (10, 70))
    for exhibit in recipes(shop):
        words = read(shop, exhibit, "zh")
        assert "中High income" in words.title and "20.0" in words.title
        assert "按人口加权" in words.note and not any(word in words.text for word in ("the ", " of "))
