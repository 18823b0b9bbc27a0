"""Tables of figures: groups under the coverage rule, economies in the order of the language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.findings.origins import Shown
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.tables.statistics import economy_table, group_table, region_table
from pipeline.tables.table import MISSING
from tests.findings.world import ECONOMIES, HIGH, LOW, dataset, edition, flat, series, spread, tongue, workshop


def test_group_table_prints_a_symbol_where_coverage_fails() -> None:
    shop = workshop(series("USE", flat(81.25, HIGH, [2024]) | flat(20.0, ["KEN"], [2024]), decimals=1), population=0.2)
    table = group_table(shop, "tbl-x", ["USE"], ["income"], "Use", tongue(shop))
    assert table.rows == (("World", "76.8"), ("High income", "81.3"), ("Lower middle income", MISSING))
    assert "20 per cent" in table.note and "50 per cent" in table.note and "per cent of population" in table.note
    assert "2024" in table.columns[1].head


def test_group_table_takes_the_year_that_most_groups_have() -> None:
    cells = flat(10.0, ECONOMIES, [2020, 2021]) | flat(10.0, HIGH, [2020, 2021, 2022])
    shop = workshop(series("USE", cells), population=0.2)
    assert "2021" in group_table(shop, "tbl-x", ["USE"], ["income"], "Use", tongue(shop)).columns[1].head


def test_group_table_keeps_each_indicators_own_year() -> None:
    shop = workshop(series("NEW", flat(10.0, ECONOMIES, [2023])), series("OLD", flat(9.0, ECONOMIES, [2018])))
    table = group_table(shop, "tbl-x", ["NEW", "OLD"], [], "Use", tongue(shop))
    assert ["2023" in table.columns[1].head, "2018" in table.columns[2].head] == [True, True]
    assert table.rows == (("World", "10.0", "9.0"),) and "2018–2023" in table.caption


def test_economy_table() -> None:
    cells = {"FRA": {2020: 1.25, 2022: 2.25}, "KEN": {2019: 7.0}, "VNM": {2015: 5.0}}
    shop = workshop(series("USE", cells, flags={("KEN", 2019): "E"}), series("NET", spread({"KEN": 1.0, "IND": 3.0})))
    table = economy_table(shop, "tbl-x", ["USE", "NET"], "A caption", tongue(shop))
    assert table.rows == (
        ("France", "2.3", "2022", MISSING, ""),
        ("India", MISSING, "", "3.0", "2024"),
        ("Kenya", "7.0 ^E^", "2019", "1.0", "2024"),
    )  # Viet Nam's value is older than the edition allows
    assert table.caption == "A caption" and "2016" in table.note


def test_status_of_most_values_of_a_column_stands_in_the_note() -> None:
    cells = {code: {2024: 1.0} for code in ("FRA", "IND", "KEN", "VNM")}
    flags = {(code, 2024): "E" for code in ("FRA", "IND", "KEN")}
    shop = workshop(series("USE", cells, flags=flags))
    table = economy_table(shop, "tbl-x", ["USE"], "A caption", tongue(shop))
    assert [row[1] for row in table.rows] == ["1.0", "1.0", "1.0", "1.0 ^A^"]
    assert "Short USE: a value without a letter has the status E, and a normal one the letter A." in table.note


def test_region_table_prints_one_number_of_digits_and_counts_ties_by_the_digits_of_the_source() -> None:
    values = {"FRA": 0.1231, "DEU": 0.1234, "JPN": 0.9}
    shop = workshop(series("NET", spread(values), unit="index (0-1)", decimals=4))
    (row,) = region_table(shop, "tbl-x", WORLD, ["NET"], tongue(shop)).rows
    assert row[4:6] == ("France (0.12)", "Japan (0.90)")
    tied = workshop(series("NET", spread(values | {"DEU": 0.1231}), unit="index (0-1)", decimals=4))
    table = region_table(tied, "tbl-x", WORLD, ["NET"], tongue(tied))
    assert table.rows[0][4] == "2 economies (0.12)" and "their number stands instead of a name" in table.note


def renamed(names: dict[str, dict[str, str]]) -> Workshop:
    data = dataset(series("USE", spread(dict.fromkeys(names, 1.0))))
    economies = {code: replace(data.economies[code], names=by_language) for code, by_language in names.items()}
    return Workshop(replace(data, economies=data.economies | economies), edition())


@pytest.mark.parametrize(
    ("code", "names", "expected"),
    [
        (
            "en",
            ["Åland Islands", "Albania", "Türkiye", "Turkmenistan", "Tuvalu"],
            ["Åland Islands", "Albania", "Türkiye", "Turkmenistan", "Tuvalu"],
        ),
        ("en", ["Zambia", "angola", "Benin"], ["angola", "Benin", "Zambia"]),
        ("zh", ["德国", "中国", "法国"], ["中国", "法国", "德国"]),  # China, France, Germany
    ],
)
def test_economies_stand_in_the_order_of_the_language(code: str, names: list[str], expected: list[str]) -> None:
    english = {"德国": "Germany", "中国": "China", "法国": "France"}
    given = {iso3: {"en": english.get(name, name), "zh": name} for iso3, name in zip(LOW, names, strict=False)}
    shop = renamed(given)
    table = economy_table(shop, "tbl-x", ["USE"], "c", tongue(shop, code))
    assert [row[0] for row in table.rows] == expected


def test_names_from_sheets_are_literal() -> None:
    shop = renamed({"KEN": {"en": "[Kenya](x) | *y*", "zh": "z"}})
    assert economy_table(shop, "tbl-x", ["USE"], "c", tongue(shop)).rows[0][0] == r"\[Kenya\](x) \| \*y\*"


def test_a_table_says_its_subject_and_how_economies_count() -> None:
    people, trade = (
        series("USE", spread({"IND": 10.0, "USA": 90.0})),
        series("ICT", spread({"IND": 10.0, "USA": 90.0}), unit="per cent of GDP"),
    )
    shop = workshop(people, trade, population=0.1, count=0.0)
    shop.data.terms["unit", "per cent of GDP"] = {"en": "per cent of GDP", "zh": "占GDP百分比"}
    table = group_table(shop, "tbl-x", ["ICT"], [], "Trade", tongue(shop))
    assert table.caption.startswith("Trade: groups of economies") and table.rows == (("World", "50.0"),)
    assert "unweighted" in table.note and "weighted by population" not in table.note
    table = group_table(shop, "tbl-x", ["USE", "ICT"], [], "Trade", tongue(shop))
    assert table.rows == (("World", "25.3", "50.0"),)
    assert "figures of people are weighted by population, all others are unweighted" in table.note


def test_a_region_counts_alike_where_the_figure_is_none_of_people() -> None:
    shop = workshop(series("GCI", spread({"IND": 10.0, "JPN": 90.0}), unit="score (0-100)"), population=0.1, count=0.0)
    (row,) = region_table(shop, "tbl-x", "ITU_ASP", ["GCI"], tongue(shop)).rows
    assert {one.unit for one in row if isinstance(one, Shown) and one.key.endswith(":year")} == {"year"}
    assert row[1] == "50.0"
