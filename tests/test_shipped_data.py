"""The data that ship, against what their publishers print and against themselves: values, flags, breaks, licences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.findings.naming import licences
from pipeline.model.dataset import Dataset
from tests.shipped import shipped

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def data() -> Dataset:
    return shipped()


PRINTED = [  # indicator, economy, year, value, printed digits
    ("GCI", "COD", 2024, 56.75, 2),
    ("GCI", "COG", 2024, 27.60, 2),
    ("GCI", "SLV", 2024, 37.29, 2),
    ("GCI", "DEU", 2024, 97.85, 2),
    ("GCI", "FIN", 2020, 95.78, 2),
    ("IT.NET.USER.ZS", "CHN", 2022, 75.6, 1),
    ("IT.NET.USER.ZS", "CHN", 2023, 90.6, 1),
    ("GIRAI_2024", "NLD", 2024, 86.16, 2),
    ("MSFT_AI_DIFFUSION_H2", "ARE", 2025, 64.0, 1),
    ("MSFT_AI_DIFFUSION_H2", "SGP", 2025, 60.9, 1),
    ("AIPI", "SGP", 2023, 0.80, 2),
    ("AIPI", "DNK", 2023, 0.78, 2),
    ("AIPI", "USA", 2023, 0.77, 2),
    ("SPI.INDEX", "BHS", 2019, 37.5, 1),
]


@pytest.mark.parametrize(("code", "area", "year", "value", "digits"), PRINTED)
def test_published_values(data: Dataset, code: str, area: str, year: int, value: float, digits: int) -> None:
    assert data.observations.wide(code).at[area, year] == pytest.approx(value, abs=0.5 * 10**-digits + 1e-9)


def test_the_entry_basket_of_2025_is_as_itu_prints_it(data: Dataset) -> None:
    """ITU, Facts and Figures 2025: median 1.4 per cent of GNI per capita, 130 of 205 economies within 2 per cent."""
    price = data.observations.wide("ITU_i271mb_5GB_GNI")[2025].dropna()
    assert len(price) == 206
    assert price.median() == pytest.approx(1.4, abs=0.05)
    thresholds = data.parameters.thresholds.set_index(["method", "parameter"])["value"]
    assert 129 <= (price <= thresholds["affordability", "entry_level"]).sum() <= 131


def test_the_tiers_of_cybersecurity_are_as_itu_counts_them(data: Dataset) -> None:
    """ITU, release of 12 September 2024: 46 economies in tier 1, 105 in tiers 3 and 4."""
    scores = data.observations.wide("GCI")[2024].dropna()
    classes = data.parameters.classes
    bounds = classes[classes["scheme"] == "GCI"].set_index("class")
    count = {
        code: int(((scores >= low) & (scores < (np.inf if pd.isna(high) else high))).sum())
        for code, low, high in zip(bounds.index, bounds["lower"], bounds["upper"], strict=True)
    }
    assert count["tier_1"] == 46 and count["tier_3"] + count["tier_4"] == 105
    assert sum(count.values()) == len(scores) == 194


def status(data: Dataset, code: str, year: int | None = None) -> pd.Series:
    rows = data.observations.of(code)
    return (rows if year is None else rows[rows["TIME_PERIOD"] == year])["OBS_STATUS"].value_counts()


def test_flags_of_the_sources_are_not_lost(data: Dataset) -> None:
    assert status(data, "IT.NET.USER.ZS", 2024)["E"] == 110  # ITU's copy: 111 of 184; the World Bank's has 182
    assert status(data, "IT.NET.USER.ZS", 2023)["E"] == 105
    assert status(data, "SDG_NV_IND_TECH").to_dict() == {"E": 2700}
    assert set(status(data, "MSFT_AI_DIFFUSION_Q1").index) == {"E"}
    assert set(status(data, "ITU_i271mb_5GB_GNI", 2025).index) == {"A"}
    assert set(status(data, "ITU_i271mb_5GB_GNI", 2024).index) == {"G"}
    assert set(status(data, "ITU_i271mb_2GB_GNI", 2025).index) == {"G"}
    assert set(status(data, "ITU_i271mb_1GB_USD").index) == {"G"}


def test_breaks_are_marked(data: Dataset) -> None:
    china = data.observations.of("IT.NET.USER.ZS").query("REF_AREA == 'CHN' and TIME_PERIOD == 2023")
    assert china["OBS_STATUS"].item() == "B"
    for code in ("SPI.INDEX", *(f"SPI.INDEX.PIL{n}" for n in range(1, 6))):
        assert set(status(data, code, 2024).index) == {"B"}
        assert "B" not in status(data, code, 2023)


def test_the_parts_of_the_new_indices_make_them(data: Dataset) -> None:
    wide = data.observations.wide
    parts = [wide(f"GTMI_{name}") for name in ("CGSI", "PSDI", "DCEI", "GTEI")]
    assert (sum(parts[1:], parts[0]) / 4 - wide("GTMI")).abs().max(axis=None) < 1e-6
    pillars = [wide(f"SPI.INDEX.PIL{n}") for n in range(1, 6)]
    gap = (sum(pillars[1:], pillars[0]) / 5 - wide("SPI.INDEX")).abs()
    assert gap.loc[:, :2023].max(axis=None) < 1e-4 and gap[2024].max() < 0.061  # 2024 is rounded to 0.1 in its source
    product = wide("NY.GDP.MKTP.CD").stack().dropna().index
    assert set(product) == set(wide("NY.GDP.PCAP.CD").stack().dropna().index)


def test_editions_that_must_not_be_trended_are_indicators_of_their_own(data: Dataset) -> None:
    for code in ("OXFORD_2023", "OXFORD_2025", "GIRAI_2024", "GIRAI_2026"):
        (year,) = data.observations.of(code)["TIME_PERIOD"].unique()
        assert str(year) in code and str(year) in data.observations.indicators[code].name


def test_baskets_hold_one_definition_each(data: Dataset) -> None:
    spans = {
        "ITU_i271md_pd_B1GB_GNI": (2013, 2017),
        "ITU_i271mb_1GB5_GNI": (2018, 2020),
        "ITU_i154_FBB_GNI": (2008, 2017),
    }
    for code, (first, last) in spans.items():
        years = data.observations.of(code)["TIME_PERIOD"]
        assert (years.min(), years.max()) == (first, last)


def test_releases_are_kept_and_not_spliced(data: Dataset) -> None:
    assert {"2020-10", "2024-03", "2024-06", "2024-11", "2026-02", "2026-03"} <= set(data.vintages)
    old, new = data.vintages["2026-03"].wide("IT.NET.USER.ZS"), data.observations.wide("IT.NET.USER.ZS")
    pairs = (old - new).abs().stack().dropna()
    assert 0.90 < (pairs <= 0.11).mean() < 0.94  # the release of July 2026 revised the past
    assert set(old.columns) < set(new.columns)
    population = data.observations.wide("SP.POP.TOTL")
    assert population.columns.min() == 2005 and population.notna().all(axis=None)  # years of an older release are gone
    for label, book in data.vintages.items():
        assert set(book.indicators) <= set(data.observations.indicators), label


def test_levels_of_a_skill_do_not_add_up_to_more_than_everyone(data: Dataset) -> None:
    wide = data.observations.wide
    for area in ("IDL", "CC", "DCC", "SF", "PS"):
        assert (wide(f"ITU_SKILL_{area}_BASIC") + wide(f"ITU_SKILL_{area}_ABOVEBASIC")).max(axis=None) <= 100


def test_numbers_and_rates_of_subscriptions_tell_the_same(data: Dataset) -> None:
    wide = data.observations.wide
    people = wide("SP.POP.TOTL")
    for number, rate in (
        ("IT.NET.BBND", "IT.NET.BBND.P2"),
        ("IT.CEL.SETS", "IT.CEL.SETS.P2"),
        ("ITU_i271mw", "ITU_i911mw"),
    ):
        ratio = (100 * wide(number) / people / wide(rate)).stack().replace([np.inf, 0], np.nan).dropna()
        assert ratio.between(0.6, 1.6).all(), number  # Cyprus and Moldova: subscriptions and people of different areas


def test_registers_of_laws(data: Dataset) -> None:
    states = data.laws.cyberlaw
    assert len(states) == 195 * 5
    law = states[states["state"] == "legislation"].groupby("area").size()
    assert law.to_dict() == {
        "electronic_transactions": 176, "consumer_protection": 119, "privacy": 155, "cybercrime": 175, "indirect_taxation": 98,
    }  # fmt: skip
    assert (states["state"] == "no_data").sum() == 22
    assert len(data.laws.ai_laws) == 74 and "TWN" not in set(data.laws.ai_laws["iso3"])


def test_no_data_set_without_a_licence_claims_one(data: Dataset) -> None:
    known = data.observations.indicators
    datahub = {known[code].licence for code in known if known[code].source == "ITU, DataHub"}
    assert datahub == {"not stated (ITU DataHub terms)", "see repo LICENSE.txt (ITU)"}
    assert all("not stated" in known[code].licence for code in known if code.startswith("OXFORD_2025"))


def test_registers_and_goals_have_their_chinese_names(data: Dataset) -> None:
    """Platforms, instruments, places and outcomes; of targets those of the United Nations, whose Chinese is official."""
    register = data.governance
    asked = {
        "platform": set(register.platforms["id"]),
        "instrument": set(register.instruments["id"]),
        "place": {place for place in register.meetings["place"] if place},
        "outcome": {outcome for outcome in register.meetings["outcome_title"] if outcome},
        "target": {target for target in data.parameters.targets["target"] if target.startswith("sdg-")},
    }
    lacking = {
        (kind, code)
        for kind, codes in asked.items()
        for code in codes
        if not data.terms.get((kind, code), {}).get("zh")
    }
    assert lacking == set()
    unknown = {key for key in data.terms if key[0] in asked and key[1] not in asked[key[0]]}
    assert unknown == set()
    wordings = dict(data.parameters.targets[["target", "wording"]].itertuples(index=False))
    assert {
        code for code in asked["target"] if data.terms["target", code].get("en", wordings[code]) != wordings[code]
    } == set()


def test_every_licence_has_its_chinese_name(data: Dataset) -> None:
    """One without is printed in English; a term that no sheet states any longer is taken out."""
    named = {code for kind, code in data.terms if kind == "licence"}
    stated = set(licences(data))
    assert (stated - named, named - stated) == (set(), set())


def _wide(name: str) -> float:
    return sum(0.5 if mark.isascii() else 1.0 for mark in name)


def test_names_in_charts_are_short(data: Dataset) -> None:
    """Labels of the heat map of instruments and of the line of platforms have this much room.

    In Chinese letters and digits are half as wide as a character.
    """
    longest = {"instrument": (26, 13), "platform": (32, 19), "short": (28, 14)}
    long = {
        (kind, code): names
        for (kind, code), names in data.terms.items()
        if kind in longest and (len(names["en"]) > longest[kind][0] or _wide(names["zh"]) > longest[kind][1])
    }
    assert long == {}
