"""A limit and who is within it: the count over the field, the group that is least within, and other measures of the same."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.findings.claims import Standing
from pipeline.findings.recipes import thresholds
from pipeline.findings.wording.realise import sentence
from pipeline.findings.workshop import Workshop
from pipeline.model.indicators import Direction
from tests.findings.world import (
    HIGH,
    LOW,
    claim_of,
    in_both,
    keys,
    parameters,
    sentence_of,
    series,
    tongue,
    value,
    workshop,
)
from tests.findings.world import thresholds as sheet


def shop_of(**measures: dict[str, float]) -> Workshop:
    """Prices by code in 2024; lower is better, the limit 2."""
    limit = pd.DataFrame([("price", "limit", 2.0, "%", "A source", "")], columns=sheet().columns)
    return workshop(
        *(
            series(
                code,
                {area: {2024: price} for area, price in prices.items()},
                "per cent of population",
                direction=Direction.LOWER,
            )
            for code, prices in measures.items()
        ),
        parameters=parameters(thresholds=pd.concat([sheet(), limit], ignore_index=True)),
    )


def prices(high: list[float], low: list[float]) -> dict[str, float]:
    return dict(zip([*HIGH, *LOW], [*high, *low], strict=True))


MIXED = prices([1, 1, 1, 1, 1, 3], [2, 2, 5, 6, 7, 8])


def test_who_is_within_the_limit() -> None:
    shop = shop_of(BASKET=MIXED)
    exhibit = thresholds.met_by_group(shop, "fig-p", "BASKET", "price.limit", 2024, "income")
    table = exhibit.data.set_index(["bar", "segment"])["value"]
    assert (table["HIC", "met"], table["HIC", "unmet"], table["LMC", "met"], table["LMC", "unmet"]) == (5, 1, 2, 4)
    met, least = claim_of(exhibit, "met"), claim_of(exhibit, "least")
    assert (value(shop, "fig-p.met"), value(shop, "fig-p.economies"), met.says) == (7, 12, "majority")
    assert (least.says, least.standing) == ("LMC", Standing.FIRM)
    assert "2 of 6" in sentence_of(shop, least)
    in_both(shop, exhibit)


@pytest.mark.parametrize(("number", "says"), [(1.0, "all"), (2.0, "all"), (2.1, "none")])
def test_the_limit_itself_is_within_it(number: float, says: str) -> None:
    shop = shop_of(BASKET=prices([number] * 6, [number] * 6))
    exhibit = thresholds.met_by_group(shop, "fig-p", "BASKET", "price.limit", 2024, "income")
    assert claim_of(exhibit, "met").says == says
    assert "least" not in keys(exhibit)  # all groups are alike
    in_both(shop, exhibit)


def test_a_group_that_is_least_within_by_one_measure_alone_is_not_told() -> None:
    """By the other measure the other group is the one that is least within the limit."""
    turned = prices([9] * 6, [1] * 6)
    shop = shop_of(BASKET=MIXED, OTHER=turned)
    exhibit = thresholds.met_by_group(shop, "fig-p", "BASKET", "price.limit", 2024, "income", also={"OTHER": 2024})
    least = claim_of(exhibit, "least")
    assert "other-measure-1" in least.conditions


def test_what_cannot_be_counted() -> None:
    shop = shop_of(BASKET={"FRA": 1.0})
    with pytest.raises(ValueError, match="no economy of the field"):
        thresholds.met_by_group(shop, "fig-p", "BASKET", "price.limit", 2024, "income", field=["LMC"])
    with pytest.raises(KeyError, match=r"price\.other"):
        thresholds.met_by_group(shop, "fig-p", "BASKET", "price.other", 2024, "income")


def test_a_majority_that_hangs_on_the_measure_is_told_without_a_double_negation() -> None:
    shop = shop_of(BASKET=prices([1] * 6, [1, 3, 3, 3, 3, 3]), OTHER=prices([1] * 3 + [3] * 3, [1, 3, 3, 3, 3, 3]))
    exhibit = thresholds.met_by_group(shop, "fig-p", "BASKET", "price.limit", 2024, "income", also={"OTHER": 2024})
    found = claim_of(exhibit, "depends")
    assert found.headline is not None and "depends on the measure: 7 of 12" in sentence(found.headline, tongue(shop))
    chinese = sentence(found.headline, tongue(shop, "zh"))
    assert "是否过半达标" in chinese and "12个中有7个达标" in chinese and "不超出" not in chinese
    in_both(shop, exhibit)
