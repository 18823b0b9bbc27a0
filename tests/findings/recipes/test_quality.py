"""Data quality: who reports, how old values are, how they were revised, what systems have."""

from __future__ import annotations

import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import quality
from pipeline.findings.workshop import Workshop
from pipeline.methods.quality.tolerance import revision_tolerance
from tests.findings.world import ECONOMIES, claim_of, flat, observations, read, sentence_of, series, value, workshop

CODES = list(ECONOMIES)


def reporters(by_year: dict[int, int]) -> Workshop:
    """How many economies have a value in each year."""
    cells = {code: {year: 1.0 for year, n in by_year.items() if position < n} for position, code in enumerate(CODES)}
    return workshop(series("USE", {code: row for code, row in cells.items() if row}))


@pytest.mark.parametrize(
    ("by_year", "says"),
    [
        ({2022: 9, 2023: 6, 2024: 3}, "all"),
        ({2022: 3, 2024: 12}, "none"),
        ({2022: 9, 2024: 9}, "equal"),
        ({2022: 9}, None),
    ],
)
def test_reporting(by_year: dict[int, int], says: str | None) -> None:
    shop = reporters(by_year)
    exhibit = quality.reporting(shop, "fig-a", ["USE"], 2022, 2024)
    # A year without any value is a gap; why there is none is not in the data.
    expected = [100 * by_year[year] / 12 if year in by_year else float("nan") for year in (2022, 2023, 2024)]
    assert exhibit.data["value"].tolist() == pytest.approx(expected, nan_ok=True)
    assert value(shop, "fig-a.recent_mean") == pytest.approx(100 * by_year[max(by_year)] / 12)
    lags = [claim for claim in exhibit.claims if claim.id.endswith("lag")]
    assert [claim.says for claim in lags] == ([says] if says else [])
    printed = read(shop, exhibit)
    assert str(max(by_year)) in printed.title
    assert ("Fewer economies report" in printed.title) == (says == "all")
    assert printed.labels["no_data"] == "No value in the data used"
    assert not printed.text[:1].isdigit() and not printed.title[:1].isdigit()
    read(shop, exhibit, "zh")


def test_a_last_year_that_prints_the_same_is_no_emptier_one() -> None:
    """12 of 12 in 2022; one of a thousand would be missing: here all print as 100."""
    shop = workshop(*(series(f"I{n:02}", flat(1, CODES, [2022, 2024])) for n in range(3)))
    codes = [code for code in shop.data.observations.indicators if code.startswith("I")]
    assert claim_of(quality.reporting(shop, "fig-a", codes, 2022, 2024), "lag").says == "equal"


def test_series_that_ended_are_named_and_none_at_all_is_refused() -> None:
    shop = workshop(series("OLD", flat(1, CODES, [2010, 2015])), series("NEW", flat(1, CODES, [2015, 2024])))
    exhibit = quality.reporting(shop, "fig-a", ["OLD", "NEW"], 2010, 2024)
    assert sentence_of(shop, claim_of(exhibit, "ended")) == "One of 2 series has no value since 2021: Short OLD."
    assert sentence_of(shop, claim_of(exhibit, "reach")).startswith(
        "Of 2 series, one reaches 2024; on average 100 per cent"
    )
    with pytest.raises(ValueError, match="none of the series"):
        quality.reporting(shop, "fig-b", ["OLD"], 2020, 2024)


