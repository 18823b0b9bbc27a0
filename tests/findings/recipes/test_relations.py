"""Two indicators together: the order and who stands apart, the same year for both, and no order of few or of equals."""

from __future__ import annotations

import pytest

from pipeline.findings import order_claims as may
from pipeline.findings.claims import Standing
from pipeline.findings.recipes import relations
from tests.findings.world import (
    ECONOMIES,
    HIGH,
    claim_of,
    in_both,
    keys,
    ladder,
    read,
    sentence_of,
    series,
    spread,
    value,
    without_a_class,
    workshop,
)

CODES = list(ECONOMIES)
WEAK = dict(zip(CODES, [5, 1, 9, 3, 12, 2, 8, 10, 4, 7, 11, 6], strict=True))
NONE = dict(zip(CODES, [1, 12, 2, 11, 3, 10, 4, 9, 5, 8, 6, 7], strict=True))


@pytest.mark.parametrize(
    ("y", "rho", "says", "words"),
    [
        (ladder(), 1, "same", "mostly higher in Short Y"),
        ({code: 100 - number for code, number in ladder().items()}, -1, "reverse", "mostly lower in Short Y"),
        (WEAK, 0.32, "loose", "only loosely"),
        (NONE, 0.126, "none", "tells little"),
    ],
)
def test_relation(y: dict[str, float], rho: float, says: str, words: str) -> None:
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(y)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    found = claim_of(exhibit, "order")
    assert found.says == says and value(shop, "fig-a.spearman") == pytest.approx(rho, abs=0.02)
    said = sentence_of(shop, found)
    assert "12 economies" in said and f"{value(shop, 'fig-a.spearman'):.2f}".replace("-", "−") in said
    assert not any(cause in read(shop, exhibit).title + said for cause in ("because", "leads to", "effect"))
    if found.standing is Standing.FIRM:
        assert words in read(shop, exhibit).title
    in_both(shop, exhibit)


def test_an_order_that_only_the_income_groups_make_carries_its_condition() -> None:
    """High-income economies are higher in both; inside each group the orders are the reverse of each other."""
    y = {code: (50.0 if code in HIGH else 0.0) + 10 - n % 6 for n, code in enumerate(CODES)}
    x = {code: (50.0 if code in HIGH else 0.0) + n % 6 for n, code in enumerate(CODES)}
    found = claim_of(
        relations.relation(workshop(series("X", spread(x)), series("Y", spread(y))), "fig-a", "X", "Y"), "order"
    )
    assert found.says == "same" and found.standing is Standing.CONDITIONAL and found.conditions == ("within-groups",)


def test_only_populous_economies_far_off_the_common_order_are_named() -> None:
    same = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(ladder())))
    assert not {"above", "below"} & keys(relations.relation(same, "fig-a", "X", "Y"))
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(WEAK)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    above, below = (sentence_of(shop, claim_of(exhibit, key)) for key in ("above", "below"))
    assert "20 million people" in above and "of 100 places" in above and "of 100 places" in below
    for small in ("Iceland", "Vanuatu", "Bolivia"):
        assert small not in above + below
    assert not exhibit.data.set_index("label").loc[["ISL", "VUT", "BOL"], "annotate"].any()
    in_both(shop, exhibit)


def test_who_stands_apart_of_no_order_is_nobody() -> None:
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(NONE)))
    assert not {"above", "below"} & keys(relations.relation(shop, "fig-a", "X", "Y"))


