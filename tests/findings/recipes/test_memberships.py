"""Memberships on a map: only lists read at a source count, a lower bound is called one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pipeline.findings.recipes import memberships
from pipeline.findings.workshop import Workshop
from tests.findings.world import governance, read, series, spread, value, workshop


def shop_with(**parts: pd.DataFrame) -> Workshop:
    return workshop(series("USE", spread({"FRA": 1.0})), governance=replace(governance(), **parts))


def test_membership_map() -> None:
    shop = shop_with()
    exhibit = memberships.membership_map(shop, "fig-a", "digital_trade")
    table = exhibit.data.groupby("segment")["value"].sum()  # few have joined: bars, because a map would be mostly gaps
    assert exhibit.kind == "stacked_bars"
    assert (table["one"], table["two_three"]) == (2, 1)  # Kenya and the United States; France; nothing unread, no EUU
    assert table.sum() == sum(len(group.members) for group in memberships._regions(shop))
    assert (value(shop, "fig-a.lists"), value(shop, "fig-a.one"), value(shop, "fig-a.top")) == (2, 2, 2)
    words = read(shop, exhibit)
    assert "3 economies" in words.title
    assert "those of France" in words.text and "lower bound" in words.text + words.subtitle
    assert set(exhibit.options["segments"]) <= set(words.labels)  # type: ignore[call-overload]


def test_membership_counts_no_list_that_was_not_read() -> None:
    parties = governance().parties.assign(verified=lambda d: d["instrument_id"] == "deal")
    shop = shop_with(parties=parties)
    memberships.membership_map(shop, "fig-a", "digital_trade")
    assert value(shop, "fig-a.lists") == 1
