"""Totals over economies: growth of the same reporters over the whole path, concentration, surpluses."""

from __future__ import annotations

import pytest

from pipeline.figures.drawing import Drawing
from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes import trade
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, claim_of, flat, read, sentence_of, series, spread, value, workshop

CODES = list(ECONOMIES)


def exports(path: dict[int, float], **rule: float) -> Workshop:
    """Twelve economies with the same exports, million dollars, in each year."""
    return workshop(series("EXP", dict.fromkeys(CODES, path), "million US dollars", 0, None, "accounting"), **rule)


PATHS = {
    "rose": ({2014: 1e5, 2024: 2e5}, "rose from", ("fell", "as in")),
    "fell": ({2014: 2e5, 2024: 1e5}, "fell from", ("rose", "as in")),
    "level": ({2014: 1e5, 2024: 1e5}, "as in 2014", ("rose", "fell")),
    "level at the printed billion": ({2014: 100_000, 2024: 100_030}, "as in 2014", ("rose", "fell")),
    "peaked": (
        {2014: 1e5, 2019: 4e5, 2024: 2e5},
        "in 2019 and was",
        ("rose from US$ 1.2 trillion in 2014 to US$ 2.4",),
    ),
    "recovered": (
        {2014: 4e5, 2019: 1e5, 2024: 3e5},
        "in 2019 and was",
        ("fell from US$ 4.8 trillion in 2014 to US$ 3.6",),
    ),
    "swung": ({2014: 1e5, 2016: 4e5, 2018: 1e5, 2020: 4e5, 2024: 2e5}, "up and down", ("rose", "fell")),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_change_of_a_total_is_that_of_its_whole_path(name: str) -> None:
    path, word, lies = PATHS[name]
    shop = exports(path)
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    assert value(shop, "fig-a.end") == pytest.approx(12e6 * path[2024])
    assert value(shop, "fig-a.growth") == pytest.approx(100 * ((path[2024] / path[2014]) ** 0.1 - 1))
    assert exhibit.data["y"].tolist() == pytest.approx(
        [12e-6 * one for one in path.values()]
    )  # trillions, as in the text
    assert read(shop, exhibit).subtitle.startswith("Trillion current US dollars")
    assert read(shop, exhibit, "zh").subtitle.startswith("万亿美元")
    found = claim_of(exhibit, "growth")
    assert found.says == name.split(" ", maxsplit=1)[0]
    text = sentence_of(shop, found)
    assert word in text and not any(lie in text for lie in lies), text
    assert "In the 12 economies that report every year" in text
    for code in ("en", "zh"):
        assert read(shop, exhibit, code).title and sentence_of(shop, found, code)


def test_growth_is_that_of_those_who_report_every_year() -> None:
    """Six economies stop to report: the sum that is drawn falls, that of the others rises."""
    cells = {code: {2014: 1e5, 2019: 1.5e5, 2024: 2e5} for code in CODES[:6]} | {
        code: {2014: 1e6, 2019: 1e6} for code in CODES[6:]
    }
    shop = workshop(series("EXP", cells, "million US dollars", 0, None), population=0.1, count=0.3)
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    found = claim_of(exhibit, "growth")
    assert (found.says, value(shop, "fig-a.matched"), found.standing) == ("rose", 6, Standing.CONDITIONAL)
    assert found.conditions == ("all-reporters",)
    assert "The opposite is the case over all that report in each year." in sentence_of(shop, found)
    assert (value(shop, "fig-a.reporters"), value(shop, "fig-a.reporters_first")) == (6, 12)


def test_a_total_that_one_economy_moves() -> None:
    cells = {code: {2014: 1e5, 2024: 1e5} for code in CODES} | {"IND": {2014: 1e5, 2024: 9e5}}
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    found = claim_of(trade.world_total(shop, "fig-a", ["EXP"], 2010), "mover")
    assert (
        found.says == "makes" and sentence_of(shop, found) == "The whole change, US$ 800.0 billion, is that of India."
    )
    cells["FRA"] = {2014: 5e5, 2024: 1e5}
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    text = sentence_of(shop, claim_of(trade.world_total(shop, "fig-a", ["EXP"], 2010), "mover"))
    assert (
        text
        == "Without India the total would have fallen: India alone added US$ 800.0 billion, all together US$ 400.0 billion."
    )
    assert not [
        claim
        for claim in trade.world_total(exports({2014: 1e5, 2024: 2e5}), "fig-a", ["EXP"], 2010).claims
        if "mover" in claim.id
    ]


def test_world_total_in_other_units() -> None:
    cells = flat(5e9, CODES, [2014, 2024])
    shop = workshop(series("EXP", cells, "US dollars", 0, None))
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    assert exhibit.data["y"].tolist() == pytest.approx([60, 60])
    assert read(shop, exhibit).subtitle.startswith("Billion current US dollars")
    assert read(shop, exhibit, "zh").subtitle.startswith("亿美元")
    drawn = {code: Drawing.of(exhibit, read(shop, exhibit, code), code).data["y"].tolist() for code in ("en", "zh")}
    assert drawn == {"en": pytest.approx([60, 60]), "zh": pytest.approx([600, 600])}  # 600亿
    shop = workshop(series("EXP", cells, "per cent of population", 0, None))
    with pytest.raises(KeyError):
        trade.world_total(shop, "fig-a", ["EXP"], 2010)


def test_the_economies_of_the_statement_are_drawn() -> None:
    """Ten of twelve report every year: their total, of which the headline speaks, stands in the chart and its data."""
    cells = {code: {2014: 1e5, 2024: 2e5} for code in CODES}
    del cells["ISL"][2014], cells["VUT"][2024]
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    drawn = exhibit.data.set_index(["series", "x"])["y"]
    assert drawn["every_year", 2024] * 1e12 == pytest.approx(value(shop, "fig-a.matched_end")) == pytest.approx(2e12)
    assert read(shop, exhibit).labels["every_year"] == "The 10 economies that report every year"
    all_report = trade.world_total(workshop(series("EXP", flat(1e5, CODES, [2014, 2024]), "million US dollars", 0, None)), "fig-b", ["EXP"], 2010)  # fmt: skip
    assert set(all_report.data["series"]) == {"EXP"}


def test_world_total_is_withheld_where_coverage_fails() -> None:
    cells = {code: {2014: 1.0, 2019: 1.0, 2024: 2.0} for code in CODES}
    del cells["IND"][2019]
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    table = trade.world_total(shop, "fig-a", ["EXP"], 2010).data
    table = table[table["series"] == "EXP"].set_index("x")
    assert table["y"].isna().to_dict() == {2014: False, 2019: True, 2024: False}
    assert table.loc[2019, "economies"] == 11


@pytest.mark.parametrize(
    ("cells", "keys"), [(flat(1.0, CODES, [2024]), {"total"}), (flat(0.0, CODES, [2014, 2024]), {"total", "growth"})]
)
def test_no_growth_from_one_year_or_nothing(cells: dict, keys: set[str]) -> None:
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    exhibit = trade.world_total(shop, "fig-a", ["EXP"], 2010)
    assert {claim.id.partition(":")[2] for claim in exhibit.claims} == keys
    assert not any(word in read(shop, exhibit).text for word in ("rose", "fell", "a year on average"))
    read(shop, exhibit, "zh")


def test_one_economy_alone_is_no_total_of_the_world() -> None:
    shop = workshop(series("EXP", flat(1.0, ["KEN"], [2014, 2024]), "million US dollars", 0, None))
    with pytest.raises(ValueError, match="no total in any year"):
        trade.world_total(shop, "fig-a", ["EXP"], 2010)


def test_what_a_sum_is_and_is_not() -> None:
    shop = exports({2014: 1e5, 2024: 2e5})
    words = read(shop, trade.world_total(shop, "fig-a", ["EXP"], 2010, caveat="deliverable"))
    assert "economies that do not report are missing from every sum" in words.note
    assert "for each economy that reports, an upper bound of what was delivered digitally" in words.note
    assert "upper bound" not in read(shop, trade.world_total(shop, "fig-a", ["EXP"], 2010)).note


def shares(*columns: list[float], years: tuple[int, ...] = (2010, 2022)) -> Workshop:
    cells = {
        code: dict(zip(years, row, strict=True)) for code, row in zip(CODES, zip(*columns, strict=True), strict=True)
    }
    return workshop(series("EXP", cells, "million US dollars", 0, None))


# The last pair holds 76.86 and 76.94 per cent: both print as 76.9, although the change rounds to 0.1.
EVEN, TOP_HEAVY = [10.0] * 12, [890.0] + [10.0] * 11
SAME_DIGITS = ([1000.0] * 5 + [215.05] * 7, [1000.0] * 5 + [214.08] * 7)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (EVEN, TOP_HEAVY, "more concentrated"),
        (TOP_HEAVY, EVEN, "less concentrated"),
        (EVEN, EVEN, "as in 2010"),
        (*SAME_DIGITS, "as in 2010"),
    ],
)
def test_concentrated(then: list[float], now: list[float], words: str) -> None:
    shop = shares(then, now)
    exhibit = trade.concentrated(shop, "fig-a", "EXP", [2010, 2022])
    text = sentence_of(shop, claim_of(exhibit, "five"))
    assert words in text
    assert not any(other in text for other in {"more concentrated", "less concentrated", "as in 2010"} - {words})
    curve = exhibit.data[exhibit.data["series"] == "2022"]
    assert curve[["x", "y"]].iloc[[0, -1]].to_numpy().ravel() == pytest.approx([0, 0, 100, 100])
    assert (curve["y"] <= curve["x"] + 1e-9).all()  # from the smallest on
    for code in ("en", "zh"):
        assert read(shop, exhibit, code).title