def test_ages() -> None:
    years = {"FRA": 2026, "DEU": 2024, "ISL": 2023, "JPN": 2021, "KOR": 2020, "USA": 2016, "BGD": 2015, "BOL": 1990}
    shop = workshop(series("USE", {code: {year: 1.0} for code, year in years.items()}))
    exhibit = quality.ages(shop, "fig-a", ["USE"])
    assert exhibit.data["value"].tolist() == [2, 2, 2, 2, 4]  # to 2, 5, 10 years, older, none
    assert value(shop, "fig-a.fresh") == pytest.approx(100 / 3) and value(shop, "fig-a.none") == pytest.approx(100 / 3)
    assert value(shop, "fig-a.fresh_of_existing") == 50
    found = claim_of(exhibit, "fresh")
    assert "half were at most 5 years old in 2026; for one in three" in sentence_of(shop, found)
    assert found.says == "minority"  # half is no majority
    assert "No value means none in the data used" in read(shop, exhibit).note
    assert not [claim for claim in exhibit.claims if claim.id.endswith(("lack", "old"))]  # one indicator alone
    people = series("SP.POP.TOTL", {"KEN": {2022: 50e6}}, "persons", 0, None)
    with pytest.raises(ValueError, match="none of the indicators"):
        quality.ages(workshop(series("USE", {"FRA": {2024: 1.0}}), people), "fig-b", ["USE"])


def test_what_most_economies_lack_by_economies_and_by_people() -> None:
    """India alone lacks one series, three others lack the other: the most economies are not the most people."""
    one = series("ONE", flat(1.0, [code for code in CODES if code != "IND"], [2024]))
    two = series("TWO", flat(1.0, CODES[:9], [2024]))
    three = series("OLD", flat(1.0, CODES, [2010]))
    shop = workshop(one, two, three)
    exhibit = quality.ages(shop, "fig-a", ["ONE", "TWO", "OLD"])
    found = claim_of(exhibit, "lack")
    assert (found.says, found.conditions) == ("TWO", ("by-people",))
    assert sentence_of(shop, found).startswith(
        "Values of “Short TWO” are missing for 3 of 12 economies, more than of any other indicator."
    )
    assert (
        sentence_of(shop, claim_of(exhibit, "old"))
        == "One of the 3 indicators has no value that is at most 5 years old: Short OLD."
    )
    for code in ("en", "zh"):
        read(shop, exhibit, code)


def test_how_many_indicators_most_economies_lack() -> None:
    most = [series(name, flat(1.0, CODES[:n], [2024])) for name, n in (("ONE", 3), ("TWO", 5), ("ALL", 12))]
    shop = workshop(*most)
    exhibit = quality.ages(shop, "fig-a", ["ONE", "TWO", "ALL"])
    told = sentence_of(shop, claim_of(exhibit, "lack"))
    assert "missing for 9 of 12 economies" in told and "; 2 of the 3 indicators are missing for most economies." in told
    assert "最新值" in read(shop, exhibit, "zh").title and "of 3 indicators" in read(shop, exhibit).title
    alone = quality.ages(shop, "fig-b", ["ONE", "ALL"])
    assert "no other indicator is missing for most economies" in sentence_of(shop, claim_of(alone, "lack"))
    sentence_of(shop, claim_of(alone, "lack"), "zh")


def test_how_many_more_reported_is_the_median_of_the_series_with_more() -> None:
    """Three of four series had more economies before, by 75, 50 and 25 points; one never did."""
    last = {"A1": 3, "A2": 6, "A3": 9, "A4": 12}
    cells = {code: flat(1.0, CODES, [2022]) for code in last}
    for code, number in last.items():
        for area in CODES[:number]:
            cells[code][area][2024] = 1.0
    shop = workshop(*(series(code, rows) for code, rows in cells.items()))
    exhibit = quality.reporting(shop, "fig-a", list(last), 2022, 2024)
    assert value(shop, "fig-a.lag") == pytest.approx(50.0)
    told = sentence_of(shop, claim_of(exhibit, "lag"))
    assert "3 had more economies in an earlier year, by a median of 50 percentage points" in told
    assert "高出的中位数为50" in sentence_of(shop, claim_of(exhibit, "lag"), "zh")


def releases(changes: dict[str, float], **more: object) -> Workshop:
    before = series("USE", flat(50.0, CODES, [2015, 2016]))
    after = series(
        "USE",
        {code: {2015: 50.0 + changes.get(code, 0), 2016: 50.0} for code in CODES}
        | {"FRA": {2015: 50.0, 2016: 50.0, 2017: 9.0}},
    )
    return workshop(after, vintages={"2020-10": observations(before), **more})


