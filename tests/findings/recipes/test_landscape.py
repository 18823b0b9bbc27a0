"""Registers: only rows read at a source count, a lower bound is called one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.findings.recipes import landscape
from pipeline.findings.workshop import Workshop
from pipeline.model.registers import Governance
from tests.findings.world import governance, read, series, spread, value, workshop


def shop_with(**parts: pd.DataFrame) -> Workshop:
    register: Governance = replace(governance(), **parts)
    return workshop(series("USE", spread({"FRA": 1.0})), governance=register)


def test_platform_timeline() -> None:
    shop = shop_with()
    exhibit = landscape.platform_timeline(shop, "fig-a")
    frame = exhibit.data.set_index("label")
    assert set(frame.index) == {"union", "forum", "club"}  # the rumour was not read
    assert frame.loc["union", ["start", "end", "first_year"]].tolist() == [1995, 2024, 1865]
    assert frame.loc["club", ["start", "end"]].tolist() == [2020, 2020]  # no later edition read
    words = read(shop, exhibit)
    assert "2 of 3 platforms" in words.title
    assert "Old Union" in words.text and "1865" in words.text
    assert words.labels["union"] == "OU" and words.labels["forum"] == "Open Forum"


def test_a_platform_that_ended_before_the_picture_begins_has_no_negative_length() -> None:
    platforms = governance().platforms
    platforms.loc[0, "latest_known_edition_year"] = 1990
    shop = shop_with(platforms=platforms)
    frame = landscape.platform_timeline(shop, "fig-a").data
    assert (frame["end"] >= frame["start"]).all()
    assert value(shop, "fig-a.before_2017_alive") == 0


def test_instrument_timeline() -> None:
    shop = shop_with()
    exhibit = landscape.instrument_timeline(shop, "fig-a")
    assert value(shop, "fig-a.instruments") == 3  # without the tale (not read) and the hope (no year)
    assert value(shop, "fig-a.since_2018") == 2 and value(shop, "fig-a.since_2018_not_multilateral") == 2
    assert (value(shop, "fig-a.binding_by_design"), value(shop, "fig-a.binding")) == (2, 1)  # one is not in force
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.to_numpy().sum() == 3
    assert table.index.str.fullmatch(r"\d{4}").all()  # columns of equal time
    assert table["regional"].sum() == 1 and table["multilateral"].sum() == 1
    words = read(shop, exhibit)
    assert "3 instruments" in words.title and "2" in words.text


@pytest.mark.parametrize(("register", "by", "rows"), [("platforms", "membership_type", 3), ("instruments", "layer", 4)])
def test_theme_matrix(register: str, by: str, rows: int) -> None:
    shop = shop_with()
    exhibit = landscape.theme_matrix(shop, "fig-a", register, by)
    assert value(shop, "fig-a.rows") == rows
    frame = exhibit.data
    assert not frame.duplicated(["row", "column"]).any()
    assert len(frame) == frame["row"].nunique() * frame["column"].nunique()  # zeros are there
    words = read(shop, exhibit)
    assert register in words.title and str(rows) in words.title + words.text
    if register == "platforms":
        assert frame.groupby("row")["value"].sum().to_dict() == {
            "standards": 2,
            "digital_divide": 1,
            "digital_trade": 1,
        }
        assert "Standards is on the agenda of 2" in words.title


def test_meetings_by_year() -> None:
    shop = shop_with()
    exhibit = landscape.meetings_by_year(shop, "fig-a", 2022)
    assert (value(shop, "fig-a.meetings"), value(shop, "fig-a.peak"), value(shop, "fig-a.intergovernmental")) == (
        4,
        2,
        1,
    )
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.sum(axis=1).to_dict() == {"2022": 0, "2023": 1, "2024": 2, "2025": 1}  # years without a meeting stay
    words = read(shop, exhibit)
    assert "2024" in words.title and "4 meetings since 2022" in words.text
    assert landscape.meetings_by_year(shop, "fig-b", 2025).data["value"].sum() == 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("World Summit on the Information Society (WSIS)", "WSIS"),
        ("Forum (annual)", "Forum"),
        ("Council, a body", "Council"),
        ("One / Other", "One"),
        ("Plain", "Plain"),
        ("Broken (open", "Broken"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert landscape._short(name) == short