def test_a_peak_of_concentration_between_the_years_compared() -> None:
    """55 per cent, 93 per cent, 60 per cent: more at the end than at the start, and yet on its way down."""
    shop = shares([15.0] * 5 + [8.8] * 7, TOP_HEAVY, [20.0] * 5 + [9.5] * 7, years=(2010, 2016, 2022))
    found = claim_of(trade.concentrated(shop, "fig-a", "EXP", [2010, 2022]), "five")
    assert found.says == "peaked" and "more concentrated" not in sentence_of(shop, found)
    assert "93.0 per cent in 2016" in sentence_of(shop, found) and "2016年为93.0%" in sentence_of(shop, found, "zh")


def test_concentrated_counts_economies_and_names_the_leaders() -> None:
    shop = shares(EVEN, TOP_HEAVY)
    exhibit = trade.concentrated(shop, "fig-a", "EXP", [2010, 2022])
    assert (value(shop, "fig-a.50.2022"), value(shop, "fig-a.90.2022"), value(shop, "fig-a.economies.2022")) == (
        1,
        2,
        12,
    )
    assert value(shop, "fig-a.50.2010") == 6
    assert sentence_of(shop, claim_of(exhibit, "half")).startswith(
        "France alone makes up 89 per cent of the total of 12 economies in 2022."
    )
    assert value(shop, "fig-a.top5.2022") == pytest.approx(93)
    assert "France" in read(shop, exhibit).title + read(shop, exhibit).text


