"""Data quality: who reports, how old values are, how they were revised, what systems have."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import quality
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, flat, observations, read, series, value, workshop

CODES = list(ECONOMIES)


def reporters(by_year: dict[int, int]) -> Workshop:
    """How many economies have a value in each year."""
    cells = {code: {year: 1.0 for year, n in by_year.items() if position < n} for position, code in enumerate(CODES)}
    return workshop(series("USE", {code: row for code, row in cells.items() if row}))


@pytest.mark.parametrize(
    ("by_year", "highest"), [({2022: 9, 2023: 6, 2024: 3}, 2022), ({2022: 3, 2024: 12}, 2024), ({2022: 9}, 2022)]
)
def test_reporting(by_year: dict[int, int], highest: int) -> None:
    shop = reporters(by_year)
    exhibit = quality.reporting(shop, "fig-a", ["USE"], 2022, 2024)
    # A year without any value is a gap: the release ends earlier or the survey was not held.
    expected = [100 * by_year[year] / 12 if year in by_year else float("nan") for year in (2022, 2023, 2024)]
    assert exhibit.data["value"].tolist() == pytest.approx(expected, nan_ok=True)
    assert value(shop, "fig-a.best_year_mean") == pytest.approx(100 * max(by_year.values()) / 12)
    assert value(shop, "fig-a.recent_mean") == pytest.approx(100 * by_year[max(by_year)] / 12)
    printed = read(shop, exhibit)
    assert str(max(by_year)) in printed.title
    assert (f"highest in {highest}" in printed.text) == (highest != max(by_year))


def test_reporting_that_prints_the_same_is_not_said_to_be_higher_elsewhere() -> None:
    """12 of 12 in 2022 and 2024, but for one of many indicators: 100 and 99.6 per cent both print as 100."""
    others = [series(f"I{n:02}", flat(1, CODES, [2022, 2024])) for n in range(19)]
    shop = workshop(*others, series("I99", flat(1, CODES, [2022]) | flat(1, CODES[:11], [2022, 2024])))
    codes = [code for code in shop.data.observations.indicators if code.startswith("I")]
    printed = read(shop, quality.reporting(shop, "fig-a", codes, 2022, 2024))
    assert value(shop, "fig-a.recent_mean") < value(shop, "fig-a.best_year_mean")
    assert "highest in 2022" not in printed.text


def test_ages() -> None:
    years = {"FRA": 2026, "DEU": 2024, "ISL": 2023, "JPN": 2021, "KOR": 2020, "USA": 2016, "BGD": 2015, "BOL": 1990}
    shop = workshop(series("USE", {code: {year: 1.0} for code, year in years.items()}))
    exhibit = quality.ages(shop, "fig-a", ["USE"])
    assert exhibit.data["value"].tolist() == [2, 2, 2, 2, 4]  # to 2, 5, 10 years, older, none
    assert value(shop, "fig-a.fresh") == pytest.approx(100 / 3) and value(shop, "fig-a.none") == pytest.approx(100 / 3)
    assert "33 per cent" in read(shop, exhibit).title


def releases(changes: dict[str, float]) -> Workshop:
    before = series("USE", flat(50.0, CODES, [2015, 2016]))
    after = series(
        "USE",
        {code: {2015: 50.0 + changes.get(code, 0), 2016: 50.0} for code in CODES}
        | {"FRA": {2015: 50.0, 2016: 50.0, 2017: 9.0}},
    )
    return workshop(after, vintages={"2020-10": observations(before)})


def test_revised() -> None:
    shop = releases({"KEN": 8.0, "VNM": -2.0, "IND": 0.4})
    exhibit = quality.revised(shop, "fig-a", "USE", "2020-10", 0.5)
    assert (value(shop, "fig-a.pairs"), value(shop, "fig-a.largest_revision")) == (24, 8.0)
    assert value(shop, "fig-a.share_revised") == pytest.approx(100 * 2 / 24)
    assert value(shop, "fig-a.mean_revision") == pytest.approx(6.4 / 24)
    assert exhibit.data["count"].sum() == 24
    assert (exhibit.data["right"].iloc[:-1].to_numpy() == exhibit.data["left"].iloc[1:].to_numpy()).all()
    words = read(shop, exhibit)
    assert "8.3 per cent" in words.title and "October 2020" in words.title
    assert "Kenya for 2015" in words.text and "0.5 percentage points" in words.text


def test_no_revision_at_all() -> None:
    shop = releases({})
    words = read(shop, quality.revised(shop, "fig-a", "USE", "2020-10", 0.5))
    assert "0.0 per cent" in words.title


def test_releases_without_a_common_figure() -> None:
    later = series("USE", flat(50.0, CODES, [2020]))
    shop = workshop(later, vintages={"2020-10": observations(series("USE", flat(50.0, CODES, [2015])))})
    with pytest.raises(ValueError, match="both releases"):
        quality.revised(shop, "fig-a", "USE", "2020-10", 0.5)


def test_unknown_vintage() -> None:
    with pytest.raises(KeyError, match="1999-01"):
        quality.revised(releases({}), "fig-a", "USE", "1999-01", 0.5)


def test_yes_no() -> None:
    law = series(
        "LAW", {"FRA": {2019: 0.0, 2020: 1.0}, "DEU": {2020: 1.0}, "KEN": {2020: 0.0}}, "1 = yes, 0 = no", 0, 1
    )
    plan = series(
        "PLAN",
        {"FRA": {2020: 1.0}, "DEU": {2020: 0.0}, "KEN": {2020: 0.0}, "IND": {2020: 0.0}},
        "1 = yes, 0 = no",
        0,
        1,
    )
    shop = workshop(law, plan)
    exhibit = quality.yes_no(shop, "fig-a", ["LAW", "PLAN"], "income")
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.loc["LAW", ["yes", "no", "not_reported"]].tolist() == [2, 1, 9]
    words = read(shop, exhibit)
    assert "Short PLAN: 25 per cent" in words.title
    assert "67 per cent" in words.text and "up to 9 economies" in words.text
