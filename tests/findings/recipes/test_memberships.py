"""Memberships on a map: only lists read at a source count; none and not read are told apart."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import memberships
from pipeline.findings.workshop import Workshop
from tests.findings.world import claim_of, governance, read, sentence_of, series, spread, value, workshop


def shop_with(**parts: pd.DataFrame) -> Workshop:
    return workshop(series("USE", spread({"FRA": 1.0})), governance=replace(governance(), **parts))


def test_membership_map() -> None:
    shop = shop_with()
    exhibit = memberships.membership_map(shop, "fig-a", "digital_trade")
    joined = exhibit.data.set_index("REF_AREA")["value"]
    assert joined[joined > 0].to_dict() == {"FRA": 2, "KEN": 1, "USA": 1}  # nothing unread, no EUU
    assert (value(shop, "fig-a.lists"), value(shop, "fig-a.one"), value(shop, "fig-a.top")) == (2, 2, 2)
    words = read(shop, exhibit)
    assert words.title.startswith("Digital trade: ")
    assert "3 economies had joined at least one of 2 instruments" in words.title
    leaders = claim_of(exhibit, "leaders")  # not told: of parties alone, and without the pact, others stand on as many
    assert (leaders.says, leaders.standing) == ("FRA", Standing.WITHDRAWN)
    assert sentence_of(shop, leaders).startswith("On most lists stands France: 2 of 2, 1 more than the next.")
    assert "Of the 3 economies on a list, 2 stand on one alone." in words.text
    assert (words.labels["one"], words.labels["two_three"], words.labels["seven"]) == ("1", "2–3", "7 or more")
    chinese = read(shop, exhibit, "zh").labels
    assert [chinese[code] for code in ("one", "two_three", "seven")] == ["1项", "2—3项", "7项及以上"]
    assert "lower bounds" in words.note and "Natural Earth" in words.note
    assert set(exhibit.options["classes"]) <= set(words.labels)  # type: ignore[call-overload]
    assert (
        "列名最多的是中France" in sentence_of(shop, leaders, "zh")
        and "2项文书中，3个经济体至少加入1项" in read(shop, exhibit, "zh").title
    )
    assert shop.facts.rootless() == []


def test_none_and_not_read_are_different_classes() -> None:
    """India stands only on a list that was read in part, Japan on no complete list; the code's list was not read at all."""
    register = governance()
    instruments = register.instruments.assign(party_list=["complete", "none", "partial", "none", "none"])
    parties = register.parties.copy()
    parties.loc[len(parties)] = ["deal", "IND", "signed", 2021, True, ""]
    shop = shop_with(instruments=instruments, parties=parties)
    exhibit = memberships.membership_map(shop, "fig-a", "digital_trade")
    classes = exhibit.data.set_index("REF_AREA")["class"]
    assert (classes["FRA"], classes["IND"], classes["JPN"]) == ("one", "in_part", "none")
    words = read(shop, exhibit)
    assert (
        words.labels["in_part"] == "Only on lists read in part"
        and words.labels["none"] == "On none of the complete lists"
    )
    assert words.labels["no_data"] not in (words.labels["none"], words.labels["in_part"])
    assert "not counted, are the lists of Deal" in words.note
    assert value(shop, "fig-a.economies") == 2  # India is not counted, and not counted as none
    assert {"仅见于部分查证的名单", "不在任何完整名单上"} <= set(read(shop, exhibit, "zh").labels.values())


def test_a_lead_that_partial_lists_would_take_away_is_no_firm_one() -> None:
    register = governance()
    more = register.instruments[register.instruments["id"] == "deal"].assign(
        id="draft", short_name="Draft", party_list="partial"
    )
    rows = [("draft", "KEN", "signed", 2021, True, ""), ("draft", "USA", "signed", 2021, True, "")]
    parties = pd.concat([register.parties, pd.DataFrame(rows, columns=register.parties.columns)], ignore_index=True)
    shop = shop_with(instruments=pd.concat([register.instruments, more], ignore_index=True), parties=parties)
    found = claim_of(memberships.membership_map(shop, "fig-a", "digital_trade"), "leaders")
    assert found.says == "FRA" and "with-partial-lists" in found.conditions and found.standing is not Standing.FIRM


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (["FRA"], "By 2026 one economy stands on the one complete list of parties."),
        (["FRA", "KEN"], "By 2026 2 economies stand on the one complete list of parties."),
    ],
)
def test_one_list_alone_has_no_leader(areas: list[str], said: str) -> None:
    rows = [("deal", area, "signed", 2021, True, "") for area in areas]
    parties = pd.DataFrame(rows, columns=governance().parties.columns)
    shop = shop_with(parties=parties)
    exhibit = memberships.membership_map(shop, "fig-a", "digital_trade")
    assert not [claim for claim in exhibit.claims if claim.id.endswith("leaders")]
    assert sentence_of(shop, claim_of(exhibit, "joined")) == said
    for code in ("en", "zh"):
        assert read(shop, exhibit, code).title


def test_membership_counts_no_list_that_was_not_read() -> None:
    parties = governance().parties.assign(verified=lambda d: d["instrument_id"] == "deal")
    shop = shop_with(parties=parties)
    memberships.membership_map(shop, "fig-a", "digital_trade")
    assert value(shop, "fig-a.lists") == 1
    with pytest.raises(ValueError, match="complete list"):
        memberships.membership_map(shop, "fig-b", "digital_divide")