def test_one_tolerance_for_every_series() -> None:
    shop = workshop(
        series("USE", flat(1.0, CODES, [2020])),
        series("RAD", flat(1.0, CODES, [2020]), decimals=2),
        series("N", flat(1, CODES, [2020]), decimals=0),
    )
    found = {code: revision_tolerance(shop.indicator(code)) for code in ("USE", "RAD", "N")}
    assert found == pytest.approx({"USE": 0.5, "RAD": 0.05, "N": 5})


def test_revised() -> None:
    shop = releases({"KEN": 8.0, "VNM": -2.0, "IND": 0.4})
    exhibit = quality.revised(shop, "fig-a", "USE", "2020-10")
    assert (value(shop, "fig-a.pairs"), value(shop, "fig-a.largest_revision"), value(shop, "fig-a.tolerance")) == (
        24,
        8.0,
        0.5,
    )
    assert value(shop, "fig-a.share_revised") == pytest.approx(100 * 2 / 24)
    assert value(shop, "fig-a.mean_revision") == pytest.approx(6.4 / 24)
    assert exhibit.data["count"].sum() == 24
    assert (exhibit.data["right"].iloc[:-1].to_numpy() == exhibit.data["left"].iloc[1:].to_numpy()).all()
    words = read(shop, exhibit)
    assert "8.3 per cent" in words.title and "October 2020" in words.title
    assert "The largest revision is that of Kenya for 2015, from 50.0 per cent to 58.0 per cent." in words.text
    assert "5 units of the last printed digit" in words.note
    assert sentence_of(shop, claim_of(exhibit, "direction")).startswith("As many were revised up as down, 1 each")
    assert "2015年" in read(shop, exhibit, "zh").text


@pytest.mark.parametrize("many", [False, True])
def test_bars_are_cut_at_the_tolerance_and_agree_with_the_text(many: bool) -> None:
    """Revisions of exactly the tolerance are none; where few figures are revised there is one class a side."""
    changes = {"KEN": 8.0, "VNM": -2.0, "IND": 0.5, "FRA": -0.5}
    if many:
        changes |= {"DEU": 1.5, "ISL": 1.6, "JPN": -1.5, "KOR": 3.0, "USA": 0.6, "BGD": -0.6}
    shop = releases(changes)
    exhibit = quality.revised(shop, "fig-a", "USE", "2020-10")
    data = exhibit.data
    assert (len(data) == 3) == (not many) and data["count"].sum() == 24
    middle = data[(data["left"] == -0.5) & (data["right"] == 0.5)]
    assert len(middle) == 1
    up, down = (data.loc[data[side] * sign > 0, "count"].sum() for side, sign in (("left", 1), ("right", -1)))
    assert (up, down) == (value(shop, "fig-a.up"), value(shop, "fig-a.down"))
    assert data["right"].iloc[:-1].to_numpy() == pytest.approx(data["left"].iloc[1:].to_numpy())


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"KEN": 8.0, "VNM": 3.0, "IND": -4.0}, "up"), ({"KEN": -8.0, "VNM": -3.0, "IND": 40.0}, "down")],
)
def test_the_direction_counts_figures_and_not_the_mean(changes: dict[str, float], says: str) -> None:
    shop = releases(changes)
    found = claim_of(quality.revised(shop, "fig-a", "USE", "2020-10"), "direction")
    assert found.says == says
    assert ("up than down" in sentence_of(shop, found)) == (says == "up")


def test_no_revision_at_all_and_revisions_alike() -> None:
    shop = releases({})
    exhibit = quality.revised(shop, "fig-a", "USE", "2020-10")
    words = read(shop, exhibit)
    assert "none of 24 figures released in October 2020 has been revised" in words.title
    assert not [claim for claim in exhibit.claims if claim.id.endswith(("largest", "direction"))]
    shop = releases({"KEN": 8.0, "VNM": -8.0})
    found = claim_of(quality.revised(shop, "fig-a", "USE", "2020-10"), "largest")
    assert sentence_of(shop, found) == "The largest revision, 8.0 percentage points, is that of 2 figures alike."


