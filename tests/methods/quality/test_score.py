"""Completeness of metadata and the quality card."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.methods.quality.profile import profile
from pipeline.methods.quality.score import DIMENSIONS, FORMULAS, metadata_completeness, quality_card
from pipeline.model.indicators import Direction, Framework, Indicator
from tests.shipped import shipped

ONE = Indicator(
    "NET", "Use", "%", 0, "Definition", "Source", "Citation", "https://example.org", "CC BY 4.0", "2026-01-01",
    Direction.HIGHER, 1, 0, 100, Framework.DEVELOPMENT, "use", "digital_divide", "NET", "a.xlsx", "NET",
)  # fmt: skip


def test_metadata_completeness() -> None:
    poor = replace(ONE, code="POOR", licence="not stated", definition=" ")
    found = metadata_completeness([ONE, poor])
    assert found.loc["NET", ["filled", "required", "share", "missing"]].tolist() == [10, 10, 1.0, ""]
    assert found.loc["POOR", "missing"] == "definition licence"
    assert found.loc["POOR", "share"] == pytest.approx(0.8)
    with pytest.raises(ValueError, match="unknown fields colour"):
        metadata_completeness([ONE], ["colour"])


@pytest.mark.parametrize(
    ("licence", "stated"),
    [
        ("CC BY 4.0", True),
        ("CC BY 4.0 (stated on the index site in the repo)", True),
        ("ITU, educational and non-commercial re-use", True),
        ("public domain (US Gov)", True),
        ("", False),
        ("not stated", False),
        ("Not stated in repo", False),
        ("not stated (ITU DataHub terms)", False),
        ("not stated (2022: CC0 1.0 as its repository states); 2020: Apache-2.0 as its repository states", False),
        ("2020: ITU, educational and non-commercial re-use; 2024: not stated", False),
        ("CC BY 4.0 (World Bank); 2024: not stated in the file", False),
        ("see repo LICENSE.txt (ITU)", False),
        ("unknown", False),
    ],
)
def test_a_licence_counts_where_it_is_stated_for_the_whole_series(licence: str, stated: bool) -> None:
    indicator = replace(ONE, licence=licence)
    rows = pd.DataFrame([("FRA", 2020, 1.0, "A")], columns=["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"])
    card = quality_card(indicator, profile(rows, ["FRA"], (2020, 2020)))
    assert card.loc["licence", "value"] == float(stated)
    assert metadata_completeness([indicator]).loc["NET", "missing"] == ("" if stated else "licence")


def test_no_shipped_licence_that_is_not_stated_scores() -> None:
    data = shipped()
    missing = metadata_completeness(data.observations.indicators.values(), ["licence"])["missing"]
    assert missing["EGDI"] == "licence"
    assert not any("not stated" in data.observations.indicators[code].licence for code in missing[missing == ""].index)


def test_quality_card_by_hand() -> None:
    rows = pd.DataFrame(
        [("FRA", 2019, 1.0, "A"), ("FRA", 2020, 2.0, "A"), ("KEN", 2018, 3.0, "A")],
        columns=["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"],
    )
    earlier = pd.DataFrame({2019: [1.0], 2020: [2.5]}, ["FRA"])
    card = quality_card(ONE, profile(rows, ["FRA", "KEN", "PER"], (2017, 2020), earlier, 0.1), horizon=4)
    expected = {
        "accuracy": 0.5,
        "timeliness": (1 + 0.5) / 2,
        "completeness": (2 / 4 + 1 / 4 + 0) / 3,
        "metadata": 1.0,
        "licence": 1.0,
    }
    assert card["value"].drop("score").to_dict() == pytest.approx(expected)
    assert card.loc["score", "value"] == pytest.approx(np.mean(list(expected.values())))
    assert card["formula"].to_dict() == FORMULAS


def test_what_is_not_assessed_does_not_count() -> None:
    rows = pd.DataFrame([("FRA", 2020, 1.0, "A")], columns=["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"])
    card = quality_card(replace(ONE, licence="not stated"), profile(rows, ["FRA"], (2020, 2020)))
    assert np.isnan(card.loc["accuracy", "value"])
    assert card.loc["licence", "value"] == 0
    assert card.loc["score", "value"] == pytest.approx((1 + 1 + 0.9 + 0) / 4)
    assert card.loc["score", "basis"] == "4 of 5 dimensions"


def test_every_shipped_indicator_has_a_card() -> None:
    data = shipped()
    economies = list(data.economies)
    for code, indicator in list(data.observations.indicators.items())[::20]:
        card = quality_card(indicator, profile(data.observations.of(code), economies, (2015, 2024)))
        assert card.loc[list(DIMENSIONS[1:]), "value"].between(0, 1).all(), code


def test_an_empty_profile_is_refused() -> None:
    with pytest.raises(ValueError, match="allowed"):
        quality_card(ONE, pd.DataFrame({"pairs": []}))
