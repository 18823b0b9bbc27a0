"""Quality in one picture: every dimension from 0 to 100, gaps where it cannot be judged, one tolerance everywhere."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.recipes import scores
from pipeline.findings.workshop import Workshop
from pipeline.model.closed import ClosedEdition
from tests.findings.world import (
    ECONOMIES,
    claim_of,
    flat,
    in_both,
    keys,
    observations,
    read,
    sentence_of,
    series,
    value,
    workshop,
)

CODES = list(ECONOMIES)
YEARS = range(2017, 2027)


def two(**more: object) -> Workshop:
    good = series("GOOD", flat(5.0, CODES, YEARS))
    poor = series("POOR", flat(5.0, CODES[:3], [2017]), licence="not stated")
    return workshop(good, poor, vintages={"2020-10": observations(series("GOOD", flat(5.0, CODES, [2017, 2018])))})


def test_quality() -> None:
    shop = two()
    exhibit = scores.quality(shop, "fig-a", ["POOR", "GOOD"])
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert exhibit.data["row"].iloc[0] == "GOOD"  # best first
    shown = table.stack().dropna()
    assert ((shown >= 0) & (shown <= 100)).all()
    assert table.loc["GOOD", "accuracy"] == pytest.approx(100)
    assert table["accuracy"].isna()["POOR"]  # in no other release
    better = ["timeliness", "completeness", "licence"]
    assert (table.loc["GOOD", better] > table.loc["POOR", better]).all()
    assert "highest for Short GOOD" in sentence_of(shop, claim_of(exhibit, "best"))
    assert "lowest for Short POOR" in sentence_of(shop, claim_of(exhibit, "worst"))
    assert value(shop, "fig-a.best") == table.loc["GOOD", "score"] > value(shop, "fig-a.worst")
    assert shop.facts.get("fig-a.worst").cells == ("data/development/book.xlsx › POOR!C2:C4",)
    assert len(shop.facts.get("fig-a.best").cells) == 2  # the release before too
    assert set(shop.facts.get("fig-a.weakest").cells) >= set(shop.facts.get("fig-a.worst").cells)
    assert "No licence is stated for Short POOR" in sentence_of(shop, claim_of(exhibit, "licences"))
    assert read(shop, exhibit).labels["accuracy"] == "Stability against revision"
    in_both(shop, exhibit)


def test_a_revision_counts_by_one_tolerance_in_the_figure_and_in_the_cards() -> None:
    """A tenth of the values is revised by 0.7: beyond five printed units (0.5), within ten times that."""
    now = {code: {year: 5.0 + (0.7 if year == 2017 else 0.0) for year in YEARS} for code in CODES}
    shop = workshop(series("USE", now), vintages={"2020-10": observations(series("USE", flat(5.0, CODES, YEARS)))})
    assert scores.card_of(shop, "USE").loc["accuracy", "value"] == pytest.approx(0.9)
    assert scores.card_of(shop, "USE", scores.WIDER).loc["accuracy", "value"] == 1.0
    table = scores.quality(shop, "fig-a", ["USE"]).data.set_index("column")["value"]
    assert table["accuracy"] == pytest.approx(90)


def test_a_revision_is_one_since_the_last_edition() -> None:
    """Against the oldest release every value would be revised; against the newest in the unit of today one in ten is."""
    now = {code: {year: 5.0 + (0.7 if year == 2017 else 0.0) for year in YEARS} for code in CODES}
    books = {
        "2020-10": observations(series("USE", flat(50.0, CODES, YEARS))),
        "2024-06": observations(series("USE", flat(5.0, CODES, YEARS))),
    }
    shop = workshop(series("USE", now), vintages=books)
    assert scores.card_of(shop, "USE").loc["accuracy", "value"] == pytest.approx(0.9)
    other = {**books, "2025-06": observations(series("USE", flat(5.0, CODES, YEARS), "persons"))}
    assert pd.isna(scores.card_of(workshop(series("USE", now), vintages=other), "USE").loc["accuracy", "value"])
    book = observations(series("USE", flat(5.0, CODES, YEARS)))
    closed = ClosedEdition(2025, book, "report/editions/2025/figures.csv.gz")
    shop = workshop(series("USE", now), series("B", now), vintages={"2020-10": books["2020-10"]}, closed=closed)
    assert scores.card_of(shop, "USE").loc["accuracy", "value"] == pytest.approx(0.9)
    scores.quality(shop, "fig-a", ["USE", "B"])
    assert (
        shop.facts.get("fig-a.weakest").cells[1] == "data/development/book.xlsx › USE"
    )  # a closed edition has no cells


def test_a_best_that_only_an_unassessed_dimension_makes_is_conditional() -> None:
    """FIRM is best on the dimensions that both have; the other has a perfect stability besides, which lifts its mean."""
    firm = series("FIRM", flat(5.0, CODES[:6], YEARS))
    lift = series("LIFT", flat(5.0, CODES[:5], YEARS))
    shop = workshop(firm, lift, vintages={"2020-10": observations(series("LIFT", flat(5.0, CODES[:5], YEARS)))})
    found = claim_of(scores.quality(shop, "fig-a", ["FIRM", "LIFT"]), "best")
    assert found.says == "LIFT" and "same-dimensions" in found.conditions


def test_one_indicator_and_equal_ones_have_no_best() -> None:
    shop = workshop(series("A", flat(5.0, CODES, YEARS)), series("B", flat(5.0, CODES, YEARS)))
    for codes in (["A"], ["A", "B"]):
        exhibit = scores.quality(shop, f"fig-{len(codes)}", codes)
        assert not {"best", "worst", "licences"} & keys(exhibit)
        in_both(shop, exhibit)
