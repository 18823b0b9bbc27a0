"""How firm the experimental index is; on a small made-up design with few draws."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import robustness
from pipeline.findings.workshop import Workshop
from tests.findings.indexed import INDICATORS, indexed
from tests.findings.world import read


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return indexed()


def test_what_moves(shop: Workshop) -> None:
    exhibit = robustness.what_moves(shop, "fig-moves")
    assert (exhibit.data[["start", "end"]] >= 0).all().all()
    assert exhibit.data["end"].tolist() == sorted(exhibit.data["end"], reverse=True)
    read(shop, exhibit)


def test_without_one(shop: Workshop) -> None:
    exhibit = robustness.without_one(shop, "fig-without", count=3)
    assert len(exhibit.data) == 3 and set(exhibit.data["label"]) <= set(INDICATORS)
    read(shop, exhibit)


def test_what_if(shop: Workshop) -> None:
    exhibit = robustness.what_if(shop, "fig-choice", "aggregate.method=geometric", count=4)
    frame = exhibit.data
    assert (frame["shift"].abs() == (frame["start"] - frame["end"]).abs()).all()
    read(shop, exhibit)


def test_worth_knowing(shop: Workshop) -> None:
    exhibit = robustness.worth_knowing(shop, "fig-worth", draws=2, resamples=20, count=3)
    assert exhibit.data["value"].tolist() == sorted(exhibit.data["value"], reverse=True)
    read(shop, exhibit)


def test_every_fact_rests_on_the_index(shop: Workshop) -> None:
    robustness.without_one(shop, "fig-without", count=3)
    robustness.what_if(shop, "fig-choice", "aggregate.method=geometric", count=4)
    made = [fact for fact in shop.facts if fact.id.startswith(("fig-without", "fig-choice"))]
    assert len(made) == 4 and all(fact.of == ("index.inputs",) for fact in made)
    assert shop.facts.rootless() == []
