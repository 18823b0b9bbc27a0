"""Totals over economies: growth, concentration, surpluses."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import trade
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, flat, read, series, spread, value, workshop

CODES = list(ECONOMIES)


def exports(then: float, now: float, **rule: float) -> Workshop:
    """Twelve economies with the same exports, million dollars, in 2014 and 2024."""
    cells = {code: {2014: then, 2024: now} for code in CODES}
    return workshop(series("EXP", cells, "million US dollars", 0, None, "accounting"), **rule)


@pytest.mark.parametrize(
    ("then", "now", "word"),
    [
        (100_000, 200_000, "rose"),
        (200_000, 100_000, "fell"),
        (100_000, 100_000, "in both"),
        (358_300, 361_600, "in both"),
    ],
)
def test_world_total(then: float, now: float, word: str) -> None:
    shop = exports(then, now)
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    assert value(shop, "fig-a.end") == pytest.approx(12e6 * now)
    assert value(shop, "fig-a.growth") == pytest.approx(100 * ((now / then) ** 0.1 - 1))
    assert exhibit.data["y"].tolist() == pytest.approx([12e-3 * then, 12e-3 * now])
    words = read(shop, exhibit)
    assert f" {word} " in words.text and not any(
        f" {other} " in words.text for other in {"rose", "fell", "in both"} - {word}
    )
    assert "12 economies" in words.text


def test_world_total_in_other_units() -> None:
    cells = flat(5e9, CODES, [2014, 2024])
    shop = workshop(series("EXP", cells, "US dollars", 0, None))
    assert trade.world_total(shop, "fig-a", ["EXP"], 2010).data["y"].tolist() == pytest.approx([60, 60])
    shop = workshop(series("EXP", cells, "per cent of population", 0, None))
    with pytest.raises(KeyError):
        trade.world_total(shop, "fig-a", ["EXP"], 2010)


def test_world_total_is_withheld_where_coverage_fails() -> None:
    cells = {code: {2014: 1.0, 2019: 1.0, 2024: 2.0} for code in CODES}
    del cells["IND"][2019]
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    table = trade.world_total(shop, "fig-a", ["EXP"], 2010).data.set_index("x")
    assert table["y"].isna().to_dict() == {2014: False, 2019: True, 2024: False}
    assert table.loc[2019, "economies"] == 11


@pytest.mark.parametrize(
    "cells", [flat(1.0, CODES, [2024]), flat(1.0, ["KEN"], [2014, 2024]), flat(0.0, CODES, [2014, 2024])]
)
def test_no_growth_from_one_year_nothing_or_zero(cells: dict) -> None:
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    with pytest.raises((LookupError, TypeError, ValueError)):  # what making tells with the figure's name
        trade.world_total(shop, "fig-a", ["EXP"], 2010)


def shares(then: list[float], now: list[float]) -> Workshop:
    cells = {code: {2010: a, 2022: b} for code, a, b in zip(CODES, then, now, strict=True)}
    return workshop(series("EXP", cells, "million US dollars", 0, None))


# The last pair holds 76.86 and 76.94 per cent: both print as 76.9, although the change rounds to 0.1.
EVEN, TOP_HEAVY = [10.0] * 12, [890.0] + [10.0] * 11
SAME_DIGITS = ([1000.0] * 5 + [215.05] * 7, [1000.0] * 5 + [214.08] * 7)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (EVEN, TOP_HEAVY, "more concentrated"),
        (TOP_HEAVY, EVEN, "less concentrated"),
        (EVEN, EVEN, "in both 2010 and 2022"),
        (*SAME_DIGITS, "in both 2010 and 2022"),
    ],
)
def test_concentrated(then: list[float], now: list[float], words: str) -> None:
    shop = shares(then, now)
    exhibit = trade.concentrated(shop, "fig-a", "EXP", [2010, 2022])
    text = read(shop, exhibit).text
    assert words in text
    assert not any(
        other in text for other in {"more concentrated", "less concentrated", "in both 2010 and 2022"} - {words}
    )
    curve = exhibit.data[exhibit.data["series"] == "2022"]
    assert curve[["x", "y"]].iloc[[0, -1]].to_numpy().ravel() == pytest.approx([0, 0, 100, 100])
    assert (curve["y"] <= curve["x"] + 1e-9).all()  # from the smallest on


def test_concentrated_counts_economies_and_names_the_leaders() -> None:
    shop = shares(EVEN, TOP_HEAVY)
    words = read(shop, trade.concentrated(shop, "fig-a", "EXP", [2010, 2022]))
    assert (value(shop, "fig-a.50.2022"), value(shop, "fig-a.90.2022"), value(shop, "fig-a.economies.2022")) == (
        1,
        2,
        12,
    )
    assert value(shop, "fig-a.50.2010") == 6
    assert "1 of 12 economies" in words.title
    assert "France" in words.text
    assert value(shop, "fig-a.top5.2022") == pytest.approx(93)


def test_concentration_of_nothing_is_not_made() -> None:
    with pytest.raises(ValueError, match="zero"):
        trade.concentrated(shares(EVEN, [0.0] * 12), "fig-a", "EXP", [2010, 2022])


def two_sides(differences: dict[str, float]) -> Workshop:
    sold = series(
        "EXP", spread({code: 10_000 + by for code, by in differences.items()}, 2022), "million US dollars", 0, None
    )
    bought = series("IMP", spread(dict.fromkeys(differences, 10_000), 2022), "million US dollars", 0, None)
    return workshop(sold, bought)


def test_balance() -> None:
    shop = two_sides({"FRA": 9000, "DEU": 2000, "KEN": 0, "IND": -500, "VUT": -4000})
    exhibit = trade.balance(shop, "fig-a", "EXP", "IMP", 2022)
    frame = exhibit.data
    assert frame["label"].is_unique and frame[["label", "value"]].iloc[[0, -1]].to_numpy().tolist() == [
        ["FRA", 9.0],
        ["VUT", -4.0],
    ]
    assert frame.set_index("label")["highlight"]["FRA"] and not frame.set_index("label")["highlight"]["VUT"]
    words = read(shop, exhibit)
    assert "2 of 5" in words.title
    assert "France, US$ 9.0 billion" in words.text and "Vanuatu, US$ 4.0 billion" in words.text
    assert value(shop, "fig-a.with_surplus") == 2


@pytest.mark.parametrize(
    ("differences", "word"), [({"FRA": 1, "KEN": 2}, "deficit"), ({"FRA": -1, "KEN": -2}, "surplus")]
)
def test_no_largest_deficit_where_there_is_none(differences: dict[str, float], word: str) -> None:
    with pytest.raises(ValueError, match=f"no economy with a {word}"):
        trade.balance(two_sides(differences), "fig-a", "EXP", "IMP", 2022)
