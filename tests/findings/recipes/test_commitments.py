"""Consensus: only complete lists of parties count, every share is a lower bound, and what depends on the count says so."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import commitments
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, claim_of, flat, governance, read, sentence_of, series, value, workshop

CODES = list(ECONOMIES)


def shop_with(
    joined: dict[str, list[str]], status: str = "party", output: dict | None = None, **lists: str
) -> Workshop:
    """A register of treaties on digital trade and a code on standards, with these parties."""
    base = governance()
    instruments = base.instruments[base.instruments["id"].isin(["pact", "deal", "code"])].reset_index(drop=True)
    more = [
        instruments.iloc[[0]].assign(id=id, name=id.upper(), short_name=id.upper())
        for id in joined
        if id not in set(instruments["id"])
    ]
    instruments = pd.concat([instruments, *more], ignore_index=True)
    instruments["party_list"] = [lists.get(id, "complete") for id in instruments["id"]]
    rows = [(id, area, status, 2018, True, "") for id, areas in joined.items() for area in areas]
    parties = pd.DataFrame(rows, columns=["instrument_id", "iso3", "status", "year", "verified", "source_url"])
    register = replace(base, instruments=instruments, parties=parties)
    cells = flat(1e12, CODES, [2022]) | (output or {})
    return workshop(series("NY.GDP.MKTP.CD", cells, "US dollars", 0, None), governance=register)


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
    assert claim_of(exhibit, "reach").says == "standards"
    text = sentence_of(shop, claim_of(exhibit, "reach"))
    assert text.startswith(
        "Of the counted instruments those on standards reach farthest, with members that hold 73 per cent"
    )
    assert "at the other end stands digital trade (27 per cent)" in text
    assert "Standards" in read(shop, exhibit).title and "中Standards" in read(shop, exhibit, "zh").title


def test_who_reaches_farthest_by_people_alone_is_said_with_its_condition() -> None:
    """India alone outweighs the others; by economies the pact has more members, and so it has by output."""
    shop = shop_with({"pact": [*CODES[:8]], "deal": CODES[:2], "code": ["IND"]})
    found = claim_of(commitments.shares_by_theme(shop, "fig-a", 2022), "reach")
    assert found.says == "standards" and found.standing is not Standing.FIRM
    assert {"each-alike", "by-output", "without-most-populous"} <= set(found.conditions)


@pytest.mark.parametrize(
    ("output", "says", "word"),
    [
        ({}, "people", "poorer"),
        ({"IND": {2022: 1e14}}, "output", "richer"),
        ({"IND": {2022: 11.2e12}}, "alike", "output."),
    ],
)
def test_who_joined_is_richer_or_poorer_only_by_the_figures(output: dict, says: str, word: str) -> None:
    shop = shop_with({"pact": ["FRA"], "code": [*CODES[6:]]}, output=output)
    found = claim_of(commitments.shares_by_theme(shop, "fig-a", 2022), "weights")
    text = sentence_of(shop, found)
    assert (found.says, word in text, "per cent of its output" in text) == (says, True, True)
    assert not any(other in text for other in {"poorer", "richer"} - {word})
    assert sentence_of(shop, found, "zh").endswith("。")


def test_one_theme_alone_and_themes_alike() -> None:
    alone = shop_with({"pact": CODES[:6], "deal": CODES[:5]})
    assert "All counted instruments are on one theme" in sentence_of(
        alone, claim_of(commitments.shares_by_theme(alone, "fig-a", 2022), "reach")
    )
    alike = shop_with({"pact": CODES[:6], "code": CODES[:6]})
    text = sentence_of(alike, claim_of(commitments.shares_by_theme(alike, "fig-a", 2022), "reach"))
    assert "of each theme have members with the same share" in text and "farthest" not in text


def test_an_incomplete_list_is_left_out_and_said_so() -> None:
    shop = shop_with(BLOCKS, deal="partial")
    words = read(shop, commitments.shares_by_theme(shop, "fig-a", 2022))
    assert (value(shop, "fig-a.counted"), value(shop, "fig-a.left_out")) == (2, 1)
    assert (
        "are the 2 instruments" in words.note
        and "one is left out, and nothing is said of who has joined it" in words.note
    )
    assert "lower bound" in words.note
    none = read(shop_with(BLOCKS), commitments.shares_by_theme(shop_with(BLOCKS), "fig-a", 2022))
    assert none.note


def test_overlap() -> None:
    shop = shop_with(BLOCKS)
    exhibit = commitments.overlap(shop, "fig-a")
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.loc["pact", "deal"] == table.loc["deal", "pact"] == pytest.approx(100 * 5 / 6)
    assert table.loc["pact", "code"] == 0 and table["pact"].isna()["pact"]
    found = claim_of(exhibit, "closest")
    assert (found.says, value(shop, "fig-a.top_overlap")) == ("pact deal", pytest.approx(100 * 5 / 6))
    assert (
        sentence_of(shop, found)
        == "Closest of all pairs is Pact with Deal: 5 of the 6 members of either have joined both."
    )
    assert "5" in sentence_of(shop, found, "zh")
    assert (
        len([claim for claim in exhibit.claims if "closest" in claim.id]) == 1
    )  # it is the closest of the large ones too
    read(shop, exhibit)
    read(shop, exhibit, "zh")


def test_the_closest_pair_is_sought_among_all_and_shown() -> None:
    """Two small instruments with the same two members lie closer than any of the large ones that the figure starts from."""
    shop = shop_with({"pact": CODES[:2], "deal": CODES[:2], "code": CODES})
    exhibit = commitments.overlap(shop, "fig-a", most=1)
    assert set(exhibit.data["row"]) == {"pact", "deal", "code"}
    assert sentence_of(shop, claim_of(exhibit, "closest")).endswith("they have the same 2 members.")
    large = claim_of(exhibit, "closest-large")
    assert large.says == "code deal; pact code"
    text = sentence_of(shop, large)
    assert "Among pairs with 5 members or more the closest, all with 17 per cent" in text and " and " in text


def test_closest_pairs_that_tie_are_all_named() -> None:
    shop = shop_with(dict.fromkeys(("pact", "deal", "code"), CODES[:6]))
    found = claim_of(commitments.overlap(shop, "fig-a"), "closest")
    text = sentence_of(shop, found)
    assert found.says.count(";") == 2
    assert text in {f"Identical in their members are {one}, {other} and {last} with one another." for one, other, last in permutations(("Pact", "Code", "Deal"))}  # fmt: skip


def test_three_alike_are_one_set_and_are_not_told_twice() -> None:
    """The large ones among the identical are told with them; the pairs of a set come in any order."""
    shop = shop_with({id: CODES[:2] if id in ("e", "f") else CODES[:6] for id in "abcdef"})
    exhibit = commitments.overlap(shop, "fig-a")
    assert (
        sentence_of(shop, claim_of(exhibit, "closest"))
        == "Identical in their members are A, B, C and D with one another and E with F."
    )
    assert not [claim for claim in exhibit.claims if "closest-large" in claim.id]
    assert "‹en› A、‹en› B、‹en› C和‹en› D" in sentence_of(shop, claim_of(exhibit, "closest"), "zh")


def test_no_pair_is_close_where_none_share_a_member() -> None:
    shop = shop_with({"pact": CODES[:3], "deal": CODES[3:6], "code": CODES[6:]})
    exhibit = commitments.overlap(shop, "fig-a")
    assert not [claim for claim in exhibit.claims if "closest" in claim.id]
    read(shop, exhibit)


def halves(binding: list[str]) -> Workshop:
    """Two halves of the world, each with an instrument of its own; ``binding`` are those of the pact, the code, the deal."""
    shop = shop_with({"pact": CODES[:6], "deal": CODES[6:], "code": CODES[:6]})
    instruments = shop.data.governance.instruments
    instruments["binding"], instruments["in_force_year"] = binding, 2018
    return shop


@pytest.mark.parametrize(("binding", "told"), [(["yes", "yes", "yes"], True), (["yes", "no", "no"], False)])
def test_binding_instruments_are_told_apart(binding: list[str], told: bool) -> None:
    """Of one binding instrument alone nothing is said."""
    shop = halves(binding)
    exhibit = commitments.overlap(shop, "fig-a")
    text = sentence_of(shop, claim_of(exhibit, "modularity"))
    assert ("binding instruments in force" in text) == told
    blocks = claim_of(exhibit, "blocks")
    assert (blocks.says == "blocks") == (
        value(shop, "fig-a.z") > commitments.SPLIT if "fig-a.z" in {f.id for f in shop.facts} else False
    )
    assert shop.facts.rootless() == []
    for code in ("en", "zh"):
        assert read(shop, exhibit, code).title


def test_blocks_that_only_endorsements_make_are_no_firm_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the variations say less, the statement goes and that it depends on what is counted is said instead."""
    shop = halves(["yes", "yes", "no"])
    sizes = iter([True])  # the first table, that of all commitments, is called split; the variations are not
    monkeypatch.setattr(
        commitments,
        "_split",
        lambda found: "blocks" if found.draws == commitments.DRAWS and next(sizes, True) else "chance",
    )
    exhibit = commitments.overlap(shop, "fig-a")
    assert claim_of(exhibit, "blocks").standing is Standing.WITHDRAWN
    assert claim_of(exhibit, "blocks-depend").says == "blocks not binding"
    assert read(shop, exhibit).title.startswith(
        "By 2026 commitments of any kind form blocks, binding ones alone do not"
    )
    assert read(shop, exhibit, "zh").title.startswith("截至2026年")