def test_equal_shares_have_no_leaders_and_few_economies_no_five_largest() -> None:
    shop = shares(EVEN, EVEN)
    exhibit = trade.concentrated(shop, "fig-a", "EXP", [2010, 2022])
    assert claim_of(exhibit, "half").says == "equal"
    assert not [claim for claim in exhibit.claims if claim.id.endswith(("leaders", "ninety"))]
    cells = {code: {2010: 1.0, 2022: 2.0} for code in CODES[:4]}
    shop = workshop(series("EXP", cells, "million US dollars", 0, None))
    assert not [
        claim for claim in trade.concentrated(shop, "fig-a", "EXP", [2010, 2022]).claims if claim.id.endswith("five")
    ]


def test_those_that_tie_for_the_last_place_of_the_few_are_counted_and_not_named() -> None:
    shop = shares(EVEN, [30.0, *[10.0] * 11])
    text = sentence_of(shop, claim_of(trade.concentrated(shop, "fig-a", "EXP", [2010, 2022]), "half"))
    assert text.startswith("Half of the total in 2022 is that of 5 of 12 economies.")


def test_concentration_of_nothing_is_not_made() -> None:
    with pytest.raises(ValueError, match="zero"):
        trade.concentrated(shares(EVEN, [0.0] * 12), "fig-a", "EXP", [2010, 2022])
    cells = {"FRA": {2010: 1.0}, "KEN": {2022: 1.0}}
    with pytest.raises(ValueError, match="no economy"):
        trade.concentrated(workshop(series("EXP", cells, "million US dollars", 0, None)), "fig-a", "EXP", [2010, 2022])


