"""Progress by target and by group."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.findings.recipes import targets
from pipeline.methods.progress import Desired, Verdict, unsd
from tests.findings.world import ECONOMIES, HIGH, LOW, parameters, read, series, workshop
from tests.findings.world import targets as sheet

CODES = list(ECONOMIES)
# From 2015 to 2024 against 100 by 2030: met, on track, fair, stagnation, one year only, zero base, nothing since the base.
LINES = {
    "FRA": {2015: 90.0, 2024: 100.0},
    "DEU": {2015: 60.0, 2024: 85.0},
    "ISL": {2015: 40.0, 2024: 45.0},
    "JPN": {2015: 60.0, 2024: 60.0},
    "KOR": {2024: 60.0},
    "USA": {2015: 0.0, 2024: 60.0},
    "KEN": {2010: 1.0, 2014: 50.0},
}
EXPECTED = {
    "FRA": Verdict.ACHIEVED, "DEU": Verdict.ON_TRACK, "ISL": Verdict.FAIR, "JPN": Verdict.STAGNATION,
    "KOR": Verdict.NOT_ASSESSED, "USA": Verdict.NOT_ASSESSED,
}  # fmt: skip


def test_verdicts_start_at_the_base_year() -> None:
    shop = workshop(series("USE", LINES))
    assert {code: progress.verdict for code, progress in targets.verdicts(shop, "everyone").items()} == EXPECTED


def test_verdicts_are_those_of_the_first_and_last_value_of_each_economy() -> None:
    rng = np.random.default_rng(6)
    cells = {
        code: {year: float(rng.uniform(5, 99)) for year in range(2010, 2025) if rng.random() < 0.5} for code in CODES
    }
    shop = workshop(series("USE", cells))
    rule, plain = targets.unsd_rule(shop), {}
    for code, row in shop.data.observations.wide("USE").iterrows():
        seen = row[row.index >= 2015].dropna()
        if len(seen):
            ends = (float(seen.iloc[0]), int(seen.index[0]), float(seen.iloc[-1]), int(seen.index[-1]))
            plain[code] = unsd(*ends, 100.0, 2030, Desired.HIGHER, rule)
    assert targets.verdicts(shop, "everyone") == plain


def test_bounds_are_read_from_the_sheet() -> None:
    shop = workshop(series("USE", LINES))
    strict = shop.data.parameters.thresholds.assign(value=lambda d: d["value"].where(d["parameter"] != "on_track", 5.0))
    shop = workshop(series("USE", LINES), parameters=parameters(thresholds=strict))
    assert targets.verdicts(shop, "everyone")["DEU"].verdict is Verdict.FAIR
    with pytest.raises(KeyError, match="near_limit"):
        targets.unsd_rule(workshop(series("USE", LINES), parameters=parameters(thresholds=strict.iloc[:-1])))


def test_progress_by_target() -> None:
    goals = parameters(targets=sheet(("all", "USE", 100.0, "higher"), ("growth", "NET", None, "higher")))
    shop = workshop(
        series("USE", LINES), series("NET", {code: {2015: 10.0, 2024: 11.0} for code in CODES}), parameters=goals
    )
    exhibit = targets.progress_by_target(shop, "fig-a", ["all", "growth"])
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert table.loc["all", ["achieved", "on_track", "fair", "stagnation", "not_assessed", "no_data"]].tolist() == [
        1,
        1,
        1,
        1,
        2,
        6,
    ]
    assert table.loc["growth", "fair"] == 12  # 1.06 per cent a year
    assert (table.sum(axis=1) == 12).all()
    words = read(shop, exhibit)
    assert "50 per cent of assessed economies for Short USE, 0 per cent for Short NET" in words.title


def test_progress_by_target_where_none_can_be_assessed() -> None:
    shop = workshop(series("USE", {"FRA": {2024: 60.0}}))
    with pytest.raises(ValueError):
        targets.progress_by_target(shop, "fig-a", ["everyone"])


def test_progress_by_group_leaves_out_groups_of_fewer_than_five() -> None:
    cells = {code: {2015: 60.0, 2024: 95.0} for code in HIGH} | {code: {2015: 60.0, 2024: 60.0} for code in LOW}
    shop = workshop(series("USE", cells))
    exhibit = targets.progress_by_group(shop, "fig-a", "everyone", "income")
    words = read(shop, exhibit)
    assert "100 per cent of economies" in words.title and "0 per cent in Lower middle income" in words.title
    assert "against 100 by 2030" in words.text
    del cells["VUT"], cells["KEN"]
    shop = workshop(series("USE", cells))
    assert set(targets.progress_by_group(shop, "fig-a", "everyone", "income").data["bar"]) == {"HIC"}
