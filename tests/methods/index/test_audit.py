"""The report's own index, from the shipped sheets: what it holds, that no choice lacks a reason, and its audit."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.methods.index.audit import audit
from pipeline.methods.index.build import IndexResult, build_index
from pipeline.methods.index.design import Design, read_design
from pipeline.methods.index.inputs import Inputs, gather
from pipeline.model.dataset import Dataset
from tests.shipped import shipped

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def data() -> Dataset:
    return shipped()


@pytest.fixture(scope="module")
def built(data: Dataset) -> tuple[Design, Inputs, IndexResult]:
    assert data.index is not None
    design = read_design(data.index)
    inputs = gather(data.observations, design, data.groups)
    return design, inputs, build_index(design, inputs)


def test_four_pillars_of_indicators_that_are_shipped(data: Dataset, built: tuple[Design, Inputs, IndexResult]) -> None:
    design, _, result = built
    assert design.tree.children(design.tree.root) == ("DGI.DEV", "DGI.ACC", "DGI.STA", "DGI.MON")
    assert 20 <= len(design.tree.indicators) <= 28
    assert set(design.tree.indicators) <= set(data.observations.indicators)
    assert result.rank.notna().sum() >= 150
    assert result.excluded["kind"].eq("economy").all()


def test_nothing_is_counted_twice(built: tuple[Design, Inputs, IndexResult]) -> None:
    """The EGDI holds OSI, TII and HCI; the OSI holds the EPI; the SPI its pillars."""
    codes = set(built[0].tree.indicators)
    assert not codes & {
        "EGDI",
        "TII",
        "EPI",
        "SPI.INDEX",
        "SPI.INDEX.PIL2",
        "SPI.DIM2.2.INDEX",
        "BX.GSR.CCIS.CD",
        "BX.GSR.ROYL.CD",
    }


def test_every_row_has_its_reason_and_source(data: Dataset) -> None:
    assert data.index is not None
    for frame in (data.index.hierarchy, data.index.choices, data.index.errors, data.index.uncertainty):
        assert (frame["reason"] != "").all() and (frame["source"] != "").all()
    nodes = data.index.hierarchy[data.index.hierarchy["level"] > 1]
    assert (nodes[["en", "zh", "fr", "es", "ru", "ar"]] != "").all(axis=None)


def test_audit(built: tuple[Design, Inputs, IndexResult]) -> None:
    design, inputs, result = built
    found = audit(design, inputs, result, draws=60, samples=8, economies=["KEN"])
    intervals = found.uncertainty.intervals
    ranked = intervals["base_rank"].notna()
    assert (intervals.loc[ranked, "rank_low"] <= intervals.loc[ranked, "rank_high"]).all()
    assert intervals["base_rank"].equals(result.rank.rename("base_rank"))
    assert found.uncertainty.above.shape == (len(result.scores), len(result.scores))
    assert found.sensitivity["output"].nunique() == 2
    assert set(found.removed["code"]) == set(design.tree.nodes) - {design.tree.root}
    assert np.isfinite(found.coherence.nodes["alpha"]).all()
    again = audit(design, inputs, result, draws=60, samples=8, economies=["KEN"], workers=1)
    assert again.uncertainty.intervals.equals(intervals)


def test_what_may_be_said_follows_the_draws(built: tuple[Design, Inputs, IndexResult]) -> None:
    design, inputs, result = built
    found = audit(design, inputs, result, draws=60, samples=8)
    above = found.uncertainty.above
    first, last = result.rank.idxmin(), result.rank.idxmax()
    assert found.ranks_above(first, last) and not found.ranks_above(last, first)
    order = list(result.rank.sort_values().index)
    close = next((a, b) for a, b in pairwise(order) if above.at[a, b] < found.support)
    assert not found.ranks_above(*close)
    ranked = result.rank.dropna().index
    pairs = [(a, b) for i, a in enumerate(ranked) for b in ranked[i + 1 :]]
    said = sum(found.ranks_above(a, b) or found.ranks_above(b, a) for a, b in pairs)
    assert found.supported_pairs() == pytest.approx(said / len(pairs))
