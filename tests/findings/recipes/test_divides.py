"""Inequality between economies, convergence, years behind: no direction that an interval, a turn or a short series belies."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes import divides
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
    observations,
    read,
    sentence_of,
    series,
    spread,
    tongue,
    value,
    workshop,
)

CODES = list(ECONOMIES)
YEARS = [2010, 2024]


def panel(*levels: dict[str, float], years: list[int] = YEARS) -> Workshop:
    """An indicator in some years; every economy has a million people in all."""
    people = series("SP.POP.TOTL", flat(1e6, CODES, years), "persons", 0, None)
    cells = {code: {year: level[code] for year, level in zip(years, levels, strict=True)} for code in levels[0]}
    return workshop(series("USE", cells, maximum=None), people)


def headline(shop: Workshop, exhibit: Exhibit, key: str) -> str:
    found = claim_of(exhibit, key).headline
    assert found is not None
    return sentence(found, tongue(shop))


UNEQUAL = {code: 5.0 + 8 * n for n, code in enumerate(CODES)}
EQUAL = {code: 80.0 + 0.5 * n for n, code in enumerate(CODES)}
MIXED = dict(zip(EQUAL, reversed(EQUAL.values()), strict=True))


# --- inequality


@pytest.mark.parametrize(
    ("then", "now", "says", "text"),
    [
        (UNEQUAL, EQUAL, "narrowed", "inequality between economies narrowed: the Gini index fell"),
        (EQUAL, UNEQUAL, "widened", "inequality between economies widened: the Gini index rose"),
        (EQUAL, MIXED, "unclear", "no direction is claimed"),
    ],
)
def test_inequality(then: dict, now: dict, says: str, text: str) -> None:  # type: ignore[type-arg]
    shop = panel(then, now)
    exhibit = divides.inequality(shop, "fig-a", ["USE"], YEARS)
    found = claim_of(exhibit, "USE")
    assert found.says == says and found.standing is Standing.FIRM and text in sentence_of(shop, found)
    words = read(shop, exhibit)
    assert (says in words.title) == (says != "unclear")
    assert "12 economies with 100 per cent" in words.note
    assert (exhibit.data["low"] <= exhibit.data["mid"]).all() and (exhibit.data["mid"] <= exhibit.data["high"]).all()
    assert value(shop, "fig-a.USE.economies") == 12 and value(shop, "fig-a.USE.covered") == 100
    in_both(shop, exhibit)


def test_no_direction_where_the_printed_digits_are_the_same() -> None:
    """Every economy moves a hundredth of the way to the mean: the interval excludes zero, two digits do not show it."""
    mean = sum(EQUAL.values()) / len(EQUAL)
    nearer = {code: level + 0.01 * (mean - level) for code, level in EQUAL.items()}
    for then, now in ((EQUAL, nearer), (nearer, EQUAL)):
        shop = panel(then, now)
        exhibit = divides.inequality(shop, "fig-a", ["USE"], YEARS)
        assert value(shop, "fig-a.USE.2010") != value(shop, "fig-a.USE.2024")
        said = sentence_of(shop, claim_of(exhibit, "USE"))
        assert claim_of(exhibit, "USE").says == "unchanged" and "the same at both ends" in said
        assert not any(word in said + read(shop, exhibit).title for word in ("fell", "rose", "narrowed", "widened"))


def test_a_turn_between_the_ends_is_told() -> None:
    """Narrower in 2024 than in 2010, and much wider between: the path is told, and without the last year it widened."""
    widest = {code: 1.0 + 3.0**n / 2000 for n, code in enumerate(CODES)}
    shop = panel(UNEQUAL, widest, EQUAL, years=[2010, 2017, 2024])
    found = claim_of(divides.inequality(shop, "fig-a", ["USE"], [2010, 2017, 2024]), "USE")
    assert found.says == "narrowed" and "in 2017" in sentence_of(shop, found)
    assert found.standing is Standing.WITHDRAWN and "year-earlier" in found.conditions


def test_a_direction_that_one_populous_economy_makes_is_none() -> None:
    """India, most of the people, comes up to the others; among these nothing narrows, and the interval shows it."""
    levels = {code: 40.0 + 4 * (n % 2) for n, code in enumerate(CODES)}
    cells = {code: {2010: level if code != "IND" else 2.0, 2024: level} for code, level in levels.items()}
    shop = workshop(series("USE", cells))
    found = claim_of(divides.inequality(shop, "fig-a", ["USE"], YEARS), "USE")
    assert value(shop, "fig-a.USE.2024") < value(shop, "fig-a.USE.2010")
    assert found.says == "unclear" and found.headline is None


def test_which_of_two_is_spread_more_unequally_over_the_same_economies() -> None:
    people = series("SP.POP.TOTL", flat(1e6, CODES, YEARS), "persons", 0, None)
    use = series("USE", {code: dict.fromkeys(YEARS, UNEQUAL[code]) for code in CODES})
    own = series("OWN", {code: dict.fromkeys(YEARS, EQUAL[code]) for code in CODES[:8]})
    shop = workshop(use, own, people)
    exhibit = divides.inequality(shop, "fig-a", ["OWN", "USE"], YEARS)
    assert claim_of(exhibit, "wider").says == "USE>OWN"
    assert "differed more in Short USE" in sentence_of(shop, claim_of(exhibit, "wider"))
    same = panel(EQUAL, EQUAL)
    assert "wider" not in keys(divides.inequality(same, "fig-b", ["USE"], YEARS))


def test_every_fact_has_roots() -> None:
    shop = panel(UNEQUAL, EQUAL)
    divides.inequality(shop, "fig-a", ["USE"], YEARS)
    divides.theil_parts(shop, "fig-b", "USE", YEARS)
    divides.convergence(shop, "fig-c", "USE", 2010, 2024)
    assert shop.facts.rootless() == []
    assert shop.facts.get("fig-c.slope_low").of == ("fig-c.slope",)


def test_gini_of_a_known_distribution() -> None:
    """Equal people, values 1 to 12: G = 2 Σ i x_i / (n Σ x) − (n + 1) / n."""
    shop = panel({code: float(n + 1) for n, code in enumerate(CODES)}, EQUAL)
    divides.inequality(shop, "fig-a", ["USE"], YEARS)
    ranks = np.arange(1, 13)
    assert value(shop, "fig-a.USE.2010") == pytest.approx(2 * (ranks * ranks).sum() / (12 * ranks.sum()) - 13 / 12)


# --- parts


@pytest.mark.parametrize(("high", "low", "between"), [(90.0, 10.0, 100), (50.0, 50.0, 0)])
def test_theil_parts(high: float, low: float, between: float) -> None:
    """All inequality between the groups, or none: within, economies differ by a tenth in the second case only."""
    noise = 0.0 if between else 5.0
    cells = {code: high + noise * (-1) ** n for n, code in enumerate(HIGH)} | {
        code: low + noise * (-1) ** n for n, code in enumerate(LOW)
    }
    shop = panel(cells, cells)
    exhibit = divides.theil_parts(shop, "fig-a", "USE", YEARS)
    assert value(shop, "fig-a.between.2024") == pytest.approx(between, abs=1e-9)
    assert claim_of(exhibit, "share").says == "level" and "as in 2010" in sentence_of(shop, claim_of(exhibit, "share"))
    assert f"{between} per cent" in read(shop, exhibit).title
    assert (exhibit.data["value"] >= -1e-9).all() and "parts" not in keys(exhibit)
    in_both(shop, exhibit)


def test_no_share_of_no_inequality() -> None:
    same = dict.fromkeys(CODES, 50.0)
    shop = panel(same, same)
    exhibit = divides.theil_parts(shop, "fig-a", "USE", YEARS)
    assert not exhibit.claims and "inequality between and within income groups" in read(shop, exhibit).title


def test_both_parts_fell_by_how_much() -> None:
    shop = panel(UNEQUAL, EQUAL)
    exhibit = divides.theil_parts(shop, "fig-a", "USE", YEARS)
    parts = claim_of(exhibit, "parts")
    assert parts.says == "fell" and "fell by" in sentence_of(shop, parts)
    in_both(shop, exhibit)


# --- convergence


def thirds(low: float, middle: float, high: float) -> Workshop:
    """Starts from 10 to 65; each third of them gains so much by 2020."""
    start = {code: 10.0 + 5 * n for n, code in enumerate(CODES)}
    return panel(
        start, {code: start[code] + (low, middle, high)[n // 4] for n, code in enumerate(CODES)}, years=[2010, 2020]
    )


@pytest.mark.parametrize(
    ("gains", "says", "words"),
    [
        ((20, 90, 10), "middle", "the middle gained most, and the bottom fell behind it"),
        ((10, 90, 20), "middle", "the middle caught up, the bottom did not"),
        ((90, 50, 10), "bottom-up", "those that started lowest gained more"),
        ((10, 50, 90), "top-away", "those ahead moved further ahead"),
        ((50, 10, 90), "edges", "the middle gained least"),
        ((40, 40, 40), "even", "low and high starts gained alike"),
        ((-10, 50, -10), "middle", "−1.0 percentage points in the third that started lowest"),
    ],
)
def test_who_caught_up(gains: tuple[float, float, float], says: str, words: str) -> None:
    shop = thirds(*gains)
    exhibit = divides.convergence(shop, "fig-a", "USE", 2010, 2020)
    assert claim_of(exhibit, "thirds").says == says and words in headline(shop, exhibit, "thirds")
    assert value(shop, "fig-a.third.bottom") == pytest.approx(gains[0] / 10)
    in_both(shop, exhibit)


def test_a_falling_line_through_an_inverted_u_is_no_catching_up_of_the_bottom() -> None:
    shop = thirds(20, 90, 1)
    exhibit = divides.convergence(shop, "fig-a", "USE", 2010, 2020)
    assert value(shop, "fig-a.slope") < 0  # what "economies that started lower rose faster" rested on
    assert claim_of(exhibit, "thirds").says == "middle" and "started lower rose faster" not in read(shop, exhibit).title
    assert "cannot show a turn" in read(shop, exhibit).note
    assert exhibit.options["line"]["y"].tolist() == pytest.approx([2, 9, 0.1])  # type: ignore[index]


@pytest.mark.parametrize(
    "now",
    [
        {code: 90 - 0.2 * (90 - start) for code, start in UNEQUAL.items()},
        {code: 1.5 * start for code, start in UNEQUAL.items()},
    ],
)
def test_the_slope_and_its_interval_stand_in_the_note(now: dict[str, float]) -> None:
    noisy = {code: end + (0.5 if n % 2 else -0.5) for n, (code, end) in enumerate(now.items())}
    shop = panel(UNEQUAL, noisy)
    exhibit = divides.convergence(shop, "fig-a", "USE", 2010, 2024)
    assert value(shop, "fig-a.slope_low") < value(shop, "fig-a.slope") < value(shop, "fig-a.slope_high")
    assert exhibit.data.set_index("label").loc["FRA", "y"] == pytest.approx((noisy["FRA"] - UNEQUAL["FRA"]) / 14)


def test_equal_starts_have_no_thirds_and_no_slope() -> None:
    same = dict.fromkeys(CODES, 50.0)
    shop = panel(same, EQUAL)
    exhibit = divides.convergence(shop, "fig-a", "USE", 2010, 2024)
    assert "thirds" not in keys(exhibit) and "fig-a.slope" not in {fact.id for fact in shop.facts}
    in_both(shop, exhibit)


def test_a_shape_that_an_earlier_release_denies_is_not_printed() -> None:
    start = {code: 10.0 + 5 * n for n, code in enumerate(CODES)}
    ends = {"now": (10, 50, 90), "before": (90, 50, 10)}
    now, old = (
        {code: {2010: start[code], 2020: start[code] + ends[one][n // 4]} for n, code in enumerate(CODES)}
        for one in ends
    )
    shop = workshop(
        series("USE", now, maximum=None), vintages={"2026-03": observations(series("USE", old, maximum=None))}
    )
    found = claim_of(divides.convergence(shop, "fig-a", "USE", 2010, 2020), "thirds")
    assert found.says == "top-away" and found.standing is Standing.WITHDRAWN


# --- years behind


def lead(low: float, first: int = 2020) -> Workshop:
    """High-income economies rise by ten points a year from 40; the others stand at ``low`` in 2024."""
    cells = {code: {year: 40.0 + 10 * (year - 2020) for year in range(first, 2025)} for code in HIGH} | spread(
        dict.fromkeys(LOW, low)
    )
    return workshop(series("USE", cells))


def test_years_behind() -> None:
    shop = lead(55)
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income"])
    assert exhibit.data[["label", "value", "highlight"]].to_numpy().tolist() == [["LMC", 2.5, False]]
    found = claim_of(exhibit, "years")
    assert found.says == "behind" and "had been 3 years earlier: 55.0 per cent" in read(shop, exhibit).title
    assert shop.facts.get("fig-a.value").cells
    used = shop.facts.get("fig-a.top")
    # 55 lies between the leaders' values of 2021 and 2022; columns C to G hold 2020 to 2024.
    assert {cell.rpartition("!")[2][0] for cell in used.cells if "USE!" in cell} == {"D", "E"}
    assert used.of == ("fig-a.value",)
    in_both(shop, exhibit)


@pytest.mark.parametrize("low", [20.0, 40.0])
def test_the_first_year_of_the_leader_is_no_distance(low: float) -> None:
    """Below, or at, the leaders' first value the bar would say when their series begins: no claim, and the note says so."""
    shop = lead(low)
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income"])
    assert not exhibit.claims and exhibit.data["highlight"].all()
    words = read(shop, exhibit)
    assert "earlier" not in words.title + words.text and "years behind" in words.title
    assert "lower bounds and no measure of the distance" in words.note and "2020" in words.note