def test_another_release_is_asked_as_well() -> None:
    """Most figures have moved since 2020, none since 2024: what is said of the first release does not hold of the other."""
    shifted = dict.fromkeys(CODES, 9.0)
    newer = observations(series("USE", {code: {2015: 59.0, 2016: 50.0} for code in CODES}))
    shop = releases(shifted, **{"2024-03": newer})
    found = claim_of(quality.revised(shop, "fig-a", "USE", "2020-10"), "share")
    assert {trial.variation: trial.says for trial in found.trials}["other-release"] == "minority"


def test_releases_without_a_common_figure() -> None:
    later = series("USE", flat(50.0, CODES, [2020]))
    shop = workshop(later, vintages={"2020-10": observations(series("USE", flat(50.0, CODES, [2015])))})
    with pytest.raises(ValueError, match="both releases"):
        quality.revised(shop, "fig-a", "USE", "2020-10")


def test_unknown_vintage() -> None:
    with pytest.raises(KeyError, match="1999-01"):
        quality.revised(releases({}), "fig-a", "USE", "1999-01")


def features(**answers: dict[str, dict[int, float]]) -> Workshop:
    return workshop(*(series(code, cells, "1 = yes, 0 = no", 0, 1) for code, cells in answers.items()))


def test_yes_no() -> None:
    shop = features(
        LAW={"FRA": {2019: 0.0, 2020: 1.0}, "DEU": {2020: 1.0}, "KEN": {2020: 0.0}},
        PLAN={"FRA": {2020: 1.0}, "DEU": {2020: 0.0}, "KEN": {2020: 0.0}, "IND": {2020: 0.0}},
    )
    exhibit = quality.yes_no(shop, "fig-a", ["LAW", "PLAN"])
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.loc["LAW", ["yes", "no", "not_reported"]].tolist() == [2, 1, 9]
    words = read(shop, exhibit)
    assert words.title == "Short PLAN: 25 per cent of 4 economies that answer say yes, 2020"
    assert "Most common is Short LAW (67 per cent)." in words.text
    assert "Up to 9 of 12 economies give no answer, which is not a no." in words.text
    assert "The newest values are of 2020" in words.note
    read(shop, exhibit, "zh")


def test_answers_of_other_years_make_a_condition() -> None:
    """By the latest answers the plan is rarer; of those of 2020 alone, and of those who answer both, the law is."""
    shop = features(
        LAW={"FRA": {2020: 0.0}, "DEU": {2020: 1.0}, "JPN": {2015: 1.0}, "KOR": {2014: 1.0}},
        PLAN={"FRA": {2020: 1.0}, "DEU": {2020: 1.0}, "IND": {2011: 0.0}, "KEN": {2012: 0.0}},
    )
    found = claim_of(quality.yes_no(shop, "fig-a", ["LAW", "PLAN"]), "low")
    assert found.says == "PLAN" and {"same-year-only", "same-answers"} <= set(found.conditions)
    assert found.standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"LAW": {"FRA": {2020: 1.0}}, "PLAN": {"FRA": {2020: 1.0}}}, "to each feature"),
        ({"LAW": {"FRA": {2020: 0.0}}}, "0 per cent of one"),
        ({"LAW": {"FRA": {2020: 0.0}}, "NO": {}}, "0 per cent"),
    ],
)
def test_features_alike_one_feature_and_none(answers: dict, says: str) -> None:
    shop = features(**{code: cells for code, cells in answers.items() if cells})
    exhibit = quality.yes_no(shop, "fig-a", [code for code, cells in answers.items() if cells])
    text = sentence_of(shop, claim_of(exhibit, "low"))
    assert says.replace("of one", "of 1") in text
    for code in ("en", "zh"):
        read(shop, exhibit, code)
