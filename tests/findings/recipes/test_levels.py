"""One moment: ranked, spread, groups as bars and as a heat map; and the data on which a naive text lies."""

from __future__ import annotations

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes import levels
from pipeline.findings.wording.realise import sentence
from pipeline.findings.workshop import Workshop
from tests.findings.world import (
    ECONOMIES,
    HIGH,
    LOW,
    claim_of,
    flat,
    in_both,
    keys,
    ladder,
    observations,
    read,
    sentence_of,
    series,
    spread,
    tongue,
    value,
    without_a_class,
    workshop,
)

CODES = list(ECONOMIES)


# --- the highest and the lowest


def test_top_and_bottom_of_economies_with_a_million_people() -> None:
    shop = workshop(series("USE", spread(ladder())))  # ISL (20) and VUT (65) are too small
    exhibit = levels.top_bottom(shop, "fig-a", "USE", count=2)
    assert exhibit.data[["label", "block"]].to_numpy().tolist() == [
        ["VNM", "top"],
        ["KEN", "top"],
        ["DEU", "bottom"],
        ["FRA", "bottom"],
    ]
    assert value(shop, "fig-a.economies") == 10
    assert value(shop, "fig-a.median") == 37.5 and dict(exhibit.options["references"])["median"] == 37.5  # type: ignore[call-overload]
    words = read(shop, exhibit)
    assert "10.0 or less" in words.title and "60.0 per cent or more" in words.title and "2024" in words.title
    assert "1 million people or more" in words.subtitle and "order of neighbours" in words.note
    assert words.labels["FRA"] == "France" and "37.5" in words.labels["median"]
    in_both(shop, exhibit)


def test_no_word_of_a_limit_where_nobody_is_left_out() -> None:
    shop = workshop(series("USE", spread(ladder())))
    words = read(shop, levels.top_bottom(shop, "fig-a", "USE", count=2, minimum_population=0))
    assert value(shop, "fig-a.economies") == 12
    assert not any(word in words.text + words.subtitle + words.alt for word in ("million", "people or more"))


