"""Who counts as covered: complete lists, binding and in force, parties of their own year, groups as listed or expanded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tests.shipped
from pipeline.methods.landscape.coverage import BOUND, binding_coverage, commitments, coverage_cells, theme_coverage
from pipeline.methods.landscape.timeline import timeline
from pipeline.model.registers import Governance
from pipeline.sheets import layout

ROOT = Path(__file__).parents[3]
INCOMPLETE = {  # the list kept with the register when it was compiled, and what was not read at the source in November 2026
    "uncc", "budapest", "c108plus", "gpai", "malabo", "rcep", "ita", "itr12", "delhi-ai", "osaka", "wto-jsi",
    "g7-hlead", "haip-rep", "eu-us-air", "uk-us-aisi",
}  # fmt: skip
# Complete lists of AI texts with the number that their source gives (AI-Governance-Map, August 2026).
LISTED = {"bletchley": 30, "seoul-ai": 11, "seoul-min": 28, "paris-ai": 64, "oecd-ai": 47, "g7-haip": 8}


@pytest.fixture(scope="module")
def shipped() -> Governance:
    return tests.shipped.shipped().governance


def register() -> Governance:
    instruments = pd.DataFrame(
        [
            ("pact", ("digital_trade", "standards"), "yes", 2020, True, "complete", 2018),
            ("late", ("digital_trade",), "yes", 2026, True, "complete", 2024),
            ("cut", ("standards",), "yes", 2010, True, "partial", 2009),
            ("talk", ("standards",), "no", 2019, True, "complete", 2019),
            ("law", ("standards",), "yes", 2019, True, "none", 2019),
            ("rumour", ("standards",), "yes", 2019, False, "complete", 2019),
        ],
        columns=["id", "themes", "binding", "in_force_year", "verified", "party_list", "adopted_year"],
    )
    parties = pd.DataFrame(
        [
            ("pact", "FRA", "party", 2020, True),
            ("pact", "EUU", "party", 2020, True),
            ("pact", "KEN", "party", 2025, True),  # joins later
            ("pact", "PER", "signed", 2018, True),  # has not ratified
            ("pact", "IND", "party", 2020, False),  # not read at a source
            ("pact", "FJI", "ratified", None, True),  # year not known
            ("late", "FRA", "party", 2024, True),
            ("cut", "FRA", "party", 2010, True),
            ("talk", "KEN", "endorsed", 2019, True),
            ("rumour", "KEN", "party", 2019, True),
        ],
        columns=["instrument_id", "iso3", "status", "year", "verified"],
    ).astype({"year": "Int64"})
    empty = pd.DataFrame({"verified": pd.Series(dtype=bool), "year": [], "first_year": [], "themes": []})
    return Governance(empty, empty, instruments, parties, "")


def test_binding_in_force_and_listed_in_full() -> None:
    found = commitments(register(), BOUND, binding_in=2022)
    assert found.matrix.to_dict() == {"pact": {"EUU": True, "FJI": True, "FRA": True}}
    assert found.left_out == {
        "late": "not in force by 2022, or not read",
        "cut": "list of parties not complete",
        "talk": "not binding",
        "law": "no list of parties",
        "rumour": "not read at a source",
    }
    assert not found.expanded
    assert found.limits


def test_all_commitments() -> None:
    found = commitments(register())
    assert found.matrix.loc["KEN"].to_dict() == {"pact": True, "late": False, "talk": True}
    assert found.matrix.loc["PER", "pact"]


def test_a_group_is_expanded_only_on_request() -> None:
    found = commitments(register(), BOUND, 2022, {"EUU": ["DEU", "FRA"]})
    assert sorted(found.matrix.index) == ["DEU", "FJI", "FRA"]
    assert found.expanded


def test_shares_by_theme() -> None:
    data = register()
    people = pd.Series({"FRA": 60.0, "KEN": 30.0, "PER": 10.0, "FJI": np.nan})
    product = pd.Series({"FRA": 75.0, "KEN": 25.0})
    found = theme_coverage(data, commitments(data, BOUND, 2022), ["digital_trade", "measurement"], people, product)
    trade = found.loc["digital_trade"]
    assert trade[["instruments", "economies", "others", "without_population", "without_product"]].tolist() == [
        1,
        2,
        1,
        1,
        1,
    ]
    assert trade[["share_economies", "share_population", "share_product"]].tolist() == [50.0, 60.0, 75.0]
    assert found.loc["measurement", ["economies", "share_population"]].tolist() == [0, 0.0]
    assert found.loc["any", "economies"] == 2


def test_cells_have_one_row_for_each_theme() -> None:
    data = register()
    cells = coverage_cells(data, commitments(data, BOUND, 2022))
    assert len(cells) == 6
    assert set(cells["theme"]) == {"digital_trade", "standards"}


def test_both_variants() -> None:
    data = register()
    people = pd.Series({"FRA": 1.0, "DEU": 1.0})
    found = binding_coverage(data, 2022, ["digital_trade"], people, people, {"EUU": ["DEU", "FRA"]})
    counts = found.set_index("variant", append=True)["share_economies"]
    assert counts["digital_trade", "as_listed"] == 50.0
    assert counts["digital_trade", "expanded"] == 100.0
    assert set(binding_coverage(data, 2022, ["digital_trade"], people, people)["variant"]) == {"as_listed"}


def test_the_register_must_say_which_lists_are_complete() -> None:
    data = register()
    bare = Governance(data.platforms, data.meetings, data.instruments.drop(columns="party_list"), data.parties, "")
    with pytest.raises(ValueError, match="party_list"):
        commitments(bare)


def test_the_shipped_register_marks_every_incomplete_list(shipped: Governance) -> None:
    lists = shipped.instruments.set_index("id")["party_list"]
    assert set(lists[lists == "partial"].index) == INCOMPLETE
    listed = set(shipped.parties["instrument_id"])
    assert set(lists[lists == "none"].index) == set(lists.index) - listed
    assert shipped.instruments["party_list_source"].ne("").all()
    assert not INCOMPLETE & set(commitments(shipped).matrix.columns)


def test_ai_texts_have_the_parties_that_their_source_counts(shipped: Governance) -> None:
    read = shipped.parties[shipped.parties["verified"]]
    counts = read.groupby("instrument_id")["iso3"].nunique()
    assert {code: int(counts[code]) for code in LISTED} == LISTED
    convention = read[read["instrument_id"] == "coe-ai"]
    assert (convention["status"] == "signed").sum() == 21
    assert convention.query("status == 'ratified'")[["iso3", "year"]].to_numpy().tolist() == [["EUU", 2026]]


def test_binding_coverage_of_the_shipped_register(shipped: Governance) -> None:
    data = tests.shipped.shipped()
    economies = list(data.economies)
    people = data.observations.wide("SP.POP.TOTL")[2023].reindex(economies)
    product = data.observations.wide("NY.GDP.MKTP.CD")[2023].reindex(economies)
    found = binding_coverage(shipped, 2026, layout.THEMES, people, product)
    assert found.loc["ai_governance", "economies"] == 5  # DEPA (4) and Australia-Singapore (2), Singapore in both
    assert found.loc["digital_trade", "others"] == 1  # EUU
    shares = found[["share_economies", "share_population", "share_product"]].to_numpy()
    assert ((shares >= 0) & (shares <= 100)).all()
    assert (found.loc["any", "economies"] >= found["economies"]).all()


def test_timelines(shipped: Governance) -> None:
    found = timeline(shipped, "adopted")
    known = shipped.instruments[shipped.instruments["verified"]]["adopted_year"].notna().sum()
    assert found["count"].sum() == known == found["cumulative"].iloc[-1]
    assert found["year"].diff().dropna().eq(1).all()
    assert timeline(shipped, "meetings", "ai_governance")["count"].sum() < timeline(shipped, "meetings")["count"].sum()
    assert timeline(register(), "platforms").empty
    with pytest.raises(ValueError, match="allowed: adopted"):
        timeline(shipped, "births")
