"""Consensus: only complete lists of parties count, and every share is a lower bound."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.recipes import commitments
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, flat, governance, read, series, value, workshop

CODES = list(ECONOMIES)


def shop_with(joined: dict[str, list[str]], **lists: str) -> Workshop:
    """A register of treaties on digital trade and a code on standards, with these parties."""
    base = governance()
    instruments = base.instruments[base.instruments["id"].isin(["pact", "deal", "code"])].reset_index(drop=True)
    instruments["party_list"] = [lists.get(id, "complete") for id in instruments["id"]]
    rows = [(id, area, "party", 2018, True, "") for id, areas in joined.items() for area in areas]
    parties = pd.DataFrame(rows, columns=["instrument_id", "iso3", "status", "year", "verified", "source_url"])
    register = replace(base, instruments=instruments, parties=parties)
    output = series("NY.GDP.MKTP.CD", flat(1e12, CODES, [2022]), "US dollars", 0, None)
    return workshop(output, governance=register)


BLOCKS = {"pact": CODES[:6], "deal": CODES[:5], "code": CODES[6:]}


def test_shares_by_theme() -> None:
    shop = shop_with(BLOCKS)
    exhibit = commitments.shares_by_theme(shop, "fig-a", 2022)
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc["digital_trade", "share_economies"] == pytest.approx(50)
    assert table.loc["standards", "share_economies"] == pytest.approx(50)
    assert table.loc["any", "share_economies"] == pytest.approx(100)
    people = {code: row[6] for code, row in ECONOMIES.items()}
    assert table.loc["standards", "share_population"] == pytest.approx(
        100 * sum(people[c] for c in CODES[6:]) / sum(people.values())
    )
    words = read(shop, exhibit)
    assert "Standards: " in words.title and "narrowest Digital trade" in words.text


def test_an_incomplete_list_is_left_out_and_said_so() -> None:
    shop = shop_with(BLOCKS, deal="partial")
    words = read(shop, commitments.shares_by_theme(shop, "fig-a", 2022))
    assert (value(shop, "fig-a.counted"), value(shop, "fig-a.left_out")) == (2, 1)
    assert "2 instruments" in words.text and "lower bound" in words.text


def test_overlap() -> None:
    shop = shop_with(BLOCKS)
    exhibit = commitments.overlap(shop, "fig-a")
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc["pact", "deal"] == table.loc["deal", "pact"] == pytest.approx(100 * 5 / 6)
    assert table.loc["pact", "code"] == 0 and table["pact"].isna()["pact"]
    words = read(shop, exhibit)
    assert "83 per cent" in words.text
    assert ("form blocks" in words.title) == (value(shop, "fig-a.z") > 2)
    assert words.title.startswith("Commitments of any kind ")


@pytest.mark.parametrize(("binding", "said"), [(["yes", "yes", "no"], True), (["yes", "no", "no"], False)])
def test_binding_instruments_are_told_apart(binding: list[str], said: bool) -> None:
    """Two binding instruments can form no blocks that chance would not; of one alone nothing is said."""
    shop = shop_with(BLOCKS)
    instruments = shop.data.governance.instruments
    instruments["binding"], instruments["in_force_year"] = binding, 2018
    words = read(shop, commitments.overlap(shop, "fig-a"))
    assert ("the 2 binding ones in force by 2026 show no blocks" in words.text) == said
    assert ("binding" in words.text) == said
    assert shop.facts.rootless() == []


def test_consensus() -> None:
    shop = shop_with(BLOCKS)
    exhibit = commitments.consensus_curve(shop, "fig-a")
    assert exhibit.data[["label", "value"]].to_numpy().tolist() == [["1", 6], ["2", 5]]
    assert (value(shop, "fig-a.members"), value(shop, "fig-a.size")) == (5, 2)
    assert value(shop, "fig-a.share") == pytest.approx(100 * 5 / 12)
    words = read(shop, exhibit)
    assert "5 economies share 2 instruments" in words.title and "France" in words.text


def test_every_fact_has_roots() -> None:
    shop = shop_with(BLOCKS, deal="partial")
    commitments.shares_by_theme(shop, "fig-a", 2022)
    commitments.consensus_curve(shop, "fig-b")
    assert shop.facts.rootless() == []
    assert "fig-a.counted" in shop.facts.get("fig-a.high").of and shop.facts.get("fig-a.high").cells


def test_no_commitment_to_compare() -> None:
    with pytest.raises(ValueError):
        commitments.consensus_curve(shop_with(BLOCKS, pact="partial", deal="none", code="none"), "fig-a")
