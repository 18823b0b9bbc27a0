"""The state of law: shares over those that answer, silence is no "no", and small economies do not make the order alone."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.recipes import laws
from pipeline.findings.workshop import Workshop
from pipeline.model.registers import Laws
from tests.findings.world import (
    ECONOMIES,
    both,
    claim_of,
    in_both,
    keys,
    read,
    sentence_of,
    series,
    value,
    workshop,
)

CODES = list(ECONOMIES)
COLUMNS = ["iso3", "area", "state", "documents", "as_of", "source", "source_url", "licence", "ROW"]
HAS, DRAFT, HAS_NOT, SILENT = "legislation", "draft", "no_legislation", "no_data"


def shop_of(**areas: list[str]) -> Workshop:
    """States of the twelve economies in each area, in their order."""
    rows = [
        (code, area, state, "", "2026-10-01", "A source", "https://example.org", "CC BY 4.0", 2 + n)
        for area, states in areas.items()
        for n, (code, state) in enumerate(zip(CODES, states, strict=True))
    ]
    names = {("register", area): both(area.capitalize()) for area in areas} | {("source", "A source"): both("A source")}
    base = workshop(series("USE", {}))
    register = Laws(pd.DataFrame(rows, columns=COLUMNS), pd.DataFrame())
    return workshop(series("USE", {}), laws=register, terms=base.data.terms | names)


def test_shares_are_over_those_that_answer() -> None:
    shop = shop_of(privacy=[HAS] * 6 + [HAS_NOT] * 2 + [SILENT] * 4, crime=[HAS] * 9 + [DRAFT] * 3)
    exhibit = laws.by_area(shop, "fig-l", ["privacy", "crime"])
    assert (value(shop, "fig-l.privacy.share"), value(shop, "fig-l.crime.share")) == (75, 75)
    assert not keys(exhibit)  # both 75 per cent: no order
    assert "4" in read(shop, exhibit).note  # that do not answer
    in_both(shop, exhibit)


def test_the_order_of_areas() -> None:
    shop = shop_of(privacy=[HAS] * 6 + [HAS_NOT] * 6, crime=[HAS] * 9 + [DRAFT] * 3)
    exhibit = laws.by_area(shop, "fig-l", ["privacy", "crime"])
    least = claim_of(exhibit, "least")
    assert (least.says, claim_of(exhibit, "most").says, least.conditions) == ("privacy", "crime", ())
    assert sentence_of(shop, least).startswith(
        "Legislation is least common on privacy and data protection: 6 of 12 economies"
    )
    assert "立法的经济体占比最低：有数据的12个经济体中有6个" in sentence_of(shop, least, "zh")
    in_both(shop, exhibit)


def test_an_order_that_small_economies_make_is_not_firm() -> None:
    """Iceland and Vanuatu alone lack laws on crime: among larger economies privacy is the rarer."""
    crime = [HAS_NOT if code in ("ISL", "VUT") else HAS for code in CODES]
    privacy = [HAS_NOT if code == "FRA" else HAS for code in CODES]
    least = claim_of(laws.by_area(shop_of(privacy=privacy, crime=crime), "fig-l", ["privacy", "crime"]), "least")
    assert (least.says, least.conditions, least.printed) == ("crime", ("large-economies",), False)


def test_one_area_by_group_and_what_has_no_row() -> None:
    shop = shop_of(privacy=[HAS] * 6 + [HAS_NOT] * 6)
    exhibit = laws.by_group(shop, "fig-g", "privacy", "income")
    assert claim_of(exhibit, "least").says == "LMC" and "in lower-middle-income economies: 0 of 6" in sentence_of(
        shop, claim_of(exhibit, "least")
    )
    in_both(shop, exhibit)
    with pytest.raises(ValueError, match="no row of the register for crime"):
        laws.by_area(shop, "fig-l", ["privacy", "crime"])
