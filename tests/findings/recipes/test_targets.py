"""Progress by target and by group, by UNSD's method: a view of what findings.verdicts says."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import targets
from pipeline.findings.workshop import Workshop
from tests.findings.test_verdicts import LINES
from tests.findings.world import (
    ECONOMIES,
    HIGH,
    LOW,
    claim_of,
    parameters,
    read,
    sentence_of,
    series,
    thresholds,
    value,
    workshop,
)
from tests.findings.world import targets as sheet

CODES = list(ECONOMIES)
GROWS, STANDS = {2015: 60.0, 2020: 75.0, 2024: 95.0}, {2015: 60.0, 2020: 60.0, 2024: 60.0}


def world(
    use: dict[str, dict[int, float]], net: dict[str, dict[int, float]] | None = None, **kinds: object
) -> Workshop:
    """Targets: ``all``, 100 per cent of USE by 2030; ``half``, 50 of NET by 2030; ``growth``: NET shall rise; ``past``: 100 of USE by 2020."""
    past = sheet(("past", "USE", 100.0, "higher"), year=2020)
    rows = sheet(("all", "USE", 100.0, "higher"), ("growth", "NET", None, "higher"), ("half", "NET", 50.0, "higher"))
    goals = parameters(targets=pd.concat([rows, past], ignore_index=True), thresholds=thresholds(**kinds))  # type: ignore[arg-type]
    return workshop(series("USE", use), series("NET", net or {"FRA": {2015: 1.0, 2024: 1.0}}), parameters=goals)


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


def test_progress_by_target() -> None:
    shop = world(LINES, {code: {2015: 10.0, 2024: 11.0} for code in CODES})
    exhibit = targets.progress_by_target(shop, "fig-a", ["all", "growth", "half"])
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.loc["all", ["achieved", "on_track", "fair", "stagnation", "not_assessed", "no_data"]].tolist() == [
        1, 1, 1, 1, 2, 6,
    ]  # fmt: skip
    assert table.loc["growth", "fair"] == 12  # 1.06 per cent a year
    assert (table.sum(axis=1) == 12).all()
    told = both(shop, exhibit)
    assert claim_of(exhibit, "targets").says == "all>half"
    assert "50 per cent of assessed economies for Short USE, 0 per cent for Short NET" in told
    assert "half of 4 assessed economies are on track to the target for Short USE, 100 per cent by 2030" in sentence_of(shop, claim_of(exhibit, "lead"))  # fmt: skip
    assert value(shop, "fig-a.lead") == 50 and value(shop, "fig-a.assessed") == 4
    assert shop.facts.rootless() == []


def test_a_target_without_a_number_is_drawn_and_not_ranked() -> None:
    """All grow fast in NET, of which no number is asked: that is no track to anything."""
    shop = world(LINES, {code: {2015: 10.0, 2024: 40.0} for code in CODES})
    exhibit = targets.progress_by_target(shop, "fig-a", ["growth", "all"])
    assert exhibit.data.set_index(["bar", "segment"]).loc[("growth", "on_track"), "value"] == 12
    assert keys(exhibit) == {"lead"} and "for Short USE" in sentence_of(shop, claim_of(exhibit, "lead"))
    told = both(shop, exhibit)
    assert "“on track” means growth of 2 per cent a year or more" in told
    assert read(shop, exhibit).labels["growth"] == "Short NET, growth"
    assert "“growth”" not in both(shop, targets.progress_by_target(shop, "fig-b", ["all"]))


def test_of_a_target_without_a_number_no_group_is_on_track() -> None:
    net = {code: {2015: 10.0, 2024: 40.0 if code in HIGH else 10.0} for code in CODES}
    shop = world(LINES, net)
    assert keys(targets.progress_by_group(shop, "fig-a", "growth", "income")) == set()


def test_targets_with_the_same_share_are_not_ranked() -> None:
    shop = world(dict.fromkeys(CODES, GROWS), {code: {2015: 10.0, 2024: 40.0} for code in CODES})
    exhibit = targets.progress_by_target(shop, "fig-a", ["all", "half"])
    assert claim_of(exhibit, "targets").says == "equal"
    assert "the same for all targets: 100 per cent" in sentence_of(shop, claim_of(exhibit, "targets"))
    assert "for Short USE" not in both(shop, exhibit).partition("|")[0]


def test_one_target_is_not_ranked() -> None:
    exhibit = targets.progress_by_target(world(LINES), "fig-a", ["all"])
    assert keys(exhibit) == {"lead"}


def test_a_share_that_the_other_official_method_denies_is_withdrawn() -> None:
    """Near the target UNSD counts economies as there; Statistics Canada sees a growth rate that is too low."""
    near = {code: {2015: 98.9, 2024: 99.1} for code in CODES}
    shop = world(near)
    claim = claim_of(targets.progress_by_target(shop, "fig-a", ["all"]), "lead")
    outcome = {trial.variation: (trial.says, trial.agreement) for trial in claim.trials}["other-official-method"]
    assert claim.says == "all" and outcome == ("none", "opposite") and claim.standing is Standing.WITHDRAWN


def test_nobody_on_track_is_told_in_words() -> None:
    shop = world(dict.fromkeys(CODES, STANDS))
    told = both(shop, targets.progress_by_target(shop, "fig-a", ["all"]))
    assert "none of 12 assessed economies is on track for 2030" in told


def test_a_target_whose_year_has_passed_is_met_or_not_and_not_ranked() -> None:
    lines = {"FRA": {2015: 60.0, 2020: 100.0}, "DEU": {2015: 60.0, 2020: 95.0}, "ISL": {2015: 60.0, 2018: 90.0}}
    shop = world(lines)
    exhibit = targets.progress_by_target(shop, "fig-a", ["past"])
    table = exhibit.data.set_index("segment")["value"]
    assert table.to_dict() == {"achieved": 1, "not_met": 1, "open": 1, "no_data": 9}
    assert keys(exhibit) == {"met-past"}
    told = both(shop, exhibit)
    assert "1 of 3 economies with data had met it; the data of 1 that had not end before 2020" in sentence_of(shop, claim_of(exhibit, "met-past"))  # fmt: skip
    assert "on track" not in told.partition(" | The official")[0].casefold()
    mixed = targets.progress_by_target(shop, "fig-b", ["all", "past"])
    assert keys(mixed) == {"lead", "met-past"}


def test_series_that_ended_long_ago_are_counted_in_the_note() -> None:
    shop = world({"FRA": {2015: 60.0, 2017: 70.0}, "DEU": GROWS, "ISL": GROWS})
    told = both(shop, targets.progress_by_target(shop, "fig-a", ["all"]))
    assert "Short USE: the data of 1 economy end more than 5 years before this edition." in told


def test_progress_by_target_where_none_can_be_assessed() -> None:
    with pytest.raises(ValueError, match="no economy can be assessed"):
        targets.progress_by_target(world({"FRA": {2024: 60.0}}), "fig-a", ["all"])


# --- by group ---------------------------------------------------------------------------------------------------------


def by_group(use: dict[str, dict[int, float]], target: str = "all", kind: str = "income"):  # type: ignore[no-untyped-def]
    shop = world(use)
    return shop, targets.progress_by_group(shop, "fig-a", target, kind)


def test_progress_by_group() -> None:
    shop, exhibit = by_group(dict.fromkeys(HIGH, GROWS) | dict.fromkeys(LOW, STANDS))
    claim = claim_of(exhibit, "groups")
    assert (claim.says, claim.standing) == ("HIC>LMC", Standing.FIRM)
    told = both(shop, exhibit)
    assert "target of 2030: on track or there are 100 per cent in high-income economies, 0 per cent in" in told
    assert value(shop, "fig-a.high") == 100 and value(shop, "fig-a.low") == 0
    assert exhibit.data.groupby("bar")["value"].sum().to_numpy() == pytest.approx(100)
    assert exhibit.data.groupby("bar")["economies"].sum().to_dict() == {"HIC": 6, "LMC": 6}
    assert "flattered" not in keys(exhibit), "the group closest to the target leads"


def test_the_whole_order_of_groups_is_told_where_none_print_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = world(LINES)
    shares = {"HIC": 69.0, "LMC": 85.0, "LDC": 21.0}
    monkeypatch.setattr(targets, "_by_group", lambda *_: pd.Series(shares))
    (found,) = targets._order(shop, "fig-a", "all", list(shares))
    assert (found.says, found.standing) == ("LMC > HIC > LDC", Standing.FIRM)
    assert "85 per cent of lower-middle-income economies, 69 per cent of high-income economies and 21 per cent of" in sentence_of(shop, found)  # fmt: skip
    assert "由高到低依次为" in sentence_of(shop, found, "zh")
    shares["LDC"] = 69.2
    assert list(targets._order(shop, "fig-a", "all", list(shares))) == []
    assert list(targets._order(shop, "fig-a", "all", ["HIC", "LMC"])) == []


def test_a_low_start_is_flattered() -> None:
    """High-income economies stand at 90 and hardly move; the others tripled and are still far away."""
    high, low = {2015: 88.0, 2020: 89.0, 2024: 90.0}, {2015: 10.0, 2020: 25.0, 2024: 45.0}
    shop, exhibit = by_group(dict.fromkeys(HIGH, high) | dict.fromkeys(LOW, low))
    assert claim_of(exhibit, "groups").says == "LMC>HIC"
    claim = claim_of(exhibit, "flattered")
    assert claim.standing is Standing.FIRM
    assert "of high-income economies, closest to the target, 0 per cent count" in sentence_of(shop, claim)


@pytest.mark.parametrize(("lowest", "says"), [({2015: 10.0, 2024: 45.0}, True), ({2015: 5.0, 2024: 5.0}, False)])
def test_a_low_start_is_not_flattered_where_a_group_that_starts_lower_fares_worse(
    lowest: dict[int, float], says: bool
) -> None:
    shop = world({})
    shares = pd.Series({"HIC": 69.0, "LMC": 85.0, "LDC": 90.0 if says else 21.0})
    with pytest.MonkeyPatch.context() as patch:
        latest = {"FRA": 90.0, "IND": 50.0, "BGD": float(lowest[2024])}
        patch.setattr(targets, "_by_group", lambda *_: shares)
        patch.setattr(type(shop), "latest", lambda *_: pd.DataFrame({"value": latest}))
        patch.setattr(targets, "_fact", lambda shop, id, target, value, **more: shop.parameter(id, value, "%", 0))
        found = list(targets._flattered(shop, "fig-a", "all", ["HIC", "LMC", "LDC"]))
    assert bool(found) == says
    for claim in found:
        assert "of every other group more, of the least developed countries most (90 per cent)" in sentence_of(
            shop, claim
        )
        assert sentence_of(shop, claim, "zh")


@pytest.mark.parametrize("line", [GROWS, STANDS])
def test_groups_that_are_alike_are_not_ranked(line: dict[int, float]) -> None:
    shop, exhibit = by_group(dict.fromkeys(CODES, line))
    assert claim_of(exhibit, "groups").says == "equal" and "flattered" not in keys(exhibit)
    assert "in every group" in both(shop, exhibit).casefold()


def test_groups_of_fewer_than_five_assessed_economies_are_left_out() -> None:
    use = dict.fromkeys(HIGH, GROWS) | dict.fromkeys([code for code in LOW if code not in ("VUT", "KEN")], STANDS)
    _, exhibit = by_group(use)
    assert set(exhibit.data["bar"]) == {"HIC"} and keys(exhibit) == set()
    assert both(*by_group(use))
    with pytest.raises(ValueError, match="no group has 5 economies"):
        by_group(dict.fromkeys(["FRA", "IND"], GROWS))


def test_a_group_target_whose_year_has_passed() -> None:
    met, missed = {2015: 60.0, 2020: 100.0}, {2015: 60.0, 2020: 99.5}
    shop, exhibit = by_group(dict.fromkeys(HIGH, met) | dict.fromkeys(LOW, missed), "past")
    told = both(shop, exhibit)
    assert "met by 100 per cent in high-income economies" in told or claim_of(exhibit, "groups").says == "equal"
    assert "on track" not in told.partition(" | The official")[0].casefold()


def test_bounds_for_the_chapter_on_methods() -> None:
    assert targets.unsd_rule(world(LINES)).on_track == 0.95
