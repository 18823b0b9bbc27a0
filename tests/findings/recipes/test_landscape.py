"""Registers: only rows read at a source count, ties are told, and what was not read is never called none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import landscape
from pipeline.findings.workshop import Workshop
from pipeline.model.registers import Governance
from tests.findings.world import claim_of, governance, read, sentence_of, series, spread, value, workshop


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
    assert words.title == "Of 3 platforms with a known start, 2 began in 2017 or later"
    assert "The oldest with a known start is OU (1865)." in words.text
    assert words.labels["union"] == "OU" and words.labels["forum"] == "Open Forum"
    assert "Of the one platform that began before 2017 an edition of 2023 or later is in the register." in words.text
    assert "1865年" in read(shop, exhibit, "zh").text


def test_a_platform_that_ended_before_the_picture_begins_has_no_negative_length() -> None:
    platforms = governance().platforms
    platforms.loc[0, "latest_known_edition_year"] = 1990
    shop = shop_with(platforms=platforms)
    exhibit = landscape.platform_timeline(shop, "fig-a")
    assert (exhibit.data["end"] >= exhibit.data["start"]).all()
    assert value(shop, "fig-a.before_alive") == 0
    assert "no edition of 2023 or later was read" in sentence_of(shop, claim_of(exhibit, "alive"))  # not: it has ended


def test_oldest_platforms_that_tie_and_a_field_of_young_ones() -> None:
    platforms = governance().platforms.assign(first_year=2018, latest_known_edition_year=2025)
    exhibit = landscape.platform_timeline(shop := shop_with(platforms=platforms), "fig-a")
    assert sentence_of(shop, claim_of(exhibit, "oldest")).startswith("The oldest with a known start are ")
    assert not [claim for claim in exhibit.claims if claim.id.endswith("alive")]
    assert "3 began in 2017 or later" in read(shop, exhibit).title
    none = landscape.platform_timeline(shop := shop_with(platforms=platforms.assign(first_year=1999)), "fig-a")
    assert read(shop, none).title == "Of 3 platforms with a known start, none began in 2017 or later"


def test_a_start_that_was_not_read_is_counted_apart() -> None:
    platforms = governance().platforms
    platforms["first_year"] = [1865, None, None, None]
    shop = shop_with(platforms=platforms)
    words = read(shop, landscape.platform_timeline(shop, "fig-a"))
    assert "For 2 more platforms no year of a first edition was read" in words.note
    platforms["first_year"] = None
    with pytest.raises(ValueError, match="no platform"):
        landscape.platform_timeline(shop_with(platforms=platforms), "fig-a")


@pytest.mark.parametrize(
    ("first", "last", "count", "width"),
    [(2024, 2026, 3, 1), (1995, 2026, 7, 5), (1865, 2026, 9, 20), (2026, 2026, 1, 1), (1500, 2026, 11, 50)],
)
def test_periods_are_equally_long(first: int, last: int, count: int, width: int) -> None:
    found = landscape.periods(first, last)
    assert (len(found), {high - low + 1 for low, high in found}) == (count, {width})
    assert found[0][0] <= first and found[-1][1] == last
    assert all(one[1] + 1 == other[0] for one, other in pairwise(found))


def test_instrument_timeline() -> None:
    shop = shop_with()
    exhibit = landscape.instrument_timeline(shop, "fig-a")
    assert value(shop, "fig-a.instruments") == 3  # without the tale (not read) and the hope (no year)
    assert value(shop, "fig-a.since") == 2 and value(shop, "fig-a.since_not_multilateral") == 2
    assert (value(shop, "fig-a.binding_by_design"), value(shop, "fig-a.binding")) == (2, 1)  # one is not in force
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.to_numpy().sum() == 3 and list(table.index) == sorted(table.index)
    words = read(shop, exhibit)
    assert "For one more" not in words.note and "One more has no year of adoption" in words.note
    assert "of 2 instruments adopted since 2017, 2 are not multilateral" in words.title
    assert "By design 2 of the 3 bind; an entry into force by 2026 was read for one of them." in words.text
    assert "2项" in read(shop, exhibit, "zh").title


def test_layers_that_tie_and_one_alone() -> None:
    shop = shop_with()  # one of each layer
    exhibit = landscape.instrument_timeline(shop, "fig-a")
    assert "Each layer has the same number of instruments, 1 of 3." in sentence_of(shop, claim_of(exhibit, "layer"))
    same = governance().instruments.assign(layer="multilateral", binding="no")
    exhibit = landscape.instrument_timeline(shop := shop_with(instruments=same), "fig-a")
    assert sentence_of(shop, claim_of(exhibit, "layer")) == "All 3 are multilateral."
    assert sentence_of(shop, claim_of(exhibit, "binding")) == "By design none of the 3 binds."
    assert "every one is multilateral" in sentence_of(shop, claim_of(exhibit, "recent"))
    for code in ("en", "zh"):
        read(shop, exhibit, code)


def test_a_lead_of_old_instruments_is_no_firm_one() -> None:
    """Of all most are regional; of those of the last ten years, and of those that bind, they are not."""
    rows = [governance().instruments.iloc[[0]]] * 5
    frame = pd.concat(rows, ignore_index=True).assign(
        id=[*"abcde"],
        layer=["regional"] * 3 + ["bilateral"] * 2,
        adopted_year=[1999, 1999, 1999, 2020, 2021],
        binding=["no"] * 3 + ["yes"] * 2,
    )
    shop = shop_with(instruments=frame)
    found = claim_of(landscape.instrument_timeline(shop, "fig-a"), "layer")
    assert (found.says, found.standing) == ("regional", Standing.WITHDRAWN)


@pytest.mark.parametrize(("register", "by", "rows"), [("platforms", "membership_type", 3), ("instruments", "layer", 4)])
def test_theme_matrix(register: str, by: str, rows: int) -> None:
    shop = shop_with()
    exhibit = landscape.theme_matrix(shop, "fig-a", register, by)
    assert value(shop, "fig-a.rows") == rows
    frame = exhibit.data
    assert not frame.duplicated(["row", "column"]).any()
    assert len(frame) == frame["row"].nunique() * frame["column"].nunique()  # zeros are there
    words = read(shop, exhibit)
    assert f"Counted are the {rows} {register}" in words.note
    if register == "platforms":
        assert frame.groupby("row")["value"].sum().to_dict() == {
            "standards": 2,
            "digital_divide": 1,
            "digital_trade": 1,
        }
        text = sentence_of(shop, claim_of(exhibit, "most"))
        assert text.startswith("Standards is on the agenda of 2 of 3 platforms, 1 more than the next theme.")
        assert (
            "Fewest were found on" in words.text and "the digital divide" in words.text and "1 of 3 each" in words.text
        )
    else:
        assert claim_of(exhibit, "most").says == "digital_trade standards"  # two of each
        assert "Each theme is the subject of the same number" in sentence_of(shop, claim_of(exhibit, "most"))
        assert not [claim for claim in exhibit.claims if claim.id.endswith("least")]
    read(shop, exhibit, "zh")


def test_themes_without_a_row_that_was_read() -> None:
    with pytest.raises(ValueError, match="read at a source"):
        landscape.theme_matrix(
            shop_with(platforms=governance().platforms.assign(verified=False)), "fig-a", "platforms", "membership_type"
        )


def test_meetings_by_year() -> None:
    shop = shop_with()
    exhibit = landscape.meetings_by_year(shop, "fig-a", 2022)
    assert (value(shop, "fig-a.meetings"), value(shop, "fig-a.peak"), value(shop, "fig-a.multistakeholder")) == (
        4,
        2,
        2,
    )
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.sum(axis=1).to_dict() == {"2022": 0, "2023": 1, "2024": 2, "2025": 1}  # years without a meeting stay
    assert sentence_of(shop, claim_of(exhibit, "peak")) == "Most were read for 2024: 2."
    found = claim_of(exhibit, "kind")
    assert found.says == "multistakeholder" and found.standing is not Standing.FIRM  # not so in the earlier half
    assert "4" in read(shop, exhibit).alt + read(shop, exhibit).title
    read(shop, exhibit, "zh")
    one = landscape.meetings_by_year(shop, "fig-b", 2025)
    assert one.data["value"].sum() == 1
    assert "All 1 meeting" not in read(shop, one).title and "one kind of platform" in read(shop, one).title
    with pytest.raises(ValueError, match="no meeting since 2031"):
        landscape.meetings_by_year(shop, "fig-c", 2031)


def test_years_with_as_many_meetings_are_not_told_as_one_peak() -> None:
    meetings = governance().meetings.assign(year=[2023, 2023, 2025, 2025, 2024], verified=[True] * 4 + [False])
    more = pd.concat([meetings, meetings.iloc[[0]].assign(year=2020)], ignore_index=True)
    exhibit = landscape.meetings_by_year(shop := shop_with(meetings=more), "fig-a", 2020)
    assert sentence_of(shop, claim_of(exhibit, "peak")) == "Most were read for 2 years alike, 2 each, last for 2025."
