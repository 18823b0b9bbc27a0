"""Claims on groups over time, fed the data on which a naive text lies: says, standing, facts and words in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from pipeline.findings import group_claims as may
from pipeline.findings.claims import Claim, Standing
from pipeline.findings.group_claims import Groups
from pipeline.findings.views import View
from pipeline.findings.wording.realise import opened, sentence
from pipeline.findings.workshop import Workshop
from pipeline.model.indicators import Direction
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, sentence_of, series, tongue, workshop

YEARS = range(2010, 2016)
Values = Mapping[int, float]


def on(values: Iterable[float], first: int = 2010) -> dict[int, float]:
    return dict(enumerate(map(float, values), start=first))


def two(high: Values, low: Values, **metadata: object) -> Workshop:
    """Every high-income economy has one series, every other economy another."""
    cells = dict.fromkeys(HIGH, high) | dict.fromkeys(LOW, low)
    return workshop(series("USE", cells, **metadata))


def figure(shop: Workshop, groups: tuple[str, ...] = ("HIC", "LMC"), **view: object) -> Groups:
    return Groups(shop, "fig-a", "USE", groups, View(**view))  # type: ignore[arg-type]


def said(shop: Workshop, claim: Claim) -> str:
    """Story and headline in English, after a look that Chinese can be written and holds the same years."""
    chinese = sentence_of(shop, claim, "zh") + (sentence(claim.headline, tongue(shop, "zh")) if claim.headline else "")
    assert chinese and "{" not in chinese
    english = tongue(shop)
    head = opened(sentence(claim.headline, english), english) if claim.headline else ""
    story = sentence_of(shop, claim)
    for text in (story, head):
        assert not text[:1].isdigit() and "  " not in text and " ," not in text and " ." not in text, text
    return f"{story} | {head}"


# --- the whole --------------------------------------------------------------------------------------------------------

PATHS = {
    "rises": ([10, 20, 30, 40, 50, 60], "rose", "rose from 10.0 per cent in 2010 to 60.0 per cent in 2015.", True),
    "rises with a setback": ([10, 20, 30, 28, 50, 60], "rose", "though not in every year", True),
    "ends above its start and below its peak": ([40, 60, 80, 75, 65, 55], "peaked", "has fallen since, to 55.0", True),
    "falls and recovers": ([40, 30, 20, 25, 30, 38], "recovered", "has risen since, to 38.0", True),
    "moves up and down": ([40, 60, 40, 60, 40, 55], "swung", "no lasting direction", False),
    "stays": ([40, 40, 40, 40, 40, 40], "level", "was 40.0 per cent in 2015, as in 2010", True),
    "stays at zero": ([0, 0, 0, 0, 0, 0], "level", "was 0.0 per cent", True),
    "moves below the printed digit": ([40.01, 40.02, 40.0, 40.03, 40.01, 40.04], "level", "as in 2010", True),
    "falls": ([60, 50, 40, 30, 20, 10], "fell", "fell from 60.0 per cent in 2010 to 10.0 per cent", True),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_path_of_the_whole(name: str) -> None:
    values, says, words, heads = PATHS[name]
    shop = two(on(values), on(values))
    (claim,) = may.of_the_whole(figure(shop))
    assert claim.says == says and words in said(shop, claim) and (claim.headline is not None) == heads
    lies = {"rose", "fell", "peaked"} - {says} if says in ("swung", "level") else set()
    assert not any(lie in said(shop, claim) for lie in lies)


@pytest.mark.parametrize("values", [[50], []])
def test_one_year_is_no_path(values: list[float]) -> None:
    shop = two(on(values or [1], 2015 if values else 1990), on(values or [1], 2015 if values else 1990))
    assert list(may.of_the_whole(figure(shop, from_year=2000))) == []


def test_a_rise_that_only_the_largest_economy_makes_has_its_condition() -> None:
    cells = flat(50.0, ECONOMIES, YEARS) | {"IND": on([50, 55, 60, 65, 70, 75])}
    shop = workshop(series("USE", cells))
    (claim,) = may.of_the_whole(figure(shop))
    assert claim.says == "rose" and claim.standing is Standing.CONDITIONAL
    assert claim.conditions == ("without-largest",)
    assert "without the most populous economy of each group" in sentence_of(shop, claim)


def test_a_rise_that_comes_from_who_reports_is_withdrawn() -> None:
    """The same economies fell; the mean rose because low ones stopped reporting."""
    cells = {code: on([80, 79, 78, 77, 76, 75]) for code in HIGH} | {code: on([10, 10, 10]) for code in LOW}
    shop = workshop(series("USE", cells), population=0.1, count=0.1)
    (claim,) = may.of_the_whole(figure(shop))
    assert claim.says == "rose" and claim.standing is Standing.WITHDRAWN
    assert {trial.variation: trial.agreement for trial in claim.trials}["same-economies"] == "opposite"


def test_sums_of_money_that_print_alike_did_not_rise() -> None:
    values = on(total / len(ECONOMIES) for total in (4.31e12, 4.33e12, 4.30e12, 4.32e12, 4.31e12, 4.34e12))
    shop = workshop(series("USE", dict.fromkeys(ECONOMIES, values), unit="US dollars", decimals=0, maximum=None))
    (claim,) = may.of_the_whole(figure(shop, how="sum"))
    assert claim.says == "level" and "US$ 4.3 trillion" in said(shop, claim)


# --- the distance -----------------------------------------------------------------------------------------------------

DISTANCES = {
    "closes by catching up": ([60, 70, 80, 85, 88, 90], [10, 25, 40, 55, 65, 70], "closed", "caught up", "retreat|fell back"),
    "closes by retreat": ([90, 80, 70, 60, 50, 40], [10, 10, 10, 10, 10, 10.5], "closed", "fell back", "caught up"),
    "opens by those ahead": ([60, 65, 70, 75, 80, 90], [50, 50, 50, 50, 50, 50], "opened", "those ahead gained more", "fell"),
    "opens by those behind": ([60, 60, 60, 60, 60, 60], [50, 45, 40, 35, 30, 20], "opened", "those behind fell", "rose"),
    "was wider inside": ([40, 60, 80, 80, 80, 80], [20, 20, 20, 30, 40, 50], "turned", "60.0 in 2012", "caught|grown"),
    "was narrower inside": ([60, 60, 60, 70, 80, 90], [10, 30, 50, 50, 50, 50], "reopened", "10.0 in 2012 and 40.0 in 2015", "caught"),
    "changes sides": ([40, 45, 50, 55, 60, 65], [50, 50, 50, 50, 50, 50], "crossed", "were below", "caught|after 10|−10"),
    "vanishes": ([60, 60, 60, 60, 60, 60], [40, 44, 48, 52, 56, 60], "met", "nothing in 2015", "caught up part"),
    "stays": ([60, 62, 64, 66, 68, 70], [40, 42, 44, 46, 48, 50], "unchanged", "as in 2010", "caught|fell|rose"),
    "moves below the printed digit": ([60] * 6, [40.04, 40, 40, 40, 40, 40.0], "unchanged", "as in 2010", "caught|fell|rose"),
    "opens and closes": ([60, 80, 60, 80, 60, 75], [40] * 6, "swung", "no lasting direction", "rose|caught|after"),
    "opens, closes and opens again": (
        [50, 90, 52, 70, 70, 71], [40] * 6, "swung",
        "was 10.0 percentage points in 2010, 50.0 in 2011, 12.0 in 2012 and 31.0 in 2015", "rose|caught|after",
    ),
    "changes sides for good": ([40, 45, 55, 60, 70, 80], [50] * 6, "crossed", "and above from 2012 on, by 30.0", "2010 to"),
    "changes sides, and comes closer again": (
        [40, 45, 55, 80, 70, 60], [50] * 6, "crossed", "from 2012 on: by 30.0 percentage points in 2013, the widest lead, and by 10.0",
        "caught",
    ),
    "changes sides twice": (
        [60, 45, 42, 60, 70, 80], [50] * 6, "swapped",
        "above lower-middle-income economies in 2015; between 2011 and 2012 they were below, by 8.0 percentage points in 2012",
        "−8|swung",
    ),
    "changes sides twice, one year": ([60, 61, 42, 60, 70, 80], [50] * 6, "swapped", "; in 2012 they were below", "between"),
}  # fmt: skip


@pytest.mark.parametrize("name", DISTANCES)
def test_the_distance_of_two_groups(name: str) -> None:
    high, low, says, words, lies = DISTANCES[name]
    shop = two(on(high), on(low))
    (claim,) = may.of_the_distance(figure(shop))
    told = said(shop, claim)
    assert claim.says == says and words in told
    assert not any(lie in told for lie in lies.split("|")), told
    assert shop.facts.get("fig-a.gap_last").value == pytest.approx(abs(high[-1] - low[-1]), abs=0.05)


PLATEAUS = {
    "opens, then stays while those behind catch up with a rise": (
        [40, 50, 60, 70, 70, 71, 70, 71, 80, 90], [20, 20, 20, 20, 20, 21, 20, 21, 30, 40], "opened-then-level",
        "grew from 20.0 percentage points in 2015 to 50.0 in 2018, mainly because those ahead gained more, and has hardly moved",
    ),
    "closes, then stays while both rise": (
        [60, 50, 40, 30, 30, 30, 30, 35, 40, 60], [10, 10, 10, 10, 10, 10, 10, 15, 20, 40], "closed-then-level",
        "to 20.0 in 2018, mainly because those ahead fell back, and has hardly moved since: 20.0 in 2024",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLATEAUS)
def test_whose_movement_it_was_is_told_of_the_years_that_moved_it(name: str) -> None:
    high, low, says, words = PLATEAUS[name]
    shop = two(on(high, 2015), on(low, 2015))
    (claim,) = may.of_the_distance(figure(shop))
    assert claim.says == says and words in said(shop, claim), said(shop, claim)
    assert "hardly moved since" in said(shop, claim).partition("|")[2]


def test_a_distance_that_changes_sides_keeps_its_sign() -> None:
    shop = two(on([40, 45, 50, 55, 60, 65]), on([50] * 6))
    list(may.of_the_distance(figure(shop)))
    assert shop.facts.get("fig-a.gap_first").value == pytest.approx(-10)
    assert shop.facts.get("fig-a.gap_last").value == pytest.approx(15)


def test_nobody_is_ahead_where_a_lower_value_is_the_better_one() -> None:
    """Prices: the group with the highest value does not lead, and the other one does not catch up."""
    shop = two(on([20, 18, 15, 12, 10, 9]), on([2, 2, 2, 2, 2, 2]), direction=Direction.LOWER)
    (claim,) = may.of_the_distance(figure(shop))
    told = said(shop, claim)
    assert claim.says == "closed" and not any(word in told for word in ("ahead", "behind", "caught"))


def test_groups_that_are_all_equal_have_no_distance_and_no_highest() -> None:
    shop = two(on([60] * 6), on([60] * 6))
    assert list(may.of_the_distance(figure(shop))) == []
    (claim,) = may.of_the_extremes(figure(shop))
    assert claim.says == "equal" and "all groups had the same value: 60.0 per cent" in said(shop, claim)


def test_the_first_year_alone_does_not_make_a_distance() -> None:
    shop = two(on([60]), on([40]))
    assert list(may.of_the_distance(figure(shop))) == []
    (claim,) = may.of_the_extremes(figure(shop))
    assert claim.says == "HIC>LMC" and claim.standing is Standing.FIRM


def test_one_group_alone() -> None:
    shop = two(on([60, 70]), on([40, 50]))
    alone = figure(shop, ("HIC",))
    assert [*may.of_the_distance(alone), *may.of_the_extremes(alone), *may.of_halves(alone)] == []


def test_a_group_that_drops_out_leaves_the_years_that_most_groups_have() -> None:
    """In the last year only one group reports: the distance ends the year before."""
    shop = two(on([60, 70, 80]), on([40, 45]))
    (claim,) = may.of_the_distance(figure(shop))
    assert "2011" in said(shop, claim) and "2012" not in said(shop, claim)


def test_a_distance_that_only_the_choice_of_the_last_years_groups_opens_is_withdrawn() -> None:
    """The two of the last year drifted apart; whoever were farthest apart in the first year came together."""
    cells = {code: on([90, 82, 74, 66, 58, 50]) for code in ("FRA", "DEU", "ISL")}
    cells |= {code: on([60, 62, 64, 66, 68, 70]) for code in ("USA", "BOL")}
    cells |= {code: on([50, 48, 46, 44, 42, 40]) for code in ECONOMIES if code not in cells}
    shop = workshop(series("USE", cells))
    (claim,) = may.of_the_distance(figure(shop, ("ITU_EUR", "ITU_AMS", "ITU_ASP")))
    assert claim.says == "opened" and claim.standing is Standing.WITHDRAWN
    contrary = {trial.variation for trial in claim.trials if trial.agreement == "opposite"}
    assert contrary == {"groups-of-first-year"} and "whoever-is-apart" in claim.conditions


# --- the extremes -----------------------------------------------------------------------------------------------------


def test_groups_that_share_the_highest_printed_value_are_all_named() -> None:
    cells = {code: on([80]) for code in ("FRA", "DEU", "ISL")} | {code: on([80.04]) for code in ("USA", "BOL")}
    cells |= {code: on([30]) for code in ECONOMIES if code not in cells}
    shop = workshop(series("USE", cells))
    (claim,) = may.of_the_extremes(figure(shop, ("ITU_EUR", "ITU_AMS", "ITU_ASP")))
    assert claim.says == "ITU_AMS ITU_EUR>ITU_ASP"
    assert "Europe" in said(shop, claim) and "mericas (80.0 per cent)" in said(shop, claim).replace(" and Europe", "")


# --- halves -----------------------------------------------------------------------------------------------------------

THREE = ("ITU_EUR", "ITU_AMS", "ITU_ASP")
HALVES = {
    "none below": ((60, 55, 51), "none", "None of the 3 ITU regions was below one half", "above"),
    "one exactly at one half": ((60, 55, 50), "none", "None of the 3 ITU regions was below one half", "above"),
    "one that prints as one half": ((60, 55, 49.96), "none", "None of the 3 ITU regions was below one half", "(50.0"),
    "one below": ((60, 55, 20), "some", "Of the 3 ITU regions only Asia and the Pacific was below one half", "stayed"),
    "two below": ((60, 45, 20), "some", "lowest was Asia and the Pacific (20.0 per cent)", "only"),
    "all below": ((40, 30, 20), "all", "Each of the 3 ITU regions was below one half", "only"),
    "all at zero": ((0, 0, 0), "all", "Each of the 3 ITU regions was below one half", "only"),
}


def regions(*values: float, **metadata: object) -> Workshop:
    cells = {}
    for value, members in zip(values, (("FRA", "DEU", "ISL"), ("USA", "BOL"), ("JPN", "KOR", "BGD", "IND", "VNM", "VUT")), strict=True):  # fmt: skip
        cells |= flat(value, members, [2014, 2015])
    return workshop(series("USE", cells, **metadata), population=0.5)


@pytest.mark.parametrize("name", HALVES)
def test_which_groups_are_below_one_half(name: str) -> None:
    values, says, words, lie = HALVES[name]
    shop = regions(*values)
    (claim,) = may.of_halves(figure(shop, THREE))
    assert claim.says == says and words in said(shop, claim) and lie not in said(shop, claim)


def test_halves_are_said_of_people_only() -> None:
    assert list(may.of_halves(figure(regions(60, 45, 20, unit="US dollars"), THREE))) == []
    assert list(may.of_halves(figure(regions(60, 45, 20), THREE, how="unweighted"))) == []


# --- against the world ------------------------------------------------------------------------------------------------

WORLDS = {
    "below and further": ([30, 29, 28, 27, 26, 20], "opened", "below the world value in 2015, after", "above"),
    "from below to above: nothing widened": ([48, 49, 50, 51, 52, 53], "crossed", "above", "widened|after|further"),
    "from below to above, and since when": ([48, 49, 51, 52, 53, 54], "crossed", "above it from 2012 on, by 4.0", "after 2012"),
    "from below to above, and closer again": (
        [48, 49, 55, 60, 58, 53], "crossed", "from 2012 on: by 10.0 percentage points in 2013, the widest distance, and by 3.0", "moved",
    ),
    "above in between": (
        [48, 52, 53, 51, 45, 40], "swapped",
        "10.0 percentage points below the world value in 2015; between 2011 and 2013 they were above it, by 3.0 percentage points in 2012",
        "lasting|−",
    ),
    "up and down": ([30, 45, 20, 40, 22, 30], "swung", "no lasting direction: it was 20.0 percentage points in 2010", "since 2010"),
    "from above to below": ([53, 52, 51, 50, 49, 48], "crossed", "below", "widened|after|further"),
    "closer": ([20, 25, 30, 35, 40, 45], "closed", "came closer", "further"),
    "at the world value": ([20, 26, 32, 38, 44, 50], "met", "at the world value in 2015", "closer"),
    "always at it": ([50] * 6, "unchanged", "as in 2010", "closer|further"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORLDS)
def test_a_group_against_the_world(name: str) -> None:
    """Vanuatu is 0.01 per cent of the people: the world value stays at 50."""
    values, says, words, lies = WORLDS[name]
    shop = workshop(series("USE", flat(50.0, ECONOMIES, YEARS) | {"VUT": on(values)}))
    (claim,) = may.against_the_world(figure(shop, ("SIDS",)))
    told = said(shop, claim)
    assert claim.says == says and words in told and not any(lie in told for lie in lies.split("|")), told


def test_a_group_without_two_years_in_common_with_the_world_is_left_out() -> None:
    shop = workshop(series("USE", flat(50.0, ECONOMIES, [2015]) | {"VUT": on([40, 45])}))
    assert list(may.against_the_world(figure(shop, ("SIDS", "LLDC")))) == []


# --- small print ------------------------------------------------------------------------------------------------------


def notes(shop: Workshop, **view: object) -> str:
    english = tongue(shop)
    told = [opened(sentence(one, english), english) for one in may.notes(figure(shop, **view))]
    for text in told:
        assert not text[0].isdigit() and "{" not in text
    assert all("{" not in sentence(one, tongue(shop, "zh")) for one in may.notes(figure(shop, **view)))
    return " ".join(told)


def test_notes_name_weights_and_full_coverage() -> None:
    text = notes(two(on([60]), on([40])))
    assert "weighted by population" in text and "All 12 economies of the group have a value in 2010." in text
    assert "carried forward" not in text


def test_notes_name_who_is_missing_and_what_carrying_forward_gives() -> None:
    cells = flat(50.0, ECONOMIES, [2014, 2015]) | {"VUT": {2014: 0.0}}
    text = notes(workshop(series("USE", cells)))
    assert "rests on 11 economies" in text and "Vanuatu is missing" in text and "carried forward" in text
    assert "with more than 99.9 per cent of the world’s people" in text  # where one is missing it is not all
    cells |= {"ISL": {2014: 50.0}}
    assert "Iceland and Vanuatu are missing" in notes(workshop(series("USE", cells)))


def test_notes_name_the_most_populous_of_many_and_count_all() -> None:
    cells = flat(50.0, ["IND", "USA"], [2015]) | flat(50.0, ["FRA"], [2014])
    text = notes(workshop(series("USE", cells), population=0.5, count=0.0))
    assert "10 economies are missing, the most populous of them" in text and "Bangladesh" in text


def test_notes_say_that_there_is_no_world_value() -> None:
    assert "Too few economies report for a world value." in notes(workshop(series("USE", flat(50.0, ["FRA"], [2015]))))


@pytest.mark.parametrize("how", ["unweighted", "median", "sum"])
def test_notes_of_other_measures(how: str) -> None:
    assert "weighted by population" not in notes(two(on([60]), on([40])), how=how)