def test_consensus() -> None:
    shop = shop_with(BLOCKS)
    exhibit = commitments.consensus_curve(shop, "fig-a")
    assert exhibit.data[["label", "value"]].to_numpy().tolist() == [["1", 6], ["2", 5]]
    assert (value(shop, "fig-a.members"), value(shop, "fig-a.size")) == (5, 2)
    assert value(shop, "fig-a.share") == pytest.approx(100 * 5 / 12)
    words = read(shop, exhibit)
    assert (
        words.title
        == "By 2026, 5 economies had signed, joined or endorsed the same 2 counted instruments, the largest common set"
    )
    assert "The largest common set is Pact and Deal" in words.text and "France" in words.text
    assert "No set" not in words.text  # the headline is not repeated
    assert "中France" in read(shop, exhibit, "zh").text


def test_a_common_set_of_one_instrument_one_economy_and_ties() -> None:
    shop = shop_with({"pact": ["FRA"], "code": ["KEN"]})
    exhibit = commitments.consensus_curve(shop, "fig-a")
    words = read(shop, exhibit)
    assert "one economy had signed, joined or endorsed one counted instrument" in words.title
    assert "One of the largest common sets is" in words.text and "among others" not in words.text
    assert not [claim for claim in exhibit.claims if claim.id.endswith("widest")]  # both have one
    for code in ("en", "zh"):
        read(shop, exhibit, code)


def test_every_fact_has_roots() -> None:
    shop = shop_with(BLOCKS, deal="partial")
    commitments.shares_by_theme(shop, "fig-a", 2022)
    commitments.consensus_curve(shop, "fig-b")
    assert shop.facts.rootless() == []
    assert "fig-a.counted" in shop.facts.get("fig-a.high").of and shop.facts.get("fig-a.high").cells


@pytest.mark.parametrize("recipe", ["consensus_curve", "overlap"])
def test_no_commitment_to_compare(recipe: str) -> None:
    shop = shop_with(BLOCKS, pact="partial", deal="none", code="none")
    with pytest.raises(ValueError):
        getattr(commitments, recipe)(shop, "fig-a")
    with pytest.raises(ValueError):
        commitments.shares_by_theme(shop, "fig-a", 2022)
