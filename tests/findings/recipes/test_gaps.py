"""Distances: women and men, two years; counts with sizes, and no direction that ties, one year or a peak belie."""

from __future__ import annotations

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes import gaps
from pipeline.findings.workshop import Workshop
from tests.findings.world import (
    ECONOMIES,
    claim_of,
    flat,
    in_both,
    keys,
    observations,
    read,
    sentence_of,
    series,
    spread,
    value,
    workshop,
)

CODES = list(ECONOMIES)


def women_and_men(differences: list[float]) -> Workshop:
    """An indicator for both sexes: women at 40, men above them by the differences."""
    women = spread(dict.fromkeys(CODES[: len(differences)], 40.0))
    men = spread({code: 40.0 + by for code, by in zip(CODES, differences, strict=False)})
    return workshop(series("BOTH", women), series("WOMEN", women), series("MEN", men))


def sex_gap(shop: Workshop) -> Exhibit:
    return gaps.sex_gap(shop, "fig-a", "BOTH", "MEN", "WOMEN")


# --- women and men


def test_sex_gap() -> None:
    shop = women_and_men([20, 10, 5, -4])
    exhibit = sex_gap(shop)
    frame = exhibit.data
    assert frame["label"].tolist() == CODES[:4]  # widest first
    assert frame[["start", "end"]].iloc[0].tolist() == [40, 60]
    assert frame["ratio"].iloc[0] == pytest.approx(40 / 60)
    words = read(shop, exhibit)
    assert "3 of 4 economies, in the middle one by 7.5 percentage points (2024)" in words.title
    assert value(shop, "fig-a.median_gap") == 7.5 and value(shop, "fig-a.men_ahead") == 3
    assert "France: 20.0 percentage points in favour of men in 2024" in words.text
    assert "Women were ahead in Japan only, by 4.0" in words.text.replace(ECONOMIES[CODES[3]][0], "Japan")
    assert words.labels["start"] == "Women" and words.labels["end"] == "Men"
    in_both(shop, exhibit)


def test_women_ahead_are_told_as_women_ahead() -> None:
    shop = women_and_men([3, -12, -4])
    exhibit = sex_gap(shop)
    assert (
        claim_of(exhibit, "counts").says == "women majority"
        and "women were ahead of men in 2 of 3" in read(shop, exhibit).title
    )
    assert value(shop, "fig-a.widest_gap") == 12 and value(shop, "fig-a.median_gap") == -4
    assert "12.0 percentage points in favour of women" in sentence_of(shop, claim_of(exhibit, "widest"))
    assert "−" not in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_the_widest_difference_on_the_side_of_the_few_is_told_once() -> None:
    shop = women_and_men([6, 5, 4, 3, 2, -3, -4, -5, -20])
    exhibit = sex_gap(shop)
    few, widest = claim_of(exhibit, "other-side"), claim_of(exhibit, "widest")
    assert few.topic == widest.topic and widest.standing is Standing.FIRM
    text = read(shop, exhibit).text
    assert text.count("20.0 percentage points") == 1 and "the widest difference in either direction" in text
    assert "两个方向上的最大差异" in read(shop, exhibit, "zh").text
    other = sex_gap(women_and_men([30, 5, 4, 3, 2, -3, -4, -5, -20]))
    assert claim_of(other, "other-side").topic != claim_of(other, "widest").topic


@pytest.mark.parametrize(
    ("differences", "says", "words"),
    [
        ([0, 0, 0], "level equal", "women and men level in each of 3 economies"),
        (
            [5, -5, 4, -4],
            "neither even",
            "men were ahead in 2 and women in 2 of 4 economies, with a middle difference of 4.5",
        ),
    ],
)
def test_level_and_even(differences: list[float], says: str, words: str) -> None:
    shop = women_and_men(differences)
    exhibit = sex_gap(shop)
    assert claim_of(exhibit, "counts").says == says
    assert words in read(shop, exhibit).title
    assert "widest" not in keys(exhibit)  # nobody's alone, or nobody to compare with
    in_both(shop, exhibit)


