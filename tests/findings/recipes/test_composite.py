"""The experimental index: ranks with intervals, pillars, roots; on a small made-up design with few draws."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import composite
from pipeline.findings.workshop import Workshop
from pipeline.tables import composite as tables
from tests.findings.indexed import indexed
from tests.findings.world import read, series, spread, tongue, value, workshop


@pytest.fixture(scope="module")
def shop() -> Workshop:
    return indexed()


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


def test_the_index_is_made_once(shop: Workshop) -> None:
    assert composite.composite(shop) is composite.composite(shop)


def test_all_figures_share_the_cells_of_the_index(shop: Workshop) -> None:
    composite.rank_intervals(shop, "fig-ranks", count=5)
    composite.pillars(shop, "fig-pillars")
    inputs = shop.facts.get("index.inputs")
    observed = [cell for cell in inputs.cells if cell.startswith("data/development/book.xlsx › I")]
    assert inputs.value == len(observed) == 6 * 12 - 1
    assert any("Choices!A" in cell and ":" in cell for cell in inputs.cells)
    made = [fact for fact in shop.facts if fact.id.startswith("fig-")]
    assert made and all(fact.of == ("index.inputs",) and not fact.cells for fact in made)
    assert shop.facts.rootless() == []


def test_tables_of_the_index(shop: Workshop) -> None:
    table = tables.index_table(shop, "tbl-a", tongue(shop))
    assert [row[0] for row in table.rows] == sorted(row[0] for row in table.rows) and len(table.rows) == 12
    ranks = sorted(float(row[2]) for row in table.rows)
    assert ranks == list(range(1, 13))
    assert {row[0]: row[-1] for row in table.rows}["Iceland"] == "83" and "must not be quoted" in table.note
    choices = tables.index_choices(shop, "tbl-b", tongue(shop))
    assert ("\\*", "aggregate", "method", "arithmetic", "A reason", "A source") in choices.rows
