"""The experimental index: classes of intervals first, pillars, roots; on a small made-up design with few draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.findings.recipes import composite
from pipeline.findings.workshop import Workshop
from pipeline.methods.index.classes import FIRM, Place
from pipeline.tables import composite as tables
from tests.findings.indexed import indexed
from tests.findings.world import claim_of, read, sentence_of, series, spread, tongue, value, workshop


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
    assert not {"base_rank", "base_score"} & set(frame.columns)  # no rank without its interval, in the data file either
    order = [str(place) for place in Place]
    assert [order.index(block) for block in frame["block"]] == sorted(order.index(block) for block in frame["block"])
    assert (value(shop, "fig-ranks.draws"), value(shop, "fig-ranks.economies")) == (60, 12)
    words = read(shop, exhibit)
    assert (
        words.title.startswith("Experimental index of 2026: ")
        and "the interval of ranks lies within a single third of the places" in words.title
    )
    assert "official standing" not in words.note  # the chapter says it once
    assert words.source == "Source: computed from indicators of this report, whose sources stand on their cards."
    assert "试验性" in read(shop, exhibit, "zh").title


def test_the_classes_are_those_of_the_intervals(shop: Workshop) -> None:
    found = composite.composite(shop)
    named = composite.classes_of(shop, found)
    table = found.audit.uncertainty.intervals.loc[named.index]
    upper = (table["rank_high"] <= 4) & (table["rank_low"] >= 1)
    assert set(named.index[named == Place.UPPER]) == set(table.index[upper])
    exhibit = composite.rank_intervals(shop, "fig-ranks", count=5)
    assert value(shop, "fig-ranks.firm") == named.isin(FIRM).sum()
    assert sum(value(shop, f"fig-ranks.class.{place}") for place in Place) == 12
    text = sentence_of(shop, claim_of(exhibit, "classes"))
    assert text.startswith("Firmly in the upper third ") and text.endswith(".")
    pairs = sentence_of(shop, claim_of(exhibit, "pairs"))
    assert "per cent per cent" not in pairs and "at least 95 per cent of the draws" in pairs
    assert value(shop, "fig-ranks.decided_pairs") == pytest.approx(100 * found.audit.supported_pairs())
    assert {trial.variation for trial in claim_of(exhibit, "firm").trials} == {
        "wider-intervals",
        "first-half-of-draws",
        "second-half-of-draws",
    }


def test_widths_that_tie_or_are_all_equal(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    found = composite.composite(shop)
    intervals = found.audit.uncertainty.intervals
    same = intervals.assign(rank_low=intervals["base_rank"], rank_high=intervals["base_rank"] + 1)
    other = replace(found, audit=replace(found.audit, uncertainty=replace(found.audit.uncertainty, intervals=same)))
    named = pd.Series(Place.UPPER, index=same.index)
    alike = next(
        one for one in composite._intervals(indexed_facts(shop), "fig-b", other, named) if one.id.endswith("width")
    )
    assert sentence_of(shop, alike) == "The rank of each economy moves within as many places, 1."


def indexed_facts(shop: Workshop) -> Workshop:
    """The workshop after its index was made, so that facts have their root."""
    composite.index_inputs(shop)
    return shop


def test_pillars(shop: Workshop) -> None:
    exhibit = composite.pillars(shop, "fig-pillars")
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert set(table.index) == {"HIC", "LMC"} and {"INDEX", "NODE0", "NODE1"} == set(table.columns)
    assert (table.loc["LMC"] > table.loc["HIC"]).all()  # the ladder rises with the order of the economies
    found = claim_of(exhibit, "apart")
    if found.says in ("NODE0", "NODE1"):  # the one that is ahead is named, whichever group that is
        assert "lower-middle-income economies score" in sentence_of(
            shop, found
        ) and "more than high-income economies" in sentence_of(shop, found)
    for code in ("en", "zh"):
        read(shop, exhibit, code)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            {"HIC": [80.0, 50.0], "LMC": [20.0, 45.0]},
            "in the pillar NODE0, where high-income economies score 60 points more",
        ),
        (
            {"HIC": [20.0, 50.0], "LMC": [80.0, 45.0]},
            "in the pillar NODE0, where lower-middle-income economies score 60 points more",
        ),
        ({"HIC": [30.0, 50.0], "LMC": [20.0, 40.0]}, "equally far apart in each pillar"),
        ({"HIC": [30.0, 50.0]}, None),
        ({"HIC": [30.0, 50.0], "LMC": [np.nan, 40.0]}, None),
    ],
)
def test_the_distance_of_groups_in_a_pillar(shop: Workshop, rows: dict, says: str | None) -> None:
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["NODE0", "NODE1"])
    found = list(composite._apart(shop, f"fig-{rows}", composite.composite(shop), "income", table))
    assert (says is None and not found) or (says and says in sentence_of(shop, found[0]))
    assert len(found) == (0 if says is None else 1 if "equally" in says else 2)


def test_the_index_is_made_once(shop: Workshop) -> None:
    assert composite.composite(shop) is composite.composite(shop)


def test_all_figures_share_the_cells_of_the_index() -> None:
    shop = indexed()
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
    assert len(table.rows) == 12
    classes = [row[0] for row in table.rows]
    assert classes == sorted(classes, key=classes.index)  # each class stands once, in one run
    for name in set(classes):
        inside = [row[1] for row in table.rows if row[0] == name]
        assert inside == sorted(inside)
    assert "Rank" not in [column.head for column in table.columns] and all("–" in row[2] for row in table.rows)
    assert {row[1]: row[-1] for row in table.rows}[
        "Iceland"
    ] == "83" and "no rank is to be quoted without it" in table.note
    choices = tables.index_choices(shop, "tbl-b", tongue(shop))
    assert ("\\*", "aggregate", "method", "arithmetic", "A reason", "A source") in choices.rows
