"""Economies that alone move a group, against the plain formula."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.group_claims import Groups
from pipeline.findings.group_movers import BREAKS, MOVES, of_movers
from pipeline.findings.views import View
from pipeline.findings.workshop import POPULATION, Workshop
from tests.findings.world import ECONOMIES, HIGH, LOW, flat, sentence_of, series, workshop

GROUPS = ("HIC", "LMC", "WLD")


def figure(shop: Workshop, *groups: str, how: str = "population") -> Groups:
    return Groups(shop, "fig-x", "USE", groups, View(how))


def plain_moves(shop: Workshop) -> list[tuple[str, str, int, bool, float]]:
    """Every economy that alone moves a group by more than ``MOVES`` (``BREAKS`` in a break) in a year, one series at a time."""
    wide, people = shop.data.observations.wide("USE"), shop.data.observations.wide(POPULATION)
    status, found = shop.data.observations.wide("USE", "OBS_STATUS"), []
    for group in GROUPS:
        values = shop.group_values("USE", group)["value"].dropna()
        members = [code for code in shop.data.groups[group].members if code in wide.index]
        for year in (year for year in values.index if year - 1 in values.index):
            weights = people[shop.population_year(year)].reindex(members).where(wide.loc[members, year].notna())
            moved = weights / weights.sum() * (wide.loc[members, year] - wide.loc[members, year - 1])
            for area in moved.index:
                broken = status.loc[area, year] == "B"
                if abs(moved[area]) > (BREAKS if broken else MOVES):
                    found.append((group, str(area), int(year), broken, float(moved[area])))
    return sorted(found, key=lambda one: -abs(one[4]))


@pytest.mark.parametrize("seed", range(6))
def test_movers_are_those_of_the_plain_formula_to_the_last_digit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cells = {
        code: {year: float(rng.uniform(0, 100)) for year in range(2018, 2025) if rng.random() < 0.9}
        for code in ECONOMIES
    }
    flags = {(code, year): "B" for code, row in cells.items() for year in row if rng.random() < 0.3}
    shop = workshop(series("USE", cells, flags=flags), population=0.3, count=0.3)
    plain = plain_moves(shop)
    breaks = [one for one in plain if one[3]]
    first = [one for one in breaks if one[0] == GROUPS[0]][:1]
    expected = [*first, *[one for one in breaks if one not in first][:1], *[one for one in plain if not one[3]][:1]]
    assert len(expected) == 3
    found = list(of_movers(figure(shop, *GROUPS), GROUPS))
    twice = expected[0][1:3] == expected[1][1:3]  # one break that moves two groups is one claim
    told = [expected[0], *expected[1 + twice :]]
    assert [claim.id for claim in found] == [f"fig-x:mover-{one[0]}-{one[1]}-{one[2]}" for one in told]
    assert [claim.says for claim in found] == ["break"] * (2 - twice) + ["alone"]
    assert found[-1].facts[0].value == expected[2][4]


def world(jump: float, status: str = "A") -> Workshop:
    """India moves, everybody else stands still."""
    cells = flat(50.0, HIGH + LOW, range(2020, 2023))
    cells["IND"] = {2020: 50.0, 2021: 50.0 + jump, 2022: 50.0 + jump}
    return workshop(series("USE", cells, flags={("IND", 2021): status}))


@pytest.mark.parametrize(("jump", "word"), [(20.0, "by 16.2 percentage points"), (-20.0, "by −16.2 percentage points")])
def test_the_movement_has_its_sign(jump: float, word: str) -> None:
    shop = world(jump)
    (claim,) = of_movers(figure(shop, "LMC"), ("LMC",))
    told = sentence_of(shop, claim)
    assert told.startswith("India alone moved lower-middle-income economies") and word in told and "2021" in told
    assert "2021年" in sentence_of(shop, claim, "zh")


AMONG = {
    "a region alone": (("ITU_ASP",), "no other economy of the region moved it as much", "该区域没有其他经济体"),
    "income groups": (("WLD", "HIC", "LMC"), "no other economy moved its income group as much", "所在收入组别"),
    "regions": (("ITU_ASP", "ITU_AMS"), "no other economy moved its ITU region as much", "所在国际电联区域"),
    "groups of several kinds": (("LMC", "ITU_ASP"), "no other economy moved one of these groups as much", "这些组别"),
}  # fmt: skip


@pytest.mark.parametrize("name", AMONG)
def test_it_is_said_among_which_groups_nobody_moved_its_own_as_much(name: str) -> None:
    groups, words, chinese = AMONG[name]
    shop = world(40.0)
    (claim,) = of_movers(figure(shop, *groups), groups)
    told = sentence_of(shop, claim)
    assert f"in the years shown {words}" in told and chinese in sentence_of(shop, claim, "zh")


@pytest.mark.parametrize(("other", "alone"), [(1.0, False), (0.9995, False), (0.99, True)])
def test_where_another_moved_as_much_at_the_printed_digit_nothing_is_said_of_others(other: float, alone: bool) -> None:
    """India and the United States move their groups by 16.2 points, or the one by 14.6."""
    shop = world(20.0)
    size = next(of_movers(figure(shop, "LMC"), ("LMC",))).facts[0].value
    people = shop.data.observations.wide(POPULATION)[shop.population_year(2021)]
    members = [code for code in shop.data.groups["HIC"].members if code in people.index]
    jump = other * size * people[members].sum() / people["USA"]
    cells = {code: dict(shop.data.observations.wide("USE").loc[code]) for code in ECONOMIES}
    cells["USA"] = {2020: 40.0, 2021: 40.0 + jump, 2022: 40.0 + jump}
    both = workshop(series("USE", cells))
    (claim,) = of_movers(figure(both, "HIC", "LMC"), ("HIC", "LMC"))
    assert ("no other economy" in sentence_of(both, claim)) == alone


def test_a_break_is_told_with_the_value_that_would_be() -> None:
    shop = world(20.0, "B")
    (claim,) = of_movers(figure(shop, "LMC"), ("LMC",))
    told = sentence_of(shop, claim)
    assert "in the series of India in 2021" in told and "50.0 per cent in that year and not at 66.2 per cent" in told


def test_a_break_that_moves_two_groups_is_told_once() -> None:
    shop = world(20.0, "B")
    (claim,) = of_movers(figure(shop, "WLD", "LMC"), ("WLD", "LMC"))
    told = sentence_of(shop, claim)
    assert told.count("break is marked") == 1 and told.count(" and not at ") == 2 and " in 2021" in told
    assert (
        "the world would have been at 50.0 per cent in that year" in told
        and "lower-middle-income economies at 50.0" in told
    )
    assert sentence_of(shop, claim, "zh").count("而非") == 2


def test_a_larger_movement_by_a_break_is_no_rival_of_one_without() -> None:
    """The sentence says that nobody moved its group more *without a break*."""
    shop = world(20.0, "B")
    cells = {code: dict(shop.data.observations.wide("USE").loc[code]) for code in ECONOMIES}
    cells["USA"] = {2020: 50.0, 2021: 60.0, 2022: 60.0}
    both = workshop(series("USE", cells, flags={("IND", 2021): "B"}))
    broken, alone = of_movers(figure(both, "HIC", "LMC"), ("HIC", "LMC"))
    assert abs(broken.facts[0].value) > abs(alone.facts[0].value)
    assert "without a break in its series" in sentence_of(both, alone)


@pytest.mark.parametrize("jump", [0.0, 3.0])
def test_small_movements_are_not_told(jump: float) -> None:
    assert list(of_movers(figure(world(jump), "LMC"), ("LMC",))) == []


def test_a_group_of_one_economy_is_not_moved_by_it() -> None:
    shop = workshop(series("USE", {"KEN": {2020: 10.0, 2021: 60.0}}), population=0.0, count=0.0)
    assert shop.data.groups["ITU_AFR"].members == ("KEN",)
    assert list(of_movers(figure(shop, "ITU_AFR"), ("ITU_AFR",))) == []


@pytest.mark.parametrize(("how", "unit"), [("unweighted", "per cent of population"), ("population", "US dollars")])
def test_only_weighted_percentages_have_movers(how: str, unit: str) -> None:
    cells = {code: {2020: 50.0, 2021: 90.0 if code == "IND" else 50.0} for code in ECONOMIES}
    shop = workshop(series("USE", cells, unit=unit, maximum=None))
    assert list(of_movers(figure(shop, "LMC", how=how), ("LMC",))) == []