def test_all_and_one_economy() -> None:
    shop = women_and_men([7, 8, 9])
    assert "men were ahead of women in each of 3 economies" in read(shop, sex_gap(shop)).title
    in_both(shop, sex_gap(shop))
    one = women_and_men([7])
    assert not {"counts", "widest"} & keys(sex_gap(one)) and value(one, "fig-a.men_ahead") == 1


def test_a_count_that_rests_on_tiny_differences_carries_its_condition() -> None:
    shop = women_and_men([0.2] * 7 + [-20.0] * 4)
    counts = claim_of(sex_gap(shop), "counts")
    assert counts.says == "men majority" and counts.standing is Standing.WITHDRAWN
    assert "beyond-a-point" in counts.conditions


def test_sex_gap_needs_both_figures_of_one_year() -> None:
    women = series("WOMEN", {"FRA": {2020: 40.0, 2021: 41.0}, "KEN": {2020: 10.0}})
    men = series("MEN", {"FRA": {2020: 50.0}, "KEN": {2021: 30.0}})
    shop = workshop(series("BOTH", spread({"FRA": 1.0})), women, men)
    frame = sex_gap(shop).data
    assert frame[["label", "year", "difference"]].to_numpy().tolist() == [["FRA", 2020, 10.0]]
    with pytest.raises(ValueError, match="for one year since 2021"):
        gaps.sex_gap(shop, "fig-b", "BOTH", "MEN", "WOMEN", since=2021)


def test_an_economy_without_women_online_has_no_ratio_but_a_gap() -> None:
    women, men = series("WOMEN", spread({"FRA": 0.0, "KEN": 10.0})), series("MEN", spread({"FRA": 5.0, "KEN": 0.0}))
    shop = workshop(series("BOTH", spread({"FRA": 1.0})), women, men)
    frame = sex_gap(shop).data.set_index("label")
    assert frame.loc["FRA", "ratio"] == 0 and frame["ratio"].isna()["KEN"]


def test_years_that_differ_stand_at_the_economies() -> None:
    women = {code: {2024 if n else 2016: 40.0} for n, code in enumerate(CODES[:4])}
    men = {code: dict.fromkeys(row, 45.0 + n) for n, (code, row) in enumerate(women.items())}
    shop = workshop(series("BOTH", women), series("WOMEN", women), series("MEN", men))
    labels = read(shop, sex_gap(shop)).labels
    assert labels["FRA"] == "France, 2016" and labels["DEU"] == "Germany"


# --- skills


def skill(code: str, women: float, men: float, areas: list[str] = CODES[:3]):  # type: ignore[no-untyped-def]
    yield series(code, spread({"FRA": 1.0}))
    yield series(f"F{code}", spread(dict.fromkeys(areas, women)))
    yield series(f"M{code}", spread(dict.fromkeys(areas, men)))


def ladder(shop: Workshop, *codes: str) -> Exhibit:
    return gaps.skill_ladder(shop, "fig-a", [(code, f"F{code}", f"M{code}") for code in codes])


def test_skill_ladder() -> None:
    shop = workshop(*skill("MAIL", 60, 55), *skill("SHEET", 30, 35), *skill("CODE", 4, 9))
    exhibit = ladder(shop, "SHEET", "CODE", "MAIL")
    assert exhibit.data["label"].tolist() == ["MAIL", "SHEET", "CODE"]
    assert claim_of(exhibit, "ladder").says == "MAIL>CODE"
    assert "“Short CODE”: 9.0 per cent of men and 4.0 of women" in read(shop, exhibit).title
    sexes = claim_of(exhibit, "sexes")
    assert sexes.says == "majority" and value(shop, "fig-a.behind") == 2
    assert "sexes" in keys(exhibit) and "widest" not in keys(exhibit)
    in_both(shop, exhibit)


