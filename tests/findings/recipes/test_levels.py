"""One moment: ranked, spread, groups as bars and as a heat map."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import levels
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, ladder, read, series, spread, value, workshop


def test_top_and_bottom_of_economies_with_a_million_people() -> None:
    shop = workshop(series("USE", spread(ladder())))  # ISL (20) and VUT (65) are too small
    exhibit = levels.top_bottom(shop, "fig-a", "USE", count=2)
    frame = exhibit.data
    assert frame[["label", "block"]].to_numpy().tolist() == [
        ["VNM", "top"],
        ["KEN", "top"],
        ["DEU", "bottom"],
        ["FRA", "bottom"],
    ]
    assert value(shop, "fig-a.economies") == 10
    assert value(shop, "fig-a.median") == 37.5 and dict(exhibit.options["references"])["median"] == 37.5  # type: ignore[call-overload]
    words = read(shop, exhibit)
    assert "10.0 per cent" in words.title and "60.0 per cent" in words.title
    assert "1,000,000 people or more" in words.subtitle
    assert words.labels["FRA"] == "France" and "37.5" in words.labels["median"]


def test_no_word_of_a_million_where_nobody_is_left_out() -> None:
    shop = workshop(series("USE", spread(ladder())))
    words = read(shop, levels.top_bottom(shop, "fig-a", "USE", count=2, minimum_population=0))
    assert value(shop, "fig-a.economies") == 12
    assert not any(word in words.text + words.subtitle + words.alt for word in ("million", "people or more"))


def test_blocks_do_not_share_economies() -> None:
    shop = workshop(series("USE", spread(ladder(areas=["FRA", "DEU", "KEN", "IND", "USA"]))))
    frame = levels.top_bottom(shop, "fig-a", "USE", count=12).data
    assert frame["label"].is_unique and len(frame) == 4


@pytest.mark.parametrize(("old", "words"), [([], ""), (["KEN"], "1 value is"), (["KEN", "IND"], "2 values are")])
def test_old_values_are_counted_in_words(old: list[str], words: str) -> None:
    cells = {code: {2018 if code in old else 2024: 10.0 + n} for n, code in enumerate(ECONOMIES)}
    shop = workshop(series("USE", cells))
    text = read(shop, levels.top_bottom(shop, "fig-a", "USE")).text
    assert value(shop, "fig-a.older") == len(old)
    assert words in text and ("2018" in text) == bool(old)


def test_the_facts_of_the_ends_rest_on_one_cell() -> None:
    shop = workshop(series("USE", spread(ladder())))
    levels.top_bottom(shop, "fig-a", "USE")
    assert shop.facts.get("fig-a.top").cells == ("data/development/book.xlsx › USE!C12",)  # VNM
    assert len(shop.facts.get("fig-a.median").cells) == 10


def test_distribution() -> None:
    cells = ladder(50, 2, HIGH) | ladder(10, 7, LOW)
    shop = workshop(series("USE", spread(cells)))
    exhibit = levels.distribution(shop, "fig-a", "USE", "income")
    assert exhibit.options["medians"] == {"HIC": 55.0, "LMC": 27.5}
    assert exhibit.data.groupby("group")["annotate"].sum().to_dict() == {"HIC": 2, "LMC": 2}
    words = read(shop, exhibit)
    assert "27.5 per cent (Lower middle income)" in words.title and "55.0 per cent (High income)" in words.title
    assert "within the group Lower middle income" in words.text  # the wider of the two
    assert "10.0 per cent" in words.text and "45.0 per cent" in words.text


def test_distribution_leaves_out_groups_of_fewer_than_five() -> None:
    shop = workshop(series("USE", spread(ladder(areas=[*HIGH, *LOW[:4]]))))
    exhibit = levels.distribution(shop, "fig-a", "USE", "income")
    assert set(exhibit.data["group"]) == {"HIC"}
    assert "Lower middle income" not in read(shop, exhibit).title


def test_group_bars() -> None:
    shop = workshop(series("USE", flat(80, HIGH, [2024]) | flat(20, LOW, [2024])))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income", 2024)
    frame = exhibit.data.set_index("label")
    assert frame.index.tolist() == ["HIC", "WLD", "LMC"]
    assert frame.loc["WLD", "highlight"] and frame["highlight"].sum() == 1
    words = read(shop, exhibit)
    assert "High income at 80.0 per cent, Lower middle income at 20.0 per cent" in words.title
    assert "4.0 times" in words.text
    assert "1 of 2 groups lie above" in words.text or "1 of 2" in words.text


def test_group_bars_name_the_groups_that_coverage_withholds() -> None:
    shop = workshop(series("USE", flat(80, [*HIGH, "KEN"], [2024])))
    exhibit = levels.group_bars(shop, "fig-a", "USE", "income", 2024)
    assert exhibit.data["label"].tolist() == ["HIC"]
    words = read(shop, exhibit)
    assert "Too few economies report" in words.text and "Lower middle income" in words.text
    assert "all economies together" not in words.text  # no world value either


def test_group_bars_give_no_ratio_to_zero() -> None:
    shop = workshop(series("USE", flat(80, HIGH, [2024]) | flat(0, LOW, [2024])))
    assert "times" not in read(shop, levels.group_bars(shop, "fig-a", "USE", "income", 2024)).text


def test_group_bars_take_the_common_year_by_default() -> None:
    shop = workshop(series("USE", flat(80, ECONOMIES, [2022]) | {"FRA": {2022: 80.0, 2024: 90.0}}))
    assert "2022" in read(shop, levels.group_bars(shop, "fig-a", "USE", "income")).subtitle


def test_group_heat_is_per_cent_of_the_highest_possible_score() -> None:
    legal = series("LAW", flat(10, HIGH, [2024]) | flat(5, LOW, [2024]), "score (0-100)", 1, 20)
    tech = series("TEC", flat(60, HIGH, [2024]) | flat(50, LOW, [2024]), "score (0-100)", 1, 100)
    shop = workshop(legal, tech)
    exhibit = levels.group_heat(shop, "fig-a", ["LAW", "TEC"], "income")
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc[["HIC", "LMC", "WLD"]].to_numpy().tolist() == [[50, 60], [25, 50], [37.5, 55]]
    words = read(shop, exhibit)
    assert words.title.index("Short TEC") < words.title.index("highest") < words.title.index("Short LAW lowest")
    assert "most in Short LAW: 25.0 points" in words.text
    assert "between High income and Lower middle income" in words.text


def test_group_heat_leaves_a_gap_where_too_few_report() -> None:
    shop = workshop(series("LAW", flat(10, [*HIGH, "KEN"], [2024]), "score (0-100)", 1, 20))
    table = levels.group_heat(shop, "fig-a", ["LAW"], "income").data.set_index("row")["value"]
    assert table.notna().to_dict() == {"HIC": True, "LMC": False, "WLD": True}
