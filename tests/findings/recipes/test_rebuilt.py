"""A published index rebuilt from its parts: agreement, contradictions, the last printed digit, and the mean that its publisher prints."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.edition import load_edition
from pipeline.findings.claims import Standing
from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes.rebuilt import mean_of_parts
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, ROOT, claim_of, read, sentence_of, series, spread, value, workshop
from tests.shipped import shipped

CODES = list(ECONOMIES)
PARTS = ["OSI", "TII", "HCI_EGOV"]


def rebuild(shop: Workshop, years: tuple[int, ...] = (2024,)) -> Exhibit:
    return mean_of_parts(shop, "fig-a", "EGDI", PARTS, list(years), 0.0001)


def survey(faults: dict[str, float]) -> Workshop:
    """An index that is the rounded mean of its parts, but for the faults."""
    parts = {
        name: {code: round(0.1 + shift + n * 0.0567, 4) for n, code in enumerate(CODES)}
        for name, shift in (("OSI", 0), ("TII", 0.1), ("HCI_EGOV", 0.2))
    }
    index = {
        code: round(float(np.mean([part[code] for part in parts.values()])) + faults.get(code, 0), 4) for code in CODES
    }
    return workshop(
        *(series(name, spread(cells), "index (0-1)", 4, 1) for name, cells in {**parts, "EGDI": index}.items())
    )


def test_index_that_can_be_rebuilt() -> None:
    shop = survey({})
    exhibit = rebuild(shop)
    words = read(shop, exhibit)
    assert value(shop, "fig-a.pairs") == value(shop, "fig-a.agree") == 12 and value(shop, "fig-a.off") == 0
    assert "can be rebuilt from its parts: all 12 values of 2024 agree" in words.title
    assert "contradict" not in words.text and "rounding" in words.text
    assert exhibit.data["count"].sum() == 12
    assert "12个数值全部与公布值一致（至末位）" in read(shop, exhibit, "zh").title


def test_index_that_its_source_contradicts() -> None:
    shop = survey({"KEN": 0.05, "VNM": -0.0003})
    exhibit = rebuild(shop)
    words = read(shop, exhibit)
    assert (value(shop, "fig-a.off"), value(shop, "fig-a.agree")) == (2, 10)
    assert "cannot be rebuilt from its parts: of 12 values of 2024, 10 agree" in words.title
    assert "contradict" in words.text and "Kenya (2024) and Viet Nam (2024); the report prints" in words.text
    assert "which is rounding" not in words.text
    assert exhibit.data["count"].iloc[[0, -1]].tolist() == [1, 1]  # the outer bars hold all larger ones
    assert "中Kenya（2024年）" in read(shop, exhibit, "zh").text


def test_contradictions_beyond_those_named_are_counted() -> None:
    shop = survey(dict.fromkeys(CODES[:8], 0.05))
    assert " and 2 more; the report" in sentence_of(shop, claim_of(rebuild(shop), "off"))
    all_off = survey(dict.fromkeys(CODES, 0.05))
    assert ", none agrees to the last" in sentence_of(all_off, claim_of(rebuild(all_off), "agree"))


def test_an_index_that_only_one_year_lets_rebuild_is_not_told_as_rebuilt() -> None:
    parts = [series(code, {area: {2022: 0.5, 2024: 0.5} for area in CODES}, "index (0-1)", 4, 1) for code in PARTS]
    index = series("EGDI", {area: {2022: 0.5, 2024: 0.6} for area in CODES}, "index (0-1)", 4, 1)
    shop = workshop(*parts, index)
    found = claim_of(rebuild(shop, (2022, 2024)), "agree")
    assert (found.says, found.standing) == ("not rebuilt", Standing.WITHDRAWN)
    assert read(shop, rebuild(shop, (2022, 2024))).title == "Indicator EGDI and the mean of its parts, 2022–2024"


def test_one_last_digit_is_rounding_two_are_not() -> None:
    found = {}
    for name, fault in (("one", 0.0001), ("two", 0.0002)):
        shop = workshop(
            *(series(code, {"FRA": {2024: 0.5}}, "index (0-1)", 4, 1) for code in PARTS),
            series("EGDI", {"FRA": {2024: 0.5 + fault}}, "index (0-1)", 4, 1),
        )
        exhibit = rebuild(shop)
        found[name] = value(shop, "fig-a.off")
        assert not [claim for claim in exhibit.claims if claim.id.endswith("means")]  # of one economy
        assert "of 1 value of 2024" in read(shop, exhibit).title
    assert found == {"one": 0, "two": 1}


@pytest.mark.parametrize(("faults", "says"), [({"IND": -0.4}, "economies"), ({"IND": 0.4}, "people")])
def test_means_of_the_same_economies_with_their_weights_said(faults: dict[str, float], says: str) -> None:
    shop = survey(faults)
    found = claim_of(rebuild(shop), "means")
    people = {code: row[6] for code, row in ECONOMIES.items()}
    index = shop.data.observations.wide("EGDI")[2024]
    assert value(shop, "fig-a.mean") == pytest.approx(index.mean())
    assert value(shop, "fig-a.mean_people") == pytest.approx(
        sum(index[c] * people[c] for c in CODES) / sum(people.values())
    )
    assert found.says == says
    text = sentence_of(shop, found)
    assert (
        text.startswith("With each of 12 economies counting alike the mean of 2024 is ")
        and "weighted by their people it is 0." in text
    )
    assert "按人口加权则为" in sentence_of(shop, found, "zh")


def test_parts_that_no_economy_has_together() -> None:
    given = [
        series(code, {area: {2024: 0.5}}, "index (0-1)", 4, 1)
        for code, area in zip(["EGDI", *PARTS], CODES, strict=False)
    ]
    with pytest.raises(ValueError, match="all its components"):
        rebuild(workshop(*given))


def test_the_mean_that_the_united_nations_print() -> None:
    """UN DESA, E-Government Survey 2024: the average of the 193 Member States is 0.6382, each counting alike."""
    shop = Workshop(shipped(), load_edition(ROOT, 2026))
    rebuild(shop)
    assert (value(shop, "fig-a.economies"), round(value(shop, "fig-a.mean"), 4)) == (193, 0.6382)
    assert value(shop, "fig-a.mean_people") > 0.7  # what a mean weighted by people says of the same economies