def test_groups_without_a_datable_distance_are_left_out_beside_others() -> None:
    """Africa (Kenya) stands below all that the leaders' series shows; it is named in the note and not drawn."""
    cells = {code: {year: 40.0 + 10 * (year - 2020) for year in range(2020, 2025)} for code in HIGH} | spread(
        dict.fromkeys(LOW, 55.0) | {"KEN": 5.0}
    )
    shop = workshop(series("USE", cells))
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income", "itu_region"])
    assert "ITU_AFR" not in set(exhibit.data["label"]) and "LMC" in set(exhibit.data["label"])
    words = read(shop, exhibit)
    assert "Left out is Africa" in words.note and "Of the groups whose distance can be dated" in sentence_of(
        shop, claim_of(exhibit, "years")
    )


def test_a_bar_of_another_year_has_its_year_in_its_label() -> None:
    """Asia and the Pacific ends in 2023; the others, and the subtitle, are of 2024."""
    asia = {"IND", "BGD", "VNM", "VUT", "JPN", "KOR"}
    cells = {code: {year: 40.0 + 10 * (year - 2020) for year in range(2020, 2025)} for code in HIGH}
    cells |= {code: {2023: 55.0} if code in asia else {2024: 55.0} for code in LOW}
    cells |= {code: {2023: 60.0} for code in ("JPN", "KOR")}
    shop = workshop(series("USE", cells), population=0.3, count=0.3)
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income", "itu_region"])
    words, years = read(shop, exhibit), exhibit.data.set_index("label")["year"]
    assert years["ITU_ASP"] == 2023 and years.mode().max() == 2024
    assert words.label("ITU_ASP").endswith(", 2023") and not words.label(str(years.index[years == 2024][0])).endswith(
        "2024"
    )
    assert "value of 2024 (or of the year beside its name)" in words.subtitle
    assert (
        "value of 2024 earlier" in read(lead(55), divides.years_behind(lead(55), "fig-b", "USE", ["income"])).subtitle
    )
    in_both(shop, exhibit)


def test_groups_ahead_of_the_leader_have_no_distance() -> None:
    with pytest.raises(ValueError, match="no group of income has a time distance"):
        divides.years_behind(lead(95), "fig-a", "USE", ["income"])