def test_a_ladder_that_only_other_reporters_make_is_conditional() -> None:
    """SHEET looks rarest because economies of low skills report it alone; those that report all have CODE lowest."""
    sheet = dict.fromkeys(CODES[:3], 20.0) | dict.fromkeys(CODES[3:], 1.0)
    shop = workshop(
        *skill("CODE", 10, 11),
        series("SHEET", spread({"FRA": 1.0})),
        series("FSHEET", spread(sheet)),
        series("MSHEET", spread({code: number + 1 for code, number in sheet.items()})),
        *skill("MAIL", 50, 55),
    )
    found = claim_of(ladder(shop, "CODE", "SHEET", "MAIL"), "ladder")
    assert found.says == "MAIL>SHEET" and "all-present" in found.conditions


def test_women_and_men_level_in_skills_are_no_claim() -> None:
    shop = workshop(*skill("MAIL", 60, 60), *skill("SHEET", 30, 30))
    assert "sexes" not in keys(ladder(shop, "MAIL", "SHEET"))
    one = workshop(*skill("MAIL", 60, 61))
    assert "ladder" not in keys(ladder(one, "MAIL"))


# --- two years


def moved(changes: list[float], start: float = 50.0) -> Workshop:
    cells = {code: {2013: start, 2023: start + by} for code, by in zip(CODES, changes, strict=False)}
    return workshop(series("USE", cells))


def changed(shop: Workshop, **given: int) -> Exhibit:
    return gaps.biggest_changes(shop, "fig-a", "USE", 2013, 2023, **given)


def test_biggest_changes_leave_small_economies_out_and_no_economy_twice() -> None:
    shop = moved([12, 11, 99, 9, 8, 7, 6, 5, -4, 3, -2, 99])  # ISL and VUT are the small ones
    exhibit = changed(shop)
    frame = exhibit.data
    assert frame["label"].is_unique and set(frame["label"]) == set(CODES) - {"ISL", "VUT"}
    assert frame["change"].tolist() == sorted(frame["change"], reverse=True)
    words = read(shop, exhibit)
    counts = claim_of(exhibit, "counts")
    assert "8 of 10 economies, in the middle one by 6.5 percentage points" in words.title
    assert counts.says == "up most" and value(shop, "fig-a.median_change") == 6.5
    largest = claim_of(exhibit, "largest")
    assert "France: 12.0 percentage points between 2013 and 2023" in sentence_of(shop, largest)
    assert "all-sizes" in largest.conditions  # Iceland rose by 99
    assert "India and Viet Nam fell, India most, by 4.0" in sentence_of(shop, claim_of(exhibit, "against"))
    in_both(shop, exhibit)


@pytest.mark.parametrize(("falls", "words"), [(1, "only Viet Nam fell, by 5.0"), (4, "4 economies fell")])
def test_falls_are_told_with_their_size(falls: int, words: str) -> None:
    shop = moved([5.0] * (11 - falls) + [-5.0] * falls)
    assert words in sentence_of(shop, claim_of(changed(shop), "against"))
    assert "against" not in keys(changed(moved([5.0] * 11)))


def test_no_increase_is_told_where_all_fell_or_nothing_moved() -> None:
    shop = moved([-1, -2, -30, -4, -5])
    exhibit = changed(shop)
    assert (
        claim_of(exhibit, "counts").says.startswith("down all")
        and "lower in 2023 than in 2013 in each of 4" in read(shop, exhibit).title
    )
    assert not {"largest", "against"} & keys(exhibit)
    in_both(shop, exhibit)
    still = moved([0.01] * 5)
    assert "no change in any of 4 economies" in read(still, changed(still)).title
    assert not {"largest", "against", "peaks"} & keys(changed(still))
    in_both(still, changed(still))


def test_as_many_up_as_down_is_no_rise() -> None:
    shop = moved([5, 5, 0, -5, -5], 50.0)
    exhibit = changed(shop, minimum_population=0)
    assert claim_of(exhibit, "counts").says.startswith("both")
    assert "higher in 2 and lower in 2 of 5" in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_a_shared_largest_rise_is_nobodys() -> None:
    assert "largest" not in keys(changed(moved([9, 9, 1, 1, 1])))


