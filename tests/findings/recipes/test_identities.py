"""Identities of the supply and use tables: what holds is said to hold, what does not is not."""

from __future__ import annotations

import pytest

from pipeline.findings.recipes import identities
from tests.findings.world import read, series, spread, supply_use, value, workshop


@pytest.mark.parametrize(("fault", "holds"), [(0.0, True), (0.4, True), (500.0, False)])
def test_identities(fault: float, holds: bool) -> None:
    tables = {2022: supply_use(2022), 2023: supply_use(2023, fault=fault)}
    shop = workshop(series("USE", spread({"FRA": 1.0})), supply_use=tables)
    exhibit = identities.residuals(shop, "fig-a")
    assert value(shop, "fig-a.worst") == pytest.approx(fault, abs=1e-9)
    assert value(shop, "fig-a.checked") == 2 * (3 + 3)
    words = read(shop, exhibit)
    assert words.title.startswith("All 12 identities") == holds
    assert ("12 identities" in words.title) and ("hold" in words.title or not holds)
    assert exhibit.data.set_index(["series", "x"])["y"]["products", 2022] == pytest.approx(0, abs=1e-9)
