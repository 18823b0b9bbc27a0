"""How firm the experimental index is; on a small made-up design with few draws."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims import Claim
from pipeline.findings.recipes import robustness
from pipeline.findings.workshop import Workshop
from tests.findings.indexed import INDICATORS, indexed
from tests.findings.world import claim_of, read, sentence_of, value


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return indexed()


def test_what_moves(shop: Workshop) -> None:
    exhibit = robustness.what_moves(shop, "fig-moves")
    assert (exhibit.data[["start", "end"]] >= 0).all().all()
    assert exhibit.data["end"].tolist() == sorted(exhibit.data["end"], reverse=True)
    words = read(shop, exhibit)
    assert words.title.startswith("Experimental index of 2026: ") and "official standing" not in words.note
    assert read(shop, exhibit, "zh").title.startswith("2026年试验性指数：")


def sobol(total: dict[str, float], interval: float, first: float = 0.2) -> pd.DataFrame:
    frame = pd.DataFrame({"total": total})
    return frame.assign(first=first, first_interval=0.01, total_interval=interval)


@pytest.mark.parametrize(
    ("total", "interval", "says"),
    [
        (
            {"aggregate": 0.6, "normalise": 0.3, "impute": 0.1},
            0.02,
            "With its interactions aggregation accounts for 60 per cent",
        ),
        (
            {"aggregate": 0.45, "normalise": 0.42, "impute": 0.1},
            0.1,
            "is due, about equally, to aggregation and normalisation, with 45 per cent",
        ),
        (
            {"aggregate": 0.4, "normalise": 0.4, "impute": 0.4, "treat": 0.4},
            0.1,
            "aggregation, normalisation and imputation and others",
        ),
    ],
)
def test_a_first_place_within_its_uncertainty_is_shared(
    shop: Workshop, total: dict[str, float], interval: float, says: str
) -> None:
    key = "fig-" + "-".join(total) + str(interval)
    claims = {claim.id.partition(":")[2]: claim for claim in robustness._moves(shop, key, sobol(total, interval))}
    assert says in sentence_of(shop, claims["top"])
    assert claims["together"].says == "together"  # single effects of a fifth each
    assert sentence_of(shop, claims["least"]).startswith("Ranks are moved least by ")
    for claim in claims.values():
        assert sentence_of(shop, claim, "zh").endswith("。")


def test_choices_that_move_nothing_are_not_ranked(shop: Workshop) -> None:
    assert list(robustness._moves(shop, "fig-still", sobol({"aggregate": float("nan")}, float("nan")))) == []
    assert list(robustness._moves(shop, "fig-zero", sobol({"aggregate": 0.0, "impute": 0.0}, 0.0))) == []


def test_without_one(shop: Workshop) -> None:
    exhibit = robustness.without_one(shop, "fig-without", count=3)
    assert len(exhibit.data) == 3 and set(exhibit.data["label"]) <= set(INDICATORS)
    for code in ("en", "zh"):
        read(shop, exhibit, code)


@pytest.mark.parametrize(
    ("shifts", "said", "largest"),
    [
        ({"I0": 2.0, "I1": 1.0}, "Without Short I0 ranks shift most, by 2.0 places on average.", True),
        ({"I0": 2.0, "I1": 2.0, "I2": 1.0}, "without any one of Short I0 and Short I1.", True),
        ({"I0": 0.0, "I1": 0.0}, "Whichever indicator is taken out, ranks shift by 0.0 places on average.", False),
    ],
)
def test_indicators_that_tie(shop: Workshop, shifts: dict[str, float], said: str, largest: bool) -> None:
    leaves = pd.DataFrame(
        {"mean_absolute_shift": shifts, "largest_shift": {code: -3 * size for code, size in shifts.items()}}
    )
    key = f"fig-{len(shifts)}{sum(shifts.values())}"
    claims: list[Claim] = list(robustness._without(shop, key, leaves))
    assert said in sentence_of(shop, claims[0])
    assert [claim.id for claim in claims[1:]] == ([f"{key}:largest"] if largest else [])


def test_what_if(shop: Workshop) -> None:
    exhibit = robustness.what_if(shop, "fig-choice", "aggregate.method=geometric", count=4)
    words = read(shop, exhibit)
    assert "within" not in words.subtitle and "within" not in words.alt.partition(".")[0], "a dot may lie outside"
    frame = exhibit.data
    assert list(frame.columns) == ["label", "low", "mid", "high", "shift"]  # a rank never without its interval
    inside = claim_of(exhibit, "inside")
    assert value(shop, "fig-choice.inside") <= value(shop, "fig-choice.economies") == 12
    assert "With the geometric mean in place of the arithmetic mean, " in sentence_of(shop, inside)
    assert "of 12 economies" in sentence_of(shop, inside)
    assert "以几何平均代替算术平均后" in sentence_of(shop, inside, "zh")
    assert "A geometric mean punishes" in read(shop, exhibit).note
    read(shop, exhibit, "zh")


def test_a_change_is_named_by_what_it_changes(shop: Workshop) -> None:
    exhibit = robustness.what_if(shop, "fig-scale", "normalise.method=z_score", count=4)
    text = sentence_of(shop, claim_of(exhibit, "inside"))
    assert (
        "scaling by standard deviations in place of scaling between lowest and highest value" in text
        and "mean" not in text
    )
    same = robustness.what_if(shop, "fig-same", "aggregate.method=arithmetic", count=4)
    assert sentence_of(shop, claim_of(same, "shift")) == "No rank moves."
    with pytest.raises(ValueError, match="changes no method"):
        robustness.what_if(shop, "fig-none", "normalise.lower=0")


def test_worth_knowing(shop: Workshop) -> None:
    exhibit = robustness.worth_knowing(shop, "fig-worth", draws=2, resamples=20, count=3)
    assert exhibit.data["value"].tolist() == sorted(exhibit.data["value"], reverse=True)
    for code in ("en", "zh"):
        read(shop, exhibit, code)


@pytest.mark.parametrize(
    ("gains", "error", "says"),
    [
        ([3.0, 1.0], 0.1, "Knowing Short I0 for every economy would narrow rank intervals most."),
        (
            [3.0, 2.9],
            0.5,
            "Knowing Short I0 and Short I1 for every economy would narrow rank intervals most, each about equally.",
        ),
        ([0.0, 0.0], 0.0, None),
        ([-0.2, -0.3], 0.0, None),
    ],
)
def test_worth_within_the_error_of_the_draws(
    shop: Workshop, gains: list[float], error: float, says: str | None
) -> None:
    table = pd.DataFrame({"gain": gains, "standard_error": error, "width": 9.0, "cells": 4}, index=["I0", "I1"])
    found = list(robustness._worth(shop, f"fig-{gains}", table, 3))
    assert [sentence_of(shop, claim) for claim in found[:1]] == ([says] if says else [])


def test_every_fact_rests_on_the_index() -> None:
    shop = indexed()
    robustness.without_one(shop, "fig-without", count=3)
    robustness.what_if(shop, "fig-choice", "aggregate.method=geometric", count=4)
    made = [fact for fact in shop.facts if fact.id.startswith(("fig-without", "fig-choice"))]
    assert len(made) == 6 and all(fact.of == ("index.inputs",) for fact in made)
    assert shop.facts.rootless() == []
