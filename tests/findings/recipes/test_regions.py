"""A region beside the world: on which side, where farthest, and what of it holds when economies count alike."""

from __future__ import annotations

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import regions
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, claim_of, flat, in_both, keys, read, sentence_of, series, value, workshop

ASIA = [code for code, row in ECONOMIES.items() if row[2] == "ITU_ASP"]
REST = [code for code in ECONOMIES if code not in ASIA]


def shop_of(**asia: dict[str, float]) -> Workshop:
    """Measures by code, 50 everywhere but where Asia and the Pacific has other values in 2024; none elsewhere in 2023."""
    return workshop(
        *(
            series(code, flat(50.0, REST, [2024]) | {area: {2024: values.get(area, 50.0)} for area in ASIA})
            for code, values in asia.items()
        )
    )


def everywhere(number: float) -> dict[str, float]:
    return dict.fromkeys(ASIA, number)


def test_sides_of_the_world() -> None:
    shop = shop_of(UP=everywhere(60.0), DOWN=everywhere(30.0), LEVEL=everywhere(50.0))
    exhibit = regions.profile(shop, "fig-r", "ITU_ASP", ["UP", "DOWN", "LEVEL"])
    side = claim_of(exhibit, "side")
    assert (side.says, side.standing) == ("even", Standing.FIRM)
    assert (
        sentence_of(shop, side)
        == "Asia and the Pacific is above the world in 1 of 3 measures, below it in 1 and about level in 1."
    )
    people = sum(ECONOMIES[code][6] for code in ASIA) / sum(row[6] for row in ECONOMIES.values())
    assert value(shop, "fig-r.UP.gap") == pytest.approx(10 * (1 - people))
    assert [claim_of(exhibit, key).says for key in ("best", "worst")] == ["UP", "DOWN"]
    in_both(shop, exhibit)


@pytest.mark.parametrize(
    ("values", "says", "words"),
    [
        ((60.0, 70.0), "all", "is above the world in all 2 measures."),
        ((30.0, 40.0), "all-below", "is below the world in all 2 measures."),
        ((50.0, 50.0), "equal", "is about level with the world in all 2 measures."),
        ((30.0, 50.0), "even", "is below the world in 1 of 2 measures and about level in the others."),
        ((60.0, 50.0), "even", "is above the world in 1 of 2 measures and about level in the others."),
        ((60.0, 30.0), "even", "is above the world in 1 of 2 measures, below it in 1."),
    ],
)
def test_no_side_is_told_with_a_zero(values: tuple[float, float], says: str, words: str) -> None:
    shop = shop_of(ONE=everywhere(values[0]), TWO=everywhere(values[1]))
    exhibit = regions.profile(shop, "fig-r", "ITU_ASP", ["ONE", "TWO"])
    side = claim_of(exhibit, "side")
    assert (side.says, sentence_of(shop, side)) == (says, f"Asia and the Pacific {words}")
    assert " 0" not in read(shop, exhibit).title and "0项" not in sentence_of(shop, side, "zh")
    assert ("best" in keys(exhibit), "worst" in keys(exhibit)) == (max(values) > 50, min(values) < 50)
    in_both(shop, exhibit)


def test_what_only_the_most_populous_economy_makes_is_said_with_its_condition() -> None:
    """India alone lifts its region in one measure; without it, or with each alike, all others make the other one larger."""
    shop = shop_of(ONE={"IND": 90.0}, TWO=everywhere(60.0))
    best = claim_of(regions.profile(shop, "fig-r", "ITU_ASP", ["ONE", "TWO"]), "best")
    assert best.says == "ONE" and best.conditions == ("each-alike", "without-largest")
    assert best.standing is Standing.WITHDRAWN


def test_a_measure_without_a_common_year_is_left_out_and_named() -> None:
    shop = workshop(
        series("UP", flat(60.0, ASIA, [2024]) | flat(50.0, REST, [2024])), series("OLD", flat(50.0, ECONOMIES, [2010]))
    )
    exhibit = regions.profile(shop, "fig-r", "ITU_ASP", ["UP", "OLD"])
    assert list(exhibit.data["label"]) == ["UP"] and "Short OLD" in read(shop, exhibit).note
    with pytest.raises(ValueError, match="no indicator has a value of ITU_ASP"):
        regions.profile(shop, "fig-r", "ITU_ASP", ["OLD"])


def test_a_measure_of_four_years_ago_is_compared_and_an_older_one_is_left_out() -> None:
    """Of an edition of 2026: a value of 2021 that is farthest from the world would decide what stands out."""
    for year, drawn in ((2022, True), (2021, False)):
        shop = workshop(
            series("UP", flat(60.0, ASIA, [2024]) | flat(50.0, REST, [2024])),
            series("OLD", flat(5.0, ASIA, [year]) | flat(90.0, REST, [year])),
        )
        exhibit = regions.profile(shop, "fig-r", "ITU_ASP", ["UP", "OLD"])
        assert ("OLD" in set(exhibit.data["label"])) == drawn == ("worst" in keys(exhibit))
        assert ("Short OLD" in read(shop, exhibit).note) != drawn


def test_where_no_side_is_shown_what_stands_out_heads_the_figure() -> None:
    """India alone puts its region ahead in two measures; in the third all its economies are far behind."""
    shop = shop_of(ONE={"IND": 57.0}, TWO={"IND": 57.0}, THREE=everywhere(10.0))
    exhibit = regions.profile(shop, "fig-r", "ITU_ASP", ["ONE", "TWO", "THREE"])
    assert claim_of(exhibit, "side").standing is Standing.WITHDRAWN
    assert read(shop, exhibit).title.startswith("Asia and the Pacific: farthest behind the world in Short THREE, 10.0")
    in_both(shop, exhibit)
    sided = regions.profile(shop_of(ONE=everywhere(60.0)), "fig-r", "ITU_ASP", ["ONE"])
    assert claim_of(sided, "side").printed and claim_of(sided, "best").headline is None


def test_the_course_of_a_region_needs_two_years() -> None:
    cells = {area: {2020: 10.0, 2021: 20.0, 2022: 30.0} for area in ECONOMIES}
    shop = workshop(series("USE", cells))
    exhibit = regions.course(shop, "fig-c", "ITU_ASP", "USE", 2020)
    assert claim_of(exhibit, "course").says == "rose"
    in_both(shop, exhibit)
    with pytest.raises(ValueError, match="fewer than two years"):
        regions.course(shop, "fig-c", "ITU_ASP", "USE", 2022)
