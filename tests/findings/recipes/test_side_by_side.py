"""Methods side by side: the same series, several verdicts, whose they are, and why they differ."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import side_by_side
from pipeline.findings.verdicts import codes, judged, sourced_official
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.progress.verdicts import Method
from pipeline.tables import evidence
from tests.findings.world import (
    ECONOMIES,
    claim_of,
    parameters,
    read,
    sentence_of,
    series,
    targets,
    thresholds,
    tongue,
    value,
    workshop,
)

CODES = list(ECONOMIES)
GOOD = ["achieved", "on_track"]


def lines() -> dict[str, dict[int, float]]:
    """Twelve lines from 2015 to 2024: from falling to nearly there; one met, one of a single year."""
    cells = {
        code: {year: 40 + (n - 2) * 0.7 * (year - 2015) for year in range(2015, 2025)} for n, code in enumerate(CODES)
    }
    return cells | {"FRA": {2024: 50.0}, "DEU": {2015: 90.0, 2024: 100.0}}


def world(cells: dict[str, dict[int, float]] | None = None, year: int = 2030, **kinds: object) -> Workshop:
    goals = parameters(targets=targets(("everyone", "USE", 100.0, "higher"), year=year), thresholds=thresholds(**kinds))  # type: ignore[arg-type]
    return workshop(series("USE", cells or lines()), parameters=goals)


@pytest.fixture
def shop() -> Workshop:
    return world()


def keys(exhibit) -> set[str]:  # type: ignore[no-untyped-def]
    return {claim.id.partition(":")[2] for claim in exhibit.claims}


def both(shop: Workshop, exhibit) -> str:  # type: ignore[no-untyped-def]
    """English words, after a look at the Chinese ones and at every claim in both."""
    for code in ("en", "zh"):
        read(shop, exhibit, code)
        for claim in exhibit.claims:
            told = sentence_of(shop, claim, code)
            assert told[-1] in ".。" and "  " not in told and not (code == "en" and told[0].isdigit()), told
    words = read(shop, exhibit)
    return f"{words.title} | {words.text} | {words.note}"


def test_verdicts_by_method(shop: Workshop) -> None:
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    table = exhibit.data.pivot(index="bar", columns="segment", values="economies")
    assert set(table.index) == set(map(str, Method)) and (table.sum(axis=1) == 12).all()
    assert exhibit.data.groupby("bar")["value"].sum().to_numpy() == pytest.approx(100), (
        "per cent on an axis of per cent"
    )
    assert exhibit.data["bar"].iloc[0] == "unsd" and exhibit.data["bar"].iloc[-1] == "probability"
    assert (table["achieved"] == 1).all()
    assert table.loc["unsd", "not_assessed"] == 1
    assert "the target for Short USE, 100 per cent by 2030" in read(shop, exhibit).subtitle


def test_the_range_rests_on_official_methods_with_sources_and_on_the_same_economies(shop: Workshop) -> None:
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    known = judged(codes(shop, "everyone")[["unsd", "statistics_canada"]])
    counts = known.isin(GOOD).sum()
    assert (value(shop, "fig-a.low"), value(shop, "fig-a.high")) == (counts.min(), counts.max())
    assert value(shop, "fig-a.series") == len(known) == 11
    label = read(shop, exhibit).labels
    assert label["unsd"].endswith("(official)") and label["sdsn"].endswith("(research)")
    assert label["escap"].endswith("(official, bounds without a source)") and label["probability"].endswith(
        "(this report)"
    )
    told = both(shop, exhibit)
    assert "the UN Statistics Division and Statistics Canada" in told and "SDSN" not in told.partition("|")[0]


def test_a_range_is_told_where_the_official_methods_differ() -> None:
    """99.1 of 100 is there by UNSD, and much too slow by Statistics Canada."""
    near = {code: {2015: 98.9, 2020: 99.0, 2024: 99.1} for code in CODES[:9]} | {code: {2015: 40.0, 2020: 40.0, 2024: 40.0} for code in CODES[9:]}  # fmt: skip
    shop = world(near)
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    claim = claim_of(exhibit, "range")
    assert (claim.says, claim.standing) == ("apart", Standing.FIRM)
    assert "0 to 9 of 12 economies on track for 2030 or there, depending on the official method" in both(shop, exhibit)
    assert "By the UN Statistics Division 9 of 12" in sentence_of(shop, claim)


def test_equal_counts_are_no_range() -> None:
    shop = world({code: {2015: 60.0, 2020: 75.0, 2024: 95.0} for code in CODES})
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    claim = claim_of(exhibit, "range")
    assert claim.says == "close" and "depending" not in both(shop, exhibit)
    assert "12 of 12 economies on track for 2030 or there, by each official method with sourced bounds" in read(shop, exhibit).title  # fmt: skip


@pytest.mark.parametrize("sourced", [(), ("unsd",), ("sdsn", "probability")])
def test_no_range_without_two_sourced_official_methods(sourced: tuple[str, ...]) -> None:
    shop = world(sourced=sourced)
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    assert "range" not in keys(exhibit) and "no counts are set side by side" in both(shop, exhibit)


def test_the_other_methods_stand_apart(shop: Workshop) -> None:
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    told = sentence_of(shop, claim_of(exhibit, "apart"))
    for part in ("by UN ESCAP’s anticipated progress", "by SDSN’s trend arrows", "by this report’s projections"):
        assert part in told
    assert "Statistics Canada" not in told
    chinese = sentence_of(shop, claim_of(exhibit, "apart"), "zh")
    assert "和" not in chinese and "，SDSN" in chinese, "clauses stand between commas"


def test_of_a_target_without_a_number_nobody_is_counted_as_there() -> None:
    goals = parameters(targets=targets(("everyone", "USE", None, "higher")), thresholds=thresholds())
    shop = workshop(series("USE", lines()), parameters=goals)
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    assert not {"range", "apart"} & keys(exhibit)
    assert "or there" not in both(shop, exhibit)


def test_a_year_that_has_passed_knows_no_track() -> None:
    shop = world({code: {2015: 40.0, 2020: 100.0 if n < 4 else 95.0} for n, code in enumerate(CODES)}, year=2020)
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    assert set(exhibit.data["segment"]) == {"achieved", "not_met"}
    assert keys(exhibit) == {"range", "apart"}
    told = both(shop, exhibit)
    assert "4 of 12 economies met the target of 2020" in told and "on track" not in told.casefold()


def test_old_data_are_told(shop: Workshop) -> None:
    cells = {code: {year: 40.0 + 3 * (year - 2015) for year in range(2015, 2018)} for code in CODES}
    old = world(cells | {"FRA": {2015: 40.0, 2024: 60.0}})
    exhibit = side_by_side.verdicts_by_method(old, "fig-a", "everyone")
    table = exhibit.data.pivot(index="bar", columns="segment", values="economies")
    assert table.loc["probability", "not_assessed"] == 12
    told = both(old, exhibit)
    assert (
        "For 11 economies the data end more than 5 years before this edition: no probability is given for them" in told
    )
    assert "by this report’s projections" not in sentence_of(old, claim_of(exhibit, "apart"))


def test_no_data_is_not_counted_as_failing() -> None:
    shop = world({code: row for code, row in lines().items() if code not in ("KEN", "VNM")})
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    assert (exhibit.data.groupby("bar")["economies"].sum() == 10).all()
    assert "Of 12 economies with a population 2 have no observation" in both(shop, exhibit)
    with pytest.raises(ValueError, match="no economy has an observation"):
        side_by_side.verdicts_by_method(world({"FRA": {2010: 1.0}}), "fig-a", "everyone")


# --- disagreements ----------------------------------------------------------------------------------------------------


def test_disagreement_matrix(shop: Workshop) -> None:
    exhibit = side_by_side.disagreement_matrix(shop, "fig-a", ["everyone"])
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.stack().dropna().between(0, 100).all()
    for one in table.index:
        assert pd.isna(table.loc[one, one])
        for two in table.columns:
            assert table.loc[one, two] == table.loc[two, one] or one == two
    pair = judged(codes(shop, "everyone")[["unsd", "statistics_canada"]])
    expected = 100 * (pair["unsd"] != pair["statistics_canada"]).mean()
    assert table.loc["unsd", "statistics_canada"] == pytest.approx(expected)
    told = both(shop, exhibit)
    official = ["unsd", "statistics_canada", "eurostat", "escap"]
    pairs = [table.loc[one, two] for one, two in combinations(official, 2)]
    assert value(shop, "fig-a.official") == pytest.approx(max(pairs)) and value(shop, "fig-a.official_least") == pytest.approx(min(pairs))  # fmt: skip
    low, high = round(min(pairs)), round(max(pairs))
    assert low < high and f"Pairs of official methods disagree on {low} to {high} per cent of series" in told
    assert "not all bounds of Eurostat and UN ESCAP’s anticipated progress have a source" in told
    assert sourced_official(shop) == (Method.UNSD, Method.STATISTICS_CANADA)


def test_pairs_that_share_a_place_are_not_called_farthest() -> None:
    """Everybody falls: all methods agree on everything."""
    shop = world({code: {year: 60.0 - (year - 2015) for year in range(2015, 2025)} for code in CODES})
    exhibit = side_by_side.disagreement_matrix(shop, "fig-a", ["everyone"])
    assert keys(exhibit) == {"official"} and claim_of(exhibit, "official").says == "all"
    assert "Official methods agree on every series" in both(shop, exhibit)


def test_targets_whose_year_has_passed_are_left_out() -> None:
    goals = targets(("everyone", "USE", 100.0, "higher"))
    goals = pd.concat([goals, targets(("past", "USE", 100.0, "higher"), year=2020)], ignore_index=True)
    shop = workshop(series("USE", lines()), parameters=parameters(targets=goals))
    one = side_by_side.disagreement_matrix(shop, "fig-a", ["everyone"])
    two = side_by_side.disagreement_matrix(shop, "fig-b", ["everyone", "past"])
    pd.testing.assert_frame_equal(one.data, two.data)
    assert "One target whose year has passed is left out" in both(shop, two) and "left out" not in both(shop, one)
    with pytest.raises(ValueError, match="has passed"):
        side_by_side.disagreement_matrix(shop, "fig-c", ["past"])


def test_every_fact_has_roots(shop: Workshop) -> None:
    side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    side_by_side.disagreement_matrix(shop, "fig-b", ["everyone"])
    assert shop.facts.rootless() == []
    assert shop.facts.get("fig-a.high").of == ("fig-a.series",)
    assert len(shop.facts.get("fig-a.series").cells) == 10 * 10 + 1 + 2


# --- the tables that rest on them -----------------------------------------------------------------------------------


@pytest.fixture
def english(shop: Workshop) -> Language:
    return tongue(shop)


def test_table_of_verdicts(shop: Workshop, english: Language) -> None:
    table = evidence.verdicts(shop, "tbl-a", english, "everyone")
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == 12 and list(rows) == sorted(rows)
    assert rows["Germany"][1:3] == ("90.0 (2015)", "100.0 (2024)")
    assert set(rows["Germany"][3:9]) == {"Target met"}
    assert "Not assessed" in rows["France"][3:9]
    assert table.columns[3].head.endswith("(official)") and table.columns[8].head.endswith("(this report)")
    assert "SDSN trend arrows – no source at hand" in table.note and "Statistics Canada – A note" in table.note
    assert "Every economy with a population has data" in table.note


def test_table_of_verdicts_on_a_year_that_has_passed() -> None:
    shop = world({"FRA": {2015: 40.0, 2018: 60.0, 2019: 70.0, 2020: 85.0}}, year=2020)
    table = evidence.verdicts(shop, "tbl-a", tongue(shop), "everyone")
    (row,) = table.rows
    assert set(row[3:9]) == {"Not met by the year"} and row[9] == "…"
    assert "Not listed: 11 economies without an observation" in table.note
    assert evidence.disagreement_list(shop, "tbl-b", tongue(shop), "everyone").rows == ()
    everybody = world({code: {2015: 40.0, 2020: 85.0} for code in CODES}, year=2020)
    table = evidence.world_verdicts(everybody, "tbl-c", tongue(everybody))
    (row,) = table.rows
    assert row[:4] == ("Short USE: 100, 2020", "2015–2020", "40.0 → 85.0", "40.0 → 85.0")
    assert set(row[4:]) == {"× ×"} and table.note.startswith("× Not met by the year\n")


def test_table_of_disagreements(shop: Workshop, english: Language) -> None:
    near = evidence.disagreement_list(shop, "tbl-a", english, "everyone", least=1)
    far = evidence.disagreement_list(shop, "tbl-b", english, "everyone", least=2)
    assert len(near.rows) >= len(far.rows) and set(far.rows) <= set(near.rows)
    assert all(row[3] for row in near.rows)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_scale_of_verdicts(shop: Workshop, code: str) -> None:
    table = evidence.verdict_scale(shop, "tbl-a", tongue(shop, code))
    assert len(table.rows) > 15
    heads = list(dict.fromkeys(row[0] for row in table.rows))
    assert heads[0].startswith("UN Statistics Division" if code == "en" else "联合国统计司") and len(heads) == len(
        Method
    )
