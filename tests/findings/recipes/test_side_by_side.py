"""Official methods side by side: the same series, several verdicts, and why they differ."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.recipes import side_by_side
from pipeline.findings.workshop import Workshop
from pipeline.language import Language
from pipeline.methods.progress.verdicts import Method
from pipeline.tables import evidence
from tests.findings.world import ECONOMIES, parameters, read, series, tongue, value, workshop

CODES = list(ECONOMIES)
BOUNDS = {
    "unsd": {"on_track": 0.95, "fair": 0.10, "fast_growth": 2, "slow_growth": 0.5, "near_limit": 1},
    "statistics_canada": {
        "on_track": 0.95, "accelerate": 0.6, "limited": 0, "growth_on_track": 1.5, "growth_accelerate": 0.5,
        "growth_limited": 0, "zero_replacement": 0.001,
    },
    "escap": {"maintain": 0.1, "accelerate": 1},
    "sdsn": {"on_track": 1, "moderately_improving": 0.5, "stagnating": 0},
    "probability": {"likely": 0.66, "possible": 0.33, "parity_tolerance": 0.03},
}  # fmt: skip
THRESHOLDS = pd.DataFrame(
    [
        (method, name, float(bound), "ratio", "A note", "")
        for method, part in BOUNDS.items()
        for name, bound in part.items()
    ],
    columns=["method", "parameter", "value", "unit", "source", "url"],
)


@pytest.fixture
def shop() -> Workshop:
    """Twelve lines from 2015 to 2024 against 100 by 2030: from falling to nearly there; one met, one of a single year."""
    cells = {
        code: {year: 40 + (n - 2) * 0.7 * (year - 2015) for year in range(2015, 2025)} for n, code in enumerate(CODES)
    }
    cells |= {"FRA": {2024: 50.0}, "DEU": {2015: 90.0, 2024: 100.0}}
    return workshop(series("USE", cells), parameters=parameters(thresholds=THRESHOLDS))


def test_verdicts_by_method(shop: Workshop) -> None:
    exhibit = side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    table = exhibit.data.pivot(index="bar", columns="segment", values="value")
    assert set(table.index) == set(map(str, Method)) and (table.sum(axis=1) == 12).all()
    assert (table["achieved"] == 1).all()
    assert table.loc["unsd", "not_assessed"] == 1
    good = table["achieved"] + table["on_track"]
    assert value(shop, "fig-a.high") == good.max() and value(shop, "fig-a.low") == good.min()
    words = read(shop, exhibit)
    assert f"{good.min()} or {good.max()} of 12 economies" in words.title and "target 100 by 2030" in words.subtitle


def test_disagreement_matrix(shop: Workshop) -> None:
    exhibit = side_by_side.disagreement_matrix(shop, "fig-a", ["everyone"])
    table = exhibit.data.pivot(index="row", columns="column", values="value")
    assert table.stack().dropna().between(0, 100).all()
    for one in table.index:
        assert pd.isna(table.loc[one, one])
        for two in table.columns:
            assert table.loc[one, two] == table.loc[two, one] or one == two
    words = read(shop, exhibit)
    assert value(shop, "fig-a.worst") == table.max().max()
    assert "disagree on up to" in words.title


def test_every_fact_has_roots(shop: Workshop) -> None:
    side_by_side.verdicts_by_method(shop, "fig-a", "everyone")
    side_by_side.disagreement_matrix(shop, "fig-b", ["everyone"])
    assert shop.facts.rootless() == []
    assert shop.facts.get("fig-a.high").of == ("fig-a.series",)
    assert len(shop.facts.get("fig-a.series").cells) == 10 * 10 + 1 + 2


def test_unknown_target(shop: Workshop) -> None:
    with pytest.raises(KeyError, match="nobody"):
        side_by_side.verdicts_by_method(shop, "fig-a", "nobody")


def test_a_bound_that_is_missing_is_named() -> None:
    bare = workshop(series("USE", {"FRA": {2015: 1.0}}), parameters=parameters())
    with pytest.raises(ValueError, match=r"statistics_canada\.on_track"):
        side_by_side.rules(bare)


# --- the tables that rest on them -----------------------------------------------------------------------------------


@pytest.fixture
def english(shop: Workshop) -> Language:
    return tongue(shop)


def test_table_of_verdicts(shop: Workshop, english: Language) -> None:
    table = evidence.verdicts(shop, "tbl-a", english, "everyone")
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == 12 and list(rows) == sorted(rows)
    assert rows["Germany"][1:3] == ("90.0 (2015)", "100.0 (2024)")
    assert set(rows["Germany"][3:8]) == {"Target met"}
    assert "Not assessed" in rows["France"][3:8]


def test_table_of_disagreements(shop: Workshop, english: Language) -> None:
    near = evidence.disagreement_list(shop, "tbl-a", english, "everyone", least=1)
    far = evidence.disagreement_list(shop, "tbl-b", english, "everyone", least=2)
    assert len(near.rows) >= len(far.rows) and set(far.rows) <= set(near.rows)
    assert all(row[3] for row in near.rows)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_scale_of_verdicts(shop: Workshop, code: str) -> None:
    assert len(evidence.verdict_scale(shop, "tbl-a", tongue(shop, code)).rows) > 15
