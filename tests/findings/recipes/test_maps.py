"""Classes: bounds, who belongs where, who lives in the lowest, and the number in a class over all years."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import class_claims as classes_of
from pipeline.findings.claims import Standing
from pipeline.findings.recipes import maps
from pipeline.findings.wording.realise import label
from tests.findings.world import (
    ECONOMIES,
    claim_of,
    flat,
    in_both,
    keys,
    ladder,
    parameters,
    read,
    sentence_of,
    series,
    spread,
    tongue,
    value,
    workshop,
)

CODES = list(ECONOMIES)
FOUR = classes_of.Classes(("low", "middle", "high", "very_high"), (0.25, 0.5, 0.75), (False, False, False))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (0.0, "low"),
        (0.25, "low"),
        (0.2501, "middle"),
        (0.5, "middle"),
        (0.75, "high"),
        (0.7501, "very_high"),
        (1.0, "very_high"),
    ],
)
def test_a_value_on_a_bound_belongs_to_the_class_below(number: float, code: str) -> None:
    assert FOUR.codes[classes_of.classify(np.array([number]), FOUR)[0]] == code


@given(st.lists(st.floats(0, 1), min_size=1), st.lists(st.floats(0, 1), min_size=1, max_size=5, unique=True))
def test_classes_keep_the_order(values: list[float], bounds: list[float]) -> None:
    inner = tuple(sorted(bounds))
    for above in (False, True):
        position = classes_of.classify(np.array(sorted(values)), classes_of.Classes((), inner, (above,) * len(inner)))
        assert [
            sum(value > b or (above and value == b) for b in inner) for value in sorted(values)
        ] == position.tolist()
    assert (np.diff(position) >= 0).all() and position.min() >= 0 and position.max() <= len(bounds)


def test_map_in_classes_of_a_scheme() -> None:
    shop = workshop(series("EGDI", spread(ladder(0.1, 0.075)), "index (0-1)", 4, 1))
    exhibit = maps.world_map(shop, "fig-a", "EGDI", "EGDI")
    assert exhibit.options["classes"] == ("low", "middle", "high", "very_high")
    found = exhibit.data.set_index("REF_AREA").loc[["FRA", "ISL", "VUT"], "class"].tolist()
    assert found == ["low", "low", "very_high"]
    ends = claim_of(exhibit, "ends")
    low = sum(ECONOMIES[code][6] for code in ("FRA", "DEU", "ISL"))
    people = 100 * low / sum(row[6] for row in ECONOMIES.values())
    assert value(shop, "fig-a.low_class_people") == pytest.approx(people)
    assert f"3 economies with {people:.0f} per cent" in sentence_of(
        shop, ends
    ) and "highest, “Very high”, 3" in sentence_of(shop, ends)
    words = read(shop, exhibit)
    assert (
        words.labels["low"].startswith("Low (") and "0.25" in words.labels["low"] and "five classes" not in words.note
    )
    in_both(shop, exhibit)


def test_an_empty_lowest_class_is_no_claim() -> None:
    shop = workshop(series("EGDI", spread(dict.fromkeys(CODES, 0.9)), "index (0-1)", 4, 1))
    exhibit = maps.world_map(shop, "fig-a", "EGDI", "EGDI")
    assert "ends" not in keys(exhibit) and value(shop, "fig-a.top_class") == 12


def test_map_in_five_classes_says_who_has_no_recent_value_and_how_many_people() -> None:
    cells = spread(ladder()) | {"VUT": {2012: 1.0}, "KEN": {}}
    shop = workshop(series("USE", {code: row for code, row in cells.items() if row}))
    words = read(shop, maps.world_map(shop, "fig-a", "USE"))
    assert (value(shop, "fig-a.economies"), value(shop, "fig-a.missing")) == (10, 2)
    assert "10 economies; 2 inhabited ones" in words.note and "with 2 per cent of the world’s people" in words.note
    assert "five classes" in words.note and "no_data" in words.labels and "five classes" not in words.text


def test_no_word_of_equal_numbers_where_values_are_tied() -> None:
    shop = workshop(series("USE", spread({code: 0.0 if n < 9 else 50.0 + n for n, code in enumerate(CODES)})))
    exhibit = maps.world_map(shop, "fig-a", "USE")
    assert len(exhibit.options["classes"]) < 5  # type: ignore[arg-type]
    assert "five classes" not in read(shop, exhibit).note


def test_below_one_half_with_the_people_who_live_there() -> None:
    shop = workshop(
        series("USE", spread(dict.fromkeys(CODES, 80.0) | {"IND": 49.94, "BGD": 49.96}))
    )  # 49.96 prints 50.0
    exhibit = maps.world_map(shop, "fig-a", "USE")
    assert value(shop, "fig-a.below_half") == 1
    assert value(shop, "fig-a.below_half_people") == pytest.approx(
        100 * 1400e6 / sum(row[6] for row in ECONOMIES.values())
    )
    assert "In one economy of 12" in sentence_of(shop, claim_of(exhibit, "half"))
    in_both(shop, exhibit)
    for level in (80.0, 20.0):
        assert "half" not in keys(
            maps.world_map(workshop(series("USE", spread(dict.fromkeys(CODES, level)))), "fig-b", "USE")
        )
    money = workshop(series("GDP", spread(ladder()), "US dollars", 0, None))
    assert "half" not in keys(maps.world_map(money, "fig-c", "GDP"))  # no share of people


def test_where_the_lowest_are_only_where_a_region_has_more_than_its_share() -> None:
    asia = ("JPN", "KOR", "BGD", "IND", "VNM", "VUT")
    low = {code: 0.1 if code in asia else 0.9 for code in CODES}
    shop = workshop(series("EGDI", spread(low), "index (0-1)", 4, 1))
    exhibit = maps.world_map(shop, "fig-a", "EGDI", "EGDI")
    place = claim_of(exhibit, "lowest-place")
    assert (
        place.says == "ITU_ASP"
        and "Of the 6 economies in the lowest class 6 are in Asia and the Pacific, which has 6 of the 12"
        in sentence_of(shop, place)
    )
    in_both(shop, exhibit)
    even = {code: 0.1 if n % 2 else 0.9 for n, code in enumerate(CODES)}
    shop = workshop(series("EGDI", spread(even), "index (0-1)", 4, 1))
    assert "lowest-place" not in keys(maps.world_map(shop, "fig-b", "EGDI", "EGDI"))


def test_no_map_where_most_of_the_world_is_not_read() -> None:
    asia = {code: number for code, number in ladder().items() if code in ("JPN", "KOR", "BGD", "IND", "VNM")}
    exhibit = maps.world_map(workshop(series("USE", spread(asia))), "fig-a", "USE")
    assert exhibit.kind == "strip" and set(exhibit.data["group"]) == {"ITU_ASP"}


def test_map_up_to_a_year() -> None:
    shop = workshop(series("USE", {code: {2020: 10.0 + n, 2024: 50.0 + n} for n, code in enumerate(CODES)}))
    exhibit = maps.world_map(shop, "fig-a", "USE", until=2020)
    assert set(exhibit.data["year"]) == {2020} and "newest values are of 2020" in read(shop, exhibit).note


def test_unknown_scheme_is_named() -> None:
    shop = workshop(series("USE", spread(ladder())))
    with pytest.raises(KeyError, match="NOPE"):
        maps.world_map(shop, "fig-a", "USE", "NOPE")


# --- classes over the years


def surveys(*low: int) -> tuple:  # type: ignore[type-arg]
    """Surveys every other year from 2010, with so many of twelve economies in the lowest class, the rest in the highest."""
    years = [2010 + 2 * n for n in range(len(low))]
    cells = {
        code: {year: 0.1 if n < few else 0.9 for year, few in zip(years, low, strict=True)}
        for n, code in enumerate(CODES)
    }
    shop = workshop(series("EGDI", cells, "index (0-1)", 4, 1))
    return shop, maps.class_shares(shop, "fig-a", "EGDI", "EGDI", years)


@pytest.mark.parametrize(
    ("low", "says", "words"),
    [
        ((8, 5, 2), "fell", "shrank from 8 economies in 2010 to 2 of 12 in 2014"),
        ((2, 5, 8), "rose", "grew from 2 economies in 2010 to 8 of 12 in 2014"),
        ((3, 3, 3), "level", "held 3 economies in 2014, as in 2010"),
        (
            (8, 2, 5),
            "recovered",
            "shrank from 8 economies in 2010 to 2 in 2012 and has grown since, to 5",
        ),  # two ends say fell
        (
            (2, 8, 5),
            "peaked",
            "grew from 2 economies in 2010 to 8 in 2012 and has shrunk since, to 5",
        ),  # two ends say rose
        ((9, 5, 8, 2, 5), "swung", "9 economies in 2010, 2 at its lowest in 2016, 5 in 2018"),
    ],
)
def test_class_shares(low: tuple[int, ...], says: str, words: str) -> None:
    shop, exhibit = surveys(*low)
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table["low"].tolist() == list(low) and (table.sum(axis=1) == 12).all()
    found = claim_of(exhibit, "lowest")
    assert found.says == says and words in sentence_of(shop, found)
    in_both(shop, exhibit)


def test_a_course_that_only_new_reporters_make_is_not_firm() -> None:
    """The lowest class grows because six economies join the survey in it."""
    cells = {code: {2010: 0.1 if n < 2 else 0.9, 2012: 0.1 if n < 2 else 0.9} for n, code in enumerate(CODES[:6])} | {
        code: {2012: 0.1} for code in CODES[6:]
    }
    shop = workshop(series("EGDI", cells, "index (0-1)", 4, 1))
    found = claim_of(maps.class_shares(shop, "fig-a", "EGDI", "EGDI", [2010, 2012]), "lowest")
    assert found.says == "rose" and found.standing is not Standing.FIRM and "same-economies" in found.conditions


def test_equal_steps_are_equal_periods() -> None:
    shop = workshop(series("EGDI", flat(0.9, CODES, [2010, 2012, 2018]) | {"VUT": {2014: 0.5}}, "index (0-1)", 4, 1))
    exhibit = maps.class_shares(shop, "fig-a", "EGDI", "EGDI", [2010, 2012, 2018])
    bars = exhibit.data.groupby("bar")["value"].agg(lambda values: values.notna().any())
    assert bars.to_dict() == {"2010": True, "2012": True, "2014": False, "2016": False, "2018": True}
    words = read(shop, exhibit)
    assert "The edition of 2014 is left out: the sheets hold it for one economy only" in words.note


def test_one_survey_has_no_course() -> None:
    _, exhibit = surveys(3)
    assert not exhibit.claims and exhibit.data["value"].sum() == 12


def test_class_labels_name_their_bounds_at_the_printed_rounding() -> None:
    shop = workshop(series("USE", spread(ladder())))
    classes = classes_of.Classes(("a", "b", "c"), (10.04, 20.06), (False, False))
    labels = [label(classes_of.class_label("", classes, n, 1), tongue(shop)) for n in range(3)]
    assert labels == ["10.0 or less", "Above 10.0 to 20.1", "Above 20.1"]


# Which class of the sheet holds each bound, and so what its row and its label say: the column ``closed`` of the sheet.
HELD = {
    ("upper", "upper", "upper"): (
        ["low", "middle", "high"],
        ["0.25 or less", "above 0.25 to 0.50", "above 0.50 to 0.75", "above 0.75"],
    ),
    ("lower", "lower", "lower"): (
        ["middle", "high", "very_high"],
        ["below 0.25", "0.25 to below 0.50", "0.50 to below 0.75", "0.75 or more"],
    ),
    ("lower", "lower", "upper"): (
        ["middle", "high", "high"],
        ["below 0.25", "0.25 to below 0.50", "0.50 to 0.75", "above 0.75"],
    ),
    ("upper", "lower", "upper"): (
        ["low", "high", "high"],
        ["0.25 or less", "above 0.25 to below 0.50", "0.50 to 0.75", "above 0.75"],
    ),
}


@pytest.mark.parametrize("closed", HELD, ids="-".join)
def test_a_bound_belongs_to_the_class_that_the_sheet_says(closed: tuple[str, str, str]) -> None:
    sheet = parameters().classes.assign(closed=["upper", *closed])
    cells = dict(zip(CODES, [0.25, 0.5, 0.75] + [0.1] * 9, strict=True))
    shop = workshop(
        series("EGDI", spread(cells), "index (0-1)", 4, 1), parameters=parameters(classes=sheet.sample(frac=1))
    )
    exhibit = maps.world_map(shop, "fig-a", "EGDI", "EGDI")
    codes, labels = HELD[closed]
    assert exhibit.data.set_index("REF_AREA").loc[CODES[:3], "class"].tolist() == codes
    shown = read(shop, exhibit).labels
    assert [shown[code].partition("(")[2].rstrip(")") for code in FOUR.codes] == labels
    bars = maps.class_shares(shop, "fig-b", "EGDI", "EGDI", [2024]).data.set_index("segment")["value"]
    assert all(bars[code] >= 1 for code in codes) and bars.sum() == len(CODES)