def test_blocks_do_not_share_economies() -> None:
    for areas in (["FRA", "DEU", "KEN", "IND", "USA"], ["FRA", "DEU", "KEN"], ["FRA"]):
        shop = workshop(series("USE", spread(ladder(areas=areas))))
        frame = levels.top_bottom(shop, "fig-a", "USE", count=12).data
        assert (frame["label"].is_unique and len(frame) == 2 * (len(areas) // 2)) or len(frame) == 1


def test_one_economy_alone_is_drawn_and_nothing_is_claimed() -> None:
    shop = workshop(series("USE", spread({"FRA": 5.0})))
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    assert not exhibit.claims and "the highest and the lowest economies" in read(shop, exhibit).title


def test_nobody_to_rank_is_an_empty_figure() -> None:
    shop = workshop(series("USE", spread({"FRA": 5.0}, 2010)))
    with pytest.raises(ValueError, match="no economy"):
        levels.top_bottom(shop, "fig-a", "USE")


@pytest.mark.parametrize(("old", "words"), [([], ""), (["KEN"], "One value is"), (["KEN", "IND"], "2 values are")])
def test_old_values_are_told_in_the_note_and_marked_in_the_figure(old: list[str], words: str) -> None:
    cells = {code: {2018 if code in old else 2024: 10.0 + n} for n, code in enumerate(CODES)}
    shop = workshop(series("USE", cells))
    said = read(shop, levels.top_bottom(shop, "fig-a", "USE"))
    assert value(shop, "fig-a.older") == len(old)
    assert words in said.note and ("2018" in said.note) == bool(old) and "2018" not in said.text
    assert [said.labels[code].endswith(", 2018") for code in ("KEN", "IND", "VNM")] == [
        code in old for code in ("KEN", "IND", "VNM")
    ]


def test_the_facts_of_the_ends_rest_on_one_cell() -> None:
    shop = workshop(series("USE", spread(ladder())))
    levels.top_bottom(shop, "fig-a", "USE")
    assert shop.facts.get("fig-a.top").cells == ("data/development/book.xlsx › USE!C12",)  # VNM
    assert len(shop.facts.get("fig-a.median").cells) == 10


def test_without_a_second_release_nobody_leads() -> None:
    shop = workshop(series("USE", spread(dict.fromkeys(CODES, 10.0) | {"USA": 90.0})))
    assert "lead" not in keys(levels.top_bottom(shop, "fig-a", "USE"))


def released(revision: float) -> Workshop:
    """USA 20 points above all others in 2024; five years of earlier values, of which one in eight was revised."""
    old = {code: dict.fromkeys(range(2016, 2021), 50.0) for code in CODES}
    now = {
        code: dict.fromkeys(range(2016, 2021), 50.0 + (revision if n % 8 == 0 else 0.0)) | {2024: 50.0}
        for n, code in enumerate(CODES)
    }
    now["USA"][2024] = 70.0
    return workshop(series("USE", now), vintages={"2020-10": observations(series("USE", old))})


def test_a_lead_is_told_only_beyond_the_revisions_of_such_values() -> None:
    firm, loose = (levels.top_bottom(released(size), "fig-a", "USE") for size in (1.0, 30.0))
    lead = claim_of(firm, "lead")
    assert lead.says == "USA" and lead.standing is Standing.FIRM
    assert (
        "United States leads with 70.0 per cent in 2024, 20.0 percentage points ahead"
        in read(released(1.0), firm).title
    )
    assert "lead" not in keys(loose)
    assert "October 2020" in read(released(30.0), loose).note and "1.96" not in read(released(30.0), loose).note
    assert {"low", "high"} <= set(firm.data.columns) and (firm.data["high"] <= 100).all()


def test_a_tie_at_the_top_is_told_as_a_tie() -> None:
    shop = workshop(series("USE", spread(ladder(1, 1) | {"USA": 100.0, "FRA": 100.0, "JPN": 99.96})))
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    assert claim_of(exhibit, "lead").says == "tied"
    said = sentence_of(shop, claim_of(exhibit, "lead"))
    assert "France" in said and "Japan" in said and "share the highest value, 100.0 per cent" in said
    in_both(shop, exhibit)


def test_all_equal_is_told_once_and_drawn() -> None:
    shop = workshop(series("USE", spread(dict.fromkeys(CODES, 5.0))))
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    assert keys(exhibit) == {"equal"} and len(exhibit.data) == 10
    assert "5.0 per cent in every economy" in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_dots_all_at_zero_are_told_and_not_drawn() -> None:
    shop = workshop(series("USE", spread({code: 0.0 if n < 6 else 20.0 + n for n, code in enumerate(CODES)})))
    exhibit = levels.top_bottom(shop, "fig-a", "USE", count=4, minimum_population=0)
    assert set(exhibit.data["block"]) == {"top"}
    words = read(shop, exhibit)
    assert "6 economies with 0.0 per cent are not drawn" in words.note
    assert claim_of(exhibit, "tenths").says == "from-zero"
    assert "another one in ten stands at zero" in sentence_of(shop, claim_of(exhibit, "tenths"))
    zeros = claim_of(exhibit, "zeros")
    assert zeros.says == "half" and value(shop, "fig-a.zeros") == 6 and value(shop, "fig-a.others_median") == 28.5
    assert "ratio" not in " ".join(sentence_of(shop, one) for one in exhibit.claims)
    in_both(shop, exhibit)


def test_names_at_the_ends_that_only_old_values_bring_there_are_not_firm() -> None:
    """The three highest are values of 2017: among those of the last five years others are highest."""
    cells = {code: {2017: 90.0 + n} if n < 3 else {2024: 10.0 + n} for n, code in enumerate(CODES)}
    exhibit = levels.top_bottom(workshop(series("USE", cells)), "fig-a", "USE", minimum_population=0)
    ends = claim_of(exhibit, "ends")
    assert ends.standing is not Standing.FIRM and {"one-year", "recent-only"} <= set(ends.conditions)


def test_an_old_figure_says_so() -> None:
    shop = workshop(series("USE", spread(ladder(), 2019)))
    assert "newest values are of 2019" in read(shop, levels.top_bottom(shop, "fig-a", "USE")).note
    fresh = workshop(series("USE", spread(ladder(), 2021)))
    assert "newest values" not in read(fresh, levels.top_bottom(fresh, "fig-a", "USE")).note


# --- within groups


def test_distribution() -> None:
    shop = workshop(series("USE", spread(ladder(50, 2, HIGH) | ladder(10, 7, LOW))))
    exhibit = levels.distribution(shop, "fig-a", "USE", "income")
    assert exhibit.options["medians"] == {"HIC": 55.0, "LMC": 27.5}
    assert exhibit.data.groupby("group")["annotate"].sum().to_dict() == {"HIC": 2, "LMC": 2}
    apart = claim_of(exhibit, "apart")
    assert apart.says == "HIC LMC apart" and apart.standing is Standing.FIRM
    words = read(shop, exhibit)
    assert "all high-income economies are above all lower-middle-income economies" in words.title
    assert "from 50.0 per cent against up to 45.0" in words.title
    assert "one group, lower-middle-income economies" in words.text  # the wider of the two
    assert "10.0 per cent" in words.text and "45.0 per cent" in words.text
    in_both(shop, exhibit)


@pytest.mark.parametrize(
    ("high", "low", "says"),
    [
        ([60, 70, 80, 90, 90, 90], [10, 20, 30, 40, 40, 95], "quarters"),
        ([20, 30, 50, 60, 70, 90], [10, 20, 30, 40, 60, 70], "overlap"),
    ],
)
def test_groups_that_overlap_are_not_called_apart(high: list[float], low: list[float], says: str) -> None:
    shop = workshop(series("USE", spread(dict(zip(HIGH, high, strict=True)) | dict(zip(LOW, low, strict=True)))))
    exhibit = levels.distribution(shop, "fig-a", "USE", "income")
    assert claim_of(exhibit, "apart").says == f"HIC LMC {says}"
    assert "all high-income" not in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_who_stands_out_of_the_lower_group_is_named_with_the_value() -> None:
    shop = workshop(series("USE", spread(ladder(60, 2, HIGH) | ladder(10, 2, LOW) | {"VNM": 99.0})))
    said = sentence_of(shop, claim_of(levels.distribution(shop, "fig-a", "USE", "income"), "exceptions"))
    assert "only Viet Nam exceeds the middle value" in said and "with 99.0 per cent" in said


def test_equal_medians_and_equal_values_are_no_difference() -> None:
    for cells in (dict.fromkeys(CODES, 5.0), ladder(10, 5, HIGH) | ladder(10, 5, LOW)):
        exhibit = levels.distribution(workshop(series("USE", spread(cells))), "fig-a", "USE", "income")
        assert "apart" not in keys(exhibit)


def test_distribution_leaves_out_groups_of_fewer_than_five_and_is_empty_without_any() -> None:
    shop = workshop(series("USE", spread(ladder(areas=[*HIGH, *LOW[:4]]))))
    exhibit = levels.distribution(shop, "fig-a", "USE", "income")
    assert set(exhibit.data["group"]) == {"HIC"} and "apart" not in keys(exhibit)
    assert "lower-middle-income" not in read(shop, exhibit).title + read(shop, exhibit).text
    with pytest.raises(ValueError, match="no group of special"):
        levels.distribution(shop, "fig-b", "USE", "special")


# --- groups as bars


def test_group_bars() -> None:
    shop = workshop(series("USE", flat(80, HIGH, [2024]) | flat(20, LOW, [2024])))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income", 2024)
    frame = exhibit.data.set_index("label")
    assert frame.index.tolist() == ["HIC", "WLD", "LMC"]
    assert frame.loc["WLD", "highlight"] and frame["highlight"].sum() == 1
    between = claim_of(exhibit, "between")
    assert between.says == "HIC>LMC" and value(shop, "fig-a.difference") == 60
    assert "80.0 per cent in high-income economies, 20.0 in lower-middle-income economies" in read(shop, exhibit).title
    assert "4.0 times the lowest" in sentence_of(shop, between)
    in_both(shop, exhibit)


def test_group_bars_name_the_groups_that_coverage_withholds() -> None:
    shop = workshop(series("USE", flat(80, [*HIGH, "KEN"], [2024])))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income", 2024)
    assert exhibit.data["label"].tolist() == ["HIC"] and not keys(exhibit)
    words = read(shop, exhibit)
    assert "Too few economies report for lower-middle-income economies" in words.note
    assert "Too few economies report for a world value" in words.note and "world value" not in words.text
    with pytest.raises(ValueError, match="no group of special"):
        levels.group_bars(shop, "fig-b", "USE", "special", 2024)


def test_group_bars_give_no_ratio_to_zero() -> None:
    shop = workshop(series("USE", flat(80, HIGH, [2024]) | flat(0, LOW, [2024])))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income", 2024)
    said = sentence_of(shop, claim_of(exhibit, "between"))
    assert "times" not in said and "80.0 percentage points" in said


def test_group_bars_of_equal_groups_claim_no_order() -> None:
    shop = workshop(series("USE", flat(50.01, HIGH, [2024]) | flat(50.04, LOW, [2024])))
    assert "between" not in keys(levels.group_bars(shop, "fig-a", "USE", "income", 2024))


def test_an_order_of_groups_that_one_populous_economy_makes_is_no_firm_one() -> None:
    """India's 90 per cent lift its group above the other; counted alike, and without it, the order is the other."""
    cells = flat(60, HIGH, [2024]) | flat(10, LOW, [2024]) | {"IND": {2024: 90.0}}
    shop = workshop(series("USE", cells))
    between = claim_of(levels.group_bars(shop, "fig-a", "USE", "income", 2024), "between")
    assert between.says == "LMC>HIC" and between.standing is Standing.WITHDRAWN
    assert {"each-alike", "without-largest"} <= set(between.conditions)


def test_of_many_groups_only_their_place_among_the_outer_quarters_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MANY", 4)
    cells = flat(90, ECONOMIES, [2024]) | {"KEN": {2024: 20.0}, "USA": {2024: 95.0}, "BOL": {2024: 95.0}}
    shop = workshop(series("USE", cells))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "itu_region", 2024)
    between = claim_of(exhibit, "between")
    assert between.says == "ITU_AMS>ITU_AFR" and "among the lowest, 75.0 percentage points below" in sentence_of(
        shop, between
    )
    in_both(shop, exhibit)


def test_group_bars_take_the_common_year_by_default() -> None:
    shop = workshop(series("USE", flat(80, CODES, [2022]) | {"FRA": {2022: 80.0, 2024: 90.0}}))
    assert "2022" in read(shop, levels.group_bars(shop, "fig-a", "USE", "income")).subtitle


def test_the_one_group_below_the_world_value() -> None:
    cells = flat(90, ECONOMIES, [2024]) | {"KEN": {2024: 20.0}}
    shop = workshop(series("USE", cells))
    said = sentence_of(shop, claim_of(levels.group_bars(shop, "fig-a", "USE", "itu_region", 2024), "below"))
    assert "Only Africa stayed below the world value" in said and "percentage points" in said


# --- groups by indicators


def heat(legal: dict, tech: dict) -> tuple[Workshop, Exhibit]:  # type: ignore[type-arg]
    shop = workshop(series("LAW", legal, "score (0-100)", 1, 20), series("TEC", tech, "score (0-100)", 1, 100))
    return shop, levels.group_heat(shop, "fig-a", ["LAW", "TEC"], "income")


def test_group_heat_is_per_cent_of_the_highest_possible_score() -> None:
    shop, exhibit = heat(flat(10, HIGH, [2024]) | flat(5, LOW, [2024]), flat(60, HIGH, [2024]) | flat(50, LOW, [2024]))
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc[["HIC", "LMC", "WLD"]].to_numpy().tolist() == [[50, 60], [25, 50], [37.5, 55]]
    world, split = claim_of(exhibit, "world"), claim_of(exhibit, "split")
    assert (world.says, split.says) == ("TEC>LAW", "LAW HIC LMC")
    assert "lowest in Short LAW (37.5)" in sentence_of(shop, world)
    assert "Income groups are farthest apart in Short LAW: 25.0 points of 100 between high-income" in read(shop, exhibit).title  # fmt: skip
    in_both(shop, exhibit)


def test_parts_of_an_index_are_told_with_its_name() -> None:
    law, tech = (series(code, flat(60, HIGH, [2024]) | flat(low, LOW, [2024]), "score (0-100)", 1, 100) for code, low in (("LAW", 50), ("TEC", 40)))  # fmt: skip
    shop = workshop(law, tech, series("ALL", flat(55, CODES, [2024]), "score (0-100)", 1, 100))
    exhibit = levels.group_heat(shop, "fig-a", ["LAW", "TEC"], "itu_region", whole="ALL")
    headlines = {claim.id: sentence(claim.headline, tongue(shop)) for claim in exhibit.claims if claim.headline}
    assert headlines["fig-a:world"].startswith("Of the parts of Short ALL shown, scores are lowest in Short TEC")
    assert headlines["fig-a:split"].startswith("By Short ALL, regions are farthest apart in Short TEC")
    in_both(shop, exhibit)


def test_group_heat_claims_nothing_of_equal_parts() -> None:
    _, exhibit = heat(flat(10, CODES, [2024]), flat(50, CODES, [2024]))
    assert not exhibit.claims


def test_a_part_that_only_some_report_is_compared_over_those_with_every_part() -> None:
    """LAW is higher only because those who score low in everything do not report it."""
    tech = flat(90, HIGH, [2024]) | flat(10, LOW, [2024])
    _, exhibit = heat(flat(15, HIGH, [2024]) | flat(2, ["KEN"], [2024]), tech)
    world = claim_of(exhibit, "world")
    assert world.says == "LAW>TEC" and "all-present" in world.conditions


def test_group_heat_leaves_a_gap_where_too_few_report() -> None:
    shop = workshop(series("LAW", flat(10, [*HIGH, "KEN"], [2024]), "score (0-100)", 1, 20))
    exhibit = levels.group_heat(shop, "fig-a", ["LAW"], "income")
    table = exhibit.data.set_index("row")["value"]
    assert table.notna().to_dict() == {"HIC": True, "LMC": False, "WLD": True}
    assert not keys(exhibit)


def test_a_spread_says_who_has_no_class_and_is_not_drawn() -> None:
    shop = workshop(series("USE", spread(ladder())))
    assert "income group" not in read(shop, levels.distribution(shop, "fig-a", "USE", "income")).note
    for without, words in ((("KEN",), "Kenya has no income group and is not drawn."),
                           (("FRA", "KEN"), "France and Kenya have no income group and are not drawn.")):  # fmt: skip
        fewer = without_a_class(shop, *without)
        exhibit = levels.distribution(fewer, f"fig-{len(without)}", "USE", "income")
        assert not set(without) & set(exhibit.data["label"]) and words in read(fewer, exhibit).note
        assert "未列入收入分组，图中未显示" in read(fewer, exhibit, "zh").note


@pytest.mark.parametrize("count", [2, 6])
def test_the_rule_of_the_choice_stands_in_the_note(count: int) -> None:
    shop = workshop(series("USE", spread(ladder())))
    exhibit = levels.top_bottom(shop, "fig-a", "USE", count=count)
    words = "Shown are the 2 highest and the 2 lowest of 10 economies."
    assert (words in read(shop, exhibit).note) == (count == 2)
    assert ("10个经济体中最高的2个和最低的2个" in read(shop, exhibit, "zh").note) == (count == 2)


def test_a_ratio_agrees_with_a_division_of_the_printed_values() -> None:
    values = ladder() | {"IND": 0.232, "VNM": 0.232, "USA": 42.5, "FRA": 42.5, "DEU": 42.5}
    shop = workshop(series("USE", spread(values)))
    exhibit = levels.top_bottom(shop, "fig-a", "USE")
    assert "0.2 per cent or less, a ratio of more than" in sentence_of(shop, claim_of(exhibit, "tenths"))
    assert "超过" in sentence_of(shop, claim_of(exhibit, "tenths"), "zh")
    shop = workshop(series("USE", spread(dict.fromkeys(CODES, 20.0) | {"IND": 2.0, "VNM": 2.0})))
    assert "a ratio of 10 to one" in sentence_of(shop, claim_of(levels.top_bottom(shop, "fig-a", "USE"), "tenths"))


def test_what_is_no_part_of_an_index_is_told() -> None:
    shop = workshop(*(series(code, spread(ladder()), unit="index (0-1)", maximum=1) for code in ("ONE", "TWO", "ALL")))
    exhibit = levels.group_heat(shop, "fig-a", ["ONE", "TWO"], "income", whole="ALL", beside=["TWO"])
    assert (
        "Short TWO stands beside the parts for comparison and is not counted in Short ALL" in read(shop, exhibit).note
    )
    assert "不计入" in read(shop, exhibit, "zh").note
    assert "beside" not in read(shop, levels.group_heat(shop, "fig-b", ["ONE"], "income")).note


@pytest.mark.parametrize(
    ("unit", "how"),
    [("per cent of population", "population"), ("per cent of GDP", "unweighted"), ("score (0-100)", "unweighted")],
)
def test_only_figures_of_people_are_weighted_by_them(unit: str, how: str) -> None:
    shop = workshop(series("USE", spread(ladder()), unit=unit))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income")
    assert exhibit.notes[0].id == f"weights-{how}"
    values = shop.group_values("USE", "LMC", how)["value"]
    assert exhibit.data.set_index("label").loc["LMC", "value"] == values[2024]