def test_values_of_one_and_the_same_year_meet() -> None:
    """X of 2024 and 2020, Y of 2020 only: the pair is that of 2020, and the latest of each is only tried."""
    x = {code: {2020: 1.0 + n, 2024: 100.0 - n} for n, code in enumerate(CODES)}
    shop = workshop(series("X", x), series("Y", spread(ladder(), 2020)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert exhibit.data["x"].max() == 12 and "latest year with both, 2020" in read(shop, exhibit).subtitle
    found = claim_of(exhibit, "order")
    assert found.says == "same" and found.standing is Standing.WITHDRAWN and "latest-of-each" in found.conditions


def test_where_no_year_is_common_the_latest_of_each_meet_and_the_subtitle_says_so() -> None:
    shop = workshop(series("X", spread(ladder(1, 3), 2023)), series("Y", spread(ladder(), 2024)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert len(exhibit.data) == 12 and "Short Y of 2024, Short X of 2023" in read(shop, exhibit).subtitle


def test_relation_pairs_only_economies_with_both() -> None:
    x = series("X", spread({code: number for code, number in ladder(0, 2).items() if code != "KEN"}))
    shop = workshop(x, series("Y", spread({code: number for code, number in ladder().items() if code != "IND"})))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert set(exhibit.data["label"]) == set(CODES) - {"KEN", "IND"}
    assert value(shop, "fig-a.pairs") == 10 and "10 economies" in read(shop, exhibit).title
    assert exhibit.data.set_index("label").loc["FRA", "group"] == "HIC"


def test_relation_on_a_log_scale_leaves_zero_out() -> None:
    shop = workshop(series("X", spread(ladder(0, 2))), series("Y", spread(ladder())))
    exhibit = relations.relation(shop, "fig-a", "X", "Y", x_log=True)
    assert "FRA" not in set(exhibit.data["label"]) and len(exhibit.data) == 11
    assert "log scale" in read(shop, exhibit).labels["axis_x"]


@pytest.mark.parametrize("x", [ladder(areas=CODES[:9]), dict.fromkeys(CODES, 5.0)])
def test_no_order_of_fewer_than_ten_or_of_equals(x: dict[str, float]) -> None:
    shop = workshop(series("X", spread(x)), series("Y", spread(ladder())))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert not exhibit.claims and read(shop, exhibit).title == "Short Y and Short X"


def test_smaller_economies_are_left_out_where_a_limit_is_set() -> None:
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(ladder())))
    exhibit = relations.relation(shop, "fig-a", "X", "Y", minimum_population=1e6)
    assert len(exhibit.data) == 10 and "1 million people or more" in read(shop, exhibit).subtitle
    assert "all-sizes" in {trial.variation for trial in claim_of(exhibit, "order").trials}


def test_nobody_with_both_is_an_empty_figure() -> None:
    shop = workshop(series("X", spread(ladder(areas=["FRA"]))), series("Y", spread(ladder(areas=["DEU"]))))
    with pytest.raises(ValueError, match="no economy has both X and Y"):
        relations.relation(shop, "fig-a", "X", "Y")


def test_two_sources() -> None:
    shop = workshop(series("X", spread(ladder())), series("Y", spread(ladder(1, 1)), decimals=2))
    exhibit = relations.two_sources(shop, "fig-a", "X", "Y", 2024)
    assert value(shop, "fig-a.spearman") == pytest.approx(1)
    words = read(shop, exhibit)
    assert "1.00 over 12 economies" in words.title and "2024" in words.subtitle
    assert exhibit.data["annotate"].dtype == bool and not exhibit.data["annotate"].any()
    in_both(shop, exhibit)


def test_two_sources_need_the_year() -> None:
    shop = workshop(series("X", spread(ladder())), series("Y", spread(ladder(), 2023)))
    with pytest.raises(ValueError, match="no economy has both"):
        relations.two_sources(shop, "fig-a", "X", "Y", 2024)


@pytest.mark.parametrize("without", [(), ("KEN",), ("KEN", "FRA")])
def test_who_has_no_class_is_drawn_as_such_and_counted_as_drawn(without: tuple[str, ...]) -> None:
    shop = without_a_class(workshop(series("X", spread(ladder(1, 3))), series("Y", spread(ladder()))), *without)
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    assert len(exhibit.data) == 12 and "12 economies" in sentence_of(shop, claim_of(exhibit, "order"))
    assert set(exhibit.data.loc[exhibit.data["group"] == "unclassified", "label"]) == set(without)
    assert ("unclassified" in exhibit.options["groups"]) == bool(without)  # type: ignore[operator]
    for code, words in (("en", "Not classified"), ("zh", "未分组")):
        assert read(shop, exhibit, code).labels.get("unclassified") == (words if without else None)


def test_whom_the_text_names_the_picture_names_too() -> None:
    y = ladder() | {"IND": 200.0, "USA": 1.0}
    shop = workshop(series("X", spread(ladder(1, 3))), series("Y", spread(y)))
    exhibit = relations.relation(shop, "fig-a", "X", "Y")
    told = {code for few in may.standing_apart(may.paired(shop, "fig-a", "X", "Y", 0, ()), may.LARGE).values() for code in few.index}  # fmt: skip
    assert told and told <= set(exhibit.data.loc[exhibit.data["annotate"], "label"])
