"""Inequality between economies: a direction is claimed only where the interval of the change excludes zero."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.recipes import divides
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, read, series, spread, value, workshop

CODES = list(ECONOMIES)
YEARS = [2010, 2024]


def panel(then: dict[str, float], now: dict[str, float]) -> Workshop:
    """Two years of an indicator; every economy has a million people in both."""
    people = series("SP.POP.TOTL", flat(1e6, CODES, YEARS), "persons", 0, None)
    return workshop(series("USE", {code: {2010: then[code], 2024: now[code]} for code in then}), people)


UNEQUAL = {code: 5.0 + 8 * n for n, code in enumerate(CODES)}
EQUAL = {code: 80.0 + 0.5 * n for n, code in enumerate(CODES)}


@pytest.mark.parametrize(
    ("then", "now", "title", "text"),
    [
        (UNEQUAL, EQUAL, "narrowed for", "inequality narrowed"),
        (EQUAL, UNEQUAL, "no narrowing", "inequality widened"),
        (EQUAL, dict(zip(EQUAL, reversed(EQUAL.values()), strict=True)), "no narrowing", "no direction is claimed"),
    ],
)
def test_inequality(then: dict, now: dict, title: str, text: str) -> None:
    shop = panel(then, now)
    exhibit = divides.inequality(shop, "fig-a", ["USE"], YEARS)
    words = read(shop, exhibit)
    assert title in words.title and text in words.text
    assert not any(
        other in words.text
        for other in {"inequality narrowed", "inequality widened", "no direction is claimed"} - {text}
    )
    assert (exhibit.data["low"] <= exhibit.data["mid"]).all() and (exhibit.data["mid"] <= exhibit.data["high"]).all()
    assert value(shop, "fig-a.USE.economies") == 12 and value(shop, "fig-a.USE.covered") == 100


def test_no_direction_where_the_printed_digits_are_the_same() -> None:
    """Every economy moves a hundredth of the way to the mean: the interval excludes zero, two digits do not show it."""
    mean = sum(EQUAL.values()) / len(EQUAL)
    nearer = {code: level + 0.01 * (mean - level) for code, level in EQUAL.items()}
    for then, now in ((EQUAL, nearer), (nearer, EQUAL)):
        shop = panel(then, now)
        words = read(shop, divides.inequality(shop, "fig-a", ["USE"], YEARS))
        assert value(shop, "fig-a.USE.2010") != value(shop, "fig-a.USE.2024")
        assert "in both 2010 and 2024" in words.text and "no narrowing" in words.title
        assert not any(word in words.text for word in ("fell", "rose", "narrowed", "widened"))


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
    assert f"{between} per cent" in read(shop, exhibit).title
    assert (exhibit.data["value"] >= -1e-9).all()


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({code: 90 - 0.2 * (90 - start) for code, start in UNEQUAL.items()}, "rose faster"),
        ({code: 1.5 * start for code, start in UNEQUAL.items()}, "no sign"),
    ],
)
def test_convergence(now: dict[str, float], words: str) -> None:
    noisy = {code: end + (0.5 if n % 2 else -0.5) for n, (code, end) in enumerate(now.items())}
    shop = panel(UNEQUAL, noisy)
    exhibit = divides.convergence(shop, "fig-a", "USE", 2010, 2024)
    assert words in read(shop, exhibit).title
    assert value(shop, "fig-a.slope_low") < value(shop, "fig-a.slope") < value(shop, "fig-a.slope_high")
    assert exhibit.data.set_index("label").loc["FRA", "y"] == pytest.approx((noisy["FRA"] - UNEQUAL["FRA"]) / 14)


def lead(low: float) -> Workshop:
    """High-income economies rise by ten points a year from 40 in 2020; the others stand at ``low`` in 2024."""
    cells = {code: {year: 40.0 + 10 * (year - 2020) for year in range(2020, 2025)} for code in HIGH} | spread(
        dict.fromkeys(LOW, low)
    )
    return workshop(series("USE", cells))


def test_years_behind() -> None:
    shop = lead(55)
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income"])
    assert exhibit.data[["label", "value", "highlight"]].to_numpy().tolist() == [["LMC", 2.5, False]]
    words = read(shop, exhibit)
    assert "at least" not in words.title + words.text and "Lower middle income" in words.title
    assert shop.facts.get("fig-a.value").cells
    used = shop.facts.get("fig-a.top")
    # 55 lies between the leaders' values of 2021 and 2022; columns C to G hold 2020 to 2024.
    assert {cell.rpartition("!")[2][0] for cell in used.cells if "USE!" in cell} == {"D", "E"}
    assert used.of == ("fig-a.value",)


def test_years_behind_as_a_lower_bound() -> None:
    shop = lead(20)
    words = read(shop, divides.years_behind(shop, "fig-a", "USE", ["income"]))
    assert value(shop, "fig-a.top") == 4
    assert "at least 4 years" in words.title and "lower bound" in words.text


def test_a_lower_bound_is_rounded_down() -> None:
    cells = {code: {2020: 40.0, 2024: 80.0} for code in HIGH} | spread(dict.fromkeys(LOW, 20.0))
    shop = workshop(series("USE", cells))
    exhibit = divides.years_behind(shop, "fig-a", "USE", ["income"])
    assert value(shop, "fig-a.top") <= exhibit.data["value"].iloc[0]
