"""The experimental index: ranks with intervals, what moves them; on a small made-up design with few draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.findings.recipes import composite
from pipeline.findings.workshop import Workshop
from pipeline.methods.index.bench import sample_design
from pipeline.tables import composite as tables
from tests.findings.world import ECONOMIES, read, series, spread, tongue, value, workshop

CODES = list(ECONOMIES)
INDICATORS = [f"I{n}" for n in range(6)]
AUDIT = {"draws": 60, "seed": 1, "sobol_samples": 16, "lower_quantile": 0.05, "upper_quantile": 0.95, "support": 0.95}


@pytest.fixture(scope="module")
def shop() -> Workshop:
    """Six indicators in two nodes; economies differ clearly, Iceland lacks one value."""
    rng = np.random.default_rng(1)
    cells = {name: {code: 20 + 5 * n + 6 * rng.random() for n, code in enumerate(CODES)} for name in INDICATORS}
    del cells["I0"]["ISL"]
    design = sample_design(INDICATORS, nodes=2)
    more = pd.DataFrame(
        [("*", "audit", name, str(number)) for name, number in AUDIT.items()],
        columns=["applies_to", "step", "parameter", "value"],
    )
    choices = pd.concat([design.choices, more.assign(ROW=range(100, 100 + len(AUDIT)))], ignore_index=True).assign(
        reason="A reason", source="A source"
    )
    given = [series(name, spread(row, 2020)) for name, row in cells.items()]
    return workshop(*given, index=replace(design, choices=choices))


def test_no_index_without_its_design() -> None:
    bare = workshop(series("USE", spread({"FRA": 1.0})))
    with pytest.raises(KeyError, match="digital-governance-index"):
        composite.rank_intervals(bare, "fig-a")


def test_rank_intervals(shop: Workshop) -> None:
    exhibit = composite.rank_intervals(shop, "fig-ranks", count=5)
    frame = exhibit.data
    assert len(frame) == 5 and "IND" in set(frame["label"])
    assert ((frame["low"] <= frame["mid"]) & (frame["mid"] <= frame["high"])).all()
    assert (value(shop, "fig-ranks.draws"), value(shop, "fig-ranks.economies")) == (60, 12)
    assert 0 <= value(shop, "fig-ranks.decided_pairs") <= 100
    words = read(shop, exhibit)
    assert "interval of" in words.title and "60 draws" in words.text


def test_pillars(shop: Workshop) -> None:
    exhibit = composite.pillars(shop, "fig-pillars")
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert set(table.index) == {"HIC", "LMC"} and {"INDEX", "NODE0", "NODE1"} == set(table.columns)
    assert (table.loc["LMC"] > table.loc["HIC"]).all()  # the ladder rises with the order of the economies
    read(shop, exhibit)


def test_what_moves(shop: Workshop) -> None:
    exhibit = composite.what_moves(shop, "fig-moves")
    assert (exhibit.data[["start", "end"]] >= 0).all().all()
    assert exhibit.data["end"].tolist() == sorted(exhibit.data["end"], reverse=True)
    read(shop, exhibit)


def test_without_one(shop: Workshop) -> None:
    exhibit = composite.without_one(shop, "fig-without", count=3)
    assert len(exhibit.data) == 3 and set(exhibit.data["label"]) <= set(INDICATORS)
    read(shop, exhibit)


def test_what_if(shop: Workshop) -> None:
    exhibit = composite.what_if(shop, "fig-choice", "aggregate.method=geometric", count=4)
    frame = exhibit.data
    assert (frame["shift"].abs() == (frame["start"] - frame["end"]).abs()).all()
    read(shop, exhibit)


def test_worth_knowing(shop: Workshop) -> None:
    exhibit = composite.worth_knowing(shop, "fig-worth", draws=2, resamples=20, count=3)
    assert exhibit.data["value"].tolist() == sorted(exhibit.data["value"], reverse=True)
    read(shop, exhibit)


def test_the_index_is_made_once(shop: Workshop) -> None:
    assert composite.composite(shop) is composite.composite(shop)


def test_tables_of_the_index(shop: Workshop) -> None:
    table = tables.index_table(shop, "tbl-a", tongue(shop))
    assert [row[0] for row in table.rows] == sorted(row[0] for row in table.rows) and len(table.rows) == 12
    ranks = sorted(float(row[2]) for row in table.rows)
    assert ranks == list(range(1, 13))
    assert {row[0]: row[-1] for row in table.rows}["Iceland"] == "83" and "must not be quoted" in table.note
    choices = tables.index_choices(shop, "tbl-b", tongue(shop))
    assert ("\\*", "aggregate", "method", "arithmetic", "A reason", "A source") in choices.rows
