"""Classes: bounds, who belongs where, and what the words say about the lowest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.recipes import maps
from tests.findings.world import ECONOMIES, ladder, parameters, read, series, spread, tongue, value, workshop

CODES = list(ECONOMIES)
FOUR = maps.Classes(("low", "middle", "high", "very_high"), (0.25, 0.5, 0.75), (False, False, False))


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
    assert FOUR.codes[maps.classify(np.array([number]), FOUR)[0]] == code


@given(st.lists(st.floats(0, 1), min_size=1), st.lists(st.floats(0, 1), min_size=1, max_size=5, unique=True))
def test_classes_keep_the_order(values: list[float], bounds: list[float]) -> None:
    inner = tuple(sorted(bounds))
    for above in (False, True):
        position = maps.classify(np.array(sorted(values)), maps.Classes((), inner, (above,) * len(inner)))
        assert [
            sum(value > b or (above and value == b) for b in inner) for value in sorted(values)
        ] == position.tolist()
    assert (np.diff(position) >= 0).all() and position.min() >= 0 and position.max() <= len(bounds)


def test_map_in_classes_of_a_scheme() -> None:
    shop = workshop(series("EGDI", spread(ladder(0.1, 0.075)), "index (0-1)", 4, 1))
    exhibit = maps.world_map(shop, "fig-a", "EGDI", "EGDI")
    assert exhibit.options["classes"] == ("low", "middle", "high", "very_high")
    assert exhibit.data.set_index("REF_AREA").loc[["FRA", "ISL", "VUT"], "class"].tolist() == [
        "low",
        "low",
        "very_high",
    ]
    words = read(shop, exhibit)
    assert "3 economies in the lowest class" in words.title and "3 in the highest" in words.title
    assert words.labels["low"].startswith("Low (") and "0.25" in words.labels["low"]
    assert "five classes" not in words.text
    low = sum(ECONOMIES[code][6] for code in ("FRA", "DEU", "ISL"))
    assert value(shop, "fig-a.low_class_people") == pytest.approx(100 * low / sum(row[6] for row in ECONOMIES.values()))


def test_map_in_five_classes_counts_who_has_no_recent_value() -> None:
    cells = spread(ladder()) | {"VUT": {2012: 1.0}, "KEN": {}}
    shop = workshop(series("USE", {code: row for code, row in cells.items() if row}))
    words = read(shop, maps.world_map(shop, "fig-a", "USE"))
    assert (value(shop, "fig-a.economies"), value(shop, "fig-a.missing")) == (10, 2)
    assert "10 economies" in words.text and "five classes" in words.text and "no_data" in words.labels


def test_no_word_of_equal_numbers_where_values_are_tied() -> None:
    shop = workshop(series("USE", spread({code: 0.0 if n < 9 else 50.0 + n for n, code in enumerate(CODES)})))
    exhibit = maps.world_map(shop, "fig-a", "USE")
    assert len(exhibit.options["classes"]) < 5  # type: ignore[arg-type]
    assert "five classes" not in read(shop, exhibit).text


def test_map_up_to_a_year() -> None:
    shop = workshop(series("USE", {code: {2020: 10.0 + n, 2024: 50.0 + n} for n, code in enumerate(CODES)}))
    assert set(maps.world_map(shop, "fig-a", "USE", until=2021).data["year"]) == {2020}


def test_unknown_scheme_is_named() -> None:
    shop = workshop(series("USE", spread(ladder())))
    with pytest.raises(KeyError, match="NOPE"):
        maps.world_map(shop, "fig-a", "USE", "NOPE")


@pytest.mark.parametrize(("then", "now", "word"), [(4, 2, "shrank"), (2, 4, "grew"), (3, 3, "held")])
def test_class_shares(then: int, now: int, word: str) -> None:
    cells = {code: {2010: 0.1 if n < then else 0.9, 2024: 0.1 if n < now else 0.9} for n, code in enumerate(CODES)}
    shop = workshop(series("EGDI", cells, "index (0-1)", 4, 1))
    exhibit = maps.class_shares(shop, "fig-a", "EGDI", "EGDI", [2010, 2024])
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.loc[["2010", "2024"], "low"].tolist() == [then, now] and (table.sum(axis=1) == 12).all()
    words = read(shop, exhibit)
    assert word in words.text and not any(other in words.text for other in {"shrank", "grew", "held"} - {word})
    assert f"{12 - now} economies in class" in words.title


def test_class_labels_name_their_bounds_at_the_printed_rounding() -> None:
    shop = workshop(series("USE", spread(ladder())))
    classes = maps.Classes(("a", "b", "c"), (10.04, 20.06), (False, False))
    labels = [maps.class_label(tongue(shop), "", classes, n, 1) for n in range(3)]
    assert labels == ["10.0 or less", "above 10.0 to 20.1", "above 20.1"]


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
    shown = exhibit.words(tongue(shop)).labels
    assert [shown[code].partition("(")[2].rstrip(")") for code in FOUR.codes] == labels
    bars = maps.class_shares(shop, "fig-b", "EGDI", "EGDI", [2024]).data.set_index("segment")["value"]
    assert all(bars[code] >= 1 for code in codes) and bars.sum() == len(CODES)
