"""Stories of groups over time: the economies that move a group, against the plain formula."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.findings.stories import MOVES, Story
from pipeline.findings.workshop import POPULATION, Workshop
from tests.findings.world import ECONOMIES, series, workshop


def plain_moves(shop: Workshop, table: pd.DataFrame) -> list[tuple[str, str, int, bool, float]]:
    """Every economy that alone moves a group by more than ``MOVES`` in a year, one series at a time."""
    wide, people = shop.data.observations.wide("USE"), shop.data.observations.wide(POPULATION)
    status, found = shop.data.observations.wide("USE", "OBS_STATUS"), []
    for group in table.index:
        years = table.columns[table.loc[group].notna()]
        members = [code for code in shop.data.groups[group].members if code in wide.index]
        for year in (year for year in years if year - 1 in years):
            weights = people[shop.population_year(year)].reindex(members).where(wide.loc[members, year].notna())
            moved = weights / weights.sum() * (wide.loc[members, year] - wide.loc[members, year - 1])
            for area in moved.index[moved.abs() > MOVES]:
                found.append((group, str(area), int(year), status.loc[area, year] == "B", float(moved[area])))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_movers_are_those_of_the_plain_formula_to_the_last_digit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cells = {
        code: {year: float(rng.uniform(0, 100)) for year in range(2018, 2025) if rng.random() < 0.9}
        for code in ECONOMIES
    }
    flags = {(code, year): "B" for code, row in cells.items() for year in row if rng.random() < 0.3}
    shop = workshop(series("USE", cells, flags=flags), population=0.3, count=0.3)
    groups = ["HIC", "LMC", "WLD"]
    values = {group: shop.group_values("USE", group)["value"] for group in groups}
    data = pd.DataFrame(
        [(group, year, value) for group in groups for year, value in values[group].items()],
        columns=["series", "x", "y"],
    )
    story = Story(shop, "fig-x", "USE", data, "population")
    plain = sorted(plain_moves(shop, story.table), key=lambda one: -abs(one[4]))
    expected = [one for one in plain if one[3]][:2] + [one for one in plain if not one[3]][:1]
    assert len(expected) > 1
    assert [(*one[:4], one[4].value) for one in story.movers] == expected
