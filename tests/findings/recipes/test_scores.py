"""Quality in one picture: every dimension from 0 to 100, gaps where it cannot be judged."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import scores
from tests.findings.world import ECONOMIES, flat, observations, read, series, value, workshop

CODES = list(ECONOMIES)


def test_quality() -> None:
    good = series("GOOD", flat(5.0, CODES, range(2017, 2027)))
    poor = series("POOR", flat(5.0, CODES[:3], [2017]), licence="not stated")
    shop = workshop(good, poor, vintages={"2020-10": observations(series("GOOD", flat(5.0, CODES, [2017, 2018])))})
    exhibit = scores.quality(shop, "fig-a", ["POOR", "GOOD"])
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert exhibit.data["row"].iloc[0] == "GOOD"  # best first
    shown = table.stack().dropna()
    assert ((shown >= 0) & (shown <= 100)).all()
    assert table.loc["GOOD", "accuracy"] == pytest.approx(100)
    assert table["accuracy"].isna()["POOR"]  # in no other release
    assert (
        table.loc["GOOD", ["timeliness", "completeness", "licence"]]
        > table.loc["POOR", ["timeliness", "completeness", "licence"]]
    ).all()
    words = read(shop, exhibit)
    assert "highest for Short GOOD" in words.text and "lowest for Short POOR" in words.text
    assert value(shop, "fig-a.best") == table.loc["GOOD", "score"] > value(shop, "fig-a.worst")
    assert shop.facts.get("fig-a.worst").cells == ("data/development/book.xlsx › POOR!C2:C4",)
    assert len(shop.facts.get("fig-a.best").cells) == 2  # the release before too
    assert set(shop.facts.get("fig-a.weakest").cells) >= set(shop.facts.get("fig-a.worst").cells)
