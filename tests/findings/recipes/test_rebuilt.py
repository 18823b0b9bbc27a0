"""A published index rebuilt from its parts: agreement, contradictions, the last printed digit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.findings.exhibit import Exhibit
from pipeline.findings.recipes.rebuilt import mean_of_parts
from pipeline.findings.workshop import Workshop
from tests.findings.world import ECONOMIES, read, series, spread, value, workshop

CODES = list(ECONOMIES)


def rebuild(shop: Workshop) -> Exhibit:
    return mean_of_parts(shop, "fig-a", "EGDI", ["OSI", "TII", "HCI_EGOV"], [2024], 0.0001)


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
    assert "12 of 12" in words.title
    assert "contradicts" not in words.text and "rounding" in words.text
    assert exhibit.data["count"].sum() == 12


def test_index_that_its_source_contradicts() -> None:
    shop = survey({"KEN": 0.05, "VNM": -0.0003})
    exhibit = rebuild(shop)
    words = read(shop, exhibit)
    assert (value(shop, "fig-a.off"), value(shop, "fig-a.agree")) == (2, 10)
    assert "10 of 12" in words.title
    assert "contradicts" in words.text and "Kenya (2024)" in words.text and "Viet Nam (2024)" in words.text
    assert "which is rounding" not in words.text
    assert exhibit.data["count"].iloc[[0, -1]].tolist() == [1, 1]  # the outer bars hold all larger ones


def test_one_last_digit_is_rounding_two_are_not() -> None:
    residual = pd.Series({"one": 0.0001, "two": 0.0002})
    found = {}
    for name, fault in residual.items():
        shop = workshop(
            *(series(code, {"FRA": {2024: 0.5}}, "index (0-1)", 4, 1) for code in ("OSI", "TII", "HCI_EGOV")),
            series("EGDI", {"FRA": {2024: 0.5 + fault}}, "index (0-1)", 4, 1),
        )
        rebuild(shop)
        found[name] = value(shop, "fig-a.off")
    assert found == {"one": 0, "two": 1}