def two_sides(differences: dict[str, float]) -> Workshop:
    sold = series(
        "EXP", spread({code: 10_000 + by for code, by in differences.items()}, 2022), "million US dollars", 0, None
    )
    bought = series("IMP", spread(dict.fromkeys(differences, 10_000), 2022), "million US dollars", 0, None)
    return workshop(sold, bought)


def made(differences: dict[str, float]) -> tuple[Workshop, Exhibit]:
    shop = two_sides(differences)
    return shop, trade.balance(shop, "fig-a", "EXP", "IMP", 2022)


def test_balance() -> None:
    shop, exhibit = made({"FRA": 9000, "DEU": 2000, "KEN": 0, "IND": -500, "VUT": -4000})
    frame = exhibit.data
    assert frame["label"].is_unique
    assert frame[["label", "value"]].iloc[[0, -1]].to_numpy().tolist() == [["FRA", 9.0], ["VUT", -4.0]]
    assert frame.set_index("label")["highlight"]["FRA"] and not frame.set_index("label")["highlight"]["VUT"]
    words = read(shop, exhibit)
    assert "Short IMP exceeded Short EXP in 2 of 5 economies in 2022" in words.title
    assert "US$ 9.0 billion, was that of France" in words.text and "US$ 4.0 billion, was that of Vanuatu" in words.text
    assert value(shop, "fig-a.with_surplus") == 2
    assert "5个经济体中有2个" in read(shop, exhibit, "zh").title


@pytest.mark.parametrize(
    ("differences", "says", "absent"),
    [
        ({"FRA": 1000, "KEN": 2000}, "none", "deficit"),
        ({"FRA": -1000, "KEN": -2000}, "all", "surplus"),
        ({"FRA": 0, "KEN": 0}, "equal", "surplus"),
    ],
)
def test_one_side_alone_is_told_as_it_is(differences: dict[str, float], says: str, absent: str) -> None:
    shop, exhibit = made(differences)
    found = claim_of(exhibit, "deficits")
    assert found.says == says
    assert not [claim for claim in exhibit.claims if claim.id.endswith(absent)]
    assert len(exhibit.data) == 2
    for code in ("en", "zh"):
        assert sentence_of(shop, found, code) and read(shop, exhibit, code).title


def test_surpluses_that_tie_are_both_named() -> None:
    shop, exhibit = made({"FRA": 9000, "DEU": 9000, "IND": -500})
    assert (
        sentence_of(shop, claim_of(exhibit, "surplus"))
        == "The largest surplus of 2022, US$ 9.0 billion, was that of Germany and France."
    )


def test_nothing_to_balance() -> None:
    shop = workshop(
        series("EXP", {"FRA": {2022: 1.0}}, "million US dollars", 0, None),
        series("IMP", {"KEN": {2022: 1.0}}, "million US dollars", 0, None),
    )
    with pytest.raises(ValueError, match="exports and imports"):
        trade.balance(shop, "fig-a", "EXP", "IMP", 2022)