def test_a_largest_rise_that_a_break_makes_carries_its_condition() -> None:
    cells = {code: {2013: 50.0, 2023: 51.0 + n} for n, code in enumerate(CODES[:6])} | {"IND": {2013: 1.0, 2023: 90.0}}
    shop = workshop(series("USE", cells, flags={("IND", 2023): "B"}))
    exhibit = changed(shop)
    assert claim_of(exhibit, "largest").says == "IND" and "without-breaks" in claim_of(exhibit, "largest").conditions
    assert "break in the series of India" in read(shop, exhibit).note


def test_two_end_points_do_not_hide_a_peak() -> None:
    """KEN rose from 20 to 30 between the end years, and stood at 60 between them."""
    cells = {code: {2013: 20.0, 2016: 25.0, 2019: 28.0, 2023: 30.0} for code in CODES}
    cells["KEN"] = {2013: 20.0, 2016: 60.0, 2019: 50.0, 2023: 30.0}
    shop = workshop(series("USE", cells))
    peaks = claim_of(changed(shop), "peaks")
    assert "the value has fallen from a peak in 2016, by 30.0" in sentence_of(shop, peaks)
    assert value(shop, "fig-a.past_peak") == 1 and value(shop, "fig-a.past_peak_loss") == 30


def test_changes_take_the_nearest_year_inside_the_interval_and_say_so() -> None:
    cells = {"FRA": {2014: 10.0, 2022: 30.0}, "KEN": {2012: 1.0, 2024: 50.0}, "IND": {2013: 10.0, 2023: 15.0}}
    shop = workshop(series("USE", cells))
    exhibit = changed(shop)
    frame = exhibit.data.set_index("label")
    assert set(frame.index) == {"FRA", "IND"}
    assert frame.loc["FRA", ["start_year", "end_year"]].tolist() == [2014, 2022]
    assert read(shop, exhibit).labels["FRA"] == "France, 2014–2022" and read(shop, exhibit).labels["IND"] == "India"


def test_nobody_at_both_ends_is_an_empty_figure() -> None:
    with pytest.raises(ValueError, match="no economy has USE in 2013 and 2023"):
        changed(workshop(series("USE", flat(5.0, CODES, [2013]) | {"VUT": {2023: 1.0}})))


def test_who_caught_up_is_told_aside() -> None:
    cells = {code: {2013: 10.0 + 5 * n, 2023: 10.0 + 5 * n + (2, 9, 1)[n // 4]} for n, code in enumerate(CODES)}
    shop = workshop(series("USE", cells))
    found = claim_of(changed(shop, minimum_population=0), "thirds")
    assert found.says == "middle" and found.headline is None
    assert "gained 9.0 percentage points, those that started lower 2.0" in sentence_of(shop, found)


def test_revised_figures_are_named_in_the_note() -> None:
    cells = {code: {2013: 50.0, 2023: 51.0} for code in CODES[:6]}
    old = {code: {2013: 50.0 if code != "FRA" else 40.0} for code in CODES[:6]}
    shop = workshop(series("USE", cells), vintages={"2020-10": observations(series("USE", old))})
    note = read(shop, changed(shop)).note
    assert "Figures of France in this period were revised after the release of October 2020" in note


def test_the_rule_by_which_economies_are_chosen_stands_in_the_note() -> None:
    cells = {code: {2013: 50.0, 2023: 52.0 + n if n else 47.0} for n, code in enumerate(CODES)}
    shop = workshop(series("USE", cells))
    few = read(shop, gaps.biggest_changes(shop, "fig-b", "USE", 2013, 2023, count=4))
    assert "Shown are the 3 largest increases and the largest fall." in few.note
    shop = workshop(series("USE", cells))
    assert "increases" not in read(shop, gaps.biggest_changes(shop, "fig-b", "USE", 2013, 2023, count=40)).note
    few_zh = read(shop, gaps.biggest_changes(shop, "fig-b", "USE", 2013, 2023, count=4), "zh")
    assert "图中为增幅最大的3个和降幅最大的1个经济体。" in few_zh.note
