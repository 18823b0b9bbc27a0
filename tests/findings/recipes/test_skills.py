"""Skills by area: the same economies in each area, medians, and an order only where one area stands alone."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import skills
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, HIGH, claim_of, in_both, keys, read, sentence_of, series, value, workshop

CODES = list(ECONOMIES)
CC, SF = ("ITU_SKILL_CC_BASIC", "ITU_SKILL_CC_ABOVE"), ("ITU_SKILL_SF_BASIC", "ITU_SKILL_SF_ABOVE")


def shop_of(**measures: dict[str, dict[int, float]]) -> Workshop:
    return workshop(*(series(code, cells) for code, cells in measures.items()))


def alike(areas: list[str], number: float, year: int = 2023) -> dict[str, dict[int, float]]:
    return {code: {year: number} for code in areas}


def test_only_economies_that_measure_every_area_are_compared() -> None:
    """Six economies measure communication alone, and far higher: they must not lift its median."""
    cells = {CC[0]: alike(HIGH, 20.0) | alike(CODES[6:], 60.0), CC[1]: alike(HIGH, 30.0) | alike(CODES[6:], 39.0)}
    shop = shop_of(**cells, **{SF[0]: alike(HIGH, 10.0), SF[1]: alike(HIGH, 15.0)})
    exhibit = skills.levels(shop, "fig-s", [list(CC), list(SF)])
    assert exhibit.data[["label", "start", "end", "economies"]].to_numpy().tolist() == [
        [CC[0], 30.0, 50.0, 6],
        [SF[0], 15.0, 25.0, 6],
    ]
    found = claim_of(exhibit, "areas")
    assert found.says == f"{CC[0]}>{SF[0]}" and (value(shop, "fig-s.most"), value(shop, "fig-s.least")) == (50, 25)
    assert "Among the 6 economies" in sentence_of(shop, found)
    assert "6 economies" in read(shop, exhibit).note
    in_both(shop, exhibit)


def test_areas_that_tie_are_in_no_order() -> None:
    cells = {code: alike(HIGH, 20.0) for code in (*CC, *SF)}
    exhibit = skills.levels(shop_of(**cells), "fig-s", [list(CC), list(SF)])
    assert not keys(exhibit) and not exhibit.claims
    one = skills.levels(shop_of(**{code: alike(HIGH, 20.0) for code in CC}), "fig-s", [list(CC)])
    assert not one.claims


def test_areas_without_an_economy_in_common() -> None:
    cells = {code: alike(HIGH, 20.0) for code in CC} | {code: alike(CODES[6:], 20.0) for code in SF}
    with pytest.raises(ValueError, match="no economy measures every area"):
        skills.levels(shop_of(**cells), "fig-s", [list(CC), list(SF)])
    with pytest.raises(ValueError, match=f"no economy has both levels of {CC[0]}"):
        skills.levels(shop_of(**{CC[0]: alike(HIGH, 1.0), CC[1]: alike(CODES[6:], 1.0)}), "fig-s", [list(CC)])
